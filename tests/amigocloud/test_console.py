"""The request console: any method and address of the own server, and copies without secrets."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from facespace_desk.amigocloud.console import METHODS, ConsoleRequest
from facespace_desk.amigocloud.errors import ForeignAddress, ReadOnly
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import RunningAmigo
from tests.amigocloud.desk import TOKEN, entered, refused
from tests.servers.faulty import FaultyServer, fault, reply


@pytest.mark.parametrize("address", ["me", "/me", "{origin}/api/v1/me"])
async def test_an_answer_says_all_there_is(amigo: RunningAmigo, address: str) -> None:
    async with entered(amigo, read_only=True) as client:
        request = ConsoleRequest("get", address.format(origin=amigo.origin), (("a", "b c"),))
        answer = await client.console.send(request)
    assert (answer.status, answer.reason, answer.is_json) == (200, "OK", True)
    assert json.loads(answer.body)["id"] == amigo.user_id
    assert answer.shown_url == f"{amigo.origin}/api/v1/me?a=b%20c"
    assert ("content-type", "application/json") in answer.shown_headers


async def test_error_statuses_are_answers_and_are_not_repeated(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("status", operation="me", status=503, error="later")
        answer = await client.console.send(ConsoleRequest("GET", "me"))
        assert (answer.status, answer.reason) == (503, "Service Unavailable")
        assert json.loads(answer.text)["detail"] == "later"
        amigo.control.fault("redirect", operation="me")
        assert (await client.console.send(ConsoleRequest("GET", "me"))).status == 302
    assert len(amigo.control.requests("me")) == 2
    assert amigo.control.trapped() == []


@pytest.mark.parametrize("method", METHODS)
async def test_every_method_with_what_belongs_to_it(method: str) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(reply(200, b"\xff\xfe<not json>", {"Set-Cookie": "session_id=geheim1234"}))
        answer = await client.console.send(
            ConsoleRequest(
                method,
                "x?q=1",
                (("q", "2"), ("token", "other")),
                (("X-Own", "yes"), ("Accept", "text/csv")),
                '{"a": "ä"}',
            )
        )
    (seen,) = server.requests
    assert seen.method == method
    assert seen.target.startswith("/api/v1/x?q=1&q=2&token=A%3A")
    assert seen.target.count("token") == 1
    assert (seen.headers["x-own"], seen.headers["accept"]) == ("yes", "text/csv")
    assert seen.body.decode() == '{"a": "ä"}'
    assert not answer.is_json
    assert "geheim1234" not in repr(answer.shown_headers)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "post "])
async def test_read_only_holds_here_too(amigo: RunningAmigo, method: str) -> None:
    async with entered(amigo, read_only=True) as client:
        error = await refused(client.console.send(ConsoleRequest(method, "me/projects", body="{}")))
        assert isinstance(error, ReadOnly)
        for header in ("X-HTTP-Method-Override", "x-method-override"):
            request = ConsoleRequest("GET", "me", headers=((header, method.strip()),))
            assert isinstance(await refused(client.console.send(request)), ReadOnly)
        assert method.strip().upper() in client.console.as_curl(ConsoleRequest(method, "me"))
    assert amigo.control.requests() == []


async def test_another_server_is_refused_with_the_reason(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        request = ConsoleRequest("GET", f"{amigo.foreign_origin}/x")
        error = await refused(client.console.send(request))
        assert isinstance(error, ForeignAddress)
        assert amigo.foreign_origin in error.message
        assert amigo.origin in error.message
        with pytest.raises(ForeignAddress):
            client.console.as_curl(request)
    assert amigo.control.trapped() == []


@pytest.mark.parametrize(
    "request_",
    [
        ConsoleRequest("CONNECT", "me"),
        ConsoleRequest("GET\r\nX: y", "me"),
        ConsoleRequest("GET", "me", headers=(("Host", "evil.example"),)),
        ConsoleRequest("GET", "me", headers=(("authorization", "Bearer x"),)),
        ConsoleRequest("GET", "me", headers=(("Transfer-Encoding", "chunked"),)),
        ConsoleRequest("GET", "me", headers=(("X-A", "b\r\nHost: evil"),)),
        ConsoleRequest("GET", "me", headers=(("X A", "b"),)),
        ConsoleRequest("GET", "me", headers=(("X-A", "ä"),)),
        ConsoleRequest("POST", "me", body="x", content_type="a\nb"),
    ],
)
async def test_what_cannot_be_sent_is_not(amigo: RunningAmigo, request_: ConsoleRequest) -> None:
    async with entered(amigo) as client:
        assert (await refused(client.console.send(request_))).kind is ErrorKind.USAGE
    assert amigo.control.requests() == []


async def test_a_dead_server_is_an_error_with_words() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(fault(200))
        answer = await client.console.send(ConsoleRequest("GET", "me"))
        assert (answer.status, answer.text, answer.is_json) == (200, "", False)


TRICKY = ConsoleRequest(
    "POST",
    "me/projects?q=it's%20$HOME%20`id`",
    (("name", "a&b=c\"d'$(id)!"),),
    (("X-Own", "it's $HOME"), ("X-Api-Key", "geheim12345")),
    '{"name": "O\'Brien $HOME `id` \\\\ ä", "password": "geheim12345"}',
)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this computer")
@pytest.mark.parametrize("transport", ["query", "header"])
async def test_a_copy_for_curl_makes_the_same_request(transport: str) -> None:
    async with FaultyServer() as server:
        async with entered(server, token_transport=transport) as client:
            await client.console.send(TRICKY)
            text = client.console.as_curl(TRICKY)
        assert "$AMIGOCLOUD_TOKEN" in text
        await _run(["sh", "-c", text])
        _compare(server)
    assert "test8Token" not in text
    assert "geheim" not in text


# The library that the copy is written for, as far as the copy uses it.
REQUESTS = """
import httpx

def request(method, url, params=None, headers=None, data=None, timeout=None, allow_redirects=True):
    url = httpx.URL(url).copy_merge_params(params or {})
    options = {"headers": headers, "content": data, "timeout": timeout, "trust_env": False}
    return httpx.request(method, url, follow_redirects=allow_redirects, **options)
"""


@pytest.mark.parametrize("transport", ["query", "header"])
async def test_a_copy_for_python_makes_the_same_request(transport: str, tmp_path: Path) -> None:
    (tmp_path / "requests.py").write_text(REQUESTS)
    async with FaultyServer() as server:
        async with entered(server, token_transport=transport) as client:
            await client.console.send(TRICKY)
            text = client.console.as_python(TRICKY)
        await _run([sys.executable, "-c", text], PYTHONPATH=str(tmp_path))
        _compare(server)
    assert "test8Token" not in text
    assert "geheim" not in text


async def _run(command: list[str], **environ: str) -> None:
    environ = {**os.environ, "AMIGOCLOUD_TOKEN": TOKEN, "no_proxy": "*", **environ}
    await asyncio.to_thread(
        subprocess.run, command, env=environ, check=True, capture_output=True, timeout=60
    )


def _compare(server: FaultyServer) -> None:
    sent, copied = server.requests
    assert copied.method == sent.method
    assert copied.target.partition("?")[0] == sent.target.partition("?")[0]
    assert parse_qsl(urlsplit(copied.target).query) == parse_qsl(urlsplit(sent.target).query)
    assert copied.headers.get("authorization") == sent.headers.get("authorization")
    assert copied.headers["content-type"] == sent.headers["content-type"]
    assert copied.headers["x-own"] == sent.headers["x-own"]
    assert json.loads(copied.body)["name"] == json.loads(sent.body)["name"]
