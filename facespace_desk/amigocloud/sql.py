"""Queries: what reads and what would change, and names as SQL wants them (wire 3.2, 3.4, AC-13)."""

from __future__ import annotations

import re
from typing import Final

from facespace_desk.amigocloud.errors import wrong
from facespace_desk.language import tr

MOST_ROWS: Final = 1_000  # of one page (wire 9)
USUAL_ROWS: Final = 100

_NOTHING: Final = re.compile(
    r"""
      --[^\n]*                                  # a comment to the end of the line
    | /\*.*?(?:\*/|\Z)                          # a comment
    | '(?:[^']|'')*(?:'|\Z)                     # a text
    | "(?:[^"]|"")*(?:"|\Z)                     # a quoted name
    | (?<![\w$])\$(?P<tag>[A-Za-z_]\w*|)\$.*?(?:\$(?P=tag)\$|\Z)   # a text between dollars
    """,
    re.DOTALL | re.VERBOSE,
)
_ESCAPED: Final = re.compile(r"\be'", re.IGNORECASE)  # here a backslash may hide the end
_READING: Final = frozenset({"select", "with", "values", "table", "show", "explain"})
_CHANGING: Final = re.compile(
    r"\b(?:insert|update|delete|merge|into|drop|alter|create|truncate|grant|revoke|copy|call|do"
    r"|execute|prepare|refresh|reindex|vacuum|comment|lock|set|reset)\b"
)
_AFTER_FOR: Final = re.compile(r"\bfor\s+(?:no\s+key\s+)?update\b|\bon\s+update\b")


def reads_only(query: str) -> bool:
    """Whether *query* is one statement that reads. In doubt it is not: a column called `update`
    has to be in quotation marks. What functions do that are called in it cannot be seen."""
    if "\\" in query and _ESCAPED.search(query):
        return False
    bare = _NOTHING.sub(" ' ", query).strip()
    bare = bare.removesuffix(";").strip().lower()
    if ";" in bare:
        return False
    first = re.match(r"[\s(]*([a-z]+)", bare)
    if first is None or first[1] not in _READING:
        return False
    return _CHANGING.search(_AFTER_FOR.sub(" ", bare)) is None


def checked_reading(query: str, operation: str) -> str:
    """*query* without blanks around it.

    Raises:
        AmigoCloudError: it is empty, or would change something; nothing was sent.
    """
    text = checked_query(query, operation)
    if not reads_only(text):
        words = tr("The query is not a single statement that only reads. It was not sent.")
        raise wrong(words, operation)
    return text


def checked_query(query: str, operation: str) -> str:
    """Raises AmigoCloudError when *query* is empty, or cannot be one."""
    text = query.strip()
    if not text:
        raise wrong(tr("The query is empty."), operation)
    if "\0" in text:
        raise wrong(tr("The query has a character that a query cannot have."), operation)
    return text


def checked_page(offset: int, limit: int, operation: str) -> None:
    """Raises AmigoCloudError when a page cannot begin there, or be that long."""
    if offset < 0:
        raise wrong(tr("A page cannot begin before the first row."), operation)
    if not 1 <= limit <= MOST_ROWS:
        raise wrong(tr("A page has 1 to {count:,} rows.", count=MOST_ROWS), operation)


def quoted_name(name: str) -> str:
    """*name* as an identifier, whatever it contains.

    Raises:
        AmigoCloudError: it cannot be one.
    """
    if not name or "\0" in name:
        raise wrong(tr("The name of a table or column is missing or unusable."), "sql")
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """*text* as a text of SQL. Raises AmigoCloudError when it cannot be one."""
    if "\0" in text:
        raise wrong(tr("A text has a character that a query cannot have."), "sql")
    return "'" + text.replace("'", "''") + "'"


def select_all(table: str) -> str:
    """The query for the rows of a dataset; *table* is its `table_name`."""
    return f"SELECT * FROM {quoted_name(table)}"  # noqa: S608  # quoted
