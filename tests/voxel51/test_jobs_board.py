"""The jobs board and what can be done from it, without a window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from facespace_desk.modelkit.lifecycle import StepState
from facespace_desk.modelkit.state import Phase
from facespace_desk.voxel51.model.ends import deletes
from facespace_desk.voxel51.model.job_states import Act, JobRow, way, why_not
from facespace_desk.voxel51.model.jobs import JobFilter
from facespace_desk.voxel51.records import JobState
from tests.conftest import AllowLogs
from tests.voxel51.jobs_desk import opened, until
from tests.voxel_simulator import RunningVoxel, voxel_in_thread

NOW = datetime(2026, 3, 1, tzinfo=UTC)


async def test_the_board_lists_all_pages_and_says_how_many_there_are(tmp_path: Path) -> None:
    from facespace_desk.demo.voxel51.seeding import FULL

    with voxel_in_thread(scale=FULL) as voxel:
        async with opened(voxel, tmp_path) as desk:
            assert desk.board.total == len(desk.board.rows()) > 200
            desk.board.filter(JobFilter(archived=None))
            await until(lambda: len(desk.board.rows()) == 300)
            assert {row.state for row in desk.board.rows()} == {state.value for state in JobState}
            assert all(row.analytic for row in desk.board.rows())


async def test_a_filter_is_the_services_own_query(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        name = desk.jobs("READY")[0].name
        wanted = JobFilter(text=name, states=(JobState.READY, JobState.COMPLETE), archived=None)
        desk.board.filter(wanted)
        await until(lambda: desk.board.total is not None and desk.board.rows())
        assert desk.board.query_error == ""
        assert all(name in row.name for row in desk.board.rows())
        assert "state:READY|COMPLETE" in desk.board.query.preview()


async def test_what_cannot_be_looked_for_is_said_and_the_list_stays(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        before = [row.id for row in desk.board.rows()]
        desk.board.filter(JobFilter(text="a|b"))
        assert "|" in desk.board.query_error
        assert [row.id for row in desk.board.rows()] == before


async def test_a_started_job_is_followed_to_its_end(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("READY")[0]
        ended: list[JobRow] = []
        desk.board.ended.connect(ended.append)
        desk.acts.start([job.id])
        await until(lambda: desk.now(job.id).is_active)
        assert desk.now(job.id).note == "started"
        voxel.control.finish(job.id)
        await until(lambda: ended)
        assert [(row.id, row.state) for row in ended] == [(job.id, "COMPLETE")]
        assert [row.id for row in desk.fetch.offers] == [job.id]


async def test_a_batch_says_of_each_job_what_became_of_it(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        good, lost = desk.jobs("READY", count=2)
        done = desk.jobs("COMPLETE")[0]
        voxel.control.vanish(lost.id)
        desk.acts.start([good.id, lost.id, done.id])
        await until(lambda: desk.told)
        assert desk.now(good.id).note == "started"
        assert desk.now(lost.id).is_gone
        assert "started already" in desk.now(done.id).note
        assert desk.told[0][0].startswith("1 of 3 jobs started")


async def test_a_job_that_disappears_stays_in_sight_and_says_so(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("COMPLETE")[0]
        count = len(desk.board.rows())
        voxel.control.vanish(job.id)
        desk.board.refresh()
        await until(lambda: desk.now(job.id).is_gone)
        assert len(desk.board.rows()) == count
        assert "not at the platform" in desk.now(job.id).note
        assert why_not(Act.ARCHIVE, desk.now(job.id))
        desk.board.forget_gone()
        assert len(desk.board.rows()) == count - 1


async def test_a_job_that_the_query_leaves_out_by_now_is_not_taken_for_lost(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        desk.board.filter(JobFilter(states=(JobState.READY,)))
        await until(lambda: {row.state for row in desk.board.rows()} == {"READY"})
        job = desk.jobs("READY")[0]
        desk.acts.start([job.id])
        desk.board.refresh()
        await until(lambda: desk.board.row_id(job.id) is None)
        assert not desk.now(job.id).is_gone
        voxel.control.finish(job.id)
        await until(lambda: desk.now(job.id).state == "COMPLETE")


async def test_an_end_in_the_past_is_known_to_delete() -> None:
    ends_ms = round((NOW + timedelta(days=2)).timestamp() * 1000)
    row, unknown = JobRow(id="a", expires_ms=ends_ms), JobRow(id="b")
    assert deletes([row, unknown], days=-1, until=None, now=NOW) == [unknown]
    assert deletes([row, unknown], days=-2, until=None, now=NOW) == [row, unknown]
    assert deletes([row], days=None, until=NOW, now=NOW) == [row]
    assert deletes([row, unknown], days=5, until=None, now=NOW) == []


async def test_outputs_get_another_end(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        first, second = desk.jobs("COMPLETE", count=2)
        desk.acts.keep([first.id, second.id], days=7)
        week_ms = 7 * 86_400_000
        await until(
            lambda: all(
                abs((desk.now(row.id).expires_ms or 0) - (row.expires_ms or 0) - week_ms) < 2_000
                for row in (first, second)
            )
        )


async def test_a_failed_job_is_sent_again_as_a_new_one(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("FAILED")[0]
        desk.acts.retry([job.id])
        await until(lambda: [row for row in desk.board.rows() if row.name == f"{job.name}, again"])
        await until(lambda: desk.now(job.id).note == "sent again")


async def test_an_output_goes_to_the_folder_by_itself(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("READY")[0]
        desk.fetch.set_rules(folder=str(tmp_path / "out"), by_itself=True)
        desk.acts.start([job.id])
        await until(lambda: desk.now(job.id).is_active)
        voxel.control.finish(job.id)
        await until(lambda: [each for each in desk.queue.transfers if each.state == "done"])
        assert len(list((tmp_path / "out").iterdir())) == 1
        assert not desk.fetch.offers


async def test_the_list_stays_while_the_service_is_lost(
    voxel: RunningVoxel, tmp_path: Path, allow_logs: AllowLogs
) -> None:
    allow_logs(r"desk\.voxel51: .* is lost")
    async with opened(voxel, tmp_path) as desk:
        count = len(desk.board.rows())
        voxel.control.fault("status", status=401, times=1)
        await until(lambda: desk.board.state.phase is Phase.SIGNED_OUT)
        assert len(desk.board.rows()) == count
        desk.board.refresh()
        await until(lambda: desk.board.state.phase is Phase.LIVE)


async def test_the_way_of_a_job_shows_states_that_are_not_known_here() -> None:
    steps = way(JobRow(id="a", state="THAWING"))
    assert [(step.title, step.state) for step in steps][1] == ("THAWING", StepState.NOW)
    assert [step.title for step in way(JobRow(id="a", state="FAILED"))][-1] == "Failed"
    assert why_not(Act.KILL, JobRow(id="a", state="THAWING")) == ""
