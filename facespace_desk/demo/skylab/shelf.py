"""Files of the storage: in a temporary folder that is made at need and removed at the end, or in
one that is kept.

Uploads stay until they are dropped. What was drawn or worked out can be made again: of that,
the longest unused goes when there is too much, and all of it at the end.
"""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections import OrderedDict
from collections.abc import Collection
from pathlib import Path

from facespace_desk.files import make_private_directory

KEPT_BYTES = 512 * 2**20  # of what can be made again
_UPLOAD, _DRAFT = "upload-", ".draft"
_NUMBER = re.compile(_UPLOAD + r"(\d{1,9})")


class Shelf:
    """Files by name; *kept_bytes* of those that can be made again. A *kept* folder has to be
    taken up (`take_up`) before anything else is done."""

    def __init__(self, kept_bytes: int = KEPT_BYTES, kept: Path | None = None) -> None:
        self._kept_bytes = kept_bytes
        self._kept = kept
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._uploads: dict[str, Path] = {}
        self._dropped: list[Path] = []
        self._made: OrderedDict[str, int] = OrderedDict()  # sizes, longest unused first
        self._number = 0

    @property
    def folder(self) -> Path:
        if self._kept is not None:
            return self._kept
        if self._temporary is None:
            self._temporary = tempfile.TemporaryDirectory(
                prefix="studio-", ignore_cleanup_errors=True
            )
        return Path(self._temporary.name)

    def take_up(self, uploads: Collection[str] | None) -> set[str]:
        """Begin with what the kept folder holds: these *uploads*, and what was made. Answers the
        uploads that are there.

        All others are removed: of those nobody has been told that they arrived. None: nothing of
        the folder is of use.
        """
        make_private_directory(self.folder)
        made: list[tuple[float, str, int]] = []
        for path in self.folder.iterdir():
            self._number = max(self._number, _number_of(path.name))
            if uploads is not None and path.name in uploads:
                self._uploads[path.name] = path
            elif uploads is None or path.name.startswith(_UPLOAD) or path.suffix == _DRAFT:
                _remove(path)
            else:
                found = path.stat()
                made.append((found.st_mtime, path.name, found.st_size))
        self._made.update((name, size) for _, name, size in sorted(made))
        return set(self._uploads)

    def new_upload(self) -> Path:
        """Where an upload may be written; nobody has it until `keep`."""
        self._number += 1
        return self.folder / f"{_UPLOAD}{self._number}"

    def keep(self, upload: Path) -> str:
        """The upload is complete; its name from now on."""
        self._uploads[upload.name] = upload
        return upload.name

    def drop(self, name: str) -> None:
        """Forget an upload, if it is one; its file goes with the next `sweep`."""
        path = self._uploads.pop(name, None)
        if path is not None:
            self._dropped.append(path)

    def sweep(self) -> None:
        """Remove what was dropped: nothing that is kept speaks of it any more."""
        while self._dropped:
            _remove(self._dropped.pop())

    def find(self, name: str) -> Path | None:
        """The file, used by this; None when it has to be made (again)."""
        if name in self._uploads:
            return self._uploads[name]
        if name not in self._made:
            return None
        self._made.move_to_end(name)
        return self.folder / name

    def put(self, name: str, content: bytes) -> Path:
        """Keep what was made; returns its file."""
        path = self.folder / name
        draft = path.with_name(name + _DRAFT)
        draft.write_bytes(content)
        draft.replace(path)
        self._made[name] = len(content)
        while sum(self._made.values()) > self._kept_bytes and len(self._made) > 1:
            oldest, _size = self._made.popitem(last=False)
            _remove(self.folder / oldest)
        return path

    def drop_uploads(self) -> None:
        for name in list(self._uploads):
            self.drop(name)

    def close(self) -> None:
        """Only the uploads of a kept folder are left."""
        self.sweep()
        if self._kept is not None:
            for name in self._made:
                _remove(self._kept / name)
        elif self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = None
        self._uploads.clear()
        self._made.clear()


def _number_of(name: str) -> int:
    """Of an upload, or of the one that something was made of; else 0."""
    found = _NUMBER.search(name)
    return int(found[1]) if found else 0


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # Windows keeps what is being sent
        path.unlink()
