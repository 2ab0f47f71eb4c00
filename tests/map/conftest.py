from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from facespace_desk.map.loading import shared_basemap
from facespace_desk.map.view import MapView
from facespace_desk.widgets.theme import ThemeSwitch
from tests.map.views import HEIGHT, WIDTH
from tests.widgets.conftest import look

__all__ = ["look"]

MakeView = Callable[..., MapView]


@pytest.fixture
def make_view(look: ThemeSwitch) -> Iterator[MakeView]:
    """Makes shown maps, and takes them away after the test."""
    shared_basemap()
    made: list[MapView] = []

    def make(width: int = WIDTH, height: int = HEIGHT) -> MapView:
        view = MapView(look)
        view.resize(width, height)
        view.show()
        QApplication.processEvents()
        made.append(view)
        return view

    yield make
    for view in made:
        view.hide()
        view.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def view(make_view: MakeView) -> MapView:
    return make_view()
