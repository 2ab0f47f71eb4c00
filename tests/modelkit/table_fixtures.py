"""A small record with every kind of column, and models of it."""

from __future__ import annotations

from typing import Any

import msgspec

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.table import RecordTableModel


class Pass(msgspec.Struct, frozen=True, gc=False):
    """Somebody passed a camera; or, without a person, nothing was known for a while."""

    camera: str
    person: str
    at_ms: int | None
    count: int = 1


def columns(display: Display) -> tuple[Column[Pass], ...]:
    return (
        Column(
            "time",
            "Time",
            lambda record: display.time_text(record.at_ms),
            moment_ms=lambda record: record.at_ms,
            parse=display.parse_time,
            newest_first=True,
            mono=True,
            hideable=False,
        ),
        Column(
            "person",
            "Person",
            lambda record: display.name_text(record.person),
            value=lambda record: record.person,
            tone=lambda record: "warn" if record.person.startswith("unknown") else None,
            icon=lambda record: "users",
        ),
        Column("camera", "Camera", lambda record: record.camera),
        Column(
            "count",
            "Count",
            lambda record: str(record.count),
            number=lambda record: record.count,
            align="right",
            width=70,
        ),
    )


def make_model(display: Display | None = None, **options: Any) -> RecordTableModel[Pass]:
    display = display or Display()
    options.setdefault("row_kind", lambda record: "row" if record.person else "gap")
    options.setdefault("gap_text", lambda record: f"no data, {record.camera}")
    return RecordTableModel(columns(display), display=display, **options)


def passes(count: int, start: int = 0) -> list[Pass]:
    """A day's traffic, a little out of order, at 12 cameras."""
    base = 1_790_000_000_000
    return [
        Pass(
            f"cam-{index * 7 % 12 + 1}", f"Person {index * 13 % 60}", base + index * 700, index % 9
        )
        for index in range(start, start + count)
    ]


def texts(model: RecordTableModel[Any], column: int = 0) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]
