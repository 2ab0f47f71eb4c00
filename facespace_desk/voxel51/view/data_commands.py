"""What the page of data can do with the data that is meant, with the questions that come first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.data_rows import DataAct, DataRow, item_of, why_not
from facespace_desk.voxel51.model.data_work import DataWork
from facespace_desk.voxel51.model.provenance import CHOICES, TITLES, Origin
from facespace_desk.voxel51.view.keep_dialog import DATA, KeepDialog
from facespace_desk.voxel51.view.questions import Question

TYPED_FROM: Final = 5  # data; for so many at once, their number is typed
NAMES_SHOWN: Final = 6
ICONS: Final = {
    DataAct.USE: "play",
    DataAct.DOWNLOAD: "download",
    DataAct.KEEP: "timer",
    DataAct.DELETE: "trash-2",
}
CONSEQUENCES: Final = (
    "This cannot be undone. Jobs that are to use it and have not begun will likely fail; outputs "
    "that were made of it stay.",
)


class DataCommands(QObject):
    """Dialogs stand before *page*.

    Signals:
        use_wanted(list[DataItem]): begin a job with these.
        told(str, str): something for a short note, and its tone.
    """

    use_wanted = Signal(object)
    told = Signal(str, str)

    def __init__(self, work: DataWork, display: Display, page: QWidget) -> None:
        super().__init__(page)
        self._work = work
        self._display = display
        self._page = page

    def reason_against(self, act: DataAct, rows: Sequence[DataRow]) -> str:
        """Why *act* can be done to none of these; "" when it can be done to one."""
        now_ms = self._work.list.now_ms()
        reasons = [why_not(act, row, now_ms) for row in rows]
        if not reasons:
            return "Nothing is selected."
        if not all(reasons):
            return ""
        return reasons[0] if len(set(reasons)) == 1 else "None of these allows it."

    def run(self, act: DataAct, data_ids: Sequence[str]) -> None:
        """Do it, after the question that it needs; what does not allow it is left alone, and says
        why in its row."""
        rows = [row for row in map(self._work.list.row, data_ids) if row is not None]
        ways = {
            DataAct.USE: self.use,
            DataAct.DOWNLOAD: self.download,
            DataAct.KEEP: self.keep,
            DataAct.DELETE: self.delete,
        }
        if rows:
            ways[act](rows)

    def fill(self, menu: QMenu, rows: Sequence[DataRow]) -> None:
        """Add what can be done with these to *menu*; the rest is there and says why not."""
        menu.setToolTipsVisible(True)
        data_ids = [row.id for row in rows]
        for act in DataAct:
            reason = self.reason_against(act, rows)
            action = menu.addAction(label_of(act))
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.triggered.connect(lambda _checked=False, act=act: self.run(act, data_ids))
        origins = menu.addMenu("It is from" if len(rows) == 1 else "They are from")
        for origin in (*CHOICES, Origin.URL, Origin.UNKNOWN):
            action = origins.addAction(TITLES[origin])
            action.triggered.connect(
                lambda _checked=False, origin=origin: self.set_origin(data_ids, origin)
            )

    def use(self, rows: Sequence[DataRow]) -> None:
        """Begin a job with those that may be sent."""
        now_ms = self._work.list.now_ms()
        good = [row for row in rows if not why_not(DataAct.USE, row, now_ms)]
        for row in rows:
            reason = why_not(DataAct.USE, row, now_ms)
            if reason:
                self._work.list.note(row.id, reason, "warn")
        if good:
            self.use_wanted.emit([item_of(row) for row in good])
        elif rows:
            self.told.emit(self.reason_against(DataAct.USE, rows), "warn")

    def set_origin(self, data_ids: Iterable[str], origin: Origin) -> None:
        """Say where these are from."""
        kept = self._work.provenance.set_origin(list(data_ids), origin)
        if kept:
            words = "1 keeps" if kept == 1 else f"{kept} keep"
            self.told.emit(f"{words} the origin CAM2, which came with the upload.", "warn")

    def download(self, rows: Sequence[DataRow]) -> None:
        """Ask where these go."""
        start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self._page, "Where the data goes", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        data_ids = [row.id for row in rows]
        dialog.fileSelected.connect(lambda folder: self._work.acts.download(data_ids, folder))
        dialog.open()

    def keep(self, rows: Sequence[DataRow]) -> None:
        """Ask until when these are kept."""
        now_ms = self._work.list.now_ms()
        meant = [row for row in rows if not why_not(DataAct.KEEP, row, now_ms)]
        data_ids = [row.id for row in rows]
        acts = self._work.acts
        if not meant:
            acts.keep(data_ids, days=1.0)  # says why not
            return
        dialog = KeepDialog(
            meant,
            self._display,
            self._page,
            kept=DATA,
            username=self._work.username,
            now=lambda: datetime.fromtimestamp(self._work.list.now_ms() / 1000, UTC),
        )
        dialog.chosen.connect(lambda days, until: acts.keep(data_ids, days=days, until=until))
        dialog.open()

    def delete(self, rows: Sequence[DataRow]) -> None:
        """Delete these after a question."""
        now_ms = self._work.list.now_ms()
        meant = [row for row in rows if not why_not(DataAct.DELETE, row, now_ms)]
        data_ids = [row.id for row in rows]
        if not meant:
            self._work.acts.delete(data_ids)  # says why not
            return
        names = [row.title for row in meant[:NAMES_SHOWN]]
        if len(meant) > NAMES_SHOWN:
            names.append(f"and {len(meant) - NAMES_SHOWN} more")
        what = "the data" if len(meant) == 1 else f"{len(meant)} data"
        question = Question(
            f"Delete {what}",
            CONSEQUENCES,
            f"Delete {'it' if len(meant) == 1 else what}",
            self._page,
            names=names,
            typed=str(len(meant)) if len(meant) >= TYPED_FROM else "",
            username=self._work.username,
        )
        question.accepted.connect(lambda: self._work.acts.delete(data_ids))
        question.open()


def label_of(act: DataAct) -> str:
    """The verb; each leads to a question or to a form."""
    return f"{act.value}…"
