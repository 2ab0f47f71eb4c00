"""A job request: one analytic on its inputs, with its parameters (wire/voxel51.md 5.1). Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.errors import RemoteDataPathError
from facespace_desk.voxel51.problems import FieldProblem, of_fields, of_mode
from facespace_desk.voxel51.records import NOTHING, Json
from facespace_desk.voxel51.references import DATA_ID, OPERATION, DataReference, reference

__all__ = ["DATA_ID", "DataReference", "FieldProblem", "JobRequest"]


class JobRequest(msgspec.Struct, frozen=True, kw_only=True):
    """What a job is to do. Never changed: every `with_` makes a new one.

    `parameters` has values of JSON, and a DataReference where a parameter is a file.
    """

    analytic: str  # "owner/name", or a public one's name
    version: str | None = None
    compute_mode: str | None = None
    inputs: Mapping[str, DataReference] = NOTHING
    parameters: Mapping[str, Json | DataReference] = NOTHING

    def with_input(self, name: str, data_id: str) -> JobRequest:
        """Raises RemoteDataPathError: *data_id* cannot be an id of data."""
        return replace(self, inputs={**self.inputs, name: reference(data_id)})

    def with_parameter(self, name: str, value: Json | DataReference) -> JobRequest:
        """Raises ValueError: *value* cannot be written as JSON."""
        if not isinstance(value, DataReference):
            value = _plain(value)
        return replace(self, parameters={**self.parameters, name: value})

    def with_data_parameter(self, name: str, data_id: str) -> JobRequest:
        """Raises RemoteDataPathError: *data_id* cannot be an id of data."""
        return self.with_parameter(name, reference(data_id))

    def without(self, name: str) -> JobRequest:
        """Without the input or parameter of this name."""
        return replace(
            self,
            inputs={each: value for each, value in self.inputs.items() if each != name},
            parameters={each: value for each, value in self.parameters.items() if each != name},
        )

    @property
    def data_ids(self) -> tuple[str, ...]:
        """All data that it refers to, inputs first, each once."""
        values = [*self.inputs.values(), *self.parameters.values()]
        found = [each.data_id for each in values if isinstance(each, DataReference)]
        return tuple(dict.fromkeys(found))

    def problems(self, document: AnalyticDocument) -> tuple[FieldProblem, ...]:
        """What the analytic would not accept, in the order of its document; empty if nothing."""
        return (
            *of_mode(self.compute_mode, document),
            *of_fields("inputs", self.inputs, document.inputs),
            *of_fields("parameters", self.parameters, document.parameters),
        )

    def to_json(self, *, indent: int = 0) -> str:
        """The text that is uploaded; *indent* for eyes."""
        members: dict[str, Json] = {"analytic": self.analytic}
        for name in ("version", "compute_mode"):
            if getattr(self, name) is not None:
                members[name] = getattr(self, name)
        for name in ("inputs", "parameters"):
            members[name] = {each: _wire(value) for each, value in getattr(self, name).items()}
        text = msgspec.json.encode(members)
        return (msgspec.json.format(text, indent=indent) if indent else text).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> JobRequest:
        """Reads what `to_json` or the service has written.

        Raises:
            ValueError: one sentence; RemoteDataPathError about a reference.
        """
        try:
            content = msgspec.json.decode(text)
        except (msgspec.DecodeError, UnicodeError, RecursionError):
            raise ValueError("The job request is not JSON.") from None
        if not isinstance(content, dict):
            raise ValueError("The job request is no object.")
        analytic = content.get("analytic")
        if not isinstance(analytic, str) or not analytic:
            raise ValueError("The job request names no analytic.")
        parts = {name: content.get(name) or {} for name in ("inputs", "parameters")}
        if not all(isinstance(each, dict) for each in parts.values()):
            raise ValueError("The inputs and parameters of a job request must be objects.")
        return cls(
            analytic=analytic,
            version=_optional(content, "version"),
            compute_mode=_optional(content, "compute_mode"),
            inputs={name: _input(name, value) for name, value in parts["inputs"].items()},
            parameters={name: _parameter(value) for name, value in parts["parameters"].items()},
        )


def _optional(content: Mapping[str, Json], name: str) -> str | None:
    value = content.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"The {name} of a job request must be a text.")
    return value


def _input(name: str, value: Json) -> DataReference:
    found = _parameter(value)
    if not isinstance(found, DataReference):
        words = f"The input “{name}” refers to no data."
        raise RemoteDataPathError(words, operation=OPERATION)
    return found


def _parameter(value: Json) -> Json | DataReference:
    if isinstance(value, dict) and DATA_ID in value:
        return reference(value[DATA_ID])
    return value


def _wire(value: Json | DataReference) -> Json:
    return {DATA_ID: value.data_id} if isinstance(value, DataReference) else value


def _plain(value: Json) -> Json:
    """*value* as it will be read back. Raises ValueError."""
    try:
        text = json.dumps(value, allow_nan=False)
        text.encode()
    except (TypeError, ValueError, RecursionError):
        raise ValueError("This value cannot be written as JSON.") from None
    return json.loads(text)
