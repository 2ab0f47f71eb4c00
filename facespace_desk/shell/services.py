"""The one list of services. A tab exists only for a service that stands here.

A slice is imported when its tab is built, which is after the window was painted.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from facespace_desk.widgets.slice import ServiceContext, Slice

if TYPE_CHECKING:
    from facespace_desk.credentials import Secret
    from facespace_desk.net.errors import Explanation
    from facespace_desk.profiles import ServiceConfig
    from facespace_desk.service_options import OptionValue


class Probe(Protocol):
    """What a try of address and credentials found out."""

    @property
    def is_good(self) -> bool: ...
    @property
    def elapsed_s(self) -> float: ...
    @property
    def clock_skew_s(self) -> float | None: ...
    @property
    def explanation(self) -> Explanation | None: ...


@dataclass(frozen=True)
class SecretField:
    """One secret in the sign-in form; `name` is the one in profiles and keyring."""

    name: str
    title: str
    help_text: str


@dataclass(frozen=True)
class OptionField:
    """One option in the sign-in form; `name` is the one in profiles, which know its type."""

    name: str
    title: str
    help_text: str
    default: OptionValue
    unit: str = ""  # behind a number
    words: Mapping[str, str] = field(default_factory=dict)  # for each choice, what it means


@dataclass(frozen=True)
class ServiceEntry:
    """A service as the shell knows it. `probe` raises nothing: what went wrong is in its answer,
    except a ValueError, whose text says which entry cannot be used."""

    id: str
    title: str
    icon: str
    build: Callable[[ServiceContext], Slice]
    probe: Callable[[ServiceConfig, Mapping[str, Secret]], Awaitable[Probe]]
    address_example: str
    secrets: tuple[SecretField, ...]
    sentence: str = ""  # what the service is for, for those who do not have it yet
    needs: str = "a key"  # what signing in takes, besides the address
    options: tuple[OptionField, ...] = ()
    rooms: tuple[str, ...] = ()  # imported on a thread before `build` is called


def _build_facespace(context: ServiceContext) -> Slice:
    from facespace_desk.facespace.view import build

    return build(context)


async def _probe_facespace(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    from facespace_desk.facespace.client import FaceSpaceClient
    from facespace_desk.facespace.errors import APIKeyError
    from facespace_desk.net.http import BaseUrl

    allows_plain = bool(config.options.get("allow_plain_http", False))
    address = BaseUrl.parse(config.base_url, allow_plain_http=allows_plain)
    proxy = config.options.get("proxy")
    try:
        client = FaceSpaceClient(
            address, secrets.get("api_key"), proxy=str(proxy) if proxy else None
        )
    except APIKeyError as error:
        raise ValueError(error.message) from error
    async with client:
        return await client.probe()


SERVICES: tuple[ServiceEntry, ...] = (
    ServiceEntry(
        id="facespace",
        title="FaceSpace",
        icon="scan-face",
        build=_build_facespace,
        probe=_probe_facespace,
        address_example="https://server.example/facespace",
        secrets=(
            SecretField("api_key", "API key", "Sent only to this server, in the x-api-key header."),
        ),
        sentence="FaceSpace tells who is reported at which camera, live.",
        needs="an API key",
        rooms=("facespace_desk.facespace.view",),
    ),
)


def service(service_id: str) -> ServiceEntry:
    """The entry with this id. Raises KeyError."""
    for entry in SERVICES:
        if entry.id == service_id:
            return entry
    raise KeyError(service_id)
