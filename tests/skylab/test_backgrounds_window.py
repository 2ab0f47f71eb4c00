"""Background pictures in the window of profiles: added, seen, deleted; why none can be added."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog

from facespace_desk.pictures.raster import Raster
from facespace_desk.skylab.model.photo_columns import PhotoRow, PhotoState
from facespace_desk.skylab.view.dialogs import ConfirmDialog
from tests.skylab.desk import with_gps
from tests.skylab.desk_bench import button, dialogs, drawn, field, look, press
from tests.skylab.desk_bench import texts as words_of
from tests.skylab.profiles_bench import ProfilesBench, bench
from tests.skylab.studio import picture

__all__ = ["bench", "look"]

PLAIN, CUT_OUT, BEACH = "Soft skin", "Cut-out", "Cut-out on beach and studio"


def rows(bench: ProfilesBench) -> list[tuple[str, PhotoState]]:
    return [(row.name, row.state) for row in bench.backgrounds.rows()]


def names(bench: ProfilesBench, profile: str) -> list[str]:
    """The background pictures that the studio says the profile has."""
    return [each.name for each in bench.named(profile).backgrounds]


def select(bench: ProfilesBench, name: str) -> PhotoRow:
    """Click this picture."""
    grid = bench.dialog.backgrounds.grid
    for row in range(grid.model().rowCount()):
        record: PhotoRow = bench.backgrounds.table.record_at(row)
        if record.name == name:
            grid.setCurrentIndex(grid.model().index(row, 0))
            return record
    raise AssertionError(f"{name} is not shown")


def drop(bench: ProfilesBench, paths: list[Path]) -> None:
    """Drop files onto the pane."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    pane, place = bench.dialog.backgrounds, QPointF(20, 20)
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(place.toPoint(), copy, mime, left, none)
    enter.ignore()
    QApplication.sendEvent(pane, enter)
    if enter.isAccepted():
        QApplication.sendEvent(pane, QDropEvent(place, copy, mime, left, none))


