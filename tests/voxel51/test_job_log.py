"""A job's log, its status, and why it failed, without a window."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.model.log_text import LINES_MOST, PUBLIC, SHOWN_BYTES, read_log
from facespace_desk.voxel51.model.triage import triage
from facespace_desk.voxel51.records import JobStatus, StatusMessage
from tests.voxel51.jobs_desk import Desk, opened, until
from tests.voxel_simulator import RunningVoxel


async def read_a_log(desk: Desk) -> None:
    """Read the first log that may be read."""
    for row in desk.board.rows():
        if row.started_ms is None or row.is_active:
            continue
        desk.log.read(row.id)
        await until(lambda: desk.log.text.lines or desk.log.state.message not in ("", FETCHING))
        if desk.log.text.lines:
            return
    raise AssertionError("no log may be read")


FETCHING = "Fetching the log"


async def test_a_log_is_read_and_searched(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with opened(voxel, tmp_path) as desk:
        await read_a_log(desk)
        desk.log.look_for("TASK started")
        await until(lambda: desk.log.hits)
        assert "Task started" in desk.log.text.lines[desk.log.at]
        assert desk.log.place_words == f"{len(desk.log.hits)} of {len(desk.log.hits)}"
        desk.log.look_for("no such words")
        await until(lambda: desk.log.place_words == "not found")
        desk.log.save(tmp_path / "kept.log")
        await until((tmp_path / "kept.log").is_file)


async def test_the_log_of_a_public_analytic_is_refused_in_words(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        public = next(
            row for row in desk.jobs("COMPLETE", count=3) if row.analytic.startswith("voxel51/")
        )
        desk.log.read(public.id)
        await until(lambda: desk.log.state.message == PUBLIC)
        assert desk.log.text.lines == ()


def test_of_a_large_log_the_end_is_held(tmp_path: Path) -> None:
    path = tmp_path / "job.log"
    line = b"2026-03-01 INFO everything is as it should be, batch after batch after batch\n"
    path.write_bytes(line * (SHOWN_BYTES // len(line) + 5_000) + b"the end\x1b[31m\n")
    text = read_log(path)
    assert text.is_cut
    assert len(text.lines) <= LINES_MOST
    assert text.lines[0].startswith("2026-03-01")  # never half a line
    assert text.lines[-1] == "the end�[31m"
    assert text.words.startswith("the last ")


async def test_a_job_is_read_with_its_request_and_its_messages(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = next(row for row in desk.board.rows() if row.failure_type == "ANALYTIC")
        desk.board.choose(job.id)
        await until(lambda: desk.detail.data and desk.detail.data[0].item is not None)
        assert desk.detail.request is not None
        assert desk.detail.video is not None
        finding = desk.detail.finding
        assert finding is not None
        assert finding.what == "The analytic itself broke down."
        assert finding.quote == "The analytic ended with status 1"


async def test_input_that_is_gone_is_the_first_thing_to_see_to(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    async with opened(voxel, tmp_path) as desk:
        job = desk.jobs("FAILED")[0]
        request = await desk.client.get_job_request(job.id)
        voxel.control.vanish(*request.data_ids)
        desk.board.choose(job.id)
        await until(lambda: desk.detail.data and desk.detail.data[0].is_gone)
        finding = desk.detail.finding
        assert finding is not None
        assert "send it again first" in finding.to_do[0]
        assert not finding.worth_retrying


def test_each_failure_has_its_own_advice() -> None:
    def found(kind: str, said: str = "", **members: object) -> str:
        row = JobRow(id="a", state="FAILED", failure_type=kind, started_ms=1)
        status = JobStatus(messages=(StatusMessage(message=said),)) if said else None
        finding = triage(row, status)
        assert finding is not None
        return f"{finding.what} {finding.likely} {finding.worth_retrying}"

    assert "request or its input" in found("USER")
    assert found("PLATFORM").endswith("True")
    assert "out of memory" in found("ANALYTIC", "CUDA out of memory")
    assert "COSMIC" in found("COSMIC")
    assert "does not say" in found("")
    killed = triage(JobRow(id="a", state="FAILED", failure_type="NONE"))
    assert killed is not None
    assert "killed" in killed.likely
    assert triage(JobRow(id="a", state="COMPLETE")) is None
