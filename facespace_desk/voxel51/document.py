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

from facespace_desk.voxel51.reading import as_flag, as_text
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


def kind_of(text: str) -> FieldKind:
    """The kind of a type such as "types.Video", "eta.core.types.Video" or "video"."""
    name = text.rpartition(".")[2].strip().lower()
    found = _KINDS.get(name)
    if found is not None:
        return found
    if name.endswith("array"):
        return FieldKind.ARRAY
    return FieldKind.DATA if name.endswith(("file", "directory", "files")) else FieldKind.ANY


def read_document(content: Mapping[str, Json]) -> AnalyticDocument:
    """Any member may be missing, or be something else."""
    info = content.get("info")
    lists = {name: _objects(content.get(name)) for name in ("inputs", "parameters", "outputs")}
    named = {name: [each for each in found if _name(each)] for name, found in lists.items()}
    known = {"info", "zip_outputs", *lists}
    return AnalyticDocument(
        info=_info(info if isinstance(info, dict) else {}),
        inputs=tuple(Input(**_members(each, required=True)) for each in named["inputs"]),
        parameters=tuple(Parameter(**_members(each)) for each in named["parameters"]),
        outputs=tuple(map(_output, named["outputs"])),
        zip_outputs=content.get("zip_outputs") is True,
        unread=sum(len(lists[name]) - len(named[name]) for name in lists),
        extra={str(name): value for name, value in content.items() if name not in known},
    )


def _info(content: Mapping[str, Json]) -> Info:
    flags = {name: as_flag(content.get(name)) for name in ("supports_cpu", "supports_gpu")}
    texts = {name: as_text(content.get(name)) or "" for name in ("name", "version", "description")}
    extra = {name: value for name, value in content.items() if name not in {*flags, *texts}}
    return Info(
        name=texts["name"],
        version=texts["version"],
        description=texts["description"],
        supports_cpu=flags["supports_cpu"],
        supports_gpu=flags["supports_gpu"],
        extra=extra,
    )


def _members(content: Mapping[str, Json], *, required: bool = False) -> dict[str, Any]:
    """The arguments of an Input or Parameter."""
    description = as_text(content.get("description")) or ""
    low, high = _bounds(content, description)
    lists = (content[name] for name in _CHOICES if isinstance(content.get(name), list))
    choices: list[Json] = next(lists, [])
    flag = as_flag(content.get("required"))
    return {
        "name": _name(content),
        "type": as_text(content.get("type")) or "",
        "description": description,
        "required": required if flag is None else flag,
        "default": content.get("default", msgspec.UNSET),
        "placeholder": as_text(content.get("placeholder")) or "",
        "minimum": low,
        "maximum": high,
        "choices": tuple(choices),
        "extra": {name: value for name, value in content.items() if name not in _FIELD_MEMBERS},
    }


def _output(content: Mapping[str, Json]) -> Output:
    return Output(
        name=_name(content),
        type=as_text(content.get("type")) or "",
        description=as_text(content.get("description")) or "",
        filename=as_text(content.get("filename")) or "",
        post_as_data=content.get("post_as_data") is True,
        schema=content.get("schema"),
        extra={name: value for name, value in content.items() if name not in _OUTPUT_MEMBERS},
    )


def _bounds(content: Mapping[str, Json], description: str) -> tuple[float | None, float | None]:
    """From members of their own or, as the official documents have it, a description "0..1"."""
    low, high = (
        next((found for name in names if (found := _number(content.get(name))) is not None), None)
        for names in (_LOWS, _HIGHS)
    )
    spoken = _SPOKEN_RANGE.match(description)
    if low is None and high is None and spoken is not None:
        low, high = float(spoken[1]), float(spoken[2])
    return (None, None) if low is not None and high is not None and low > high else (low, high)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return None
    return float(value)


def _objects(value: object) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        return []
    return [each if isinstance(each, dict) else {} for each in value]


def _name(content: Mapping[str, Json]) -> str:
    return as_text(content.get("name")) or ""


_SPOKEN_RANGE: Final = re.compile(
    r"\s*(-?\d{1,9}(?:\.\d{1,9})?)\s*\.\.\s*(-?\d{1,9}(?:\.\d{1,9})?)"
)
_LOWS: Final = ("minimum", "min")
_HIGHS: Final = ("maximum", "max")
_CHOICES: Final = ("choices", "enum", "values")
_FIELD_MEMBERS: Final = frozenset(
    {"name", "type", "description", "required", "default", "placeholder", *_LOWS, *_HIGHS}
) | frozenset(_CHOICES)
_OUTPUT_MEMBERS: Final = frozenset(
    {"name", "type", "description", "filename", "post_as_data", "schema"}
)
_KINDS: Final[Mapping[str, FieldKind]] = {
    **dict.fromkeys(("video", "videofile"), FieldKind.VIDEO),
    **dict.fromkeys(("image", "imagefile"), FieldKind.IMAGE),
    **dict.fromkeys(
        ("imagesequence", "imagefilesequence", "imagefiledirectory", "videoclips"),
        FieldKind.FRAMES,
    ),
    **dict.fromkeys(
        (
            "jsonfile",
            "videolabels",
            "imagelabels",
            "imagesetlabels",
            "detectedobjects",
            "datarecords",
        ),
        FieldKind.JSON_FILE,
    ),
    **dict.fromkeys(("data", "file", "csvfile", "zipfile", "directory"), FieldKind.DATA),
    **dict.fromkeys(("number", "float"), FieldKind.NUMBER),
    **dict.fromkeys(("integer", "int"), FieldKind.INTEGER),
    **dict.fromkeys(("boolean", "bool"), FieldKind.BOOLEAN),
    **dict.fromkeys(("string", "str", "text"), FieldKind.STRING),
    **dict.fromkeys(("array", "list"), FieldKind.ARRAY),
    **dict.fromkeys(("object", "map", "dict", "point", "config"), FieldKind.OBJECT),
}
