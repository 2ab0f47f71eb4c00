"""What is known of the chosen camera: where it is, its time and picture, where the entry comes
from, and what the operator noted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from facespace_desk.cam2.model.grid import MOST
from facespace_desk.cam2.model.local_notes import camera_title
from facespace_desk.cam2.view.camera_detail import CameraDetail
from facespace_desk.language import tr, tr_n
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label

if TYPE_CHECKING:
    from facespace_desk.cam2.model.cameras import CameraList
    from facespace_desk.cam2.model.local_notes import LocalNotes
    from facespace_desk.cam2.model.player import PlayerModel
    from facespace_desk.cam2.model.preview import PreviewModel
    from facespace_desk.modelkit.display import Display

NAMED: Final = 12  # of several cameras chosen
RECENT: Final = 10
LEAST_PX: Final = 260  # wide, at least


class NothingPage(QWidget):
    """No camera is chosen: which were looked at last.

    Signals:
        camera_wanted(str): show this one again.
    """

    camera_wanted = Signal(str)

    def __init__(self, notes: LocalNotes) -> None:
        super().__init__()
        self._notes = notes
        self._ids: tuple[str, ...] = ()
        invitation = label(tr("Choose a camera to see what is known of it."), "muted", wraps=True)
        invitation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        invitation.setContentsMargins(8, 24, 8, 16)
        self._heading = label(tr("Recently looked at"), "section")
        self._links = [button("", "link") for _ in range(RECENT)]
        self._forget = button(tr("Forget these"), "quiet", icon_name="trash-2")
        self._forget.setToolTip(tr("Forget which cameras were looked at and checked; notes stay"))
        self._forget.clicked.connect(notes.forget_looks)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        for part in (invitation, self._heading, *self._links, self._forget):
            column.addWidget(part)
        column.addStretch(1)
        for number, link in enumerate(self._links):
            link.clicked.connect(lambda _checked=False, n=number: self._want(n))
        notes.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        ids = self._notes.recent[:RECENT]
        if ids and ids == self._ids:
            return
        self._ids = ids
        for number, link in enumerate(self._links):
            title = self._notes.note(ids[number]).title if number < len(ids) else ""
            link.setText(title.replace("&", "&&"))
            link.setVisible(number < len(ids))
        self._heading.setVisible(bool(ids))
        self._forget.setVisible(bool(ids))

    def _want(self, number: int) -> None:
        self.camera_wanted.emit(self._ids[number])


class SeveralPage(QWidget):
    """More than one camera is chosen.

    Signals:
        grid_wanted: watch them side by side.
    """

    grid_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._count = label(role="title")
        self._names = [ElidedLabel() for _ in range(NAMED)]
        self._more = label(role="caption")
        watch = button(tr("Watch side by side"), "primary", icon_name="layout-grid")
        watch.clicked.connect(self.grid_wanted)
        self._limit = label(role="caption", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(self._count)
        column.addWidget(watch)
        column.addWidget(self._limit)
        column.addSpacing(8)
        for name in self._names:
            column.addWidget(name)
        column.addWidget(self._more)
        column.addStretch(1)

    def show_titles(self, titles: list[str], count: int) -> None:
        """Name the first of *count* cameras."""
        self._count.setText(tr_n("{n:,} cameras chosen", "{n:,} camera chosen", count))
        for number, name in enumerate(self._names):
            name.setText(titles[number] if number < len(titles) else "")
            name.setVisible(number < len(titles))
        left = count - len(titles)
        self._more.setText(tr("and {count:,} more", count=left))
        self._more.setVisible(left > 0)
        self._limit.setText(
            tr("The first {most}; more would be a sweep, which the terms forbid.", most=MOST)
        )
        self._limit.setVisible(count > MOST)


class DetailPane(QStackedWidget):
    """One camera, a few, or nothing chosen; follows the selection of the list by itself.

    Signals:
        map_wanted(str): show this camera on the map.
        camera_wanted(str): show this camera, which may no longer be held.
        edit_wanted(str): change this camera; only after `set_may_edit(True)`.
        grid_wanted(object): watch these cameras (a tuple of ids) side by side.
        told(str, str): a short note and its tone, such as "Copied".
    """

    map_wanted = Signal(str)
    camera_wanted = Signal(str)
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
        self._cameras = cameras
        self._preview = preview
        self._chosen: tuple[str, ...] = ()
        self._page = CameraDetail(preview, notes, player, display, open_url)
        self._several = SeveralPage()
        nothing = NothingPage(notes)
        nothing.camera_wanted.connect(self.camera_wanted)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setProperty("kind", "page")
        self._scroll.setWidget(self._page)
        for page in (nothing, self._scroll, self._several):
            self.addWidget(page)
        for name in ("map_wanted", "edit_wanted", "grid_wanted", "told"):
            getattr(self._page, name).connect(getattr(self, name))
        player.told.connect(self.told)
        self._several.grid_wanted.connect(lambda: self.grid_wanted.emit(self._chosen[:MOST]))
        cameras.selection_changed.connect(self._show)
        self._show(cameras.selected)

    @property
    def least_px(self) -> int:
        """The width in which no button of a camera's page is cut, whatever the language."""
        page_px = self._page.minimumSizeHint().width()
        return max(LEAST_PX, page_px + self._scroll.verticalScrollBar().sizeHint().width())

    def set_may_edit(self, may_edit: bool) -> None:
        """Offer to change the camera, as the credential allows."""
        self._page.set_may_edit(may_edit)

    def flush(self) -> None:
        """Keep what was typed and not yet kept."""
        self._page.flush()

    def toggle_favourite(self) -> None:
        """Take the shown camera among the favourites, or out of them (B)."""
        if self.currentWidget() is self._scroll:
            self._page.toggle_favourite()

    def fetch(self) -> None:
        """Fetch the picture of the shown camera, as its button does."""
        if self.currentWidget() is self._scroll:
            self._page.preview.fetch()

    def _show(self, camera_ids: tuple[str, ...]) -> None:
        is_other = camera_ids != self._chosen
        self._chosen = camera_ids
        found = [self._cameras.camera(camera_id) for camera_id in camera_ids[:NAMED]]
        held = [camera for camera in found if camera is not None]
        if len(camera_ids) == 1 and held:
            self._page.show_camera(held[0])
            if is_other:
                self._scroll.verticalScrollBar().setValue(0)
            self.setCurrentWidget(self._scroll)
            return
        self._page.flush()
        self._preview.show(None)
        if held:
            titles = [f"{camera_title(camera)} · {camera.camera_id}" for camera in held]
            self._several.show_titles(titles, len(camera_ids))
            self.setCurrentWidget(self._several)
        else:
            self.setCurrentIndex(0)
