"""Day-first dates, read strictly, and the bounds made of them (wire/facespace.md 3.2).

Exactly three forms are dates here: `HH:MM:SS DD/MM/YY`, `HH:MM DD/MM/YY` and `DD/MM/YY`, two digits
each, on a 24-hour clock, in the years 2000 to 2099. Nothing is guessed. Servers are known to take
minutes only, so a range is sent a little too wide and the answer is cut to the exact bounds here.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from facespace_desk.facespace.errors import DateParseError, InvalidUsageError
from facespace_desk.language import tr

SECOND_MS: Final = 1000
DAY_MS: Final = 86_400_000
OPERATION: Final = "reading a date"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = datetime(2000, 1, 1, tzinfo=UTC)
_LAST = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)
_FORM = re.compile(r"(?:([0-9]{2}):([0-9]{2})(?::([0-9]{2}))? )?([0-9]{2})/([0-9]{2})/([0-9]{2})")
_MONTHS = (
    *(tr("January"), tr("February"), tr("March"), tr("April"), tr("May", "the month"), tr("June")),
    *(tr("July"), tr("August"), tr("September"), tr("October"), tr("November"), tr("December")),
)  # not calendar.month_name, which follows the locale
_DAY_FIRST = tr("Dates are day first: DD/MM/YY.")
_HOW_TO_WRITE = tr("Write DD/MM/YY, HH:MM DD/MM/YY or HH:MM:SS DD/MM/YY.")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date or time as it was typed. `at` is aware; for a bare date it is the start of the day."""

    text: str
    at: datetime
    is_date: bool
    has_seconds: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """A range as it is sent, and as the answer is cut afterwards. None: open at that side.

    `start_ms` and `end_ms` are epoch milliseconds UTC at whole seconds, both included.
    """

    start_text: str | None
    end_text: str | None
    start_ms: int | None
    end_ms: int | None


def parse_bound(text: str, *, zone: tzinfo | None = UTC) -> Moment:
    """The moment that *text* names, in *zone* (None: this computer's own zone).

    Raises:
        DateParseError: with the reason, to be shown next to the field.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise _refusal(text, _why_not_a_date(text))
    hour, minute, second, day, month, year = (int(digits or 0) for digits in match.groups())
    reason = _why_no_day(day, month, 2000 + year) or _why_no_time(hour, minute, second)
    if reason:
        raise _refusal(text, reason)
    written = datetime(2000 + year, month, day, hour, minute, second)  # noqa: DTZ001 - zone follows
    at = written.astimezone() if zone is None else written.replace(tzinfo=zone)
    return Moment(text, at, is_date=match[1] is None, has_seconds=match[3] is not None)


def parse_moment(text: str, *, is_end: bool = False, zone: tzinfo | None = UTC) -> int:
    """What a field of the window means, in epoch milliseconds; blanks around the text are forgiven.

    A bare date is the first second of its day, or with *is_end* the last one.

    Raises:
        DateParseError: with the reason, to be shown next to the field.
    """
    moment = parse_bound(text.strip(), zone=zone)
    at = moment.at
    if moment.is_date and is_end:
        at = parse_bound(f"23:59:59 {moment.text}", zone=zone).at
    return to_ms(at)


def bounds_of(start: str | None, end: str | None, *, send_seconds: bool, operation: str) -> Bounds:
    """The bounds for two texts; an empty text is an open side. UTC throughout.

    Raises:
        DateParseError: a text is not a date.
        InvalidUsageError: the start lies after the end.
    """
    first = parse_bound(start) if start else None
    last = parse_bound(end) if end else None
    start_ms = to_ms(first.at) if first else None
    end_ms = _end_ms(last) if last else None
    if start_ms is not None and end_ms is not None and start_ms > end_ms:
        raise InvalidUsageError(tr("The start lies after the end."), operation=operation)
    return Bounds(
        sent_start(first, send_seconds=send_seconds) if first else None,
        sent_end(last, send_seconds=send_seconds) if last else None,
        start_ms,
        end_ms,
    )


def sent_start(moment: Moment, *, send_seconds: bool = False) -> str:
    """The start as servers understand it: the minute, rounded down."""
    if moment.is_date or (send_seconds and moment.has_seconds):
        return moment.text
    return minute_text(moment.at)


def sent_end(moment: Moment, *, send_seconds: bool = False) -> str:
    """The end as servers understand it: the next minute, whether they include the bound or not."""
    if moment.is_date or (send_seconds and moment.has_seconds):
        return moment.text
    after = moment.at.replace(second=0) + timedelta(minutes=1)
    # Two digits cannot say 2100; the bare date of the last day covers the same time.
    return minute_text(after) if after <= _LAST else date_text(moment.at)


def text_of_ms(at_ms: int, *, operation: str) -> str:
    """`HH:MM:SS DD/MM/YY` of an epoch time in UTC, at the second in which it lies.

    Raises:
        InvalidUsageError: the year cannot be written with two digits.
    """
    at = _EPOCH + timedelta(seconds=at_ms // SECOND_MS) if abs(at_ms) < 10**14 else None
    if at is None or not _FIRST <= at <= _LAST:
        raise InvalidUsageError(
            tr(
                "The time is outside the years 2000 to 2099, which is all that FaceSpace can write."
            ),
            operation=operation,
        )
    return second_text(at)


def to_ms(at: datetime) -> int:
    """Epoch milliseconds of an aware time, exactly."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def from_ms(at_ms: int) -> datetime:
    """The aware UTC time of epoch milliseconds, exactly."""
    return _EPOCH + timedelta(milliseconds=at_ms)


