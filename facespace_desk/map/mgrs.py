"""The Military Grid Reference System: places as squares of a grid, such as `31U DQ 48251 11939`.

Source: NGA.STND.0037, on UTM of WGS 84 (Krüger's series in the third flattening, below a millimetre
within a zone). The polar squares beyond 84° north and 80° south are left out.
"""

from __future__ import annotations

import math
import re
from typing import Final

SOUTHMOST, NORTHMOST = -80.0, 84.0
_BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"  # 8° each from 80° south, the last one 12°
_COLUMNS: Final = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS: Final = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M: Final = 100_000
_ROWS_M: Final = 2_000_000  # after so much the letters of the rows come again
_SHAPE = re.compile(
    r"(?P<zone>\d{1,2}) ?(?P<band>[C-HJ-NP-X]) ?(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V]) ?"
    r"(?P<digits>(?:\d{1,5} \d{1,5})|\d{0,10})",
    re.IGNORECASE | re.ASCII,
)

_FLATTENING: Final = 1 / 298.257223563
_SCALE: Final = 0.9996
_EAST_M, _NORTH_M = 500_000.0, 10_000_000.0  # false easting; false northing in the south
_N: Final = _FLATTENING / (2 - _FLATTENING)
_ECCENTRICITY: Final = 2 * math.sqrt(_N) / (1 + _N)
_RADIUS_M: Final = 6_378_137.0 / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_ALPHA: Final = (
    _N / 2 - 2 / 3 * _N**2 + 5 / 16 * _N**3 + 41 / 180 * _N**4,
    13 / 48 * _N**2 - 3 / 5 * _N**3 + 557 / 1440 * _N**4,
    61 / 240 * _N**3 - 103 / 140 * _N**4,
    49561 / 161280 * _N**4,
)
_BETA: Final = (
    _N / 2 - 2 / 3 * _N**2 + 37 / 96 * _N**3 - 1 / 360 * _N**4,
    1 / 48 * _N**2 + 1 / 15 * _N**3 - 437 / 1440 * _N**4,
    17 / 480 * _N**3 - 37 / 840 * _N**4,
    4397 / 161280 * _N**4,
)


