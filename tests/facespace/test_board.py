"""The board: who is here now, who was last seen when."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from facespace_desk.facespace.daylog import Stay
from facespace_desk.facespace.view.tab import BOARD
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.state import wall_ms
from tests.facespace.tab_fixtures import (
    MIRA,
    MIRA_AND_JON,
    Bench,
    bench,
    cells,
    column,
    drawn,
    field,
    look,
    make_bench,
    pick,
    running_simulators,
    simulators,
    texts,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]

MINUTE_MS = 60_000


def people(bench: Bench) -> list[str]:
    return sorted(column(bench.tab.board.page, "Reported as"))


async def filled(bench: Bench) -> None:
    """Mira is here; Ada left 10 minutes ago, Noor 20, Olu 90."""
    now_ms = wall_ms()
    bench.tab.show_mode(BOARD)
    await bench.until(lambda: people(bench) == ["Mira Holt"])
    bench.models.day.add_past(
        Stay("dock", name, now_ms - minutes * MINUTE_MS - 1000, now_ms - minutes * MINUTE_MS)
        for name, minutes in (("Ada", 10), ("Noor", 20), ("Olu", 90))
    )


def test_choices_narrow_the_board_and_show_as_a_chip(bench: Bench) -> None:
    async def scenario() -> None:
        await filled(bench)
        pick(bench.tab.board, "Who is shown", "Here now")
        assert people(bench) == ["Mira Holt"]
        pick(bench.tab.board, "Who is shown", "Not seen for 15 min")
        assert people(bench) == ["Noor", "Olu"]
        pick(bench.tab.board, "Who is shown", "Not seen for 1 h")
        assert people(bench) == ["Olu"]
        assert len(bench.tab.board.page.filter_bar.chip_views) == 1
        pick(bench.tab.board, "Who is shown", "Everybody")
        assert people(bench) == ["Ada", "Mira Holt", "Noor", "Olu"]

    bench.run(scenario)


def test_choice_keeps_other_chips_and_ends_with_its_own(bench: Bench) -> None:
    async def scenario() -> None:
        await filled(bench)
        page = bench.tab.board.page
        page.set_filter(Filter((Chip("person", Op.CONTAINS, "o"),)))
        pick(bench.tab.board, "Who is shown", "Not seen for 15 min")
        assert people(bench) == ["Noor", "Olu"]
        assert len(page.filter_bar.chip_views) == 2
        page.filter_bar.chip_views[1].removed.emit()
        assert field(bench.tab.board, "Who is shown", QComboBox).currentText() == "Everybody"
        assert people(bench) == ["Mira Holt", "Noor", "Olu"]

    bench.run(scenario)


def test_not_seen_moves_on_with_time_and_zone(bench: Bench) -> None:
    from zoneinfo import ZoneInfo

    from facespace_desk.modelkit.display import Zone

    async def scenario() -> None:
        await filled(bench)
        bench.display._local = ZoneInfo("Asia/Kathmandu")
        pick(bench.tab.board, "Who is shown", "Not seen for 15 min")
        bench.display.set_zone(Zone.LOCAL)
        assert people(bench) == ["Noor", "Olu"]
        bench.display.set_zone(Zone.UTC)
        assert people(bench) == ["Noor", "Olu"]
        before = bench.models.day.people.filter
        bench.tab.board._applied_ms = 0
        await bench.until(lambda: bench.models.day.people.filter != before)

    bench.run(scenario)


def test_who_is_here_stands_on_top(bench: Bench) -> None:
    async def scenario() -> None:
        await filled(bench)
        assert column(bench.tab.board.page, "Reported as") == ["Mira Holt", "Ada", "Noor", "Olu"]

    bench.run(scenario)


def test_window_decides_who_counts_as_here(bench: Bench) -> None:
    async def scenario() -> None:
        await filled(bench)
        pick(bench.tab.board, "Who is shown", "Here now")
        pick(bench.tab.board, "Who counts as here", "within 15 min")
        assert people(bench) == ["Ada", "Mira Holt"]
        pick(bench.tab.board, "Who counts as here", "at this moment")
        assert people(bench) == ["Mira Holt"]

    bench.run(scenario)


def test_ages_tick_and_rows_stay(bench: Bench) -> None:
    async def scenario() -> None:
        await filled(bench)
        page = bench.tab.board.page
        before = [(row["Reported as"], row["Ago"]) for row in cells(page)]
        assert ("Ada", "10 min ago") in before

        def age_s() -> int:
            """Mira's age, 0 while it reads otherwise than in seconds."""
            [text] = [row["Ago"] for row in cells(page) if row["Reported as"] == "Mira Holt"]
            return int(text.removesuffix(" s ago")) if text.endswith(" s ago") else 0

        bench.control.script({"dock": []})
        bench.models.live.stop()
        await bench.until(age_s)
        young_s = age_s()
        await bench.until(lambda: age_s() > young_s)
        assert [row["Reported as"] for row in cells(page)] == [name for name, _ in before]

    bench.run(scenario)


def test_board_says_unknown_while_nobody_looks(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(BOARD)
        await bench.until(lambda: column(bench.tab.board.page, "Here now") == ["gate"])
        bench.models.live.stop()
        assert column(bench.tab.board.page, "Here now") == ["unknown, was at gate"]
        pick(bench.tab.board, "Who is shown", "Here now")
        assert people(bench) == []
        assert "Here now" in texts(bench.tab.board)

    bench.run(scenario)


def test_one_stay_told_by_desk_and_server_is_one_visit(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        [row] = bench.models.live.presences.shown()
        bench.models.day.add_past([Stay("gate", "Mira Holt", row.first_ms - 500, row.first_ms)])
        bench.control.script(MIRA_AND_JON)
        await bench.until(lambda: len(people(bench)) == 2)
        visits = dict(
            zip(
                column(bench.tab.board.page, "Reported as"),
                column(bench.tab.board.page, "Visits, 24 h"),
                strict=True,
            )
        )
        assert visits == {"Mira Holt": "1", "Jon Ferro": "1"}

    bench.run(scenario)


def test_day_is_filled_with_stays_not_entries(make_bench: Bench) -> None:
    bench = make_bench
    bench.control.script(MIRA)

    async def scenario() -> None:
        await bench.begin(has_past=True)
        await bench.until(lambda: len(bench.models.day.log) > 20)
        await drawn()
        entries = sum(
            len(body) for body in (await bench.models.live._client.logs_range(None, None, None),)
        )
        assert 0 < len(bench.models.day.log) < entries

    bench.run(scenario)
