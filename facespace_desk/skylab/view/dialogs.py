"""The questions of the Skylab tab: delete, queue, names, where results go."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.skylab.model.folders import (
    FIELDS,
    DownloadRules,
    TemplateError,
    folder_for,
)
from facespace_desk.skylab.records import Profile
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import label

WIDTH_PX: Final = 520
TYPED_FROM: Final = 5  # jobs; for so many at once, a number is typed to confirm
_RULES: Final = (
    ("rename", tr("Keep both: give the new one a number")),
    ("skip", tr("Leave the old one, skip the new one")),
    ("overwrite", tr("Replace the old one")),
)


class ConfirmDialog(DeskDialog):
    """Asks before something that cannot be undone. `accepted` is the answer yes.

    Of many at once, their number must be typed.
    """

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        verb: str,
        parent: QWidget | None,
        *,
        count: int = 1,
        names: Sequence[str] = (),
    ) -> None:
        super().__init__(title, parent)
        self._count = count
        for name in names:
            self.body.addWidget(label(name, "strong", wraps=True))
        for line in lines:
            self.body.addWidget(label(line, wraps=True))
        self._typed = QLineEdit()
        if count >= TYPED_FROM:
            self._typed.setPlaceholderText(str(count))
            words = tr("Type {count} to confirm:", count=count)
            self._typed.setAccessibleName(words.rstrip(":"))
            self.body.addWidget(label(words, "muted"))
            self.body.addWidget(self._typed)
        self.cancel = button(tr("Keep"))
        self.verb = button(verb, "danger")
        self.cancel.setDefault(True)
        self.cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self.accept)
        self._typed.textChanged.connect(self._check)
        self.add_button(self.cancel)
        self.add_button(self.verb)
        self._check()
        self.fix_width(WIDTH_PX)
        self.cancel.setFocus()

    def _check(self) -> None:
        is_sure = self._count < TYPED_FROM or self._typed.text().strip() == str(self._count)
        self.verb.setEnabled(is_sure)


class QueueDialog(DeskDialog):
    """Asks for an address that is told when the jobs are done; empty is none.

    Signals:
        chosen(str): queue the jobs, with this address.
    """

    chosen = Signal(str)

    def __init__(self, names: Sequence[str], photos: int, parent: QWidget | None) -> None:
        sentence = tr_n(
            "The studio begins to work on {n} jobs; no photo can be added afterwards.",
            "The studio begins to work on {n} job; no photo can be added afterwards.",
            len(names),
        )
        if len(names) == 1:
            sentence = tr(
                "The studio begins to work on “{job}”; no photo can be added afterwards.",
                job=names[0],
            )
        super().__init__(tr("Queue", "a job"), parent, sentence=sentence)
        self.address = QLineEdit()
        self.address.setPlaceholderText(tr("https://… (optional)"))
        form = Form(label_width_px=110)
        self._row = form.add_row(
            tr("Callback"),
            self.address,
            tr(
                "The studio tells this address when it is done. This console asks by itself anyway."
            ),
        )
        self.body.addWidget(form)
        if not photos:
            self.body.addWidget(label(tr("There is no photo in it yet."), "warning"))
        cancel = button(tr("Cancel"))
        self.verb = button(tr_n("Queue {n} jobs", "Queue", len(names)), "primary")
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._choose)
        self.address.returnPressed.connect(self._choose)
        self.add_button(cancel)
        self.add_button(self.verb)
        self.fix_width(WIDTH_PX)

    def _choose(self) -> None:
        text = self.address.text().strip()
        if text and not text.startswith(("https://", "http://")):
            self._row.set_error(tr("It must begin with https://"))
            return
        self.chosen.emit(text)
        self.accept()


class NameDialog(DeskDialog):
    """Asks for the name of a job, and for its profile where there is a choice.

    Signals:
        chosen(str, int | None): the name, and the id of the profile.
    """

    chosen = Signal(str, object)

    def __init__(
        self,
        title: str,
        verb: str,
        parent: QWidget | None,
        *,
        name: str = "",
        profiles: Sequence[Profile] | None = None,
        profile_id: int | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.name = QLineEdit(name)
        self.profile = QComboBox()
        form = Form(label_width_px=84)
        self._row = form.add_row(
            tr("Name"), self.name, tr("No two jobs of an account may be alike.")
        )
        if profiles is not None:
            for profile in profiles:
                self.profile.addItem(profile.name or f"#{profile.id}", profile.id)
            self.profile.setCurrentIndex(max(0, self.profile.findData(profile_id)))
            form.add_row(tr("Profile"), self.profile, tr("How the photos are to look."))
        self.body.addWidget(form)
        cancel = button(tr("Cancel"))
        self.verb = button(verb, "primary")
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._choose)
        self.name.returnPressed.connect(self._choose)
        self.add_button(cancel)
        self.add_button(self.verb)
        self.fix_width(WIDTH_PX)
        self.name.selectAll()

    def _choose(self) -> None:
        if not self.name.text().strip():
            self._row.set_error(tr("A name is needed"))
            return
        self.chosen.emit(self.name.text().strip(), self.profile.currentData())
        self.accept()


class RulesDialog(DeskDialog):
    """Asks where results go, and what becomes of files that are there already.

    Signals:
        chosen(DownloadRules): use these from now on.
    """

    chosen = Signal(object)

    def __init__(self, rules: DownloadRules, parent: QWidget | None) -> None:
        super().__init__(tr("Where results go"), parent)
        self._given = rules
        self.base = QLineEdit(rules.base)
        self.template = QLineEdit(rules.template)
        self.rule = QComboBox()
        for key, words in _RULES:
            self.rule.addItem(words, key)
        self.rule.setCurrentIndex(max(0, self.rule.findData(rules.rule)))
        self.by_itself = QCheckBox(tr("Fetch the results of jobs that were sent from here"))
        self.by_itself.setChecked(rules.by_itself)
        self._sample = label(role="caption", wraps=True)
        self._lay_out()
        self.base.textChanged.connect(self._show)
        self.template.textChanged.connect(self._show)
        self._show()
        self.fix_width(600)

    def rules(self) -> DownloadRules:
        """What is chosen now."""
        return msgspec.structs.replace(
            self._given,
            base=self.base.text().strip(),
            template=self.template.text().strip(),
            rule=self.rule.currentData(),
            by_itself=self.by_itself.isChecked(),
        )

    def _lay_out(self) -> None:
        browse = button(tr("Browse…"))
        browse.clicked.connect(self._browse)
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.base, 1)
        row.addWidget(browse)
        fields = ", ".join(f"{{{field}}}" for field in FIELDS)
        form = Form(label_width_px=110)
        self._base_row = form.add_row(tr("Folder"), place)
        self._template_row = form.add_row(
            tr("Folder of a job"),
            self.template,
            tr("May contain {fields}, and / for folders in it.", fields=fields),
        )
        form.add_row(tr("Name is taken"), self.rule)
        form.add_wide(self.by_itself)
        form.add_wide(self._sample)
        self.body.addWidget(form)
        cancel = button(tr("Cancel"))
        self.verb = button(tr("Use this folder"), "primary")
        cancel.clicked.connect(self.reject)
        self.verb.clicked.connect(self._choose)
        self.add_button(cancel)
        self.add_button(self.verb)

    def _show(self) -> None:
        sample = {
            "job": tr("wedding-2024"),
            "profile": tr("Soft skin"),
            "date": "2024-03-17",
            "id": "4711",
        }
        is_absolute = Path(self.base.text().strip()).is_absolute()
        self._base_row.set_error("" if is_absolute else tr("Choose a folder"))
        try:
            folder = folder_for(self.rules(), sample)
        except TemplateError as error:
            self._template_row.set_error(str(error))
            self._sample.setText("")
            self.verb.setEnabled(False)
        else:
            self._template_row.set_error("")
            self._sample.setText(tr("For example {folder}", folder=folder))
            self.verb.setEnabled(is_absolute)

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Where results go"), self.base.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.base.setText)
        dialog.open()

    def _choose(self) -> None:
        self.chosen.emit(self.rules())
        self.accept()
