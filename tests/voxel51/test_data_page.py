"""The page of data in a window: what an operator does there, from an upload to a job."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QMenu, QToolButton

from facespace_desk.voxel51.model.data_rows import BY_URL, DataAct
from facespace_desk.voxel51.model.provenance import FIXED, TITLES, Origin
from facespace_desk.voxel51.model.queries import SYNTAX, Asking
from facespace_desk.voxel51.view.data_page import DataPage
from facespace_desk.voxel51.view.keep_dialog import KeepDialog
from facespace_desk.voxel51.view.name_dialog import NameDialog
from facespace_desk.voxel51.view.questions import Question
from facespace_desk.voxel51.view.tab import ANALYTICS, DATA, JOBS
from facespace_desk.voxel51.view.upload_dialog import UploadDialog
from facespace_desk.voxel51.view.url_dialog import UrlDialog
from tests.voxel51.platform_bench import plain_file
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    button,
    column,
    dialogs,
    drawn,
    field,
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

SECRET_URL = "https://storage.example.test/films/dock.mp4?X-Signature=very-secret-9a1f"


async def shown(bench: Bench) -> DataPage:
    """The page in front, with the data listed."""
    bench.tab.show_mode(DATA)
    page = bench.parts.data
    await bench.until(lambda: bench.session.data.radar.is_known and column(page.page, "Name"))
    return page


async def choose(bench: Bench, page: DataPage, name: str) -> None:
    """Go to the row of this name."""
    await bench.until(lambda: name in column(page.page, "Name"))
    page.page.table.go_to_row(column(page.page, "Name").index(name))
    await bench.until(lambda: page.pane.title.text() == name)


def _is_gone(bench: Bench, data_id: str) -> bool:
    row = bench.session.data.list.row(data_id)
    return row is not None and row.is_gone


def test_from_dropped_files_to_the_form_of_a_job(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        page = await shown(bench)
        folder = tmp_path / "films"
        folder.mkdir()
        video(folder / "dock-a.mp4")
        plain_file(folder / "noise.mp4", 9_000)
        drop_files(page, [folder])
        await bench.until(lambda: bool(dialogs(UploadDialog)))
        [upload] = dialogs(UploadDialog)
        await bench.until(lambda: "1 of 2 will be sent" in upload.text)
        assert "1 doubtful" in upload.text
        assert "begins again from its beginning" in texts(upload)
        assert "Say where the files are from" in upload.text
        assert not upload.send.isEnabled()
        pick(upload, "From", "a camera of our own")
        press(upload, "Upload")
        await choose(bench, page, "dock-a.mp4")
        assert not dialogs(UploadDialog)
        assert page.pane.origin.currentText() == TITLES[Origin.OWN_CAMERA]

        press(page.pane, "Use in new job")
        assert bench.tab.mode == ANALYTICS
        assert bench.told[-1][0] == "Choose the analytic for dock-a.mp4"
        catalogue = bench.tab.analytics.page
        await bench.until(lambda: "voxel51/road-tracker" in column(catalogue, "Analytic"))
        catalogue.table.go_to_row(column(catalogue, "Analytic").index("voxel51/road-tracker"))
        await bench.until(lambda: bench.models.catalogue.document is not None)
        press(bench.tab.analytics.document, "Use in new job")
        assert bench.tab.mode == JOBS
        data_id = bench.session.data.list.chosen
        form = bench.session.making.form
        await bench.until(
            lambda: form.draft is not None and form.draft.request.data_ids == (data_id,)
        )

    bench.run(scenario)


def test_cam2_media_and_secret_addresses_are_kept_apart(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        page = await shown(bench)
        page.upload()
        [upload] = dialogs(UploadDialog)
        bench.session.data.uploads.drop([video(tmp_path / "street.mp4")])
        await bench.until(lambda: "1 of 1 will be sent" in upload.text)
        pick(upload, "From", "CAM2: never sent to an analytic")
        press(upload, "Upload")
        await choose(bench, page, "street.mp4")
        assert not page.pane.act_button(DataAct.USE).isEnabled()
        assert "CAM2’s terms do not allow" in texts(page.pane)
        assert FIXED in texts(page.pane)
        assert not page.pane.origin.isEnabled()

        press(page, "By URL…")
        [dialog] = dialogs(UrlDialog)
        press(dialog, "Add")
        assert "Write the size as a whole number" in texts(dialog)
        type_text(dialog.url, SECRET_URL)
        assert dialog.name.text() == "dock.mp4"
        assert dialog.type.text() == "video/mp4"
        assert "secret" not in dialog.url.displayText()
        type_text(dialog.length, "10 485 760")
        press(dialog, "Add")
        assert "Say where it is from" in texts(dialog)
        pick(dialog, "From", "elsewhere")
        press(dialog, "Add")
        await choose(bench, page, "dock.mp4")
        await bench.until(lambda: not dialogs(UrlDialog))
        assert not page.pane.act_button(DataAct.KEEP).isEnabled()
        assert BY_URL in texts(page.pane)
        assert "very-secret" not in texts(bench.window)
        assert "very-secret" not in repr(bench.told)

    bench.run(scenario)


def test_what_ends_soon_is_found_kept_and_deleted(bench: Bench) -> None:
    async def scenario() -> None:
        page, data = await shown(bench), bench.session.data
        count = data.radar.counts[5]
        press(page.radar, "5 days")
        await bench.until(lambda: len(column(page.page, "Name")) == count > 1)
        assert "sort: expiration_date:asc" in page.query.said.text()
        press(page.radar, "Extend them")
        [keep] = dialogs(KeepDialog)
        keep.days.setValue(30.0)
        press(keep, "Keep")
        await bench.until(lambda: data.radar.counts[5] < count)
        press(page.radar, "5 days")
        await bench.until(lambda: len(column(page.page, "Name")) == data.list.total)
        assert "sort: upload_date:desc" in page.query.said.text()

        video_row = next(row for row in data.list.rows() if row.note == "given another end")
        await choose(bench, page, video_row.title)
        press(page.pane, "Keep until")
        [keep] = dialogs(KeepDialog)
        keep.days.setValue(-100.0)
        assert keep.verb.text() == "Delete the data"
        assert not keep.verb.isEnabled()
        type_text(keep.typed, "delete")
        press(keep, "Delete the data")
        await bench.until(lambda: _is_gone(bench, video_row.id))
        assert "gone" in column(page.page, "Expires in")
        page.page.table.selectAll()
        press(page.batch, "Delete")
        [question] = dialogs(Question)
        many = str(data.list.total)
        assert not question.verb.isEnabled()
        type_text(question.edit, many)
        question.verb.click()
        await bench.until(lambda: not data.list.total)
        press(page, f"Take {data.list.gone_count} that are gone")
        await bench.until(lambda: "No data yet" in texts(page))

    bench.run(scenario)


def test_queries_are_written_kept_and_refused_in_words(bench: Bench) -> None:
    async def scenario() -> None:
        page = await shown(bench)
        bar, names = page.query, column(page.page, "Name")
        pick(bar, "Look in", "Platform’s syntax")
        assert bar.asking.where == SYNTAX
        type_text(bar.text, "colour:red")
        assert "There is no field “colour” of data" in bar.said.text()
        type_text(bar.text, "type:jpeg")
        await bench.until(lambda: set(column(page.page, "Type")) == {"image/jpeg"})
        assert "search: type:jpeg" in bar.said.text()
        bar.ask_name()
        [dialog] = dialogs(NameDialog)
        type_text(dialog.name, "Pictures")
        press(dialog, "Keep")
        type_text(bar.text, "nothing of the kind")
        await bench.until(lambda: "Nothing at the platform fits" in texts(page))
        bar.fill_saved()
        menu = bar.saved_menu
        assert isinstance(menu, QMenu)
        next(each for each in menu.actions() if each.text() == "Pictures").trigger()
        await bench.until(lambda: set(column(page.page, "Type")) == {"image/jpeg"})
        assert field(bar, "Look in", QComboBox).currentText() == "Platform’s syntax"
        type_text(bar.text, "")
        await bench.until(lambda: column(page.page, "Name") == names)

    bench.run(scenario)


def test_jobs_are_asked_for_by_a_query_that_is_kept(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(JOBS)
        board, work = bench.parts.board, bench.session.jobs
        await bench.until(lambda: work.board.state.updated_ms is not None)
        asking = Asking(text="state:FAILED,archived:False", where=SYNTAX)
        work.queries.keep("Failed", asking)
        field(board, "Own query", QToolButton).click()
        board.query.fill_saved()
        menu = board.query.saved_menu
        next(each for each in menu.actions() if each.text() == "Failed").trigger()
        await bench.until(lambda: {row.state for row in work.board.rows()} == {"FAILED"})
        assert "search: state:FAILED,archived:False" in board.query.said.text()
        field(board, "Own query", QToolButton).click()
        await bench.until(lambda: len({row.state for row in work.board.rows()}) > 2)

    bench.run(scenario)


def test_one_users_data_is_not_seen_by_the_next(bench: Bench) -> None:
    async def scenario() -> None:
        own = await shown(bench)
        before = set(column(own.page, "Name"))
        own.upload()
        await bench.act_as(bench.simulator.users[0])
        assert not dialogs(UploadDialog)
        theirs = await shown(bench)
        assert before.isdisjoint(column(theirs.page, "Name"))
        theirs.add_by_url()
        [dialog] = dialogs(UrlDialog)
        await drawn()
        assert f"Acting as {bench.simulator.users[0]}" in texts(dialog)
        assert button(dialog, "Add").isEnabled()
        dialog.reject()

    bench.run(scenario)
