"""The simulators' launcher with a folder to keep: addresses, one process at a time, old worlds."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import msgspec
import psutil
import pytest

from facespace_desk.credentials import Credentials, Secret
from facespace_desk.demo.__main__ import KEPT_PORTS_NAME
from facespace_desk.demo.holding import held
from facespace_desk.demo.launcher import PROFILE_NAME, Simulators
from facespace_desk.demo.skylab.keeping import WORLD_NAME
from facespace_desk.opening import WORLD_KEPT_S, Stores, open_demo, open_store
from facespace_desk.paths import Paths
from facespace_desk.profiles import DEMO, Profile
from facespace_desk.store import Store
from facespace_desk.store.transfers import NewTransfer
from tests.conftest import AllowLogs

API = "/api/public/v1"
NEW_JOB = {"name": "Mine", "profile_id": 81}
WITHIN_S = 30
ITEM = NewTransfer(
    service="skylab", batch="1", batch_title="Mine", title="a", direction="upload", path="/a"
)


@pytest.fixture
async def simulators() -> AsyncIterator[Simulators]:
    made = Simulators()
    yield made
    await made.stop()


@pytest.fixture
def keep(tmp_path: Path) -> Path:
    return tmp_path / "world"


def services(profile: Path) -> Any:
    return json.loads(profile.read_text())["services"]


async def called(profile: Path, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    skylab = services(profile)["skylab"]
    headers = {"X-SLT-API-KEY": skylab["api_key"]}
    async with httpx.AsyncClient(base_url=skylab["base_url"] + API, headers=headers) as http:
        reply = await http.request(method, path, json=body)
    return reply.status_code, reply.json()


async def has_job(profile: Path) -> bool:
    return (await called(profile, "GET", "/jobs/find_by_name?name=Mine"))[0] == 200


async def test_a_folder_gives_the_same_world_at_the_same_addresses(
    simulators: Simulators, tmp_path: Path, keep: Path
) -> None:
    first = await simulators.start(tmp_path / "first", keep)
    await called(first, "POST", "/jobs", NEW_JOB)
    ports = json.loads((keep / KEPT_PORTS_NAME).read_text())
    await simulators.stop()
    second = await simulators.start(tmp_path / "second", keep)
    assert services(second) == services(first)
    assert json.loads((keep / KEPT_PORTS_NAME).read_text()) == ports
    assert await has_job(second)


async def test_killed_simulators_go_on_when_they_are_restarted(
    tmp_path: Path, keep: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.demo: simulators ended")
    died: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    simulators = Simulators(on_death=died.set_result)
    profile = await simulators.start(tmp_path, keep)
    before = services(profile)
    await called(profile, "POST", "/jobs", NEW_JOB)
    (child,) = psutil.Process().children()
    child.kill()
    await asyncio.wait_for(died, WITHIN_S)
    profile = await simulators.restart()
    assert services(profile) == before
    assert await has_job(profile)
    await simulators.stop()
    assert psutil.Process().children() == []


async def test_a_kept_port_that_is_taken_is_no_trouble(
    simulators: Simulators, tmp_path: Path, keep: Path
) -> None:
    first = await simulators.start(tmp_path / "first", keep)
    await called(first, "POST", "/jobs", NEW_JOB)
    await simulators.stop()
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        port = urlsplit(services(first)["skylab"]["base_url"]).port
        taken.bind(("127.0.0.1", port))
        taken.listen()
        second = await simulators.start(tmp_path / "second", keep)
        found = services(second)
        assert urlsplit(found["skylab"]["base_url"]).port != port
        assert found["facespace"] == services(first)["facespace"]
        assert await has_job(second)


@pytest.mark.parametrize("damaged", ["", "{}", "[1]", '{"skylab": 1}', '{"skylab": [1, 70000]}'])
async def test_damaged_ports_are_no_trouble(
    simulators: Simulators, tmp_path: Path, keep: Path, damaged: str
) -> None:
    keep.mkdir()
    (keep / KEPT_PORTS_NAME).write_text(damaged)
    profile = await simulators.start(tmp_path, keep)
    assert (await called(profile, "GET", "/jobs"))[0] == 200


async def test_a_damaged_world_is_told_to_the_log(
    simulators: Simulators,
    tmp_path: Path,
    keep: Path,
    caplog: pytest.LogCaptureFixture,
    allow_logs: AllowLogs,
) -> None:
    allow_logs(r"desk\.demo: the simulators say: The photo studio begins anew")
    (keep / "skylab").mkdir(parents=True)
    (keep / "skylab" / WORLD_NAME).write_text("{")
    profile = await simulators.start(tmp_path, keep)
    assert (await called(profile, "GET", "/jobs"))[0] == 200
    assert f"{WORLD_NAME}.damaged-" in caplog.text


async def test_a_folder_is_held_by_one_at_a_time_and_the_next_waits(keep: Path) -> None:
    order: list[str] = []
    is_waiting = asyncio.Event()

    async def next_one() -> None:
        is_waiting.set()
        async with held(keep, WITHIN_S):
            order.append("holds")

    async with held(keep):
        with pytest.raises(OSError, match="other simulators use the folder"):
            async with held(keep, 0):
                pass
        waiting = asyncio.create_task(next_one())
        await is_waiting.wait()
        order.append("lets go")
    await asyncio.wait_for(waiting, WITHIN_S)
    assert order == ["lets go", "holds"]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_hold_ends_with_a_killed_process(keep: Path) -> None:
    program = (
        "import asyncio, sys, pathlib\n"
        "from facespace_desk.demo.holding import held\n"
        "async def main():\n"
        "    async with held(pathlib.Path(sys.argv[1])):\n"
        "        print('held', flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    command = [sys.executable, "-c", program, str(keep)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        holder.kill()
        holder.wait(WITHIN_S)

    async def hold() -> None:
        async with held(keep, 0):
            pass

    asyncio.run(hold())


# the console's side


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = Paths.under(tmp_path / "demo", "demo")
    made.make()
    return made


async def a_day_later(paths: Paths, *, is_carried: bool) -> tuple[bool, bool]:
    """Whether a job, and a transfer in the journal, are there a good day after they were made."""
    credentials = Credentials()
    simulators = Simulators()
    try:
        store = await open_store(paths, credentials)
        await open_demo(simulators, paths, store, credentials)
        await called(paths.cache / PROFILE_NAME, "POST", "/jobs", NEW_JOB)
        [transfer] = await store.transfers.add(DEMO.id, [ITEM])
        if is_carried:
            done = msgspec.structs.replace(transfer, state="done")
            await store.transfers.put([done])
        await store.close()
        await simulators.stop()
        then_s = time.time() - WORLD_KEPT_S - 60
        for world in paths.demo_world.glob(f"*/{WORLD_NAME}"):
            os.utime(world, (then_s, then_s))
        store = await open_store(paths, credentials)
        await open_demo(simulators, paths, store, credentials)
        journal = await store.transfers.list(DEMO.id)
        await store.close()
        return await has_job(paths.cache / PROFILE_NAME), bool(journal)
    finally:
        await simulators.stop()


async def test_a_world_that_nobody_used_for_a_day_begins_anew(paths: Paths) -> None:
    assert await a_day_later(paths, is_carried=True) == (False, False)


async def test_a_world_is_kept_as_long_as_files_are_to_be_carried(paths: Paths) -> None:
    assert await a_day_later(paths, is_carried=False) == (True, True)


async def test_a_temporary_run_keeps_no_world(simulators: Simulators, tmp_path: Path) -> None:
    paths = Paths.under(tmp_path, "temporary")
    paths.make()
    store = await Store.open(paths.store_file, Secret("0" * 64))
    await open_demo(simulators, paths, store, Credentials())
    await store.close()
    assert not paths.demo_world.exists()


async def test_the_demos_store_is_there_again_without_a_keyring(paths: Paths) -> None:
    for expected in (0, 1):
        store = await open_store(paths, Credentials())
        assert store.notices == []
        assert len(await store.transfers.list(DEMO.id)) == expected
        await store.transfers.add(DEMO.id, [ITEM])
        await store.close()


async def test_a_demos_store_without_its_key_begins_anew(paths: Paths) -> None:
    store = await open_store(paths, Credentials())
    await store.transfers.add(DEMO.id, [ITEM])
    await store.close()
    (paths.data / "store.key").unlink()
    store = await open_store(paths, Credentials())
    assert await store.transfers.list(DEMO.id) == []
    assert store.is_persistent
    await store.close()


async def test_other_profiles_are_not_written_beside_the_demos_key(paths: Paths) -> None:
    store = await open_store(paths, Credentials())
    stores = Stores(store, paths)
    assert await stores.of(DEMO) is store
    passing = await stores.of(Profile(id="north", name="North"))
    assert not passing.is_persistent
    assert "--demo" in passing.notices[0]
    assert await stores.of(Profile(id="south", name="South")) is passing
    await stores.close()
    own = Stores(store, Paths.under(paths.data))
    assert await own.of(Profile(id="north", name="North")) is store
