"""Opening and closing the slice: what is listened to, what comes back, nothing left behind."""

from __future__ import annotations

import asyncio
import threading

from facespace_desk.amigocloud.live.reports import ObjectKey
from facespace_desk.amigocloud.live.threaded import NAME
from facespace_desk.amigocloud.view.connection_panel import LEAST_PX
from facespace_desk.amigocloud.view.tab import OBJECTS
from facespace_desk.modelkit.state import Phase
from facespace_desk.profiles import DEMO
from tests.amigocloud.tab_fixtures import (
    SHIPS,
    VEHICLES,
    Bench,
    amigo,
    bench,
    drawn,
    look,
    make_bench,
    running_amigo,
    texts,
)
from tests.conftest import AllowLogs
from tests.limits import LIMITS

__all__ = ["amigo", "bench", "look", "make_bench", "running_amigo"]


def live_threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == NAME]


def test_listens_where_it_left_off_and_shows_what_moves(bench: Bench) -> None:
    async def scenario() -> None:
        assert bench.slice.state.phase is Phase.LIVE
        assert bench.tab.bar.text.startswith("waiting for events")
        bench.tab.show_kind(OBJECTS)
        bench.move(3)
        await bench.until(lambda: bench.objects() == ["bus-000", "bus-001", "bus-002"])
        await bench.until(lambda: bench.tab.bar.text.startswith("receiving"))
        assert bench.slice.is_ready_for_screenshot()
        await bench.until(lambda: bench.tab.map.counts.text() == "3 live")

    bench.run(scenario, timeout_s=60)


def test_the_first_time_live_datasets_are_looked_for_but_nobody_listens_unasked(
    make_bench: Bench,
) -> None:
    async def scenario() -> None:
        await make_bench.open_store()
        await make_bench.open()
        models = make_bench.models
        await make_bench.until(
            lambda: models.finder.search.projects and not models.finder.search.is_running, 30
        )
        assert [each.id for each in models.sources.known] == [VEHICLES, SHIPS]
        assert not models.sources.wanted.dataset_ids
        assert make_bench.tab.subscriptions.ticked == ["My events"]
        assert "12 projects so far" in make_bench.tab.subscriptions.text
        assert "Events appear here as they come." in texts(make_bench.window)
        models.sources.want_user(False)
        await make_bench.until(lambda: "Tick at the left" in texts(make_bench.window), 30)

    make_bench.run(scenario, timeout_s=90)


def test_the_demo_listens_to_what_it_finds(make_bench: Bench) -> None:
    async def scenario() -> None:
        await make_bench.open_store()
        make_bench.profile_id = DEMO.id
        make_bench.sign_in(make_bench.simulator.token)
        make_bench.control.set_switch(reports_per_s=180)
        await make_bench.open()
        await make_bench.until(lambda: len(make_bench.models.movers.fleet) > 20, 30)
        assert make_bench.models.link.reconnects == 0
        assert not make_bench.models.link.gaps

    make_bench.run(scenario, timeout_s=90)


def test_a_server_that_comes_back_is_listened_to_again_and_the_gap_is_shown(
    bench: Bench, allow_logs: AllowLogs
) -> None:
    allow_logs("live events lost")

    async def scenario() -> None:
        bench.tab.show_kind(OBJECTS)
        bench.move(2)
        await bench.until(lambda: len(bench.objects()) == 2)
        bench.control.set_switch(socket_status=503)
        bench.control.drop("restart")
        await bench.until(lambda: bench.slice.state.phase is Phase.OFFLINE, 20)
        await bench.until(lambda: bench.tab.bar.text.startswith("lost"))
        assert "Try again" in texts(bench.window)
        assert bench.objects() == ["bus-000", "bus-001"]
        bench.control.set_switch(socket_status=0)
        await bench.until(lambda: bench.slice.state.phase is Phase.LIVE, 30)
        await bench.until_listening(4)
        bench.move(3, second=5)
        await bench.until(lambda: len(bench.objects()) == 3)
        await bench.until(lambda: "1 gap" in bench.tab.bar.text)
        assert "1 reconnect" in bench.tab.bar.text
        assert "gap" in bench.tab.rates.text
        assert [tone for words, tone in bench.told if "cannot be had again" in words] == ["good"]

    bench.run(scenario, timeout_s=120)


def test_the_connection_tells_all_of_itself_and_keeps_its_buttons_clear(bench: Bench) -> None:
    async def scenario() -> None:
        panel = bench.tab.connection
        await bench.until(lambda: panel.facts.get("Signed in") == "Lea Roth", 20)
        assert panel.facts["Session"].endswith("no reconnects")
        await drawn()
        assert panel._area.verticalScrollBar().maximum() == 0  # the first facts are all in sight
        panel.show_more(True)
        await bench.until(lambda: panel.facts.get("Namespace") == "/amigosocket", 20)
        for size in ((1280, 720), (1600, 1000)):
            bench.window.resize(*size)
            await drawn()
            area = panel._area.geometry()
            assert not area.intersects(panel.disconnect_button.geometry())
            assert area.height() >= LEAST_PX

    bench.run(scenario, timeout_s=60)


