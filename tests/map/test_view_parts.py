"""The parts behind the picture: cutting, counting words, room for names, heat, scale bar."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtWidgets import QApplication

from facespace_desk.map.clip import clip_lines, clip_rings
from facespace_desk.map.counting import CircleCounter
from facespace_desk.map.frame import Frame
from facespace_desk.map.geo import distance_km
from facespace_desk.map.heat import heat_picture
from facespace_desk.map.hud import Card, distance_words, scale_length
from facespace_desk.map.index import PointIndex
from facespace_desk.map.labels import Room
from facespace_desk.map.sprites import (
    SHARE_STEPS,
    Sprites,
    disc_radius,
    share_step,
    short_count,
)
from facespace_desk.map.stamps import stamped
from facespace_desk.map.style import style_for
from facespace_desk.map.viewport import Viewport
from facespace_desk.widgets.theme import DARK, LIGHT

BOX = (0.0, 0.0, 10.0, 10.0)


def area(ring: np.ndarray) -> float:
    after = np.roll(ring, -1, axis=0)
    return float(abs((ring[:, 0] * after[:, 1] - after[:, 0] * ring[:, 1]).sum()) / 2)


def test_rings_are_cut_to_the_box() -> None:
    around = np.array([[-5.0, -5], [15, -5], [15, 15], [-5, 15]])
    inside = np.array([[2.0, 2], [4, 2], [4, 4]])
    outside = np.array([[20.0, 20], [30, 20], [30, 30]])
    points = np.vstack([around, inside, outside])
    cut = clip_rings(points, np.array([0, 4, 7, 10]), BOX)
    assert [area(ring) for ring in cut] == [100.0, 2.0]
    assert clip_rings(np.zeros((0, 2)), np.array([0]), BOX) == []


@given(st.floats(-20, 20), st.floats(-20, 20), st.floats(0.5, 30))
def test_a_cut_square_has_the_area_that_it_shares_with_the_box(
    x: float, y: float, side: float
) -> None:
    ring = np.array([[x, y], [x + side, y], [x + side, y + side], [x, y + side]])
    shared = QRectF(x, y, side, side) & QRectF(0, 0, 10, 10)
    cut = clip_rings(ring, np.array([0, 4]), BOX)
    assert sum(map(area, cut)) == pytest.approx(shared.width() * shared.height(), abs=1e-6)


def test_lines_keep_the_pieces_near_the_box_whole() -> None:
    line = np.array([[-20.0, 5], [-15, 5], [5, 5], [5, 20], [30, 20], [8, -5], [8, 5]])
    pieces = clip_lines(line, np.array([0, 7]), BOX)
    assert [piece.tolist() for piece in pieces] == [
        [[-15, 5], [5, 5], [5, 20]],
        [[30, 20], [8, -5], [8, 5]],
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1"),
        (999, "999"),
        (1_000, "1k"),
        (1_950, "1.9k"),
        (9_999, "9.9k"),
        (10_000, "10k"),
        (999_999, "999k"),
        (1_250_000, "1.2M"),
        (10_000_000, "10M"),
    ],
)
def test_counts_are_short_and_never_more_than_there_are(count: int, words: str) -> None:
    assert short_count(count) == words


@given(st.integers(1, 10**6), st.integers(0, 10**6))
def test_a_ring_is_empty_only_for_none_and_full_only_for_all(count: int, inactive: int) -> None:
    inactive = min(inactive, count)
    step = share_step(inactive, count)
    assert (step == 0) == (inactive == 0)
    assert (step == SHARE_STEPS) == (inactive == count)


@given(st.integers(1, 10**7))
def test_a_disc_has_room_for_its_figures(count: int) -> None:
    assert 10 <= disc_radius(count) <= 35
    assert disc_radius(count) <= disc_radius(count * 2)


def test_pictures_of_discs_are_few_for_many_counts(qapp: QApplication) -> None:
    sprites = Sprites(style_for(DARK), 1.0)
    for count in range(2, 1_000):
        sprites._assembled(count, count // 20)
    assert len(sprites._discs) < 120
    assert len(sprites._glyphs) <= 2 * 12


def test_what_is_taken_is_not_free() -> None:
    room = Room(100, 80)
    assert room.is_free(50, 40, 10, 5)
    room.take(50, 40, 10, 5)
    assert not room.is_free(55, 42, 10, 5)
    assert room.is_free(50, 60, 10, 5)
    assert not room.is_free(5, 40, 10, 5)  # it would leave the room
    room.take(-50, -50, 10, 5)  # outside, as a disc at the edge may be
    room.take(95, 79, 30, 30)
    assert not room.is_free(80, 70, 5, 5)


@given(st.floats(0.1, 200_000))  # at zoom 20 a pixel is 15 cm
def test_the_scale_bar_is_a_round_length_that_fits(metres_per_px: float) -> None:
    length, words = scale_length(metres_per_px)
    assert 96 / 2.6 <= length <= 96.000001
    assert words.split()[0].replace(",", "").strip("0.") in {"1", "2", "5"}


def test_distances_read_as_people_say_them() -> None:
    assert distance_words(0.35) == "350 m"
    assert distance_words(4.25) == "4.2 km"
    assert distance_words(300) == "300 km"
    assert distance_words(12_345.6) == "12,346 km"


def test_a_card_is_always_inside(qapp: QApplication) -> None:
    room = QSizeF(400, 300)
    for x, y in ((0, 0), (399, 0), (0, 299), (399, 299), (200, 150)):
        card = Card(x, y, ("A title " * 30, "more"))
        assert QRectF(0, 0, 400, 300).contains(card.area(room))


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0.1, 20_020))
def test_counting_in_a_circle_is_by_great_circle(lat: float, lon: float, km: float) -> None:
    random = np.random.default_rng(3)
    lats, lons = random.uniform(-85, 85, 400), random.uniform(-180, 180, 400)
    lats[:20] = np.nan
    index = PointIndex.of_places(lons, lats, np.zeros(400, np.uint8))
    away = distance_km(lat, lon, lats[20:], lons[20:])
    counted = CircleCounter(index, lats, lons).count(lat, lon, km)
    assert (away <= km - 0.01).sum() <= counted <= (away <= km + 0.01).sum()


def test_heat_is_where_the_points_are(qapp: QApplication) -> None:
    frame = Frame.of(Viewport(width=400, height=300).go_to(48, 11, 6), 0.5)
    middle = (frame.left + 200) / frame.scale, (frame.top + 150) / frame.scale
    image = heat_picture(frame, np.full(500, middle[0]), np.full(500, middle[1]), style_for(LIGHT))
    assert image.pixelColor(200, 150).alpha() > 200
    assert image.pixelColor(20, 20).alpha() == 0
    none = heat_picture(frame, np.zeros(0), np.zeros(0), style_for(LIGHT))
    assert none.pixelColor(200, 150).alpha() == 0


def test_heat_of_a_single_place_is_round(qapp: QApplication) -> None:
    frame = Frame.of(Viewport(width=400, height=300).go_to(48, 11, 6), 1.0)
    square = (np.array([200.5]) + frame.left) / frame.scale, (np.array([150.5]) + frame.top)
    image = heat_picture(frame, square[0], square[1] / frame.scale, style_for(LIGHT))
    lit = np.array(
        [[image.pixelColor(x, y).alpha() > 4 for x in range(150, 250)] for y in range(100, 200)]
    )
    rows, columns = np.nonzero(lit)
    wide, high = np.ptp(columns) + 1, np.ptp(rows) + 1
    assert abs(int(wide) - int(high)) <= 8  # a square of the count
    assert 0.7 < lit.sum() / (wide * high) < 0.87  # a disc fills 0.785 of its box, a square all


def test_stamps_cut_at_the_edge_and_keep_states_apart(qapp: QApplication) -> None:
    style = style_for(DARK)
    frame = Frame.of(Viewport(width=200, height=100, dpr=2.0).go_to(48, 11, 6), 0.5)
    px = np.array([[0.0, 0.0], [100.0, 50.0], [399.0, 199.0], [200.0, 100.0], [900.0, 0.0]])
    x, y = (px[:, 0] + frame.left) / frame.scale, (px[:, 1] + frame.top) / frame.scale
    image = stamped(frame, x, y, np.array([0, 1, 2, 7, 0], np.uint8), style)
    assert (image.width(), image.height()) == (400, 200)
    for (column, row), state in zip(px[:4].astype(int).tolist(), (0, 1, 2, 2), strict=True):
        assert image.pixelColor(column, row) == style.states[state]
    assert image.pixelColor(300, 30).alpha() == 0


def test_a_frame_goes_on_counting_across_180_degrees() -> None:
    view = Viewport(width=400, height=300).go_to(0, 179.9, 6)
    first = Frame.of(view, 1.0)
    second = Frame.of(view.pan(-100, 0), first.middle_x)
    assert second.left - first.left == pytest.approx(100, abs=1)
    assert first.grown(128).holds(second)
    assert not first.holds(second)
    offset = first.grown(10).offset(first)
    assert (offset.x(), offset.y()) == (-10, -10)
