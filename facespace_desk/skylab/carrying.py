"""Carries Skylab's files for the transfer queue: one try after another, over restarts and crashes.

See `carry_uploads` and `carry_downloads` for the facts that are kept of each.
"""

from __future__ import annotations

from typing import Protocol

from facespace_desk.skylab.carry_downloads import DownloadService, SkylabDownloads
from facespace_desk.skylab.carry_uploads import SENT, SkylabUploads, UploadService
from facespace_desk.skylab.records import SERVICE_ID
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context

__all__ = ["SENT", "SERVICE_ID", "Service", "SkylabTransfers"]


class Service(UploadService, DownloadService, Protocol):
    """What is needed of the client."""


class SkylabTransfers:
    """The handler for both directions."""

    service = SERVICE_ID

    def __init__(self, client: Service) -> None:
        self._uploads = SkylabUploads(client)
        self._downloads = SkylabDownloads(client)

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        handler = self._uploads if transfer.direction == "upload" else self._downloads
        await handler.carry(transfer, context)

    async def forget(self, transfer: StoredTransfer) -> None:
        handler = self._uploads if transfer.direction == "upload" else self._downloads
        await handler.forget(transfer)
