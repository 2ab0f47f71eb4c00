"""All that is about one user's data, put together: the list, what is done from it, what ends soon,
and the ways in which data comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facespace_desk.modelkit.rounds import MOST_S
from facespace_desk.voxel51.model.by_url import ByUrlModel
from facespace_desk.voxel51.model.data import DataList
from facespace_desk.voxel51.model.data_acts import DataActs
from facespace_desk.voxel51.model.expiry import ExpiryRadar
from facespace_desk.voxel51.model.provenance import Provenance
from facespace_desk.voxel51.model.queries import QueryShelf
from facespace_desk.voxel51.model.uploading import UploadModel
from facespace_desk.voxel51.query import Subject

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.model.session import Around


class DataWork:
    """A part of a session: see `facespace_desk.voxel51.model.session.Part`."""

    def __init__(
        self,
        client: VoxelClient,
        provenance: Provenance,
        around: Around,
        scope: str,
        parent: QObject,
    ) -> None:
        """*scope* is the name under which the store keeps what is this user's."""
        report = around.report
        self.username = client.username
        self.provenance = provenance
        self.list = DataList(
            client,
            provenance,
            around.display,
            least_s=around.jobs_every_s,
            most_s=max(MOST_S, around.jobs_every_s),
            report=report,
            parent=parent,
        )
        self.acts = DataActs(client, self.list, around.transfers, report=report, parent=parent)
        self.radar = ExpiryRadar(client, self.list, report=report, parent=parent)
        self.uploads = UploadModel(
            around.transfers, around.work, client.username, report=report, parent=parent
        )
        self.by_url = ByUrlModel(client, provenance, report=report, parent=parent)
        self.queries = QueryShelf(
            around.store, around.profile, scope, Subject.DATA, report=report, parent=parent
        )
        self.uploads.arrived.connect(self.list.hurry)
        self.by_url.done.connect(self.list.take)

    async def load(self) -> None:
        """Read what the store knows. Raises StoreTrouble."""
        await self.queries.load()

    def start(self) -> None:
        """Ask for data from now on."""
        self.list.start()

    async def close(self) -> None:
        """Stop everything: first what asks the list to look, then it, then what hears of it."""
        for part in (self.by_url, self.uploads, self.acts, self.list, self.radar, self.queries):
            await part.close()
