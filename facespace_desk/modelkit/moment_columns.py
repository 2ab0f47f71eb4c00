"""Columns of moments, written as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from facespace_desk.modelkit.columns import Column
from facespace_desk.modelkit.display import Display

T = TypeVar("T")

WIDTH_PX: Final = 178


def moment_column(
    key: str,
    title: str,
    display: Display,
    read: Callable[[T], int | None],
    *,
    empty: str = "",
    width: int = WIDTH_PX,
) -> Column[T]:
    """*read* gives epoch milliseconds, UTC; None shows as *empty*."""

    def text(row: T) -> str:
        value = read(row)
        return empty if value is None else display.time_text(value)

    def tooltip(row: T) -> str | None:
        value = read(row)
        return display.time_tooltip(value) if value else None

    return Column(
        key,
        title,
        text=text,
        moment_ms=read,
        newest_first=True,
        parse=display.parse_time,
        mono=True,
        width=width,
        tooltip=tooltip,
    )
