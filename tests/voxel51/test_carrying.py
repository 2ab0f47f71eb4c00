"""Voxel51's files in the transfer queue: nothing lost, nothing doubled, nobody else's."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.transfers.handler import Refused, Retry
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.carrying import (
    VoxelTransfers,
    download_facts,
    note_of,
    upload_facts,
)
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.errors import APIError, NotFoundError
from tests.limits import AT_ONCE_S
from tests.transfers.journal import KeptTransfer
from tests.voxel51.platform_bench import applied, entered, files_in, plain_file, waiting_job
from tests.voxel_simulator import RunningVoxel


class Journal(KeptTransfer):
    """`begun` is set with the first bytes."""

    service = "voxel51"

    def __init__(self, path: Path, direction: Any, facts: Any) -> None:
        super().__init__(path, direction, **facts)
        self.begun = asyncio.Event()

    def tell(self, done: int, size: int | None) -> None:
        super().tell(done, size)
        if done:
            self.begun.set()

    async def carried(
        self, own: VoxelClient | None, application: ApplicationClient | None = None
    ) -> None:
        await self.carried_by(VoxelTransfers(own, application))


def upload(path: Path, username: str | None = None, **options: Any) -> Journal:
    return Journal(path, "upload", upload_facts(username, **options))


async def named(client: VoxelClient, name: str) -> list[str]:
    return [each.id for each in (await client.list_data()).items if each.name == name]


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 4))
async def test_an_upload_that_is_killed_anywhere_is_there_once(
    voxel: RunningVoxel, tmp_path: Path, at: int, is_kept: bool
) -> None:
    path = plain_file(tmp_path / "a, b: „c“.mp4")
    async with entered(voxel) as client:
        journal = upload(path)
        assert await journal.killed(VoxelTransfers(client, None), at, is_kept=is_kept) == (
            at <= 2
        )  # sending, sent
        await journal.carried(client)  # a new console
        assert await named(client, path.name) == [journal.facts["data_id"]]
    assert journal.facts["stage"] == "sent"
    assert journal.told[-1] == 300_000
    was_restarted = (at, is_kept) == (1, True)
    assert bool(note_of(journal.transfer)) == was_restarted


async def test_data_of_the_same_name_that_was_there_is_left_alone(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    path = plain_file(tmp_path / "a|b.mp4")  # cannot even be looked for
    until = datetime(2040, 1, 1, tzinfo=UTC)
    async with entered(voxel) as client:
        first = await client.upload_data(path)
        journal = upload(path, data_ttl=until)
        await journal.carried(client)
        assert set(await named(client, path.name)) == {first.id, journal.facts["data_id"]}
        second = await client.get_data_details(journal.facts["data_id"])
        assert second.expiration_date == until


async def test_an_upload_that_is_paused_begins_again_and_says_so(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    path = plain_file(tmp_path / "a.mp4", 8 * 2**20)
    voxel.control.set_switch(bytes_per_s=400_000.0)
    async with entered(voxel) as client:
        journal = upload(path)
        carrying = asyncio.create_task(journal.carried(client))
        await journal.begun.wait()
        carrying.cancel()
        async with asyncio.timeout(AT_ONCE_S):
            await asyncio.gather(carrying, return_exceptions=True)
        assert journal.facts["stage"] == "sending"
        voxel.control.set_switch(bytes_per_s=0.0)
        journal.told.clear()
        await journal.carried(client)
        assert journal.told[0] == 0  # from its beginning
        assert "began again from its beginning, once" in note_of(journal.transfer)
        assert len(await named(client, path.name)) == 1
    voxel.control.take_faults()  # that an upload ended early is one to the simulator


async def test_an_answer_that_was_lost_is_looked_for_before_it_is_sent_again(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    path = plain_file(tmp_path / "a.mp4")
    async with entered(voxel) as client:
        journal = upload(path)
        voxel.control.fault("cut", operation="upload_data")
        with pytest.raises(Retry, match="sent again from its beginning"):
            await journal.carried(client)
        await journal.carried(client)
        assert len(await named(client, path.name)) == 1
        refused = upload(path)
        voxel.control.fault("status", operation="upload_data", status=413)
        with pytest.raises(APIError):
            await refused.carried(client)
        assert refused.facts["stage"] is None  # it has surely not arrived


@pytest.mark.parametrize("is_kept", [False, True])
@pytest.mark.parametrize("at", range(1, 5))
@pytest.mark.parametrize("downloads", ["direct", "redirect"])
async def test_a_download_that_is_killed_anywhere_is_there_once(
    voxel: RunningVoxel, tmp_path: Path, at: int, is_kept: bool, downloads: str
) -> None:
    voxel.control.set_switch(downloads=downloads)
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        facts = download_facts(None, "data", data.id, data.size)
        journal = Journal(tmp_path / "out" / data.name, "download", facts)
        await journal.killed(VoxelTransfers(client, None), at, is_kept=is_kept)
        await journal.carried(client)
        await journal.carried(client)  # once more does nothing
    assert files_in(tmp_path / "out") == [data.name]
    assert (tmp_path / "out" / data.name).stat().st_size == data.size
    assert journal.facts["saved"] == str(tmp_path / "out" / data.name)


async def test_a_download_never_replaces_a_file_and_ends_in_its_folder(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "a.mp4").write_bytes(b"mine")
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        journal = Journal(out / "a.mp4", "download", download_facts(None, "data", data.id))
        await journal.carried(client)
    assert (out / "a.mp4").read_bytes() == b"mine"
    assert journal.facts["saved"] == str(out / "a-2.mp4")


async def test_what_breaks_off_or_has_gone_leaves_no_file(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        facts = download_facts(None, "data", data.id)
        journal = Journal(tmp_path / "a.mp4", "download", facts)
        voxel.control.set_switch(body="cut")
        with pytest.raises(APIError) as failure:
            await journal.carried(client)
        assert failure.value.retryable  # the queue tries again
        assert not (tmp_path / "a.mp4").exists()
        await VoxelTransfers(client, None).forget(journal.transfer)
        assert files_in(tmp_path) == []
        voxel.control.vanish(data.id)
        with pytest.raises(NotFoundError):
            await journal.carried(client)
    assert files_in(tmp_path) == []


async def test_an_output_is_carried_as_well(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        job = next(
            each
            for each in (await client.list_jobs()).items
            if each.is_complete and not each.is_expired(datetime.now(UTC) - timedelta(days=1))
        )
        facts = download_facts(None, "output", job.id)
        journal = Journal(tmp_path / "result.zip", "download", facts)
        await journal.carried(client)
    assert (tmp_path / "result.zip").stat().st_size > 0


async def test_a_transfer_is_carried_for_the_user_that_it_was_added_for(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    """Whoever is acted as meanwhile, and all at once."""
    async with applied(voxel) as application, entered(voxel) as own:
        journals = {
            name: upload(plain_file(tmp_path / f"of-{name}.bin", 5_000), name)
            for name in (*voxel.users, None)
        }
        await asyncio.gather(*(each.carried(own, application) for each in journals.values()))
        for name in voxel.users:
            user = application.acting_as(name)
            found = [each.name for each in (await user.list_data()).items]
            assert [each for each in found if each.startswith("of-")] == [f"of-{name}.bin"]
        assert await named(own, "of-None.bin") == [journals[None].facts["data_id"]]
        job = await waiting_job(application.acting_as(voxel.users[0]), tmp_path)
        theirs = download_facts(voxel.users[1], "output", job.id)
        with pytest.raises(NotFoundError):
            await Journal(tmp_path / "x", "download", theirs).carried(own, application)
        with pytest.raises(Refused, match="no token"):
            await upload(tmp_path / "x", voxel.users[0]).carried(own)
        with pytest.raises(Refused, match="no token"):
            await upload(tmp_path / "x").carried(None, application)


async def test_a_transfer_without_its_facts_is_refused(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        for facts in ({}, {"what": "data"}, {"what": "else", "id": "1"}, {"what": "data", "id": 7}):
            journal = Journal(tmp_path / "a", "download", facts)
            with pytest.raises(Refused):
                await journal.carried(client)
            await VoxelTransfers(client, None).forget(journal.transfer)
