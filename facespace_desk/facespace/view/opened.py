"""Opens the slice: key, client, models, tab, and closes them in the opposite order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Final

from facespace_desk.credentials import KeyringTrouble, Secret
from facespace_desk.facespace.client import FaceSpaceClient
from facespace_desk.facespace.dates import from_ms
from facespace_desk.facespace.daylog import Stay, folded
from facespace_desk.facespace.errors import SERVICE, FaceSpaceError
from facespace_desk.facespace.model.cameras import CameraBook, read_groups
from facespace_desk.facespace.model.day import DAY_MS, DayModel
from facespace_desk.facespace.model.forward import ForwardModel
from facespace_desk.facespace.model.history import HistoryModel
from facespace_desk.facespace.model.keeper import Keeper, Keeping
from facespace_desk.facespace.model.live import FOLD_MS, LiveModel
from facespace_desk.facespace.model.marks import MarkBook
from facespace_desk.facespace.model.rows import duration_text
from facespace_desk.facespace.presence import Gap
from facespace_desk.facespace.records import Sighting
from facespace_desk.facespace.view.tab import FaceSpaceTab, TabModels, tab_parts
from facespace_desk.language import tr
from facespace_desk.modelkit.state import Phase, wall_ms
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.settings import Settings
from facespace_desk.store.records import StoreTrouble
from facespace_desk.widgets.service_slice import ServiceSlice
from facespace_desk.widgets.slice import ServiceContext
from facespace_desk.widgets.table_page import TablePage

ID: Final = "facespace"
HOUR_MS: Final = 3_600_000
NOTICED_MS: Final = 10_000  # a shorter absence of the server is not worth a note
LOOKING: Final = frozenset({Phase.LIVE, Phase.SLOW, Phase.DEGRADED, Phase.LOADING})


def build(context: ServiceContext) -> FaceSpaceSlice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return FaceSpaceSlice(context)


class FaceSpaceSlice(ServiceSlice[FaceSpaceTab]):
    """One profile's FaceSpace, running. See `facespace_desk.widgets.slice`."""

    def __init__(self, context: ServiceContext) -> None:
        self._models: TabModels | None = None
        self._client: FaceSpaceClient | None = None
        self._keeper: Keeper | None = None
        self._key: Secret | None = None
        self._proxy_url: str | None = None
        super().__init__(context, ID, SERVICE, shelves=("live", "polls", "board", "history"))

    def is_ready_for_screenshot(self) -> bool:
        """Whether rows are there and the day is filled, not only an answer."""
        models = self._models
        if models is None or self._tasks.is_running("fill"):
            return False
        return models.live.presences.rowCount() > 0 and len(models.day.log) > 0

    def apply_settings(self) -> None:
        """Take over refresh time and retention; a refresh time of the profile's own goes first."""
        settings = self._context.settings.current
        if self._keeper is not None:
            self._keeper.keeping = _keeping(settings)
        if self._models is not None and not self._has_own_interval:
            self._models.live.set_refresh(settings.poll_interval_s)

    @property
    def _has_own_interval(self) -> bool:
        return "poll_interval_s" in self._options

    async def _close_parts(self) -> None:
        if self._models is not None:
            models = self._models
            for part in (models.live, models.history, models.day, models.forward):
                await part.close()
            for book in (models.marks, models.book):
                await book.close()
        if self._keeper is not None:
            await self._keeper.close()
        if self._client is not None:
            await self._client.close()

    async def _connect(self) -> None:
        self._key = await self._secret("api_key")
        self._proxy_url = await self._proxy()
        self._client = FaceSpaceClient(
            self._base_url(),
            self._key,
            send_seconds=bool(self._options.get("send_seconds", False)),
            proxy=self._proxy_url,
        )

    async def _open(self) -> None:
        assert self._client is not None
        models = self._models = self._make_models(self._client)
        self._wire(models)
        await self._read_store(models)
        tab = await self._make_tab(models)
        tab.refresh_chosen.connect(self._remember_refresh)
        tab.export_wanted.connect(self._export)
        models.day.start()
        models.live.start()
        self._tasks.start(self._fill_day(DAY_MS), name="fill the day", replacing="fill")

    def _make_models(self, client: FaceSpaceClient) -> TabModels:
        context = self._context
        profile, store, report = context.profile.id, context.store, context.report
        options = self._options
        settings = context.settings.current
        self._keeper = Keeper(store, profile, _keeping(settings), report=report)
        stack = self._stack  # takes them away with the tab; listeners would hold them for ever
        groups = read_groups(str(options.get("groups", "")))
        book = CameraBook(store, profile, groups=groups, report=report, parent=stack)
        marks = MarkBook(store, profile, report=report, parent=stack)
        refresh_s = float(options.get("poll_interval_s", settings.poll_interval_s))
        live = LiveModel(
            client,
            context.display,
            self._keeper,
            book.title,
            refresh_s=refresh_s,
            report=report,
            parent=stack,
        )
        history = HistoryModel(
            client, context.display, self._keeper, marks, book.title, report=report, parent=stack
        )
        forward = ForwardModel(
            store,
            context.credentials,
            profile,
            context.paths.data,
            service_key=self._key,
            proxy=self._proxy_url,
            report=report,
            parent=stack,
        )
        day = DayModel(context.display, book, report=report, parent=stack)
        return TabModels(live, day, history, marks, book, forward)

    def _wire(self, models: TabModels) -> None:
        live, day, forward = models.live, models.day, models.forward
        live.looked.connect(day.take)
        live.looked.connect(forward.take)
        live.noticed.connect(forward.take_notice)
        live.missed.connect(forward.take_miss)
        live.gap_ended.connect(self._gap_ended)
        live.truth_changed.connect(self._tell)
        models.history.fetched.connect(forward.take_logs)
        models.history.wants_bodies = lambda: forward.wants_bodies

    async def _read_store(self, models: TabModels) -> None:
        """What the store knows; trouble with it costs memory, not sight."""
        assert self._keeper is not None
        try:
            await models.book.load()
            await models.marks.load()
            for shelf in self._shelves.values():
                await shelf.load()
            past = await self._keeper.past(wall_ms() - DAY_MS, None)
        except StoreTrouble as error:
            self._context.report(error, "reading the store")
            return
        desk = [Stay(row.camera, row.label, row.first_ms, row.last_ms) for row in past.desk]
        server = await asyncio.to_thread(_stays, past.server)
        await models.day.take_past([*desk, *server], past.gaps)
        try:
            await models.forward.load()
        except (StoreTrouble, KeyringTrouble, FaceSpaceError) as error:
            self._context.report(error, "starting the forwarders")

    async def _make_tab(self, models: TabModels) -> FaceSpaceTab:
        display = self._context.display
        return await self._show_tab(
            tab_parts(models, display, self._context.theme),
            lambda parts: FaceSpaceTab(models, parts, display),
        )

    async def _fill_day(self, back_ms: int, gap: Gap | None = None) -> None:
        """What the server knows of the time before, or of a gap, for board and timeline."""
        assert self._client is not None
        assert self._models is not None
        assert self._keeper is not None
        start_ms, end_ms = (wall_ms() - back_ms, None) if gap is None else (gap.from_ms, gap.to_ms)
        try:
            answer = await self._client.logs_between(start_ms, end_ms)
        except FaceSpaceError:
            # The feed tells of the same trouble; board and timeline show what they know.
            self._tell_return(gap, tr("The gap could not be filled."), "warn")
            return
        self._keeper.keep_server(answer)
        stays = await asyncio.to_thread(_stays, answer)
        await self._models.day.take_past(stays)
        self._tell_return(gap, tr("The server's log filled the gap."), "good")
        # Rows under a hand that has chosen or scrolled stay; the history has what is left out.
        if gap is None and self.tab is not None and self.tab.live.presences.table.is_following:
            recent_ms = wall_ms() - HOUR_MS
            self._models.live.show_before([stay for stay in stays if stay.last_ms >= recent_ms])

    def _tell_return(self, gap: Gap | None, words: str, tone: str) -> None:
        """One line when the server is back after a time that an operator will have noticed."""
        if gap is not None and gap.to_ms - gap.from_ms >= NOTICED_MS:
            length = duration_text(gap.to_ms - gap.from_ms)
            back = tr("{service} is back after {length}.", service=SERVICE, length=length)
            self._context.tell(f"{back} {words}", tone)

    def _gap_ended(self, gap: Gap) -> None:
        assert self._models is not None
        self._models.day.add_gap(gap)
        self._tasks.start(self._fill_day(0, gap), name="fill a gap")

    def _export(self, name: str, page: TablePage) -> None:
        assert self._models is not None
        # The other tables have their gaps as rows.
        gaps = self._models.day.blind_spans if name == "board" else ()
        self._open_export(name, page, [_gap_facts(gap) for gap in gaps])

    def _tell(self, truth: FeedTruth) -> None:
        if self._models is not None:
            self._models.day.set_blind(truth.state.phase not in LOOKING)
        self._show_state(truth.state)

    def _remember_refresh(self, seconds: float) -> None:
        self._keep_settings(poll_interval_s=seconds)


def _keeping(settings: Settings) -> Keeping:
    return Keeping(settings.keep_sightings, settings.sightings_retention_h * HOUR_MS)


def _stays(entries: Iterable[Sighting]) -> list[Stay]:
    """The stays that entries with a time tell of: servers write one now and then during a stay."""
    moments = (
        Stay(entry.camera, entry.label, entry.at_ms, entry.at_ms)
        for entry in entries
        if entry.at_ms is not None
    )
    return folded(moments, FOLD_MS)


def _gap_facts(gap: Gap) -> dict[str, object]:
    """A gap as the manifest tells it, in UTC."""
    return {
        "from_utc": from_ms(gap.from_ms).isoformat(timespec="seconds"),
        "to_utc": from_ms(gap.to_ms).isoformat(timespec="seconds"),
        "cause": gap.cause,
    }
