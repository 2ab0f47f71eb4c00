"""The templates of an analytic: apply, keep, forget."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.templates import NAME_LENGTH, Template, TemplateShelf
from facespace_desk.voxel51.view.name_dialog import NameDialog
from facespace_desk.voxel51.view.questions import Question
from facespace_desk.widgets.buttons import button


class TemplateMenu:
    """The button in the form's bar, its menu and what that opens."""

    def __init__(self, model: JobFormModel, shelf: TemplateShelf, owner: QWidget) -> None:
        self._model = model
        self._shelf = shelf
        self._owner = owner
        self.button: QPushButton = button("Templates", icon_name="bookmark")
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self.menu.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what there is for the analytic of the form."""
        menu, draft = self.menu, self._model.draft
        menu.clear()
        found = [] if draft is None else self._shelf.of(draft.request.analytic)
        for template in found:
            self._add(menu, _shown(template.name), partial(self._model.apply, template))
        if not found:
            menu.addAction("No template of this analytic").setEnabled(False)
        menu.addSeparator()
        keep = self._add(menu, "Keep this form as a template…", self.ask_name)
        keep.setEnabled(draft is not None)
        if found:
            gone = menu.addMenu("Delete a template")
            for template in found:
                self._add(gone, _shown(template.name), partial(self._ask, template))

    def ask_name(self) -> None:
        """Ask for a name, and keep the form under it."""
        draft = self._model.draft
        if draft is not None:
            names = [each.name for each in self._shelf.of(draft.request.analytic)]
            dialog = TemplateDialog(names, self._owner)
            dialog.accepted.connect(lambda: self._keep(dialog.name.text().strip()))
            dialog.open()

    def _add(self, menu: QMenu, text: str, act: Callable[[], None]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(act)
        return action

    def _keep(self, name: str) -> None:
        if self._model.draft is not None:
            self._shelf.keep(Template.of(name, self._model.draft))

    def _ask(self, template: Template) -> None:
        lines = ["The template is removed from this computer. Jobs are not touched."]
        question = Question(
            "Delete a template", lines, "Delete", self._owner, names=[template.name]
        )
        question.accepted.connect(lambda: self._shelf.forget(template))
        question.open()


class TemplateDialog(NameDialog):
    """Asks for the name of a template."""

    def __init__(self, names: list[str], parent: QWidget) -> None:
        sentence = "The request is kept on this computer, with its data. Inputs that are chosen in"
        super().__init__(
            "Keep a template",
            f"{sentence} a form stay when it is applied.",
            names,
            parent,
            longest=NAME_LENGTH,
        )


def _shown(name: str) -> str:
    return name.replace("&", "&&")
