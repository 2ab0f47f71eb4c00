"""The way of a job, step by step: what lies behind it, where it is, what is to come. Pure."""

from __future__ import annotations

from enum import Enum

import msgspec


class StepState(Enum):
    """How a step of the way is drawn."""

    PAST = "past"
    NOW = "now"
    AHEAD = "ahead"
    BAD = "bad"  # it ended here


class Step(msgspec.Struct, frozen=True):
    """One step of the way; `note` stands below the title."""

    title: str
    state: StepState
    note: str = ""
