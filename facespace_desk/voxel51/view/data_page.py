"""The page of data: what ends soon, what the platform is asked for, the list, and the chosen one
beside it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.voxel51.model.data_rows import HIDDEN_AT_FIRST, DataAct, DataRow
from facespace_desk.voxel51.model.data_work import DataWork
from facespace_desk.voxel51.model.expiry import filter_within
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.model.queries import SOONEST
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import DataItem
from facespace_desk.voxel51.view.batch_bar import BatchBar
from facespace_desk.voxel51.view.data_commands import DataCommands, label_of
from facespace_desk.voxel51.view.data_detail import DataPane
from facespace_desk.voxel51.view.expiry_radar import RadarStrip
from facespace_desk.voxel51.view.query_bar import QueryBar
from facespace_desk.voxel51.view.upload_dialog import UploadDialog
from facespace_desk.voxel51.view.url_dialog import UrlDialog
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.drop_zones import DropZones
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.ticker import VisibleTick
from facespace_desk.widgets.truth_bar import TruthBar

EMPTY: Final = "No data yet"
EMPTY_HINT: Final = "Drop videos or folders here, or upload them."
NO_MATCH: Final = "Nothing at the platform fits the query"
READING: Final = "Reading the data…"
LOST: Final = "The data could not be read"
REWRITE_EVERY: Final = 10  # ticks


class DataParts(NamedTuple):
    """What takes a while to build."""

    query: QueryBar
    radar: RadarStrip
    empty: EmptyPage
    page: TablePage
    pane: DataPane


def data_parts(work: DataWork, display: Display) -> Generator[QWidget, None, DataParts]:
    """The parts of the page, one a step."""
    yield (query := QueryBar(work.queries))
    yield (radar := RadarStrip(work.radar))
    empty = EmptyPage("database", READING, "Upload…", button_icon="upload")
    yield (page := TablePage(work.list.table, empty, display, frozen_key="name"))
    page.pill.deleteLater()  # another query is no news
    yield (pane := DataPane(work, display))
    return DataParts(query, radar, empty, page, pane)


class DataPage(QWidget):
    """Signals:

    use_wanted(list[DataItem]): begin a job with these.
    told(str, str): something for a short note, and its tone.
    """

    use_wanted = Signal(object)
    told = Signal(str, str)

    def __init__(self, work: DataWork, parts: DataParts, display: Display) -> None:
        super().__init__()
        self._work = work
        self._list = work.list
        self._display = display
        self._ticks = 0
        self.query, self.radar = parts.query, parts.radar
        self.empty, self.page, self.pane = parts.empty, parts.page, parts.pane
        self.truth = TruthBar()
        self.banner = StateBanner()
        self.commands = DataCommands(work, display, self)
        self.batch: BatchBar[DataAct] = BatchBar(DataAct, label_of, DataAct.DELETE)
        self._upload = tool_button("upload", "Upload videos, or drop them here", text="Upload…")
        self._by_url = tool_button("plus", "Add data that lies elsewhere", text="By URL…")
        self._again = tool_button("refresh-cw", "Read the data anew (F5)")
        self._count, self._foot = ElidedLabel(role="caption"), QFrame()
        self._more = button("Read more", "link")
        self._forget = button("", "link")
        self._uploading: UploadDialog | None = None
        self._asked_before = self.query.asking  # before what ends soon was listed
        self._lay_out()
        self._connect()
        self._show_state(self._list.state)
        self._show_counts()

    @property
    def selected(self) -> list[DataRow]:
        return self.page.table.selected_records()

    def upload(self) -> None:
        """Ask which files to upload."""
        if self._uploading is None:
            self._uploading = UploadDialog(self._work.uploads, self._work.username, self)
            self._uploading.closed.connect(self._upload_closed)
            self._uploading.show()
        self._uploading.raise_()

    def add_by_url(self) -> None:
        """Ask for the address of data that lies elsewhere."""
        UrlDialog(self._work.by_url, self._work.username, self).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F5:
            self._list.refresh()
        else:
            super().keyPressEvent(event)

    # building

    def _lay_out(self) -> None:
        for key in HIDDEN_AT_FIRST:
            self.page.table.header.set_column_visible(key, False)
        self.page.add_tools(self._upload, self._by_url, self._again)
        self._foot.setProperty("kind", "status")
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(12, 2, 8, 2)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._forget)
        foot.addWidget(self._more)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.query, self.radar, self.truth, self.banner):
            column.addWidget(part)
        column.addWidget(self.page, 1)
        column.addWidget(self.batch)
        column.addWidget(self._foot)
        self.parts = QSplitter(Qt.Orientation.Horizontal)
        self.parts.setHandleWidth(1)
        self.parts.setChildrenCollapsible(False)
        self.parts.addWidget(main)
        self.parts.addWidget(self.pane)
        self.parts.setStretchFactor(0, 1)
        self.parts.setSizes([880, 400])
        self.pane.setMinimumWidth(372)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.parts)
        self.setFocusProxy(self.page.table)

    def _connect(self) -> None:
        data, work = self._list, self._work
        self.query.asked.connect(self._asked)
        self.radar.horizon_changed.connect(self._show_horizon)
        self.radar.extend_wanted.connect(self._extend)
        self.radar.download_wanted.connect(self._download)
        self._upload.clicked.connect(self.upload)
        self.empty.pressed.connect(self.upload)
        self._by_url.clicked.connect(self.add_by_url)
        self._again.clicked.connect(data.refresh)
        self.banner.retry.connect(data.refresh)
        self._more.clicked.connect(data.read_more)
        self._forget.clicked.connect(data.forget_gone)
        data.state_changed.connect(self._show_state)
        data.truth_changed.connect(self.truth.show_truth)
        for signal in (data.looked, data.query_changed, data.table.counts_changed):
            signal.connect(self._show_counts)
        self.page.chosen.connect(lambda row: data.choose(row.id))
        self.page.opened.connect(lambda row: self.commands.run(DataAct.USE, [row.id]))
        self.page.table.selectionModel().selectionChanged.connect(self._show_selection)
        self.page.model.dataChanged.connect(self._show_selection)
        self.page.table.menu_requested.connect(self._fill_menu)
        self.batch.wanted.connect(lambda act: self.commands.run(act, self._selected_ids()))
        self.pane.act_wanted.connect(lambda act: self.commands.run(act, self._chosen_ids()))
        self.pane.origin_wanted.connect(self._set_origin)
        self.commands.use_wanted.connect(self.use_wanted)
        for source in (work.acts, work.uploads, self.commands):
            source.told.connect(self.told)
        DropZones(self, lambda items: (f"Drop {items}: upload them",)).dropped.connect(
            self._dropped
        )
        VisibleTick(self, self._tick)

    # what happens

    def _dropped(self, paths: list[Path], _zone: int) -> None:
        self.upload()
        self._work.uploads.drop(paths)

    def _upload_closed(self) -> None:
        self._uploading = None

    def _asked(self, query: Query) -> None:
        self._asked_before = self.query.asking
        self.radar.show_horizon(0)
        self._list.use(query)

    def _show_horizon(self, days: int) -> None:
        """List the soonest first, and of these what ends in time; or all, as it was asked for."""
        data, page = self._list, self.page
        if not days:
            page.clear_filter()
            page.model.set_sorting((("uploaded", True),))
            self.query.put(self._asked_before)
        else:
            if self.query.asking != SOONEST:
                self._asked_before = self.query.asking
            page.set_filter(filter_within(days, data.now_ms(), self._display))
            page.model.set_sorting((("left", False),))
            self.query.put(SOONEST)
        data.use(self.query.asking.query(Subject.DATA))

    def _extend(self, items: Sequence[DataItem]) -> None:
        self.commands.keep(self._list.know(items))

    def _download(self, items: Sequence[DataItem]) -> None:
        self.commands.download(self._list.know(items))

    def _selected_ids(self) -> list[str]:
        return [row.id for row in self.selected]

    def _chosen_ids(self) -> list[str]:
        chosen = self._list.chosen
        return [] if chosen is None else [chosen]

    def _set_origin(self, origin: Origin) -> None:
        self.commands.set_origin(self._chosen_ids(), origin)

    def _fill_menu(self, menu: QMenu) -> None:
        rows = self.selected
        if rows:
            menu.addSeparator()
            self.commands.fill(menu, rows)

    # showing

    def _tick(self) -> None:
        """Times go by: what is written of them is written anew."""
        self._ticks += 1
        model = self.page.model
        if self._ticks % REWRITE_EVERY == 0 and model.rowCount():
            last = model.index(model.rowCount() - 1, model.columnCount() - 1)
            model.dataChanged.emit(model.index(0, 0), last)

    def _show_state(self, state: LoadState) -> None:
        self.banner.show_state(state if state.error is not None else LoadState.off())
        self.truth.show_truth(self._list.truth)
        self._show_counts()

    def _show_counts(self, *_: object) -> None:
        data = self._list
        is_known = data.state.phase is Phase.LIVE
        if data.state.error is not None:
            self.empty.set_sentence(LOST)
        elif not is_known:
            self.empty.set_sentence(READING)
        elif data.query.search:
            self.empty.set_sentence(NO_MATCH, "Ask for something else.")
        else:
            self.empty.set_sentence(EMPTY, EMPTY_HINT)
        self.empty.show_button(is_known and not data.query.search)
        held, gone = data.table.held_count, data.gone_count
        words = f"{held - gone:,}"
        words += "" if data.total is None else f" of {data.total:,}"
        words += " are listed"
        words += f"  ·  {data.warning}" if data.warning else ""
        words += f"  ·  {data.query_error}" if data.query_error else ""
        if abs(data.skew_ms) >= 2_000:
            ahead = "ahead of" if data.skew_ms > 0 else "behind"
            words += f"  ·  The platform’s clock is {abs(data.skew_ms) // 1000:,} s {ahead} ours."
        self._count.setText(words)
        self._more.setVisible(data.has_more)
        self._forget.setVisible(gone > 0)
        self._forget.setText(f"Take {gone} that {'is' if gone == 1 else 'are'} gone off the list")

    def _show_selection(self, *_: object) -> None:
        rows = self.selected
        if len(rows) > 1:
            reason = self.commands.reason_against
            self.batch.show_rows(
                f"{len(rows)} data selected", list(DataAct), lambda act: reason(act, rows)
            )
        else:
            self.batch.hide()
