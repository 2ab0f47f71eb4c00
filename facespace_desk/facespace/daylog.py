"""What is known of the recent past: one row for each stretch in which a person was at a camera.

Board, camera list and timeline are three readings of this one log. It is fed by three sources: the
desk's own store and the server's log (both once, at the start and after a gap), and the live feed.
Pure: no Qt, no clock of its own. Times are epoch milliseconds, UTC.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch in which *label* was reported at *camera*, from *first_ms* to *last_ms*."""

    camera: str
    label: str
    first_ms: int
    last_ms: int


def folded(stays: Iterable[Stay], within_ms: int) -> list[Stay]:
    """Stays of one person at one camera that follow each other within *within_ms*, as one.

    A server writes an entry now and then while somebody stays. Ordered by their beginning.
    """
    open_stays: dict[tuple[str, str], Stay] = {}
    done: list[Stay] = []
    for stay in sorted(stays, key=lambda stay: stay.first_ms):
        key = (stay.camera, stay.label)
        before = open_stays.get(key)
        if before is not None and stay.first_ms - before.last_ms <= within_ms:
            last_ms = max(before.last_ms, stay.last_ms)
            open_stays[key] = Stay(stay.camera, stay.label, before.first_ms, last_ms)
            continue
        if before is not None:
            done.append(before)
        open_stays[key] = stay
    return sorted([*done, *open_stays.values()], key=lambda stay: stay.first_ms)


class _Names:
    """Numbers for texts, in the order in which the texts arrive."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._codes: dict[str, int] = {}

    def find(self, text: str) -> int:
        """The number of *text*, -1 when it never came."""
        return self._codes.get(text, -1)

    def code(self, text: str) -> int:
        found = self._codes.get(text)
        if found is None:
            found = self._codes[text] = len(self.texts)
            self.texts.append(text)
        return found


class DayLog:
    """Stays of the recent past, in columns, so that counting over a day takes a millisecond."""

    def __init__(self) -> None:
        self._cameras = _Names()
        self._labels = _Names()
        self._camera = array("i")
        self._label = array("i")
        self._first = array("q")
        self._last = array("q")
        self._known: set[tuple[int, int, int]] = set()
        self._dropped = 0

    def __len__(self) -> int:
        return len(self._first)

    @property
    def cameras(self) -> list[str]:
        """Cameras by code: the order in which they were first heard of."""
        return self._cameras.texts

    @property
    def labels(self) -> list[str]:
        """Labels by code."""
        return self._labels.texts

    def know_camera(self, camera: str) -> None:
        """Remember that *camera* exists, though nobody was reported there yet."""
        self._cameras.code(camera)

    def add(self, stay: Stay) -> int | None:
        """Add a stay; its ticket for `extend`, or None when this very stay is known already."""
        key = (self._cameras.code(stay.camera), self._labels.code(stay.label), stay.first_ms)
        if key in self._known:
            return None
        self._known.add(key)
        self._camera.append(key[0])
        self._label.append(key[1])
        self._first.append(stay.first_ms)
        self._last.append(stay.last_ms)
        return self._dropped + len(self._first) - 1

    def extend(self, ticket: int, last_ms: int) -> None:
        """The stay with *ticket* lasted until *last_ms*. A trimmed one is ignored."""
        index = ticket - self._dropped
        if index >= 0:
            self._last[index] = last_ms

    def trim(self, before_ms: int) -> None:
        """Forget the oldest rows as long as they ended before *before_ms*."""
        count = 0
        while count < len(self._last) and self._last[count] < before_ms:
            self._known.discard((self._camera[count], self._label[count], self._first[count]))
            count += 1
        for column in (self._camera, self._label, self._first, self._last):
            del column[:count]
        self._dropped += count

    def stays(self) -> Iterator[Stay]:
        """All rows, in order of arrival."""
        cameras, labels = self._cameras.texts, self._labels.texts
        for camera, label, first, last in zip(
            self._camera, self._label, self._first, self._last, strict=True
        ):
            yield Stay(cameras[camera], labels[label], first, last)

    def stays_of(self, *, camera: str | None = None, label: str | None = None) -> list[Stay]:
        """The rows at one camera, of one person, or both, in order of arrival."""
        import numpy as np  # as in people_per_bin

        wanted = np.ones(len(self), bool)
        for names, column, text in (
            (self._cameras, self._camera, camera),
            (self._labels, self._label, label),
        ):
            if text is not None and len(self):
                wanted &= np.frombuffer(column, np.intc) == names.find(text)
        cameras, labels = self._cameras.texts, self._labels.texts
        return [
            Stay(
                cameras[self._camera[row]],
                labels[self._label[row]],
                self._first[row],
                self._last[row],
            )
            for row in np.nonzero(wanted)[0].tolist()
        ]

    def people_per_bin(self, start_ms: int, end_ms: int, bins: int) -> NDArray[np.int64]:
        """Different people seen at each camera in each of *bins* equal spans of [start_ms, end_ms).

        Shape (cameras, bins); rows in the order of `cameras`.
        """
        # numpy costs 60 ms to import and is wanted only once a timeline is on screen.
        import numpy as np

        width = max(1, (end_ms - start_ms) // bins)
        first = np.frombuffer(self._first, np.int64) if len(self) else np.empty(0, np.int64)
        last = np.frombuffer(self._last, np.int64) if len(self) else np.empty(0, np.int64)
        inside = np.nonzero((last >= start_ms) & (first < end_ms))[0]
        low = np.clip((first[inside] - start_ms) // width, 0, bins - 1)
        high = np.clip((last[inside] - start_ms) // width, 0, bins - 1)
        camera = np.array(self._camera, np.int64)[inside]
        label = np.array(self._label, np.int64)[inside]
        del first, last  # an array whose buffer is exported cannot grow
        return _count_people(camera, label, low, high, (len(self.cameras), len(self.labels), bins))


def people_per_bin(
    camera: NDArray[np.int64],
    label: NDArray[np.int64],
    at_bin: NDArray[np.int64],
    shape: tuple[int, int, int],
) -> NDArray[np.int64]:
    """Different labels for each camera and bin, for rows that are moments.

    *shape* is (cameras, labels, bins); the answer has shape (cameras, bins).
    """
    return _count_people(camera, label, at_bin, at_bin, shape)


def _count_people(
    camera: NDArray[np.int64],
    label: NDArray[np.int64],
    low: NDArray[np.int64],
    high: NDArray[np.int64],
    shape: tuple[int, int, int],
) -> NDArray[np.int64]:
    """A row covers the bins *low* to *high*, both included; a person counts once in a bin."""
    import numpy as np

    cameras, labels, bins = shape
    spans = high - low + 1
    offset = np.arange(int(spans.sum())) - np.repeat(np.cumsum(spans) - spans, spans)
    at_bin = np.repeat(low, spans) + offset
    place = np.repeat(camera, spans) * bins + at_bin
    seen = np.unique(place * max(1, labels) + np.repeat(label, spans)) // max(1, labels)
    return np.bincount(seen, minlength=cameras * bins).reshape(cameras, bins)
