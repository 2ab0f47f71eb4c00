"""Looks at values before anything is sent (wire/cam2.md 4, 6 and 7; fault C2-8).

Each function answers the value as it goes onto the wire, or raises a FormatError whose sentence
names the field as an operator knows it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final

from facespace_desk.cam2.errors import FormatError
from facespace_desk.cam2.naming import SUBJECTS
from facespace_desk.cam2.records import ALL_RETRIEVAL_FIELDS, CAMERA_TYPES, REQUIRED_RETRIEVAL
from facespace_desk.language import tr

TEXT_LENGTH: Final = 2_000  # characters of any one value
ID_LENGTH: Final = 200
# These stand where an id stands in other routes (wire 4); routers often ignore case.
RESERVED_IDS: Final = frozenset(
    {"create", "search", "exist", "legacy", "register", "by-owner", "db-change"}
)
WHOLE_LIMIT: Final = 2**53  # larger numbers do not survive JavaScript
_EXISTENCE_FIELDS: Final = ALL_RETRIEVAL_FIELDS - {"brand", "model"}  # wire 7
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def wrong(message: str, operation: str) -> FormatError:
    """The error for an argument that cannot be used; nothing was sent."""
    return FormatError(message, operation=operation)


def text(words: str, value: object, operation: str) -> str:
    """*value* without blanks around it; *words* such as "The city" begin the error's sentence."""
    if not isinstance(value, str):
        raise wrong(tr("{field} must be text.", field=words), operation)
    trimmed = value.strip()
    if not trimmed:
        raise wrong(tr("{field} must not be empty.", field=words), operation)
    if len(trimmed) > TEXT_LENGTH:
        raise wrong(_too_long(words, TEXT_LENGTH), operation)
    if _CONTROL.search(trimmed) or not _is_encodable(trimmed):
        raise wrong(tr("{field} contains characters that cannot be sent.", field=words), operation)
    return trimmed


def whole(
    words: str, value: object, operation: str, *, low: int = -WHOLE_LIMIT, high: int = WHOLE_LIMIT
) -> str:
    """A whole number from *low* to *high*, as decimal digits."""
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        if low == -WHOLE_LIMIT:
            message = tr("{field} must be a whole number.", field=words)
        elif high == WHOLE_LIMIT:
            message = tr("{field} must be a whole number of at least {low}.", field=words, low=low)
        else:
            message = tr(
                "{field} must be a whole number from {low} to {high}.",
                field=words,
                low=low,
                high=high,
            )
        raise wrong(message, operation)
    return str(value)


def number(words: str, value: object, operation: str, *, low: float, high: float) -> str:
    """A number from *low* to *high*, written without an exponent."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high:  # type: ignore[operator]  # NaN fails as well
        if math.isfinite(high):
            message = tr(
                "{field} must be a number from {low:g} to {high:g}.",
                field=words,
                low=low,
                high=high,
            )
        else:
            message = tr("{field} must be a number of at least {low:g}.", field=words, low=low)
        raise wrong(message, operation)
    return decimal(float(value))  # type: ignore[arg-type]  # it is one


def flag(words: str, value: object, operation: str) -> str:
    """`true` or `false`; the server reads either case (wire 5)."""
    if not isinstance(value, bool):
        raise wrong(tr("{field} must be yes or no.", field=words), operation)
    return "true" if value else "false"


def camera_type(value: object, operation: str) -> str:
    """One of the three types."""
    if value not in CAMERA_TYPES or not isinstance(value, str):
        types = ", ".join(CAMERA_TYPES)
        raise wrong(tr("The type must be one of {types}.", types=types), operation)
    return value


def existence(kind: object, retrieval: Mapping[str, object]) -> dict[str, str]:
    """The query of an existence check: the type, and the retrieval data that is known."""
    operation = "exists"
    params = {"type": camera_type(kind, operation)}
    given = {name: value for name, value in retrieval.items() if value not in (None, "")}
    for name, value in given.items():
        if name not in _EXISTENCE_FIELDS:
            raise wrong(tr("“{name}” cannot be asked for.", name=name), operation)
        if name == "port":
            params[name] = whole(SUBJECTS[name], _number_of(value), operation, low=1, high=65535)
        else:
            params[name] = text(SUBJECTS[name], value, operation)
    required = REQUIRED_RETRIEVAL[params["type"]]
    if required not in params:
        raise wrong(
            tr("The type {type} needs {field}.", type=params["type"], field=required), operation
        )
    return params


def path_id(words: str, value: object, operation: str) -> str:
    """An id that may stand in a path: no other route, no dots, no part of an address (C2-7)."""
    found = text(words, value, operation)
    if len(found) > ID_LENGTH:
        raise wrong(_too_long(words, ID_LENGTH), operation)
    if found in (".", "..") or found.casefold() in RESERVED_IDS:
        raise wrong(tr("“{text}” cannot be an ID.", text=found), operation)
    return found


def legacy_id(value: object, operation: str) -> str:
    """The decimal digits of a legacy id, given as a number or a text (C2-4)."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return str(value)
    digits = value.strip() if isinstance(value, str) else ""
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
        raise wrong(tr("A legacy ID is a whole number."), operation)
    return str(int(digits))


def decimal(value: float) -> str:
    """*value* as a plain decimal, to about a millimetre of a degree."""
    return f"{value:.8f}".rstrip("0").rstrip(".")


def _too_long(words: str, most: int) -> str:
    return tr("{field} must have at most {most:,} characters.", field=words, most=most)


def _number_of(value: object) -> object:
    """A port as servers and people write it, which may be text."""
    is_digits = isinstance(value, str) and value.strip().isascii() and value.strip().isdigit()
    return int(str(value)[:9]) if is_digits else value


def _is_encodable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character
        return False
    return True
