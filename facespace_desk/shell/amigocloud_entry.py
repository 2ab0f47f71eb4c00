"""AmigoCloud as the shell knows it; the slice is imported when its tab is built."""

from __future__ import annotations

from collections.abc import Mapping
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


def _build_amigocloud(context: CarryingContext) -> Slice:
    from facespace_desk.amigocloud.view import build

    return build(context)


async def _probe_amigocloud(config: ServiceConfig, secrets: Mapping[str, Secret]) -> Probe:
    from facespace_desk.amigocloud.client import AmigoCloudClient
    from facespace_desk.amigocloud.errors import AmigoCloudError

    address, options = base_url(config), config.options
    try:
        client = AmigoCloudClient(
            address,
            secrets.get("token"),
            project_url=str(options.get("project_url", "")) or None,
            token_transport="header" if options.get("token_transport") == "header" else "query",
            proxy=proxy_of(config, secrets),
        )
    except AmigoCloudError as error:
        raise ValueError(error.message) from error
    async with client:
        return await client.probe()


def _why_no_token(text: str) -> str:
    from facespace_desk.amigocloud.calls import checked_token
    from facespace_desk.credentials import Secret
    from facespace_desk.net.errors import ServiceError

    try:
        checked_token(Secret(text))
    except ServiceError as error:
        return error.message
    return ""


AMIGOCLOUD = ServiceEntry(
    id="amigocloud",
    title="AmigoCloud",
    icon="radio",
    build=_build_amigocloud,
    probe=_probe_amigocloud,
    address_example="https://app.amigocloud.com",
    secrets=(
        SecretField(
            "token",
            tr("Token"),
            tr("A token of the user, or of one project. It is sent to this server only."),
            check=_why_no_token,
            missing=tr("The token is missing."),
        ),
    ),
    sentence=tr("AmigoCloud keeps geographic data, and tells live what moves and what changes."),
    needs=tr("a token", "You need the server's address and …"),
    options=(
        OptionField(
            "read_only",
            tr("Read-only"),
            tr("Nothing is sent that changes anything at the service."),
            True,
        ),
        OptionField(
            "sql_writes",
            tr("SQL may change data"),
            tr(
                "Statements that change rows are offered, each after a question. Not "
                "while read-only."
            ),
            False,
        ),
        OptionField(
            "project_url",
            tr("Project"),
            tr("Only for a project's token: where the project is, such as users/1/projects/2."),
            "",
        ),
        OptionField(
            "token_transport",
            tr("Token sent"),
            tr("In the address is what the service is known to take; in a header it is in no log."),
            "query",
            words={"query": tr("In the address"), "header": tr("In a header")},
        ),
        OptionField(
            "protocol",
            tr("Live protocol"),
            tr("Found out by itself; choose one only where that fails."),
            "auto",
            words={"auto": tr("Found out", "by itself"), "3": "Engine.IO 3", "4": "Engine.IO 4"},
        ),
        OptionField(
            "transports",
            tr("Live transport"),
            tr("Some networks let no web sockets through."),
            "both",
            words={
                "both": tr("Web socket, else polling"),
                "websocket": tr("Web socket only"),
                "polling": tr("Polling only"),
            },
        ),
        OptionField(
            "socket_path",
            tr("Socket path"),
            tr("Empty: v2_socket.io/socket.io, and where that is unknown v2_socket.io."),
            "",
        ),
    ),
    rooms=(
        "aiohttp",
        "socketio",
        "facespace_desk.amigocloud.client",
        "facespace_desk.amigocloud.live.feed",
        "facespace_desk.amigocloud.view",
    ),
)
