"""All that makes jobs for one user, put together: a launcher, and what hands it requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facespace_desk.voxel51.model.data_choices import DataChoices, Now, now_utc
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.launching import Launcher, Origins
from facespace_desk.voxel51.model.matrix import MatrixModel
from facespace_desk.voxel51.model.matrix_choices import AnalyticChoices, Basket
from facespace_desk.voxel51.model.templates import TemplateShelf

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.model.session import Around


class JobMaking:
    """A part of a session: see `facespace_desk.voxel51.model.session.Part`."""

    def __init__(
        self,
        client: VoxelClient,
        origins: Origins,
        around: Around,
        scope: str,
        parent: QObject,
        *,
        now: Now = now_utc,
    ) -> None:
        """*scope* is the name under which the store keeps what is this user's; *now* is the
        service's clock."""
        report = around.report
        self.now = now
        self.launcher = Launcher(client, origins)
        self.templates = TemplateShelf(
            around.store, around.profile, scope, report=report, parent=parent
        )
        self.choices = DataChoices(
            client, self.launcher, around.display, now=now, report=report, parent=parent
        )
        self.analytics = AnalyticChoices(client, report=report, parent=parent)
        self.basket = Basket(around.display, now, parent)
        self.form = JobFormModel(client, self.launcher, now=now, report=report, parent=parent)
        self.matrix = MatrixModel(self.launcher, report=report, parent=parent)

    async def load(self) -> None:
        """Read what the store knows. Raises StoreTrouble."""
        await self.templates.load()

    async def close(self) -> None:
        """Stop everything; what is being written comes to its end."""
        for part in (self.matrix, self.form, self.analytics, self.choices, self.templates):
            await part.close()
        await self.basket.table.close()
