"""The SQL page: queries that read are sent, others are shown first, and what is typed stays."""

from __future__ import annotations

from facespace_desk.amigocloud.view.statement_dialog import StatementDialog
from tests.amigo_simulator import PROJECT
from tests.amigocloud.data_tab import DataTab, data_tab, look
from tests.window import button, column, dialogs, hit, press, texts

__all__ = ["data_tab", "look"]

UPDATE = "UPDATE dataset_21 SET name = 'Store' WHERE name = 'Depot 1'"


def test_a_query_is_sent_from_the_keyboard_and_answered_below(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql")
        page = data_tab.sql
        assert not button(page, "Run").isEnabled()
        assert "No project is chosen" in texts(page)
        data_tab.desk.projects.choose(PROJECT)
        page.query.setPlainText("SELECT name, address FROM dataset_21 ORDER BY name")
        hit(page.query, "Ctrl+Return")
        await data_tab.until(lambda: "9 rows" in texts(page.answer))
        assert column(page.answer.page, "name")[0] == "Depot 1"
        assert page.history.list.titles == ["SELECT name, address FROM dataset_21 ORDER BY name"]
        press(page.answer, "Export")
        assert data_tab.exported == [page.answer.page]

    data_tab.run(scenario)


def test_a_write_is_shown_word_for_word_and_sent_only_when_agreed(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql")
        page = data_tab.sql
        data_tab.desk.projects.choose(PROJECT)
        page.query.setPlainText(UPDATE)
        press(page, "Run")
        (dialog,) = dialogs(StatementDialog)
        assert "Pier inspections" in texts(dialog)
        press(dialog, "Cancel")
        assert data_tab.control.requests("sql_change") == []
        assert page.query.toPlainText() == UPDATE
        press(page, "Run")
        (dialog,) = dialogs(StatementDialog)
        press(dialog, "Run it")
        await data_tab.until(lambda: "1 row changed." in texts(page))
        assert len(data_tab.control.requests("sql_change")) == 1

    data_tab.run(scenario)


def test_a_profile_without_writes_says_so_before_and_after(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql", sql_writes=False)
        page = data_tab.sql
        data_tab.desk.projects.choose(PROJECT)
        assert "Only queries that read are sent." in texts(page)
        page.query.setPlainText(UPDATE)
        press(page, "Run")
        assert "does not let SQL change rows" in texts(page)
        assert dialogs(StatementDialog) == []
        assert data_tab.control.requests("sql_change") == []

    data_tab.run(scenario)


def test_a_query_of_before_comes_back_into_the_field(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql")
        page = data_tab.sql
        data_tab.desk.projects.choose(PROJECT)
        page.query.setPlainText("SELECT name FROM nowhere")
        press(page, "Run")
        await data_tab.until(lambda: "no such table" in texts(page))
        assert texts(page).count("no such table") == 1
        assert "Offline" not in texts(page)  # the service is well, the query is not
        assert page.query.toPlainText() == "SELECT name FROM nowhere"
        page.query.setPlainText("SELECT 1")
        page.history.list.chosen.emit(data_tab.desk.sql.history.entries[-1].at_ms)
        assert page.query.toPlainText() == "SELECT name FROM nowhere"

    data_tab.run(scenario)


def test_a_new_answer_begins_at_its_top(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql")
        page = data_tab.sql
        data_tab.desk.projects.choose(PROJECT)
        page.query.setPlainText("SELECT name FROM dataset_22")
        press(page, "Run")
        await data_tab.until(lambda: "100 of 2,600 rows" in texts(page.answer))
        assert page.answer.page.table.verticalScrollBar().value() == 0
        press(page.answer, "Load all")
        await data_tab.until(lambda: "\n2,600 rows" in f"\n{texts(page.answer)}")
        assert page.answer.page.table.verticalScrollBar().value() == 0

    data_tab.run(scenario)


def test_a_service_that_does_not_answer_is_told_once_with_a_way_to_try_again(
    data_tab: DataTab,
) -> None:
    async def scenario() -> None:
        await data_tab.begin("sql")
        page = data_tab.sql
        data_tab.desk.projects.choose(PROJECT)
        page.query.setPlainText("SELECT name FROM dataset_21")
        data_tab.control.fault("status", operation="sql", status=500)
        press(page, "Run")
        await data_tab.until(lambda: "Offline" in texts(page))
        assert data_tab.desk.sql.error == ""  # the banner says it
        press(page, "Try again")
        await data_tab.until(lambda: "9 rows" in texts(page.answer))

    data_tab.run(scenario)
