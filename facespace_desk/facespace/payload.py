"""Reading a `/logs` body of any size without holding up the window (wire/facespace.md 3.1, 9).

An answer may be as large as 64 MiB, and a JSON decoder holds the interpreter for as long as one
call takes, thread or not. So the body is cut into runs of entries, which are decoded one run at a
time: no single step lasts longer than some milliseconds. What is no entry is counted, never fatal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec

from facespace_desk.facespace.records import EntryReader, LogAnswer, Sighting

SLICE: Final = 2048  # entries decoded in one step
UNREADABLE_LAST: Final = 2**63 - 1

_STRING = rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_BLANK = rb"[ \t\r\n]*+"
_BLANKS = re.compile(_BLANK)
_KEY = re.compile(rb"(" + _STRING + rb")" + _BLANK + rb":" + _BLANK, re.DOTALL)
_RUN = re.compile(rb"(?:" + _STRING + _BLANK + rb"," + _BLANK + rb"){1,%d}+" % SLICE, re.DOTALL)
_SCALAR = re.compile(rb"(" + _STRING + rb"|[^][{},:\" \t\r\n]++)" + _BLANK, re.DOTALL)
_TOKEN = re.compile(_STRING + rb"|[][{}]|[^][{}\"]++", re.DOTALL)
_CLOSER = {b"[": b"]", b"{": b"}"}


def read_logs(
    body: bytes,
    *,
    start_ms: int | None = None,
    end_ms: int | None = None,
    camera: str | None = None,
) -> LogAnswer:
    """The sightings of a `/logs` body within the bounds (both included), oldest first.

    Long for large bodies: call it in a thread. With *camera*, entries of others are left out,
    should a server ignore the parameter.

    Raises:
        ValueError: the body is not a JSON object.
    """
    answer = LogAnswer()
    answer.body_bytes = len(body)
    rows: list[Sighting] = []
    reader = EntryReader()
    low = -UNREADABLE_LAST if start_ms is None else start_ms
    high = UNREADABLE_LAST if end_ms is None else end_ms
    for name, values in log_slices(body):
        if values is None:
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


def log_slices(body: bytes) -> Iterator[tuple[str, list[object] | None]]:
    """Camera and some of its values, over and over; None where its value is no list.

    The values of one camera come in order, possibly in several slices. A nested value is given as
    an empty dict, for it can be no entry.

    Raises:
        ValueError: the body is not a JSON object.
    """
    try:
        yield from _Scanner(body).slices()
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"not JSON: {type(error).__name__}") from None


class _Scanner:
    """Walks through the bytes of one object whose values are lists of strings."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def slices(self) -> Iterator[tuple[str, list[object] | None]]:
        self._skip()
        self._expect(b"{")
        if self._next_is(b"}"):
            self._end()
            return
        while True:
            camera = self._key()
            if self._next_is(b"["):
                for values in self._list():
                    yield camera, values
            else:
                self._value()
                yield camera, None
            if not self._next_is(b","):
                break
        self._expect(b"}")
        self._end()

    def _list(self) -> Iterator[list[object]]:
        if self._next_is(b"]"):
            yield []
            return
        while True:
            while run := _RUN.match(self._body, self._at):
                self._at = run.end()
                entries = run.group().rstrip(b", \t\r\n")
                yield msgspec.json.decode(b"[" + entries + b"]", type=list)
            yield [self._value()]
            if not self._next_is(b","):
                break
        self._expect(b"]")

    def _key(self) -> str:
        match = _KEY.match(self._body, self._at)
        if match is None:
            raise self._trouble()
        self._at = match.end()
        return msgspec.json.decode(match[1], type=str)

    def _value(self) -> object:
        match = _SCALAR.match(self._body, self._at)
        if match is None:
            return self._nested()
        self._at = match.end()
        return msgspec.json.decode(match[1])

    def _nested(self) -> object:
        """Step over a list or object; only its brackets are looked at."""
        open_brackets: list[bytes] = []
        while token := _TOKEN.match(self._body, self._at):
            text = token.group()
            if text in _CLOSER:
                open_brackets.append(_CLOSER[text])
            elif text in (b"]", b"}"):
                if not open_brackets or open_brackets.pop() != text:
                    break
            elif not open_brackets:
                break
            self._at = token.end()
            if not open_brackets:
                self._skip()
                return {}
        raise self._trouble()

    def _next_is(self, mark: bytes) -> bool:
        if not self._body.startswith(mark, self._at):
            return False
        self._at += 1
        self._skip()
        return True

    def _expect(self, mark: bytes) -> None:
        if not self._next_is(mark):
            raise self._trouble()

    def _end(self) -> None:
        if self._at != len(self._body):
            raise self._trouble()

    def _skip(self) -> None:
        match = _BLANKS.match(self._body, self._at)
        self._at = match.end() if match else self._at

    def _trouble(self) -> ValueError:
        return ValueError(f"not a JSON object of lists, at byte {self._at}")
