"""Every call of a user: what it sends, and what it makes of the answer."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.errors import (
    APIError,
    AuthenticationError,
    NotFoundError,
    RateLimitError,
    TokenError,
)
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import JobState, SignedUrl
from facespace_desk.voxel51.request import JobRequest
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.voxel51.platform_bench import (
    KEY,
    any_request,
    entered,
    files_in,
    plain_file,
    waiting_job,
)
from tests.voxel_simulator import RunningVoxel, video


async def test_the_catalogue_and_its_documents(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        listed = await client.list_analytics()
        versions = await client.list_analytics(all_versions=True)
        assert len(versions.items) > len(listed.items) > 0
        assert not any(each.pending for each in listed.items)
        found = await client.query_analytics(
            Query(subject=Subject.ANALYTICS).where("name", listed.items[0].name)
        )
        assert listed.items[0].id in [each.id for each in found.items]
        assert found.total is not None
        details = await client.get_analytic_details(listed.items[0].id)
        assert details.name == listed.items[0].name
        document = await client.get_analytic_doc(details.id)
        assert document.inputs
        assert document.unread == 0
        number = await client.get_analytic_id(details.name)
        assert number == details.id
        assert await client.get_analytic_id(details.name, details.version) == number
        with pytest.raises(NotFoundError):  # searches find parts of names, this does not
            await client.get_analytic_id(details.name[:-1])
        results = await client.batch_get_analytic_details([number, "nothing"])
        assert [each.ok for each in results] == [True, False]


async def test_an_analytic_is_pending_until_its_image_came(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    document = tmp_path / "mine.json"
    info = {"name": "mine", "version": "1", "description": "", "supports_cpu": True}
    document.write_text(json.dumps({"info": info, "inputs": [], "parameters": [], "outputs": []}))
    async with entered(voxel) as client:
        mine = await client.upload_analytic(document, "IMAGE_TO_VIDEO")
        assert (await client.get_analytic_details(mine.id)).pending is True
        assert mine.id not in [each.id for each in (await client.list_analytics()).items]
        await client.upload_analytic_image(mine.id, plain_file(tmp_path / "image.tar.gz"), "CPU")
        assert (await client.get_analytic_details(mine.id)).pending is False
        await client.delete_analytic(mine.id)
        with pytest.raises(NotFoundError):
            await client.get_analytic_details(mine.id)


async def test_data_comes_lives_and_goes(voxel: RunningVoxel, tmp_path: Path) -> None:
    path = plain_file(tmp_path / "gate „1“.mp4")
    told: list[tuple[int, int | None]] = []
    until = datetime.now(UTC) + timedelta(days=9)
    async with entered(voxel) as client:
        sent = await client.upload_data(
            path, data_ttl=until, progress=lambda *each: told.append(each)
        )
        assert (sent.name, sent.size) == (path.name, 300_000)
        assert told[-1] == (300_000, 300_000)
        assert [each[0] for each in told] == sorted(each[0] for each in told)
        assert sent.expiration_date is not None
        assert abs(sent.expiration_date - until) < timedelta(seconds=1)
        assert sent.id in [each.id for each in (await client.list_data()).items]
        found = await client.query_data(Query(subject=Subject.DATA).where("name", "„1“"))
        assert [each.id for each in found.items] == [sent.id]

        await client.update_data_ttl(sent.id, days=1.5)
        longer = (await client.get_data_details(sent.id)).expiration_date
        assert longer == sent.expiration_date + timedelta(days=1.5)
        zone = timezone(timedelta(hours=-5))
        moment = datetime(2040, 1, 1, tzinfo=zone)
        results = await client.batch_update_data_ttl([sent.id, "no"], expiration_date=moment)
        assert [each.ok for each in results] == [True, False]
        assert (await client.get_data_details(sent.id)).expiration_date == moment

        back = await client.download_data(sent.id, tmp_path)
        assert back.path.name == "gate „1“-2.mp4"  # the first is still there
        assert back.path.read_bytes() == path.read_bytes()
        assert back.warning == ""
        assert (await client.get_data_download_url(sent.id)).text.startswith("http")

        details = await client.batch_get_data_details([sent.id])
        assert details[0].response is not None
        assert details[0].response["id"] == sent.id
        await client.delete_data(sent.id)
        (gone,) = await client.batch_delete_data([sent.id])
        assert isinstance(gone.error, NotFoundError)
        assert gone.error.operation == "batch_delete_data"


async def test_data_that_lies_elsewhere(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        data = await client.post_data_as_url(
            SignedUrl("https://files.example.test/a.mp4?signature=abc"),
            filename="a.mp4",
            mimetype="video/mp4",
            size=-1,
            data_ttl=datetime.now(UTC) + timedelta(days=1),
        )
        assert data.name == "a.mp4"
        with pytest.raises(APIError, match="cannot be read"):
            await client.post_data_as_url(
                SignedUrl("file:///etc/passwd"),
                filename="a.mp4",
                mimetype="video/mp4",
                size=1,
                data_ttl=datetime.now(UTC) + timedelta(days=1),
            )


async def test_a_job_from_its_request_to_its_output(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        data = await client.upload_data(video(tmp_path / "a.mp4"))
        request = await any_request(client, data)
        job = await client.upload_job_request(request, "Night", auto_start=False)
        assert job.state == JobState.READY
        assert (await client.get_job_request(job.id)).inputs == request.inputs
        assert await client.get_job_status(job.id) is None  # nothing was said yet
        with pytest.raises(NotFoundError):
            await client.download_job_output(job.id, tmp_path)
        await client.start_job(job.id)
        assert (await client.get_job_details(job.id)).is_active
        voxel.control.finish(job.id)
        states: list[str] = []
        done = await client.wait_until_job_completes(
            job, sleep_time=0.01, changed=lambda each: states.append(each.state)
        )
        assert done.is_complete
        assert states[-1] == JobState.COMPLETE
        assert await client.get_job_state(job) == JobState.COMPLETE
        assert await client.is_job_complete(job.id)
        assert not await client.is_job_expired(job)
        status = await client.get_job_status(job.id)
        assert status is not None
        assert status.messages
        output = await client.download_job_output(job.id, tmp_path)
        assert output.path.parent == tmp_path
        assert output.path.name == done.output_filename
        assert output.size == output.path.stat().st_size > 0
        assert (await client.get_job_output_download_url(job.id)).text.startswith("http")
        with pytest.raises(AuthenticationError):  # of private analytics only
            await client.download_job_logfile(job.id, tmp_path)
        assert files_in(tmp_path) == ["a.mp4", output.path.name]


async def test_jobs_are_put_away_killed_and_deleted(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with entered(voxel) as client:
        one, two, three = [await waiting_job(client, tmp_path, name) for name in "abc"]
        await client.archive_job(one.id)
        assert one.id not in [each.id for each in (await client.list_jobs()).items]
        await client.unarchive_job(one.id)
        assert one.id in [each.id for each in (await client.list_jobs()).items]
        await client.start_job(two.id)
        with pytest.raises(APIError) as refused:
            await client.delete_job(two.id)
        assert refused.value.status == 400
        await client.kill_job(two.id)
        assert (await client.get_job_details(two.id)).has_failed
        before = (await client.get_job_details(one.id)).expiration_date
        await client.update_job_ttl(one.id, days=2)
        after = (await client.get_job_details(one.id)).expiration_date
        assert before is not None
        assert after == before + timedelta(days=2)
        started = await client.batch_start_jobs([three.id, "nothing", one.id])
        assert [each.ok for each in started] == [True, False, True]
        assert [each.id for each in started] == [three.id, "nothing", one.id]
        assert all(each.ok for each in await client.batch_archive_jobs([one.id, three.id]))
        assert all(each.ok for each in await client.batch_unarchive_jobs([one.id]))
        assert all(each.ok for each in await client.batch_update_job_ttl([one.id], days=1))
        killed = await client.batch_kill_jobs([one.id, two.id])
        assert [each.ok for each in killed] == [True, False]
        four = await waiting_job(client, tmp_path, "d")
        deleted = await client.batch_delete_jobs([four.id, one.id])
        assert [each.ok for each in deleted] == [True, False]
        assert deleted[1].error is not None
        assert deleted[1].error.kind is ErrorKind.REFUSED
        details = await client.batch_get_job_details([three.id])
        assert details[0].response is not None


async def test_a_batch_of_any_size_is_sent_by_hundreds_and_merged(voxel: RunningVoxel) -> None:
    ids = [f"none-{number}" for number in range(230)]
    async with entered(voxel) as client:
        results = await client.batch_archive_jobs([*ids, ids[0]])
    assert [each.id for each in results] == ids
    sent = [json.loads(each["body"])["ids"] for each in voxel.control.requests("batch_jobs")]
    assert [len(each) for each in sent] == [100, 100, 30]


async def test_many_jobs_are_started_by_calls_at_once(voxel: RunningVoxel) -> None:
    ids = [f"none-{number}" for number in range(500)]
    async with entered(voxel) as client:
        results = await client.batch_start_jobs(ids)
    assert [each.id for each in results] == ids
    assert not any(each.ok for each in results)
    sent = [json.loads(each["body"])["ids"] for each in voxel.control.requests("batch_jobs")]
    assert len(sent) == 16
    assert sorted(number for each in sent for number in each) == sorted(ids)


async def test_what_a_batch_did_before_it_failed_is_not_lost() -> None:
    ids = [str(number) for number in range(150)]
    good = {"responses": {each: {"success": True} for each in ids[:100]}}
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok(good), faulty.fault(500, "down"))
        results = await client.batch_archive_jobs(ids)
        with pytest.raises(APIError, match="down"):
            await client.batch_archive_jobs(ids)
        assert len(server.requests) == 3
    assert [each.ok for each in results] == [True] * 100 + [False] * 50
    error = results[-1].error
    assert error is not None
    assert error.is_uncertain


async def test_the_status_of_the_platform(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        assert (await client.get_platform_status()).is_operational
        voxel.control.set_switch(jobs_up=False)
        status = await client.get_platform_status()
        assert not status.is_operational
        jobs = status.of("jobs")
        assert jobs is not None
        assert jobs.operational is False
        assert jobs.message


@pytest.mark.parametrize("transport", ["body", "query"])
async def test_all_records_are_found_page_by_page(voxel: RunningVoxel, transport: str) -> None:
    voxel.control.set_switch(most_rows=7)  # fewer than are asked for
    async with entered(voxel, query_transport=transport) as client:
        paging = client.find_jobs()
        ids = [each.id async for page in paging for each in page.items]
        assert len(ids) == len(set(ids)) == paging.found == paging.total
        assert paging.warning == ""
        some = client.find_jobs(Query(subject=Subject.JOBS, limit=9))
        assert [len(page.items) async for page in some] == [7, 2]


async def test_a_member_without_a_total_ends_with_a_short_page(voxel: RunningVoxel) -> None:
    voxel.control.set_switch(total="none")
    async with entered(voxel) as client:
        paging = client.find_data()
        found = [each async for page in paging for each in page.items]
        assert len(found) == len((await client.list_data()).items)
        assert paging.total is None


@pytest.mark.parametrize(("total", "ids"), [("count", "own"), ("total_count", "id")])
async def test_other_spellings_of_the_service(voxel: RunningVoxel, total: str, ids: str) -> None:
    voxel.control.set_switch(total=total, ids=ids, dates="offset")
    async with entered(voxel) as client:
        page = await client.query_jobs(Query(subject=Subject.JOBS, limit=3))
        assert page.total is not None
        assert page.total > 3
        assert all(each.id for each in page.items)
        assert all(each.upload_date and each.upload_date.tzinfo is UTC for each in page.items)
        assert (await client.list_data()).unread == 0


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (401, AuthenticationError),
        (403, AuthenticationError),
        (404, NotFoundError),
        (429, RateLimitError),
        (418, APIError),
    ],
)
async def test_each_status_has_its_class(status: int, kind: type[APIError]) -> None:
    error = {"error": {"code": status, "message": "So it is"}}
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(status, json.dumps(error).encode()))
        with pytest.raises(APIError) as failure:
            await client.start_job("j")
    assert type(failure.value) is kind
    assert failure.value.status == status
    assert failure.value.message == "So it is"
    assert failure.value.operation == "start_job"


async def test_a_web_page_in_place_of_an_answer_is_named_so(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        voxel.control.fault("html", status=200)
        with pytest.raises(APIError, match="web page"):
            await client.list_jobs()
        voxel.control.fault("html", status=500)
        with pytest.raises(APIError, match="Internal Server Error"):
            await client.list_jobs()


async def test_reading_is_tried_again_and_a_new_job_never() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(
            faulty.fault(503), faulty.fault(429), faulty.fault(502), faulty.ok({"jobs": []})
        )
        assert (await client.list_jobs()).items == ()
        assert len(server.requests) == 4
        server.play(faulty.fault(503))
        with pytest.raises(APIError) as failure:
            await client.batch_start_jobs(["a"])
        assert failure.value.is_uncertain
        with pytest.raises(APIError):
            await client.start_job("a")
        assert len(server.requests) == 6


async def test_a_new_job_whose_answer_cannot_be_read_is_in_doubt() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(200, b'{"job": {"id'))
        with pytest.raises(APIError, match="not known whether it was done") as failure:
            await client.upload_job_request(JobRequest(analytic="a"), "Night")
        assert failure.value.is_uncertain
        with pytest.raises(APIError) as failure:
            await client.list_jobs()
        assert not failure.value.is_uncertain


async def test_a_wait_that_a_service_asks_for_is_kept_and_a_long_one_is_told() -> None:
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.fault(429, headers={"Retry-After": "3600"}))
        with pytest.raises(RateLimitError) as failure:
            await client.list_jobs()
        assert failure.value.retry_after_s == 3600
        assert len(server.requests) == 1


async def test_a_row_that_cannot_be_read_is_counted_and_the_others_stay() -> None:
    rows = [{"id": "a", "state": "NEW STATE", "upload_date": "?", "odd": [1]}, {"name": "b"}, 7]
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.ok({"jobs": rows}))
        page = await client.list_jobs()
    assert page.unread == 2
    (job,) = page.items
    assert (job.state, job.upload_date) == ("NEW STATE", None)
    assert job.extra == {"upload_date": "?", "odd": [1]}


async def test_a_sign_in_says_what_is_wrong(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        assert (await client.probe()).is_good
    wrong = RunningVoxel(**{**vars(voxel), "token": "another-key-123456"})
    async with entered(wrong) as client:
        report = await client.probe()
    assert not report.is_good
    assert report.explanation is not None
    assert "token" in report.explanation.happened
    for text in ("", "two words", "\n", "ü"):
        with pytest.raises(TokenError):
            async with entered(RunningVoxel(**{**vars(voxel), "token": text})):
                pass


async def test_a_key_that_the_service_repeats_is_masked() -> None:
    echo = {"error": {"message": f"bad credential material {KEY} here"}}
    async with FaultyServer() as server, entered(server) as client:
        server.play(faulty.reply(400, json.dumps(echo).encode()))
        with pytest.raises(APIError, match="bad credential") as failure:
            await client.list_jobs()
    assert KEY not in repr(failure.value)


async def test_exactly_one_way_to_change_an_end_of_life(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        both = {"days": 1.0, "expiration_date": datetime.now(UTC)}
        for how in ({}, both, {"days": float("nan")}):
            with pytest.raises(APIError) as failure:
                await client.update_data_ttl("d", **how)
            assert (failure.value.status, failure.value.kind) == (400, ErrorKind.USAGE)
    assert voxel.control.requests("data_ttl") == []


async def test_a_call_that_is_cancelled_leaves_the_client_in_order(voxel: RunningVoxel) -> None:
    async with entered(voxel) as client:
        voxel.control.fault("hold", operation="list_jobs")
        asking = asyncio.create_task(client.list_jobs())
        await voxel.control.arrived(1, "list_jobs")
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        voxel.control.release()
        assert (await client.list_jobs()).items
