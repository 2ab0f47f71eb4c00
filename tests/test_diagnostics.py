"""The report that may be attached to a bug."""

from datetime import UTC, datetime

import pytest

from facespace_desk import __version__
from facespace_desk.diagnostics import (
    LOG_LINES,
    Person,
    ServiceFacts,
    anonymous,
    report,
)
from facespace_desk.log import LogLine

PERSON = Person(home="/home/mholt", user="mholt", host="desk-17.corp.example")
NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)


def line(text: str) -> LogLine:
    return LogLine(NOW, "INFO", "desk.net", text)


def make(**changes) -> str:
    facts = {"qt": {}, "settings": {}, "services": [], "log": [], "person": PERSON, "now": NOW}
    return report(**{**facts, **changes})


def test_a_report_says_what_runs_here():
    text = make()
    assert f"version: {__version__}" in text
    assert "made: 2026-11-21 08:00:00 UTC" in text
    assert "\nhttpx: 0." in text
    assert "python: CPython 3." in text


def test_services_are_told_by_state_not_by_address():
    facts = ServiceFacts(
        "FaceSpace", "offline", age_s=12.4, cause="timed out", status=503,
        transport="https", clock_skew_s=-3600.2,
    )  # fmt: skip
    expected = (
        "FaceSpace: offline, https, newest data 12 s old, timed out, status 503, its clock -3600 s"
    )
    assert expected in make(services=[facts])


def test_only_named_facts_get_in():
    text = make(
        settings={
            "theme": "dark",
            "last_profile": "Site North",
            "columns": {"a": 1},
            "api_key": "K",
        },
        qt={"version": "6.11.3", "clipboard": "Mira Holt"},
    )
    assert "theme: dark" in text
    assert "version: 6.11.3" in text
    for hidden in ("Site North", "columns", "api_key", "Mira"):
        assert hidden not in text


def test_the_newest_log_lines_get_in():
    text = make(log=[line(f"line {number}.") for number in range(LOG_LINES + 5)])
    assert f"line {LOG_LINES + 4}." in text
    assert "line 5." in text
    assert "line 4." not in text
    assert "08:00:00 INFO desk.net: line 5." in text


def test_secrets_are_masked_once_more():
    text = make(
        settings={"theme": "Bearer CANARY12345"},
        services=[ServiceFacts("https://h/?k=CANARY", "live")],
        log=[line("x-api-key: CANARY"), line('{"token": "CANARY"}')],
    )
    assert "CANARY" not in text


def test_nothing_names_the_user():
    text = make(
        log=[
            line("opened /home/mholt/.config/desk and '/home/mholt'"),
            line("file:///home/mholt/x by MHolt@desk-17"),
            line("host DESK-17.corp.example"),
        ]
    )
    assert "mholt" not in text.lower()
    assert "desk-17" not in text.lower()
    assert "opened ~/.config/desk and '~'" in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"C:\Users\Eva\AppData", r"~\AppData"),
        (r"C:\\Users\\Eva\\AppData", r"~\\AppData"),
        ("c:/users/eva/x", "~/x"),
        (r"C:\Users\Evangeline\x", r"C:\Users\Evangeline\x"),
        ("Eva, eva's, medieval", "[user], [user]'s, medieval"),
        ("user_eva_1", "user_[user]_1"),
    ],
)
def test_windows_paths_and_names_inside_words(text, shown):
    assert anonymous(text, Person(r"C:\Users\Eva", "Eva", "PC-9")) == shown


def test_empty_and_common_names_change_nothing():
    assert anonymous("on localhost / at ~", Person("/", "", "localhost")) == "on localhost / at ~"


def test_a_person_is_found_here():
    person = Person.here()
    assert person.home
    assert person.host
