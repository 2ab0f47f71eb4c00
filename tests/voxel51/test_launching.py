"""One way to send a request for a job and to start one, and nothing of CAM2's goes along it."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import facespace_desk
from facespace_desk.voxel51.errors import NotFoundError
from facespace_desk.voxel51.model.launching import UNREAD, Forbidden, Launch
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.request import DataReference, JobRequest
from tests.voxel51.making_bench import PLATES, MakingDesk, desk_at
from tests.voxel_simulator import RunningVoxel

PACKAGE = Path(facespace_desk.__file__).parent
SENDS = "upload_job_request"
STARTS = ("start_job", "batch_start_jobs")
DEFINES_IT, USES_IT = Path("voxel51/jobs.py"), Path("voxel51/model/launching.py")
OURS = DataReference("ours")


def places_of(word: str) -> set[Path]:
    """The modules of the console in which *word* is a name, an attribute, or within a text that
    is no docstring."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        within = path.relative_to(PACKAGE)
        if within.parts[0] != "demo" and _uses(path.read_text(encoding="utf-8"), word):
            found.add(within)
    return found


def _uses(source: str, word: str) -> bool:
    if word not in source:
        return False
    tree = ast.parse(source)
    return any(
        word in (getattr(node, "attr", ""), getattr(node, "id", ""), getattr(node, "name", ""))
        or (isinstance(node, ast.Constant) and node.value == word)
        for node in ast.walk(tree)
    )


@pytest.mark.parametrize("name", [SENDS, *STARTS])
def test_nothing_but_the_launcher_sends_requests_and_starts_jobs(name: str) -> None:
    assert places_of(name) == {DEFINES_IT, USES_IT}


def test_nothing_but_queries_shares_the_route_to_which_requests_are_sent() -> None:
    assert functions_with(_is_route) == {SENDS, "query_jobs", "find_jobs"}


def test_nothing_shares_the_routes_on_which_jobs_are_started() -> None:
    assert functions_with(_is_start) == set(STARTS)


def functions_with(holds: Callable[[ast.AST], bool]) -> set[str]:
    """The functions of the slice that have such a node."""
    return {
        function.name
        for path in (PACKAGE / "voxel51").rglob("*.py")
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        if any(holds(node) for node in ast.walk(function))
    }


def _is_start(node: ast.AST) -> bool:
    """Whether it names "jobs" and "start" together, as segments or to a batch."""
    parts = getattr(node, "elts", None) or getattr(node, "args", None)
    if not isinstance(parts, list):
        return False
    named = {each.value for each in parts if isinstance(each, ast.Constant)}
    return {"jobs", "start"} <= named


def _is_route(node: ast.AST) -> bool:
    """Whether it says `("jobs",)`."""
    if not isinstance(node, ast.Tuple | ast.List) or len(node.elts) != 1:
        return False
    return isinstance(node.elts[0], ast.Constant) and node.elts[0].value == "jobs"


def test_launcher_is_made_in_one_place_and_told_where_data_is_from() -> None:
    makers = {
        path
        for path in places_of("Launcher")
        for node in ast.walk(ast.parse((PACKAGE / path).read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Launcher"
    }

    assert makers == {Path("voxel51/model/making.py")}


@pytest.mark.parametrize(
    "request_",
    [
        JobRequest(analytic=PLATES, inputs={"video": DataReference("theirs")}),
        JobRequest(analytic=PLATES, inputs={"video": OURS, "more": DataReference("theirs")}),
        JobRequest(analytic=PLATES, parameters={"mask": DataReference("theirs")}),
        JobRequest(analytic=PLATES, parameters={"deep": [{"a": [{"data-id": "theirs"}]}]}),
        JobRequest(analytic=PLATES, parameters={"plain": " theirs "}),
        JobRequest(analytic=PLATES, parameters={"as a name": {"theirs": 1}}),
    ],
)
async def test_request_with_data_of_cam2_is_not_sent_wherever_the_data_stands(
    voxel: RunningVoxel, request_: JobRequest
) -> None:
    async with desk_at(voxel) as desk:
        before = await desk.job_ids()
        desk.tags["theirs"] = Origin.CAM2

        with pytest.raises(Forbidden) as caught:
            await desk.making.launcher.launch(Launch(request=request_, name="never"))

        assert caught.value.data_ids == ("theirs",)
        assert "CAM2" in caught.value.message
        assert await desk.job_ids() == before


@pytest.mark.parametrize("origin", [each for each in Origin if each is not Origin.CAM2])
async def test_data_from_anywhere_else_is_sent(voxel: RunningVoxel, origin: Origin) -> None:
    async with desk_at(voxel) as desk:
        video, *_ = await desk.videos()
        desk.tags[video.id] = origin
        request = JobRequest(analytic=PLATES).with_input("video", video.id)

        job = await desk.making.launcher.launch(Launch(request=request, name="sent"))

        assert job.id in await desk.job_ids()
        assert (await desk.client.get_job_request(job.id)) == request


async def waiting_job(desk: MakingDesk, data_id: str) -> str:
    """The id of a job that was made of this data and not started."""
    request = JobRequest(analytic=PLATES).with_input("video", data_id)
    launch = Launch(request=request, name=f"of {data_id}")
    return (await desk.making.launcher.launch(launch)).id


async def state_of(desk: MakingDesk, job_id: str) -> str:
    return (await desk.client.get_job_details(job_id)).state


async def test_job_made_before_its_data_was_known_to_be_of_cam2_is_not_started(
    voxel: RunningVoxel,
) -> None:
    async with desk_at(voxel) as desk:
        launcher = desk.making.launcher
        ours, theirs = await desk.videos(2)
        allowed, early = await waiting_job(desk, ours.id), await waiting_job(desk, theirs.id)
        desk.tags[theirs.id] = Origin.CAM2

        with pytest.raises(Forbidden) as caught:
            await launcher.start(early)
        results = {each.id: each for each in await launcher.start_many([early, allowed])}

        assert caught.value.data_ids == (theirs.id,)
        assert isinstance(results[early].error, Forbidden)
        assert results[allowed].ok
        assert await state_of(desk, early) == "READY"
        assert await state_of(desk, allowed) != "READY"


async def test_job_whose_request_cannot_be_read_is_not_started_while_it_could_be_of_cam2(
    voxel: RunningVoxel,
) -> None:
    async with desk_at(voxel) as desk:
        launcher = desk.making.launcher
        [ours] = await desk.videos()
        job_id = await waiting_job(desk, ours.id)
        desk.tags["theirs"] = Origin.CAM2
        voxel.control.fault("status", operation="job_request", status=403, times=2)

        with pytest.raises(Forbidden, match=UNREAD):
            await launcher.start(job_id)
        [result] = await launcher.start_many([job_id])

        assert isinstance(result.error, Forbidden)
        assert await state_of(desk, job_id) == "READY"
        desk.tags.clear()
        await launcher.start(job_id)
        assert await state_of(desk, job_id) != "READY"


async def test_job_that_is_gone_is_said_to_be_gone_whatever_is_tagged(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        desk.tags["theirs"] = Origin.CAM2

        with pytest.raises(NotFoundError):
            await desk.making.launcher.start("no-such-job")


async def test_jobs_are_found_by_their_exact_name(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        video, *_ = await desk.videos()
        request = JobRequest(analytic=PLATES).with_input("video", video.id)
        names: list[Any] = ["one: a|b · k3", "one: a|b · k33"]
        for name in names:
            await desk.making.launcher.launch(Launch(request=request, name=name))

        found = await desk.making.launcher.jobs_named(names[0])

        assert [job.name for job in found] == names[:1]
