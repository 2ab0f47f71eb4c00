"""The form that looks into the past: presets, strict day-first times, zones, cameras."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from facespace_desk.facespace.model.history import Query
from facespace_desk.facespace.model.rows import CameraRow
from facespace_desk.facespace.view.history_form import CameraPicker, HistoryForm
from facespace_desk.modelkit.display import Display, Zone
from facespace_desk.widgets.theme import ThemeSwitch
from tests.facespace.tab_fixtures import button, field, pick, texts, type_text
from tests.widgets.conftest import look

__all__ = ["look"]

BERLIN = ZoneInfo("Europe/Berlin")
HOUR_MS = 3_600_000
NOW = datetime(2024, 3, 4, 8, 0, 30, tzinfo=UTC)


def ms(*parts: int, zone: ZoneInfo | None = None, fold: int = 0) -> int:
    moment = datetime(*parts, tzinfo=zone or UTC, fold=fold)  # type: ignore[arg-type, misc]
    return int(moment.timestamp()) * 1000


class Desk:
    """A form, and the queries that it asked for."""

    def __init__(self) -> None:
        self.now_ms = int(NOW.timestamp() * 1000)
        self.display = Display(local=BERLIN)
        self.form = HistoryForm(self.display, lambda: self.now_ms)
        self.form.resize(1200, 80)
        self.form.show()
        self.asked: list[Query] = []
        self.form.asked.connect(self.asked.append)

    @property
    def start(self) -> QLineEdit:
        return field(self.form, "From")

    @property
    def end(self) -> QLineEdit:
        return field(self.form, "To")

    @property
    def range(self) -> QComboBox:
        return field(self.form, "Range", QComboBox)

    def ask(self, preset: str) -> tuple[int | None, int | None]:
        pick(self.form, "Range", preset)
        return self.asked[-1].start_ms, self.asked[-1].end_ms


@pytest.fixture
def desk(look: ThemeSwitch) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.form.hide()
    made.form.deleteLater()


def test_presets_in_utc(desk: Desk) -> None:
    now_ms = ms(2024, 3, 4, 8, 0, 30)
    assert desk.ask("Last hour") == (now_ms - HOUR_MS, now_ms)
    assert desk.ask("This shift (8 h)") == (now_ms - 8 * HOUR_MS, now_ms)
    assert desk.ask("Today") == (ms(2024, 3, 4), now_ms)
    assert desk.ask("Yesterday") == (ms(2024, 3, 3), ms(2024, 3, 3, 23, 59, 59))
    assert desk.ask("Last 7 days") == (now_ms - 7 * 24 * HOUR_MS, now_ms)
    assert desk.ask("Complete set") == (None, None)
    assert desk.start.text() == desk.end.text() == ""


@pytest.mark.parametrize(
    ("now", "day", "hours"),
    [
        ((2024, 4, 1, 9, 0), (2024, 3, 31), 23),  # the clocks went forward
        ((2024, 10, 28, 9, 0), (2024, 10, 27), 25),  # and back
        ((2024, 7, 2, 0, 30), (2024, 7, 1), 24),
    ],
)
def test_yesterday_has_as_many_hours_as_the_day_had(
    desk: Desk, now: tuple[int, ...], day: tuple[int, ...], hours: int
) -> None:
    desk.display.set_zone(Zone.LOCAL)
    desk.now_ms = ms(*now, zone=BERLIN)
    start, end = desk.ask("Yesterday")
    assert start == ms(*day, zone=BERLIN)
    assert end == start + hours * HOUR_MS - 1000
    start, end = desk.ask("Today")
    assert start == ms(*day, zone=BERLIN) + hours * HOUR_MS
    assert end == desk.now_ms


def test_last_hour_is_an_hour_long_while_the_clocks_go_back(desk: Desk) -> None:
    desk.display.set_zone(Zone.LOCAL)
    desk.now_ms = ms(2024, 10, 27, 2, 30, zone=BERLIN, fold=1)
    assert desk.ask("Last hour") == (desk.now_ms - HOUR_MS, desk.now_ms)
    assert desk.start.text() == desk.end.text() == "02:30:00 27/10/24"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("12/13/23", "there is no month 13"),
        ("2023-10-23", "the year comes last here"),
        ("31/02/23", "February 2023 has no day 31"),
        ("10:00", "the date is missing"),
        ("5/6/23", "use two digits each"),
        ("25:00 05/06/23", "there is no hour 25"),
        ("yesterday", "this is not a date"),
    ],
)
def test_unreadable_time_is_told_beside_its_field(desk: Desk, typed: str, reason: str) -> None:
    type_text(desk.start, typed)
    assert reason in texts(desk.form)
    assert reason in desk.start.accessibleDescription()
    assert not button(desk.form, "Look").isEnabled()
    QTest.keyClick(desk.start, Qt.Key.Key_Return)
    assert not desk.asked


def test_day_comes_first(desk: Desk) -> None:
    type_text(desk.start, "05/06/23")
    type_text(desk.end, "05/06/23")
    QTest.keyClick(desk.end, Qt.Key.Key_Return)
    [query] = desk.asked
    assert (query.start_ms, query.end_ms) == (ms(2023, 6, 5), ms(2023, 6, 5, 23, 59, 59))


def test_end_before_start_is_told_at_the_end(desk: Desk) -> None:
    type_text(desk.start, "10:00 05/06/23")
    type_text(desk.end, "09:59 05/06/23")
    assert "The end is before the start." in texts(desk.form)
    assert not button(desk.form, "Look").isEnabled()
    type_text(desk.start, "09:00 05/06/23")
    assert "The end is before the start." not in texts(desk.form)
    assert button(desk.form, "Look").isEnabled()


def test_switching_the_zone_keeps_the_moments(desk: Desk) -> None:
    type_text(desk.start, "23:30:00 30/06/24")
    type_text(desk.end, "01/07/24")
    desk.display.set_zone(Zone.LOCAL)
    assert desk.start.text() == "01:30:00 01/07/24"
    assert desk.end.text() == "01:59:59 02/07/24"
    assert "UTC+0" in texts(desk.form)
    button(desk.form, "Look").click()
    desk.display.set_zone(Zone.UTC)
    assert desk.start.text() == "23:30:00 30/06/24"
    assert "times in UTC, day first" in texts(desk.form)
    query = desk.asked[-1]
    assert (query.start_ms, query.end_ms) == (
        ms(2024, 6, 30, 23, 30),
        ms(2024, 7, 1, 23, 59, 59),
    )


def test_hour_shown_twice_survives_zone_switches(desk: Desk) -> None:
    later_ms = ms(2024, 10, 27, 2, 30, zone=BERLIN, fold=1)
    desk.form.ask_range(later_ms, later_ms + 60_000)
    desk.display.set_zone(Zone.LOCAL)
    assert desk.start.text() == "02:30:00 27/10/24"
    button(desk.form, "Look").click()
    assert desk.asked[-1].start_ms == later_ms
    desk.display.set_zone(Zone.UTC)
    assert desk.start.text() == "01:30:00 27/10/24"


def test_time_that_the_clocks_skip_is_refused(desk: Desk) -> None:
    desk.display.set_zone(Zone.LOCAL)
    type_text(desk.start, "02:30 31/03/24")
    assert "clocks skip this time" in texts(desk.form)
    type_text(desk.start, "31/03/24")
    assert button(desk.form, "Look").isEnabled()


def test_preset_means_now_and_typing_ends_it(desk: Desk) -> None:
    desk.ask("Last hour")
    desk.now_ms += 600_000
    button(desk.form, "Look").click()
    assert desk.asked[-1].end_ms == ms(2024, 3, 4, 8, 10, 30)
    type_text(desk.start, "07:00 04/03/24")
    assert desk.range.currentText() == "Own range"
    button(desk.form, "Look").click()
    assert desk.asked[-1].start_ms == ms(2024, 3, 4, 7)
    desk.ask("Today")
    desk.display.set_zone(Zone.LOCAL)
    assert desk.range.currentText() == "Today"


def test_dragged_range_is_asked_as_own_range(desk: Desk) -> None:
    start_ms = ms(2024, 3, 4, 7)
    desk.form.ask_range(start_ms + 321, start_ms + 60_987)
    [query] = desk.asked
    assert (query.start_ms, query.end_ms) == (start_ms, start_ms + 60_000)
    assert desk.range.currentText() == "Own range"


def test_several_cameras_and_a_person(desk: Desk) -> None:
    rows = [CameraRow("gate", alias="North & gate"), CameraRow("dock"), CameraRow("lobby")]
    desk.form.show_cameras(rows)
    picker = desk.form.findChild(CameraPicker)
    assert picker is not None
    assert picker.text() == "All cameras"
    picker.choose(("gate",))
    assert picker.text() == "North && gate"
    picker.choose(("gate", "lobby"))
    assert picker.text() == "2 cameras"
    desk.form.show_cameras([*rows[1:], CameraRow("gate", alias="Front"), CameraRow("attic")])
    assert picker.chosen() == ("gate", "lobby")
    picker.choose(("gate",))
    assert picker.text() == "Front"
    type_text(field(desk.form, "Person"), " mira ")
    QTest.keyClick(field(desk.form, "Person"), Qt.Key.Key_Return)
    assert desk.asked[-1].cameras == ("gate",)
    assert desk.asked[-1].person == "mira"


def test_leaving_a_changed_field_with_enter_asks_once(desk: Desk) -> None:
    type_text(desk.start, "04/03/24")
    QTest.keyClick(desk.start, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert len(desk.asked) == 1
