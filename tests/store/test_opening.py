"""Opening: encryption, damage, wrong keys, other versions, migrations, folders that refuse."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.store import Mark, Store, StoreTrouble
from facespace_desk.store.database import open_database, open_reader
from facespace_desk.store.schema import MIGRATIONS
from tests.store.conftest import KEY, OpenStore, decrypted, raw_files, sighting

CANARY = "Canary Zwitscher 4711"
NOBODY = 65534


@contextmanager
def without_privileges() -> Iterator[None]:
    """A superuser may write anywhere; be somebody else for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


async def fill(store: Store) -> None:
    store.sightings.add("p", [sighting(ms, label=f"{CANARY} {ms}") for ms in range(2000)])
    await store.marks.put("p", Mark("cam", CANARY, 5, note=CANARY))
    await store.views.put("p", "filter", CANARY, CANARY)
    store.looks.record_gap("p", 0, 1, CANARY)
    await store.flush()


async def test_no_name_lies_readable_in_any_file(open_store: OpenStore, path: Path) -> None:
    store = await open_store()
    await fill(store)
    assert {file.name for file in path.parent.iterdir()} == {
        "store.db", "store.db-wal", "store.db-shm",
    }  # fmt: skip
    assert CANARY.encode() not in raw_files(path)
    assert CANARY.encode() in decrypted(path)
    await store.close()
    assert CANARY.encode() not in raw_files(path)
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert KEY.reveal().encode() not in raw_files(path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
async def test_files_are_for_this_user_only(open_store: OpenStore, path: Path) -> None:
    await fill(await open_store())
    modes = {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    assert modes == {0o600}


async def test_closed_store_is_one_file_and_closing_twice_is_fine(
    open_store: OpenStore, path: Path
) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    await store.close()
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]
    with pytest.raises(StoreTrouble, match="closed"):
        await store.sightings.count("p")
    store.sightings.add("p", [sighting(1)])


async def test_sound_store_opens_without_notices(open_store: OpenStore) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    again = await open_store()
    assert again.notices == []
    assert await again.sightings.count("p") == 2000


async def test_wrong_key_sets_the_file_aside_whole(open_store: OpenStore, path: Path) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    before = path.read_bytes()
    other = await open_store(key=Secret("another key"))
    [notice] = other.notices
    [aside] = path.parent.glob("store.db.damaged-*")
    assert aside.name in notice
    assert aside.read_bytes() == before
    assert await other.sightings.count("p") == 0
    await other.close()
    old = await open_store(aside)
    assert await old.sightings.count("p") == 2000


async def test_wrong_key_leaves_an_unfinished_log_readable(
    open_store: OpenStore, path: Path, tmp_path: Path
) -> None:
    store = await open_store()
    await fill(store)
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in path.parent.iterdir():
        (crashed / file.name).write_bytes(file.read_bytes())
    await open_store(crashed / "store.db", Secret("another key"))
    aside, log = sorted(crashed.glob("store.db.damaged-*"))
    assert log.name == aside.name + "-wal"
    rescued = await open_store(aside)
    assert await rescued.sightings.count("p") == 2000


@pytest.mark.parametrize("damage", ["text", "cut", "first page", "middle page", "zeros"])
async def test_damaged_file_is_set_aside_and_a_new_one_works(
    open_store: OpenStore, path: Path, damage: str
) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    match damage:
        case "text":
            content = bytearray(b"this is no database" * 500)
        case "cut":
            del content[middle + 100 :]
        case "first page":
            content[50] ^= 1
        case "middle page":
            content[middle] ^= 1
        case "zeros":
            content = bytearray(len(content))
    path.write_bytes(content)
    again = await open_store()
    assert len(again.notices) == 1
    [aside] = path.parent.glob("store.db.damaged-*")
    assert aside.read_bytes() == content
    await fill(again)
    assert await again.sightings.count("p") == 2000


async def test_empty_file_becomes_a_store(open_store: OpenStore, path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    store = await open_store()
    assert store.notices == []
    await fill(store)


async def test_newer_versions_file_is_refused_and_untouched(
    open_store: OpenStore, path: Path
) -> None:
    connection = open_database(path, KEY, [], [*MIGRATIONS, "CREATE TABLE holograms (x)"])
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreTrouble, match="newer version"):
        await open_store()
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*damaged*"))


async def test_migration_keeps_rows_and_makes_a_backup_first(
    open_store: OpenStore, path: Path
) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    version = len(MIGRATIONS)
    step = "ALTER TABLE sightings ADD COLUMN extra TEXT; DELETE FROM marks"
    connection = open_database(path, KEY, [], [*MIGRATIONS, step])
    assert connection.pragma("user_version") == version + 1
    assert connection.execute("SELECT count(*) FROM sightings WHERE extra IS NULL").get == 2000
    connection.close()
    [backup] = path.parent.glob(f"store.db.backup-v{version}-*")
    assert CANARY.encode() not in backup.read_bytes()
    old = await open_store(backup)
    assert (await old.sightings.count("p"), len(await old.marks.all("p"))) == (2000, 1)


async def test_failed_migration_leaves_the_old_version(open_store: OpenStore, path: Path) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    with pytest.raises(StoreTrouble):
        open_database(path, KEY, [], [*MIGRATIONS, "DROP TABLE marks; DROP TABLE nothing"])
    again = await open_store()
    assert len(await again.marks.all("p")) == 1


async def test_backup_is_whole_encrypted_and_opens(
    open_store: OpenStore, path: Path, tmp_path: Path
) -> None:
    store = await open_store()
    await fill(store)
    target = tmp_path / "backup" / "copy.db"
    target.parent.mkdir()
    store.sightings.add("p", [sighting(5000)])
    await store.backup(target)
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    assert CANARY.encode() not in target.read_bytes()
    assert await (await open_store(target)).sightings.count("p") == 2001


async def test_backup_that_cannot_be_written_is_said(open_store: OpenStore, tmp_path: Path) -> None:
    store = await open_store()
    with pytest.raises(StoreTrouble):
        await store.backup(tmp_path / "nowhere" / "copy.db")
    await fill(store)


async def test_folder_that_cannot_be_made_is_said(open_store: OpenStore, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreTrouble, match="cannot be opened"):
        await open_store(tmp_path / "file" / "store.db")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
async def test_read_only_folder_is_said_and_nothing_is_set_aside(
    open_store: OpenStore, path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = await open_store()
    await fill(store)
    await store.close()
    before = path.read_bytes()
    folders = [path.parent, *path.parents]
    modes = {folder: stat.S_IMODE(folder.stat().st_mode) for folder in folders[:-1]}
    try:
        for folder in list(modes)[:-1]:
            folder.chmod(0o555)
        path.chmod(0o444)
        with without_privileges(), pytest.raises(StoreTrouble, match=r"read-only|cannot be opened"):
            await open_store()
    finally:
        for folder, mode in modes.items():
            folder.chmod(mode)
    assert [file.name for file in path.parent.iterdir()] == ["store.db"]
    assert path.read_bytes() == before


async def test_reader_cannot_write(open_store: OpenStore, path: Path) -> None:
    await fill(await open_store())
    reader = open_reader(path, KEY)
    with pytest.raises(Exception, match="readonly"):
        reader.execute("DELETE FROM marks")
    reader.close()
