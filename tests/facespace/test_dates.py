"""Dates are day first, strictly; bounds are widened for the server and exact for us (wire 3.2)."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.facespace.dates import (
    bounds_of,
    date_text,
    from_ms,
    minute_text,
    parse_bound,
    parse_moment,
    second_text,
    text_of_ms,
    to_ms,
)
from facespace_desk.facespace.errors import DateParseError, InvalidUsageError
from facespace_desk.net.errors import ErrorKind

moments = st.integers(946_684_800, 4_102_444_799).map(
    lambda second: datetime.fromtimestamp(second, UTC)
)


def bounds(start: str | None, end: str | None, *, send_seconds: bool = False):
    return bounds_of(start, end, send_seconds=send_seconds, operation="logs")


@given(moments)
def test_every_moment_survives_writing_and_reading(moment):
    assert parse_bound(second_text(moment)).at == moment
    assert parse_bound(minute_text(moment)).at == moment.replace(second=0)
    assert parse_bound(date_text(moment)).at == moment.replace(hour=0, minute=0, second=0)


@given(moments)
def test_milliseconds_are_exact(moment):
    assert from_ms(to_ms(moment)) == moment
    assert to_ms(moment) == round(moment.timestamp()) * 1000
    assert text_of_ms(to_ms(moment) + 999, operation="logs") == second_text(moment)


@given(st.text(alphabet="0123456789:/ -T.", max_size=20) | st.text(max_size=30))
def test_anything_else_is_refused_with_a_reason(text):
    refusal = None
    try:
        moment = parse_bound(text)
    except DateParseError as error:
        refusal = error
    if refusal:
        assert refusal.kind is ErrorKind.USAGE
        assert len(refusal.message) > 15
    else:
        assert text in (second_text(moment.at), minute_text(moment.at), date_text(moment.at))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12/13/23", "12/13/23: there is no month 13. Dates are day first: DD/MM/YY."),
        ("2023-10-23", "2023-10-23: the year comes last here. Dates are day first: DD/MM/YY."),
        ("31/02/23", "31/02/23: February 2023 has no day 31. Dates are day first: DD/MM/YY."),
        ("29/02/23", "29/02/23: February 2023 has no day 29. Dates are day first: DD/MM/YY."),
        ("00/01/23", "00/01/23: January 2023 has no day 00. Dates are day first: DD/MM/YY."),
        ("01/00/23", "01/00/23: there is no month 00. Dates are day first: DD/MM/YY."),
        ("24:00 05/06/23", "24:00 05/06/23: there is no hour 24. Hours go from 00 to 23."),
        ("10:60 05/06/23", "10:60 05/06/23: there is no minute 60. Minutes go from 00 to 59."),
        (
            "10:00:60 05/06/23",
            "10:00:60 05/06/23: there is no second 60. Seconds go from 00 to 59.",
        ),
        ("05/06/2023", "05/06/2023: write the year with two digits: 24, not 2024."),
        ("5/6/23", "5/6/23: use two digits each: 05/06/24."),
        ("05/06/23 10:00", "05/06/23 10:00: the time comes before the date."),
        ("05.06.23", "05.06.23: separate with slashes. Dates are day first: DD/MM/YY."),
        (
            "10:00",
            "10:00: the date is missing. Write DD/MM/YY, HH:MM DD/MM/YY or HH:MM:SS DD/MM/YY.",
        ),
        ("", "The date is missing. Write DD/MM/YY, HH:MM DD/MM/YY or HH:MM:SS DD/MM/YY."),
    ],
)
def test_the_reason_names_the_mistake(text, reason):
    with pytest.raises(DateParseError) as caught:
        parse_bound(text)
    assert caught.value.message == reason


@pytest.mark.parametrize(
    "text", [" 05/06/23", "05/06/23\n", "٠٥/٠٦/٢٣", "10:00  05/06/23", "9" * 400]
)
def test_lookalikes_are_refused(text):
    with pytest.raises(DateParseError):
        parse_bound(text)


@pytest.mark.parametrize(
    ("start", "end", "sent_start", "sent_end"),
    [
        ("10:00:00 23/10/23", "24/10/23", "10:00 23/10/23", "24/10/23"),
        ("10:00:59 05/06/23", "10:02:30 05/06/23", "10:00 05/06/23", "10:03 05/06/23"),
        ("05/06/23", "05/06/23", "05/06/23", "05/06/23"),
        (None, "23:59:10 31/12/23", None, "00:00 01/01/24"),
        (None, "23:59 28/02/24", None, "00:00 29/02/24"),
        (None, "23:59 28/02/23", None, "00:00 01/03/23"),
        (None, "10:02 05/06/23", None, "10:03 05/06/23"),
        (None, "23:59:59 31/12/99", None, "31/12/99"),
        ("", "", None, None),
    ],
)
def test_bounds_are_sent_a_little_too_wide(start, end, sent_start, sent_end):
    made = bounds(start, end)
    assert (made.start_text, made.end_text) == (sent_start, sent_end)


@given(moments, moments)
def test_what_is_sent_covers_the_range_for_inclusive_and_exclusive_servers(one, other):
    start, end = sorted((one, other))
    made = bounds(second_text(start), second_text(end))
    assert parse_bound(made.start_text).at <= start
    sent_end = parse_bound(made.end_text)
    until = sent_end.at + timedelta(days=1) if sent_end.is_date else sent_end.at
    assert until > end
    assert (made.start_ms, made.end_ms) == (to_ms(start), to_ms(end))


def test_bare_end_date_means_its_last_second():
    made = bounds("05/06/23", "05/06/23")
    assert made.start_ms == to_ms(datetime(2023, 6, 5, tzinfo=UTC))
    assert made.end_ms == to_ms(datetime(2023, 6, 5, 23, 59, 59, tzinfo=UTC))


def test_seconds_are_sent_untouched_when_the_server_takes_them():
    made = bounds("10:00:59 05/06/23", "10:02:30 05/06/23", send_seconds=True)
    assert (made.start_text, made.end_text) == ("10:00:59 05/06/23", "10:02:30 05/06/23")
    assert bounds(None, "10:02 05/06/23", send_seconds=True).end_text == "10:03 05/06/23"


def test_start_after_end_is_refused():
    with pytest.raises(InvalidUsageError):
        bounds("06/06/23", "05/06/23")


def test_field_of_the_window_reads_days_whole_and_forgives_blanks():
    start = parse_moment(" 05/06/23 ")
    assert parse_moment("05/06/23", is_end=True) - start == 86_399_000
    assert parse_moment("10:00 05/06/23") - start == 36_000_000


def test_field_of_the_window_follows_the_chosen_zone():
    zone = timezone(timedelta(hours=2))
    assert parse_moment("05/06/23", zone=zone) == parse_moment("22:00 04/06/23")
    assert parse_moment("05/06/23", is_end=True, zone=zone) == parse_moment("21:59:59 05/06/23")
    local = datetime.strptime("2023-06-05", "%Y-%m-%d").astimezone()
    assert parse_moment("05/06/23", zone=None) == to_ms(local)


@pytest.mark.parametrize("at_ms", [-1, 0, 4_102_444_800_000, 10**18])
def test_times_that_two_digits_cannot_say_are_refused(at_ms):
    with pytest.raises(InvalidUsageError):
        text_of_ms(at_ms, operation="logs")
