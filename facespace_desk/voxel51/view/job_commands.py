"""What the page of jobs can do with the jobs that are meant, with the questions that come first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.job_acts import JobActs
from facespace_desk.voxel51.model.job_fetch import FetchModel
from facespace_desk.voxel51.model.job_states import Act, JobRow, why_not
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.view.keep_dialog import KeepDialog
from facespace_desk.voxel51.view.questions import Question

TYPED_FROM: Final = 5  # jobs; for so many at once, their number is typed
NAMES_SHOWN: Final = 6
ICONS: Final = {
    Act.START: "play",
    Act.KILL: "circle-stop",
    Act.ARCHIVE: "briefcase",
    Act.UNARCHIVE: "briefcase",
    Act.KEEP: "timer",
    Act.DELETE: "trash-2",
    Act.DOWNLOAD: "download",
    Act.RETRY: "rotate-ccw",
}
_ASKS: Final = frozenset({Act.KILL, Act.KEEP, Act.DELETE, Act.DOWNLOAD})


class JobCommands(QObject):
    """Dialogs stand before *page*; *username* is for whom an application acts."""

    def __init__(
        self,
        board: JobBoard,
        acts: JobActs,
        fetch: FetchModel,
        display: Display,
        page: QWidget,
        *,
        username: str | None,
    ) -> None:
        super().__init__(page)
        self._board = board
        self._acts = acts
        self._fetch = fetch
        self._display = display
        self._page = page
        self._username = username

    def run(self, act: Act, job_ids: Sequence[str]) -> None:
        """Do it, after the question that it needs; jobs whose state does not allow it are left
        alone, and say why in their rows."""
        rows = [row for row in map(self._board.row, job_ids) if row is not None]
        ways: dict[Act, Callable[[Sequence[JobRow]], None]] = {
            Act.KILL: self._kill,
            Act.DELETE: self._delete,
            Act.KEEP: self._keep,
            Act.DOWNLOAD: self.download,
        }
        plain: dict[Act, Callable[[Sequence[str]], None]] = {
            Act.START: self._acts.start,
            Act.ARCHIVE: self._acts.archive,
            Act.UNARCHIVE: self._acts.unarchive,
            Act.RETRY: self._acts.retry,
        }
        if not rows:
            return
        if act in ways:
            ways[act](rows)
        else:
            plain[act]([row.id for row in rows])

    def fill(self, menu: QMenu, job_ids: Sequence[str]) -> None:
        """Add what can be done with these jobs to *menu*; the rest is there and says why not."""
        rows = [row for row in map(self._board.row, job_ids) if row is not None]
        menu.setToolTipsVisible(True)
        for act in offered(rows):
            reason = reason_against(act, rows)
            action = menu.addAction(label_of(act))
            action.setEnabled(not reason)
            action.setToolTip(reason)
            action.triggered.connect(lambda _checked=False, act=act: self.run(act, job_ids))

    def download(self, rows: Sequence[JobRow], *, always: bool = False) -> None:
        """Ask where the outputs go; *always* from now on, by themselves."""
        start = self._fetch.rules.folder or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DownloadLocation
        )
        dialog = QFileDialog(self._page, "Where outputs go", start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        job_ids = [row.id for row in rows]
        dialog.fileSelected.connect(lambda folder: self.download_to(folder, job_ids, always))
        dialog.open()

    def download_to(self, folder: str, job_ids: Sequence[str], always: bool = False) -> None:
        """Put the outputs of these jobs on the list of transfers, to *folder*."""
        self._fetch.set_rules(folder=folder, by_itself=True if always else None)
        self._fetch.fetch(job_ids)

    def _kill(self, rows: Sequence[JobRow]) -> None:
        meant = [row for row in rows if not why_not(Act.KILL, row)]
        if not meant:
            self._acts.kill([row.id for row in rows])  # says why not
            return
        self._ask("Kill", ["What waits to run will not run. It can be retried afterwards."],
                  rows, meant, self._acts.kill)  # fmt: skip

    def _delete(self, rows: Sequence[JobRow]) -> None:
        meant = [row for row in rows if not why_not(Act.DELETE, row)]
        if not meant:
            self._acts.delete([row.id for row in rows])
            return
        self._ask("Delete", ["This cannot be undone. The data that it would use stays."],
                  rows, meant, self._acts.delete)  # fmt: skip

    def _ask(
        self,
        verb: str,
        lines: Sequence[str],
        rows: Sequence[JobRow],
        meant: Sequence[JobRow],
        act: Callable[[Sequence[str]], None],
    ) -> None:
        left = len(rows) - len(meant)
        more = [f"{left} others are left alone: their state does not allow it."] if left else []
        names = [row.title for row in meant[:NAMES_SHOWN]]
        if len(meant) > NAMES_SHOWN:
            names.append(f"and {len(meant) - NAMES_SHOWN} more")
        what = "the job" if len(meant) == 1 else f"{len(meant)} jobs"
        question = Question(
            f"{verb} {what}",
            [*lines, *more],
            f"{verb} {'it' if len(meant) == 1 else what}",
            self._page,
            names=names,
            typed=str(len(meant)) if len(meant) >= TYPED_FROM else "",
            username=self._username,
        )
        job_ids = [row.id for row in rows]
        question.accepted.connect(lambda: act(job_ids))
        question.open()

    def _keep(self, rows: Sequence[JobRow]) -> None:
        meant = [row for row in rows if not why_not(Act.KEEP, row)]
        if not meant:
            self._acts.keep([row.id for row in rows], days=1.0)  # says why not
            return
        dialog = KeepDialog(meant, self._display, self._page, username=self._username)
        job_ids = [row.id for row in rows]
        dialog.chosen.connect(lambda days, until: self._acts.keep(job_ids, days=days, until=until))
        dialog.open()


def offered(rows: Sequence[JobRow]) -> list[Act]:
    """What is worth offering for these jobs: of two that exclude each other, the one that holds."""
    acts = [Act.START, Act.KILL, Act.RETRY, Act.DOWNLOAD, Act.KEEP]
    has_archived = any(row.archived for row in rows)
    has_others = any(not row.archived for row in rows)
    acts += [Act.ARCHIVE] if has_others else []
    acts += [Act.UNARCHIVE] if has_archived else []
    return [*acts, Act.DELETE]


def reason_against(act: Act, rows: Sequence[JobRow]) -> str:
    """Why *act* can be done to none of these jobs; "" when it can be done to one."""
    reasons = [why_not(act, row) for row in rows]
    if not reasons:
        return "No job is selected."
    if not all(reasons):
        return ""
    same = set(reasons)
    return reasons[0] if len(same) == 1 else "None of these jobs is in a state that allows it."


def label_of(act: Act) -> str:
    """The verb, with dots when a question follows."""
    return act.value + ("…" if act in _ASKS else "")
