"""Looks at the output of a job on the disk: a zip, labels, JSON, a table, a picture. Blocks.

Nothing in it is trusted, and nothing is shown that is larger than a screen can make use of; why
not is said in words.
"""

from __future__ import annotations

import csv
import io
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from facespace_desk import placing
from facespace_desk.net.file_names import safe_file_name
from facespace_desk.voxel51 import loose_json
from facespace_desk.voxel51.archive import Archive, Entry, OutputTrouble, too_large
from facespace_desk.voxel51.labels import LABELS_BYTES, Labels, read_labels

if TYPE_CHECKING:
    from facespace_desk.pictures.raster import Raster

__all__ = ["Entry", "Kind", "Output", "OutputTrouble", "Table", "open_output"]

JSON_BYTES: Final = 8 * 2**20  # decoding holds the interpreter lock, and the window with it
TEXT_BYTES: Final = 8 * 2**20
TABLE_BYTES: Final = 64 * 2**20
TABLE_ROWS: Final = 100_000
TABLE_COLUMNS: Final = 500
PICTURE_BYTES: Final = 64 * 2**20
FILE_BYTES: Final = 16 * 2**30  # of what is taken out of a zip

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_FRAME: Final = re.compile(r"(?:^|/)(\d{1,9})\.(?:jpe?g|png|webp)$", re.IGNORECASE)


class Kind(Enum):
    """How a file can be shown; the value completes "it is …"."""

    ZIP = "a zip"
    LABELS = "labels"
    JSON = "JSON"
    TABLE = "a table"
    PICTURE = "a picture"
    VIDEO = "a video"
    TEXT = "text"
    OTHER = "a file of another kind"


@dataclass(frozen=True)
class Table:
    """A CSV; every row has as many cells as there are columns. `is_cut`: there is more."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_cut: bool = False


class Output:
    """One output. `entries` is what is in it: a plain file is its own only entry."""

    def __init__(self, path: Path, archive: Archive | None, entries: tuple[Entry, ...]) -> None:
        self.path = path
        self.entries = entries
        self._archive = archive

    @property
    def is_zip(self) -> bool:
        return self._archive is not None

    def frames(self) -> dict[int, Entry]:
        """The pictures of a frame set, by the number that is their name."""
        found = {int(name[1]): each for each in self.entries if (name := _FRAME.search(each.name))}
        return dict(sorted(found.items()))

    def labels_entry(self) -> Entry | None:
        """The labels, if there are some that can be opened."""
        named = [each for each in self.entries if kind_of(each.name) is Kind.LABELS]
        return next((each for each in named if not each.refusal), None)

    def video_entry(self) -> Entry | None:
        """The first video that can be opened."""
        videos = (each for each in self.entries if kind_of(each.name) is Kind.VIDEO)
        return next((each for each in videos if not each.refusal), None)

    def read(self, entry: Entry, cap_bytes: int) -> bytes:
        """All of *entry*. Raises OutputTrouble, as all methods below."""
        return b"".join(self._blocks(entry, cap_bytes))

    def text(self, entry: Entry) -> str:
        """As UTF-8; what is not is replaced."""
        return self.read(entry, TEXT_BYTES).decode("utf-8-sig", "replace")

    def json(self, entry: Entry) -> Any:
        """As plain values."""
        return loose_json.decode(self.read(entry, JSON_BYTES))

    def labels(self, entry: Entry) -> Labels:
        return read_labels(self.read(entry, LABELS_BYTES))

    def table(self, entry: Entry) -> Table:
        """A CSV, the first of its rows as names of columns."""
        text = self.read(entry, TABLE_BYTES).decode("utf-8-sig", "replace")
        rows: list[list[str]] = []
        try:
            for row in csv.reader(io.StringIO(text, newline="")):
                rows.append(row[:TABLE_COLUMNS])
                if len(rows) > TABLE_ROWS + 1:
                    break
        except csv.Error as error:
            raise OutputTrouble("The table cannot be read.") from error
        if not rows:
            raise OutputTrouble("The table is empty.")
        width = max(map(len, rows))
        full = [(*row, *[""] * (width - len(row))) for row in rows if row]
        return Table(full[0], tuple(full[1 : TABLE_ROWS + 1]), len(full) > TABLE_ROWS + 1)

    def picture(self, entry: Entry, box: tuple[int, int] | None = None) -> Raster:
        """Decoded, no larger than *box*. Raises PictureTrouble, too; call it by PictureWork."""
        from facespace_desk.pictures.decode import decode  # loads libvips

        return decode(self.read(entry, PICTURE_BYTES), box=box)

    def take_out(self, entry: Entry, folder: Path) -> Path:
        """Write *entry* into *folder* under its base name, or one with a number: never over another
        file, and never anywhere else. Raises OSError, too."""
        name = "".join(safe_file_name(entry.name, "file"))
        part = folder / f".{name}.{secrets.token_hex(4)}.part"
        try:
            with part.open("wb") as file:
                for block in self._blocks(entry, FILE_BYTES):
                    file.write(block)
            path = placing.place(part, folder, name, "rename")
        finally:
            part.unlink(missing_ok=True)
        assert path is not None  # only the rule to skip leaves none
        return path

    def _blocks(self, entry: Entry, cap_bytes: int) -> Iterator[bytes]:
        if self._archive is not None:
            yield from self._archive.blocks(entry, cap_bytes)
            return
        if entry.size > cap_bytes:
            raise too_large(entry.size, cap_bytes)
        try:
            with self.path.open("rb") as file:
                while block := file.read(min(cap_bytes, 2**20)):
                    yield block
        except OSError as error:
            raise OutputTrouble(f"The file cannot be read: {error.strerror}.") from error


def open_output(path: Path) -> Output:
    """What is in *path*. Raises OutputTrouble."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
            size = file.seek(0, 2)
    except OSError as error:
        raise OutputTrouble(f"The file cannot be read: {error.strerror}.") from error
    if not start:
        raise OutputTrouble("The file is empty.")
    if start in _ZIP_STARTS:
        archive = Archive(path)
        return Output(path, archive, archive.entries)
    return Output(path, None, (Entry(0, path.name, size, size),))


def kind_of(name: str) -> Kind:
    """By the name alone; what is inside is found out when it is opened."""
    place = PurePosixPath(name.lower())
    if place.suffix == ".json" and "labels" in place.stem:
        return Kind.LABELS
    return _KINDS.get(place.suffix, Kind.OTHER)


_KINDS: Final = {
    ".zip": Kind.ZIP,
    ".json": Kind.JSON,
    ".csv": Kind.TABLE,
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff"), Kind.PICTURE),
    **dict.fromkeys((".mp4", ".mov", ".avi", ".mkv", ".webm", ".m4v", ".mpg"), Kind.VIDEO),
    **dict.fromkeys((".txt", ".log", ".md", ".xml", ".yaml", ".yml"), Kind.TEXT),
}
