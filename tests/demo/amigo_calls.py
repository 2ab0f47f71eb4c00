"""How the tests of the AmigoCloud simulator speak to it: REST calls, and raw Engine.IO."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import httpx

from facespace_desk.demo.amigocloud.framing import Packet, from_body, to_body
from tests.amigo_simulator import RunningAmigo
from tests.limits import PATIENCE_S

WITHIN_S = PATIENCE_S
LONG = "/v2_socket.io/socket.io/"
SHORT = "/v2_socket.io/"
NAMESPACE = "40/amigosocket,"


class Rest:
    """Calls below the API root with a token in the query."""

    def __init__(self, amigo: RunningAmigo, token: str | None = None) -> None:
        self.amigo = amigo
        self.token = amigo.token if token is None else token
        self._http = httpx.AsyncClient(base_url=f"{amigo.origin}/api/v1", timeout=WITHIN_S)

    async def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        params = {"token": self.token} | options.pop("params", {})
        return await self._http.request(method, path, params=params, **options)

    async def get(self, path: str, **params: Any) -> Any:
        reply = await self.call("GET", path, params=params)
        assert reply.is_success, reply.text
        return reply.json()

    async def post(self, path: str, json: Any = None, **options: Any) -> Any:
        reply = await self.call("POST", path, json=json, **options)
        assert reply.is_success, reply.text
        return reply.json()

    async def refused(self, method: str, path: str, **options: Any) -> tuple[int, dict[str, Any]]:
        """Status and body of an error answer, which has the shape of wire section 6."""
        reply = await self.call(method, path, **options)
        body = reply.json()
        assert isinstance(body["detail"], str)
        assert body["error_code"] == 1
        return reply.status_code, body

    async def ended_job(self, job: str) -> dict[str, Any]:
        async with asyncio.timeout(WITHIN_S):
            while True:
                found = dict(await self.get(f"me/jobs/{job}"))
                if found["status"] in ("SUCCESS", "FAILURE"):
                    return found
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        await self._http.aclose()


@asynccontextmanager
async def rest_of(amigo: RunningAmigo, token: str | None = None) -> AsyncIterator[Rest]:
    rest = Rest(amigo, token)
    yield rest
    await rest.close()


class Polling:
    """A client of protocol 3 or 4 that polls by hand."""

    def __init__(self, origin: str, path: str = LONG, protocol: int = 3) -> None:
        self.http = httpx.AsyncClient(base_url=origin, timeout=WITHIN_S)
        self.path = path
        self.protocol = protocol
        self.params = {"EIO": str(protocol), "transport": "polling"}
        self.reply: httpx.Response | None = None

    async def open(self, **params: str) -> dict[str, Any]:
        """The handshake; what the server says of the session."""
        packets = await self.poll(**params)
        assert isinstance(packets[0], str)
        hello = dict(json.loads(packets[0].removeprefix("0")))
        self.params["sid"] = hello["sid"]
        self.rest = packets[1:]
        return hello

    async def poll(self, **params: str) -> list[Packet]:
        self.reply = await self.http.get(self.path, params=self.params | params)
        assert self.reply.is_success, self.reply.text
        if self.reply.headers["content-type"].startswith("text") and self.protocol == 3:
            assert self.reply.content[:1].isdigit()
        return from_body(self.reply.content, self.protocol)

    async def until(self, packet: str) -> list[Packet]:
        """Poll until a packet that begins so has come; all packets until then."""
        found: list[Packet] = []
        async with asyncio.timeout(WITHIN_S):
            while not any(isinstance(one, str) and one.startswith(packet) for one in found):
                found += await self.poll()
        return found

    async def send(self, *packets: Packet) -> httpx.Response:
        body, _sort = to_body(packets, self.protocol, is_binary=True)
        reply = await self.http.post(self.path, params=self.params, content=body)
        assert (reply.status_code, reply.text) == (200, "ok")
        return reply

    async def close(self) -> None:
        await self.http.aclose()


class Socket:
    """The same over a web socket from the start."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, *packets: str) -> None:
        for packet in packets:
            await self.socket.send_str(packet)

    async def next(self) -> Any:
        """The next packet; None: it was closed."""
        message = await self.socket.receive(WITHIN_S)
        return message.data if message.type == aiohttp.WSMsgType.TEXT else None

    async def until(self, packet: str) -> list[str]:
        found: list[str] = []
        async with asyncio.timeout(WITHIN_S):
            while not (found and found[-1].startswith(packet)):
                came = await self.next()
                assert came is not None, found
                found.append(came)
        return found

    async def join(self) -> None:
        await self.send(NAMESPACE)
        await self.until("40/amigosocket")

    async def authenticate(self, amigo: RunningAmigo, ticket: str, **more: Any) -> None:
        data = {"userid": amigo.user_id, "websocket_session": ticket} | more
        await self.send("42/amigosocket," + json.dumps(["authenticate", data]))

    async def event(self, name: str) -> list[Any]:
        """The arguments of the next event of that name."""
        found = (await self.until(f'42/amigosocket,["{name}"'))[-1]
        return list(json.loads(found.partition(",")[2])[1:])


@asynccontextmanager
async def polling(
    amigo: RunningAmigo, path: str = LONG, protocol: int = 3
) -> AsyncIterator[Polling]:
    client = Polling(amigo.origin, path, protocol)
    yield client
    await client.close()


@asynccontextmanager
async def socket(
    amigo: RunningAmigo, path: str = LONG, protocol: int = 3, sid: str = ""
) -> AsyncIterator[Socket]:
    query = f"EIO={protocol}&transport=websocket" + (f"&sid={sid}" if sid else "")
    async with aiohttp.ClientSession() as session:
        url = f"{amigo.origin}{path}?{query}"
        async with session.ws_connect(url, max_msg_size=0) as made:
            yield Socket(made)


async def ticket(amigo: RunningAmigo, dataset: int | None = None) -> str:
    async with rest_of(amigo) as rest:
        path = "me" if dataset is None else f"users/42/projects/101/datasets/{dataset}"
        found = await rest.get(f"{path}/start_websocket_session")
    return str(found["websocket_session"])


async def subscribed(client: Socket, amigo: RunningAmigo, dataset: int | None = None) -> None:
    """Join, authenticate, and wait until the simulator has heard it."""
    before = len(amigo.control.authentications())
    more = {} if dataset is None else {"datasetid": dataset}
    await client.authenticate(amigo, await ticket(amigo, dataset), **more)
    await amigo.control.subscribed(before + 1)
    assert amigo.control.authentications()[-1]["verdict"] == "good"
