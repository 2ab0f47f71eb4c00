"""Administration: nothing is written unseen, what was written can be put back, secrets once."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from facespace_desk.cam2.client import NO_CAMERA, Cam2Client
from facespace_desk.cam2.view import issued_dialog
from facespace_desk.cam2.view.camera_form import CameraForm
from facespace_desk.cam2.view.change_log_dialog import ChangeLogDialog
from facespace_desk.cam2.view.clients_dialog import ClientsDialog
from facespace_desk.cam2.view.issued_dialog import IssuedDialog
from facespace_desk.cam2.view.undo_dialog import UndoDialog
from facespace_desk.credentials import Secret
from facespace_desk.widgets.dialog import DeskDialog
from tests.cam2.administration_bench import (
    PROFILE,
    AdministrationBench,
    desk,
    dialogs,
    press,
    words_of,
)

__all__ = ["desk"]

Desk = AdministrationBench


def field(root: QWidget, name: str) -> Any:
    """The line or choice with this accessible name that is in sight."""
    found = [
        each
        for kind in (QLineEdit, QComboBox)
        for each in root.findChildren(kind)
        if each.accessibleName() == name and each.isVisible()
    ]
    assert len(found) == 1, f"{name}: {len(found)} fields"
    return found[0]


def pick(root: QWidget, name: str, words: str) -> None:
    combo = field(root, name)
    combo.setCurrentIndex(combo.findText(words))


def calls(desk: Desk, operation: str) -> int:
    return len(desk.cam2.control.requests(operation))


def writes(desk: Desk) -> list[dict[str, Any]]:
    """Requests that could change something: an empty update of no camera cannot."""
    requests = desk.cam2.control.requests()
    return [each for each in requests if each["method"] != "GET" and NO_CAMERA not in each["path"]]


async def opened_form(desk: Desk) -> CameraForm:
    desk.view.edit()
    return dialogs(CameraForm)[0]


async def edit_city(desk: Desk, city: str = "Ahuriri", note: str = "moved") -> str:
    """Change the city of the chosen camera through the window; its id."""
    assert desk.chosen is not None
    camera_id = desk.chosen.camera_id
    form = await opened_form(desk)
    field(form, "City").setText(city)
    press(form, "Compare")
    await desk.until(lambda: "field of camera" in words_of(form))
    field(form, "Note").setText(note)
    press(form, "Write the changes")
    await desk.until(lambda: not dialogs(CameraForm))
    return camera_id


# what the credentials allow


@pytest.mark.parametrize(
    ("level", "may_write", "may_administer"),
    [("user", False, False), ("webUI", False, True), ("admin", True, True)],
)
def test_only_what_the_credentials_allow_is_offered(
    desk: Desk, level: str, may_write: bool, may_administer: bool
) -> None:
    async def scenario() -> None:
        await desk.begin(level)
        desk.model.look()
        await desk.app_loop.emitted(desk.model.capabilities_changed)
        add, edit, undo, log, clients = desk.view.actions
        assert (add.isEnabled(), edit.isEnabled()) == (may_write, may_write)
        assert (log.isEnabled(), clients.isEnabled()) == (may_administer, may_administer)
        assert undo.isEnabled()
        if not may_write:
            assert "needs the level admin" in add.toolTip()
        assert not writes(desk)

    desk.run(scenario)


# editing


def test_an_edit_shows_its_difference_then_writes_and_can_be_undone(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        camera = await desk.a_camera(camera_type="ip")
        before = camera.city
        form = await opened_form(desk)
        assert field(form, "City").text() == (before or "")
        field(form, "City").setText("Ahuriri")
        press(form, "Compare")
        await desk.until(lambda: "1 field of camera" in words_of(form))
        assert not writes(desk)
        shown = words_of(form)
        assert (before or "–") in shown
        assert "Ahuriri" in shown
        field(form, "Note").setText("they moved the quay")
        press(form, "Write the changes")
        await desk.until(lambda: not dialogs(CameraForm))
        assert (await desk.client.camera(camera.camera_id)).city == "Ahuriri"
        held = desk.cameras.camera(camera.camera_id)
        assert held is not None
        assert held.city == "Ahuriri"
        assert held.ip == camera.ip  # nothing unmentioned was erased
        assert desk.wanted == [camera.camera_id]

        desk.view.show_written()
        undo = dialogs(UndoDialog)[0]
        assert "Changed City" in words_of(undo)
        assert "they moved the quay" in words_of(undo)
        press(undo, "Undo")
        await desk.until(lambda: "field of camera" in words_of(undo))
        press(undo, "Put it back")
        await desk.until(lambda: "was put back" in words_of(undo))
        assert (await desk.client.camera(camera.camera_id)).city == before

    desk.run(scenario)


def test_what_was_written_can_be_undone_after_a_restart(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        camera = await desk.a_camera(camera_type="ip")
        await edit_city(desk)
        await desk.again()
        desk.view.show_written()
        undo = dialogs(UndoDialog)[0]
        press(undo, "Undo")
        await desk.until(lambda: "field of camera" in words_of(undo))
        press(undo, "Put it back")
        await desk.until(lambda: "was put back" in words_of(undo))
        assert (await desk.client.camera(camera.camera_id)).city == camera.city
        assert [entry.can_be_undone for entry in desk.model.history.entries] == [True, False]

    desk.run(scenario)


def test_what_cannot_be_emptied_again_is_said_before_the_undo(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        camera = await desk.a_camera(camera_type="ip")
        assert camera.state is None
        form = await opened_form(desk)
        field(form, "State").setText("Hawke's Bay")
        press(form, "Compare")
        await desk.until(lambda: "1 field of camera" in words_of(form))
        press(form, "Write the changes")
        await desk.until(lambda: not dialogs(CameraForm))
        desk.view.show_written()
        undo = dialogs(UndoDialog)[0]
        press(undo, "Undo")
        await desk.until(lambda: "Cannot be emptied" in words_of(undo))
        assert "stays: State" in words_of(undo)
        assert "Nothing would change" in words_of(undo)

    desk.run(scenario)


def test_what_somebody_else_changed_meanwhile_is_said(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        camera = await desk.a_camera(camera_type="ip")
        plan = await desk.client.plan_update(camera.camera_id, {"city": "Elsewhere"})
        await desk.client.write(plan)
        form = await opened_form(desk)
        field(form, "City").setText("Ahuriri")
        press(form, "Compare")
        await desk.until(lambda: "Somebody else changed this meanwhile: City" in words_of(form))
        assert f"you were shown {camera.city or '–'}" in words_of(form)

    desk.run(scenario)


def test_an_edit_without_a_difference_writes_nothing(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        await desk.a_camera(camera_type="ip")
        form = await opened_form(desk)
        press(form, "Compare")
        await desk.until(lambda: "Nothing would change" in words_of(form))
        await desk.until(lambda: "…" not in words_of(form))
        with pytest.raises(AssertionError, match="cannot be pressed"):
            press(form, "Write the changes")
        press(form, "Back")
        assert field(form, "City").isVisible()

    desk.run(scenario)


def test_a_write_without_an_answer_is_said_to_be_unsure(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        await desk.a_camera(camera_type="ip")
        form = await opened_form(desk)
        field(form, "City").setText("Ahuriri")
        press(form, "Compare")
        await desk.until(lambda: "field of camera" in words_of(form))
        await desk.until(lambda: "…" not in words_of(form))
        desk.cam2.control.fault("status", status=500, operation="write")
        desk.cam2.control.fault("status", status=500, operation="update")
        press(form, "Write the changes")
        await desk.until(lambda: "not known whether this was written" in words_of(form))
        assert field(form, "Note").isVisible()  # what was typed is still there
        assert not desk.model.history.entries

    desk.run(scenario)


def test_closing_the_form_cancels_what_is_under_way(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        await desk.a_camera(camera_type="ip")
        form = await opened_form(desk)
        field(form, "City").setText("Ahuriri")
        desk.cam2.control.fault("hold", operation="*")
        press(form, "Compare")
        await desk.until(lambda: "…" in words_of(form))
        form.reject()
        await desk.until(lambda: not desk.model._editors)
        desk.cam2.control.release()

    desk.run(scenario)


# adding


async def new_form(desk: Desk) -> CameraForm:
    desk.view.add()
    return dialogs(CameraForm)[0]


def test_a_pasted_address_fills_the_form_and_the_camera_is_added(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        form = await new_form(desk)
        field(form, "Paste an address").setText("http://192.0.2.99:8081/jpg/pier.jpg")
        assert field(form, "IP address or host").text() == "192.0.2.99"
        assert field(form, "Port").text() == "8081"
        field(form, "City").setText("Napier")
        press(form, "Compare")
        await desk.until(lambda: "A new camera would be added" in words_of(form))
        assert calls(desk, "exist") == 1
        assert not writes(desk)
        press(form, "Add this camera")
        await desk.until(lambda: not dialogs(CameraForm))
        camera = await desk.client.camera(desk.wanted[-1])
        assert (camera.ip, camera.port, camera.image_path) == ("192.0.2.99", 8081, "/jpg/pier.jpg")
        assert desk.cameras.camera(camera.camera_id) == camera
        desk.view.show_written()
        undo = dialogs(UndoDialog)[0]
        assert "the service deletes nothing" in words_of(undo)

    desk.run(scenario)


def test_what_is_missing_is_said_at_its_field_and_nothing_is_sent(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        form = await new_form(desk)
        before = len(desk.cam2.control.requests())
        assert "is needed" not in words_of(form)
        press(form, "Compare")
        assert "The IP address or host is needed." in words_of(form)
        assert "3 fields need another look." in words_of(form)
        pick(form, "Type", "Stream at an address")
        press(form, "Compare")
        assert "The address of the stream is needed." in words_of(form)
        field(form, "Latitude").setText("91")
        assert "The latitude must be a number from -90 to 90." in words_of(form)
        assert len(desk.cam2.control.requests()) == before

    desk.run(scenario)


def test_the_same_camera_is_found_before_it_is_added_twice(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        camera = await desk.a_camera(camera_type="non_ip")
        form = await new_form(desk)
        pick(form, "Type", "Picture at an address")
        field(form, "Address of the still").setText(camera.snapshot_url)
        pick(form, "Still picture", "Yes")
        pick(form, "Moving picture", "No")
        press(form, "Compare")
        await desk.until(lambda: "with this retrieval data exist" in words_of(form))
        press(form, camera.camera_id)
        assert desk.wanted == [camera.camera_id]
        press(form, "Add it all the same")
        await desk.until(lambda: "A new camera would be added" in words_of(form))
        assert not writes(desk)

    desk.run(scenario)


def test_a_place_is_picked_on_the_map(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        form = await new_form(desk)
        press(form, "Pick the place on the map")
        assert desk.picks == 1
        assert not form.isVisible()
        desk.view.take_place(-39.4867, 176.9192)
        assert form.isVisible()
        assert field(form, "Latitude").text() == "-39.486700"
        assert field(form, "Longitude").text() == "176.919200"
        press(form, "Pick the place on the map")
        desk.view.cancel_pick()
        assert form.isVisible()
        form.reject()
        desk.view.take_place(1.0, 2.0)  # nobody waits any more

    desk.run(scenario)


# change log


def test_the_change_log_is_read_and_leads_to_cameras(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        await desk.a_camera(camera_type="ip")
        camera_id = await edit_city(desk)
        desk.view.show_log()
        dialog = dialogs(ChangeLogDialog)[0]
        press(dialog, "Read")
        await desk.until(lambda: not desk.model.change_log.is_running)
        table = desk.model.change_log.table
        await desk.until(lambda: table.rowCount() > 0)
        ids = [table.record_at(row).camera_id for row in range(table.rowCount())]
        assert camera_id in ids
        row = ids.index(camera_id)
        desk.wanted.clear()
        dialog.page.opened.emit(table.record_at(row))
        assert desk.wanted == [camera_id]

    desk.run(scenario)


def test_a_failing_change_log_says_why_and_can_be_tried_again(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin()
        desk.view.show_log()
        dialog = dialogs(ChangeLogDialog)[0]
        desk.cam2.control.fault("status", status=400, operation="*")
        press(dialog, "Read")
        await desk.until(lambda: desk.model.change_log.state.error is not None)
        desk.cam2.control.clear_faults()
        press(dialog, "Try again")
        await desk.until(lambda: desk.model.change_log.table.rowCount() > 0)

    desk.run(scenario)


# clients


async def clients_dialog(desk: Desk) -> ClientsDialog:
    desk.view.show_clients()
    return dialogs(ClientsDialog)[0]


async def register(
    desk: Desk, dialog: ClientsDialog, owner: str = "harbour-office"
) -> IssuedDialog:
    field(dialog, "Owner of the new client").setText(owner)
    press(dialog, "Register a client")
    await desk.until(lambda: dialogs(IssuedDialog))
    return dialogs(IssuedDialog)[0]


def test_a_new_secret_is_hidden_shown_once_and_kept_in_the_key_store(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin("webUI")
        dialog = await clients_dialog(desk)
        issued = await register(desk, dialog)
        secret = issued._new.secret.reveal()
        assert secret not in words_of(issued)
        lines = [each for each in issued.findChildren(QLineEdit) if each.text() == secret]
        assert [line.echoMode() for line in lines] == [QLineEdit.EchoMode.Password]
        press(issued, "Keep in the key store")
        await desk.until(lambda: "among the secrets issued" in words_of(issued))
        kept = await desk.credentials.load(PROFILE, "cam2", "issued_secrets")
        assert kept is not None
        assert secret in kept.reveal()
        issued.reject()
        second = await register(desk, dialog)
        press(second, "Keep in the key store")
        await desk.until(lambda: "among the secrets issued" in words_of(second))
        kept = await desk.credentials.load(PROFILE, "cam2", "issued_secrets")
        assert kept is not None
        assert secret in kept.reveal()
        assert second._new.secret.reveal() in kept.reveal()

    desk.run(scenario)


def test_a_copied_secret_leaves_the_clipboard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issued_dialog, "CLIPBOARD_MS", 30)

    async def scenario() -> None:
        await desk.begin("webUI")
        issued = await register(desk, await clients_dialog(desk))
        secret = issued._new.secret.reveal()
        press(issued, "Copy the secret")
        assert QApplication.clipboard().text() == secret
        issued.reject()
        await desk.until(lambda: QApplication.clipboard().text() == "")

    desk.run(scenario)


def test_clients_are_found_with_their_usage_and_changed(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin("webUI")
        dialog = await clients_dialog(desk)
        issued = await register(desk, dialog, "pier-office")
        client_id = issued._new.client_id
        issued.reject()
        field(dialog, "Owner").setText("pier-office")
        press(dialog, "Find")
        table = desk.model.clients.table
        await desk.until(lambda: "1 client." in words_of(dialog))
        row = table.record_at(0)
        assert (row.client_id, row.owner, row.usage) == (client_id, "pier-office", 0)
        dialog.page.table.go_to_row(0)
        press(dialog, "Change the owner")
        ask = next(each for each in dialogs(DeskDialog) if each.windowTitle() == "Change the owner")
        field(ask, "Owner").setText("quay-office")
        press(ask, "Change the owner")
        await desk.until(lambda: "now belongs to quay-office" in words_of(dialog))
        assert table.record_at(0).owner == "quay-office"
        assert await desk.client.client_ids("quay-office") == (client_id,)

    desk.run(scenario)


def test_a_reset_asks_for_typed_confirmation(desk: Desk) -> None:
    async def scenario() -> None:
        await desk.begin("webUI")
        dialog = await clients_dialog(desk)
        issued = await register(desk, dialog, "pier-office")
        client_id, former = issued._new.client_id, issued._new.secret
        issued.reject()
        field(dialog, "Owner").setText("pier-office")
        press(dialog, "Find")
        await desk.until(lambda: "1 client." in words_of(dialog))
        dialog.page.table.go_to_row(0)
        press(dialog, "Reset the secret")
        ask = next(each for each in dialogs(DeskDialog) if each.windowTitle() == "Reset the secret")
        before = len(writes(desk))
        with pytest.raises(AssertionError, match="cannot be pressed"):
            press(ask, "Reset the secret")
        field(ask, "Characters").setText(client_id[-6:])
        press(ask, "Reset the secret")
        await desk.until(lambda: dialogs(IssuedDialog))
        assert len(writes(desk)) == before + 1
        fresh = dialogs(IssuedDialog)[0]._new
        assert fresh.client_id == client_id
        assert fresh.secret != former
        async with Cam2Client(desk.client.base_url, Secret(client_id), fresh.secret) as other:
            assert (await other.probe()).is_good

    desk.run(scenario)