def test_the_pictures_of_a_profile_are_seen(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        await bench.open(BEACH)
        assert rows(bench) == [("beach.jpg", PhotoState.SENT), ("studio.jpg", PhotoState.SENT)]
        shown = bench.backgrounds.rows()
        await bench.until(lambda: all(isinstance(bench.pictures.get(row), Raster) for row in shown))

    bench.run(scenario)


def test_why_none_can_be_added_follows_the_form(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(PLAIN)
        pane, add = dialog.backgrounds, button(dialog, "Add pictures…")
        assert not add.isEnabled()
        assert "both are off" in pane.why_not
        field(dialog, "Cut out the subject", QCheckBox).setChecked(True)
        assert "“Replace the background” is off" in pane.why_not
        field(dialog, "Replace the background", QCheckBox).setChecked(True)
        assert "Write the changes first" in pane.why_not
        press(dialog, "Compare")
        await bench.until(dialog.plan_pane.isVisible)
        press(dialog, "Write the changes")
        await bench.until(lambda: "is written" in bench.words)
        assert add.isEnabled()
        assert pane.why_not == ""

    bench.run(scenario)


def test_a_picture_is_uploaded_without_position_and_can_be_seen(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        await bench.open(BEACH)
        path = with_gps(tmp_path / "harbour.jpg", width=200, height=100)
        before = path.read_bytes()
        drop(bench, [path])
        await bench.until(lambda: names(bench, BEACH) == ["beach.jpg", "studio.jpg", "harbour.jpg"])
        assert rows(bench)[-1] == ("harbour.jpg", PhotoState.SENT)
        assert path.read_bytes() == before
        number = bench.named(BEACH).backgrounds[-1].id
        photo = await bench.client.get_photo(number)
        assert photo.original_url is not None
        kept = tmp_path / "kept.jpg"
        await bench.client.storage.get_file(
            photo.original_url, kept, cap_bytes=1 << 20, operation="test"
        )
        assert b"GPS" not in kept.read_bytes()
        assert b"Acme" in before
        assert b"Acme" not in kept.read_bytes()

    bench.run(scenario)


def test_files_that_cannot_be_uploaded_are_named_and_others_go(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        await bench.open(BEACH)
        text = tmp_path / "notes.txt"
        text.write_text("no picture")
        twin = picture(tmp_path / "BEACH.JPG")
        good = picture(tmp_path / "pier.png")
        drop(bench, [text, twin, good])
        await bench.until(lambda: "pier.png" in names(bench, BEACH))
        assert "notes.txt:" in bench.words
        assert "BEACH.JPG: the profile has a picture of this name" in bench.words

    bench.run(scenario)


def test_files_are_chosen_in_a_dialog_that_offers_what_may_be_uploaded(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        press(dialog, "Add pictures…")
        (chooser,) = dialogs(QFileDialog)
        assert "*.webp" in chooser.nameFilters()[0]
        chooser.filesSelected.emit([str(picture(tmp_path / "lake.webp"))])
        chooser.reject()
        await bench.until(lambda: "lake.webp" in names(bench, BEACH))

    bench.run(scenario)


def test_nothing_is_taken_while_pictures_cannot_be_added(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        await bench.open(CUT_OUT)
        drop(bench, [picture(tmp_path / "pier.png")])
        await drawn()
        assert not bench.queue.transfers
        assert bench.control.requests("create_photo") == []

    bench.run(scenario)


def test_an_upload_that_failed_is_explained_and_can_be_tried_again(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        bench.control.fault("status", status=422, operation="create_photo")
        drop(bench, [picture(tmp_path / "pier.png")])
        await bench.until(lambda: rows(bench)[-1] == ("pier.png", PhotoState.FAILED))
        assert "pier.png: " in bench.words
        press(dialog, "Try again")
        await bench.until(lambda: "pier.png" in names(bench, BEACH))
        assert "Try again" not in bench.words

    bench.run(scenario)


def test_an_upload_that_failed_can_be_taken_away_without_a_question(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        bench.control.fault("status", status=422, operation="create_photo")
        drop(bench, [picture(tmp_path / "pier.png")])
        await bench.until(lambda: rows(bench)[-1] == ("pier.png", PhotoState.FAILED))
        select(bench, "pier.png")
        press(dialog, "Delete…")
        await bench.until(lambda: len(rows(bench)) == 2)
        assert bench.control.requests("delete_photo") == []

    bench.run(scenario)


def test_a_picture_is_deleted_after_a_question_that_says_what_that_means(
    bench: ProfilesBench,
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        assert not button(dialog, "Delete…").isEnabled()
        select(bench, "studio.jpg")
        press(dialog, "Delete…")
        (question,) = dialogs(ConfirmDialog)
        assert "every job that uses it" in words_of(question)
        press(question, "Keep")
        assert bench.control.requests("delete_photo") == []
        press(dialog, "Delete…")
        (question,) = dialogs(ConfirmDialog)
        press(question, "Delete the picture")
        await bench.until(lambda: rows(bench) == [("beach.jpg", PhotoState.SENT)])
        assert len(bench.control.requests("delete_photo")) == 1

    bench.run(scenario)


def test_a_deletion_that_is_refused_is_said_and_the_picture_stays(bench: ProfilesBench) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        select(bench, "studio.jpg")
        bench.control.fault("status", status=500, operation="delete_photo")
        press(dialog, "Delete…")
        (question,) = dialogs(ConfirmDialog)
        press(question, "Delete the picture")
        await bench.until(lambda: bench.dialog._words.property("role") == "error")
        assert len(rows(bench)) == 2

    bench.run(scenario)


def test_pictures_that_come_do_not_disturb_what_is_typed(
    bench: ProfilesBench, tmp_path: Path
) -> None:
    async def scenario() -> None:
        dialog = await bench.open(BEACH)
        field(dialog, "Description").setText("half typed")
        drop(bench, [picture(tmp_path / "pier.png")])
        await bench.until(lambda: "pier.png" in names(bench, BEACH))
        await drawn()
        assert field(dialog, "Description").text() == "half typed"
        assert "pier.png" in [name for name, _ in rows(bench)]

    bench.run(scenario)
