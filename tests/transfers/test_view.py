"""The dock as an operator meets it: words, bars, buttons, order by hand, questions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QPushButton

from facespace_desk.modelkit.table import RecordTableModel
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry
from facespace_desk.transfers.holding import Answer, Hold
from facespace_desk.transfers.profile_queue import WhenDone
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.transfers.surroundings import SurroundingsWatch
from facespace_desk.transfers.tally import Totals
from facespace_desk.transfers.view.dialogs import CancelDialog, LeaveDialog
from facespace_desk.transfers.view.dock import TransferDialog, TransferDock
from facespace_desk.transfers.view.limits import LimitsPopup
from facespace_desk.transfers.view.status_entry import StatusEntry
from facespace_desk.widgets import theme
from facespace_desk.widgets.pages import EmptyPage
from tests.transfers.carrying import SIZE, FakeSource, ModelBench, new, open_bench
from tests.widgets.conftest import Show, look, show

if TYPE_CHECKING:
    from facespace_desk.widgets.theme import ThemeSwitch
    from tests.conftest import LoopRunner

__all__ = ["look", "show"]

LEFT = Qt.MouseButton.LeftButton


class DockBench:
    """A dock over a queue, shown, on the window's loop."""

    def __init__(self, app_loop: LoopRunner, show: Show) -> None:
        self.app_loop = app_loop
        self.show = show
        self.until = app_loop.until
        self.made: ModelBench
        self.dock: TransferDock

    def run(self, scenario: Callable[[], Coroutine[Any, Any, None]], **options: Any) -> None:
        async def opened() -> None:
            self.made = await open_bench(**options)
            self.dock = TransferDock(self.made.model, self.made.display)
            self.dock.resize(1600, 500)
            self.show(self.dock)
            try:
                await scenario()
            finally:
                self.dock.close()
                await self.made.close()

        self.app_loop.run(opened(), timeout_s=20)

    def act(self, name: str) -> QAction:
        return self.dock.commands.acts[name]  # type: ignore[index]

    def select(self, *titles: str) -> None:
        table = self.dock.table
        table.clearSelection()
        flags = table.selectionModel().SelectionFlag
        for row, title in enumerate(self.made.titles()):
            if title in titles:
                index = table.records.index(row, 0)
                table.selectionModel().select(index, flags.Select | flags.Rows)
                table.selectionModel().setCurrentIndex(index, flags.NoUpdate)

    def cell(self, title: str, key: str) -> str:
        table = self.dock.table
        keys = [column.key for column in table.records.columns]
        row = self.made.titles().index(title)
        return str(table.records.index(row, keys.index(key)).data())

    def handle(self, row: int) -> QPoint:
        """The middle of a row's handle."""
        return self.dock.table.visualRect(self.dock.table.records.index(row, 0)).center()

    def drag(self, row: int, to_y: int) -> None:
        view = self.dock.table.viewport()
        QTest.mousePress(view, LEFT, pos=self.handle(row))
        QTest.mouseMove(view, QPoint(self.handle(row).x(), to_y))
        QTest.mouseRelease(view, LEFT, pos=QPoint(self.handle(row).x(), to_y))

    async def add(self, *titles: str, **values: Any) -> None:
        added = {each.id for each in await self.made.queue.add(new(*titles, **values))}
        await self.until(lambda: added <= {row.id for row in self.made.rows()})
        QApplication.processEvents()


@pytest.fixture
def bench(app_loop: LoopRunner, show: Show) -> Iterator[DockBench]:
    return DockBench(app_loop, show)


def test_an_empty_list_says_what_will_stand_there(bench: DockBench) -> None:
    async def scenario() -> None:
        [page] = [each for each in bench.dock.findChildren(EmptyPage) if each.isVisible()]
        assert page.text.startswith("Nothing is being carried")
        assert not bench.dock.summary.isVisible()
        assert not any(act.isEnabled() for act in bench.dock.commands.acts.values())

    bench.run(scenario)


