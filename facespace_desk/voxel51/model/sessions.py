"""Whose turn it is: the token's own user, a user that the application acts for, or nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.records import StoreTrouble
from facespace_desk.voxel51.model.session import Session

if TYPE_CHECKING:
    from facespace_desk.voxel51.application import ApplicationClient
    from facespace_desk.voxel51.client import VoxelClient

Make = Callable[["VoxelClient", "str | None"], Session]


class Sessions(QObject):
    """At most one session at a time, and none while one user follows another.

    Signals:
        left: nothing of the session that was may be shown any more; it ends now.
        begun(Session): this is the session from now on; its models are empty yet.
        acting_changed: it is another's turn, as `username` and `is_application` say at once.
    """

    left = Signal()
    begun = Signal(object)
    acting_changed = Signal()

    def __init__(
        self,
        make: Make,
        own: VoxelClient | None,
        application: ApplicationClient | None,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        """*own* is the client of the user's token, *application* that of the application's; *make*
        makes a session of a client's view and the name of the user."""
        super().__init__(parent)
        self._make = make
        self._own = own
        self._application = application
        self._report = report
        self._tasks = TaskScope("Voxel51 sessions", report)
        self._current: Session | None = None
        self._ending: list[Session] = []
        self._username: str | None = None
        self._is_application = own is None

    @property
    def current(self) -> Session | None:
        """The session that may be shown."""
        return self._current

    @property
    def username(self) -> str | None:
        """Whom the application acts for, from the moment it was wished."""
        return self._username

    @property
    def is_application(self) -> bool:
        """Whether the application's token is used, for a user or for nobody yet."""
        return self._is_application

    @property
    def has_own(self) -> bool:
        return self._own is not None

    @property
    def has_application(self) -> bool:
        return self._application is not None

    def be_self(self) -> None:
        """Let it be the turn of the token's own user; without a token of a user, of nobody."""
        self._begin(None, is_application=self._own is None)

    def be_application(self) -> None:
        """Use the application's token, and act for nobody yet."""
        self._begin(None, is_application=True)

    def act_as(self, username: str) -> None:
        """Act for this user. Raises APIError: the text cannot be a name of one."""
        assert self._application is not None
        client = self._application.acting_as(username)
        self._begin(username, is_application=True, client=client)

    def stop_acting(self) -> None:
        """Let go of the user who is acted for; the application goes on with nobody's turn."""
        self.be_application()

    async def close(self) -> None:
        """Leave whoever is acted for, and wait until that has come to its end."""
        self._leave()
        await self._tasks.close()
        await self._end()

    def _begin(
        self, username: str | None, *, is_application: bool, client: VoxelClient | None = None
    ) -> None:
        self._leave()
        self._username, self._is_application = username, is_application
        if client is None and not is_application:
            client = self._own
        self.acting_changed.emit()
        self._tasks.start(self._follow(client, username), name="switch", replacing="switch")

    def _leave(self) -> None:
        """The views let go at once, and not when the last answer has come."""
        if self._current is not None:
            self._ending.append(self._current)
            self._current = None
            self.left.emit()
        self._username = None

    async def _follow(self, client: VoxelClient | None, username: str | None) -> None:
        await self._end()
        if client is None:
            return
        session = self._make(client, username)
        self._ending.append(session)  # until it is shown, for then another's turn ends it
        try:
            await session.load()
        except StoreTrouble as error:  # costs memory, not sight
            if self._report is not None:
                self._report(error, "reading the store")
        self._ending.remove(session)
        self._current = session
        self.begun.emit(session)

    async def _end(self) -> None:
        while self._ending:
            await self._ending[-1].close()
            self._ending.pop()
