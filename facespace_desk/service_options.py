"""What a profile may say about each service: the names of its secrets, and its options.

Names as in the profile file. A wrong value is refused in words that do not repeat it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import msgspec

OptionValue = str | int | float | bool

TEXT_LIMIT = 4_000  # characters; the groups of a large site need many


@dataclass(frozen=True)
class Option:
    """One option: its type, and what it may be; *low* and *high* are for numbers, both or none."""

    kind: type[OptionValue]
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    is_own: bool = False  # holds for one profile alone; a copy of the profile begins without it
    check: Callable[[str], None] | None = None  # of a text; raises ValueError with words

    def checked(self, value: object) -> OptionValue:
        """*value* as this option's type.

        Raises:
            ValueError: what it must be, as in "must be a number".
        """
        try:
            checked: OptionValue = msgspec.convert(value, self.kind)
        except msgspec.ValidationError:
            raise ValueError(f"must be {self.words}") from None  # it may repeat the value
        if isinstance(checked, str):
            self._check_text(checked)
        elif not self._is_within(checked):
            raise ValueError(f"must be {self.words}")
        return checked

    @property
    def words(self) -> str:
        """What it must be: "true or false", "a whole number from 1 to 1,000"."""
        if self.choices:
            return " or ".join((", ".join(self.choices[:-1]), self.choices[-1]))
        noun = _NOUNS[self.kind]
        if self.low is not None and self.high is not None:
            return f"{noun} from {self.low:,g} to {self.high:,g}"
        return noun

    def _is_within(self, number: float) -> bool:
        return self.low is None or self.high is None or self.low <= number <= self.high

    def _check_text(self, text: str) -> None:
        if self.choices and text not in self.choices:
            raise ValueError(f"must be {self.words}")
        if len(text) > TEXT_LIMIT:
            raise ValueError(f"must have at most {TEXT_LIMIT:,} characters")
        if self.check is not None:
            self.check(text)


@dataclass(frozen=True)
class ServiceFields:
    """What a profile may say about one service."""

    secrets: tuple[str, ...]  # without these it cannot connect
    optional_secrets: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    one_of: tuple[str, ...] = ()  # optional ones, without any of which it cannot connect

    @property
    def all_secrets(self) -> tuple[str, ...]:
        return self.secrets + self.optional_secrets


def _check_proxy(text: str) -> None:
    if "@" in text:
        raise ValueError("its login belongs into proxy_user and proxy_password")


def _check_path(text: str) -> None:
    if not re.fullmatch(r"[A-Za-z0-9._~/-]*", text) or ".." in text:
        raise ValueError("must be a path such as v2_socket.io/socket.io")


def _check_date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a date such as 2025-03-31") from None


_NOUNS: Mapping[type, str] = {
    bool: "true or false",
    str: "text",
    int: "a whole number",
    float: "a number",
}

_COMMON: Mapping[str, Option] = {
    "allow_plain_http": Option(bool),
    "proxy": Option(str, check=_check_proxy),
    "proxy_user": Option(str),
    "poll_interval_s": Option(float),
}

# A web hook's address and headers often are passwords themselves.
SERVICES: Mapping[str, ServiceFields] = {
    "facespace": ServiceFields(
        secrets=("api_key",),
        optional_secrets=("webhook_url", "webhook_headers", "webhook_hmac_key", "proxy_password"),
        # "groups" names sites or floors and their cameras: "Lisbon: lobby, canteen; Oslo: gate"
        options={**_COMMON, "send_seconds": Option(bool), "groups": Option(str)},
    ),
    "cam2": ServiceFields(
        secrets=("client_id", "client_secret"),
        optional_secrets=("proxy_password", "issued_secrets"),
        options={
            **_COMMON,
            "radius_unit": Option(str, choices=("km", "m")),  # what the server takes a radius for
            "page_cap": Option(int, low=1, high=1000),  # pages of 100 cameras that a search reads
            # which addresses of cameras are opened: as net.address_range.Reach
            "camera_addresses": Option(str, choices=("public", "loopback", "private")),
            "terms_accepted": Option(str, is_own=True, check=_check_date),
            "terms_purpose": Option(str, is_own=True),
            "owner": Option(str),  # in whose name clients are registered
        },
    ),
    "skylab": ServiceFields(("api_key",), ("callback_secret", "proxy_password"), _COMMON),
    "voxel51": ServiceFields(
        secrets=(),
        optional_secrets=("api_token", "app_token", "proxy_password"),
        options={
            **_COMMON,
            "mode": Option(str, choices=("user", "application")),  # as whom the tab begins
            # how questions with conditions are sent: GET with a body, or in the address
            "query_transport": Option(str, choices=("body", "query")),
        },
        one_of=("api_token", "app_token"),
    ),
    "amigocloud": ServiceFields(
        secrets=("token",),
        optional_secrets=("proxy_password",),
        options={
            **_COMMON,
            "read_only": Option(bool),  # without it: true
            "sql_writes": Option(bool),  # whether statements that change rows may be sent
            "project_url": Option(str),  # the token is a project's, and works below that only
            "token_transport": Option(str, choices=("query", "header")),
            "socket_path": Option(str, check=_check_path),
            "protocol": Option(str, choices=("auto", "3", "4")),  # of Engine.IO
            "transports": Option(str, choices=("both", "websocket", "polling")),
        },
    ),
}
