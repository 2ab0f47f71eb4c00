"""JSON as programs in Python write it: with NaN and Infinity, which JSON does not have. Pure."""

from __future__ import annotations

import json
from typing import Any, Final, TypeVar

import msgspec

from facespace_desk.voxel51.archive import OutputTrouble, too_large

T = TypeVar("T")

LOOSE_BYTES: Final = 8 * 2**20  # the standard decoder is slow, and holds the interpreter lock

_BOM: Final = b"\xef\xbb\xbf"
_NOT_JSON: Final = (b"NaN", b"Infinity")


def decode(content: bytes, type: type[T] | Any = Any) -> T | Any:  # noqa: A002
    """*content* as *type*, or as plain values where it holds numbers that JSON does not have.

    Raises:
        OutputTrouble: it is no JSON.
    """
    content = content.removeprefix(_BOM)
    try:
        return msgspec.json.decode(content, type=type)
    except RecursionError:
        raise OutputTrouble("The JSON is nested too deeply.") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if not any(word in content for word in _NOT_JSON):
            raise OutputTrouble("The file is not JSON of the right kind.") from error
    if len(content) > LOOSE_BYTES:
        raise too_large(len(content), LOOSE_BYTES)
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise OutputTrouble("The file is not valid JSON.") from error
