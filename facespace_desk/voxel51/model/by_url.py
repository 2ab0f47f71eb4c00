"""Data that lies elsewhere, added by a signed address. The address is a secret (VX-15): it goes to
the platform once, and is kept nowhere."""

from __future__ import annotations

import mimetypes
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from facespace_desk.modelkit.tasks import Report, TaskScope
from facespace_desk.net.redaction import register_secret
from facespace_desk.net.storage_url import StorageUrl
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.provenance import Origin, Provenance
from facespace_desk.voxel51.records import SignedUrl

if TYPE_CHECKING:
    from facespace_desk.voxel51.client import VoxelClient

ANYTHING = "application/octet-stream"


class Posting(msgspec.Struct, frozen=True, kw_only=True):
    """What is added. *ends* is aware; it cannot be changed later."""

    url: SignedUrl
    name: str
    type: str
    size: int
    ends: datetime
    origin: Origin


class ByUrlModel(QObject):
    """Signals:

    changed: `is_sending` or `error` are others.
    done(DataItem): it was added.
    """

    changed = Signal()
    done = Signal(object)

    def __init__(
        self,
        client: VoxelClient,
        provenance: Provenance,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client = client
        self._provenance = provenance
        self._tasks = TaskScope("Voxel51 data by URL", report)
        self.is_sending = False
        self.error = ""

    def add(self, posting: Posting) -> None:
        """Have the platform use it."""
        if not self.is_sending:
            self.is_sending, self.error = True, ""
            self._tasks.start(self._add(posting), name="add")
            self.changed.emit()

    def begin(self) -> None:
        """Forget what went wrong the last time."""
        self.error = ""

    async def close(self) -> None:
        await self._tasks.close()

    async def _add(self, posting: Posting) -> None:
        unmask = register_secret(posting.url.text)
        try:
            item = await self._client.post_data_as_url(
                posting.url,
                filename=posting.name,
                mimetype=posting.type,
                size=posting.size,
                data_ttl=posting.ends,
            )
        except APIError as error:
            self.error = error.message
        else:
            self._provenance.posted_by_url(item.id, posting.origin)
            self.done.emit(item)
        finally:
            unmask()
            self.is_sending = False
            self.changed.emit()


def url_problem(text: str) -> str:
    """Why *text* cannot be such an address, in words that repeat nothing of it; "" when it can."""
    try:
        StorageUrl.parse(text.strip())
    except ValueError as error:
        return str(error)
    return ""


def name_in(text: str) -> str:
    """The name of the file at the end of the address's path, or ""."""
    path = text.strip().partition("#")[0].partition("?")[0]
    return path.rpartition("/")[2] if path.count("/") > 2 else ""


def type_of(name: str) -> str:
    """The media type that a name stands for."""
    return mimetypes.guess_type(name)[0] or ANYTHING
