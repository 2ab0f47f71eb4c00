"""Opening and closing the slice: what goes on, what is remembered, nothing left behind."""

from __future__ import annotations

from pathlib import Path

import msgspec

from facespace_desk.modelkit.state import Phase
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.model.uploading import Target, Wishes
from facespace_desk.skylab.view.grid import SIDES_PX
from tests.conftest import AllowLogs
from tests.skylab.tab_fixtures import (
    Bench,
    bench,
    look,
    make_bench,
    running_skylab,
    skylab,
    texts,
)

__all__ = ["bench", "look", "make_bench", "running_skylab", "skylab"]


def test_shows_jobs_and_the_photos_of_one(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.until(lambda: bench.slice.state.phase is Phase.LIVE)
        assert len(bench.models.jobs.rows()) == 30
        assert bench.models.photos.rows()
        await bench.until(bench.slice.is_ready_for_screenshot)

    bench.run(scenario)


def test_a_wrong_key_is_said_with_a_way_to_another(
    make_bench: Bench, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.skylab: Skylab is lost")

    async def scenario() -> None:
        from facespace_desk.credentials import Secret
        from facespace_desk.store.store import Store
        from facespace_desk.transfers.profile_queue import ProfileQueue

        make_bench.sign_in("wrong-key")
        make_bench.store = await Store.open(None, Secret("0" * 64))
        make_bench.queue = ProfileQueue(make_bench.store.transfers, "test-profile")
        make_bench.show_slice()
        await make_bench.until(lambda: make_bench.slice.state.phase is Phase.SIGNED_OUT)
        assert "Sign in" in texts(make_bench.window) or "key" in texts(make_bench.window)

    make_bench.run(scenario)


def test_an_upload_goes_on_after_the_console_was_closed(bench: Bench) -> None:
    async def scenario() -> None:
        bench.control.set_switch(bytes_per_s=2000)
        upload, jobs = bench.models.upload, bench.models.jobs
        upload.drop(bench.pictures(6))
        upload.set_target(Target(name="Over night", profile_id=jobs.profiles[0].id))
        await bench.until(lambda: upload.summary.sent == 6 and not upload.is_looking)
        upload.send(Wishes(queue=False, fetch=False))
        await bench.until(lambda: not upload.is_sending)
        job_id = jobs.chosen
        assert job_id is not None
        await bench.control.arrived(1, "put")
        await bench.close()
        bench.control.set_switch(bytes_per_s=0)
        await bench.open()
        await bench.until(lambda: len(bench.models.shelf.get(job_id).sent) == 6)
        bench.models.jobs.choose(job_id)
        bench.models.photos.refresh()
        await bench.until(lambda: bench.models.photos.state.phase is Phase.LIVE)
        names = [row.name for row in bench.models.photos.rows()]
        assert sorted(names) == [f"IMG_{n}.jpg" for n in range(6)]

    bench.run(scenario)


def test_layout_and_rules_are_remembered(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(1)
        bench.tab.photos.set_side(SIDES_PX[1])
        rules = msgspec.structs.replace(
            bench.models.results.rules, base=str(bench.paths.data), template="{id}"
        )
        bench.models.results.set_rules(rules)
        await bench.reopen()
        assert bench.tab.mode == 1
        assert bench.tab.photos.grid.side_px == SIDES_PX[1]
        assert bench.models.results.rules == rules

    bench.run(scenario)


def test_results_of_a_job_sent_from_here_come_by_themselves(bench: Bench) -> None:
    async def scenario() -> None:
        models = bench.models
        base = bench.paths.data / "results"
        models.results.set_rules(msgspec.structs.replace(models.results.rules, base=str(base)))
        models.upload.drop(bench.pictures(2))
        plain = next(each for each in models.jobs.profiles if not each.enable_extract)
        models.upload.set_target(Target(name="Round trip", profile_id=plain.id))
        await bench.until(lambda: models.upload.summary.sent == 2 and not models.upload.is_looking)
        models.upload.send(Wishes())
        await bench.control.arrived(1, "queue_job")
        job_id = models.jobs.chosen
        assert job_id is not None
        await bench.until(lambda: bench.stage(job_id).moves)
        bench.control.finish(job_id)
        await bench.until(lambda: len(models.shelf.get(job_id).received) == 2)
        row = models.jobs.row(job_id)
        assert row is not None
        assert row.stage is Stage.DONE
        assert {path.name for path in Path(row.folder).iterdir()} == {"IMG_0.jpg", "IMG_1.jpg"}
        assert ("Round trip is done", "good") in bench.told

    bench.run(scenario)
