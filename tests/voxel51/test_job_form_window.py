"""The form of a job and the wizard for many, with the real widgets."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine

import msgspec
import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QSlider, QWidget

from facespace_desk.voxel51.model.job_draft import Key
from facespace_desk.voxel51.model.matrix import Phase
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.records import Job
from facespace_desk.voxel51.request import DataReference
from facespace_desk.voxel51.view.data_chooser import DataChooser
from facespace_desk.voxel51.view.form_fields import ChoiceField, DataField, JsonField, NumberField
from facespace_desk.voxel51.view.job_form import FIELDS, JSON, JobForm
from facespace_desk.voxel51.view.matrix_wizard import MatrixWizard
from facespace_desk.voxel51.view.template_menu import TemplateDialog
from facespace_desk.widgets.theme import ThemeSwitch
from tests.conftest import LoopRunner
from tests.voxel51.making_bench import PLATES, ROAD, MakingDesk, desk_at
from tests.voxel51.tab_fixtures import look, running_voxel, voxel
from tests.voxel_simulator import RunningVoxel
from tests.window import dialogs, hit, pick, press, texts, type_text

__all__ = ["look", "running_voxel", "voxel"]

Walk = Callable[[MakingDesk, JobForm], Coroutine[None, None, None]]
Run = Callable[[Walk], None]


@pytest.fixture
def walk(app_loop: LoopRunner, look: ThemeSwitch, voxel: RunningVoxel) -> Run:
    """Runs a walk on an empty form in a window."""

    async def scenario(walk: Walk) -> None:
        async with desk_at(voxel) as desk:
            making = desk.making
            page = JobForm(making.form, making.choices, making.templates, offers_fetch=True)
            page.resize(1280, 700)
            page.show()
            page.activateWindow()
            try:
                await app_loop.until(page.isActiveWindow)
                await walk(desk, page)
            finally:
                for dialog in page.findChildren(MatrixWizard):
                    dialog.reject()
                page.hide()
                page.deleteLater()
                QApplication.processEvents()

    return lambda steps: app_loop.run(scenario(steps), timeout_s=120)


def parameter(page: JobForm, name: str) -> QWidget:
    assert page.fields is not None
    found = page.fields.widget(("parameters", name))
    assert found is not None
    return found


def value(desk: MakingDesk, name: str) -> object:
    key: Key = ("parameters", name)
    return desk.form.value(key)


def test_every_kind_of_field_says_what_the_operator_typed(app_loop: LoopRunner, walk: Run) -> None:
    async def steps(desk: MakingDesk, page: JobForm) -> None:
        await desk.open_form(ROAD)
        number = parameter(page, "confidence")
        assert isinstance(number, NumberField)
        assert number.edit.placeholderText() == "0.4 if not set"
        type_text(number.edit, "0.")
        assert number.edit.text() == "0."  # what is being typed is left alone
        type_text(number.edit, "2")
        assert "at most 1" in texts(page)
        hit(number.edit, "Down")
        assert (number.edit.text(), value(desk, "confidence")) == ("1", 1)
        assert "at most 1" not in texts(page)
        slider = number.findChild(QSlider)
        assert slider is not None
        slider.setValue(30)
        assert (number.edit.text(), value(desk, "confidence")) == ("0.3", 0.3)

        assert isinstance(parameter(page, "draw"), ChoiceField)
        flag = parameter(page, "draw").findChild(QComboBox)
        assert flag is not None
        assert flag.itemText(0) == "no if not set"
        flag.activated.emit(1)
        assert value(desk, "draw") is True
        flag.activated.emit(0)
        assert value(desk, "draw") is msgspec.UNSET

        lines = parameter(page, "speeds").findChild(QPlainTextEdit)
        assert isinstance(parameter(page, "speeds"), JsonField)
        assert lines is not None
        lines.setPlainText("[1,\n 2")
        assert "This is not JSON" in texts(page)
        lines.setPlainText("[1,\n 2]")
        assert value(desk, "speeds") == [1, 2]
        type_text(number.edit, "0.5")
        assert lines.toPlainText() == "[1,\n 2]"  # as it was written

        pick(page, "Runs on", "GPU")
        assert desk.form.draft is not None
        assert desk.form.draft.request.compute_mode == "GPU"
        assert "Still to be filled: video." in texts(page)
        press(page, "Start job")
        assert "It is needed." in texts(page)
        assert not desk.form.is_sending

    walk(steps)


def test_data_is_chosen_by_its_name_and_data_of_cam2_cannot_be(
    app_loop: LoopRunner, walk: Run
) -> None:
    async def steps(desk: MakingDesk, page: JobForm) -> None:
        until, form = app_loop.until, await desk.open_form(PLATES)
        first, second = await desk.videos(2)
        desk.tags[second.id] = Origin.CAM2
        press(page, "Choose")
        [chooser] = dialogs(DataChooser)
        table = chooser.list.table
        type_text(chooser.list.search, second.name)
        await until(lambda: [row.item.id for row in table.records.shown()] == [second.id])
        table.go_to_row(0)
        assert "CAM2" in texts(chooser)
        assert not chooser.go.isEnabled()
        table.activated.emit(table.currentIndex())
        assert chooser.isVisible()
        type_text(chooser.list.search, first.name)
        await until(lambda: [row.item.id for row in table.records.shown()] == [first.id])
        table.go_to_row(0)
        press(chooser, "Choose")

        assert form.value(("inputs", "video")) == DataReference(first.id)
        assert page.fields is not None
        video = page.fields.widget(("inputs", "video"))
        assert isinstance(video, DataField)
        assert video.edit.text() == first.name
        await until(lambda: "Ready." in texts(page))
        form.set_value(("inputs", "video"), DataReference(second.id))
        assert f"video: {form.words(('inputs', 'video'))}" in texts(page)
        press(page, "Start job")
        assert not form.is_sending
        form.set_value(("inputs", "video"), DataReference("gone"))
        await until(lambda: "no such data" in texts(page))

    walk(steps)


def test_form_and_json_follow_each_other_and_templates_come_back(
    app_loop: LoopRunner, walk: Run
) -> None:
    async def steps(desk: MakingDesk, page: JobForm) -> None:
        await desk.open_form(PLATES)
        page.ways.setCurrentIndex(JSON)
        content = json.loads(page.json.edit.toPlainText())
        content["parameters"] = {"strength": 0.25, "mystery": [1]}
        page.json.edit.setPlainText(json.dumps(content))
        page.ways.setCurrentIndex(FIELDS)
        assert "mystery" in texts(page)
        strength = parameter(page, "strength")
        assert isinstance(strength, NumberField)
        assert strength.edit.text() == "0.25"
        type_text(strength.edit, "0.5")
        page.ways.setCurrentIndex(JSON)
        assert json.loads(page.json.edit.toPlainText())["parameters"] == {
            "strength": 0.5,
            "mystery": [1],
        }
        before = desk.form.draft
        page.json.edit.setPlainText('{"analytic"')
        assert "This is not JSON" in texts(page)
        press(page, "Forget what cannot be read")
        assert desk.form.draft == before
        page.ways.setCurrentIndex(FIELDS)
        desk.form.set_value(("parameters", "mystery"), msgspec.UNSET)
        assert "mystery" not in texts(page)

        page.templates.fill()
        keep = next(a for a in page.templates.menu.actions() if a.text().startswith("Keep"))
        keep.trigger()
        [dialog] = dialogs(TemplateDialog)
        type_text(dialog.name, "Half & half")
        press(dialog, "Keep")
        await desk.open_form(PLATES)
        assert value(desk, "strength") is msgspec.UNSET
        page.templates.fill()
        apply = next(a for a in page.templates.menu.actions() if "Half" in a.text())
        assert apply.text() == "Half && half"
        apply.trigger()
        assert value(desk, "strength") == 0.5

    walk(steps)


def test_wizard_goes_from_choosing_to_what_became_of_each(app_loop: LoopRunner, walk: Run) -> None:
    async def steps(desk: MakingDesk, page: JobForm) -> None:
        until, jobs = app_loop.until, list[Job]()
        desk.making.matrix.made.connect(lambda job, _is_fetched: jobs.append(job))
        await desk.open_form(PLATES)
        tagged = (await desk.videos(3))[2]
        desk.tags[tagged.id] = Origin.CAM2
        wizard = MatrixWizard(desk.making, page)
        wizard.open()
        way = wizard.data
        assert way is not None
        assert not wizard.go.isEnabled()
        await until(lambda: way.list.table.records.held_count > 3)
        way.list.table.selectAll()
        wanted = way.list.table.selected_count() - 1
        press(wizard, "Add")
        assert "1 from CAM2 not added" in texts(wizard)
        assert f"{wanted} jobs · " in texts(wizard)
        press(wizard, "Next")
        assert "Nothing is sent yet." in texts(wizard)
        assert jobs == []
        press(wizard, f"Make {wanted} jobs")
        await until(lambda: desk.making.matrix.phase is Phase.DONE)
        assert f"{wanted} of {wanted} made · done" in texts(wizard)
        assert len({job.id for job in jobs}) == wanted
        press(wizard, "Another batch")
        way.basket.selectAll()
        press(wizard, "Remove")
        assert "Nothing is chosen yet." in texts(wizard)

        wizard.ways.setCurrentIndex(1)
        many = wizard.analytics
        assert many is not None
        await until(
            lambda: many.analytics.records.held_count and many.list.table.records.held_count
        )
        many.analytics.selectAll()
        many.list.table.go_to_row(0)
        await until(lambda: "cannot be sent" in texts(wizard))
        assert wizard.go.isEnabled()

    walk(steps)
