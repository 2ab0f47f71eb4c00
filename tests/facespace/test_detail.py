"""What is known of the person or camera that was chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox

from facespace_desk.modelkit.display import NameMask
from facespace_desk.widgets.labels import ElidedLabel
from tests.facespace.tab_fixtures import (
    MIRA,
    MIRA_AND_JON,
    NOBODY,
    Bench,
    bench,
    button,
    choose,
    column,
    drawn,
    field,
    look,
    make_bench,
    press,
    running_simulators,
    simulators,
    texts,
    type_text,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]


def fact(bench: Bench, name: str) -> str:
    found = [
        each
        for each in bench.tab.detail.findChildren(ElidedLabel)
        if each.accessibleName() == name and each.isVisible()
    ]
    return found[0].text()


def note(bench: Bench, name: str = "Note on this sighting") -> QPlainTextEdit:
    return field(bench.tab.detail, name, QPlainTextEdit)


def test_person_is_reported_as_with_facts(make_bench: Bench) -> None:
    bench = make_bench
    bench.control.script(NOBODY)  # a first row would be chosen by itself

    async def scenario() -> None:
        await bench.begin()
        assert "Choose a row or a camera" in texts(bench.tab.detail)
        bench.control.script(MIRA)
        await bench.shows("Mira Holt")
        choose(bench.tab.live.presences, "Mira Holt")
        assert "Reported as\nMira Holt" in texts(bench.tab.detail)
        assert fact(bench, "Now") == "gate"
        assert fact(bench, "Visits in 24 h") == "1"
        bench.control.script({"dock": ["Mira Holt"], "gate": ["Mira Holt"]})
        await bench.until(lambda: fact(bench, "Now") == "dock, gate")
        assert fact(bench, "Cameras in 24 h") == "2"
        bench.models.live.stop()
        await bench.until(lambda: fact(bench, "Now") == "unknown, was at dock, gate")

    bench.run(scenario)


def test_bookmark_and_note_survive_reopening(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        choose(bench.tab.live.presences, "Mira Holt")
        [row] = bench.models.live.presences.shown()
        press(bench.tab.detail, "Bookmark")
        type_text(note(bench), "Has a parcel")
        await bench.reopen()
        mark = bench.models.marks.get("gate", "Mira Holt", row.first_ms)
        assert mark.is_bookmarked
        assert mark.note == "Has a parcel"

    bench.run(scenario)


def test_note_goes_to_the_row_it_was_typed_for(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        page = bench.tab.live.presences
        choose(page, "Mira Holt")
        type_text(note(bench), "Mira's note")
        choose(page, "Jon Ferro")
        assert note(bench).toPlainText() == ""
        choose(page, "Mira Holt")
        assert note(bench).toPlainText() == "Mira's note"
        assert [key[1] for key in bench.models.marks.snapshot()] == ["Mira Holt"]

    bench.run(scenario)


def test_poll_has_no_sighting_to_mark(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.live.show_kind(1)
        choose(bench.tab.live.polls, "Mira Holt")
        assert not note(bench).isVisible()
        bench.tab.detail.toggle_mark()
        assert not bench.models.marks.snapshot()

    bench.run(scenario)


def test_clicking_the_row_in_hand_again_shows_the_person_again(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        page = bench.tab.live.presences
        choose(page, "Mira Holt")
        bench.tab.detail.show_camera("gate")
        page.table.clicked.emit(page.table.currentIndex())
        assert "Reported as\nMira Holt" in texts(bench.tab.detail)

    bench.run(scenario)


def test_camera_has_facts_and_takes_a_note(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.tab.detail.show_camera("gate")
        assert fact(bench, "Id") == "gate"
        assert fact(bench, "Here now") == "1"
        assert "Mira Holt" in texts(bench.tab.detail)
        type_text(note(bench, "Note"), "Ladder needed")
        field(bench.tab.detail, "Silent after", QSpinBox).setValue(30)
        await bench.reopen()
        entry = bench.models.book.entry("gate")
        assert (entry.note, entry.silent_after_min) == ("Ladder needed", 30)
        bench.tab.detail.show_camera("gate")
        assert note(bench, "Note").toPlainText() == "Ladder needed"
        type_text(field(bench.tab.detail, "Alias", QLineEdit), "Front")
        bench.tab.detail.show_camera("dock")
        assert bench.models.book.title("gate") == "Front"
        assert bench.models.book.title("dock") == "dock"

    bench.run(scenario)


def test_masked_names_are_masked_at_a_camera_too(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        bench.tab.detail.show_camera("gate")
        bench.display.set_mask(NameMask.INITIALS)
        await drawn()
        assert "Mira" not in texts(bench.tab.detail)
        assert "M. H." in texts(bench.tab.detail)
        bench.control.script(MIRA)
        assert button(bench.tab.detail, "History of this camera")
        assert set(column(bench.tab.board.page, "Reported as")) == {"M. H.", "J. F."}

    bench.run(scenario)
