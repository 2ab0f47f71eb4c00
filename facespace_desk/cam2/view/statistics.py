"""Coverage over the cameras held, as bars with their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facespace_desk.cam2.model.statistics import Bar, StatisticsModel
from facespace_desk.cam2.model.terms import NOTICE
from facespace_desk.language import number, tr, tr_n
from facespace_desk.widgets import fonts, theme
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.labels import label
from facespace_desk.widgets.pages import nothing_yet

ROW_PX: Final = 24
NAME_PX: Final = 150
NUMBER_PX: Final = 118
SIZE: Final = (860, 680)
_TITLES: Final = {
    "countries": tr("Countries"),
    "types": tr("Types"),
    "images": tr("Still picture"),
    "videos": tr("Video"),
    "place": tr("Place"),
    "sources": tr("Sources"),
}
_HUES: Final = {
    "countries": "hue_1",
    "types": "hue_2",
    "images": "hue_3",
    "videos": "hue_3",
    "place": "hue_4",
    "sources": "hue_5",
}


class BarChart(QWidget):
    """Bars from left to right with their names and numbers; the longest fills the width. Of a bar
    with `active`, that share is drawn in full and the rest pale."""

    def __init__(self, title: str, hue: str) -> None:
        super().__init__()
        self._hue = hue
        self._bars: tuple[Bar, ...] = ()
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What the chart says, a line for each bar."""
        return "\n".join(f"{bar.name}: {_numbers(bar)}" for bar in self._bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show *bars*, from top to bottom."""
        self._bars = tuple(bars)
        self.setAccessibleDescription(self.text)
        self.setFixedHeight(ROW_PX * len(self._bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(360, ROW_PX * len(self._bars))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        longest = max((bar.count for bar in self._bars), default=0) or 1
        for row, bar in enumerate(self._bars):
            self._paint_bar(painter, bar, row * ROW_PX, longest)
        painter.end()

    def _paint_bar(self, painter: QPainter, bar: Bar, top: int, longest: int) -> None:
        look = theme.current()
        painter.setFont(fonts.ui())
        painter.setPen(look.colour("muted" if bar.is_unknown else "text"))
        upright = Qt.AlignmentFlag.AlignVCenter
        name = painter.fontMetrics().elidedText(bar.name, Qt.TextElideMode.ElideRight, NAME_PX - 12)
        painter.drawText(self._mirrored(QRectF(0, top, NAME_PX - 12, ROW_PX)), upright, name)
        room = self.width() - NAME_PX - NUMBER_PX
        width = room * bar.count / longest
        colour = look.colour("stale" if bar.is_unknown else self._hue)
        painter.setPen(Qt.PenStyle.NoPen)
        area = QRectF(NAME_PX, top + 5, max(width, 2.0 if bar.count else 0.0), ROW_PX - 10)
        if bar.active is not None:
            pale = look.colour(self._hue)
            pale.setAlpha(90)
            painter.setBrush(pale)
            painter.drawRoundedRect(self._mirrored(area), 3, 3)
            area.setWidth(room * bar.active / longest)
        painter.setBrush(colour)
        painter.drawRoundedRect(self._mirrored(area), 3, 3)
        painter.setFont(fonts.mono())
        painter.setPen(look.colour("muted"))
        beside = QRectF(self.width() - NUMBER_PX, top, NUMBER_PX, ROW_PX)
        painter.drawText(
            self._mirrored(beside), upright | Qt.AlignmentFlag.AlignRight, _numbers(bar)
        )

    def _mirrored(self, area: QRectF) -> QRectF:
        """*area*, or where the text runs from the right, its image; alignments turn themselves."""
        if not self.isRightToLeft():
            return area
        return QRectF(self.width() - area.right(), area.top(), area.width(), area.height())


class StatisticsDialog(DeskDialog):
    """Counts when it opens. `open()` or `show()` it."""

    def __init__(self, model: StatisticsModel, parent: QWidget | None) -> None:
        super().__init__(tr("Coverage of the cameras held"), parent)
        self._model = model
        self._total = label(role="title")
        self._charts = {name: BarChart(_TITLES[name], hue) for name, hue in _HUES.items()}
        self._empty = nothing_yet(tr("No camera is held yet"), hint=tr("Search for cameras first."))
        self._lay_out()
        again = button(tr("Count again"), icon_name="refresh-cw")
        again.clicked.connect(model.refresh)
        close = button(tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.add_note(label(NOTICE, "caption"))
        self.add_button(again)
        self.add_button(close)
        model.changed.connect(self._show)
        self.resize(*SIZE)
        self._show()
        model.refresh()

    @property
    def text(self) -> str:
        """All that the charts say."""
        parts = [self._total.text()]
        parts += [f"{_TITLES[name]}\n{chart.text}" for name, chart in self._charts.items()]
        return "\n".join(parts)

    def _lay_out(self) -> None:
        self._page = QWidget()
        self._page.setProperty("kind", "page")
        left, right = QVBoxLayout(), QVBoxLayout()
        for name, chart in self._charts.items():
            column = left if name in ("countries", "place") else right
            heading = _TITLES[name]
            if name == "countries":
                heading = tr("Countries (filled: with an active picture or video)")
            column.addWidget(label(heading, "section"))
            column.addWidget(chart)
            column.addSpacing(14)
        row = QHBoxLayout()
        row.setSpacing(28)
        for column in (left, right):
            column.setSpacing(6)
            column.addStretch(1)
            row.addLayout(column, 1)
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(0, 0, 8, 0)
        outer.addWidget(self._total)
        outer.addSpacing(8)
        outer.addLayout(row)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(self._page)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._empty, 1)

    def _show(self) -> None:
        coverage = self._model.coverage
        self._scroll.setVisible(coverage.total > 0)
        self._empty.setVisible(coverage.total == 0)
        countries = sum(name is not None for name in coverage.countries)
        self._total.setText(
            tr(
                "{cameras} {in_countries}",
                cameras=tr_n("{n:,} cameras", "{n:,} camera", coverage.total),
                in_countries=tr_n("in {n:,} countries", "in {n:,} country", countries),
            )
        )
        for name, bars in (
            ("countries", coverage.country_bars()),
            ("types", coverage.type_bars()),
            ("images", coverage.image_bars()),
            ("videos", coverage.video_bars()),
            ("place", coverage.place_bars()),
            ("sources", coverage.source_bars()),
        ):
            self._charts[name].show_bars(bars)


def _numbers(bar: Bar) -> str:
    percent = f"{bar.share:.0%}" if bar.share >= 0.01 or not bar.count else "<1%"
    return f"{number(bar.count)}  {percent:>4}"
