"""Queries: fields, search, sort, offset and limit over rows (wire section 4).

Strict where the guides promise nothing: letter case counts, an unknown field is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from facespace_desk.demo.voxel51.account import Document, Refused

FIELDS: dict[str, tuple[str, ...]] = {
    "analytics": (
        *("id", "name", "version", "scope", "supports_cpu", "supports_gpu", "pending"),
        *("upload_date", "description"),
    ),
    "data": ("id", "name", "size", "type", "upload_date", "expiration_date", "encoding"),
    "jobs": (
        *("id", "name", "state", "archived", "upload_date", "expiration_date", "expired"),
        *("analytic_id", "compute_mode", "auto_start", "start_date", "completion_date"),
        *("fail_date", "failure_type"),
    ),
}
_ALSO_SEARCHED = {"analytics": ("type",), "data": (), "jobs": ()}
_PIECE = re.compile(r"(?:\\.|[^\\])", re.DOTALL)


def found(
    kind: str, rows: Sequence[Document], values: Mapping[str, object], most: int = 0
) -> tuple[list[Document], int]:
    """The rows of *kind* that a query asks for, at most *most* unless 0; and how many match.

    Raises:
        Refused: the query is not understood.
    """
    searched = FIELDS[kind] + _ALSO_SEARCHED[kind]
    terms = [_term(piece, searched) for piece in _split(_text(values, "search"), ",") if piece]
    matching = [row for row in rows if all(_matches(row, term, searched) for term in terms)]
    _sort(matching, _text(values, "sort"), FIELDS[kind])
    offset, limit = _number(values, "offset"), _number(values, "limit")
    if most:
        limit = min(limit or most, most)
    page = matching[offset : offset + limit] if limit else matching[offset:]
    wanted = [name.strip() for name in _text(values, "fields").split(",") if name.strip()]
    names = [name for name in wanted if name in FIELDS[kind]] or list(FIELDS[kind])
    return [{name: row.get(name) for name in names} for row in page], len(matching)


def _term(piece: str, searched: Sequence[str]) -> tuple[str, list[str]]:
    """A field, or "" for any, and the texts of which one must be in it."""
    before, *after = _split(piece, ":")
    if not after:
        return "", _alternatives(before)
    name = _plain(before).strip().lower()
    if name not in searched:
        raise Refused(400, f"There is no field {name!r} to search")
    return name, _alternatives(":".join(after))


def _alternatives(text: str) -> list[str]:
    return [_plain(each) for each in text.split("|")]


def _matches(row: Document, term: tuple[str, list[str]], searched: Sequence[str]) -> bool:
    name, texts = term
    values = [_written(row.get(each)) for each in ([name] if name else searched)]
    return any(text in value for text in texts for value in values)


def _written(value: object) -> str:
    """As Python writes it: True, False."""
    return "" if value is None else str(value)


def _sort(rows: list[Document], sort: str, fields: Sequence[str]) -> None:
    if not sort:
        return
    name, _, way = sort.partition(":")
    if name not in fields or way not in ("asc", "desc", ""):
        raise Refused(400, f"The rows cannot be sorted by {sort!r}")

    def key(row: Document) -> tuple[bool, float, str]:
        value = row.get(name)
        is_number = isinstance(value, int | float)
        return value is not None, float(value) if is_number else 0.0, _written(value)  # type: ignore[arg-type]  # just tested

    rows.sort(key=key, reverse=way == "desc")


def _split(text: str, mark: str) -> list[str]:
    """The parts between *mark*s that no backslash escapes; the backslashes stay."""
    parts = [""]
    for piece in _PIECE.findall(text):
        if piece == mark:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def _text(values: Mapping[str, object], name: str) -> str:
    value = values.get(name, "")
    if not isinstance(value, str):
        raise Refused(400, f"{name} must be a text")
    return value


def _number(values: Mapping[str, object], name: str) -> int:
    value = values.get(name, 0)
    if isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise Refused(400, f"{name} must be a number")
    return value
