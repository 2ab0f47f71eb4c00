"""Prepares a file when its turn to be uploaded has come, and lets the handler carry what was made.

Preparing early would fill the disk with copies of all that waits; so there are never more copies
than files under way. A copy lies in a folder named by its transfer, and goes when it has arrived.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from functools import partial
from pathlib import Path

import msgspec

from facespace_desk.language import tr
from facespace_desk.pictures.raster import PictureTrouble
from facespace_desk.pictures.work import PictureWork, WorkDropped
from facespace_desk.skylab.carrying import SENT, SERVICE_ID
from facespace_desk.skylab.preparing import Preparation, discard, prepared
from facespace_desk.store.transfers import StoredTransfer
from facespace_desk.transfers.handler import Context, Handler, Refused, Retry

DROPPED_S = 1.0


class PreparedTransfers:
    """Stands before the *handler* of Skylab's files."""

    service = SERVICE_ID

    def __init__(self, handler: Handler, work: PictureWork, folder: Path) -> None:
        """Copies are made in *folder*, which is ours alone."""
        self._handler = handler
        self._work = work
        self._folder = folder

    async def carry(self, transfer: StoredTransfer, context: Context) -> None:
        """See `transfers.handler.Handler`."""
        plan = Preparation.of_facts(transfer.facts)
        if transfer.direction != "upload" or plan is None or transfer.facts.get("stage") == SENT:
            await self._handler.carry(transfer, context)
            return
        made = await self._made(transfer, plan)
        await self._handler.carry(msgspec.structs.replace(transfer, path=str(made)), context)
        await asyncio.to_thread(discard, self._place(transfer.id))

    async def forget(self, transfer: StoredTransfer) -> None:
        """See `transfers.handler.Handler`."""
        await asyncio.to_thread(discard, self._place(transfer.id))
        plan = Preparation.of_facts(transfer.facts)
        if transfer.direction == "upload" and plan is not None:
            path = Path(transfer.path).with_name(plan.name)  # the record has this name
            transfer = msgspec.structs.replace(transfer, path=str(path))
        await self._handler.forget(transfer)

    async def sweep(self, open_ids: Collection[int]) -> None:
        """Remove copies of transfers that are over: a crash may have left some."""
        await asyncio.to_thread(self._sweep, {str(each) for each in open_ids})

    async def _made(self, transfer: StoredTransfer, plan: Preparation) -> Path:
        job = partial(
            prepared,
            Path(transfer.path),
            plan,
            self._place(transfer.id),
            md5=str(transfer.facts.get("original_md5") or ""),
        )
        try:
            return await self._work.run(job)
        except PictureTrouble as trouble:
            raise Refused(trouble.words) from trouble
        except WorkDropped as error:
            words = tr("Too many pictures are being worked on.")
            raise Retry(words, after_s=DROPPED_S, is_free=True) from error

    def _place(self, transfer_id: int) -> Path:
        return self._folder / str(transfer_id)

    def _sweep(self, kept: set[str]) -> None:
        for place in self._folder.glob("[0-9]*"):
            if place.name not in kept:
                discard(place)
