"""Light, banner, truth bar: what they say for each state, and that they age only while seen."""

from __future__ import annotations

import dataclasses
import re

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from facespace_desk.modelkit.state import LoadState, Phase, wall_ms
from facespace_desk.modelkit.truth import FeedTruth
from facespace_desk.net.errors import ErrorKind, error_of
from facespace_desk.widgets.ages import age_text, span_text
from facespace_desk.widgets.state_banner import StateBanner
from facespace_desk.widgets.state_light import StateLight, state_words
from facespace_desk.widgets.ticker import Ticker
from facespace_desk.widgets.truth_bar import TruthBar, truth_words
from tests.conftest import LoopRunner
from tests.widgets.conftest import Show

NOW = 1_700_000_000_000
SECONDS = r"\d+(\.\d)? s"  # some have passed, on a slow machine


@pytest.mark.parametrize(
    ("age_ms", "words"),
    [
        (None, "never"),
        (-5, "0.0 s"),
        (640, "0.6 s"),
        (9_940, "9.9 s"),
        (9_960, "9 s"),
        (59_999, "59 s"),
        (60_000, "1 min"),
        (3_600_000, "1 h"),
        (2 * 3_600_000 + 5 * 60_000, "2 h 5 min"),
        (49 * 3_600_000, "2 days"),
    ],
)
def test_ages_in_words(age_ms: int | None, words: str) -> None:
    assert age_text(age_ms) == words


def test_spans_in_words() -> None:
    assert [span_text(seconds) for seconds in (0.5, 2.0, 300)] == ["0.5 s", "2 s", "5 min"]


@pytest.mark.parametrize("phase", Phase)
def test_every_state_has_its_word_and_all_but_off_their_age(phase: Phase) -> None:
    words = state_words(LoadState(phase, NOW - 3_000, updated_ms=NOW - 600), NOW)
    assert words.startswith(phase.value)
    assert (" s" in words) is (phase is not Phase.OFF)


def test_a_live_state_is_as_old_as_its_data_and_an_offline_one_as_its_outage() -> None:
    assert state_words(LoadState(Phase.LIVE, NOW - 9_000, updated_ms=NOW - 600), NOW) == (
        "live 0.6 s ago"
    )
    offline = LoadState(Phase.OFFLINE, NOW - 180_000, updated_ms=NOW - 190_000)
    assert state_words(offline, NOW) == "offline for 3 min"


def test_the_light_says_title_word_and_age(show: Show) -> None:
    light = StateLight("FaceSpace")
    show(light)
    light.show_state(LoadState.live())
    assert light.text == light.accessibleName()
    assert re.fullmatch(rf"FaceSpace live {SECONDS} ago", light.text)
    light.show_state(LoadState.off())
    assert light.text == "FaceSpace off"


def test_widgets_that_age_share_one_timer_and_stop_it_when_none_is_seen(show: Show) -> None:
    ticker = Ticker.shared()
    assert not ticker.is_running
    light, bar = StateLight(), TruthBar()
    show(light)
    show(bar)
    assert ticker.is_running
    light.hide()
    assert ticker.is_running
    bar.hide()
    assert not ticker.is_running


def test_a_deleted_widget_leaves_the_ticker(app_loop: LoopRunner, show: Show) -> None:
    page = QWidget()
    StateLight(parent=page)
    show(page)
    ticker = Ticker.shared()
    assert ticker.is_running
    shiboken6.delete(page.findChild(StateLight))  # no hide event, as when a parent goes
    app_loop.run(app_loop.until(lambda: not ticker.is_running))


def test_a_light_ages_by_itself(app_loop: LoopRunner, show: Show) -> None:
    light = StateLight()
    show(light)
    light.show_state(dataclasses.replace(LoadState.live(), updated_ms=wall_ms() - 100_000))
    before = light.text

    async def scenario() -> None:
        light.show_state(dataclasses.replace(light.state, updated_ms=wall_ms() - 8_000))
        shown = light.text
        await app_loop.until(lambda: light.text != shown)

    app_loop.run(scenario())
    assert before == "live 1 min ago"


