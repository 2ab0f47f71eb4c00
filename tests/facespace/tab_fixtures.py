"""An opened FaceSpace slice in a window, on a real simulator and a real store.

`bench` is open when the test begins and closed after it. What is asked of it is what an operator
sees: texts of labels, cells of tables, buttons that can be pressed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QApplication

from facespace_desk.facespace.view import FaceSpaceSlice, build
from facespace_desk.facespace.view.tab import FaceSpaceTab, TabModels
from facespace_desk.paths import Paths
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch
from tests.simulators import running_simulators, simulators
from tests.slice_bench import PROFILE, SIZE, SliceBench
from tests.widgets.conftest import look
from tests.window import (
    button,
    cells,
    column,
    dialogs,
    drawn,
    field,
    front,
    hit,
    pick,
    press,
    texts,
    type_keys,
    type_text,
)

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = [
    "PROFILE",
    "Bench",
    "bench",
    "button",
    "cells",
    "column",
    "dialogs",
    "drawn",
    "field",
    "front",
    "hit",
    "look",
    "make_bench",
    "pick",
    "press",
    "running_simulators",
    "simulators",
    "texts",
    "type_keys",
    "type_text",
]

MIRA: dict[str, list[str]] = {"gate": ["Mira Holt"], "dock": []}
MIRA_AND_JON: dict[str, list[str]] = {"gate": ["Mira Holt"], "dock": ["Jon Ferro"]}
NOBODY: dict[str, list[str]] = {"gate": [], "dock": []}


class Bench(SliceBench[FaceSpaceSlice]):
    """See `SliceBench`; polls ten times a second."""

    service = "facespace"
    build = build

    def __init__(
        self, app_loop: LoopRunner, look: ThemeSwitch, simulators: Any, paths: Paths
    ) -> None:
        super().__init__(
            app_loop,
            look,
            paths,
            base_url=simulators.base_url,
            secrets={"api_key": simulators.api_key},
            control=simulators.control,
        )
        self.simulators = simulators
        self.settings.update(poll_interval_s=0.1)

    async def begin(self, *, has_past: bool = False, size: tuple[int, int] = SIZE) -> None:
        """Open the store, and the slice in a window. Without *has_past* the server refuses to
        tell of the last 24 hours."""
        await self.open_store()
        await self.open(has_past=has_past, size=size)

    async def open(self, *, has_past: bool = False, size: tuple[int, int] = SIZE) -> None:
        """Open a slice and wait for its tab."""
        if not has_past:
            self.control.fault("status", status=400, operation="logs")
        asked = len(self.control.requests("logs"))
        self.show_slice(size)
        await self.until(lambda: self.slice.tab is not None)
        await self.control.arrived(asked + 1, "logs")
        if not has_past:
            self.control.clear_faults()
        QApplication.processEvents()

    @property
    def tab(self) -> FaceSpaceTab:
        assert self.slice.tab is not None
        return self.slice.tab

    @property
    def models(self) -> TabModels:
        assert self.slice._models is not None
        return self.slice._models

    async def polled(self, pictures: int = 1) -> None:
        """Wait for so many more pictures."""
        for _ in range(pictures):
            await self.emitted(self.models.live.looked)

    async def shows(self, *people: str) -> None:
        """Wait until exactly these people stand in the live table, in any order."""
        page = self.tab.live.presences
        await self.until(lambda: sorted(column(page, "Reported as")) == sorted(people))


def gaps(page: TablePage) -> list[str]:
    return [row["gap"] for row in cells(page) if "gap" in row]


def row_of(page: TablePage, person: str) -> int:
    """The row in which *person* stands."""
    titles = [each.title for each in page.model.columns]
    place = titles.index("Reported as")
    for row in range(page.model.rowCount()):
        if page.model.index(row, place).data() == person:
            return row
    raise AssertionError(f"{person} is not in the table")


def choose(page: TablePage, person: str) -> None:
    """Click the row of *person*."""
    page.table.go_to_row(row_of(page, person))


@pytest.fixture
def make_bench(
    app_loop: LoopRunner, look: ThemeSwitch, simulators: Any, paths: Paths, allow_logs: Any
) -> Iterator[Bench]:
    """A bench on which nothing is open yet; `begin` it in the test."""
    allow_logs(r"desk\.facespace: FaceSpace is lost")  # said once when a test takes the server away
    made = Bench(app_loop, look, simulators, paths)
    yield made
    app_loop.run(made.end())
    assert not made.reported


@pytest.fixture
def bench(make_bench: Bench) -> Bench:
    """An open slice: Mira Holt is at the gate."""
    make_bench.control.script(MIRA)
    make_bench.app_loop.run(make_bench.begin())
    return make_bench
