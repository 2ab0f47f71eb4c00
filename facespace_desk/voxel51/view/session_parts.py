"""The pages of one session: what is one user's, and goes when another's turn comes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.display import Display
from facespace_desk.transfers.model import TransferModel
from facespace_desk.transfers.view.dock import TransferDock
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.session import Session
from facespace_desk.voxel51.view.data_page import DataPage, data_parts
from facespace_desk.voxel51.view.job_form import JobForm
from facespace_desk.voxel51.view.jobs_area import JobsArea
from facespace_desk.voxel51.view.jobs_page import JobsPage, jobs_parts
from facespace_desk.widgets.table_page import TablePage
from facespace_desk.widgets.theme import ThemeSwitch


@dataclass(frozen=True)
class SessionParts:
    """The pages; `tables` are those in them whose columns and filters are remembered, by name."""

    jobs: JobsArea
    board: JobsPage  # in `jobs`
    data: DataPage
    dock: TransferDock
    transfers: TransferModel
    tables: Mapping[str, TablePage] = field(default_factory=dict)


def session_parts(
    session: Session, catalogue: CatalogueModel, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, SessionParts]:
    """The pages, one a step."""
    making = session.making
    board_parts = yield from jobs_parts(session.jobs, display)
    yield (board := JobsPage(session.jobs, board_parts, display))
    yield (form := JobForm(making.form, making.choices, making.templates, offers_fetch=True))
    yield (jobs := JobsArea(board, form, making, catalogue, session.username))
    board.told.connect(jobs.told)
    board.clone_wanted.connect(jobs.clone)
    jobs.launched.connect(session.jobs.take)
    making.matrix.made.connect(session.jobs.take_of_many)
    data_page_parts = yield from data_parts(session.data, display)
    yield (data := DataPage(session.data, data_page_parts, display))
    data.told.connect(jobs.told)
    data.use_wanted.connect(jobs.use)
    yield (dock := TransferDock(session.transfers, display))
    tables = {"transfers": dock.page, "jobs": board.page, "data": data.page}
    return SessionParts(jobs, board, data, dock, session.transfers, tables)
