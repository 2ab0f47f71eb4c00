"""Morton order: two coordinates interleaved, so that every square cell is one contiguous slice.

A code has BITS bits of x and of y, y's above x's. The cell of level L that holds a point is the
first 2 · L bits of its code. Points and cells are sorted by code.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from facespace_desk.map.geo import Floats

Codes = NDArray[np.uint64]
Ints = NDArray[np.int64]
Rect = tuple[float, float, float, float]  # world x0, y0, x1, y1; x may leave [0, 1) at 180°

BITS = 26  # a cell of the last level is 0.6 m wide at the equator
NO_INTS: Ints = np.zeros(0, np.int64)

_SPREAD_STEPS = tuple(
    (np.uint64(bits), np.uint64(mask))
    for bits, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    )
)
_GATHER_STEPS = tuple(
    (np.uint64(bits), np.uint64(mask))
    for bits, mask in (
        (1, 0x3333333333333333),
        (2, 0x0F0F0F0F0F0F0F0F),
        (4, 0x00FF00FF00FF00FF),
        (8, 0x0000FFFF0000FFFF),
        (16, 0x00000000FFFFFFFF),
    )
)


def codes_of(x: Floats, y: Floats) -> Codes:
    """Codes of points in [0, 1]²; 1 itself lies in the last cell."""
    return _interleaved(_cut(x), _cut(y))


def split_levels(codes: Codes) -> NDArray[np.uint8]:
    """Per sorted code the first level whose cells part it from the one before; 0 for the first.

    Codes that are equal are parted at no level: theirs is BITS + 1.
    """
    different = codes[1:] ^ codes[:-1]
    # The exponent is the place of the highest bit: numbers below 2^53 are exact.
    bits = np.frexp(different.astype(np.float64))[1]
    levels = (BITS - (bits - 1) // 2).astype(np.uint8)
    return np.concatenate([np.zeros(min(len(codes), 1), np.uint8), levels])


def near(codes: Codes, level: int, rect: Rect, most_cells: int = 4096) -> Ints:
    """Numbers of the sorted cell codes of a level that may touch a rectangle within [0, 1]².

    None that touches it is missing. Where the level has more than *most_cells* there, bigger ones
    stand for them, and some that do not touch it come along.
    """
    cover = level
    while _size(_cell_range(rect, cover)) > most_cells:
        cover -= 1
    low_x, low_y, high_x, high_y = _cell_range(rect, cover)
    across = np.arange(low_x, high_x + 1, dtype=np.uint64)
    down = np.arange(low_y, high_y + 1, dtype=np.uint64)
    cells = np.sort(_interleaved(across[np.newaxis, :], down[:, np.newaxis]).ravel())
    # Neighbours in Morton order are one slice.
    begins = np.flatnonzero(np.diff(cells, prepend=cells[:1] + np.uint64(2)) != 1)
    ends = np.append(begins[1:], len(cells)) - 1
    bits = np.uint64(2 * (level - cover))
    first = np.searchsorted(codes, cells[begins] << bits)
    end = np.searchsorted(codes, (cells[ends] + np.uint64(1)) << bits)
    return ranges(first, end)


def touching(codes: Codes, level: int, rect: Rect) -> NDArray[np.bool_]:
    """Which cells of a level touch a rectangle within [0, 1]², edges included."""
    low_x, low_y, high_x, high_y = _cell_range(rect, level)
    x, y = _gathered(codes), _gathered(codes >> np.uint64(1))
    return np.asarray((x >= low_x) & (x <= high_x) & (y >= low_y) & (y <= high_y))


def ranges(first: Ints, end: Ints) -> Ints:
    """All numbers from each *first* to before its *end*, one range after the other."""
    lengths = end - first
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.repeat(first - before, lengths) + np.arange(int(lengths.sum())))


def _cell_range(rect: Rect, level: int) -> tuple[int, int, int, int]:
    """Columns and rows of the cells that a rectangle touches: low x, low y, high x, high y."""
    last = (1 << level) - 1
    x0, y0, x1, y1 = (min(int(value * (1 << level)), last) for value in rect)
    return x0, y0, x1, y1


def _size(cells: tuple[int, int, int, int]) -> int:
    return (cells[2] - cells[0] + 1) * (cells[3] - cells[1] + 1)


def _cut(position: Floats) -> Codes:
    return np.minimum(np.floor(position * (1 << BITS)), (1 << BITS) - 1).astype(np.uint64)


def _interleaved(x: Codes, y: Codes) -> Codes:
    return np.asarray(_spread(x) | (_spread(y) << np.uint64(1)))


def _spread(value: Codes) -> Codes:
    """A zero bit put above each of the lower 32 bits."""
    for bits, mask in _SPREAD_STEPS:
        value = (value | (value << bits)) & mask
    return value


def _gathered(value: Codes) -> Codes:
    """Every other bit of the codes, from the lowest on: what `_spread` undoes."""
    value = value & np.uint64(0x5555555555555555)
    for bits, mask in _GATHER_STEPS:
        value = (value | (value >> bits)) & mask
    return value
