"""What is known of the chosen job: how far it is, why it failed, what its task says."""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.voxel51.model.catalogue_columns import moment_ms
from facespace_desk.voxel51.model.job_columns import span_words
from facespace_desk.voxel51.model.job_detail import JobDetail
from facespace_desk.voxel51.model.job_states import Act, JobRow, way, why_not
from facespace_desk.voxel51.model.triage import Finding
from facespace_desk.voxel51.records import JobState
from facespace_desk.voxel51.request import DataReference
from facespace_desk.voxel51.view.job_commands import ICONS, label_of
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.fact_grid import FactGrid
from facespace_desk.widgets.flow_layout import FlowLayout
from facespace_desk.widgets.labels import ElidedLabel, IconLabel, label, line, set_role
from facespace_desk.widgets.lifecycle import LifecycleStrip
from facespace_desk.widgets.ticker import VisibleTick

MESSAGES_SHOWN: Final = 40
VALUE_CHARS: Final = 160
FACTS: Final = (
    "Analytic",
    "Runs on",
    "Uploaded",
    "Started",
    "Ended",
    "Took",
    "Output kept",
    "Output file",
    "ID",
)


class JobPane(QStackedWidget):
    """Follows a JobDetail.

    Signals:
        act_wanted(Act): do it to the job.
        look_wanted(JobRow): look at its output.
        log_wanted(JobRow): read its log.
        clone_wanted: make another job of its request, with changes.
    """

    act_wanted = Signal(object)
    look_wanted = Signal(object)
    log_wanted = Signal(object)
    clone_wanted = Signal()

    def __init__(self, detail: JobDetail, display: Display) -> None:
        super().__init__()
        self._detail = detail
        self._display = display
        self._shown_id = ""
        self.title = label(role="title", wraps=True, selectable=True)
        self._sign = IconLabel("state-ring")
        self.state = label(role="strong")
        self._said = ElidedLabel(role="muted")
        self.strip = LifecycleStrip()
        self.note = label(role="muted", wraps=True)
        self.trouble = label(role="error", wraps=True)
        self._facts = FactGrid(FACTS)
        self.finding = _FindingBox()
        self.messages = label(role="mono", wraps=True, selectable=True)
        self._messages_head = label("What its task says", "section")
        self.request = label(role="mono", wraps=True, selectable=True)
        self._request_head = label("What it was asked to do", "section")
        self._acts = {act: button(label_of(act), icon_name=ICONS[act]) for act in Act}
        self.look = button("Look at the output", "primary", icon_name="eye")
        self.log = button("Log", icon_name="scroll-text", tip="Read the log of its task")
        self.clone = button(
            "Clone with changes…", icon_name="copy", tip="The same request, to be changed"
        )
        self._make()
        self._lay_out()
        detail.changed.connect(self._show)
        display.changed.connect(self._show)
        VisibleTick(self, self._tick)
        self._show()

    def act_button(self, act: Act) -> QPushButton:
        return self._acts[act]

    @property
    def facts(self) -> dict[str, str]:
        """What is said, by title."""
        return self._facts.facts

    # building

    def _make(self) -> None:
        for act, each in self._acts.items():
            if act is Act.DELETE:
                each.setProperty("kind", "danger")
            each.clicked.connect(lambda _checked=False, act=act: self.act_wanted.emit(act))
        self.look.clicked.connect(lambda: self.look_wanted.emit(self._detail.row))
        self.log.clicked.connect(lambda: self.log_wanted.emit(self._detail.row))
        self.clone.clicked.connect(self.clone_wanted)

    def _lay_out(self) -> None:
        nothing = label("Choose a job to see how far it is.", "muted", wraps=True)
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        nothing.setContentsMargins(24, 24, 24, 24)
        page = QWidget()
        page.setProperty("kind", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(10)
        column.addWidget(self.title)
        state = QHBoxLayout()
        state.setSpacing(6)
        state.addWidget(self._sign)
        state.addWidget(self.state)
        state.addWidget(self._said, 1)
        column.addLayout(state)
        column.addWidget(self.strip)
        column.addWidget(self.note)
        column.addWidget(self.finding)
        flow = FlowLayout(gap_px=6)
        for each in (self.look, self._acts[Act.START], self._acts[Act.RETRY], self.clone,
                     self._acts[Act.DOWNLOAD], self.log, self._acts[Act.KILL],
                     self._acts[Act.KEEP], self._acts[Act.ARCHIVE], self._acts[Act.UNARCHIVE],
                     self._acts[Act.DELETE]):  # fmt: skip
            flow.addWidget(each)
        column.addLayout(flow)
        column.addWidget(self.trouble)
        column.addWidget(line())
        column.addWidget(self._facts)
        for head, text in (
            (self._messages_head, self.messages),
            (self._request_head, self.request),
        ):
            column.addSpacing(2)
            column.addWidget(head)
            column.addWidget(text)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        self._scroll = scroll
        self.addWidget(nothing)
        self.addWidget(scroll)

    # showing

    def _tick(self) -> None:
        row = self._detail.row
        if row is not None:
            self._show_facts(row)

    def _show(self) -> None:
        row = self._detail.row
        self.setCurrentIndex(0 if row is None else 1)
        if row is None:
            self._shown_id = ""
            return
        if row.id != self._shown_id:
            self._shown_id = row.id
            self._scroll.verticalScrollBar().setValue(0)
        self.title.setText(row.title)
        self._sign.set_icon(*row.shape)
        self.state.setText(row.state_words.capitalize())
        self._said.setText("" if row.known_state else "a state that is not known here")
        self.strip.show_steps(way(row))
        self.note.setText(row.note)
        set_role(self.note, {"bad": "error", "warn": "warning"}.get(row.note_tone, "muted"))
        self.note.setVisible(bool(row.note))
        error = self._detail.state.error
        self.trouble.setText(error.message if error is not None and not row.is_gone else "")
        self.trouble.setVisible(bool(self.trouble.text()))
        self.finding.show_finding(self._detail.finding)
        self._show_buttons(row)
        self._show_facts(row)
        self._show_texts()

    def _show_buttons(self, row: JobRow) -> None:
        shown = {
            Act.START: row.state == JobState.READY,
            Act.KILL: row.is_active,
            Act.RETRY: row.state == JobState.FAILED,
            Act.DOWNLOAD: row.state == JobState.COMPLETE,
            Act.KEEP: not row.is_gone,
            Act.ARCHIVE: not row.archived,
            Act.UNARCHIVE: row.archived,
            Act.DELETE: row.state == JobState.READY or row.known_state is None,
        }
        for act, each in self._acts.items():
            reason = why_not(act, row)
            each.setVisible(shown[act] and not row.is_gone)
            each.setEnabled(not reason)
            each.setToolTip(reason)
        self.look.setVisible(row.state == JobState.COMPLETE and not row.is_gone)
        reason = why_not(Act.DOWNLOAD, row)
        self.look.setEnabled(not reason)
        self.look.setToolTip(reason)
        has_run = row.state not in (JobState.READY, JobState.QUEUED) and not row.is_gone
        self.log.setVisible(has_run)
        self.clone.setEnabled(self._detail.request is not None)

    def _show_facts(self, row: JobRow) -> None:
        display, job, now_ms = self._display, self._detail.job, wall_ms()
        took = ""
        if row.started_ms is not None:
            end_ms = row.ended_ms or (now_ms if row.is_active else row.started_ms)
            took = span_words(max(0, end_ms - row.started_ms))
        kept = display.time_text(row.expires_ms) if row.expires_ms is not None else ""
        if kept and row.expired:
            kept = f"until {kept}; expired, the output is deleted"
        elif kept and row.expires_ms is not None:
            kept = f"until {kept}, {span_words(row.expires_ms - now_ms)} more"
        values = {
            "Analytic": row.analytic or row.analytic_id or "",
            "Runs on": row.compute_mode,
            "Uploaded": _time(display, row.uploaded_ms),
            "Started": _time(display, row.started_ms),
            "Ended": _time(display, row.ended_ms),
            "Took": took,
            "Output kept": kept,
            "Output file": (job.output_filename or "") if job is not None else "",
            "ID": row.id,
        }
        self._facts.show_facts(values)

    def _show_texts(self) -> None:
        status, request = self._detail.status, self._detail.request
        found = status.messages[-MESSAGES_SHOWN:] if status is not None else ()
        lines = [
            f"{_clock(self._display, moment_ms(each.time))}  {each.message[:400]}" for each in found
        ]
        if status is not None and len(status.messages) > len(found):
            lines.insert(0, f"… {len(status.messages) - len(found)} before")
        self.messages.setText("\n".join(lines))
        self._messages_head.setVisible(bool(lines))
        self.messages.setVisible(bool(lines))
        wanted = [] if request is None else self._request_lines()
        self.request.setText("\n".join(wanted))
        self._request_head.setVisible(bool(wanted))
        self.request.setVisible(bool(wanted))

    def _request_lines(self) -> list[str]:
        request = self._detail.request
        assert request is not None
        words = {each.field: each.words for each in self._detail.data}
        lines = [f"{request.analytic} {request.version or ''}".strip()]
        lines += [
            f"{name}: {words.get(name, each.data_id)}" for name, each in request.inputs.items()
        ]
        for name, value in request.parameters.items():
            is_data = isinstance(value, DataReference)
            text = words.get(name, value.data_id) if is_data else _value(value)
            lines.append(f"{name} = {text}")
        return lines


class _FindingBox(QFrame):
    """Why the job failed, and what to do."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "verdict")
        self._what = label(role="strong", wraps=True)
        self._likely = label(wraps=True)
        self._quote = label(role="mono", wraps=True, selectable=True)
        self._to_do = label(role="muted", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        for part in (self._what, self._quote, self._likely, self._to_do):
            column.addWidget(part)

    @property
    def text(self) -> str:
        """All that is said."""
        parts = (self._what, self._quote, self._likely, self._to_do)
        return "\n".join(part.text() for part in parts if part.text())

    def show_finding(self, found: Finding | None) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        self._what.setText(found.what)
        self._likely.setText(f"Likely: {found.likely}")
        self._quote.setText(f"“{found.quote}”" if found.quote else "")
        self._quote.setVisible(bool(found.quote))
        self._to_do.setText("\n".join(f"{n}. {each}" for n, each in enumerate(found.to_do, 1)))


def _time(display: Display, moment: int | None) -> str:
    return "" if moment is None else display.time_text(moment)


def _clock(display: Display, moment: int | None) -> str:
    """The time of day alone; the date stands above."""
    return "--:--:--" if moment is None else display.time_text(moment).rpartition(" ")[2]


def _value(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= VALUE_CHARS else f"{text[:VALUE_CHARS]}…"
