"""The menu of everything that changes the service's data, shown by what the credentials allow."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from facespace_desk.cam2.access import Capabilities
from facespace_desk.cam2.model.administration import AdministrationModel
from facespace_desk.cam2.model.written import Written
from facespace_desk.cam2.records import Camera
from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display

if TYPE_CHECKING:
    from facespace_desk.cam2.view.camera_form import CameraForm

NEEDS_ADMIN: Final = tr(
    "The credentials of this profile do not allow this: it needs the level admin."
)
NEEDS_WEB_UI: Final = tr(
    "The credentials of this profile do not allow this: it needs the level webUI."
)
NOT_KNOWN: Final = tr("It could not be found out whether the credentials allow this. Try it.")


class Administration(QObject):
    """Opens the dialogs of administration. Its actions belong into the tab's menu.

    Signals:
        pick_wanted: a place shall be picked on the map; answer with `take_place`.
        camera_wanted(str): show the camera with this id.
        export_wanted(str, TablePage): the rows of a dialog's table shall become a file.
        told(str, str): something was done, in words; the tone.
    """

    pick_wanted = Signal()
    camera_wanted = Signal(str)
    export_wanted = Signal(str, object)
    told = Signal(str, str)

    def __init__(
        self,
        model: AdministrationModel,
        display: Display,
        parent: QWidget,
        *,
        chosen: Callable[[], Camera | None],
        owner: str = "",
    ) -> None:
        """*chosen* answers the selected camera; *owner* is the one that the profile names."""
        super().__init__(parent)
        self._model = model
        self._display = display
        self._parent = parent
        self._chosen = chosen
        self._owner = owner
        self._form: CameraForm | None = None  # the one that waits for a place
        self.menu = QMenu(tr("Administration"), parent)
        self.menu.setToolTipsVisible(True)
        self._add = self._action(tr("Add a camera …"), self.add)
        self._edit = self._action(tr("Edit the camera …"), self.edit)
        self._undo = self._action(tr("Changes written from this desk …"), self.show_written)
        self.menu.addSeparator()
        self._log = self._action(tr("Change log …"), self.show_log)
        self._clients = self._action(tr("Clients …"), self.show_clients)
        model.capabilities_changed.connect(self._show_capabilities)
        self._show_capabilities(model.capabilities)

    @property
    def actions(self) -> list[QAction]:
        """What it can do, for menu and palette."""
        return [self._add, self._edit, self._undo, self._log, self._clients]

    def add(self) -> None:
        """Ask for a new camera."""
        self._open_form(None)

    def edit(self) -> None:
        """Edit the selected camera."""
        camera = self._chosen()
        if camera is None:
            self.told.emit(tr("Choose one camera first."), "info")
        else:
            self._open_form(camera)

    def take_place(self, latitude: float, longitude: float) -> None:
        """The place that was picked, in degrees."""
        if self._form is not None:
            self._form.set_place(latitude, longitude)
            self._form.show()
            self._form.raise_()

    def show_written(self) -> None:
        """List what was written from here."""
        from facespace_desk.cam2.view.undo_dialog import UndoDialog  # wanted rarely

        dialog = UndoDialog(self._model.history, self._model.editor, self._display, self._parent)
        dialog.camera_wanted.connect(self.camera_wanted)
        dialog.was_written.connect(self._tell_written)
        dialog.finished.connect(lambda: self._model.release(dialog.editor))
        dialog.show()

    def show_log(self) -> None:
        """Look into the service's change log."""
        from facespace_desk.cam2.view.change_log_dialog import ChangeLogDialog  # wanted rarely

        dialog = ChangeLogDialog(self._model.change_log, self._display, self._parent)
        dialog.camera_wanted.connect(self.camera_wanted)
        dialog.export_wanted.connect(lambda page: self.export_wanted.emit("change log", page))
        dialog.finished.connect(self._model.change_log.cancel)
        dialog.show()

    def show_clients(self) -> None:
        """Administer the service's clients."""
        from facespace_desk.cam2.view.clients_dialog import ClientsDialog  # wanted rarely

        dialog = ClientsDialog(self._model.clients, self._display, self._parent, self._owner)
        dialog.export_wanted.connect(lambda page: self.export_wanted.emit("clients", page))
        dialog.finished.connect(self._model.clients.cancel)
        dialog.show()

    def _open_form(self, camera: Camera | None) -> None:
        from facespace_desk.cam2.view.camera_form import CameraForm  # wanted rarely

        editor = self._model.editor(camera)
        form = CameraForm(editor, self._parent)
        form.pick_wanted.connect(lambda: self._pick(form))
        form.camera_wanted.connect(self.camera_wanted)
        form.was_written.connect(self._tell_written)
        form.finished.connect(lambda: self._forget(form))
        form.finished.connect(lambda: self._model.release(editor))
        form.show()

    def _pick(self, form: CameraForm) -> None:
        """Get the form out of the map's way until a place is picked."""
        self._form = form
        form.hide()
        self.pick_wanted.emit()
        self.told.emit(tr("Click the place on the map; Esc brings the form back."), "info")

    def cancel_pick(self) -> None:
        """No place was picked after all."""
        if self._form is not None:
            self._form.show()

    def _forget(self, form: CameraForm) -> None:
        if self._form is form:
            self._form = None

    def _tell_written(self, entry: Written) -> None:
        if entry.plan.before is None:
            words = tr("Camera {camera} was added.", camera=entry.camera_id)
        else:
            words = tr("Camera {camera} was changed.", camera=entry.camera_id)
        if entry.can_be_undone:
            words += " " + tr("Administration, Changes written from this desk, puts it back.")
        self.told.emit(words, "good")
        self.camera_wanted.emit(entry.camera_id)

    def _action(self, title: str, act: Callable[[], None]) -> QAction:
        action = QAction(title, self._parent)
        action.triggered.connect(lambda _checked=False: act())
        self.menu.addAction(action)
        return action

    def _show_capabilities(self, capabilities: Capabilities) -> None:
        for action in (self._add, self._edit):
            _allow(action, capabilities.may_write, NEEDS_ADMIN)
        for action in (self._log, self._clients):
            _allow(action, capabilities.may_administer, NEEDS_WEB_UI)


def _allow(action: QAction, is_allowed: bool | None, reason: str) -> None:
    """What is surely refused is not offered; what is not known may be tried."""
    action.setEnabled(is_allowed is not False)
    action.setToolTip({True: "", None: NOT_KNOWN, False: reason}[is_allowed])
