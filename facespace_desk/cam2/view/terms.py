"""The terms of CAM2: agreed to before anything is shown, one click away ever after."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from facespace_desk.cam2.model.terms import TermsModel
from facespace_desk.widgets.dialog import DeskDialog


class TermsGate(QWidget):
    """Stands in place of the tab until somebody agrees.

    Signals:
        accepted: somebody did; `TermsModel.purpose` says for what.
    """

    accepted = Signal()

    def __init__(self, terms: TermsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)


class NoticeBar(QFrame):
    """The restriction in one line, where cameras are listed.

    Signals:
        terms_wanted: read the terms again.
    """

    terms_wanted = Signal()


class TermsDialog(DeskDialog):
    """The terms to read again, and the purpose that was given. `open()` it."""

    def __init__(self, terms: TermsModel, parent: QWidget | None) -> None:
        super().__init__("Terms of CAM2", parent)
