"""The user of the token and the projects that it reaches: listed page by page, found, made."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.amigocloud.cursor import CursorEnd
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.model.words import failure_words
from facespace_desk.amigocloud.records import Me, Project
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.state import LoadState
from facespace_desk.modelkit.tasks import Report, TaskScope

if TYPE_CHECKING:
    from facespace_desk.amigocloud.client import AmigoCloudClient

SEARCH_AFTER_S: Final = 0.3  # since the last key
ENDS: Final = {
    None: "",
    CursorEnd.COMPLETE: "",
    CursorEnd.CAPPED: tr("there are more; search for what is missing"),
    CursorEnd.REPEATING: tr("the server then only repeated itself"),
    CursorEnd.LED_AWAY: tr("the rest is on another server and was not asked for"),
}


class ProjectsModel(QObject):
    """One list at a time; what was listed stays in sight until the first page of the next one.

    Signals:
        state_changed(LoadState): how the reading of the list stands.
        changed: the user or the projects are other ones.
        chosen_changed(Project | None): another project is chosen, or none.
        creating_changed: a new project is being made, was made, or could not be.
        created(Project): a project was made; its `job` still works on it.
    """

    state_changed = Signal(object)
    changed = Signal()
    chosen_changed = Signal(object)
    creating_changed = Signal()
    created = Signal(object)

    def __init__(
        self,
        client: AmigoCloudClient,
        *,
        search_after_s: float = SEARCH_AFTER_S,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._search_after_s = search_after_s
        self._tasks = TaskScope("AmigoCloud projects", report)
        self._search = ""
        self._all_visible = False
        self._projects: dict[int, Project] = {}
        self._chosen: int | None = None
        self.state = LoadState.off(tr("Nothing read yet"))
        self.me: Me | None = None
        self.count: int | None = None  # in all, if the service says it
        self.unread = 0
        self.end: CursorEnd | None = None
        self.create_error = ""
        self._is_creating = False

    # what there is

    @property
    def projects(self) -> tuple[Project, ...]:
        """In the order of the service."""
        return tuple(self._projects.values())

    @property
    def chosen(self) -> Project | None:
        return None if self._chosen is None else self._projects.get(self._chosen)

    @property
    def search(self) -> str:
        """What the projects listed have in them."""
        return self._search

    @property
    def all_visible(self) -> bool:
        """Whether other people's projects are listed too."""
        return self._all_visible

    @property
    def is_single(self) -> bool:
        """Whether the token is that of a single project: there is no user, and no other project."""
        return self._client.addresses.project is not None

    @property
    def is_creating(self) -> bool:
        return self._is_creating

    @property
    def words(self) -> str:
        """What has to be said of the list besides its entries."""
        parts = [ENDS[self.end]]
        if self.unread:
            parts.append(tr_n("{n:,} could not be read", "{n:,} could not be read", self.unread))
        return "; ".join(part for part in parts if part)

    # what the operator does

    def refresh(self) -> None:
        """Read user and projects anew; a reading under way is replaced."""
        self._tasks.start(self._read(), name="list", replacing="list")

    def find(self, text: str) -> None:
        """List the projects that have *text* in them, once no more is typed."""
        if text.strip() != self._search:
            self._search = text.strip()
            self._tasks.start(self._read(self._search_after_s), name="list", replacing="list")

    def show_all_visible(self, is_wanted: bool) -> None:
        """List what others have shared too, or only the user's own."""
        if is_wanted != self._all_visible:
            self._all_visible = is_wanted
            self.refresh()

    def choose(self, project_id: int | None) -> None:
        """Choose a project of the list, or none."""
        if project_id is not None and project_id not in self._projects:
            return
        if project_id != self._chosen:
            self._chosen = project_id
            self.chosen_changed.emit(self.chosen)

    def create(self, name: str, description: str = "") -> None:
        """Make a project; a second one only when that is done."""
        if not self._is_creating:
            self._is_creating, self.create_error = True, ""
            self._tasks.start(self._create(name.strip(), description.strip()), name="create")
            self.creating_changed.emit()

    async def close(self) -> None:
        await self._tasks.close()

    # reading

    async def _read(self, after_s: float = 0.0) -> None:
        await asyncio.sleep(after_s)
        self._set_state(LoadState.loading(updated_ms=self.state.updated_ms))
        try:
            if self.is_single:
                await self._read_single()
            else:
                await self._read_list()
        except AmigoCloudError as error:
            self._set_state(LoadState.failed(error, updated_ms=self.state.updated_ms))
        else:
            self._set_state(LoadState.live())

    async def _read_single(self) -> None:
        addresses = self._client.addresses
        assert addresses.project is not None
        found = await self._client.project(addresses.url(addresses.project))
        self._take((found,), is_first=True)
        self.count, self.end = 1, CursorEnd.COMPLETE
        self.choose(found.id)
        self.changed.emit()

    async def _read_list(self) -> None:
        if self.me is None:
            self.me = await self._client.me()
            self.changed.emit()
        cursor = self._client.projects(self._search, visible=self._all_visible)
        is_first = True
        async for page in cursor:
            self.unread = page.unread + (0 if is_first else self.unread)
            self.count = page.count if is_first or page.count is not None else self.count
            self._take(page.entries, is_first=is_first)
            self.end, is_first = cursor.end, False
            self.changed.emit()
        self.end = cursor.end
        self.changed.emit()

    def _take(self, projects: tuple[Project, ...], *, is_first: bool) -> None:
        """The first page takes the place of the list; what is chosen stays if it comes again."""
        chosen = self.chosen
        if is_first:
            self._projects = {}
        self._projects |= {each.id: each for each in projects}
        if chosen is not None and chosen.id not in self._projects:
            self._projects[chosen.id] = chosen  # being looked at; it does not vanish under the hand

    # making

    async def _create(self, name: str, description: str) -> None:
        try:
            made = await self._client.create_project(name, description)
        except AmigoCloudError as error:
            self.create_error = failure_words(error)
        else:
            self._projects = {made.id: made} | self._projects
            self.count = None if self.count is None else self.count + 1
            self.changed.emit()
            self.choose(made.id)
            self.created.emit(made)
        finally:
            self._is_creating = False
        self.creating_changed.emit()

    def _set_state(self, state: LoadState) -> None:
        self.state = state.after(self.state)
        self.state_changed.emit(self.state)
