"""The profiles: a list, the form of one with its background pictures, and the difference before
anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.errors import explain
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.backgrounds import BackgroundsModel
from facespace_desk.skylab.model.profile_columns import HIDDEN_AT_FIRST
from facespace_desk.skylab.model.profile_options import (
    NAME,
    Draft,
    ProfilePlan,
    copy_name,
    draft_of,
    errors_of,
)
from facespace_desk.skylab.model.profiles import ProfilesModel
from facespace_desk.skylab.records import Profile
from facespace_desk.skylab.view.backgrounds import BackgroundsPane
from facespace_desk.skylab.view.option_difference import PlanPane, TwoProfiles
from facespace_desk.skylab.view.profile_form import ProfileForm
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label, line, set_role
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.table_page import TablePage

if TYPE_CHECKING:
    from facespace_desk.skylab.model.pictures import PhotoPictures

UNSURE_WORDS: Final = (
    "It is not known whether this was written. Look at the profile before you try again."
)
_NEW: Final = 0  # the key of a draft that has no profile yet


class ProfilesDialog(DeskDialog):
    """Signals:

    export_wanted(TablePage): the profiles shown shall become a file.
    """

    export_wanted = Signal(object)

    def __init__(
        self,
        model: ProfilesModel,
        backgrounds: BackgroundsModel,
        pictures: PhotoPictures,
        display: Display,
        parent: QWidget | None,
        *,
        profile_id: int | None = None,
    ) -> None:
        """*profile_id* is the one to begin with."""
        super().__init__("Profiles", parent)
        self._model = model
        self._pictures = backgrounds
        self._begin_with = profile_id
        self._shown: Profile | None = None  # as the form was filled from it
        self._source: Profile | None = None  # of which a copy is made
        self._is_new = False
        self._plan: ProfilePlan | None = None
        self._drafts: dict[int, Draft] = {}  # typed and not written
        empty = EmptyPage("layers", "The account has no profile", "New profile")
        empty.pressed.connect(self.make_new)
        self.page = TablePage(model.table, empty, display, frozen_key="name")
        for key in HIDDEN_AT_FIRST:
            self.page.table.header.set_column_visible(key, False)
        self._banner = StateBanner()
        self._title = label("", "title", wraps=True)
        self.form = ProfileForm()
        self.backgrounds = BackgroundsPane(backgrounds, pictures)
        self.plan_pane = PlanPane()
        self._nothing = EmptyPage("layers", "Choose a profile, or make a new one")
        self._pages = QStackedWidget()
        self._words = label("", "caption", wraps=True)
        self._new = tool_button("plus", "A profile with nothing switched on", text="New")
        self._copy = tool_button("copy", "A new profile like the chosen one", text="Copy")
        self._two = tool_button(
            "arrow-right", "What differs between two chosen ones", text="Differ"
        )
        self._back, self._close = button("Back", "plain"), button("Close", "plain")
        self._revert = button("Forget what was typed", "plain")
        self._go = button("Compare", "primary")
        self._lay_out()
        self._connect()
        self._show_nothing()
        self._show_state(model.state)
        self.resize(1120, 760)
        model.refresh()

    # what the operator does

    def make_new(self) -> None:
        """Begin a profile with nothing switched on."""
        self._begin_new(None)

    def choose(self, profile_id: int) -> None:
        """Show this profile."""
        for row in range(self._model.table.rowCount()):
            if self._model.table.record_at(row).id == profile_id:
                self.page.table.go_to_row(row)
                self._choose()

    def compare(self) -> None:
        """Find out what would be written."""
        draft = self.form.draft()
        taken = self._model.names(None if self._is_new else self._key)
        errors = errors_of(draft, taken)
        self.form.show_errors(errors)
        if errors:
            self.form.go_to(next(iter(errors)))
            self._say("Something needs another look.", "error")
            return
        self._model.plan(draft, None if self._is_new else self._key, self._source)

    # putting together

    def _lay_out(self) -> None:
        self.page.add_tools(self._new, self._copy, self._two)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(16)
        for part in (self._title, self.form, line(), self.backgrounds):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inside)
        for page in (self._nothing, scroll, self.plan_pane):
            self._pages.addWidget(page)
        self._form_page = scroll
        self.plan_pane.setContentsMargins(16, 0, 0, 0)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self.page)
        sides.addWidget(self._pages)
        sides.setSizes([470, 620])
        sides.setHandleWidth(1)
        sides.setChildrenCollapsible(False)
        self.body.addWidget(self._banner)
        self.body.addWidget(sides, 1)
        note = QHBoxLayout()
        note.addWidget(self._words, 1)
        self.body.addLayout(note)
        self.add_button(self._revert, left=True)
        for each in (self._back, self._close, self._go):
            self.add_button(each)

    def _connect(self) -> None:
        model = self._model
        self.page.chosen.connect(self._choose)
        self.page.table.selectionModel().selectionChanged.connect(self._show_tools)
        self.page.export_wanted.connect(lambda: self.export_wanted.emit(self.page))
        self._new.clicked.connect(self.make_new)
        self._copy.clicked.connect(self._copy_chosen)
        self._two.clicked.connect(self._show_two)
        self._back.clicked.connect(self._show_form)
        self._revert.clicked.connect(self._forget)
        self._close.clicked.connect(self.reject)
        self._go.clicked.connect(self._go_on)
        self.form.edited.connect(self._edited)
        self._banner.retry.connect(model.refresh)
        model.state_changed.connect(self._show_state)
        model.busy_changed.connect(self._show_busy)
        model.planned.connect(self._show_plan)
        model.written.connect(self._finish)
        model.failed.connect(self._show_failure)
        model.told.connect(self._tell)
        model.profile_changed.connect(self._profile_changed)
        self._pictures.told.connect(self._tell)

    # the subject

    @property
    def _key(self) -> int:
        return _NEW if self._shown is None or self._is_new else self._shown.id

    def _begin_new(self, source: Profile | None) -> None:
        self._is_new, self._source, self._shown = True, source, None
        name = None if source is None else copy_name(source.name, self._model.names())
        self._drafts[_NEW] = draft_of(source, name=name)
        self._title.setText("New profile" if source is None else f"Copy of “{source.name}”")
        self._pictures.show(None)
        self.backgrounds.offer_along(source)
        self._fill()
        self.form.go_to(NAME)

    def _choose(self, _row: object = None) -> None:
        """Show the row that the operator went to, with what was typed there before."""
        chosen = self.page.current()
        if not isinstance(chosen, Profile) or (self._shown == chosen and not self._is_new):
            return
        self._is_new, self._source, self._shown = False, None, chosen
        self._title.setText(chosen.name)
        self._pictures.show(chosen.id)
        self.backgrounds.offer_along(None)
        self._fill()

    def _fill(self) -> None:
        draft = self._drafts.get(self._key) or draft_of(self._shown)
        self.form.fill(draft)
        self.backgrounds.show_typed(draft.values)
        self._show_form()

    def _forget(self) -> None:
        self._drafts.pop(self._key, None)
        if self._is_new:
            self._is_new = False
            self._shown = None
            self._choose()
            if self._shown is None:
                self._show_nothing()
        else:
            self._fill()

    def _edited(self) -> None:
        draft = self.form.draft()
        self.backgrounds.show_typed(draft.values)
        if self._shown is not None and draft == draft_of(self._shown):
            self._drafts.pop(self._key, None)
        else:
            self._drafts[self._key] = draft
        self._show_tools()
        self._say("", "caption")

    def _copy_chosen(self) -> None:
        chosen = self.page.current()
        if isinstance(chosen, Profile):
            self._begin_new(chosen)

    def _show_two(self) -> None:
        found = self.page.table.selected_records()
        if len(found) == 2:
            TwoProfiles(found[0], found[1], self).open()

    def _profile_changed(self, profile_id: int) -> None:
        """What is at the studio is another: the form follows where nothing was typed."""
        found = self._model.profile(profile_id)
        if found is None or self._is_new or self._shown is None or self._shown.id != profile_id:
            return
        if profile_id not in self._drafts:
            self._shown = found
            self._title.setText(found.name)
            if self._pages.currentWidget() is not self.plan_pane:
                self._fill()
        self.backgrounds.show_typed(self.form.draft().values)

    # pages

    def _show_nothing(self) -> None:
        self._pages.setCurrentWidget(self._nothing)
        self._show_tools()

    def _show_form(self) -> None:
        self._model.cancel()
        self._plan = None
        self._pages.setCurrentWidget(self._form_page)
        self._say("", "caption")
        self._show_tools()

    def _show_plan(self, plan: ProfilePlan) -> None:
        self._plan = plan
        pictures = len(self._source.backgrounds) if self._source and self._brings_along else 0
        self.plan_pane.show_plan(plan, pictures)
        self._pages.setCurrentWidget(self.plan_pane)
        self._show_tools()

    @property
    def _brings_along(self) -> bool:
        return self._source is not None and self.backgrounds.along.isChecked()

    def _show_tools(self) -> None:
        is_plan = self._pages.currentWidget() is self.plan_pane
        is_form = self._pages.currentWidget() is self._form_page
        self.page.setEnabled(not is_plan)
        self._copy.setEnabled(isinstance(self.page.current(), Profile))
        self._two.setEnabled(self.page.table.selected_count() == 2)
        self._back.setVisible(is_plan)
        self._revert.setVisible(is_form and (self._key in self._drafts or self._is_new))
        self._go.setVisible(is_plan or is_form)
        self._go.setText(self._verb if is_plan else "Compare")
        self._go.setEnabled(not (is_plan and self._plan is not None and self._plan.is_empty))

    @property
    def _verb(self) -> str:
        return "Make this profile" if self._is_new else "Write the changes"

    def _go_on(self) -> None:
        if self._pages.currentWidget() is self.plan_pane:
            assert self._plan is not None
            self._model.write(self._plan, self._source if self._brings_along else None)
        else:
            self.compare()

    def _show_busy(self, words: str) -> None:
        self._go.setEnabled(not words and not (self._plan is not None and self._plan.is_empty))
        self._pages.setEnabled(not words)
        if words:
            self._say(f"{words} …", "caption")
        elif self._words.text().endswith("…"):
            self._say("", "caption")

    def _show_failure(self, error: StudioException, is_unsure: bool) -> None:
        told = explain(error)
        words = f"{error.message} {told.remedy}" if error.status == 422 else _three(error)
        self._say(f"{words} {UNSURE_WORDS}" if is_unsure else words, "error")

    def _finish(self, profile: Profile) -> None:
        self._drafts.pop(self._key, None)
        self._is_new, self._source, self._shown = False, None, None
        self._plan = None
        words = self._words.text() if self._words.property("role") == "warning" else ""
        self._show_form()
        self.choose(profile.id)
        self._say(words or f"“{profile.name}” is written.", "warning" if words else "good")

    def _show_state(self, state: LoadState) -> None:
        self._banner.show_state(state)
        if state.phase is Phase.LIVE and self._begin_with is not None:
            begin_with, self._begin_with = self._begin_with, None
            self.choose(begin_with)

    def _tell(self, words: str, tone: str) -> None:
        self._say(words, {"bad": "error", "warn": "warning"}.get(tone, "good"))

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        set_role(self._words, role)


def _three(error: StudioException) -> str:
    told = explain(error)
    return f"{told.happened} {told.cause} {told.remedy}"
