"""Looking back: server and desk merged, honest about what is missing."""

from __future__ import annotations

from facespace_desk.facespace.dates import DAY_MS
from facespace_desk.facespace.model.history import Outcome, Progress, Query
from facespace_desk.facespace.presence import Gap, Presence
from facespace_desk.modelkit.state import Phase
from tests.facespace.slice_fixtures import Slice, desk, store, until

__all__ = ["desk", "store"]

NOW_MS = 1_709_539_200_000  # 08:00 on 4 March 2024, a Monday
HOUR_MS = 3_600_000


async def ask(desk: Slice, query: Query) -> Outcome:
    answers: list[Outcome] = []
    desk.history.answered.connect(answers.append)
    desk.history.ask(query)
    await until(lambda: answers)
    return answers[0]


async def test_range_holds_the_servers_entries_in_order(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    outcome = await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    rows = list(desk.history.table.shown())[::-1]
    assert outcome.rows == len(rows) == outcome.server_entries > 50
    times = [row.at_ms for row in rows]
    assert times == sorted(times)
    assert all(NOW_MS - HOUR_MS <= at_ms <= NOW_MS for at_ms in times)
    assert {row.origin for row in rows} == {"server"}
    assert desk.history.state.phase is Phase.LIVE


async def test_long_range_is_asked_day_by_day_with_progress(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    progress: list[Progress] = []
    desk.history.progress_changed.connect(progress.append)
    await ask(desk, Query(NOW_MS - 4 * DAY_MS, NOW_MS))
    assert len(simulators.control.requests("logs")) == 5
    assert {step.parts for step in progress} == {5}
    assert max(step.part for step in progress) == 4
    assert max(step.got_bytes for step in progress) > 0


async def test_no_entry_is_lost_or_doubled_at_midnight(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    by_day = await ask(desk, Query(NOW_MS - 4 * DAY_MS, NOW_MS - 1000))
    at_once = await desk.client.logs_between(NOW_MS - 4 * DAY_MS, NOW_MS - 1000)
    assert by_day.server_entries == len(at_once)


async def test_several_cameras_are_asked_one_by_one(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS, ("lobby", "canteen")))
    assert {row.camera for row in desk.history.table.shown()} <= {"lobby", "canteen"}
    assert len(simulators.control.requests("logs")) == 2


async def test_person_narrows_the_answer(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    await ask(desk, Query(NOW_MS - 12 * HOUR_MS, NOW_MS, person="unknown"))
    labels = {row.label for row in desk.history.table.shown()}
    assert labels
    assert all("unknown" in label.casefold() for label in labels)


async def test_what_the_desk_saw_is_merged_and_marked(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    [first, *_] = await desk.client.logs_between(NOW_MS - HOUR_MS, NOW_MS)
    at_ms = first.at_ms
    both = Presence(first.camera, first.label, at_ms - 500, at_ms + 900, 3, is_here=False)
    alone = Presence("lobby", "Seen Only Here", at_ms, at_ms + 5000, 4, is_here=False)
    desk.keeper.keep([both, alone])
    await desk.store.flush()
    await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    origins = {(row.label, row.origin) for row in desk.history.table.shown()}
    assert (first.label, "both") in origins
    assert ("Seen Only Here", "desk") in origins


async def test_gaps_of_the_desk_stand_in_the_list(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    desk.keeper.gap(Gap(NOW_MS - 900_000, NOW_MS - 600_000, "timed out"))
    await desk.store.flush()
    outcome = await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    assert [gap.cause for gap in outcome.gaps] == ["timed out"]
    assert [row.gap for row in desk.history.table.shown() if row.gap] == ["timed out"]


async def test_lost_server_still_shows_what_the_desk_knows(desk, simulators) -> None:
    desk.keeper.keep([Presence("lobby", "Mira", NOW_MS, NOW_MS + 5000, 4, is_here=False)])
    await desk.store.flush()
    simulators.control.fault("status", status=400, times=10, operation="logs")
    outcome = await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS + HOUR_MS))
    assert [row.label for row in desk.history.table.shown()] == ["Mira"]
    assert "missing" in outcome.missing
    assert desk.history.state.error is not None


async def test_cancel_keeps_the_rows_of_the_answer_before(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    outcome = await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    simulators.control.fault("hold", times=10, operation="logs")
    desk.history.ask(Query(None, None))
    await simulators.control.arrived(2, "logs")
    desk.history.cancel()
    await until(lambda: not desk.history.is_running)
    assert desk.history.table.held_count == outcome.rows
    assert desk.history.state.phase is Phase.LIVE
    simulators.control.release()


async def test_bookmark_and_note_reach_the_row_and_come_back(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    row = next(iter(desk.history.table.shown()))
    desk.marks.toggle(row.camera, row.label, row.at_ms)
    desk.marks.set_note(row.camera, row.label, row.at_ms, "case 7")
    marked = [found for found in desk.history.table.shown() if found.is_marked]
    assert [(found.label, found.note) for found in marked] == [(row.label, "case 7")]
    await desk.marks.close()
    await ask(desk, Query(NOW_MS - HOUR_MS, NOW_MS))
    assert [found.note for found in desk.history.table.shown() if found.is_marked] == ["case 7"]


async def test_activity_counts_people_per_camera_of_the_answer(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    await ask(desk, Query(NOW_MS - 6 * HOUR_MS, NOW_MS))
    activity = desk.history.activity
    assert activity is not None
    cameras = {row.camera for row in desk.history.table.shown()}
    assert {lane.key for lane in activity.lanes} == cameras
    assert activity.counts.shape == (len(cameras), 288)
    assert activity.counts.sum() > 0


async def test_hostile_entries_are_rows_not_failures(desk, simulators) -> None:
    simulators.control.fix_clock(NOW_MS / 1000)
    simulators.control.set_switch(hostile_names=True)
    outcome = await ask(desk, Query(None, None))
    assert outcome.rows > 0
    assert outcome.unreadable > 0
    assert any(row.raw for row in desk.history.table.shown())
