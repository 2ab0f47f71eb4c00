"""FaceSpace as the shell knows it; the slice is imported when its tab is built."""

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


def _build_facespace(context: CarryingContext) -> Slice:
    from facespace_desk.facespace.view import build

    return build(context.without_transfers)


async def _probe_facespace(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    from facespace_desk.facespace.client import FaceSpaceClient
    from facespace_desk.facespace.errors import APIKeyError

    address = base_url(config)
    try:
        client = FaceSpaceClient(address, secrets.get("api_key"), proxy=proxy_of(config, secrets))
    except APIKeyError as error:
        raise ValueError(error.message) from error
    async with client:
        return await client.probe()


FACESPACE = ServiceEntry(
    id="facespace",
    title="FaceSpace",
    icon="scan-face",
    build=_build_facespace,
    probe=_probe_facespace,
    address_example="https://server.example/facespace",
    secrets=(
        SecretField(
            "api_key",
            tr("API key"),
            tr("Sent only to this server, in the x-api-key header."),
            missing=tr("The API key is missing."),
        ),
    ),
    sentence=tr("FaceSpace tells who is reported at which camera, live."),
    needs=tr("an API key", "You need the server's address and …"),
    rooms=("facespace_desk.facespace.view",),
)
