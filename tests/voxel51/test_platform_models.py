"""The platform's state, the catalogue, an application's users, and whose turn it is: as models,
without a window."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.modelkit.state import LoadState, Phase
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind
from facespace_desk.voxel51.application import ApplicationClient
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.document import Input, Output, Parameter
from facespace_desk.voxel51.errors import APIError
from facespace_desk.voxel51.model.catalogue import CatalogueModel
from facespace_desk.voxel51.model.document_words import field_facts, output_words
from facespace_desk.voxel51.model.everybodys import EverybodysModel
from facespace_desk.voxel51.model.session import Session
from facespace_desk.voxel51.model.sessions import Sessions
from facespace_desk.voxel51.model.status import Side, StatusModel, blame
from facespace_desk.voxel51.model.users import UsersModel, why_no_username
from facespace_desk.voxel51.query import Subject
from facespace_desk.voxel51.records import PlatformStatus, ServiceStatus
from tests.voxel_simulator import RunningVoxel, running_voxel, voxel

__all__ = ["running_voxel", "voxel"]

LIMIT_S = 20.0


@pytest.fixture
async def own(voxel: RunningVoxel) -> AsyncIterator[VoxelClient]:
    async with VoxelClient(BaseUrl.parse(voxel.base_url), Secret(voxel.token)) as client:
        yield client


@pytest.fixture
async def application(voxel: RunningVoxel) -> AsyncIterator[ApplicationClient]:
    async with ApplicationClient(BaseUrl.parse(voxel.base_url), Secret(voxel.app_token)) as client:
        yield client


async def until(holds: Any) -> None:
    async with asyncio.timeout(LIMIT_S):
        while not holds():  # noqa: ASYNC110  # for what has no event to wait on
            await asyncio.sleep(0.005)


# The platform's state


def down(*services: ServiceStatus) -> PlatformStatus:
    return PlatformStatus(services=services)


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        (ErrorKind.SIGNED_OUT, Side.OURS),
        (ErrorKind.RATE_LIMITED, Side.OURS),
        (ErrorKind.HOST_NOT_FOUND, Side.BETWEEN),
        (ErrorKind.UNREACHABLE, Side.BETWEEN),
        (ErrorKind.NOT_THIS_PROTOCOL, Side.BETWEEN),
        (ErrorKind.SERVER_TROUBLE, Side.PLATFORM),
    ],
)
def test_side_that_is_to_blame_is_told_by_how_a_call_failed(kind: ErrorKind, side: Side) -> None:
    error = APIError("It failed.", operation="get_platform_status", kind=kind)
    assert blame(LoadState.failed(error), None).side is side


def test_what_the_platform_says_of_itself_is_on_its_side() -> None:
    said = down(
        ServiceStatus(name="platform", operational=True),
        ServiceStatus(name="jobs", operational=False, message="Cluster is being restarted"),
        ServiceStatus(name="data_store", operational=False),
    )
    found = blame(LoadState.live(), said)
    assert found.side is Side.PLATFORM
    assert found.words == "Jobs: Cluster is being restarted; Data store: does not work"
    assert blame(LoadState.live(), down()).side is Side.NOBODY


async def test_status_is_polled_and_comes_back(voxel: RunningVoxel, own: VoxelClient) -> None:
    model = StatusModel(own.get_platform_status, every_s=0.1)
    model.start()
    await until(lambda: model.state.phase is Phase.LIVE)
    voxel.control.set_switch(platform_up=False, jobs_up=False)
    await until(lambda: model.state.phase is Phase.DEGRADED)
    assert "Platform" in model.state.message
    voxel.control.set_switch(platform_up=True, jobs_up=True)
    await until(lambda: model.state.phase is Phase.LIVE)
    await model.close()


# The catalogue


async def test_catalogue_lists_highest_versions_and_reads_a_document_once(
    voxel: RunningVoxel, own: VoxelClient
) -> None:
    model = CatalogueModel(Display())
    model.use(own)
    await until(lambda: model.state.phase is Phase.LIVE)
    rows = list(model.table.shown())
    assert all(row.is_highest for row in rows)
    several = next(row for row in rows if row.versions > 1)
    versions = model.versions(several.analytic.name)
    assert versions[0] == several.analytic
    assert len(versions) == several.versions
    model.show_all_versions(True)
    assert model.table.held_count > len(rows)

    for each in (*versions, versions[0]):
        model.choose(each.id)
        await until(lambda: model.document is not None)
    assert len(voxel.control.requests("analytic_doc")) == len(versions)
    assert model.name_of(versions[0].id) == f"{versions[0].name} {versions[0].version}"
    assert model.name_of("gone") == "gone"
    await model.close()


async def test_another_tokens_catalogue_begins_with_nothing_of_the_one_before(
    voxel: RunningVoxel, own: VoxelClient, application: ApplicationClient
) -> None:
    model = CatalogueModel(Display())
    model.use(own)
    await until(lambda: model.state.phase is Phase.LIVE)
    before = {row.analytic.id for row in model.table.shown() if row.analytic.scope == "user"}
    model.choose(next(iter(before)))
    model.use(application)
    assert model.table.held_count == 0
    assert model.chosen is None
    await until(lambda: model.state.phase is Phase.LIVE)
    after = {row.analytic.id for row in model.table.shown()}
    assert after
    assert not before & after
    await model.close()


async def test_catalogue_that_cannot_be_read_again_stays(
    voxel: RunningVoxel, own: VoxelClient
) -> None:
    model = CatalogueModel(Display())
    model.use(own)
    await until(lambda: model.state.phase is Phase.LIVE)
    held = model.table.held_count
    voxel.control.fault("status", status=400, times=10)
    model.refresh()
    await until(lambda: model.state.error is not None)
    assert model.table.held_count == held
    assert model.state.updated_ms is not None
    await model.close()


def test_fields_of_documents_are_told_in_one_line() -> None:
    number = Parameter(name="gain", type="types.Number", default=0.5, minimum=0, maximum=1)
    assert field_facts(number) == "number from 0 to 1  ·  default 0.5"
    word = Parameter(name="mode", type="types.String", choices=("a", "b"), required=True)
    assert field_facts(word) == 'text, one of "a", "b"  ·  needed'
    video = Input(name="video", type="types.Video")
    assert field_facts(video) == "video  ·  needed"
    assert field_facts(Input(name="mask", type="types.Image", required=False)) == (
        "image  ·  may be left out"
    )
    long = Parameter(name="all", type="types.Object", default={"x": "y" * 5_000})
    assert len(field_facts(long)) < 300
    labels = Output(name="labels", type="types.JSON", filename="l.json", post_as_data=True)
    assert output_words(labels) == "json, l.json, kept as data"


# An application


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "A name is needed."),
        (" ada", "neither begins nor ends"),
        ("ada\r\nx-evil: 1", "control"),
        ("zoë", "letters from A to Z"),
        ("a" * 129, "at most 128"),
        ("ada.lovelace@example.test", ""),
    ],
)
def test_name_that_cannot_travel_in_a_header_is_no_users(name: str, why: str) -> None:
    assert why in why_no_username(name)
    assert bool(why_no_username(name)) == bool(why)


async def test_user_is_made_once(voxel: RunningVoxel, application: ApplicationClient) -> None:
    sessions = Sessions(Kept, None, application)  # type: ignore[arg-type]
    model = UsersModel(application, sessions)
    made: list[str] = []
    refused: list[str] = []
    model.created.connect(made.append)
    model.refused.connect(refused.append)
    model.refresh()
    await until(lambda: model.names)
    model.create("zoe")
    model.create("zoe")  # pressed twice
    await until(lambda: "zoe" in model.names)
    model.create("zoe")
    assert made == ["zoe"]
    assert refused == ["There is a user of this name already."]
    assert len(voxel.control.requests("create_user")) == 1
    await model.close()
    await sessions.close()


async def test_everybodys_jobs_are_searched_at_the_platform(
    voxel: RunningVoxel, application: ApplicationClient
) -> None:
    model = EverybodysModel(
        application, Subject.JOBS, Display(), analytic_name=lambda number: number or ""
    )
    refused: list[str] = []
    model.refused.connect(refused.append)
    model.ask()
    await until(lambda: model.state.phase is Phase.LIVE)
    total = model.table.held_count
    assert total == model.total
    model.ask("COMPLETE", "state")
    await until(lambda: model.state.phase is Phase.LIVE and model.table.held_count < total)
    assert {row.record.state for row in model.table.shown()} == {"COMPLETE"}  # type: ignore[union-attr]
    model.ask("a|b")
    assert len(refused) == 1
    await model.close()


# Whose turn it is


class Kept:
    """A session's models, of which only the closing matters."""

    def __init__(self, client: VoxelClient | None, username: str | None) -> None:
        self.client = client
        self.username = username
        self.is_closed = False
        self.may_close = asyncio.Event()
        self.may_close.set()

    async def load(self) -> None:
        await asyncio.sleep(0)

    async def close(self) -> None:
        await self.may_close.wait()
        self.is_closed = True


