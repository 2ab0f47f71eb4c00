"""The demo in other languages: an operator goes through every page and the dialogs of the window,
and reads."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.programs import linux_only

pytestmark = [linux_only, pytest.mark.timeout(300)]

PAGES = 30  # at least so many are looked at
ACCENTED = re.compile("[áçéíñóúýÁÉÍÓÚÑ·]")
WORDS = re.compile("[A-Za-z]{3}")
ENGLISH = re.compile(r"\b(the|is|are|was|not|no|of|to|with|and|for|since|nothing|every)\b")
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}"
# Names of products, and what is written alike in every language.
NAMES = re.compile(
    r"FaceSpace( Desk)?|CAM2|Skylab( Studio)?|Voxel51( Platform)?|AmigoCloud|Demo|UTC|ID|URL|SQL"
    r"|Inter|JetBrains Mono"
)
NOT_OURS = {"doors", "battery", "satellites", "route"}  # what reports of things in the demo hold
QTS = {"Scroll Left", "Scroll Right"}  # it brings its own translations


def read(language: str, folder: Path) -> list[dict[str, Any]]:
    """What stands on every page of the demo in *language*; see `words_reader.Place`."""
    notes = folder / "notes.json"
    done = subprocess.run(
        [
            *(sys.executable, "-m", "tests.system.words_program", str(notes)),
            *("--demo", "--temp-profile", "--language", language),
        ],
        env=os.environ | {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"},
        capture_output=True,
        text=True,
        timeout=250,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(notes.read_text())
    assert len(found) >= PAGES
    return found


def is_forgotten(text: str) -> bool:
    """Whether a control says something in plain English."""
    return bool(WORDS.search(NAMES.sub("", text))) and not ACCENTED.search(text)


def test_everything_that_the_window_says_can_be_translated(tmp_path: Path) -> None:
    places = read("en-XA", tmp_path)
    controls = {text for place in places for text in place["controls"]}
    labels = {text for place in places for text in place["labels"]}
    assert len(controls) > 300
    assert sorted(filter(is_forgotten, controls - NOT_OURS - QTS)) == []
    assert [text for text in labels if is_forgotten(text) and ENGLISH.search(text)] == []


def test_german_has_room(tmp_path: Path) -> None:
    places = read("de", tmp_path)
    assert {place["name"]: place["cut"] for place in places if place["cut"]} == {}


def test_right_to_left_has_room(tmp_path: Path) -> None:
    places = read("ar-XB", tmp_path)
    assert sum(OVERRIDE in text for place in places for text in place["controls"]) > PAGES
    assert {place["name"]: place["cut"] for place in places if place["cut"]} == {}
