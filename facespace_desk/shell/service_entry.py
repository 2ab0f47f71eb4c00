"""What the shell knows of a service, and what signing in to any of them takes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.slice import Slice

if TYPE_CHECKING:
    from facespace_desk.credentials import Secret
    from facespace_desk.net.base_url import BaseUrl
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
    check: Callable[[str], str] | None = None  # why a text cannot be it; empty when it can
    is_optional: bool = False
    read_file: Callable[[Path], FileSecret] | None = None  # raises ValueError in words


@dataclass(frozen=True)
class FileSecret:
    """What a file holds: a secret, and the address that it is for, which may be empty."""

    secret: Secret
    address: str


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
    build: Callable[[CarryingContext], Slice]
    probe: Callable[[ServiceConfig, Mapping[str, Secret]], Awaitable[Probe]]
    address_example: str
    secrets: tuple[SecretField, ...]
    sentence: str = ""  # what the service is for, for those who do not have it yet
    needs: str = "a key"  # what signing in takes, besides the address
    options: tuple[OptionField, ...] = ()  # besides those that all services have
    rooms: tuple[str, ...] = ()  # imported on a thread before `build` is called


def base_url(config: ServiceConfig) -> BaseUrl:
    """The address that *config* names. Raises ValueError in words."""
    from facespace_desk.net.base_url import BaseUrl

    allows_plain = bool(config.options.get("allow_plain_http", False))
    return BaseUrl.parse(config.base_url, allow_plain_http=allows_plain)


def proxy_of(config: ServiceConfig, secrets: Mapping[str, Secret]) -> str | None:
    """The proxy with its login, which makes it a secret; None when the profile names none."""
    from facespace_desk.net.proxy import with_login

    address, user = (str(config.options.get(name, "")) for name in ("proxy", "proxy_user"))
    password = secrets.get("proxy_password")
    return with_login(address, user, password.reveal() if password else "") or None


PROXY_OPTIONS = (
    OptionField(
        "proxy",
        "Proxy",
        "http://host:port or socks5://host:port; “none” for none. Empty: as this computer is set.",
        "",
    ),
    OptionField("proxy_user", "Proxy user", "", ""),
)
PROXY_PASSWORD = SecretField("proxy_password", "Proxy password", "", is_optional=True)
