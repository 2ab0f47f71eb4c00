"""Encrypted SQLite: what must survive a restart; no Qt.

`Store` is the door; `records` are what goes in and comes out. Times are epoch milliseconds, UTC.
Importing this room is cheap: the database library is loaded by `Store.open`.
"""

from facespace_desk.store.records import (
    Document,
    Gap,
    Look,
    Mark,
    Purged,
    StoredSighting,
    StoreTrouble,
)
from facespace_desk.store.store import Store

__all__ = [
    "Document",
    "Gap",
    "Look",
    "Mark",
    "Purged",
    "Store",
    "StoreTrouble",
    "StoredSighting",
]