async def test_next_user_begins_only_when_the_former_has_ended(
    application: ApplicationClient,
) -> None:
    made: list[Kept] = []

    def make(client: VoxelClient, username: str | None) -> Session:
        made.append(Kept(client, username))
        return made[-1]  # type: ignore[return-value]

    sessions = Sessions(make, None, application)
    log: list[str] = []
    sessions.left.connect(lambda: log.append("left"))
    sessions.begun.connect(lambda session: log.append(str(session.username)))
    sessions.act_as("ada")
    await until(lambda: sessions.current is not None)
    made[0].may_close.clear()
    sessions.act_as("bruno")
    assert (sessions.current, sessions.username) == (None, "bruno")
    assert log == ["ada", "left"]  # the view let go at once
    await asyncio.sleep(0.02)
    assert len(made) == 1  # ada's models are not at their end
    sessions.act_as("chiara")
    made[0].may_close.set()
    await until(lambda: sessions.current is not None)
    assert [each.username for each in made] == ["ada", "chiara"]
    assert made[0].is_closed
    assert made[1].client is not None
    assert made[1].client.username == "chiara"
    await sessions.close()
    assert made[1].is_closed
    assert sessions.username is None
    assert log == ["ada", "left", "chiara", "left"]


async def test_name_that_cannot_be_sent_leaves_the_turn_as_it_is(
    application: ApplicationClient,
) -> None:
    sessions = Sessions(Kept, None, application)  # type: ignore[arg-type]
    sessions.act_as("ada")
    await until(lambda: sessions.current is not None)
    with pytest.raises(APIError):
        sessions.act_as("ada\r\nx: y")
    assert sessions.username == "ada"
    assert sessions.current is not None
    await sessions.close()
