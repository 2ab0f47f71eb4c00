"""Rows and queries: page by page, in columns that the answer brings, and no write unasked."""

from __future__ import annotations

from typing import Any

import pytest

from facespace_desk.amigocloud.model.rows import AnswerRows, cell_text
from facespace_desk.amigocloud.records import SqlPage
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from tests.amigo_simulator import ADDRESSES, PIERS, RunningAmigo
from tests.amigocloud.data_desk import PROFILE, DataDesk, data_desk, until

UPDATE = "UPDATE dataset_21 SET name = 'Store' WHERE name = 'Depot 1'"


async def answered(desk: DataDesk, query: str) -> None:
    """Run *query* and wait for its answer."""
    desk.sql.set_query(query)
    desk.sql.run()
    await until(lambda: not desk.sql.answer.is_reading and desk.sql.answer.words)


def column_of(rows: AnswerRows, name: str) -> list[Any]:
    return [rows.value(row, name) for row in rows.table.shown()]


async def test_rows_come_page_by_page(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        assert desk.rows.words == "100 of 2,600 rows"
        assert column_of(desk.rows, "name")[:2] == ["Pier 1", "Pier 2"]
        desk.rows.more()
        desk.rows.more()  # one page at a time
        await until(lambda: desk.rows.loaded == 1_100 and not desk.rows.is_reading)
        desk.rows.everything()
        await until(lambda: desk.rows.loaded == 2_600 and not desk.rows.is_reading)
        assert not desk.rows.has_more
        assert desk.rows.words == "2,600 rows"
        assert column_of(desk.rows, "name")[-1] == "Pier 2600"


async def test_numbers_sort_as_numbers_and_stand_at_the_right(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        place = desk.rows.names.index("depth_m")
        column = desk.rows.table.columns[place]
        assert column.align == "right"
        desk.rows.table.set_sorting(((column.key, False),))
        depths = column_of(desk.rows, "depth_m")
        assert depths == sorted(depths)


async def test_another_dataset_brings_other_columns(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        tables = []
        desk.rows.table_changed.connect(lambda: tables.append(desk.rows.table))
        await desk.choose(ADDRESSES)
        assert desk.rows.names == ("amigo_id", "name", "address", "geom")
        assert len(tables) == 1
        assert desk.rows.words == "9 rows"


async def test_a_page_that_fails_leaves_the_rows_and_can_be_asked_for_again(
    amigo: RunningAmigo,
) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        amigo.control.fault("status", operation="sql", status=403)
        desk.rows.more()
        await until(lambda: desk.rows.state.error is not None)
        assert desk.rows.loaded == 100
        desk.rows.more()
        await until(lambda: desk.rows.loaded == 1_100)


async def test_reading_everything_can_be_stopped(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        amigo.control.fault("hold", operation="sql")
        desk.rows.everything()
        await amigo.control.arrived(2, "sql")
        desk.rows.stop()
        amigo.control.release()
        assert not desk.rows.is_reading
        assert desk.rows.loaded == 100
        assert desk.rows.has_more


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (SqlPage(rows=({"a": 1},), count=9, next_url="x"), "repeated itself"),
        (SqlPage(rows=(), count=9, next_url="x"), "sent no more"),
    ],
)
async def test_a_server_that_leads_round_in_circles_ends_the_reading(
    later: SqlPage, words: str
) -> None:
    asked = []

    async def fetch(offset: int, limit: int) -> SqlPage:
        asked.append(offset)
        return later if offset else SqlPage(rows=({"a": 1},), count=9, next_url="x")

    rows = AnswerRows()
    rows.ask(fetch)
    await until(lambda: rows.state.word == "live")
    rows.everything()
    await until(lambda: words in rows.words)
    assert asked == [0, 1]
    assert not rows.has_more
    await rows.close()


async def test_rows_with_members_that_no_column_names_lose_nothing() -> None:
    async def fetch(offset: int, limit: int) -> SqlPage:
        return SqlPage(rows=({"a": 1}, {"b": [1, {"c": None}]}), unread=1)

    rows = AnswerRows()
    rows.ask(fetch)
    await until(lambda: rows.state.word == "live")
    assert rows.names == ("a", "b")
    assert cell_text(column_of(rows, "b")[1]) == '[1,{"c":null}]'
    assert rows.words == "2 rows; 1 could not be read"
    await rows.close()


async def test_a_token_in_a_row_is_not_shown(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        link = f"{amigo.origin}/api/v1/me?token={amigo.token}"
        await answered(desk, f"SELECT '{link}' AS link")
        shown = desk.sql.answer.table.index(0, 0).data()
        assert amigo.token not in shown
        assert "/api/v1/me" in shown
        assert amigo.token not in desk.sql.history.entries[0].query


async def test_a_query_that_reads_is_sent_at_once(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        await desk.listed()
        desk.projects.choose(102)
        await answered(desk, "SELECT name FROM dataset_21 ORDER BY name;")
        assert desk.sql.answer.names == ("name",)
        assert desk.sql.answer.words == "9 rows"
        assert [each.outcome for each in desk.sql.history.entries] == ["9 rows"]


async def test_a_query_that_the_service_refuses_says_why_and_stays(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        desk.sql.set_query("SELECT name FROM nowhere")
        desk.sql.run()
        await until(lambda: desk.sql.error)
        assert "no such table: nowhere" in desk.sql.error
        assert desk.sql.query == "SELECT name FROM nowhere"
        assert desk.sql.history.entries[0].outcome == "failed"


async def test_a_statement_that_writes_is_shown_before_it_is_sent(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        shown: list[str] = []
        desk.sql.confirm_wanted.connect(shown.append)
        desk.sql.set_query(UPDATE)
        desk.sql.run()
        assert shown == [UPDATE] == [desk.sql.pending]
        assert amigo.control.requests("sql_change") == []
        desk.sql.set_query("DELETE FROM dataset_21")  # typed on behind the question
        desk.sql.confirm()
        await until(lambda: desk.sql.outcome)
        assert desk.sql.outcome == "1 row changed."
        sent = amigo.control.requests("sql_change")
        assert len(sent) == 1
        assert "UPDATE dataset_21" in str(sent[0]["body"])


async def test_a_statement_that_is_declined_is_not_sent(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        desk.sql.set_query(UPDATE)
        desk.sql.run()
        desk.sql.decline()
        desk.sql.confirm()
        assert desk.sql.pending == ""
        assert not desk.sql.is_writing
        assert desk.sql.query == UPDATE
        assert amigo.control.requests("sql_change") == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sql_writes": False}, "does not let SQL change rows"),
        ({"read_only": True}, "read-only"),
    ],
)
async def test_a_profile_that_allows_no_writes_sends_none(
    amigo: RunningAmigo, options: dict[str, Any], words: str
) -> None:
    async with data_desk(amigo, **options) as desk:
        await desk.listed()
        desk.projects.choose(102)
        desk.sql.set_query(UPDATE)
        desk.sql.run()
        assert words in desk.sql.error
        assert desk.sql.pending == ""
        assert amigo.control.requests("sql_change") == []


async def test_read_only_switched_on_behind_the_question_sends_nothing(
    amigo: RunningAmigo,
) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        desk.sql.set_query(UPDATE)
        desk.sql.run()
        desk.access.set_read_only(True)
        desk.sql.confirm()
        assert "read-only" in desk.sql.error
        assert amigo.control.requests("sql_change") == []


async def test_a_write_whose_end_nobody_heard_says_so(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(102)
        amigo.control.fault("drop", operation="sql_change")
        written: list[object] = []
        desk.sql.written.connect(written.append)
        desk.sql.set_query(UPDATE)
        desk.sql.run()
        desk.sql.confirm()
        await until(lambda: desk.sql.error)
        assert "not known" in desk.sql.error
        assert len(written) == 1
        assert len(amigo.control.requests("sql_change")) == 1


async def test_the_history_of_queries_outlives_the_console(amigo: RunningAmigo) -> None:
    store = await Store.open(None, Secret("0" * 64))
    async with data_desk(amigo, store=store) as desk:
        await desk.listed()
        desk.projects.choose(102)
        await answered(desk, "SELECT name FROM dataset_21")
        desk.sql.history.keep(desk.sql.history.entries[0].at_ms, True)
        await answered(desk, "SELECT address FROM dataset_21")
        await until(lambda: desk.sql.history.entries[0].outcome)
    async with data_desk(amigo, store=store) as desk:
        entries = desk.sql.history.entries
        assert [each.query[:14] for each in entries] == ["SELECT address", "SELECT name FR"]
        assert [each.is_kept for each in entries] == [False, True]
        desk.sql.history.forget()
        assert len(desk.sql.history.entries) == 1
    assert len(await store.views.list(PROFILE, "amigocloud.sql")) == 1
    await store.close()
