"""Why a queue begins nothing: marks before files, the battery, a metered connection."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QObject, Signal

from facespace_desk.store.store import Store
from facespace_desk.transfers import surroundings as surroundings_module
from facespace_desk.transfers.holding import Answer, Surroundings, deferral
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.transfers.surroundings import (
    Battery,
    MeteredLink,
    SurroundingsWatch,
    read_battery,
)
from tests.transfers.carrying import (
    KEY,
    PROFILE,
    Carrier,
    FakeSource,
    ModelBench,
    new,
    open_bench,
    until,
)

WAITS = QueueLimits(uploads=1, downloads=1, waits_on_battery=True, waits_when_metered=True)
MAINS = Surroundings(on_battery=Answer.NO, is_metered=Answer.NO)
BATTERY = Surroundings(on_battery=Answer.YES, is_metered=Answer.NO)
ON_BATTERY_WORDS = (
    "Nothing new begins while this computer runs on its battery; files under way go on."
)


@pytest.fixture
async def bench() -> AsyncIterator[ModelBench]:
    made = await open_bench(limits=QueueLimits(uploads=1, downloads=1))
    yield made
    await made.close()


def words(bench: ModelBench) -> list[str]:
    return [hold.words for hold in bench.queue.holds]


# -- marks -------------------------------------------------------------------------------------


async def test_nothing_begins_from_a_mark_on_until_somebody_says_so(bench: ModelBench) -> None:
    await bench.add("a", "b", "c", "d")
    [marked] = bench.ids("c")
    await bench.queue.stop_before(marked)
    bench.queue.register(bench.carrier)
    await until(lambda: "a" in bench.carrier.carrying)
    assert bench.queue.going == 2
    assert words(bench) == []  # it is not there yet
    bench.carrier.gate.set()
    await until(lambda: bench.queue.holds)
    assert words(bench) == ["The list stops before c, as it was marked."]
    assert bench.queue.holds[0].needs_operator
    assert [each.state for each in bench.queue.transfers] == ["done", "done", "queued", "queued"]
    assert bench.queue.going == 0
    bench.model.go_on()
    await until(lambda: set(bench.states().values()) == {"done"})
    assert words(bench) == []
    assert all("stop_before" not in each.facts for each in bench.queue.transfers)


async def test_going_on_passes_one_mark_and_not_the_next(bench: ModelBench) -> None:
    await bench.add("a", "b", "c")
    for marked in bench.ids("a", "c"):
        await bench.queue.stop_before(marked)
    bench.carrier.gate.set()
    bench.queue.register(bench.carrier)
    assert words(bench) == ["The list stops before a, as it was marked."]
    await bench.queue.resume(())
    await until(lambda: words(bench) == ["The list stops before c, as it was marked."])
    await until(lambda: bench.states() == {"a": "done", "b": "done", "c": "queued"})


async def test_a_mark_further_on_is_not_passed_while_files_are_under_way(
    bench: ModelBench,
) -> None:
    await bench.add("a", "b")
    await bench.queue.stop_before(bench.ids("b")[0])
    bench.queue.register(bench.carrier)
    await until(lambda: "a" in bench.carrier.carrying)
    await bench.queue.resume()
    bench.carrier.gate.set()
    await until(lambda: words(bench) == ["The list stops before b, as it was marked."])


async def test_a_mark_can_be_taken_away(bench: ModelBench) -> None:
    await bench.add("a", "b")
    [marked] = bench.ids("a")
    bench.model.stop_before(marked, True)
    await until(lambda: bench.row("a").is_mark)
    assert bench.model.is_marked(marked)
    assert bench.row("a").words == "The list stops before this one."
    bench.queue.register(bench.carrier)
    assert bench.carrier.carrying == {}
    bench.model.stop_before(marked, False)
    await until(lambda: "a" in bench.carrier.carrying)
    await until(lambda: not bench.row("a").is_mark)


async def test_what_has_begun_or_ended_cannot_be_marked(bench: ModelBench) -> None:
    await bench.add("a", "b")
    bench.queue.register(bench.carrier)
    await until(lambda: bench.states()["a"] == "running")
    [running] = bench.ids("a")
    assert not bench.model.may_be_marked(running)
    await bench.queue.stop_before(running)
    await bench.queue.cancel(bench.ids("b"))
    await bench.queue.stop_before(bench.ids("b")[0])
    assert all("stop_before" not in each.facts for each in bench.queue.transfers)


async def test_a_mark_goes_with_a_file_that_is_given_up_and_stays_with_a_paused_one(
    bench: ModelBench,
) -> None:
    await bench.add("a", "b", "c")
    for marked in bench.ids("a", "b"):
        await bench.queue.stop_before(marked)
    await bench.queue.cancel(bench.ids("a"))
    await bench.queue.pause(bench.ids("b"))
    assert not bench.model.is_marked(bench.ids("a")[0])
    assert bench.model.is_marked(bench.ids("b")[0])
    bench.queue.register(bench.carrier)
    assert words(bench) == ["The list stops before b, as it was marked."]
    await bench.queue.resume(())
    await until(lambda: "c" in bench.carrier.carrying)
    await until(lambda: bench.states() == {"a": "cancelled", "b": "paused", "c": "running"})


async def test_a_mark_survives_a_restart(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "desk.db", KEY)
    queue = ProfileQueue(store.transfers, PROFILE)
    added = await queue.add(new("a", "b"))
    await queue.stop_before(added[1].id)
    await queue.close()
    await store.close()
    store = await Store.open(tmp_path / "desk.db", KEY)
    queue = ProfileQueue(store.transfers, PROFILE)
    await queue.load()
    assert queue.holds == ()  # nobody is there who would carry anything
    carrier = Carrier()
    carrier.gate.set()
    queue.register(carrier)
    await until(lambda: queue.holds)
    assert [each.state for each in queue.transfers] == ["done", "queued"]
    await queue.resume(())
    await until(lambda: queue.is_idle)
    kept = await store.transfers.list(PROFILE)
    assert [(each.state, each.facts) for each in kept] == [("done", {}), ("done", {})]
    await queue.close()
    await store.close()


# -- battery and metered link ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("battery", "metered", "short"),
    [
        (Answer.YES, Answer.NO, "waits: on battery"),
        (Answer.NO, Answer.YES, "waits: metered"),
        (Answer.YES, Answer.YES, "waits: on battery, metered"),
        (Answer.YES, Answer.UNASKED, "waits: on battery"),
        (Answer.NO, Answer.UNASKED, "waits"),
        (Answer.UNKNOWN, Answer.UNKNOWN, None),
        (Answer.NO, Answer.NO, None),
    ],
)
def test_surroundings_that_are_not_wanted_hold_the_queue(
    battery: Answer, metered: Answer, short: str | None
) -> None:
    found = deferral(Surroundings(battery, metered), waits_on_battery=True, waits_when_metered=True)
    assert (None if found is None else found.short) == short
    assert deferral(
        Surroundings(battery, metered), waits_on_battery=False, waits_when_metered=False
    ) is None  # fmt: skip


async def test_on_battery_nothing_new_begins_and_by_itself_it_goes_on(bench: ModelBench) -> None:
    bench.queue.set_surroundings(MAINS)
    bench.queue.set_limits(WAITS)
    bench.queue.register(bench.carrier)
    await bench.add("a", "b")
    await until(lambda: "a" in bench.carrier.carrying)
    bench.queue.set_surroundings(BATTERY)
    assert words(bench) == [ON_BATTERY_WORDS]
    assert not bench.queue.holds[0].needs_operator
    assert bench.queue.going == 1
    bench.carrier.gate.set()
    await until(lambda: bench.states() == {"a": "done", "b": "queued"})
    assert bench.row("b").words == ON_BATTERY_WORDS
    await bench.queue.resume(())  # no way round it but the box
    assert bench.queue.going == 0
    bench.queue.set_surroundings(MAINS)
    await until(lambda: bench.states() == {"a": "done", "b": "done"})
    bench.queue.set_surroundings(BATTERY)
    assert words(bench) == []  # there is nothing that would wait


async def test_unticking_the_box_goes_on_at_once(bench: ModelBench) -> None:
    bench.queue.set_surroundings(BATTERY)
    bench.queue.set_limits(WAITS)
    bench.queue.register(bench.carrier)
    await bench.add("a")
    assert bench.carrier.carrying == {}
    bench.queue.set_limits(QueueLimits(waits_when_metered=True))
    await until(lambda: "a" in bench.carrier.carrying)


async def test_sources_are_asked_only_while_a_box_is_on(bench: ModelBench) -> None:
    battery, metered = FakeSource(), FakeSource()
    watch = SurroundingsWatch(bench.queue, battery, metered)
    bench.queue.register(bench.carrier)
    assert not battery.is_asked
    assert not metered.is_asked
    bench.model.set_limits(QueueLimits(uploads=1, waits_on_battery=True))
    assert battery.is_asked
    assert not metered.is_asked
    await bench.add("a", "b")
    assert bench.carrier.carrying == {}  # not before the computer has answered
    battery.told.emit(Answer.YES)
    assert bench.model.surroundings == Surroundings(on_battery=Answer.YES)
    assert words(bench) == [ON_BATTERY_WORDS]
    battery.told.emit(Answer.NO)
    await until(lambda: "a" in bench.carrier.carrying)
    bench.model.set_limits(QueueLimits(uploads=1))
    assert not battery.is_asked
    battery.told.emit(Answer.YES)  # it was on its way
    assert bench.model.surroundings == Surroundings()
    assert battery.starts == 1
    bench.model.set_limits(WAITS)
    await watch.close()
    assert not battery.is_asked
    assert not metered.is_asked


async def test_what_the_computer_cannot_say_keeps_nothing_waiting(bench: ModelBench) -> None:
    battery, metered = FakeSource(), FakeSource()
    watch = SurroundingsWatch(bench.queue, battery, metered)
    bench.queue.set_limits(WAITS)
    bench.queue.register(bench.carrier)
    await bench.add("a")
    battery.told.emit(Answer.UNKNOWN)
    assert bench.carrier.carrying == {}
    metered.told.emit(Answer.UNKNOWN)
    await until(lambda: "a" in bench.carrier.carrying)
    await watch.close()


async def test_the_battery_is_asked_again_and_again_off_the_loop() -> None:
    answers = [Answer.NO, Answer.YES, Answer.NO]
    threads: set[int] = set()

    def read() -> Answer:
        threads.add(threading.get_ident())
        return answers.pop(0) if len(answers) > 1 else answers[0]

    battery = Battery(read=read, poll_s=0.001)
    told: list[Answer] = []
    battery.told.connect(told.append)
    assert told == []
    battery.start()
    await until(lambda: told[:3] == [Answer.NO, Answer.YES, Answer.NO])
    assert threading.get_ident() not in threads
    await battery.close()
    count = len(told)
    await asyncio.sleep(0.02)
    assert len(told) == count


@pytest.mark.parametrize(
    ("found", "answer"),
    [
        (SimpleNamespace(power_plugged=True), Answer.NO),
        (SimpleNamespace(power_plugged=False), Answer.YES),
        (SimpleNamespace(power_plugged=None), Answer.UNKNOWN),
        (None, Answer.UNKNOWN),
        (OSError("no such file"), Answer.UNKNOWN),
    ],
)
def test_a_battery_is_read_as_the_system_tells_of_it(
    monkeypatch: pytest.MonkeyPatch, found: Any, answer: Answer
) -> None:
    def sensors_battery() -> Any:
        if isinstance(found, OSError):
            raise found
        return found

    monkeypatch.setattr(psutil, "sensors_battery", sensors_battery, raising=False)
    assert read_battery() is answer


def test_a_system_without_batteries_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert read_battery() is Answer.UNKNOWN


class FakeNetwork(QObject):
    isMeteredChanged = Signal(bool)

    def isMetered(self) -> bool:
        return False


def test_a_metered_link_is_heard_of_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    network = FakeNetwork()
    monkeypatch.setattr(surroundings_module, "network_information", lambda: network)
    link = MeteredLink()
    told: list[Answer] = []
    link.told.connect(told.append)
    link.start()
    network.isMeteredChanged.emit(True)
    network.isMeteredChanged.emit(False)
    link.stop()
    network.isMeteredChanged.emit(True)
    assert told == [Answer.NO, Answer.YES, Answer.NO]


def test_a_network_that_does_not_say_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surroundings_module, "network_information", lambda: None)
    link = MeteredLink()
    told: list[Answer] = []
    link.told.connect(told.append)
    link.start()
    link.stop()
    assert told == [Answer.UNKNOWN]
