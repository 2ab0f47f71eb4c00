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

from facespace_desk.language import tr
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
_WORDS: Final = {
    JobState.READY: tr("ready"),
    JobState.QUEUED: tr("queued"),
    JobState.SCHEDULED: tr("scheduled"),
    JobState.RUNNING: tr("running"),
    JobState.COMPLETE: tr("complete"),
    JobState.FAILED: tr("failed"),
}
_STEPS: Final = {
    JobState.READY: tr("Ready"),
    JobState.QUEUED: tr("Queued"),
    JobState.SCHEDULED: tr("Scheduled"),
    JobState.RUNNING: tr("Running"),
}
_ORDER: Final = {state.value: number for number, state in enumerate(JobState)}
_BLAME: Final = {
    FailureType.USER: tr("request or input"),
    FailureType.ANALYTIC: tr("the analytic"),
    FailureType.PLATFORM: tr("the platform"),
}


class Act(Enum):
    """What can be done with jobs."""

    START = "Start"
    KILL = "Kill"
    RETRY = "Retry"
    DOWNLOAD = "Download"
    KEEP = "Keep until"
    ARCHIVE = "Archive"
    UNARCHIVE = "Unarchive"
    DELETE = "Delete"


VERBS: Final = {
    Act.START: tr("Start"),
    Act.KILL: tr("Kill"),
    Act.RETRY: tr("Retry"),
    Act.DOWNLOAD: tr("Download"),
    Act.KEEP: tr("Keep until"),
    Act.ARCHIVE: tr("Archive", "put away"),
    Act.UNARCHIVE: tr("Unarchive"),
    Act.DELETE: tr("Delete"),
}
PAST: Final = {
    Act.START: tr("started"),
    Act.KILL: tr("killed"),
    Act.ARCHIVE: tr("archived"),
    Act.UNARCHIVE: tr("taken out of the archive"),
    Act.KEEP: tr("given another end"),
    Act.DELETE: tr("deleted"),
    Act.DOWNLOAD: tr("on the list of transfers"),
    Act.RETRY: tr("sent again"),
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
        return self.name or tr("Job {id}", id=self.id)

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
            return tr("gone")
        known = self.known_state
        words = state_word(self.state) or tr("not said")
        if known is JobState.FAILED:
            blame = blame_words(self.failure_type)
            words = tr("failed: {blame}", blame=blame) if blame else words
        elif known is JobState.COMPLETE and self.expired:
            words = tr("complete, expired")
        return tr("{state}, archived", state=words) if self.archived else words

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


def state_word(state: str) -> str:
    """The word for a state; the service's own one if it is new."""
    return _WORDS[JobState(state)] if state in _ORDER else state


def blame_words(failure_type: str) -> str:
    """Whose fault a failure was, in a word or two; the service's own word if it is a new one."""
    if failure_type in ("", FailureType.NONE):
        return ""
    known = failure_type in FailureType.__members__
    return _BLAME[FailureType(failure_type)] if known else failure_type


def why_not(act: Act, row: JobRow) -> str:
    """Why *act* cannot be done to the job, in a sentence; "" when it can, or nobody knows."""
    if row.is_gone:
        return tr("The job is not there any more.")
    if row.known_state is None and act not in (Act.ARCHIVE, Act.UNARCHIVE):
        return ""  # the service decides
    return _RULES[act](row)


def _start(row: JobRow) -> str:
    if row.state == JobState.READY:
        return ""
    return tr("It was started already: it is {state}.", state=state_word(row.state))


def _kill(row: JobRow) -> str:
    if row.state in (JobState.QUEUED, JobState.SCHEDULED):
        return ""
    if row.state == JobState.RUNNING:
        return tr("It is running; only a job that is queued or scheduled can be killed.")
    return tr("There is nothing to kill: it is {state}.", state=state_word(row.state))


def _delete(row: JobRow) -> str:
    if row.state == JobState.READY:
        return ""
    return tr("Only a job that was not started can be deleted; this one can be archived.")


def _download(row: JobRow) -> str:
    if row.state != JobState.COMPLETE:
        return tr("There is no output before it is complete.")
    return tr("Its output has expired, and the platform has deleted it.") if row.expired else ""


def _keep(row: JobRow) -> str:
    return tr("Its output has expired already.") if row.expired else ""


_RULES: Final[Mapping[Act, Callable[[JobRow], str]]] = {
    Act.START: _start,
    Act.KILL: _kill,
    Act.ARCHIVE: lambda row: tr("It is archived already.") if row.archived else "",
    Act.UNARCHIVE: lambda row: "" if row.archived else tr("It is not archived."),
    Act.KEEP: _keep,
    Act.DELETE: _delete,
    Act.DOWNLOAD: _download,
    Act.RETRY: lambda row: (
        "" if row.state == JobState.FAILED else tr("It is {state}.", state=state_word(row.state))
    ),
}


_WAY: Final = (JobState.READY, JobState.QUEUED, JobState.SCHEDULED, JobState.RUNNING)


def way(row: JobRow) -> tuple[Step, ...]:
    """The five steps of a job; one of a state that is not known has a step of that name."""
    known, last = row.known_state, tr("Complete")
    if known in _WAY and not row.is_gone:
        at = _WAY.index(known)
        return (
            *(_step(place, at) for place in range(len(_WAY))),
            Step(last, StepState.AHEAD),
        )
    past = tuple(Step(_STEPS[state], StepState.PAST) for state in _WAY)
    if row.is_gone:
        return (*past[:1], Step(tr("Gone"), StepState.BAD))
    if known is JobState.FAILED:
        started = row.started_ms is not None
        last = tr("Failed", "jobs, in a word as short as can be")
        return (*(past if started else past[:2]), Step(last, StepState.BAD))
    if known is JobState.COMPLETE:
        return (*past, Step(last, StepState.PAST))
    return (past[0], Step(row.state or "?", StepState.NOW), Step(last, StepState.AHEAD))


def _step(place: int, at: int) -> Step:
    state = StepState.PAST if place < at else StepState.NOW if place == at else StepState.AHEAD
    return Step(_STEPS[_WAY[place]], state)
