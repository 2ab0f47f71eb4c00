from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication, QWidget

from facespace_desk.widgets.theme import ThemeSwitch

Show = Callable[[QWidget], QWidget]


@pytest.fixture
def look(qapp: QApplication) -> Iterator[ThemeSwitch]:
    """The console's own look, dark and of normal density, put back after the test."""
    switch = ThemeSwitch()
    switch.apply(qapp, "dark", "normal")
    yield switch
    switch.apply(qapp, "dark", "normal")
    switch.deleteLater()


@pytest.fixture
def show(look: ThemeSwitch) -> Iterator[Show]:
    """Shows a widget and takes it away after the test."""
    shown: list[QWidget] = []

    def show_it(widget: QWidget) -> QWidget:
        shown.append(widget)
        widget.show()
        QApplication.processEvents()
        return widget

    yield show_it
    for widget in filter(shiboken6.isValid, shown):  # dialogs delete themselves when closed
        widget.hide()
        widget.deleteLater()
