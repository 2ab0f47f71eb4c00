"""Stacked filters: chips joined by AND or OR, each with its NOT, as text, pattern or comparison.

A filter looks at the true values of a record, also while names are masked; it never shows them.
Patterns are matched by RE2, whose running time is linear, so that no pattern can hang the window.
Pure: no Qt. A filter may hold names: it belongs into the encrypted store or a file the operator
chose, never into a log or the settings.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Collection, Sequence
from typing import Any, Literal

import msgspec

from facespace_desk.language import read_number, tr
from facespace_desk.modelkit.columns import ANY_COLUMN, EMPTY, AnyColumn

Predicate = Callable[[Any], bool]

_MEMO_LIMIT = 100_000
_MEMO_LENGTH = 200
_REGEX_MEMORY = 8 << 20
_FILE_FORMAT = 1
_HIDDEN = "•••"
_DEEPEST = 16  # groups within groups; people write two
_TOO_DEEP = tr("This filter has too many groups within groups")
_AND = tr("and", "joins the conditions of a filter")
_OR = tr("or", "joins the conditions of a filter")


class Op(enum.Enum):
    """How a chip compares."""

    CONTAINS = "contains"
    EQUALS = "equals"
    STARTS = "starts"
    ENDS = "ends"
    REGEX = "regex"
    EMPTY = "empty"
    LESS = "less"
    AT_MOST = "at_most"
    MORE = "more"
    AT_LEAST = "at_least"

    @property
    def is_comparison(self) -> bool:
        """Whether it needs a column that gives numbers or times."""
        return self in _COMPARISONS

    @property
    def words(self) -> str:
        """As it reads between the column and the text."""
        return _WORDS[self]


_COMPARISONS: dict[Op, Callable[[float, float], bool]] = {
    Op.LESS: lambda value, limit: value < limit,
    Op.AT_MOST: lambda value, limit: value <= limit,
    Op.MORE: lambda value, limit: value > limit,
    Op.AT_LEAST: lambda value, limit: value >= limit,
}
_WORDS = {
    Op.CONTAINS: tr("contains", "of a filter"),
    Op.EQUALS: tr("is", "of a filter"),
    Op.STARTS: tr("starts with", "of a filter"),
    Op.ENDS: tr("ends with", "of a filter"),
    Op.REGEX: tr("matches", "of a filter"),
    Op.EMPTY: tr("is empty", "of a filter"),
    Op.LESS: tr("before / less than", "of a filter"),
    Op.AT_MOST: tr("up to", "of a filter"),
    Op.MORE: tr("after / more than", "of a filter"),
    Op.AT_LEAST: tr("from", "of a filter"),
}


class Chip(msgspec.Struct, frozen=True, omit_defaults=True):
    """One condition on a column, or on any visible one ("*")."""

    column: str
    op: Op
    text: str = ""
    negated: bool = False
    enabled: bool = True
    match_case: bool = False

    @property
    def is_active(self) -> bool:
        """Whether it can hold anything back: an enabled chip with something to look for."""
        return self.enabled and (bool(self.text) or self.op is Op.EMPTY)


class Filter(msgspec.Struct, frozen=True, omit_defaults=True):
    """Chips, and groups of chips, of which all or any must hold."""

    chips: tuple[Chip, ...] = ()
    match: Literal["all", "any"] = "all"
    groups: tuple[Filter, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether it can hold any record back."""
        return any(chip.is_active for chip in self.chips) or any(
            group.is_active for group in self.groups
        )

    @property
    def looks_everywhere(self) -> bool:
        """Whether its result depends on which columns are visible."""
        return any(chip.is_active and chip.column == ANY_COLUMN for chip in self.chips) or any(
            group.looks_everywhere for group in self.groups
        )

    def all_chips(self) -> tuple[Chip, ...]:
        """Its chips and those of its groups."""
        return self.chips + tuple(chip for group in self.groups for chip in group.all_chips())


class NamedFilter(msgspec.Struct, frozen=True, kw_only=True):
    """A filter as it is kept under a name or handed to a colleague as a file."""

    facespace_desk_filter: int = _FILE_FORMAT
    name: str
    filter: Filter


