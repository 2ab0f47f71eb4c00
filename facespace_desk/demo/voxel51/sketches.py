"""What the simulator's videos show: things that move on a road or in a yard, and their labels.

Pure Python: what is seen in a frame is known without drawing it. Coordinates are shares of width
and height, from the upper left corner; frames are counted from 1.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

KINDS = {  # label: width, height
    "car": (0.17, 0.14),
    "truck": (0.26, 0.17),
    "bicycle": (0.10, 0.14),
    "box": (0.08, 0.11),
}
PLACES = ("road", "yard", "dock")
WEATHERS = ("clear", "rain")
TIMES = ("day", "night")
COLOURS = (
    *((196, 52, 44), (38, 84, 168), (226, 226, 230), (240, 180, 40)),
    *((46, 128, 86), (120, 72, 150)),
)
LANES = (0.40, 0.57, 0.76, 0.96)  # where the wheels are
_LEAST_SEEN = 0.4  # of a thing, to be labelled


@dataclass(frozen=True)
class Mover:
    """One thing: its lower left corner is at *x* in the first frame and goes *step* further."""

    number: int
    label: str
    colour: tuple[int, int, int]
    x: float
    step: float
    bottom: float
    width: float
    height: float

    def left(self, frame: int) -> float:
        return self.x + self.step * (frame - 1)


@dataclass(frozen=True)
class Seen:
    """A thing in a frame, its box cut off at the edges."""

    label: str
    number: int
    left: float
    top: float
    right: float
    bottom: float
    confidence: float


@dataclass(frozen=True)
class Sketch:
    """A video, or a picture when there is one frame; *size* bytes large."""

    seed: int
    frames: int
    size: int
    rate: int = 12
    width: int = 320
    height: int = 180

    @cached_property
    def conditions(self) -> tuple[str, str, str]:
        """Place, weather and time of day."""
        chance = random.Random(f"conditions {self.seed}")
        return chance.choice(PLACES), chance.choice(WEATHERS), chance.choice(TIMES)

    @cached_property
    def movers(self) -> tuple[Mover, ...]:
        """One in each lane, so that none hides another."""
        chance = random.Random(f"movers {self.seed}")
        found = []
        for number, bottom in enumerate(LANES):
            label = chance.choice(tuple(KINDS))
            width, height = KINDS[label]
            is_rightwards = chance.random() < 0.5
            start = chance.uniform(-0.3, 0.4)
            span = chance.uniform(0.4, 0.9)
            step = 0.0 if label == "box" and number % 2 else span / max(self.frames, 12)
            found.append(
                Mover(
                    number=number + 1,
                    label=label,
                    colour=COLOURS[(self.seed + number) % len(COLOURS)],
                    x=start if is_rightwards else 1.0 - start - width,
                    step=step if is_rightwards else -step,
                    bottom=bottom,
                    width=width,
                    height=height,
                )
            )
        return tuple(found)

    def seen(self, frame: int) -> list[Seen]:
        """What is labelled in *frame*."""
        return [box for mover in self.movers if (box := self._box(mover, frame))]

    def _box(self, mover: Mover, frame: int) -> Seen | None:
        left = mover.left(frame)
        inner_left, inner_right = max(0.0, left), min(1.0, left + mover.width)
        share = (inner_right - inner_left) / mover.width
        if share < _LEAST_SEEN:
            return None
        wobble = (self.seed * 31 + mover.number * 7 + frame * 3) % 17 / 200
        return Seen(
            label=mover.label,
            number=mover.number,
            left=round(inner_left, 4),
            top=round(mover.bottom - mover.height, 4),
            right=round(inner_right, 4),
            bottom=round(mover.bottom, 4),
            confidence=round(0.6 + 0.3 * share + wobble, 3),
        )


def object_document(seen: Seen) -> dict[str, object]:
    """As the labels of a frame have it."""
    return {
        "label": seen.label,
        "confidence": seen.confidence,
        "bounding_box": {
            "top_left": {"x": seen.left, "y": seen.top},
            "bottom_right": {"x": seen.right, "y": seen.bottom},
        },
        "index": seen.number,
    }
