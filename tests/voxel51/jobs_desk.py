"""The models of a user's jobs on a real simulator, store and queue, without a window."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

from facespace_desk.credentials import Secret
from facespace_desk.modelkit.display import Display
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.pictures.work import PictureWork
from facespace_desk.store.store import Store
from facespace_desk.transfers.profile_queue import ProfileQueue
from facespace_desk.transfers.queue import QueueLimits
from facespace_desk.voxel51.carrying import VoxelTransfers
from facespace_desk.voxel51.client import VoxelClient
from facespace_desk.voxel51.model.job_acts import JobActs
from facespace_desk.voxel51.model.job_detail import JobDetail
from facespace_desk.voxel51.model.job_fetch import FetchModel
from facespace_desk.voxel51.model.job_states import JobRow
from facespace_desk.voxel51.model.jobs import JobBoard
from facespace_desk.voxel51.model.launching import Launcher
from facespace_desk.voxel51.model.log_text import LogModel
from facespace_desk.voxel51.model.outputs import OutputModel
from facespace_desk.voxel51.model.provenance import Origin
from tests.limits import PATIENCE_S
from tests.voxel_simulator import RunningVoxel

PROFILE = "test-profile"
POLL_S = 0.05


class _NoOrigins:
    has_cam2 = False

    def origin_of(self, data_id: str) -> Origin:
        return Origin.UNKNOWN


@dataclass
class Desk:
    """Everything between the service and the page of jobs."""

    client: VoxelClient
    store: Store
    queue: ProfileQueue
    board: JobBoard
    acts: JobActs
    detail: JobDetail
    fetch: FetchModel
    log: LogModel
    outputs: OutputModel
    told: list[tuple[str, str]]

    def jobs(self, state: str, *, count: int = 1) -> list[JobRow]:
        """So many jobs of the simulated account in this state, not archived, not expired."""
        found = [row for row in self.board.rows() if row.state == state and not row.expired]
        assert len(found) >= count
        return found[:count]

    def now(self, job_id: str) -> JobRow:
        """How this job is shown."""
        row = self.board.row(job_id)
        assert row is not None
        return row


@contextlib.asynccontextmanager
async def opened(voxel: RunningVoxel, folder: Path) -> AsyncIterator[Desk]:
    """Models that ask often, with the jobs listed; *folder* takes the cache."""
    store = await Store.open(None, Secret("0" * 64))
    reported: list[tuple[BaseException, str]] = []
    told: list[tuple[str, str]] = []

    def report(error: BaseException, where: str) -> None:
        reported.append((error, where))

    work, display = PictureWork(), Display()
    limits = QueueLimits(reserve_bytes=0)
    queue = ProfileQueue(store.transfers, PROFILE, limits=limits, report=report)
    await queue.load()
    client = VoxelClient(BaseUrl.parse(voxel.base_url), Secret(voxel.token), allow_private=True)
    queue.register(VoxelTransfers(client, None))
    board = JobBoard(client, display, least_s=POLL_S, most_s=POLL_S, report=report)
    desk = Desk(
        client=client,
        store=store,
        queue=queue,
        board=board,
        acts=JobActs(client, board, Launcher(client, _NoOrigins()), report=report),
        detail=JobDetail(client, board, report=report),
        fetch=FetchModel(
            client, board, queue, store=store, profile=PROFILE, scope="own", report=report
        ),
        log=LogModel(client, folder / "cache", report=report),
        outputs=OutputModel(client, folder / "cache", work, report=report),
        told=told,
    )
    for source in (desk.acts, desk.fetch, desk.outputs):
        source.told.connect(lambda words, tone: told.append((words, tone)))
    try:
        board.start()
        await until(lambda: board.state.updated_ms)
        yield desk
    finally:
        for part in (desk.outputs, desk.log, desk.fetch, desk.detail, desk.acts, board):
            await part.close()
        await queue.close()
        await client.close()
        await work.close()
        await store.close()
    assert not reported


async def until(holds: Callable[[], object], timeout_s: float = PATIENCE_S) -> None:
    """Wait until *holds()*."""
    async with asyncio.timeout(timeout_s):
        while not holds():  # noqa: ASYNC110  # for what has no event to wait on
            await asyncio.sleep(0.01)
