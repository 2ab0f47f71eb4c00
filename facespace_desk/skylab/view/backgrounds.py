"""The background pictures of a profile: seen, added, deleted; and why none can be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from facespace_desk.language import tr, tr_n
from facespace_desk.skylab.model.backgrounds import BackgroundsModel
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState
from facespace_desk.skylab.records import Profile
from facespace_desk.skylab.uploads import FAMILIES
from facespace_desk.skylab.view.dialogs import ConfirmDialog
from facespace_desk.skylab.view.grid import PhotoGrid
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import label, set_role

if TYPE_CHECKING:
    from facespace_desk.skylab.model.pictures import PhotoPictures

SIDE_PX: Final = 112
_GRID_PX: Final = 136
_FAILURES: Final = 3  # of which the cause is shown
_WORDS: Final = tr(
    "Each photo comes once on each of them. JPEG, PNG or WebP, at most 27 "
    "MB, 6,400 pixels a side and 27 million pixels; position and camera "
    "details are taken out before they are sent."
)
_FILTER: Final = tr("Pictures ({kinds})", kinds=" ".join(f"*{each}" for each in FAMILIES))


class BackgroundsPane(QWidget):
    """Shows one profile's pictures; files may be dropped onto it."""

    def __init__(self, model: BackgroundsModel, pictures: PhotoPictures) -> None:
        super().__init__()
        self._model = model
        self._typed: Mapping[str, str | bool] = {}
        self._why_not = label("", "caption", wraps=True)
        self._add = button(tr("Add pictures…"), icon_name="plus")
        self._delete = button(tr("Delete…"), "danger")
        self._failures = label("", "error", wraps=True)
        self._retry = button(tr("Try again"), icon_name="refresh-cw")
        self.along = QCheckBox()
        self.along.hide()
        self.grid = PhotoGrid(model.table, pictures)
        self.grid.set_side(SIDE_PX)
        self.grid.setFixedHeight(_GRID_PX)
        self.grid.setAccessibleName(tr("Background pictures"))
        self._lay_out()
        self._add.clicked.connect(self._ask_for_files)
        self._delete.clicked.connect(self._ask_to_delete)
        self._retry.clicked.connect(model.retry)
        self.grid.menu_requested.connect(self._add_entries)
        self.grid.selectionModel().selectionChanged.connect(self._show_buttons)
        model.changed.connect(self._show)
        self.setAcceptDrops(True)

    @property
    def why_not(self) -> str:
        """Why no picture can be added now."""
        return self._why_not.text() if not self._add.isEnabled() else ""

    def show_typed(self, typed: Mapping[str, str | bool]) -> None:
        """The form says this now."""
        self._typed = typed
        self._show()

    def offer_along(self, source: Profile | None) -> None:
        """Offer to bring over the pictures of *source*, which is copied; None offers nothing."""
        count = 0 if source is None else len(source.backgrounds)
        self.along.setText(
            tr_n("Bring its {n} pictures along", "Bring its {n} picture along", count)
        )
        self.along.setChecked(bool(count))
        self.along.setVisible(bool(count))

    def add(self, paths: Sequence[Path]) -> None:
        """Put these files into the queue."""
        if self._add.isEnabled():
            self._model.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._add.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        self.add([Path(each.toLocalFile()) for each in urls if each.isLocalFile()])
        event.acceptProposedAction()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(tr("Background pictures"), "strong"))
        head.addStretch(1)
        head.addWidget(self._retry)
        head.addWidget(self._delete)
        head.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._why_not)
        column.addWidget(self.along)
        column.addWidget(self._failures)
        column.addWidget(self.grid)

    def _show(self) -> None:
        if not self._typed:
            return
        why_not = self._model.why_not(self._typed)
        self._add.setEnabled(not why_not)
        self._why_not.setText(why_not or _WORDS)
        set_role(self._why_not, "warning" if why_not else "caption")
        rows = self._model.rows()
        self.grid.setVisible(bool(rows))
        failed = [row for row in rows if row.state is PhotoState.FAILED]
        self._failures.setText("\n".join(f"{row.name}: {row.words}" for row in failed[:_FAILURES]))
        self._failures.setVisible(bool(failed))
        self._retry.setVisible(bool(failed))
        self._show_buttons()

    def _show_buttons(self) -> None:
        self._delete.setEnabled(bool(self._selected()))

    def _add_entries(self, menu: QMenu) -> None:
        if self._selected():
            menu.addAction(tr("Delete…"), self._ask_to_delete)

    def _selected(self) -> list[PhotoRow]:
        model = self._model.table
        rows = {index.row() for index in self.grid.selectionModel().selectedIndexes()}
        return [model.record_at(row) for row in sorted(rows)]

    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self, tr("Add background pictures"), "", _FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add([Path(each) for each in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_to_delete(self) -> None:
        rows = self._selected()
        photo_ids = [row.photo_id for row in rows if row.photo_id is not None]
        for row in rows:
            if row.transfer_id is not None:
                self._model.dismiss(row.transfer_id)
        if not photo_ids:
            return
        lines = [
            tr_n(
                "{n} pictures go from the profile, for every job that uses it. Files that were "
                "made already stay. This cannot be undone.",
                "The picture goes from the profile, for every job that uses it. Files that were "
                "made already stay. This cannot be undone.",
                len(photo_ids),
            )
        ]
        names = [row.name for row in rows if row.photo_id is not None]
        dialog = ConfirmDialog(
            tr("Delete background pictures"),
            lines,
            _verb(len(photo_ids)),
            self,
            count=len(photo_ids),
            names=names,
        )
        dialog.accepted.connect(lambda: self._model.delete(photo_ids))
        dialog.open()


def _verb(count: int) -> str:
    return tr_n("Delete {n} pictures", "Delete the picture", count)
