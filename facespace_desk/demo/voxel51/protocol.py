"""The Voxel51 Platform simulator: the wire specification's section 11 over one seeded account.

Protocol: the routes of sections 3 and 6 under `/v1`, one file of operations for each sort of
record. The storage is on a port of its own (storage.py); injections reach it as the operation
"storage". Control calls besides those of control.py are in controls.py, switches in switches.py.
"""

from __future__ import annotations

import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel, refusal
from facespace_desk.demo.server import Annex
from facespace_desk.demo.voxel51.account import Holdings, Refused
from facespace_desk.demo.voxel51.analytics_desk import AnalyticsDesk
from facespace_desk.demo.voxel51.controls import Controls
from facespace_desk.demo.voxel51.data_desk import DataDesk
from facespace_desk.demo.voxel51.gate import Call, Gate, Operation, message
from facespace_desk.demo.voxel51.job_desk import JobDesk
from facespace_desk.demo.voxel51.listing import Listing
from facespace_desk.demo.voxel51.platform import Platform
from facespace_desk.demo.voxel51.seeding import FULL, Scale
from facespace_desk.demo.voxel51.switches import CHOICES, MANNER, SWITCHES

TOKEN = "voxel-demo-key-51d0c2"  # noqa: S105  # of the demo
APPLICATION_TOKEN = "voxel-demo-app-key-9e4f"  # noqa: S105
_USERNAME = re.compile(r"[A-Za-z0-9._@+-]{1,64}")
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Voxel51:
    """One simulated account with an application, and its storage on another port."""

    def __init__(
        self,
        seed: int,
        clock: Clock,
        *,
        scale: Scale = FULL,
        bytes_per_s: float = 0.0,
        folder: Path | None = None,
        token: str = TOKEN,
        app_token: str = APPLICATION_TOKEN,
    ) -> None:
        """*bytes_per_s*: the first value of the switch of that name. What happens is kept in
        *folder*, and goes on from there (keeping.py); then a loop has to run."""
        self.panel = Panel(clock, SWITCHES | {"bytes_per_s": bytes_per_s}, CHOICES, MANNER)
        self._platform = Platform(seed, self.panel, scale, folder)
        self._gate = Gate(self.panel, token, app_token, self._platform)
        self._controls = Controls(self._platform)
        self.panel.on_reset = self._platform.reset
        self.panel.on_show = self._controls.show

    @property
    def annex(self) -> Annex:
        return self._platform.storage

    def routes(self) -> list[Route]:
        listing = Listing(self._platform)
        desks = (
            AnalyticsDesk(self._platform, listing),
            DataDesk(self._platform, listing),
            JobDesk(self._platform, listing),
        )
        operations = [each for desk in desks for each in desk.operations()]
        return [
            *(self._gate.route(each) for each in (*operations, *self._others())),
            *self._controls.routes(),
            *self.panel.routes(),
            Route("/{rest:path}", self._elsewhere, methods=_METHODS),
        ]

    def _others(self) -> list[Operation]:
        return [
            Operation("list_users", "GET", "apps/users/list", "application", self._list_users),
            Operation("create_user", "POST", "apps/users", "application", self._create_user),
            Operation("status", "GET", "status/all", "user", self._status),
            Operation("status", "GET", "apps/status/all", "application", self._status),
        ]

    def _list_users(self, _call: Call) -> object:
        return {"users": list(self._platform.account.users)}

    def _create_user(self, call: Call) -> object:
        name = call.values.get("username")
        if not isinstance(name, str) or not _USERNAME.fullmatch(name):
            raise Refused(400, "The username is missing or has other characters than it may")
        if name in self._platform.account.holdings:
            raise Refused(400, f"There is a user {name!r} already")
        self._platform.account.holdings[name] = Holdings()
        return None

    def _status(self, _call: Call) -> object:
        words = {
            "platform": ("All systems up", "The platform is down for maintenance"),
            "jobs": ("Jobs are running", "Cluster is being restarted"),
        }
        statuses = {}
        for name, (good, bad) in words.items():
            is_up = self.panel.is_on(f"{name}_up")
            statuses[name] = {"operational": is_up, "message": good if is_up else bad}
        return {"statuses": statuses}

    async def _elsewhere(self, request: Request) -> Response:
        """A path that was pasted together badly: kept as what reached the trap."""
        if request.url.path.startswith("/_sim/"):
            return refusal("no such path", 404)
        recorded = await self.panel.record(request, "elsewhere")
        self.panel.trapped.append(recorded)
        self.panel.fault(f"unknown path {recorded.method} {recorded.path}")
        return message(404, "Not Found")
