"""The live model, on a real simulator: what an operator would see in tables and truth bar."""

from __future__ import annotations

import pytest

from facespace_desk.facespace.model.rows import PollRow, PresenceRow
from facespace_desk.modelkit.state import Phase
from tests.facespace.slice_fixtures import LOST, Slice, desk, store, until

__all__ = ["desk", "store"]

MIRA = {"gate": ["Mira Holt"], "dock": []}
MIRA_AND_JON = {"gate": ["Mira Holt"], "dock": ["Jon Ferro"]}
NOBODY: dict[str, list[str]] = {"gate": [], "dock": []}


def presences(desk: Slice) -> list[PresenceRow]:
    return [row for row in desk.live.presences.shown() if not row.gap]


def polls(desk: Slice) -> list[PollRow]:
    return [row for row in desk.live.polls.shown() if not row.gap]


def phase(desk: Slice) -> Phase:
    return desk.live.truth.state.phase


def is_well(desk: Slice) -> bool:
    """Whether pictures come; on a busy machine they take longer than the tenth of a second."""
    return phase(desk) in (Phase.LIVE, Phase.SLOW)


async def test_repeated_pictures_are_one_presence_and_many_polls(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: len(polls(desk)) >= 4)
    [row] = presences(desk)
    assert (row.camera, row.label, row.is_here) == ("gate", "Mira Holt", True)
    assert row.count >= 4
    assert is_well(desk)


async def test_pausing_loses_nothing_and_counts_what_waits(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: presences(desk))
    desk.live.pause()
    shown = len(polls(desk))
    simulators.control.script(MIRA_AND_JON)
    await until(lambda: desk.live.waiting == 1)
    assert len(presences(desk)) == 1
    assert len(polls(desk)) == shown
    desk.live.resume()
    assert {row.label for row in presences(desk)} == {"Mira Holt", "Jon Ferro"}
    assert len(polls(desk)) > shown
    assert desk.live.waiting == 0


async def test_stop_signal_is_a_calm_state_and_resume_starts_again(desk, simulators) -> None:
    simulators.control.script(MIRA, {"stop": "No cameras active: all streams closed"})
    desk.live.start()
    await until(lambda: phase(desk) is Phase.PAUSED)
    truth = desk.live.truth
    assert truth.state.error is None
    assert truth.state.message == "No cameras active"
    await until(lambda: not desk.live.is_running)
    assert [row.is_unknown for row in presences(desk)] == [True]
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: is_well(desk))
    assert [row.is_unknown for row in presences(desk)] == [False]


async def test_notice_is_shown_and_polling_goes_on(desk, simulators) -> None:
    simulators.control.script({"stop": "maintenance at noon"})
    desk.live.start()
    await until(lambda: "maintenance at noon" in desk.live.truth.note)
    assert desk.live.is_running


async def test_limit_ends_the_feed_after_so_many_pictures(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.set_limit(3)
    desk.live.start()
    await until(lambda: not desk.live.is_running)
    assert len(polls(desk)) == 3
    assert "limit of 3" in desk.live.truth.state.message


async def test_lost_server_makes_people_unknown_and_leaves_a_gap(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: presences(desk))
    simulators.control.fault("status", status=503, times=1000, operation="recognition")
    await until(lambda: phase(desk) is Phase.STALE)
    assert [row.is_unknown for row in presences(desk)] == [True]
    await until(lambda: [row for row in desk.live.presences.shown() if row.gap])
    simulators.control.clear_faults()
    desk.live.refresh_now()
    await until(lambda: is_well(desk))
    assert [row.is_unknown for row in presences(desk)] == [False]
    [gap] = [row for row in desk.live.presences.shown() if row.gap]
    assert gap.last_ms - gap.first_ms >= 2_000
    assert gap.gap == "server trouble"
    await desk.store.flush()
    kept = await desk.keeper.past(None, None)
    assert len(kept.gaps) == 1


async def test_wrong_key_is_signed_out_and_is_not_tried_again(
    store, simulators, allow_logs
) -> None:
    allow_logs(LOST)
    desk = Slice(store, simulators.base_url, "wrong-key")
    desk.live.start()
    await until(lambda: phase(desk) is Phase.SIGNED_OUT)
    await until(lambda: not desk.live.is_running)
    assert len(simulators.control.requests("recognition")) == 1
    await desk.close()


async def test_what_was_seen_is_kept_and_ends_where_it_was_last_seen(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: len(polls(desk)) >= 3)
    await desk.live.close()
    await desk.store.flush()
    past = await desk.keeper.past(None, None)
    [kept] = past.desk
    assert (kept.camera, kept.label, kept.origin) == ("gate", "Mira Holt", "desk")
    assert kept.last_ms > kept.first_ms


async def test_nothing_is_kept_when_keeping_is_off(desk, simulators) -> None:
    desk.keeper.keeping.is_on = False
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: len(polls(desk)) >= 2)
    await desk.live.close()
    await desk.store.flush()
    assert not (await desk.keeper.past(None, None)).desk


async def test_clearing_the_view_keeps_who_is_here(desk, simulators) -> None:
    simulators.control.script(MIRA)
    desk.live.start()
    await until(lambda: len(polls(desk)) >= 2)
    desk.live.clear()
    assert [row.label for row in presences(desk)] == ["Mira Holt"]


async def test_hidden_window_asks_less_often(desk, simulators) -> None:
    desk.live.set_refresh(2.0)
    assert desk.live.interval_s == pytest.approx(2.0)
    desk.live.set_watched(False)
    assert desk.live.interval_s == pytest.approx(6.0)
    assert desk.live.truth.note == "slowed while hidden"


async def test_refresh_never_goes_below_the_floor(desk) -> None:
    desk.live.set_refresh(0.01)
    assert desk.live.refresh_s == pytest.approx(0.1)


async def test_board_follows_the_feed(desk, simulators) -> None:
    simulators.control.script(MIRA_AND_JON)
    desk.live.start()
    await until(lambda: desk.day.people_here == 2)
    rows = {row.label: row for row in desk.day.people.shown()}
    assert rows["Jon Ferro"].here_at == "dock"
    assert [row.here for row in desk.day.cameras] == [1, 1]
    simulators.control.script(MIRA)
    await until(lambda: desk.day.people_here == 1)
    rows = {row.label: row for row in desk.day.people.shown()}
    assert rows["Jon Ferro"].here_at == ""
    assert rows["Jon Ferro"].camera == "dock"
