"""What can be switched at the Skylab Studio simulator, and to what; `protocol` says what for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facespace_desk.demo.faults import Manner

if TYPE_CHECKING:
    from facespace_desk.demo.control import Panel

SWITCHES: dict[str, object] = {
    "strangers": 2,
    "start_s": 1.0,
    "photo_s": 0.4,
    "processed_s": 1.5,
    "end_status": "completed",
    "jobs_in_front": "object",
    "photo_list": "array",
    "flags": "booleans",
    "short_deletes": False,
    "unfinished": "null",
    "names": "normal",
    "retouched": "right",
    "url_life_s": 900.0,
    "ranges": True,
    "callback_flaw": "",
    "callback_stamp": "s",
    "latency_s": 0.0,
    "bytes_per_s": 0.0,
    "webhook_status": 200,
    "webhook_delay_s": 0.0,
}
CHOICES: dict[str, tuple[str, ...]] = {
    "end_status": ("completed", "Completed", "failed", "error_in_processing", "archived"),
    "jobs_in_front": ("object", "integer", "count", "text"),
    "photo_list": ("array", "object"),
    "flags": ("booleans", "texts"),
    "unfinished": ("null", "absent", "text"),
    "names": (
        *("normal", "parent", "backslash", "drive", "absolute", "unknown", "duplicate"),
        *("device", "hostile"),
    ),
    "retouched": (
        *("right", "null", "absent", "text", "missing", "html", "redirect", "huge", "endless"),
        *("truncated", "cut", "bomb", "opaque", "slow", "expired"),
    ),
    "callback_flaw": ("", "signature", "base64", "old", "replay", "other body", "unsigned"),
    "callback_stamp": ("s", "ms", "iso", "odd"),
}
_JOB = b'{"id":1,"name":"Wedding","type":"regular","status":"created","profileId":1,"photos":[]}'
MANNER = Manner("message", b"[", _JOB + b",", _JOB + b"]")


def chosen(panel: Panel, name: str) -> str:
    """What a switch with choices is set to."""
    return str(panel.switches[name])
