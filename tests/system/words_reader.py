"""An operator who looks at every page of the demo and notes what is written there. Imported when
the language is chosen, by `words_program`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QTabBar,
    QToolButton,
    QWidget,
)

from facespace_desk import desk
from facespace_desk.loop import Leave
from facespace_desk.modelkit.state import Phase
from facespace_desk.widgets.labels import ElidedLabel
from facespace_desk.widgets.table_page import TablePage

SERVICES = 5
SIZE = (1280, 720)  # of a small screen
ICON_PX = 16
LOOK_S = 0.4  # for a page to be built and laid out
OPEN_S = 90.0
DIALOGS = ("settings", "profiles", "log", "about", "shortcuts", "palette")


@dataclass
class Place:
    """One page or dialog: what its controls say, what its labels say, what has too little
    room."""

    name: str
    controls: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)


class ReadingDesk(desk.Desk):
    """Somebody reads what is before them."""

    file: Path

    async def main(self, leave: Leave) -> int:
        reader = asyncio.create_task(self._read(leave), name="reader")
        try:
            return await super().main(leave)
        finally:
            if not reader.cancel():
                reader.result()  # raises what went wrong
            await asyncio.wait([reader])

    async def _read(self, leave: Leave) -> None:
        places: list[Place] = []
        try:
            self._window.resize(*SIZE)
            await _until(lambda: len(self._window.service_states()) == SERVICES)
            for service in self._window.service_ids():
                self._window.show_tab(service)
                await _until(partial(self._is_live, service))
                tab = self._window.tab_widget(service)
                places.append(await _look(service, tab))
                for bar in tab.findChildren(QTabBar):
                    for number in range(bar.count() if bar.isVisible() else 0):
                        bar.setCurrentIndex(number)
                        places.append(await _look(f"{service}: {bar.tabText(number)}", tab))
            places.append(await _look("window", self._window))
            for name in DIALOGS:
                getattr(self._dialogs, f"open_{name}")()
                await asyncio.sleep(LOOK_S)
                for dialog in self._others():
                    places.append(await _look(name, dialog))
                    dialog.close()
        finally:
            self.file.write_text(json.dumps([asdict(place) for place in places], indent=1))
            leave()

    def _is_live(self, service: str) -> bool:
        built = self._tabs.slices.get(service)
        return (
            built is not None
            and built.state.phase is Phase.LIVE
            and built.tab is not None
            and built.is_ready_for_screenshot()
        )

    def _others(self) -> list[QWidget]:
        """What stands before the window."""
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self._window
        ]


async def _look(name: str, root: QWidget) -> Place:
    await asyncio.sleep(LOOK_S)
    labels = [each.text() for each in root.findChildren(QLabel) if each.isVisible()]
    return Place(
        name,
        controls=sorted({text for text in _controls(root) if text.strip()}),
        labels=sorted({text for text in labels if text.strip()}),
        cut=sorted(set(_cut(root))),
    )


def _controls(root: QWidget) -> Iterator[str]:
    """What nobody but us wrote: buttons, tips, placeholders, names for screen readers, heads."""
    for widget in root.findChildren(QWidget):
        if isinstance(widget, TablePage):
            yield from (column.title for column in widget.model.columns)
        if not widget.isVisible():
            continue
        if isinstance(widget, QPushButton | QToolButton | QCheckBox | QRadioButton):
            yield widget.text()
        if isinstance(widget, QPushButton | QToolButton):
            yield widget.toolTip()
            yield from _entries(widget.menu())
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(number) for number in range(widget.count()))
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QGroupBox):
            yield widget.title()
        if not isinstance(widget, QLabel):
            yield widget.accessibleName()


def _entries(menu: QMenu | None) -> list[str]:
    return [] if menu is None else [action.text() for action in menu.actions()]


def _cut(root: QWidget) -> Iterator[str]:
    """Texts that do not fit; what is shortened with an ellipsis has its whole text in a tip."""
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel | QComboBox):
            continue
        text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        if isinstance(widget, ElidedLabel) or (isinstance(widget, QLabel) and widget.wordWrap()):
            continue
        pictures = (
            0 if isinstance(widget, QLabel | QComboBox) or widget.icon().isNull() else ICON_PX
        )
        needed = widget.fontMetrics().horizontalAdvance(text.split("\n")[0]) + pictures
        if needed > widget.contentsRect().width() + 1:
            yield f"{type(widget).__name__}, {needed} in {widget.width()} px: {text}"


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(OPEN_S):
        while not holds():  # noqa: ASYNC110  # states of several things
            await asyncio.sleep(0.02)


def sit_down(file: Path) -> None:
    """Sit before the console that is about to start; *file* is where the notes go."""
    ReadingDesk.file = file
    desk.Desk = ReadingDesk  # type: ignore[misc]  # the console, with somebody before it
