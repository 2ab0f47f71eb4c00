"""Looking back: the server's log for a range, merged with what this desk saw itself.

Whatever fails on the server's side, what the desk knows is shown, and what is missing is said. Long
ranges are asked for day by day, so that progress is real and a cancelled query has cost one day.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.facespace.client import FaceSpaceClient
from facespace_desk.facespace.dates import DAY_MS
from facespace_desk.facespace.errors import FaceSpaceError
from facespace_desk.facespace.merge import merge
from facespace_desk.facespace.model.activity import activity_of
from facespace_desk.facespace.model.columns import CameraTitle, history_columns
from facespace_desk.facespace.model.keeper import Keeper, Past
from facespace_desk.facespace.model.marks import MarkBook, MarkKey
from facespace_desk.facespace.model.rows import HistoryRow, gap_words, row_kind
from facespace_desk.facespace.presence import Gap
from facespace_desk.facespace.records import LogAnswer, Sighting
from facespace_desk.language import tr
from facespace_desk.modelkit.activity import Activity
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble

LONGEST_SINGLE_MS: Final = 2 * DAY_MS  # longer ranges are asked for day by day
BINS: Final = 288  # spans into which the timeline divides an answer
LAST_MS: Final = 2**62  # where an entry without a readable time is sorted


@dataclass(frozen=True)
class Query:
    """What to look for. None leaves a side open; no cameras means all of them.

    Times are epoch milliseconds, UTC, both included. `person` is part of a label, any case.
    """

    start_ms: int | None = None
    end_ms: int | None = None
    cameras: tuple[str, ...] = ()
    person: str = ""

    def parts(self) -> list[tuple[int | None, int | None, str | None]]:
        """The requests that answer it: (start, end, camera), in order of time."""
        cameras: Sequence[str | None] = self.cameras or (None,)
        return [(low, high, camera) for low, high in self._spans() for camera in cameras]

    def _spans(self) -> list[tuple[int | None, int | None]]:
        start, end = self.start_ms, self.end_ms
        if start is None or end is None or end - start <= LONGEST_SINGLE_MS:
            return [(start, end)]
        spans: list[tuple[int | None, int | None]] = []
        while start <= end:
            midnight = (start // DAY_MS + 1) * DAY_MS
            spans.append((start, min(end, midnight - 1)))
            start = midnight
        return spans


@dataclass(frozen=True)
class Progress:
    """How far a query has come. `total_bytes` of the part under way, when the server said it."""

    part: int = 0
    parts: int = 1
    got_bytes: int = 0
    total_bytes: int | None = None
    rows: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a query brought, in numbers, and what it could not bring."""

    query: Query
    rows: int = 0
    server_entries: int = 0
    unreadable: int = 0
    problems: int = 0
    missing: str = ""  # which part of the server's log is not in the table, and why
    gaps: tuple[Gap, ...] = ()