class FilterError(ValueError):
    """A filter that cannot be used, with the reason in words for the field of `chip`."""

    def __init__(self, words: str, chip: Chip | None = None) -> None:
        super().__init__(words)
        self.words = words
        self.chip = chip


def to_json(name: str, spec: Filter) -> str:
    """The text of a filter file."""
    return msgspec.json.format(msgspec.json.encode(NamedFilter(name=name, filter=spec))).decode()


def from_json(text: str | bytes) -> NamedFilter:
    """Read a filter file.

    Raises:
        FilterError: it is not one, or one of a later version.
    """
    try:
        named = msgspec.json.decode(text, type=NamedFilter)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FilterError(tr("This is not a saved filter: {error}", error=error)) from error
    except RecursionError:
        raise FilterError(_TOO_DEEP) from None
    if named.facespace_desk_filter != _FILE_FORMAT:
        raise FilterError(tr("This filter was saved by a later version of FaceSpace Desk"))
    groups = named.filter.groups
    for _ in range(_DEEPEST):
        groups = tuple(inner for group in groups for inner in group.groups)
    if groups:
        raise FilterError(_TOO_DEEP)
    return named


def compile_filter(
    spec: Filter, columns: Sequence[AnyColumn], visible: Collection[str] | None = None
) -> Predicate | None:
    """The test that *spec* means, or None when it holds nothing back.

    "*" stands for the columns named in *visible* (None: all of them).

    Raises:
        FilterError: a chip cannot be used; its `chip` says which.
    """
    everywhere = [column for column in columns if visible is None or column.key in visible]
    by_key = {column.key: column for column in columns}
    return _compile(spec, everywhere, by_key)


def describe(spec: Filter | None, columns: Sequence[AnyColumn]) -> str:
    """The filter in words, for a manifest: 'Camera is "cam-1" and not Person contains "ada"'."""
    titles = {column.key: column.title for column in columns}
    return (_words(spec, titles) if spec is not None else "") or tr("no filter")


def _words(spec: Filter, titles: dict[str, str]) -> str:
    parts = [chip_words(chip, titles) for chip in spec.chips if chip.is_active]
    parts += [f"({_words(group, titles)})" for group in spec.groups if group.is_active]
    return f" {_AND if spec.match == 'all' else _OR} ".join(parts)


def chip_words(chip: Chip, titles: dict[str, str]) -> str:
    """One chip in words; *titles* by column key."""
    column = titles.get(chip.column, tr("any column") if chip.column == ANY_COLUMN else chip.column)
    words = (
        tr("{column} {comparison}", column=column, comparison=chip.op.words)
        if chip.op is Op.EMPTY
        else tr(
            '{column} {comparison} "{text}"',
            column=column,
            comparison=chip.op.words,
            text=chip.text,
        )
    )
    return tr("not {condition}", condition=words) if chip.negated else words


def without_names(spec: Filter, columns: Sequence[AnyColumn]) -> Filter:
    """*spec* with the texts hidden that may hold a name, for when names are masked."""
    return Filter(
        chips=tuple(without_name(chip, columns) for chip in spec.chips),
        match=spec.match,
        groups=tuple(without_names(group, columns) for group in spec.groups),
    )


def without_name(chip: Chip, columns: Sequence[AnyColumn]) -> Chip:
    """*chip* with its text hidden if it looks at a column that can be masked, or at any."""
    named = {column.key for column in columns if column.value is not None} | {ANY_COLUMN}
    if chip.column not in named or not chip.text:
        return chip
    return msgspec.structs.replace(chip, text=_HIDDEN)


def _compile(
    spec: Filter, everywhere: list[AnyColumn], by_key: dict[str, AnyColumn]
) -> Predicate | None:
    tests = [_chip_test(chip, everywhere, by_key) for chip in spec.chips if chip.is_active]
    for group in spec.groups:
        test = _compile(group, everywhere, by_key)
        if test is not None:
            tests.append(test)
    if len(tests) <= 1:
        return tests[0] if tests else None
    ordered = tuple(tests)
    if spec.match == "all":

        def holds_all(record: Any) -> bool:
            for test in ordered:  # noqa: SIM110 - a loop is twice as fast as all() here
                if not test(record):
                    return False
            return True

        return holds_all

    def holds_any(record: Any) -> bool:
        for test in ordered:  # noqa: SIM110
            if test(record):
                return True
        return False

    return holds_any


