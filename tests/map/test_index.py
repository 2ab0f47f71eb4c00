"""The point index against plain arithmetic over all points."""

from __future__ import annotations

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map import geo
from facespace_desk.map.index import ACTIVE, INACTIVE, MAX_LEVEL, UNKNOWN, Clusters, PointIndex
from facespace_desk.map.morton import Rect
from tests.map.shapes import unhurried

# All of it, but not the edge where the next copy begins.
WORLD = (0.0, 0.0, float(np.nextafter(1.0, 0.0)), 1.0)

# Half of the numbers fall together: stacks of cameras, and places on the edges of cells.
numbers = st.one_of(st.floats(0, 1, exclude_max=True), st.sampled_from([0.0, 0.25, 0.5, 0.75]))
points = st.lists(st.tuples(numbers, numbers, st.sampled_from([0, 1, 2])), max_size=60)
rects = st.tuples(st.floats(-1, 2), st.floats(-0.2, 1), st.floats(0, 1.5), st.floats(0, 1)).map(
    lambda at: (at[0], at[1], at[0] + at[2], at[1] + at[3])
)


class Scene:
    """Points with their index."""

    def __init__(self, held: list[tuple[float, float, int]]) -> None:
        self.x = np.array([point[0] for point in held], np.float64)
        self.y = np.array([point[1] for point in held], np.float64)
        self.state = np.array([point[2] for point in held], np.uint8)
        self.index = PointIndex(self.x, self.y, self.state)

    def rows(self, rect: Rect) -> list[int]:
        x0, y0, x1, y1 = rect
        turns = range(int(np.floor(x0)), int(np.floor(x1)) + 1)
        across = [(self.x + turn >= x0) & (self.x + turn <= x1) for turn in turns]
        seen = np.any(across, axis=0) & (self.y >= y0) & (self.y <= y1)
        return [int(row) for row in np.flatnonzero(seen)]


def towns(count: int, seed: int = 3) -> Scene:
    """Points about some towns, as cameras are."""
    generator = np.random.default_rng(seed)
    towns_at = generator.random((40, 2))
    which = generator.integers(0, 40, count)
    x = (towns_at[which, 0] + generator.normal(0, 0.004, count)) % 1.0
    y = np.clip(towns_at[which, 1] + generator.normal(0, 0.004, count), 0, 1)
    state = generator.choice([0, 1, 2], count, p=[0.8, 0.15, 0.05])
    return Scene(list(zip(x.tolist(), y.tolist(), state.tolist(), strict=True)))


def total(clusters: Clusters, which: np.ndarray | slice = slice(None)) -> tuple[int, int, int]:
    return (
        int(clusters.count[which].sum()),
        int(clusters.inactive[which].sum()),
        int(clusters.unknown[which].sum()),
    )


def expected(scene: Scene) -> tuple[int, int, int]:
    return (
        len(scene.x),
        int((scene.state == INACTIVE).sum()),
        int((scene.state == UNKNOWN).sum()),
    )


@unhurried
@given(points, rects)
def test_rows_in_a_rectangle_are_all_and_only_those(
    held: list[tuple[float, float, int]], rect: Rect
) -> None:
    scene = Scene(held)
    assert scene.index.rows(rect).tolist() == scene.rows(rect)


@unhurried
@given(points, st.integers(0, MAX_LEVEL))
def test_clusters_of_the_world_hold_every_point_once(
    held: list[tuple[float, float, int]], level: int
) -> None:
    scene = Scene(held)
    clusters = scene.index.clusters(level, WORLD)
    assert total(clusters) == expected(scene)
    members = [scene.index.rows_of(clusters, number) for number in range(len(clusters))]
    every = np.concatenate([np.zeros(0, int), *members])
    assert sorted(every.tolist()) == list(range(len(held)))
    for number, rows in enumerate(members):
        assert len(rows) == clusters.count[number]
        assert clusters.x[number] == pytest.approx(scene.x[rows].mean(), abs=1e-12)
        assert clusters.y[number] == pytest.approx(scene.y[rows].mean(), abs=1e-12)
        assert clusters.inactive[number] == (scene.state[rows] == INACTIVE).sum()
        assert clusters.unknown[number] == (scene.state[rows] == UNKNOWN).sum()
        assert clusters.row[number] == (rows[0] if len(rows) == 1 else -1)


