"""The first page that a new operator sees: two choices and nothing else."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facespace_desk.language import tr
from facespace_desk.shell.choice import Choice
from facespace_desk.widgets.labels import label


class FirstRunPage(QWidget):
    """Try the demo, or connect.

    Signals:
        demo_chosen: the built-in simulator is wanted.
        connect_chosen: the operator has a server and a key.
    """

    demo_chosen = Signal()
    connect_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        demo = Choice(
            "play",
            tr("Try the demo"),
            tr(
                "Opens on three simulated sites where people come and go. Nothing leaves "
                "this computer and no account is needed."
            ),
        )
        connect = Choice(
            "plug",
            tr("Connect to a server"),
            tr(
                "You need the server's address and an API key. The key is tested first "
                "and then kept in this computer's key store."
            ),
        )
        demo.clicked.connect(self.demo_chosen)
        connect.clicked.connect(self.connect_chosen)
        self.setFocusProxy(demo)
        choices = QHBoxLayout()
        choices.setSpacing(16)
        choices.addStretch(1)
        choices.addWidget(demo)
        choices.addWidget(connect)
        choices.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(label(tr("Welcome to FaceSpace Desk"), "headline"), 0, middle)
        column.addSpacing(6)
        column.addWidget(
            label(tr("See who is reported at which camera, live, and look back."), "muted"),
            0,
            middle,
        )
        column.addSpacing(28)
        column.addLayout(choices)
        column.addStretch(3)
