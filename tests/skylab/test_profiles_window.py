"""The window of profiles: seen, typed, compared, written; nothing that was typed is lost."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit

from facespace_desk.skylab.view.dialogs import ConfirmDialog
from facespace_desk.skylab.view.option_difference import TwoProfiles
from facespace_desk.skylab.view.profiles import ProfilesDialog
from tests.skylab.desk_bench import button, dialogs, drawn, field, look, pick, press
from tests.skylab.desk_bench import texts as words_of
from tests.skylab.profiles_bench import ProfilesBench, bench

__all__ = ["bench", "look"]

PLAIN, BEACH = "Soft skin", "Cut-out on beach and studio"


def sent(bench: ProfilesBench, operation: str) -> list[Any]:
    """The bodies of these requests."""
    return [json.loads(each["body"]) for each in bench.control.requests(operation)]


def text(bench: ProfilesBench, title: str) -> str:
    return field(bench.dialog, title, QLineEdit).text()


def type_into(bench: ProfilesBench, title: str, words: str) -> None:
    field(bench.dialog, title, QLineEdit).setText(words)


async def compared(bench: ProfilesBench) -> None:
    press(bench.dialog, "Compare")
    await bench.until(bench.dialog.plan_pane.isVisible)


def test_the_list_says_what_each_profile_does(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open()
        model = bench.profiles.table
        shown = {model.index(row, 0).data(): model.index(row, 2).data() for row in range(6)}
        assert len(shown) == model.rowCount() == 6
        assert shown[BEACH] == "colour, retouch, cut-out, background"
        assert "Choose a profile" in bench.words
        assert not button(dialog, "Copy").isEnabled()

    bench.run(scenario)


def test_every_option_is_shown_with_unknown_ones_as_they_came(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        assert text(bench, "Name") == BEACH
        assert field(dialog, "Cut out the subject", QCheckBox).isChecked()
        assert not field(dialog, "Crop", QCheckBox).isChecked()
        assert field(dialog, "Format of composites", QComboBox).currentText() == "jpg"
        others = field(dialog, "Other options", QPlainTextEdit).toPlainText()
        assert json.loads(others) == {"photoType": "standard"}

    bench.run(scenario)


def test_nothing_is_written_before_the_difference_was_shown(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "for the web shop")
        field(dialog, "Crop", QCheckBox).setChecked(True)
        field(dialog, "Other options", QPlainTextEdit).setPlainText('{"photoType": "glossy"}')
        await compared(bench)
        shown = words_of(dialog.plan_pane)
        assert "3 options of “Soft skin” would change" in shown
        assert "Tone and colour only" in shown
        assert "for the web shop" in shown
        assert "photoType" in shown
        assert sent(bench, "update_profile") == []
        press(dialog, "Write the changes")
        await bench.until(lambda: "is written" in bench.words)
        assert sent(bench, "update_profile") == [
            {"description": "for the web shop", "enable_crop": True, "photo_type": "glossy"}
        ]
        assert bench.named(PLAIN).enable_crop is True
        assert bench.named(PLAIN).extra["photoType"] == "glossy"
        assert bench.named(PLAIN).enable_color is True
        assert "Forget what was typed" not in bench.words

    bench.run(scenario)


def test_a_form_that_was_not_touched_has_nothing_to_write(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        await compared(bench)
        assert "Nothing would change" in bench.words
        assert not button(dialog, "Write the changes").isEnabled()
        press(dialog, "Back")
        assert dialog.form.isVisible()

    bench.run(scenario)


def test_errors_stand_beside_their_fields_and_nothing_is_asked(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Name", BEACH.upper())
        field(dialog, "Other options", QPlainTextEdit).setPlainText("{no")
        press(dialog, "Compare")
        assert "Another profile has this name" in bench.words
        assert "Line 1 is no JSON" in bench.words
        assert dialog.form.isVisible()
        assert bench.control.requests("get_profile") == []
        type_into(bench, "Name", "Soft")
        assert "Another profile" not in bench.words

    bench.run(scenario)


def test_options_without_effect_say_so(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        field(dialog, "Replace the background", QCheckBox).setChecked(True)
        assert "Has no effect without “Cut out the subject”" in bench.words
        field(dialog, "Cut out the subject", QCheckBox).setChecked(True)
        assert "Has no effect" not in bench.words

    bench.run(scenario)


def test_what_was_typed_stays_with_its_profile(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "half typed")
        dialog.choose(bench.named(BEACH).id)
        assert text(bench, "Name") == BEACH
        assert "Forget what was typed" not in bench.words
        dialog.choose(bench.named(PLAIN).id)
        assert text(bench, "Description") == "half typed"
        press(dialog, "Forget what was typed")
        assert text(bench, "Description") == "Tone and colour only"

    bench.run(scenario)


def test_a_new_profile_that_was_begun_is_not_begun_again(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        press(dialog, "New")
        type_into(bench, "Name", "Passport")
        dialog.choose(bench.named(BEACH).id)
        press(dialog, "Copy")
        assert text(bench, "Name") == "Passport"
        assert "begun before" in bench.words
        press(dialog, "Forget what was typed")
        assert text(bench, "Name") == BEACH
        press(dialog, "Copy")
        assert text(bench, "Name") == f"{BEACH} copy"

    bench.run(scenario)


def test_closing_asks_when_something_was_typed(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "half typed")
        dialog.close()
        (question,) = dialogs(ConfirmDialog)
        assert PLAIN in words_of(question)
        press(question, "Keep")
        await drawn()
        assert dialog.isVisible()
        assert text(bench, "Description") == "half typed"
        press(dialog, "Close")
        (question,) = dialogs(ConfirmDialog)
        press(question, "Close and forget it")
        await drawn()
        assert dialogs(ProfilesDialog) == []

    bench.run(scenario)


def test_closing_asks_nothing_when_nothing_was_typed(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "x")
        type_into(bench, "Description", "Tone and colour only")
        press(dialog, "Close")
        await drawn()
        assert dialogs(ProfilesDialog) == []

    bench.run(scenario)


def test_a_new_profile_is_made_with_every_switch_said(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open()
        press(dialog, "New")
        type_into(bench, "Name", "Passport")
        field(dialog, "Cut out the subject", QCheckBox).setChecked(True)
        await compared(bench)
        assert "A new profile, “Passport”" in bench.words
        press(dialog, "Make this profile")
        await bench.until(lambda: "“Passport” is written" in bench.words)
        (body,) = sent(bench, "create_profile")
        assert body["name"] == "Passport"
        assert body["enable_extract"] is True
        assert body["enable_crop"] is False
        made = bench.named("Passport")
        assert bench.dialog.page.current() == made
        assert text(bench, "Name") == "Passport"

    bench.run(scenario)


def test_a_copy_brings_options_and_pictures_along(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        press(dialog, "Copy")
        assert dialog.backgrounds.along.isChecked()
        type_into(bench, "Name", "Beach 2")
        await compared(bench)
        assert "2 background pictures come along" in bench.words
        press(dialog, "Make this profile")
        await bench.until(lambda: "“Beach 2” is written" in bench.words)
        made = bench.named("Beach 2")
        assert [each.name for each in made.backgrounds] == ["beach.jpg", "studio.jpg"]
        assert made.output_file_type == "jpg"
        assert made.extra["photoType"] == "standard"

    bench.run(scenario)


def test_a_picture_that_cannot_be_copied_is_named_and_the_profile_is_there(
    bench: ProfilesBench,
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        await bench.until(lambda: all(map(bench.pictures.get, bench.backgrounds.rows())))
        press(dialog, "Copy")
        bench.control.fault("status", status=404, operation="get_photo", times=1)
        await compared(bench)
        press(dialog, "Make this profile")
        await bench.until(lambda: "Not copied: beach.jpg" in bench.words)
        await bench.until(lambda: len(bench.named(f"{BEACH} copy").backgrounds) == 1)

    bench.run(scenario)


def test_what_somebody_else_changed_is_told_before_it_is_overwritten(
    bench: ProfilesBench,
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "mine")
        number = bench.named(PLAIN).id
        theirs = {"description": "theirs", "enable_retouch": False}
        await bench.client.update_profile(number, theirs)
        bench.profiles.refresh()
        await bench.until(lambda: bench.named(PLAIN).description == "theirs")
        assert text(bench, "Description") == "mine"
        await compared(bench)
        assert "Somebody else changed this meanwhile: Description" in bench.words
        assert "1 option of" in bench.words
        assert "you were shown Tone and colour only" in bench.words
        press(dialog, "Write the changes")
        await bench.until(lambda: "is written" in bench.words)
        assert bench.named(PLAIN).description == "mine"
        assert bench.named(PLAIN).enable_retouch is False

    bench.run(scenario)


def test_a_form_without_typing_follows_what_the_studio_says(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        await bench.open(PLAIN)
        await bench.client.update_profile(bench.named(PLAIN).id, {"description": "theirs"})
        bench.profiles.refresh()
        await bench.until(lambda: text(bench, "Description") == "theirs")

    bench.run(scenario)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "status", "status": 422}, ""),
        ({"kind": "status", "status": 500}, "not known whether this was written"),
        ({"kind": "drop"}, "not known whether this was written"),
    ],
)
def test_a_write_that_fails_loses_nothing(
    bench: ProfilesBench, fault: dict[str, Any], words: str
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        type_into(bench, "Description", "mine")
        await compared(bench)
        bench.control.fault(**fault, operation="update_profile")
        press(dialog, "Write the changes")
        await bench.until(lambda: bench.dialog._words.property("role") == "error")
        assert words in bench.words
        assert ("not known" in bench.words) == bool(words)
        await bench.until(button(dialog, "Back").isEnabled)
        press(dialog, "Back")
        assert text(bench, "Description") == "mine"
        await compared(bench)
        press(dialog, "Write the changes")
        await bench.until(lambda: "is written" in bench.words)
        assert bench.named(PLAIN).description == "mine"

    bench.run(scenario)


def test_an_option_that_the_studio_does_not_take_is_told_of(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        number = bench.named(PLAIN).id
        field(dialog, "Crop", QCheckBox).setChecked(True)
        await compared(bench)
        body = json.dumps({"id": number, "name": PLAIN, "enableCrop": False})
        bench.control.fault("body", body=body, operation="update_profile")
        press(dialog, "Write the changes")
        await bench.until(lambda: "did not take: Crop" in bench.words)

    bench.run(scenario)


def test_a_list_that_cannot_be_read_is_said_with_another_try(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        bench.control.fault("status", status=400, operation="list_profiles")
        await bench.begin()
        bench.show_dialog()
        await bench.until(lambda: bench.profiles.state.error is not None)
        await drawn()
        press(bench.dialog, "Try again")
        await bench.until(lambda: len(bench.profiles.profiles) == 6)

    bench.run(scenario)


def test_two_profiles_are_shown_side_by_side(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        assert not button(dialog, "Differences").isEnabled()
        selection = dialog.page.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag
        for row in (0, 3):
            index = bench.profiles.table.index(row, 0)
            selection.select(index, flags.Select | flags.Rows)
        press(dialog, "Differences")
        (pair,) = dialogs(TwoProfiles)
        shown = words_of(pair)
        assert PLAIN in shown
        assert BEACH in shown
        assert "beach.jpg, studio.jpg" in shown
        assert "Crop" not in shown
        only = pair.findChild(QCheckBox)
        assert only is not None
        only.setChecked(False)
        await drawn()
        assert "Crop" in words_of(pair)
        press(pair, "Close")

    bench.run(scenario)


def test_the_format_that_is_not_offered_is_kept(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        await bench.begin()
        listing = await bench.client.list_profiles()
        number = next(each.id for each in listing.entries if each.name == PLAIN)
        await bench.client.update_profile(number, {"output_file_type": "avif"})
        bench.show_dialog()
        await bench.until(lambda: bench.profiles.profiles)
        bench.dialog.choose(number)
        formats = field(bench.dialog, "Format of composites", QComboBox)
        assert formats.currentText() == "avif"
        await compared(bench)
        assert "Nothing would change" in bench.words
        press(bench.dialog, "Back")
        pick(bench.dialog, "Format of composites", "webp")
        await compared(bench)
        assert "1 option of" in bench.words
        bench.dialog.leave()

    bench.run(scenario)
