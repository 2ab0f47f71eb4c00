"""Queries: what is looked for, in words of ours and in the service's syntax (wire/voxel51.md 4).

Values are escaped, or refused where they cannot be (VX-8); unknown fields are refused (VX-9).
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

import msgspec

from facespace_desk.voxel51.errors import wrong

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

    `fields` empty asks for all that can be asked for; `id` is always asked for. `sort` is a field,
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
        raise NotImplementedError

    def where(self, field: str | None, *values: str | bool) -> Query:
        """Also with this condition. Raises APIError: no such field, or a value that cannot be
        looked for."""
        raise NotImplementedError

    def sorted_by(self, field: str, *, descending: bool = True) -> Query:
        """Raises APIError: there is no such field."""
        raise NotImplementedError

    def part(self, offset: int, limit: int) -> Query:
        """At most *limit* records from *offset* on. Raises APIError: negative."""
        raise NotImplementedError

    def check(self) -> None:
        """Raises APIError: something in it cannot be asked for; nothing was sent."""
        raise NotImplementedError

    def body(self) -> dict[str, str | int | bool]:
        """The members of the request; what is empty is left out. Raises as `check`."""
        raise NotImplementedError

    def preview(self) -> str:
        """What the service is asked, in its syntax, a line for each member. Raises as `check`."""
        raise NotImplementedError
