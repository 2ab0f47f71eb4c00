"""A job request: one analytic on its inputs, with its parameters (wire/voxel51.md 5.1). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.errors import RemoteDataPathError
from facespace_desk.voxel51.records import NOTHING, ComputeMode, Json

DATA_ID: Final = "data-id"  # with a hyphen
OPERATION: Final = "job_request"

Section = Literal["analytic", "version", "compute_mode", "inputs", "parameters"]


class DataReference(msgspec.Struct, frozen=True):
    """Data at the platform, by its id."""

    data_id: str


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one field, in one sentence; `name` is "" outside inputs and parameters."""

    section: Section
    name: str
    words: str


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
        raise NotImplementedError

    def with_parameter(self, name: str, value: Json | DataReference) -> JobRequest:
        """Raises ValueError: *value* cannot be written as JSON."""
        raise NotImplementedError

    def with_data_parameter(self, name: str, data_id: str) -> JobRequest:
        """Raises RemoteDataPathError: *data_id* cannot be an id of data."""
        raise NotImplementedError

    def without(self, name: str) -> JobRequest:
        """Without the input or parameter of this name."""
        raise NotImplementedError

    @property
    def data_ids(self) -> tuple[str, ...]:
        """All data that it refers to, inputs first, each once."""
        raise NotImplementedError

    def problems(self, document: AnalyticDocument) -> tuple[FieldProblem, ...]:
        """What the analytic would not accept, in the order of its document; empty when all is well."""
        raise NotImplementedError

    def to_json(self, *, indent: int = 0) -> str:
        """The text that is uploaded; *indent* for eyes."""
        raise NotImplementedError

    @classmethod
    def from_json(cls, text: str | bytes) -> JobRequest:
        """Reads what `to_json` or the service has written.

        Raises:
            ValueError: one sentence; RemoteDataPathError about a reference.
        """
        raise NotImplementedError