def test_each_state_has_a_word_a_shape_and_a_reason(bench: DockBench) -> None:
    async def refuses(_transfer: StoredTransfer, _context: Context) -> None:
        raise Refused("Larger than 27 MB.")

    async def waits(_transfer: StoredTransfer, _context: Context) -> None:
        raise Retry("Too many requests.", after_s=40)

    async def is_quick(_transfer: StoredTransfer, _context: Context) -> None:
        pass

    async def scenario() -> None:
        made = bench.made
        made.carrier.does = {"failed": refuses, "waiting": waits, "done": is_quick}
        made.queue.register(made.carrier)
        await bench.add("failed", "waiting", "done", "uploading", "uploading2", "queued")
        await bench.add("downloading", direction="download")
        await bench.add("paused", "cancelled")
        made.model.run("pause", made.ids("paused"))
        made.model.run("cancel", made.ids("cancelled"))
        await bench.until(
            lambda: (
                made.states()
                == {
                    "failed": "failed",
                    "waiting": "waiting",
                    "done": "done",
                    "uploading": "running",
                    "uploading2": "running",
                    "queued": "queued",
                    "downloading": "running",
                    "paused": "paused",
                    "cancelled": "cancelled",
                }
            )
        )
        for title in ("failed", "done", "uploading", "queued", "downloading", "paused"):
            assert bench.cell(title, "state") == title
        assert bench.cell("waiting", "state").startswith("waiting, ")
        assert bench.cell("failed", "words") == "Larger than 27 MB."
        assert bench.cell("waiting", "words") == "Too many requests."
        section = [column.key for column in made.model.rows.columns].index("state")
        shapes = {
            made.model.rows.index(row, section).data(RecordTableModel.IconRole) for row in range(9)
        }
        assert len(shapes) == 7
        words = bench.dock.summary.text
        assert "1 of 8 files" in words
        assert "1 waiting" in words
        assert "1 paused" in words
        assert "1 failed" in words

    bench.run(scenario)


