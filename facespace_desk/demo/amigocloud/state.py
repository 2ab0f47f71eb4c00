"""What the parts of the simulator share: panel, account, jobs, tickets, and whom to tell."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from facespace_desk.demo.amigocloud.account import Account
from facespace_desk.demo.amigocloud.switches import chosen
from facespace_desk.demo.control import Panel

_STARTED_AT = 0.2  # of a job's time

Finish = Callable[[str], Mapping[str, object]]  # job id -> what the job has as extra


@dataclass
class Job:
    """*extra* is what came of it."""

    id: str
    status: str = "PENDING"
    extra: Mapping[str, object] = field(default_factory=dict)


class Jobs:
    """Work in the background, done by timers."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self.all: dict[str, Job] = {}
        self._timers: set[asyncio.TimerHandle] = set()

    def start(self, finish: Finish, fail: Finish = lambda _id: {}) -> Job:
        """A job that ends with *finish*, or with *fail* where the switch says so."""
        job = Job(secrets.token_hex(16))
        self.all[job.id] = job
        life_s = self._panel.number("job_s")

        def begin() -> None:
            job.status = "STARTED"

        def end() -> None:
            is_good = chosen(self._panel, "job_end") == "SUCCESS"
            try:
                job.extra = (finish if is_good else fail)(job.id)
                job.status = "SUCCESS" if is_good else "FAILURE"
            except ValueError as error:
                job.extra = {**fail(job.id), "error": str(error)}
                job.status = "FAILURE"

        self._later(life_s * _STARTED_AT, begin)
        self._later(life_s, end)
        return job

    def _later(self, delay_s: float, call: Callable[[], None]) -> None:
        def run() -> None:
            self._timers.discard(timer)
            call()

        timer = asyncio.get_running_loop().call_later(delay_s, run)
        self._timers.add(timer)

    def clear(self) -> None:
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self.all.clear()


@dataclass
class _Ticket:
    dataset_id: int | None
    until_s: float
    uses: int


class Tickets:
    """Websocket sessions (wire section 5.2): each for one subject, and for a while."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._tickets: dict[str, _Ticket] = {}

    def new(self, dataset_id: int | None) -> str:
        """For the user's events (None) or those of a dataset."""
        text = secrets.token_hex(16)
        life_s = self._panel.number("ticket_life_s")
        uses = int(self._panel.number("ticket_uses"))
        self._tickets[text] = _Ticket(dataset_id, time.monotonic() + life_s, uses)
        return text

    def verdict(self, text: object, dataset_id: int | None) -> str:
        """Use it: "good", or why it is not."""
        ticket = self._tickets.get(text) if isinstance(text, str) else None
        if ticket is None:
            return "unknown ticket"
        if ticket.dataset_id != dataset_id:
            return "ticket for something else"
        if ticket.uses <= 0:
            return "used ticket"
        if time.monotonic() > ticket.until_s:
            return "expired ticket"
        ticket.uses -= 1
        return "good"

    def void(self) -> None:
        self._tickets.clear()


class State:
    """One simulated account as a whole; made anew by `reset`."""

    def __init__(self, seed: int, panel: Panel) -> None:
        self._seed = seed
        self._account: Account | None = None
        self.panel = panel
        self.jobs = Jobs(panel)
        self.tickets = Tickets(panel)
        self.foreign_origin = ""
        self.tell_user: Callable[[str, object], None] = lambda _event, _data: None
        self.tell_dataset: Callable[[int, str, object], None] = lambda _id, _event, _data: None

    @property
    def account(self) -> Account:
        """Made when somebody asks for the first time: the simulators are to start quickly."""
        if self._account is None:
            self._account = Account(self._seed)
        return self._account

    def close(self) -> None:
        self.jobs.clear()
        self.tickets.void()
        if self._account is not None:
            self._account.close()
            self._account = None
