"""Many jobs at once: planned, made at the speed that was said, stopped, tried again; none twice."""

from __future__ import annotations

import time

from facespace_desk.modelkit.display import Display
from facespace_desk.voxel51.model.data_choices import DataChoice, now_utc
from facespace_desk.voxel51.model.matrix import MatrixModel, Phase, Speed
from facespace_desk.voxel51.model.matrix_choices import MOST, Basket
from facespace_desk.voxel51.model.matrix_columns import RowState
from facespace_desk.voxel51.model.matrix_plan import Planned, Planner, totals_of
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.query import Query, Subject
from facespace_desk.voxel51.records import DataItem, Job
from tests.limits import AT_ONCE_S
from tests.voxel51.making_bench import COUNT, PLATES, MakingDesk, desk_at, until
from tests.voxel_simulator import RunningVoxel

FAST = Speed(at_once=8)
UPLOAD = "upload_job"


async def planned(desk: MakingDesk, count: int) -> tuple[Planned, ...]:
    """One analytic on so many videos, in the model."""
    form = await desk.open_form(PLATES)
    videos = await desk.videos(count)
    assert form.draft is not None
    assert form.document is not None
    assert len(videos) == count
    planner = Planner(desk.making.launcher, "k7f2q")
    plan = planner.one_on_many(form.draft, form.document, ("inputs", "video"), videos)
    desk.making.matrix.plan(plan)
    return plan


async def ended(matrix: MatrixModel) -> None:
    await until(lambda: not matrix.is_running)


def states(matrix: MatrixModel) -> list[RowState]:
    return [row.state for row in matrix.table.shown()]


async def made_names(desk: MakingDesk) -> list[str]:
    """Names of the jobs of this batch that there are, each as often as there is one."""
    query = Query(subject=Subject.JOBS).where("name", "k7f2q")
    return sorted([job.name async for page in desk.client.find_jobs(query) for job in page.items])


async def test_each_video_becomes_one_job_with_its_own_name(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 12)
        matrix, jobs = desk.making.matrix, list[Job]()
        matrix.made.connect(lambda job, _is_fetched: jobs.append(job))

        matrix.start(FAST)
        await ended(matrix)

        assert matrix.phase is Phase.DONE
        assert set(states(matrix)) == {RowState.MADE}
        assert await made_names(desk) == sorted(each.name for each in plan)
        assert len(jobs) == 12
        row = matrix.table.record_at(0)
        assert (await desk.client.get_job_request(row.job_id)) == row.planned.request


