"""No path leads a picture of a CAM2 camera to anything that recognises people, or onto a disk.

The terms of CAM2 forbid it, so it is tested from all sides: who imports whom, what the tab offers,
what its widgets do with mouse, clipboard and drops, and which files there are afterwards.
"""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAction, QDragEnterEvent, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget

import facespace_desk
from facespace_desk.cam2.model.local_notes import KIND
from facespace_desk.cam2.view.grid import GridDialog
from facespace_desk.cam2.view.picture import PictureView
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from tests.cam2.tab_fixtures import (
    PROFILE,
    Bench,
    bench,
    cam2,
    look,
    make_bench,
    running_cam2,
)

if TYPE_CHECKING:
    from facespace_desk.cam2.records import Camera

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

PACKAGE = Path(facespace_desk.__file__).parent
ROOT = PACKAGE.name
# Rooms that recognise, match or label people, or carry files to those that do.
RECOGNISERS = tuple(
    f"{ROOT}.{room}" for room in ("facespace", "skylab", "voxel51", "amigocloud", "transfers")
)
RECOGNITION = frozenset(
    {"cv2", "dlib", "face_recognition", "mediapipe", "insightface", "deepface", "torch", "onnx"}
    | {"onnxruntime", "tensorflow", "ultralytics", "facenet_pytorch", "mtcnn", "retinaface"}
)
# Everything that handles the picture itself.
HANDS = (
    "cam2/stills.py",
    "cam2/model/preview.py",
    "cam2/model/grid.py",
    "cam2/view/picture.py",
    "cam2/view/preview.py",
    "cam2/view/grid.py",
)
WAYS_OUT = frozenset(
    {"QPixmap", "QClipboard", "clipboard", "QDrag", "QMimeData", "QImageWriter", "QPictureIO"}
    | {"QBuffer", "QFile", "QSaveFile", "QTemporaryFile", "QFileDialog", "QPrinter", "QPdfWriter"}
    | {"save", "open", "write", "write_bytes", "write_to_file", "tempfile", "shutil", "Path"}
    | {"grab", "render", "setImage", "setPixmap", "pickle", "to_bytes", "QSharedMemory"}
)
FORBIDDEN_WORDS = (
    *("recogni", "identif", "face", "match", "detect", "label", "person", "people", "who is"),
    *("skylab", "voxel", "amigo", "upload", "send to", "forward", "record"),
    *("save picture", "save image", "copy picture", "copy image", "store picture"),
)
INNOCENT_WORDS = ("raw record", "copy picture path", "copy picture url", "nothing is recorded here")
PICTURE_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"WEBPVP8")