def second_text(at: datetime) -> str:
    """`HH:MM:SS DD/MM/YY`."""
    return f"{at:%H:%M:%S %d/%m/%y}"


def minute_text(at: datetime) -> str:
    """`HH:MM DD/MM/YY`, seconds cut off."""
    return f"{at:%H:%M %d/%m/%y}"


def date_text(at: datetime) -> str:
    """`DD/MM/YY`."""
    return f"{at:%d/%m/%y}"


def _end_ms(moment: Moment) -> int:
    return to_ms(moment.at) + (DAY_MS - SECOND_MS if moment.is_date else 0)


def _refusal(text: str, reason: str) -> DateParseError:
    shown = text if len(text) <= 30 else text[:29] + "…"
    return DateParseError(f"{shown}: {reason}" if shown.strip() else reason, operation=OPERATION)


def _why_no_day(day: int, month: int, year: int) -> str:
    """Why the numbers name no day; empty when they do."""
    if not 1 <= month <= 12:
        return tr("there is no month {month:02}. {hint}", month=month, hint=_DAY_FIRST)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return tr(
            "{month} {year} has no day {day:02}. {hint}",
            month=_MONTHS[month - 1],
            year=year,
            day=day,
            hint=_DAY_FIRST,
        )
    return ""


def _why_no_time(hour: int, minute: int, second: int) -> str:
    """Why the numbers name no time of day; empty when they do."""
    if hour > 23:
        return tr("there is no hour {hour:02}. Hours go from 00 to 23.", hour=hour)
    if minute > 59:
        return tr("there is no minute {minute:02}. Minutes go from 00 to 59.", minute=minute)
    if second > 59:
        return tr("there is no second {second:02}. Seconds go from 00 to 59.", second=second)
    return ""


_MISTAKES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.ASCII), reason)
    for pattern, reason in (
        (r"\s*", tr("The date is missing. {hint}", hint=_HOW_TO_WRITE)),
        (
            r"\d{1,2}:\d{1,2}(:\d{1,2})?",
            tr("the date is missing. {hint}", hint=_HOW_TO_WRITE),
        ),
        (
            r"\d{4}-\d{1,2}-\d{1,2}.*",
            tr("the year comes last here. {hint}", hint=_DAY_FIRST),
        ),
        (
            r"\d{4}/\d{1,2}/\d{1,2}.*",
            tr("the year comes last here. {hint}", hint=_DAY_FIRST),
        ),
        (r".*\d{1,2}/\d{1,2}/\d{4}", tr("write the year with two digits: 24, not 2024.")),
        (r"\d{1,2}/\d{1,2}/\d{2} \d{1,2}:\d{1,2}.*", tr("the time comes before the date.")),
        (
            r"\d{1,2}[.-]\d{1,2}[.-]\d{2,4}",
            tr("separate with slashes. {hint}", hint=_DAY_FIRST),
        ),
        (
            r"(\d{1,2}:\d{1,2}(:\d{1,2})? )?\d{1,2}/\d{1,2}/\d{1,2}",
            tr("use two digits each: 05/06/24."),
        ),
    )
)


def _why_not_a_date(text: str) -> str:
    shortened = text[:60]
    for pattern, reason in _MISTAKES:
        if pattern.fullmatch(shortened):
            return reason
    return tr("this is not a date. {hint}", hint=_HOW_TO_WRITE)
