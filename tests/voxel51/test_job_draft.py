"""What is typed into a form becomes a request, and nothing in it is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.voxel51.document import AnalyticDocument, Parameter
from facespace_desk.voxel51.model.job_draft import (
    JobDraft,
    Key,
    begun,
    read_json,
    same,
    shown_text,
    step_of,
    stepped,
    strangers,
)
from facespace_desk.voxel51.request import DataReference, JobRequest

KEY: Key = ("parameters", "p")


def parameter(type_: str, **more: Any) -> Parameter:
    return Parameter(name="p", type=f"types.{type_}", **more)


def typed(field: Parameter, text: str) -> JobDraft:
    return JobDraft(request=JobRequest(analytic="a")).with_text(KEY, field, text)


@pytest.mark.parametrize(
    ("type_", "text", "value"),
    [
        ("Number", "0.5", 0.5),
        ("Number", " 3 ", 3),
        ("Number", "-1e3", -1000.0),
        ("Integer", "12", 12),
        ("String", "  two words ", "  two words "),
        ("Array", "[1, 2]", [1, 2]),
        ("Object", '{"a": null}', {"a": None}),
        ("Anything", '"text"', "text"),
        ("Video", " d-1 ", DataReference("d-1")),
        ("Number", "   ", msgspec.UNSET),
    ],
)
def test_what_is_typed_becomes_the_value_that_the_document_asks_for(
    type_: str, text: str, value: object
) -> None:
    draft = typed(parameter(type_), text)

    assert same(draft.value(KEY), value)
    assert not draft.typed


@pytest.mark.parametrize(
    ("type_", "text", "words"),
    [
        ("Number", "0,5", "This is not a number."),
        ("Number", "nan", "This is not a number."),
        ("Number", "1e999", "This is not a number."),
        ("Integer", "1.5", "This is not a whole number."),
        ("Integer", "1_000", "This is not a whole number."),
        ("Array", "{}", "This has to be a list, such as [1, 2]."),
        ("Object", "[]", 'This has to be an object, such as {"a": 1}.'),
        ("Anything", '{"a": 1, "a": 2}', "The name “a” stands twice in one object."),
        ("Anything", "NaN", "JSON has no NaN."),
        ("Array", "[1,", "This is not JSON: expecting value at line 1, column 4."),
    ],
)
def test_what_cannot_be_read_stays_as_it_was_typed_and_is_not_sent(
    type_: str, text: str, words: str
) -> None:
    draft = typed(parameter(type_), text)

    assert draft.value(KEY) is msgspec.UNSET
    assert draft.typed[KEY].text == text
    assert draft.typed[KEY].words == words


def test_id_that_cannot_be_one_is_told_where_it_was_typed() -> None:
    draft = typed(parameter("Video"), "a\tb")

    assert draft.value(KEY) is msgspec.UNSET
    assert draft.typed[KEY].words


def test_emptying_a_field_takes_its_value_out() -> None:
    field = parameter("Number")

    assert typed(field, "1").with_text(KEY, field, "").request.parameters == {}


def test_input_and_parameter_of_one_name_do_not_touch_each_other() -> None:
    draft = typed(parameter("Number"), "1").with_value(("inputs", "p"), DataReference("d-1"))

    assert draft.with_value(KEY, msgspec.UNSET).request.inputs == {"p": DataReference("d-1")}


def test_required_parameters_with_a_default_are_said_from_the_start() -> None:
    document = AnalyticDocument(
        parameters=(
            Parameter(name="must", type="types.Number", required=True, default=2),
            Parameter(name="may", type="types.Number", default=3),
        )
    )

    assert begun("a", "1", document).request.parameters == {"must": 2}


def test_what_the_document_does_not_know_is_kept_and_named() -> None:
    document = AnalyticDocument(parameters=(parameter("Number"),))
    request = JobRequest(
        analytic="a", inputs={"old": DataReference("d")}, parameters={"p": 1, "odd": [1]}
    )
    draft = JobDraft(request=request).with_text(KEY, parameter("Number"), "2")

    assert strangers(draft.request, document) == (("inputs", "old"), ("parameters", "odd"))
    assert draft.request.parameters == {"p": 2, "odd": [1]}


def test_another_request_leaves_unreadable_text_where_it_says_nothing() -> None:
    draft = typed(parameter("Number"), "x")

    assert KEY in draft.with_request(JobRequest(analytic="a")).typed
    assert KEY not in draft.with_request(JobRequest(analytic="a", parameters={"p": 1})).typed


def test_steps_are_those_of_the_document_else_suit_the_range() -> None:
    assert step_of(parameter("Number", extra={"step": 0.25})) == 0.25
    assert step_of(parameter("Number", extra={"step": -1})) == 1.0
    assert step_of(parameter("Number", minimum=0.0, maximum=1.0)) == 0.01
    assert step_of(parameter("Integer", minimum=0.0, maximum=1000.0)) == 1.0


def test_stepping_stays_within_bounds_and_begins_at_the_default() -> None:
    field = parameter("Number", minimum=0.0, maximum=1.0, default=0.4)

    assert stepped(field, "", 1) == "0.41"
    assert stepped(field, "0.995", 10) == "1"
    assert stepped(parameter("Integer", minimum=1.0), "1", -5) == "1"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
).filter(lambda value: not isinstance(value, float) or value == value)


@given(JSON)
def test_any_value_is_the_same_after_it_was_shown_and_typed(value: Any) -> None:
    try:
        text = json.dumps(value, allow_nan=False)
        text.encode()
    except ValueError:
        return
    field = parameter("Anything")
    shown = shown_text(field, read_json(text))

    assert same(typed(field, shown).value(KEY), read_json(text))
