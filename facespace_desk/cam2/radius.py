"""Finding out what a server reads a radius in, since its documents disagree (wire/cam2.md 6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from facespace_desk.cam2.errors import FormatError
from facespace_desk.cam2.records import CAMERA_TYPES, Camera, RadiusUnit
from facespace_desk.cam2.search import Query

UNITS: Final[tuple[RadiusUnit, ...]] = ("km", "m")  # in the order in which they are tried
PAGES: Final = 5  # of a probe; more than 500 cameras of one source within a kilometre are rare

_TRIES: Final = 3  # cameras; the first may be removed just now
_AWAY_DEGREES: Final = 0.5 / 111.195  # 500 m along a meridian
_FURTHEST_NORTH: Final = 89.0


def probe_queries(cameras: Iterable[Camera]) -> Iterator[tuple[Query, str]]:
    """Circles of one kilometre, each around a point 500 m from a camera, with the camera's id."""
    return islice((pair for camera in cameras if (pair := _probe(camera)) is not None), _TRIES)


def _probe(camera: Camera) -> tuple[Query, str] | None:
    if camera.place is None:
        return None
    latitude, longitude = camera.place
    north = 1 if latitude < _FURTHEST_NORTH else -1
    query = Query(
        latitude=latitude + north * _AWAY_DEGREES,
        longitude=longitude,
        radius_km=1,
        camera_type=camera.type if camera.type in CAMERA_TYPES else None,
        source=camera.source,
        city=camera.city,
    )
    try:
        query.check()
    except FormatError:  # a source or city that cannot be asked for
        return None
    return query, camera.camera_id
