"""Names of files that a server has chosen can only be files in the folder that is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.net.file_names import safe_file_name


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("piers.csv", ("piers", ".csv")),
        ("../../evil.csv", ("evil", ".csv")),
        ("C:\\Windows\\win.ini", ("win", ".ini")),
        ("ab:c|d?.kml", ("ab_c_d_", ".kml")),
        ("NUL.txt", ("_NUL", ".txt")),
        ("a\u202egnp.exe", ("agnp", ".exe")),
        ("", ("export", "")),
        ("..", ("export", "")),
        ("/", ("export", "")),
        (".hidden", ("hidden", "")),
        ("x." + "y" * 300, ("x", "." + "y" * 39)),
    ],
)
def test_a_name_is_reduced(name: str, expected: tuple[str, str]) -> None:
    assert safe_file_name(name, "export") == expected


@given(st.text(max_size=400))
def test_no_name_leaves_its_folder_or_is_too_long(name: str) -> None:
    stem, suffix = safe_file_name(name, "export")
    assert stem
    assert not set(stem + suffix) & set('/\\<>:"|?*\0\n')
    assert len((stem + suffix).encode()) <= 230
