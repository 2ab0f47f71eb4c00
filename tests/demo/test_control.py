"""The control interface: what tests and the Demo menu lean on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest

from tests.limits import PATIENCE_S
from tests.simulators import Control, RunningSimulators

MOMENT_S = 1_772_625_600  # 12:00 on 4 March 2026


@pytest.fixture
async def service(simulators: RunningSimulators) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"x-api-key": simulators.api_key}
    async with httpx.AsyncClient(
        base_url=simulators.base_url, headers=headers, timeout=PATIENCE_S
    ) as http:
        yield http


@pytest.fixture
def control(simulators: RunningSimulators) -> Control:
    return simulators.control


async def test_requests_are_recorded_as_they_came(
    service: httpx.AsyncClient, control: Control
) -> None:
    await service.get("/logs", params={"start_time": "10:00 21/11/26"})
    await service.get("/recognition")
    first, second = control.requests()
    assert (first["method"], first["path"]) == ("GET", "/facespace/logs")
    assert first["query"] == "start_time=10%3A00+21%2F11%2F26"
    assert first["headers"]["x-api-key"] == service.headers["x-api-key"]
    assert control.requests("recognition") == [second]


async def test_a_held_call_is_answered_after_the_release(
    service: httpx.AsyncClient, control: Control
) -> None:
    control.fault("hold", operation="recognition")
    call = asyncio.create_task(service.get("/recognition"))
    await control.arrived(1, "recognition")
    assert not call.done()
    control.release()
    assert (await call).status_code == 200


async def test_a_second_hold_holds_again(service: httpx.AsyncClient, control: Control) -> None:
    control.release()
    control.fault("hold")
    call = asyncio.create_task(service.get("/recognition"))
    await control.arrived()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(call), 0.1)
    control.release()
    await call


async def test_reset_lets_held_calls_go(service: httpx.AsyncClient, control: Control) -> None:
    control.fault("hold")
    call = asyncio.create_task(service.get("/recognition"))
    await control.arrived()
    control.reset()
    assert (await call).status_code == 200


async def test_waiting_in_vain_says_what_came(service: httpx.AsyncClient, control: Control) -> None:
    await service.get("/recognition")
    with pytest.raises(AssertionError, match=r"1 of 2 requests"):
        await control.arrived(2, timeout_s=0.1)


async def test_faults_add_up_in_order(service: httpx.AsyncClient, control: Control) -> None:
    control.fault("status", status=500)
    control.fault("status", status=429, times=2)
    seen = [(await service.get("/recognition")).status_code for _ in range(4)]
    assert seen == [500, 429, 429, 200]


async def test_faults_can_be_taken_back(service: httpx.AsyncClient, control: Control) -> None:
    control.fault("status", times=100)
    control.clear_faults()
    assert (await service.get("/recognition")).status_code == 200


async def test_latency_delays_every_answer(service: httpx.AsyncClient, control: Control) -> None:
    control.set_switch(latency_s=0.2)
    assert (await service.get("/recognition")).elapsed.total_seconds() >= 0.2


async def test_a_camera_can_be_made_silent_and_heard_again(
    service: httpx.AsyncClient, control: Control
) -> None:
    async def entries() -> int:
        wanted = {"camera_id": "lobby", "start_time": "03/03/26"}
        return len((await service.get("/logs", params=wanted)).json()["lobby"])

    control.fix_clock(MOMENT_S)
    before = await entries()
    control.call("POST", "silence", {"lobby": 0})
    assert await entries() == 0
    control.call("DELETE", "silence")
    assert await entries() == before > 0


async def test_state_tells_script_and_clock(service: httpx.AsyncClient, control: Control) -> None:
    def told() -> tuple[object, ...]:
        state = control.call("GET", "state")
        assert state.keys() == control.call("GET", "").keys()
        return state["script"], state["speed"], state["is_fixed"]

    assert told() == ("", 1.0, False)
    control.play("no cameras")
    control.call("POST", "clock", {"run": 60})
    assert told() == ("no cameras", 60.0, False)
    control.script({"a": []}, then="live")
    control.fix_clock(MOMENT_S)
    assert told() == ("unnamed", 60.0, True)
    await service.get("/recognition")
    assert told()[0] == ""  # the world is back
    control.play("maintenance")
    control.call("DELETE", "script")
    assert told()[0] == ""


async def test_reset_forgets_everything(service: httpx.AsyncClient, control: Control) -> None:
    control.set_switch(empty_cameras=False)
    control.fix_clock(1_000_000_000)
    control.script({"a": []})
    control.fault("empty")
    await service.get("/unknown")
    control.reset()
    state = control.call("GET", "")
    assert state["switches"]["empty_cameras"] is True
    assert (state["requests"], state["faults"], state["injections"]) == (0, 0, [])
    assert state["now"] > 1_700_000_000
    assert "lobby" in (await service.get("/recognition")).json()


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("switches", {"no_such": 1}, "no switch 'no_such'"),
        ("switches", {"accept_seconds": 1}, "cannot be 1"),
        ("switches", {"latency_s": True}, "cannot be True"),
        ("switches", {"bounds": "outer"}, "cannot be 'outer'"),
        ("inject", {"kind": "flood"}, "no kind 'flood'"),
        ("script", {"name": "encore"}, "no such script"),
        ("script", {"steps": 3}, "list of steps"),
        ("clock", {"jump": 3}, "expected fix, set or run"),
    ],
)
def test_mistakes_are_refused_in_words(
    control: Control, path: str, body: dict[str, object], words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        control.call("POST", path, body)


async def test_a_body_that_is_no_json_is_refused(simulators: RunningSimulators) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_S) as http:
        reply = await http.post(f"{simulators.origin}/_sim/switches", content=b"{")
    assert (reply.status_code, reply.json()) == (400, {"error": "the body is no JSON"})


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Host": "evil.example:80"}]
)
async def test_web_pages_cannot_drive_it(
    simulators: RunningSimulators, headers: dict[str, str]
) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_S) as http:
        reply = await http.post(f"{simulators.origin}/_sim/reset", headers=headers)
    assert reply.status_code == 403
