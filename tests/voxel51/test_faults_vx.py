"""The official clients' faults (wire section 10, VX-1 to VX-17), each shown to be absent here."""

from __future__ import annotations

import asyncio
import dataclasses
import json
import logging
import os
import stat
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.demo.voxel51.switches import NAMES
from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.errors import (
    APIError,
    ApplicationAPIError,
    AuthenticationError,
    JobExecutionError,
    NotFoundError,
    TokenError,
)
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import Job, SignedUrl
from facespace_desk.voxel51.times import ends_in_the_past
from facespace_desk.voxel51.tokens import (
    USER,
    activate_token,
    load_token,
    read_token_file,
    stored_path,
)
from tests.limits import AT_ONCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.voxel51.platform_bench import (
    KEY,
    QUICK,
    any_request,
    applied,
    entered,
    files_in,
    plain_file,
)
from tests.voxel_simulator import RunningVoxel, video


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


JOBS = Query(subject=Subject.JOBS)


@pytest.mark.parametrize(
    "query",
    [
        JOBS.part(0, 3),
        JOBS.where("state", "READY"),
        JOBS.with_fields("id", "name"),
        JOBS.sorted_by("upload_date"),
    ],
)
async def test_vx_1_a_query_that_is_ignored_is_noticed_and_can_go_another_way(
    voxel: RunningVoxel, query: Query
) -> None:
    async with entered(voxel) as client:
        assert (await client.query_jobs(query)).warning == ""
        voxel.control.set_switch(get_bodies="ignored")
        assert "ignored the query" in (await client.query_jobs(query)).warning
        paging = client.find_jobs(query)
        assert len([each async for page in paging for each in page.items]) == paging.found
        assert "the profile can send queries in the address" in paging.warning
    async with entered(voxel, query_transport="query") as client:
        page = await client.query_jobs(query)
        assert page.warning == ""
        assert page.items
    first, *_, last = voxel.control.requests("query_jobs")
    assert json.loads(first["body"]) == query.body()
    assert (first["query"], last["body"]) == ("", "")


