"""What is known of the chosen camera: where it is, its time and picture, where the entry comes
from, and what the operator noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

if TYPE_CHECKING:
    from facespace_desk.cam2.model.cameras import CameraList
    from facespace_desk.cam2.model.local_notes import LocalNotes
    from facespace_desk.cam2.model.player import PlayerModel
    from facespace_desk.cam2.model.preview import PreviewModel
    from facespace_desk.modelkit.display import Display


class DetailPane(QStackedWidget):
    """One camera, a few, or nothing chosen; follows the selection of the list by itself.

    Signals:
        map_wanted(str): show this camera on the map.
        edit_wanted(str): change this camera; only after `set_may_edit(True)`.
        grid_wanted(object): watch these cameras (a tuple of ids) side by side.
        told(str, str): a short note and its tone, such as "Copied".
    """

    map_wanted = Signal(str)
    edit_wanted = Signal(str)
    grid_wanted = Signal(object)
    told = Signal(str, str)

    def __init__(
        self,
        cameras: CameraList,
        preview: PreviewModel,
        notes: LocalNotes,
        player: PlayerModel,
        display: Display,
        *,
        open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl,
    ) -> None:
        super().__init__()

    def set_may_edit(self, may_edit: bool) -> None:
        """Offer to change the camera, as the credential allows."""

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""

    def toggle_favourite(self) -> None:
        """Take the shown camera among the favourites, or out of them (B)."""
