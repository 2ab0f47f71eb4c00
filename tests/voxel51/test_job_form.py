"""The form of a job: made of a document, filled by hand, as JSON or from another job, and sent."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from facespace_desk.modelkit.state import Phase
from facespace_desk.voxel51.model.job_draft import Key
from facespace_desk.voxel51.model.job_form import JobFormModel
from facespace_desk.voxel51.model.job_problems import GENERAL, NAME
from facespace_desk.voxel51.model.provenance import Origin
from facespace_desk.voxel51.model.templates import Template
from facespace_desk.voxel51.records import Job
from facespace_desk.voxel51.request import DataReference, JobRequest
from tests.voxel51.making_bench import COUNT, PLATES, ROAD, MakingDesk, desk_at, until
from tests.voxel_simulator import RunningVoxel

VIDEO: Key = ("inputs", "video")
STRENGTH: Key = ("parameters", "strength")


async def filled(desk: MakingDesk, name: str = PLATES) -> JobFormModel:
    """The form of this analytic, with a video."""
    form = await desk.open_form(name)
    video, *_ = await desk.videos()
    form.set_value(("inputs", "video"), DataReference(video.id))
    return form


def said(form: JobFormModel) -> JobRequest:
    assert form.draft is not None
    return form.draft.request


async def sent(desk: MakingDesk, form: JobFormModel) -> Job:
    """The job that the form becomes."""
    made: list[Job] = []
    form.launched.connect(lambda job, _fetch: made.append(job))
    form.launch()
    await until(lambda: made or form.failure or form.problems)
    assert made, (form.failure, form.problems)
    return made[0]


async def test_form_is_sent_as_it_was_filled(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.set_text(STRENGTH, "0.75")
        form.set_compute_mode("GPU")
        form.set_about(name="  Gate, night ", auto_start=False)

        job = await sent(desk, form)

        assert await desk.client.get_job_request(job.id) == said(form)
        found = await desk.client.get_job_details(job.id)
        assert (found.name, found.state, found.compute_mode) == ("Gate, night", "READY", "GPU")


async def test_job_starts_at_once_and_keeps_its_output_as_long_as_was_said(
    voxel: RunningVoxel,
) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.now = lambda: datetime.fromtimestamp(voxel.control.now_s(), UTC)
        form.set_about(keep_days=20)

        job = await desk.client.get_job_details((await sent(desk, form)).id)

        assert job.state != "READY"
        assert job.expiration_date is not None
        left = job.expiration_date - form.now()
        assert timedelta(days=19) < left <= timedelta(days=20, minutes=1)


async def test_nothing_is_sent_while_something_is_missing(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        before = await desk.job_ids()
        form = await desk.open_form(COUNT)

        assert form.missing == ["video", "label"]
        assert form.words(VIDEO) == ""  # nobody has tried yet
        form.launch()

        assert form.words(VIDEO)
        assert form.words(("parameters", "label"))
        assert not form.is_sending
        assert await desk.job_ids() == before


async def test_field_says_at_once_what_is_wrong_with_what_was_typed(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk, ROAD)

        form.set_text(("parameters", "confidence"), "0.4x")
        form.set_text(("parameters", "most"), "900")
        form.set_about(name=" ")

        assert form.words(("parameters", "confidence")) == "This is not a number."
        assert "200" in form.words(("parameters", "most"))
        assert form.words(NAME)
        form.set_text(("parameters", "confidence"), "0.4")
        form.set_text(("parameters", "most"), "100")
        form.set_about(name="Good")
        assert form.problems == {}


async def test_json_and_form_are_two_sides_of_one_request(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        content = json.loads(form.json_text)
        content["parameters"] = {"strength": 0.25, "mystery": {"deep": [1, None]}}

        form.set_json(json.dumps(content))

        assert form.value(STRENGTH) == 0.25
        form.set_text(STRENGTH, "0.5")  # what no field can show is still there
        assert json.loads(form.json_text)["parameters"] == {
            "strength": 0.5,
            "mystery": {"deep": [1, None]},
        }
        assert form.words(("parameters", "mystery"))
        form.set_value(("parameters", "mystery"), msgspec.UNSET)
        job = await sent(desk, form)
        assert (await desk.client.get_job_request(job.id)).parameters == {"strength": 0.5}


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"inputs": {}}',
        '{"analytic": "acme/plate-blur", "analytic": "x"}',
        '{"analytic": "acme/plate-blur", "priority": 9}',
        '{"analytic": "acme/plate-blur", "inputs": {"video": "d-1"}}',
        '{"analytic": "acme/plate-blur", "inputs": {"video": {"data-id": "d-1", "from": 3}}}',
        '{"analytic": "acme/plate-blur", "parameters": {"strength": NaN}}',
    ],
)
async def test_json_that_would_not_be_sent_as_it_stands_is_refused(
    voxel: RunningVoxel, text: str
) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        before = said(form)

        form.set_json(text)

        assert form.json_error == form.problems[GENERAL] != ""
        assert form.json_text == text  # it stays to be mended
        assert said(form) == before
        form.drop_json()
        assert form.problems == {}


async def test_json_of_another_analytic_is_not_sent_from_this_form(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)

        form.set_json(form.json_text.replace("plate-blur", "face-blur"))

        assert "plate-blur" in form.problems["analytic", ""]


async def test_clone_is_the_request_of_the_job_read_back(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.set_text(STRENGTH, "0.3")
        form.set_about(name="First", auto_start=False)
        first = await sent(desk, form)
        before = said(form)

        form.clone(await desk.client.get_job_details(first.id))
        await until(lambda: form.state.phase is Phase.LIVE)

        assert said(form) == before
        assert form.problems == {}
        assert form.draft is not None
        assert (form.draft.name, form.draft.auto_start) == ("First (again)", False)
        form.set_text(STRENGTH, "0.9")
        second = await sent(desk, form)
        changed = await desk.client.get_job_request(second.id)
        assert changed.parameters == {"strength": 0.9}
        assert (await desk.client.get_job_request(first.id)) == before


async def test_clone_can_be_sent_when_its_document_cannot_be_read(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        job = await sent(desk, form)
        voxel.control.fault("status", operation="analytic_doc", status=500, times=20)

        form.clone(await desk.client.get_job_details(job.id))
        await until(lambda: form.state.error is not None)

        assert form.document is None
        again = await sent(desk, form)
        assert again.id != job.id


@pytest.mark.parametrize("way", ["form", "json", "clone", "template"])
async def test_no_way_into_the_form_lets_data_of_cam2_out(voxel: RunningVoxel, way: str) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        video_id = said(form).inputs["video"].data_id
        template = Template.of("t", form.draft) if form.draft is not None else None
        job = await sent(desk, form)
        before = await desk.job_ids()
        desk.tags[video_id] = Origin.CAM2
        if way == "clone":
            form.clone(await desk.client.get_job_details(job.id))
            await until(lambda: form.state.phase is Phase.LIVE)
        else:
            form = await desk.open_form(PLATES)
        if way == "form":
            form.set_value(("inputs", "video"), DataReference(video_id))
        elif way == "json":
            inputs = {"video": {"data-id": video_id}}
            form.set_json(json.dumps(json.loads(form.json_text) | {"inputs": inputs}))
        elif way == "template" and template is not None:
            form.apply(template)

        form.launch()

        assert said(form).inputs["video"].data_id == video_id
        assert "CAM2" in form.words(VIDEO)
        assert not form.is_sending
        assert await desk.job_ids() == before


async def test_lost_answer_is_told_as_such_and_nothing_is_sent_twice(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.set_about(name="Once")
        voxel.control.fault("drop", operation="upload_job")

        form.launch()
        form.launch()
        await until(lambda: form.failure)

        assert "not known whether" in form.failure
        assert not form.is_sending


async def test_applied_template_fills_the_form(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.set_text(STRENGTH, "0.9")
        assert form.draft is not None
        template = Template.of("strong", form.draft)
        form = await desk.open_form(PLATES)
        assert form.value(STRENGTH) is msgspec.UNSET

        form.apply(template)

        assert form.value(STRENGTH) == 0.9
        assert form.problems == {}
        assert "strong" in form.origin


async def test_another_form_knows_nothing_of_the_one_before(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        form = await filled(desk)
        form.set_text(STRENGTH, "x")

        form = await desk.open_form(COUNT)

        assert form.draft is not None
        assert not form.draft.typed
        assert said(form).inputs == {}
        assert form.origin == ""
