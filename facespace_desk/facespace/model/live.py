"""The live feed as the window sees it: presences, raw polls, the state of the feed, and the gaps.

The feed goes on while the rows are paused, and pausing loses nothing: what arrives meanwhile is
folded, kept and counted, and enters the tables at once when the operator resumes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.facespace.client import FaceSpaceClient
from facespace_desk.facespace.daylog import Stay, folded
from facespace_desk.facespace.model.columns import CameraTitle, poll_columns, presence_columns
from facespace_desk.facespace.model.gap_causes import LIMIT_REACHED, NO_CAMERAS, POLLING_STOPPED
from facespace_desk.facespace.model.keeper import Keeper
from facespace_desk.facespace.model.rows import PollRow, PresenceRow, gap_words, row_kind
from facespace_desk.facespace.model.trust import FeedTrust, stale_after_ms
from facespace_desk.facespace.presence import Gap, Presence, PresenceFolder
from facespace_desk.facespace.realtime import Miss, RealtimeFeed
from facespace_desk.facespace.records import EndReason, Notice, Picture
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.feed import WAKE_GAP_S, Clocks
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.modelkit.truth import FeedTruth

log = logging.getLogger("desk.facespace")

log = logging.getLogger("desk.facespace")

ROW_CAP: Final = 1_000_000
RETRY_AFTER_GIVING_UP_S: Final = 60.0
HIDDEN_FACTOR: Final = 3  # how much slower an unseen window asks
HIDDEN_LIMIT_S: Final = 10.0
SAME_MS: Final = 5_000  # an entry this short before the first picture is of the same stay
FOLD_MS: Final = 300_000  # entries of one stay follow each other closer than this
_TICK_S: Final = 0.5


class LiveModel(QObject):
    """Owns the realtime feed of one profile.

    Signals:
        truth_changed(FeedTruth): how far the feed can be trusted, with each news of it.
        looked(Picture, PresenceChanges): a picture arrived and was folded in.
        noticed(Notice): a control message of the service.
        missed(Miss): a poll brought nothing.
        gap_ended(Gap): the desk looks again after a time without pictures.
        pause_changed(bool, int): whether the rows are paused, and how many wait.
    """

    truth_changed = Signal(object)
    looked = Signal(object, object)
    noticed = Signal(object)
    missed = Signal(object)
    gap_ended = Signal(object)
    pause_changed = Signal(bool, int)

    def __init__(
        self,
        client: FaceSpaceClient,
        display: Display,
        keeper: Keeper,
        camera_title: CameraTitle,
        *,
        refresh_s: float = 2.0,
        limit: int | None = None,
        clock: Callable[[], int] = wall_ms,
        clocks: Clocks | None = None,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*refresh_s* between polls, at least 0.1; *limit* ends the feed after so many pictures."""
        super().__init__(parent)
        self._client = client
        self._keeper = keeper
        self._clock = clock
        self._clocks = clocks or Clocks()
        self._trust = FeedTrust(self._clocks.monotonic, refresh_s)
        self._tasks = TaskScope("live", report)
        self._folder = PresenceFolder()
        self.presences: RecordTableModel[PresenceRow] = RecordTableModel(
            presence_columns(display, camera_title),
            display=display,
            row_cap=ROW_CAP,
            row_kind=row_kind,
            gap_text=lambda row: gap_words(row.first_ms, row.last_ms, row.gap, display.clock_text),
            parent=self,
        )
        self.polls: RecordTableModel[PollRow] = RecordTableModel(
            poll_columns(display, camera_title),
            display=display,
            row_cap=ROW_CAP,
            row_kind=row_kind,
            gap_text=lambda row: gap_words(row.at_ms, row.until_ms, row.gap, display.clock_text),
            parent=self,
        )
        self.refresh_s = refresh_s
        self.limit = limit
        self._is_watched = True
        self._feed: RealtimeFeed | None = None
        self._told: FeedTruth | None = None
        self._is_paused = False
        self._rows: dict[tuple[str, str, int], int] = {}
        self._gap_rows: tuple[int, int] | None = None
        self._blind_cause = ""
        self._waiting: dict[tuple[str, str, int], PresenceRow] = {}
        self._waiting_polls: list[PollRow] = []
        self._waiting_new = 0

    @property
    def truth(self) -> FeedTruth:
        """The feed as it stands now."""
        slowed = "" if self._is_watched else tr("slowed while hidden")
        return self._trust.truth(self.interval_s, slowed)

    @property
    def interval_s(self) -> float:
        """Seconds between the beginnings of two polls, as of now."""
        if self._is_watched:
            return self.refresh_s
        return max(self.refresh_s, min(HIDDEN_LIMIT_S, HIDDEN_FACTOR * self.refresh_s))

    @property
    def is_running(self) -> bool:
        """Whether the desk asks the server."""
        return self._tasks.is_running("feed")

    @property
    def is_paused(self) -> bool:
        """Whether rows wait instead of entering the tables."""
        return self._is_paused

    @property
    def waiting(self) -> int:
        """Presences that began while paused and are not in the table yet."""
        return self._waiting_new

    def start(self) -> None:
        """Ask the server from now on; again after the feed has ended or was stopped."""
        self._trust.begun()
        self._tasks.start(self._run(), name="feed", replacing="feed")
        if not self._tasks.is_running("tick"):
            self._tasks.start(self._tick(), name="tick")
        self._tell()

    def stop(self) -> None:
        """Ask no more. What is here becomes unknown, for nobody looks."""
        self._trust.stopped()
        if self._feed is not None:
            self._feed.stop()
        self._tasks.cancel("feed")
        self._blind(POLLING_STOPPED)
        self._tell()

    def refresh_now(self) -> None:
        """Poll at once; starts the feed when it is not running."""
        if self._feed is not None and self.is_running:
            self._feed.refresh_now()
        else:
            self.start()

    def set_refresh(self, seconds: float) -> None:
        """Poll every *seconds* from now on; 0.1 is the floor."""
        self.refresh_s = max(0.1, seconds)
        self._apply_interval()

    def set_limit(self, limit: int | None) -> None:
        """End the feed after *limit* pictures; None never. Takes effect at the next start."""
        self.limit = limit

    def set_watched(self, is_watched: bool) -> None:
        """Nobody can see the window: ask less often."""
        if is_watched is not self._is_watched:
            self._is_watched = is_watched
            self._apply_interval()

    def pause(self) -> None:
        """Hold the rows still. The feed goes on."""
        if not self._is_paused:
            self._is_paused = True
            self.pause_changed.emit(True, 0)

    def resume(self) -> None:
        """Let in what has waited."""
        if not self._is_paused:
            return
        self._is_paused = False
        waiting, self._waiting = self._waiting, {}
        polls, self._waiting_polls = self._waiting_polls, []
        self._waiting_new = 0
        self._show_rows(waiting)
        self.polls.append(polls)
        self.pause_changed.emit(False, 0)

    def clear(self) -> None:
        """Empty both tables. History and store keep everything; who is here now stays."""
        self._rows.clear()
        self._waiting.clear()
        self._waiting_polls.clear()
        self._waiting_new = 0
        self._gap_rows = None
        self.presences.clear()
        self.polls.clear()
        self._show(self._folder.here())
        if self._is_paused:
            self.pause_changed.emit(True, self._waiting_new)

    def show_before(self, stays: Sequence[Stay]) -> None:
        """Put below the rows what the server's log knows of the time before the desk looked."""
        if self._is_paused:
            return
        now = self._held()
        begun_ms = min((row.first_ms for _, row in now), default=self._clock())
        here = {(camera, label) for camera, label, _ in self._rows}
        past = [
            PresenceRow(stay.first_ms, stay.last_ms, stay.camera, stay.label, origin="server")
            for stay in folded(stays, FOLD_MS)
            if stay.last_ms < begun_ms - SAME_MS or (stay.camera, stay.label) not in here
        ]
        open_keys = {row_id: key for key, row_id in self._rows.items()}
        gap_row = self._gap_rows[0] if self._gap_rows else -1
        fresh = self.presences.replace_all([*past, *(row for _, row in now)])
        for place, (row_id, _) in enumerate(now, start=len(past)):
            if row_id in open_keys:
                self._rows[open_keys[row_id]] = fresh[place]
            elif row_id == gap_row and self._gap_rows:
                self._gap_rows = fresh[place], self._gap_rows[1]

    def _held(self) -> list[tuple[int, PresenceRow]]:
        """All presence rows by id in order of arrival, whatever filter and sorting show."""
        held = ((row_id, self.presences.record(row_id)) for row_id in range(self.presences.end_id))
        return [(row_id, row) for row_id, row in held if row is not None]

    async def close(self) -> None:
        """Stop asking, end what is under way where it was last seen, and keep it."""
        await self._tasks.close()
        self._keeper.keep(self._folder.close())
        for table in (self.presences, self.polls):
            await table.close()

    async def _run(self) -> None:
        while True:
            feed = self._feed = self._client.realtime(self.interval_s, self.limit)
            async for item in feed:
                if isinstance(item, Picture):
                    self._take(item)
                elif isinstance(item, Notice):
                    self._trust.noticed(item)
                    self.noticed.emit(item)
                else:
                    self._missed(item)
                self._tell()
            self._ended(feed.end_reason)
            if feed.end_reason is not EndReason.ERROR or not self._trust.may_try_again:
                return
            await self._wait_for_another_try()

    async def _tick(self) -> None:
        """A value ages by itself: what is late becomes stale although nothing arrives."""
        while True:
            before = self._clocks.wall()
            await self._clocks.sleep(_TICK_S)
            if abs(self._clocks.wall() - before - _TICK_S) > WAKE_GAP_S and self.is_running:
                log.info("the clock jumped, asking anew")
                self.refresh_now()
            self._grow_gap()
            if self.truth != self._told:
                self._tell()

    async def _wait_for_another_try(self) -> None:
        self._trust.waits_until(self._clock() + round(RETRY_AFTER_GIVING_UP_S * 1000))
        self._tell()
        await asyncio.sleep(RETRY_AFTER_GIVING_UP_S)
        self._trust.tries_again()

    def _take(self, picture: Picture) -> None:
        changes = self._folder.feed(picture)
        self._trust.took(picture)
        self._keeper.looked(picture.received_ms)
        if changes.gap is not None:
            self._close_gap(changes.gap)
        changed = [*changes.left, *changes.stayed, *changes.appeared]
        self._keeper.keep(changed)
        self._show(changed)
        self._add_polls(
            PollRow(picture.received_ms, picture.received_ms, camera, label)
            for camera, labels in picture.cameras.items()
            for label in labels
        )
        self.looked.emit(picture, changes)

    def _missed(self, miss: Miss) -> None:
        self._trust.missed(miss)
        self._blind(miss.error.kind.value)
        self.missed.emit(miss)

    def _ended(self, reason: EndReason | None) -> None:
        self._trust.ended(reason, self.limit)
        if reason is EndReason.NO_CAMERAS:
            self._blind(NO_CAMERAS)
        elif reason is EndReason.LIMIT:
            self._blind(LIMIT_REACHED)
        self._tell()

    def _blind(self, cause: str) -> None:
        """Nobody looks: presences are unknown, and a gap row says since when."""
        changes = self._folder.miss(cause)
        self._show(changes.unknown)
        self._blind_cause = cause
        self._grow_gap()

    def _grow_gap(self) -> None:
        """A gap under way reaches until now."""
        last_ms = self._folder.last_picture_ms
        if self._blind_cause and last_ms is not None:
            self._show_gap(last_ms, self._clock(), self._blind_cause)

    def _close_gap(self, gap: Gap) -> None:
        self._show_gap(gap.from_ms, gap.to_ms, gap.cause)
        is_told = self._gap_rows is not None
        self._gap_rows = None
        self._blind_cause = ""
        if is_told:
            self._keeper.gap(gap)
            self.gap_ended.emit(gap)

    def _show_gap(self, from_ms: int, to_ms: int, cause: str) -> None:
        """One row per gap that grows; a hiccup within three intervals is none."""
        if to_ms - from_ms < stale_after_ms(self.interval_s):
            return
        presence, poll = PresenceRow(from_ms, to_ms, gap=cause), PollRow(from_ms, to_ms, gap=cause)
        if self._gap_rows is None:
            self._gap_rows = self.presences.append([presence])[0], self.polls.append([poll])[0]
        else:
            self.presences.update({self._gap_rows[0]: presence})
            self.polls.update({self._gap_rows[1]: poll})

    def _show(self, changed: Iterable[Presence]) -> None:
        rows = {presence.key: _presence_row(presence) for presence in changed}
        if not self._is_paused:
            self._show_rows(rows)
            return
        self._waiting_new += sum(key not in self._rows and key not in self._waiting for key in rows)
        self._waiting |= rows
        if rows:
            self.pause_changed.emit(True, self._waiting_new)

    def _show_rows(self, rows: dict[tuple[str, str, int], PresenceRow]) -> None:
        known = {self._rows[key]: row for key, row in rows.items() if key in self._rows}
        fresh = {key: row for key, row in rows.items() if key not in self._rows}
        self.presences.update(known)
        ids = self.presences.append(list(fresh.values()))
        self._rows.update(zip(fresh, ids, strict=True))
        for key, row in rows.items():
            if not row.is_here:
                self._rows.pop(key, None)

    def _add_polls(self, rows: Iterable[PollRow]) -> None:
        if self._is_paused:
            self._waiting_polls.extend(rows)
            del self._waiting_polls[:-ROW_CAP]
        else:
            self.polls.append(list(rows))

    def _apply_interval(self) -> None:
        if self._feed is not None:
            self._feed.refresh_s = self.interval_s
        self._tell()

    def _tell(self) -> None:
        self._told = self.truth
        self.truth_changed.emit(self._told)


def _presence_row(presence: Presence) -> PresenceRow:
    return PresenceRow(
        presence.first_ms,
        presence.last_ms,
        presence.camera,
        presence.label,
        presence.count,
        presence.is_here,
        presence.unknown_since_ms is not None,
    )
