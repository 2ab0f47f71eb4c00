"""Projects and datasets: listed to the last page, found, made, and kept in sight when it fails."""

from __future__ import annotations

from typing import Any

from facespace_desk.amigocloud.records import Project
from facespace_desk.net.errors import ErrorKind
from tests.amigo_simulator import ADDRESSES, PIERS, PROJECT, RunningAmigo
from tests.amigocloud.data_desk import data_desk, until


async def test_lists_the_user_and_all_pages_of_projects(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        assert desk.projects.me is not None
        assert desk.projects.me.name == "Lea Roth"
        assert len(desk.projects.projects) == desk.projects.count == 47
        assert desk.projects.words == ""


async def test_a_search_asks_the_service_once_for_what_was_typed_last(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        before = len(amigo.control.requests("projects"))
        for text in ("P", "Pi", "Pier inspec"):
            desk.projects.find(text)
        await until(lambda: len(desk.projects.projects) == 1)
        assert desk.projects.projects[0].id == PROJECT
        asked = amigo.control.requests("projects")[before:]
        assert "search=Pier" in asked[-1]["query"]
        assert all("search=P&" not in each["query"] for each in asked)


async def test_the_chosen_project_stays_when_the_list_is_another(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        desk.projects.choose(PROJECT)
        desk.projects.find("Streets")
        await until(lambda: len(desk.projects.projects) == 2)
        assert desk.projects.chosen is not None
        assert desk.projects.chosen.id == PROJECT


async def test_a_list_that_cannot_be_read_keeps_what_there_was(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        amigo.control.fault("status", operation="projects", status=403)
        desk.projects.refresh()
        await until(lambda: desk.projects.state.error is not None)
        assert len(desk.projects.projects) == 47
        assert desk.projects.state.updated_ms is not None


async def test_a_next_page_on_another_server_is_not_asked_for_and_named(
    amigo: RunningAmigo,
) -> None:
    async with data_desk(amigo) as desk:
        amigo.control.set_switch(foreign_links=True)
        desk.projects.refresh()
        await until(lambda: desk.projects.state.error is not None)
        assert desk.projects.state.error is not None
        assert desk.projects.state.error.kind is ErrorKind.BLOCKED
        assert len(desk.projects.projects) == 20
        assert "another server" in desk.projects.words
        assert amigo.control.trapped() == []


async def test_a_server_that_repeats_its_pages_ends_the_list_in_words(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        amigo.control.set_switch(loop_next=True)
        await desk.listed()
        assert "repeated" in desk.projects.words


async def test_a_token_of_one_project_lists_that_one_and_chooses_it(amigo: RunningAmigo) -> None:
    options: dict[str, Any] = {"token": amigo.project_token, "project_url": amigo.project_url}
    async with data_desk(amigo, **options) as desk:
        await desk.listed()
        assert [each.id for each in desk.projects.projects] == [PROJECT]
        assert desk.projects.chosen is not None
        assert desk.projects.me is None
        assert desk.projects.is_single


async def test_a_new_project_is_chosen_and_its_job_is_told(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        made: list[Project] = []
        desk.projects.created.connect(made.append)
        desk.projects.create("Moorings", "of the old town")
        desk.projects.create("Moorings", "of the old town")  # a second press of the button
        await until(lambda: made)
        assert desk.projects.chosen == made[0]
        assert desk.projects.projects[0].name == "Moorings"
        assert made[0].job
        assert not desk.projects.is_creating
        assert len(amigo.control.requests("create_project")) == 1


async def test_a_project_that_cannot_be_made_says_why(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, read_only=True) as desk:
        await desk.listed()
        desk.projects.create("Moorings")
        await until(lambda: not desk.projects.is_creating)
        assert "read-only" in desk.projects.create_error
        assert amigo.control.requests("create_project") == []


async def test_the_token_level_that_is_missing_is_named(amigo: RunningAmigo) -> None:
    async with data_desk(amigo, token=amigo.tokens["READ"]) as desk:
        await desk.listed()
        desk.projects.create("Moorings")
        await until(lambda: not desk.projects.is_creating)
        assert "higher level" in desk.projects.create_error


async def test_datasets_have_columns_and_galleries(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        assert [each.id for each in desk.datasets.datasets] == [ADDRESSES, PIERS]
        columns = [desk.datasets.columns.index(row, 0).data() for row in range(7)]
        assert columns == [
            *("amigo_id", "name", "condition", "depth_m", "ladders", "inspected", "geom"),
        ]
        assert [each.name for each in desk.datasets.galleries] == ["gallery"]
        desk.datasets.choose(ADDRESSES)
        await until(lambda: desk.datasets.about.word == "live")
        assert desk.datasets.galleries == ()


async def test_datasets_of_many_pages_are_all_listed(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.listed()
        many = next(each for each in desk.projects.projects if each.dataset_count == 24)
        desk.projects.choose(many.id)
        await until(lambda: desk.datasets.state.word == "live")
        assert len(desk.datasets.datasets) == 24


async def test_another_project_forgets_the_datasets_of_the_former(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        desk.projects.choose(101)
        assert list(desk.datasets.datasets) == []
        assert desk.datasets.chosen is None
        await until(lambda: desk.datasets.state.word == "live")
        assert all(each.is_realtime for each in desk.datasets.datasets)


async def test_a_dataset_that_is_gone_is_chosen_no_more(amigo: RunningAmigo) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(ADDRESSES)
        await desk.client.delete(f"/projects/{PROJECT}/datasets/{ADDRESSES}")
        desk.datasets.refresh()
        await until(lambda: [each.id for each in desk.datasets.datasets] == [PIERS])
        assert desk.datasets.chosen is None


async def test_columns_that_cannot_be_read_are_told_where_they_would_stand(
    amigo: RunningAmigo,
) -> None:
    async with data_desk(amigo) as desk:
        await desk.choose(PIERS)
        amigo.control.fault("status", operation="schema", status=500, times=9)
        desk.datasets.look_at_chosen()
        await until(lambda: desk.datasets.about.error is not None)
        assert desk.datasets.state.word == "live"
