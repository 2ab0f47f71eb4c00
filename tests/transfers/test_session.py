"""The transfers of a session: entry and list, other profiles, and the question at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from facespace_desk.modelkit.display import Display
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.paths import Paths
from facespace_desk.profiles import Profile
from facespace_desk.session_transfers import SessionTransfers
from facespace_desk.settings import SettingsFile
from facespace_desk.shell.main_window import MainWindow
from facespace_desk.store.store import Store
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused
from facespace_desk.transfers.holding import Answer
from facespace_desk.transfers.profile_queue import ProfileQueue, WhenDone
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.transfers.view.dialogs import LeaveDialog
from facespace_desk.transfers.view.dock import TransferDialog
from facespace_desk.transfers.view.status_entry import StatusEntry
from facespace_desk.widgets.theme import ThemeSwitch
from tests.limits import PATIENCE_S
from tests.test_app import Bench, bench, profile_file
from tests.transfers.carrying import KEY, Carrier, FakeSource, new
from tests.widgets.conftest import look

if TYPE_CHECKING:
    from tests.conftest import AllowLogs, LoopRunner

__all__ = ["bench", "look", "profile_file"]

SITE = Profile(id="site", name="Site")
OTHER = Profile(id="other", name="Other")


class SessionBench:
    """A window, a store on disk, and a session's transfers; `left` counts how often it was left."""

    def __init__(self, app_loop: LoopRunner, look: ThemeSwitch, paths: Paths) -> None:
        self.app_loop = app_loop
        self.until = app_loop.until
        self.store: Store
        self.settings = SettingsFile(paths.settings_file)
        self.settings.load()
        self.paths = paths
        self.display = Display()
        self.window = MainWindow(self.settings, self.display, look)
        self.left = 0
        self.told: list[str] = []
        self.carrier = Carrier()
        self.battery, self.metered = FakeSource(), FakeSource()
        self.queue: ProfileQueue
        self.session = SessionTransfers(
            self.window,
            display=self.display,
            settings=self.settings,
            titles={"skylab": "Skylab"},
            leave=self.leave,
            tell=lambda words, _tone: self.told.append(words),
            report=self.report,
            sources=lambda: (self.battery, self.metered),
        )

    def leave(self) -> None:
        self.left += 1

    def report(self, error: BaseException, where: str) -> None:
        raise AssertionError(where) from error

    @asynccontextmanager
    async def opened(self, *, on_disk: bool = True) -> AsyncIterator[None]:
        self.store = await Store.open(self.paths.data / "desk.db" if on_disk else None, KEY)
        self.queue = await self.session.open(SITE, self.store)
        self.window.show()
        try:
            yield
        finally:
            self.carrier.gate.set()
            self.carrier.may_forget.set()
            await self.session.end()
            await self.store.close()
            self.window.may_close = True
            self.window.close()
            self.window.deleteLater()

    async def carry(self, *titles: str) -> None:
        """Begin to carry files; they end when the carrier's gate is opened."""
        if not self.carrier.carrying:
            self.queue.register(self.carrier)
        await self.queue.add(new(*titles))
        await self.until(lambda: self.carrier.carrying)
        await self.until(lambda: f"/{len(titles)}" in self.entry.text())

    @property
    def entry(self) -> StatusEntry:
        [found] = self.window.findChildren(StatusEntry)
        return found

    @property
    def question(self) -> LeaveDialog | None:
        shown = [each for each in self.window.findChildren(LeaveDialog) if each.isVisible()]
        return shown[0] if shown else None

    def answer(self, text: str) -> None:
        assert self.question is not None
        buttons = self.question.findChildren(QAbstractButton)
        next(each for each in buttons if each.text() == text).click()


@pytest.fixture
def session(app_loop: LoopRunner, look: ThemeSwitch, paths: Paths) -> SessionBench:
    return SessionBench(app_loop, look, paths)


