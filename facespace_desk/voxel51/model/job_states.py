"""Where a job stands, and what can be done with one that stands there. Pure.

    READY ── start ─▶ QUEUED ─▶ SCHEDULED ─▶ RUNNING ─▶ COMPLETE | FAILED

States and rules: wire/voxel51.md 3.3 and 9. What the wire leaves open is left to the service, whose
message is shown; a state that is not known here forbids nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Final

import msgspec

from facespace_desk.modelkit.lifecycle import Step, StepState
from facespace_desk.voxel51.records import FailureType, JobState

UNKNOWN_SHAPE: Final = ("state-quarter", "warn")
GONE_SHAPE: Final = ("state-cross", "stale")
SHAPES: Final = {  # icon, colour token
    JobState.READY: ("state-ring", "muted"),
    JobState.QUEUED: ("state-bars", "accent"),
    JobState.SCHEDULED: ("state-arc", "accent"),
    JobState.RUNNING: ("state-half", "accent"),
    JobState.COMPLETE: ("state-disc", "live"),
    JobState.FAILED: ("state-square", "bad"),
}
_WORDS: Final = {state: state.value.lower() for state in JobState}
_ORDER: Final = {state.value: number for number, state in enumerate(JobState)}
_BLAME: Final = {
    FailureType.USER: "request or input",
    FailureType.ANALYTIC: "the analytic",
    FailureType.PLATFORM: "the platform",
}


class Act(Enum):
    """What can be done with jobs; the value is the verb."""

    START = "Start"
    KILL = "Kill"
    RETRY = "Retry"
    DOWNLOAD = "Download"
    KEEP = "Keep until"
    ARCHIVE = "Archive"
    UNARCHIVE = "Unarchive"
    DELETE = "Delete"


PAST: Final = {
    Act.START: "started",
    Act.KILL: "killed",
    Act.ARCHIVE: "archived",
    Act.UNARCHIVE: "taken out of the archive",
    Act.KEEP: "given another end",
    Act.DELETE: "deleted",
    Act.DOWNLOAD: "on the list of transfers",
    Act.RETRY: "sent again",
}


class JobRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One job. Moments are epoch milliseconds, None where the service says nothing. `note` is what
    became of the last thing that was done to it from here, `note_tone` its colour."""

    id: str
    name: str = ""
    state: str = ""  # as it came
    archived: bool = False
    expired: bool = False
    is_gone: bool = False  # it was there, and is not any more
    analytic_id: str | None = None
    analytic: str = ""  # its name and version, where the catalogue knows it
    compute_mode: str = ""
    auto_start: bool | None = None
    failure_type: str = ""
    uploaded_ms: int | None = None
    started_ms: int | None = None
    ended_ms: int | None = None
    expires_ms: int | None = None
    note: str = ""
    note_tone: str = ""

    @property
    def title(self) -> str:
        return self.name or f"Job {self.id}"

    @property
    def known_state(self) -> JobState | None:
        """None for a state that a newer service has."""
        return JobState(self.state) if self.state in _ORDER else None

    @property
    def is_active(self) -> bool:
        """Whether there will be news of it. Nobody knows of a state that is not known here."""
        if self.is_gone:
            return False
        return self.state not in (JobState.READY, JobState.COMPLETE, JobState.FAILED)

    @property
    def state_words(self) -> str:
        """The state, and what else there is to say of it."""
        if self.is_gone:
            return "gone"
        known = self.known_state
        words = _WORDS[known] if known else self.state or "not said"
        if known is JobState.FAILED:
            blame = blame_words(self.failure_type)
            words += f": {blame}" if blame else ""
        elif known is JobState.COMPLETE and self.expired:
            words += ", expired"
        return f"{words}, archived" if self.archived else words

    @property
    def shape(self) -> tuple[str, str]:
        """Icon and colour."""
        if self.is_gone:
            return GONE_SHAPE
        known = self.known_state
        if known is None:
            return UNKNOWN_SHAPE
        if known is JobState.COMPLETE and self.expired:
            return SHAPES[known][0], "stale"
        return SHAPES[known]

    @property
    def order(self) -> int:
        """By how far it is; what is not known stands between running and complete."""
        return _ORDER.get(self.state, 3) * 2 + (self.state not in _ORDER) + 20 * self.is_gone


def blame_words(failure_type: str) -> str:
    """Whose fault a failure was, in a word or two; the service's own word if it is a new one."""
    if failure_type in ("", FailureType.NONE):
        return ""
    known = failure_type in FailureType.__members__
    return _BLAME[FailureType(failure_type)] if known else failure_type


def why_not(act: Act, row: JobRow) -> str:
    """Why *act* cannot be done to the job, in a sentence; "" when it can, or nobody knows."""
    if row.is_gone:
        return "The job is not there any more."
    if row.known_state is None and act not in (Act.ARCHIVE, Act.UNARCHIVE):
        return ""  # the service decides
    return _RULES[act](row)


def _start(row: JobRow) -> str:
    return "" if row.state == JobState.READY else f"It was started already: it is {_now(row)}."


def _kill(row: JobRow) -> str:
    if row.state in (JobState.QUEUED, JobState.SCHEDULED):
        return ""
    if row.state == JobState.RUNNING:
        return "It is running; only a job that is queued or scheduled can be killed."
    return f"There is nothing to kill: it is {_now(row)}."


def _delete(row: JobRow) -> str:
    if row.state == JobState.READY:
        return ""
    return "Only a job that was not started can be deleted; this one can be archived."


def _download(row: JobRow) -> str:
    if row.state != JobState.COMPLETE:
        return "There is no output before it is complete."
    return "Its output has expired, and the platform has deleted it." if row.expired else ""


def _keep(row: JobRow) -> str:
    return "Its output has expired already." if row.expired else ""


_RULES: Final[Mapping[Act, Callable[[JobRow], str]]] = {
    Act.START: _start,
    Act.KILL: _kill,
    Act.ARCHIVE: lambda row: "It is archived already." if row.archived else "",
    Act.UNARCHIVE: lambda row: "" if row.archived else "It is not archived.",
    Act.KEEP: _keep,
    Act.DELETE: _delete,
    Act.DOWNLOAD: _download,
    Act.RETRY: lambda row: "" if row.state == JobState.FAILED else f"It is {_now(row)}.",
}


def _now(row: JobRow) -> str:
    known = row.known_state
    return _WORDS[known] if known else row.state


_WAY: Final = (JobState.READY, JobState.QUEUED, JobState.SCHEDULED, JobState.RUNNING)


def way(row: JobRow) -> tuple[Step, ...]:
    """The five steps of a job; one of a state that is not known has a step of that name."""
    known, last = row.known_state, "Complete"
    if known in _WAY and not row.is_gone:
        at = _WAY.index(known)
        return (
            *(_step(place, at) for place in range(len(_WAY))),
            Step(last, StepState.AHEAD),
        )
    past = tuple(Step(state.value.capitalize(), StepState.PAST) for state in _WAY)
    if row.is_gone:
        return (*past[:1], Step("Gone", StepState.BAD))
    if known is JobState.FAILED:
        started = row.started_ms is not None
        return (*(past if started else past[:2]), Step("Failed", StepState.BAD))
    if known is JobState.COMPLETE:
        return (*past, Step(last, StepState.PAST))
    return (past[0], Step(row.state or "?", StepState.NOW), Step(last, StepState.AHEAD))


def _step(place: int, at: int) -> Step:
    state = StepState.PAST if place < at else StepState.NOW if place == at else StepState.AHEAD
    return Step(_WAY[place].value.capitalize(), state)