def failed(kind: ErrorKind, *, old_ms: int | None = None) -> LoadState:
    error = error_of(kind, "Connection refused", service="FaceSpace", operation="recognition")
    return LoadState.failed(error, updated_ms=old_ms)


def button(banner: StateBanner, text: str) -> QPushButton:
    return next(found for found in banner.findChildren(QPushButton) if found.text() == text)


def test_the_banner_hides_while_all_is_well(show: Show) -> None:
    banner = StateBanner()
    show(banner)
    for state in (LoadState.live(), LoadState.off(), LoadState.loading()):
        banner.show_state(state)
        assert banner.isHidden()


def test_the_banner_says_what_happened_why_and_what_to_do(show: Show) -> None:
    banner = StateBanner()
    banner.show_state(failed(ErrorKind.UNREACHABLE, old_ms=wall_ms() - 200_000))
    show(banner)
    headline, cause, remedy = banner.text.splitlines()
    assert re.fullmatch(rf"Offline for {SECONDS} – what you see is 3 min old", headline)
    assert cause.startswith("FaceSpace could not be reached.")
    assert remedy.startswith("Check the address")
    assert button(banner, "Try again").isVisible()
    assert button(banner, "Sign in").isHidden()


def test_the_banner_offers_to_sign_in_only_when_that_helps(show: Show) -> None:
    banner = StateBanner()
    banner.show_state(failed(ErrorKind.SIGNED_OUT))
    show(banner)
    asked: list[str] = []
    banner.sign_in.connect(lambda: asked.append("sign in"))
    banner.retry.connect(lambda: asked.append("retry"))
    assert button(banner, "Try again").isHidden()
    QTest.mouseClick(button(banner, "Sign in"), Qt.MouseButton.LeftButton)
    assert asked == ["sign in"]


def test_the_banner_s_words_can_be_copied_and_their_details_opened(show: Show) -> None:
    banner = StateBanner()
    banner.show_state(failed(ErrorKind.UNREACHABLE))
    show(banner)
    button(banner, "Details").click()
    button(banner, "Copy").click()
    copied = QGuiApplication.clipboard().text()
    assert "FaceSpace: recognition. Connection refused" in copied
    assert copied.startswith("Offline")


def test_the_banner_draws_from_the_whole_state(show: Show) -> None:
    banner = StateBanner()
    show(banner)
    banner.show_state(failed(ErrorKind.UNREACHABLE))
    banner.show_state(LoadState.paused(message="You paused the feed."))
    assert re.fullmatch(rf"Paused for {SECONDS}\nYou paused the feed\.", banner.text)
    assert button(banner, "Details").isHidden()
    banner.show_state(LoadState.live())
    assert banner.isHidden()


def truth(**changes: object) -> FeedTruth:
    usual = FeedTruth(LoadState.live(NOW), 1.0, last_good_ms=NOW - 600, round_trip_ms=42.4)
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]


def test_the_truth_of_a_feed_in_words() -> None:
    assert truth_words(truth(), NOW) == ["last answer 0.6 s ago", "every 1 s", "42 ms", "no misses"]
    assert truth_words(truth(last_good_ms=None, round_trip_ms=None), NOW)[0] == "no answer yet"


def test_misses_and_the_next_try_are_told() -> None:
    words = truth_words(truth(misses=3, next_try_ms=NOW + 5_000, note="312 new"), NOW)
    assert words[3:] == ["3 misses in a row", "next try in 5 s", "312 new"]
    assert "trying now" in truth_words(truth(misses=1, next_try_ms=NOW), NOW)
    paused = truth(state=LoadState.paused(), misses=1, next_try_ms=NOW + 5_000)
    assert not [words for words in truth_words(paused, NOW) if "try" in words]


def test_the_truth_bar_shows_all_of_it(show: Show) -> None:
    bar = TruthBar()
    show(bar)
    bar.show_truth(FeedTruth(LoadState.stale(wall_ms() - 12_000), 2.0, wall_ms() - 12_000, 42.0, 4))
    answered = f"last answer {SECONDS} ago"
    assert re.fullmatch(
        f"stale  ·  {answered}  ·  every 2 s  ·  42 ms  ·  4 misses in a row", bar.text
    )
    assert bar.accessibleName() == bar.text
