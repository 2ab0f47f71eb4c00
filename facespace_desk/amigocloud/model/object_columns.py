"""The row of a moving object and its columns: its own, and those that its payload brings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from facespace_desk.amigocloud.live.reports import ObjectReport, number
from facespace_desk.amigocloud.model.fleet import STATE_WORDS
from facespace_desk.amigocloud.model.series import value_of
from facespace_desk.language import number as number_text
from facespace_desk.language import tr
from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display

TREND: Final = "trend"
FIELD_PREFIX: Final = "field:"  # of a payload column's key
HIDDEN_AT_FIRST: Final = ("latitude", "longitude", "altitude", "reports", "pinned")
STATE_ICONS: Final = ("radio", "clock", "x")
STATE_TONES: Final = ("live", "stale", "stale")
_YES: Final = tr("yes")
_LONGEST: Final = 200  # characters of a payload's value


class ObjectRow(msgspec.Struct, frozen=True, gc=False):
    """What the table shows of an object; `row` is that of the fleet, `heard_ms` when its last
    report was received."""

    row: int
    report: ObjectReport
    heard_ms: int
    state: int
    count: int
    is_pinned: bool = False


def object_columns(
    display: Display,
    now_ms: Callable[[], int],
    dataset_name: Callable[[int | None], str],
    trend: str,
    fields: Sequence[tuple[str, bool]],
) -> tuple[Column[ObjectRow], ...]:
    """*trend* is the field of the small charts, *fields* those of the payload that are columns,
    and whether each holds numbers."""
    return (
        Column(
            "object_id",
            tr("Object"),
            text=lambda row: row.report.object_id,
            icon=lambda row: "pin" if row.is_pinned else None,
            tone=lambda row: "accent" if row.is_pinned else None,
            mono=True,
            hideable=False,
            width=150,
        ),
        Column(
            "state",
            tr("State"),
            text=lambda row: STATE_WORDS[row.state],
            icon=lambda row: STATE_ICONS[row.state],
            tone=lambda row: STATE_TONES[row.state],
            sort_key=lambda row: row.state,
            width=92,
        ),
        Column(
            "heard",
            tr("Heard"),
            text=lambda row: display.ago_text(row.heard_ms, now_ms()),
            sort_key=lambda row: row.heard_ms,
            number=lambda row: (now_ms() - row.heard_ms) // 1000,
            newest_first=True,
            align="right",
            width=92,
        ),
        _number("speed", tr("Speed"), 78),
        _number("track", tr("Track", "the way an object is heading"), 78),
        Column(
            TREND,
            tr("Trend of {field}", field=trend),
            text=lambda row: _text(value_of(row.report, trend)),
            number=lambda row: number(value_of(row.report, trend)),
            align="right",
            mono=True,
            width=170,
        ),
        *(_field(name, is_number=is_number) for name, is_number in fields),
        Column(
            "dataset",
            tr("Dataset"),
            text=lambda row: dataset_name(row.report.dataset_id),
            width=120,
        ),
        Column(
            "reported",
            tr("Reported"),
            text=lambda row: display.time_text(row.report.at_ms) if row.report.at_ms else "",
            moment_ms=lambda row: row.report.at_ms,
            parse=display.parse_time,
            newest_first=True,
            width=160,
        ),
        _number("latitude", tr("Latitude"), 96, ".5f"),
        _number("longitude", tr("Longitude"), 100, ".5f"),
        _number("altitude", tr("Altitude"), 84),
        Column(
            "reports",
            tr("Reports"),
            text=lambda row: number_text(row.count),
            number=lambda row: row.count,
            align="right",
            mono=True,
            width=84,
        ),
        Column(
            "pinned",
            tr("Pinned"),
            text=lambda row: _YES if row.is_pinned else "",
            newest_first=True,
            width=76,
        ),
    )


def _number(name: str, title: str, width: int, form: str = "g") -> Column[ObjectRow]:
    def value(row: ObjectRow) -> float | None:
        return number(getattr(row.report, name))

    def text(row: ObjectRow) -> str:
        found = value(row)
        return "" if found is None else number_text(found, form)

    return Column(name, title, text=text, number=value, align="right", mono=True, width=width)


def _field(name: str, *, is_number: bool) -> Column[ObjectRow]:
    """A column of the payload; its title is the member's name, which the service gives."""

    def text(row: ObjectRow) -> str:
        return _text(row.report.extra.get(name))

    title = name[:40]
    if not is_number:
        return Column(FIELD_PREFIX + name, title, text=text, width=110)
    return Column(
        FIELD_PREFIX + name,
        title,
        text=text,
        number=lambda row: number(row.report.extra.get(name)),
        align="right",
        mono=True,
        width=96,
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, float):
        return number_text(value, "g")
    try:
        return msgspec.json.encode(value).decode()[:_LONGEST]
    except (TypeError, ValueError, OverflowError):
        return str(value)[:_LONGEST]
