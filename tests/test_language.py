"""What is said in other languages: texts, plurals, numbers, and which language it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QDoubleSpinBox

from facespace_desk import catalogue
from facespace_desk.language import Language, number, read_number, speak, spoken, tr, tr_n
from tests.conftest import LoopRunner

GERMAN = {
    ("Open", ""): "Öffnen",
    ("Open", "of a door"): "Offen",
    ("{name} came at {time}", ""): "Um {time} kam {name}",
    ("{size:.1f} MB", ""): "{size:.1f} MB",
}
PLURALS = {"{n:,} cameras": ("{n:,} Kamera", "{n:,} Kameras")}


def find(text: str, comment: str, n: int | None) -> str:
    if n is not None:
        return PLURALS[text][n != 1]
    return GERMAN.get((text, comment), "")


@pytest.fixture
def german() -> Iterator[None]:
    speak(Language("de", find, group=".", point=","))
    yield
    speak(None)


@pytest.fixture
def app(app_loop: LoopRunner) -> Iterator[QApplication]:
    """Speaks English again, from left to right, afterwards."""
    before = QLocale()
    yield app_loop.app
    speak(None)
    QLocale.setDefault(before)
    for each in app_loop.app.findChildren(QTranslator):
        app_loop.app.removeTranslator(each)
        each.deleteLater()
    app_loop.app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_english_is_what_stands_in_the_code() -> None:
    assert tr("Open") == "Open"
    assert tr("Open", "of a door") == "Open"
    assert tr("{name} came", name="Ada") == "Ada came"
    assert tr_n("{n:,} cameras", "{n:,} camera", 1) == "1 camera"
    assert tr_n("{n:,} cameras of {all:,}", "{n:,} camera of {all:,}", 0, all=2600) == (
        "0 cameras of 2,600"
    )
    assert number(2600) == "2,600"
    assert spoken() == "en"


@pytest.mark.usefixtures("german")
def test_places_stand_where_the_language_wants_them() -> None:
    assert tr("{name} came at {time}", time="12:00", name="Ada") == "Um 12:00 kam Ada"
    assert tr("Open") == "Öffnen"
    assert tr("Open", "of a door") == "Offen"
    assert tr("Nobody translated this, {name}", name="Ada") == "Nobody translated this, Ada"


@pytest.mark.parametrize("value", [0.5, 1500.0, -1234567.25, 12.0])
@pytest.mark.parametrize("is_german", [False, True])
def test_a_number_is_read_as_it_is_written(value: float, is_german: bool) -> None:
    speak(Language("de", find, group=".", point=",") if is_german else None)
    try:
        assert read_number(number(value, ",.2f")) == value
        assert read_number(" 1,5 ") == read_number("1.5") == 1.5
        assert read_number("1.500") == (1500 if is_german else 1.5)
        with pytest.raises(ValueError, match="could not convert"):
            read_number("1,5 MB")
    finally:
        speak(None)


@pytest.mark.usefixtures("german")
def test_numbers_have_the_signs_of_the_language_and_words_keep_theirs() -> None:
    assert tr_n("{n:,} cameras", "{n:,} camera", 2600) == "2.600 Kameras"
    assert tr_n("{n:,} cameras", "{n:,} camera", 1) == "1 Kamera"
    assert tr("{size:.1f} MB", size=1.5) == "1,5 MB"
    assert number(1234.5, ",.1f") == "1.234,5"
    assert tr("{name} came at {time}", name="a.b,c", time="1.5") == "Um 1.5 kam a.b,c"


@pytest.mark.usefixtures("german")
def test_what_a_server_sent_is_never_taken_for_a_place() -> None:
    hostile = "{time.__class__} {0} {"
    assert tr("{name} came at {time}", name=hostile, time="now") == f"Um now kam {hostile}"


def test_shipped_german_speaks_with_qts_own_dialogs(app: QApplication) -> None:
    catalogue.choose(app, "de")
    assert spoken() == "de"
    assert tr("Cancel") == "Abbrechen"
    assert number(1234.5, ",.1f") == "1.234,5"
    field = QDoubleSpinBox(value=1.5)
    assert field.text() == "1,50"
    field.deleteLater()
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    box.deleteLater()


def test_pseudo_locales_keep_places_and_show_what_was_forgotten(app: QApplication) -> None:
    catalogue.choose(app, "en-XA")
    assert tr("{name} came", name="Ada").startswith("[Ada çámé·")
    assert tr_n("{n} rows", "{n} row", 1).startswith("[1 róẃ·"[:5])
    assert app.layoutDirection() is Qt.LayoutDirection.LeftToRight


def test_right_to_left_mirrors_the_window(app: QApplication) -> None:
    catalogue.choose(app, "ar-XB")
    assert app.layoutDirection() is Qt.LayoutDirection.RightToLeft
    words = tr("{name} came", name="Ada")
    assert words.startswith("Ada")
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" in words


@pytest.mark.parametrize(
    ("wish", "expected"),
    [("de_AT:en", "de"), ("fr:de_DE", "de"), ("en_GB:de", "en"), ("fr", "en")],
)
def test_system_decides_when_nobody_else_does(wish: str, expected: str) -> None:
    script = (
        "import json\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from facespace_desk import catalogue\n"
        "from facespace_desk.language import spoken\n"
        "catalogue.choose(QApplication([]), 'system')\n"
        "print(json.dumps(spoken()))\n"
    )
    surroundings = os.environ | {"LANG": "C.UTF-8", "LC_ALL": "", "LANGUAGE": wish}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == expected
