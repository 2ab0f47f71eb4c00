"""Before and after: two pictures under one eye, verdicts, and what becomes of flagged photos."""

from __future__ import annotations

from pathlib import Path

import pytest
import pyvips
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.skylab.fullsize import SMALLEST_PX, Pyramid, pyramid_of
from facespace_desk.skylab.model.kept import Received, Sent
from facespace_desk.skylab.model.photo_columns import PhotoRow
from facespace_desk.skylab.view.compare_canvas import CompareCanvas, Way
from facespace_desk.skylab.view.eye import MOST_PX, Eye
from facespace_desk.skylab.view.tab import COMPARE, GRID, JOBS
from tests.skylab.desk import draw
from tests.skylab.tab_fixtures import (
    Bench,
    bench,
    drawn,
    field,
    hit,
    look,
    make_bench,
    press,
    running_skylab,
    skylab,
    texts,
)

__all__ = ["bench", "look", "make_bench", "running_skylab", "skylab"]

PICTURE, PANE = QSizeF(4000, 3000), QRectF(0, 0, 800, 600)


def test_the_whole_picture_is_shown_in_the_middle_at_first() -> None:
    assert Eye().area(PICTURE, PANE) == PANE
    assert Eye().area(QSizeF(100, 100), PANE) == QRectF(100, 0, 600, 600)


def test_zoom_keeps_what_is_under_the_pointer() -> None:
    at = QPointF(200, 450)
    eye = Eye().zoomed(4, at, PICTURE, PANE)
    area = eye.area(PICTURE, PANE)
    assert (at.x() - area.x()) / area.width() == pytest.approx(0.25)
    assert (at.y() - area.y()) / area.height() == pytest.approx(0.75)


def test_zoom_ends_at_all_of_it_and_at_large_pixels() -> None:
    middle = PANE.center()
    assert Eye().zoomed(0.1, middle, PICTURE, PANE).zoom == 1
    most = Eye().zoomed(10_000, middle, PICTURE, PANE)
    assert most.area(PICTURE, PANE).width() == pytest.approx(PICTURE.width() * MOST_PX)


def test_no_empty_edge_comes_into_sight() -> None:
    eye = Eye().zoomed(2, PANE.center(), PICTURE, PANE)
    for by in (QPointF(5000, 5000), QPointF(-5000, -5000)):
        area = eye.moved(by, PICTURE, PANE).area(PICTURE, PANE)
        assert area.contains(PANE)


def test_pictures_of_other_sizes_are_seen_at_the_same_place() -> None:
    eye = Eye().zoomed(4, QPointF(200, 450), PICTURE, PANE)
    small = QSizeF(400, 300)
    assert eye.area(PICTURE, PANE) == eye.area(small, PANE)


def test_a_pyramid_has_copies_down_to_a_small_one(tmp_path: Path) -> None:
    found = pyramid_of(draw(tmp_path / "large.jpg", width=3000, height=2000))
    assert [level.width for level in found.levels] == [3000, 1500, 750]
    assert all(len(level.data) == 4 * level.width * level.height for level in found.levels)
    assert found.level_for(1400).width == 1500
    assert found.level_for(10).width == 750 >= SMALLEST_PX
    assert found.level_for(9000).width == 3000


def test_alpha_is_multiplied_in_for_painting(tmp_path: Path) -> None:
    half = pyvips.Image.black(40, 30, bands=4).linear(1, [200, 100, 50, 128]).cast("uchar")
    half.copy(interpretation="srgb").write_to_file(str(tmp_path / "half.png"))
    found = pyramid_of(tmp_path / "half.png")
    assert found.has_alpha
    assert list(found.levels[0].data[:4]) == pytest.approx([100, 50, 25, 128], abs=1)


