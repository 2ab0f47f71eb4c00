"""The page of jobs in a window: an operator's way from a list to an end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from facespace_desk.modelkit.state import Phase
from facespace_desk.voxel51.model.job_states import Act, JobRow
from facespace_desk.voxel51.view.jobs_page import JobsPage
from facespace_desk.voxel51.view.keep_dialog import KeepDialog
from facespace_desk.voxel51.view.questions import Question
from facespace_desk.voxel51.view.tab import JOBS
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    dialogs,
    drawn,
    hit,
    look,
    make_bench,
    running_voxel,
    texts,
    type_text,
    voxel,
)

if TYPE_CHECKING:
    from facespace_desk.voxel51.model.jobs_work import JobsWork

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]


async def shown(bench: Bench) -> tuple[JobsPage, JobsWork]:
    """The page in front, with its jobs."""
    bench.tab.show_mode(JOBS)
    work = bench.session.jobs
    await bench.until(lambda: work.board.state.updated_ms and work.board.rows())
    await drawn()
    return bench.parts.board, work


def job(work: JobsWork, state: str, *, analytic: str = "") -> JobRow:
    """A job in this state whose output is not expired."""
    return next(
        row
        for row in work.board.rows()
        if row.state == state and analytic in row.analytic and not row.expired
    )


def test_a_job_is_started_followed_fetched_and_looked_at(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        ready = job(work, "READY")
        work.board.choose(ready.id)
        await bench.until(lambda: work.detail.request is not None)
        assert page.pane.act_button(Act.START).isVisibleTo(page)
        assert not page.pane.look.isVisibleTo(page)
        page.pane.act_button(Act.START).click()
        await bench.until(lambda: "queued" in texts(page.pane).casefold())
        bench.control.finish(ready.id)
        await bench.until(lambda: page.offers.isVisibleTo(page))
        assert page.offers.words.text() == f"{ready.title} is complete."
        page.commands.download_to(str(tmp_path / "out"), [ready.id])
        await bench.until(
            lambda: (tmp_path / "out").is_dir() and list((tmp_path / "out").iterdir())
        )
        assert not page.offers.isVisibleTo(page)
        page.pane.look.click()
        await bench.until(lambda: work.outputs.content is not None)
        assert page.currentWidget() is page.output
        assert work.outputs.files.rowCount()
        bench.window.activateWindow()
        await bench.until(bench.window.isActiveWindow)
        hit(page.output.files, "Esc")
        await bench.until(lambda: page.currentIndex() == 0)

    bench.run(scenario)


def test_labels_over_a_film_are_played_stepped_and_filtered(bench: Bench) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        page.show_output(job(work, "COMPLETE", analytic="road-tracker"))
        player, frames = work.outputs.player, page.output.frames
        await bench.until(lambda: player.picture is not None)
        await drawn()
        QTest.keyClick(frames.canvas, Qt.Key.Key_End)
        await bench.until(lambda: player.frame.number == player.count)
        QTest.keyClick(frames.canvas, Qt.Key.Key_Left)
        await bench.until(lambda: player.frame.number == player.count - 1)
        assert f"frame {player.count - 1:,} of" in frames.place.text()
        assert frames.objects.topLevelItemCount() == len(player.objects) > 0
        middle = QPoint(round(frames.timeline.x_of(5)), 20)
        QTest.mouseClick(frames.timeline, Qt.MouseButton.LeftButton, pos=middle)
        await bench.until(lambda: player.frame.number == 5)
        first = frames.names.topLevelItem(0)
        assert first is not None
        first.setCheckState(0, Qt.CheckState.Unchecked)
        assert player.hidden == {first.text(0)}
        assert all(each.label != first.text(0) for each in player.objects)
        frames.least.setValue(100)
        assert player.objects == ()
        frames.play.click()
        await bench.until(lambda: player.number > 6)
        frames.play.click()
        assert not player.is_playing

    bench.run(scenario)


def test_a_failed_job_says_why_and_leads_on(bench: Bench) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        failed = next(row for row in work.board.rows() if row.failure_type == "ANALYTIC")
        work.board.choose(failed.id)
        await bench.until(lambda: "ended with status 1" in page.pane.finding.text)
        assert page.pane.clone.isEnabled()
        cloned: list[object] = []
        page.clone_wanted.connect(cloned.append)
        page.pane.clone.click()
        assert len(cloned) == 1
        bench.parts.jobs.show_board()
        page.pane.log.click()
        await bench.until(lambda: work.log.state.phase not in (Phase.OFF, Phase.LOADING))
        page.log.back.click()
        assert page.currentIndex() == 0

    bench.run(scenario)


def test_many_jobs_are_acted_on_after_a_question(bench: Bench) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        page.page.table.selectAll()
        await drawn()
        page.commands.run(Act.DELETE, [row.id for row in page.selected])
        question = dialogs(Question)[0]
        ready = [row for row in work.board.rows() if row.state == "READY"]
        assert {row.title for row in ready} <= set(texts(question).splitlines())
        question.verb.click()
        await bench.until(lambda: all(work.board.row(row.id).is_gone for row in ready))  # type: ignore[union-attr]  # known
        others = [row for row in work.board.rows() if row.state != "READY"]
        assert all("Only a job that was not started" in row.note for row in others)
        assert bench.told

    bench.run(scenario)


def test_an_end_that_deletes_must_be_typed(bench: Bench) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        done = job(work, "COMPLETE")
        page.commands.run(Act.KEEP, [done.id])
        dialog = dialogs(KeepDialog)[0]
        assert dialog.verb.isEnabled()
        dialog.days.setValue(-1.0)
        assert not dialog.verb.isEnabled()
        type_text(dialog.typed, "sooner")
        assert dialog.verb.isEnabled() or (done.expires_ms or 0) < 0
        dialog.days.setValue(-3_000.0)
        assert not dialog.verb.isEnabled()
        type_text(dialog.typed, "delete")
        assert dialog.verb.text() == "Delete the output"
        dialog.verb.click()
        await bench.until(lambda: work.board.row(done.id).expired)  # type: ignore[union-attr]  # known
        work.board.choose(done.id)
        await bench.until(lambda: work.detail.job is not None)
        assert not page.pane.look.isEnabled()

    bench.run(scenario)


def test_nothing_of_a_user_stays_when_another_is_acted_for(bench: Bench) -> None:
    async def scenario() -> None:
        page, work = await shown(bench)
        own = {row.id for row in work.board.rows()}
        page.show_output(job(work, "COMPLETE", analytic="road-tracker"))
        await bench.until(lambda: work.outputs.output is not None)
        await bench.act_as("ada")
        others = bench.session.jobs
        await bench.until(others.board.rows)
        assert not own & {row.id for row in others.board.rows()}
        assert bench.parts.board.currentIndex() == 0

    bench.run(scenario)
