"""Voxel51 as the shell knows it; the slice is imported when its tab is built."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from facespace_desk.shell.service_entry import (
    FileSecret,
    OptionField,
    Probe,
    SecretField,
    ServiceEntry,
    base_url,
    proxy_of,
)
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.slice import Slice

if TYPE_CHECKING:
    from facespace_desk.credentials import Secret
    from facespace_desk.profiles import ServiceConfig


def _build_voxel51(context: CarryingContext) -> Slice:
    from facespace_desk.voxel51.view import build

    return build(context)


async def _probe_voxel51(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    """Try the tokens that there are, the user's first; a bad one is what is told."""
    from facespace_desk.voxel51.application import ApplicationClient
    from facespace_desk.voxel51.client import VoxelClient
    from facespace_desk.voxel51.errors import APIError

    address, proxy = base_url(config), proxy_of(config, secrets)
    makers = {"api_token": VoxelClient, "app_token": ApplicationClient}
    probe: Probe | None = None
    for name, make in makers.items():
        if name not in secrets:
            continue
        try:
            client = make(address, secrets[name], proxy=proxy)
        except APIError as error:
            raise ValueError(error.message) from error
        async with client:
            probe = await client.probe()
        if not probe.is_good:
            return probe
    if probe is None:
        raise ValueError("The user's token or the application's is missing.")
    return probe


def _why_no_token(text: str, *, is_application: bool) -> str:
    from facespace_desk.credentials import Secret
    from facespace_desk.net.errors import ServiceError
    from facespace_desk.voxel51.tokens import checked_key

    try:
        checked_key(Secret(text), is_application=is_application)
    except ServiceError as error:
        return error.message
    return ""


def _read_token(path: Path, *, is_application: bool) -> FileSecret:
    """The token of the platform's own kind of file, and whom it may be sent to."""
    from facespace_desk.voxel51.errors import TokenError
    from facespace_desk.voxel51.tokens import APPLICATION, USER, read_token_file

    try:
        token = read_token_file(path, APPLICATION if is_application else USER)
    except TokenError as error:
        raise ValueError(error.message) from error
    return FileSecret(token.private_key, str(token.base_url))


VOXEL51 = ServiceEntry(
    id="voxel51",
    title="Voxel51",
    icon="film",
    build=_build_voxel51,
    probe=_probe_voxel51,
    address_example="https://api.voxel51.com",
    secrets=(
        SecretField(
            "api_token",
            "User's token",
            "The private key of an API token: your own data and jobs.",
            check=partial(_why_no_token, is_application=False),
            is_optional=True,
            read_file=partial(_read_token, is_application=False),
        ),
        SecretField(
            "app_token",
            "Application's token",
            "The private key of an application: act for its users. One of the two is enough.",
            check=partial(_why_no_token, is_application=True),
            is_optional=True,
            read_file=partial(_read_token, is_application=True),
        ),
    ),
    sentence="The Voxel51 Platform runs analytics on videos, job by job.",
    needs="a token",
    options=(
        OptionField(
            "mode",
            "Begin as",
            "With both tokens: whose data and jobs the tab shows first.",
            "user",
            words={"user": "The user", "application": "The application"},
        ),
        OptionField(
            "query_transport",
            "Questions sent",
            "As the platform is known to take them; some proxies drop bodies of questions.",
            "body",
            words={"body": "In the body", "query": "In the address"},
        ),
    ),
    rooms=("facespace_desk.voxel51.client", "facespace_desk.voxel51.view"),
)
