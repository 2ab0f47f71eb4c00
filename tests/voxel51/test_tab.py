"""The Voxel51 tab in a window: the catalogue, the state of the platform, and acting for users."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel

from facespace_desk.store.transfers import NewTransfer
from facespace_desk.voxel51.carrying import upload_facts
from facespace_desk.voxel51.records import SERVICE_ID, Analytic
from facespace_desk.voxel51.view.publish_dialogs import ImageDialog, UploadAnalyticDialog
from facespace_desk.voxel51.view.questions import Question
from facespace_desk.voxel51.view.tab import ANALYTICS, APPLICATION, DATA, JOBS
from facespace_desk.voxel51.view.users_panel import NewUserDialog
from tests.conftest import AllowLogs
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    button,
    column,
    dialogs,
    field,
    look,
    make_bench,
    press,
    running_voxel,
    texts,
    type_text,
    voxel,
)

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]

DOCUMENT = {
    "info": {
        "name": "night-owl",
        "version": "1.0",
        "description": "<b>Sees</b> at night.",
        "supports_cpu": False,
        "supports_gpu": True,
    },
    "inputs": [{"name": "video", "type": "types.Video", "description": "<img src=x>"}],
    "parameters": [
        {"name": "gain", "type": "types.Number", "default": 2, "minimum": 1, "maximum": 8}
    ],
    "outputs": [{"name": "labels", "type": "types.JSON", "filename": "labels.json"}],
}


async def choose(bench: Bench, name: str) -> None:
    """Go to this analytic in the table, and wait for its document."""
    page = bench.tab.analytics.page
    page.table.go_to_row(column(page, "Analytic").index(name))
    await bench.until(lambda: bench.models.catalogue.document is not None)


def test_catalogue_and_documents_from_the_list_to_the_deletion_of_an_analytic(
    bench: Bench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        tab, catalogue, page = bench.tab, bench.models.catalogue, bench.tab.analytics.page
        await bench.until(lambda: catalogue.state.word == "live")
        names = column(page, "Analytic")
        assert len(names) == len(set(names)) > 5
        await choose(bench, "voxel51/road-tracker")
        shown = texts(tab.analytics.document)
        assert "Inputs" in shown
        assert "Parameters" in shown
        assert "Outputs" in shown
        wanted: list[Analytic] = []
        tab.analytics.use_wanted.connect(wanted.append)
        press(tab.analytics.document, "Use in new job")
        assert [each.name for each in wanted] == ["voxel51/road-tracker"]
        assert tab.mode == JOBS
        tab.show_mode(ANALYTICS)

        press(tab.analytics, "All versions")
        assert len(column(page, "Analytic")) > len(names)
        versions = tab.analytics.document.findChild(QComboBox)
        await choose(bench, "voxel51/vehicle-sense")
        assert versions is not None
        assert versions.count() == 2

        await _publish(bench, tmp_path)

    bench.run(scenario)


async def _publish(bench: Bench, folder: Path) -> None:
    """Upload an analytic, see its plain text, add its image, delete it."""
    tab, page = bench.tab, bench.tab.analytics.page
    tab.show_mode(ANALYTICS)
    (folder / "owl.json").write_text(json.dumps(DOCUMENT))
    with tarfile.open(folder / "owl.tar.gz", "w:gz") as archive:
        archive.add(folder / "owl.json", "owl.json")
    press(tab.analytics, "Upload…")
    [upload] = dialogs(UploadAnalyticDialog)
    press(upload, "Upload")
    assert "There is no such file." in texts(upload)
    upload.path.setText(str(folder / "owl.json"))
    press(upload, "Upload")
    await bench.until(lambda: any("night-owl" in each for each in column(page, "Analytic")))
    assert bench.told[-1][1] == "good"
    [name] = [each for each in column(page, "Analytic") if "night-owl" in each]
    await choose(bench, name)
    document = tab.analytics.document
    assert "<b>Sees</b> at night." in texts(document)
    assert "<img src=x>" in texts(document)
    assert all(each.textFormat().name == "PlainText" for each in document.findChildren(QLabel))
    assert "number from 1 to 8  ·  default 2" in texts(document)
    assert "waits for its first image" in texts(document)
    assert not button(document, "Use in new job").isEnabled()

    press(document, "Add image")
    [image] = dialogs(ImageDialog)
    assert image.choice.count() == 1  # it runs on one kind of machine
    image.path.setText(str(folder / "owl.tar.gz"))
    press(image, "Upload")
    await bench.until(lambda: not _is_pending(bench))
    await bench.until(lambda: button(document, "Use in new job").isEnabled())

    press(document, "Delete")
    [question] = dialogs(Question)
    assert not question.verb.isEnabled()
    type_text(question.edit, name)
    press(question, "Delete it")
    await bench.until(lambda: name not in column(page, "Analytic"))


def _state(bench: Bench, transfer_id: int) -> str:
    transfer = bench.queue.transfer(transfer_id)
    assert transfer is not None
    return transfer.state


def _is_pending(bench: Bench) -> bool:
    chosen = bench.models.catalogue.chosen
    return chosen is None or chosen.pending is True


def test_platforms_state_is_told_with_the_side_that_is_to_blame(
    bench: Bench, allow_logs: AllowLogs
) -> None:
    allow_logs(r"WARNING desk\.\w+: Voxel51.* is lost: signed out")

    async def scenario() -> None:
        tab, control = bench.tab, bench.control
        await bench.until(lambda: bench.models.status.state.word == "live")
        assert "All is well" in tab.line.text
        control.set_switch(jobs_up=False)
        await bench.until(lambda: bench.slice.state.word == "degraded")
        assert "The platform’s side" in tab.line.text
        assert "Jobs degraded" in tab.line.text
        assert "Platform live" in tab.line.text
        control.set_switch(jobs_up=True)
        await bench.until(lambda: bench.slice.state.word == "live")
        control.fault("status", times=1_000, status=401)
        await bench.until(lambda: bench.slice.state.word == "signed out")
        assert "Our side" in tab.line.text

    bench.run(scenario)


def test_acting_for_a_user_is_unmistakable_and_leaves_nothing_of_the_one_before(
    bench: Bench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        tab, sessions = bench.tab, bench.models.sessions
        assert bench.models.application is not None
        assert tab.application is not None
        users = tab.application.users
        tab.show_mode(APPLICATION)
        await bench.until(lambda: column(users.page, "User"))
        one, other = bench.simulator.users[:2]
        assert tab.acting.text == ""
        users.page.table.go_to_row(column(users.page, "User").index(one))
        press(users, f"Act as {one}")
        assert tab.acting.text == f"Acting as {one}"  # at once
        assert tab.session is None
        await bench.until_session(one)
        former, pages = bench.session, bench.parts
        assert former.client.username == one

        file = tmp_path / "night.mp4"
        file.write_bytes(bytes(1_000_000))
        bench.control.set_switch(bytes_per_s=20_000.0)
        wanted = NewTransfer(
            service=SERVICE_ID,
            batch="b",
            batch_title="Videos",
            title=file.name,
            direction="upload",
            path=str(file),
            size=1_000_000,
            facts=upload_facts(one),
        )
        [transfer] = await bench.queue.add([wanted])
        await bench.until(lambda: _state(bench, transfer.id) == "running")
        await bench.until(pages.dock.isVisible)

        sessions.act_as(other)
        assert tab.acting.text == f"Acting as {other}"
        assert not pages.dock.isVisible()
        assert not pages.jobs.isVisible()
        await bench.until_session(other)
        assert bench.session is not former
        assert _state(bench, transfer.id) == "paused"
        assert column(bench.parts.dock.page, "File") == []
        await bench.act_as(one)
        await bench.until(lambda: _state(bench, transfer.id) == "running")
        assert column(bench.parts.dock.page, "File") == ["night.mp4"]

        press(tab.acting, "Stop acting")
        tab.show_mode(DATA)
        assert tab.acting.text == ""
        assert "Choose whom to act for" in texts(tab)
        assert "Choose a user to act for first" in tab.analytics.document.why_no_job
        await bench.until(lambda: _state(bench, transfer.id) == "paused")
        press(tab, "Users")
        assert tab.mode == APPLICATION
        press(users, "Be the token’s own user")
        await bench.until_session(None)
        assert not sessions.is_application

        await bench.act_as(one)
        await bench.reopen()  # whoever opens the profile next acts for nobody
        assert bench.tab.acting.text == ""
        assert bench.session.username is None
        assert _state(bench, transfer.id) == "paused"

    bench.run(scenario)


def test_application_makes_users_and_sees_what_all_have(make_bench: Bench) -> None:
    bench = make_bench

    async def scenario() -> None:
        await bench.begin(tokens=("app_token",))
        tab, models = bench.tab, bench.models.application
        assert models is not None
        assert tab.application is not None
        assert bench.models.sessions.current is None
        users = tab.application.users
        tab.show_mode(APPLICATION)
        await bench.until(lambda: column(users.page, "User"))
        press(users, "New user")
        [dialog] = dialogs(NewUserDialog)
        dialog.name.setText("zoë")
        press(dialog, "Make the user")
        assert "letters from A to Z" in texts(dialog)
        type_text(dialog.name, bench.simulator.users[0])
        press(dialog, "Make the user")
        assert "already" in texts(dialog)
        type_text(dialog.name, "zoe")
        press(dialog, "Make the user")
        await bench.until(lambda: "zoe" in column(users.page, "User"))
        await bench.until(lambda: not dialogs(NewUserDialog))

        pane = tab.application.data
        await bench.until(lambda: pane.page.model.held_count)
        everything = pane.page.model.held_count
        name = column(pane.page, "Name")[0]
        type_text(field(pane, "Look for data"), "a|b")
        assert not button(pane, "Ask").isEnabled()
        type_text(field(pane, "Look for data"), name)
        press(pane, "Ask")
        await bench.until(lambda: 0 < pane.page.model.held_count < everything)
        assert all(name in each for each in column(pane.page, "Name"))

        await bench.act_as("zoe")
        assert bench.session.client.username == "zoe"

    bench.run(scenario)
