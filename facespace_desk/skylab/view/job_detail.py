"""What is known of the shown job, and what can be done with it; below, the chosen photo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.skylab.model.job_columns import JobRow, in_front_words
from facespace_desk.skylab.model.stages import SHAPES, Stage, lifecycle
from facespace_desk.skylab.view.photo_detail import PhotoDetail
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.fact_grid import FactGrid
from facespace_desk.widgets.flow_layout import FlowLayout
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label
from facespace_desk.widgets.lifecycle import LifecycleStrip
from facespace_desk.widgets.ticker import VisibleTick

if TYPE_CHECKING:
    from facespace_desk.skylab.model.jobs import JobsModel
    from facespace_desk.skylab.model.kept import JobShelf
    from facespace_desk.skylab.model.photos import PhotosModel

FAILURES_SHOWN: Final = 4


class JobDetail(QStackedWidget):
    """Follows the chosen job by itself.

    Signals:
        queue_wanted, cancel_wanted, fetch_wanted, folder_wanted, receipt_wanted, verify_wanted,
        delete_wanted, retry_wanted, add_wanted, edit_wanted: what the buttons say.
    """

    queue_wanted = Signal()
    cancel_wanted = Signal()
    fetch_wanted = Signal()
    folder_wanted = Signal()
    receipt_wanted = Signal()
    verify_wanted = Signal()
    delete_wanted = Signal()
    retry_wanted = Signal()
    add_wanted = Signal()
    edit_wanted = Signal()

    def __init__(
        self, jobs: JobsModel, photos: PhotosModel, shelf: JobShelf, display: Display
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._shelf = shelf
        self._display = display
        self.photo = PhotoDetail(display)
        self._title = label(role="title", wraps=True, selectable=True)
        self._sign = IconLabel("state-ring")
        self._state = label(role="strong")
        self._said = ElidedLabel(role="muted")
        self.strip = LifecycleStrip()
        self._facts = FactGrid(FACTS)
        self._failures = label(role="error", wraps=True, selectable=True)
        self._buttons = self._make_buttons()
        self._lay_out()
        jobs.chosen_changed.connect(self._show)
        jobs.job_changed.connect(self._job_changed)
        shelf.changed.connect(self._job_changed)
        VisibleTick(self, self._show)
        self._show()

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by title."""
        return self._facts.facts

    def button(self, name: str) -> QPushButton:
        """The button of this name, as in the signals: "queue"."""
        return self._buttons[name]

    def _job_changed(self, job_id: int) -> None:
        if job_id == self._jobs.chosen:
            self._show()

    def _show(self, *_: object) -> None:
        row = self._jobs.row(self._jobs.chosen)
        self.setCurrentIndex(0 if row is None else 1)
        if row is None:
            return
        kept = self._shelf.get(row.id)
        self._title.setText(row.name or f"Job {row.id}")
        self._sign.set_icon(*SHAPES[row.stage])
        self._state.setText(row.stage.value.capitalize())
        self._said.setText(f"the studio says “{row.status}”" if row.status else "")
        reached = Stage[kept.reached] if kept.reached in Stage.__members__ else None
        self.strip.show_steps(lifecycle(row.stage, note=_note(row), reached=reached))
        self._facts.show_facts(self._values(row))
        lines = [f"{each.name}: {each.reason}" for each in kept.failures[:FAILURES_SHOWN]]
        if len(kept.failures) > FAILURES_SHOWN:
            lines.append(f"and {len(kept.failures) - FAILURES_SHOWN} more failures")
        self._failures.setText("\n".join(lines))
        self._failures.setVisible(bool(lines))
        self._show_buttons(row)

    def _values(self, row: JobRow) -> dict[str, str]:
        kept, display, now_ms = self._shelf.get(row.id), self._display, wall_ms()
        photos = "" if row.photo_count is None else f"{row.photo_count} at the studio"
        if row.sent:
            photos = f"{photos}, {row.sent} sent from here" if photos else f"{row.sent} sent"
        asked = display.ago_text(row.checked_ms, now_ms) if row.checked_ms else ""
        after = [
            "queued when all have arrived" if kept.queue_when_uploaded else "",
            "results are fetched" if kept.fetch_when_done and not kept.was_fetched else "",
        ]
        return {
            "Profile": row.profile_name or ("" if row.profile_id is None else f"#{row.profile_id}"),
            "Photos": photos,
            "Place": in_front_words(row.in_front) if row.stage is Stage.QUEUED else "",
            "By itself": ", then ".join(part for part in after if part),
            "Callback": kept.callback_url,
            "Came back": f"{row.received} files" if row.received else "",
            "Results in": row.folder,
            "First seen": display.time_text(row.first_seen_ms) if row.first_seen_ms else "",
            "Queued": display.time_text(kept.queued_ms) if kept.queued_ms else "",
            "Ended": display.time_text(row.ended_ms) if row.ended_ms else "",
            "Last asked": asked,
            "ID": str(row.id),
        }

    def _show_buttons(self, row: JobRow) -> None:
        stage, is_known = row.stage, row.stage is not Stage.GONE
        shown = {
            "queue": stage is Stage.DRAFT,
            "add": stage in (Stage.DRAFT, Stage.UPLOADING),
            "cancel": stage.moves or stage is Stage.UPLOADING,
            "fetch": stage is Stage.DONE,
            "folder": bool(row.folder),
            "verify": row.received > 0,
            "retry": row.uploads_failed + row.downloads_failed > 0,
            "receipt": True,
            "edit": is_known,
            "delete": is_known,
        }
        for name, is_shown in shown.items():
            self._buttons[name].setVisible(is_shown)

    def _make_buttons(self) -> dict[str, QPushButton]:
        made = {
            "queue": button("Queue…", "primary", icon_name="send"),
            "fetch": button("Fetch results", "primary", icon_name="download"),
            "add": button("Add photos…", icon_name="plus"),
            "retry": button("Retry failed", icon_name="rotate-ccw"),
            "folder": button("Open folder", icon_name="folder-open"),
            "verify": button("Verify", tip="Compare the files with what came back"),
            "receipt": button("Receipt…", icon_name="scroll-text"),
            "edit": button("Edit…", tip="Another name or profile"),
            "cancel": button("Cancel job"),
            "delete": button("Delete…", "danger", icon_name="trash-2"),
        }
        for name, made_button in made.items():
            made_button.clicked.connect(getattr(self, f"{name}_wanted"))
        return made

    def _lay_out(self) -> None:
        nothing = label("Choose a job to see how far it is.", "muted", wraps=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(24, 24, 24, 24)
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addLayout(self._state_line())
        column.addWidget(self.strip)
        acts = FlowLayout(gap_px=6)
        for each in self._buttons.values():
            acts.addWidget(each)
        column.addLayout(acts)
        column.addWidget(self._failures)
        column.addWidget(self._facts)
        column.addWidget(self.photo)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self.addWidget(nothing)
        self.addWidget(scroll)

    def _state_line(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(6)
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(self._state, 0, 1)
        grid.addWidget(self._said, 0, 2)
        grid.setColumnStretch(2, 1)
        return grid


FACTS: Final = (
    "Profile",
    "Photos",
    "Place",
    "By itself",
    "Callback",
    "Came back",
    "Results in",
    "First seen",
    "Queued",
    "Ended",
    "Last asked",
    "ID",
)


def _note(row: JobRow) -> str:
    """What the lifecycle strip says of the step that the job is at."""
    if row.stage is Stage.UPLOADING:
        return f"{row.upload_share:.0%}"
    if row.stage is Stage.QUEUED:
        return in_front_words(row.in_front) if row.in_front is not None else ""
    return ""
