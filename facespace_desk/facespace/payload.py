"""Reading a `/logs` body of any size without holding up the window (wire/facespace.md 3.1, 9).

The body comes in slices from `json_lists`; no single step here is longer than some milliseconds
either. What is no entry is counted, never fatal.
"""

from __future__ import annotations

from typing import Final

from facespace_desk.facespace.errors import SERVICE
from facespace_desk.facespace.records import EntryReader, LogAnswer, Sighting
from facespace_desk.net.payload import json_lists

SLICE: Final = 2048  # rows that are put in order in one step
UNREADABLE_LAST: Final = 2**63 - 1


def read_logs(
    body: bytes,
    *,
    start_ms: int | None = None,
    end_ms: int | None = None,
    camera: str | None = None,
    operation: str = "logs",
) -> LogAnswer:
    """The sightings of a `/logs` body within the bounds (both included), oldest first.

    Long for large bodies: call it in a thread. With *camera*, entries of others are left out,
    should a server ignore the parameter.

    Raises:
        BadPayload: the body is not a JSON object.
    """
    answer = LogAnswer()
    answer.body_bytes = len(body)
    rows: list[Sighting] = []
    reader = EntryReader()
    low = -UNREADABLE_LAST if start_ms is None else start_ms
    high = UNREADABLE_LAST if end_ms is None else end_ms
    for name, values in json_lists(body, service=SERVICE, operation=operation):
        if not isinstance(values, list):
            answer.problems += 1
        elif camera is None or name == camera:
            entries = [value for value in values if type(value) is str]
            answer.problems += len(values) - len(entries)
            sightings = [reader.read(name, entry) for entry in entries]
            rows += [row for row in sightings if row.at_ms is None or low <= row.at_ms <= high]
            answer.unreadable += sum(row.at_ms is None for row in sightings)
    _fill_sorted(answer, rows)
    return answer


def _fill_sorted(answer: LogAnswer, rows: list[Sighting]) -> None:
    """By time, stably. numpy sorts without holding the interpreter; list.sort would not let go."""
    if len(rows) < SLICE:
        answer.extend(sorted(rows, key=_time_of))
        return
    import numpy as np  # 60 ms, wanted only once an answer is large

    order = np.argsort(np.fromiter(map(_time_of, rows), np.int64, len(rows)), kind="stable")
    for start in range(0, len(order), SLICE):
        answer.extend([rows[index] for index in order[start : start + SLICE].tolist()])


def _time_of(sighting: Sighting) -> int:
    return UNREADABLE_LAST if sighting.at_ms is None else sighting.at_ms
