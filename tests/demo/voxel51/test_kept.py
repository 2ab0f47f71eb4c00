"""A world that is kept goes on where it was, and begins anew when it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.voxel51.keeping import FILES_NAME, WORLD_NAME
from facespace_desk.demo.voxel51.protocol import TOKEN, Voxel51
from facespace_desk.demo.voxel51.seeding import SMALL
from tests.conftest import AllowLogs
from tests.demo.voxel51.calls import Calls
from tests.simulators import SEED, serving_in_thread

Act = Callable[[Calls], Any]


async def done(folder: Path, act: Act, clock: Callable[[], Clock] = Clock, seed: int = SEED) -> Any:
    """What *act* answers, of a simulator that is started for it and then ended."""

    def make() -> Voxel51:
        return Voxel51(seed, clock(), scale=SMALL, folder=folder)

    with serving_in_thread(make) as simulator:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with httpx.AsyncClient(
            base_url=f"{simulator.origin}/v1/", headers=headers, trust_env=False, timeout=60
        ) as http:
            return await act(Calls(http))


async def listed(me: Calls) -> tuple[Any, Any]:
    return await me.done("GET", "data", {}), await me.done("GET", "jobs", {})


async def test_data_jobs_and_files_are_there_again(tmp_path: Path) -> None:
    async def first(me: Calls) -> tuple[str, str]:
        data = await me.uploaded(b"mine", "mine.bin")
        job = await me.job(data_id=data["id"])
        await me.done("PUT", f"jobs/{job['id']}/archive")
        return data["id"], job["id"]

    async def second(me: Calls) -> tuple[bytes, bool, str]:
        content = (await me.http.get(f"data/{data_id}/download")).content
        job = (await me.done("GET", f"jobs/{job_id}"))["job"]
        other = await me.uploaded(b"other")
        return content, job["archived"], other["id"]

    data_id, job_id = await done(tmp_path, first)
    before = await done(tmp_path, listed)
    content, is_archived, other = await done(tmp_path, second)
    assert (content, is_archived) == (b"mine", True)
    after = await done(tmp_path, listed)
    assert [each["id"] for each in after[0]["data"]] == [
        *(each["id"] for each in before[0]["data"]), other
    ]  # fmt: skip


async def test_data_whose_file_is_gone_is_gone(tmp_path: Path) -> None:
    async def upload(me: Calls) -> str:
        return str((await me.uploaded(b"mine"))["id"])

    data_id = await done(tmp_path, upload)
    for path in (tmp_path / FILES_NAME).iterdir():
        path.unlink()

    async def ask(me: Calls) -> int:
        return await me.refused("GET", f"data/{data_id}")

    assert await done(tmp_path, ask) == 404


async def test_with_a_clock_that_stands_elsewhere_the_world_is_moved(tmp_path: Path) -> None:
    def ahead() -> Clock:
        clock = Clock()
        clock.set(clock.now_s() + 1e7)
        return clock

    before, jobs = await done(tmp_path, listed)
    after, moved = await done(tmp_path, listed, ahead)
    assert [each["id"] for each in after["data"]] == [each["id"] for each in before["data"]]
    assert [each["state"] for each in moved["jobs"]] == [each["state"] for each in jobs["jobs"]]
    assert after["data"][0]["upload_date"] > before["data"][0]["upload_date"]


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"seed": 1}'])
async def test_a_damaged_world_is_set_aside(
    tmp_path: Path, damaged: str, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.demo: The platform begins anew")
    (tmp_path / WORLD_NAME).write_text(damaged)
    data, _jobs = await done(tmp_path, listed)
    assert data["total"] == SMALL.data
    assert [path for path in tmp_path.iterdir() if ".damaged-" in path.name]


async def test_another_seed_is_another_world(tmp_path: Path, allow_logs: AllowLogs) -> None:
    allow_logs(r"desk\.demo: The platform begins anew")
    first, _jobs = await done(tmp_path, listed)
    second, _jobs = await done(tmp_path, listed, seed=SEED + 1)
    assert first["data"][0]["id"] != second["data"][0]["id"]
