"""Where a value is in a piece of JSON, and values in one line. Pure: no Qt."""

from __future__ import annotations

import re
from typing import Final

import msgspec

Path = tuple[str | int, ...]

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def path_text(path: Path) -> str:
    """A path as programs write it: `data[0].latitude`, `["odd name"]`."""
    parts = []
    for place, step in enumerate(path):
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN.fullmatch(step):
            parts.append(f".{step}" if place else step)
        else:
            parts.append(f"[{value_text(step)}]")
    return "".join(parts)


def value_text(value: object, limit: int | None = None) -> str:
    """*value* in one line of JSON, cut to *limit* characters."""
    if isinstance(value, str) and limit is not None:
        value = value[: limit + 1]
    try:
        text = msgspec.json.encode(value).decode()
    except (UnicodeEncodeError, OverflowError, TypeError, RecursionError):
        text = repr(value)
    return text if limit is None or len(text) <= limit else f"{text[:limit]}…"
