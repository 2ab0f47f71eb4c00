"""Bodies whose names are written in another way, for receivers that must not learn them (L19)."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from facespace_desk.facespace.errors import SERVICE
from facespace_desk.facespace.records import SEPARATOR
from facespace_desk.net.payload import decode_json

Mask = Callable[[str], str]


def masked_picture(body: bytes, mask: Mask) -> bytes:
    """A `/recognition` body with each label masked; whatever is no label is left out.

    Raises:
        BadPayload: the body is not a JSON object.
    """
    return _masked(body, mask)


def masked_logs(body: bytes, mask: Mask) -> bytes:
    """A `/logs` body with the label of each entry masked; an unreadable entry is masked whole.

    Raises:
        BadPayload: the body is not a JSON object.
    """

    def masked_entry(entry: str) -> str:
        label, separator, stamp = entry.rpartition(SEPARATOR)
        return f"{mask(label)}{separator}{stamp}" if separator else mask(entry)

    return _masked(body, masked_entry)


def _masked(body: bytes, mask: Mask) -> bytes:
    payload = decode_json(body, dict[str, object], SERVICE, "forwarding")
    cameras = {
        camera: [mask(value) for value in values if isinstance(value, str)]
        for camera, values in payload.items()
        if isinstance(values, list)
    }
    return msgspec.json.encode(cameras)
