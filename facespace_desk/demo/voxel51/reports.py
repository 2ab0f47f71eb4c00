"""The status file of a job and its log file (wire sections 5.4 and 11.8)."""

from __future__ import annotations

from facespace_desk.demo.voxel51 import moments
from facespace_desk.demo.voxel51.account import Document, Job, Refused

_STEPS = (
    (0.0, "Task started"),
    (0.02, "Downloading inputs"),
    (0.1, "Parsing parameters"),
    (0.2, "Processing: 25 % of the frames"),
    (0.45, "Processing: 50 % of the frames"),
    (0.7, "Processing: 75 % of the frames"),
    (0.9, "Uploading outputs"),
)
_FAILED_AT = 0.5  # of the running time
_WORDS = {
    "USER": "The input 'video' could not be read: it is no video, or its format is not supported",
    "ANALYTIC": "The analytic ended with status 1",
    "PLATFORM": "The node was lost; the task was given up",
    "NONE": "Killed on request",
}
_TRACE = {
    "USER": ("ValueError: cannot open the input: invalid data found when processing input",),
    "ANALYTIC": (
        "Traceback (most recent call last):",
        '  File "/engine/main.py", line 214, in run',
        "    tracks = tracker.update(boxes, frame_number)",
        '  File "/engine/tracker.py", line 88, in update',
        "    cost = 1.0 - overlap / area",
        "ZeroDivisionError: float division by zero",
    ),
    "PLATFORM": ("signal 9 received",),
    "NONE": (),
}


def status(job: Job, now_s: float) -> Document:
    """
    Raises:
        Refused: it has none yet.
    """
    state = job.state(now_s)
    if state in ("READY", "QUEUED") or (state == "FAILED" and now_s < job.runs_s):
        raise Refused(404, "The job has no status yet")
    is_over = state in ("COMPLETE", "FAILED")
    document: Document = {
        "analytic": job.analytic.name,
        "version": job.analytic.version,
        "state": state,
        "start_time": None,
        "complete_time": moments.bare_text(job.ends_s) if state == "COMPLETE" else None,
        "fail_time": moments.bare_text(job.ends_s) if state == "FAILED" else None,
        "failure_type": job.failure if is_over else "NONE",
        "messages": [],
    }
    if state == "SCHEDULED":
        return document
    document["start_time"] = moments.bare_text(job.runs_s)
    document["messages"] = [
        {"message": words, "time": moments.bare_text(moment_s)}
        for moment_s, words in _messages(job, now_s)
    ]
    document["inputs"] = {
        name: {"frame_rate": _rate(job), "size_bytes": job.sources[0].size if job.sources else 0}
        for name in _inputs(job)
    }
    document["posted_data"] = {}
    return document


def log(job: Job, now_s: float) -> str:
    """
    Raises:
        Refused: it has none yet.
    """
    state = job.state(now_s)
    if state in ("READY", "QUEUED", "SCHEDULED") or now_s < job.runs_s:
        raise Refused(404, "The job has no log file yet")
    head = f"{job.analytic.name} {job.analytic.version} on {job.compute_mode}"
    lines = [_line(job.runs_s, "INFO", head)]
    for moment_s, words in _messages(job, now_s):
        lines.append(_line(moment_s, "INFO", words))
        if words.startswith("Processing"):
            lines.extend(_details(job, moment_s))
    if state == "FAILED":
        lines.append(_line(job.ends_s, "ERROR", _WORDS[job.failure]))
        lines.extend(_TRACE[job.failure])
    if state == "COMPLETE":
        lines.append(_line(job.ends_s, "WARNING", "2 frames were nearly black"))
        lines.append(_line(job.ends_s, "INFO", "Task complete"))
    return "\n".join(lines) + "\n"


def _messages(job: Job, now_s: float) -> list[tuple[float, str]]:
    assert job.life is not None
    fails = job.life.failure or job.killed_s is not None
    found = [
        (job.runs_s + share * job.life.running_s, words)
        for share, words in _STEPS
        if not fails or share < _FAILED_AT
    ]
    state = job.state(now_s)
    if state == "FAILED":
        found.append((job.ends_s, _WORDS[job.failure]))
    elif state == "COMPLETE":
        found.append((job.ends_s, "Task complete"))
    return [(moment_s, words) for moment_s, words in found if moment_s <= now_s]


def _details(job: Job, moment_s: float) -> list[str]:
    names = ", ".join(source.name for source in job.sources) or "no input"
    words = (f"read {names}", "decoded a batch of 32 frames", "batch done in 412 ms")
    return [_line(moment_s + step / 10, "DEBUG", each) for step, each in enumerate(words)]


def _line(moment_s: float, level: str, words: str) -> str:
    return f"{moments.text(moment_s)} {level:<7} {words}"


def _inputs(job: Job) -> list[str]:
    inputs = job.request.get("inputs")
    return list(inputs) if isinstance(inputs, dict) else []


def _rate(job: Job) -> int:
    sketch = job.sources[0].sketch if job.sources else None
    return sketch.rate if sketch is not None else 25
