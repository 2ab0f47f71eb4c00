"""An analytic with its document: what it takes, what it makes. Drawn from what was read; nothing is
fetched for it, and all of it is plain text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.modelkit.columns import EMPTY
from facespace_desk.modelkit.state import LoadState
from facespace_desk.voxel51.document import AnalyticDocument, Field, Output
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.catalogue_columns import (
    kind_words,
    runs_on,
    scope_words,
    state_words,
)
from facespace_desk.voxel51.model.document_words import field_facts, output_words
from facespace_desk.voxel51.records import Analytic
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner

MOST_FIELDS: Final = 200  # of each kind; a document is somebody else's


class DocumentPane(QWidget):
    """Signals:

    use_wanted(Analytic): begin a job with it.
    image_wanted(Analytic): upload an image of it.
    delete_wanted(Analytic): delete it at the platform.
    """

    use_wanted = Signal(object)
    image_wanted = Signal(object)
    delete_wanted = Signal(object)

    def __init__(self, model: CatalogueModel) -> None:
        super().__init__()
        self._model = model
        self._why_not = ""
        self._title = label("", "title", wraps=True, selectable=True)
        self._facts = label("", "caption", wraps=True)
        self._version = QComboBox()
        self._version.setAccessibleName("Version")
        self._use = button("Use in new job…", "primary", icon_name="play")
        self._image = button("Add image…", tip="Upload the program for one kind of machine")
        self._delete = button("Delete…", "danger")
        self._reason = label("", "warning", wraps=True)
        self._banner = StateBanner()
        self._scroll = QScrollArea()
        self._nothing = EmptyPage("film", "Choose an analytic to read what it does")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_analytic()

    @property
    def analytic(self) -> Analytic | None:
        """The one that is shown."""
        return self._model.chosen

    @property
    def why_no_job(self) -> str:
        """Why no job can begin with it; empty when one can."""
        if self._why_not or self._model.chosen is None:
            return self._why_not
        pending = "No job can use it yet: it waits for its first image."
        return pending if self._model.chosen.pending else ""

    def set_why_no_job(self, words: str) -> None:
        """Why no job can begin whatever the analytic; empty when one can."""
        self._why_not = words
        self._show_tools()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._title, 1)
        first.addWidget(self._version)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._use)
        tools.addStretch(1)
        tools.addWidget(self._image)
        tools.addWidget(self._delete)
        head = QFrame()
        head.setProperty("kind", "toolbar")
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(6)
        column.addLayout(first)
        column.addWidget(self._facts)
        column.addLayout(tools)
        column.addWidget(self._reason)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QWidget()
        inner = QVBoxLayout(whole)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(head)
        inner.addWidget(self._banner)
        inner.addWidget(self._scroll, 1)
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        model = self._model
        model.chosen_changed.connect(self._show_analytic)
        model.state_changed.connect(self._show_analytic)
        model.document_changed.connect(self._show_document)
        self._version.activated.connect(lambda place: model.choose(self._version.itemData(place)))
        self._banner.retry.connect(model.read_document)
        for each, signal in (
            (self._use, self.use_wanted),
            (self._image, self.image_wanted),
            (self._delete, self.delete_wanted),
        ):
            each.clicked.connect(lambda _=False, signal=signal: signal.emit(model.chosen))

    def _show_analytic(self, _state: object = None) -> None:
        analytic = self._model.chosen
        self._stack.setCurrentIndex(0 if analytic is None else 1)
        if analytic is None:
            return
        self._title.setText(analytic.name)
        parts = [scope_words(analytic), f"runs on {runs_on(analytic)}", state_words(analytic)]
        parts += [kind_words(analytic)] if kind_words(analytic) else []
        self._facts.setText("  ·  ".join(part for part in parts if part != EMPTY))
        self._version.clear()
        for each in self._model.versions(analytic.name):
            self._version.addItem(f"Version {each.version or EMPTY}", each.id)
        self._version.setCurrentIndex(self._version.findData(analytic.id))
        self._show_tools()
        self._show_document(self._model.document_state)

    def _show_tools(self) -> None:
        analytic = self._model.chosen
        if analytic is None:
            return
        reason = self.why_no_job
        self._use.setEnabled(not reason)
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        is_own = analytic.scope != "public"
        self._image.setVisible(is_own)
        self._delete.setVisible(is_own)

    def _show_document(self, state: LoadState) -> None:
        document = self._model.document
        self._banner.show_state(LoadState.off() if state.error is None else state)
        self._scroll.setWidget(document_page(document, state, self._model.chosen))


def document_page(
    document: AnalyticDocument | None, state: LoadState, analytic: Analytic | None
) -> QWidget:
    """The document as labels, or that it is being read."""
    page = QWidget()
    page.setProperty("kind", "page")
    column = QVBoxLayout(page)
    column.setContentsMargins(16, 12, 16, 16)
    column.setSpacing(8)
    described = "" if analytic is None else analytic.description or ""
    if document is None:
        column.addWidget(label(described, wraps=True, selectable=True))
        if state.error is None:
            column.addWidget(label("Reading the document…", "muted"))
    else:
        text = document.info.description or described
        column.addWidget(label(text or "It has no description.", wraps=True, selectable=True))
        for title, fields in (("Inputs", document.inputs), ("Parameters", document.parameters)):
            _add_section(
                column, title, [_field(each) for each in fields[:MOST_FIELDS]], len(fields)
            )
        outputs = [_output(each) for each in document.outputs[:MOST_FIELDS]]
        _add_section(column, "Outputs", outputs, len(document.outputs))
        if document.zip_outputs:
            column.addWidget(label("All outputs come in one zip file.", "muted", wraps=True))
        if document.unread:
            words = f"{document.unread} entries of the document could not be read."
            column.addWidget(label(words, "warning", wraps=True))
    column.addStretch(1)
    return page


def _add_section(column: QVBoxLayout, title: str, parts: Sequence[QWidget], count: int) -> None:
    column.addSpacing(8)
    column.addWidget(label(f"{title} ({count})" if count else f"No {title.lower()}", "section"))
    for part in parts:
        column.addWidget(part)
    if count > len(parts):
        column.addWidget(label(f"{count - len(parts):,} more are not shown.", "muted"))


def _field(field: Field) -> QWidget:
    return _entry(field.name, field_facts(field), field.description)


def _output(output: Output) -> QWidget:
    return _entry(output.name, output_words(output), output.description)


def _entry(name: str, facts: str, description: str) -> QWidget:
    entry = QFrame()
    entry.setProperty("kind", "panel")
    column = QVBoxLayout(entry)
    column.setContentsMargins(12, 8, 12, 8)
    column.setSpacing(2)
    column.addWidget(label(name, "strong", wraps=True, selectable=True))
    column.addWidget(label(facts, "caption", wraps=True))
    if description:
        column.addWidget(label(description, wraps=True, selectable=True))
    return entry
