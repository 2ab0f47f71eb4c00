"""Questions about transfers: to give them up, and to leave while files are still carried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facespace_desk.transfers.tally import Totals
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

CANCEL_WIDTH_PX = 460
LEAVE_WIDTH_PX = 620


def files_text(count: int) -> str:
    return "1 file" if count == 1 else f"{count:,} files"


class CancelDialog(DeskDialog):
    """Asks before several transfers are given up; accepted when they shall be."""

    def __init__(self, count: int, parent: QWidget | None) -> None:
        super().__init__(
            f"Cancel {count:,} transfers?",
            parent,
            sentence="What is under way stops, and what the service has begun to keep of it is "
            "removed there. Files on this computer are not touched.",
        )
        keep = button("Keep them")
        keep.setDefault(True)
        keep.clicked.connect(self.reject)
        give_up = button(f"Cancel {count:,} transfers", "danger")
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
        super().__init__("Files are still being carried", parent)
        self._files = label("", "strong", wraps=True)
        self.body.addWidget(self._files)
        later = (
            "If you quit now, they go on at the next start where they are."
            if is_journal_kept
            else "The list of transfers is in memory only: if you quit now, they are given up."
        )
        self.body.addWidget(label(later, "muted", wraps=True))
        stay = button("Stay")
        stay.clicked.connect(self.reject)
        self.add_button(stay, left=True)
        self.give_up = button("Cancel them and quit", "danger")
        self.later = button("Quit, go on later")
        self.finish = button("Finish, then quit", "primary")
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
        verb = "is" if left == 1 else "are"
        said = f"{files_text(left)} of {totals.files:,} {verb} still to be carried."
        if going < left:
            said += f" {files_text(left - going)} cannot be carried at the moment."
        self._files.setText(said)
        self.finish.setVisible(going > 0)
