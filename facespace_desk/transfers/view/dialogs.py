"""Questions about transfers: to give them up, and to leave while files are still carried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facespace_desk.language import tr, tr_n
from facespace_desk.transfers.tally import Totals
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

CANCEL_WIDTH_PX = 460
LEAVE_WIDTH_PX = 620


def files_text(count: int) -> str:
    return tr_n("{n:,} files", "{n:,} file", count)


class CancelDialog(DeskDialog):
    """Asks before several transfers are given up; accepted when they shall be."""

    def __init__(self, count: int, parent: QWidget | None) -> None:
        super().__init__(
            tr_n("Cancel {n:,} transfers?", "Cancel {n:,} transfer?", count),
            parent,
            sentence=tr(
                "What is under way stops, and what the service has begun to keep of it is "
                "removed there. Files on this computer are not touched."
            ),
        )
        keep = button(tr("Keep them"))
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        give_up = button(tr_n("Cancel {n:,} transfers", "Cancel {n:,} transfer", count), "danger")
        give_up.clicked.connect(self.accept)
        self.add_button(keep)
        self.add_button(give_up)
        self.fix_width(CANCEL_WIDTH_PX)


class LeaveDialog(DeskDialog):
    """Asks what shall become of the files that are still to be carried.

    Signals:
        finish_chosen: carry them, then quit.
        later_chosen: quit, and go on at the next start.
        cancel_chosen: give them up, and quit.
    """

    finish_chosen = Signal()
    later_chosen = Signal()
    cancel_chosen = Signal()

    def __init__(
        self, totals: Totals, going: int, parent: QWidget | None, *, is_journal_kept: bool = True
    ) -> None:
        """*going* is how many are carried by themselves; without *is_journal_kept* nothing could go
        on at the next start."""
        super().__init__(tr("Files are still being carried"), parent)
        self._files = label("", "strong", wraps=True)
        self.body.addWidget(self._files)
        later = (
            tr("If you quit now, they go on at the next start where they are.")
            if is_journal_kept
            else tr("The list of transfers is in memory only: if you quit now, they are given up.")
        )
        self.body.addWidget(label(later, "muted", wraps=True))
        stay = button(tr("Stay"))
        stay.clicked.connect(self.reject)
        self.add_button(stay, left=True)
        self.give_up = button(tr("Cancel them and quit"), "danger")
        self.later = button(tr("Quit, go on later"))
        self.finish = button(tr("Finish, then quit"), "primary")
        self.finish.setDefault(True)
        for choice, chosen in (
            (self.give_up, self.cancel_chosen),
            (self.later, self.later_chosen),
            (self.finish, self.finish_chosen),
        ):
            choice.clicked.connect(chosen)
            choice.clicked.connect(self.accept)
            self.add_button(choice)
        self.later.setVisible(is_journal_kept)
        self.show_totals(totals, going)
        self.fix_width(LEAVE_WIDTH_PX)

    @property
    def text(self) -> str:
        return self._files.text()

    def show_totals(self, totals: Totals, going: int) -> None:
        """How many are left changes while one thinks. Where none goes on, waiting would not end."""
        left = totals.count("queued", "running", "waiting")
        said = [
            tr_n(
                "{n:,} files of {all:,} are still to be carried.",
                "{n:,} file of {all:,} is still to be carried.",
                left,
                all=totals.files,
            )
        ]
        if going < left:
            said.append(
                tr_n(
                    "{n:,} files cannot be carried at the moment.",
                    "{n:,} file cannot be carried at the moment.",
                    left - going,
                )
            )
        self._files.setText(" ".join(said))
        self.finish.setVisible(going > 0)
