"""Files on their way to AmigoCloud: judged first, carried by the queue, their jobs followed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facespace_desk.amigocloud.model.jobs import JobStage
from facespace_desk.amigocloud.model.uploading import Candidate, into_project, photos_of
from facespace_desk.store.transfers import StoredTransfer
from tests.amigo_simulator import GALLERY, PIERS, PROJECT, RunningAmigo
from tests.amigocloud.data_desk import DataDesk, data_desk, until
from tests.amigocloud.desk import ROW, data_file, dataset_names
from tests.amigocloud.desk import photos_of as entries_of
from tests.skylab.desk import draw


async def opened_for_data(desk: DataDesk, *paths: Path) -> None:
    """Choose a project as the place, and take in the files."""
    await desk.listed()
    desk.projects.choose(PROJECT)
    assert desk.projects.chosen is not None
    desk.upload.open(into_project(desk.projects.chosen))
    desk.upload.add(paths)
    await until(lambda: not desk.upload.is_looking)


def verdicts(desk: DataDesk) -> dict[str, str]:
    return {each.name: each.why_not for each in desk.upload.files}


@pytest.mark.parametrize("size", [500, 250_001])
async def test_a_data_file_becomes_a_dataset(
    amigo: RunningAmigo, tmp_path: Path, size: int
) -> None:
    async with data_desk(amigo) as desk:
        arrived: list[StoredTransfer] = []
        desk.upload.arrived.connect(arrived.append)
        await opened_for_data(desk, data_file(tmp_path / "ferries.csv", size))
        assert desk.upload.why_not() == ""
        desk.upload.send()
        await until(lambda: arrived)
        assert desk.upload.files == ()
        await until(lambda: desk.jobs.table.held_count == 1 and desk.jobs.working == 0)
        assert "ferries" in await dataset_names(desk.client)
        (row,) = desk.jobs.table.shown()
        assert row.project_id == PROJECT
        assert row.what == "Dataset of ferries.csv"


async def test_a_data_file_whose_job_fails_is_a_failed_transfer_and_a_failed_job(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    amigo.control.set_switch(job_end="FAILURE")
    async with data_desk(amigo) as desk:
        await opened_for_data(desk, data_file(tmp_path / "ferries.csv", 500))
        desk.upload.send()
        await until(lambda: [each.state for each in desk.queue.transfers] == ["failed"])
        (transfer,) = desk.queue.transfers
        assert "could not make a dataset of it" in transfer.reason
        await until(lambda: desk.jobs.table.held_count == 1 and desk.jobs.working == 0)
        (row,) = desk.jobs.table.shown()
        assert row.stage is JobStage.FAILED
        assert row.status == "FAILURE"
        amigo.control.set_switch(job_end="SUCCESS")
        await desk.queue.retry([transfer.id])
        await until(lambda: [each.state for each in desk.queue.transfers] == ["done"])
        assert "ferries" in await dataset_names(desk.client)


async def test_photos_belong_to_the_row_they_were_dropped_for(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        picture = draw(tmp_path / "ladder.jpg")
        desk.upload.open(photos_of(GALLERY, ROW, "Pier 1"))
        desk.upload.add([picture])
        await until(lambda: not desk.upload.is_looking)
        arrived: list[StoredTransfer] = []
        desk.upload.arrived.connect(arrived.append)
        desk.upload.send()
        await until(lambda: arrived)
        assert [each.filename for each in await entries_of(desk.client)] == ["ladder.jpg"]
        assert desk.jobs.table.held_count == 0
        desk.datasets.read_photos()
        await until(lambda: desk.datasets.photos.held_count == 1)


async def test_what_cannot_be_sent_says_why_and_stays(amigo: RunningAmigo, tmp_path: Path) -> None:
    good, empty, pipe = tmp_path / "good.csv", tmp_path / "empty.csv", tmp_path / "pipe.csv"
    data_file(good, 400)
    empty.touch()
    os.mkfifo(pipe)
    async with data_desk(amigo) as desk:
        await opened_for_data(desk, good, empty, pipe, tmp_path / "gone.csv")
        assert verdicts(desk) == {
            "good.csv": "",
            "empty.csv": "It is empty.",
            "pipe.csv": "It is not an ordinary file.",
            "gone.csv": "It cannot be read: No such file or directory.",
        }
        sent: list[int] = []
        desk.upload.sent.connect(sent.append)
        desk.upload.send()
        await until(lambda: sent)
        assert sent == [1]
        assert "good.csv" not in verdicts(desk)
        assert len(verdicts(desk)) == 3
        await until(lambda: desk.queue.is_idle)


async def test_a_photo_has_to_be_a_picture(amigo: RunningAmigo, tmp_path: Path) -> None:
    async with data_desk(amigo) as desk:
        desk.upload.open(photos_of(GALLERY, ROW, "Pier 1"))
        desk.upload.add([data_file(tmp_path / "table.csv", 400)])
        await until(lambda: not desk.upload.is_looking)
        assert verdicts(desk)["table.csv"]
        assert desk.upload.why_not() == "There is nothing to send."
        assert desk.projects.state.word == "off"
        await desk.choose(PIERS)
        assert desk.datasets.project is not None
        desk.upload.open(into_project(desk.datasets.project))  # as data, it is good
        await until(lambda: not desk.upload.is_looking)
        assert verdicts(desk) == {"table.csv": ""}


async def test_folders_are_taken_with_all_that_is_in_them(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    (tmp_path / "in" / "deeper").mkdir(parents=True)
    for name in ("in/b.csv", "in/a.csv", "in/deeper/c.csv"):
        data_file(tmp_path / name, 100)
    async with data_desk(amigo) as desk:
        await opened_for_data(desk, tmp_path / "in")
        assert list(verdicts(desk)) == ["a.csv", "b.csv", "c.csv"]
        desk.upload.add([tmp_path / "in"])
        await until(lambda: desk.upload.note)
        assert desk.upload.note == "All of them were in the list already."
        desk.upload.remove([str(tmp_path / "in" / "b.csv")])
        assert list(verdicts(desk)) == ["a.csv", "c.csv"]
        desk.upload.dismiss()
        assert desk.upload.files == ()


async def test_a_file_on_its_way_is_not_sent_twice(amigo: RunningAmigo, tmp_path: Path) -> None:
    async with data_desk(amigo) as desk:
        await desk.queue.unregister("amigocloud")
        path = data_file(tmp_path / "ferries.csv", 400)
        await opened_for_data(desk, path)
        sent: list[int] = []
        desk.upload.sent.connect(sent.append)
        desk.upload.send()
        await until(lambda: sent)
        desk.upload.add([path])
        await until(lambda: desk.upload.files)
        assert "on its way" in verdicts(desk)["ferries.csv"]


async def test_read_only_sends_no_file(amigo: RunningAmigo, tmp_path: Path) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        await opened_for_data(desk, data_file(tmp_path / "ferries.csv", 400))
        assert desk.upload.why_not() == "This profile is read-only."
        desk.upload.send()
        assert not desk.upload.is_sending
        desk.access.set_read_only(False)
        assert desk.upload.why_not() == ""
        assert desk.queue.transfers == []
        assert desk.upload.files == (
            Candidate(path=str(tmp_path / "ferries.csv"), name="ferries.csv", size=400),
        )


async def test_a_journal_that_cannot_be_written_loses_no_file(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    async with data_desk(amigo) as desk:
        await opened_for_data(desk, data_file(tmp_path / "ferries.csv", 400))
        await desk.store.close()
        desk.upload.send()
        await until(lambda: desk.upload.error)
        assert list(verdicts(desk)) == ["ferries.csv"]
        assert not desk.upload.is_sending
