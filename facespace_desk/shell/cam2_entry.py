"""CAM2 as the shell knows it; the slice is imported when its tab is built."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facespace_desk.language import tr
from facespace_desk.shell.service_entry import (
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


def _build_cam2(context: CarryingContext) -> Slice:
    from facespace_desk.cam2.view import build

    return build(context.without_transfers)


async def _probe_cam2(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    from facespace_desk.cam2.client import Cam2Client
    from facespace_desk.cam2.errors import AuthenticationError

    address = base_url(config)
    try:
        client = Cam2Client(
            address,
            secrets.get("client_id"),
            secrets.get("client_secret"),
            proxy=proxy_of(config, secrets),
        )
    except AuthenticationError as error:
        raise ValueError(error.message) from error
    async with client:
        return await client.probe()


def _why_no_client_id(text: str) -> str:
    from facespace_desk.cam2.access import checked_client_id

    return _refusal(checked_client_id, text)


def _why_no_client_secret(text: str) -> str:
    from facespace_desk.cam2.access import checked_client_secret

    return _refusal(checked_client_secret, text)


def _refusal(check: Callable[[Secret], object], text: str) -> str:
    from facespace_desk.credentials import Secret
    from facespace_desk.net.errors import ServiceError

    try:
        check(Secret(text))
    except ServiceError as error:
        return error.message
    return ""


CAM2 = ServiceEntry(
    id="cam2",
    title="CAM2",
    icon="map-pinned",
    build=_build_cam2,
    probe=_probe_cam2,
    address_example="https://cam2-api.example",
    secrets=(
        SecretField(
            "client_id",
            tr("Client ID"),
            tr("96 characters."),
            check=_why_no_client_id,
            missing=tr("The client ID is missing."),
        ),
        SecretField(
            "client_secret",
            tr("Client secret"),
            tr(
                "At least 71 characters. It is sent to this server only, for a token of "
                "five minutes."
            ),
            check=_why_no_client_secret,
            missing=tr("The client secret is missing."),
        ),
    ),
    sentence=tr("CAM2 is a catalogue of public cameras all over the world."),
    needs=tr("a client ID with its secret", "You need the server's address and …"),
    options=(
        OptionField(
            "radius_unit",
            tr("Radius sent in"),
            tr("Servers differ in what they take a radius for. You always enter kilometres."),
            "km",
            words={"km": tr("Kilometres"), "m": tr("Metres")},
        ),
        OptionField(
            "page_cap",
            tr("Search at most", "so many pages"),
            tr("Pages of 100 cameras that one search reads; there may be more."),
            200,
            unit=tr("pages", "behind a number"),
        ),
        OptionField(
            "camera_addresses",
            tr("Camera addresses"),
            tr(
                "Allow more only if you trust whoever fills the catalogue: an address in "
                "it could then ask for pages of this computer or its network."
            ),
            "public",
            words={
                "public": tr("On the internet only"),
                "loopback": tr("On this computer as well"),
                "private": tr("In private networks as well"),
            },
        ),
        OptionField("owner", tr("Owner"), tr("In whose name new clients are registered."), ""),
    ),
    rooms=("facespace_desk.cam2.client", "facespace_desk.cam2.view"),
)
