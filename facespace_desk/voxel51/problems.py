"""What an analytic would not accept of a job request, by its document. Pure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, Literal

import msgspec

from facespace_desk.voxel51.document import AnalyticDocument, Field, FieldKind, Input
from facespace_desk.voxel51.records import ComputeMode, Json
from facespace_desk.voxel51.references import DataReference

Section = Literal["compute_mode", "inputs", "parameters"]


class FieldProblem(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong with one field, in one sentence; `name` is "" for the compute mode."""

    section: Section
    name: str
    words: str


def of_mode(mode: str | None, document: AnalyticDocument) -> Iterator[FieldProblem]:
    """What is wrong with the compute mode."""
    if mode is None or mode in document.compute_modes:
        return
    known = mode in ComputeMode.__members__
    words = f"This analytic does not run on {mode}." if known else f"There is no mode “{mode}”."
    yield FieldProblem(section="compute_mode", name="", words=words)


def of_fields(
    section: Section, values: Mapping[str, Json | DataReference], fields: Sequence[Field]
) -> Iterator[FieldProblem]:
    """What is wrong with the inputs, or with the parameters."""
    for field in fields:
        words = problem_of(field, values[field.name]) if field.name in values else _missing(field)
        if words:
            yield FieldProblem(section=section, name=field.name, words=words)
    known = {field.name for field in fields}
    for name in values:
        if name not in known:
            words = f"This analytic has no {section.removesuffix('s')} “{name}”."
            yield FieldProblem(section=section, name=name, words=words)


def problem_of(field: Field, value: Json | DataReference) -> str:
    """What is wrong with *value* for *field*; "" when it will do."""
    wants_data = isinstance(field, Input) or field.kind.is_data
    if isinstance(value, DataReference):
        # A type that this console does not know may well be a file.
        return "" if wants_data or field.kind is FieldKind.ANY else "It must not be a file."
    if wants_data:
        return "It must be a file of the platform."
    if value is None and not field.required:
        return ""
    if not _FITS[field.kind](value):
        return f"It must be {_NOUNS[field.kind]}."
    if field.choices and value not in field.choices:
        return f"It must be one of {', '.join(map(str, field.choices))}."
    return _out_of_bounds(field, value)


def _missing(field: Field) -> str:
    has_value = field.has_default and field.default is not None  # null is what "none" looks like
    return "It is needed." if field.required and not has_value else ""


def _out_of_bounds(field: Field, value: Json) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    if field.minimum is not None and value < field.minimum:
        return f"It must be at least {field.minimum:g}."
    if field.maximum is not None and value > field.maximum:
        return f"It must be at most {field.maximum:g}."
    return ""


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_whole(value: Json) -> bool:
    return _is_number(value) and float(value).is_integer()


_FITS: Final[Mapping[FieldKind, Callable[[Json], bool]]] = {
    **dict.fromkeys(FieldKind, lambda _value: True),
    FieldKind.NUMBER: _is_number,
    FieldKind.INTEGER: _is_whole,
    FieldKind.BOOLEAN: lambda value: isinstance(value, bool),
    FieldKind.STRING: lambda value: isinstance(value, str),
    FieldKind.ARRAY: lambda value: isinstance(value, list),
    FieldKind.OBJECT: lambda value: isinstance(value, dict),
}
_NOUNS: Final[Mapping[FieldKind, str]] = {
    **{kind: f"a {kind.value}" for kind in FieldKind},
    FieldKind.BOOLEAN: "true or false",
    FieldKind.OBJECT: "an object",
}
