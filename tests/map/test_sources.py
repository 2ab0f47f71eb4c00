"""What counts as a tile's picture."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.map.sources import MOST_BYTES, TileImage, TileTrouble, is_tile, picture_size
from tests.map.pictures import jpeg, png, webp
from tests.map.shapes import unhurried


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (png(256, 128), (256, 128)),
        (jpeg(300, 200), (300, 200)),
        (jpeg(512, 256, coding=0xC2), (512, 256)),  # progressive
        (webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 256, 255)), (256, 255)),
        (webp(b"VP8L", b"\x2f" + struct.pack("<I", 255 | 511 << 14)), (256, 512)),
        (webp(b"VP8X", bytes(4) + b"\xff\0\0" + b"\x7f\0\0"), (256, 128)),
    ],
)
def test_sizes_are_read_from_the_header(data: bytes, size: tuple[int, int]) -> None:
    assert picture_size(data) == size
    image = TileImage.checked(data)
    assert (image.width, image.height, image.data) == (*size, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>not found</html>",
        b"GIF89a\x01\0\x01\0",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff\xe0\x00\x00" * 20,
        b"RIFF\0\0\0\0WEBP",
        webp(b"VP8?", bytes(20)),
        webp(b"VP8L", bytes(20)),
        jpeg(10, 10)[:20],
        b"\x1f\x8b\x08\0",  # a vector tile
    ],
)
def test_what_is_no_picture_is_told_so(data: bytes) -> None:
    assert picture_size(data) is None
    with pytest.raises(TileTrouble, match="no PNG, JPEG or WebP"):
        TileImage.checked(data)


@pytest.mark.parametrize("data", [png(1025, 10), png(65_000, 65_000), jpeg(1, 40_000), png(0, 5)])
def test_pictures_larger_than_a_tile_are_refused_by_their_header(data: bytes) -> None:
    with pytest.raises(TileTrouble, match="pixels"):
        TileImage.checked(data)


def test_too_many_bytes_are_refused() -> None:
    with pytest.raises(TileTrouble, match="2 MiB"):
        TileImage.checked(png(padding=MOST_BYTES))


@unhurried
@given(
    st.binary(max_size=64), st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF"])
)
def test_any_bytes_have_a_size_or_none(data: bytes, start: bytes) -> None:
    size = picture_size(start + data)
    assert size is None or (size[0] >= 0 and size[1] >= 0)


def test_tile_numbers() -> None:
    assert is_tile(0, 0, 0)
    assert is_tile(3, 7, 7)
    assert not is_tile(3, 8, 0)
    assert not is_tile(3, 0, -1)
    assert not is_tile(-1, 0, 0)
    assert not is_tile(40, 0, 0)