def test_what_is_no_picture_is_said(tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("hello")
    with pytest.raises(PictureTrouble, match="picture"):
        pyramid_of(tmp_path / "notes.jpg")


def at(canvas: CompareCanvas, x: float, y: float = 0.5) -> QColor:
    """What is painted at this share of the canvas."""
    image = canvas.grab().toImage()
    return image.pixelColor(round(image.width() * x), round(image.height() * y))


def is_red(colour: QColor) -> bool:
    return colour.red() > 150 > colour.blue()


@pytest.fixture
def canvas(bench: Bench, tmp_path: Path) -> CompareCanvas:
    """With a red original and a blue result, of another size."""
    red = draw(tmp_path / "red.png", width=800, height=600, shade=230)
    blue = tmp_path / "blue.png"
    image = pyvips.Image.black(400, 300, bands=3).linear(1, [20, 20, 220]).cast("uchar")
    image.copy(interpretation="srgb").write_to_file(str(blue))
    canvas = CompareCanvas()
    canvas.setParent(bench.window)
    canvas.resize(400, 300)
    canvas.show_sides(pyramid_of(red), pyramid_of(blue), is_same_photo=False)
    canvas.show()
    return canvas


def test_the_slider_shows_the_original_at_its_left(canvas: CompareCanvas) -> None:
    assert is_red(at(canvas, 0.4))
    assert not is_red(at(canvas, 0.6))
    canvas.slide(0.3)
    assert is_red(at(canvas, 0.7))


def test_the_slider_is_drawn_with_the_mouse(canvas: CompareCanvas) -> None:
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=QPoint(200, 150))
    QTest.mouseMove(canvas, QPoint(300, 150))
    QTest.mouseRelease(canvas, left, pos=QPoint(300, 150))
    assert canvas.line == pytest.approx(0.75, abs=0.01)
    assert canvas.eye == Eye()


def test_side_by_side_both_are_drawn_along(canvas: CompareCanvas) -> None:
    canvas.set_way(Way.SIDE_BY_SIDE)
    assert is_red(at(canvas, 0.25))
    assert not is_red(at(canvas, 0.75))
    canvas.zoom(8)
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(canvas, left, pos=QPoint(300, 150))  # in the right one
    QTest.mouseMove(canvas, QPoint(340, 150))
    QTest.mouseRelease(canvas, left, pos=QPoint(340, 150))
    assert canvas.eye.x < 0.5
    assert is_red(at(canvas, 0.25))


def test_the_wheel_zooms_to_the_pointer(canvas: CompareCanvas) -> None:
    none = Qt.KeyboardModifier.NoModifier
    place = QPointF(100, 75)
    wheel = QWheelEvent(
        place,
        canvas.mapToGlobal(place),
        QPoint(),
        QPoint(0, 480),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, wheel)
    assert canvas.eye.zoom > 2
    assert canvas.eye.x < 0.5
    QTest.mouseDClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert canvas.eye == Eye()
    canvas.actual_size()
    assert canvas.percent == 100


def test_flicker_shows_one_in_the_place_of_the_other(canvas: CompareCanvas) -> None:
    canvas.set_way(Way.FLICKER)
    assert not is_red(at(canvas, 0.3))
    hit(canvas, "Space")
    assert canvas.shows_before
    assert is_red(at(canvas, 0.3))


async def compared(bench: Bench) -> PhotoRow:
    """Compare the first photo of a job that is done."""
    await bench.choose("done", photos=3)
    table = bench.models.photos.table
    await bench.until(lambda: table.record_at(0).can_compare)
    row = table.record_at(0)
    bench.tab.photos.list.table.selectRow(0)
    await drawn()
    press(bench.tab.detail, "Compare")
    assert bench.tab.mode == COMPARE
    await pictures(bench)
    return row


async def pictures(bench: Bench) -> None:
    compare = bench.models.compare
    await bench.until(
        lambda: isinstance(compare.before, Pyramid) and isinstance(compare.after, Pyramid), 20
    )


def test_a_photo_is_compared_with_what_the_studio_made_of_it(bench: Bench) -> None:
    async def scenario() -> None:
        row = await compared(bench)
        page = bench.tab.compare
        assert row.name in texts(page)
        assert "1 of" in texts(page)
        assert "×" in page.about
        assert not list((bench.paths.cache_of("test-profile") / "skylab" / "whole").iterdir())
        hit(page.canvas, "Right")
        await pictures(bench)
        second = bench.models.compare.row
        assert second is not None
        assert second.key != row.key
        assert [each.key for each in bench.tab.photos.selected_rows()] == [second.key]
        hit(page.canvas, "Esc")
        assert bench.tab.mode == GRID

    bench.run(scenario)


