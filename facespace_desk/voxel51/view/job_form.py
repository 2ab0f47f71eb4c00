"""The page on which one job is put together: fields or JSON, what is said about the job, and what
is still missing."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.voxel51.model.data_choices import DataChoices
from facespace_desk.voxel51.model.job_draft import Key
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.templates import TemplateShelf
from facespace_desk.voxel51.request import DataReference
from facespace_desk.voxel51.view.data_chooser import DataChooser
from facespace_desk.voxel51.view.form_fields import cut
from facespace_desk.voxel51.view.job_about import JobAbout
from facespace_desk.voxel51.view.json_edit import JsonEdit
from facespace_desk.voxel51.view.request_fields import RequestFields
from facespace_desk.voxel51.view.template_menu import TemplateMenu
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import ElidedLabel, label, line, set_role
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.state_banner import StateBanner

WIDTH_PX: Final = 840  # of the fields, at most: longer lines are hard to read
ABOUT_PX: Final = 320
FIELDS, JSON = 0, 1
_MOST_NAMED: Final = 3


class JobForm(QWidget):
    """Signals:

    closed: the operator wants to leave it.
    many_wanted: the operator wants to run it on many data.
    """

    closed = Signal()
    many_wanted = Signal()

    def __init__(
        self,
        model: JobFormModel,
        choices: DataChoices,
        templates: TemplateShelf,
        *,
        offers_fetch: bool = False,
    ) -> None:
        """*offers_fetch*: somebody fetches the outputs of jobs that are done."""
        super().__init__()
        self.model = model
        self._choices = choices
        self._title = ElidedLabel("", "title")
        self._origin = ElidedLabel("", "caption")
        self._back = button("Back", "quiet", icon_name="chevron-left")
        self.ways = QTabBar()
        self.templates = TemplateMenu(model, templates, self)
        self._banner = StateBanner()
        self.fields: RequestFields | None = None
        self._scroll = QScrollArea()
        self.json = JsonEdit(model)
        self.about = JobAbout(model, offers_fetch=offers_fetch)
        self._nothing = nothing_yet("No analytic is chosen", hint="Choose one, and use it in a job")
        self._pages = QStackedWidget()
        self._whole = QStackedWidget()
        self._state_words = label("", "caption", wraps=True)
        self.many = button("Run on many…", icon_name="layers", tip="The same on many data")
        self.go = button("Start job", "primary", icon_name="play")
        self._lay_out()
        self._connect()
        self._open()

    def choose_data(self, key: Key) -> None:
        """Let the operator choose the data of this field."""
        field = self.model.field(key)
        if field is not None:
            dialog = DataChooser(field, self._choices, self)
            dialog.chosen.connect(lambda data_id: self.model.set_value(key, DataReference(data_id)))
            dialog.open()

    # building

    def _lay_out(self) -> None:
        self.ways.setProperty("kind", "segment")
        self.ways.setDrawBase(False)
        self.ways.setExpanding(False)
        self.ways.setUsesScrollButtons(False)  # it would keep room for them
        self.ways.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.ways.setAccessibleName("Form or JSON")
        self.ways.addTab("Form")
        self.ways.addTab("JSON")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        json_page = QWidget()
        within = QVBoxLayout(json_page)
        within.setContentsMargins(16, 12, 16, 12)
        within.addWidget(self.json)
        self._pages.addWidget(self._scroll)
        self._pages.addWidget(json_page)
        side = QScrollArea()
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(self.about)
        side.setFixedWidth(ABOUT_PX)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._pages, 1)
        middle.addWidget(line(upright=True))
        middle.addWidget(side)
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(middle, 1)
        column.addWidget(self._foot())
        self._whole.addWidget(form)
        self._whole.addWidget(self._nothing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addWidget(self._banner)
        whole.addWidget(self._whole, 1)

    def _head(self) -> QFrame:
        head = QFrame()
        head.setProperty("kind", "toolbar")
        row = QHBoxLayout(head)
        row.setContentsMargins(8, 6, 12, 6)
        row.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._origin)
        row.addWidget(self._back)
        row.addLayout(names, 1)
        row.addWidget(self.templates.button)
        row.addWidget(self.ways)
        return head

    def _foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("kind", "status")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._state_words, 1)
        row.addWidget(self.many)
        row.addWidget(self.go)
        return foot

    def _connect(self) -> None:
        model = self.model
        self._back.clicked.connect(self.closed)
        self.many.clicked.connect(self.many_wanted)
        self.go.clicked.connect(self._launch)
        self.ways.currentChanged.connect(self._pages.setCurrentIndex)
        self._banner.retry.connect(model.retry)
        model.opened.connect(self._open)
        model.changed.connect(self._show)
        model.state_changed.connect(self._show_state)

    # showing

    def _open(self) -> None:
        """The form of another job: fields of its own, from the top."""
        model = self.model
        self.fields = None
        inside = QWidget()
        inside.setProperty("kind", "page")
        row = QHBoxLayout(inside)
        row.setContentsMargins(16, 12, 16, 16)
        if model.draft is not None:
            self.fields = RequestFields(model, self._choices)
            self.fields.setMaximumWidth(WIDTH_PX)
            self.fields.data_wanted.connect(self.choose_data)
            row.addWidget(self.fields, 100)
            row.addStretch(1)
        self._scroll.setWidget(inside)
        self._show_state(model.state)
        self._show()

    def _show_state(self, state: LoadState) -> None:
        self._banner.show_state(state)
        is_reading = state.phase is Phase.LOADING
        self._nothing.set_sentence("Reading the document…" if is_reading else "No form is open")
        self._whole.setCurrentIndex(0 if self.model.draft is not None else 1)

    def _show(self) -> None:
        model, draft = self.model, self.model.draft
        request = None if draft is None else draft.request
        name = (
            "" if request is None else " ".join(filter(None, (request.analytic, request.version)))
        )
        self._title.setText(f"New job: {name}" if name else "New job")
        self._origin.setText(model.origin or self._description())
        self._origin.setVisible(bool(self._origin.text()))
        is_free = draft is not None and not model.is_sending
        self.go.setEnabled(is_free)
        self.many.setEnabled(is_free and model.document is not None)
        self.templates.button.setEnabled(is_free)
        is_start = draft is None or draft.auto_start
        self.go.setText("Start job" if is_start else "Make job")
        words, role = self._words_of_state()
        self._state_words.setText(words)
        set_role(self._state_words, role)

    def _description(self) -> str:
        document = self.model.document
        return "" if document is None else " ".join(document.info.description.split())

    def _words_of_state(self) -> tuple[str, str]:
        model = self.model
        if model.is_sending:
            return "The job is being made…", "caption"
        if model.failure:
            return model.failure, "error"
        if not model.problems:
            return "Ready.", "good"
        missing = model.missing
        if missing:
            more = f" and {len(missing) - _MOST_NAMED} more" if len(missing) > _MOST_NAMED else ""
            return f"Still to be filled: {', '.join(missing[:_MOST_NAMED])}{more}.", "caption"
        spot, words = next(iter(model.problems.items()))
        return f"{cut(spot[1])}: {words}" if spot[1] else words, "error"

    def _launch(self) -> None:
        """Make the job, or go to what keeps it from being one."""
        self.model.launch()
        for spot in self.model.problems:
            field = self.fields.go_to(cast("Key", spot)) if self.fields is not None else None
            if field is not None:
                self.ways.setCurrentIndex(FIELDS)
                self._scroll.ensureWidgetVisible(field)
                return
