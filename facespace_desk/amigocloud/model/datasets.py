"""The datasets of a project, and of the chosen one its columns and its galleries of photos."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.cursor import CursorEnd
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.projects import ENDS
from facespace_desk.amigocloud.records import Column, Dataset, GalleryEntry, Project, RelatedTable
from facespace_desk.language import number, tr, tr_n
from facespace_desk.modelkit.columns import Column as Cell
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient


class DatasetsModel(QObject):
    """Of one project at a time.

    Signals:
        state_changed(LoadState): how the reading of the list stands.
        changed: the project or its datasets are other ones.
        chosen_changed(Dataset | None): another dataset is chosen, or none.
        about_changed(LoadState): columns and galleries of the chosen one, and how they stand.
        photos_changed(LoadState): the photos of its gallery, and how they stand.
    """

    state_changed = Signal(object)
    changed = Signal()
    chosen_changed = Signal(object)
    about_changed = Signal(object)
    photos_changed = Signal(object)

    def __init__(
        self,
        client: AmigoCloudClient,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._tasks = TaskScope("AmigoCloud datasets", report)
        self._datasets: dict[int, Dataset] = {}
        self._chosen: int | None = None
        self.project: Project | None = None
        self.state = LoadState.off()
        self.about = LoadState.off()
        self.photos_state = LoadState.off()
        self.unread = 0
        self.end: CursorEnd | None = None
        self.galleries: tuple[RelatedTable, ...] = ()
        self.columns: RecordTableModel[Column] = RecordTableModel(
            COLUMNS, newest_first=False, parent=self
        )
        self.photos: RecordTableModel[GalleryEntry] = RecordTableModel(
            PHOTO_COLUMNS, newest_first=False, parent=self
        )

    # what there is

    @property
    def datasets(self) -> tuple[Dataset, ...]:
        """In the order of the service."""
        return tuple(self._datasets.values())

    @property
    def chosen(self) -> Dataset | None:
        return None if self._chosen is None else self._datasets.get(self._chosen)

    @property
    def words(self) -> str:
        """What has to be said of the list besides its entries."""
        unread = (
            tr_n("{n:,} could not be read", "{n:,} could not be read", self.unread)
            if self.unread
            else ""
        )
        return "; ".join(part for part in (ENDS[self.end], unread) if part)

    # what the operator does

    def show(self, project: Project | None) -> None:
        """List the datasets of *project*."""
        if self.project is not None and project is not None and project.id == self.project.id:
            self.project = project
            return
        self.project = project
        self._tasks.cancel("list")
        self._datasets, self.unread, self.end = {}, 0, None
        self.choose(None)
        self._set_state(LoadState.off())
        self.changed.emit()
        if project is not None:
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew; what is chosen stays."""
        if self.project is not None:
            self._tasks.start(self._read(self.project), name="list", replacing="list")

    def choose(self, dataset_id: int | None) -> None:
        """Choose a dataset of the list, or none."""
        if dataset_id is not None and dataset_id not in self._datasets:
            return
        if dataset_id == self._chosen:
            return
        self._chosen = dataset_id
        self._tasks.cancel("about")
        self._tasks.cancel("photos")
        self.galleries = ()
        self.columns.clear()
        self.photos.clear()
        self._set_about(LoadState.off())
        self._set_photos(LoadState.off())
        self.chosen_changed.emit(self.chosen)
        self.look_at_chosen()

    def look_at_chosen(self) -> None:
        """Read columns and galleries of the chosen dataset anew."""
        if (dataset := self.chosen) is not None:
            self._tasks.start(self._look(dataset), name="about", replacing="about")

    def read_photos(self) -> None:
        """Read what its galleries hold."""
        if self.galleries:
            self._tasks.start(self._read_photos(), name="photos", replacing="photos")

    async def close(self) -> None:
        await self._tasks.close()
        await self.columns.close()
        await self.photos.close()

    # reading

    async def _read(self, project: Project) -> None:
        self._set_state(LoadState.loading(updated_ms=self.state.updated_ms))
        cursor = self._client.datasets(project)
        fresh: dict[int, Dataset] = {}
        unread = 0
        try:
            async for page in cursor:
                fresh |= {each.id: each for each in page.entries}
                unread += page.unread
                # Those that are not read anew yet stay in sight.
                self._hold(self._datasets | fresh, unread, cursor.end)
        except AmigoCloudError as error:
            self._set_state(LoadState.failed(error, updated_ms=self.state.updated_ms))
            return
        chosen = self.chosen
        if chosen is not None and chosen.id not in fresh:
            self.choose(None)
        self._hold(fresh, unread, cursor.end)
        self._set_state(LoadState.live())

    def _hold(self, datasets: dict[int, Dataset], unread: int, end: CursorEnd | None) -> None:
        self._datasets, self.unread, self.end = datasets, unread, end
        self.changed.emit()

    async def _look(self, dataset: Dataset) -> None:
        self._set_about(LoadState.loading())
        try:
            self.columns.replace_all(await self._client.schema(dataset))
            related = self._client.related_tables(dataset).entries()
            self.galleries = tuple([each async for each in related if each.is_gallery])
        except AmigoCloudError as error:
            self._set_about(LoadState.failed(error))
            return
        self._set_about(LoadState.live())
        self.read_photos()

    async def _read_photos(self) -> None:
        self._set_photos(LoadState.loading(updated_ms=self.photos_state.updated_ms))
        found: list[GalleryEntry] = []
        try:
            for gallery in self.galleries:
                found += [each async for each in self._client.entries(gallery.id).entries()]
        except AmigoCloudError as error:
            self._set_photos(LoadState.failed(error, updated_ms=self.photos_state.updated_ms))
            return
        self.photos.synchronise(found, key=lambda each: each.amigo_id)
        self._set_photos(LoadState.live())

    def _set_state(self, state: LoadState) -> None:
        self.state = state
        self.state_changed.emit(state)

    def _set_about(self, state: LoadState) -> None:
        self.about = state
        self.about_changed.emit(state)

    def _set_photos(self, state: LoadState) -> None:
        self.photos_state = state
        self.photos_changed.emit(state)


def _may_be_empty(column: Column) -> str:
    return "" if column.nullable is None else tr("yes") if column.nullable else tr("no")


COLUMNS: tuple[Cell[Column], ...] = (
    Cell("name", tr("Column"), lambda each: each.name, mono=True, hideable=False, width=220),
    Cell("type", tr("Type"), lambda each: each.type or "", width=140),
    Cell("nullable", tr("May be empty"), _may_be_empty, width=120),
    Cell(
        "length",
        tr("Longest"),
        lambda each: "" if each.max_length is None else number(each.max_length),
        number=lambda each: each.max_length,
        align="right",
        width=100,
    ),
)
PHOTO_COLUMNS: tuple[Cell[GalleryEntry], ...] = (
    Cell("file", tr("File"), lambda each: each.filename or "", hideable=False, width=260),
    Cell("row", tr("Row"), lambda each: each.source_amigo_id or "", mono=True, width=290),
    Cell("id", tr("Photo ID"), lambda each: each.amigo_id, mono=True, width=290),
)
