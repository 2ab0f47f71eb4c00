"""The pages of one session: what is one user's, and goes when another's turn comes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.view.dock import TransferDock
from facespace_desk.voxel51.model.session import Session
from facespace_desk.voxel51.records import Analytic
from facespace_desk.widgets.pages import nothing_yet
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch


@dataclass(frozen=True)
class SessionParts:
    """The pages. `begin_job` opens the form for a job with an analytic; `tables` are those in the
    pages whose columns and filters are remembered, by name."""

    jobs: QWidget
    data: QWidget
    dock: TransferDock
    transfers: TransferModel
    begin_job: Callable[[Analytic], None]
    tables: Mapping[str, TablePage] = field(default_factory=dict)


def session_parts(
    session: Session, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, SessionParts]:
    """The pages, one a step."""
    yield (jobs := nothing_yet("No job is known yet"))
    yield (data := nothing_yet("No data is known yet"))
    yield (dock := TransferDock(session.transfers, display))
    tables = {"transfers": dock.page}
    return SessionParts(jobs, data, dock, session.transfers, lambda _analytic: None, tables)