@cache
def imports() -> dict[str, frozenset[str]]:
    """For each module of the package, the modules that it names in imports, wherever they stand."""
    graph: dict[str, frozenset[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        names: set[str] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
        graph[module] = frozenset(names)
    return graph


def reached_from(room: str) -> dict[str, str]:
    """Every module that *room* needs, however far away, with the one that imports it."""
    graph = imports()
    found = {module: "" for module in graph if (module + ".").startswith(room + ".")}
    waiting = list(found)
    while waiting:
        module = waiting.pop()
        # To import a module is to import the packages that it lies in.
        for name in {module.rpartition(".")[0], *graph.get(module, ())}:
            if name and name not in found:
                found[name] = module
                waiting.append(name)
    return found


def is_in(module: str, *rooms: str) -> bool:
    return any((module + ".").startswith(room + ".") for room in rooms)


def test_cam2_reaches_nothing_that_knows_people() -> None:
    reached = reached_from(f"{ROOT}.cam2")
    assert len(reached) > 50
    wrong = {module: by for module, by in reached.items() if is_in(module, *RECOGNISERS)}
    assert not wrong


@pytest.mark.parametrize("room", RECOGNISERS)
def test_nothing_that_knows_people_reaches_cam2(room: str) -> None:
    wrong = {m: by for m, by in reached_from(room).items() if is_in(m, f"{ROOT}.cam2")}
    assert not wrong


def test_only_cam2_itself_names_its_pictures() -> None:
    outside = {
        module: names
        for module, names in imports().items()
        if not is_in(module, f"{ROOT}.cam2")
        and any(is_in(name, f"{ROOT}.cam2.stills", f"{ROOT}.cam2.view.picture") for name in names)
    }
    assert not outside


def test_no_room_brings_a_library_that_recognises_people() -> None:
    named = {name.partition(".")[0] for names in imports().values() for name in names}
    assert "httpx" in named  # the walk sees libraries
    assert not named & RECOGNITION


def test_what_handles_pictures_has_no_way_out() -> None:
    for name in HANDS:
        for node in ast.walk(ast.parse((PACKAGE / name).read_text(encoding="utf-8"))):
            used = {
                ast.Name: lambda n: {n.id},
                ast.Attribute: lambda n: {n.attr},
                ast.Import: lambda n: {alias.name for alias in n.names},
                ast.ImportFrom: lambda n: {alias.name for alias in n.names},
            }.get(type(node), lambda _n: set())(node)
            allowed = {"open"} if name == "cam2/view/preview.py" else set()  # of a dialog
            assert not used & WAYS_OUT - allowed, (name, getattr(node, "lineno", 0))


def test_cam2_touches_no_sighting() -> None:
    """Names and sightings are never joined to cameras: only the store's documents are used."""
    for path in (PACKAGE / "cam2").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"sightings", "looks", "marks"}, (path, node.lineno)


async def fetched(bench: Bench, count: int = 1) -> list[Camera]:
    """Preview *count* cameras whose picture comes, and stay with the last."""
    models = bench.models
    ids = [each["cameraID"] for each in bench.control.cameras_of_kind("still", 20)]
    held = [camera for each in ids if (camera := models.cameras.camera(each)) is not None]
    chosen = [camera for camera in held if camera.still_url][:count]
    assert len(chosen) == count
    for camera in chosen:
        models.cameras.select([camera.camera_id])
        bench.tab.detail.fetch()
        await bench.until(lambda: models.preview.state.still)
    return chosen


def offers(root: QWidget) -> Iterator[str]:
    """What every action, menu and button says that hangs on *root*, in sight or not."""
    for action in [*root.findChildren(QAction), *root.actions()]:
        yield f"{action.text()} {action.toolTip()}"
    for menu in root.findChildren(QMenu):
        yield menu.title()
        yield from (action.text() for action in menu.actions())
    for each in root.findChildren(QAbstractButton):
        yield f"{each.text()} {each.toolTip()} {each.accessibleName()}"


def test_tab_offers_nothing_that_leads_a_picture_away(bench: Bench) -> None:
    async def scenario() -> None:
        await fetched(bench)
        said = list(offers(bench.tab))
        assert any("Refresh" in words for words in said)
        assert len(said) > 30
        for words in said:
            plain = words.replace("&", "").lower()
            for innocent in INNOCENT_WORDS:
                plain = plain.replace(innocent, "")
            assert not [each for each in FORBIDDEN_WORDS if each in plain], words

    bench.run(scenario)


def test_picture_gives_itself_to_neither_mouse_nor_keys(bench: Bench) -> None:
    async def scenario() -> None:
        await fetched(bench)
        clipboard = QGuiApplication.clipboard()
        clipboard.setText("before")
        picture = bench.tab.detail.findChild(PictureView)
        assert picture.state.still is not None
        assert picture.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
        assert not picture.actions()
        assert not picture.findChildren(QWidget)  # no label that somebody could copy from
        start, end = QPoint(10, 10), QPoint(120, 90)
        QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(picture, end)
        QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=end)
        QTest.mouseClick(picture, Qt.MouseButton.RightButton, pos=start)
        QTest.mouseDClick(picture, Qt.MouseButton.LeftButton, pos=start)
        for keys in (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut):
            QTest.keySequence(picture, QKeySequence(keys))
        assert QApplication.activePopupWidget() is None
        assert not clipboard.mimeData().hasImage()
        assert clipboard.text() == "before"
        clipboard.clear()

    bench.run(scenario)


def test_nothing_in_the_tab_takes_a_picture_by_drop(bench: Bench) -> None:
    async def scenario() -> None:
        await fetched(bench)
        carried = QMimeData()
        carried.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
        takers = [each for each in bench.tab.findChildren(QWidget) if each.acceptDrops()]
        for widget in takers:
            event = QDragEnterEvent(
                QPoint(1, 1),
                Qt.DropAction.CopyAction,
                carried,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            event.ignore()
            QApplication.sendEvent(widget, event)
            assert not event.isAccepted(), widget
        assert not bench.tab.detail.findChild(PictureView).acceptDrops()

    bench.run(scenario)


def files_under(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_picture_is_left_on_the_disk(
    make_bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(temporary))
    bench = make_bench

    async def scenario() -> None:
        bench.store = await Store.open(tmp_path / "store.db", Secret("0" * 64))
        await bench.open()
        before = set(files_under(tmp_path))
        chosen = await fetched(bench, 3)
        still = bench.models.preview.state.still
        assert still is not None
        pixels = still.raster.data[: 3 * 400]
        grid = bench.models.grid
        grid.show(chosen)
        dialog = GridDialog(grid, bench.display, bench.tab)
        dialog.open()
        await bench.until(lambda: all(state.still for state in grid.states))
        dialog.reject()
        documents = await bench.store.views.list(PROFILE, KIND)
        assert {document.name for document in documents} >= {each.camera_id for each in chosen}
        assert all(len(document.json) < 500 for document in documents)
        await bench.store.flush()
        await bench.close()
        after = files_under(tmp_path)
        assert not list(temporary.rglob("*"))
        for path, content in after.items():
            assert pixels not in content, path
            if path in before or path.name.startswith("store.db"):
                continue  # random bytes may look like anything
            assert not [start for start in PICTURE_STARTS if start in content], path

    bench.run(scenario)


def test_leaving_the_camera_forgets_its_picture(bench: Bench) -> None:
    async def scenario() -> None:
        await fetched(bench)
        bench.models.cameras.select([])
        assert bench.models.preview.state.still is None
        picture = bench.tab.detail.findChild(PictureView)
        await asyncio.sleep(0)
        assert picture.state.still is None

    bench.run(scenario)
