"""Why a job failed, in words: what happened, what is likely, what to do. Pure.

The service says whose fault it was (`failure_type`) and what its task said last; the rest is what
an operator would otherwise have to know by heart. Nothing here is more than a likelihood, and it
says so.
"""

from __future__ import annotations

import re
from typing import Final

import msgspec

from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.records import FailureType, JobState, JobStatus


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`what` happened, in one sentence; what is `likely`; what `to_do`, the best first. `quote` is
    what the task itself said last. `worth_retrying`: the same request may do well."""

    what: str
    likely: str
    to_do: tuple[str, ...]
    quote: str = ""
    worth_retrying: bool = False


_KINDS: Final = {
    FailureType.USER: Finding(
        what="The platform blames the request or its input.",
        likely="An input that the analytic cannot read, or a parameter out of its range.",
        to_do=(
            "Read the last message, and look at the input: does it play, is it the right file?",
            "Clone the job with changes: another input, or other parameters.",
            "Sending the same again will most likely fail again.",
        ),
    ),
    FailureType.ANALYTIC: Finding(
        what="The analytic itself broke down.",
        likely="A fault in the analytic, often on one kind of input: length, size, nothing in it.",
        to_do=(
            "Look at the log: the last lines tell where it stopped.",
            "Clone the job with changes: another version of the analytic, or a shorter input.",
            "If it is not yours, send its owner the id of the job and the last message.",
        ),
    ),
    FailureType.PLATFORM: Finding(
        what="The platform failed, not the request.",
        likely="A machine was lost or the cluster was restarted; the request is fine.",
        to_do=(
            "Look whether the platform says that it works, then retry: the same request.",
            "If it fails so again, wait, or try another compute mode.",
        ),
        worth_retrying=True,
    ),
}
_KILLED: Final = Finding(
    what="The job was ended before it ran to its end.",
    likely="Somebody killed it while it was waiting.",
    to_do=("Retry it, if it is still wanted.",),
    worth_retrying=True,
)
_UNKNOWN: Final = Finding(
    what="The job failed, and the platform does not say whose fault it was.",
    likely="Nothing can be said.",
    to_do=("Read the messages and the log.", "Retry once; if it fails again, change something."),
    worth_retrying=True,
)
_HINTS: Final = (  # what the task says, and what that means more often than not
    (r"out of memory|\boom\b|cannot allocate|signal 9", "It ran out of memory."),
    (r"no space left|disk (is )?full", "The disk of the machine was full."),
    (r"timed? ?out|deadline", "Something took longer than it was allowed to."),
    (r"unsupported|not supported|codec|invalid data found|could not be read|cannot open",
     "The input is no video, or of a format that the analytic does not read."),
    (r"no such file|not found|404", "A file that it needs was not there: has the data expired?"),
    (r"cuda|gpu", "The graphics processor failed, or there was none: try the compute mode CPU."),
    (r"permission|forbidden|403", "It was not allowed to read a file that it needs."),
    (r"node was lost|preempt|evicted", "The machine that it ran on went away."),
)  # fmt: skip
_QUOTE_CHARS: Final = 600


def triage(row: JobRow, status: JobStatus | None = None) -> Finding | None:
    """What is to be said of a failed job; None of one that has not failed."""
    if row.state != JobState.FAILED or row.is_gone:
        return None
    kind = row.failure_type or (status.failure_type if status else None) or ""
    quote = status.messages[-1].message[:_QUOTE_CHARS] if status and status.messages else ""
    found = _of_kind(kind, row)
    hint = next((words for pattern, words in _HINTS if _says(quote, pattern)), "")
    likely = hint or found.likely
    return msgspec.structs.replace(found, likely=likely, quote=quote)


def _of_kind(kind: str, row: JobRow) -> Finding:
    if kind in FailureType.__members__ and kind != FailureType.NONE:
        return _KINDS[FailureType(kind)]
    if kind == FailureType.NONE:
        return _KILLED if row.started_ms is None else _UNKNOWN
    if kind:
        return msgspec.structs.replace(
            _UNKNOWN, what=f"The job failed; the platform says “{kind}”, which is not known here."
        )
    return _UNKNOWN


def _says(quote: str, pattern: str) -> bool:
    return re.search(pattern, quote, re.IGNORECASE) is not None