async def test_vx_2_tasks_that_take_turns_never_act_for_each_others_user(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    """Each task sends its own file between many calls of the others, and finds its own only."""
    users = list(voxel.users)
    async with applied(voxel) as application:
        views = {name: application.acting_as(name) for name in users}

        async def work(name: str) -> list[str]:
            mine = plain_file(tmp_path / f"{name}.bin", 20_000)
            sent = []
            for _ in range(5):
                sent.append((await views[name].upload_data(mine)).id)
                await application.list_users()  # nobody's
                names = {each.name for each in (await views[name].list_data()).items}
                others = {f"{other}.bin" for other in users if other != name}
                assert f"{name}.bin" in names
                assert not names & others
            return sent

        sent = await asyncio.gather(*map(work, users))
        for name, ids in zip(users, sent, strict=True):
            for other in users:
                found = await views[other].batch_get_data_details(ids)
                assert [each.ok for each in found] == [other == name] * len(ids)
        with pytest.raises(dataclasses.FrozenInstanceError):
            views[users[0]]._calls.username = users[1]
        with pytest.raises(AttributeError):
            views[users[0]].username = users[1]  # type: ignore[misc]  # that is the point
    for request in voxel.control.requests("list_users"):
        assert "x-voxel51-application-user" not in request["headers"]
    assert all("authorization" not in each["headers"] for each in voxel.control.requests())


@pytest.mark.parametrize("name", ["", " ada", "a\r\nx-evil: 1", "a\x00", "Zoë", "x" * 300, "a\t"])
async def test_vx_3_a_name_that_cannot_be_in_a_header_is_refused(
    voxel: RunningVoxel, name: str
) -> None:
    async with applied(voxel) as application:
        with pytest.raises(ApplicationAPIError) as failure:
            application.acting_as(name)
        assert failure.value.kind is ErrorKind.USAGE
        with pytest.raises(ApplicationAPIError):
            await application.create_user(name)
    assert voxel.control.requests() == []


@pytest.mark.parametrize("sort", NAMES)
async def test_vx_4_a_file_lands_in_the_chosen_folder_whatever_the_server_calls_it(
    voxel: RunningVoxel, tmp_path: Path, out: Path, sort: str
) -> None:
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        voxel.control.set_switch(names=sort)
        one = await client.download_data(data.id, out)
        two = await client.download_data(data.id, out)
        chosen = await client.download_data(data.id, out, filename="../../mine.mp4")
    assert {one.path.parent, two.path.parent, chosen.path.parent} == {out}
    assert len({one.path, two.path, chosen.path}) == 3  # none over another
    assert chosen.path.name == "mine.mp4"
    assert one.path.read_bytes() == two.path.read_bytes()
    assert files_in(tmp_path) == ["out"]
    assert one.path.name.isprintable()


@pytest.mark.parametrize("downloads", ["direct", "redirect"])
async def test_vx_5_what_breaks_off_leaves_nothing_that_looks_complete(
    voxel: RunningVoxel, out: Path, downloads: str
) -> None:
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        voxel.control.set_switch(downloads=downloads, body="cut")
        with pytest.raises(APIError) as failure:
            await client.download_data(data.id, out)
        assert failure.value.kind is ErrorKind.BROKE_OFF
        assert files_in(out) == []
        voxel.control.set_switch(body="short")  # complete, but not what the record says
        short = await client.download_data(data.id, out)
        assert "the platform's record says" in short.warning
        voxel.control.set_switch(body="whole")
        whole = await client.download_data(data.id, out)
        assert whole.warning == ""
        assert whole.size == data.size


async def test_vx_6_the_storage_gets_no_credentials_and_nobody_else_is_followed(
    voxel: RunningVoxel, out: Path
) -> None:
    voxel.control.set_switch(downloads="redirect")
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        await client.download_data(data.id, out)
    async with applied(voxel) as application:
        user = application.acting_as(voxel.users[0])
        theirs = (await user.list_data()).items[0]
        await user.download_data(theirs.id, out)
        voxel.control.fault("redirect", operation="list_data")
        with pytest.raises(ApplicationAPIError) as failure:
            await user.list_data()
        assert failure.value.kind is ErrorKind.REDIRECTED
    seen = voxel.control.requests("storage")
    assert len(seen) == 2
    for request in seen:
        names = {name.lower() for name in request["headers"]}
        assert not names & {"authorization", "cookie", "referer"}
        assert not any(name.startswith("x-") for name in names)
    assert voxel.control.trapped() == []


def token_file(folder: Path, **members: Any) -> Path:
    path = folder / "token.json"
    inside = {"private_key": KEY, "base_api_url": "https://api.example.test", **members}
    path.write_text(json.dumps({"access_token": inside}))
    return path


def test_vx_7_a_stored_token_is_for_its_owner_and_shows_no_key(tmp_path: Path) -> None:
    source = token_file(tmp_path)
    source.chmod(0o644)
    token = activate_token(source, home=tmp_path)
    stored = stored_path(USER, tmp_path)
    if os.name == "posix":
        assert stat.S_IMODE(stored.stat().st_mode) == 0o600
        assert stat.S_IMODE(stored.parent.stat().st_mode) == 0o700
    assert KEY not in f"{token!r} {token} {dataclasses.asdict(token)}"
    assert load_token(environ={}, home=tmp_path).private_key.reveal() == KEY


async def test_vx_8_what_is_looked_for_changes_no_query(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    data = Query(subject=Subject.DATA)
    async with entered(voxel) as client:
        odd = await client.upload_data(plain_file(tmp_path / "a", 10), filename="a,name:x.mp4")
        await client.upload_data(plain_file(tmp_path / "b", 10), filename="a.mp4")
        found = await client.query_data(data.where("name", "a,name:x"))
        assert [each.id for each in found.items] == [odd.id]
    for text in ("a|b", "a\\", " ", "", "a\nb"):
        with pytest.raises(APIError) as failure:
            data.where("name", text)
        assert failure.value.kind is ErrorKind.USAGE


def test_vx_9_a_field_that_there_is_not_is_refused() -> None:
    with pytest.raises(APIError, match="no field “colour” of jobs"):
        JOBS.with_fields("id", "colour")
    with pytest.raises(APIError):
        JOBS.sorted_by("colour")
    with pytest.raises(APIError):
        JOBS.where("colour", "red")
    with pytest.raises(APIError):
        Query(subject=Subject.DATA, fields=("state",)).body()


async def test_vx_10_an_error_has_a_status_and_shows_no_address() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(500, b"<html>"))
        with pytest.raises(APIError) as failure:
            await client.get_data_details("secret-id")
        error = failure.value
        assert (error.status, error.operation) == (500, "get_data_details")
        assert "secret-id" not in f"{error!r} {error}"
        assert server.origin not in f"{error!r} {error}"
        leaking = "no file at https://files.example.test/a?signature=abcdef123456"
        server.play(faulty.reply(400, json.dumps({"error": {"message": leaking}}).encode()))
        with pytest.raises(APIError) as failure:
            await client.get_data_details("d")
        assert failure.value.message == "no file at https://files.example.test/a"


async def test_vx_11_times_are_aware_and_travel_in_utc() -> None:
    east = timezone(timedelta(hours=9))
    expires = datetime(2030, 1, 1, 8, tzinfo=east)  # 31 December, 23:00 UTC
    job = Job(id="j", expiration_date=expires)
    assert job.is_expired(datetime(2029, 12, 31, 23, 30, tzinfo=UTC))
    assert not job.is_expired(datetime(2029, 12, 31, 22, 30, tzinfo=UTC))
    async with FaultyServer() as server, entered(server) as client:
        await client.update_data_ttl("d", expiration_date=expires)
        assert server.requests[0].body == b"expiration_date=2029-12-31T23%3A00%3A00.000Z"
        with pytest.raises(APIError, match="without a zone"):
            await client.update_data_ttl("d", expiration_date=datetime(2030, 1, 1))  # noqa: DTZ001
        assert len(server.requests) == 1


async def test_vx_12_a_failed_job_is_called_by_its_id(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        data = await client.upload_data(plain_file(tmp_path / "a.mp4", 10))
        job = await client.upload_job_request(
            await any_request(client, data), "Night", auto_start=True
        )
        voxel.control.finish(job.id, "ANALYTIC")
        for asked in (job, job.id):
            with pytest.raises(JobExecutionError, match=job.id) as failure:
                await client.is_job_complete(asked)
            assert failure.value.job_id == job.id


async def test_vx_13_nothing_waits_for_ever_and_an_application_has_its_own_errors(
    voxel: RunningVoxel,
) -> None:
    limits = dataclasses.replace(QUICK, read_s=0.2)
    async with FaultyServer() as server, entered(server, limits=limits) as client:
        server.play(faulty.stall())
        async with asyncio.timeout(AT_ONCE_S):
            with pytest.raises(APIError) as failure:
                await client.list_jobs()
        assert failure.value.kind is ErrorKind.TIMED_OUT
        assert failure.value.__cause__ is not None
    async with applied(voxel) as application:
        user = application.acting_as(voxel.users[0])
        for call, kind in (
            (user.get_job_details("nothing"), NotFoundError),
            (user.update_data_ttl("d"), APIError),
            (application.acting_as("nobody").list_jobs(), APIError),
            (application.get_analytic_details("nothing"), NotFoundError),
        ):
            with pytest.raises(kind) as failure:
                await call
            assert isinstance(failure.value, ApplicationAPIError)
    async with applied(RunningVoxel(**{**vars(voxel), "app_token": "wrong-key-1234"})) as wrong:
        with pytest.raises(AuthenticationError) as failure:
            await wrong.list_users()
        assert isinstance(failure.value, ApplicationAPIError)


def test_vx_14_what_deletes_is_known_before_it_is_sent() -> None:
    """The window asks first, wherever this is so."""
    now = datetime(2030, 1, 1, tzinfo=UTC)
    in_two_days = now + timedelta(days=2)
    assert ends_in_the_past(in_two_days, now, days=-2)
    assert not ends_in_the_past(in_two_days, now, days=-1.9)
    assert not ends_in_the_past(in_two_days, now, days=1)
    assert ends_in_the_past(None, now, days=-0.1)
    assert ends_in_the_past(in_two_days, now, expiration_date=now)
    assert not ends_in_the_past(None, now, expiration_date=in_two_days)


async def test_vx_15_a_signed_address_is_shown_nowhere(
    voxel: RunningVoxel, out: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    voxel.control.set_switch(downloads="redirect")
    async with entered(voxel) as client:
        data = (await client.list_data()).items[0]
        url = await client.get_data_download_url(data.id)
        signature = url.text.rpartition("=")[2]
        assert signature not in repr(url)
        voxel.control.expire_urls()
        voxel.control.set_switch(url_life_s=-1.0)
        with pytest.raises(APIError) as failure:
            await client.download_data(data.id, out)
        assert "run out" in failure.value.message
        assert not isinstance(failure.value, AuthenticationError)  # the token is as good as ever
        posted = SignedUrl("https://files.example.test/a.mp4?X-Amz-Signature=0123456789abcdef")
        await client.post_data_as_url(
            posted,
            filename="a.mp4",
            mimetype="video/mp4",
            size=5,
            data_ttl=datetime.now(UTC) + timedelta(days=1),
        )
    assert "0123456789abcdef" not in caplog.text
    assert signature not in caplog.text
    assert voxel.token not in caplog.text


@pytest.mark.parametrize(
    "url", ["http://api.example.test", "ftp://a", "https://u:p@a.test", "https://a.test/?q=1", 7]
)
def test_vx_16_the_host_of_a_token_is_seen_first_and_must_be_safe(
    tmp_path: Path, url: object
) -> None:
    assert read_token_file(token_file(tmp_path)).host == "https://api.example.test"
    with pytest.raises(TokenError) as failure:
        activate_token(token_file(tmp_path, base_api_url=url), home=tmp_path)
    assert KEY not in str(failure.value)
    assert not stored_path(USER, tmp_path).exists()
    loopback = token_file(tmp_path, base_api_url="http://127.0.0.1:8000")
    assert activate_token(loopback, home=tmp_path).host == "http://127.0.0.1:8000"


async def test_vx_17_an_id_is_one_part_of_an_address() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok({"job": {"id": "a"}}))
        await client.get_job_details("../data/d?x=1#y")
        assert server.requests[-1].target == "/v1/jobs/..%2Fdata%2Fd%3Fx%3D1%23y"
        for text in ("", ".", "..", "a\nb"):
            with pytest.raises(APIError) as failure:
                await client.get_job_details(text)
            assert failure.value.kind is ErrorKind.USAGE
        with pytest.raises(APIError):
            await client.batch_delete_data(["good", ".."])
        assert len(server.requests) == 1


async def test_an_output_that_has_expired_or_a_job_that_has_gone_is_told(
    voxel: RunningVoxel, tmp_path: Path, out: Path
) -> None:
    async with entered(voxel) as client:
        data = await client.upload_data(video(tmp_path / "a.mp4"))
        request = await any_request(client, data)
        job = await client.upload_job_request(request, "Night", auto_start=True)
        voxel.control.finish(job.id)
        await client.update_job_ttl(job.id, days=-10)  # the output is deleted
        with pytest.raises(NotFoundError, match="expired"):
            await client.download_job_output(job.id, out, filename="x.zip")
        assert await client.is_job_expired(job)
        voxel.control.vanish(job.id, data.id)
        with pytest.raises(NotFoundError):
            await client.get_job_details(job.id)
        with pytest.raises(NotFoundError):
            await client.download_data(data.id, out)
    assert files_in(out) == []
