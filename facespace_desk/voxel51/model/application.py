"""All that an application can look at besides what is one user's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.tasks import Report
from facespace_desk.voxel51.model.everybodys import EverybodysModel
from facespace_desk.voxel51.model.users import UsersModel
from facespace_desk.voxel51.query import Subject

if TYPE_CHECKING:
    from facespace_desk.voxel51.application import ApplicationClient
    from facespace_desk.voxel51.model.catalogue import CatalogueModel
    from facespace_desk.voxel51.model.sessions import Sessions


class ApplicationModels:
    """Its users, and the data and jobs of all of them."""

    def __init__(
        self,
        client: ApplicationClient,
        sessions: Sessions,
        catalogue: CatalogueModel,
        display: Display,
        *,
        report: Report | None = None,
        parent: QObject | None = None,
    ) -> None:
        self.users = UsersModel(client, sessions, report=report, parent=parent)
        self.data, self.jobs = (
            EverybodysModel(
                client,
                subject,
                display,
                analytic_name=catalogue.name_of,
                report=report,
                parent=parent,
            )
            for subject in (Subject.DATA, Subject.JOBS)
        )
        catalogue.state_changed.connect(lambda _state: self.jobs.table.rewrite())

    def start(self) -> None:
        """Ask for the first time."""
        self.users.refresh()
        self.data.ask()
        self.jobs.ask()

    async def close(self) -> None:
        for part in (self.jobs, self.data, self.users):
            await part.close()
