"""The sums below a list of transfers, kept as they change. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from facespace_desk.language import tr_n

if TYPE_CHECKING:
    from collections.abc import Mapping

    from facespace_desk.store.transfers import State, StoredTransfer


@dataclass(frozen=True)
class Totals:
    """How a list of transfers stands. `bytes_all` takes files of unknown size for average ones, and
    leaves out what failed or was cancelled."""

    states: Mapping[State, int] = field(default_factory=dict)
    bytes_done: int = 0
    bytes_all: int = 0
    bytes_per_s: float = 0.0
    left_s: float | None = None

    def count(self, *states: State) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def files(self) -> int:
        """All that are to be carried or were."""
        return sum(self.states.values()) - self.count("cancelled")

    @property
    def done(self) -> int:
        return self.count("done")

    @property
    def done_words(self) -> str:
        """How many of all are done, as the operator reads it."""
        return tr_n(
            "{done:,} of {n:,} files", "{done:,} of {n:,} files", self.files, done=self.done
        )

    @property
    def to_go(self) -> int:
        """Those that will still be carried, by themselves or when they are resumed."""
        return self.count("queued", "running", "waiting", "paused")

    @property
    def share(self) -> float:
        """How far all of it is, from 0 to 1."""
        if self.bytes_all:
            return min(1.0, self.bytes_done / self.bytes_all)
        return self.done / self.files if self.files else 0.0


@dataclass(frozen=True)
class _Entry:
    state: State
    size: int | None
    done: int


class Tally:
    """Adds up transfers by id."""

    def __init__(self) -> None:
        self._entries: dict[int, _Entry] = {}
        self._states: Counter[State] = Counter()
        self._done = 0
        self._sized = 0  # bytes of files of known size
        self._sized_files = 0
        self._unsized_files = 0

    def put(self, transfer: StoredTransfer) -> None:
        """*transfer* is as it says, whatever it was."""
        self.remove(transfer.id)
        is_done = transfer.state == "done" and transfer.size is not None
        done = transfer.size if is_done and transfer.size is not None else transfer.done
        entry = _Entry(transfer.state, transfer.size, done)
        self._entries[transfer.id] = entry
        self._count(entry, 1)

    def remove(self, transfer_id: int) -> None:
        """It is not in the list any more, if it was."""
        entry = self._entries.pop(transfer_id, None)
        if entry is not None:
            self._count(entry, -1)

    @property
    def rest(self) -> int:
        """Bytes that are still to go."""
        return max(0, self._bytes_all() - self._done)

    def totals(self, bytes_per_s: float, left_s: float | None) -> Totals:
        states = {state: count for state, count in self._states.items() if count}
        return Totals(states, self._done, self._bytes_all(), bytes_per_s, left_s)

    def _bytes_all(self) -> int:
        mean = self._sized / self._sized_files if self._sized_files else 0
        return self._sized + round(mean * self._unsized_files)

    def _count(self, entry: _Entry, by: int) -> None:
        self._states[entry.state] += by
        if entry.state in ("cancelled", "failed"):
            return
        self._done += by * entry.done
        if entry.size is None:
            self._unsized_files += by
        else:
            self._sized += by * entry.size
            self._sized_files += by
