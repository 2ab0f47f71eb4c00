"""Every call of an application, and what its users' views can and cannot do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facespace_desk.voxel51.errors import ApplicationAPIError, ApplicationNotFoundError
from facespace_desk.voxel51.query import Query, Subject
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.voxel51.platform_bench import KEY, applied, plain_file, waiting_job
from tests.voxel_simulator import RunningVoxel


async def test_users_and_what_all_of_them_have(voxel: RunningVoxel, tmp_path: Path) -> None:
    async with applied(voxel) as application:
        assert (await application.probe()).is_good
        assert await application.list_users() == tuple(voxel.users)
        await application.create_user("dora")
        assert "dora" in await application.list_users()
        dora = application.acting_as("dora")
        assert dora.username == "dora"
        assert (await dora.probe()).is_good
        assert (await dora.list_data()).items == ()
        job = await waiting_job(dora, tmp_path)
        data = [each async for page in application.find_application_data() for each in page.items]
        assert "a job.mp4" in [each.name for each in data]
        jobs = [each async for page in application.find_application_jobs() for each in page.items]
        assert job.id in [each.id for each in jobs]
        page = await application.query_application_jobs(
            Query(subject=Subject.JOBS).where("name", "a job")
        )
        assert [each.id for each in page.items] == [job.id]
        found = await application.query_application_data(Query(subject=Subject.DATA, limit=1))
        assert len(found.items) == 1
        assert found.warning == ""
        other = application.acting_as(voxel.users[0])
        with pytest.raises(ApplicationNotFoundError):
            await other.get_job_details(job.id)


async def test_analytics_go_by_the_applications_own_routes(
    voxel: RunningVoxel, tmp_path: Path
) -> None:
    document = tmp_path / "mine.json"
    info = {"name": "mine", "version": "1", "description": "", "supports_gpu": True}
    document.write_text(json.dumps({"info": info, "inputs": [], "parameters": [], "outputs": []}))
    async with applied(voxel) as application:
        listed = await application.list_analytics()
        assert len((await application.list_analytics(all_versions=True)).items) > len(listed.items)
        mine = await application.upload_analytic(document)
        await application.upload_analytic_image(mine.id, plain_file(tmp_path / "i.tar"), "GPU")
        assert await application.get_analytic_id(mine.name) == mine.id
        assert (await application.get_analytic_doc(mine.id)).info.name == "mine"
        (found,) = await application.batch_get_analytic_details([mine.id])
        assert found.ok
        assert (await application.get_platform_status()).is_operational
        await application.delete_analytic(mine.id)
        with pytest.raises(ApplicationNotFoundError):
            await application.get_analytic_details(mine.id)
    paths = {each["path"] for each in voxel.control.requests()}
    assert {path for path in paths if "/apps/" not in path} == {"/v1/analytics/batch"}


async def test_both_ways_of_asking_for_all_versions_are_used() -> None:
    async with FaultyServer() as server, applied(server) as application:
        server.play(faulty.ok({"analytics": []}))
        await application.list_analytics(all_versions=True)
        (request,) = server.requests
    assert request.target == "/v1/apps/analytics/list?all_versions=true"
    assert json.loads(request.body) == {"all_versions": True}
    assert request.headers["x-voxel51-application"] == KEY
    assert "authorization" not in request.headers


async def test_a_users_client_ends_with_the_application_not_the_other_way_round(
    voxel: RunningVoxel,
) -> None:
    async with applied(voxel) as application:
        async with application.acting_as(voxel.users[0]) as user:
            await user.list_data()
        await user.list_data()  # its end closed nothing
    with pytest.raises(RuntimeError, match="closed"):
        await user.list_data()


async def test_a_user_that_there_is_not_is_told(voxel: RunningVoxel) -> None:
    async with applied(voxel) as application:
        with pytest.raises(ApplicationAPIError) as failure:
            await application.acting_as("nobody").list_jobs()
        assert failure.value.status == 400
