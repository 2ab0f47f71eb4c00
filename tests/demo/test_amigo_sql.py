"""SQL of the AmigoCloud simulator (wire sections 3.2, 3.4): real rows, and nothing but rows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from facespace_desk.demo.amigocloud.database import BadQuery, Column, Database
from tests.amigo_simulator import ADDRESSES, LIVE_PROJECT, PROJECT, RunningAmigo
from tests.demo.amigo_calls import Rest, rest_of

SQL = f"projects/{PROJECT}/sql"


@pytest.fixture
async def rest(amigo: RunningAmigo) -> AsyncIterator[Rest]:
    async with rest_of(amigo) as made:
        yield made


async def test_3_4_a_reply_has_columns_data_and_the_count_of_all_pages(rest: Rest) -> None:
    query = "SELECT name, ladders FROM dataset_22 ORDER BY name"
    found = await rest.get(SQL, query=query, limit=2, offset=1)
    assert (found["query"], found["count"], found["limit"], found["offset"]) == (query, 2600, 2, 1)
    assert found["columns"] == [
        {"name": "name", "type": "string"},
        {"name": "ladders", "type": "integer"},
    ]
    assert [row["name"] for row in found["data"]] == ["Pier 10", "Pier 100"]
    assert "token=" in found["next"]


async def test_3_4_pages_end_and_never_hold_more_than_1000_rows(rest: Rest) -> None:
    query = "SELECT amigo_id FROM dataset_22"
    ids: list[str] = []
    for offset in (0, 1000, 2000):
        found = await rest.get(SQL, query=query, limit=5000, offset=offset)
        assert found["limit"] == 1000
        ids += [row["amigo_id"] for row in found["data"]]
    assert (len(set(ids)), found["next"]) == (2600, None)


async def test_3_4_without_a_limit_a_page_has_100_rows(rest: Rest) -> None:
    assert len((await rest.get(SQL, query="SELECT * FROM dataset_22"))["data"]) == 100


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM dataset_22",
        "UPDATE dataset_22 SET ladders = 1",
        "DROP TABLE dataset_22",
        "ATTACH '/tmp/x' AS x",
        "PRAGMA database_list",
        "SELECT * FROM sqlite_master",
        "SELECT * FROM dataset_9",
        "SELECT count(*) FROM dataset_9",
        "SELECT count(*) FROM sqlite_master",
        "SELECT load_extension('x')",
        "SELECT 1; DELETE FROM dataset_22",
        "SELECT * FROM nowhere",
        "SELECT '\0'",
        "SELECT zeroblob(900000000)",
        "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT max(x) FROM r",
        "SELECT 1) UNION SELECT sql FROM (SELECT sql FROM sqlite_master",
        "EXPLAIN SELECT 1",
        ";",
    ],
)
async def test_10_1_get_reads_the_projects_rows_and_nothing_else(rest: Rest, query: str) -> None:
    assert (await rest.refused("GET", SQL, params={"query": query}))[0] == 400
    assert (await rest.get(SQL, query="SELECT count(*) FROM dataset_22"))["data"] == [
        {"count": 2600}
    ]


async def test_10_1_a_query_is_needed(rest: Rest) -> None:
    assert (await rest.refused("GET", SQL))[0] == 400
    assert (await rest.refused("POST", SQL, json={}))[0] == 400


async def test_10_1_the_update_of_the_official_helper_places_addresses(rest: Rest) -> None:
    rows = (await rest.get(SQL, query=f"SELECT address, amigo_id FROM dataset_{ADDRESSES}"))["data"]
    values = ", ".join(
        f"('{row['amigo_id']}', ST_SetSRID(ST_MakePoint(-73.5, 45.{number}), 4326))"
        for number, row in enumerate(rows[:3])
    )
    query = (
        f"UPDATE dataset_{ADDRESSES} as d SET geom = c.geom FROM (values {values}) "
        "as c(amigo_id, geom) WHERE c.amigo_id = d.amigo_id"
    )
    assert (await rest.post(SQL, {"query": query}))["count"] == 3
    counted = f"SELECT count(*) FROM dataset_{ADDRESSES} WHERE geom IS NOT NULL"
    assert (await rest.get(SQL, query=counted))["data"][0]["count"] == 3
    one = f"SELECT geom FROM dataset_{ADDRESSES} WHERE amigo_id = '{rows[1]['amigo_id']}'"
    place = (await rest.get(SQL, query=one))["data"][0]["geom"]
    assert place == "SRID=4326;POINT(-73.500000 45.100000)"


async def test_10_2_changing_rows_needs_the_level_edit(amigo: RunningAmigo) -> None:
    change = {"query": "UPDATE dataset_22 SET ladders = 1 WHERE name = 'Pier 1'"}
    async with rest_of(amigo, amigo.tokens["CREATE"]) as rest:
        assert (await rest.refused("POST", SQL, json=change))[0] == 403
    async with rest_of(amigo, amigo.tokens["EDIT"]) as rest:
        assert (await rest.post(SQL, change))["count"] == 1


@pytest.mark.parametrize("query", ["DELETE FROM dataset_9", "DROP TABLE dataset_22", "VACUUM"])
async def test_10_1_post_changes_rows_of_the_project_only(rest: Rest, query: str) -> None:
    assert (await rest.refused("POST", SQL, json={"query": query}))[0] == 400


async def test_rows_of_a_realtime_dataset_say_where_everything_is_now(rest: Rest) -> None:
    async def place(moment_s: float) -> Any:
        rest.amigo.control.fix_clock(moment_s)
        query = "SELECT latitude, longitude FROM dataset_9 WHERE amigo_id = 'bus-004'"
        return (await rest.get(f"projects/{LIVE_PROJECT}/sql", query=query))["data"]

    before = await place(1_700_000_000)
    assert await place(1_700_000_000) == before
    assert await place(1_700_000_060) != before


def test_brackets_and_quotes_in_values_are_no_obstacle() -> None:
    database = Database()
    database.create("dataset_1", [Column("name")], [("a", None), ("b", None)])
    query = (
        "UPDATE dataset_1 AS d SET name = c.name FROM "
        "(VALUES ('a', 'it''s (a'), ('b', ')')) AS c(amigo_id, name) WHERE c.amigo_id = d.amigo_id"
    )
    assert database.change(query, {"dataset_1"}) == 2
    assert sorted(str(row[1]) for row in database.all_rows("dataset_1").rows) == [")", "it's (a"]
    with pytest.raises(BadQuery):
        database.change(query, set())
    database.close()
