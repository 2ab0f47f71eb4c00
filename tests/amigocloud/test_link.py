"""The live line as the tab sees it: states, gaps, counts, what is listened to, new lines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.live.feed import Clocks
from facespace_desk.amigocloud.live.records import (
    LiveAddress,
    LiveEvent,
    LiveState,
    StateChange,
)
from facespace_desk.amigocloud.live.threaded import LiveBatch
from facespace_desk.amigocloud.model.finder import Finder
from facespace_desk.amigocloud.model.gaps import MOMENT_MS, Gap, Gaps
from facespace_desk.amigocloud.model.link import LineOptions, Link
from facespace_desk.amigocloud.model.sources import Source, Sources
from facespace_desk.credentials import Secret
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.store.store import Store
from tests.amigo_simulator import SHIPS, VEHICLES, RunningAmigo
from tests.amigocloud.desk import QUICK, entered
from tests.conftest import AllowLogs

SOON = Clocks(wait_s=lambda _attempt: 0.05)
PROFILE = "p1"


@dataclass
class Desk:
    """A link on the simulator, and what it told."""

    link: Link
    sources: Sources
    amigo: RunningAmigo
    network: list[str]
    events: list[LiveEvent] = field(default_factory=list)
    states: list[LoadState] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def take(self, batch: LiveBatch) -> None:
        self.events += batch.events

    async def until(self, holds: Callable[[], Any], timeout_s: float = 20) -> None:
        async with asyncio.timeout(timeout_s):
            while not holds():  # noqa: ASYNC110  # many conditions, one helper
                await asyncio.sleep(0.01)

    async def until_waiting(self, tickets: int = 1) -> None:
        """Until so many tickets have come to the server since the reset, and the line waits."""
        await self.amigo.control.subscribed(tickets)
        await self.until(lambda: self.link.stand in (LiveState.WAITING, LiveState.RECEIVING))

    async def heard(self, name: str, *, dataset: int | None = None) -> LiveEvent:
        """Have an event sent, and wait for it."""
        assert self.amigo.control.emit(name, {"user_id": 42}, dataset=dataset) == 1
        await self.until(lambda: any(event.name == name for event in self.events))
        return next(event for event in self.events if event.name == name)


async def known(amigo: RunningAmigo) -> dict[int, Source]:
    """The live datasets of the simulated account, by id."""
    async with entered(amigo) as client:
        datasets = [each async for each in client.datasets("/projects/101").entries()]
    return {each.id: Source.of(each, "Live") for each in datasets}


@asynccontextmanager
async def desk_of(amigo: RunningAmigo, store: Store, *ids: int) -> AsyncIterator[Desk]:
    """A desk that listens to the user's events and these datasets, not connected yet."""
    sources = Sources(store, PROFILE)
    found = await known(amigo)
    sources.note(*found.values())
    sources.want(*(found[each] for each in ids))
    network = ["10.0.0.1"]
    url = BaseUrl.parse(amigo.origin)
    link = Link(
        LineOptions(LiveAddress(url), clocks=SOON),
        lambda: AmigoCloudClient(url, Secret(amigo.token), limits=QUICK),
        sources,
        network=lambda: tuple(network),
    )
    desk = Desk(link, sources, amigo, network)
    link.batch.connect(desk.take)
    link.state_changed.connect(desk.states.append)
    link.gap_changed.connect(desk.gaps.append)
    try:
        yield desk
    finally:
        await link.close()
        await sources.close()


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


async def test_listens_to_the_user_and_every_dataset_with_a_ticket_each(
    amigo: RunningAmigo, store: Store
) -> None:
    async with desk_of(amigo, store, VEHICLES, SHIPS) as desk:
        desk.link.connect_line()
        await desk.until_waiting(3)
        assert [state.phase for state in desk.states[:1]] == [Phase.LOADING]
        assert desk.states[-1].phase is Phase.LIVE
        assert desk.link.info.authenticated == 3
        told = [each["data"][0].get("datasetid") for each in amigo.control.authentications()]
        assert sorted(told, key=str) == [SHIPS, VEHICLES, None]
        await desk.heard("project:deleted")
        await desk.heard("dataset:style_updated", dataset=SHIPS)
        await desk.until(lambda: desk.link.stand is LiveState.RECEIVING)
        assert desk.link.events == 2
        assert not desk.gaps


async def test_a_lost_line_comes_back_with_new_tickets_and_the_gap_is_known(
    amigo: RunningAmigo, store: Store, allow_logs: AllowLogs
) -> None:
    allow_logs("live events lost")
    async with desk_of(amigo, store, VEHICLES) as desk:
        desk.link.connect_line()
        await desk.until_waiting(2)
        amigo.control.drop("restart")
        await desk.until(lambda: desk.link.reconnects == 1 and desk.link.gaps)
        await desk.until(lambda: desk.link.gaps[-1].to_ms is not None)
        assert [state.phase for state in desk.states].count(Phase.OFFLINE) >= 1
        (gap,) = desk.link.gaps
        assert gap.cause
        assert gap.to_ms is not None
        assert gap.to_ms >= gap.from_ms
        assert [each.to_ms is None for each in desk.gaps] == [True, False]
        await desk.until_waiting(4)
        assert [each["verdict"] for each in amigo.control.authentications()] == ["good"] * 4
        await desk.heard("dataset:style_updated", dataset=VEHICLES)


async def test_another_network_makes_a_new_line_though_the_old_one_seems_open(
    amigo: RunningAmigo, store: Store, allow_logs: AllowLogs
) -> None:
    allow_logs("live events lost")
    async with desk_of(amigo, store) as desk:
        desk.link.connect_line()
        await desk.until_waiting()
        desk.network[:] = ["192.168.7.4"]
        await desk.until(lambda: desk.link.reconnects == 1)
        await desk.until_waiting(2)
        await desk.heard("project:deleted")


