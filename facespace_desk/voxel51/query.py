"""Queries: what is looked for, in words of ours and in the service's syntax (wire/voxel51.md 4).

Values are escaped, or refused where they cannot be (VX-8); unknown fields are refused (VX-9).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

import msgspec

from facespace_desk.voxel51.errors import APIError, wrong

OPERATION: Final = "query"
PAGE_LIMIT: Final = 100  # the service's own limits are not known (wire 9)


class Subject(Enum):
    """What is queried; the value is the route, and the member of the answer."""

    ANALYTICS = "analytics"
    DATA = "data"
    JOBS = "jobs"


FIELDS: Final[Mapping[Subject, tuple[str, ...]]] = MappingProxyType(
    {
        Subject.ANALYTICS: (
            *("id", "name", "version", "scope", "supports_cpu", "supports_gpu", "pending"),
            *("upload_date", "description"),
        ),
        Subject.DATA: ("id", "name", "size", "type", "upload_date", "expiration_date", "encoding"),
        Subject.JOBS: (
            *("id", "name", "state", "archived", "upload_date", "expiration_date", "expired"),
            *("analytic_id", "compute_mode", "auto_start", "start_date", "completion_date"),
            *("fail_date", "failure_type"),
        ),
    }
)
SEARCHABLE: Final[Mapping[Subject, tuple[str, ...]]] = MappingProxyType(
    {
        Subject.ANALYTICS: ("id", "name", "version", "type", "scope", "pending"),
        Subject.DATA: ("id", "name", "type"),
        Subject.JOBS: ("id", "name", "state", "archived", "expired"),
    }
)


class Term(msgspec.Struct, frozen=True):
    """One condition: some field, or any (None), holds one of `values` as a part of it."""

    field: str | None
    values: tuple[str | bool, ...]

    @property
    def text(self) -> str:
        """In the service's syntax. Raises APIError: a value cannot be escaped."""
        found = "|".join(_escaped(value) for value in self.values)
        return found if self.field is None else f"{self.field}:{found}"


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for. Never changed: the methods make new ones, and refuse what cannot be.

    `fields` empty asks for all that there are; `id` is always asked for. `sort` is a field,
    by which the service sorts, the largest first if `descending`.
    """

    subject: Subject
    fields: tuple[str, ...] = ()
    search: tuple[Term, ...] = ()
    sort: str | None = None
    descending: bool = True
    offset: int = 0
    limit: int = 0  # 0: the service's own
    all_versions: bool = False  # of analytics

    def with_fields(self, *names: str) -> Query:
        """Raises APIError: there is no such field."""
        return self._checked(fields=names)

    def where(self, field: str | None, *values: str | bool) -> Query:
        """Also with this condition. Raises APIError: no such field, or a value that cannot be
        looked for."""
        return self._checked(search=(*self.search, Term(field, values)))

    def sorted_by(self, field: str, *, descending: bool = True) -> Query:
        """Raises APIError: there is no such field."""
        return self._checked(sort=field, descending=descending)

    def part(self, offset: int, limit: int) -> Query:
        """At most *limit* records from *offset* on. Raises APIError: negative."""
        return self._checked(offset=offset, limit=limit)

    def check(self) -> None:
        """Raises APIError: something in it cannot be asked for; nothing was sent."""
        known = FIELDS[self.subject]
        for name in (*self.fields, *(() if self.sort is None else (self.sort,))):
            if name not in known:
                raise self._no_field(name, known)
        searchable = {*known, *SEARCHABLE[self.subject]}
        for term in self.search:
            if term.field is not None and term.field not in searchable:
                raise self._no_field(term.field, tuple(sorted(searchable)))
            if not term.values:
                raise wrong("A condition of the query has no value.", OPERATION)
            _ = term.text
        if self.offset < 0 or self.limit < 0:
            raise wrong("A query cannot begin or end before the first record.", OPERATION)
        if self.all_versions and self.subject is not Subject.ANALYTICS:
            raise wrong("Only analytics have versions.", OPERATION)

    def body(self) -> dict[str, str | int | bool]:
        """The members of the request; what is empty is left out. Raises as `check`."""
        self.check()
        fields = self.fields or FIELDS[self.subject]
        members: dict[str, str | int | bool] = {
            "fields": ",".join(dict.fromkeys(("id", *fields))),
            "search": ",".join(term.text for term in self.search),
            "sort": "" if self.sort is None else f"{self.sort}:{self._order}",
            "offset": self.offset,
            "limit": self.limit,
            "all_versions": self.all_versions,
        }
        return {name: value for name, value in members.items() if value}

    def preview(self) -> str:
        """What the service is asked, in its syntax, a line for each member. Raises as `check`."""
        lines = [f"{name}: {query_text(value)}" for name, value in self.body().items()]
        return "\n".join([f"GET {self.subject.value}", *lines])

    @property
    def _order(self) -> str:
        return "desc" if self.descending else "asc"

    def _checked(self, **changes: Any) -> Query:
        made = msgspec.structs.replace(self, **changes)
        made.check()
        return made

    def _no_field(self, name: str, known: tuple[str, ...]) -> APIError:
        words = f"There is no field “{name}” of {self.subject.value}; there are {', '.join(known)}."
        return wrong(words, OPERATION)


def query_text(value: object) -> str:
    """A member's value as a parameter of an address."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _escaped(value: str | bool) -> str:
    """*value* so that it changes nothing but itself. Raises APIError: that cannot be done."""
    if isinstance(value, bool):
        return str(value)  # "True", as the official client writes it
    if not value.strip():
        raise wrong("There is nothing to look for.", OPERATION)
    if "|" in value or "\\" in value:
        words = "“|” and “\\” cannot be looked for: the service has no way to write them."
        raise wrong(words, OPERATION)
    if not value.isprintable():
        raise wrong("What is looked for has invisible characters.", OPERATION)
    return value.replace(",", "\\,").replace(":", "\\:")
