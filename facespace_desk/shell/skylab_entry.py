"""Skylab as the shell knows it; the slice is imported when its tab is built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from facespace_desk.language import tr
from facespace_desk.shell.service_entry import Probe, SecretField, ServiceEntry, base_url, proxy_of
from facespace_desk.transfers.context import CarryingContext
from facespace_desk.widgets.slice import Slice

if TYPE_CHECKING:
    from facespace_desk.credentials import Secret
    from facespace_desk.profiles import ServiceConfig


def _build_skylab(context: CarryingContext) -> Slice:
    from facespace_desk.skylab.view import build

    return build(context)


async def _probe_skylab(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    from facespace_desk.skylab.client import SkylabClient
    from facespace_desk.skylab.errors import InvalidKeyException

    address = base_url(config)
    try:
        client = SkylabClient(address, secrets.get("api_key"), proxy=proxy_of(config, secrets))
    except InvalidKeyException as error:
        raise ValueError(error.message) from error
    async with client:
        return await client.probe()


def _why_no_api_key(text: str) -> str:
    from facespace_desk.credentials import Secret
    from facespace_desk.net.errors import ServiceError
    from facespace_desk.skylab.calls import checked_key

    try:
        checked_key(Secret(text))
    except ServiceError as error:
        return error.message
    return ""


SKYLAB = ServiceEntry(
    id="skylab",
    title="Skylab",
    icon="image",
    build=_build_skylab,
    probe=_probe_skylab,
    address_example="https://studio.skylabtech.ai",
    secrets=(
        SecretField(
            "api_key",
            tr("API key"),
            tr("It is sent to this server only, never to where pictures are stored."),
            check=_why_no_api_key,
            missing=tr("The API key is missing."),
        ),
        SecretField(
            "callback_secret",
            tr("Callback secret"),
            tr("Proves that a callback comes from the studio. Only to test callbacks here."),
            is_optional=True,
        ),
    ),
    sentence=tr("Skylab Studio retouches and cuts out photos, job by job."),
    needs=tr("an API key", "You need the server's address and …"),
    rooms=("facespace_desk.skylab.client", "facespace_desk.skylab.view"),
)
