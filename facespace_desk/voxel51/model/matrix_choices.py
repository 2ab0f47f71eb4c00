"""What a batch is put together of: the data chosen so far, or analytics with their documents."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.document import AnalyticDocument
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.mapping import bounded_map
from facespace_desk.voxel51.model.data_choices import DataChoice, Now, choice_columns
from facespace_desk.voxel51.records import Analytic, DataItem

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

MOST: Final = 500  # jobs in a batch


class Basket(QObject):
    """The data chosen for a batch, each once.

    Signals:
        changed: some came or went.
    """

    changed = Signal()

    def __init__(self, display: Display, now: Now, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: RecordTableModel[DataChoice] = RecordTableModel(
            choice_columns(display, now), newest_first=False, display=display, parent=self
        )
        self.table.set_sorting((("name", False),))

    @property
    def items(self) -> list[DataItem]:
        """In the order in which they were chosen."""
        return [row.item for row in self._rows()]

    def add(self, rows: Iterable[DataChoice]) -> str:
        """Add those that may be sent, as far as there is room; why others were not, in words."""
        held = {row.item.id: row for row in self._rows()}
        fresh = [row for row in rows if row.item.id not in held]
        good = [row for row in fresh if not row.refusal]
        taken = good[: max(0, MOST - len(held))]
        self._hold([*held.values(), *taken])
        words = []
        if refused := len(fresh) - len(good):
            words.append(
                f"{refused:,} from CAM2 not added: its terms do not allow to analyse them."
            )
        if left := len(good) - len(taken):
            words.append(f"{left:,} not added: a batch has at most {MOST:,} jobs.")
        return " ".join(words)

    def remove(self, rows: Iterable[DataChoice]) -> None:
        gone = {row.item.id for row in rows}
        self._hold([row for row in self._rows() if row.item.id not in gone])

    def clear(self) -> None:
        self._hold([])

    def _rows(self) -> list[DataChoice]:
        table = self.table
        found = (table.record(row_id) for row_id in range(table.end_id))
        return [row for row in found if row is not None]

    def _hold(self, rows: list[DataChoice]) -> None:
        self.table.synchronise(rows, key=lambda row: row.item.id)
        self.changed.emit()


class AnalyticChoices(QObject):
    """The analytics of which jobs can be made.

    Signals:
        state_changed(LoadState): how the reading of the list, or of documents, stands.
    """

    state_changed = Signal(object)

    def __init__(
        self,
        client: VoxelClient,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._tasks = TaskScope("Voxel51 analytics to choose", report)
        self._documents: dict[str, AnalyticDocument] = {}
        self.state = LoadState.off()
        self.table: RecordTableModel[Analytic] = RecordTableModel(
            analytic_columns(), newest_first=False, parent=self
        )
        self.table.set_sorting((("name", False),))

    def refresh(self) -> None:
        """Read the list anew."""
        self._tasks.start(self._list(), name="list", replacing="list")

    def read(self, analytics: Iterable[Analytic]) -> None:
        """Read the documents of these, as far as they are not known."""
        wanted = [each for each in analytics if each.id not in self._documents]
        self._tasks.start(self._read(wanted), name="documents", replacing="documents")

    def with_documents(
        self, analytics: Iterable[Analytic]
    ) -> list[tuple[Analytic, AnalyticDocument]]:
        """Those whose document is known."""
        return [
            (each, self._documents[each.id]) for each in analytics if each.id in self._documents
        ]

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _list(self) -> None:
        self._set_state(LoadState.loading("Reading the analytics"))
        try:
            page = await self._client.list_analytics()
        except APIError as error:
            self._set_state(LoadState.failed(error))
            return
        self.table.synchronise(page.items, key=lambda each: each.id)
        self._set_state(LoadState.live())

    async def _read(self, analytics: list[Analytic]) -> None:
        self._set_state(LoadState.loading("Reading the documents"))
        try:
            await bounded_map(self._read_one, analytics)
        except APIError as error:
            self._set_state(LoadState.failed(error))
            return
        self._set_state(LoadState.live())

    async def _read_one(self, analytic: Analytic) -> None:
        self._documents[analytic.id] = await self._client.get_analytic_doc(analytic.id)

    def _set_state(self, state: LoadState) -> None:
        self.state = state.after(self.state)
        self.state_changed.emit(self.state)


def analytic_columns() -> tuple[Column[Analytic], ...]:
    """What the list shows of an analytic."""
    return (
        Column(
            "name",
            "Analytic",
            lambda row: row.name,
            tooltip=lambda row: row.description,
            hideable=False,
            width=200,
        ),
        Column("version", "Version", lambda row: row.version or EMPTY, width=72),
        Column("does", "Does", lambda row: row.description or "", width=320),
    )
