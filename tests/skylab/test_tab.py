"""The Skylab tab as an operator sees and handles it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QTreeView

from facespace_desk.modelkit.filters import Chip, Filter, Op
from facespace_desk.modelkit.lifecycle import StepState
from facespace_desk.skylab.model.photo_columns import PhotoState
from facespace_desk.skylab.model.stages import Stage
from facespace_desk.skylab.view.dialogs import ConfirmDialog, NameDialog, QueueDialog, RulesDialog
from facespace_desk.skylab.view.grid import SIDES_PX
from facespace_desk.skylab.view.photos_page import GRID, LIST
from facespace_desk.skylab.view.tab import JOBS
from tests.skylab.tab_fixtures import (
    Bench,
    bench,
    button,
    cells,
    column,
    dialogs,
    drawn,
    drop_files,
    hit,
    look,
    make_bench,
    press,
    running_skylab,
    skylab,
    texts,
    type_text,
)

__all__ = ["bench", "look", "make_bench", "running_skylab", "skylab"]


def drag(bench: Bench, paths: list[Path], x: float) -> None:
    """Drag files over the tab, and drop them at this share of its width."""
    tab = bench.tab
    drop_files(tab, paths, QPoint(round(tab.width() * x), tab.height() // 2))


def test_jobs_stand_by_state_with_counts(bench: Bench) -> None:
    async def scenario() -> None:
        tree = bench.tab.side.findChild(QTreeView)
        assert tree is not None
        model = tree.model()
        groups = {
            model.index(row, 0).data(): int(model.index(row, 1).data())
            for row in range(model.rowCount())
        }
        assert sum(groups.values()) == 30
        for row in bench.models.jobs.rows():
            assert groups[row.stage.value.capitalize()] >= 1
        names = list(groups)
        assert names.index("Processing") < names.index("Draft") < names.index("Done")

    bench.run(scenario)


def test_search_hides_other_jobs_and_asks_the_studio_for_what_it_lacks(bench: Bench) -> None:
    async def scenario() -> None:
        side = bench.tab.side
        oldest = min(row.id for row in bench.models.jobs.rows()) - 1
        assert bench.slice._client is not None
        name = (await bench.slice._client.get_job(oldest)).name
        side.search.setText(name)
        await drawn()
        press(side, "Ask the studio for")
        await bench.until(lambda: bench.models.jobs.chosen == oldest)
        assert bench.tab.detail.facts["ID"] == str(oldest)

    bench.run(scenario)


def test_the_detail_says_how_far_the_job_is(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("queued")
        await bench.until(lambda: "Place" in bench.tab.detail.facts)
        steps = bench.tab.detail.strip.steps
        assert [step.title for step in steps if step.state is StepState.NOW] == ["Queue"]
        await bench.until(lambda: "front" in bench.tab.detail.facts["Place"])
        await bench.choose("done")
        assert all(step.state is StepState.PAST for step in bench.tab.detail.strip.steps)
        assert bench.tab.detail.button("fetch").isVisible()
        assert not bench.tab.detail.button("queue").isVisible()

    bench.run(scenario)


def test_grid_and_list_show_the_same_photos_and_selection(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("done", photos=4)
        tab = bench.tab
        tab.show_mode(GRID)
        grid = tab.photos.grid
        await drawn()
        point = grid.visualRect(grid.model().index(1, 0)).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=point)
        (chosen,) = tab.photos.selected_rows()
        assert chosen == bench.models.photos.table.record_at(1)
        assert tab.detail.photo.facts["ID"] == str(chosen.photo_id)
        tab.show_mode(LIST)
        assert tab.photos.list.table.selected_rows() == [1]
        assert len(cells(tab.photos.list)) == len(bench.models.photos.rows())

    bench.run(scenario)


def test_tiles_in_sight_get_pictures_and_others_do_not(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("done", photos=60)
        bench.tab.show_mode(GRID)
        bench.tab.photos.set_side(SIDES_PX[1])
        grid, pictures = bench.tab.photos.grid, bench.models.pictures
        await drawn()
        await bench.until(
            lambda: all(pictures.get(row) is not None for row in grid.rows_in_sight()), 60
        )
        rows = bench.models.photos.rows()
        assert len(grid.rows_in_sight()) < len(rows)
        assert pictures.get(rows[-1]) is None

    bench.run(scenario, timeout_s=100)


def test_a_filter_holds_for_the_grid_too(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("done", photos=4)
        name = bench.models.photos.rows()[0].name
        bench.tab.photos.list.set_filter(Filter((Chip("name", Op.EQUALS, name),)))
        assert bench.tab.photos.grid.model().rowCount() == 1
        assert "1 of" in texts(bench.tab.photos)

    bench.run(scenario)


def test_dropped_files_open_the_sheet_for_a_new_job(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("done")
        paths = bench.pictures(3)
        assert len(bench.tab.zones.zones) == 1
        drag(bench, paths, 0.3)
        sheet = bench.tab.acts.sheet
        assert sheet is not None
        await bench.until(lambda: "3 photos" in sheet.text)
        assert sheet.name.text() == "in"
        type_text(sheet.name, "Dropped")
        sheet.queue.setChecked(False)
        assert sheet.send.text() == "Upload 3 photos"
        sheet.send.click()
        await bench.until(lambda: len(bench.models.photos.rows()) == 3)
        await bench.until(
            lambda: {row.state for row in bench.models.photos.rows()} == {PhotoState.SENT}
        )
        assert bench.tab.acts.sheet is None
        job = bench.models.jobs.row(bench.models.jobs.chosen)
        assert job is not None
        assert job.name == "Dropped"

    bench.run(scenario, timeout_s=60)


def test_a_draft_lights_up_a_zone_of_its_own(bench: Bench) -> None:
    async def scenario() -> None:
        job_id = await bench.choose("draft")
        drag(bench, bench.pictures(2), 0.2)
        sheet = bench.tab.acts.sheet
        assert sheet is not None
        assert bench.models.upload.target.job_id == job_id
        assert "add to" in bench.tab.zones.zones[0]
        drag(bench, bench.pictures(4), 0.8)
        await bench.until(lambda: "4 photos" in sheet.text)
        assert bench.models.upload.target.job_id == job_id
        sheet.reject()
        assert not bench.models.upload.is_open

    bench.run(scenario)


def test_the_sheet_says_why_each_file_is_not_sent(bench: Bench) -> None:
    async def scenario() -> None:
        bad = bench.paths.data / "notes.txt"
        bad.write_text("hello")
        bench.tab.acts.drop([bad, *bench.pictures(1)], None)
        sheet = bench.tab.acts.sheet
        assert sheet is not None
        await bench.until(lambda: "1 cannot be sent" in sheet.text)
        rows = [
            [str(sheet.table.records.index(row, place).data()) for place in range(3)]
            for row in range(2)
        ]
        assert rows[0][:2] == ["notes.txt", "cannot be sent"]
        assert rows[1][1] == "ready"
        sheet.fixes["strip"].setChecked(False)
        assert not bench.models.upload.fixes.strip
        sheet.callback.setText("nonsense")
        sheet.send.click()
        assert "https://" in sheet.text
        sheet.reject()

    bench.run(scenario)


def test_deleting_many_jobs_says_what_that_means_and_wants_their_number(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        tab.show_mode(JOBS)
        tab.list.set_filter(Filter((Chip("stage", Op.EQUALS, "done"),)))
        await drawn()
        tab.list.table.selectAll()
        doomed = tab.selected_jobs
        assert len(doomed) > 5
        tab.acts.delete(doomed)
        (dialog,) = dialogs(ConfirmDialog)
        assert "cannot be undone" in texts(dialog)
        assert "not touched" in texts(dialog)
        assert dialog.verb.text() == f"Delete {len(doomed)} jobs"
        assert not dialog.verb.isEnabled()
        dialog.reject()
        assert not bench.control.requests("delete_job")

    bench.run(scenario)


def test_one_job_is_deleted_after_a_question(bench: Bench) -> None:
    async def scenario() -> None:
        job_id = await bench.choose("draft")
        press(bench.tab.detail, "Delete…")
        (dialog,) = dialogs(ConfirmDialog)
        assert dialog.cancel.isDefault()
        dialog.verb.click()
        await bench.until(lambda: bench.models.jobs.row(job_id) is None)
        await bench.until(lambda: ("1 job deleted", "good") in bench.told)

    bench.run(scenario)


def test_a_draft_is_queued_with_a_callback(bench: Bench) -> None:
    async def scenario() -> None:
        job_id = await bench.choose("draft")
        press(bench.tab.detail, "Queue…")
        (dialog,) = dialogs(QueueDialog)
        dialog.address.setText("nonsense")
        dialog.verb.click()
        assert dialog.isVisible()
        dialog.address.setText("https://hook.example/done")
        dialog.verb.click()
        await bench.until(lambda: bench.stage(job_id).moves)
        assert "hook.example" in str(bench.control.requests("queue_job")[0]["body"])
        await bench.until(lambda: "Callback" in bench.tab.detail.facts)

    bench.run(scenario)


def test_jobs_are_made_and_renamed(bench: Bench) -> None:
    async def scenario() -> None:
        bench.tab.acts.new_job()
        (dialog,) = dialogs(NameDialog)
        dialog.verb.click()
        assert "name is needed" in texts(dialog)
        dialog.name.setText("Fresh")
        dialog.verb.click()
        await bench.until(lambda: bench.chosen_name == "Fresh")
        await drawn()
        press(bench.tab.detail, "Edit…")
        (dialog,) = dialogs(NameDialog)
        dialog.name.setText("Fresher")
        dialog.verb.click()
        await bench.until(lambda: bench.chosen_name == "Fresher")
        press(bench.tab.detail, "Edit…")
        (dialog,) = dialogs(NameDialog)
        dialog.profile.setCurrentIndex(dialog.profile.count() - 1)
        wanted = dialog.profile.currentText()
        dialog.verb.click()
        await bench.until(lambda: bench.tab.detail.facts["Profile"] == wanted)
        assert len(bench.control.requests("update_job")) == 2

    bench.run(scenario)


def test_cancelling_a_job_asks_first(bench: Bench) -> None:
    async def scenario() -> None:
        job_id = await bench.choose("queued")
        press(bench.tab.detail, "Cancel job")
        (dialog,) = dialogs(ConfirmDialog)
        dialog.verb.click()
        await bench.until(lambda: bench.stage(job_id) is Stage.CANCELLED)

    bench.run(scenario)


def test_results_come_and_the_strip_shows_them(bench: Bench) -> None:
    async def scenario() -> None:
        results = bench.models.results
        import msgspec

        results.set_rules(msgspec.structs.replace(results.rules, base=str(bench.paths.data)))
        job_id = await bench.choose("done", photos=2)
        assert not bench.tab.dock.isVisible()
        press(bench.tab.detail, "Fetch results")
        await bench.until(bench.tab.dock.isVisible)
        count = len(bench.models.photos.rows())
        await bench.until(
            lambda: bench.models.results._carried.load(job_id, "download").done == count, 30
        )
        await bench.until(
            lambda: {row.state for row in bench.models.photos.rows()} == {PhotoState.HERE}
        )
        assert bench.tab.detail.facts["Results in"].startswith(str(bench.paths.data))
        press(bench.tab.detail, "Verify")
        await bench.until(lambda: any(tone == "good" for _, tone in bench.told))

    bench.run(scenario, timeout_s=60)


def test_a_receipt_is_written_where_it_is_wanted(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        await bench.choose("done")
        press(bench.tab.detail, "Receipt…")
        (dialog,) = dialogs(QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "r.json"))
        dialog.reject()
        assert (tmp_path / "r.json").read_bytes().startswith(b"{")
        assert ("The receipt is in r.json", "good") in bench.told

    bench.run(scenario)


def test_where_results_go_is_chosen_with_a_sample(bench: Bench) -> None:
    async def scenario() -> None:
        press(bench.tab, "Results")
        (dialog,) = dialogs(RulesDialog)
        dialog.base.setText(str(bench.paths.data))
        dialog.template.setText("{nonsense}")
        assert not dialog.verb.isEnabled()
        assert "not known" in texts(dialog)
        dialog.template.setText("{profile}/{job}")
        assert "Soft skin" in texts(dialog)
        dialog.rule.setCurrentIndex(2)
        dialog.verb.click()
        rules = bench.models.results.rules
        assert (rules.template, rules.rule) == ("{profile}/{job}", "overwrite")

    bench.run(scenario)


def test_menus_say_how_many_they_are_for(bench: Bench) -> None:
    async def scenario() -> None:
        drafts = [row.id for row in bench.models.jobs.rows() if row.stage is Stage.DRAFT][:3]
        menu = QMenu(bench.tab)
        bench.tab.acts.add_job_entries(menu, drafts)
        words = [action.text() for action in menu.actions()]
        assert "Queue 3 jobs…" in words
        assert "Delete 3 jobs…" in words
        await bench.choose("done", photos=2)
        menu = QMenu(bench.tab)
        bench.tab.acts.add_photo_entries(menu, bench.models.photos.rows()[:2])
        assert "Fetch 2 photos" in [action.text() for action in menu.actions()]

    bench.run(scenario)


def test_the_job_table_sorts_and_exports(bench: Bench) -> None:
    async def scenario() -> None:
        tab = bench.tab
        tab.show_mode(JOBS)
        place = [each.key for each in tab.list.model.columns].index("photos")
        tab.list.table.toggle_sort(place)
        counts = [int(each) for each in column(tab.list, "Photos") if each.isdecimal()]
        assert counts == sorted(counts)
        exported: list[str] = []
        tab.export_wanted.connect(lambda name, _page: exported.append(name))
        press(tab.list, "Export")
        assert exported == ["jobs"]

    bench.run(scenario)


def test_a_lost_service_is_said_and_the_jobs_stay(bench: Bench, allow_logs: object) -> None:
    allow_logs(r"desk\.skylab: Skylab is lost", r"desk\.net")  # type: ignore[operator]  # a fixture

    async def scenario() -> None:
        bench.control.fault("status", status=403, operation="list_jobs", times=1)
        bench.models.jobs.refresh()
        await bench.until(lambda: "refused" in texts(bench.tab) or "key" in texts(bench.tab))
        assert button(bench.tab, "Sign in").isEnabled()
        assert len(bench.models.jobs.rows()) == 30
        assert bench.tab.photos.grid.model().rowCount()

    bench.run(scenario)


def test_small_windows_fold_the_detail(make_bench: Bench) -> None:
    async def scenario() -> None:
        await make_bench.begin((1280, 640))
        await drawn()
        assert not make_bench.tab.detail.isVisible()
        assert make_bench.tab.photos.isVisible()
        hit(make_bench.tab.photos.grid, "F9")
        assert make_bench.tab.detail.isVisible()

    make_bench.run(scenario)
