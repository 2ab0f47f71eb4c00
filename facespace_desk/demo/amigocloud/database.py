"""The rows behind the datasets: SQLite in memory, one table `dataset_N` each.

SQL comes from clients, so an authoriser lets only such statements through as the wire has them,
on the datasets of one project. A geometry is the text `SRID=4326;POINT(longitude latitude)`.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

MOST_CELL_BYTES = 8_000_000
LONGEST_QUERY_S = 0.5
_OPERATIONS_BETWEEN_LOOKS = 20_000
_READING = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
_CHANGING = (sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_INSERT, sqlite3.SQLITE_DELETE)
_SORTS = {"integer": "INTEGER", "float": "REAL"}
_VALUES = re.compile(r"\(\s*values\b", re.IGNORECASE)
_NAMED = re.compile(r"\s*as\s+(\w+)\s*\(([\w\s,]+)\)", re.IGNORECASE)
_CALL = re.compile(r"(\w+)\(.*\)", re.DOTALL)


class BadQuery(Exception):
    """Why a query is not answered."""


@dataclass(frozen=True)
class Column:
    """*type*: as the wire names it, "string", "integer", "float", "datetime", "point"."""

    name: str
    type: str = "string"


@dataclass(frozen=True)
class Selected:
    """One page of a query's answer; *count* is of all pages."""

    names: Sequence[str]
    rows: Sequence[Sequence[object]]
    count: int


@dataclass
class _Leave:
    """What the statement under way may do."""

    tables: Collection[str] = ()
    may_change: bool = False
    until_s: float = field(default_factory=lambda: time.monotonic() + LONGEST_QUERY_S)


class Database:
    """All tables of the account."""

    def __init__(self) -> None:
        self._db = sqlite3.connect(":memory:", isolation_level=None)
        self._db.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_CELL_BYTES)
        self._db.create_function("ST_MakePoint", 2, _make_point, deterministic=True)
        self._db.create_function("ST_SetSRID", 2, _set_srid, deterministic=True)
        self._tables: set[str] = set()

    def close(self) -> None:
        self._db.close()

    def create(
        self, table: str, columns: Iterable[Column], rows: Iterable[Sequence[object]]
    ) -> None:
        """Make a table; `amigo_id` is not among *columns*, but the first value of each row."""
        self._tables.add(table)
        columns = list(columns)
        declared = ", ".join(
            f"{quoted(column.name)} {_SORTS.get(column.type, 'TEXT')}" for column in columns
        )
        rest = f", {declared}" if declared else ""
        self._db.execute("BEGIN")
        self._db.execute(f"CREATE TABLE {table} (amigo_id TEXT PRIMARY KEY{rest})")
        marks = ", ".join("?" * (1 + len(columns)))
        self._db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608
        self._db.execute("COMMIT")

    def drop(self, table: str) -> None:
        self._tables.discard(table)
        self._db.execute(f"DROP TABLE IF EXISTS {table}")

    def replace(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        """Put *rows* over those with the same `amigo_id`."""
        rows = list(rows)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            self._db.execute("BEGIN")
            self._db.executemany(f"REPLACE INTO {table} VALUES ({marks})", rows)  # noqa: S608
            self._db.execute("COMMIT")

    def count(self, table: str) -> int:
        found: int = self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
        return found

    def all_rows(self, table: str) -> Selected:
        found = self._db.execute(f"SELECT * FROM {table}")  # noqa: S608
        rows = found.fetchall()
        return Selected([entry[0] for entry in found.description], rows, len(rows))

    def select(self, query: str, tables: Collection[str], offset: int, limit: int) -> Selected:
        """A page of the answer to a query that changes nothing.

        Raises:
            BadQuery: SQLite or the authoriser does not want it.
        """
        query = _statement(query)
        if not re.match(r"(select|with|values)\b", query, re.IGNORECASE):
            raise BadQuery("only SELECT is allowed here")
        leave = _Leave(tables)
        count = self._run(f"SELECT count(*) FROM ({query}\n)", (), leave)[1][0][0]  # noqa: S608
        paged = f"SELECT * FROM ({query}\n) LIMIT ? OFFSET ?"  # noqa: S608
        names, rows, _changed = self._run(paged, (limit, offset), leave)
        assert isinstance(count, int)
        return Selected([_CALL.sub(r"\1", name) for name in names], rows, count)

    def change(self, query: str, tables: Collection[str]) -> int:
        """Run a statement that changes rows; how many it changed.

        Raises:
            BadQuery: as `select`.
        """
        return self._run(_statement(query), (), _Leave(tables, may_change=True))[2]

    def _run(
        self, query: str, values: Sequence[object], leave: _Leave
    ) -> tuple[list[str], list[Sequence[object]], int]:
        self._db.set_authorizer(lambda *asked: self._verdict(leave, *asked))
        self._db.set_progress_handler(
            lambda: time.monotonic() > leave.until_s, _OPERATIONS_BETWEEN_LOOKS
        )
        try:
            found = self._db.execute(query, values)
            names = [entry[0] for entry in found.description or ()]
            return names, found.fetchall(), found.rowcount
        except (sqlite3.Error, sqlite3.Warning, ValueError, OverflowError) as error:
            raise BadQuery(str(error)) from error
        finally:
            self._db.set_authorizer(None)
            self._db.set_progress_handler(None, 0)

    def _verdict(
        self, leave: _Leave, action: int, what: str | None, column: str | None, *_rest: object
    ) -> int:
        is_fine = action in _READING
        if action == sqlite3.SQLITE_READ:
            # A name without a column may be that of a part of the query itself.
            is_part = column == "" and what not in self._tables and not f"{what}".startswith("sq")
            is_fine = what in leave.tables or is_part
        elif action in _CHANGING:
            is_fine = leave.may_change and what in leave.tables
        return sqlite3.SQLITE_OK if is_fine else sqlite3.SQLITE_DENY


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _statement(query: str) -> str:
    """The query without its end mark, in words that SQLite knows.

    `(values ...) as c(a, b)` of the service's database has no names for its columns here.
    """
    query = query.strip().rstrip(";").strip()
    if "\0" in query:
        raise BadQuery("a query has no NUL")
    begin = _VALUES.search(query)
    if begin is None:
        return query
    end = _closing(query, begin.start())
    named = _NAMED.match(query, end)
    if named is None:
        return query
    columns = ", ".join(
        f"column{number} AS {name.strip()}" for number, name in enumerate(named[2].split(","), 1)
    )
    inner = query[begin.start() : end]
    return (
        f"{query[: begin.start()]}(SELECT {columns} FROM {inner}) AS {named[1]}"  # noqa: S608
        f"{query[named.end() :]}"
    )


def _closing(query: str, start: int) -> int:
    """Where the bracket that opens at *start* has been closed; the end when it never is."""
    depth, is_text = 0, False
    for at in range(start, len(query)):
        sign = query[at]
        if sign == "'":
            is_text = not is_text
        elif not is_text and sign in "()":
            depth += 1 if sign == "(" else -1
            if depth == 0:
                return at + 1
    return len(query)


def _make_point(longitude: float, latitude: float) -> str:
    return point(float(latitude), float(longitude), "")


def _set_srid(geometry: str | None, number: int) -> str | None:
    return None if geometry is None else f"SRID={number};{geometry.rpartition(';')[2]}"


def point(latitude: float, longitude: float, prefix: str = "SRID=4326;") -> str:
    return f"{prefix}POINT({longitude:.6f} {latitude:.6f})"
