"""A long list of row ids that is cheap to change in a few places. Pure: no Qt.

The ids lie in chunks of some thousands; a change rebuilds the chunks it touches and shares the
others, so that putting 25 ids into the middle of a million takes 0.1 ms and leaves the list
before as it was.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    IdArray = npt.NDArray[np.int64]

Chunk: TypeAlias = "range | array[int]"

_SIZE = 4_096


class IdList:
    """Ids in chunks, none of them empty. Immutable: every change gives another list."""

    __slots__ = ("_length", "chunks", "starts")

    def __init__(self, chunks: Iterable[Chunk] = ()) -> None:
        self.chunks: list[Chunk] = [chunk for chunk in chunks if chunk]
        self.starts = list(accumulate(map(len, self.chunks), initial=0))
        self._length = self.starts.pop()

    @classmethod
    def of(cls, ids: Sequence[int]) -> IdList:
        """The list of *ids*; a range stays one chunk, however long."""
        if isinstance(ids, range):
            return cls((ids,))
        starts = range(0, len(ids), _SIZE)
        return cls(array("q", ids[start : start + _SIZE]) for start in starts)

    @classmethod
    def from_numpy(cls, ids: IdArray) -> IdList:
        """The list of an array's ids."""
        chunks = []
        for start in range(0, len(ids), _SIZE):
            chunk = array("q")
            chunk.frombytes(ids[start : start + _SIZE].tobytes())
            chunks.append(chunk)
        return cls(chunks)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[int]:
        for chunk in self.chunks:
            yield from chunk

    def at(self, row: int) -> int:
        """The id in *row*."""
        number = bisect_right(self.starts, row) - 1
        return self.chunks[number][row - self.starts[number]]

    def between(self, first: int, stop: int) -> list[int]:
        """The ids of the rows from *first* up to *stop*."""
        found: list[int] = []
        number = max(bisect_right(self.starts, first) - 1, 0)
        while number < len(self.chunks) and self.starts[number] < stop:
            start = self.starts[number]
            found.extend(self.chunks[number][max(first - start, 0) : stop - start])
            number += 1
        return found

    def blocks(self, size: int, *, backwards: bool) -> Iterator[Chunk]:
        """All ids in runs of at most *size*, from the first or from the last run."""
        for chunk in reversed(self.chunks) if backwards else self.chunks:
            starts = range(0, len(chunk), size)
            for start in reversed(starts) if backwards else starts:
                yield chunk[start : start + size]

    def to_numpy(self) -> IdArray:
        """All ids as one array."""
        import numpy as np

        parts = [
            np.arange(chunk.start, chunk.stop, dtype=np.int64)
            if isinstance(chunk, range)
            else np.frombuffer(chunk, np.int64)
            for chunk in self.chunks
        ]
        return np.concatenate(parts) if parts else np.empty(0, np.int64)

    def place(self, is_before: Callable[[int], bool]) -> int:
        """The first row whose id is not *is_before*, where all that are come first."""
        number = bisect_left(self.chunks, True, key=lambda chunk: not is_before(chunk[-1]))
        if number == len(self.chunks):
            return self._length
        chunk = self.chunks[number]
        return self.starts[number] + bisect_left(chunk, True, key=lambda each: not is_before(each))

    def place_ascending(self, row_id: int) -> int:
        """The row of *row_id*, or the one before which it belongs, in an ascending list."""
        number = bisect_right(self.chunks, row_id, key=_first) - 1
        if number < 0:
            return 0
        return self.starts[number] + bisect_left(self.chunks[number], row_id)

    def appended(self, row_ids: Sequence[int]) -> IdList:
        """The list with *row_ids* behind it."""
        if not self.chunks:
            return IdList.of(row_ids)
        *before, last = self.chunks
        if isinstance(last, range):
            if isinstance(row_ids, range) and row_ids.start == last.stop:
                return IdList((*before, range(last.start, row_ids.stop)))
            return IdList((*before, last, *IdList.of(row_ids).chunks))
        if len(last) + len(row_ids) > _SIZE:
            return IdList((*before, last, *IdList.of(list(row_ids)).chunks))
        return IdList((*before, last + array("q", row_ids)))

    def inserted(self, places: Sequence[tuple[int, int]]) -> IdList:
        """The list with ids put in: pairs of the row to insert before, ascending, and the id."""
        chunks: list[Chunk] = []
        done = 0
        for number, group in groupby(places, key=lambda place: self._number(place[0])):
            chunks += self.chunks[done:number]
            done = min(number + 1, len(self.chunks))
            chunk: Chunk = self.chunks[number] if number < done else array("q")
            start = self.starts[number] if self.starts else 0
            chunks += _with(chunk, [(row - start, row_id) for row, row_id in group])
        return IdList((*chunks, *self.chunks[done:]))

    def deleted(self, rows: Iterable[int]) -> IdList:
        """The list without what is in *rows*, ascending."""
        chunks: list[Chunk] = []
        done = 0
        for number, group in groupby(rows, key=self._number):
            chunks += self.chunks[done:number]
            done = number + 1
            chunks += _without(self.chunks[number], [row - self.starts[number] for row in group])
        return IdList((*chunks, *self.chunks[done:]))

    def tail(self, row: int) -> IdList:
        """The list from *row* on."""
        if row <= 0:
            return self
        number = bisect_right(self.starts, row) - 1
        if number < 0:
            return self
        cut = self.chunks[number][row - self.starts[number] :]
        return IdList((cut, *self.chunks[number + 1 :]))

    def kept(self, test: Callable[[IdArray], npt.NDArray[Any]]) -> IdList:
        """The list of those ids for which *test*, asked about a chunk of them, says True."""
        chunks: list[Chunk] = []
        for chunk in self.chunks:
            ids = IdList((chunk,)).to_numpy()
            keep = test(ids)
            if keep.all():
                chunks.append(chunk)
            else:
                chunks += IdList.from_numpy(ids[keep]).chunks
        return IdList(chunks)

    def _number(self, row: int) -> int:
        """The chunk that holds *row*; the last one for the row behind the last."""
        return max(bisect_right(self.starts, row) - 1, 0)


def _first(chunk: Chunk) -> int:
    return chunk[0]


def _with(chunk: Chunk, places: Sequence[tuple[int, int]]) -> list[Chunk]:
    """*chunk* with ids put in, in pieces of a good size."""
    if isinstance(chunk, range):
        pieces: list[Chunk] = []
        done = 0
        for offset, row_id in places:
            pieces += [chunk[done:offset], array("q", (row_id,))]
            done = offset
        return [*pieces, chunk[done:]]
    joined: array[int] = array("q")
    done = 0
    for offset, row_id in places:
        joined.extend(chunk[done:offset])
        joined.append(row_id)
        done = offset
    joined.extend(chunk[done:])
    if len(joined) <= 2 * _SIZE:
        return [joined]
    return [joined[start : start + _SIZE] for start in range(0, len(joined), _SIZE)]


def _without(chunk: Chunk, offsets: Sequence[int]) -> list[Chunk]:
    """*chunk* without some places: the pieces of a range, or one array."""
    edges = [-1, *offsets, len(chunk)]
    if isinstance(chunk, range):
        return [chunk[edges[i] + 1 : edges[i + 1]] for i in range(len(edges) - 1)]
    joined: array[int] = array("q")
    for i in range(len(edges) - 1):
        joined.extend(chunk[edges[i] + 1 : edges[i + 1]])
    return [joined]
