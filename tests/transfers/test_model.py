"""The model of the transfer list: rows, sums, batches of news, commands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Refused, Retry
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.transfers.tally import Totals
from tests.conftest import AllowLogs
from tests.transfers.carrying import SIZE, ModelBench, new, open_bench, until


@pytest.fixture
async def bench() -> AsyncIterator[ModelBench]:
    made = await open_bench()
    yield made
    await made.close()


async def test_what_is_added_stands_in_the_order_of_the_queue(bench: ModelBench) -> None:
    await bench.add("a", "b", "c")
    await until(lambda: bench.titles() == ["a", "b", "c"])
    assert {row.state for row in bench.rows()} == {"queued"}
    assert bench.model.totals.files == 3
    assert bench.model.totals.bytes_all == 3 * SIZE


async def test_a_model_that_is_made_late_shows_the_same(bench: ModelBench) -> None:
    await bench.add("a", "b")
    late = bench.make_model()
    assert [row.title for row in late.rows.shown()] == ["a", "b"]
    assert late.totals.files == 2
    await late.close()


async def test_news_come_in_batches_at_most_ten_a_second(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add("a")
    await until(lambda: bench.states() == {"a": "running"})
    told: list[Totals] = []
    bench.model.totals_changed.connect(told.append)
    context = bench.carrier.carrying["a"]
    loop = asyncio.get_running_loop()
    begun = loop.time()
    done = 0
    while loop.time() - begun < 1.0:
        done += 100
        context.progress(done, SIZE)
        await asyncio.sleep(0.001)
    assert 2 <= len(told) <= 12
    await until(lambda: bench.row("a").done == done)


async def test_speed_and_time_left_of_a_file_and_of_all(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add("a", "b")
    await until(lambda: set(bench.carrier.carrying) == {"a", "b"})
    for step in range(1, 61):
        bench.now_s += 0.1
        bench.carrier.carrying["a"].progress(step * 10_000, SIZE)
        bench.carrier.carrying["b"].progress(step * 5_000, SIZE)
    await until(lambda: bench.row("b").done == 300_000)
    assert bench.row("a").bytes_per_s == pytest.approx(100_000, rel=0.03)
    assert bench.row("a").left_s == pytest.approx(4, rel=0.03)
    assert bench.row("b").bytes_per_s == pytest.approx(50_000, rel=0.03)
    assert bench.model.totals.bytes_per_s == pytest.approx(150_000, rel=0.03)
    assert bench.model.totals.left_s == pytest.approx(1_100_000 / 150_000, rel=0.03)
    assert bench.model.totals.share == pytest.approx(0.45)


async def test_a_file_that_begins_anew_has_no_negative_speed(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add("a")
    await until(lambda: "a" in bench.carrier.carrying)
    context = bench.carrier.carrying["a"]
    for done in (100_000, 200_000, 0, 10_000):
        bench.now_s += 1
        context.progress(done, SIZE)
    await until(lambda: bench.row("a").done == 10_000)
    assert bench.row("a").bytes_per_s == pytest.approx(10_000)


async def test_what_stands_still_has_no_speed_any_more(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add("a")
    await until(lambda: "a" in bench.carrier.carrying)
    bench.now_s += 1
    bench.carrier.carrying["a"].progress(500_000, SIZE)
    await until(lambda: bench.row("a").bytes_per_s)
    bench.now_s += 60  # and no news meanwhile
    await until(lambda: bench.row("a").bytes_per_s == 0)
    assert bench.model.totals.bytes_per_s == 0


async def test_a_waiting_file_counts_down_to_its_next_try(bench: ModelBench) -> None:
    async def asks_to_wait(_transfer: StoredTransfer, _context: Context) -> None:
        raise Retry("Skylab asks to wait.", after_s=30)

    bench.carrier.does["a"] = asks_to_wait
    bench.queue.register(bench.carrier)
    await bench.add("a")

    def left_s() -> int:
        return int(bench.row("a").state_words.removeprefix("waiting, ").removesuffix(" s"))

    await until(lambda: bench.states() == {"a": "waiting"})
    assert bench.row("a").words == "Skylab asks to wait."
    first_s = left_s()
    assert first_s <= 30
    await until(lambda: left_s() < first_s)


async def test_failed_files_are_counted_and_say_why(bench: ModelBench) -> None:
    async def refuses(_transfer: StoredTransfer, _context: Context) -> None:
        raise Refused("Too large.")

    bench.carrier.does["b"] = refuses
    bench.carrier.gate.set()
    bench.queue.register(bench.carrier)
    await bench.add("a", "b", "c")
    await until(lambda: bench.states() == {"a": "done", "b": "failed", "c": "done"})
    assert bench.row("b").words == "Too large."
    assert bench.model.totals.done == 2
    assert bench.model.totals.count("failed") == 1
    assert bench.model.reach("retry") == 1


async def test_a_held_service_is_named_with_its_reason(
    bench: ModelBench, allow_logs: AllowLogs
) -> None:
    allow_logs("desk.transfers: skylab is held")

    async def signed_out(_transfer: StoredTransfer, _context: Context) -> None:
        raise ServiceError(
            "The key is not accepted.",
            service="Skylab",
            operation="upload",
            kind=ErrorKind.SIGNED_OUT,
            status=401,
        )

    bench.carrier.does["a"] = signed_out
    heard: list[dict[str, str]] = []
    bench.model.controls_changed.connect(lambda: heard.append(bench.model.holds))
    bench.queue.register(bench.carrier)
    await bench.add("a", "b", "c", "d")
    await until(lambda: bench.model.holds)
    assert bench.model.holds == {"Skylab": "The key is not accepted."}
    assert heard[-1] == bench.model.holds
    await until(lambda: bench.row("d").words == "The key is not accepted.")
    del bench.carrier.does["a"]
    bench.carrier.gate.set()
    bench.model.go_on()
    await until(lambda: set(bench.states().values()) == {"done"})
    assert bench.model.holds == {}
    assert heard[-1] == {}


async def test_commands_reach_the_chosen_files_or_all(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add("a", "b", "c", "d")
    await until(lambda: bench.states()["b"] == "running")
    assert bench.model.reach("pause") == 4
    assert bench.model.reach("resume") == 0
    assert bench.model.reach("pause", bench.ids("a", "c")) == 2
    bench.model.run("pause", bench.ids("a", "c"))
    await until(lambda: bench.states()["a"] == bench.states()["c"] == "paused")
    assert bench.states()["b"] == "running"
    assert bench.model.reach("resume") == 2
    bench.model.run("pause")
    await until(lambda: set(bench.states().values()) == {"paused"})
    bench.model.run("cancel", bench.ids("d"))
    await until(lambda: bench.states()["d"] == "cancelled")
    bench.carrier.gate.set()
    bench.model.run("resume")
    await until(lambda: [bench.states()[title] for title in "abc"] == ["done"] * 3)
    assert bench.model.totals.files == 3
    assert bench.model.reach("retry") == 0  # what was given up is meant only when it is named
    assert bench.model.reach("retry", bench.ids("d")) == 1
    bench.model.run("retry", bench.ids("d"))
    await until(lambda: bench.states()["d"] == "done")
    assert bench.model.reach("remove") == 4
    bench.model.run("remove")
    await until(lambda: bench.rows() == [])
    assert bench.model.totals.files == 0


@pytest.mark.parametrize(
    ("command", "chosen", "order"),
    [
        ("move_up", "c", "acbde"),
        ("move_up", "a", "abcde"),
        ("move_up", "bd", "bdace"),
        ("move_down", "b", "acbde"),
        ("move_down", "e", "abcde"),
        ("move_down", "ab", "cabde"),
        ("move_to_top", "de", "deabc"),
        ("move_to_bottom", "ac", "bdeac"),
    ],
)
async def test_files_move_up_and_down(
    bench: ModelBench, command: str, chosen: str, order: str
) -> None:
    await bench.add(*"abcde")
    await until(lambda: bench.titles() == list("abcde"))
    getattr(bench.model, command)(bench.ids(*chosen))
    await until(lambda: not bench.model._tasks.is_running("move"))
    await until(lambda: bench.titles() == list(order))


async def test_a_list_of_one_service_shows_and_touches_only_that(bench: ModelBench) -> None:
    other = bench.make_model(service="voxel51")
    await bench.add("a", "b")
    await bench.add("x", "y", service="voxel51")
    await until(lambda: [row.title for row in other.rows.shown()] == ["x", "y"])
    assert other.totals.files == 2
    other.run("pause")
    await until(
        lambda: bench.states() == dict.fromkeys("ab", "queued") | dict.fromkeys("xy", "paused")
    )
    other.move_to_top(bench.ids("y"))
    await until(lambda: [row.title for row in other.rows.shown()] == ["y", "x"])
    assert [each.title for each in bench.queue.transfers] == ["a", "b", "y", "x"]
    await other.close()


async def test_stop_after_this_one_is_told_and_taken_back(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    bench.model.stop_after_current(True)
    assert bench.model.is_stopping_after_current
    await bench.add("a")
    assert bench.carrier.carrying == {}
    bench.model.stop_after_current(False)
    await until(lambda: "a" in bench.carrier.carrying)


async def test_limits_hold_at_once_and_are_remembered(bench: ModelBench) -> None:
    bench.queue.register(bench.carrier)
    await bench.add(*"abcdef")
    await until(lambda: len(bench.carrier.carrying) == 2)
    limits = QueueLimits(uploads=5, downloads=1, bytes_per_s=2_000_000)
    bench.model.set_limits(limits)
    await until(lambda: len(bench.carrier.carrying) == 5)
    assert bench.kept_limits == [limits]
    assert bench.model.limits == limits


async def test_a_journal_that_cannot_be_written_is_said(bench: ModelBench) -> None:
    await bench.add("a")
    said: list[str] = []
    bench.model.trouble.connect(said.append)
    await bench.store.close()
    bench.model.run("pause")
    await until(lambda: said)
    assert said[0].startswith("The list of transfers could not be written.")


async def test_files_of_unknown_size_are_taken_for_average_ones(bench: ModelBench) -> None:
    await bench.add("a", size=400)
    await bench.add("b", size=800)
    await bench.add("c", "d", size=None)
    await until(lambda: bench.model.totals.files == 4)
    assert bench.model.totals.bytes_all == 400 + 800 + 2 * 600


async def test_tidying_up_after_cancelled_files_can_be_waited_for(bench: ModelBench) -> None:
    bench.carrier.may_forget.clear()
    bench.queue.register(bench.carrier)
    await bench.add("a", "b")
    await until(lambda: set(bench.carrier.carrying) == {"a", "b"})
    await bench.queue.cancel()
    tidied = asyncio.create_task(bench.queue.tidied())
    await asyncio.sleep(0.02)
    assert not tidied.done()
    bench.carrier.may_forget.set()
    await tidied
    assert sorted(bench.carrier.forgotten) == ["a", "b"]


async def test_a_thousand_files_are_shown_and_moved_within_a_moment(bench: ModelBench) -> None:
    await bench.queue.add(new(*(f"{number:04}" for number in range(1_000))))
    await until(lambda: len(bench.rows()) == 1_000)
    bench.model.move_to_top(bench.ids("0999"))
    await until(lambda: bench.titles()[:2] == ["0999", "0000"])
    assert len(set(bench.titles())) == 1_000
