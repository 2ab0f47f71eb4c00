"""The catalogue: all analytics of the platform, every version of each, and their documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from natsort import natsort_keygen
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, wall_ms
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.catalogue_columns import AnalyticRow, catalogue_columns
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import Analytic

if TYPE_CHECKING:
    from facespace_desk.voxel51.analytics import AnalyticOperations

ALL: Final = Query(
    subject=Subject.ANALYTICS, sort="upload_date", descending=True, all_versions=True
)
_BY_VERSION = natsort_keygen()


class CatalogueModel(QObject):
    """The analytics of a user's token or of an application's; see `use`.

    Signals:
        state_changed(LoadState): how the list stands.
        chosen_changed: another analytic is chosen, or another version of it.
        document_changed(LoadState): how the document of the chosen one stands.
    """

    state_changed = Signal(object)
    chosen_changed = Signal()
    document_changed = Signal(object)

    def __init__(
        self, display: Display, *, report: Report | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = TaskScope("Voxel51 catalogue", report)
        self._source: AnalyticOperations | None = None
        self._analytics: dict[str, Analytic] = {}
        self._documents: dict[str, AnalyticDocument] = {}
        self._chosen: str | None = None
        self._shows_all_versions = False
        self._state = LoadState.off()
        self._document_state = LoadState.off()
        self.table: RecordTableModel[AnalyticRow] = RecordTableModel(
            catalogue_columns(display), newest_first=False, display=display, parent=self
        )
        self.table.set_sorting((("name", False),))

    @property
    def state(self) -> LoadState:
        return self._state

    @property
    def document_state(self) -> LoadState:
        return self._document_state

    @property
    def shows_all_versions(self) -> bool:
        return self._shows_all_versions

    @property
    def chosen(self) -> Analytic | None:
        """The analytic whose document is shown."""
        return None if self._chosen is None else self._analytics.get(self._chosen)

    @property
    def document(self) -> AnalyticDocument | None:
        """The document of the chosen analytic, once it was read."""
        return None if self._chosen is None else self._documents.get(self._chosen)

    def analytic(self, analytic_id: str) -> Analytic | None:
        """The analytic of this id, if it is known."""
        return self._analytics.get(analytic_id)

    def name_of(self, analytic_id: str | None) -> str:
        """What the analytic of this id is called, with its version; the id when it is not known."""
        found = self._analytics.get(analytic_id or "")
        if found is None:
            return analytic_id or ""
        return f"{found.name} {found.version}" if found.version else found.name

    def versions(self, name: str) -> list[Analytic]:
        """Every version of the analytic of this name, the highest first."""
        found = [each for each in self._analytics.values() if each.name == name]
        return sorted(found, key=_age_key, reverse=True)

    def use(self, source: AnalyticOperations | None) -> None:
        """Show the catalogue as *source* sees it, and nothing of what another saw."""
        if source is self._source:
            return
        self._source = source
        self._tasks.cancel("document")
        self._analytics, self._documents = {}, {}
        self.table.clear()
        self.choose(None)
        self._set_state(LoadState.off())
        self.refresh()

    def refresh(self) -> None:
        """Read the list anew."""
        if self._source is not None:
            self._tasks.start(self._refresh(self._source), name="list", replacing="list")

    def show_all_versions(self, is_on: bool) -> None:
        """List every version, or the highest of each analytic."""
        self._shows_all_versions = is_on
        self._fill()

    def choose(self, analytic_id: str | None) -> None:
        """Show this analytic; its document is read once, and then known."""
        if analytic_id == self._chosen:
            return
        self._tasks.cancel("document")
        self._chosen = analytic_id
        self.chosen_changed.emit()
        self.read_document()

    def read_document(self) -> None:
        """Read the document of the chosen analytic, unless it is known."""
        if self._source is None or self._chosen is None:
            self._set_document_state(LoadState.off())
        elif self._chosen in self._documents:
            self._set_document_state(LoadState.live())
        else:
            self._tasks.start(
                self._read_document(self._source, self._chosen),
                name="document",
                replacing="document",
            )

    async def document_of(self, analytic_id: str) -> AnalyticDocument:
        """The document of any analytic. Raises APIError."""
        assert self._source is not None
        source = self._source
        if analytic_id not in self._documents:
            document = await source.get_analytic_doc(analytic_id)
            if source is self._source:
                self._documents[analytic_id] = document
            return document
        return self._documents[analytic_id]

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _refresh(self, source: AnalyticOperations) -> None:
        self._set_state(LoadState.loading("Reading the catalogue", updated_ms=self._updated_ms))
        found: dict[str, Analytic] = {}
        unread, paging = 0, source.find_analytics(ALL)
        try:
            async for page in paging:
                unread += page.unread
                found.update((each.id, each) for each in page.items)
        except APIError as error:
            self._set_state(LoadState.failed(error, updated_ms=self._updated_ms))
            return
        self._analytics = found
        self._fill()
        if self._chosen not in found:
            self.choose(None)
        words = [f"{unread} could not be read"] if unread else []
        words += [paging.warning] if paging.warning else []
        self._set_state(LoadState.live(wall_ms(), "; ".join(words)))

    @property
    def _updated_ms(self) -> int | None:
        return self._state.updated_ms if self._analytics else None

    async def _read_document(self, source: AnalyticOperations, analytic_id: str) -> None:
        self._set_document_state(LoadState.loading("Reading the document"))
        try:
            document = await source.get_analytic_doc(analytic_id)
        except APIError as error:
            self._set_document_state(LoadState.failed(error))
            return
        self._documents[analytic_id] = document
        self._set_document_state(LoadState.live())

    def _fill(self) -> None:
        rows = _rows(list(self._analytics.values()))
        if not self._shows_all_versions:
            rows = [row for row in rows if row.is_highest]
        self.table.synchronise(rows, key=lambda row: row.analytic.id)

    def _set_state(self, state: LoadState) -> None:
        self._state = state
        self.state_changed.emit(state)

    def _set_document_state(self, state: LoadState) -> None:
        self._document_state = state
        self.document_changed.emit(state)


def _rows(analytics: Sequence[Analytic]) -> list[AnalyticRow]:
    by_name: dict[str, list[Analytic]] = {}
    for each in sorted(analytics, key=_age_key, reverse=True):
        by_name.setdefault(each.name, []).append(each)
    return [
        AnalyticRow(analytic=each, versions=len(same), is_highest=each is same[0])
        for same in by_name.values()
        for each in same
    ]


def _age_key(analytic: Analytic) -> tuple[object, float]:
    """Orders versions as people do ("1.10" after "1.9"), then by when they came."""
    came = analytic.upload_date
    return _BY_VERSION(analytic.version or ""), 0.0 if came is None else came.timestamp()
