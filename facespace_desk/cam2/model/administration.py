"""Everything that changes the service's data, and what the credentials allow of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from facespace_desk.cam2.access import Capabilities
from facespace_desk.cam2.client import Cam2Client
from facespace_desk.cam2.errors import Cam2Error
from facespace_desk.cam2.model.change_log import ChangeLogModel
from facespace_desk.cam2.model.clients import ClientsModel
from facespace_desk.cam2.model.editing import Editor, TakesCameras
from facespace_desk.cam2.model.written import WriteHistory
from facespace_desk.cam2.records import Camera
from facespace_desk.credentials import Credentials
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.store.store import Store

NOT_ASKED: Final = Capabilities(None, None)


class AdministrationModel(QObject):
    """The administration of one profile's CAM2.

    Signals:
        capabilities_changed(Capabilities): what the credentials allow was found out.
        looked(str): why it could not be found out; empty when it was.
    """

    capabilities_changed = Signal(object)
    looked = Signal(str)

    def __init__(
        self,
        client: Cam2Client,
        cameras: TakesCameras,
        store: Store,
        *,
        credentials: Credentials,
        profile: str,
        display: Display,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._cameras = cameras
        self._report = report
        self._tasks = TaskScope("administration", report)
        self._editors: list[Editor] = []
        self.capabilities = NOT_ASKED
        self.history = WriteHistory(store, profile, report=report, parent=self)
        self.change_log = ChangeLogModel(client, display, report=report, parent=self)
        self.clients = ClientsModel(
            client, credentials, profile, display, report=report, parent=self
        )

    def look(self) -> None:
        """Find out what the credentials allow; asks only what changes nothing."""
        self._tasks.start(self._look(), name="look", replacing="look")

    def editor(self, camera: Camera | None = None) -> Editor:
        """For adding a camera, or editing *camera*; give it back with `release`."""
        editor = Editor(
            self._client, self.history, self._cameras, camera, report=self._report, parent=self
        )
        self._editors.append(editor)
        return editor

    def release(self, editor: Editor) -> None:
        """*editor* is needed no more."""
        if editor in self._editors:
            self._editors.remove(editor)
            self._tasks.start(self._end(editor), name="end an editor")

    async def load(self) -> None:
        """Read the history of writes. Raises StoreTrouble."""
        await self.history.load()

    async def close(self) -> None:
        await self._tasks.close()
        for editor in self._editors:
            await editor.close()
        for part in (self.change_log, self.clients, self.history):
            await part.close()

    async def _look(self) -> None:
        try:
            self.capabilities = await self._client.capabilities()
        except Cam2Error as error:
            self.looked.emit(error.message)
            return
        self.capabilities_changed.emit(self.capabilities)
        self.looked.emit("")

    async def _end(self, editor: Editor) -> None:
        await editor.close()
        editor.deleteLater()
