"""The simulated services: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from starlette.routing import BaseRoute

from facespace_desk.demo.amigocloud.protocol import AmigoCloud
from facespace_desk.demo.amigocloud.tokens import USER_TOKENS
from facespace_desk.demo.cam2.clients import seeded_clients
from facespace_desk.demo.cam2.protocol import Cam2
from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel
from facespace_desk.demo.facespace import API_KEY, FaceSpace
from facespace_desk.demo.server import Annex
from facespace_desk.demo.skylab import protocol as skylab
from facespace_desk.demo.voxel51 import protocol as voxel51
from facespace_desk.demo.world import GROUPS


class Simulated(Protocol):
    """What a service's module gives: its panel, the routes of protocol and control, an annex."""

    panel: Panel

    @property
    def annex(self) -> Annex | None: ...

    def routes(self) -> Sequence[BaseRoute]: ...


@dataclass(frozen=True)
class Service:
    """How a service is made from seed and clock, with a folder to keep what happens or None, and
    what its part of a profile says."""

    name: str
    path: str  # of the base URL, after the origin
    make: Callable[[int, Clock, Path | None], Simulated]
    credentials: Mapping[str, str]
    options: Mapping[str, str | int | float | bool] = field(default_factory=dict)


_ADMIN = seeded_clients()[-1]
SERVICES = (
    Service(
        "facespace",
        "/facespace",
        lambda seed, clock, _folder: FaceSpace(seed, clock),
        {"api_key": API_KEY},
        {"groups": GROUPS},
    ),
    Service(
        "cam2",
        "",
        lambda seed, clock, _folder: Cam2(seed, clock),
        {"client_id": _ADMIN.id, "client_secret": _ADMIN.secret},
        {
            "radius_unit": "km",
            "camera_addresses": "loopback",  # that is where the simulated ones are
            "owner": _ADMIN.owner,
            # Nobody has to agree to anything about simulated cameras.
            "terms_accepted": "2025-01-01",
            "terms_purpose": "Trying the demo",
        },
    ),
    Service(
        "skylab",
        "",
        # A line as slow as real ones, so that uploads and downloads can be seen.
        lambda seed, clock, folder: skylab.Skylab(seed, clock, bytes_per_s=6e6, folder=folder),
        {"api_key": skylab.API_KEY, "callback_secret": skylab.CALLBACK_SECRET},
    ),
    Service(
        "voxel51",
        "",
        # A line as slow as real ones, so that uploads and downloads can be seen.
        lambda seed, clock, folder: voxel51.Voxel51(seed, clock, bytes_per_s=2e6, folder=folder),
        {"api_token": voxel51.TOKEN, "app_token": voxel51.APPLICATION_TOKEN},
        {"mode": "user"},
    ),
    Service(
        "amigocloud",
        "",
        # Enough to see things move, little enough to read along.
        lambda seed, clock, _folder: AmigoCloud(seed, clock, 360, user_events_per_min=3),
        {"token": USER_TOKENS["ADMIN"].text},
        {"read_only": False, "sql_writes": True},  # whatever is changed is only simulated
    ),
)
