"""What is different between two pieces of JSON, path by path. Pure."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from facespace_desk.modelkit.json_paths import Path

MOST: Final = 500  # differences that anybody reads
_NUMBER: Final = re.compile(r"[+-]?\d{1,15}(?:\.\d{1,15})?")
_DEEPEST: Final = 200


class ChangeKind(enum.Enum):
    """What became of a value."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """A value that is there, not there any more, or another one."""

    path: Path
    kind: ChangeKind
    before: object = None
    after: object = None

    @property
    def step(self) -> str:
        """By how much a number grew, "+0.4"; empty where these are no numbers."""
        before, after = number_of(self.before), number_of(self.after)
        if before is None or after is None:
            return ""
        return f"{after - before:+.10g}"


@dataclass(frozen=True)
class Difference:
    """`is_whole` tells whether these are all; beyond `MOST` nobody counts."""

    changes: tuple[Change, ...] = ()
    is_whole: bool = True


def difference(before: object, after: object) -> Difference:
    """What of *before* became another in *after*, in the order of *after*."""
    found: list[Change] = []
    for change in _changes(before, after, ()):
        if len(found) == MOST:
            return Difference(tuple(found), is_whole=False)
        found.append(change)
    return Difference(tuple(found))


def number_of(value: object) -> float | None:
    """A number, also one that is written as a text, as AmigoCloud does."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return float(value) if abs(value) < 1e300 else None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value)
    return None


def _changes(before: object, after: object, path: Path) -> Iterator[Change]:
    if len(path) < _DEEPEST:
        if isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from _in_members(before, after, path)
            return
        if isinstance(before, list) and isinstance(after, list):
            yield from _in_places(before, after, path)
            return
    if _differ(before, after):
        yield Change(path, ChangeKind.CHANGED, before, after)


def _differ(before: object, after: object) -> bool:
    if type(before) is not type(after):
        return True
    try:
        return before != after
    except RecursionError:  # so deep that nobody can tell
        return True


def _in_members(
    before: Mapping[str, object], after: Mapping[str, object], path: Path
) -> Iterator[Change]:
    for key, value in after.items():
        if key in before:
            yield from _changes(before[key], value, (*path, key))
        else:
            yield Change((*path, key), ChangeKind.ADDED, after=value)
    for key, value in before.items():
        if key not in after:
            yield Change((*path, key), ChangeKind.REMOVED, before=value)


def _in_places(before: list[object], after: list[object], path: Path) -> Iterator[Change]:
    for place, (old, new) in enumerate(zip(before, after, strict=False)):
        yield from _changes(old, new, (*path, place))
    for place in range(len(before), len(after)):
        yield Change((*path, place), ChangeKind.ADDED, after=after[place])
    for place in range(len(after), len(before)):
        yield Change((*path, place), ChangeKind.REMOVED, before=before[place])
