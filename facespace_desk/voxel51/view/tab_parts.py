"""What the Voxel51 tab shows whoever's turn it is, and what it is put together of. The pages of one
user are in session_parts.py."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.view.dock import TransferDock
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.model.status import StatusModel
from facespace_desk.voxel51.view.acting_banner import ActingBanner
from facespace_desk.voxel51.view.status_lights import PlatformLine
from facespace_desk.widgets.pages import nothing_yet

if TYPE_CHECKING:
    from facespace_desk.widgets.theme import ThemeSwitch


@dataclass(frozen=True)
class TabModels:
    """What the tab shows."""

    status: StatusModel
    sessions: Sessions
    transfers: TransferModel


@dataclass(frozen=True)
class TabParts:
    """What the tab is put together of; `application` is None without an application's token."""

    acting: ActingBanner
    line: PlatformLine
    analytics: QWidget
    application: QWidget | None
    dock: TransferDock


def tab_parts(
    models: TabModels, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, TabParts]:
    """The parts, one a step."""
    yield (acting := ActingBanner(models.sessions))
    yield (line := PlatformLine(models.status))
    yield (analytics := nothing_yet("No analytic is known yet"))
    application: QWidget | None = None
    if models.sessions.has_application:
        yield (application := nothing_yet("No user is known yet"))
    yield (dock := TransferDock(models.transfers, display))
    return TabParts(acting, line, analytics, application, dock)
