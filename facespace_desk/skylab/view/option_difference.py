"""Differences of profiles: what a write would change before anybody agrees to it, and two profiles
side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.columns import EMPTY
from facespace_desk.skylab.model.profile_options import (
    Difference,
    ProfilePlan,
    differences,
    title_of,
    value_text,
)
from facespace_desk.skylab.records import Profile
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label, line

_Line = tuple[str, str, str, bool]  # title, left, right, whether the right one matters
_HEADINGS: Final = (tr("Option"), tr("Now"), tr("Will be"))


class PlanPane(QWidget):
    """Shows a `ProfilePlan`."""

    def __init__(self) -> None:
        super().__init__()
        self._summary = label("", "strong", wraps=True)
        self._warning = label("", "warning", wraps=True)
        self._scroll = _scroll()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._summary)
        column.addWidget(self._warning)
        column.addWidget(self._scroll, 1)

    def show_plan(self, plan: ProfilePlan, picture_count: int = 0) -> None:
        """Show what *plan* would do; *picture_count* pictures would be copied with it."""
        words = summary(plan)
        if picture_count:
            along = tr_n(
                "{n} background pictures come along.",
                "{n} background picture comes along.",
                picture_count,
            )
            words = f"{words} {along}"
        self._summary.setText(words)
        warning = _warning(plan)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        conflicts = {each.field: each for each in plan.conflicts}
        lines: list[_Line] = []
        for change in plan.changes:
            now = _shown(change.before)
            if change.field in conflicts:
                before = _shown(conflicts[change.field].before)
                now += "\n" + tr("(you were shown {value})", value=before)
            lines.append((title_of(change.field), now, _shown(change.after), True))
        is_new = plan.before is None
        headings = (_HEADINGS[0], "" if is_new else _HEADINGS[1], _HEADINGS[2])
        self._scroll.setWidget(_grid(headings, lines, hides_left=is_new))


class TwoProfiles(DeskDialog):
    """Two profiles, option by option; those that are alike can be left out."""

    def __init__(self, one: Profile, other: Profile, parent: QWidget | None) -> None:
        super().__init__(tr("Difference of two profiles"), parent)
        self._pair = one, other
        self._lines = differences(one, other)
        count = sum(each.differs for each in self._lines)
        words = tr_n("{n} options differ.", "{n} option differs.", count)
        if not count or all(each.field == "name" for each in self._lines if each.differs):
            words = tr("These two profiles are alike but for their names.")
        self._only = QCheckBox(tr("Only what differs"))
        self._only.setChecked(True)
        self._only.toggled.connect(self._fill)
        self._scroll = _scroll()
        self.body.addWidget(label(words, "strong", wraps=True))
        self.body.addWidget(self._scroll, 1)
        self.add_note(self._only)
        close = button(tr("Close"))
        close.clicked.connect(self.reject)
        self.add_button(close)
        self._fill()
        self.resize(680, 520)

    def _fill(self) -> None:
        shown = [each for each in self._lines if each.differs or not self._only.isChecked()]
        headings = (tr("Option"), self._pair[0].name, self._pair[1].name)
        self._scroll.setWidget(_grid(headings, [_line(each) for each in shown]))


def summary(plan: ProfilePlan) -> str:
    """One sentence of what would happen."""
    if plan.is_empty:
        return tr("Nothing would change. The profile already is as typed.")
    if plan.before is None:
        return tr("A new profile, “{name}”, would be made with these options.", name=plan.name)
    return tr_n(
        "{n} options of “{name}” would change.",
        "{n} option of “{name}” would change.",
        len(plan.changes),
        name=plan.before.name,
    )


def _warning(plan: ProfilePlan) -> str:
    words = []
    if plan.conflicts:
        names = ", ".join(title_of(each.field) for each in plan.conflicts)
        words.append(
            tr(
                "Somebody else changed this meanwhile: {names}. “Now” is what is there at present.",
                names=names,
            )
        )
    if plan.not_removed:
        names = ", ".join(plan.not_removed)
        words.append(
            tr("Cannot be taken away through this service, and stays: {names}.", names=names)
        )
    return "\n".join(words)


def _line(each: Difference) -> _Line:
    return title_of(each.field), _shown(each.one), _shown(each.other), each.differs


def _shown(value: Any) -> str:
    return value_text(value) or EMPTY


def _scroll() -> QScrollArea:
    result = QScrollArea()
    result.setWidgetResizable(True)
    result.setFrameShape(QFrame.Shape.NoFrame)
    return result


def _grid(headings: Sequence[str], lines: Sequence[_Line], *, hides_left: bool = False) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnMinimumWidth(0, 170)
    top = Qt.AlignmentFlag.AlignTop
    for place, heading in enumerate(headings):
        if place:
            grid.setColumnStretch(place, 0 if hides_left and place == 1 else 1)
        grid.addWidget(label(heading, "section", wraps=bool(place)), 0, place, top)
    grid.addWidget(line(), 1, 0, 1, 3)
    for row, (title, left, right, matters) in enumerate(lines, start=2):
        grid.addWidget(label(title, "muted"), row, 0, top)
        if not hides_left:
            role = "muted" if matters else ""
            grid.addWidget(label(left, role, wraps=True, selectable=True), row, 1, top)
        role = "strong" if matters else ""
        grid.addWidget(label(right, role, wraps=True, selectable=True), row, 2, top)
    grid.setRowStretch(len(lines) + 2, 1)
    return sheet
