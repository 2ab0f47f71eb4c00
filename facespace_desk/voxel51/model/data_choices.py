"""The data that a job can be made of: looked for at the platform, page by page, and known by id
when a form already refers to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.voxel51.document import FieldKind
from facespace_desk.voxel51.errors import APIError, NotFoundError
from facespace_desk.voxel51.model.job_columns import span_words
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import DataItem

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.model.launching import Launcher

SEARCH_AFTER_S: Final = 0.3  # since the last key
AT_ONCE: Final = 100  # rows that are read with one request
_TYPES: Final = {
    FieldKind.VIDEO: "video",
    FieldKind.IMAGE: "image",
    FieldKind.JSON_FILE: "json",
}
_SOON: Final = timedelta(days=1)
Now = Callable[[], datetime]


def now_utc() -> datetime:
    """By this computer's clock."""
    return datetime.now(UTC)


class DataChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A file; `refusal` is why it must not be sent to an analytic, or ""."""

    item: DataItem
    refusal: str = ""


class DataChoices(QObject):
    """Signals:

    state_changed(LoadState): how the list stands.
    known_changed: of some id it is now known what it is of, or that there is no such data.
    """

    state_changed = Signal(object)
    known_changed = Signal()

    def __init__(
        self,
        client: VoxelClient,
        launcher: Launcher,
        display: Display,
        *,
        now: Now = now_utc,
        search_after_s: float = SEARCH_AFTER_S,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._launcher = launcher
        self._search_after_s = search_after_s
        self._tasks = TaskScope("Voxel51 data to choose", report)
        self._known: dict[str, DataItem | None] = {}  # None: there is none of this id
        self._asked: set[str] = set()
        self.search = ""
        self.kind: FieldKind | None = None
        self.total: int | None = None
        self.warning = ""
        self.state = LoadState.off()
        self.table: RecordTableModel[DataChoice] = RecordTableModel(
            choice_columns(display, now), newest_first=False, display=display, parent=self
        )
        self.table.set_sorting((("came", True),))

    @property
    def has_more(self) -> bool:
        """Whether the platform has more than is listed."""
        return self.total is not None and self.table.held_count < self.total

    def look_for(self, text: str, kind: FieldKind | None = None) -> None:
        """List the newest data with *text* in the name, once no more is typed; of *kind* only,
        as far as the platform knows kinds."""
        wait_s = self._search_after_s if text.strip() != self.search else 0.0
        self.search, self.kind = text.strip(), kind
        self._tasks.start(self._list(wait_s), name="list", replacing="list")

    def refresh(self) -> None:
        """Read the list anew."""
        self.look_for(self.search, self.kind)

    def more(self) -> None:
        """List some more."""
        self._tasks.start(self._list_more(), name="list", replacing="list")

    def get(self, data_id: str) -> DataItem | None:
        """The data of this id, if it is known."""
        return self._known.get(data_id)

    def is_gone(self, data_id: str) -> bool:
        """Whether the platform said that there is no such data."""
        return data_id in self._known and self._known[data_id] is None

    def why_not(self, data_id: str) -> str:
        """As the launcher's."""
        return self._launcher.why_not(data_id)

    def find_out(self, data_ids: Iterable[str]) -> None:
        """Ask what these are of, unless it was asked before."""
        for data_id in data_ids:
            if data_id not in self._known and data_id not in self._asked:
                self._asked.add(data_id)
                self._tasks.start(self._find_out(data_id), name="details")

    async def close(self) -> None:
        await self._tasks.close()
        await self.table.close()

    async def _list(self, wait_s: float) -> None:
        await asyncio.sleep(wait_s)
        await self._read([])

    async def _list_more(self) -> None:
        await self._read([row.item for row in self.table.shown()])

    async def _read(self, before: list[DataItem]) -> None:
        self._set_state(LoadState.loading("Reading the data"))
        try:
            page = await self._client.query_data(self._query().part(len(before), AT_ONCE))
        except APIError as error:
            self._set_state(LoadState.failed(error))
            return
        self.total, self.warning = page.total, page.warning
        items = {each.id: each for each in (*before, *page.items)}
        self._known.update(items)
        rows = [DataChoice(item=each, refusal=self.why_not(each.id)) for each in items.values()]
        self.table.synchronise(rows, key=lambda row: row.item.id)
        self._set_state(LoadState.live())

    def _query(self) -> Query:
        """Raises APIError: this cannot be looked for."""
        query = Query(subject=Subject.DATA).sorted_by("upload_date")
        if self.search:
            query = query.where("name", self.search)
        type_ = _TYPES.get(self.kind) if self.kind is not None else None
        return query.where("type", type_) if type_ else query

    async def _find_out(self, data_id: str) -> None:
        try:
            self._known[data_id] = await self._client.get_data_details(data_id)
        except NotFoundError:
            self._known[data_id] = None
        except APIError:
            self._asked.discard(data_id)  # the id is shown as it is, and asked about again
            return
        self.known_changed.emit()

    def _set_state(self, state: LoadState) -> None:
        self.state = state.after(self.state)
        self.state_changed.emit(self.state)


def data_size(item: DataItem) -> int | None:
    """Its size in bytes as far as it can be one: of what was posted by URL it may be wrong."""
    return item.size if item.size is not None and item.size >= 0 else None


def left_words(item: DataItem, now: datetime) -> str:
    """How long it is still kept, in a word or two."""
    left = item.expires_within(now)
    if left is None:
        return EMPTY
    return "expired" if left <= timedelta(0) else span_words(left // timedelta(milliseconds=1))


def choice_columns(display: Display, now: Now) -> tuple[Column[DataChoice], ...]:
    """The columns; *display* writes times, and *now* is the service's clock."""

    def came_ms(row: DataChoice) -> int | None:
        at = row.item.upload_date
        return None if at is None else round(at.timestamp() * 1000)

    def ends_s(row: DataChoice) -> float | None:
        at = row.item.expiration_date
        return None if at is None else at.timestamp()

    def size(row: DataChoice) -> str:
        found = data_size(row.item)
        return EMPTY if found is None else size_text(found)

    def tone(row: DataChoice) -> str | None:
        left = row.item.expires_within(now())
        return "warn" if left is not None and left < _SOON else None

    return (
        Column(
            "name",
            "Name",
            lambda row: row.item.name or row.item.id,
            tone=lambda row: "muted" if row.refusal else None,
            tooltip=lambda row: row.refusal or None,
            hideable=False,
            width=210,
        ),
        Column(
            "size",
            "Size",
            size,
            number=lambda row: data_size(row.item),
            align="right",
            mono=True,
            width=90,
        ),
        Column("type", "Type", lambda row: row.item.type or EMPTY, width=110),
        Column(
            "left",
            "Expires in",
            lambda row: left_words(row.item, now()),
            sort_key=ends_s,
            tone=tone,
            width=90,
        ),
        Column(
            "came",
            "Uploaded",
            lambda row: display.time_text(came_ms(row)),
            moment_ms=came_ms,
            newest_first=True,
            mono=True,
            width=170,
        ),
        Column(
            "refusal",
            "Note",
            lambda row: "not to be sent" if row.refusal else "",
            tooltip=lambda row: row.refusal or None,
            tone=lambda row: "warn",
            width=110,
        ),
    )
