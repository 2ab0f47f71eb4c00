"""What a write would change, field by field, before anybody agrees to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from facespace_desk.cam2.model.drafts import FIELDS, text_of
from facespace_desk.cam2.records import Value
from facespace_desk.cam2.writing import FieldChange, WritePlan
from facespace_desk.language import tr, tr_n
from facespace_desk.modelkit.columns import EMPTY
from facespace_desk.widgets.labels import label, line

NOTE_LENGTH: Final = 500
_HEADINGS: Final = (tr("Field"), tr("Now"), tr("Will be"))


class DifferencePane(QWidget):
    """Shows a `WritePlan`, and asks for a note to keep with it on this desk."""

    def __init__(self) -> None:
        super().__init__()
        self._summary = label("", "strong", wraps=True)
        self._warning = label("", "warning", wraps=True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.note = QLineEdit()
        self.note.setMaxLength(NOTE_LENGTH)
        self.note.setAccessibleName(tr("Note"))
        self.note.setPlaceholderText(tr("Why? Optional; kept on this desk with the former values"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._summary, self._warning):
            column.addWidget(part)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.note)

    def show_plan(self, plan: WritePlan) -> None:
        """Show what *plan* would do."""
        self._summary.setText(summary(plan))
        warning = _warning(plan)
        self._warning.setText(warning)
        self._warning.setVisible(bool(warning))
        self.note.setVisible(not plan.is_empty)
        self._scroll.setWidget(_grid(plan))


def summary(plan: WritePlan) -> str:
    """One sentence of what would happen."""
    if plan.is_empty:
        if plan.not_cleared:
            return tr("Nothing would change.")
        return tr("Nothing would change. The camera already is as typed.")
    if plan.before is None:
        return tr("A new camera would be added with these fields.")
    return tr_n(
        "{n:,} fields of camera {camera} would change.",
        "{n:,} field of camera {camera} would change.",
        len(plan.changes),
        camera=plan.camera_id,
    )


def title_of(field: str) -> str:
    """The name of a field as the operator knows it."""
    return tr("Type") if field == "type" else FIELDS[field].title if field in FIELDS else field


def _warning(plan: WritePlan) -> str:
    words = []
    if plan.conflicts:
        names = ", ".join(title_of(change.field) for change in plan.conflicts)
        words.append(
            tr(
                "Somebody else changed this meanwhile: {fields}. "
                "“Now” is what is there at present.",
                fields=names,
            )
        )
    if plan.not_cleared:
        names = ", ".join(title_of(name) for name in plan.not_cleared)
        words.append(
            tr("Cannot be emptied through this service, and stays: {fields}.", fields=names)
        )
    return "\n".join(words)


def _grid(plan: WritePlan) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    is_new = plan.before is None
    for place, heading in enumerate(_HEADINGS):
        if not (is_new and place == 1):
            grid.addWidget(label(heading, "section"), 0, place)
    grid.addWidget(line(), 1, 0, 1, 3)
    conflicts = {change.field: change for change in plan.conflicts}
    for row, change in enumerate(plan.changes, start=2):
        _add_row(grid, row, change, conflicts.get(change.field), is_new=is_new)
    grid.setRowStretch(len(plan.changes) + 2, 1)
    return sheet


def _add_row(
    grid: QGridLayout, row: int, change: FieldChange, conflict: FieldChange | None, *, is_new: bool
) -> None:
    top = Qt.AlignmentFlag.AlignTop
    grid.addWidget(label(title_of(change.field), "muted"), row, 0, top)
    if not is_new:
        now = _shown(change.before)
        if conflict is not None:
            now += "\n" + tr("(you were shown {value})", value=_shown(conflict.before))
        grid.addWidget(label(now, "muted", wraps=True, selectable=True), row, 1, top)
    grid.addWidget(label(_shown(change.after), "strong", wraps=True, selectable=True), row, 2, top)


def _shown(value: Value) -> str:
    return text_of(value) or EMPTY