async def test_no_network_at_all_is_waited_out(amigo: RunningAmigo, store: Store) -> None:
    async with desk_of(amigo, store) as desk:
        desk.link.connect_line()
        await desk.until_waiting()
        desk.network.clear()
        await asyncio.sleep(1.5)  # longer than between two looks
        assert desk.link.reconnects == 0


async def test_more_is_asked_for_on_the_same_line_and_less_on_a_new_one(
    amigo: RunningAmigo, store: Store
) -> None:
    async with desk_of(amigo, store) as desk:
        desk.link.connect_line()
        await desk.until_waiting()
        desk.sources.want((await known(amigo))[SHIPS])
        await desk.until(lambda: desk.link.info.authenticated == 2)
        assert desk.link.reconnects == 0
        await desk.until_waiting(3)
        await desk.heard("dataset:style_updated", dataset=SHIPS)
        desk.sources.leave(SHIPS)
        await desk.until(lambda: desk.link.reconnects == 1)
        await desk.until_waiting(4)
        await desk.until(lambda: len(amigo.control.live()["sessions"]) == 1)
        assert amigo.control.emit("dataset:style_updated", {}, dataset=SHIPS) == 0
        assert not [state for state in desk.states if state.error is not None]


def test_a_line_that_is_made_anew_leaves_a_gap_only_after_more_than_a_moment() -> None:
    gaps = Gaps()
    waiting = [StateChange(at_ms, LiveState.WAITING) for at_ms in (1_000, 9_000, 20_000, 50_000)]
    assert gaps.take(waiting[0], None) == ()
    gaps.renew(9_000 - MOMENT_MS)
    assert gaps.take(waiting[1], 1_000) == ()
    assert gaps.count == 0
    gaps.renew(19_999 - MOMENT_MS)
    begun, ended = gaps.take(waiting[2], 9_000)
    assert (begun.from_ms, begun.to_ms) == (19_999 - MOMENT_MS, None)
    assert (ended.from_ms, ended.to_ms) == (19_999 - MOMENT_MS, 20_000)
    assert gaps.count == 1
    gaps.renew(30_000)
    error = AmigoCloudError("The line broke off.", operation="live events")
    (lost,) = gaps.take(StateChange(31_000, LiveState.LOST, error), 30_500)
    assert (lost.from_ms, lost.cause) == (30_000, "The line broke off.")
    (back,) = gaps.take(waiting[3], 30_500)
    assert back.to_ms == 50_000


async def test_disconnecting_ends_the_line_and_counts_stay(
    amigo: RunningAmigo, store: Store
) -> None:
    async with desk_of(amigo, store) as desk:
        desk.link.connect_line()
        await desk.until_waiting()
        await desk.heard("project:deleted")
        desk.link.disconnect_line()
        assert desk.link.state.phase is Phase.OFF
        assert not desk.link.is_on
        await desk.until(lambda: not amigo.control.live()["sessions"])
        assert desk.link.gaps[-1].to_ms is None
        desk.link.connect_line()
        await desk.until(lambda: desk.link.gaps[-1].to_ms is not None)
        assert desk.link.events == 1
        assert desk.link.reconnects == 1


async def test_reauthenticating_sends_new_tickets_on_the_same_line(
    amigo: RunningAmigo, store: Store
) -> None:
    async with desk_of(amigo, store) as desk:
        desk.link.connect_line()
        await desk.until_waiting()
        desk.link.reauthenticate()
        await amigo.control.subscribed(2)
        first, second = amigo.control.authentications()
        assert first["sid"] == second["sid"]
        assert first["data"][0]["websocket_session"] != second["data"][0]["websocket_session"]


async def test_a_dataset_that_is_refused_does_not_cost_the_others(
    amigo: RunningAmigo, store: Store
) -> None:
    async with desk_of(amigo, store, VEHICLES) as desk:
        gone = Source(999, "Gone", url=f"{amigo.origin}/api/v1/users/42/projects/101/datasets/999")
        desk.sources.want(gone)
        desk.link.connect_line()
        await desk.until_waiting(2)
        assert desk.link.info.authenticated == 2
        await desk.until(lambda: list(desk.sources.refused) == [999])
        await desk.heard("dataset:style_updated", dataset=VEHICLES)


async def test_what_is_wanted_is_remembered_without_any_token(
    amigo: RunningAmigo, store: Store
) -> None:
    sources = Sources(store, PROFILE)
    await sources.load()
    assert not sources.is_chosen
    plain = (await known(amigo))[SHIPS]
    url = f"{plain.url}?token={amigo.token}"
    async with entered(amigo) as client:
        dataset = await client.dataset(plain.url or "")
    sources.want(Source.of(type(dataset)(id=SHIPS, name="Ships", url=url, type="realtime")))
    sources.want_user(False)
    await sources.close()
    again = Sources(store, PROFILE)
    await again.load()
    assert again.is_chosen
    assert [each.name for each in again.wanted_sources()] == ["Ships"]
    assert not again.wanted.user
    documents = await store.views.list(PROFILE, "amigocloud.sources")
    assert amigo.token not in documents[0].json
    await again.close()


async def test_live_datasets_are_found_in_all_projects(amigo: RunningAmigo, store: Store) -> None:
    sources = Sources(store, PROFILE)
    async with entered(amigo) as client:
        finder = Finder(client, sources)
        finder.look()
        async with asyncio.timeout(20):
            while finder.search.is_running:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert finder.search.is_whole
        assert [each.id for each in sources.known if each.is_realtime] == [VEHICLES, SHIPS]
        assert finder.search.words == "2 live datasets in 47 projects"
        await finder.close()
    assert not sources.wanted.dataset_ids
    await sources.close()
