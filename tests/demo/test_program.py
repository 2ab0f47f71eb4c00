"""The simulators as a program, and the console's hold on it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import psutil
import pytest

from facespace_desk.demo.launcher import PROFILE_NAME, Simulators, SimulatorsTrouble
from facespace_desk.demo.world import SITES
from facespace_desk.facespace.model.cameras import read_groups
from facespace_desk.profiles import read_profile_file
from tests.conftest import AllowLogs
from tests.limits import LIMITS, PATIENCE_S

COMMAND = [sys.executable, "-m", "facespace_desk.demo"]
WITHIN_S = 2 * PATIENCE_S


def wait_for_line(program: subprocess.Popen[bytes]) -> bytes:
    assert program.stdout is not None
    return program.stdout.readline()


@pytest.fixture
async def simulators_process() -> AsyncIterator[Simulators]:
    process = Simulators()
    yield process
    await process.stop()


def service(profile: Path, name: str = "facespace") -> dict[str, str]:
    found: dict[str, str] = json.loads(profile.read_text())["services"][name]
    return found


async def picture_port(profile: Path) -> int:
    """Where the CAM2 cameras' pictures are, as the service says it with the demo's credentials."""
    cam2 = service(profile, "cam2")
    params = {"clientID": cam2["client_id"], "clientSecret": cam2["client_secret"]}
    async with httpx.AsyncClient(base_url=cam2["base_url"], timeout=PATIENCE_S) as http:
        token = (await http.get("/auth", params=params)).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        cameras = await http.get("/cameras/search", params={"type": "ip"}, headers=headers)
    ports = [int(camera["retrieval"]["port"] or 0) for camera in cameras.json()]
    return max(ports, key=ports.count)


@pytest.fixture
def free_ports() -> int:
    """The first of 30 ports in a row of which the ones we take are free."""
    for first in range(23_000, 60_000, 30):
        with contextlib.ExitStack() as taken:
            try:
                for port in (*range(first, first + 4), *range(first + 21, first + 24)):
                    taken.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    pytest.fail("no free ports")


async def answers(profile: Path) -> bool:
    facespace = service(profile)
    async with httpx.AsyncClient(
        headers={"x-api-key": facespace["api_key"]}, timeout=PATIENCE_S
    ) as http:
        return (await http.get(f"{facespace['base_url']}/recognition")).is_success


@pytest.mark.skipif(os.name != "posix", reason="Windows ends programs without asking")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_program_ends_with_0_on_signals(tmp_path: Path, number: signal.Signals) -> None:
    profile = tmp_path / "profile.json"
    command = [*COMMAND, "--profile-out", str(profile), "--follow-parent"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert wait_for_line(program) == b"ready\n"
        program.send_signal(number)
        assert program.wait(WITHIN_S) == 0
        assert program.stderr is not None
        assert program.stderr.read() == b""


def test_program_ends_when_its_parent_is_gone(tmp_path: Path) -> None:
    command = [*COMMAND, "--profile-out", str(tmp_path / "profile.json"), "--follow-parent"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert wait_for_line(program) == b"ready\n"
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(WITHIN_S) == 0


def test_taken_port_is_said_and_ends_with_1(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        ended = subprocess.run(
            [*COMMAND, "--profile-out", str(tmp_path / "p"), "--port-base", port],
            capture_output=True,
            timeout=WITHIN_S,
            check=False,
        )
    assert ended.returncode == 1
    assert b"in use" in ended.stderr or b"socket" in ended.stderr


async def test_start_gives_a_private_profile_of_servers_that_answer(
    simulators_process: Simulators, tmp_path: Path
) -> None:
    profile = await simulators_process.start(tmp_path)
    assert profile == tmp_path / PROFILE_NAME
    if os.name == "posix":
        assert stat.S_IMODE(profile.stat().st_mode) == 0o600
    assert service(profile)["base_url"].startswith("http://127.0.0.1:")
    assert await answers(profile)


async def test_profile_groups_the_cameras_by_site(
    simulators_process: Simulators, tmp_path: Path
) -> None:
    profile, _ = read_profile_file(await simulators_process.start(tmp_path))
    groups = read_groups(str(profile.services["facespace"].options["groups"]))
    assert groups == {camera.id: site.name for site in SITES for camera in site.cameras}


async def test_profile_opens_cam2_and_its_loopback_cameras(
    simulators_process: Simulators, tmp_path: Path
) -> None:
    profile, secrets = read_profile_file(await simulators_process.start(tmp_path))
    config = profile.services["cam2"]
    assert set(config.secret_names) == {"client_id", "client_secret"}
    assert len(secrets["cam2", "client_id"].reveal()) == 96
    assert config.options["radius_unit"] == "km"
    assert config.options["camera_addresses"] == "loopback"


async def test_profile_opens_the_photo_studio(
    simulators_process: Simulators, tmp_path: Path
) -> None:
    profile, secrets = read_profile_file(await simulators_process.start(tmp_path))
    assert set(profile.services["skylab"].secret_names) == {"api_key", "callback_secret"}
    headers = {"X-SLT-API-KEY": secrets["skylab", "api_key"].reveal()}
    async with httpx.AsyncClient(base_url=profile.services["skylab"].base_url) as http:
        jobs = await http.get("/api/public/v1/jobs", headers=headers)
    assert len(jobs.json()) == 30


async def test_nothing_of_the_photo_studio_is_left_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setenv("TEMP", str(tmp_path))
    process = Simulators()
    studio = service(await process.start(tmp_path), "skylab")
    headers = {"X-SLT-API-KEY": studio["api_key"]}
    async with httpx.AsyncClient(base_url=f"{studio['base_url']}/api/public/v1") as http:
        jobs = (await http.get("/jobs", headers=headers)).json()
        photo_id = next(job["photos"][0]["id"] for job in jobs if job["photos"])
        assert list(tmp_path.glob("studio-*")) == []
        photo = (await http.get(f"/photos/{photo_id}", headers=headers)).json()
        await http.get(photo["originalUrl"], timeout=WITHIN_S)
    assert len(list(tmp_path.glob("studio-*/*"))) == 1
    await process.stop()
    assert list(tmp_path.glob("studio-*")) == []


async def test_a_port_base_says_where_everything_is(tmp_path: Path, free_ports: int) -> None:
    process = Simulators(port_base=free_ports)
    profile = await process.start(tmp_path)
    assert urlsplit(service(profile)["base_url"]).port == free_ports
    assert urlsplit(service(profile, "cam2")["base_url"]).port == free_ports + 1
    assert urlsplit(service(profile, "skylab")["base_url"]).port == free_ports + 2
    assert await picture_port(profile) == free_ports + 21
    await process.stop()


async def test_it_listens_on_loopback_only(simulators_process: Simulators, tmp_path: Path) -> None:
    await simulators_process.start(tmp_path)
    (child,) = psutil.Process().children()
    addresses = {connection.laddr.ip for connection in child.net_connections()}
    assert addresses == {"127.0.0.1"}


async def test_stop_ends_it_soon_even_with_a_call_waiting(
    simulators_process: Simulators, tmp_path: Path
) -> None:
    profile = await simulators_process.start(tmp_path)
    facespace = service(profile)
    async with httpx.AsyncClient(
        headers={"x-api-key": facespace["api_key"]}, timeout=PATIENCE_S
    ) as http:
        origin = facespace["base_url"].removesuffix("/facespace")
        await http.post(f"{origin}/_sim/inject", json={"kind": "hold"})
        call = asyncio.create_task(http.get(f"{facespace['base_url']}/recognition"))
        await http.get(f"{origin}/_sim/wait")
        async with asyncio.timeout(LIMITS.quit_s):
            await simulators_process.stop()
        await asyncio.wait([call])
        assert call.exception() is None or isinstance(call.exception(), httpx.TransportError)
    assert not simulators_process.is_running
    assert psutil.Process().children() == []


async def test_unexpected_death_is_told_and_restart_keeps_the_ports(
    tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.demo: simulators ended")
    died: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    process = Simulators(on_death=died.set_result)
    profile = await process.start(tmp_path)
    before, pictures_before = service(profile), await picture_port(profile)
    (child,) = psutil.Process().children()
    child.kill()
    assert "ended with status" in await asyncio.wait_for(died, WITHIN_S)
    assert not process.is_running
    assert service(await process.restart()) == before
    assert await picture_port(profile) == pictures_before
    assert await answers(profile)
    await process.stop()


async def test_failed_start_reports_the_last_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process = Simulators(port_base=taken.getsockname()[1])
        with pytest.raises(SimulatorsTrouble, match=r"status 1\.\n.+facespace_desk\.demo: "):
            await process.start(tmp_path)
    assert not process.is_running


async def test_stop_is_no_death(tmp_path: Path) -> None:
    process = Simulators(on_death=pytest.fail)
    await process.start(tmp_path)
    await process.stop()
    await process.stop()


async def test_idle_simulators_do_nothing(simulators_process: Simulators, tmp_path: Path) -> None:
    await simulators_process.start(tmp_path)
    (child,) = psutil.Process().children()

    async def busy_s() -> float:
        before = child.cpu_times()
        await asyncio.sleep(1)
        after = child.cpu_times()
        return after.user + after.system - before.user - before.system

    for _ in range(10):  # what the start left to do ends; a habit does not
        if await busy_s() <= 0.01:
            return
    pytest.fail("they are always busy")
