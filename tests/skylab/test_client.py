"""Every operation of the service, against the simulator, with parameters in body and query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.net.errors import ErrorKind
from facespace_desk.net.http import BaseUrl
from facespace_desk.skylab.client import SkylabClient
from facespace_desk.skylab.errors import (
    InvalidKeyException,
    JobNotFoundException,
    PhotoNotFoundException,
    RateLimitException,
    StudioException,
    ValidationException,
)
from facespace_desk.skylab.reading import read_in_front
from tests.servers import faulty
from tests.servers.faulty import FaultyServer, refusing_port
from tests.skylab.studio import KEY, PLAIN, QUICK, REPLACED, entered, picture
from tests.skylab_simulator import RunningSkylab


@pytest.mark.parametrize("get_parameters", ["body", "query"])
async def test_every_operation(skylab: RunningSkylab, tmp_path: Path, get_parameters: Any) -> None:
    async with entered(skylab, get_parameters=get_parameters) as client:
        job = await client.create_job("Wedding", PLAIN)
        assert (job.name, job.status, job.profile_id) == ("Wedding", "created", PLAIN)
        assert job.is_regular
        assert (await client.get_job(job.id)).id == job.id
        assert (await client.get_job_by_name("Wedding")).id == job.id
        assert (await client.update_job(job.id, {"name": "Wedding 2"})).name == "Wedding 2"
        photo = (await client.upload_job_photo(job.id, picture(tmp_path / "a.jpg"))).photo
        assert [each.id for each in (await client.get_job_photos(job.id)).entries] == [photo.id]
        by_name = await client.get_job_photos(job_name="Wedding 2")
        assert [each.id for each in by_name.entries] == [photo.id]
        assert await client.get_job_photo_ids(job.id) == (photo.id,)
        assert (await client.get_photo(photo.id)).profile_id == PLAIN
        assert (await client.queue_job(job.id)).status == "queued"
        assert await client.fetch_jobs_in_front(job.id) == 2
        assert (await client.cancel_job(job.id)).has_failed
        assert (await client.delete_photo(photo.id))["id"] == photo.id
        assert (await client.delete_job(job.id))["id"] == job.id
        listed = await client.list_jobs()
        assert len(listed.entries) == 30
        assert listed.unread == 0
        profile = await client.create_profile("Look", {"enable_crop": True, "odd_field": 3})
        assert profile.enable_crop is True
        changed = await client.update_profile(profile.id, {"enable_extract": True})
        assert changed.enable_extract is True
        assert (await client.get_profile(profile.id)).name == "Look"
        assert profile.id in [each.id for each in (await client.list_profiles()).entries]
        assert (await client.probe()).is_good


@pytest.mark.parametrize("flags", ["booleans", "texts"])
async def test_flags_are_read_as_booleans_and_as_texts(skylab: RunningSkylab, flags: str) -> None:
    skylab.control.set_switch(flags=flags)
    async with entered(skylab) as client:
        profile = await client.get_profile(REPLACED)
        plain = await client.get_profile(PLAIN)
    assert profile.enable_extract is True
    assert profile.takes_backgrounds
    assert [each.name for each in profile.backgrounds] == ["beach.jpg", "studio.jpg"]
    assert plain.enable_extract is False
    assert not plain.takes_backgrounds


async def test_unknown_fields_travel_both_ways(skylab: RunningSkylab) -> None:
    odd = {"skin_smoothing": 0.7, "crop_ratio": "4:5", "nested": {"a": [1, None]}}
    async with entered(skylab) as client:
        first = await client.create_profile("First", odd)
        assert first.extra["skinSmoothing"] == 0.7
        copied = await client.create_profile("Copy", {**first.request_fields(), "name": "Copy"})
    assert copied.extra == first.extra
    sent = json.loads(skylab.control.requests("create_profile")[0]["body"])
    assert sent == {"name": "First", **odd}


@pytest.mark.parametrize("shape", ["object", "integer", "count", "text"])
async def test_the_number_in_front_is_read_in_every_shape(
    skylab: RunningSkylab, shape: str
) -> None:
    skylab.control.set_switch(jobs_in_front=shape)
    async with entered(skylab) as client:
        jobs = (await client.list_jobs()).entries
        waiting = next(job for job in jobs if job.status == "queued")
        found = await client.fetch_jobs_in_front(waiting.id)
    assert (found is None) == (shape == "text")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"3", 3),
        (b'"3"', 3),
        (b'{"jobsInFront": 0}', 0),
        (b'{"count": 4, "inFront": 2, "id": 9}', 2),
        (b'{"count": 4, "id": 9}', 4),
        (b'{"n": 5, "status": "ok"}', 5),
        (b'{"a": 1, "b": 2}', None),
        (b"true", None),
        (b"-1", None),
        (b"[]", None),
        (b"", None),
    ],
)
def test_how_the_number_in_front_is_found(body: bytes, expected: int | None) -> None:
    assert read_in_front(body, "fetch_jobs_in_front") == expected


@pytest.mark.parametrize("photo_list", ["array", "object"])
async def test_photos_come_as_an_array_or_in_an_object(
    skylab: RunningSkylab, photo_list: str
) -> None:
    skylab.control.set_switch(photo_list=photo_list)
    async with entered(skylab) as client:
        job = next(job for job in (await client.list_jobs()).entries if job.photos)
        photos = await client.get_job_photos(job.id)
    assert len(photos.entries) == len(job.photos)


async def test_what_cannot_be_read_is_counted_and_the_rest_is_there() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok([{"id": "7", "name": 5}, {"name": "no id"}, 3, {"id": 8}]))
        listed = await client.list_jobs()
    assert [(job.id, job.name) for job in listed.entries] == [(7, "5"), (8, "")]
    assert listed.unread == 2


async def test_headers_are_those_of_the_wire_page(skylab: RunningSkylab) -> None:
    async with entered(skylab) as client:
        await client.list_profiles()
        await client.get_job_by_name((await client.list_jobs()).entries[0].name)
    for request in skylab.control.requests():
        headers = request["headers"]
        assert headers["x-slt-api-key"] == skylab.api_key
        assert headers["x-slt-api-client"].startswith("facespace-desk-")
        assert headers["content-type"] == "application/json"
        assert headers["accept"] == "application/json, */*;q=0.5"


@pytest.mark.parametrize(
    ("status", "error", "kind"),
    [
        (400, StudioException, ErrorKind.REFUSED),
        (401, InvalidKeyException, ErrorKind.SIGNED_OUT),
        (403, InvalidKeyException, ErrorKind.SIGNED_OUT),
        (404, JobNotFoundException, ErrorKind.NOT_FOUND),
        (422, ValidationException, ErrorKind.REFUSED),
        (429, RateLimitException, ErrorKind.RATE_LIMITED),
        (500, StudioException, ErrorKind.SERVER_TROUBLE),
    ],
)
async def test_statuses_have_the_names_of_the_wire_page(
    status: int, error: type[StudioException], kind: ErrorKind
) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(status, b'{"message": "It says so."}'))
        with pytest.raises(error) as caught:
            await client.get_job(1)
    assert type(caught.value) is error
    assert caught.value.status_code == status
    assert caught.value.message == "It says so."
    assert caught.value.kind is kind


async def test_a_404_is_named_after_what_was_asked_for(skylab: RunningSkylab) -> None:
    async with entered(skylab) as client:
        with pytest.raises(PhotoNotFoundException):
            await client.get_photo(1)
        with pytest.raises(JobNotFoundException):
            await client.get_job_photos(1)
        with pytest.raises(StudioException) as caught:
            await client.get_profile(1)
    assert type(caught.value) is StudioException


async def test_a_bad_key_is_told_at_sign_in(skylab: RunningSkylab) -> None:
    url = BaseUrl.parse(skylab.origin)
    async with SkylabClient(url, Secret("wrong-key")) as client:
        report = await client.probe()
    assert not report.is_good
    assert report.explanation is not None
    assert "API key" in report.explanation.happened


@pytest.mark.parametrize("key", [None, "", "  ", "two words", "umlaut-ä"])
def test_a_key_that_cannot_be_one_is_refused_at_construction(key: str | None) -> None:
    secret = None if key is None else Secret(key)
    with pytest.raises(InvalidKeyException):
        SkylabClient(BaseUrl.parse("https://studio.example"), secret)


def test_the_environment_names_service_and_key() -> None:
    values = {"SKYLAB_API_URL": "http://127.0.0.1:9/", "SKYLAB_API_KEY": KEY}
    assert SkylabClient.from_environment(values).base_url.text == "http://127.0.0.1:9"
    default = SkylabClient.from_environment({"SKYLAB_API_KEY": KEY, "SKYLAB_API_URL": ""})
    assert default.base_url.text == "https://studio.skylabtech.ai"
    with pytest.raises(ValidationException):
        SkylabClient.from_environment({"SKYLAB_API_URL": "ftp://x", "SKYLAB_API_KEY": KEY})
    with pytest.raises(InvalidKeyException):
        SkylabClient.from_environment({})


@pytest.mark.parametrize("status", [429, 502, 503, 504])
async def test_a_get_is_asked_four_times(status: int) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(*[faulty.fault(status)] * 3, faulty.ok([]))
        assert (await client.list_jobs()).entries == ()
        assert len(server.requests) == 4


@pytest.mark.parametrize("status", [400, 403, 404, 422, 500])
async def test_other_refusals_are_final(status: int) -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.fault(status), faulty.ok([]))
        with pytest.raises(StudioException):
            await client.list_jobs()
        assert len(server.requests) == 1


async def test_a_long_wait_that_is_asked_for_is_left_to_the_caller() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.fault(429, headers={"Retry-After": "120"}))
        with pytest.raises(RateLimitException) as caught:
            await client.list_jobs()
        assert caught.value.retry_after_s == 120
        assert len(server.requests) == 1


async def test_nothing_that_changes_is_sent_twice_and_doubt_is_said() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.fault(503))
        for change in (
            client.create_job("a", 1),
            client.update_job(1, {"name": "b"}),
            client.delete_job(1),
        ):
            seen = len(server.requests)
            with pytest.raises(StudioException, match="not known") as caught:
                await change
            assert caught.value.is_uncertain
            assert len(server.requests) == seen + 1


async def test_a_post_that_never_left_is_tried_once_more_and_is_no_matter_of_doubt() -> None:
    with refusing_port() as port:
        async with SkylabClient(
            BaseUrl.parse(f"http://127.0.0.1:{port}"), Secret(KEY), limits=QUICK
        ) as client:
            with pytest.raises(StudioException) as caught:
                await client.create_job("a", 1)
    assert not caught.value.is_uncertain
    assert caught.value.kind is ErrorKind.UNREACHABLE


async def test_arguments_that_contradict_each_other_are_not_sent(skylab: RunningSkylab) -> None:
    async with entered(skylab) as client:
        for call in (
            client.get_job_photos(),
            client.get_job_photos(1, job_name="a"),
            client.create_photo("a.jpg"),
            client.create_photo("a.jpg", job_id=1, profile_id=2),
        ):
            with pytest.raises(ValidationException) as caught:
                await call
            assert caught.value.kind is ErrorKind.USAGE
    assert skylab.control.requests() == []
