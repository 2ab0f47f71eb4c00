"""Queries: only what surely reads goes out as a reading one; writes only when they are allowed."""

from __future__ import annotations

from typing import Any

import pytest

from facespace_desk.amigocloud.errors import AmigoCloudError, ReadOnly
from facespace_desk.amigocloud.sql import quoted_name, quoted_text, reads_only, select_all
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import PIERS, RunningAmigo
from tests.amigocloud.desk import PROJECT_PATH, entered, refused


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM dataset_9",
        " select 1; ",
        "(SELECT 1) UNION (SELECT 2)",
        "WITH a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1), (2)",
        "EXPLAIN SELECT 1",
        "SELECT ';' , 'DROP TABLE x' -- ; drop",
        'SELECT "update" FROM t /* delete; */',
        "SELECT $a$ ; drop table x $a$",
        "SELECT 1 FOR UPDATE",
        "SELECT updated, created_at, setting FROM t",
    ],
)
def test_it_reads(query: str) -> None:
    assert reads_only(query)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "UPDATE t SET a = 1",
        "DELETE FROM t",
        "SELECT 1; DROP TABLE t",
        "SELECT 1;; SELECT 2",
        "WITH a AS (DELETE FROM t RETURNING *) SELECT * FROM a",
        "SELECT * INTO copy_of_t FROM t",
        "EXPLAIN ANALYZE DELETE FROM t",
        "/* x */ insert into t values (1)",
        r"SELECT E'\'' ; DROP TABLE t --'",
        "SELECT a$x$; DROP TABLE t; --$x$",
        "COPY t TO PROGRAM 'sh'",
        "SET ROLE admin",
        "DO $$ begin end $$",
    ],
)
def test_it_may_change_something(query: str) -> None:
    assert not reads_only(query)


def test_names_and_texts_are_quoted_whatever_they_contain() -> None:
    assert quoted_name('a"; DROP TABLE t; --') == '"a""; DROP TABLE t; --"'
    assert quoted_text("O'Brien") == "'O''Brien'"
    assert reads_only(select_all('x" WHERE 1=1; DELETE FROM t; --'))
    for name in ("", "a\0b"):
        with pytest.raises(AmigoCloudError):
            quoted_name(name)


async def test_pages_of_rows_follow_each_other(amigo: RunningAmigo) -> None:
    async with entered(amigo, read_only=True) as client:
        query = f"SELECT name, depth_m FROM dataset_{PIERS} ORDER BY amigo_id"
        first = await client.sql(PROJECT_PATH, query, limit=1000)
        second = await client.sql(PROJECT_PATH, query, offset=1000, limit=1000)
    assert [column.name for column in first.columns] == ["name", "depth_m"]
    assert (first.count, len(first.rows), first.has_more) == (2600, 1000, True)
    assert second.offset == 1000
    assert first.rows[0] != second.rows[0]
    asked = amigo.control.requests("sql")
    assert [each["query"].count("token=") for each in asked] == [1, 1]


async def test_a_datasets_rows_come_by_its_quoted_table(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        project = await client.project(PROJECT_PATH)
        datasets = [each async for each in client.datasets(project).entries()]
        page = await client.rows(project, datasets[1], limit=2)
    assert [row["name"] for row in page.rows] == ["Pier 1", "Pier 2"]


@pytest.mark.parametrize(
    ("query", "options"),
    [
        ("", {}),
        ("DELETE FROM dataset_22", {}),
        ("SELECT 1; DELETE FROM dataset_22", {}),
        ("SELECT 1", {"limit": 1001}),
        ("SELECT 1", {"limit": 0}),
        ("SELECT 1", {"offset": -1}),
        ("SELECT '\0'", {}),
    ],
)
async def test_a_page_that_cannot_be_asked_for_is_not(
    amigo: RunningAmigo, query: str, options: dict[str, Any]
) -> None:
    async with entered(amigo) as client:
        error = await refused(client.sql(PROJECT_PATH, query, **options))
    assert error.kind is ErrorKind.USAGE
    assert amigo.control.requests() == []


async def test_a_change_is_made_only_where_it_is_allowed(amigo: RunningAmigo) -> None:
    statement = f"UPDATE dataset_{PIERS} SET condition = 'good' WHERE name = 'Pier 7'"
    async with entered(amigo, read_only=True) as client:
        error = await refused(client.run_sql(PROJECT_PATH, statement))
        assert isinstance(error, ReadOnly)
        assert amigo.control.requests() == []
        client.read_only = False
        change = await client.run_sql(PROJECT_PATH, statement)
        assert (change.count, change.query) == (1, statement)
    async with entered(amigo, amigo.tokens["READ"]) as client:
        error = await refused(client.run_sql(PROJECT_PATH, statement))
    assert (error.status, error.kind) == (403, ErrorKind.REFUSED)
    assert "EDIT" in error.message


async def test_a_broken_query_is_refused_in_the_services_words(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        error = await refused(client.sql(PROJECT_PATH, "SELECT name FROM nowhere"))
    assert error.status == 400
    assert "nowhere" in error.message


async def test_a_bad_row_costs_no_others(amigo: RunningAmigo) -> None:
    body = '{"query": "q", "count": "3", "columns": [7, {"name": "a"}], "data": [{"a": 1}, 5, []]}'
    async with entered(amigo) as client:
        amigo.control.fault("body", operation="sql", body=body)
        page = await client.sql(PROJECT_PATH, "SELECT 1")
    assert (page.rows, page.unread, page.count) == (({"a": 1},), 2, 3)
    assert [column.name for column in page.columns] == ["a"]