def _chip_test(chip: Chip, everywhere: list[AnyColumn], by_key: dict[str, AnyColumn]) -> Predicate:
    if chip.op.is_comparison:
        test = _comparison(chip, by_key.get(chip.column))
    else:
        if chip.column != ANY_COLUMN and chip.column not in by_key:
            raise FilterError(tr("There is no column {column}", column=chip.column), chip)
        columns = everywhere if chip.column == ANY_COLUMN else [by_key[chip.column]]
        test = _text_test(_matcher(chip), columns)
    if not chip.negated:
        return test
    return lambda record: not test(record)


def _comparison(chip: Chip, column: AnyColumn | None) -> Predicate:
    measure = None if column is None else column.measure
    if column is None or measure is None:
        raise FilterError(tr("Choose a column of numbers or times to compare"), chip)
    try:
        limit = float(column.parse(chip.text) if column.parse else read_number(chip.text))
    except ValueError as error:
        words = str(error) if column.parse else tr('"{text}" is not a number', text=chip.text)
        raise FilterError(words, chip) from error
    compare = _COMPARISONS[chip.op]

    def holds(record: Any) -> bool:
        value = measure(record)
        return value is not None and compare(value, limit)

    return holds


def _text_test(matches: Callable[[str], bool], columns: Sequence[AnyColumn]) -> Predicate:
    """Whether any of the columns' texts matches.

    Each distinct text is judged once, but for long ones, which are nearly all different. So are
    times, and dear to write: they are looked at last and not remembered.
    """
    known: dict[str, bool] = {}
    words = tuple(column.true_text for column in columns if column.moment_ms is None)
    times = tuple(column.true_text for column in columns if column.moment_ms is not None)

    def holds(record: Any) -> bool:
        for get in words:
            text = get(record)
            if len(text) > _MEMO_LENGTH:
                if matches(text):
                    return True
                continue
            verdict = known.get(text)
            if verdict is None:
                if len(known) >= _MEMO_LIMIT:
                    known.clear()
                verdict = known[text] = matches(text)
            if verdict:
                return True
        for get in times:  # noqa: SIM110 - a loop is twice as fast as any() here
            if matches(get(record)):
                return True
        return False

    return holds


def _matcher(chip: Chip) -> Callable[[str], bool]:
    if chip.op is Op.EMPTY:
        return lambda text: text in {"", EMPTY}
    if chip.op is Op.REGEX:
        return _regex(chip)
    wanted = chip.text if chip.match_case else chip.text.casefold()
    by_op: dict[Op, Callable[[str], bool]] = {
        Op.CONTAINS: lambda text: wanted in text,
        Op.EQUALS: lambda text: wanted == text,
        Op.STARTS: lambda text: text.startswith(wanted),
        Op.ENDS: lambda text: text.endswith(wanted),
    }
    compare = by_op[chip.op]
    if chip.match_case:
        return compare
    return lambda text: compare(text.casefold())


def _regex(chip: Chip) -> Callable[[str], bool]:
    import re2  # a large extension that only a typed pattern needs

    options: Any = re2.Options()
    options.case_sensitive = chip.match_case
    options.max_mem = _REGEX_MEMORY
    options.log_errors = False
    try:
        pattern = re2.compile(_encodable(chip.text), options)
    except re2.error as error:
        reason = error.args[0] if error.args else tr("it cannot be read")
        words = reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
        raise FilterError(tr("This pattern does not work: {words}", words=words), chip) from error
    return lambda text: pattern.search(_encodable(text)) is not None


def _encodable(text: str) -> str:
    """*text* with lone surrogates, which RE2 cannot take, replaced."""
    return text.encode("utf-8", "replace").decode()
