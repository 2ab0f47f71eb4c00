"""The jobs of a batch as rows of a table."""

from __future__ import annotations

from enum import Enum
from typing import Final

import msgspec

from facespace_desk.modelkit.columns import EMPTY, Column
from facespace_desk.modelkit.sizes import size_text
from facespace_desk.voxel51.model.data_choices import data_size
from facespace_desk.voxel51.model.matrix_plan import Planned


class RowState(Enum):
    """How one job of a batch stands; the value is the word for it."""

    WAITING = "waiting"
    SENDING = "being sent"
    MADE = "made"
    FAILED = "failed"
    UNSURE = "not known"  # it may have been made, or not
    REFUSED = "cannot be sent"


TONES: Final = {
    RowState.MADE: "live",
    RowState.FAILED: "bad",
    RowState.UNSURE: "warn",
    RowState.REFUSED: "warn",
}


class MatrixRow(msgspec.Struct, frozen=True, kw_only=True):
    """One job of a batch; `words` are why it stands so."""

    number: int
    planned: Planned
    state: RowState
    words: str = ""
    job_id: str = ""


def matrix_columns() -> tuple[Column[MatrixRow], ...]:
    """The columns, in the order of the batch."""

    def size(row: MatrixRow) -> str:
        found = data_size(row.planned.data)
        return EMPTY if found is None else size_text(found)

    return (
        Column(
            "number",
            "No.",
            lambda row: str(row.number + 1),
            number=lambda row: row.number + 1,
            align="right",
            mono=True,
            width=84,
        ),
        Column(
            "data",
            "Data",
            lambda row: row.planned.data.name or row.planned.data.id,
            hideable=False,
            width=220,
        ),
        Column("analytic", "Analytic", lambda row: row.planned.analytic, width=170),
        Column(
            "size",
            "Size",
            size,
            number=lambda row: data_size(row.planned.data),
            align="right",
            mono=True,
            width=90,
        ),
        Column(
            "state",
            "State",
            lambda row: row.state.value,
            tone=lambda row: TONES.get(row.state),
            width=110,
        ),
        Column(
            "words",
            "What was said",
            lambda row: row.words,
            tooltip=lambda row: row.words or None,
            width=260,
        ),
        Column("job", "Job", lambda row: row.job_id or EMPTY, mono=True, width=150),
        Column("name", "Job’s name", lambda row: row.planned.name, width=260),
    )
