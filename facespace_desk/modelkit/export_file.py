"""The files of an export: CSV, JSON or NDJSON, complete or not there at all.

Everything here runs in a worker thread. A file is written under another name, readable by this
user only, and takes its own name when it is complete.
"""

from __future__ import annotations

import csv
import enum
import hashlib
import io
import json
import os
import re
import secrets
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

_PRIVATE = 0o600
_BOM = "\ufeff".encode()
_STARTS_FORMULA = frozenset("=+-@＝＋－＠")  # what spreadsheets compute, full-width forms too
_BREAKS = ("\t", "\r", "\n")
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*")


class ExportFormat(enum.Enum):
    """What to write; the value is the file's extension."""

    CSV = "csv"
    JSON = "json"
    NDJSON = "ndjson"


@dataclass(frozen=True)
class ExportOptions:
    """How to write it. The byte order mark and ";" are for spreadsheets, and for CSV alone."""

    format: ExportFormat = ExportFormat.CSV
    with_bom: bool = False
    delimiter: str = ","
    overwrite: bool = False


def formula_safe(text: str) -> str:
    """*text* so that no spreadsheet computes it: an apostrophe before what looks like a formula.

    Plain numbers stay as they are.
    """
    if text.lstrip()[:1] in _STARTS_FORMULA or text.startswith(_BREAKS):
        return text if _PLAIN_NUMBER.fullmatch(text) else "'" + text
    return text


class Draft:
    """A file that takes its name only when it is complete.

    `discard` may come from another thread at any moment; what is being written then ends first,
    and nothing is written after it.
    """

    def __init__(self, path: Path, *, overwrite: bool) -> None:
        self._path = path
        self._overwrite = overwrite
        self._draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        self._file: BinaryIO | None = None
        self._is_over = False
        self._lock = threading.Lock()
        self._digest = hashlib.sha256()
        self.size_bytes = 0

    @property
    def sha256(self) -> str:
        """The digest of what was written so far, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, content: bytes) -> None:
        """Append *content*; the first time opens the draft.

        Raises:
            OSError: the disk is full, the folder may not be written, ...
        """
        with self._lock:
            if self._is_over:
                return
            if self._file is None:
                flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
                self._file = os.fdopen(os.open(self._draft, flags, _PRIVATE), "wb")
            self._file.write(content)
            self._digest.update(content)
            self.size_bytes += len(content)

    def complete(self) -> None:
        """See everything onto the disk."""
        with self._lock:
            if self._file is not None:
                self._file.flush()
                os.fsync(self._file.fileno())
                self._file.close()

    def publish(self) -> None:
        """Give the draft its name.

        Raises:
            FileExistsError: somebody else took it, and it may not be overwritten.
        """
        with self._lock:
            if self._is_over:
                return
            if self._overwrite:
                self._draft.replace(self._path)
            else:
                _rename_to_free_name(self._draft, self._path)
            self._is_over = True

    def discard(self) -> None:
        """Take the draft away if it was not published."""
        with self._lock:
            if self._is_over:
                return
            self._is_over = True
            if self._file is not None:
                self._file.close()
                self._draft.unlink(missing_ok=True)


def _rename_to_free_name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # fails when the name is taken, where a rename would overwrite
    except FileExistsError:
        raise
    except OSError:  # no hard links on this file system
        if path.exists():
            raise FileExistsError(path.name) from None
        draft.rename(path)
    else:
        draft.unlink()


class RowWriter:
    """Writes rows of cells into a draft; *heads* name the cells."""

    def __init__(self, draft: Draft, options: ExportOptions, heads: Sequence[str]) -> None:
        self._draft = draft
        self._options = options
        self._heads = list(heads)
        self._has_rows = False

    def begin(self) -> None:
        """Write what comes before the rows."""
        options = self._options
        if options.format is ExportFormat.CSV:
            self._draft.write(_BOM if options.with_bom else b"")
            self._draft.write(self._csv([self._heads]))
        else:
            self._draft.write(b"[" if options.format is ExportFormat.JSON else b"")

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write some rows; cells are texts, numbers or None."""
        if self._options.format is ExportFormat.CSV:
            self._draft.write(self._csv(rows))
            return
        objects = [self._object(row) for row in rows]
        if self._options.format is ExportFormat.NDJSON:
            self._draft.write(b"".join(each + b"\n" for each in objects))
            return
        self._draft.write((b",\n" if self._has_rows else b"\n") + b",\n".join(objects))
        self._has_rows = True

    def _object(self, row: Sequence[Any]) -> bytes:
        cells = dict(zip(self._heads, row, strict=True))
        try:
            return msgspec.json.encode(cells)
        except UnicodeEncodeError:  # half a surrogate pair, from a server that cut a name
            return json.dumps(cells, ensure_ascii=False).encode("utf-8", "replace")

    def finish(self) -> None:
        """Write what comes after the rows, and see it all onto the disk."""
        if self._options.format is ExportFormat.JSON:
            self._draft.write(b"\n]\n")
        self._draft.complete()

    def _csv(self, rows: Sequence[Sequence[Any]]) -> bytes:
        """All cells quoted: a reader that expects the other delimiter cannot split them."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self._options.delimiter, quoting=csv.QUOTE_ALL)
        writer.writerows(
            [formula_safe("" if cell is None else str(cell)) for cell in row] for row in rows
        )
        return text.getvalue().encode("utf-8", "replace")
