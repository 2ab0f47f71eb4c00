"""Stores that close themselves, and the bytes of one without its encryption."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.store import Store, StoredSighting
from facespace_desk.store.database import open_reader

KEY = Secret("c4" * 32)
OpenStore = Callable[..., Awaitable[Store]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "store.db"


@pytest.fixture
async def open_store(path: Path) -> AsyncIterator[OpenStore]:
    """`await open_store()` opens the test's file; `await open_store(None)` one in memory."""
    opened: list[Store] = []

    async def open_one(where: Path | None = path, key: Secret = KEY) -> Store:
        store = await Store.open(where, key)
        opened.append(store)
        return store

    yield open_one
    for store in opened:
        await store.close()


def sighting(at_ms: int, label: str = "Mira Holt", **fields: object) -> StoredSighting:
    values: dict[str, object] = {
        "camera": "north-gate", "label": label, "first_ms": at_ms, "last_ms": at_ms, "count": 1,
        "origin": "desk",
    }  # fmt: skip
    return StoredSighting(**{**values, **fields})  # type: ignore[arg-type]  # a test's short hand


def decrypted(path: Path) -> bytes:
    """All pages of the database, free ones included, as they lie under the encryption."""
    connection = open_reader(path, KEY)
    try:
        return connection.serialize("main")
    finally:
        connection.close()


def raw_files(path: Path) -> bytes:
    """All bytes that lie in the store's folder."""
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.is_file())
