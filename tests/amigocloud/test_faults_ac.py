"""The official client's faults (wire section 8), each shown to be absent here.

Those of the live line, AC-8, AC-11 and AC-16, are shown in `tests/amigocloud/live`; of AC-11 the
half that belongs to REST is here.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import ssl
import subprocess
import sys
import warnings
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import quote

import pytest

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.console import ConsoleRequest
from facespace_desk.amigocloud.cursor import CursorEnd
from facespace_desk.amigocloud.errors import AmigoCloudError, ForeignAddress
from facespace_desk.amigocloud.records import Page, Project
from facespace_desk.amigocloud.sql import quoted_name
from facespace_desk.credentials import Secret
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind, explain
from facespace_desk.net.redaction import redact
from tests.amigo_simulator import GALLERY, PIERS, RunningAmigo
from tests.amigocloud.desk import (
    PROJECT_PATH,
    QUICK,
    ROW,
    TOKEN,
    data_file,
    entered,
    everything_of,
    photos_of,
    refused,
    spans,
)
from tests.servers import faulty
from tests.servers.faulty import FaultyServer, ok

# A token that has to be encoded, and whose spellings are easily missed.
ODD_TOKEN = "R:a+b/c=d&e%f?g#h"
ENCODED = "R%3Aa%2Bb%2Fc%3Dd%26e%25f%3Fg%23h"
PACKAGE = Path(__file__).parents[2] / "facespace_desk" / "amigocloud"


async def test_ac_1_the_token_goes_to_the_own_server_only() -> None:
    async with FaultyServer() as own, FaultyServer() as other, entered(own) as client:
        foreign = [
            f"{other.origin}/api/v1/me",
            own.origin.replace("127.0.0.1", "localhost") + "/api/v1/me",
            own.origin.replace("http:", "https:") + "/api/v1/me",
            f"{other.origin.upper()}/me",
        ]
        for address in foreign:
            calls = (
                client.get(address),
                client.get(address, raw=True),
                client.post(address, {"a": 1}),
                client.put(address),
                client.patch(address),
                client.delete(address),
                client.picture(address),
                client.websocket_ticket(address),
                client.console.send(ConsoleRequest("GET", address)),
            )
            for call in calls:
                error = await refused(call)
                assert isinstance(error, ForeignAddress)
                assert "was sent nowhere" in explain(error).cause
            with pytest.raises(ForeignAddress):
                client.stream(address)
        assert own.requests == []
        assert other.requests == []


@pytest.mark.parametrize("token", [TOKEN, ODD_TOKEN])
async def test_ac_2_no_log_error_or_repr_shows_the_token(
    token: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    encoded = quote(token, safe="")
    echo = f"no right to https://x.test/a?token={token} or {encoded}, {token}"
    troubles = [
        faulty.reset(),
        faulty.truncated(),
        faulty.html(502),
        faulty.reply(400, json.dumps({"detail": echo}).encode()),
        faulty.reply(401, b"", reason=token.replace("\n", " ")),
        faulty.redirect(f"https://elsewhere.test/?token={token}"),
        faulty.not_http(f"HTTP/1.1 {token}\r\n\r\n".encode()),
        ok({"results": [], "next": f"https://elsewhere.test/?token={encoded}"}),
    ]
    shown: list[str] = []
    async with FaultyServer() as server:
        async with entered(server, token) as client:
            shown += [repr(client), repr(client.__dict__), repr(client._calls.__dict__)]
            for trouble in troubles:
                server.play(trouble)
                for ask in (
                    client.me,
                    lambda: client.create_project("x"),
                    lambda: anext(_second(client)),
                ):
                    try:
                        shown.append(repr(await ask()))
                    except AmigoCloudError as error:
                        shown += [everything_of(error), str(explain(error))]
        with pytest.raises(AmigoCloudError) as caught:
            await _after_the_end(server.origin, token)
        shown.append(everything_of(caught.value))
    text = "\n".join([caplog.text, *shown, *(str(record.__dict__) for record in caplog.records)])
    assert len(shown) > 20
    assert any(record.name == "httpx" for record in caplog.records)
    for spelling in (token, encoded, token.partition(":")[2]):
        assert spelling not in text


async def _second(client: AmigoCloudClient) -> AsyncIterator[Page[Project]]:
    """The second page of a list."""
    pages = 0
    async for page in client.projects():
        pages += 1
        if pages == 2:
            yield page


async def _after_the_end(origin: str, token: str) -> None:
    """A server that is not there any more."""
    url = BaseUrl.parse(origin)
    async with AmigoCloudClient(url, Secret(token), limits=QUICK) as client:
        await client.me()


async def test_ac_2_what_is_shown_of_an_answer_holds_no_token(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        request = ConsoleRequest("GET", f"/me/projects?token={amigo.token}")
        answer = await client.console.send(request)
        page = await client.sql(PROJECT_PATH, f"SELECT * FROM dataset_{PIERS}", limit=3)
        assert page.next_url is not None
        assert amigo.token in page.next_url.replace("%3A", ":")  # as the real service sends it
        shown = [
            *(answer.text, answer.shown_url, repr(answer), repr(request), repr(page)),
            *(client.masked(page.next_url), redact(page.next_url)),
            *(client.console.as_curl(request), client.console.as_python(request)),
            repr(await anext(client.projects())),
        ]
    for text in shown:
        assert amigo.token.partition(":")[2] not in text
    assert json.loads(answer.text)["count"] == 47  # and yet it can be read


async def test_ac_3_addresses_that_the_server_gives_are_checked(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    amigo.control.set_switch(foreign_links=True)
    async with entered(amigo) as client:
        cursor = client.projects()
        await anext(cursor)
        assert isinstance(await refused(anext(cursor)), ForeignAddress)
        assert isinstance(await refused(client.thumbnail()), ForeignAddress)
        assert amigo.control.trapped() == []
        job = await client.export(f"{PROJECT_PATH}/datasets/{PIERS}", "CSV")
        link = (await client.wait_job(job)).link
        assert link is not None
        assert link.startswith(amigo.foreign_origin)
        got = await client.download(link, tmp_path)
        assert not got.with_token
        assert got.path.read_text().endswith("From elsewhere\n")
    (seen,) = amigo.control.trapped()
    assert seen["query"] == ""
    assert not {"authorization", "cookie", "referer"} & set(seen["headers"])
    assert amigo.token.partition(":")[2] not in json.dumps(seen)


async def test_ac_4_lists_check_statuses_and_repeat_no_parameter(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        cursor = client.projects("e")
        await anext(cursor)
        amigo.control.fault("status", operation="projects", status=401, error="no more")
        assert (await refused(anext(cursor))).kind is ErrorKind.SIGNED_OUT
        await anext(cursor)
        for asked in amigo.control.requests("projects"):
            names = [piece.partition("=")[0] for piece in asked["query"].split("&")]
            assert sorted(names) == sorted(set(names))
        amigo.control.set_switch(loop_next=True)
        endless = client.projects()
        assert [page.number async for page in endless][-1] <= 2
        assert endless.end is CursorEnd.REPEATING


async def test_ac_5_there_is_one_token_and_parameters_are_left_alone(amigo: RunningAmigo) -> None:
    params = {"limit": 2, "token": "other"}
    async with entered(amigo) as client:
        await client.get("me/projects?token=first", params)
        await client.get(f"{amigo.origin}/api/v1/me/projects?token=first&token=second", params)
        await client.post("me/projects?token=first", {"name": "x"})
    assert params == {"limit": 2, "token": "other"}
    encoded = amigo.token.replace(":", "%3A")
    assert amigo.control.queries() == [
        f"limit=2&token={encoded}",
        f"limit=2&token={encoded}",
        f"token={encoded}",
    ]


async def test_ac_6_the_token_is_encoded_with_every_method() -> None:
    async with FaultyServer() as server, entered(server, ODD_TOKEN) as client:
        await client.get("a?b=1")
        for change in (client.post, client.put, client.patch, client.delete):
            await change("a?b=1")
    targets = {request.target for request in server.requests}
    assert targets == {f"/api/v1/a?b=1&token={ENCODED}"}
    assert len(server.requests) == 5


async def test_ac_7_certificates_are_verified_and_the_program_is_left_alone() -> None:
    before = (warnings.filters[:], ssl._create_default_https_context)
    async with FaultyServer(tls=True) as server, entered(server) as client:
        error = await refused(client.me())
        assert error.kind is ErrorKind.CERTIFICATE
        assert [request.method for request in server.requests] == []
    assert (warnings.filters[:], ssl._create_default_https_context) == before
    code = (
        "import warnings, logging\n"
        "before = warnings.filters[:], logging.root.handlers[:], logging.root.level\n"
        "import facespace_desk.amigocloud.client, facespace_desk.amigocloud.carrying\n"
        "assert before == (warnings.filters[:], logging.root.handlers[:], logging.root.level)\n"
        "import sys\n"
        "assert 'PySide6' not in sys.modules, 'Qt'\n"
        "assert 'socketio' not in sys.modules, 'socketio'\n"
        "assert 'pyvips' not in sys.modules, 'pyvips'\n"
    )
    command = [sys.executable, "-c", code]
    await asyncio.to_thread(subprocess.run, command, check=True, timeout=60)


async def test_ac_9_a_photo_of_a_gallery_arrives(amigo: RunningAmigo, tmp_path: Path) -> None:
    path = data_file(tmp_path / "pier.jpg", 120_000)
    async with entered(amigo) as client:
        first = await client.upload_photo(GALLERY, ROW, path)
        second = await client.upload_photo(GALLERY, ROW, path, force_chunked=True)
        photos = await photos_of(client)
    assert [photo.amigo_id for photo in photos] == [first.amigo_id, second.amigo_id]
    assert {photo.filename for photo in photos} == {"pier.jpg"}


async def test_ac_10_files_that_shrink_or_are_empty_end_their_upload(
    amigo: RunningAmigo, tmp_path: Path
) -> None:
    (tmp_path / "empty.csv").touch()
    path = data_file(tmp_path / "a.csv", 350_000)

    async def shrink(_point: object) -> None:
        data_file(path, 120_000)

    async with entered(amigo) as client, asyncio.timeout(30):
        for force_chunked in (False, True):
            empty = client.upload_datafile(
                PROJECT_PATH, tmp_path / "empty.csv", force_chunked=force_chunked
            )
            assert "empty" in (await refused(empty)).message
        assert amigo.control.requests() == []
        error = await refused(
            client.upload_datafile(PROJECT_PATH, path, force_chunked=True, checkpoint=shrink)
        )
        assert "changed" in error.message
        assert spans(amigo) == ["bytes 0-99999/350000"]
        # What a chunk's answer says is looked at: this service takes nothing.
        amigo.control.fault("body", operation="chunk", times=9, body="{}", status=400)
        data_file(path, 350_000)
        error = await refused(client.upload_datafile(PROJECT_PATH, path, force_chunked=True))
        assert error.status == 400


async def test_ac_11_tickets_are_in_no_log_and_no_repr(
    amigo: RunningAmigo, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with entered(amigo) as client:
        ticket = await client.websocket_ticket()
        logging.getLogger("desk.net").debug("a stray %s", redact(ticket.reveal()))
        request = ConsoleRequest("GET", "me/start_websocket_session")
        answer = await client.console.send(request)
    (shown,) = json.loads(answer.text).values()
    assert shown == "[redacted]"
    assert ticket.reveal() not in caplog.text + repr(ticket) + str(ticket) + answer.text


async def test_ac_12_a_project_url_is_never_below_another_project(amigo: RunningAmigo) -> None:
    for url in (amigo.project_url, f"/{amigo.project_url}", f"{amigo.origin}/api/v1/projects/102"):
        async with entered(amigo, amigo.project_token, project_url=url) as client:
            for _ in range(2):  # signing in again changes nothing
                report = await client.probe()
                assert report.project is not None
    paths = {request["path"] for request in amigo.control.requests()}
    assert paths == {f"/api/v1/{amigo.project_url}", "/api/v1/projects/102"}


def test_ac_13_no_statement_is_made_of_names_and_values() -> None:
    """There is no geocoding helper, and what is put into SQL is quoted."""
    assert not [name for name in dir(AmigoCloudClient) if "geocode" in name and name != "geocode"]
    for path in PACKAGE.glob("*.py"):
        statements = re.findall(
            r"f\"[^\"]*\b(?:UPDATE|INSERT|DELETE|FROM)\b[^\"]*\"", path.read_text()
        )
        assert statements in ([], ['f"SELECT * FROM {quoted_name(table)}"']), path.name
    assert quoted_name('t" SET x=1; --') == '"t"" SET x=1; --"'


async def test_ac_13_a_reading_call_sends_nothing_that_writes(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        statement = f"UPDATE dataset_{PIERS} SET name = 'x'"
        assert (await refused(client.sql(PROJECT_PATH, statement))).kind is ErrorKind.USAGE
    assert amigo.control.requests() == []


async def test_ac_14_delete_has_no_body_and_the_others_have_an_object() -> None:
    async with FaultyServer() as server, entered(server) as client:
        for change in (client.post, client.put, client.patch, client.delete):
            await change("a")
        await client.delete("a", {"ids": [1]})
    assert [request.body for request in server.requests] == [b"{}"] * 3 + [b"", b'{"ids":[1]}']
    assert "content-type" not in server.requests[3].headers


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../evil.csv", "evil.csv"),
        ("/etc/passwd", "passwd"),
        ("C:\\\\Windows\\\\system.ini", "system.ini"),
        ("..", "export"),
        ("con.csv", "_con.csv"),
        ("a" * 400 + ".csv", "a" * 180 + ".csv"),
        ("piers.csv", "piers (2).csv"),
    ],
)
async def test_ac_15_no_name_of_the_server_leaves_the_folder_or_overwrites(
    amigo: RunningAmigo, tmp_path: Path, name: str, kept: str
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "piers.csv").write_text("mine")
    amigo.control.set_switch(export_name=name, job_s=0.01)
    async with entered(amigo) as client:
        job = await client.export(f"{PROJECT_PATH}/datasets/{PIERS}", "CSV")
        link = (await client.wait_job(job)).link
        assert link is not None
        got = await client.download(link, out)
    assert got.path == out / kept
    assert (out / "piers.csv").read_text() == "mine"
    assert {path.name for path in out.iterdir()} == {"piers.csv", kept}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


async def test_ac_15_downloads_have_a_limit(amigo: RunningAmigo, tmp_path: Path) -> None:
    async with FaultyServer() as server, entered(server) as client:
        for answer in (
            faulty.huge(3_000_000),
            faulty.huge(3_000_000, says_size=False),
            faulty.gzip_bomb(3_000_000),
        ):
            server.play(answer)
            download = client._links.file("/export.csv", tmp_path, cap_bytes=1_000_000)
            assert (await refused(download)).kind is ErrorKind.TOO_LARGE
        server.play(faulty.huge(33 * 2**20))
        assert (await refused(client.get("x", raw=True))).kind is ErrorKind.TOO_LARGE
        server.play(faulty.truncated())
        assert (await refused(client.download("/export.csv", tmp_path))).message
        missing = tmp_path / "missing"
        assert (await refused(client.download("/x", missing))).kind is ErrorKind.USAGE
    assert list(tmp_path.iterdir()) == []
