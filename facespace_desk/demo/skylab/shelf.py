"""Files of the storage, in a temporary folder that is made at need and removed at the end.

Uploads stay until they are dropped. What was drawn or worked out can be made again: of that,
the longest unused goes when there is too much.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections import OrderedDict
from pathlib import Path

KEPT_BYTES = 512 * 2**20  # of what can be made again


class Shelf:
    """Files by name; *kept_bytes* of those that can be made again."""

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._kept_bytes = kept_bytes
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._uploads: dict[str, Path] = {}
        self._made: OrderedDict[str, int] = OrderedDict()  # sizes, longest unused first
        self._number = 0

    @property
    def folder(self) -> Path:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="studio-", ignore_cleanup_errors=True)
        return Path(self._folder.name)

    def new_upload(self) -> Path:
        """Where an upload may be written; nobody has it until `keep`."""
        self._number += 1
        return self.folder / f"upload-{self._number}"

    def keep(self, upload: Path) -> str:
        """The upload is complete; its name from now on."""
        self._uploads[upload.name] = upload
        return upload.name

    def drop(self, name: str) -> None:
        """Remove an upload, if it is one."""
        path = self._uploads.pop(name, None)
        if path is not None:
            _remove(path)

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
        path.write_bytes(content)
        self._made[name] = len(content)
        while sum(self._made.values()) > self._kept_bytes and len(self._made) > 1:
            oldest, _size = self._made.popitem(last=False)
            _remove(self.folder / oldest)
        return path

    def drop_uploads(self) -> None:
        for name in list(self._uploads):
            self.drop(name)

    def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self._uploads.clear()
        self._made.clear()


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # Windows keeps what is being sent
        path.unlink()