def test_the_entry_appears_with_the_first_file_and_leads_to_the_list(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            assert not session.entry.isVisible()
            await session.carry("a", "b", "c")
            assert session.entry.isVisible()
            assert session.entry.text() == "transfers 0/3"
            session.entry.click()
            [dialog] = session.window.findChildren(TransferDialog)
            assert dialog.isVisible()
            session.entry.click()
            assert session.window.findChildren(TransferDialog) == [dialog]
            session.carrier.gate.set()
            await session.until(lambda: session.entry.text() == "transfers 3/3")

    session.app_loop.run(scenario())


def test_with_nothing_to_carry_the_console_is_left_at_once(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            session.session.ask_to_leave()
            assert session.left == 1
            await session.carry("a")
            await session.queue.pause()
            session.session.ask_to_leave()  # what is paused waits for its operator anyway
            assert session.left == 2

    session.app_loop.run(scenario())


def test_finishing_first_leaves_when_the_last_file_is_carried(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a", "b", "c")
            session.session.ask_to_leave()
            assert session.left == 0
            session.answer("Finish, then quit")
            await asyncio.sleep(0.05)
            assert session.left == 0
            session.carrier.gate.set()
            await session.until(lambda: session.left)
            assert {each.state for each in session.queue.transfers} == {"done"}

    session.app_loop.run(scenario())


def refuse_the_key(session: SessionBench, title: str) -> None:
    """Let the service refuse its key when this file comes."""

    async def refused(_transfer: StoredTransfer, _context: Context) -> None:
        await session.carrier.gate.wait()
        raise ServiceError(
            "The key was refused.", service="Skylab", operation="put", kind=ErrorKind.SIGNED_OUT
        )

    session.carrier.does[title] = refused


def test_finishing_first_ends_although_a_service_is_held(
    session: SessionBench, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.transfers: skylab is held")

    async def scenario() -> None:
        async with session.opened():
            refuse_the_key(session, "a")
            session.queue.set_limits(QueueLimits(uploads=1, downloads=1))
            await session.carry("a", "b", "c")
            session.session.ask_to_leave()
            session.answer("Finish, then quit")
            session.carrier.gate.set()
            await session.until(lambda: session.left)
            assert [each.state for each in session.queue.transfers] == ["queued"] * 3

    session.app_loop.run(scenario())


def test_what_a_held_service_has_is_not_lost_with_a_list_in_memory(
    session: SessionBench, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.transfers: skylab is held")

    async def scenario() -> None:
        async with session.opened(on_disk=False):
            refuse_the_key(session, "a")
            await session.carry("a")
            session.session.ask_to_leave()
            session.answer("Finish, then quit")
            session.carrier.gate.set()
            await session.until(lambda: session.told)
            assert session.told == ["1 file could not be carried: the console stays open"]
            assert session.left == 0

    session.app_loop.run(scenario())


@pytest.mark.parametrize(
    ("wish", "left", "told"),
    [
        (WhenDone.NOTHING, 0, []),
        (WhenDone.TELL, 0, ["2 files carried"]),
        (WhenDone.QUIT, 1, []),
    ],
)
def test_a_wish_for_the_end_is_done_once(
    session: SessionBench, wish: WhenDone, left: int, told: list[str]
) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a", "b")
            session.queue.set_when_done(wish)
            session.carrier.gate.set()
            await session.until(lambda: session.entry.text() == "transfers 2/2")
            await session.until(lambda: session.queue.when_done is WhenDone.NOTHING)
            assert (session.left, session.told) == (left, told)
            await session.queue.add(new("c"))
            await session.until(lambda: session.entry.text() == "transfers 3/3")
            assert (session.left, session.told) == (left, told)

    session.app_loop.run(scenario())


def test_the_console_stays_open_when_files_have_failed(session: SessionBench) -> None:
    async def scenario() -> None:
        async def fails(_transfer: StoredTransfer, _context: Context) -> None:
            raise Refused("It is no picture.")

        session.carrier.does["a"] = fails
        async with session.opened():
            session.queue.set_when_done(WhenDone.QUIT)
            await session.carry("a", "b")
            session.carrier.gate.set()
            await session.until(lambda: session.told)
            assert (session.left, session.told) == (0, ["1 file carried, 1 failed"])

    session.app_loop.run(scenario())


def test_paused_files_are_no_end(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            session.queue.set_when_done(WhenDone.QUIT)
            await session.carry("a")
            await session.queue.pause()
            await session.until(lambda: not session.carrier.carrying)
            await session.until(lambda: "paused" in session.entry.toolTip())
            assert session.left == 0
            await session.queue.resume()
            session.carrier.gate.set()
            await session.until(lambda: session.left)

    session.app_loop.run(scenario())


def test_who_asks_again_while_it_finishes_is_asked_again(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a")
            session.session.ask_to_leave()
            session.answer("Finish, then quit")
            session.session.ask_to_leave()
            session.answer("Stay")
            session.carrier.gate.set()
            await session.until(lambda: session.entry.text() == "transfers 1/1")
            await asyncio.sleep(0.15)
            assert session.left == 0

    session.app_loop.run(scenario())


def test_going_on_later_keeps_the_files_for_the_next_start(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a", "b")
            session.session.ask_to_leave()
            session.answer("Quit, go on later")
            assert session.left == 1
        assert session.carrier.carrying == {}
        store = await Store.open(session.paths.data / "desk.db", KEY)
        kept = await store.transfers.list(SITE.id)
        assert [(each.title, each.state) for each in kept] == [("a", "queued"), ("b", "queued")]
        await store.close()

    session.app_loop.run(scenario())


def test_cancelling_tidies_up_at_the_service_before_the_console_is_left(
    session: SessionBench,
) -> None:
    async def scenario() -> None:
        async with session.opened():
            session.carrier.may_forget.clear()
            await session.carry("a", "b")
            await session.until(lambda: len(session.carrier.carrying) == 2)
            session.session.ask_to_leave()
            session.answer("Cancel them and quit")
            await session.until(
                lambda: {each.state for each in session.queue.transfers} == {"cancelled"}
            )
            await asyncio.sleep(0.05)
            assert session.left == 0
            session.carrier.may_forget.set()
            await session.until(lambda: session.left)
            assert sorted(session.carrier.forgotten) == ["a", "b"]

    session.app_loop.run(scenario())


def test_without_a_journal_going_on_later_is_not_offered(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened(on_disk=False):
            await session.carry("a")
            session.session.ask_to_leave()
            assert session.question is not None
            assert not session.question.later.isVisible()
            session.answer("Stay")

    session.app_loop.run(scenario())


def test_another_profile_has_a_queue_of_its_own(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a", "b")
            session.entry.click()
            await session.queue.unregister("skylab")
            await session.session.close()
            other = await session.session.open(OTHER, session.store)
            QApplication.processEvents()
            assert other.transfers == []
            assert session.window.findChildren(TransferDialog) == []
            assert not session.entry.isVisible()
            await session.session.close()
            again = await session.session.open(SITE, session.store)
            assert [each.title for each in again.transfers] == ["a", "b"]
            again.register(session.carrier)
            session.carrier.gate.set()
            await session.until(lambda: session.entry.text() == "transfers 2/2")

    session.app_loop.run(scenario())


def test_another_profile_takes_back_the_wish_to_leave(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            await session.carry("a")
            session.session.ask_to_leave()
            session.answer("Finish, then quit")
            await session.queue.unregister("skylab")
            await session.session.close()
            await session.session.open(OTHER, session.store)
            await asyncio.sleep(0.05)
            assert session.left == 0

    session.app_loop.run(scenario())


def test_limits_are_remembered(session: SessionBench) -> None:
    async def scenario() -> None:
        async with session.opened():
            limits = QueueLimits(uploads=9, downloads=3, bytes_per_s=250_000, waits_on_battery=True)
            session.queue.set_limits(limits)
            await session.session.close()
            again = await session.session.open(SITE, session.store)
            assert again.limits == limits

    session.app_loop.run(scenario())
    assert SettingsFile(session.paths.settings_file).load().uploads_at_once == 9


def test_the_entry_says_that_the_battery_keeps_files_waiting(session: SessionBench) -> None:
    async def scenario() -> None:
        session.settings.update(transfers_wait_on_battery=True)
        async with session.opened():
            assert session.battery.is_asked
            assert not session.metered.is_asked
            session.battery.told.emit(Answer.NO)
            await session.carry("a")
            await session.queue.add(new("b"))
            session.battery.told.emit(Answer.YES)
            assert "waits: on battery" in session.entry.text()
            session.battery.told.emit(Answer.NO)
            assert "waits" not in session.entry.text()
        assert not session.battery.is_asked

    session.app_loop.run(scenario())


def test_a_slice_finds_the_queue_and_the_console_asks_before_it_is_left(
    bench: Bench, profile_file: Path
) -> None:
    async def scenario() -> None:
        async with bench.running(profile=profile_file) as task:
            await bench.app_loop.until(lambda: bench.slices)
            queue = bench.slices[0].context.transfers
            carrier = Carrier()
            queue.register(carrier)
            await queue.add(new("a"))
            await bench.app_loop.until(lambda: carrier.carrying)
            window = bench.frame.window
            window.close()
            [question] = window.findChildren(LeaveDialog)
            assert not task.done()
            question.give_up.click()
            await asyncio.wait({task}, timeout=PATIENCE_S)
            assert task.cancelled()
            assert carrier.forgotten == ["a"]
            assert bench.slices[0].is_closed
            assert carrier.carrying == {}

    bench.run(scenario)
