"""A column of a record table, described as data. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

T = TypeVar("T")

ANY_COLUMN = "*"
EMPTY = "–"

SortKey = int | float | str | None


@dataclass(frozen=True)
class Column(Generic[T]):
    """What one column shows of a record, and how it sorts, filters and exports.

    `text` is what the screen shows, masked names included. `value` is the true text, on which
    filters and sorting work and which never reaches the screen; None means that `text` is true.
    `sort_key` gives numbers or strings; strings sort naturally ("cam-2" before "cam-10"), and a
    missing key sorts first. `number` and `moment_ms` (epoch milliseconds, UTC) make the column
    comparable; `parse` reads what a person types into such a comparison, or raises ValueError
    with words. `icon` and `tone` give names of theme tokens.
    """

    key: str
    title: str
    text: Callable[[T], str]
    sort_key: Callable[[T], SortKey] | None = None
    align: Literal["left", "right"] = "left"
    width: int = 140
    mono: bool = False
    tooltip: Callable[[T], str | None] | None = None
    icon: Callable[[T], str | None] | None = None
    tone: Callable[[T], str | None] | None = None
    hideable: bool = True
    newest_first: bool = False
    value: Callable[[T], str] | None = None
    number: Callable[[T], int | float | None] | None = None
    moment_ms: Callable[[T], int | None] | None = None
    parse: Callable[[str], int | float] | None = None

    @property
    def true_text(self) -> Callable[[T], str]:
        """The text to filter on."""
        return self.value or self.text

    @property
    def measure(self) -> Callable[[T], int | float | None] | None:
        """The number to compare by, when the column has one."""
        return self.moment_ms or self.number

    @property
    def sort_value(self) -> Callable[[T], SortKey]:
        """The key to sort by: the one given, else the number, else the true text."""
        return self.sort_key or self.measure or self.true_text


AnyColumn = Column[Any]
