"""What the FaceSpace tab says and does when the server misbehaves, from the wire to the banner.

Each trouble leads to a state and to words that help; rows that were there stay; the tab comes back
by itself; no exception escapes; and the window never computes for long between two turns.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as QtText
from PySide6.QtWidgets import QLabel

from facespace_desk.demo.hostile import CAMERAS, NAMES
from facespace_desk.facespace.model.history import Query
from facespace_desk.facespace.view.history_page import HistoryPage
from facespace_desk.modelkit.state import Phase, wall_ms
from facespace_desk.widgets.state_banner import StateBanner
from tests.facespace.tab_fixtures import (
    MIRA,
    Bench,
    bench,
    button,
    column,
    gaps,
    look,
    make_bench,
    running_simulators,
    simulators,
    texts,
)
from tests.fluency import fluent
from tests.simulators import simulator_in_thread

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]

HOUR_MS = 3_600_000


def phase(bench: Bench) -> Phase:
    return bench.slice.state.phase


def is_well(bench: Bench) -> bool:
    """Whether pictures come; on a busy machine they take longer than the tenth of a second."""
    return phase(bench) in (Phase.LIVE, Phase.SLOW)


def banner(bench: Bench) -> str:
    """All that the tab's banner says, or nothing while it is hidden."""
    return _text_of(bench.tab.findChildren(StateBanner, options=Qt.FindDirectChildrenOnly))


def history_banner(bench: Bench) -> str:
    [page] = bench.tab.findChildren(HistoryPage)
    return _text_of(page.findChildren(StateBanner))


def _text_of(banners: list[StateBanner]) -> str:
    [found] = banners
    return found.text if found.isVisible() else ""


async def comes_back(bench: Bench) -> None:
    """The feed lives again without anybody's help."""
    await bench.until(lambda: is_well(bench))
    await bench.shows("Mira Holt")
    await bench.until(lambda: not banner(bench))
    page = bench.tab.live.presences
    await bench.until(lambda: set(column(page, "Still here")) == {"here now"})


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "status", "status": 500}, "has trouble of its own"),
        ({"kind": "status", "status": 503, "retry_after": "1"}, "has trouble of its own"),
        ({"kind": "status", "status": 429, "retry_after": "1"}, "asked us to wait 1 second"),
        ({"kind": "status", "status": 404}, "does not know"),
        ({"kind": "html", "status": 502}, "has trouble of its own"),
        ({"kind": "html", "status": 200}, "not what FaceSpace would send"),
        ({"kind": "truncated"}, "not what FaceSpace would send"),
        ({"kind": "empty"}, "not what FaceSpace would send"),
        ({"kind": "shape", "shape": "list"}, "not what FaceSpace would send"),
        ({"kind": "shape", "shape": "not utf-8"}, "not what FaceSpace would send"),
        ({"kind": "shape", "shape": "deep"}, "not what FaceSpace would send"),
        ({"kind": "cut"}, "could not be reached"),
        ({"kind": "drop"}, "could not be reached"),
        ({"kind": "redirect"}, "sent us to another address"),
        ({"kind": "huge"}, "is too large"),
        ({"kind": "huge", "gzip": True}, "is too large"),
    ],
    ids=lambda value: "-".join(map(str, value.values())) if isinstance(value, dict) else "",
)
def test_trouble_is_said_and_over_by_itself(
    make_bench: Bench, fault: dict[str, object], words: str
) -> None:
    bench = make_bench
    bench.control.script(MIRA)

    async def scenario() -> None:
        bench.control.fault(**{"operation": "recognition", "times": 1000} | fault)
        await bench.begin()
        async with fluent(bench.app_loop, str(fault)):
            await bench.until(lambda: words in banner(bench))
            assert phase(bench) is Phase.OFFLINE
            assert button(bench.tab, "Try again")
            bench.control.clear_faults()
            await comes_back(bench)

    bench.run(scenario)
    assert not bench.control.trapped()


