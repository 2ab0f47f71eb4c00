"""What becomes data at the platform goes there by the hand of an operator who has said where it is
from; nothing of CAM2's finds another way in."""

from __future__ import annotations

import ast
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage
from PySide6.QtWidgets import QApplication, QWidget

import facespace_desk
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.view.tab import DATA
from facespace_desk.voxel51.view.upload_dialog import UploadDialog
from facespace_desk.voxel51.view.url_dialog import UrlDialog
from tests.voxel51.tab_fixtures import (
    Bench,
    bench,
    column,
    dialogs,
    look,
    make_bench,
    pick,
    press,
    running_voxel,
    voxel,
)
from tests.voxel51.test_launching import places_of
from tests.voxel_simulator import video

__all__ = ["bench", "look", "make_bench", "running_voxel", "voxel"]

PACKAGE = Path(facespace_desk.__file__).parent
SLICE = Path("voxel51")
CAMERA = "http://203.0.113.9/axis-cgi/jpg/image.cgi"


def calls_in(path: Path, name: str) -> list[ast.Call]:
    """The calls of *name* in a module of the console."""
    tree = ast.parse((PACKAGE / path).read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [each for each in calls if name in (_name(each.func), getattr(each.func, "attr", ""))]


def _name(node: ast.AST) -> str:
    return str(getattr(node, "id", ""))


def test_data_goes_to_the_platform_from_the_queue_and_the_dialog_of_addresses_only() -> None:
    assert places_of("upload_data") == {SLICE / "data.py", SLICE / "carrying.py"}
    assert places_of("post_data_as_url") == {SLICE / "data.py", SLICE / "model/by_url.py"}
    assert {each for each in places_of("UploadModel") if each.parts[0] == "voxel51"} == {
        SLICE / "model/uploading.py",
        SLICE / "model/data_work.py",
        SLICE / "view/upload_dialog.py",
    }


def test_nothing_is_put_into_the_queue_without_saying_where_it_is_from() -> None:
    makers = {
        path.relative_to(PACKAGE)
        for path in (PACKAGE / SLICE).rglob("*.py")
        for call in calls_in(path.relative_to(PACKAGE), "NewTransfer")
        for each in call.keywords
        if each.arg == "direction" and getattr(each.value, "value", "upload") == "upload"
    }
    sender = SLICE / "model/uploading.py"

    assert makers == {sender}
    assert calls_in(sender, "origin_facts")
    assert not calls_in(sender, "upload_facts")


def test_slice_takes_nothing_from_the_clipboard() -> None:
    for path in (PACKAGE / SLICE).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = getattr(node, "value", None)
            if isinstance(node, ast.Attribute) and isinstance(call, ast.Call):
                is_clipboard = getattr(call.func, "attr", "") == "clipboard"
                assert not is_clipboard or node.attr == "setText", path


def test_neither_pictures_nor_addresses_of_cameras_can_be_dropped(bench: Bench) -> None:
    picture, camera, text = QMimeData(), QMimeData(), QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    camera.setUrls([QUrl(CAMERA)])
    text.setText(CAMERA)

    async def scenario() -> None:
        bench.tab.show_mode(DATA)
        page = bench.parts.data
        await bench.until(lambda: column(page.page, "Name"))
        page.upload()
        takers = [each for each in bench.window.findChildren(QWidget) if each.acceptDrops()]
        assert page in takers
        for widget in takers:
            for carried in (picture, camera):
                assert not takes(widget, carried), widget
        assert not takes(page, text)
        [dialog] = dialogs(UploadDialog)
        dialog.reject()

    bench.run(scenario)


def takes(widget: QWidget, carried: QMimeData) -> bool:
    """Whether *widget* lets this be dragged over it."""
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event = QDragEnterEvent(QPoint(1, 1), copy, carried, left, none)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_each_dialog_asks_anew_where_it_is_from(bench: Bench, tmp_path: Path) -> None:
    async def scenario() -> None:
        bench.tab.show_mode(DATA)
        page, uploads = bench.parts.data, bench.session.data.uploads
        page.upload()
        [upload] = dialogs(UploadDialog)
        uploads.drop([video(tmp_path / "gate.mp4")])
        await bench.until(lambda: "1 of 1 will be sent" in upload.text)
        assert not upload.send.isEnabled()
        pick(upload, "From", "a camera of our own")
        press(upload, "Upload")
        await bench.until(lambda: not dialogs(UploadDialog))
        await bench.until(lambda: "gate.mp4" in column(page.page, "Name"))
        assert uploads.wishes.origin is None
        page.upload()
        [upload] = dialogs(UploadDialog)
        assert upload.origin.currentIndex() == -1
        uploads.drop([video(tmp_path / "yard.mp4")])
        await bench.until(lambda: "1 of 1 will be sent" in upload.text)
        assert not upload.send.isEnabled()
        upload.reject()
        page.add_by_url()
        [by_url] = dialogs(UrlDialog)
        assert by_url.origin.currentIndex() == -1
        assert {by_url.origin.itemData(place) for place in range(by_url.origin.count())} >= {
            Origin.CAM2,
            Origin.OWN_CAMERA,
        }
        by_url.reject()

    bench.run(scenario)
