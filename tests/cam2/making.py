"""Makes clients of faulty servers, and the entries that these send."""

from __future__ import annotations

import dataclasses
import json
import logging
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from facespace_desk.cam2.calls import LIMITS
from facespace_desk.cam2.client import Cam2Client
from facespace_desk.credentials import Secret
from facespace_desk.net.http import BaseUrl
from tests.servers import faulty
from tests.servers.faulty import Answer, Exchange, FaultyServer

CLIENT_ID = "CANARYid" + "0" * 88
CLIENT_SECRET = "CANARYsecret" + "1" * 84
TOKEN = "CANARYtoken-1"
QUICK = dataclasses.replace(LIMITS, connect_s=60, read_s=60, first_wait_s=0.01, jitter_s=0.005)
HURRIED = dataclasses.replace(QUICK, read_s=0.3)  # for servers that say nothing
HTTP_LOGGERS = ("desk", "httpx", "httpcore", "stamina", "asyncio")


def client_for(base_url: str, **options: Any) -> Cam2Client:
    """A client with the canary credentials and quick retries."""
    options = {"limits": QUICK} | options
    client_id = options.pop("client_id", CLIENT_ID)
    secret = options.pop("client_secret", CLIENT_SECRET)
    url = BaseUrl.parse(base_url, allow_plain_http=True)
    return Cam2Client(url, Secret(client_id), Secret(secret), **options)


def entry(number: int = 1, **values: Any) -> dict[str, Any]:
    """A camera as the wire has it; *values* by the wire's names, `...` takes a field out."""
    whole = {
        "cameraID": f"{number:024x}",
        "legacy_cameraID": number,
        "type": "ip",
        "source": "city-harbour",
        "country": "NZ",
        "state": None,
        "city": "Napier",
        "latitude": -39.4867,
        "longitude": 176.9192,
        "resolution_width": 800,
        "resolution_height": 600,
        "frame_rate": None,
        "is_active_image": True,
        "is_active_video": False,
        "utc_offset": 43200,
        "timezone_id": None,
        "timezone_name": None,
        "reference_logo": None,
        "reference_url": "http://harbour.example/cams",
        "retrieval": {
            "ip": "192.0.2.17",
            "port": "80",
            "brand": "Axis",
            "model": None,
            "image_path": "/jpg/image.jpg",
            "video_path": "/mjpg/video.mjpg",
        },
    }
    return {name: value for name, value in (whole | values).items() if value is not ...}


def entries(first: int, count: int) -> list[dict[str, Any]]:
    return [entry(number) for number in range(first, first + count)]


def token(value: str = TOKEN) -> Answer:
    return faulty.ok({"token": value})


def refusal(status: int, message: str = "No.", headers: Mapping[str, str] | None = None) -> Answer:
    """A refusal in CAM2's words."""
    return faulty.reply(status, json.dumps({"message": message}).encode(), headers)


EXPIRED = refusal(401, "Token expired.")


def routed(**routes: Answer) -> Answer:
    """Answers by the first segment of the path; `auth` has a token unless it is given."""
    answers = {"auth": token()} | routes

    async def answer(exchange: Exchange) -> None:
        place = urlsplit(exchange.request.target).path.split("/")[1]
        await answers[place](exchange)

    return answer


def by_query(choose: Callable[[dict[str, str]], Answer]) -> Answer:
    """Answers by the query."""

    async def answer(exchange: Exchange) -> None:
        query = parse_qs(urlsplit(exchange.request.target).query, keep_blank_values=True)
        await choose({name: values[-1] for name, values in query.items()})(exchange)

    return answer


def in_turn(*answers: Answer) -> Answer:
    """One after another; the last repeats."""
    waiting = list(answers)

    async def answer(exchange: Exchange) -> None:
        chosen = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        await chosen(exchange)

    return answer


def paged(catalogue: list[dict[str, Any]], size: int = 100) -> Answer:
    """A search that walks *catalogue*."""

    def page(query: dict[str, str]) -> Answer:
        offset = int(query.get("offset", "0"))
        return faulty.ok(catalogue[offset : offset + size])

    return by_query(page)


def asked(server: FaultyServer, place: str = "") -> list[str]:
    """The targets that came, those of tokens left out; *place* chooses by their beginning."""
    targets = [request.target for request in server.requests]
    return [
        target
        for target in targets
        if target.startswith(f"/{place}") and not target.startswith("/auth")
    ]


def tokens_asked(server: FaultyServer) -> int:
    return sum(request.target.startswith("/auth") for request in server.requests)


async def collected(search: Any) -> list[Any]:
    """Every camera of a search."""
    return [camera async for page in search for camera in page.cameras]


def listen_to_everything(caplog: Any) -> None:
    for name in HTTP_LOGGERS:
        caplog.set_level(logging.DEBUG, name)
    caplog.set_level(logging.DEBUG)
