"""From a video on this computer to the labels over its frames, as an operator goes; and the same
tab for another user, who sees nothing of it."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.store.transfers import NewTransfer
from facespace_desk.voxel51.carrying import upload_facts
from facespace_desk.voxel51.model.data_choices import DataChoice
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.records import SERVICE_ID
from facespace_desk.voxel51.view.data_chooser import DataChooser
from facespace_desk.voxel51.view.tab import ANALYTICS, JOBS
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    button,
    column,
    dialogs,
    look,
    make_bench,
    press,
    running_voxel,
    texts,
    type_text,
    voxel,
)
from tests.voxel_simulator import video

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]

NAME = "canal-bridge.mp4"


async def upload(bench: Bench, path: Path) -> None:
    """Carry a video to the platform, as the data page lets the queue do it."""
    wanted = NewTransfer(
        service=SERVICE_ID,
        batch="demo",
        batch_title="Videos",
        title=path.name,
        direction="upload",
        path=str(path),
        size=path.stat().st_size,
        facts=upload_facts(bench.session.username),
    )
    [transfer] = await bench.queue.add([wanted])
    await bench.until(lambda: _state(bench, transfer.id) == "done")


def _state(bench: Bench, transfer_id: int) -> str:
    found = bench.queue.transfer(transfer_id)
    assert found is not None
    return found.state


async def start_job(bench: Bench) -> None:
    """From the catalogue over the form to a job that is started."""
    tab, catalogue = bench.tab, bench.tab.analytics
    tab.show_mode(ANALYTICS)
    await bench.until(lambda: column(catalogue.page, "Analytic"))
    place = column(catalogue.page, "Analytic").index("voxel51/vehicle-sense")
    catalogue.page.table.go_to_row(place)
    await bench.until(lambda: bench.models.catalogue.document is not None)
    press(catalogue.document, "Use in new job")
    form = bench.parts.jobs.form
    await bench.until(lambda: form.fields is not None and form.isVisible())
    press(form, "Choose")
    [chooser] = dialogs(DataChooser)
    type_text(chooser.list.search, NAME)
    await bench.until(lambda: [row.item.name for row in _listed(chooser)] == [NAME])
    chooser.list.table.go_to_row(0)
    press(chooser, "Choose")
    await bench.until(lambda: form.go.isEnabled() and not form.model.problems)
    press(form, "Start job")
    await bench.until(bench.parts.board.isVisible)


def _listed(chooser: DataChooser) -> list[DataChoice]:
    return list(chooser.list.table.records.shown())


def _state_of(board: JobBoard, job_id: str) -> str:
    row = board.row(job_id)
    return "" if row is None else row.state


def test_video_goes_from_the_disk_to_its_labels_and_no_other_user_sees_it(
    bench: Bench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        tab, user = bench.tab, bench.simulator.users[0]
        await upload(bench, video(tmp_path / NAME))
        await start_job(bench)
        board, jobs = bench.parts.board, bench.session.jobs
        assert tab.mode == JOBS
        await bench.until(lambda: jobs.board.chosen is not None)
        job_id = jobs.board.chosen
        assert job_id is not None
        seen: list[str] = []
        jobs.board.row_changed.connect(lambda _id: seen.append(_state_of(jobs.board, job_id)))
        bench.control.run_clock(4.0)
        await bench.until(lambda: _state_of(jobs.board, job_id) == "COMPLETE")
        assert {"RUNNING", "COMPLETE"} <= set(seen)

        await bench.until(lambda: button(board, "Look at the output").isEnabled())
        press(board, "Look at the output")
        player = jobs.outputs.player
        await bench.until(lambda: player.picture is not None)
        assert player.label_counts
        player.seek(next(n for n, each in player.labels.frames.items() if each.objects))
        await bench.until(lambda: player.objects)

        folder = tmp_path / "outputs"
        folder.mkdir()
        board.commands.download_to(str(folder), [job_id])
        await bench.until(lambda: any(path.suffix == ".zip" for path in folder.iterdir()))

        await bench.act_as(user)
        theirs = bench.session.jobs.board
        await bench.until(lambda: theirs.state.word == "live")
        assert theirs.row(job_id) is None
        assert NAME not in texts(tab)

    bench.run(scenario)
