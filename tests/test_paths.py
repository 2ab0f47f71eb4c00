"""Folders of the console, and files that survive a crash."""

import os
import stat
import sys
from pathlib import Path

import pytest

from facespace_desk.files import set_aside, write_atomically
from facespace_desk.paths import APP_NAME, Paths, temporary_paths

needs_modes = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_standard_folders_carry_the_name_and_are_not_made() -> None:
    paths = Paths.standard()
    assert all(APP_NAME in str(folder) for folder in (paths.config, paths.data, paths.cache))


@needs_modes
def test_folders_are_for_this_user_only(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "desk")
    paths.make()
    paths.make()
    assert {mode(folder) for folder in (paths.config, paths.data, paths.cache, paths.log)} == {
        0o700
    }


@pytest.mark.parametrize(("seed", "name"), [(None, "demo"), (7, "demo-7")])
def test_the_demo_has_folders_away_from_the_operators_own(seed: int | None, name: str) -> None:
    own, demo = Paths.standard(), Paths.demo(seed)
    assert demo.store_file == own.data / name / "data" / "store.db"
    assert (own.use, demo.use) == ("own", "demo")


def test_temporary_folders_vanish_with_their_block() -> None:
    with temporary_paths() as paths:
        paths.store_file.write_bytes(b"x")
        root = paths.data.parent
    assert not root.exists()


@needs_modes
def test_written_file_is_private_whatever_the_mask(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        write_atomically(tmp_path / "new" / "file", b"content")
    finally:
        os.umask(old)
    assert mode(tmp_path / "new" / "file") == 0o600
    assert mode(tmp_path / "new") == 0o700


def test_failed_write_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    target = tmp_path / "file"
    target.mkdir()
    (target / "inside").write_text("old")
    with pytest.raises(OSError, match=r".*"):
        write_atomically(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert (target / "inside").read_text() == "old"


def test_files_set_aside_in_the_same_second_keep_apart(tmp_path: Path) -> None:
    names = set()
    for number in range(3):
        path = tmp_path / "settings.json"
        path.write_text(str(number))
        aside = set_aside(path)
        assert aside.read_text() == str(number)
        names.add(aside.name)
    assert len(names) == 3
    assert all(name.startswith("settings.json.damaged-") for name in names)


def test_files_of_a_profile_go_with_it_alone(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    folders = [paths.cache_of("a"), paths.data_of("a"), paths.cache_of("b"), paths.data_of("b")]
    for folder in folders:
        (folder / "skylab").mkdir(parents=True)
        (folder / "skylab" / "1.jpg").touch()
    paths.forget_profile("a")
    assert [folder.exists() for folder in folders] == [False, False, True, True]
    paths.forget_profile("a")  # nothing is left, and that is no trouble
