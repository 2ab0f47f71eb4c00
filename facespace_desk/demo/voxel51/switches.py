"""What can be switched at the Voxel51 simulator, and to what.

queued_s, scheduled_s, running_s   how long a job that is started from now on is in each state
outcome              of such a job: "complete", or the failure type
killed               what is left of a killed job: "FAILED", "READY", or it is "gone"
total                the member that holds how many records match, or "none"
most_rows            that a query answers with at most; 0: all
get_bodies           of queries: "read", or "ignored" (VX-1)
ids                  the member that holds a record's id: "id", or its "own" (data_id, job_id, ...)
dates                "utc", or with an "offset"
downloads            "direct", or "redirect" to the storage's port
body                 of a download: "whole", "cut" (the connection ends in the middle), "short"
                     (it is half as long as the record says, and complete)
download_bytes       of each download instead of the file; 0: the file
outputs              what is in a job's output: "right", or a kind of trouble (trouble.py)
names                of data and outputs: "normal", or a hostile sort
platform_up, jobs_up what the status says
keep_uploads         false: of uploads only size and digest are kept, however large they are
url_life_s           how long signed addresses live, in real seconds
latency_s            before every answer, in real seconds
bytes_per_s          of each upload and download; 0: as fast as it goes
webhook_status, webhook_delay_s: of the sink
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from facespace_desk.demo.faults import Manner
from facespace_desk.demo.voxel51.account import FAILURES

if TYPE_CHECKING:
    from facespace_desk.demo.control import Panel

SWITCHES: dict[str, object] = {
    "queued_s": 1.0,
    "scheduled_s": 1.0,
    "running_s": 6.0,
    "outcome": "complete",
    "killed": "FAILED",
    "total": "total",
    "most_rows": 0,
    "get_bodies": "read",
    "ids": "id",
    "dates": "utc",
    "downloads": "direct",
    "body": "whole",
    "download_bytes": 0,
    "outputs": "right",
    "names": "normal",
    "platform_up": True,
    "jobs_up": True,
    "keep_uploads": True,
    "url_life_s": 900.0,
    "latency_s": 0.0,
    "bytes_per_s": 0.0,
    "webhook_status": 200,
    "webhook_delay_s": 0.0,
}
TROUBLES = (
    *("truncated", "not a zip", "empty", "slip", "absolute", "symlink", "bomb", "many", "names"),
    *("bad labels", "encrypted"),
)
NAMES = {
    "parent": "../{name}",
    "deep": "../../../../tmp/{name}",
    "absolute": "/etc/{name}",
    "empty": "",
    "dots": "..",
    "backslash": "..\\..\\{name}",
    "drive": "C:\\{name}",
    "device": "CON.{name}",
    "control": "a\nb\x1b[31m\u202e{name}",
    "long": "x" * 400 + "{name}",
    "markup": "<b>{name}</b>",
}
CHOICES: dict[str, tuple[str, ...]] = {
    "outcome": ("complete", *FAILURES),
    "killed": ("FAILED", "READY", "gone"),
    "total": ("total", "count", "total_count", "none"),
    "get_bodies": ("read", "ignored"),
    "ids": ("id", "own"),
    "dates": ("utc", "offset"),
    "downloads": ("direct", "redirect"),
    "body": ("whole", "cut", "short"),
    "outputs": ("right", *TROUBLES),
    "names": ("normal", *NAMES),
}
_JOB = b'{"id":"1","name":"Night","state":"READY","archived":false,"upload_date":null}'
MANNER = Manner("error", b'{"jobs":[', _JOB + b",", _JOB + b"]}")


def chosen(panel: Panel, name: str) -> str:
    """What a switch with choices is set to."""
    return str(panel.switches[name])
