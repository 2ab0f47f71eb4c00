"""Two reports of the same object: what changed, where, and by how much."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.model.difference import (
    MOST,
    Change,
    ChangeKind,
    difference,
)
from facespace_desk.modelkit.json_paths import path_text, value_text

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=12,
)


def words(before: Any, after: Any) -> list[str]:
    return [
        f"{path_text(each.path)} {each.kind.value}" for each in difference(before, after).changes
    ]


def applied(value: Any, changes: tuple[Change, ...]) -> Any:
    """*value* with *changes* carried out; what goes, from the last place on."""
    value = json.loads(json.dumps(value))
    for change in sorted(changes, key=lambda each: each.kind is ChangeKind.REMOVED):
        if change.kind is not ChangeKind.REMOVED:
            value = _put(value, change.path, change.after)
    for change in reversed([each for each in changes if each.kind is ChangeKind.REMOVED]):
        holder = value
        for step in change.path[:-1]:
            holder = holder[step]
        del holder[change.path[-1]]
    return value


def _put(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    if not path:
        return new
    holder = value
    for step in path[:-1]:
        holder = holder[step]
    if isinstance(holder, list) and path[-1] == len(holder):
        holder.append(new)
    else:
        holder[path[-1]] = new
    return value


def test_members_that_came_went_and_changed_are_named() -> None:
    before = {"speed": "12.5", "track": "90", "doors": "open", "at": {"lat": 1.0}}
    after = {"speed": "13.1", "track": "90", "route": "M12", "at": {"lat": 1.5}}
    assert words(before, after) == [
        "speed changed", "route added", "at.lat changed", "doors removed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("12.5", "13.1", "+0.6"),
        (12.5, 12, "-0.5"),
        (1, 1_700_000_123, "+1700000122"),
        ("a", "b", ""),
        (True, 2, ""),
        ("1e5", "2", ""),
        (None, 1, ""),
    ],
)
def test_step_of_numbers_is_told_also_when_they_are_texts(
    before: object, after: object, step: str
) -> None:
    [change] = difference({"x": before}, {"x": after}).changes
    assert change.step == step


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("data", 0, "latitude"), "data[0].latitude"),
        ((0, "a b", 'c"'), '[0]["a b"]["c\\""]'),
        (("", "x"), '[""].x'),
    ],
)
def test_path_reads_as_in_a_program(path: tuple[str | int, ...], text: str) -> None:
    assert path_text(path) == text


def test_truth_and_one_are_not_the_same() -> None:
    assert words({"a": 1, "b": 0}, {"a": True, "b": 0.0}) == ["a changed", "b changed"]


def test_endless_differences_are_cut_and_said_to_be() -> None:
    found = difference({}, {str(number): number for number in range(MOST + 1)})
    assert len(found.changes) == MOST
    assert not found.is_whole
    assert difference({}, {str(number): 0 for number in range(MOST)}).is_whole


def test_deep_nesting_ends() -> None:
    one: Any = 1
    other: Any = 2
    for _ in range(900):
        one, other = [one], [other]
    assert len(difference(one, other).changes) == 1
    assert value_text(one, 10) == "[[[[[[[[[[…"


@given(JSON)
def test_same_is_no_difference(value: Any) -> None:
    assert difference(value, json.loads(json.dumps(value))).changes == ()


@given(JSON, JSON)
def test_difference_leads_from_the_one_to_the_other(before: Any, after: Any) -> None:
    changes = difference(before, after).changes
    assert applied(before, changes) == after
