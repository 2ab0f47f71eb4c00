"""From dropped files to photos of a job: nothing vanishes, nothing is doubled, nothing tells."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from facespace_desk.skylab.metadata import told_by
from facespace_desk.skylab.model.preflight import Fate, Fixes
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.suggest import suggested_name
from facespace_desk.skylab.model.uploading import Target, Wishes
from tests.skylab.desk import Desk, draw, opened, until, with_gps
from tests.skylab_simulator import RunningSkylab

STAY = Wishes(queue=False, fetch=False)


def pictures(folder: Path, count: int, first: int = 0) -> list[Path]:
    return [draw(folder / f"IMG_{n}.jpg", shade=20 + 7 * n) for n in range(first, first + count)]


async def looked_at(desk: Desk, count: int) -> None:
    await until(lambda: len(desk.upload.verdicts) == count and not desk.upload.is_looking)


def new_job(desk: Desk, name: str = "Holt family") -> Target:
    """A job whose results have the names of its photos."""
    plain = next(each for each in desk.jobs.profiles if not each.enable_extract)
    return Target(name=name, profile_id=plain.id)


async def sent(desk: Desk, wishes: Wishes = STAY) -> int:
    """Send what is in the sheet, and wait until all of it has arrived; the job."""
    desk.upload.send(wishes)
    await until(lambda: not desk.upload.is_sending)
    assert not desk.upload.error
    job_id = desk.jobs.chosen
    assert job_id is not None
    await until(lambda: desk.carried.load(job_id, "upload").open == 0)
    return job_id


async def test_a_folder_becomes_a_new_job(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        pictures(tmp_path / "in", 5)
        desk.upload.drop([tmp_path / "in"])
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 5)
        job_id = await sent(desk)
        listing = await desk.client.get_job_photos(job_id)
        assert {photo.name for photo in listing.entries} == {f"IMG_{n}.jpg" for n in range(5)}
        await until(lambda: len(desk.shelf.get(job_id).sent) == 5)
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.name == "Holt family"
        assert row.stage is Stage.DRAFT


async def test_a_further_drop_is_added_to_the_first(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop(pictures(tmp_path, 2))
        desk.upload.set_target(new_job(desk))
        desk.upload.drop(pictures(tmp_path, 3, first=2), job_id=12345)
        await looked_at(desk, 5)
        assert desk.upload.target.name == "Holt family"
        desk.upload.drop(pictures(tmp_path, 2))
        await until(lambda: desk.told)
        assert desk.told == [("2 files were in the list already", "info")]


async def test_a_drop_during_the_upload_goes_to_the_same_job(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    skylab.control.set_switch(bytes_per_s=3000)
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop(pictures(tmp_path, 4))
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 4)
        desk.upload.send(STAY)
        await until(lambda: not desk.upload.is_sending)
        job_id = desk.jobs.chosen
        assert job_id is not None
        await until(lambda: desk.jobs.row(job_id).stage is Stage.UPLOADING)  # type: ignore[union-attr]
        desk.upload.drop(pictures(tmp_path, 6), job_id)
        await looked_at(desk, 6)
        fates = [verdict.fate for verdict in desk.upload.verdicts]
        assert fates == [Fate.LEFT_OUT] * 4 + [Fate.READY] * 2
        skylab.control.set_switch(bytes_per_s=0)
        assert await sent(desk) == job_id
        listing = await desk.client.get_job_photos(job_id)
        assert len(listing.entries) == 6


async def test_a_full_job_is_queued_when_all_have_arrived(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop(pictures(tmp_path, 2))
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 2)
        job_id = await sent(desk, Wishes(queue=True, fetch=False))
        await skylab.control.arrived(1, "queue_job")
        await until(lambda: desk.jobs.row(job_id).stage.moves)  # type: ignore[union-attr]
        assert not desk.shelf.get(job_id).queue_when_uploaded


async def test_a_job_with_a_failed_photo_is_not_queued_by_itself(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        paths = pictures(tmp_path, 2)
        desk.upload.drop(paths)
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 2)
        paths[1].write_bytes(b"something else")
        job_id = await sent(desk, Wishes(queue=True))
        await until(lambda: desk.shelf.get(job_id).failures)
        assert "changed" in desk.shelf.get(job_id).failures[0].reason
        await until(lambda: len(desk.shelf.get(job_id).sent) == 1)
        assert not skylab.control.requests("queue_job")
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.uploads_failed == 1


async def test_what_arrives_tells_nothing(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        path = with_gps(tmp_path / "a.jpg")
        desk.upload.drop([path])
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 1)
        assert desk.upload.summary.with_position == 1
        job_id = await sent(desk)
        photo = (await desk.client.get_job_photos(job_id)).entries[0]
        async with httpx.AsyncClient(trust_env=False) as http:
            arrived = (await http.get(photo.original_url or "")).content
        assert not told_by(arrived).is_anything
        assert told_by(path.read_bytes()).has_position
        await until(lambda: not list((tmp_path / "outgoing").glob("*")))


async def test_a_picture_is_converted_on_its_way(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop([draw(tmp_path / "scan.tif")])
        desk.upload.set_target(new_job(desk))
        await looked_at(desk, 1)
        job_id = await sent(desk)
        photo = (await desk.client.get_job_photos(job_id)).entries[0]
        assert photo.name == "scan.jpg"
        await until(lambda: desk.shelf.get(job_id).sent)
        assert desk.shelf.get(job_id).sent[0].prepared == "jpeg"


async def test_a_name_that_is_taken_at_the_service_is_said_and_can_be_changed(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop(pictures(tmp_path, 1))
        desk.upload.set_target(new_job(desk, desk.jobs.rows()[0].name))
        await looked_at(desk, 1)
        desk.upload.send(STAY)
        await until(lambda: desk.upload.error)
        assert desk.upload.is_open
        desk.upload.set_target(new_job(desk, "Another name"))
        assert not desk.upload.error
        await sent(desk)


async def test_why_nothing_can_be_sent_is_said(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        (tmp_path / "notes.txt").write_text("no picture")
        desk.upload.drop([tmp_path / "notes.txt"])
        await looked_at(desk, 1)
        assert desk.upload.why_not() == "There is nothing to send."
        desk.upload.drop(pictures(tmp_path, 1))
        await looked_at(desk, 2)
        assert desk.upload.why_not() == "The new job needs a name."
        desk.upload.set_target(Target(name="x"))
        assert desk.upload.why_not() == "The new job needs a profile."
        desk.upload.dismiss()
        assert not desk.upload.is_open


async def test_files_can_be_taken_out_and_fixes_forbidden(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.upload.drop([draw(tmp_path / "a.tif"), *pictures(tmp_path, 2)])
        await looked_at(desk, 3)
        desk.upload.set_fixes(Fixes(convert=False))
        assert desk.upload.summary.refused == 1
        desk.upload.remove([str(tmp_path / "a.tif")])
        assert desk.upload.summary.files == 2


async def test_an_empty_folder_is_said(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        (tmp_path / "empty").mkdir()
        desk.upload.drop([tmp_path / "empty"])
        await until(lambda: desk.told)
        assert desk.told == [("There is no file in what was dropped", "warn")]


@pytest.mark.parametrize(
    ("paths", "name"),
    [
        (["/in/Holt wedding/a.jpg", "/in/Holt wedding/b.jpg"], "Holt wedding"),
        (["/in/taken/a.jpg"], "taken 3"),
        (["/in/x/a.jpg", "/in/y/b.jpg"], "photos "),
    ],
)
def test_a_new_job_is_named_by_where_its_photos_come_from(paths: list[str], name: str) -> None:
    found = suggested_name([Path(each) for each in paths], {"Taken", "taken 2"}, 0)
    assert found.startswith(name)
