"""The list of jobs: what the service says, what this console remembers, how often it asks."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.lifecycle import StepState
from facespace_desk.modelkit.rounds import Pace
from facespace_desk.modelkit.state import Phase
from facespace_desk.skylab.model.kept import KeptJob, Sent
from facespace_desk.skylab.model.stages import Stage, lifecycle, stage_of
from facespace_desk.store.store import Store
from tests.conftest import AllowLogs
from tests.skylab.desk import PROFILE, opened, until
from tests.skylab_simulator import RunningSkylab


async def test_lists_the_jobs_of_the_service_by_stage(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        rows = desk.jobs.rows()
        assert len(rows) == 30
        assert {Stage.DONE, Stage.DRAFT} <= {row.stage for row in rows}
        assert all(row.profile_name for row in rows)
        assert desk.jobs.state.phase is Phase.LIVE


async def test_a_queued_job_says_how_many_are_in_front(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        queued = [row for row in desk.jobs.rows() if row.stage is Stage.QUEUED]
        assert queued
        await until(lambda: all(row.in_front is not None for row in queued))


async def test_a_number_in_front_that_cannot_be_read_is_none(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    skylab.control.set_switch(jobs_in_front="text")
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("queued")
        await skylab.control.arrived(2, "jobs_in_front")
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.in_front is None
        assert row.news == "in the queue"


async def test_jobs_beyond_the_latest_thirty_are_remembered_and_asked_about(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    store = await Store.open(None, Secret("0" * 64))
    async with opened(skylab, tmp_path, store=store) as desk:
        oldest = min(row.id for row in desk.jobs.rows()) - 1
        job = await desk.client.get_job(oldest)
        kept = KeptJob(id=oldest, name=job.name, status="queued")
        desk.shelf.keep(kept)
    async with opened(skylab, tmp_path, store=store) as desk:
        await until(lambda: desk.shelf.get(oldest).status == job.status)
        row = desk.jobs.row(oldest)
        assert row is not None
        assert not row.is_listed
    await store.close()


async def test_a_remembered_job_that_the_service_forgot_is_gone(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    store = await Store.open(None, Secret("0" * 64))
    sent = Sent(photo_id=1, name="a.jpg", path="/a.jpg")
    document = KeptJob(id=99, name="old", status="queued", sent=(sent,))
    await store.views.put(PROFILE, "skylab.job", "99", msgspec.json.encode(document).decode())
    async with opened(skylab, tmp_path, store=store) as desk:
        await until(lambda: desk.shelf.get(99).is_gone)
        row = desk.jobs.row(99)
        assert row is not None
        assert row.stage is Stage.GONE
    await store.close()


async def test_a_change_of_stage_is_told(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        changes: list[tuple[int, Stage, Stage]] = []
        desk.jobs.stage_changed.connect(lambda *change: changes.append(change))
        job_id = desk.job("queued")
        skylab.control.finish(job_id)
        await until(lambda: (job_id, Stage.QUEUED, Stage.DONE) in changes)
        assert desk.shelf.get(job_id).ended_ms


async def test_a_service_that_fails_leaves_the_jobs_and_comes_back(
    skylab: RunningSkylab, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.skylab: Skylab is lost", r"desk\.net")
    async with opened(skylab, tmp_path) as desk:
        skylab.control.fault("status", status=400, operation="list_jobs", times=1)
        await until(lambda: desk.jobs.truth.misses)
        assert len(desk.jobs.rows()) == 30
        desk.jobs.refresh()
        await until(lambda: not desk.jobs.truth.misses)


async def test_a_refused_key_ends_the_questions_until_somebody_asks(
    skylab: RunningSkylab, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.skylab: Skylab is lost")
    async with opened(skylab, tmp_path) as desk:
        skylab.control.fault("status", status=403, operation="list_jobs", times=1)
        await until(lambda: desk.jobs.state.phase is Phase.SIGNED_OUT)
        desk.jobs.refresh()
        await until(lambda: desk.jobs.state.phase is Phase.LIVE)


async def test_jobs_are_found_by_name(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        oldest = min(row.id for row in desk.jobs.rows()) - 1
        name = (await desk.client.get_job(oldest)).name
        desk.deeds.find(name)
        await until(lambda: desk.jobs.chosen == oldest)


async def test_a_name_that_is_not_there_is_said(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        desk.deeds.find("no such job")
        await until(lambda: desk.told)
        assert desk.told[0][1] == "bad"


async def test_several_drafts_are_queued_at_once(skylab: RunningSkylab, tmp_path: Path) -> None:
    async with opened(skylab, tmp_path) as desk:
        drafts = [
            row.id for row in desk.jobs.rows() if row.stage is Stage.DRAFT and row.photo_count
        ]
        desk.deeds.queue(drafts[:2], "https://hook.example/done")
        await until(lambda: all(desk.shelf.get(each).queued_ms for each in drafts[:2]))
        bodies = [each["body"] for each in skylab.control.requests("queue_job")]
        assert all("hook.example" in str(body) for body in bodies)
        assert desk.told == [("2 jobs queued", "good")]


async def test_deleting_a_moving_job_cancels_it_first(
    skylab: RunningSkylab, tmp_path: Path
) -> None:
    async with opened(skylab, tmp_path) as desk:
        job_id = desk.job("queued")
        desk.deeds.delete([job_id])
        await until(lambda: desk.jobs.row(job_id) is None)
        made = [
            each["operation"]
            for each in skylab.control.requests()
            if each["operation"] in ("cancel_job", "delete_job")
        ]
        assert made == ["cancel_job", "delete_job"]


def test_the_pace_grows_to_a_minute_and_hurries_with_news() -> None:
    pace = Pace()
    assert pace.interval_s == 5
    for _ in range(20):
        pace.heard(has_changed=False)
    assert pace.interval_s == 60
    pace.heard(has_changed=True)
    assert pace.interval_s == 5


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("created", Stage.DRAFT),
        ("Queued", Stage.QUEUED),
        ("processed", Stage.PROCESSING),
        ("COMPLETED", Stage.DONE),
        ("cancelled", Stage.CANCELLED),
        ("failed_upstream", Stage.FAILED),
        ("error", Stage.FAILED),
        ("retouching", Stage.OTHER),
        (None, Stage.DRAFT),
    ],
)
def test_words_of_the_service_are_read_tolerantly(status: str | None, stage: Stage) -> None:
    assert stage_of(status) is stage


def test_the_strip_shows_where_a_job_is_and_where_it_failed() -> None:
    steps = lifecycle(Stage.QUEUED, note="3 in front")
    assert [step.state for step in steps] == [
        StepState.PAST,
        StepState.PAST,
        StepState.NOW,
        StepState.AHEAD,
        StepState.AHEAD,
    ]
    assert steps[2].note == "3 in front"
    failed = lifecycle(Stage.FAILED, reached=Stage.QUEUED)
    assert failed[-1].state is StepState.BAD
    assert failed[3].state is StepState.AHEAD
    assert all(step.state is StepState.PAST for step in lifecycle(Stage.DONE))
