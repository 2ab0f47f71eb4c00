"""The search form: every parameter of the service, checked where it is typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from facespace_desk.cam2.model.areas import Box, Circle
from facespace_desk.cam2.model.search import SearchRequest
from facespace_desk.cam2.search import Query
from facespace_desk.cam2.view.search_form import Field, SearchForm
from tests.facespace.tab_fixtures import field, hit, press, texts, type_text
from tests.widgets.conftest import look, show

__all__ = ["look", "show"]

EVERYTHING = Query(
    latitude=-39.4867,
    longitude=176.9192,
    radius_km=25,
    camera_type="non_ip",
    source="city-harbour",
    country="NZ",
    state="HKB",
    city="Napier",
    width=800,
    height=600,
    has_image=True,
    has_video=False,
)


@pytest.fixture
def form(show: Callable[[QWidget], QWidget]) -> SearchForm:
    made = SearchForm()
    made.resize(248, 700)
    show(made)
    return made


def asked(form: SearchForm) -> list[SearchRequest]:
    requests: list[SearchRequest] = []
    form.asked.connect(requests.append)
    return requests


def reasons(form: SearchForm) -> list[str]:
    return [each.reason for each in form.findChildren(Field) if each.reason]


def test_an_empty_form_asks_for_everything(form: SearchForm) -> None:
    requests = asked(form)
    press(form, "Search")
    assert requests == [SearchRequest()]


def test_every_parameter_can_be_typed(form: SearchForm) -> None:
    requests = asked(form)
    for name, text in (
        ("City", "Napier"),
        ("Country", "NZ"),
        ("Region", "HKB"),
        ("Source", "city-harbour"),
        ("Width, px", "800"),
        ("Height, px", "600"),
        ("Centre of a circle", "-39.4867, 176.9192"),
        ("Radius, km", "25"),
    ):
        type_text(field(form, name), text)
    for name, words in (("Type", "Still picture"), ("Picture", "Active"), ("Video", "Not active")):
        combo = field(form, name, QComboBox)
        combo.setCurrentIndex(combo.findText(words))
    press(form, "Search")
    assert requests == [SearchRequest(EVERYTHING)]


def test_a_request_is_written_and_read_back(form: SearchForm) -> None:
    form.show_request(SearchRequest(EVERYTHING))
    assert form.request() == SearchRequest(EVERYTHING)
    form.clear()
    assert form.request() == SearchRequest()


def test_adding_to_the_list_is_part_of_the_request(form: SearchForm) -> None:
    form.findChild(QCheckBox).setChecked(True)  # type: ignore[union-attr]
    assert form.request() == SearchRequest(adds=True)


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("Width, px", "0", "whole number of pixels"),
        ("Width, px", "80.5", "whole number of pixels"),
        ("Height, px", "x", "whole number of pixels"),
        ("Height, px", "²", "whole number of pixels"),
        ("Centre of a circle", "nowhere", "Write it as"),
        ("Radius, km", "-3", "Kilometres"),
        ("Radius, km", "0", "Kilometres"),
        ("Radius, km", "nan", "Kilometres"),
        ("Radius, km", "99999", "Kilometres"),
    ],
)
def test_what_cannot_be_searched_is_said_at_its_field(
    form: SearchForm, name: str, text: str, reason: str
) -> None:
    requests = asked(form)
    type_text(field(form, name), text)
    assert any(reason in words for words in reasons(form))
    press(form, "Search")
    assert requests == []
    assert field(form, name).hasFocus()


def test_half_a_circle_asks_for_its_other_half(form: SearchForm) -> None:
    type_text(field(form, "Radius, km"), "10")
    assert reasons(form) == ["Around which place?"]
    type_text(field(form, "Centre of a circle"), "48.85, 2.35")
    assert reasons(form) == []
    type_text(field(form, "Radius, km"), "")
    assert reasons(form) == ["How far around the centre?"]


@pytest.mark.parametrize(
    ("text", "km"), [("25", 25.0), ("2,5", 2.5), ("0.25 km", 0.25), ("10 KM", 10.0)]
)
def test_a_radius_is_kilometres(form: SearchForm, text: str, km: float) -> None:
    field(form, "Centre of a circle").setText("48°51′24″N 2°21′8″E")
    type_text(field(form, "Radius, km"), text)
    request = form.request()
    assert request is not None
    assert request.query.radius_km == km
    assert request.query.latitude == pytest.approx(48.8567, abs=1e-3)
    assert request.query.longitude == pytest.approx(2.3522, abs=1e-3)


def test_what_the_client_would_refuse_is_said_before(form: SearchForm) -> None:
    requests = asked(form)
    field(form, "City").setText("x" * 3_000)
    press(form, "Search")
    assert requests == []
    assert "2,000 characters" in texts(form)


def test_enter_in_a_field_searches(form: SearchForm) -> None:
    requests = asked(form)
    type_text(field(form, "City"), "Napier")
    hit(field(form, "City"), "Return")
    assert requests == [SearchRequest(Query(city="Napier"))]


def test_a_drawn_circle_is_searched_to_its_last_decimal(form: SearchForm) -> None:
    circle = Circle(48.856612345, 2.352212345, 399.98765)
    form.show_circle(circle)
    request = form.request()
    assert request is not None
    query = request.query
    assert Circle(query.latitude, query.longitude, query.radius_km) == circle  # type: ignore[arg-type]
    type_text(field(form, "Radius, km"), "10")
    request = form.request()
    assert request is not None
    assert request.query.radius_km == 10
    assert request.query.latitude == 48.85661


def test_a_typed_circle_is_told_for_the_map(form: SearchForm) -> None:
    told: list[Circle | None] = []
    form.circle_typed.connect(told.append)
    form.show_request(SearchRequest(EVERYTHING))
    assert told == [Circle(-39.4867, 176.9192, 25)]
    press(form, "No circle")
    assert told[-1] is None
    assert form.request() == SearchRequest(
        Query(
            **{
                name: getattr(EVERYTHING, name)
                for name in Query.__struct_fields__
                if name not in ("latitude", "longitude", "radius_km")
            }
        )
    )


def test_the_circle_round_an_area_is_no_circle_of_the_form(form: SearchForm) -> None:
    form.show_request(SearchRequest.of_box(Box(40, -10, 55, 20), Query(country="FR")))
    assert form.request() == SearchRequest(Query(country="FR"))


def test_a_wrong_circle_is_no_obstacle_for_an_area(form: SearchForm) -> None:
    type_text(field(form, "Country"), "NZ")
    type_text(field(form, "Radius, km"), "10")
    assert form.query_of_fields() == Query(country="NZ")
    type_text(field(form, "Width, px"), "x")
    assert form.query_of_fields() is None


def test_nothing_is_cut_in_a_narrow_side(form: SearchForm) -> None:
    form.resize(220, 500)
    for each in form.findChildren(Field):
        assert each.geometry().right() <= each.parentWidget().width()
    assert form.whole_height() < 560
