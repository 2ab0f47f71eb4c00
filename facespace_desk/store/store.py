"""The door to what survives a restart: an encrypted file, a thread that writes, one that reads."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from facespace_desk.credentials import Secret
from facespace_desk.store.events import EventStore
from facespace_desk.store.looks import LookStore
from facespace_desk.store.marks import MarkStore
from facespace_desk.store.records import MOMENT_MAX, Purged
from facespace_desk.store.sightings import SightingStore
from facespace_desk.store.texts import Texts
from facespace_desk.store.transfers import TransferStore
from facespace_desk.store.views import ViewStore

if TYPE_CHECKING:
    import apsw

    from facespace_desk.store.thread import DatabaseThread

SIZE_ROUNDS = 4  # the size of a row varies, so one cut may not be enough


class Store:
    """Made by `open`; every method may be awaited on any loop.

    `sightings`, `looks`, `marks`, `views`, `transfers` and `events` are its parts. Rows that are
    added are committed within 250 ms, also while reads, purges or other long work go on.
    """

    def __init__(
        self,
        path: Path | None,
        key: Secret,
        writer: "DatabaseThread",
        reader: "DatabaseThread",
        notices: list[str],
    ) -> None:
        """For `open`."""
        self._path = path
        self._key = key
        self._writer = writer
        self._reader = reader
        self.notices = notices  # sentences for the operator about what opening found
        self._texts = Texts()
        self.sightings = SightingStore(writer, reader, self._texts)
        self.looks = LookStore(writer, reader)
        self.marks = MarkStore(writer, reader)
        self.views = ViewStore(writer, reader)
        self.transfers = TransferStore(writer)
        self.events = EventStore(writer, reader)

    @classmethod
    async def open(cls, path: Path | None, key: Secret) -> "Store":
        """Open the file, or make it; *path* None keeps everything in memory, for this run only.

        *key* must be random (256 bits; `Credentials.random_key`), not a pass phrase.

        Raises:
            StoreTrouble: the file cannot be used, and why; it is left as it is.
        """
        # The database library is loaded here, after the first window.
        from facespace_desk.store.database import open_database, open_reader
        from facespace_desk.store.thread import DatabaseThread

        notices: list[str] = []
        writer = DatabaseThread("store-writer", lambda: open_database(path, key, notices))
        await writer.start()
        reader = writer
        if path is not None:
            reader = DatabaseThread("store-reader", lambda: open_reader(path, key))
            try:
                await reader.start()
            except BaseException:
                await writer.close()
                raise
        return cls(path, key, writer, reader, notices)

    @property
    def is_persistent(self) -> bool:
        return self._path is not None

    @property
    def trouble(self) -> str | None:
        """Why added rows cannot be written just now; they wait in memory and are tried again."""
        return self._writer.trouble

    @property
    def dropped(self) -> int:
        """Added rows that were lost, because trouble lasted longer than memory allows."""
        return self._writer.dropped

    def size_bytes(self) -> int:
        """What the files take on disk; 0 in memory."""
        if self._path is None:
            return 0
        total = 0
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                total += self._path.with_name(self._path.name + suffix).stat().st_size
        return total

    async def flush(self) -> None:
        """Wait until all rows that were added before are committed. Raises StoreTrouble."""
        await self._writer.flush()

    async def purge(self, before_ms: int) -> Purged:
        """Remove what ended before *before_ms*, in all profiles, from the files too.

        Marks go with their sightings; saved views stay. Backups and damaged files of that age go.

        Raises:
            StoreTrouble: a part may have been removed; call again.
        """
        from facespace_desk.store.purge import purge_files

        purged = await self._remove_rows(before_ms, None)
        path = self._path
        if path is not None:
            purged += await self._writer.run(lambda _: purge_files(path, before_ms))
        return purged

    async def purge_to_size(self, max_bytes: int) -> Purged:
        """Remove the oldest rows until the rest takes at most *max_bytes*. Raises as `purge`."""
        from facespace_desk.store.purge import cut_for_size

        total = Purged()
        for _ in range(SIZE_ROUNDS):
            cut_ms = await self._reader.run(lambda connection: cut_for_size(connection, max_bytes))
            if cut_ms is None:
                break
            total += await self._remove_rows(cut_ms, None)
        return total

    async def forget_profile(self, profile: str) -> Purged:
        """Remove all that belongs to a profile, its saved views too. Raises as `purge`."""

        def remove_others(connection: "apsw.Connection") -> None:
            for table in ("documents", "transfers"):
                remove = f"DELETE FROM {table} WHERE profile = ?"  # noqa: S608  # names of ours
                connection.execute(remove, (profile,)).fetchall()

        await self._writer.run(remove_others)
        self.events.forget(profile)
        purged = await self._remove_rows(MOMENT_MAX + 1, profile)
        remove = "DELETE FROM event_profiles WHERE profile = ?"
        await self._writer.run(lambda each: each.execute(remove, (profile,)).fetchall())
        return purged

    async def backup(self, path: Path) -> None:
        """Copy the store to *path*, encrypted with the same key. Raises StoreTrouble: no file."""
        from facespace_desk.store.database import back_up

        await self.flush()
        await self._reader.run(lambda connection: back_up(connection, path, self._key))

    async def close(self) -> None:
        """Write what waits and close the file; may be repeated. Takes at most some seconds."""
        if self._reader is not self._writer:
            await self._reader.close()
        await self._writer.close()

    async def _remove_rows(self, before_ms: int, profile: str | None) -> Purged:
        from facespace_desk.store.purge import purge_rows

        return await self._writer.run_steps(
            lambda connection: purge_rows(connection, self._texts, before_ms, profile)
        )
