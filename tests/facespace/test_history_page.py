"""History in the tab: progress, outcome, trouble, and the ways that lead there."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QProgressBar

from facespace_desk.facespace.presence import Presence
from facespace_desk.facespace.view.tab import HISTORY
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
from tests.facespace.tab_fixtures import (
    Bench,
    bench,
    button,
    choose,
    column,
    drawn,
    field,
    front,
    look,
    make_bench,
    pick,
    press,
    running_simulators,
    simulators,
    texts,
    type_text,
)
from tests.limits import AT_ONCE_S

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]

HOUR_MS = 3_600_000


async def ask(bench: Bench, preset: str = "Last hour") -> None:
    bench.tab.show_mode(HISTORY)
    waiting = asyncio.ensure_future(bench.emitted(bench.models.history.answered))
    await asyncio.sleep(0)
    pick(bench.tab.history, "Range", preset)
    await waiting
    await bench.until(lambda: not bench.models.history.is_running)


def test_first_the_page_says_how_to_begin(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(HISTORY)
        assert isinstance(front(bench.tab.history.page), EmptyPage)
        waiting = asyncio.ensure_future(bench.emitted(bench.models.history.answered))
        await asyncio.sleep(0)
        press(bench.tab.history, "Look into the last hour")
        await waiting
        assert column(bench.tab.history.page, "Source")

    bench.run(scenario)


def test_answer_marks_each_row_with_its_source_and_counts(bench: Bench) -> None:
    async def scenario() -> None:
        now_ms = wall_ms()
        bench.slice._keeper.keep(  # type: ignore[union-attr]
            [Presence("lobby", "Seen Only Here", now_ms - 60_000, now_ms - 50_000, 4, False)]
        )
        await bench.store.flush()
        await ask(bench)
        page = bench.tab.history.page
        sources = dict(zip(column(page, "Reported as"), column(page, "Source"), strict=True))
        assert sources["Seen Only Here"] == "this desk"
        assert "server" in sources.values()
        assert "entries from the server" in texts(bench.tab.history)
        assert not bench.tab.history.findChild(QProgressBar).isVisible()  # type: ignore[union-attr]

    bench.run(scenario)


def test_progress_tells_bytes_and_cancel_says_what_is_left(bench: Bench) -> None:
    async def scenario() -> None:
        await ask(bench)
        rows = bench.models.history.table.held_count
        bench.control.fault("slow", operation="logs", seconds=60)
        pick(bench.tab.history, "Range", "Complete set")
        await bench.until(
            lambda: "kB" in texts(bench.tab.history) or "MB" in texts(bench.tab.history)
        )
        assert "Asking the server: " in texts(bench.tab.history)
        bar = bench.tab.history.findChild(QProgressBar)
        assert bar is not None
        assert bar.isVisible()
        press(bench.tab.history, "Cancel")
        await bench.until(lambda: not bench.models.history.is_running, AT_ONCE_S)
        assert "Cancelled after" in texts(bench.tab.history)
        assert "the answer before" in texts(bench.tab.history)
        assert not bar.isVisible()
        assert bench.models.history.table.held_count == rows

    bench.run(scenario)


def test_query_can_be_replaced_while_the_server_is_silent(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.fault("hold", operation="logs")
        bench.tab.show_mode(HISTORY)
        asked = len(bench.control.requests("logs"))
        pick(bench.tab.history, "Range", "Complete set")
        await bench.control.arrived(asked + 1, "logs")
        assert button(bench.tab.history, "Look anew")
        await ask(bench, "Today")
        assert button(bench.tab.history, "Look").text() == "Look"
        assert "entries from the server" in texts(bench.tab.history)

    bench.run(scenario)


def test_complete_set_is_whole(bench: Bench) -> None:
    async def scenario() -> None:
        await ask(bench, "Complete set")
        everything = await bench.models.history._client.logs_range(None, None, None)
        assert bench.models.history.outcome is not None
        server = bench.models.history.outcome.server_entries
        assert 0 <= len(everything) - server < 50  # the world goes on

    bench.run(scenario)


def test_lost_server_leaves_what_the_desk_saw_and_offers_another_try(bench: Bench) -> None:
    async def scenario() -> None:
        now_ms = wall_ms()
        bench.slice._keeper.keep(  # type: ignore[union-attr]
            [Presence("lobby", "Seen Only Here", now_ms - 60_000, now_ms - 50_000, 4, False)]
        )
        await bench.store.flush()
        bench.control.fault("status", status=500, times=10, operation="logs")
        await ask(bench)
        page = bench.tab.history.page
        assert "Seen Only Here" in column(page, "Reported as")
        assert set(column(page, "Source")) == {"this desk"}
        assert "The server's log is missing" in texts(bench.tab.history)
        banner = bench.tab.history.findChild(StateBanner)
        assert banner is not None
        assert banner.isVisible()
        bench.control.clear_faults()
        waiting = asyncio.ensure_future(bench.emitted(bench.models.history.answered))
        await asyncio.sleep(0)
        press(banner, "Try again")
        await waiting
        await bench.until(lambda: not banner.isVisible())
        assert "server" in column(page, "Source")

    bench.run(scenario)


def test_store_in_trouble_costs_no_server_entry(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.store.close()
        await ask(bench)
        assert "What this desk saw is missing" in texts(bench.tab.history)
        assert set(column(bench.tab.history.page, "Source")) == {"server"}
        await bench.until(lambda: not bench.models.history.is_running)

    bench.run(scenario)
    bench.reported.clear()  # the store's own trouble, told where it belongs


def test_range_without_anybody_says_so(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(HISTORY)
        waiting = asyncio.ensure_future(bench.emitted(bench.models.history.answered))
        await asyncio.sleep(0)
        bench.tab.history.form.ask_range(1_000_000_000_000, 1_000_000_060_000)
        await waiting
        assert "Nobody was reported in this range" in texts(bench.tab.history)

    bench.run(scenario)


def test_person_narrows_the_answer(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(HISTORY)
        type_text(field(bench.tab.history, "Person"), "unknown")
        await ask(bench, "Today")
        found = column(bench.tab.history.page, "Reported as")
        assert all("unknown" in name.casefold() for name in found)

    bench.run(scenario)


def test_dragging_on_the_timeline_asks_for_that_range(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        await drawn()
        strip = bench.tab.strip
        now_ms = wall_ms()
        waiting = asyncio.ensure_future(bench.emitted(bench.models.history.answered))
        await asyncio.sleep(0)
        strip._timeline._box.dragged.emit(now_ms / 1000 - 1800, now_ms / 1000 - 600, True)
        await waiting
        assert bench.tab.page is bench.tab.history.page
        outcome = bench.models.history.outcome
        assert outcome is not None
        assert outcome.query.start_ms == (now_ms - 1_800_000) // 1000 * 1000
        assert outcome.query.end_ms == (now_ms - 600_000) // 1000 * 1000
        times = [row.at_ms for row in bench.models.history.table.shown()]
        assert all(outcome.query.start_ms <= at_ms <= outcome.query.end_ms for at_ms in times)
        await drawn()
        assert not strip._span.isVisible()
        bench.tab.show_mode(0)
        await drawn()
        assert strip._span.isVisible()

    bench.run(scenario)


def test_bookmark_and_note_on_a_row_of_the_past_stand_in_the_table(bench: Bench) -> None:
    async def scenario() -> None:
        await ask(bench)
        page = bench.tab.history.page
        person = column(page, "Reported as")[0]
        choose(page, person)
        press(bench.tab.detail, "Bookmark")
        assert "★" in column(page, "★")
        type_text(field_of_note(bench), "case 7")
        bench.tab.detail.flush()
        assert "case 7" in column(page, "Note")
        await bench.reopen()
        await ask(bench)
        assert "case 7" in column(bench.tab.history.page, "Note")
        assert "★" in column(bench.tab.history.page, "★")

    bench.run(scenario)


def field_of_note(bench: Bench) -> QPlainTextEdit:
    return field(bench.tab.detail, "Note on this sighting", QPlainTextEdit)


def test_whole_history_needs_no_mouse(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(HISTORY)
        start = field(bench.tab.history, "From")
        type_text(start, "20/11/26")
        asked = len(bench.control.requests("logs"))
        QTest.keyClick(start, Qt.Key.Key_Return)
        await bench.emitted(bench.models.history.answered)
        assert len(bench.control.requests("logs")) > asked

    bench.run(scenario)
