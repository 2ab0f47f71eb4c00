"""Reads the small answers: of writes, and of what is done with clients (wire/cam2.md 4)."""

from __future__ import annotations

from typing import Any

from facespace_desk.cam2.errors import SERVICE
from facespace_desk.cam2.records import NewClient
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.errors import BadPayload
from facespace_desk.net.payload import decode_json


def read_nothing(_body: bytes, _operation: str) -> None:
    """The status said it all."""


def read_camera_id(body: bytes, operation: str) -> str:
    """Of the camera that was written. Raises BadPayload, as the others do."""
    return _text(_object(body, operation), "cameraID", operation)


def read_new_client(body: bytes, operation: str) -> NewClient:
    content = _object(body, operation)
    secret = Secret(_text(content, "clientSecret", operation))
    return NewClient(_text(content, "clientID", operation), secret)


def read_secret(body: bytes, operation: str) -> Secret:
    return Secret(_text(_object(body, operation), "clientSecret", operation))


def read_client_ids(body: bytes, operation: str) -> tuple[str, ...]:
    entries = decode_json(body, list[dict[str, Any]], SERVICE, operation)
    return tuple(_text(entry, "clientID", operation) for entry in entries)


def read_usage(body: bytes, operation: str) -> int:
    count = _object(body, operation).get("api_usage")
    if isinstance(count, str) and count.isascii() and count.isdigit() and len(count) < 19:
        count = int(count)
    if isinstance(count, bool) or not isinstance(count, int):
        raise _lacking("api_usage", operation)
    return count


def _object(body: bytes, operation: str) -> dict[str, Any]:
    return decode_json(body, dict[str, Any], SERVICE, operation)


def _text(content: dict[str, Any], name: str, operation: str) -> str:
    value = content.get(name)
    if not isinstance(value, str) or not value.strip():
        raise _lacking(name, operation)
    return value.strip()


def _lacking(name: str, operation: str) -> BadPayload:
    return BadPayload(
        tr("The answer holds no {name}.", name=name), service=SERVICE, operation=operation
    )