class HistoryModel(QObject):
    """Answers one query at a time; a new one replaces the one under way.

    Signals:
        state_changed(LoadState)
        progress_changed(Progress): at most a few times a second.
        answered(Outcome): the table holds the answer.
        fetched(LogAnswer): a part of the server's log, for the forwarders.
    """

    state_changed = Signal(object)
    progress_changed = Signal(object)
    answered = Signal(object)
    fetched = Signal(object)

    def __init__(
        self,
        client: FaceSpaceClient,
        display: Display,
        keeper: Keeper,
        marks: MarkBook,
        camera_title: CameraTitle,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._keeper = keeper
        self._marks = marks
        self._tasks = TaskScope("history", report)
        self.wants_bodies: Callable[[], bool] = lambda: False
        self.state = LoadState.off(tr("No query yet"))
        self.outcome: Outcome | None = None
        self.activity: Activity | None = None  # people per camera over the range of the answer
        self._camera_title = camera_title
        self._query: Query | None = None  # the one asked last, answered or not
        self._row_ids = range(0)
        self.table: RecordTableModel[HistoryRow] = RecordTableModel(
            history_columns(display, camera_title),
            display=display,
            row_kind=row_kind,
            gap_text=lambda row: gap_words(
                row.at_ms or 0, row.until_ms or 0, row.gap, display.time_text
            ),
            parent=self,
        )
        marks.changed.connect(self._show_mark)

    @property
    def is_running(self) -> bool:
        """Whether a query is under way."""
        return self._tasks.is_running("query")

    def ask(self, query: Query) -> None:
        """Look for *query*; rows stay until the answer is there."""
        self._query = query
        self._tasks.start(self._ask(query), name="query", replacing="query")

    def ask_again(self) -> None:
        """Repeat the last query."""
        if self._query is not None:
            self.ask(self._query)

    def cancel(self) -> None:
        """Stop the query under way; the rows of the one before stay."""
        self._tasks.cancel("query")

    async def close(self) -> None:
        """End its tasks."""
        await self._tasks.close()
        await self.table.close()

    async def _ask(self, query: Query) -> None:
        before = self.state
        self._set_state(LoadState.loading(tr("Asking the server")))
        outcome = Outcome(query)
        entries: list[Sighting] = []
        failure: FaceSpaceError | None = None
        try:
            parts = query.parts()
            for number, part in enumerate(parts):
                try:
                    answer = await self._fetch(
                        part, Progress(number, len(parts), rows=len(entries))
                    )
                except FaceSpaceError as error:
                    failure = error
                    outcome = replace(outcome, missing=_missing(number, len(parts), error))
                    break
                outcome = _counted(outcome, answer)
                entries += answer
            await self._show(query, entries, outcome)
        except asyncio.CancelledError:
            self._set_state(before)
            raise
        self._set_state(LoadState.failed(failure) if failure else LoadState.live())

    async def _fetch(
        self, part: tuple[int | None, int | None, str | None], progress: Progress
    ) -> LogAnswer:
        start_ms, end_ms, camera = part
        self.progress_changed.emit(progress)

        def tell(got_bytes: int, total_bytes: int | None) -> None:
            self.progress_changed.emit(
                replace(progress, got_bytes=got_bytes, total_bytes=total_bytes)
            )

        answer = await self._client.logs_between(
            start_ms, end_ms, camera, progress=tell, keep_body=self.wants_bodies()
        )
        self.fetched.emit(answer)
        self._keeper.keep_server(answer)
        return answer

    async def _show(self, query: Query, entries: list[Sighting], outcome: Outcome) -> None:
        past, outcome = await self._read_store(query, outcome)
        marks = self._marks.snapshot()
        rows = await asyncio.to_thread(_rows, query, entries, past, marks)
        activity = await asyncio.to_thread(_activity, query, rows, past, self._camera_title)
        self._row_ids = await self.table.load(rows)
        self.activity = activity
        self.outcome = replace(outcome, rows=len(rows), gaps=tuple(past.gaps))
        self.answered.emit(self.outcome)

    async def _read_store(self, query: Query, outcome: Outcome) -> tuple[Past, Outcome]:
        """What the desk saw, and its marks; trouble with the store costs no server entry."""
        try:
            past = await self._keeper.past(query.start_ms, query.end_ms, query.cameras)
            await self._marks.load()
        except StoreTrouble as error:
            words = tr("What this desk saw is missing: {reason}", reason=error)
            words = f"{outcome.missing} {words}".lstrip()
            return Past(), replace(outcome, missing=words)
        return past, outcome

    def _set_state(self, state: LoadState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _show_mark(self, key: MarkKey) -> None:
        """A bookmark or note is another one: write it into the rows it belongs to."""
        mark = self._marks.get(*key)
        start = bisect_left(self._row_ids, key[2], key=self._time_of)
        changes: dict[int, HistoryRow] = {}
        for row_id in self._row_ids[start:]:
            row = self.table.record(row_id)
            if row is None or row.at_ms != key[2]:
                break
            if (row.camera, row.label) == key[:2]:
                changes[row_id] = _marked(row, mark.is_bookmarked, mark.note)
        self.table.update(changes)

    def _time_of(self, row_id: int) -> int:
        row = self.table.record(row_id)
        return LAST_MS if row is None or row.at_ms is None else row.at_ms


def _marked(row: HistoryRow, is_marked: bool, note: str) -> HistoryRow:
    return HistoryRow(
        row.at_ms,
        row.until_ms,
        row.camera,
        row.label,
        row.count,
        row.origin,
        row.raw,
        is_marked,
        note,
    )


def _rows(
    query: Query,
    entries: list[Sighting],
    past: Past,
    marks: dict[MarkKey, tuple[bool, str]],
) -> list[HistoryRow]:
    """The rows of the table, oldest first, gaps in their places. Runs in a thread."""
    wanted = query.person.casefold()
    none = (False, "")
    rows: list[HistoryRow] = []
    merged = merge(entries, past.desk, past.server)
    merged.reverse()
    while merged:  # one by one: letting go of two million at once would stop all threads
        row = merged.pop()
        if wanted and wanted not in row.label.casefold():
            continue
        is_marked, note = marks.get((row.camera, row.label, row.first_ms or 0), none)
        rows.append(
            HistoryRow(
                row.first_ms,
                row.last_ms if row.last_ms != row.first_ms else None,
                row.camera,
                row.label,
                row.count,
                row.origin,
                row.raw or "",
                is_marked,
                note,
            )
        )
    rows += [HistoryRow(gap.from_ms, gap.to_ms, gap=gap.cause) for gap in past.gaps]
    rows.sort(key=lambda row: LAST_MS if row.at_ms is None else row.at_ms)
    return rows


def _activity(
    query: Query, rows: list[HistoryRow], past: Past, title: CameraTitle
) -> Activity | None:
    """What the timeline draws for an answer; None when nothing in it has a time."""
    timed = [row for row in rows if not row.gap and row.at_ms is not None]
    if not timed:
        return None
    first_ms, last_ms = timed[0].at_ms or 0, timed[-1].at_ms or 0
    start_ms = first_ms if query.start_ms is None else query.start_ms
    end_ms = max(last_ms + 1, start_ms + BINS) if query.end_ms is None else query.end_ms
    return activity_of(
        timed, start_ms, max(end_ms, start_ms + BINS), BINS, title=title, gaps=past.gaps
    )


def _counted(outcome: Outcome, answer: LogAnswer) -> Outcome:
    return replace(
        outcome,
        server_entries=outcome.server_entries + len(answer),
        unreadable=outcome.unreadable + answer.unreadable,
        problems=outcome.problems + answer.problems,
    )


def _missing(done: int, parts: int, error: FaceSpaceError) -> str:
    if parts == 1:
        return tr("The server's log is missing: {message}", message=error.message)
    return tr(
        "The server's log is missing from part {part} of {parts}: {message}",
        part=done + 1,
        parts=parts,
        message=error.message,
    )
