"""A part of a menu in which one thing is chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu


def choices(
    menu: QMenu,
    title: str,
    entries: Sequence[tuple[str, bool]],
    choose: Callable[[int], None],
) -> None:
    """Put *entries*, each with whether it is the present choice, under *title*; *choose* is called
    with the place of the one that is taken."""
    menu.addSection(title)
    group = QActionGroup(menu)
    for place, (words, is_on) in enumerate(entries):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(is_on)
        group.addAction(action)
        action.triggered.connect(partial(_chosen, choose, place))


def _chosen(choose: Callable[[int], None], place: int, _is_checked: bool = False) -> None:
    choose(place)
