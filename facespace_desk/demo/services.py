"""The simulated services: one line each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from starlette.routing import Route

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel
from facespace_desk.demo.facespace import API_KEY, FaceSpace
from facespace_desk.demo.world import GROUPS


class Simulated(Protocol):
    """What a service's module gives: its panel, and the routes of protocol and control."""

    panel: Panel

    def routes(self) -> list[Route]: ...


@dataclass(frozen=True)
class Service:
    """How a service is made from seed and clock, and what its part of a profile says."""

    name: str
    path: str  # of the base URL, after the origin
    make: Callable[[int, Clock], Simulated]
    credentials: Mapping[str, str]
    options: Mapping[str, str] = field(default_factory=dict)


SERVICES = (
    Service("facespace", "/facespace", FaceSpace, {"api_key": API_KEY}, {"groups": GROUPS}),
)
