"""Jobs: followed to their end, told once, and asked for again where nobody knows."""

from __future__ import annotations

from facespace_desk.amigocloud.model.jobs import JobRow, JobStage
from tests.amigo_simulator import PROJECT, RunningAmigo
from tests.amigocloud.data_desk import DataDesk, data_desk, until


async def begun(desk: DataDesk) -> str:
    """A job that makes an empty dataset."""
    answer = await desk.client.post(f"/projects/{PROJECT}/create_dataset", {"name": "Ferries"})
    return str(answer["job"])


async def test_a_job_is_followed_to_its_end(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        ended: list[JobRow] = []
        desk.jobs.ended.connect(ended.append)
        job_id = await begun(desk)
        desk.jobs.watch(job_id, "Ferries", PROJECT)
        desk.jobs.watch(job_id, "Ferries", PROJECT)
        assert desk.jobs.working == 1
        await until(lambda: ended)
        assert [each.stage for each in ended] == [JobStage.DONE]
        assert len(ended[0].dataset_ids) == 1
        assert ended[0].project_id == PROJECT
        assert desk.jobs.working == 0
        assert desk.jobs.table.held_count == 1
        desk.jobs.forget_ended()
        assert desk.jobs.table.held_count == 0


async def test_a_job_that_fails_says_so(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        amigo.control.set_switch(job_end="FAILURE")
        job_id = await begun(desk)
        desk.jobs.watch(job_id, "Ferries")
        await until(lambda: desk.jobs.working == 0)
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.stage is JobStage.FAILED
        assert row.words


async def test_a_job_that_cannot_be_asked_for_is_not_known_and_can_be_asked_again(
    amigo: RunningAmigo,
) -> None:
    async with data_desk(amigo) as desk:
        job_id = await begun(desk)
        amigo.control.fault("status", operation="job", status=403)
        desk.jobs.watch(job_id, "Ferries")
        await until(lambda: desk.jobs.working == 0)
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.stage is JobStage.UNKNOWN
        desk.jobs.look_again()
        await until(lambda: desk.jobs.working == 0)
        row = desk.jobs.row(job_id)
        assert row is not None
        assert row.stage is JobStage.DONE