def bar_colours(dock: TransferDock, row: int) -> list[str]:
    """The colours in the middle of a row's progress cell, from left to right, without repeats."""
    table = dock.table
    section = [column.key for column in table.records.columns].index("progress")
    rect = table.visualRect(table.records.index(row, section))
    image: QImage = table.viewport().grab(rect).toImage()
    ratio = image.width() / rect.width()
    found: list[str] = []
    for x in range(12, rect.width() - 60):
        at = QPoint(round(x * ratio), round((rect.height() // 2) * ratio))
        colour = QColor(image.pixel(at)).name()
        if not found or found[-1] != colour:
            found.append(colour)
    return found


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_bar_shows_how_far_a_file_is_in_the_theme_in_force(
    bench: DockBench, look: ThemeSwitch, name: str
) -> None:
    async def scenario() -> None:
        made = bench.made
        made.queue.register(made.carrier)
        await bench.add("a")
        await bench.until(lambda: "a" in made.carrier.carrying)
        made.carrier.carrying["a"].progress(SIZE // 2, SIZE)
        await bench.until(lambda: bench.cell("a", "progress") == "50 %")
        look.apply(bench.app_loop.app, name, "normal")
        QApplication.processEvents()
        colours = bar_colours(bench.dock, 0)
        current = theme.current()
        assert (colours[0], colours[-1]) == (current.accent, current.line)
        made.carrier.gate.set()
        await bench.until(lambda: made.states() == {"a": "done"})
        QApplication.processEvents()
        assert bar_colours(bench.dock, 0) == [current.live]
        assert bench.cell("a", "progress") == "100 %"

    bench.run(scenario)


def test_buttons_say_whether_they_touch_all_or_what_is_selected(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c")
        assert bench.act("pause").text() == "Pause all"
        assert "(3 files)" in bench.act("pause").toolTip()
        assert not bench.act("resume").isEnabled()
        bench.select("a", "c")
        assert bench.act("pause").text() == "Pause 2"
        bench.act("pause").trigger()
        await bench.until(
            lambda: bench.made.states() == {"a": "paused", "b": "queued", "c": "paused"}
        )
        await bench.until(lambda: bench.act("resume").isEnabled())
        assert bench.act("resume").text() == "Resume 2"
        assert not bench.act("pause").isEnabled()
        bench.select()
        bench.act("resume").trigger()
        await bench.until(lambda: set(bench.made.states().values()) == {"queued"})

    bench.run(scenario)


def test_cancelling_several_asks_first_and_one_does_not(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c")
        bench.select("a")
        bench.act("cancel").trigger()
        await bench.until(lambda: bench.made.states()["a"] == "cancelled")
        bench.select()
        bench.act("cancel").trigger()
        dialog = bench.dock.findChild(CancelDialog)
        assert dialog is not None
        press(dialog, "Keep them")
        assert bench.made.states()["b"] == "queued"
        bench.act("cancel").trigger()
        [again] = [each for each in bench.dock.findChildren(CancelDialog) if each.isVisible()]
        press(again, "Cancel 2 transfers")
        await bench.until(lambda: set(bench.made.states().values()) == {"cancelled"})

    bench.run(scenario)


def press(parent: Any, text: str) -> None:
    [found] = [each for each in parent.findChildren(QAbstractButton) if each.text() == text]
    found.click()


def test_a_row_is_dragged_by_its_handle_to_another_place(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c", "d")
        height = bench.dock.table.row_height
        bench.drag(3, height + 2)  # a little below the upper edge of the second row
        await bench.until(lambda: bench.made.titles() == ["a", "d", "b", "c"])
        bench.drag(0, 10 * height)
        await bench.until(lambda: bench.made.titles() == ["d", "b", "c", "a"])
        assert [each.title for each in bench.made.queue.transfers] == ["d", "b", "c", "a"]

    bench.run(scenario)


def test_all_selected_rows_are_dragged_together(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c", "d")
        bench.select("b", "d")
        bench.drag(3, 1)
        await bench.until(lambda: bench.made.titles() == ["b", "d", "a", "c"])

    bench.run(scenario)


def test_a_drag_that_is_given_up_moves_nothing(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c")
        table = bench.dock.table
        view = table.viewport()
        moved: list[object] = []
        table.moved.connect(lambda *args: moved.append(args))
        QTest.mousePress(view, LEFT, pos=bench.handle(2))
        QTest.mouseMove(view, QPoint(10, 2))
        assert table.is_dragging
        QTest.keyClick(table, Qt.Key.Key_Escape)
        assert not table.is_dragging
        QTest.mouseRelease(view, LEFT, pos=QPoint(10, 2))
        table.records.sort(1)  # by name: a row has no place of its own in this order
        bench.drag(2, 1)
        await asyncio.sleep(0.05)
        assert moved == []
        assert [each.title for each in bench.made.queue.transfers] == ["a", "b", "c"]

    bench.run(scenario)


def test_keys_and_menu_move_rows_as_dragging_does(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a", "b", "c", "d")
        bench.select("c")
        bench.dock.activateWindow()
        bench.dock.table.setFocus()
        QTest.keyClick(bench.dock.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        await bench.until(lambda: bench.made.titles() == ["a", "c", "b", "d"])
        QTest.keyClick(bench.dock.table, Qt.Key.Key_End, Qt.KeyboardModifier.AltModifier)
        await bench.until(lambda: bench.made.titles() == ["a", "b", "d", "c"])
        menu = bench.dock.table.copier.menu()
        bench.dock.table.menu_requested.emit(menu)
        shown = [act.text() for act in menu.actions() if act.text()]
        assert shown[:2] == ["Pause", "Cancel"]
        assert {"Move up", "Move to the top", "Open folder", "Copy row"} <= set(shown)
        next(act for act in menu.actions() if act.text() == "Move to the top").trigger()
        await bench.until(lambda: bench.made.titles() == ["c", "a", "b", "d"])
        menu.deleteLater()

    bench.run(scenario)


def test_the_number_of_failed_files_leads_to_them(bench: DockBench) -> None:
    async def refuses(_transfer: StoredTransfer, _context: Context) -> None:
        raise Refused("Too large.")

    async def scenario() -> None:
        made = bench.made
        made.carrier.does = {"b": refuses}
        made.carrier.gate.set()
        made.queue.register(made.carrier)
        await made.queue.add(new("a", "b", "c"))
        await bench.until(lambda: made.states() == {"a": "done", "b": "failed", "c": "done"})
        press(bench.dock.summary, "1 failed")
        await bench.until(lambda: made.titles() == ["b"])

    bench.run(scenario)


def test_a_held_service_has_a_banner_with_a_way_on(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a")
        made = bench.made
        made.queue.hold_words["skylab"] = "The key is not accepted."
        made.model.queue_changed()
        assert bench.dock.holds.isVisible()
        words = "Nothing of Skylab is carried: The key is not accepted."
        assert bench.dock.holds.text == words
        await bench.until(lambda: bench.cell("a", "words") == "The key is not accepted.")
        press(bench.dock.holds, "Go on")
        await bench.until(lambda: not bench.dock.holds.isVisible())

    bench.run(scenario)


def test_limits_hold_as_soon_as_they_are_changed(bench: DockBench) -> None:
    async def scenario() -> None:
        popup = bench.dock.open_limits()
        assert isinstance(popup, LimitsPopup)
        popup.uploads.setValue(7)
        popup.speed.setValue(1_500)
        assert bench.made.queue.limits == QueueLimits(uploads=7, downloads=2, bytes_per_s=1_500_000)
        popup.speed.setValue(0)
        assert popup.speed.text() == "No limit"
        assert bench.made.queue.limits.bytes_per_s is None
        popup.close()

    bench.run(scenario)


def test_what_happens_when_all_is_done_is_chosen_and_said(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a")
        popup = bench.dock.open_limits()
        popup.when_done.setCurrentIndex(popup.when_done.findText("Quit"))
        popup.when_done.activated.emit(popup.when_done.currentIndex())
        assert bench.made.queue.when_done is WhenDone.QUIT
        assert "quits when all is done" in bench.dock.summary.text
        popup.close()
        again = bench.dock.open_limits()
        assert again.when_done.currentText() == "Quit"
        again.close()

    bench.run(scenario)


def test_stop_after_this_one_shows_as_pressed_and_in_words(bench: DockBench) -> None:
    async def scenario() -> None:
        await bench.add("a")
        act = bench.dock.commands.stop_after
        act.trigger()
        assert bench.made.queue.is_stopping_after_current
        assert act.isChecked()
        assert "stopping after those under way" in bench.dock.summary.text
        await bench.made.queue.resume()
        assert not act.isChecked()

    bench.run(scenario)


def test_a_row_is_marked_by_its_menu_and_the_list_stops_there(bench: DockBench) -> None:
    async def scenario() -> None:
        made = bench.made
        await bench.add("a", "b", "c")
        bench.select("b")
        menu = bench.dock.table.copier.menu()
        bench.dock.table.menu_requested.emit(menu)
        [mark] = [act for act in menu.actions() if act.text() == "Stop before this one"]
        assert not mark.isChecked()
        mark.trigger()
        await bench.until(lambda: made.row("b").is_mark)
        assert bench.cell("b", "words") == "The list stops before this one."
        menu.deleteLater()
        again = bench.dock.table.copier.menu()
        bench.dock.table.menu_requested.emit(again)
        assert mark.isChecked()
        again.deleteLater()
        made.carrier.gate.set()
        made.queue.register(made.carrier)
        await bench.until(bench.dock.holds.isVisible)
        assert bench.dock.holds.text == "The list stops before b, as it was marked."
        press(bench.dock.holds, "Go on")
        await bench.until(lambda: set(made.states().values()) == {"done"})
        await bench.until(lambda: not bench.dock.holds.isVisible())

    bench.run(scenario)


@pytest.mark.parametrize("name", ["dark", "light"])
def test_a_mark_is_a_line_above_its_row(bench: DockBench, look: ThemeSwitch, name: str) -> None:
    def line_colour(row: int) -> str:
        view = bench.dock.table.viewport()
        image = view.grab().toImage()
        ratio = image.width() / view.width()
        y = bench.dock.table.visualRect(bench.dock.table.records.index(row, 0)).top()
        return QColor(image.pixel(QPoint(round(40 * ratio), round(y * ratio)))).name()

    async def scenario() -> None:
        await bench.add("a", "b", "c")
        look.apply(bench.app_loop.app, name, "normal")
        QApplication.processEvents()
        warn = theme.current().warn
        assert line_colour(1) != warn
        await bench.made.queue.stop_before(bench.made.ids("b")[0])
        await bench.until(lambda: bench.made.row("b").is_mark)
        await bench.until(lambda: line_colour(1) == warn)
        assert line_colour(2) != warn
        bench.dock.table.records.sort(1)  # in another order there is no "from here on"
        await bench.until(lambda: line_colour(1) != warn)

    bench.run(scenario)


def test_the_boxes_to_wait_hold_at_once_and_say_what_is_known(bench: DockBench) -> None:
    async def scenario() -> None:
        made = bench.made
        battery, metered = FakeSource(), FakeSource()
        watch = SurroundingsWatch(made.queue, battery, metered)
        await bench.add("a")
        popup = bench.dock.open_limits()
        assert not popup.battery.isChecked()
        popup.battery.click()
        popup.metered.click()
        assert made.queue.limits.waits_on_battery
        assert made.queue.limits.waits_when_metered
        assert made.kept_limits[-1] == made.queue.limits
        made.queue.register(made.carrier)
        battery.told.emit(Answer.YES)
        metered.told.emit(Answer.UNKNOWN)
        assert popup.battery.accessibleDescription() == "On battery now: nothing new begins"
        assert popup.metered.accessibleDescription().startswith("Unknown")
        assert bench.dock.holds.isVisible()
        assert bench.dock.holds.text == (
            "Nothing new begins while this computer runs on its battery; files under way go on."
        )
        [go_on] = [
            each for each in bench.dock.holds.findChildren(QPushButton) if each.text() == "Go on"
        ]
        assert not go_on.isVisible()  # it goes on by itself
        popup.close()
        again = bench.dock.open_limits()
        assert again.battery.isChecked()
        assert again.battery.accessibleDescription() == "On battery now: nothing new begins"
        battery.told.emit(Answer.NO)
        assert again.battery.accessibleDescription() == "On mains now"
        again.close()
        await bench.until(lambda: made.states() == {"a": "running"})
        assert not bench.dock.holds.isVisible()
        await watch.close()

    bench.run(scenario)


def test_a_thousand_moving_files_are_painted_ten_times_a_second_at_most(bench: DockBench) -> None:
    async def scenario() -> None:
        made = bench.made

        async def quick(_transfer: StoredTransfer, context: Context) -> None:
            for step in range(1, 5):
                await asyncio.sleep(0.002)
                context.progress(step * SIZE // 4, SIZE)

        names = [f"{number:04}" for number in range(1_000)]
        made.carrier.does = dict.fromkeys(names, quick)
        await made.queue.add(new(*names))
        await bench.until(lambda: len(made.rows()) == 1_000)
        shown: list[object] = []
        made.model.totals_changed.connect(shown.append)
        begun = asyncio.get_running_loop().time()
        made.queue.register(made.carrier)
        await bench.until(lambda: made.model.totals.done >= 50, timeout_s=15)
        made.queue.stop_after_current()
        took_s = asyncio.get_running_loop().time() - begun
        assert len(shown) <= took_s / 0.1 + 2
        QApplication.processEvents()
        assert bench.dock.summary.text.startswith(f"{made.model.totals.done} of 1,000 files")

    bench.run(scenario, limits=QueueLimits(uploads=16))


# -- the small parts ---------------------------------------------------------------------------

MANY = Totals(
    {"done": 3, "running": 4, "queued": 113, "failed": 1}, 30_000_000, 1_200_000_000, 8_300_000, 131
)


def test_the_status_entry_says_it_in_one_word(show: Show) -> None:
    entry = StatusEntry()
    entry.show_totals(Totals())
    assert not entry.isVisible()
    entry.show_totals(MANY)
    show(entry)
    assert entry.text() == "transfers 3/121 · 1 failed"
    assert entry.accessibleName() == (
        "Transfers: 3 of 121 files, 8.3 MB/s, 2 min 10 s left, 1 failed"
    )
    pressed: list[bool] = []
    entry.clicked.connect(lambda: pressed.append(True))
    QTest.mouseClick(entry, LEFT)
    assert pressed == [True]


def test_the_status_entry_says_why_nothing_begins(show: Show) -> None:
    entry = StatusEntry()
    entry.show_totals(MANY, [Hold("waits: on battery", "On battery now.", needs_operator=False)])
    show(entry)
    assert entry.text() == "transfers 3/121 · 1 failed · waits: on battery"
    assert "On battery now." in entry.toolTip()
    assert entry.accessibleName().endswith("On battery now.")


@pytest.mark.parametrize(
    ("choice", "signal"),
    [
        ("Finish, then quit", "finish_chosen"),
        ("Quit, go on later", "later_chosen"),
        ("Cancel them and quit", "cancel_chosen"),
        ("Stay", None),
    ],
)
def test_the_question_at_the_end_has_four_answers(
    show: Show, choice: str, signal: str | None
) -> None:
    dialog = LeaveDialog(MANY, 117, None)
    show(dialog)
    assert dialog.text == "117 files of 121 are still to be carried."
    heard: list[str] = []
    for name in ("finish_chosen", "later_chosen", "cancel_chosen"):
        getattr(dialog, name).connect(lambda name=name: heard.append(name))
    press(dialog, choice)
    assert heard == ([] if signal is None else [signal])


def test_files_that_do_not_go_on_are_not_waited_for(show: Show) -> None:
    dialog = LeaveDialog(MANY, 17, None)
    show(dialog)
    assert "100 files cannot be carried at the moment" in dialog.text
    assert dialog.finish.isVisible()
    dialog.show_totals(MANY, 0)
    assert not dialog.finish.isVisible()
    dialog.reject()


def test_what_cannot_go_on_later_is_not_offered(show: Show) -> None:
    dialog = LeaveDialog(MANY, 117, None, is_journal_kept=False)
    show(dialog)
    shown = [each.text() for each in dialog.findChildren(QPushButton) if each.isVisible()]
    assert shown == ["Stay", "Cancel them and quit", "Finish, then quit"]
    dialog.reject()


def test_the_dialog_of_all_transfers_holds_a_dock(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        made = await open_bench()
        dialog = TransferDialog(made.model, made.display, None)
        show(dialog)
        await made.add("a")
        assert dialog.dock.table.isVisible()
        menus = dialog.dock.findChildren(QMenu)
        assert any("Move up" in [act.text() for act in menu.actions()] for menu in menus)
        dialog.reject()
        await made.close()

    app_loop.run(scenario())
