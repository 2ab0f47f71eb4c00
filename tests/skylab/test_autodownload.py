"""Results come back by themselves: into the right folder, whole, once, and never over a file."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from facespace_desk.credentials import Secret
from facespace_desk.skylab.model.folders import (
    DownloadRules,
    TemplateError,
    check_template,
    folder_for,
)
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.uploading import Wishes
from facespace_desk.store.store import Store
from tests.skylab.desk import Desk, opened, until
from tests.skylab.test_uploading import looked_at, new_job, pictures, sent
from tests.skylab_simulator import RunningSkylab

VALUES = {"job": "Holt", "profile": "Soft skin", "date": "2024-03-17", "id": "4711"}


async def uploaded(desk: Desk, tmp_path: Path, count: int = 2) -> int:
    desk.upload.drop(pictures(tmp_path / "in", count))
    desk.upload.set_target(new_job(desk))
    await looked_at(desk, count)
    job_id = await sent(desk, Wishes(queue=True, fetch=True))
    await until(lambda: desk.jobs.row(job_id).stage.moves)  # type: ignore[union-attr]
    return job_id


async def test_results_come_by_themselves_when_the_job_is_done(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = await uploaded(desk, tmp_path)
        skylab.control.finish(job_id)
        await until(lambda: len(desk.shelf.get(job_id).received) == 2)
        kept = desk.shelf.get(job_id)
        folder = Path(kept.folder)
        assert folder.parent == tmp_path / "results"
        assert folder.name.endswith("Holt family")
        assert sorted(path.name for path in folder.iterdir()) == ["IMG_0.jpg", "IMG_1.jpg"]
        assert all(each.sha256 for each in kept.received)
        assert ("Holt family is done", "good") in desk.told


async def test_results_that_were_fetched_are_not_fetched_again(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    store = await Store.open(None, Secret("0" * 64))
    async with opened(skylab, tmp_path, store=store) as desk:
        job_id = await uploaded(desk, tmp_path)
        skylab.control.finish(job_id)
        await until(lambda: len(desk.shelf.get(job_id).received) == 2)
    async with opened(skylab, tmp_path, store=store) as desk:
        folder = Path(desk.shelf.get(job_id).folder)
        desk.results.fetch(job_id)
        await until(lambda: desk.told)
        assert desk.told == [("Everything is here already, or on its way", "info")]
        assert len(list(folder.iterdir())) == 2
    await store.close()


async def test_a_job_that_is_done_while_the_console_was_away_is_fetched(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    store = await Store.open(None, Secret("0" * 64))
    async with opened(skylab, tmp_path, store=store) as desk:
        job_id = await uploaded(desk, tmp_path)
    skylab.control.finish(job_id)
    async with opened(skylab, tmp_path, store=store) as desk:
        await until(lambda: len(desk.shelf.get(job_id).received) == 2)
    await store.close()


async def test_files_that_are_there_are_kept_by_number(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.results.set_rules(
            msgspec.structs.replace(desk.results.rules, template="{profile}/{id}")
        )
        job_id = await uploaded(desk, tmp_path, count=1)
        folder = desk.results.folder(job_id)
        folder.mkdir(parents=True)
        (folder / "IMG_0.jpg").write_bytes(b"mine")
        skylab.control.finish(job_id)
        await until(lambda: desk.shelf.get(job_id).received)
        assert (folder / "IMG_0.jpg").read_bytes() == b"mine"
        assert Path(desk.shelf.get(job_id).received[0].path).name == "IMG_0-2.jpg"


async def test_chosen_photos_are_fetched_again_when_asked(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("done", photos=2)
        photos = (await desk.client.get_job_photos(job_id)).entries
        desk.results.fetch(job_id, [photos[0].id])
        await until(lambda: desk.shelf.get(job_id).received)
        desk.results.fetch(job_id, [photos[0].id])
        await until(lambda: len(desk.shelf.get(job_id).received) >= 2)
        assert {each.photo_id for each in desk.shelf.get(job_id).received} == {photos[0].id}


async def test_changed_files_are_found(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("done", photos=2)
        photos = (await desk.client.get_job_photos(job_id)).entries[:2]
        desk.results.fetch(job_id, [photo.id for photo in photos])
        await until(lambda: desk.carried.load(job_id, "download").done == 2)
        await until(lambda: desk.shelf.get(job_id).received)
        desk.results.verify(job_id)
        await until(lambda: desk.told)
        assert desk.told.pop()[1] == "good"
        Path(desk.shelf.get(job_id).received[0].path).write_bytes(b"another")
        desk.results.verify(job_id)
        await until(lambda: desk.told)
        assert desk.told[0][1] == "warn"


async def test_hostile_names_stay_in_the_folder(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("done", photos=1)
        skylab.control.set_switch(names="parent")
        photo = (await desk.client.get_job_photos(job_id)).entries[0]
        desk.results.fetch(job_id, [photo.id])
        await until(lambda: desk.shelf.get(job_id).received)
        folder = Path(desk.shelf.get(job_id).folder)
        for received in desk.shelf.get(job_id).received:
            assert Path(received.path).parent == folder


async def test_rules_are_kept(skylab: RunningSkylab, tmp_path: Path) -> None:
    store = await Store.open(None, Secret("0" * 64))
    rules = DownloadRules(base=str(tmp_path), template="{job}", rule="skip", by_itself=False)
    async with opened(skylab, tmp_path, store=store) as desk:
        desk.results.set_rules(rules)
    async with opened(skylab, tmp_path, store=store) as desk:
        assert desk.results.rules == rules
        with pytest.raises(TemplateError):
            desk.results.set_rules(msgspec.structs.replace(rules, template="{nonsense}"))
    await store.close()


async def test_a_deleted_job_keeps_what_came_back(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("done", photos=1)
        photo = (await desk.client.get_job_photos(job_id)).entries[0]
        desk.results.fetch(job_id, [photo.id])
        await until(lambda: desk.shelf.get(job_id).received)
        path = Path(desk.shelf.get(job_id).received[0].path)
        desk.deeds.delete([job_id])
        await until(lambda: desk.shelf.get(job_id).is_gone)
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.stage is Stage.GONE
        assert path.exists()


@pytest.mark.parametrize(
    ("template", "folder"),
    [
        ("{date} {job}", "2024-03-17 Holt"),
        ("{profile}/{job}", "Soft skin/Holt"),
        ("a\\{id}", "a/4711"),
        ("../{job}", "Holt"),
        ("/{job}/", "Holt"),
        ("", ""),
    ],
)
def test_the_template_makes_the_folder(template: str, folder: str) -> None:
    rules = DownloadRules(base="/base", template=template)
    assert folder_for(rules, VALUES) == Path("/base") / folder


@pytest.mark.parametrize("name", ["../../etc", "/etc", "C:\\x", "CON", "a/b", "..", " ", "x" * 400])
def test_no_name_of_a_job_leaves_the_base(name: str) -> None:
    rules = DownloadRules(base="/base", template="{profile}/{job}")
    folder = folder_for(rules, {**VALUES, "job": name})
    assert folder.parent == Path("/base/Soft skin")
    assert folder.name not in ("", ".", "..", "CON")
    assert len(folder.name.encode()) < 255


@pytest.mark.parametrize("template", ["{nonsense}", "{job", "job}", "x" * 300])
def test_a_template_that_cannot_be_used_is_refused(template: str) -> None:
    with pytest.raises(TemplateError):
        check_template(template)
