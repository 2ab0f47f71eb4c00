"""The profiles: a list, the form of one with its background pictures, and the difference before
anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.errors import explain
from facespace_desk.skylab.errors import StudioException
from facespace_desk.skylab.model.backgrounds import BackgroundsModel
from facespace_desk.skylab.model.profile_options import NAME, Edit, ProfilePlan, errors_of
from facespace_desk.skylab.model.profiles import ProfilesModel
from facespace_desk.skylab.records import Profile
from facespace_desk.skylab.view.backgrounds import BackgroundsPane
from facespace_desk.skylab.view.dialogs import ConfirmDialog
from facespace_desk.skylab.view.option_difference import PlanPane, TwoProfiles
from facespace_desk.skylab.view.profile_form import ProfileForm
from facespace_desk.skylab.view.profile_list import ProfileList
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label, line, set_role
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner

if TYPE_CHECKING:
    from facespace_desk.skylab.model.pictures import PhotoPictures

SIZE_PX: Final = (1120, 700)
UNSURE_WORDS: Final = tr(
    "It is not known whether this was written. Look at the profile before you try again."
)
BEGUN_WORDS: Final = tr("This one was begun before. Write it or forget it, then begin another.")
KEEP_WORDS: Final = tr(
    "A profile can be changed but not deleted: the studio offers no way to do so."
)
_NEW: Final = None  # the id of a profile that is not written yet


class ProfilesDialog(DeskDialog):
    """What was typed stays with its profile while others are looked at, until it is written or
    forgotten; closing asks about it.

    Signals:
        export_wanted(TablePage): the profiles shown shall become a file.
        sign_in: the operator wants to enter another key.
    """

    export_wanted = Signal(object)
    sign_in = Signal()

    def __init__(
        self,
        model: ProfilesModel,
        backgrounds: BackgroundsModel,
        pictures: PhotoPictures,
        display: Display,
        parent: QWidget | None,
    ) -> None:
        super().__init__(tr("Profiles"), parent)
        self._model = model
        self._pictures = backgrounds
        self._wanted: int | None = None  # to be shown when the list is there
        self._edit: Edit | None = None  # in the form
        self._edits: dict[int | None, Edit] = {}  # typed and not written
        self._plan: ProfilePlan | None = None
        self._is_writing = False
        self._list = ProfileList(model.table, display)
        self.page = self._list.page
        self._banner = StateBanner()
        self._title = label("", "title", wraps=True)
        self.form = ProfileForm()
        self.backgrounds = BackgroundsPane(backgrounds, pictures)
        self.plan_pane = PlanPane()
        self._nothing = EmptyPage("layers", tr("Choose a profile, or make a new one"))
        self._form_page = QScrollArea()
        self._pages = QStackedWidget()
        self._words = label("", "caption", wraps=True)
        self._back, self._close = button(tr("Back"), "plain"), button(tr("Close"), "plain")
        self._revert = button(tr("Forget what was typed"), "plain")
        self._go = button(tr("Compare"), "primary")
        self._lay_out()
        self._connect()
        self._show_page(self._nothing)
        self._show_state(model.state)
        self.resize(*SIZE_PX)
        model.refresh()

    # what the operator does

    def make_new(self) -> None:
        """Begin a profile with nothing switched on, or go on with one that was begun."""
        self._begin(None)

    def choose(self, profile_id: int | None) -> None:
        """Show this profile, now or when it is known."""
        profile = self._model.profile(profile_id)
        self._wanted = profile_id if profile is None else None
        if profile is None:
            return
        self._list.go_to(profile.id)
        self._show_profile(profile)

    def compare(self) -> None:
        """Find out what would be written."""
        edit = self._edit
        assert edit is not None
        errors = errors_of(edit.draft, self._model.names(edit.profile_id))
        self.form.show_errors(errors)
        if errors:
            self._go_to(next(iter(errors)))
            self._say(tr("Something needs another look."), "error")
            return
        self._model.plan(edit)

    def reject(self) -> None:
        """Close, after a question when something was typed and not written."""
        if not self._edits:
            super().reject()
            return
        lines = [tr("What was typed here was not written, and is lost when this is closed.")]
        names = [edit.title for edit in self._edits.values()]
        question = ConfirmDialog(tr("Close"), lines, tr("Close and forget it"), self, names=names)
        question.accepted.connect(self.leave)
        question.open()

    def leave(self) -> None:
        """Close, and forget what was typed."""
        self.done(0)

    # putting together

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 0, 12, 0)
        column.setSpacing(16)
        keep = label(KEEP_WORDS, "caption", wraps=True)
        for part in (self._title, self.form, line(), self.backgrounds, line(), keep):
            column.addWidget(part)
        column.addStretch(1)
        self._form_page.setWidgetResizable(True)
        self._form_page.setFrameShape(QFrame.Shape.NoFrame)
        self._form_page.setWidget(inside)
        for page in (self._nothing, self._form_page, self.plan_pane):
            self._pages.addWidget(page)
        self.plan_pane.setContentsMargins(16, 0, 0, 0)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(self._list)
        sides.addWidget(self._pages)
        sides.setSizes([470, 620])
        sides.setHandleWidth(1)
        sides.setChildrenCollapsible(False)
        self.body.addWidget(self._banner)
        self.body.addWidget(sides, 1)
        self.body.addWidget(self._words)
        self._words.hide()
        self.add_button(self._revert, left=True)
        for each in (self._back, self._close, self._go):
            self.add_button(each)

    def _connect(self) -> None:
        model = self._model
        self._list.chosen.connect(self._choose)
        self._list.new_wanted.connect(self.make_new)
        self._list.copy_wanted.connect(self._begin)
        self._list.difference_wanted.connect(self._show_two)
        self.page.export_wanted.connect(lambda: self.export_wanted.emit(self.page))
        self._back.clicked.connect(self._go_back)
        self._revert.clicked.connect(self._forget)
        self._close.clicked.connect(self.reject)
        self._go.clicked.connect(self._go_on)
        self.form.edited.connect(self._edited)
        self._banner.retry.connect(model.refresh)
        self._banner.sign_in.connect(self.sign_in)
        model.state_changed.connect(self._show_state)
        model.busy_changed.connect(self._show_busy)
        model.planned.connect(self._show_plan)
        model.written.connect(self._finish)
        model.failed.connect(self._show_failure)
        model.told.connect(self._tell)
        model.profile_changed.connect(self._profile_changed)
        self._pictures.told.connect(self._tell)

    # the subject

    def _begin(self, source: Profile | None) -> None:
        begun = self._edits.get(_NEW)
        self._show_edit(begun or Edit.new(source, self._model.names()))
        if begun is not None:
            self._say(BEGUN_WORDS, "warning")
        self._go_to(NAME)

    def _choose(self) -> None:
        """Show the row that the operator went to, with what was typed there before."""
        chosen = self._list.current()
        if chosen is not None and (self._edit is None or self._edit.profile_id != chosen.id):
            self._show_profile(chosen)

    def _show_profile(self, profile: Profile) -> None:
        self._show_edit(self._edits.get(profile.id) or Edit.of(profile))

    def _show_edit(self, edit: Edit) -> None:
        self._model.cancel()
        self._pictures.show(edit.profile_id)
        self.backgrounds.offer_along(edit.source)
        self._fill(edit)
        self._form_page.verticalScrollBar().setValue(0)
        self._show_page(self._form_page)

    def _fill(self, edit: Edit) -> None:
        self._edit = edit
        self._title.setText(edit.title)
        self.form.fill(edit.draft, edit.unsaid)
        self.backgrounds.show_typed(edit.draft.values)

    def _go_to(self, name: str) -> None:
        """Put this field under the operator's eyes and hands."""
        self._form_page.ensureWidgetVisible(self.form.go_to(name))

    def _forget(self) -> None:
        assert self._edit is not None
        profile_id = self._edit.profile_id
        self._edits.pop(profile_id, None)
        profile = self._model.profile(profile_id) or self._list.current()
        if profile is not None:
            self._show_profile(profile)
        else:
            self._edit = None
            self._show_page(self._nothing)

    def _edited(self) -> None:
        assert self._edit is not None
        edit = self._edit = msgspec.structs.replace(self._edit, draft=self.form.draft())
        if edit.is_typed:
            self._edits[edit.profile_id] = edit
        else:
            self._edits.pop(edit.profile_id, None)
        self.backgrounds.show_typed(edit.draft.values)
        self._show_tools()
        self._say("", "caption")

    def _show_two(self, one: Profile, other: Profile) -> None:
        TwoProfiles(one, other, self).open()

    def _profile_changed(self, profile_id: int) -> None:
        """What is at the studio is another: the form follows where nothing was typed."""
        found, edit = self._model.profile(profile_id), self._edit
        if edit is None or edit.profile_id != profile_id:
            return
        if found is None and profile_id not in self._edits:
            self._edit = None
            self._show_page(self._nothing)
        elif found is not None and not edit.is_typed:
            self._edit = fresh = Edit.of(found)
            if fresh.begun != edit.begun:  # else the cursor stays where it is
                self._fill(fresh)

    # pages

    def _show_page(self, page: QWidget) -> None:
        if page is not self.plan_pane:
            self._plan = None
        self._pages.setCurrentWidget(page)
        self._say("", "caption")
        self._show_tools()

    def _go_back(self) -> None:
        self._show_page(self._form_page)

    def _show_plan(self, plan: ProfilePlan) -> None:
        self._plan = plan
        along = self._along
        self.plan_pane.show_plan(plan, 0 if along is None else len(along.backgrounds))
        self._show_page(self.plan_pane)

    @property
    def _along(self) -> Profile | None:
        """Whose pictures come along."""
        source = None if self._edit is None else self._edit.source
        return source if self.backgrounds.along.isChecked() else None

    def _show_tools(self) -> None:
        is_plan = self._pages.currentWidget() is self.plan_pane
        is_form = self._pages.currentWidget() is self._form_page
        is_new = self._edit is not None and self._edit.shown is None
        self._list.set_open(not is_plan)
        self._back.setVisible(is_plan)
        self._back.setEnabled(not self._is_writing)
        is_typed = self._edit is not None and self._edit.is_typed
        self._revert.setVisible(is_form and (is_typed or is_new))
        self._go.setVisible(is_plan or is_form)
        verb = tr("Make this profile") if is_new else tr("Write the changes")
        self._go.setText(verb if is_plan else tr("Compare"))
        self._go.setEnabled(
            not self._is_writing and not (self._plan is not None and self._plan.is_empty)
        )

    def _go_on(self) -> None:
        if self._plan is not None:
            self._is_writing = True
            self._model.write(self._plan, self._along)
        else:
            self.compare()

    def _show_busy(self, words: str) -> None:
        self._pages.setEnabled(not words)
        if words:
            self._say(f"{words} …", "caption")
        else:
            self._is_writing = False
            if self._words.text().endswith("…"):
                self._say("", "caption")
        self._show_tools()
        if words:
            self._go.setEnabled(False)

    def _show_failure(self, error: StudioException, is_unsure: bool) -> None:
        told = explain(error)
        words = f"{error.message} {told.remedy}"
        if error.status != 422:
            words = f"{told.happened} {told.cause} {told.remedy}"
        self._say(f"{words} {UNSURE_WORDS}" if is_unsure else words, "error")
        if is_unsure:
            self._model.refresh()

    def _finish(self, profile: Profile) -> None:
        assert self._edit is not None
        self._edits.pop(self._edit.profile_id, None)
        words = self._words.text() if self._words.property("role") == "warning" else ""
        self._edit = None
        self.choose(profile.id)
        self._say(
            words or tr("“{name}” is written.", name=profile.name), "warning" if words else "good"
        )

    def _show_state(self, state: LoadState) -> None:
        self._banner.show_state(state)
        self._list.show_state(state)
        if state.phase is Phase.LIVE:
            self.choose(self._wanted)

    def _tell(self, words: str, tone: str) -> None:
        self._say(words, {"bad": "error", "warn": "warning"}.get(tone, "good"))

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        self._words.setVisible(bool(words))
        set_role(self._words, role)
