"""From a video on this computer to the labels over its frames, as an operator goes; and the same
tab for another user, who sees nothing of it."""

from __future__ import annotations

from pathlib import Path

from facespace_desk.voxel51.model.data_choices import DataChoice
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.view.data_chooser import DataChooser
from facespace_desk.voxel51.view.tab import ANALYTICS, DATA, JOBS
from facespace_desk.voxel51.view.upload_dialog import UploadDialog
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    button,
    column,
    dialogs,
    look,
    make_bench,
    pick,
    press,
    running_voxel,
    texts,
    type_text,
    voxel,
)
from tests.voxel_simulator import video
from tests.window import drop_files

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]

NAME = "canal-bridge.mp4"


async def upload(bench: Bench, path: Path) -> None:
    """Carry a video to the platform, from the page of data."""
    bench.tab.show_mode(DATA)
    page = bench.parts.data
    await bench.until(lambda: column(page.page, "Name"))
    press(page, "Upload")
    [dialog] = dialogs(UploadDialog)
    drop_files(dialog, [path])
    await bench.until(lambda: "1 of 1 will be sent" in dialog.text)
    pick(dialog, "From", "a camera of our own")
    press(dialog, "Upload")
    await bench.until(lambda: path.name in column(page.page, "Name"))


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
