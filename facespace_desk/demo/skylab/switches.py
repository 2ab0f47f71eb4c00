"""What can be switched at the Skylab Studio simulator, and to what.

strangers                jobs of others in front of each that is queued (2), a second each
start_s, photo_s         how long a job is in work: 1 and 0.4 for each photo
processed_s              how long it is "processed" before it is "completed" (1.5)
end_status               the word in place of "completed"
jobs_in_front            {"jobsInFront": n}, or the "integer", or {"count": n}, or a "text"
photo_list               list_for_job answers an "array", or an "object" with "photos"
flags                    of profiles: "booleans" or "texts"
short_deletes            a deletion answers the id alone (false)
unfinished               what retouchedUrl is before the end: "null", "absent", a "text"
names                    of photos: "normal", or a hostile sort
retouched                what retouchedUrl is, or what is there: "right", or a sort of trouble
url_life_s               how long signed addresses live, in real seconds (900)
ranges                   whether the storage gives parts of a file (true)
callback_flaw            "": callbacks are right; or what is wrong with them
callback_stamp           how they write the moment: "s", "ms", "iso", "odd"
latency_s                before every answer of service and storage, in real seconds
bytes_per_s              of each transfer to and from the storage; 0: as fast as it goes
webhook_status, webhook_delay_s: of the sink
"""

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
