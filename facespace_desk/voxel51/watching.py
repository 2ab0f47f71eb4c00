"""Whether an answer is to the query that was sent: bodies of GET requests get lost (VX-1). Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from facespace_desk.voxel51.query import FIELDS, Query, Term
from facespace_desk.voxel51.records import Json

BY_BODY: Final = (
    "The service seems to have ignored the query: {why}. Something on the way may drop the bodies "
    "of GET requests; the profile can send queries in the address instead."
)
BY_ADDRESS: Final = "The service seems to have ignored the query: {why}."


def warning(query: Query, entries: Sequence[Json], *, is_in_body: bool) -> str:
    """What is odd about *entries* as an answer to *query*, in words; "" when nothing is."""
    why = _why(query, [each for each in entries if isinstance(each, dict)])
    return (BY_BODY if is_in_body else BY_ADDRESS).format(why=why) if why else ""


def _why(query: Query, rows: Sequence[Mapping[str, Json]]) -> str:
    if query.limit and len(rows) > query.limit:
        return f"it sent {len(rows):,} records where {query.limit:,} were asked for"
    for term in query.search:
        if any(not _fits(row, term) for row in rows):
            return f"not all that it sent has what was looked for ({term.text})"
    if query.fields:
        asked = {"id", *query.fields}
        if rows and all(set(row) & set(FIELDS[query.subject]) - asked for row in rows):
            return "it sent other fields than were asked for"
    if query.sort is not None and not _is_sorted(rows, query.sort, descending=query.descending):
        return "the records are not in the order that was asked for"
    return ""


def _fits(row: Mapping[str, Json], term: Term) -> bool:
    """Whether *row* may have been found by *term*; a field that did not come is no evidence."""
    if term.field is None or row.get(term.field) is None:
        return True
    there = str(row[term.field]).casefold()
    return any(str(value).casefold() in there for value in term.values)


def _is_sorted(rows: Sequence[Mapping[str, Json]], name: str, *, descending: bool) -> bool:
    """As far as it is sure how the service sorts: numbers, and dates as texts of one form."""
    values = [row.get(name) for row in rows]
    numbers = [float(each) for each in values if isinstance(each, int | float)]
    dates = [each for each in values if isinstance(each, str) and each.endswith("Z")]
    if not name.endswith("_date") or len({len(each) for each in dates}) > 1:
        dates = []
    return all(keys == sorted(keys, reverse=descending) for keys in (numbers, dates))
