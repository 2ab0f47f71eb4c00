"""What the shared display writes for times and names."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.modelkit.display import HIDDEN_NAME, Display, NameMask, Zone

BERLIN = ZoneInfo("Europe/Berlin")
CHATHAM = ZoneInfo("Pacific/Chatham")
MOMENTS = st.integers(min_value=0, max_value=4_102_444_800_000)


def ms(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=UTC).timestamp() * 1000)


@given(MOMENTS)
def test_time_text_is_what_datetime_says_in_utc(moment: int) -> None:
    expected = datetime.fromtimestamp(moment // 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")
    assert Display().time_text(moment) == expected


@given(MOMENTS, st.sampled_from([BERLIN, CHATHAM, ZoneInfo("Pacific/Kiritimati")]))
def test_time_text_is_what_datetime_says_in_a_local_zone(moment: int, zone: ZoneInfo) -> None:
    display = Display(Zone.LOCAL, local=zone)
    expected = datetime.fromtimestamp(moment // 1000, zone).strftime("%Y-%m-%d %H:%M:%S")
    assert display.time_text(moment) == expected


@given(MOMENTS, st.sampled_from([UTC, BERLIN, CHATHAM]))
def test_iso_text_is_what_datetime_says(moment: int, zone: ZoneInfo) -> None:
    aware = datetime.fromtimestamp(moment // 1000, zone).replace(microsecond=moment % 1000 * 1000)
    display = Display(local=zone)
    assert display.iso_text(moment, Zone.LOCAL) == aware.isoformat(timespec="milliseconds")


@given(MOMENTS)
def test_a_typed_time_is_read_back(moment: int) -> None:
    display = Display()
    assert display.parse_time(display.time_text(moment)) == moment // 1000 * 1000


def test_the_hour_that_comes_twice_is_written_twice_and_read_as_the_first() -> None:
    display = Display(Zone.LOCAL, local=BERLIN)
    first, second = ms(2026, 10, 25, 0, 30), ms(2026, 10, 25, 1, 30)
    assert display.time_text(first) == display.time_text(second) == "2026-10-25 02:30:00"
    assert display.parse_time("2026-10-25 02:30") == first


def test_the_hour_that_is_skipped_is_refused_in_words() -> None:
    display = Display(Zone.LOCAL, local=BERLIN)
    with pytest.raises(ValueError, match="summer time"):
        display.parse_time("2026-03-29 02:30")


@pytest.mark.parametrize("text", ["", "yesterday", "21.11.2026", "2026-13-01", "2026-02-30 10:00"])
def test_an_unreadable_time_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"Write the time|no such time"):
        Display().parse_time(text)


def test_a_missing_time_is_a_dash_and_an_impossible_one_is_said() -> None:
    display = Display()
    assert display.time_text(None) == display.date_text(None) == display.clock_text(None) == "–"
    assert "outside the calendar" in display.time_text(10**17)
    assert display.iso_text(None) == display.iso_text(10**17) == ""


def test_parts_and_iso_follow_the_zone() -> None:
    display = Display(Zone.LOCAL, local=BERLIN)
    moment = ms(2026, 7, 1, 22, 30) + 250
    assert display.date_text(moment) == "2026-07-02"
    assert display.clock_text(moment) == "00:30:00"
    assert display.iso_text(moment) == "2026-07-02T00:30:00.250+02:00"
    assert display.iso_text(moment, Zone.UTC) == "2026-07-01T22:30:00.250+00:00"
    assert display.zone_label in ("local, UTC+01:00", "local, UTC+02:00")
    assert Display().zone_label == "UTC"


def test_the_tool_tip_gives_both_zones_and_the_age() -> None:
    display = Display(local=BERLIN)
    text = display.time_tooltip(ms(2026, 1, 1), ms(2026, 1, 1, 0, 5))
    assert text.splitlines() == [
        "UTC: 2026-01-01 00:00:00 +00:00",
        "This PC: 2026-01-01 01:00:00 +01:00",
        "5 min ago",
    ]
    assert display.time_tooltip(None) == "No time"


@pytest.mark.parametrize(
    ("age_s", "words"),
    [
        (0.4, "now"),
        (3, "3 s ago"),
        (59.9, "59 s ago"),
        (60, "1 min ago"),
        (7300, "2 h ago"),
        (86400, "1 day ago"),
        (3 * 86400, "3 days ago"),
        (-90, "in 1 min"),
    ],
)
def test_ages_are_words_of_one_unit(age_s: float, words: str) -> None:
    assert Display().ago_text(0, int(age_s * 1000)) == words


def test_masks_hide_more_and_more() -> None:
    display = Display()
    assert display.name_text("Ada Lovelace") == "Ada Lovelace"
    display.set_mask(NameMask.INITIALS)
    assert display.name_text("Ada Lovelace") == "A. L."
    assert display.name_text("unknown_12") == "U. 1."
    assert display.name_text("---") == HIDDEN_NAME
    display.set_mask(NameMask.HIDDEN)
    assert display.name_text("Ada Lovelace") == HIDDEN_NAME
    assert display.name_text("") == ""


@given(st.text(min_size=1), st.text(min_size=1))
def test_pseudonyms_hold_for_the_run_and_tell_people_apart(one: str, other: str) -> None:
    display = Display(mask=NameMask.PSEUDONYM)
    assert display.name_text(one) == display.name_text(one)
    assert (display.name_text(one) == display.name_text(other)) == (one == other)


def test_another_run_gives_other_pseudonyms() -> None:
    names = {Display(mask=NameMask.PSEUDONYM).name_text("Ada Lovelace") for _ in range(4)}
    assert len(names) == 4


def test_changed_is_said_once_per_change() -> None:
    display = Display()
    heard: list[str] = []
    display.changed.connect(lambda: heard.append("changed"))
    display.set_zone(Zone.UTC)
    display.set_mask(NameMask.FULL)
    assert heard == []
    display.set_zone(Zone.LOCAL)
    display.set_mask(NameMask.HIDDEN)
    assert heard == ["changed", "changed"]
    assert display.is_masked
