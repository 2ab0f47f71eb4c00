"""Going to a place, and choosing a source: what is typed, and what is answered."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from facespace_desk.map.goto import GoToBar
from facespace_desk.map.loading import shared_basemap
from facespace_desk.map.places import PlaceFinder
from facespace_desk.map.source_dialog import SourceChoice, SourceDialog, SourceKind
from tests.widgets.conftest import Show, show

__all__ = ["show"]


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder(shared_basemap().places)


class Field:
    def __init__(self, show: Show, finder: PlaceFinder | None) -> None:
        self.bar = GoToBar()
        show(self.bar)
        if finder is not None:
            self.bar.set_finder(finder)
        self.places: list[tuple[float, float, float]] = []
        self.words: list[str] = []
        self.bar.place_wanted.connect(lambda *place: self.places.append(place))
        self.bar.not_found.connect(self.words.append)

    def enter(self, text: str) -> None:
        self.bar.clear()
        QTest.keyClicks(self.bar, text)
        QTest.keyClick(self.bar, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    "text", ["52.52, 13.405", "52°31'12\"N 13°24'18\"E", "geo:52.52,13.405", "13.405 E, 52.52 N"]
)
def test_coordinates_in_any_notation_are_gone_to(show: Show, text: str) -> None:
    field = Field(show, None)
    field.bar.go_to(text)
    ((lat, lon, zoom),) = field.places
    assert (lat, lon) == pytest.approx((52.52, 13.405), abs=0.001)
    assert zoom > 8
    assert field.words == []


def test_towns_are_offered_as_one_types_and_the_best_is_gone_to(
    show: Show, finder: PlaceFinder
) -> None:
    field = Field(show, finder)
    field.enter("zurich")
    assert field.bar.offered()[0] == "Zürich, Switzerland"
    ((lat, lon, _zoom),) = field.places
    assert (lat, lon) == pytest.approx((47.37, 8.55), abs=0.05)


def test_large_cities_are_seen_from_farther_than_towns(show: Show, finder: PlaceFinder) -> None:
    field = Field(show, finder)
    field.enter("tokyo")
    field.enter("vaduz")
    assert field.places[0][2] < field.places[1][2]


def test_what_is_not_found_is_said_in_words_where_it_was_typed(
    show: Show, finder: PlaceFinder
) -> None:
    field = Field(show, finder)
    field.enter("qqxyzzy<b>")
    assert field.places == []
    assert field.words == ["No town is called “qqxyzzy<b>”, and these are no coordinates."]
    assert field.bar.property("invalid") is True
    assert "<b>" not in field.bar.toolTip().replace("&lt;b&gt;", "")
    assert field.bar.accessibleDescription() == field.words[0]
    field.enter("95, 200")
    assert "latitude is -90 to 90" in field.words[1]
    field.enter("52.5, 13.4")
    assert field.bar.property("invalid") is False


def test_before_the_towns_are_read_it_says_so(show: Show) -> None:
    field = Field(show, None)
    field.enter("berlin")
    assert field.words == ["The list of towns is not read yet; coordinates work at once."]
    field.enter("   ")
    assert len(field.words) == 1


class Chosen:
    def __init__(self, show: Show, now: SourceChoice) -> None:
        self.dialog = SourceDialog(now)
        self.choices: list[SourceChoice] = []
        self.dialog.source_chosen.connect(self.choices.append)
        show(self.dialog)

    def mark(self, kind: SourceKind) -> None:
        self.dialog._group.button(list(SourceKind).index(kind)).setChecked(True)

    def use(self) -> None:
        self.dialog._use()


def test_the_built_in_map_is_a_choice_of_its_own(show: Show) -> None:
    chosen = Chosen(show, SourceChoice())
    assert not chosen.dialog._template.isVisible()
    chosen.use()
    assert chosen.choices == [SourceChoice()]


def test_a_server_needs_a_sound_address_and_an_attribution(show: Show) -> None:
    chosen = Chosen(show, SourceChoice())
    chosen.mark(SourceKind.XYZ)
    dialog = chosen.dialog
    assert dialog._template.isVisible()
    assert "never ahead" in dialog._template_row.text_below
    dialog._template.setText("https://tiles.example.org/{z}/{x}.png")
    chosen.use()
    assert chosen.choices == []
    assert dialog._template_row.text_below
    assert dialog._attribution_row.text_below == "Write whose tiles these are."
    dialog._template.setText(" https://tiles.example.org/{z}/{x}/{y}.png ")
    dialog._attribution.setText("  © Example   contributors ")
    chosen.use()
    assert chosen.choices == [
        SourceChoice(
            SourceKind.XYZ, "https://tiles.example.org/{z}/{x}/{y}.png", "© Example contributors"
        )
    ]


def test_a_file_must_be_there(show: Show, tmp_path: Path) -> None:
    chosen = Chosen(show, SourceChoice(SourceKind.MBTILES, path=str(tmp_path / "none.mbtiles")))
    assert chosen.dialog.kind is SourceKind.MBTILES
    chosen.use()
    assert chosen.choices == []
    assert chosen.dialog._path_row.text_below == "There is no such file."
    made = tmp_path / "town.mbtiles"
    made.write_bytes(b"")
    chosen.dialog._path.setText(str(made))
    chosen.use()
    assert chosen.choices == [SourceChoice(SourceKind.MBTILES, path=str(made))]
