"""Where a job stands, in the words of this console; the service's own words are opaque to it.

    draft -> uploading -> queued (n in front) -> processing -> done | failed | cancelled

Pure. Status words: wire/skylab.md 3.1, 10 and 11.3.
"""

from __future__ import annotations

from enum import Enum
from typing import Final

from facespace_desk.modelkit.lifecycle import Step, StepState


class Stage(Enum):
    """The value is the word that the operator reads."""

    UPLOADING = "uploading"
    PROCESSING = "processing"
    QUEUED = "queued"
    DRAFT = "draft"
    OTHER = "under way"  # a word of the service that is not known here
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    GONE = "deleted"

    @property
    def has_ended(self) -> bool:
        """Whether asking again would tell nothing new."""
        return self in _ENDED

    @property
    def moves(self) -> bool:
        """Whether the service is at work on it, so that news are to be expected."""
        return self in (Stage.PROCESSING, Stage.QUEUED, Stage.OTHER)


_ENDED: Final = frozenset({Stage.DONE, Stage.FAILED, Stage.CANCELLED, Stage.GONE})
_BY_WORD: Final = {
    "created": Stage.DRAFT,
    "draft": Stage.DRAFT,
    "new": Stage.DRAFT,
    "queued": Stage.QUEUED,
    "processing": Stage.PROCESSING,
    "processed": Stage.PROCESSING,
    "completed": Stage.DONE,
}
SHAPES: Final = {  # icon, colour token
    Stage.UPLOADING: ("state-arc", "accent"),
    Stage.PROCESSING: ("state-quarter", "accent"),
    Stage.QUEUED: ("state-bars", "accent"),
    Stage.DRAFT: ("state-ring", "muted"),
    Stage.OTHER: ("state-quarter", "warn"),
    Stage.DONE: ("state-disc", "live"),
    Stage.FAILED: ("state-square", "bad"),
    Stage.CANCELLED: ("state-cross", "stale"),
    Stage.GONE: ("state-cross", "stale"),
}


def stage_of(status: str | None, *, is_uploading: bool = False) -> Stage:
    """The stage that *status* means; a job whose files are on their way is uploading."""
    word = (status or "").strip().casefold()
    if word.startswith("cancel"):
        return Stage.CANCELLED
    if word.startswith(("fail", "error")):
        return Stage.FAILED
    stage = _BY_WORD.get(word, Stage.OTHER if word else Stage.DRAFT)
    return Stage.UPLOADING if is_uploading and stage is Stage.DRAFT else stage


_WAY: Final = (Stage.DRAFT, Stage.UPLOADING, Stage.QUEUED, Stage.PROCESSING, Stage.DONE)
_TITLES: Final = ("Draft", "Upload", "Queue", "Process", "Done")


def lifecycle(stage: Stage, *, note: str = "", reached: Stage | None = None) -> tuple[Step, ...]:
    """The five steps. *note* is said of the step that it stands at; *reached* is how far a job
    came that ended badly."""
    if stage in (Stage.FAILED, Stage.CANCELLED, Stage.GONE):
        at = _WAY.index(reached) if reached in _WAY else len(_WAY) - 2
        last = Step(stage.value.capitalize(), StepState.BAD, note)
        past = tuple(Step(title, StepState.PAST) for title in _TITLES[: at + 1])
        ahead = tuple(Step(title, StepState.AHEAD) for title in _TITLES[at + 1 : -1])
        return (*past, *ahead, last)
    at = _WAY.index(Stage.PROCESSING if stage is Stage.OTHER else stage)
    is_done = stage is Stage.DONE
    steps = []
    for number, title in enumerate(_TITLES):
        if number < at or is_done:
            state = StepState.PAST
        else:
            state = StepState.NOW if number == at else StepState.AHEAD
        steps.append(Step(title, state, note if number == at else ""))
    return tuple(steps)
