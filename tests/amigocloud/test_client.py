"""Every operation of the service against its simulator, and what goes wrong, in words."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.amigocloud.client import AmigoCloudClient
from facespace_desk.amigocloud.errors import (
    AmigoCloudError,
    ForeignAddress,
    JobFailed,
    JobUnfinished,
    ReadOnly,
)
from facespace_desk.amigocloud.jobs import Jobs
from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind, explain
from facespace_desk.net.forms import FilePart
from facespace_desk.net.http import BaseUrl
from tests.amigo_simulator import GALLERY, LIVE_PROJECT, PIERS, PROJECT, VEHICLES, RunningAmigo
from tests.amigocloud.desk import PROJECT_PATH, QUICK, TOKEN, entered, everything_of, refused
from tests.servers import faulty
from tests.servers.faulty import FaultyServer, ok, refusing_port

LIVE_PATH = f"/projects/{LIVE_PROJECT}"


async def test_every_operation_that_reads(amigo: RunningAmigo) -> None:
    async with entered(amigo, read_only=True) as client:
        me = await client.me()
        assert (me.id, me.name, me.organization) == (amigo.user_id, "Lea Roth", "Harbour Works")
        assert me.extra == {}
        project = await client.project(PROJECT)
        assert project.path == amigo.project_url
        assert (await client.project(project)).name == "Pier inspections"
        datasets = [each async for each in client.datasets(project).entries()]
        piers = next(each for each in datasets if each.id == PIERS)
        assert piers.bounds is not None
        west, south, east, north = piers.bounds
        assert -75 < west < east < -73
        assert 40 < south < north < 41
        assert (await client.dataset(piers)).feature_count == 2600
        assert [column.name for column in await client.schema(piers)][:2] == ["amigo_id", "name"]
        assert await client.master(piers)
        tables = [each async for each in client.related_tables(piers).entries()]
        assert [(table.id, table.is_gallery) for table in tables] == [(GALLERY, True)]
        assert [each async for each in client.entries(GALLERY).entries()] == []
        (found,) = await client.geocode("Pier 3", focus=(40.7, -74.0))
        assert (found.label, round(found.latitude)) == ("Pier 3", 41)
        assert (await client.settings()).socket_path == "v2_socket.io/socket.io"
        assert (await client.thumbnail()).startswith(b"\x89PNG")
        assert piers.preview_image_url is not None
        assert (await client.picture(piers.preview_image_url)).startswith(b"\x89PNG")
    focus = amigo.control.requests("geocode")[0]["query"]
    assert "focus.point.lat=40.7&focus.point.lon=-74.0" in focus


async def test_every_operation_that_changes_something(amigo: RunningAmigo, tmp_path: Path) -> None:
    async with entered(amigo) as client:
        made = await client.create_project("Harbour", "All of it")
        assert (made.name, made.description) == ("Harbour", "All of it")
        assert made.job is not None
        seen: list[str] = []
        done = await client.wait_job(made.job, changed=lambda status: seen.append(status.status))
        assert done.has_succeeded
        assert seen[-1] == "SUCCESS"
        assert made.url is not None
        assert (await client.patch(made.url, {"name": "Port"}))["name"] == "Port"
        assert (await client.put(made.url, {"name": "Haven"}))["name"] == "Haven"
        created = await client.post(f"{made.url}/create_dataset", {"name": "Cranes"})
        (dataset_id,) = (await client.wait_job(created["job"])).dataset_ids
        assert await client.delete(f"{made.url}/datasets/{dataset_id}") == b""
        job = await client.export(f"{PROJECT_PATH}/datasets/{PIERS}", "CSV")
        link = (await client.wait_job(job)).link
        assert link is not None
        got = await client.download(link, tmp_path)
        assert (got.path, got.with_token) == (tmp_path / "dataset_22.csv", True)
        assert got.path.read_text().count("\n") == 2600
        again = await client.download(link, tmp_path)
        assert again.path == tmp_path / "dataset_22 (2).csv"
    assert {path.suffix for path in tmp_path.iterdir()} == {".csv"}


async def test_a_realtime_dataset_is_fed_in_a_trackers_words(amigo: RunningAmigo) -> None:
    dataset = f"{LIVE_PATH}/datasets/{VEHICLES}"
    words = '<event><point lat="40.7" lon="-74.0" id="v1"/></event>'
    async with entered(amigo) as client:
        assert await client.send_report(dataset, words) == {"count": 1}
        error = await refused(client.send_report(dataset, "-", content_type="text/plain"))
    assert error.message == "There is no position in it."
    first, second = amigo.control.requests("track")
    assert first["body"] == words
    assert "content-type" not in first["headers"]
    assert second["headers"]["content-type"] == "text/plain"


async def test_tickets_for_the_user_and_for_a_dataset(amigo: RunningAmigo) -> None:
    async with entered(amigo, read_only=True) as client:
        ticket = await client.websocket_ticket()
        assert "Secret" in repr(ticket)
        datasets = [each async for each in client.datasets(LIVE_PATH).entries()]
        assert [each.is_realtime for each in datasets] == [True, True]
        other = await client.websocket_ticket(f"{LIVE_PATH}/datasets/{VEHICLES}")
        assert other != ticket
        user = await client.authentication()
        dataset = await client.authentication(datasets[0])
    assert set(user) == {"userid", "websocket_session"}
    assert (dataset["userid"], dataset["datasetid"]) == (amigo.user_id, VEHICLES)
    paths = [each["path"] for each in amigo.control.requests("dataset_ticket")]
    assert paths == [
        f"/api/v1{LIVE_PATH}/datasets/{VEHICLES}/start_websocket_session",
        f"/api/v1/users/42/projects/101/datasets/{VEHICLES}/start_websocket_session",
    ]


async def test_a_projects_token_works_below_its_project(amigo: RunningAmigo) -> None:
    async with entered(amigo, amigo.project_token, project_url=amigo.project_url) as client:
        report = await client.probe()
        assert report.is_good
        assert report.project is not None
        assert report.project.id == PROJECT
        assert [each.id async for each in client.datasets("").entries()] == [21, 22]
        assert (await client.sql("", "SELECT count(*) AS n FROM dataset_22")).rows[0]["n"] == 2600
        before = len(amigo.control.requests())
        for call in (client.me(), client.websocket_ticket(), client.authentication()):
            assert (await refused(call)).kind is ErrorKind.USAGE
        assert len(amigo.control.requests()) == before
        assert (await refused(client.project(LIVE_PROJECT))).status == 404


async def test_a_token_of_another_project_is_explained(amigo: RunningAmigo) -> None:
    other = f"users/{amigo.user_id}/projects/{LIVE_PROJECT}"
    async with entered(amigo, amigo.project_token, project_url=other) as client:
        report = await client.probe()
    assert not report.is_good
    assert report.explanation is not None


async def test_the_token_travels_in_the_header_where_it_is_wanted(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(token_transport="header")
    async with entered(amigo, token_transport="header") as client:
        await client.me()
        assert len([each async for each in client.projects().entries()]) == 47
    assert not any("token" in query for query in amigo.control.queries())
    (asked,) = amigo.control.requests("me")
    assert asked["headers"]["authorization"] == f"Bearer {amigo.token}"


@pytest.mark.parametrize(
    "text", ["me", "/me", "me/", "{origin}/api/v1/me", "{origin}/api/v1/me?token=x&a=1"]
)
async def test_all_spellings_of_an_address_are_one_request(amigo: RunningAmigo, text: str) -> None:
    async with entered(amigo) as client:
        assert (await client.get(text.format(origin=amigo.origin)))["id"] == amigo.user_id


async def test_answers_raw_streamed_and_empty(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        raw = await client.get("me", raw=True)
        assert json.loads(raw)["id"] == amigo.user_id
        async with client.stream("me") as answer:
            assert answer.status == 200
            assert answer.size == len(raw)
            assert b"".join([piece async for piece in answer.pieces()]) == raw
        amigo.control.fault("empty", operation="me")
        assert await client.get("me") == b""
        amigo.control.fault("status", operation="me", status=404, error="gone")
        with pytest.raises(AmigoCloudError) as caught:
            async with client.stream("me"):
                pass
    assert (caught.value.status, caught.value.message) == (404, "gone")


async def test_bodies_as_the_official_client_sends_them() -> None:
    async with FaultyServer() as server, entered(server) as client:
        await client.post("a")
        await client.put("a")
        await client.patch("a", {"b": 1})
        await client.delete("a")
        await client.delete("a", {"b": 1})
        await client.post("a", {"b": "ä c"}, send_as_json=False)
        await client.post("a", "<xml/>", send_as_json=False)
        await client.post("a", "<xml/>", send_as_json=False, content_type="text/xml")
        part = FilePart('na"me.txt', b"content")
        await client.post("a", {"b": True}, files={"datafile": part}, params={"q": 2})
    seen = [(each.method, each.headers.get("content-type"), each.body) for each in server.requests]
    assert seen[:8] == [
        ("POST", "application/json", b"{}"),
        ("PUT", "application/json", b"{}"),
        ("PATCH", "application/json", b'{"b":1}'),
        ("DELETE", None, b""),
        ("DELETE", "application/json", b'{"b":1}'),
        ("POST", "application/x-www-form-urlencoded", b"b=%C3%A4+c"),
        ("POST", None, b"<xml/>"),
        ("POST", "text/xml", b"<xml/>"),
    ]
    form = server.requests[8]
    assert form.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="b"\r\n\r\ntrue\r\n' in form.body
    assert b'name="datafile"; filename="na%22me.txt"' in form.body
    assert form.target.startswith("/api/v1/a?q=2&token=")


async def test_forms_of_files_and_what_cannot_be_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"of the disk")
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate(65 * 2**20)
    (tmp_path / "empty").touch()
    async with FaultyServer() as server, entered(server) as client:
        await client.post("a", files={"file": path})
        assert b'filename="a.txt"' in server.requests[0].body
        assert b"\r\n\r\nof the disk\r\n" in server.requests[0].body
        half = FilePart("x", bytes(33 * 2**20))
        for data, files in (
            (None, {"file": large}),
            (None, {"file": tmp_path / "empty"}),
            (None, {"file": tmp_path / "missing"}),
            (None, {"one": half, "two": half}),
            ("text", {"file": path}),
            ({"a": "\ud800"}, {"file": path}),
        ):
            error = await refused(client.post("a", data, files=files))
            assert error.kind is ErrorKind.USAGE
        assert (await refused(client.post("a", {"a": {1, 2}.__iter__()}))).kind is ErrorKind.USAGE
    assert len(server.requests) == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
async def test_read_only_lets_nothing_out_that_changes_something(
    amigo: RunningAmigo, method: str
) -> None:
    async with entered(amigo, read_only=True) as client:
        error = await refused(getattr(client, method)("me/projects", {"name": "x"}))
        assert isinstance(error, ReadOnly)
        assert method.upper() in error.message
        assert "read-only" in error.message
        assert explain(error).happened == "Nothing was sent."
        assert await client.get("me")
    assert [each["method"] for each in amigo.control.requests()] == ["GET"]


async def test_a_client_is_read_only_unless_it_is_told_otherwise(amigo: RunningAmigo) -> None:
    async with AmigoCloudClient(BaseUrl.parse(amigo.origin), Secret(amigo.token)) as client:
        calls = (
            client.create_project("x"),
            client.export(f"{PROJECT_PATH}/datasets/{PIERS}", "CSV"),
            client.send_report(f"{LIVE_PATH}/datasets/{VEHICLES}", "x"),
        )
        for call in calls:
            assert isinstance(await refused(call), ReadOnly)
    assert amigo.control.requests() == []


# what goes wrong


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"detail": "No such thing", "error_code": 1}', "No such thing"),
        ('{"name": ["This field is required."]}', "This field is required."),
        ('{"errors": {"name": [1, {"text": "Too long."}]}}', "Too long."),
        ('["One", "Two"]', "One"),
        ('{"error_code": 7}', "Bad Request."),
        ("<html><h1>400</h1></html>", "Bad Request."),
        ('{"detail": "<script>alert(1)</script>"}', "Bad Request."),
        ("", "Bad Request."),
        ("[" * 5000, "Bad Request."),
    ],
)
async def test_the_services_own_sentence_is_found(
    amigo: RunningAmigo, body: str, message: str
) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("body", operation="me", body=body, status=400)
        error = await refused(client.me())
    assert error.message == error.detail == message


@pytest.mark.parametrize(
    ("status", "kind", "happened"),
    [
        (400, ErrorKind.REFUSED, "AmigoCloud refused this request."),
        (401, ErrorKind.SIGNED_OUT, "AmigoCloud did not accept the sign-in."),
        (403, ErrorKind.REFUSED, "AmigoCloud does not allow this."),
        (404, ErrorKind.NOT_FOUND, "AmigoCloud does not know what was asked for."),
        (410, ErrorKind.NOT_FOUND, "AmigoCloud has it no longer."),
        (500, ErrorKind.SERVER_TROUBLE, "AmigoCloud has trouble of its own."),
    ],
)
async def test_statuses_have_words(
    amigo: RunningAmigo, status: int, kind: ErrorKind, happened: str
) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("status", operation="me", status=status, error="words of the service")
        error = await refused(client.me())
    assert (error.status, error.kind) == (status, kind)
    assert error.message == "words of the service"
    assert explain(error).happened == happened
    assert len(amigo.control.requests("me")) == 1


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_a_get_is_tried_again_and_a_change_is_not(amigo: RunningAmigo, status: int) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("status", operation="me", times=3, status=status)
        assert (await client.me()).id == amigo.user_id
        assert len(amigo.control.requests("me")) == 4
        amigo.control.fault("status", operation="create_project", status=status)
        error = await refused(client.create_project("x"))
        assert error.is_uncertain == (status != 429)
        assert ("not known whether" in error.message) == error.is_uncertain
    assert len(amigo.control.requests("create_project")) == 1


async def test_a_wait_that_is_asked_for_is_kept_or_told(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("status", operation="me", status=429, retry_after="1")
        started = asyncio.get_running_loop().time()
        await client.me()
        assert asyncio.get_running_loop().time() - started >= 1
        amigo.control.fault("status", operation="me", status=429, retry_after="3600")
        error = await refused(client.me())
    assert (error.kind, error.retry_after_s) == (ErrorKind.RATE_LIMITED, 3600)
    assert explain(error).happened == "AmigoCloud asked us to wait 60 minutes."


@pytest.mark.parametrize(
    ("fault", "options", "kind"),
    [
        ("html", {"status": 200}, ErrorKind.NOT_THIS_PROTOCOL),
        ("truncated", {}, ErrorKind.NOT_THIS_PROTOCOL),
        ("cut", {}, ErrorKind.UNREACHABLE),
        ("drop", {}, ErrorKind.UNREACHABLE),
        ("empty", {}, ErrorKind.NOT_THIS_PROTOCOL),
        ("huge", {"bytes": 33 * 2**20, "declared": False}, ErrorKind.TOO_LARGE),
        ("shape", {"shape": "list"}, ErrorKind.NOT_THIS_PROTOCOL),
        ("shape", {"shape": "deep"}, ErrorKind.NOT_THIS_PROTOCOL),
        ("shape", {"shape": "not utf-8"}, ErrorKind.NOT_THIS_PROTOCOL),
    ],
)
async def test_answers_that_cannot_be_used_have_words(
    amigo: RunningAmigo, fault: str, options: dict[str, Any], kind: ErrorKind
) -> None:
    async with entered(amigo) as client:
        amigo.control.fault(fault, operation="me", times=4, **options)
        error = await refused(client.me())
        assert error.kind is kind
        assert error.message
        amigo.control.clear_faults()
        assert (await client.me()).id == amigo.user_id  # and the client goes on


async def test_members_of_a_wrong_sort_cost_no_more_than_themselves(amigo: RunningAmigo) -> None:
    odd = {"id": "42", "email": 5, "first_name": None, "organization": [], "images": {}, "new": 1}
    async with entered(amigo) as client:
        amigo.control.fault("body", operation="me", body=json.dumps(odd))
        me = await client.me()
        assert (me.id, me.email, me.organization, me.images_url) == (42, "5", None, None)
        assert (me.extra, me.raw["organization"]) == ({"new": 1}, [])
        amigo.control.fault("body", operation="me", body='{"id": -1}')
        assert (await refused(client.me())).kind is ErrorKind.NOT_THIS_PROTOCOL


async def test_nobody_there() -> None:
    with refusing_port() as port:
        url = BaseUrl.parse(f"http://127.0.0.1:{port}")
        async with AmigoCloudClient(url, Secret(TOKEN), limits=QUICK) as client:
            report = await client.probe()
            assert report.error is not None
            assert report.error.kind is ErrorKind.UNREACHABLE
            client.read_only = False
            error = await refused(client.create_project("x"))
            assert not error.is_uncertain  # nothing was sent, and that is known


@pytest.mark.parametrize("token", [None, "", "  ", "R:a b", "R:a\nb", "R:ä"])
def test_what_cannot_be_a_token_is_refused_at_once(token: str | None) -> None:
    with pytest.raises(AmigoCloudError) as caught:
        AmigoCloudClient(BaseUrl.parse("https://x.test"), Secret(token) if token else None)
    assert caught.value.kind is ErrorKind.USAGE


async def test_the_environment_says_where_and_by_which_token() -> None:
    environ = {"AMIGOCLOUD_TOKEN": TOKEN, "AMIGOCLOUD_BASE_URL": "https://own.example.test/"}
    async with AmigoCloudClient.from_environment(environ) as client:
        assert (client.base_url.text, client.token_letter) == ("https://own.example.test", "A")
        assert client.read_only
    async with AmigoCloudClient.from_environment({"AMIGOCLOUD_TOKEN": "x123456"}) as client:
        assert (client.base_url.text, client.token_letter) == ("https://app.amigocloud.com", "")
    with pytest.raises(AmigoCloudError):
        AmigoCloudClient.from_environment({"AMIGOCLOUD_BASE_URL": "http://own.example.test"})


async def test_projects_are_where_the_service_says_that_they_are() -> None:
    async with FaultyServer() as server, entered(server) as client:
        root = f"{client.base_url.text}/api/v1"
        addresses = {"projects": f"{root}/mine?sort=name", "visible_projects": f"{root}/all"}
        server.play(ok({"id": 3, **addresses}), ok({"results": []}), ok({"results": []}))
        await client.me()
        for is_visible in (False, True):
            assert [page.entries async for page in client.projects("x", visible=is_visible)] == [()]
        paths = [request.target.partition("&token")[0] for request in server.requests[1:]]
        assert paths == ["/api/v1/mine?sort=name&search=x", "/api/v1/all?search=x"]
        server.play(ok({"id": 3, "projects": "https://elsewhere.test/api/v1/mine"}))
        await client.me()
        with pytest.raises(ForeignAddress):
            client.projects()


async def test_a_redirection_within_the_server_is_followed_by_hand(amigo: RunningAmigo) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.redirect("/api/v1/me/?token=other&x=1", 301), ok({"id": 3}))
        assert (await client.me()).id == 3
        assert server.requests[1].target == f"/api/v1/me/?x=1&token={TOKEN.replace(':', '%3A')}"
        server.play(faulty.redirect("/api/v1/me"))
        assert (await refused(client.me())).kind is ErrorKind.REDIRECTED
        server.play(faulty.redirect(f"{amigo.foreign_origin}/x?secret=1"))
        error = await refused(client.me())
        assert error.kind is ErrorKind.REDIRECTED
        assert "not followed" in error.message
        server.play(faulty.redirect("/api/v1/me/projects/"))
        assert (await refused(client.create_project("x"))).kind is ErrorKind.REDIRECTED
        assert server.requests[-1].method == "POST"
    assert amigo.control.trapped() == []


async def test_a_job_that_does_not_end_is_not_waited_for_for_ever(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(job_s=600.0)
    async with entered(amigo) as client:
        client._jobs = Jobs(client._calls, first_wait_s=0.01)
        made = await client.create_project("x")
        assert made.job is not None
        error = await refused(client.wait_job(made.job, limit_s=0.2))
        assert isinstance(error, JobUnfinished)
        assert error.kind is ErrorKind.TIMED_OUT
        assert len(amigo.control.requests("job")) <= 8  # it waits longer each time
        for wrong in ("", "a/b", "../me", "x" * 300):
            assert (await refused(client.job(wrong))).kind is ErrorKind.USAGE
        assert (await refused(client.job("00ff"))).status == 404


async def test_a_job_that_fails_says_so(amigo: RunningAmigo) -> None:
    amigo.control.set_switch(job_s=0.05, job_end="FAILURE")
    async with entered(amigo) as client:
        made = await client.create_project("x")
        assert made.job is not None
        heard: list[str] = []
        error = await refused(
            client.wait_job(made.job, changed=lambda status: heard.append(status.status))
        )
        status = await client.job(made.job)
    assert isinstance(error, JobFailed)
    assert error.message == "The service does not say why."
    assert heard[-1] == "FAILURE"
    assert status.has_ended
    assert not status.has_succeeded


async def test_a_job_that_fails_says_why_without_the_token() -> None:
    words = f"Look at https://elsewhere.test/log?token={TOKEN}"
    for extra, expected in (
        ({"error": "the file has no features"}, "the file has no features"),
        ({"detail": "", "message": words}, "Look at https://elsewhere.test/log"),
        ({"error": ["of another shape"]}, "The service does not say why."),
        ("no object", "The service does not say why."),
    ):
        async with FaultyServer() as server, entered(server) as client:
            server.play(ok({"job": "00ff", "status": "failure", "extra": extra}))
            error = await refused(client.wait_job("00ff"))
        assert isinstance(error, JobFailed)
        assert error.message == expected
        assert TOKEN not in everything_of(error)


async def test_pictures_have_a_limit_and_are_pictures(amigo: RunningAmigo) -> None:
    async with entered(amigo) as client:
        amigo.control.fault("huge", operation="thumbnail", bytes=9 * 2**20, declared=False)
        assert (await refused(client.thumbnail())).kind is ErrorKind.TOO_LARGE
        amigo.control.fault("html", operation="thumbnail", status=200)
        assert (await refused(client.thumbnail())).kind is ErrorKind.NOT_A_PICTURE
        amigo.control.fault("empty", operation="thumbnail")
        assert (await refused(client.thumbnail())).kind is ErrorKind.NOT_A_PICTURE
        error = await refused(client.picture(f"{amigo.foreign_origin}/thumbnail.png"))
        assert isinstance(error, ForeignAddress)
    assert amigo.control.trapped() == []
