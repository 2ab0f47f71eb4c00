"""Before and after: the original of a photo and what the studio made of it, at any size."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.language import tr
from facespace_desk.skylab.fullsize import Pyramid
from facespace_desk.skylab.model.compare import ACCEPTED, FLAGGED, CompareModel, Side
from facespace_desk.skylab.view.compare_canvas import WAY_WORDS, CompareCanvas, Way
from facespace_desk.widgets.buttons import button, tool_button
from facespace_desk.widgets.labels import ElidedLabel, label
from facespace_desk.widgets.pages import EmptyPage

WAYS = tuple(Way)


class ComparePage(QWidget):
    """Shows a CompareModel.

    Signals:
        left: back to the photos.
        showing(str): the key of the photo that is looked at.
    """

    left = Signal()
    showing = Signal(str)

    def __init__(self, model: CompareModel) -> None:
        super().__init__()
        self._model = model
        self._key = ""
        self.canvas = CompareCanvas()
        self._empty = EmptyPage(
            "image",
            tr("Nothing to compare yet"),
            hint=tr("Photos can be compared when the studio has finished them."),
        )
        self._stack = QStackedWidget()
        self._title = ElidedLabel(role="title")
        self._place = label(role="caption")
        self._ways = QTabBar()
        self._zoom = label(role="caption")
        self._results = QComboBox()
        self._about = ElidedLabel(role="caption")
        self._again = button(tr("Try again"), "link")
        self.accept = tool_button("thumbs-up", tr("Accept the result (A)"), text=tr("Accept"))
        self.flag = tool_button("flag", tr("Flag the result to be done again (F)"), text=tr("Flag"))
        self._lay_out()
        self._connect()
        self._show()

    @property
    def about(self) -> str:
        """What is said of the two pictures."""
        return self._about.text()

    def set_way(self, way: Way) -> None:
        """Compare in this way."""
        self._ways.setCurrentIndex(WAYS.index(way))

    # building

    def _lay_out(self) -> None:
        self._ways.setProperty("kind", "segment")
        self._ways.setDrawBase(False)
        self._ways.setExpanding(False)
        self._ways.setAccessibleName(tr("How to compare"))
        for way in WAYS:
            self._ways.addTab(WAY_WORDS[way])
        self._ways.setTabToolTip(WAYS.index(Way.SLIDER), tr("Draw the line, or press [ and ]"))
        self._ways.setTabToolTip(WAYS.index(Way.FLICKER), tr("Press the space bar to change"))
        self._results.setAccessibleName(tr("Which result"))
        self._results.setToolTip(tr("Which of the files that came back"))
        self._results.setMaximumWidth(220)
        for mark in (self.accept, self.flag):
            mark.setCheckable(True)
        head, foot = _bar(), _bar()
        self._fill_head(head)
        foot_row = foot.layout()
        assert isinstance(foot_row, QHBoxLayout)
        foot_row.addWidget(self._about, 1)
        foot_row.addWidget(self._again)
        foot_row.addWidget(self._results)
        shown = QWidget()
        inner = QVBoxLayout(shown)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(head)
        inner.addWidget(self.canvas, 1)
        inner.addWidget(foot)
        self._stack.addWidget(shown)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.setFocusProxy(self.canvas)

    def _fill_head(self, head: QFrame) -> None:
        row = head.layout()
        assert isinstance(row, QHBoxLayout)
        earlier = tool_button("chevron-left", tr("Photo before this (←)"))
        later = tool_button("chevron-right", tr("Next photo (→)"))
        earlier.clicked.connect(partial(self._model.step, -1))
        later.clicked.connect(partial(self._model.step, 1))
        whole = tool_button("maximize", tr("All of it (0)"))
        whole.clicked.connect(self.canvas.fit)
        actual = tool_button("search", tr("Pixel by pixel (1)"), text="1:1")
        actual.clicked.connect(self.canvas.actual_size)
        left: tuple[QWidget, ...] = (_as_arrows(earlier, later), self._place)
        right: tuple[QWidget, ...] = (
            self.accept,
            self.flag,
            self._ways,
            self._zoom,
            whole,
            actual,
        )
        for part in left:
            row.addWidget(part)
        row.addWidget(self._title, 1)
        for part in right:
            row.addWidget(part)
        self._zoom.setMinimumWidth(44)

    def _connect(self) -> None:
        model, canvas = self._model, self.canvas
        model.changed.connect(self._show)
        canvas.zoom_changed.connect(self._show_zoom)
        canvas.stepped.connect(model.step)
        canvas.judged.connect(model.judge)
        canvas.left.connect(self.left)
        self.accept.clicked.connect(lambda: model.judge(ACCEPTED))
        self.flag.clicked.connect(lambda: model.judge(FLAGGED))
        self._ways.currentChanged.connect(lambda number: canvas.set_way(WAYS[number]))
        self._results.activated.connect(
            lambda number: model.choose_result(self._results.itemData(number))
        )
        self._again.clicked.connect(model.load_again)

    # showing

    def _show(self) -> None:
        model, row = self._model, self._model.row
        self._stack.setCurrentIndex(1 if row is None else 0)
        if row is None:
            self._key = ""
            self.canvas.show_sides(None, None, is_same_photo=False)
            return
        is_same = row.key == self._key
        self._key = row.key
        self._title.setText(row.name)
        place, count = model.place
        self._place.setText(tr("{place} of {count}", place=place, count=count))
        self.accept.setChecked(row.verdict == ACCEPTED)
        self.flag.setChecked(row.verdict == FLAGGED)
        self._about.setText(
            tr(
                "Before: {before}    After: {after}",
                before=_words(model.before),
                after=_words(model.after),
            )
        )
        self._again.setVisible(isinstance(model.before, str) or isinstance(model.after, str))
        self._show_results()
        self.canvas.show_sides(model.before, model.after, is_same_photo=is_same)
        if not is_same:
            self.showing.emit(row.key)

    def _show_results(self) -> None:
        results = list(self._model.results)
        self._results.setVisible(len(results) > 1)
        with QSignalBlocker(self._results):
            self._results.clear()
            for path in results:
                self._results.addItem(path.name, path)
            if self._model.result in results:
                self._results.setCurrentIndex(results.index(self._model.result))

    def _show_zoom(self) -> None:
        percent = self.canvas.percent
        self._zoom.setText("" if percent is None else f"{percent} %")


def _bar() -> QFrame:
    frame = QFrame()
    frame.setProperty("kind", "truth")
    row = QHBoxLayout(frame)
    row.setContentsMargins(12, 4, 12, 4)
    row.setSpacing(8)
    return frame


def _as_arrows(earlier: QWidget, later: QWidget) -> QWidget:
    """Side by side as the arrow keys are, in every language."""
    pair = QWidget()
    pair.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(earlier)
    row.addWidget(later)
    return pair


def _words(side: Side) -> str:
    if isinstance(side, Pyramid):
        return f"{side.full_width} × {side.full_height} {side.format}"
    return tr("on its way") if side is None else side