async def test_plan_says_how_much_it_is_and_what_cannot_be(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await desk.open_form(PLATES)
        desk.tags["c"] = Origin.CAM2
        items = [
            DataItem(id="a", name="a.mp4", size=1_000),
            DataItem(id="b", name="b.mp4"),
            DataItem(id="c", name="c.mp4", size=5_000),
            DataItem(id="d", name="d.mp4", size=-1),
        ]
        assert form.draft is not None
        assert form.document is not None
        planner = Planner(desk.making.launcher, "mark0")

        plan = planner.one_on_many(form.draft, form.document, ("inputs", "video"), items)

        totals = totals_of(plan)
        assert (totals.jobs, totals.refused) == (3, 1)
        assert (totals.known_bytes, totals.unknown_sizes) == (1_000, 2)
        assert "CAM2" in plan[2].refusal
        assert all(each.name.endswith("mark0") for each in plan)


async def test_many_analytics_run_on_one_video_with_their_defaults(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        video, *_ = await desk.videos()
        found = []
        for name in (PLATES, COUNT):
            analytic = await desk.analytic(name)
            found.append((analytic, await desk.client.get_analytic_doc(analytic.id)))

        plan = Planner(desk.making.launcher, "k7f2q").many_on_one(found, video)
        desk.making.matrix.plan(plan)
        desk.making.matrix.start(FAST)
        await ended(desk.making.matrix)

        assert states(desk.making.matrix) == [RowState.MADE, RowState.REFUSED]
        assert "label" in plan[1].refusal  # what it needs, and has no default for
        assert len(await made_names(desk)) == 1


async def test_data_tagged_after_planning_is_not_sent_either(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 3)
        desk.tags[plan[1].data.id] = Origin.CAM2

        desk.making.matrix.start(FAST)
        await ended(desk.making.matrix)

        assert states(desk.making.matrix) == [RowState.MADE, RowState.FAILED, RowState.MADE]
        assert plan[1].name not in await made_names(desk)


async def test_basket_takes_nothing_from_cam2_and_everything_once() -> None:
    basket = Basket(Display(), now_utc)
    one = DataChoice(item=DataItem(id="1", name="a"))

    assert "1 from CAM2" in basket.add([one, DataChoice(item=DataItem(id="2"), refusal="no")])
    assert basket.add([one]) == ""
    assert [item.id for item in basket.items] == ["1"]
    many = [DataChoice(item=DataItem(id=f"n{number}")) for number in range(MOST)]
    assert "1 not added" in basket.add(many)
    assert len(basket.items) == MOST
    basket.remove([one, *many])
    assert basket.items == []
    await basket.table.close()


async def test_failed_ones_are_tried_again_and_no_others(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 6)
        matrix = desk.making.matrix
        voxel.control.fault("status", operation=UPLOAD, status=400, times=2)
        matrix.start(Speed(at_once=1))
        await ended(matrix)
        assert matrix.count(RowState.FAILED) == 2
        assert matrix.count(RowState.MADE) == 4
        assert all(row.words for row in matrix.table.shown() if row.state is RowState.FAILED)

        matrix.retry(FAST)
        await ended(matrix)

        assert set(states(matrix)) == {RowState.MADE}
        assert await made_names(desk) == sorted(each.name for each in plan)


async def test_job_whose_answer_was_lost_is_found_and_not_made_again(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 3)
        matrix = desk.making.matrix
        voxel.control.fault("cut", operation=UPLOAD)  # it is made; the answer is not read
        matrix.start(Speed(at_once=1))
        await ended(matrix)
        assert matrix.count(RowState.UNSURE) == 1

        matrix.retry(FAST)
        await ended(matrix)

        assert set(states(matrix)) == {RowState.MADE}
        assert await made_names(desk) == sorted(each.name for each in plan)


async def test_job_that_never_arrived_is_made_after_looking(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 3)
        matrix = desk.making.matrix
        voxel.control.fault("drop", operation=UPLOAD)
        matrix.start(Speed(at_once=1))
        await ended(matrix)
        assert matrix.count(RowState.UNSURE) == 1

        matrix.retry(FAST)
        await ended(matrix)

        assert await made_names(desk) == sorted(each.name for each in plan)


async def test_platform_that_takes_no_more_is_waited_for(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 8)
        matrix = MatrixModel(desk.making.launcher, refused_wait_s=0.05, parent=desk.root)
        matrix.plan(plan)
        voxel.control.fault("status", operation=UPLOAD, status=429, times=3)

        matrix.start(Speed(at_once=4))
        await ended(matrix)

        assert set(states(matrix)) == {RowState.MADE}
        assert await made_names(desk) == sorted(each.name for each in plan)
        await matrix.close()


async def test_platform_that_never_takes_more_is_left_alone_in_the_end(
    voxel: RunningVoxel,
) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 4)
        matrix = MatrixModel(desk.making.launcher, refused_wait_s=0.001, parent=desk.root)
        matrix.plan(plan)
        voxel.control.fault("status", operation=UPLOAD, status=429, times=1_000)

        matrix.start(Speed(at_once=2))
        await ended(matrix)

        assert matrix.phase is Phase.STOPPED
        assert set(states(matrix)) == {RowState.WAITING}
        assert "takes no more" in matrix.words
        await matrix.close()


async def test_stop_comes_within_a_moment_and_says_what_is_not_known(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 10)
        matrix = desk.making.matrix
        voxel.control.fault("hold", operation=UPLOAD, times=10)
        matrix.start(Speed(at_once=3))
        await until(lambda: matrix.count(RowState.SENDING) == 3)
        began = time.monotonic()

        matrix.cancel()
        await ended(matrix)

        assert time.monotonic() - began < AT_ONCE_S  # the platform holds them for longer
        assert matrix.phase is Phase.STOPPED
        assert matrix.count(RowState.UNSURE) == 3
        assert matrix.count(RowState.WAITING) == 7
        voxel.control.clear_faults()  # those that were left are still held, and are not made
        matrix.retry(FAST)
        await ended(matrix)
        assert set(states(matrix)) == {RowState.MADE}
        assert await made_names(desk) == sorted(each.name for each in plan)


async def test_jobs_are_not_made_faster_than_was_said(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        await planned(desk, 5)
        matrix = desk.making.matrix
        began = time.monotonic()

        matrix.start(Speed(at_once=5, per_minute=600))
        await ended(matrix)

        assert time.monotonic() - began >= 0.4  # five of them, a tenth of a second apart
        assert set(states(matrix)) == {RowState.MADE}


async def test_no_more_are_under_way_at_once_than_was_said(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        await planned(desk, 9)
        matrix = desk.making.matrix
        voxel.control.fault("hold", operation=UPLOAD, times=9)
        matrix.start(Speed(at_once=4))
        await until(lambda: matrix.count(RowState.SENDING) == 4)
        await until(lambda: matrix.table.rowCount() == 9)

        assert matrix.count(RowState.WAITING) == 5
        voxel.control.clear_faults()
        voxel.control.release()
        await ended(matrix)
        assert set(states(matrix)) == {RowState.MADE}


async def test_batch_that_runs_is_not_begun_a_second_time(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        plan = await planned(desk, 5)
        matrix = desk.making.matrix

        matrix.start(FAST)
        matrix.start(FAST)
        matrix.retry(FAST)
        await ended(matrix)

        assert await made_names(desk) == sorted(each.name for each in plan)