def test_a_token_that_is_refused_is_said_with_a_way_to_another(
    make_bench: Bench, allow_logs: AllowLogs
) -> None:
    allow_logs("live events lost")

    async def scenario() -> None:
        make_bench.sign_in("R:wrong0token0wrong0")
        await make_bench.open_store()
        make_bench.show_slice()
        await make_bench.until(lambda: make_bench.slice.state.phase is Phase.SIGNED_OUT, 30)
        await make_bench.until(lambda: make_bench.slice.tab is not None, 30)
        assert "Sign in" in texts(make_bench.window)
        assert "Sign in to hear of events." in texts(make_bench.window)

    make_bench.run(scenario, timeout_s=90)


def test_a_projects_token_opens_the_tab_without_a_live_line(make_bench: Bench) -> None:
    async def scenario() -> None:
        make_bench.sign_in(make_bench.simulator.project_token)
        make_bench.options = {"project_url": make_bench.simulator.project_url}
        await make_bench.open_store()
        make_bench.show_slice()
        await make_bench.until(lambda: make_bench.slice.tab is not None, 30)
        await make_bench.until(lambda: make_bench.slice.state.phase is Phase.OFF)
        why = "A project's token opens no live events"
        assert make_bench.slice.state.message == why
        assert why in make_bench.tab.bar.text
        assert f"There are no live events\n{why}." in texts(make_bench.window)
        assert not make_bench.tab.connection.connect_button.isEnabled()
        make_bench.models.link.reconnect()
        assert not make_bench.models.link.is_on
        assert not live_threads()

    make_bench.run(scenario, timeout_s=90)


def test_closing_ends_the_thread_while_events_come(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.set_switch(reports_per_s=500)
        await bench.until(lambda: len(bench.models.movers.fleet) > 50, 20)
        assert live_threads()
        async with asyncio.timeout(LIMITS.close_s):
            await bench.close()
        assert not live_threads()
        await bench.until(lambda: not bench.control.live()["sessions"])

    bench.run(scenario, timeout_s=90)


def test_ticks_and_views_are_remembered(bench: Bench) -> None:
    async def scenario() -> None:
        bench.models.sources.want(bench.source(SHIPS))
        await bench.until(lambda: bench.models.link.info.authenticated == 3, 20)
        bench.tab.show_mode(1)
        bench.tab.connection.show_more(True)
        await bench.reopen()
        assert bench.tab.mode == 1
        assert bench.tab.connection.more.isChecked()
        ticked = ["My events", "City vehicles", "Coast traffic"]
        assert bench.tab.subscriptions.ticked == ticked

    bench.run(scenario, timeout_s=90)


def test_what_an_object_said_last_is_shown_when_it_is_chosen_on_the_map(bench: Bench) -> None:
    async def scenario() -> None:
        detail = bench.models.detail
        bench.move(2)
        bench.move(2, second=3)
        await bench.until(lambda: bench.models.movers.fleet.reports == 4)
        bench.models.chosen.choose(ObjectKey(VEHICLES, "bus-001"), source=bench.tab.map)
        await bench.until(lambda: detail.row is not None and not detail.is_reading)
        assert detail.object_id == "bus-001"
        assert detail.value["data"][1]["timestamp"] == "1700000003"
        assert detail.difference is not None
        steps = {change.path: change.after for change in detail.difference.changes}
        assert steps["speed",] == "10.5"
        bench.models.chosen.choose(ObjectKey(VEHICLES, "nobody"), source=bench.tab.map)
        bench.models.chosen.choose(ObjectKey(VEHICLES, "bus-000"), source=bench.tab.map)
        await bench.until(lambda: detail.object_id == "bus-000")

    bench.run(scenario, timeout_s=60)


def test_the_read_only_switch_is_remembered_until_the_profile_says_otherwise(
    make_bench: Bench,
) -> None:
    async def scenario() -> None:
        make_bench.options = {"read_only": False}
        await make_bench.begin()
        make_bench.tab.access.button.click()
        assert make_bench.models.data.access.is_read_only
        await make_bench.reopen()
        assert make_bench.models.data.access.is_read_only
        assert make_bench.tab.access.button.text() == "Read-only"
        make_bench.options = {"read_only": True}
        await make_bench.reopen()
        make_bench.tab.access.button.click()
        await make_bench.reopen()
        assert not make_bench.models.data.access.is_read_only

    make_bench.run(scenario, timeout_s=120)
