"""Pictures of every kind come out upright and in sRGB; whatever is none is told apart."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
import pyvips

from facespace_desk.pictures.decode import INCOMPLETE, decode
from facespace_desk.pictures.raster import PictureLimits, PictureTrouble, TroubleKind
from tests.pictures.painted import (
    HEIGHT,
    PICTURES,
    WIDTH,
    animated,
    bomb,
    colour_at,
    deep,
    is_upright,
    noise,
    quarters,
    turned,
    with_alpha,
)

SUFFIXES = (".jpg", ".png", ".gif", ".webp", ".tif", ".avif")


def trouble_of(picture: bytes | Path, limits: PictureLimits | None = None) -> PictureTrouble:
    with pytest.raises(PictureTrouble) as caught:
        decode(picture, box=(64, 64), limits=limits or PictureLimits())
    return caught.value


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_picture_comes_out_as_it_was_painted(suffix: str) -> None:
    raster = decode(quarters().write_to_buffer(suffix))
    assert (raster.width, raster.height) == (raster.full_width, raster.full_height)
    assert (raster.width, raster.height) == (WIDTH, HEIGHT)
    assert len(raster.data) == raster.stride * raster.height
    assert is_upright(raster)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_box_holds_the_picture_in_its_own_proportions(suffix: str) -> None:
    raster = decode(quarters().write_to_buffer(suffix), box=(64, 64))
    assert (raster.width, raster.height) == (64, 40)
    assert (raster.full_width, raster.full_height) == (WIDTH, HEIGHT)
    assert is_upright(raster)


@pytest.mark.parametrize(("name", "channels"), [("telephone", 3), ("ten_bits", 3), ("clear", 4)])
def test_picture_of_a_telephone_comes_out_upright(name: str, channels: int) -> None:
    data = (PICTURES / f"{name}.heic").read_bytes()
    whole, small = decode(data), decode(data, box=(64, 64))
    assert (whole.width, whole.height, whole.channels) == (WIDTH, HEIGHT, channels)
    assert (small.width, small.height, small.full_width) == (64, 40, WIDTH)
    assert is_upright(whole)
    assert is_upright(small)
    assert whole.format == "HEIF"


def test_picture_of_a_telephone_is_measured_before_it_is_decoded() -> None:
    data = (PICTURES / "telephone.heic").read_bytes()
    found = trouble_of(data, PictureLimits(pixels=1_000))
    assert found.kind is TroubleKind.TOO_LARGE
    assert "320 x 200 pixels" in found.words


@pytest.mark.parametrize("part", [0.3, 0.9])
def test_picture_of_a_telephone_that_ends_too_early_is_told(part: float) -> None:
    data = (PICTURES / "telephone.heic").read_bytes()
    assert trouble_of(data[: int(len(data) * part)]).kind is TroubleKind.TRUNCATED


def test_picture_of_a_telephone_with_other_bytes_in_it_is_a_picture_or_told() -> None:
    data = (PICTURES / "telephone.heic").read_bytes()
    ends = set()
    for at in range(28, len(data), 19):
        broken = bytearray(data)
        broken[at] ^= 0xFF
        try:
            ends.add(decode(bytes(broken), box=(64, 64)).format)
        except PictureTrouble as trouble:
            ends.add(trouble.kind.name)
    assert ends >= {"HEIF", "BROKEN"}


def test_small_picture_is_not_made_larger() -> None:
    raster = decode(quarters(20, 10).write_to_buffer(".png"), box=(256, 256))
    assert (raster.width, raster.height) == (20, 10)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("suffix", [".jpg", ".tif", ".png", ".webp"])
def test_picture_stands_upright_however_the_camera_was_held(orientation: int, suffix: str) -> None:
    stored = turned(quarters(), orientation).write_to_buffer(suffix)
    whole, small = decode(stored), decode(stored, box=(80, 80))
    assert (whole.full_width, whole.full_height) == (WIDTH, HEIGHT)
    assert (small.width, small.height) == (80, 50)
    assert is_upright(whole)
    assert is_upright(small)


def test_colour_profile_is_turned_into_srgb() -> None:
    wide = quarters().icc_transform("p3", input_profile="srgb")
    stored = wide.write_to_buffer(".png")
    assert "icc-profile-data" in pyvips.Image.pngload_buffer(stored).get_fields()
    without = wide.write_to_buffer(".png", keep="none")
    assert is_upright(decode(stored), within=3)
    assert not is_upright(decode(without), within=3)  # the numbers as they stand are other colours


def test_damaged_colour_profile_is_passed_over() -> None:
    image = quarters().copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", b"\0\0\1\0rubbish" * 40)
    assert is_upright(decode(image.write_to_buffer(".png")))


@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
@pytest.mark.parametrize("keep", ["all", "none"])
def test_colours_for_print_become_colours_for_a_screen(suffix: str, keep: str) -> None:
    image = quarters().icc_transform("cmyk", input_profile="srgb")
    raster = decode(image.write_to_buffer(suffix, keep=keep))
    assert raster.channels == 3
    assert is_upright(raster, within=60)  # print has no such green
    assert "CMYK" in raster.notes[0]


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_sixteen_bits_become_eight(suffix: str) -> None:
    raster = decode(deep(quarters()).write_to_buffer(suffix))
    assert is_upright(raster, within=2)
    assert "8 bits" in raster.notes[0]


@pytest.mark.parametrize("suffix", [".png", ".tif", ".webp", ".avif"])
def test_alpha_is_kept(suffix: str) -> None:
    raster = decode(with_alpha(quarters(), 90).write_to_buffer(suffix), box=(100, 100))
    assert raster.has_alpha
    assert is_upright(raster)
    assert abs(colour_at(raster, "top left")[3] - 90) <= 2


def test_alpha_of_sixteen_bits_is_kept() -> None:
    raster = decode(with_alpha(deep(quarters()), 90 * 257).write_to_buffer(".png"))
    assert abs(colour_at(raster, "bottom left")[3] - 90) <= 1


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif"])
def test_grey_picture_has_three_colours_too(suffix: str) -> None:
    raster = decode(quarters().colourspace("b-w").write_to_buffer(suffix))
    assert raster.channels == 3
    assert len(set(colour_at(raster, "top left"))) == 1


def test_grey_with_alpha_has_four_channels() -> None:
    grey = quarters().colourspace("b-w")
    stored = grey.bandjoin(90).cast("uchar").copy(interpretation="b-w").write_to_buffer(".png")
    assert decode(stored).channels == 4


def test_more_bands_than_colours_are_left_out() -> None:
    image = quarters().bandjoin([1, 2, 3]).cast("uchar").copy(interpretation="multiband")
    assert decode(image.write_to_buffer(".tif")).channels == 3


def test_floating_point_colours_become_bytes() -> None:
    stored = quarters().colourspace("scrgb").write_to_buffer(".tif")
    assert is_upright(decode(stored))


def test_first_frame_of_many_is_shown_and_said_so() -> None:
    raster = decode(animated(12))
    assert (raster.width, raster.height) == (WIDTH, HEIGHT)
    assert is_upright(raster, within=25)  # of 256 colours
    assert raster.notes == ("first of 12 frames",)


def test_first_page_of_many_is_shown_and_said_so() -> None:
    pages = pyvips.Image.arrayjoin([quarters(), noise(WIDTH, HEIGHT)], across=1).copy()
    pages.set_type(pyvips.GValue.gint_type, "page-height", HEIGHT)
    raster = decode(pages.tiffsave_buffer())
    assert is_upright(raster)
    assert raster.notes == ("first of 2 pages",)


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_interlaced_picture_is_read(suffix: str) -> None:
    assert is_upright(decode(quarters().write_to_buffer(suffix, interlace=True), box=(64, 64)))


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.97])
@pytest.mark.parametrize("suffix", [".jpg", ".png", ".gif", ".webp", ".avif"])
def test_cut_picture_is_truncated(suffix: str, share: float) -> None:
    content = noise(200, 150).write_to_buffer(suffix)
    assert trouble_of(content[: int(len(content) * share)]).kind is TroubleKind.TRUNCATED


def test_cut_tiff_is_no_picture_either() -> None:
    content = noise(200, 150).write_to_buffer(".tif")
    assert trouble_of(content[: len(content) // 2]).kind is TroubleKind.BROKEN


@pytest.mark.parametrize("suffix", [".jpg", ".png"])
def test_incomplete_picture_is_shown_as_far_as_it_goes_where_that_is_wanted(suffix: str) -> None:
    content = noise(600, 400).write_to_buffer(suffix)
    whole = decode(content)
    part = decode(content[: int(len(content) * 0.7)], keep_incomplete=True)
    assert (part.width, part.height) == (600, 400)
    assert part.notes == (INCOMPLETE,)
    upper = whole.stride * 200
    assert part.data[:upper] == whole.data[:upper]
    assert part.data != whole.data


def test_whole_picture_is_not_called_incomplete() -> None:
    assert decode(quarters().write_to_buffer(".jpg"), keep_incomplete=True).notes == ()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_damage_in_the_middle_is_trouble_or_a_picture_never_else(suffix: str) -> None:
    content = bytearray(noise(320, 240).write_to_buffer(suffix))
    outcomes = set()
    for start in range(12, len(content) - 40, max(1, len(content) // 25)):
        damaged = bytearray(content)
        damaged[start : start + 30] = bytes(byte ^ 0x5A for byte in damaged[start : start + 30])
        try:
            raster = decode(bytes(damaged), box=(64, 64))
        except PictureTrouble as trouble:
            outcomes.add(trouble.kind)
        else:
            assert len(raster.data) == raster.stride * raster.height
    kinds = {TroubleKind.BROKEN, TroubleKind.TRUNCATED, TroubleKind.TOO_LARGE}
    assert outcomes <= kinds | {TroubleKind.NOT_A_PICTURE, TroubleKind.UNSUPPORTED}


@pytest.mark.parametrize(
    ("content", "kind", "said"),
    [
        (b"", TroubleKind.EMPTY, "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", TroubleKind.NOT_A_PICTURE, "web page"),
        (b"\n\n <HTML>moved", TroubleKind.NOT_A_PICTURE, "web page"),
        (b'{"error": "no such camera"}', TroubleKind.NOT_A_PICTURE, "JSON"),
        (b"401 Unauthorized", TroubleKind.NOT_A_PICTURE, "text"),
        (b"%PDF-1.7 ...", TroubleKind.NOT_A_PICTURE, "PDF"),
        (b"PK\x03\x04" + bytes(40), TroubleKind.NOT_A_PICTURE, "zip"),
        (b"#EXTM3U\n#EXT-X-VERSION:3\n", TroubleKind.NOT_A_PICTURE, "film"),
        (b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00isom", TroubleKind.NOT_A_PICTURE, "film"),
        (bytes(range(200, 256)), TroubleKind.NOT_A_PICTURE, "known kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", TroubleKind.UNSUPPORTED, "SVG"),
        (b"<?xml version='1.0'?>\n<svg/>", TroubleKind.UNSUPPORTED, "SVG"),
        (b"BM" + bytes(60), TroubleKind.UNSUPPORTED, "BMP"),
        (b"II*\x00\x10\x00\x00\x00CR\x02\x00", TroubleKind.UNSUPPORTED, "Raw"),
        (b"\xff\x0a" + bytes(60), TroubleKind.UNSUPPORTED, "JPEG XL"),
    ],
)
def test_what_is_no_picture_is_told_by_its_name(
    content: bytes, kind: TroubleKind, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "photo.jpg"  # whatever its name says
    file.write_bytes(content)
    for picture in (content, file):
        trouble = trouble_of(picture)
        assert trouble.kind is kind
        assert said in trouble.words


def test_name_of_a_file_is_not_believed(tmp_path: Path) -> None:
    for name in ("photo.svg", "photo.pdf", "photo[page=3].gif", "photo", "-Q.csv", "a b%s.raw"):
        file = tmp_path / name
        file.write_bytes(quarters().write_to_buffer(".png"))
        assert decode(file, box=(64, 64)).format == "PNG"


@pytest.mark.parametrize("loader", ["svgload_buffer", "rawload", "csvload", "vipsload"])
def test_no_other_decoder_can_be_reached(loader: str) -> None:
    argument = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"
    told = {"rawload": ("/dev/zero", 9, 9, 3), "svgload_buffer": (argument,)}
    with pytest.raises(pyvips.Error, match="blocked"):
        getattr(pyvips.Image, loader)(*told.get(loader, ("/dev/null",)))


def test_bomb_is_refused_before_it_is_decoded() -> None:
    trouble = trouble_of(bomb(30_000, 30_000))
    assert trouble.kind is TroubleKind.TOO_LARGE
    assert "30000 x 30000" in trouble.words


def test_picture_that_cannot_be_read_line_by_line_has_less_room() -> None:
    limits = PictureLimits(whole_bytes=30_000_000)
    assert trouble_of(bomb(9_000, 9_000, interlaced=True), limits).kind is TroubleKind.TOO_LARGE
    assert trouble_of(bomb(9_000, 9_000), limits).kind is not TroubleKind.TOO_LARGE


@pytest.mark.parametrize(
    "limits",
    [PictureLimits(bytes=500), PictureLimits(pixels=5_000), PictureLimits(side=WIDTH - 1)],
)
def test_limits_hold(limits: PictureLimits, tmp_path: Path) -> None:
    content = noise(WIDTH, HEIGHT).write_to_buffer(".jpg")
    file = tmp_path / "photo.jpg"
    file.write_bytes(content)
    assert trouble_of(content, limits).kind is TroubleKind.TOO_LARGE
    assert trouble_of(file, limits).kind is TroubleKind.TOO_LARGE


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.jpg"
    with file.open("wb") as sparse:
        sparse.truncate(2_000_000_000)
    tracemalloc.start()
    try:
        assert trouble_of(file).kind is TroubleKind.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_file_that_cannot_be_read_is_unreadable(tmp_path: Path) -> None:
    assert trouble_of(tmp_path / "gone.jpg").kind is TroubleKind.UNREADABLE
    assert trouble_of(tmp_path).words == "It is a folder."
    if os.name != "nt":
        os.mkfifo(tmp_path / "pipe.jpg")  # opening it would wait for ever
        assert trouble_of(tmp_path / "pipe.jpg").kind is TroubleKind.NOT_A_PICTURE


def test_words_and_repr_tell_no_path_and_no_content(tmp_path: Path) -> None:
    file = tmp_path / "secret-name.jpg"
    file.write_bytes(b"<html>secret text")
    assert "secret" not in repr(trouble_of(file))
    assert "data" not in repr(decode(quarters().write_to_buffer(".png")))
