"""The terms of CAM2: agreed to before anything is shown, one click away ever after."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.model.terms import NOTICE, SUMMARY, TERMS, TermsModel
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label

WIDTH_PX = 620


class TermList(QWidget):
    """Every rule with what it means here."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for term in TERMS:
            column.addWidget(label(term.title, "strong", wraps=True))
            column.addWidget(label(term.words, "muted", wraps=True))
            column.addSpacing(8)


class TermsGate(QWidget):
    """Stands in place of the tab until somebody agrees.

    Signals:
        accepted: somebody did; `TermsModel.purpose` says for what.
    """

    accepted = Signal()

    def __init__(self, terms: TermsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms = terms
        self._purpose = QPlainTextEdit(terms.purpose)
        self._purpose.setAccessibleName(tr("Purpose"))
        self._purpose.setPlaceholderText(tr("For instance: traffic counts for a thesis at …"))
        self._purpose.setFixedHeight(64)
        self._purpose.setTabChangesFocus(True)
        self._agree = QCheckBox(tr("I have read this, and keep to it"))
        self._trouble = label(role="error", wraps=True)
        self._go_on = button(tr("Agree and open CAM2"), "primary")
        self._go_on.clicked.connect(self._accept)
        self._purpose.textChanged.connect(self._check)
        self._agree.toggled.connect(self._check)
        self._lay_out()
        self._check()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setProperty("kind", "page")
        block = QWidget()
        block.setFixedWidth(WIDTH_PX)
        column = QVBoxLayout(block)
        column.setSpacing(10)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconLabel("scroll-text", "muted", 28))
        head.addWidget(label(tr("Before you use CAM2"), "headline"), 1)
        column.addLayout(head)
        column.addWidget(label(SUMMARY, "muted", wraps=True))
        column.addSpacing(6)
        column.addWidget(TermList())
        column.addWidget(label(tr("What do you use the cameras for?"), "strong"))
        column.addWidget(self._purpose)
        column.addWidget(
            label(tr("It is kept in this profile and stands in exports."), "caption", wraps=True)
        )
        column.addWidget(self._agree)
        foot = QHBoxLayout()
        foot.addWidget(self._trouble, 1)
        foot.addWidget(self._go_on)
        column.addLayout(foot)
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 24, 16, 24)
        row.addStretch(1)
        row.addWidget(block, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _check(self) -> None:
        """Say what is still missing, once something was typed."""
        purpose = self._purpose.toPlainText()
        trouble = self._terms.trouble_with(purpose)
        self._go_on.setEnabled(not trouble and self._agree.isChecked())
        self._trouble.setText(trouble if purpose.strip() or self._agree.isChecked() else "")

    def _accept(self) -> None:
        self._terms.accept(self._purpose.toPlainText())
        self.accepted.emit()


class NoticeBar(QFrame):
    """The restriction in one line, where cameras are listed.

    Signals:
        terms_wanted: read the terms again.
    """

    terms_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "truth")
        read = button(tr("Terms"), "status")
        read.setToolTip(tr("Read the terms of CAM2 again"))
        read.clicked.connect(self.terms_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(8)
        row.addWidget(IconLabel("scroll-text", "muted"))
        row.addWidget(ElidedLabel(NOTICE, "caption"), 1)
        row.addWidget(read)


class TermsDialog(DeskDialog):
    """The terms to read again, and what was agreed to. `open()` it."""

    def __init__(self, terms: TermsModel, parent: QWidget | None) -> None:
        super().__init__(tr("Terms of CAM2"), parent, sentence=SUMMARY)
        self.body.addWidget(TermList())
        agreement = terms.agreement
        if agreement is not None:
            words = tr("Agreed to on {day} in this profile.", day=agreement.accepted_on)
            self.body.addWidget(label(words, "strong", wraps=True))
            purpose = agreement.purpose or tr("not said")
            self.body.addWidget(
                label(tr("Purpose: {purpose}", purpose=purpose), "muted", wraps=True)
            )
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.add_button(close)
        self.fix_width(WIDTH_PX)