def test_rows_stay_while_the_server_fails(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        async with fluent(bench.app_loop, "500s for two seconds"):
            bench.control.fault("status", status=500, operation="recognition", times=1000)
            await bench.until(lambda: phase(bench) is Phase.STALE)
            await bench.until(lambda: "has trouble of its own" in banner(bench))
            page = bench.tab.live.presences
            assert column(page, "Reported as") == ["Mira Holt"]
            await bench.until(lambda: "here now" not in column(page, "Still here"))
            await bench.until(lambda: gaps(bench.tab.live.presences))
            bench.control.clear_faults()
            await comes_back(bench)
        assert len(gaps(bench.tab.live.presences)) == 1

    bench.run(scenario)


@pytest.mark.parametrize(
    ("status", "reached", "words"),
    [
        (401, Phase.SIGNED_OUT, "did not accept the sign-in"),
        (403, Phase.SIGNED_OUT, "refused this key"),
        (410, Phase.RETIRED, "has been switched off"),
    ],
)
def test_what_asking_cannot_mend_is_not_asked_again(
    bench: Bench, status: int, reached: Phase, words: str
) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.control.fault("status", status=status, operation="recognition")
        await bench.until(lambda: phase(bench) is reached)
        await bench.until(lambda: words in banner(bench))
        await bench.until(lambda: not bench.models.live.is_running)
        assert column(bench.tab.live.presences, "Reported as") == ["Mira Holt"]
        if reached is Phase.SIGNED_OUT:
            asked: list[bool] = []
            bench.slice.sign_in.connect(lambda: asked.append(True))
            button(bench.tab, "Sign in").click()
            assert asked

    bench.run(scenario)


def test_a_slow_server_is_said_before_it_answers(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        async with fluent(bench.app_loop, "drip over three seconds"):
            bench.control.fault("slow", seconds=3, operation="recognition")
            await bench.until(
                lambda: phase(bench) is Phase.STALE and "slow to answer" in banner(bench)
            )
            await comes_back(bench)

    bench.run(scenario)


@pytest.fixture
def lost_server() -> Iterator[ExitStack]:
    """Servers that a test starts and stops."""
    with ExitStack() as servers:
        yield servers


def test_a_server_that_goes_and_returns(make_bench: Bench, lost_server: ExitStack) -> None:
    bench = make_bench

    async def start(port: int = 0) -> None:
        running = await asyncio.to_thread(
            lost_server.enter_context, simulator_in_thread(bench.simulators.api_key, port)
        )
        running.control.script(MIRA)
        bench.base_url, bench.control = running.base_url, running.control

    async def scenario() -> None:
        await start()
        await bench.begin()
        await bench.shows("Mira Holt")
        async with fluent(bench.app_loop, "server gone and back"):
            await asyncio.to_thread(lost_server.close)
            await bench.until(lambda: phase(bench) is Phase.STALE)
            await bench.until(lambda: "could not be reached" in banner(bench))
            assert column(bench.tab.live.presences, "Reported as") == ["Mira Holt"]
            await start(urlsplit(bench.base_url).port or 0)
            await comes_back(bench)
        await bench.close()

    bench.run(scenario)


def test_hostile_names_are_rows_like_others(make_bench: Bench) -> None:
    bench = make_bench

    async def scenario() -> None:
        bench.control.set_switch(hostile_names=True, hostile_cameras=True)
        await bench.begin(has_past=True)
        async with fluent(bench.app_loop, "hostile names"):
            page = bench.tab.live.presences
            await bench.until(lambda: len(column(page, "Reported as")) >= len(NAMES))
            await bench.polled(2)
            shown = column(page, "Reported as")
            assert any("<b>bold</b><img src=x" in text for text in shown)
            assert any(text.startswith("=HYPERLINK") for text in shown)
            for row in range(page.model.rowCount()):
                page.table.go_to_row(row)
                await asyncio.sleep(0.001)  # a turn of the window's loop
            bench.tab.show_mode(1)
            await bench.polled()
            bench.tab.show_mode(2)
            bench.models.history.ask(Query(wall_ms() - HOUR_MS, wall_ms()))
            await bench.emitted(bench.models.history.answered)
            assert bench.models.history.outcome is not None
            assert bench.models.history.outcome.unreadable
            assert is_well(bench)
        marked_up = [
            label.text()[:40]
            for label in bench.tab.findChildren(QLabel)
            if label.textFormat() is not Qt.TextFormat.PlainText
            and QtText.mightBeRichText(label.text())
        ]
        assert not marked_up
        assert len(bench.models.day.cameras) >= len(CAMERAS)

    bench.run(scenario)


@pytest.mark.parametrize("options", [{}, {"declared": False}, {"gzip": True}], ids=str)
def test_an_answer_beyond_all_bounds_is_refused_in_words(
    bench: Bench, options: dict[str, bool]
) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.show_mode(2)
        async with fluent(bench.app_loop, f"64 MiB and more of history {options}"):
            bench.control.fault("huge", operation="logs", **options)
            bench.models.history.ask(Query(wall_ms() - HOUR_MS, wall_ms()))
            await bench.emitted(bench.models.history.answered)
            await bench.until(lambda: "is too large" in history_banner(bench))
            assert "The server's log is missing" in texts(bench.tab)
            assert "Ask for a shorter time range" in texts(bench.tab)
            assert is_well(bench)

    bench.run(scenario)
