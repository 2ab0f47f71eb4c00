"""Local PMTiles files, well made and hostile."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map import pmtiles
from facespace_desk.map.pmtiles import PmtilesSource, tile_number
from facespace_desk.map.sources import MOST_BYTES, TileTrouble
from tests.map.pictures import png
from tests.map.shapes import unhurried

PLAIN, GZIP, BROTLI = 1, 2, 3
VECTOR, PNG = 1, 2
HEADER_BYTES = 127

Entry = tuple[int, int, int, int]  # number, run, length, offset


def varint(value: int) -> bytes:
    found = bytearray()
    while value >= 0x80:
        found.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*found, value])


def directory(entries: Iterable[Entry]) -> bytes:
    """A directory as a writer makes it: what follows the entry before is told by a 0."""
    rows = list(entries)
    numbers, before = [len(rows)], 0
    for number, *_ in rows:
        numbers.append(number - before)
        before = number
    numbers += [run for _, run, _, _ in rows]
    numbers += [length for _, _, length, _ in rows]
    end = -1
    for _, _, length, offset in rows:
        numbers.append(0 if offset == end else offset + 1)
        end = offset + length
    return b"".join(varint(number) for number in numbers)


def made(
    path: Path,
    root: bytes,
    tiles: bytes,
    *,
    leaves: bytes = b"",
    packing: int = GZIP,
    kind: int = PNG,
    zooms: tuple[int, int] = (0, 2),
    tile_packing: int = PLAIN,
    version: int = 3,
    info: object | None = None,
) -> Path:
    """A file of these parts, *root* and the metadata packed as *packing* says."""
    said = json.dumps({} if info is None else info).encode()
    if packing == GZIP:
        root, said = gzip.compress(root), gzip.compress(said)
    at = HEADER_BYTES
    places: list[int] = []
    for part in (root, said, leaves, tiles):
        places += [at, len(part)]
        at += len(part)
    header = struct.pack(
        "<7sB11QBBBBBB",
        b"PMTiles",
        version,
        *places,
        0,
        0,
        0,
        1,
        packing,
        tile_packing,
        kind,
        *zooms,
    )
    path.write_bytes(header.ljust(HEADER_BYTES, b"\0") + root + said + leaves + tiles)
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a map, ümläut #1?.pmtiles"


@pytest.mark.parametrize(
    ("tile", "number"),  # of the specification
    [
        ((0, 0, 0), 0),
        ((1, 0, 0), 1),
        ((1, 0, 1), 2),
        ((1, 1, 1), 3),
        ((1, 1, 0), 4),
        ((2, 0, 0), 5),
        ((12, 3423, 1763), 19078479),
    ],
)
def test_tiles_are_numbered_along_the_curve(tile: tuple[int, int, int], number: int) -> None:
    assert tile_number(*tile) == number


@given(st.integers(1, 9), st.data())
@unhurried
def test_neighbours_on_the_curve_are_neighbours_on_the_map(zoom: int, data: st.DataObject) -> None:
    side = 2**zoom
    x, y = data.draw(st.integers(0, side - 1)), data.draw(st.integers(0, side - 1))
    number = tile_number(zoom, x, y)
    beside = [
        tile_number(zoom, x + dx, y + dy)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1))
        if 0 <= x + dx < side and 0 <= y + dy < side
    ]
    first, last = tile_number(zoom, 0, 0), tile_number(zoom, side - 1, 0)
    assert first <= number <= last
    assert number == first or number - 1 in beside
    assert number == last or number + 1 in beside


@pytest.mark.parametrize("packing", [PLAIN, GZIP])
async def test_tiles_come_alone_in_runs_and_from_leaves(path: Path, packing: int) -> None:
    one, many, deep = png(256, 1), png(256, 2), png(256, 3)
    leaf = directory([(5, 1, len(deep), len(one) + len(many))])
    if packing == GZIP:
        leaf = gzip.compress(leaf)
    root = directory([(0, 1, len(one), 0), (1, 3, len(many), len(one)), (5, 0, len(leaf), 0)])
    made(path, root, one + many + deep, leaves=leaf, packing=packing)
    source = PmtilesSource(path)
    assert (source.min_zoom, source.max_zoom) == (0, 2)
    wanted = {
        (0, 0, 0): one,
        (1, 0, 0): many,
        (1, 0, 1): many,
        (1, 1, 1): many,
        (1, 1, 0): None,
        (2, 0, 0): deep,
        (2, 3, 3): None,
        (3, 0, 0): None,
        (1, 2, 0): None,
    }
    for tile, data in wanted.items():
        found = await source.tile(*tile)
        assert (found.data if found else None) == data, tile
    await source.close()
    with pytest.raises(TileTrouble, match="is closed"):
        await source.tile(0, 0, 0)


async def test_packed_tiles_are_unpacked(path: Path) -> None:
    packed = gzip.compress(png())
    made(path, directory([(0, 1, len(packed), 0)]), packed, tile_packing=GZIP)
    source = PmtilesSource(path)
    found = await source.tile(0, 0, 0)
    assert found is not None
    assert found.data == png()
    await source.close()


async def test_metadata_becomes_plain_text(path: Path) -> None:
    info = {"name": " <b>My</b>\nmap ", "attribution": '<a onclick="evil()">&copy; A</a>\u202e'}
    made(path, directory([(0, 1, 1, 0)]), b"x", info=info)
    source = PmtilesSource(path)
    assert (source.name, source.attribution) == ("My map", "© A")
    await source.close()


async def test_a_file_that_says_nothing_is_known_by_its_name(path: Path) -> None:
    made(path, directory([(0, 1, 1, 0)]), b"x", info=["no object"])
    source = PmtilesSource(path)
    assert (source.name, source.attribution) == (path.name, "")
    await source.close()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": VECTOR}, "holds “vector” tiles"),
        ({"kind": 5}, "holds “AVIF” tiles"),
        ({"version": 2}, "damaged or no PMTiles"),
        ({"packing": BROTLI}, "damaged or no PMTiles"),
        ({"zooms": (3, 2)}, "damaged or no PMTiles"),
        ({"zooms": (0, 200)}, "damaged or no PMTiles"),
        ({"root": b""}, "damaged or no PMTiles"),
        ({"root": b"\x00"}, "damaged or no PMTiles"),
        ({"root": b"\xff" * 40}, "damaged or no PMTiles"),
        ({"root": varint(2**40)}, "damaged or no PMTiles"),
        ({"root": varint(1) + bytes(4)}, "damaged or no PMTiles"),
        ({"root": bytes(pmtiles._DIRECTORY_BYTES + 1)}, "damaged or no PMTiles"),  # a bomb
    ],
)
def test_what_cannot_be_used_is_said_at_opening(
    path: Path, options: dict[str, object], words: str
) -> None:
    parts: dict[str, object] = {"root": directory([(0, 1, 1, 0)]), "tiles": b"x"} | options
    made(path, **parts)  # type: ignore[arg-type]
    with pytest.raises(TileTrouble, match=words):
        PmtilesSource(path)


def test_a_file_that_is_cut_off_or_gone_is_said(path: Path) -> None:
    whole = made(path, directory([(0, 1, 1, 0)]), b"x").read_bytes()
    for length in (0, 7, 100, HEADER_BYTES, HEADER_BYTES + 5):
        path.write_bytes(whole[:length])
        with pytest.raises(TileTrouble, match="damaged or no PMTiles"):
            PmtilesSource(path)
    path.unlink()
    with pytest.raises(TileTrouble, match="no file"):
        PmtilesSource(path)


@pytest.mark.parametrize(
    "entry",
    [
        (0, 1, MOST_BYTES + 1, 0),  # larger than a tile can be
        (0, 1, 4, 2**62),  # beyond the file, and beyond what can be sought
        (0, 1, 4, 10_000_000),
        (0, 1, 4, 0),  # no picture
        (0, 0, 4, 10_000_000),  # a leaf that is not there
    ],
)
async def test_a_hostile_entry_costs_its_tile_only(path: Path, entry: Entry) -> None:
    good = png()
    root = directory([entry, (1, 1, len(good), 4)])
    made(path, root, b"nope" + good)
    source = PmtilesSource(path)
    with pytest.raises(TileTrouble):
        await source.tile(0, 0, 0)
    found = await source.tile(1, 0, 0)
    assert found is not None
    assert found.data == good
    await source.close()


async def test_leaves_that_lead_to_themselves_end(path: Path) -> None:
    leaf = directory([(0, 0, 5, 0)])
    assert len(leaf) == 5
    made(path, directory([(0, 0, 5, 0)]), b"x", leaves=leaf, packing=PLAIN)
    source = PmtilesSource(path)
    with pytest.raises(TileTrouble, match="damaged"):
        await source.tile(0, 0, 0)
    await source.close()


async def test_a_tile_that_unpacks_to_gigabytes_is_stopped(path: Path) -> None:
    packed = gzip.compress(bytes(MOST_BYTES + 1))
    made(path, directory([(0, 1, len(packed), 0)]), packed, tile_packing=GZIP)
    source = PmtilesSource(path)
    with pytest.raises(TileTrouble, match="damaged"):
        await source.tile(0, 0, 0)
    await source.close()


@given(data=st.binary(max_size=400))
@unhurried
def test_no_bytes_do_more_than_be_refused(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("any") / "any.pmtiles"
    path.write_bytes(b"PMTiles\x03" + data)
    with pytest.raises(TileTrouble):
        PmtilesSource(path)