@unhurried
@given(points, st.integers(0, 8))
def test_points_of_one_cell_are_one_cluster(
    held: list[tuple[float, float, int]], level: int
) -> None:
    scene = Scene(held)
    clusters = scene.index.clusters(level, WORLD)
    side = 1 << level
    columns = np.floor(scene.x * side).astype(int)
    lines = np.minimum(np.floor(scene.y * side).astype(int), side - 1)
    assert len(clusters) == len(set(zip(columns.tolist(), lines.tolist(), strict=True)))


@unhurried
@given(points, rects, st.integers(0, 12))
def test_clusters_in_a_rectangle_are_those_of_the_cells_it_touches(
    held: list[tuple[float, float, int]], rect: Rect, level: int
) -> None:
    scene = Scene(held)
    clusters = scene.index.clusters(level, rect)
    seen = [scene.index.rows_of(clusters, number).tolist() for number in range(len(clusters))]
    assert set(scene.rows(rect)) <= {row for rows in seen for row in rows}
    side = 1 / (1 << level)
    assert all(rect[0] - side <= x <= rect[2] + side for x in clusters.x)
    assert all(rect[1] - side <= y <= rect[3] + side for y in clusters.y)


@unhurried
@given(points, st.integers(0, 10), st.floats(1e-6, 0.4))
def test_joined_clusters_keep_every_count(
    held: list[tuple[float, float, int]], level: int, merge: float
) -> None:
    scene = Scene(held)
    # Well beyond the world at top and bottom, and one world wide: each point is there once or, by
    # its cluster's centroid, in the next copy.
    clusters = scene.index.clusters(level, (-0.5, -1.0, 1.5, 2.0), merge=merge)
    rows = [scene.index.rows_of(clusters, number) for number in range(len(clusters))]
    for number, members in enumerate(rows):
        assert clusters.count[number] == len(members)
        assert clusters.inactive[number] == (scene.state[members] == INACTIVE).sum()
        assert clusters.unknown[number] == (scene.state[members] == UNKNOWN).sum()
    if merge < 1 / 40:  # far joins may cross whole copies of so small a world
        middle = (clusters.x >= 0.2511) & (clusters.x < 1.2511)
        seen = np.concatenate([np.zeros(0, int), *(rows[n] for n in np.flatnonzero(middle))])
        assert sorted(set(seen.tolist())) == list(range(len(held)))
        assert total(clusters, middle)[0] == len(held)


def test_joined_clusters_are_apart() -> None:
    scene = towns(20_000)
    apart = 54 / (256 * 2**4)
    clusters = scene.index.clusters(6, WORLD, merge=apart)
    plain = scene.index.clusters(6, WORLD)
    assert len(clusters) < len(plain)
    gaps = np.hypot(clusters.x[:, np.newaxis] - clusters.x, clusters.y[:, np.newaxis] - clusters.y)
    np.fill_diagonal(gaps, np.inf)
    # What has a bigger one near joins it; three passes leave few that have moved near since.
    assert (gaps.min(axis=1) < apart).mean() < 0.05


def test_what_joins_does_not_depend_on_the_rectangle() -> None:
    generator = np.random.default_rng(11)
    where = generator.random((20_000, 2)).tolist()
    scene = Scene([(x, y, 0) for x, y in where])
    merge = 54 / (256 * 2**5)

    def seen(rect: Rect) -> set[tuple[int, ...]]:
        clusters = scene.index.clusters(7, rect, merge=merge)
        held = (clusters.x > 0.41) & (clusters.x < 0.49) & (clusters.y > 0.31) & (clusters.y < 0.39)
        return {tuple(scene.index.rows_of(clusters, int(n))) for n in np.flatnonzero(held)}

    first = seen((0.40, 0.30, 0.50, 0.40))
    assert len(first) > 20
    for shift in (0.001, 0.0037, 0.0091):
        assert seen((0.40 + shift - 0.01, 0.30, 0.50 + shift, 0.40)) == first
        assert seen((0.35, 0.2 + shift, 0.60, 0.45)) == first


def test_clusters_join_across_180_degrees() -> None:
    index = PointIndex([0.0001, 0.9999], [0.5, 0.5], [ACTIVE, INACTIVE])
    for rect in ((-0.1, 0.4, 0.1, 0.6), (0.9, 0.4, 1.1, 0.6)):
        clusters = index.clusters(8, rect, merge=0.01)
        assert clusters.count.tolist() == [2]
        assert clusters.inactive.tolist() == [1]
        assert clusters.x[0] == pytest.approx(round(rect[0]))
        assert index.rows_of(clusters, 0).tolist() == [0, 1]


