"""Meridians and parallels over the map."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtWidgets import QApplication

from facespace_desk.map.graticule import STEPS, _meridians, _parallels, angle_words, step_seconds
from facespace_desk.map.menus import menu_at
from facespace_desk.map.view import MapView
from facespace_desk.map.viewport import MAX_ZOOM, Viewport
from tests.map.conftest import MakeView
from tests.map.views import HEIGHT, WIDTH, picture, pixel, px_of


@pytest.mark.parametrize(
    ("seconds", "letters", "words"),
    [
        (0, "NS", "0°"),
        (30 * 3600, "EW", "30°E"),
        (-30 * 3600, "EW", "30°W"),
        (51 * 3600 + 1800, "NS", "51°30′N"),
        (-(7 * 60 + 30), "EW", "0°07′30″W"),
    ],
)
def test_angles_are_named_with_no_more_than_they_need(
    seconds: int, letters: str, words: str
) -> None:
    assert angle_words(seconds, letters) == words


@pytest.mark.parametrize("zoom", [1.0, 2.5, 4.0, 7.3, 11.0, 15.0, 18.0, MAX_ZOOM])
def test_lines_are_neither_crowded_nor_rare(zoom: float) -> None:
    viewport = Viewport(width=1200, height=800).go_to(30.0, 20.0, zoom)
    step = step_seconds(viewport)
    across = [x for x, _ in _meridians(viewport)]
    assert step in STEPS
    assert 2 <= len(across) <= 12 or step == STEPS[0]
    gaps = [after - before for before, after in pairwise(across)]
    assert all(gap == pytest.approx(gaps[0]) for gap in gaps)
    assert len({words for _, words in _parallels(viewport)}) == len(_parallels(viewport))


def test_lines_go_on_across_180_degrees() -> None:
    names = [words for _, words in _meridians(Viewport(width=800).go_to(0.0, 179.0, 4.0))]
    middle = names.index("180°")
    assert names[middle - 1] == "170°E"
    assert names[middle + 1] == "170°W"


def test_the_net_lies_where_it_says_and_can_be_taken_away(make_view: MakeView) -> None:
    view = make_view()
    view.go_to(-20.0, -25.0, 4.0)  # open sea
    bare = picture(view)
    menu = menu_at(view, QPointF(WIDTH / 2, HEIGHT / 2))
    [net] = [each for each in menu.actions() if each.text() == "Meridians and parallels"]
    assert net.isCheckable()
    assert not net.isChecked()
    net.trigger()
    menu.close()
    menu.deleteLater()
    netted = picture(view)
    crossing = px_of(view, -20.0, -30.0)
    beside = crossing + QPointF(20.0, 20.0)
    for line in (crossing + QPointF(0.0, 20.0), crossing + QPointF(20.0, 0.0)):
        near = [QPointF(line.x() + dx, line.y() + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert any(pixel(netted, at) != pixel(bare, at) for at in near)
    assert pixel(netted, beside) == pixel(bare, beside)
    switch(view)
    assert picture(view) == bare


def switch(view: MapView) -> None:
    """Press the entry of the palette."""
    [entry] = [each for each in view.actions() if "meridians" in each.text()]
    entry.trigger()
    QApplication.processEvents()
