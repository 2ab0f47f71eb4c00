"""The pages of one session: what is one user's, and goes when another's turn comes."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from facespace_desk.modelkit.display import Display
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
    begin_job: Callable[[Analytic], None]
    tables: Mapping[str, TablePage] = field(default_factory=dict)


def session_parts(
    session: Session, display: Display, theme: ThemeSwitch
) -> Generator[QWidget, None, SessionParts]:
    """The pages, one a step."""
    yield (jobs := nothing_yet("No job is known yet"))
    yield (data := nothing_yet("No data is known yet"))
    return SessionParts(jobs, data, lambda _analytic: None)
