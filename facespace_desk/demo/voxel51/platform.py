"""The platform behind its protocol: the account, the storage, the workshop, and the rules of
jobs that need more than one of them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from starlette.responses import RedirectResponse, Response

from facespace_desk.demo.control import Panel
from facespace_desk.demo.voxel51 import reports
from facespace_desk.demo.voxel51.account import (
    FAILURES,
    PUBLIC,
    Data,
    Holdings,
    Job,
    Life,
    Refused,
)
from facespace_desk.demo.voxel51.documents import Documents
from facespace_desk.demo.voxel51.keeping import Keeper
from facespace_desk.demo.voxel51.seeding import Scale, seeded
from facespace_desk.demo.voxel51.sending import Sender
from facespace_desk.demo.voxel51.storage import Storage
from facespace_desk.demo.voxel51.switches import chosen
from facespace_desk.demo.voxel51.workshop import Workshop

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TYPES = {".zip": "application/zip", ".json": "application/json", ".csv": "text/csv",
          ".jpg": "image/jpeg", ".mp4": "video/mp4"}  # fmt: skip


class Platform:
    """What the operations work on."""

    def __init__(self, seed: int, panel: Panel, scale: Scale, folder: Path | None) -> None:
        """With a *folder* a loop has to run, and whoever changes something says `changed`."""
        self._seed = seed
        self._scale = scale
        self.panel = panel
        self.documents = Documents(panel)
        self._keeper = None if folder is None else Keeper(folder, seed, panel.clock)
        self.workshop = Workshop(None if self._keeper is None else self._keeper.files)
        self.storage = Storage(panel, self.sent, self._close)
        self.troubles: dict[str, str] = {}  # of the outputs of single jobs
        self._sender = Sender(panel)
        self.account = seeded(seed, self.now_s(), scale)
        if self._keeper is not None:
            self._take_up(self._keeper)
            panel.clock.on_turn.append(self.changed)

    def now_s(self) -> float:
        return self.panel.clock.now_s()

    def reset(self) -> None:
        """Everything as at the start."""
        self.workshop.reset()
        self.troubles = {}
        self.account = seeded(self._seed, self.now_s(), self._scale)
        self.changed()

    def changed(self) -> None:
        """Keep the world as it is now."""
        if self._keeper is not None:
            self._keeper.save_soon(lambda: self.account)

    def _take_up(self, keeper: Keeper) -> None:
        """Go on from what was kept; of an upload whose file is gone there is no data either."""
        found = keeper.load()
        if found is None:
            self.workshop.shelf.take_up(None)
        else:
            self.account = found
            kept = {each.file for had in found.holdings.values() for each in had.data.values()}
            there = self.workshop.shelf.take_up({name for name in kept if name is not None})
            for had in found.holdings.values():
                for data in list(had.data.values()):
                    if data.file is not None and data.file not in there:
                        del had.data[data.id]
        keeper.save(self.account)

    def _close(self) -> None:
        if self._keeper is not None:
            self.panel.clock.on_turn.remove(self.changed)
            self._keeper.save(self.account)
        self.workshop.close()

    def holdings_of(self, user: str) -> Holdings:
        """
        Raises:
            Refused: there is no such user.
        """
        if user not in self.account.holdings:
            raise Refused(400, f"There is no user {user!r}")
        return self.account.holdings[user]

    # jobs

    def start(self, job: Job) -> None:
        """
        Raises:
            Refused: it was started before, or is in the archive.
        """
        now_s = self.now_s()
        if job.state(now_s) != "READY":
            raise Refused(400, "The job was started before")
        if job.archived:
            raise Refused(400, "The job is in the archive")
        number = self.panel.number
        life = Life(number("queued_s"), number("scheduled_s"), number("running_s"))
        outcome = chosen(self.panel, "outcome")
        if outcome in FAILURES:
            life.failure = outcome
        elif not all(source.is_there(now_s) for source in job.sources) or not _is_seen(job):
            life.failure = "USER"
        job.start(life, now_s)
        if not life.failure:
            self.workshop.work_ahead(job)

    def kill(self, had: Holdings, job: Job) -> None:
        """
        Raises:
            Refused: it is not waiting to run.
        """
        now_s = self.now_s()
        if job.state(now_s) not in ("QUEUED", "SCHEDULED"):
            raise Refused(400, "Only jobs that are queued or scheduled can be killed")
        match chosen(self.panel, "killed"):
            case "READY":
                job.started_s = job.life = None
            case "gone":
                del had.jobs[job.id]
            case _:
                job.killed_s = now_s

    def delete_job(self, had: Holdings, job: Job) -> None:
        """
        Raises:
            Refused: it was started.
        """
        if job.state(self.now_s()) != "READY":
            raise Refused(400, "Only jobs that were not started can be deleted")
        del had.jobs[job.id]

    def delete_data(self, had: Holdings, data: Data) -> None:
        del had.data[data.id]
        data.expiration_s = min(data.expiration_s, self.now_s())  # jobs that want it know it too
        if data.file is not None:
            self.workshop.shelf.drop(data.file)
            self.workshop.shelf.sweep()

    # downloads

    async def download(self, kind: str, user: str, item_id: str) -> Response:
        """The file, or a redirect to the storage.

        Raises:
            Refused: there is nothing to download.
        """
        if kind == "data":
            data = self.holdings_of(user).data_of(item_id, self.now_s())
            if data.is_by_url:
                return RedirectResponse(self.data_url(user, data), 302)
        else:
            self.check(kind, user, item_id)
        if chosen(self.panel, "downloads") == "redirect":
            return RedirectResponse(self.storage.url(kind, user, item_id), 302)
        return await self.sent(kind, user, item_id)

    def data_url(self, user: str, data: Data) -> str:
        """
        Raises:
            Refused: it is at an address that a simulator does not lead to.
        """
        if not data.address:
            return self.storage.url("data", user, data.id)
        if urlsplit(data.address).hostname not in _LOOPBACK:
            raise Refused(502, "The address of this data does not answer")
        return data.address

    def check(self, kind: str, user: str, job_id: str) -> Job:
        """The job whose output or log there is.

        Raises:
            Refused: there is none.
        """
        job, now_s = self.holdings_of(user).job_of(job_id), self.now_s()
        if kind == "log":
            if job.analytic.owner == PUBLIC:
                raise Refused(403, "Log files are for jobs of private analytics")
            reports.log(job, now_s)
        elif job.state(now_s) != "COMPLETE":
            raise Refused(404, "The job has no output")
        elif job.is_expired(now_s):
            raise Refused(404, "The output has expired")
        return job

    async def sent(self, kind: str, user: str, item_id: str) -> Response:
        """The file itself.

        Raises:
            Refused: there is none.
        """
        if kind == "data":
            data = self.holdings_of(user).data_of(item_id, self.now_s())
            path = await self.workshop.data(data)
            return self._sender.file(path, max(0, data.size), data.type)
        job = self.check(kind, user, item_id)
        if kind == "log":
            return Response(reports.log(job, self.now_s()), media_type="text/plain; charset=utf-8")
        trouble = self.troubles.get(job.id, chosen(self.panel, "outputs"))
        path = await self.workshop.output(job, trouble)
        name = job.analytic.output_name
        sort = _TYPES.get(name[name.rfind(".") :], "application/octet-stream")
        return self._sender.file(path, 0, sort)


def _is_seen(job: Job) -> bool:
    """Whether its first input is a film; the others can be anything."""
    return all(source.is_film for source in job.sources[:1])
