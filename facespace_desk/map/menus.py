"""What the map offers in words: actions for menus and a palette, and the menu of a place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu

from facespace_desk.language import tr
from facespace_desk.map.coordinates import NOTATIONS, dd_text
from facespace_desk.map.tools import Tool

if TYPE_CHECKING:
    from facespace_desk.map.view import MapView


def add_actions(view: MapView) -> None:
    """Give the map its `actions()`. They have no keys of their own: those are Pointer's."""
    acts: tuple[tuple[str, Callable[[], object]], ...] = (
        (tr("Zoom in"), view.zoom_in),
        (tr("Zoom out"), view.zoom_out),
        (tr("Show the world"), view.show_world),
        (tr("Show all points"), view.fit_all),
        (tr("Measure a distance"), partial(view.set_tool, Tool.MEASURE)),
        *_searches(view),
        (tr("Switch the notation of coordinates"), view.switch_notation),
        (tr("Show or hide meridians and parallels"), view.switch_graticule),
        (tr("Copy the coordinates of the middle"), partial(_copy_middle, view)),
    )
    for text, act in acts:
        action = QAction(text, view)
        action.triggered.connect(partial(_run, act))
        view.addAction(action)


def _searches(view: MapView) -> list[tuple[str, Callable[[], object]]]:
    if not view.offers_search:
        return []
    return [(tr("Draw a search circle"), partial(view.set_tool, Tool.CIRCLE))]


def menu_at(view: MapView, at: QPointF) -> QMenu:
    """What can be done with the place at a pixel; the menu deletes itself."""
    lat, lon = view.viewport.place_at(at.x(), at.y())
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for text in dict.fromkeys(write(lat, lon) for write in NOTATIONS):
        menu.addAction(tr("Copy {coordinates}", coordinates=text), partial(copy, text))
    menu.addSeparator()
    menu.addAction(tr("Measure from here"), partial(view.measure_from, lat, lon))
    if view.offers_search:
        menu.addAction(tr("Search around here"), partial(view.search_here.emit, lat, lon))
    menu.addAction(tr("Centre the map here"), partial(view.go_to, lat, lon))
    menu.addSeparator()
    net = menu.addAction(tr("Meridians and parallels"), view.switch_graticule)
    net.setCheckable(True)
    net.setChecked(view.has_graticule)
    return menu


def copy(text: str) -> None:
    """Put a text into the clipboard."""
    QGuiApplication.clipboard().setText(text)


def _copy_middle(view: MapView) -> None:
    copy(dd_text(*view.viewport.centre))


def _run(act: Callable[[], object], _is_checked: bool = False) -> None:
    act()
