"""The console page: an answer in place, a reason in place, and copies that anybody may see."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from facespace_desk.amigocloud.view.statement_dialog import StatementDialog
from tests.amigocloud.data_tab import DataTab, data_tab, look
from tests.window import dialogs, hit, pick, press, texts, type_text

__all__ = ["data_tab", "look"]


def test_a_request_is_typed_sent_and_answered(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        type_text(page.address, "me/projects")
        page.params.setPlainText("search=Pier insp")
        hit(page.address, "Return")
        await data_tab.until(lambda: "200 OK" in texts(page))
        assert '"name": "Pier inspections"' in page.answer.toPlainText()
        page.answers.setCurrentIndex(1)
        assert "content-type: application/json" in page.answer.toPlainText()
        assert page.history.list.titles == ["GET me/projects"]

    data_tab.run(scenario)


def test_another_server_is_refused_where_it_was_typed(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        address = f"{data_tab.amigo.foreign_origin}/api/v1/me"
        type_text(page.address, address)
        press(page, "Send")
        await data_tab.until(lambda: "The address was not opened" in texts(page))
        assert data_tab.amigo.foreign_origin in texts(page)
        assert page.address.text() == address
        assert data_tab.control.trapped() == []

    data_tab.run(scenario)


def test_a_change_is_shown_before_it_is_sent(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        pick(page, "Method", "PATCH")
        type_text(page.address, "projects/102")
        page.kinds.setCurrentIndex(2)
        page.body.setPlainText('{"description": "New"}')
        press(page, "Send")
        (dialog,) = dialogs(StatementDialog)
        assert data_tab.amigo.origin in texts(dialog)
        press(dialog, "Cancel")
        assert data_tab.control.requests("update_project") == []
        assert page.body.toPlainText() == '{"description": "New"}'
        press(page, "Send")
        press(dialogs(StatementDialog)[0], "Send it")
        await data_tab.until(lambda: "200 OK" in texts(page))
        assert len(data_tab.control.requests("update_project")) == 1

    data_tab.run(scenario)


def test_a_bad_header_brings_its_field_to_the_front(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        page.headers.setPlainText("Accept")
        press(page, "Send")
        assert page.headers.isVisible()
        assert "A header is a line such as" in texts(page)

    data_tab.run(scenario)


def test_copies_hold_no_token(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        type_text(page.address, f"me?token={data_tab.amigo.token}")
        for name in ("cURL", "Python"):
            press(page, f"Copy as {name}")
            copied = QGuiApplication.clipboard().text()
            assert "AMIGOCLOUD_TOKEN" in copied
            assert data_tab.amigo.token not in copied
        assert len(data_tab.told) == 2

    data_tab.run(scenario)


def test_a_request_of_before_comes_back_into_the_fields(data_tab: DataTab) -> None:
    async def scenario() -> None:
        await data_tab.begin("console")
        page = data_tab.console
        page.headers.setPlainText("Accept: application/json")
        press(page, "Send")
        await data_tab.until(lambda: "200 OK" in texts(page))
        type_text(page.address, "settings")
        page.headers.setPlainText("")
        page.history.list.chosen.emit(data_tab.desk.console.history.entries[0].at_ms)
        assert page.address.text() == "me"
        assert page.headers.toPlainText() == "Accept: application/json"

    data_tab.run(scenario)
