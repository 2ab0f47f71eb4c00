"""What a job form holds before it becomes a job: the request, texts that cannot be read yet, and
what is said about the job itself (wire/voxel51.md 5.1 to 5.3). Pure.

The request is the truth. A field that is not touched changes nothing in it, so that whatever came
in by JSON, by a template or from another job is kept, also where no field can show it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, cast

import msgspec

from facespace_desk.net.errors import ServiceError
from facespace_desk.voxel51.document import AnalyticDocument, Field, FieldKind
from facespace_desk.voxel51.records import Json
from facespace_desk.voxel51.request import DATA_ID, DataReference, JobRequest

Part = Literal["inputs", "parameters"]
PARTS: Final = frozenset({"inputs", "parameters"})
Key = tuple[Part, str]  # which of them, and its name
Value: TypeAlias = Json | DataReference | msgspec.UnsetType  # UNSET: nothing is said

LONGEST_KEPT_DAYS: Final = 365
_NUMBERS: Final = frozenset({FieldKind.NUMBER, FieldKind.INTEGER})
_WHOLE: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_LONGEST_NUMBER: Final = 300  # digits
_STEPS: Final = 100  # of a range without a word about steps
_WANTED: Final[Mapping[FieldKind, str]] = {
    FieldKind.ARRAY: "This has to be a list, such as [1, 2].",
    FieldKind.OBJECT: 'This has to be an object, such as {"a": 1}.',
}


class Unread(msgspec.Struct, frozen=True):
    """What stands in a field and cannot be read, and why."""

    text: str
    words: str


class JobDraft(msgspec.Struct, frozen=True, kw_only=True):
    """Never changed: every `with_` makes a new one."""

    request: JobRequest
    typed: Mapping[Key, Unread] = MappingProxyType({})
    name: str = ""
    auto_start: bool = True
    keep_days: int = 0  # how long the output is kept; 0 leaves it to the platform
    fetch_when_done: bool = False

    def value(self, key: Key) -> Value:
        """What the request says of this field; UNSET when nothing."""
        part, name = key
        found = self.request.inputs if part == "inputs" else self.request.parameters
        return cast("Value", found.get(name, msgspec.UNSET))

    def with_value(self, key: Key, value: Value) -> JobDraft:
        """With this value instead; UNSET leaves the field out.

        Raises:
            ServiceError: this cannot be the id of data.
            ValueError: this cannot be sent.
        """
        part, name = key
        request = self.request
        if value is msgspec.UNSET:
            request = _without(request, key)
        elif part == "inputs":
            request = request.with_input(name, _data_id(value))
        elif isinstance(value, DataReference):
            request = request.with_data_parameter(name, value.data_id)
        else:
            request = request.with_parameter(name, value)
        typed = {other: each for other, each in self.typed.items() if other != key}
        return msgspec.structs.replace(self, request=request, typed=typed)

    def with_text(self, key: Key, field: Field, text: str) -> JobDraft:
        """With what was typed into the field: its value, or the text as it stands."""
        try:
            return self.with_value(key, _read(key, field, text))
        except ValueError as error:
            unread = Unread(text, str(error))
        except ServiceError as error:
            unread = Unread(text, error.message)
        left_out = self.with_value(key, msgspec.UNSET)
        return msgspec.structs.replace(left_out, typed={**left_out.typed, key: unread})

    def with_request(self, request: JobRequest) -> JobDraft:
        """With another request; a text that cannot be read stays where that says nothing."""
        named = {("inputs", name) for name in request.inputs}
        named |= {("parameters", name) for name in request.parameters}
        typed = {key: each for key, each in self.typed.items() if key not in named}
        return msgspec.structs.replace(self, request=request, typed=typed)

    def ends(self, now: datetime) -> datetime | None:
        """Until when the output is to be kept."""
        return now + timedelta(days=self.keep_days) if self.keep_days else None


def begun(analytic: str, version: str | None, document: AnalyticDocument) -> JobDraft:
    """A form as it opens: what has to be said and has a default is said."""
    draft = JobDraft(request=JobRequest(analytic=analytic, version=version), name=analytic)
    for key, field in fields_of(document):
        has_value = field.has_default and field.default is not None
        if field.required and has_value and not is_data(key, field):
            draft = draft.with_value(key, field.default)
    return draft


def fields_of(document: AnalyticDocument) -> Iterator[tuple[Key, Field]]:
    """The inputs, then the parameters."""
    for each in document.inputs:
        yield ("inputs", each.name), each
    for parameter in document.parameters:
        yield ("parameters", parameter.name), parameter


def data_field(document: AnalyticDocument) -> Key | None:
    """The field that takes the data in turn, if nobody chooses another: the first that is
    required."""
    inputs = [*(each for each in document.inputs if each.required), *document.inputs]
    return ("inputs", inputs[0].name) if inputs else None


def field_of(document: AnalyticDocument, key: Key) -> Field | None:
    part, name = key
    return document.input(name) if part == "inputs" else document.parameter(name)


def strangers(request: JobRequest, document: AnalyticDocument) -> tuple[Key, ...]:
    """What the request says and the document does not know."""
    keys: list[Key] = [("inputs", name) for name in request.inputs if not document.input(name)]
    keys += [("parameters", name) for name in request.parameters if not document.parameter(name)]
    return tuple(keys)


def is_data(key: Key, field: Field) -> bool:
    """Whether the field takes the id of data, and no value of its own."""
    return key[0] == "inputs" or field.kind.is_data


def is_json(field: Field) -> bool:
    """Whether the field's value is shown and typed as JSON."""
    kind = field.kind
    return kind in {FieldKind.ARRAY, FieldKind.OBJECT, FieldKind.ANY}