def test_plus_and_minus_zoom_what_is_in_front(bench: Bench) -> None:
    async def scenario() -> None:
        await compared(bench)
        canvas, side = bench.tab.compare.canvas, bench.tab.photos.grid.side_px
        hit(canvas, "+")
        assert canvas.eye.zoom > 1
        assert bench.tab.photos.grid.side_px == side

    bench.run(scenario)


def test_a_picture_that_does_not_come_is_said_with_a_way_to_try_again(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("done", photos=3)
        bench.control.fault("status", status=404, operation="get_photo", times=1000)
        bench.tab.show_mode(COMPARE)
        await bench.until(lambda: isinstance(bench.models.compare.after, str))
        await bench.until(lambda: isinstance(bench.models.compare.before, str))
        bench.control.clear_faults()
        press(bench.tab.compare, "Try again")
        await pictures(bench)

    bench.run(scenario)


def test_a_job_without_results_has_nothing_to_compare(bench: Bench) -> None:
    async def scenario() -> None:
        await bench.choose("draft")
        bench.tab.show_mode(COMPARE)
        assert "Nothing to compare yet" in texts(bench.tab.compare)
        await bench.choose("done", photos=2)
        await pictures(bench)
        bench.tab.show_mode(JOBS)
        assert bench.models.compare.row is None

    bench.run(scenario)


def test_verdicts_are_kept_and_taken_back(bench: Bench) -> None:
    async def scenario() -> None:
        await compared(bench)
        page, job_id = bench.tab.compare, bench.models.photos.job_id
        hit(page.canvas, "F")
        assert page.flag.isChecked()
        row = bench.models.compare.row
        assert row is not None
        assert row.verdict == "flagged"
        hit(page.canvas, "A")
        assert (page.accept.isChecked(), page.flag.isChecked()) == (True, False)
        await bench.reopen()
        assert job_id is not None
        assert bench.models.shelf.get(job_id).accepted == {row.photo_id}
        bench.models.jobs.choose(job_id)
        await bench.until(lambda: any(row.verdict for row in bench.models.photos.rows()))

    bench.run(scenario)


def test_flagged_photos_are_sent_again_as_a_new_job(bench: Bench) -> None:
    async def scenario() -> None:
        await compared(bench)
        models, job_id = bench.models, bench.models.photos.job_id
        assert job_id is not None
        ids = [row.photo_id for row in models.photos.rows()[:2] if row.photo_id is not None]
        path = bench.pictures(1)[0]
        kept = models.shelf.get(job_id).with_sent(
            Sent(photo_id=ids[0], name=path.name, path=str(path))
        )
        models.shelf.keep(kept.with_verdict(ids, "flagged"))
        bench.tab.acts.redo_flagged([job_id])
        sheet = bench.tab.acts.sheet
        assert sheet is not None
        await bench.until(lambda: "1 photo" in sheet.text)
        row = models.jobs.row(job_id)
        assert row is not None
        assert sheet.name.text() == f"{row.name} again"
        assert models.upload.target.profile_id == row.profile_id
        assert ("1 original is not on this computer any more", "warn") in bench.told
        sheet.reject()

    bench.run(scenario)


def test_of_several_results_one_is_chosen(bench: Bench) -> None:
    async def scenario() -> None:
        row = await compared(bench)
        job_id = bench.models.photos.job_id
        assert job_id is not None
        assert row.photo_id is not None
        folder = bench.paths.data / "results"
        made = [draw(folder / name, width=60) for name in ("a.png", "a (2).png")]
        received = [Received(photo_id=row.photo_id, path=str(path)) for path in made]
        bench.models.shelf.keep(bench.models.shelf.get(job_id).with_received(received))
        chooser = field(bench.tab.compare, "Which result", QComboBox)
        await bench.until(chooser.isVisible)
        assert chooser.currentText() == "a (2).png"
        chooser.setCurrentIndex(0)
        chooser.activated.emit(0)
        await bench.until(lambda: bench.models.compare.result == made[0])
        await bench.until(lambda: "After: 60" in bench.tab.compare.about)

    bench.run(scenario)
