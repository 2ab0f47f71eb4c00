"""The request console: nothing typed is lost, nothing leaves for elsewhere, no secret is kept."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facespace_desk.amigocloud.model.console import Draft
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from tests.amigo_simulator import RunningAmigo
from tests.amigocloud.data_desk import PROFILE, DataDesk, data_desk, until


async def sent(desk: DataDesk, **draft: Any) -> None:
    """Type a request and wait for what comes of it."""
    desk.console.type(Draft(**draft))
    desk.console.send()
    await until(lambda: not desk.console.is_sending)


async def test_an_answer_is_shown_as_a_person_reads_it(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        await sent(desk, address="me/projects", params="limit=2\nsearch=Pier insp")
        answer = desk.console.answer
        assert answer is not None
        assert answer.status == 200
        assert '\n  "count": 1' in desk.console.body
        assert desk.console.error == ""
        (request,) = amigo.control.requests("projects")
        assert "limit=2&search=Pier%20insp" in request["query"]
        assert [each.outcome for each in desk.console.history.entries] == ["200 OK"]


async def test_the_token_is_in_no_answer_and_no_history(amigo: RunningAmigo) -> None:
    store = await Store.open(None, Secret("0" * 64))
    async with data_desk(amigo, store=store) as desk:
        await sent(
            desk,
            address=f"{amigo.origin}/api/v1/me/projects?token={amigo.token}&limit=20",
            headers="X-Api-Key: geheim12345",
        )
        answer = desk.console.answer
        assert answer is not None
        assert '"next"' in desk.console.body  # which has the token, as the service sends it
        assert amigo.token not in desk.console.body + answer.shown_url
    kept = "".join([each.json for each in await store.views.list(PROFILE, "amigocloud.console")])
    assert "me/projects" in kept
    assert amigo.token not in kept
    assert "geheim12345" not in kept
    await store.close()


@pytest.mark.parametrize("method", ["GET", "DELETE"])
async def test_another_server_is_refused_with_the_reason(amigo: RunningAmigo, method: str) -> None:
    async with data_desk(amigo) as desk:
        address = f"{amigo.foreign_origin}/api/v1/me"
        await sent(desk, method=method, address=address)
        assert amigo.foreign_origin in desk.console.error
        assert "token is for" in desk.console.error
        assert desk.console.draft.address == address
        assert desk.console.history.entries == ()
        assert amigo.control.trapped() == []


@pytest.mark.parametrize(
    ("draft", "field", "words"),
    [
        ({"params": "limit"}, "params", "limit=5"),
        ({"headers": "Accept"}, "headers", "Accept:"),
        ({"headers": "Authorization: Bearer x"}, "", "set by the console itself"),
    ],
)
async def test_what_cannot_be_a_request_is_told_where_it_was_typed(
    amigo: RunningAmigo, draft: dict[str, str], field: str, words: str
) -> None:
    async with data_desk(amigo) as desk:
        await sent(desk, **draft)
        assert words in desk.console.error
        assert desk.console.error_field == field
        assert amigo.control.requests() == []


async def test_a_change_is_shown_before_it_is_sent(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        shown: list[str] = []
        desk.console.confirm_wanted.connect(shown.append)
        draft = Draft(method="PATCH", address="projects/102", body='{"description": "New"}')
        desk.console.type(draft)
        desk.console.send()
        assert shown == ['PATCH projects/102\n\n{"description": "New"}']
        assert amigo.control.requests("update_project") == []
        desk.console.decline()
        desk.console.confirm()
        assert not desk.console.is_sending
        desk.console.send()
        desk.console.type(msgspec.structs.replace(draft, method="DELETE"))  # behind the question
        desk.console.confirm()
        await until(lambda: desk.console.answer)
        assert len(amigo.control.requests("update_project")) == 1
        assert amigo.control.requests("delete_project") == []


async def test_read_only_sends_no_change(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        await sent(desk, method="POST", address="me/projects", body='{"name": "x"}')
        assert "read-only" in desk.console.error
        assert amigo.control.requests() == []
        assert desk.console.draft.body == '{"name": "x"}'


async def test_error_statuses_are_answers(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await sent(desk, address="nowhere")
        assert desk.console.answer is not None
        assert desk.console.answer.status == 404
        assert desk.console.history.entries[0].outcome == "404 Not Found"
        assert len(amigo.control.take_faults()) == 1  # nobody but an operator asks for such a path


async def test_no_answer_is_told_and_the_request_stays(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        amigo.control.fault("drop", operation="me", times=9)
        await sent(desk, address="me")
        assert desk.console.error
        assert desk.console.answer is None
        assert desk.console.draft.address == "me"
        assert desk.console.history.entries[0].outcome == "nothing came back"


async def test_waiting_can_be_stopped(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        amigo.control.fault("hold", operation="create_project")
        desk.console.type(Draft(method="POST", address="me/projects", body='{"name": "x"}'))
        desk.console.send()
        desk.console.confirm()
        await amigo.control.arrived(1, "create_project")
        desk.console.stop()
        await until(lambda: not desk.console.is_sending)
        assert "not known" in desk.console.error
        amigo.control.release()


async def test_copies_have_no_secret_and_say_what_is_wrong(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        address = f"me/projects?token={amigo.token}"
        desk.console.type(Draft(method="POST", address=address, body='{"name": "x"}'))
        for text in (desk.console.as_curl(), desk.console.as_python()):
            assert amigo.token not in text
            assert "AMIGOCLOUD_TOKEN" in text
        desk.console.type(Draft(address=f"{amigo.foreign_origin}/me"))
        assert desk.console.as_curl() == ""
        assert amigo.foreign_origin in desk.console.error


async def test_what_was_asked_before_can_be_typed_again(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await sent(desk, address="me", headers="Accept: text/csv")
        await sent(desk, address="settings")
        newest, oldest = desk.console.history.entries
        assert newest.draft.address == "settings"
        desk.console.take_up(oldest.at_ms)
        assert desk.console.draft == Draft(address="me", headers="Accept: text/csv")
