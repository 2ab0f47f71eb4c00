"""What a filter lets through, what it refuses, how it is kept."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.modelkit.columns import ANY_COLUMN
from facespace_desk.modelkit.display import Display, NameMask
from facespace_desk.modelkit.filters import (
    Chip,
    Filter,
    FilterError,
    Op,
    compile_filter,
    describe,
    from_json,
    to_json,
    without_names,
)
from tests.limits import AT_ONCE_S
from tests.modelkit.table_fixtures import Pass, columns

COLUMNS = columns(Display())
ADA = Pass("cam-10", "Ada Lovelace", 1_790_000_000_000, 3)
NOBODY = Pass("", "", None, 0)


def holds(record: Pass, *chips: Chip, match: Any = "all", groups: Any = ()) -> bool:
    test = compile_filter(Filter(chips, match, groups), COLUMNS)
    return test is None or test(record)


@pytest.mark.parametrize(
    ("op", "text", "expected"),
    [
        (Op.CONTAINS, "LOVE", True),
        (Op.CONTAINS, "hate", False),
        (Op.EQUALS, "ada lovelace", True),
        (Op.EQUALS, "ada", False),
        (Op.STARTS, "ADA", True),
        (Op.ENDS, "lace", True),
        (Op.ENDS, "ada", False),
        (Op.REGEX, r"^a.*e$", True),
        (Op.REGEX, r"\d", False),
    ],
)
def test_texts_are_compared_without_regard_to_case(op: Op, text: str, expected: bool) -> None:
    assert holds(ADA, Chip("person", op, text)) is expected
    assert holds(ADA, Chip("person", op, text, negated=True)) is not expected


def test_case_matters_when_asked(qapp: Any) -> None:
    for op in (Op.CONTAINS, Op.REGEX, Op.STARTS):
        assert not holds(ADA, Chip("person", op, "ada", match_case=True))
        assert holds(ADA, Chip("person", op, "Ada", match_case=True))


def test_any_column_means_any_visible_one() -> None:
    chip = Chip(ANY_COLUMN, Op.CONTAINS, "cam-10")
    assert holds(ADA, chip)
    test = compile_filter(Filter((chip,)), COLUMNS, {"time", "person"})
    assert test is not None
    assert not test(ADA)


def test_empty_cells_are_found() -> None:
    assert holds(NOBODY, Chip("camera", Op.EMPTY), Chip("time", Op.EMPTY))
    assert not holds(ADA, Chip("camera", Op.EMPTY))
    assert holds(ADA, Chip("camera", Op.EMPTY, negated=True))


@pytest.mark.parametrize(
    ("op", "text", "expected"),
    [
        (Op.LESS, "3", False),
        (Op.AT_MOST, "3", True),
        (Op.MORE, "2,5", True),
        (Op.AT_LEAST, "3.5", False),
    ],
)
def test_numbers_compare(op: Op, text: str, expected: bool) -> None:
    assert holds(ADA, Chip("count", op, text)) is expected


def test_times_compare_and_a_missing_one_never_does() -> None:
    moment = Display().time_text(ADA.at_ms)
    assert holds(ADA, Chip("time", Op.AT_LEAST, moment))
    assert not holds(ADA, Chip("time", Op.LESS, moment))
    assert not holds(NOBODY, Chip("time", Op.LESS, "2999-01-01"))
    assert holds(NOBODY, Chip("time", Op.LESS, "2999-01-01", negated=True))


def test_chips_and_groups_join_by_and_or() -> None:
    right, wrong = Chip("camera", Op.EQUALS, "cam-10"), Chip("camera", Op.EQUALS, "cam-2")
    assert not holds(ADA, right, wrong)
    assert holds(ADA, right, wrong, match="any")
    assert holds(ADA, right, groups=(Filter((right, wrong), "any"),))
    assert not holds(ADA, right, groups=(Filter((right, wrong), "all"),))


def test_idle_chips_hold_nothing_back() -> None:
    idle = (Chip("camera", Op.EQUALS, "x", enabled=False), Chip("person", Op.CONTAINS, ""))
    assert compile_filter(Filter(idle), COLUMNS) is None
    assert compile_filter(Filter(idle, "any"), COLUMNS) is None
    assert not Filter(idle).is_active


@pytest.mark.parametrize(
    ("chip", "words"),
    [
        (Chip("person", Op.REGEX, "("), "pattern does not work"),
        (Chip("person", Op.REGEX, "(?=x)"), "pattern does not work"),
        (Chip("person", Op.MORE, "3"), "numbers or times"),
        (Chip(ANY_COLUMN, Op.MORE, "3"), "numbers or times"),
        (Chip("count", Op.MORE, "three"), '"three" is not a number'),
        (Chip("time", Op.MORE, "21.11.2026"), "Write the time as"),
        (Chip("colour", Op.EQUALS, "red"), "no column colour"),
    ],
)
def test_what_does_not_work_is_said_in_words(chip: Chip, words: str) -> None:
    with pytest.raises(FilterError, match=words) as caught:
        compile_filter(Filter((Chip("person", Op.EQUALS, "x"), chip)), COLUMNS)
    assert caught.value.chip == chip


def test_no_pattern_can_hang_the_window() -> None:
    evil = Pass("cam", "a" * 10_000 + "!", 0)
    begun = time.thread_time()
    holds(evil, Chip("person", Op.REGEX, "(a+)+$"))
    assert time.thread_time() - begun < AT_ONCE_S  # Python's own would take for ever


def test_filters_see_true_names_while_they_are_masked() -> None:
    masked = columns(Display(mask=NameMask.HIDDEN))
    test = compile_filter(Filter((Chip("person", Op.CONTAINS, "lovelace"),)), masked)
    assert test is not None
    assert test(ADA)


chips = st.builds(
    Chip,
    st.sampled_from([ANY_COLUMN, "time", "person", "camera", "count"]),
    st.sampled_from([Op.CONTAINS, Op.EQUALS, Op.STARTS, Op.ENDS, Op.EMPTY]),
    st.text(max_size=4),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
filters = st.recursive(
    st.builds(Filter, st.lists(chips, max_size=3).map(tuple), st.sampled_from(["all", "any"])),
    lambda inner: st.builds(
        Filter,
        st.lists(chips, max_size=2).map(tuple),
        st.sampled_from(["all", "any"]),
        st.lists(inner, max_size=2).map(tuple),
    ),
    max_leaves=4,
)


@given(st.text(), filters)
def test_a_filter_file_is_read_back(name: str, spec: Filter) -> None:
    named = from_json(to_json(name, spec))
    assert (named.name, named.filter) == (name, spec)


@given(filters, st.builds(Pass, st.text(max_size=5), st.text(max_size=5), st.none()))
def test_compiled_filters_mean_what_they_say(spec: Filter, record: Pass) -> None:
    def chip_holds(chip: Chip) -> bool:
        found = False
        for column in COLUMNS:
            if chip.column not in (ANY_COLUMN, column.key):
                continue
            text, wanted = column.true_text(record), chip.text
            if not chip.match_case:
                text, wanted = text.casefold(), wanted.casefold()
            found |= {
                Op.CONTAINS: wanted in text,
                Op.EQUALS: wanted == text,
                Op.STARTS: text.startswith(wanted),
                Op.ENDS: text.endswith(wanted),
                Op.EMPTY: text in ("", "–"),
            }[chip.op]
        return found is not chip.negated

    def filter_holds(each: Filter) -> bool:
        verdicts = [chip_holds(chip) for chip in each.chips if chip.is_active]
        verdicts += [filter_holds(group) for group in each.groups if group.is_active]
        return (all if each.match == "all" else any)(verdicts) if verdicts else True

    test = compile_filter(spec, COLUMNS)
    assert (test is None or test(record)) == filter_holds(spec)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"facespace_desk_filter": 1}', "\x00"])
def test_what_is_no_filter_file_is_refused(text: str) -> None:
    with pytest.raises(FilterError, match="not a saved filter"):
        from_json(text)


def test_a_filter_of_a_later_version_is_refused() -> None:
    later = to_json("x", Filter()).replace(
        '"facespace_desk_filter": 1', '"facespace_desk_filter": 9'
    )
    with pytest.raises(FilterError, match="later version"):
        from_json(later)


def test_a_filter_reads_as_a_sentence_and_can_hide_its_names() -> None:
    spec = Filter(
        (Chip("person", Op.CONTAINS, "Ada", negated=True), Chip("time", Op.EMPTY)),
        "all",
        (Filter((Chip("camera", Op.EQUALS, "a"), Chip("camera", Op.EQUALS, "b")), "any"),),
    )
    assert describe(spec, COLUMNS) == (
        'not Person contains "Ada" and Time is empty and (Camera is "a" or Camera is "b")'
    )
    assert "Ada" not in describe(without_names(spec, COLUMNS), COLUMNS)
    assert describe(None, COLUMNS) == describe(Filter(), COLUMNS) == "no filter"
