"""Opens the slice: key, client, models, tab, and closes them in the opposite order."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QWidget

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
from facespace_desk.facespace.view.table_page import TablePage
from facespace_desk.modelkit.export import ExportContext
from facespace_desk.modelkit.filter_shelf import FilterShelf
from facespace_desk.modelkit.state import LoadState, Phase, wall_ms
from facespace_desk.modelkit.tasks import TaskScope
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.proxy import with_login
from facespace_desk.settings import Settings
from facespace_desk.store.records import StoreTrouble
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import not_connected
from facespace_desk.widgets.slice import ServiceContext

ID: Final = "facespace"
HOUR_MS: Final = 3_600_000
REMEMBER_AFTER_MS: Final = 800
NOTICED_MS: Final = 10_000  # a shorter absence of the server is not worth a note
LOOKING: Final = frozenset({Phase.LIVE, Phase.SLOW, Phase.DEGRADED, Phase.LOADING})


def build(context: ServiceContext) -> FaceSpaceSlice:
    """The slice of *context*'s profile; it opens itself while the window goes on."""
    return FaceSpaceSlice(context)


class _Signals(QObject):
    state_changed = Signal(object)
    sign_in = Signal()


class FaceSpaceSlice:
    """One profile's FaceSpace, running. See `facespace_desk.widgets.slice`."""

    def __init__(self, context: ServiceContext) -> None:
        self._context = context
        self._signals = _Signals()
        self._tasks = TaskScope(ID, context.report)
        self._state = LoadState.loading("Opening")
        self._stack = QStackedWidget()
        opening = label("Opening FaceSpace…", "muted")
        opening.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack.addWidget(opening)
        self._models: TabModels | None = None
        self._client: FaceSpaceClient | None = None
        self._keeper: Keeper | None = None
        self.tab: FaceSpaceTab | None = None
        profile, report = context.profile.id, context.report
        self._shelves = {
            name: FilterShelf(
                context.store, profile, f"{ID}.{name}", report=report, parent=self._stack
            )
            for name in ("live", "polls", "board", "history")
        }
        self._remember = QTimer(self._stack)
        self._remember.setSingleShot(True)
        self._remember.setInterval(REMEMBER_AFTER_MS)
        self._remember.timeout.connect(self._remember_layout)
        self._tasks.start(self._open(), name="open")

    @property
    def widget(self) -> QWidget:
        """The tab's page."""
        return self._stack

    @property
    def state(self) -> LoadState:
        """How the feed stands."""
        return self._state

    @property
    def state_changed(self) -> SignalInstance:
        """Emits the LoadState."""
        return self._signals.state_changed

    @property
    def sign_in(self) -> SignalInstance:
        """The operator wants to enter another key."""
        return self._signals.sign_in

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
        return "poll_interval_s" in self._context.profile.services[ID].options

    async def close(self) -> None:
        """Stop all tasks, then close the connections."""
        if self._remember.isActive():
            self._remember.stop()
            self._remember_layout()
        if self.tab is not None:
            for dialog in self.tab.findChildren(DeskDialog):
                dialog.reject()
        await self._tasks.close()
        if self.tab is not None:
            self.tab.detail.flush()
        if self._models is not None:
            models = self._models
            for part in (models.live, models.history, models.day, models.forward):
                await part.close()
            for book in (models.marks, models.book):
                await book.close()
        for shelf in self._shelves.values():
            await shelf.close()
        if self._keeper is not None:
            await self._keeper.close()
        if self._client is not None:
            await self._client.close()

    async def _open(self) -> None:
        context = self._context
        try:
            key = await context.credentials.load(context.profile.id, ID, "api_key")
            proxy = await self._proxy()
            self._client = self._make_client(key, proxy)
        except KeyringTrouble as error:
            self._show_unconnected(LoadState.signed_out(str(error)))
            return
        except FaceSpaceError as error:
            self._show_unconnected(LoadState.failed(error))
            return
        except ValueError as error:
            self._show_unconnected(LoadState.failed(_unusable(str(error))))
            return
        models = self._make_models(self._client, key, proxy)
        self._models = models
        self._wire(models)
        await self._read_store(models)
        self.tab = await self._make_tab(models)
        self._stack.setCurrentWidget(self.tab)
        self._stack.addActions(self.tab.actions())
        if self._stack.window().focusWidget() in (None, self._stack):
            self.tab.setFocus()
        models.day.start()
        models.live.start()
        self._tasks.start(self._fill_day(DAY_MS), name="fill the day", replacing="fill")

    async def _proxy(self) -> str | None:
        """The profile's proxy, its login included; None when it names none."""
        options = self._context.profile.services[ID].options
        if not options.get("proxy"):
            return None
        profile = self._context.profile.id
        password = await self._context.credentials.load(profile, ID, "proxy_password")
        return with_login(
            str(options["proxy"]),
            str(options.get("proxy_user", "")),
            password.reveal() if password else "",
        )

    def _make_client(self, key: Secret | None, proxy: str | None) -> FaceSpaceClient:
        """Raises FaceSpaceError without a usable key, ValueError without a usable address."""
        config = self._context.profile.services[ID]
        options = config.options
        return FaceSpaceClient(
            BaseUrl.parse(
                config.base_url, allow_plain_http=bool(options.get("allow_plain_http", False))
            ),
            key,
            send_seconds=bool(options.get("send_seconds", False)),
            proxy=proxy,
        )

    def _make_models(
        self, client: FaceSpaceClient, key: Secret | None, proxy: str | None
    ) -> TabModels:
        context = self._context
        profile, store, report = context.profile.id, context.store, context.report
        options = context.profile.services[ID].options
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
            service_key=key,
            proxy=proxy,
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
        context = self._context
        steps = tab_parts(models, context.display, context.theme)
        while True:
            try:
                next(steps)
            except StopIteration as done:
                parts = done.value
                break
            await asyncio.sleep(0)  # the window draws between two parts
        tab = FaceSpaceTab(models, parts, context.display)
        self._stack.addWidget(tab)
        for _step in tab.furnish():
            await asyncio.sleep(0)
        tab.sign_in.connect(self._signals.sign_in)
        tab.refresh_chosen.connect(self._remember_refresh)
        tab.export_wanted.connect(self._export)
        settings = context.settings.current
        tab.restore_layout(settings.splitters)
        for name, page in tab.pages.items():
            page.restore_columns(settings.columns.get(f"{ID}.{name}", ""))
            page.use_shelf(self._shelves[name])
            page.trouble.connect(self._tell_trouble)
        tab.layout_changed.connect(self._remember.start)
        return tab

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
            self._tell_return(gap, "The gap could not be filled.", "warn")
            return
        self._keeper.keep_server(answer)
        stays = await asyncio.to_thread(_stays, answer)
        await self._models.day.take_past(stays)
        self._tell_return(gap, "The server's log filled the gap.", "good")
        # Rows under a hand that has chosen or scrolled stay; the history has what is left out.
        if gap is None and self.tab is not None and self.tab.live.presences.table.is_following:
            recent_ms = wall_ms() - HOUR_MS
            self._models.live.show_before([stay for stay in stays if stay.last_ms >= recent_ms])

    def _tell_return(self, gap: Gap | None, words: str, tone: str) -> None:
        """One line when the server is back after a time that an operator will have noticed."""
        if gap is not None and gap.to_ms - gap.from_ms >= NOTICED_MS:
            length = duration_text(gap.to_ms - gap.from_ms)
            self._context.tell(f"{SERVICE} is back after {length}. {words}", tone)

    def _gap_ended(self, gap: Gap) -> None:
        assert self._models is not None
        self._models.day.add_gap(gap)
        self._tasks.start(self._fill_day(0, gap), name="fill a gap")

    def _export(self, name: str, page: TablePage) -> None:
        from facespace_desk.widgets.export_dialog import ExportDialog  # wanted rarely

        assert self.tab is not None
        assert self._models is not None
        gaps = self._models.day.blind_spans
        context = ExportContext(
            view=f"facespace {name}",
            profile=self._context.profile.name,
            # The other tables have their gaps as rows.
            gaps=[_gap_facts(gap) for gap in gaps] if name == "board" else (),
        )
        ExportDialog(
            page.table,
            self._context.display,
            context,
            self.tab,
            tasks=self._tasks,
        ).open()

    def _tell_trouble(self, words: str) -> None:
        self._context.tell(words, "bad")

    def _tell(self, truth: FeedTruth) -> None:
        if self._models is not None:
            self._models.day.set_blind(truth.state.phase not in LOOKING)
        if truth.state != self._state:
            self._state = truth.state
            self._signals.state_changed.emit(truth.state)

    def _show_unconnected(self, state: LoadState) -> None:
        self._state = state
        page = not_connected(SERVICE)
        page.pressed.connect(self._signals.sign_in)
        if state.error is not None or state.message:
            words = state.error.message if state.error else state.message
            page.set_sentence(f"{SERVICE} is not connected in this profile", words)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._signals.state_changed.emit(state)

    def _remember_refresh(self, seconds: float) -> None:
        self._keep_settings(poll_interval_s=seconds)

    def _remember_layout(self) -> None:
        if self.tab is None:
            return
        current = self._context.settings.current
        columns = {f"{ID}.{name}": page.columns_text() for name, page in self.tab.pages.items()}
        self._keep_settings(
            columns=current.columns | columns,
            splitters=current.splitters | self.tab.layout_text(),
        )

    def _keep_settings(self, **changes: Any) -> None:
        try:
            self._context.settings.update(**changes)
        except OSError as error:
            self._tell_trouble(f"The settings could not be written: {error.strerror}")


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


def _unusable(words: str) -> ServiceError:
    return FaceSpaceError(words, operation="connect", kind=ErrorKind.USAGE)
