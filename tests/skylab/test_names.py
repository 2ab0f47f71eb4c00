"""Names of files: what servers say is reduced to what can only be a picture in the folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.pictures.signatures import Format
from facespace_desk.placing import place
from facespace_desk.skylab.names import output_format, outputs, safe_name
from facespace_desk.skylab.records import Profile

ON: dict[str, Any] = {"enable_extract": True}


def names(
    name: str, backgrounds: int = 0, received: Format = Format.PNG, **flags: Any
) -> list[str]:
    profile = Profile(id=1, **flags)
    return [each.name for each in outputs(name, 7, profile, received, backgrounds)]


@pytest.mark.parametrize(
    ("flags", "backgrounds", "written"),
    [
        ({}, 2, ["IMG_0042.jpg"]),
        ({"dual_file_output": True, "replace_background": True}, 2, ["IMG_0042.jpg"]),
        (ON, 2, ["IMG_0042.png"]),
        (ON | {"dual_file_output": True}, 2, ["IMG_0042.png"]),
        (
            ON | {"replace_background": True, "output_file_type": "jpg"},
            3,
            ["IMG_0042.jpg", "IMG_0042 (2).jpg", "IMG_0042 (3).jpg"],
        ),
        (
            ON | {"replace_background": True, "dual_file_output": True, "output_file_type": "webp"},
            2,
            ["IMG_0042.png", "IMG_0042.webp", "IMG_0042 (2).webp"],
        ),
        (ON | {"replace_background": True}, 1, ["IMG_0042.png"]),
        (ON | {"replace_background": True}, 0, []),
        (ON | {"replace_background": True, "dual_file_output": True}, 0, ["IMG_0042.png"]),
    ],
)
def test_the_table_of_what_is_written(
    flags: dict[str, Any], backgrounds: int, written: list[str]
) -> None:
    assert names("IMG_0042.jpg", backgrounds, **flags) == written


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IMG_0042.JPG", "IMG_0042.JPG"),
        ("Café ☕.jpeg", "Café ☕.jpeg"),
        ("a.b.c.webp", "a.b.c.webp"),
        ("../evil.png", "evil.png"),
        ("..\\..\\evil.png", "evil.png"),
        ("C:\\evil.png", "evil.png"),
        ("C:evil.png", "evil.png"),
        ("/etc/evil.png", "evil.png"),
        ("x.unknown", "x.png"),
        ("evil.png.exe", "evil.png.png"),
        ("noextension", "noextension.png"),
        ("", "photo-7.png"),
        ("..", "photo-7.png"),
        (".png", "png.png"),
        ("a/", "photo-7.png"),
        ("CON.png", "_CON.png"),
        ("com1.tar.png", "_com1.tar.png"),
        ("nul", "_nul.png"),
        ("a\x00b\u202egnp.png", "abgnp.png"),
        ("ab:stream.png", "ab_stream.png"),
        ("trail. .png", "trail.png"),
        ("half\ud800.png", "half.png"),
    ],
)
def test_hostile_names_become_plain_ones(name: str, expected: str) -> None:
    assert names(name) == [expected]


def test_without_a_known_extension_it_is_that_of_what_came() -> None:
    assert names("x.unknown", received=Format.JPEG) == ["x.jpg"]
    assert names("x", received=Format.WEBP) == ["x.webp"]


@pytest.mark.parametrize("text", [None, "", "png", "PNG", ".png", "../../x", "sh", "exe\x00"])
def test_a_type_that_cannot_be_written_is_png(text: str | None) -> None:
    assert output_format(text) == (".png", Format.PNG)


@given(st.text(max_size=300))
def test_no_name_leaves_the_folder(name: str) -> None:
    stem, suffix = safe_name(name, 1)
    for found in names(name, 2, **ON, replace_background=True, dual_file_output=True):
        assert Path(found).name == found
        assert found not in (".", "..")
        assert not set(found) & set('/\\:\x00<>"|?*')
        assert len(os.fsencode(found)) < 230
    assert stem
    assert "/" not in suffix


def made(folder: Path, content: bytes) -> Path:
    part = folder / "x.part"
    part.write_bytes(content)
    return part


def test_a_taken_name_gets_a_number(tmp_path: Path) -> None:
    placed = [place(made(tmp_path, bytes([n])), tmp_path, "a.png", "rename") for n in range(3)]
    assert placed == [tmp_path / "a.png", tmp_path / "a-2.png", tmp_path / "a-3.png"]
    assert [path.read_bytes() for path in placed if path] == [b"\0", b"\1", b"\2"]
    assert not (tmp_path / "x.part").exists()


def test_a_taken_name_may_be_skipped_or_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"old")
    assert place(made(tmp_path, b"new"), tmp_path, "a.png", "skip") is None
    assert (tmp_path / "a.png").read_bytes() == b"old"
    assert not (tmp_path / "x.part").exists()
    assert place(made(tmp_path, b"new"), tmp_path, "a.png", "overwrite") == tmp_path / "a.png"
    assert (tmp_path / "a.png").read_bytes() == b"new"


def test_file_systems_without_links_do_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "not here")

    monkeypatch.setattr(os, "link", no_link)
    placed = [place(made(tmp_path, bytes([n])), tmp_path, "a.png", "rename") for n in range(2)]
    assert placed == [tmp_path / "a.png", tmp_path / "a-2.png"]
    assert (tmp_path / "a-2.png").read_bytes() == b"\1"


def test_a_link_that_stands_in_the_way_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.png").symlink_to(outside)
    assert place(made(folder, b"new"), folder, "a.png", "rename") == folder / "a-2.png"
    assert place(made(folder, b"new"), folder, "a.png", "overwrite") == folder / "a.png"
    assert outside.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["", ".", "..", "a/b.png", "/b.png"])
def test_a_name_with_a_folder_in_it_is_refused_at_the_last_door(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="folder"):
        place(made(tmp_path, b""), tmp_path, name, "rename")
