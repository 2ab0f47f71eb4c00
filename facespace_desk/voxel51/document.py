"""The document of an analytic: what it wants, and what it makes (wire/voxel51.md 5.3). Pure.

Nothing in a document is trusted: a member that cannot be read is left out, and stays in `extra`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, Final

import msgspec

from facespace_desk.voxel51.records import NOTHING, Json


class FieldKind(Enum):
    """What a form shows for a field. The first five are files, given by the id of their data."""

    VIDEO = "video"
    IMAGE = "image"
    JSON_FILE = "JSON file"
    DATA = "file"  # any other
    FRAMES = "image sequence"
    NUMBER = "number"
    INTEGER = "whole number"
    BOOLEAN = "true or false"
    STRING = "text"
    ARRAY = "list"
    OBJECT = "object"
    ANY = "any value"  # a type that this console does not know

    @property
    def is_data(self) -> bool:
        """Whether its value is a reference to data, not a value of its own."""
        return self in _DATA_KINDS


_DATA_KINDS: Final = frozenset(
    {
        FieldKind.VIDEO,
        FieldKind.IMAGE,
        FieldKind.JSON_FILE,
        FieldKind.DATA,
        FieldKind.FRAMES,
    }
)


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """One input or parameter. `type` is as it came ("types.Video"); bounds include their ends.

    `default` is UNSET where there is none, since None is a value, too.
    """

    name: str
    type: str = ""
    description: str = ""
    required: bool = False
    default: Json | msgspec.UnsetType = msgspec.UNSET
    placeholder: str = ""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Json, ...] = ()
    extra: Mapping[str, Json] = NOTHING

    @property
    def kind(self) -> FieldKind:
        return kind_of(self.type)

    @property
    def has_default(self) -> bool:
        return self.default is not msgspec.UNSET


class Input(Field, frozen=True, kw_only=True):
    """Always a file, whatever its type says: its value is the id of data."""

    required: bool = True


class Parameter(Field, frozen=True, kw_only=True):
    """A value, or a file where its kind says so."""


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """Something that the analytic makes."""

    name: str
    type: str = ""
    description: str = ""
    filename: str = ""
    post_as_data: bool = False
    schema: Json = None
    extra: Mapping[str, Json] = NOTHING


class Info(msgspec.Struct, frozen=True, kw_only=True):
    """What the analytic says of itself."""

    name: str = ""
    version: str = ""
    description: str = ""
    supports_cpu: bool | None = None
    supports_gpu: bool | None = None
    extra: Mapping[str, Json] = NOTHING


class AnalyticDocument(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it. `unread` is how many inputs, parameters and outputs have no usable name."""

    info: Info = Info()
    inputs: tuple[Input, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[Output, ...] = ()
    zip_outputs: bool = False
    unread: int = 0
    extra: Mapping[str, Json] = NOTHING

    def input(self, name: str) -> Input | None:
        return next((each for each in self.inputs if each.name == name), None)

    def parameter(self, name: str) -> Parameter | None:
        return next((each for each in self.parameters if each.name == name), None)

    @property
    def compute_modes(self) -> tuple[str, ...]:
        """The modes that a job may ask for; without a word about it, all of them."""
        modes = ["BEST"]
        if self.info.supports_cpu is not False:
            modes.append("CPU")
        if self.info.supports_gpu is not False:
            modes.append("GPU")
        return tuple(modes)
