"""Opens the encrypted file: key, check, migration with a backup first, damaged files set aside.

Encryption is SQLite3 Multiple Ciphers' ChaCha20-Poly1305, every page authenticated. The key is
random, so it is used as it is, without the stretching that a pass phrase needs.
"""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import apsw

from facespace_desk.credentials import Secret
from facespace_desk.files import PRIVATE_FILE, damaged_name, make_private_directory
from facespace_desk.language import tr
from facespace_desk.store.records import StoreTrouble
from facespace_desk.store.schema import MIGRATIONS

CIPHER = "chacha20"
BUSY_LIMIT_MS = 2000
CHECK_LIMIT_S = 2.0
CHECK_STEP = 20_000  # database instructions between two looks at the clock
WAL_LIMIT_BYTES = 16 * 2**20

NEWER = tr(
    "The store was written by a newer version of the console. It was left as "
    "it is: use that version, or move the file away."
)


class _Damaged(Exception):
    """The file is no database under this key."""


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turn database errors into StoreTrouble; their texts may quote data and are not repeated."""
    try:
        yield
    except apsw.FullError as error:
        raise StoreTrouble(tr("The disk is full: new sightings cannot be kept.")) from error
    except (apsw.ReadOnlyError, apsw.PermissionsError, apsw.AuthError, PermissionError) as error:
        raise StoreTrouble(tr("The store's folder or file is read-only.")) from error
    except (apsw.CantOpenError, apsw.IOError, OSError) as error:
        raise StoreTrouble(tr("The store's file cannot be opened, read or written.")) from error
    except (apsw.NotADBError, apsw.CorruptError) as error:
        raise StoreTrouble(
            tr("The store is damaged; it is set aside at the next start.")
        ) from error
    except (apsw.BusyError, apsw.LockedError) as error:
        raise StoreTrouble(tr("Another program is using the store.")) from error
    except (apsw.Error, MemoryError) as error:
        raise StoreTrouble(tr("The store failed ({error}).", error=type(error).__name__)) from error


@contextlib.contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All or nothing. Some errors, such as a full disk, have rolled back by themselves."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def snapshot(connection: apsw.Connection) -> Iterator[None]:
    """Several questions to one and the same state."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def open_database(
    path: Path | None,
    key: Secret,
    notices: list[str],
    migrations: Sequence[str] = MIGRATIONS,
) -> apsw.Connection:
    """The connection that writes. A damaged file is set aside, with a sentence in *notices*.

    Raises:
        StoreTrouble: a newer version's file, or one that cannot be opened; it is left as it is.
    """
    with in_words():
        if path is None:
            return _prepared(apsw.Connection(":memory:"), None, migrations)
        make_private_directory(path.parent)
        try:
            return _prepared(_checked(path, key, notices), path, migrations, key)
        except _Damaged:
            aside = _set_aside(path)
            notices.append(
                tr(
                    "The store was damaged, or its key is not in this keyring any more. "
                    "It was set aside as {file}, and a new one was started.",
                    file=aside.name,
                )
            )
            return _prepared(_connect(path, key), path, migrations, key)


def open_reader(path: Path, key: Secret) -> apsw.Connection:
    """A second connection that only reads, so that reading does not wait for writing."""
    with in_words():
        connection = _connect(path, key)
        connection.pragma("query_only", True)
        return connection


def back_up(connection: apsw.Connection, target: Path, key: Secret) -> None:
    """Copy the whole database to *target*, encrypted with the same key; complete or not there."""
    draft = target.with_name(f".{target.name}.tmp")
    draft.unlink(missing_ok=True)
    copy = _connect(draft, key)
    try:
        with copy.backup("main", connection, "main") as backup:
            backup.step(-1)
        copy.pragma("journal_mode", "delete")  # one file, without companions
    except BaseException:
        copy.close()
        draft.unlink(missing_ok=True)
        raise
    copy.close()
    draft.replace(target)


def _connect(path: Path, key: Secret) -> apsw.Connection:
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
    connection = apsw.Connection(os.fspath(path))
    connection.set_busy_timeout(BUSY_LIMIT_MS)
    # Until the file has passed its check, closing must not write into it.
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    connection.pragma("cipher", CIPHER)
    raw = hashlib.sha256(key.reveal().encode()).hexdigest()
    connection.pragma("key", f"raw:{raw}")
    return connection


def _checked(path: Path, key: Secret, notices: list[str]) -> apsw.Connection:
    """A connection to a sound file. Raises _Damaged."""
    connection = _connect(path, key)
    try:
        connection.pragma("user_version")  # the first page is read, and authenticated, here
        if not _is_sound(connection, notices):
            raise _Damaged
    except (apsw.NotADBError, apsw.CorruptError) as error:
        connection.close()
        raise _Damaged from error
    except BaseException:
        connection.close()
        raise
    return connection


def _is_sound(connection: apsw.Connection, notices: list[str]) -> bool:
    deadline = time.monotonic() + CHECK_LIMIT_S
    connection.set_progress_handler(lambda: time.monotonic() > deadline, CHECK_STEP)
    try:
        return bool(connection.pragma("quick_check", 1) == "ok")
    except apsw.InterruptError:
        notices.append(tr("The store is large: its check was stopped after 2 s without a finding."))
        return True
    finally:
        connection.set_progress_handler(None)


def _prepared(
    connection: apsw.Connection,
    path: Path | None,
    migrations: Sequence[str],
    key: Secret | None = None,
) -> apsw.Connection:
    try:
        version = int(connection.pragma("user_version"))
        if version > len(migrations):
            raise StoreTrouble(NEWER)
        if version == 0:
            connection.pragma("auto_vacuum", 2)  # incremental; only before the first table
        if path is not None and key is not None:
            if 0 < version < len(migrations):
                back_up(connection, _backup_name(path, version), key)
            connection.pragma("journal_mode", "wal")
            connection.pragma("journal_size_limit", WAL_LIMIT_BYTES)
        connection.pragma("synchronous", 2)  # full: a commit also survives a power cut
        connection.pragma("secure_delete", 1)
        _migrate(connection, version, migrations)
        connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)
    except BaseException:
        connection.close()
        raise
    return connection


def _migrate(connection: apsw.Connection, version: int, migrations: Sequence[str]) -> None:
    for number, step in enumerate(migrations[version:], start=version + 1):
        with transaction(connection):
            connection.execute(step)
            connection.pragma("user_version", number)


def _backup_name(path: Path, version: int) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    return path.with_name(f"{path.name}.backup-v{version}-{stamp}")


def _set_aside(path: Path) -> Path:
    """Move the file and its log away together, so that they still belong to each other."""
    aside = damaged_name(path)
    path.rename(aside)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)  # made anew from the log
    log = path.with_name(f"{path.name}-wal")
    with contextlib.suppress(FileNotFoundError):
        if log.stat().st_size:
            log.rename(aside.with_name(f"{aside.name}-wal"))
        else:
            log.unlink()
    return aside