def step_of(field: Field) -> float:
    """What the arrow keys add to a number: what the document says, or what suits its range."""
    said = field.extra.get("step")
    if isinstance(said, int | float) and not isinstance(said, bool) and 0 < said < math.inf:
        return float(said)
    if field.kind is FieldKind.INTEGER:
        return 1.0
    if field.minimum is None or field.maximum is None or field.maximum <= field.minimum:
        return 1.0
    return float(f"{(field.maximum - field.minimum) / _STEPS:.1g}")


def stepped(field: Field, text: str, steps: int) -> str:
    """The text of a number so many steps further, within its bounds."""
    step = step_of(field)
    try:
        start = float(text)
    except ValueError:
        start = _start_of(field)
    found = start + steps * step
    if field.minimum is not None:
        found = max(found, field.minimum)
    if field.maximum is not None:
        found = min(found, field.maximum)
    return f"{round(found, 10):g}" if field.kind is FieldKind.NUMBER else str(round(found))


def value_text(value: Value) -> str:
    """A value as a field shows it: a text as it is, an id of data, all else as JSON."""
    if value is msgspec.UNSET:
        return ""
    if isinstance(value, DataReference):
        return value.data_id
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def same(one: Value, other: Value) -> bool:
    """Whether both say the same to a service that tells 1, 1.0 and true apart."""
    if isinstance(one, DataReference | msgspec.UnsetType):
        return bool(one == other)
    if isinstance(other, DataReference | msgspec.UnsetType):
        return False
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def shown_text(field: Field, value: Value) -> str:
    """As `value_text`; a text within quotes where the field is typed as JSON."""
    if isinstance(value, str) and is_json(field):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, DataReference) and not field.kind.is_data:
        return json.dumps({DATA_ID: value.data_id})
    return value_text(value)


def read_json(text: str) -> Json:
    """What JSON says, as the service would read it: no NaN, no name twice in an object.

    Raises:
        ValueError: it cannot be read, and where.
    """
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_pairs)
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise ValueError(f"This is not JSON: {error.msg.lower()} at {at}.") from error
    except RecursionError:
        raise ValueError("This is not JSON that can be sent: it is nested too deeply.") from None


def _read(key: Key, field: Field, text: str) -> Value:
    """The value that was typed. Raises ValueError: it cannot be read, in words."""
    bare = text.strip()
    if not bare:
        return msgspec.UNSET
    if is_data(key, field):
        return DataReference(bare)
    if field.kind in _NUMBERS:
        return _number(field.kind, bare)
    if is_json(field):
        return _json(field.kind, bare)
    return text


def _pairs(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"The name “{twice}” stands twice in one object.")
    return found


def _no_constant(text: str) -> Json:
    raise ValueError(f"JSON has no {text}.")


def _number(kind: FieldKind, text: str) -> int | float:
    """A number without a point stays whole: the service may tell them apart."""
    if _WHOLE.fullmatch(text) and len(text) <= _LONGEST_NUMBER:
        return int(text)
    if kind is FieldKind.INTEGER:
        raise ValueError("This is not a whole number.")
    if _DECIMAL.fullmatch(text) and math.isfinite(found := float(text)):
        return found
    raise ValueError("This is not a number.")


def _json(kind: FieldKind, text: str) -> Json:
    found = read_json(text)
    type_ = {FieldKind.ARRAY: list, FieldKind.OBJECT: dict}.get(kind)
    if type_ is not None and not isinstance(found, type_):
        raise ValueError(_WANTED[kind])
    return found


def _start_of(field: Field) -> float:
    if isinstance(field.default, int | float):
        return float(field.default)
    return 0.0 if field.minimum is None else field.minimum


def _data_id(value: Value) -> str:
    return value.data_id if isinstance(value, DataReference) else str(value)


def _without(request: JobRequest, key: Key) -> JobRequest:
    """Without this one: the other part may have one of that name."""
    part, gone = key
    if part == "inputs":
        inputs = {name: each for name, each in request.inputs.items() if name != gone}
        return msgspec.structs.replace(request, inputs=inputs)
    parameters = {name: each for name, each in request.parameters.items() if name != gone}
    return msgspec.structs.replace(request, parameters=parameters)
