"""Opening and closing the slice: nothing is left, whatever is under way."""

from __future__ import annotations

import asyncio
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit

from facespace_desk.credentials import Secret
from facespace_desk.facespace.presence import Gap
from facespace_desk.facespace.view.tab import BOARD, HISTORY
from facespace_desk.modelkit.display import NameMask
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.state import wall_ms
from facespace_desk.store.store import Store
from facespace_desk.widgets.export_dialog import ExportDialog
from tests.facespace.tab_fixtures import (
    MIRA,
    MIRA_AND_JON,
    Bench,
    bench,
    button,
    column,
    dialogs,
    drawn,
    gaps,
    hit,
    look,
    make_bench,
    pick,
    press,
    running_simulators,
    simulators,
    texts,
)
from tests.limits import LIMITS

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]


async def close_quickly(bench: Bench) -> None:
    """Close the slice without letting the server answer."""
    before = asyncio.current_task()
    async with asyncio.timeout(LIMITS.close_s):
        await bench.slice.close()
    left = {task for task in asyncio.all_tasks() if task is not before and not task.done()}
    assert [task.get_name() for task in left if "Task-" not in task.get_name()] == []
    bench.remove_window()
    bench._is_open = False
    bench.control.release()


def test_closing_while_a_poll_and_a_query_are_held(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.control.fault("hold", operation="*", times=20)
        polled = len(bench.control.requests("recognition"))
        asked = len(bench.control.requests("logs"))
        bench.tab.show_mode(HISTORY)
        pick(bench.tab.history, "Range", "Complete set")
        await bench.control.arrived(asked + 1, "logs")
        await bench.control.arrived(polled + 1, "recognition")
        await close_quickly(bench)

    bench.run(scenario)


@pytest.mark.parametrize("steps", [0, 1, 3, 10, 40])
def test_closing_before_it_has_opened(make_bench: Bench, steps: int) -> None:
    bench = make_bench
    bench.control.script(MIRA)

    async def scenario() -> None:
        bench.store = await Store.open(None, Secret("0" * 64))
        bench.show_slice()
        for _ in range(steps):
            await asyncio.sleep(0)
        await close_quickly(bench)

    bench.run(scenario)


def test_closing_while_the_day_is_filled(make_bench: Bench) -> None:
    bench = make_bench
    bench.control.script(MIRA)
    bench.control.fault("hold", operation="logs", times=5)

    async def scenario() -> None:
        bench.store = await Store.open(None, Secret("0" * 64))
        bench.show_slice()
        await bench.control.arrived(1, "logs")
        await close_quickly(bench)

    bench.run(scenario)


def test_closing_while_an_export_runs_leaves_no_file(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        people = {"gate": [f"Person {number:05}" for number in range(3_000)]}
        bench.control.script(people)
        await bench.until(lambda: bench.models.live.presences.held_count > 3_000)
        bench.models.live.stop()
        dialog = export_dialog(bench)
        place(dialog).setText(str(tmp_path / "rows.csv"))
        press(dialog, "Export")
        await asyncio.sleep(0)
        await close_quickly(bench)
        assert not dialogs(ExportDialog)

    bench.run(scenario)
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []


def test_closing_keeps_who_was_here(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        await bench.polled(2)
        await bench.close()
        await bench.store.flush()
        [kept] = await bench.store.sightings.between("test-profile", 0, 2**62)
        assert (kept.camera, kept.label, kept.origin) == ("gate", "Mira Holt", "desk")

    bench.run(scenario)


def test_closing_ends_every_thread_of_the_slice(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        await bench.close()
        names = [thread.name for thread in threading.enumerate()]
        assert not [name for name in names if "keyring" in name]

    bench.run(scenario)


def test_settings_act_at_once_and_cannot_bring_it_down(bench: Bench) -> None:
    async def scenario() -> None:
        bench.settings.update(poll_interval_s=3.0, keep_sightings=False)
        bench.slice.apply_settings()
        assert bench.models.live.refresh_s == pytest.approx(3.0)
        assert bench.slice._keeper is not None
        assert not bench.slice._keeper.keeping.is_on

        def full(**_changes: Any) -> None:
            raise OSError(28, "No space left on device")

        bench.settings.update = full  # type: ignore[method-assign, assignment]
        hit(bench.tab.live.presences.table, "F8")
        await bench.close()
        assert bench.told == [("The settings could not be written: No space left on device", "bad")]

    bench.run(scenario)


def test_saved_filters_survive_reopening_and_belong_to_their_table(bench: Bench) -> None:
    async def scenario() -> None:
        page = bench.tab.live.presences
        spec = Filter((Chip("camera", Op.EQUALS, "gate"),))
        page.set_filter(spec)
        page.filter_bar.save_wanted.emit("Only the gate", spec)
        await bench.reopen()
        page = bench.tab.live.presences
        menu = page.filter_bar.saved_menu()
        assert "Only the gate" in [action.text() for action in menu.actions()]
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        next(each for each in menu.actions() if each.text() == "Only the gate").trigger()
        assert column(page, "Reported as") == ["Mira Holt"]
        board = bench.tab.board.page.filter_bar.saved_menu()
        assert "Only the gate" not in [action.text() for action in board.actions()]
        for each in (menu, board):
            each.close()
        page.filter_bar.forget_wanted.emit("Only the gate")
        await bench.reopen()
        menu = bench.tab.live.presences.filter_bar.saved_menu()
        assert "Only the gate" not in [action.text() for action in menu.actions()]
        menu.close()

    bench.run(scenario)


def test_filter_goes_to_a_file_and_comes_back(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        page = bench.tab.live.presences
        file = tmp_path / "mine.json"
        spec = Filter((Chip("camera", Op.EQUALS, "gate", negated=True),), "any")
        page.set_filter(spec)
        page.write_filter(str(file))
        page.clear_filter()
        page.read_filter(str(file))
        assert page.model.filter == spec
        page.write_filter(str(tmp_path / "no" / "such.json"))
        page.read_filter(str(tmp_path / "missing.json"))
        assert [words for words, _ in bench.told] == [
            "The filter could not be written: No such file or directory",
            "The filter could not be read: No such file or directory",
        ]

    bench.run(scenario)


HOSTILE = {
    "empty": b"",
    "text": b"hello",
    "not utf-8": b'{"facespace_desk_filter":1,"name":"\xff","filter":{}}',
    "list": b"[1,2,3]",
    "later": b'{"facespace_desk_filter":99,"name":"x","filter":{}}',
    "unknown column": b'{"facespace_desk_filter":1,"name":"x","filter":{"chips":'
    b'[{"column":"nose","op":"equals","text":"x"}]}}',
    "bad pattern": b'{"facespace_desk_filter":1,"name":"x","filter":{"chips":'
    b'[{"column":"person","op":"regex","text":"(("}]}}',
    "no number": b'{"facespace_desk_filter":1,"name":"x","filter":{"chips":'
    b'[{"column":"count","op":"less","text":"many"}]}}',
    "deep": b'{"facespace_desk_filter":1,"name":"x","filter":'
    + b'{"groups":[' * 20_000
    + b"{}"
    + b"]}" * 20_000
    + b"}",
    "rather deep": b'{"facespace_desk_filter":1,"name":"x","filter":'
    + b'{"groups":[' * 400
    + b'{"chips":[{"column":"person","op":"equals","text":"x"}]}'
    + b"]}" * 400
    + b"}",
    "large": b'{"facespace_desk_filter":1,"name":"' + b"x" * (2 << 20) + b'","filter":{}}',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_filter_file_changes_nothing_but_words(
    bench: Bench, tmp_path: Path, name: str
) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        page = bench.tab.live.presences
        file = tmp_path / "evil.json"
        file.write_bytes(HOSTILE[name])
        page.read_filter(str(file))
        await drawn()
        assert page.model.filter is None
        assert column(page, "Reported as") == ["Mira Holt"]
        assert len(bench.told) == 1
        assert bench.told[0][1] == "bad"
        assert len(bench.told[0][0]) < 300

    bench.run(scenario)


def export_dialog(bench: Bench) -> ExportDialog:
    bench.tab._want_export()
    return dialogs(ExportDialog)[0]


def place(dialog: ExportDialog) -> QLineEdit:
    return next(
        each for each in dialog.findChildren(QLineEdit) if each.text().endswith((".csv", ".json"))
    )


async def exported(bench: Bench, file: Path) -> tuple[str, dict[str, Any]]:
    dialog = export_dialog(bench)
    place(dialog).setText(str(file))
    press(dialog, "Export")
    await bench.until(lambda: "written to" in texts(dialog))
    dialog.reject()
    manifest = file.with_name(file.name + ".manifest.json")
    return file.read_text(), json.loads(manifest.read_text())


def test_export_key_writes_what_is_shown_with_its_facts(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        bench.control.fault("status", status=503, times=1000, operation="recognition")
        page = bench.tab.live.presences
        await bench.until(lambda: gaps(page))
        page.filter_to("camera", "gate")
        page.table.header.set_column_visible("count", False)
        hit(page.table, "Ctrl+E")
        dialog = dialogs(ExportDialog)[0]
        assert "1 of 2 rows" in texts(dialog)
        dialog.reject()
        text, manifest = await exported(bench, tmp_path / "rows.csv")
        lines = text.splitlines()
        assert len(lines) == 2
        assert lines[1].startswith('"Mira Holt","gate",')
        assert "Pictures" not in lines[0]
        assert manifest["filter"]["words"] == 'Camera is "gate"'
        assert (manifest["rows_shown"], manifest["rows_held"]) == (1, 2)
        assert manifest["zone"] == "UTC"
        assert len(manifest["gaps"]) == 1

    bench.run(scenario)


def test_masked_export_has_no_name_anywhere(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        page = bench.tab.live.presences
        page.set_filter(Filter((Chip("person", Op.CONTAINS, "Mira"),)))
        bench.display.set_mask(NameMask.PSEUDONYM)
        text, manifest = await exported(bench, tmp_path / "rows.csv")
        assert "Mira" not in text + json.dumps(manifest)
        assert "Person " in text

    bench.run(scenario)


def test_board_tells_its_gaps_in_the_manifest(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.show_mode(BOARD)
        bench.models.live.stop()
        _, manifest = await exported(bench, tmp_path / "board.csv")
        assert [gap["cause"] for gap in manifest["gaps"]] == ["nobody is looking"]
        assert button(bench.tab, "Forwarders")

    bench.run(scenario)


def test_return_of_the_server_is_told_with_the_fate_of_the_gap(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        live, now_ms = bench.models.live, wall_ms()
        live.gap_ended.emit(Gap(now_ms - 192_000, now_ms, "unreachable"))
        await bench.until(lambda: bench.told)
        assert bench.told == [
            ("FaceSpace is back after 3:12. The server's log filled the gap.", "good")
        ]
        bench.control.fault("status", status=400, operation="logs")
        live.gap_ended.emit(Gap(now_ms - 12_000, now_ms, "unreachable"))
        await bench.until(lambda: len(bench.told) == 2)
        assert bench.told[1] == (
            "FaceSpace is back after 12 s. The gap could not be filled.",
            "warn",
        )

    bench.run(scenario)


def test_past_that_comes_late_takes_no_selection_away(make_bench: Bench) -> None:
    bench = make_bench
    bench.control.script(MIRA)
    bench.control.fault("hold", operation="logs")

    async def scenario() -> None:
        await bench.begin(has_past=True)
        await bench.shows("Mira Holt")
        table = bench.tab.live.presences.table
        table.go_to_row(0)
        bench.control.release()
        await bench.until(lambda: not bench.slice._tasks.is_running("fill"))
        assert len(bench.models.day.log) > 1
        assert [row.label for row in table.selected_records()] == ["Mira Holt"]

    bench.run(scenario)
