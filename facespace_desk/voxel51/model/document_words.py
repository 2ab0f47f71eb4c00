"""What an analytic's document says of its fields, in words."""

from __future__ import annotations

import json
from typing import Final

from facespace_desk.voxel51.document import Field, Input, Output
from facespace_desk.voxel51.records import Json

VALUE_LENGTH: Final = 200  # characters; a default may be a whole structure


def value_words(value: Json) -> str:
    """A value as JSON writes it, cut where it would fill the page."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (TypeError, ValueError):
        text = repr(value)
    return text if len(text) <= VALUE_LENGTH else text[:VALUE_LENGTH] + "…"


def type_words(field: Field) -> str:
    """What it takes: "number from 0 to 1", "text, one of "a", "b""."""
    words = field.kind.value
    low, high = field.minimum, field.maximum
    if low is not None and high is not None:
        words += f" from {low:g} to {high:g}"
    elif low is not None:
        words += f", at least {low:g}"
    elif high is not None:
        words += f", at most {high:g}"
    if field.choices:
        words += f", one of {', '.join(value_words(each) for each in field.choices)}"
    return words


def need_words(field: Field) -> str:
    """Whether it must be given, and what holds otherwise."""
    if field.has_default:
        return f"default {value_words(field.default)}"
    if field.required:
        return "needed"
    return "may be left out"


def example_words(field: Field) -> str:
    """An example of what it may be, where there is one."""
    return f"for example {field.placeholder}" if field.placeholder else ""


def output_words(output: Output) -> str:
    """What it is, its file, and what becomes of it."""
    parts = [output.type.rpartition(".")[2].lower() or "file", output.filename]
    parts += ["kept as data"] if output.post_as_data else []
    return ", ".join(part for part in parts if part)


def field_facts(field: Field) -> str:
    """All facts of an input or a parameter in one line."""
    parts = [type_words(field), need_words(field), example_words(field)]
    if isinstance(field, Input) and not field.has_default:
        parts[1] = "needed" if field.required else "may be left out"
    return "  ·  ".join(part for part in parts if part)
