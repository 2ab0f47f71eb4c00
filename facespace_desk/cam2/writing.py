"""What a write would do, before it is done (wire/cam2.md 5 and fault C2-9).

A camera's retrieval data travels as a whole, and a member that is left out may be erased. So an
update is planned on the camera as it is now: what it has is merged with what is to change, and the
difference can be shown and confirmed. Pure; the client reads and sends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from facespace_desk.cam2 import checks
from facespace_desk.cam2.addresses import PLAYABLE, web_address
from facespace_desk.cam2.naming import SUBJECTS
from facespace_desk.cam2.records import (
    ALL_RETRIEVAL_FIELDS,
    CAMERA_TYPES,
    REQUIRED_RETRIEVAL,
    RETRIEVAL_FIELDS,
    WIRE_NAMES,
    Camera,
    Value,
)
from facespace_desk.language import tr

ADD: Final = "add camera"
UPDATE: Final = "update camera"

Changes = Mapping[str, Value]  # by the field names of `Camera`


class FieldChange(msgspec.Struct, frozen=True):
    """One field, by its name in `Camera`; `before` and `after` as in the record."""

    field: str
    before: Value
    after: Value


class WritePlan(msgspec.Struct, frozen=True, kw_only=True):
    """A write that was checked and compared, ready to be confirmed.

    `before` is the camera as the server has it now (None: it will be added), `after` as it will be.
    `conflicts` are fields that are to be changed and differ from what the operator was shown:
    `before` what was shown, `after` what is there now. `not_cleared` names fields that were to be
    emptied: no way to do so is known, they stay. `notes` are sentences for the operator. `form` is
    what will be sent.
    """

    camera_id: str | None
    before: Camera | None
    after: Camera
    changes: tuple[FieldChange, ...]
    conflicts: tuple[FieldChange, ...] = ()
    not_cleared: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    form: Mapping[str, str]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.changes

    def overtaken(self, now: Camera) -> tuple[str, ...]:
        """The fields of *now* that matter to this plan and are not what it was made on."""
        if self.before is None:
            return ()
        names = {change.field for change in self.changes}
        if "retrieval" in self.form:
            names |= {"type", *ALL_RETRIEVAL_FIELDS}
        before = self.before
        return tuple(
            name for name in WIRE_NAMES if name in names and now.value(name) != before.value(name)
        )


def plan_add(draft: Changes) -> WritePlan:
    """A new camera; values of None and "" are left out.

    Raises:
        FormatError: a field is missing, unknown or cannot have its value.
    """
    values, _blank = _checked(draft, ADD)
    kind = checks.camera_type(values.get("type"), ADD)
    for name in ("has_image", "has_video"):  # required, wire 5
        if name not in values:
            raise checks.wrong(tr("{field} must be said: yes or no.", field=SUBJECTS[name]), ADD)
    if ("latitude" in values) != ("longitude" in values):
        raise checks.wrong(tr("Latitude and longitude belong together."), ADD)
    after = Camera(camera_id="", **values)  # type: ignore[arg-type]  # each was checked
    return WritePlan(
        camera_id=None,
        before=None,
        after=after,
        changes=tuple(FieldChange(name, None, values[name]) for name in values),
        form=_plain_form(values, ADD) | _retrieval_form(after, kind, values, ADD),
    )


def plan_update(before: Camera, changes: Changes, known: Camera | None = None) -> WritePlan:
    """What *changes* do to *before*, the camera as it is now; *known* is what was shown.

    Raises:
        FormatError: a field is unknown or cannot have its value, or the retrieval data would not
            be whole.
    """
    values, blank = _checked(changes, UPDATE)
    wanted = {name: value for name, value in values.items() if value != before.value(name)}
    after = msgspec.structs.replace(before, **wanted)
    form = _plain_form(wanted, UPDATE)
    if "type" in wanted or ALL_RETRIEVAL_FIELDS & wanted.keys():
        kind = _present_type(after)
        _check_readable(before, wanted, kind)
        form |= _retrieval_form(after, kind, wanted, UPDATE)
    return WritePlan(
        camera_id=before.camera_id,
        before=before,
        after=after,
        changes=tuple(
            FieldChange(name, before.value(name), value) for name, value in wanted.items()
        ),
        conflicts=tuple(_conflicts(before, wanted, known)),
        not_cleared=tuple(name for name in blank if before.value(name) is not None),
        notes=tuple(_notes(before, form)),
        form=form,
    )


def undoing(plan: WritePlan) -> dict[str, Value]:
    """The values that put back what *plan* changes; None where nothing was before.

    Raises:
        FormatError: it adds a camera, and the service has no way to remove one.
    """
    if plan.before is None:
        raise checks.wrong(tr("A camera that was added cannot be removed through CAM2."), UPDATE)
    return {change.field: change.before for change in plan.changes}


def checked_value(name: str, value: Value, operation: str) -> Value:
    """*value* as a camera would hold it in the field *name*.

    Raises:
        FormatError: the field is unknown, or cannot have this value.
    """
    if name not in _CHECKS:
        raise checks.wrong(tr("“{name}” is no field that can be written.", name=name), operation)
    _CHECKS[name](SUBJECTS[name], value, operation)
    if isinstance(value, str):
        return value.strip()
    return float(value) if name in _DECIMALS and value is not None else value


def _checked(changes: Changes, operation: str) -> tuple[dict[str, Value], list[str]]:
    """The values in the order of the fields, and the fields that were given as empty."""
    values, blank = dict[str, Value](), list[str]()
    for name in sorted(changes, key=_position):
        value = changes[name]
        if name in _CHECKS and (value is None or (isinstance(value, str) and not value.strip())):
            blank.append(name)
        else:
            values[name] = checked_value(name, value, operation)
    return values, blank


def _plain_form(values: Mapping[str, Value], operation: str) -> dict[str, str]:
    """Every field that travels by itself: nulls left out, booleans as true and false."""
    return {
        WIRE_NAMES[name]: _CHECKS[name](SUBJECTS[name], value, operation)
        for name, value in values.items()
        if name != "type" and name not in ALL_RETRIEVAL_FIELDS
    }


def _retrieval_form(
    after: Camera, kind: str, given: Mapping[str, Value], operation: str
) -> dict[str, str]:
    """The type, and the complete retrieval data of that type as one JSON text, keys sorted."""
    members = RETRIEVAL_FIELDS[kind]
    for name in given:
        if name in ALL_RETRIEVAL_FIELDS and name not in members:
            raise checks.wrong(
                tr("{field} does not belong to the type {type}.", field=SUBJECTS[name], type=kind),
                operation,
            )
    required = REQUIRED_RETRIEVAL[kind]
    if after.value(required) is None:
        raise checks.wrong(
            tr("{field} is needed for the type {type}.", field=SUBJECTS[required], type=kind),
            operation,
        )
    content = {name: after.value(name) for name in members}
    return {"type": kind, "retrieval": msgspec.json.encode(content, order="sorted").decode()}


def _present_type(camera: Camera) -> str:
    if camera.type not in CAMERA_TYPES:
        message = tr(
            "The type of the camera ({type}) is not known; choose one of {types} "
            "with its retrieval data.",
            type=camera.type or tr("nothing", "a camera's type"),
            types=", ".join(CAMERA_TYPES),
        )
        raise checks.wrong(message, UPDATE)
    return camera.type


def _check_readable(before: Camera, wanted: Mapping[str, Value], kind: str) -> None:
    """What could not be read cannot be sent back, and would be erased."""
    members = set(RETRIEVAL_FIELDS[kind])
    lost = members if "retrieval" in before.unread else members & set(before.unread)
    lost = lost - wanted.keys()
    if lost:
        names = ", ".join(sorted(lost))
        message = tr(
            "The present retrieval data cannot be read completely; enter also: {names}.",
            names=names,
        )
        raise checks.wrong(message, UPDATE)


def _conflicts(
    before: Camera, wanted: Mapping[str, Value], known: Camera | None
) -> Iterator[FieldChange]:
    if known is None:
        return
    for name in wanted:
        if known.value(name) != before.value(name):
            yield FieldChange(name, known.value(name), before.value(name))


def _notes(before: Camera, form: Mapping[str, str]) -> Iterator[str]:
    unknown = [name for name, _ in before.extra if name.startswith("retrieval.")]
    if unknown and "retrieval" in form:
        yield tr(
            "The server may drop data that this console does not know: {names}.",
            names=", ".join(unknown),
        )


def _position(name: str) -> int:
    return _POSITIONS.get(name, len(_POSITIONS))


def _host(label: str, value: object, operation: str) -> str:
    host = checks.text(label, value, operation)
    if any(character in host for character in " /?#@\\"):
        raise checks.wrong(
            tr("{field} must be an address or a host name alone.", field=label), operation
        )
    return host


def _web(label: str, value: object, operation: str) -> str:
    url = checks.text(label, value, operation)
    if web_address(url) is None:
        raise checks.wrong(tr("{field} must be an http or https address.", field=label), operation)
    return url


def _playable(label: str, value: object, operation: str) -> str:
    url = checks.text(label, value, operation)
    if web_address(url, PLAYABLE) is None:
        raise checks.wrong(tr("{field} must be the address of a stream.", field=label), operation)
    return url


def _in_range(low: float, high: float) -> _Check:
    return lambda label, value, operation: checks.number(
        label, value, operation, low=low, high=high
    )


def _whole_from(low: int, high: int = checks.WHOLE_LIMIT) -> _Check:
    return lambda label, value, operation: checks.whole(label, value, operation, low=low, high=high)


def _rate(label: str, value: object, operation: str) -> str:
    """The wire has an integer; the record reads any number."""
    is_whole = isinstance(value, float) and value.is_integer()
    return checks.whole(label, int(value) if is_whole else value, operation, low=0, high=1000)  # type: ignore[call-overload]


def _type(_label: str, value: object, operation: str) -> str:
    return checks.camera_type(value, operation)


_Check = Callable[[str, object, str], str]

_CHECKS: Final[Mapping[str, _Check]] = MappingProxyType(
    {
        **{name: checks.text for name in WIRE_NAMES if name != "camera_id"},
        "type": _type,
        "legacy_id": _whole_from(0),
        "latitude": _in_range(-90, 90),
        "longitude": _in_range(-180, 180),
        "width": _whole_from(1),
        "height": _whole_from(1),
        "frame_rate": _rate,
        "has_image": checks.flag,
        "has_video": checks.flag,
        "utc_offset": _whole_from(-checks.WHOLE_LIMIT),
        "reference_url": _web,
        "ip": _host,
        "port": _whole_from(1, 65535),
        "snapshot_url": _web,
        "m3u8_url": _playable,
    }
)
_DECIMALS: Final = frozenset({"latitude", "longitude", "frame_rate"})
_POSITIONS: Final[Mapping[str, int]] = MappingProxyType(
    {name: position for position, name in enumerate(WIRE_NAMES)}
)
