"""Files before they go: where to, which ones, and what is wrong with any of them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from facespace_desk.amigocloud.model.uploading import Destination, UploadModel
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import ElidedLabel, label, set_role
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.table_page import TablePage

PICTURES = tr("Pictures (*.jpg *.jpeg *.png *.gif *.tif *.tiff *.webp *.heic);;All files (*)")
DATA = tr("All files (*)")


class UploadDialog(DeskDialog):
    """Sends files to *destination*; what is not sent stays in the list, with the reason.

    Signals:
        sent(int): so many files are in the queue.
    """

    sent = Signal(int)

    def __init__(
        self,
        upload: UploadModel,
        destination: Destination,
        display: Display,
        parent: QWidget | None,
    ) -> None:
        is_photos = destination.is_for_photos
        super().__init__(tr("Add photos") if is_photos else tr("Upload data"), parent)
        self._upload = upload
        self._destination = destination
        then = (
            tr("They are carried in chunks, and go on after a break or a restart.")
            if is_photos
            else tr(
                "Each file becomes a dataset when the service has worked on it. Files "
                "are carried in chunks, and go on after a break or a restart."
            )
        )
        becomes = (
            tr("The files become photos of “{title}”.", title=destination.title)
            if is_photos
            else tr("The files become new datasets of “{title}”.", title=destination.title)
        )
        self._title = label(becomes, "strong", wraps=True)
        self._choose = button(tr("Choose files…"), icon_name="folder-open")
        self._folder = button(tr("Choose a folder…"))
        self._remove = button(tr("Take out"), tip=tr("Take the selected files out of the list"))
        self._words = label("", "error", wraps=True, selectable=True)
        self._sum = ElidedLabel("", "caption")
        empty = EmptyPage("upload", tr("Drop files or folders here"), tr("Choose files…"))
        self.page = TablePage(upload.table, empty, display)
        self.go = button(tr("Upload"), "primary", icon_name="upload")
        cancel = button(tr("Cancel"))
        tools = QHBoxLayout()
        for each in (self._choose, self._folder, self._remove):
            tools.addWidget(each)
        tools.addStretch(1)
        self.body.addWidget(self._title)
        self.body.addWidget(label(then, "muted", wraps=True))
        self.body.addLayout(tools)
        self.body.addWidget(self.page, 1)
        self.body.addWidget(self._words)
        self._sum.setMinimumWidth(320)
        self._sum.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.add_note(self._sum)
        self.add_button(cancel)
        self.add_button(self.go)
        self.setAcceptDrops(True)
        self.resize(820, 560)
        empty.pressed.connect(self._ask_files)
        self._choose.clicked.connect(self._ask_files)
        self._folder.clicked.connect(self._ask_folder)
        self._remove.clicked.connect(self._take_out)
        self.page.table.selectionModel().selectionChanged.connect(self._show)
        cancel.clicked.connect(self.reject)
        self.go.clicked.connect(upload.send)
        self.rejected.connect(upload.dismiss)
        upload.changed.connect(self._show)
        upload.sent.connect(self._sent)
        upload.open(destination)
        self._show()

    def add(self, paths: Iterable[Path]) -> None:
        """Take in files and folders."""
        self._upload.add(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        self.add(Path(url.toLocalFile()) for url in urls if url.isLocalFile())

    def _ask_files(self) -> None:
        kinds = PICTURES if self._destination.is_for_photos else DATA
        dialog = QFileDialog(self, tr("Choose files to upload"), "", kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add(map(Path, names)))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, tr("Choose a folder to upload"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.filesSelected.connect(lambda names: self.add(map(Path, names)))
        dialog.open()

    def _take_out(self) -> None:
        self._upload.remove([each.path for each in self.page.table.selected_records()])

    def _sent(self, count: int) -> None:
        self.sent.emit(count)
        if not self._upload.files:
            self.accept()

    def _show(self) -> None:
        upload = self._upload
        good = upload.to_send
        why = upload.why_not()
        self.go.setEnabled(not why)
        self.go.setToolTip(why)
        count = len(good)
        go = tr_n("Upload {n:,} files", "Upload {n:,} file", count) if good else tr("Upload")
        self.go.setText(go)
        self._remove.setEnabled(self.page.table.selected_count() > 0)
        bad = len(upload.files) - count
        size = size_text(sum(each.size or 0 for each in good))
        parts = [tr_n("{n:,} files, {size}", "{n:,} file, {size}", count, size=size)]
        if bad:
            parts.append(tr_n("{n:,} cannot be sent", "{n:,} cannot be sent", bad))
        if upload.is_looking:
            parts = [tr("Looking at the files…")]
        self._sum.setText("; ".join(parts) if upload.files or upload.is_looking else "")
        blocked = upload.is_forbidden
        words = upload.error or (why if blocked else "") or upload.note
        set_role(self._words, "error" if upload.error or blocked else "caption")
        self._words.setText(words)
        self._words.setVisible(bool(words))
