"""Local MBTiles files, well made and hostile."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import apsw
import pytest

from facespace_desk.map import mbtiles
from facespace_desk.map.mbtiles import MbtilesSource
from facespace_desk.map.sources import MOST_BYTES, TileTrouble
from tests.map.pictures import jpeg, png

TABLES = """
CREATE TABLE metadata (name TEXT, value TEXT);
CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB);
"""


def made(
    path: Path,
    tiles: dict[tuple[int, int, int], object] | None = None,
    sql: str = TABLES,
    **metadata: object,
) -> Path:
    """A file with tiles by zoom, column and row from the south."""
    connection = apsw.Connection(os.fspath(path))
    connection.execute(sql)
    for name, value in metadata.items():
        connection.execute("INSERT INTO metadata VALUES (?, ?)", (name, value))
    for number, data in (tiles or {}).items():
        connection.execute("INSERT INTO tiles VALUES (?, ?, ?, ?)", (*number, data))
    connection.close()
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a map, ümläut #1?.mbtiles"


async def test_tiles_are_numbered_from_the_north(path: Path) -> None:
    north, south = png(256, 1), png(256, 2)
    made(path, {(1, 0, 1): north, (1, 0, 0): south}, format="png", minzoom="1", maxzoom="1")
    source = MbtilesSource(path)
    top, bottom = await source.tile(1, 0, 0), await source.tile(1, 0, 1)
    assert top is not None
    assert bottom is not None
    assert (top.data, bottom.data) == (north, south)
    assert await source.tile(1, 1, 0) is None
    await source.close()


async def test_metadata_becomes_plain_text(path: Path) -> None:
    made(
        path,
        {(3, 0, 0): jpeg(256, 256)},
        format="jpg",
        name="  <b>My</b>\nmap ",
        attribution='<a href="https://x.example" onclick="evil()">&copy; A &amp; B</a>\u202e',
        minzoom="3",
        maxzoom="5",
    )
    source = MbtilesSource(path)
    assert (source.name, source.attribution) == ("My map", "© A & B")
    assert (source.min_zoom, source.max_zoom) == (3, 5)
    await source.close()


async def test_what_metadata_does_not_say_is_seen_in_the_tiles(path: Path) -> None:
    made(path, {(4, 0, 0): png(), (9, 0, 0): png()})
    source = MbtilesSource(path)
    assert (source.min_zoom, source.max_zoom) == (4, 9)
    assert (source.name, source.attribution) == (path.name, "")
    await source.close()


async def test_tiles_may_be_a_view(path: Path) -> None:
    sql = """
    CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, id TEXT);
    CREATE TABLE images (id TEXT, tile_data BLOB);
    CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data
        FROM map JOIN images USING (id);
    INSERT INTO map VALUES (0, 0, 0, 'a');
    """
    made(path, sql=sql, minzoom="0", maxzoom="0")
    connection = apsw.Connection(os.fspath(path))
    connection.execute("INSERT INTO images VALUES ('a', ?)", (png(),))
    connection.close()
    source = MbtilesSource(path)
    assert await source.tile(0, 0, 0) is not None
    await source.close()


async def test_the_file_is_never_written(path: Path) -> None:
    made(path, {(0, 0, 0): png()}, minzoom="0", maxzoom="0")
    before = path.read_bytes()
    source = MbtilesSource(path)
    await source.tile(0, 0, 0)
    with pytest.raises(TileTrouble, match="cannot be read"):
        source._asked("DELETE FROM tiles")
    await source.close()
    assert path.read_bytes() == before
    assert sorted(item.name for item in path.parent.iterdir()) == [path.name]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no MBTiles"),
        (b"this is no database" * 500, "no MBTiles"),
        (b"SQLite format 3\0" + b"\xee" * 8000, "no MBTiles"),
        (png(), "no MBTiles"),
    ],
)
def test_what_is_no_database_is_told_so(content: bytes, words: str, path: Path) -> None:
    path.write_bytes(content)
    with pytest.raises(TileTrouble, match=words):
        MbtilesSource(path)


def test_a_file_that_is_not_there_is_not_made(path: Path) -> None:
    with pytest.raises(TileTrouble, match="There is no file"):
        MbtilesSource(path)
    with pytest.raises(TileTrouble, match="There is no file"):
        MbtilesSource(path.parent)
    assert not path.exists()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other (a)",
        "CREATE TABLE metadata (name TEXT, value TEXT)",
        "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data)",
        "CREATE TABLE metadata (name, value); CREATE TABLE tiles (z, x, y, data)",
        "CREATE TABLE metadata (name, value);CREATE VIEW tiles AS SELECT * FROM nowhere",
    ],
)
def test_missing_tables_and_columns_are_told(sql: str, path: Path) -> None:
    made(path, sql=sql)
    with pytest.raises(TileTrouble, match="no MBTiles file"):
        MbtilesSource(path)


@pytest.mark.parametrize("kind", ["pbf", "PBF", "<b>mvt</b>", "pbf\u202e\n" * 100])
def test_vector_tiles_are_refused_by_name(kind: str, path: Path) -> None:
    made(path, {(0, 0, 0): b"\x1f\x8b"}, format=kind)
    with pytest.raises(TileTrouble, match="only pictures") as caught:
        MbtilesSource(path)
    assert len(str(caught.value)) < 200
    assert "\u202e" not in str(caught.value)


def test_a_file_without_tiles_is_told_so(path: Path) -> None:
    made(path)
    with pytest.raises(TileTrouble, match="holds no tiles"):
        MbtilesSource(path)


@pytest.mark.parametrize("zoom", ["-1", "99", "five", "١", "1e1", "9" * 5000, None, 3.5])
async def test_nonsense_zooms_do_not_count(zoom: object, path: Path) -> None:
    made(path, {(2, 0, 0): png()}, minzoom=zoom, maxzoom=zoom)
    source = MbtilesSource(path)
    assert (source.min_zoom, source.max_zoom) == (2, 2)
    await source.close()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no PNG"),
        (b"\x1f\x8b\x08 a vector tile", "no PNG"),
        ("a text", "no picture"),
        (17, "no picture"),
        (png(4000, 4000), "pixels"),
        (png(padding=MOST_BYTES), "larger than 2 MiB"),
    ],
)
async def test_hostile_blobs_end_in_words(data: object, words: str, path: Path) -> None:
    made(path, {(0, 0, 0): data}, minzoom="0", maxzoom="1")
    source = MbtilesSource(path)
    with pytest.raises(TileTrouble, match=words):
        await source.tile(0, 0, 0)
    assert await source.tile(1, 0, 0) is None  # the file is still good for others
    await source.close()


async def test_a_null_blob_is_no_tile(path: Path) -> None:
    made(path, {(0, 0, 0): None}, minzoom="0", maxzoom="0")
    source = MbtilesSource(path)
    assert await source.tile(0, 0, 0) is None
    await source.close()


async def test_a_view_that_makes_gigabytes_is_stopped(path: Path) -> None:
    sql = """
    CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE VIEW tiles AS SELECT 0 AS zoom_level, 0 AS tile_column, 0 AS tile_row,
        zeroblob(1000000000) AS tile_data;
    """
    made(path, sql=sql, minzoom="0", maxzoom="0")
    source = MbtilesSource(path)
    with pytest.raises(TileTrouble, match="larger than 2 MiB"):
        await source.tile(0, 0, 0)
    await source.close()


async def test_a_view_without_end_is_stopped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbtiles, "QUESTION_S", 0.1)
    sql = """
    CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n)
        SELECT i - i + 9 AS zoom_level, 0 AS tile_column, 0 AS tile_row, i AS tile_data FROM n;
    """
    made(path, sql=sql, minzoom="0", maxzoom="0")
    source = MbtilesSource(path)
    with pytest.raises(TileTrouble, match="takes too long"):
        await source.tile(0, 0, 0)
    await source.close()


async def test_a_closed_file_gives_nothing_and_many_may_ask(path: Path) -> None:
    made(path, {(2, x, y): png() for x in range(4) for y in range(4)}, minzoom="2", maxzoom="2")
    source = MbtilesSource(path)
    images = await asyncio.gather(*(source.tile(2, n % 4, n // 4) for n in range(16)))
    assert all(images)
    await source.close()
    await source.close()
    with pytest.raises(TileTrouble, match="closed"):
        await source.tile(2, 0, 0)
