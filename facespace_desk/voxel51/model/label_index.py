"""Labels of a whole film as arrays: how much is in each frame, of what, and where the next is.

Pure; importing it loads numpy.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from facespace_desk.voxel51.labels import Labels, SeenObject

UNSAID: Final = 1.0  # the confidence of what comes without one: no filter shall hide it


class LabelIndex:
    """Made once of all labels; blocks, so make it in a thread."""

    def __init__(self, labels: Labels) -> None:
        self.names = labels.names
        place = {name: number for number, name in enumerate(self.names)}
        seen = [(frame.number, each) for frame in labels.frames.values() for each in frame.objects]
        self._frames = np.fromiter((number for number, _ in seen), np.int64, len(seen))
        self._labels = np.fromiter((place[each.label] for _, each in seen), np.int32, len(seen))
        self._shares = np.fromiter((share_of(each) for _, each in seen), np.float32, len(seen))

    def counts(self) -> dict[str, int]:
        """How many objects there are of each label."""
        found = np.bincount(self._labels, minlength=len(self.names))
        return {name: int(count) for name, count in zip(self.names, found, strict=True)}

    def density(self, frames: int, least: float, hidden: frozenset[str]) -> NDArray[np.int64]:
        """How many objects that are shown each of the first *frames* has, frame 1 at place 0."""
        shown = self._frames[self._shown(least, hidden)]
        found = np.bincount(shown[shown <= frames], minlength=frames + 1)
        return found[1:]

    def next_frame(
        self, number: int, step: int, least: float, hidden: frozenset[str]
    ) -> int | None:
        """The next frame after (1) or before (-1) *number* that shows an object."""
        shown = self._frames[self._shown(least, hidden)]
        rest = shown[shown > number] if step > 0 else shown[shown < number]
        if not len(rest):
            return None
        return int(rest.min() if step > 0 else rest.max())

    def _shown(self, least: float, hidden: frozenset[str]) -> NDArray[np.bool_]:
        shown = self._shares >= np.float32(least) - np.float32(1e-6)
        if hidden:
            off = [number for number, name in enumerate(self.names) if name in hidden]
            shown &= ~np.isin(self._labels, off)
        return shown


def share_of(seen: SeenObject) -> float:
    """Its confidence, as the filter takes it."""
    return UNSAID if seen.confidence is None else seen.confidence
