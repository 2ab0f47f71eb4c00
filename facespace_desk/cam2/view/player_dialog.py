"""Which program shows streams."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from facespace_desk.cam2.model.player import KNOWN, PlayerModel, PlayerTrouble, players_found
from facespace_desk.language import tr
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label

SENTENCE = tr(
    "Streams open in a program of your choice, which runs by itself. It gets "
    "the address of the stream and nothing else. What it keeps is up to it: "
    "recording is against the terms of CAM2."
)


class PlayerDialog(DeskDialog):
    """Takes one of the players found, or any program. `open()` it; accepted when one was taken."""

    def __init__(self, player: PlayerModel, parent: QWidget | None) -> None:
        super().__init__(tr("Player for streams"), parent, sentence=SENTENCE)
        self._player = player
        self._program = QLineEdit(player.program)
        self._program.setAccessibleName(tr("Program"))
        self._program.setPlaceholderText(tr("File of the program"))
        self._trouble = label(role="error", wraps=True)
        self._trouble.hide()
        found = players_found()
        if not found:
            words = tr("None of {players} was found on this computer.", players=", ".join(KNOWN))
            self.body.addWidget(label(words, "muted", wraps=True))
        for file in found:
            choice = QRadioButton(file)
            choice.setChecked(file == player.program)
            choice.clicked.connect(lambda _checked=False, file=file: self._program.setText(file))
            self.body.addWidget(choice)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._program, 1)
        browse = button(tr("Browse …"), icon_name="folder-open")
        browse.clicked.connect(self._browse)
        row.addWidget(browse)
        self.body.addLayout(row)
        self.body.addWidget(self._trouble)
        cancel = button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self._use = button(tr("Use this player"), "primary")
        self._use.setDefault(True)
        self._use.clicked.connect(self._take)
        self.add_button(cancel)
        self.add_button(self._use)
        if found and not player.program:
            self._program.setText(found[0])
        self._program.textChanged.connect(self._trouble.hide)
        self.fix_width(520)

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Player for streams"), self._program.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._program.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self) -> None:
        try:
            self._player.choose(self._program.text().strip())
        except PlayerTrouble as trouble:
            self._trouble.setText(str(trouble))
            self._trouble.show()
        else:
            self.accept()