def mgrs_text(lat: float, lon: float) -> str:
    """The square of one metre that holds a place; empty beyond the grid."""
    if not SOUTHMOST <= lat <= NORTHMOST:
        return ""
    zone, band = _zone(lat, lon), _BANDS[min(int((lat - SOUTHMOST) // 8), len(_BANDS) - 1)]
    east, north = _to_grid(lat, lon, zone)
    column, east_m = divmod(int(east), _SQUARE_M)
    row, north_m = divmod(int(north) % _ROWS_M, _SQUARE_M)
    letters = _COLUMNS[(zone - 1) % 3][column - 1] + _ROWS[(row + _first_row(zone)) % len(_ROWS)]
    return f"{zone:02d}{band} {letters} {east_m:05d} {north_m:05d}"


def parse_mgrs(text: str) -> tuple[float, float] | None:
    """Latitude and longitude of a square's middle, or None for what is no square of the grid."""
    shape = _SHAPE.fullmatch(" ".join(text.split()))
    if shape is None:
        return None
    digits = _digits(shape["digits"])
    zone, band = int(shape["zone"]), _BANDS.index(shape["band"].upper())
    if digits is None or not 1 <= zone <= 60:
        return None
    column = _COLUMNS[(zone - 1) % 3].find(shape["column"].upper())
    row = (_ROWS.index(shape["row"].upper()) - _first_row(zone)) % len(_ROWS)
    if column < 0:
        return None
    size = 10 ** (5 - len(digits[0]))
    middle = [int(part or "0") * size + size / 2 for part in digits]
    east = (column + 1) * _SQUARE_M + middle[0]
    south = SOUTHMOST + 8 * band
    north = _above(row * _SQUARE_M + middle[1], south, zone)
    lat, lon = _to_place(east, north, zone, is_south=south < 0)
    high = 12 if band == len(_BANDS) - 1 else 8
    # A square at the edge of a band or a zone is named after either; its middle may lie beyond.
    is_there = south - 1 <= lat <= south + high + 1 and _across(lon, _middle(zone)) <= 9
    return (lat, lon) if is_there else None


def _digits(text: str) -> tuple[str, str] | None:
    first, _, second = text.partition(" ")
    if not second:
        first, second = text[: len(text) // 2], text[len(text) // 2 :]
    return (first, second) if len(first) == len(second) else None


def _zone(lat: float, lon: float) -> int:
    """Six degrees each from 180° west, but for Norway's coast and Svalbard."""
    lon = (lon + 180.0) % 360.0 - 180.0
    if 56 <= lat < 64 and 3 <= lon < 12:
        return 32
    if lat >= 72 and 0 <= lon < 42:
        return 31 + 2 * int((lon + 3) // 12)
    return int((lon + 180) // 6) + 1


def _middle(zone: int) -> float:
    return zone * 6.0 - 183.0


def _across(lon: float, other: float) -> float:
    """Degrees between two meridians."""
    return abs((lon - other + 180.0) % 360.0 - 180.0)


def _first_row(zone: int) -> int:
    """The rows begin with A in odd zones and with F in even ones."""
    return 0 if zone % 2 else 5


def _above(north_m: float, south: float, zone: int) -> float:
    """The northing of a row that lies in the band that begins at *south*."""
    edges = [_to_grid(south, _middle(zone) + across, zone)[1] for across in (0.0, 6.0)]
    least = min(edges) // _SQUARE_M * _SQUARE_M
    return north_m + math.ceil((least - north_m) / _ROWS_M) * _ROWS_M


def _to_grid(lat: float, lon: float, zone: int) -> tuple[float, float]:
    """Easting and northing in metres of a place in a zone's grid."""
    phi = math.radians(lat)
    across = math.radians((lon - _middle(zone) + 180.0) % 360.0 - 180.0)
    sine = math.sin(phi)
    conformal = math.sinh(math.atanh(sine) - _ECCENTRICITY * math.atanh(_ECCENTRICITY * sine))
    xi = math.atan2(conformal, math.cos(across))
    eta = math.asinh(math.sin(across) / math.hypot(conformal, math.cos(across)))
    terms = [(alpha, 2 * order) for order, alpha in enumerate(_ALPHA, 1)]
    up = xi + sum(a * math.sin(k * xi) * math.cosh(k * eta) for a, k in terms)
    out = eta + sum(a * math.cos(k * xi) * math.sinh(k * eta) for a, k in terms)
    north = _SCALE * _RADIUS_M * up + (_NORTH_M if lat < 0 else 0.0)
    return _EAST_M + _SCALE * _RADIUS_M * out, north


def _to_place(east: float, north: float, zone: int, *, is_south: bool) -> tuple[float, float]:
    """Latitude and longitude of metres in a zone's grid."""
    up = (north - (_NORTH_M if is_south else 0.0)) / (_SCALE * _RADIUS_M)
    out = (east - _EAST_M) / (_SCALE * _RADIUS_M)
    terms = [(beta, 2 * order) for order, beta in enumerate(_BETA, 1)]
    xi = up - sum(b * math.sin(k * up) * math.cosh(k * out) for b, k in terms)
    eta = out - sum(b * math.cos(k * up) * math.sinh(k * out) for b, k in terms)
    conformal = math.sin(xi) / math.hypot(math.sinh(eta), math.cos(xi))
    tangent = conformal
    for _ in range(5):  # Newton's way back from the conformal latitude
        root = math.hypot(1.0, tangent)
        sigma = math.sinh(_ECCENTRICITY * math.atanh(_ECCENTRICITY * tangent / root))
        now = tangent * math.hypot(1.0, sigma) - sigma * root
        square = _ECCENTRICITY**2
        slope = (conformal - now) / math.hypot(1.0, now)
        tangent += slope * (1 + (1 - square) * tangent**2) / ((1 - square) * root)
    lon = _middle(zone) + math.degrees(math.atan2(math.sinh(eta), math.cos(xi)))
    return math.degrees(math.atan(tangent)), (lon + 180.0) % 360.0 - 180.0
