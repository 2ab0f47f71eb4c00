"""What the Voxel51 tab shows whoever's turn it is, and what it is put together of. The pages of one
user are in session_parts.py."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.application import ApplicationModels
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.publishing import PublishingModel
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.model.status import StatusModel
from facespace_desk.voxel51.view.acting_banner import ActingBanner
from facespace_desk.voxel51.view.application_page import ApplicationPage
from facespace_desk.voxel51.view.catalogue_page import CataloguePage
from facespace_desk.voxel51.view.document_pane import DocumentPane
from facespace_desk.voxel51.view.everybodys_pane import EverybodysPane
from facespace_desk.voxel51.view.status_lights import PlatformLine
from facespace_desk.voxel51.view.users_panel import UsersPanel


@dataclass(frozen=True)
class TabModels:
    """What the tab shows; `application` is None without an application's token."""

    status: StatusModel
    sessions: Sessions
    catalogue: CatalogueModel
    publishing: PublishingModel
    application: ApplicationModels | None


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of; `application` as in TabModels."""

    acting: ActingBanner
    line: PlatformLine
    analytics: CataloguePage
    application: ApplicationPage | None


def tab_parts(models: TabModels, display: Display) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (acting := ActingBanner(models.sessions))
    yield (line := PlatformLine(models.status))
    yield (document := DocumentPane(models.catalogue))
    yield (analytics := CataloguePage(models.catalogue, models.publishing, document, display))
    application: ApplicationPage | None = None
    if models.application is not None:
        yield (users := UsersPanel(models.application.users, models.sessions, display))
        yield (data := EverybodysPane(models.application.data, display))
        yield (jobs := EverybodysPane(models.application.jobs, display))
        yield (application := ApplicationPage(users, data, jobs, models.sessions))
    return TabParts(acting, line, analytics, application)
