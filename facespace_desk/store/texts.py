"""Names, once each. Sightings refer to them by number, so that a name that goes leaves no trace.

SQLite overwrites what is deleted, but moving rows between pages leaves copies behind that it does
not overwrite. In this small table they are cheap to get rid of: `purge` writes it anew.
Used on the thread that writes.
"""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

NO_TEXT = 0  # the number of "there is none"; real ones start at 1

INSERT = "INSERT INTO texts (text) VALUES (?) ON CONFLICT DO NOTHING"
FIND_NUMBER = "SELECT number FROM texts WHERE text = ?"
FIND_TEXT = "SELECT text FROM texts WHERE number = ?"


class Texts:
    """Numbers of texts, made as needed."""

    def __init__(self) -> None:
        self._in_use: set[int] | None = None

    def numbers(self, connection: "apsw.Connection", texts: Collection[str]) -> dict[str, int]:
        """The number of each text; to be called in the transaction that uses them."""
        connection.executemany(INSERT, ((text,) for text in texts))
        found = {text: int(connection.execute(FIND_NUMBER, (text,)).get) for text in texts}
        if self._in_use is not None:
            self._in_use.update(found.values())
        return found

    def watch(self) -> None:
        """From now on remember which numbers new rows use, for `used_since_watch`."""
        self._in_use = set()

    def used_since_watch(self) -> set[int]:
        """The numbers that were used since `watch`, which ends here."""
        used = self._in_use or set()
        self._in_use = None
        return used


def texts_by_number(connection: "apsw.Connection", numbers: Iterable[int]) -> dict[int, str]:
    """The texts with these numbers."""
    texts: dict[int, str] = {}
    for number in numbers:
        text = connection.execute(FIND_TEXT, (number,)).get
        texts[number] = "" if text is None else text
    return texts
