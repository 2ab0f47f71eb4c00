"""What arrives as parameters, checked and typed (wire section 3.0): JSON bodies and queries."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from facespace_desk.demo.skylab.account import Refused

_BOOLEANS = {"true": True, "false": False}
_NUMBERS = ("job_id", "profile_id", "photo_id", "page")
_MD5_BYTES = 16


def parameters(body: str, query: str, *, is_get: bool) -> dict[str, object]:
    """Names and values of a request; a GET's may come in body and query, the query wins.

    Raises:
        Refused: they cannot be read.
    """
    found: dict[str, object] = {}
    if body:
        try:
            parsed = json.loads(body)
        except ValueError as error:
            raise Refused(400, "The body is no JSON") from error
        if not isinstance(parsed, dict):
            raise Refused(422, "The body is no JSON object")
        found.update(parsed)
    if is_get:
        found.update(_from_query(query))
    return found


def _from_query(query: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name in _NUMBERS and value.isascii() and value.isdecimal():
            values[name] = int(value)
        else:
            values[name] = _BOOLEANS.get(value, value)
    return values


def text(values: Mapping[str, object], name: str) -> str | None:
    """None when it is not given.

    Raises:
        Refused: it is no text.
    """
    value = values.get(name)
    if value is not None and not isinstance(value, str):
        raise Refused(422, f"{name} must be a text")
    return value


def number(values: Mapping[str, object], name: str) -> int | None:
    """None when it is not given.

    Raises:
        Refused: it is no integer.
    """
    value = values.get(name)
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused(422, f"{name} must be an integer")
    return value


def md5(values: Mapping[str, object]) -> bytes:
    """The 16 bytes of `content_md5`.

    Raises:
        Refused: it is missing, or not 16 bytes in base64.
    """
    try:
        found = base64.b64decode(text(values, "content_md5") or "", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(422, "content_md5 must be base64") from error
    if len(found) != _MD5_BYTES:
        raise Refused(422, "content_md5 must be base64 of 16 bytes")
    return found


def camel(name: str) -> str:
    """`enable_crop` as answers write it, `enableCrop`."""
    first, *others = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in others)


def fields(values: Mapping[str, object], *others: str) -> dict[str, object]:
    """All but those named, as answers write them; what is not known is kept as it came."""
    return {camel(name): value for name, value in values.items() if name not in others}
