"""A session: one user's view of the platform, and every model that shows something of it.

Data and jobs belong to a user. When another user's turn comes, the session is closed as a whole and
a new one is made: no model has ever seen two users.
"""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import shiboken6
from PySide6.QtCore import QObject

from facespace_desk.modelkit.rounds import LEAST_S
from facespace_desk.store.records import StoreTrouble
from facespace_desk.transfers.model import TransferModel
from facespace_desk.voxel51.model.data_work import DataWork
from facespace_desk.voxel51.model.jobs_work import JobsWork
from facespace_desk.voxel51.model.making import JobMaking
from facespace_desk.voxel51.model.provenance import OriginBook, Provenance
from facespace_desk.voxel51.model.user_transfers import UserTransfers, scope_of, user_of
from facespace_desk.voxel51.records import SERVICE_ID

if TYPE_CHECKING:
    from facespace_desk.modelkit.display import Display
    from facespace_desk.modelkit.tasks import Report
    from facespace_desk.pictures.work import PictureWork
    from facespace_desk.store.store import Store
    from facespace_desk.transfers.profile_queue import ProfileQueue
    from facespace_desk.voxel51.client import VoxelClient


@dataclass(frozen=True)
class Around:
    """What the models of every session are made of, besides the client."""

    store: Store
    profile: str  # its id
    display: Display
    transfers: ProfileQueue
    user_transfers: UserTransfers
    origins: OriginBook
    work: PictureWork
    cache: Path  # a folder of this profile's and service's own
    report: Report
    jobs_every_s: float = LEAST_S  # the shortest pause between two rounds of questions


class Part(Protocol):
    """A model that a session closes."""

    def close(self) -> Awaitable[None]:
        """Stop what it does, and wait for it."""


class Session:
    """One user's models. `username` is whom the application acts for; None is the token's own user.

    `root` is the parent of all its models, and is deleted with it.
    """

    def __init__(
        self, client: VoxelClient, username: str | None, around: Around, parent: QObject | None
    ) -> None:
        self.client = client
        self.username = username
        self.around = around
        self.root = QObject(parent)
        self.transfers = TransferModel(
            around.transfers,
            around.display,
            service=SERVICE_ID,
            is_wanted=lambda transfer: user_of(transfer) == username,
            report=around.report,
            parent=self.root,
        )
        self.provenance = Provenance(around.origins, self.scope, self.root)
        self.data = DataWork(client, self.provenance, around, self.scope, self.root)
        self.making = JobMaking(
            client, self.provenance, around, self.scope, self.root, now=self._now
        )
        self.jobs = JobsWork(client, self.making.launcher, around, self.scope, self.root)
        # in the order of making
        self._parts: tuple[Part, ...] = (self.transfers, self.data, self.making, self.jobs)
        self.jobs.detail.changed.connect(self._learn_origins)

    @property
    def scope(self) -> str:
        """The name under which the store keeps what is this user's alone."""
        return scope_of(self.username)

    async def load(self) -> None:
        """Read what the store knows, and let what is carried for this user go on. Raises
        StoreTrouble."""
        await self.around.user_transfers.go_on(self.username)
        await self.making.load()
        await self.jobs.load()
        await self.data.load()

    def start(self) -> None:
        """Begin to ask the platform, once somebody looks."""
        self.jobs.start()
        self.data.start()

    async def close(self) -> None:
        """Stop everything; nothing of this user is under way afterwards."""
        try:
            await self.around.user_transfers.stop(self.username)
        except StoreTrouble as error:  # they stand still all the same
            self.around.report(error, "pausing transfers")
        for part in reversed(self._parts):
            await part.close()
        if shiboken6.isValid(self.root):
            self.root.deleteLater()

    def _now(self) -> datetime:
        """By the service's clock: it ends what is kept."""
        return datetime.fromtimestamp(self.data.list.now_ms() / 1000, UTC)

    def _learn_origins(self) -> None:
        """What the job that is looked at made is from where its data was from."""
        detail = self.jobs.detail
        if detail.row is not None and detail.request is not None and detail.status is not None:
            self.provenance.learn(detail.row.id, detail.request, detail.status)
