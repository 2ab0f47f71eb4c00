"""The FaceSpace tab as an operator sees it while the feed runs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QStandardItem
from PySide6.QtGui import Qt as Rich  # here lives mightBeRichText
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QTabBar, QToolButton, QWidget

from facespace_desk.facespace.view.polling_button import PollingButton
from facespace_desk.facespace.view.tab import BOARD, HISTORY, LIVE
from facespace_desk.modelkit.display import NameMask
from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.widgets.pages import EmptyPage
from facespace_desk.widgets.state_banner import StateBanner
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
    front,
    gaps,
    hit,
    look,
    make_bench,
    press,
    row_of,
    running_simulators,
    simulators,
    texts,
    type_keys,
    type_text,
)

__all__ = ["bench", "look", "make_bench", "running_simulators", "simulators"]


def crowd(count: int) -> dict[str, list[str]]:
    return {"gate": [f"Person {number:03}" for number in range(count)]}


def banner(bench: Bench) -> StateBanner:
    return bench.tab.findChild(StateBanner)  # type: ignore[return-value]


def labels(people: Iterable[str]) -> list[str]:
    return sorted(people)


def test_live_rows_appear_with_their_state(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.control.script(MIRA_AND_JON)
        await bench.shows("Mira Holt", "Jon Ferro")
        page = bench.tab.live.presences
        await bench.until(lambda: set(column(page, "Still here")) == {"here now"})
        assert set(column(page, "Source")) == {"this desk"}
        await bench.until(lambda: "live" in texts(bench.tab))
        await bench.until(lambda: "2 cameras  ·  2 here now" in texts(bench.tab.side))
        bench.control.script(MIRA)
        await bench.until(lambda: "left" in column(page, "Still here"))

    bench.run(scenario)


def test_before_the_first_person_the_page_says_why_it_is_empty(make_bench: Bench) -> None:
    bench = make_bench
    bench.control.script(NOBODY)

    async def scenario() -> None:
        await bench.begin()
        await bench.polled(2)
        assert isinstance(front(bench.tab.live.presences), EmptyPage)
        assert "Nobody has been reported yet" in texts(bench.tab.live)

    bench.run(scenario)


@pytest.mark.parametrize("key", ["Space", "P"])
def test_pause_key_holds_rows_and_the_button_counts_what_waits(bench: Bench, key: str) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        table = bench.tab.live.presences.table
        hit(table, key)
        assert button(bench.tab, "Resume")
        bench.control.script(MIRA_AND_JON)
        await bench.until(lambda: button(bench.tab, "Resume").text() == "Resume · 1 new")
        assert column(bench.tab.live.presences, "Reported as") == ["Mira Holt"]
        hit(table, key)
        assert button(bench.tab, "Pause")
        assert labels(column(bench.tab.live.presences, "Reported as")) == ["Jon Ferro", "Mira Holt"]

    bench.run(scenario)


def test_letter_keys_leave_fields_and_buttons_alone(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        type_text(bench.tab.live.page.filter_bar.text, "p b ")
        assert bench.tab.live.page.filter_bar.text.text() == "p b "
        assert not bench.models.live.is_paused
        bench.tab.live.page.filter_bar.text.clear()
        fold = next(
            each for each in bench.tab.findChildren(QToolButton) if "(F7)" in each.toolTip()
        )
        before = fold.isChecked()
        hit(fold, "Space")
        assert fold.isChecked() is not before
        assert not bench.models.live.is_paused

    bench.run(scenario)


def test_clearing_the_view_while_paused_counts_from_nothing(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        press(bench.tab, "Pause")
        bench.control.script(MIRA_AND_JON)
        await bench.until(lambda: button(bench.tab, "Resume").text() == "Resume · 1 new")
        bench.control.script(NOBODY)
        await bench.until(lambda: not bench.models.day.people_here)
        bench.models.live.clear()
        assert button(bench.tab, "Resume").text() == "Resume"

    bench.run(scenario)


def test_raw_polls_are_a_switch_away(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        await bench.polled(2)
        kinds = field(bench.tab.live, "Kind of rows", QTabBar)
        kinds.setCurrentIndex(1)
        assert bench.tab.page is bench.tab.live.polls
        assert len(column(bench.tab.live.polls, "Received")) >= 3
        assert set(column(bench.tab.live.polls, "Reported as")) == {"Mira Holt"}
        shown = [each for each in bench.tab.live.findChildren(QTabBar) if each.isVisible()]
        assert [each.currentIndex() for each in shown] == [1]
        shown[0].setCurrentIndex(0)
        assert bench.tab.page is bench.tab.live.presences

    bench.run(scenario)


def test_refresh_time_has_a_floor_is_used_and_remembered(bench: Bench) -> None:
    async def scenario() -> None:
        polling = bench.tab.live.findChildren(PollingButton)[0]
        menu = polling.menu()
        menu.aboutToShow.emit()
        seconds = menu.findChild(QDoubleSpinBox)
        assert seconds is not None
        assert seconds.minimum() == pytest.approx(0.1)
        seconds.setValue(0.01)
        assert seconds.value() == pytest.approx(0.1)
        seconds.setValue(1.5)
        seconds.editingFinished.emit()
        assert bench.models.live.refresh_s == pytest.approx(1.5)
        assert bench.settings.current.poll_interval_s == pytest.approx(1.5)
        assert polling.text() == "every 1.5 s"

    bench.run(scenario)


def test_stop_signal_is_calm_and_can_be_resumed_where_it_is_said(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.control.script({"stop": "No cameras active: all streams closed"})
        await bench.until(lambda: "No cameras active" in banner(bench).text)
        assert banner(bench).isVisible()
        assert "paused" in texts(bench.tab)
        page = bench.tab.live.presences
        assert column(page, "Still here") == ["unknown"]
        await bench.until(lambda: "here: unknown" in texts(bench.tab.side))
        bench.control.script(MIRA)
        press(banner(bench), "Resume")
        await bench.until(lambda: column(page, "Still here") == ["here now"])
        assert not banner(bench).isVisible()

    bench.run(scenario)


def test_gap_says_in_the_list_from_when_to_when_and_why(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        bench.control.fault("status", status=503, times=1000, operation="recognition")
        page = bench.tab.live.presences
        await bench.until(lambda: gaps(page))
        assert gaps(page)[0].startswith("No data ")
        assert gaps(page)[0].endswith(": server trouble")
        await bench.until(lambda: banner(bench).isVisible())
        bench.control.clear_faults()
        press(banner(bench), "Try again")
        await bench.until(lambda: not banner(bench).isVisible())
        assert len(gaps(page)) == 1
        assert len(gaps(bench.tab.live.polls)) == 1
        [gap] = bench.models.day.gaps
        assert gap.cause == "server trouble"

    bench.run(scenario)


def test_server_that_was_never_there_is_said_with_a_way_out(make_bench: Bench) -> None:
    bench = make_bench
    bench.base_url = "http://127.0.0.1:1/facespace"

    async def scenario() -> None:
        bench.show_slice()
        await bench.until(lambda: bench.slice.tab is not None)
        await bench.until(lambda: banner(bench).isVisible())
        assert button(banner(bench), "Try again")
        assert bench.slice.state.word == "offline"

    async def whole() -> None:
        from facespace_desk.credentials import Secret
        from facespace_desk.store.store import Store

        bench.store = await Store.open(None, Secret("0" * 64))
        await scenario()

    bench.run(whole)


def test_wrong_key_offers_to_sign_in(make_bench: Bench) -> None:
    from facespace_desk.credentials import Secret
    from tests.facespace.tab_fixtures import PROFILE

    bench = make_bench
    bench.credentials.keep_for_session(PROFILE, "facespace", "api_key", Secret("another-key"))

    async def scenario() -> None:
        await bench.begin()
        await bench.until(lambda: banner(bench).isVisible())
        wanted: list[bool] = []
        bench.slice.sign_in.connect(lambda: wanted.append(True))
        press(banner(bench), "Sign in")
        assert wanted == [True]
        assert bench.slice.state.word == "signed out"

    bench.run(scenario)


def test_missing_key_shows_a_page_that_leads_to_sign_in(make_bench: Bench) -> None:
    from facespace_desk.credentials import Credentials, Secret
    from facespace_desk.store.store import Store
    from tests.conftest import MemoryKeyring

    bench = make_bench
    bench.credentials = Credentials(backend=MemoryKeyring())

    async def scenario() -> None:
        bench.store = await Store.open(None, Secret("0" * 64))
        bench.show_slice()
        await bench.until(lambda: "not connected" in texts(bench.window))
        wanted: list[bool] = []
        bench.slice.sign_in.connect(lambda: wanted.append(True))
        pages = [each for each in bench.window.findChildren(EmptyPage) if each.isVisible()]
        pages[0].pressed.emit()
        assert wanted == [True]

    bench.run(scenario)


def test_selected_row_stays_under_the_hand_while_rows_arrive(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(crowd(60))
        page = bench.tab.live.presences
        await bench.until(lambda: len(column(page, "Reported as")) >= 60)
        choose(page, "Person 030")
        await drawn()
        table = page.table

        def y_of(person: str) -> int:
            return table.rowViewportPosition(row_of(page, person))

        before = y_of("Person 030")
        bench.control.script(crowd(90))
        await bench.until(lambda: len(column(page, "Reported as")) >= 90)
        await drawn()
        assert table.current_record().label == "Person 030"
        assert [row.label for row in table.selected_records()] == ["Person 030"]
        assert y_of("Person 030") == before
        assert not table.is_following
        bench.tab.setFocus()
        hit(table, "Ctrl+End")
        assert table.is_following
        assert table.verticalScrollBar().value() == 0

    bench.run(scenario)


def test_scrolled_table_stays_where_it_was_scrolled_to(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.script(crowd(80))
        page = bench.tab.live.presences
        await bench.until(lambda: len(column(page, "Reported as")) >= 80)
        await drawn()
        table = page.table
        table.verticalScrollBar().setValue(300)
        top = table.rowAt(1)
        name = page.model.record_at(top).label
        offset = table.rowViewportPosition(top)
        bench.control.script(crowd(120))
        await bench.until(lambda: len(column(page, "Reported as")) >= 120)
        await drawn()
        assert table.rowViewportPosition(row_of(page, name)) == offset

    bench.run(scenario)


async def no_more_polls(bench: Bench) -> int:
    """Ask by hand alone from now on, with no poll under way; how often was asked until then."""
    bench.control.fault("hold", operation="recognition")
    asked = len(bench.control.requests("recognition"))
    await bench.control.arrived(asked + 1, "recognition")
    bench.models.live.set_refresh(600)
    polls = bench.models.live.polls
    known = polls.rowCount()
    bench.control.release()
    await bench.until(lambda: polls.rowCount() > known)
    return len(bench.control.requests("recognition"))


def test_keys_lead_through_the_tab(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        table = bench.tab.live.presences.table
        hit(table, "Alt+2")
        assert bench.tab.page is bench.tab.board.page
        hit(bench.tab.board.page.table, "Alt+3")
        assert bench.tab.page is bench.tab.history.page
        type_keys("Alt+1")
        assert bench.tab.page is bench.tab.live.presences
        hit(table, "Ctrl+F")
        assert QApplication.focusWidget() is bench.tab.live.presences.filter_bar.text
        asked = await no_more_polls(bench)
        hit(table, "F5")
        await bench.control.arrived(asked + 1, "recognition")
        choose(bench.tab.live.presences, "Mira Holt")
        hit(table, "B")
        row = table.current_record()
        assert bench.models.marks.get("gate", "Mira Holt", row.first_ms).is_bookmarked

    bench.run(scenario)


def test_tab_key_reaches_every_part_in_reading_order(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.shows("Mira Holt")
        await drawn()
        start = field(bench.tab, "View", QTabBar)
        start.setFocus()
        seen = []
        for _ in range(60):
            QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            now = QApplication.focusWidget()
            if now is start:
                break
            seen.append(now)
        assert QApplication.focusWidget() is start, "the round never ends"
        page = bench.tab.live.presences
        wanted = [page.filter_bar.text, page.table]
        places = [seen.index(each) for each in wanted]
        assert places == sorted(places)
        assert all(each.isVisible() for each in seen)

    bench.run(scenario)


def test_actions_have_keys_that_do_not_clash(bench: Bench) -> None:
    keys: list[str] = []
    for action in bench.tab.actions():
        keys += [each.toString() for each in action.shortcuts()]
    assert len(keys) == len(set(keys))
    assert {"Space", "P", "F5", "Ctrl+F", "Ctrl+E", "B", "Alt+1", "Alt+2", "Alt+3"} <= set(keys)
    assert QKeySequence("F9").toString() in keys


def test_small_window_folds_the_detail_by_itself_and_a_large_one_shows_it(
    make_bench: Bench,
) -> None:
    bench = make_bench
    bench.control.script(MIRA)

    async def scenario() -> None:
        await bench.begin(size=(1280, 720))
        await drawn()
        tab = bench.tab
        assert not tab.detail.isVisible()
        assert tab.side.isVisible()
        assert tab.strip.isVisible()
        for part in tab.findChildren(type(button(tab, "Forwarders"))):
            if part.isVisible():
                right = part.mapTo(tab, QPoint(part.width(), 0)).x()
                assert right <= tab.width()
        fold = next(each for each in tab.findChildren(QToolButton) if "(F9)" in each.toolTip())
        assert not fold.isChecked()
        bench.window.resize(1920, 1080)
        await drawn()
        assert tab.detail.isVisible()
        assert fold.isChecked()
        bench.window.resize(1280, 720)
        await drawn()
        assert not tab.detail.isVisible()
        fold.click()  # whoever asks for it gets it
        await drawn()
        assert tab.detail.isVisible()
        fold.click()
        bench.window.resize(1920, 1080)
        await drawn()
        assert not tab.detail.isVisible()

    bench.run(scenario)


def test_folds_splitters_and_columns_are_remembered(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        type_keys("F7")
        assert not tab.side.isVisible()
        tab.live.presences.table.header.set_column_visible("count", False)
        tab._rows.setSizes([700, 150])
        tab._rows.splitterMoved.emit(700, 1)
        await drawn()
        strip_height = tab.strip.height()
        await bench.reopen()
        await drawn()
        assert not bench.tab.side.isVisible()
        assert "count" not in bench.tab.live.presences.table.header.visible_keys()
        assert abs(bench.tab.strip.height() - strip_height) <= 2

    bench.run(scenario)


def test_hidden_tab_asks_less_often(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.polled()
        bench.models.live.set_refresh(1.0)
        bench.window.hide()
        assert bench.models.live.interval_s == pytest.approx(3.0)
        bench.window.show()
        assert bench.models.live.interval_s == pytest.approx(1.0)

    bench.run(scenario)


def test_masking_hides_names_wherever_the_tab_shows_them(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        await bench.shows("Mira Holt")
        choose(tab.live.presences, "Mira Holt")
        tab.live.presences.set_filter(
            Filter((Chip("person", Op.CONTAINS, "Mira"), Chip("camera", Op.EQUALS, "gate")))
        )
        bench.display.set_mask(NameMask.HIDDEN)
        await drawn()
        page = tab.live.presences
        assert column(page, "Reported as") == ["•••"]
        page.table.selectAll()
        page.table.copy_rows()
        data = QApplication.clipboard().mimeData()
        assert "Mira" not in data.text() + data.html()
        spoken = [
            str(page.model.index(0, place).data(role))
            for place in range(page.model.columnCount())
            for role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        ]
        assert "Mira" not in "".join(spoken)
        assert "Mira" not in texts(bench.window)
        assert "Mira" not in tool_tips_and_names(bench)
        tab.live.presences.set_filter(Filter((Chip("person", Op.CONTAINS, "Mirabella"),)))
        await drawn()
        assert "Mirabella" not in texts(bench.window)
        tab.live.presences.clear_filter()
        bench.display.set_mask(NameMask.FULL)
        await drawn()
        assert column(page, "Reported as") == ["Mira Holt"]
        assert "Mira Holt" in texts(tab.detail)

    bench.run(scenario)


def tool_tips_and_names(bench: Bench) -> str:
    widgets = bench.window.findChildren(QWidget)
    return "\n".join(
        part
        for each in widgets
        for part in (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if part
    )


def test_camera_ids_of_a_server_are_never_read_as_markup(bench: Bench) -> None:
    async def scenario() -> None:
        evil = "<img src='x'><b>gate</b>"
        bench.control.script({evil: ["<b>Mira</b>"]})
        await bench.until(lambda: "<b>gate</b>" in "".join(side_titles(bench)))
        tips: list[str] = []

        def walk(item: QStandardItem) -> None:
            tips.append(item.toolTip())
            for row in range(item.rowCount()):
                walk(item.child(row))

        walk(bench.tab.side._model.invisibleRootItem())
        assert not any(Rich.mightBeRichText(tip) and "<img" in tip for tip in tips)

    bench.run(scenario)


def side_titles(bench: Bench) -> list[str]:
    root = bench.tab.side._model.invisibleRootItem()
    return [
        root.child(group).child(row).text()
        for group in range(root.rowCount())
        for row in range(root.child(group).rowCount())
    ]


def test_modes_show_their_pages(bench: Bench) -> None:
    async def scenario() -> None:
        for mode, page in (
            (BOARD, bench.tab.board.page),
            (HISTORY, bench.tab.history.page),
            (LIVE, bench.tab.live.presences),
        ):
            bench.tab.show_mode(mode)
            await asyncio.sleep(0)
            assert page.isVisible()
            assert bench.tab.page is page

    bench.run(scenario)
