"""Templates are kept in the store, for one user, and fill forms without taking anything away."""

from __future__ import annotations

from facespace_desk.voxel51.model.job_draft import JobDraft
from facespace_desk.voxel51.model.templates import Template, TemplateShelf
from facespace_desk.voxel51.request import DataReference, JobRequest
from tests.voxel51.making_bench import MakingDesk, desk_at
from tests.voxel_simulator import RunningVoxel

VIDEO, MASK = DataReference("d-video"), DataReference("d-mask")


def draft(**parameters: object) -> JobDraft:
    request = JobRequest(
        analytic="acme/blur",
        version="1",
        compute_mode="GPU",
        inputs={"video": VIDEO},
        parameters={"mask": MASK, **parameters},
    )
    return JobDraft(request=request, name="Gate", auto_start=False, keep_days=9)


def shelf_of(desk: MakingDesk, scope: str = "own") -> TemplateShelf:
    return TemplateShelf(desk.store, "test", scope, parent=desk.root)


async def read_anew(desk: MakingDesk, scope: str = "own") -> list[Template]:
    shelf = shelf_of(desk, scope)
    await shelf.load()
    found = shelf.of("acme/blur")
    await shelf.close()
    return found


async def test_template_outlives_the_window_and_goes_when_it_is_deleted(
    voxel: RunningVoxel,
) -> None:
    async with desk_at(voxel) as desk:
        shelf = shelf_of(desk)
        template = Template.of("night", draft(strength=0.7))
        shelf.keep(template)
        await shelf.close()
        assert await read_anew(desk) == [template]

        shelf = shelf_of(desk)
        await shelf.load()
        shelf.forget(template)
        await shelf.close()
        assert await read_anew(desk) == []


async def test_templates_are_those_of_one_user_and_one_analytic(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        shelf = shelf_of(desk)
        shelf.keep(Template.of("night", draft(strength=0.7)))
        shelf.keep(Template.of("night", JobDraft(request=JobRequest(analytic="acme/other"))))
        await shelf.close()

        assert len(await read_anew(desk)) == 1
        assert await read_anew(desk, "as:ann") == []


async def test_template_that_cannot_be_read_costs_only_itself(voxel: RunningVoxel) -> None:
    async with desk_at(voxel) as desk:
        shelf = shelf_of(desk)
        shelf.keep(Template.of("good", draft()))
        await shelf.close()
        await desk.store.views.put("test", "voxel51.templates.own", "bad", '{"name": 5}')

        assert [each.name for each in await read_anew(desk)] == ["good"]


def test_applied_template_leaves_name_version_and_chosen_inputs() -> None:
    template = Template.of("night", draft(strength=0.7))
    chosen = JobRequest(analytic="acme/blur", version="2", inputs={"video": DataReference("d-new")})

    filled = template.filled(JobDraft(request=chosen, name="Mine"))

    assert filled.request == JobRequest(
        analytic="acme/blur",
        version="2",
        compute_mode="GPU",
        inputs={"video": DataReference("d-new")},
        parameters={"mask": MASK, "strength": 0.7},
    )
    assert (filled.name, filled.auto_start, filled.keep_days) == ("Mine", False, 9)