def test_a_rectangle_across_180_degrees_places_points_where_it_shows_them() -> None:
    index = PointIndex([0.01, 0.99, 0.5], [0.5, 0.5, 0.5], [0, 0, 0])
    rows, x, _y = index.points((0.9, 0.0, 1.1, 1.0))
    assert dict(zip(rows.tolist(), x.tolist(), strict=True)) == pytest.approx({0: 1.01, 1: 0.99})
    rows, x, _y = index.points((-0.1, 0.0, 0.1, 1.0))
    assert dict(zip(rows.tolist(), x.tolist(), strict=True)) == pytest.approx({0: 0.01, 1: -0.01})


@unhurried
@given(points, numbers, numbers, st.floats(0, 1.5))
def test_nearest_is_the_nearest(
    held: list[tuple[float, float, int]], x: float, y: float, most: float
) -> None:
    scene = Scene(held)
    away = np.hypot((scene.x - x + 0.5) % 1.0 - 0.5, scene.y - y)
    found = scene.index.nearest(x, y, most)
    if not len(away) or away.min() > most + 1e-9:
        assert found == -1
    elif away.min() < most - 1e-9:
        assert away[found] == pytest.approx(away.min(), abs=1e-9)


def test_of_a_stack_the_first_row_is_nearest() -> None:
    index = PointIndex([0.7, 0.2, 0.2, 0.2], [0.3] * 4, [0] * 4)
    assert index.nearest(0.2, 0.3001, 0.01) == 1
    assert index.nearest(0.2, 0.4, 0.01) == -1


@unhurried
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-85, 85)), max_size=40),
    st.floats(-89, 89),
    st.floats(-180, 180),
    st.floats(0.1, 20_100),
)
def test_rows_within_a_circle_are_all_and_only_those(
    places: list[tuple[float, float]], lat: float, lon: float, km: float
) -> None:
    lons, lats = np.array(places, np.float64).reshape(-1, 2).T
    index = PointIndex.of_places(lons, lats, np.zeros(len(lons), np.uint8))
    away = geo.distance_km(lat, lon, lats, lons)
    found = set(index.rows_within(lat, lon, km).tolist())
    assert set(np.flatnonzero(away < km - 1e-6).tolist()) <= found
    assert found <= set(np.flatnonzero(away < km + 1e-6).tolist())


def test_points_without_a_place_are_left_out_and_keep_their_row() -> None:
    lon = [10.0, np.nan, 181.0, 20.0, 0.0, np.inf]
    lat = [10.0, 5.0, 5.0, np.nan, 91.0, 0.0]
    index = PointIndex.of_places([*lon, 30.0], [*lat, 30.0], [1] * 7)
    assert len(index) == 2
    assert index.rows(WORLD).tolist() == [0, 6]
    clusters = index.clusters(0, WORLD)
    assert clusters.inactive.max() == 2


def test_an_empty_index_answers_nothing() -> None:
    for index in (PointIndex([], [], []), PointIndex([np.nan], [0.5], [0])):
        assert len(index) == 0
        assert len(index.clusters(3, WORLD)) == 0
        assert len(index.clusters(3, WORLD, merge=0.1)) == 0
        assert index.rows(WORLD).tolist() == []
        assert index.nearest(0.5, 0.5, 2.0) == -1
        assert index.rows_within(0.0, 0.0, 500.0).tolist() == []
        assert index.nbytes < 1000


def test_arrays_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        PointIndex([0.1], [0.1, 0.2], [0])


def test_a_stack_stays_one_cluster_at_every_level() -> None:
    index = PointIndex([0.3] * 500, [0.6] * 500, [INACTIVE] * 500)
    for level in range(MAX_LEVEL + 5):
        clusters = index.clusters(level, (0.29, 0.59, 0.31, 0.61))
        assert clusters.count.tolist() == [500]
        assert (clusters.x[0], clusters.y[0]) == pytest.approx((0.3, 0.6), abs=1e-10)


def test_a_rectangle_off_the_world_shows_nothing() -> None:
    index = PointIndex([0.5], [0.0], [0])
    assert index.rows((0.0, -0.5, 1.0, -0.1)).tolist() == []
    assert index.rows((0.0, 1.1, 1.0, 1.5)).tolist() == []
    assert len(index.clusters(3, (0.0, -0.5, 1.0, -0.1))) == 0
    assert index.rows((0.6, 0.0, 0.4, 1.0)).tolist() == []


def test_threads_may_look_at_one_index_at_the_same_time() -> None:
    scene = towns(5_000)
    wrong: list[str] = []

    def look() -> None:
        for level in (*range(12), *range(11, -1, -1)):
            if total(scene.index.clusters(level, WORLD)) != expected(scene):
                wrong.append(f"level {level}")

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
