"""Files to and from signed addresses: what is sent, where it may go, and how a rest is fetched."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest

from facespace_desk.net.address_range import Address, Range, range_of
from facespace_desk.net.errors import ErrorKind, ServiceError
from facespace_desk.net.storage import Storage, StorageLimits
from facespace_desk.net.storage_url import StorageUrl
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.servers.socks import socks_proxy

CONTENT = bytes(range(256)) * 3_000
SECRET = "CANARY-query-77"
Open = Callable[..., Storage]


def loopback_is_the_internet(address: Address) -> Range:
    return Range.PUBLIC if str(address) == "127.0.0.1" else range_of(address)


@pytest.fixture
async def opened() -> AsyncIterator[Open]:
    made: list[Storage] = []

    def make(**options: Any) -> Storage:
        made.append(Storage(**options))
        return made[-1]

    yield make
    for storage in made:
        await storage.close()


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "a.part"


def parted(etag: str | None = '"one"', content: bytes = CONTENT) -> faulty.Answer:
    """A server that gives parts of *content*."""

    async def answer(exchange: faulty.Exchange) -> None:
        headers = {} if etag is None else {"ETag": etag}
        asked = exchange.request.headers.get("range")
        if asked is None or exchange.request.headers.get("if-range") != etag:
            await faulty.reply(200, content, headers)(exchange)
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        if start >= len(content):
            await faulty.reply(416, b"", {"Content-Range": f"bytes */{len(content)}"})(exchange)
            return
        headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        await faulty.reply(206, content[start:], headers)(exchange)

    return answer


async def refusal(storage: Storage, url: str, part: Path, **options: Any) -> ServiceError:
    with pytest.raises(ServiceError) as caught:
        await storage.get_file(url, part, **options)
    error = caught.value
    assert SECRET not in f"{error!r} {error} {error.__cause__!r} {error.__context__!r}"
    return error


async def test_a_file_arrives_whole(opened: Open, part: Path) -> None:
    told: list[tuple[int, int | None]] = []
    begun: list[tuple[str | None, int | None]] = []

    async def note(etag: str | None, size: int | None) -> None:
        assert part.read_bytes() == b""  # nothing of another file is left by now
        begun.append((etag, size))

    part.write_bytes(b"of another file")
    async with FaultyServer() as server:
        server.play(parted())
        found = await opened(allow_loopback=True).get_file(
            f"{server.origin}/a?{SECRET}",
            part,
            begun=note,
            progress=lambda count, total: told.append((count, total)),
        )
    assert part.read_bytes() == CONTENT
    assert (found.size, found.etag) == (len(CONTENT), '"one"')
    assert begun == [('"one"', len(CONTENT))]
    assert told[-1] == (len(CONTENT), len(CONTENT))


@pytest.mark.parametrize("have", [1, 500_000])
async def test_only_the_rest_is_fetched(opened: Open, part: Path, have: int) -> None:
    part.write_bytes(CONTENT[:have])
    async with FaultyServer() as server:
        server.play(parted())
        storage = opened(allow_loopback=True)
        await storage.get_file(f"{server.origin}/a", part, etag='"one"')
        assert server.requests[0].headers["range"] == f"bytes={have}-"
    assert part.read_bytes() == CONTENT


@pytest.mark.parametrize("have", [CONTENT[:10], CONTENT, CONTENT + b"more"])
async def test_another_file_is_fetched_from_its_beginning(
    opened: Open, part: Path, have: bytes
) -> None:
    part.write_bytes(have)
    other = CONTENT[::-1]
    async with FaultyServer() as server:
        server.play(parted('"two"', other))
        await opened(allow_loopback=True).get_file(f"{server.origin}/a", part, etag='"one"')
    assert part.read_bytes() == other


async def test_more_than_there_is_begins_anew(opened: Open, part: Path) -> None:
    part.write_bytes(CONTENT + b"more")
    async with FaultyServer() as server:
        server.play(parted())
        await opened(allow_loopback=True).get_file(f"{server.origin}/a", part, etag='"one"')
    assert part.read_bytes() == CONTENT


async def test_another_part_than_was_asked_for_is_refused(opened: Open, part: Path) -> None:
    part.write_bytes(CONTENT[:10])
    async with FaultyServer() as server:
        server.play(faulty.reply(206, b"x" * 10, {"Content-Range": "bytes 5-14/15"}))
        error = await refusal(
            opened(allow_loopback=True), f"{server.origin}/a?{SECRET}", part, etag='"one"'
        )
    assert error.kind is ErrorKind.NOT_THIS_PROTOCOL
    assert part.read_bytes() == CONTENT[:10]


async def test_a_weak_etag_is_none(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        server.play(parted('W/"one"'))
        found = await opened(allow_loopback=True).get_file(f"{server.origin}/a", part)
    assert found.etag is None


async def test_what_has_come_stays_when_the_connection_breaks(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        server.play(faulty.truncated(CONTENT[:1_000], says=len(CONTENT)))
        error = await refusal(opened(allow_loopback=True), f"{server.origin}/a?{SECRET}", part)
    assert error.kind is ErrorKind.BROKE_OFF
    assert error.retryable
    assert part.read_bytes() == CONTENT[:1_000]


@pytest.mark.parametrize("says_size", [True, False])
async def test_the_cap_holds(opened: Open, part: Path, says_size: bool) -> None:
    async with FaultyServer() as server:
        server.play(faulty.huge(2**20, says_size=says_size))
        error = await refusal(
            opened(allow_loopback=True), f"{server.origin}/a?{SECRET}", part, cap_bytes=2**19
        )
    assert error.kind is ErrorKind.TOO_LARGE
    assert not part.exists() or part.stat().st_size <= 2**19


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (403, ErrorKind.REFUSED),
        (404, ErrorKind.NOT_FOUND),
        (410, ErrorKind.NOT_FOUND),
        (429, ErrorKind.RATE_LIMITED),
        (500, ErrorKind.SERVER_TROUBLE),
        (418, ErrorKind.REFUSED),
        (304, ErrorKind.REFUSED),
    ],
)
async def test_statuses_in_words(opened: Open, part: Path, status: int, kind: ErrorKind) -> None:
    body = b"<?xml version='1.0'?><Error><Code>RequestTimeTooSkewed</Code></Error>"
    async with FaultyServer() as server:
        server.play(faulty.reply(status, b"" if status == 304 else body))
        error = await refusal(opened(allow_loopback=True), f"{server.origin}/a?{SECRET}", part)
    assert (error.kind, error.status) == (kind, status)
    assert str(status) in error.message
    assert status == 304 or "RequestTimeTooSkewed" in error.message
    assert not part.exists()


async def test_redirections_are_followed_three_times_and_checked_each_time(
    opened: Open, part: Path
) -> None:
    async with FaultyServer() as server:
        here = server.origin
        storage = opened(allow_loopback=True)
        server.play(*[faulty.redirect(f"/{n}?x=%2f") for n in range(3)], parted())
        await storage.get_file(f"{here}/a", part)
        assert [request.target for request in server.requests[1:]] == [
            f"/{n}?x=%2f" for n in range(3)
        ]
        server.play(faulty.redirect("/again"))
        error = await refusal(storage, f"{here}/a?{SECRET}", part)
        assert error.kind is ErrorKind.REDIRECTED
        for target in ("https://10.1.2.3/", "http://93.184.216.34/", "ftp://x/", "//"):
            server.play(faulty.redirect(target))
            error = await refusal(storage, f"{here}/a?{SECRET}", part)
            assert error.kind in (ErrorKind.BLOCKED, ErrorKind.REDIRECTED)


async def test_a_put_follows_no_redirection(opened: Open, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    async with FaultyServer() as server:
        server.play(faulty.redirect(f"{server.origin}/b"))
        with pytest.raises(ServiceError) as caught:
            await opened(allow_loopback=True).put_file(f"{server.origin}/a", tmp_path / "a", size=3)
        assert len(server.requests) == 1
    assert caught.value.status == 302


async def test_https_is_wanted_everywhere_but_on_this_computer(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        plain = opened(range_of=loopback_is_the_internet)
        error = await refusal(plain, f"{server.origin}/a?{SECRET}", part)
        assert error.kind is ErrorKind.BLOCKED
        assert "plain http" in error.message
        assert server.connections == 0


async def test_names_are_resolved_once_and_the_checked_address_is_used(
    opened: Open, part: Path
) -> None:
    asked: list[str] = []

    async def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    trust = ssl.create_default_context()  # the server's certificate has no name
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    async with FaultyServer(tls=True) as server:
        server.play(parted())
        storage = opened(resolve=resolve, ssl_context=trust, range_of=loopback_is_the_internet)
        url = f"https://localhost:{server.port}/a?{SECRET}"
        await storage.get_file(url, part)
        assert server.requests[0].headers["host"] == f"localhost:{server.port}"
        error = await refusal(storage, url, part)  # the name leads elsewhere by now
        assert error.kind is ErrorKind.BLOCKED
        assert asked == ["localhost", "localhost"]
        assert len(server.requests) == 1


async def test_connections_are_kept_for_their_name(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        server.play(parted())
        storage = opened(allow_loopback=True)
        for _ in range(5):
            await storage.get_file(f"{server.origin}/a", part)
        assert server.connections == 1
        await storage.get_file(f"http://localhost:{server.port}/a", part)
        assert server.connections == 2


async def test_an_address_that_does_not_answer_is_followed_by_the_next(
    opened: Open, tmp_path: Path
) -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        return ["127.0.0.2", "127.0.0.1"]

    (tmp_path / "a").write_bytes(b"abc")
    async with FaultyServer() as server:  # on 127.0.0.1 alone
        storage = opened(allow_loopback=True, resolve=resolve)
        done = await storage.put_file(f"http://files.test:{server.port}/a", tmp_path / "a", size=3)
        assert done.status == 200
        assert server.requests[0].body == b"abc"


async def test_a_name_that_is_not_found_is_said(opened: Open, part: Path) -> None:
    async def resolve(_host: str, _port: int) -> list[str]:
        raise OSError

    error = await refusal(opened(resolve=resolve), f"https://files.test/a?{SECRET}", part)
    assert error.kind is ErrorKind.HOST_NOT_FOUND


async def test_a_socks_proxy_is_used_and_told_the_checked_address(opened: Open, part: Path) -> None:
    trust = ssl.create_default_context(cafile=faulty.CERTIFICATE)
    async with FaultyServer(tls=True) as server, socks_proxy(server.port) as proxy:
        server.play(parted())
        storage = opened(
            proxy=f"socks5://127.0.0.1:{proxy.port}", allow_loopback=True, ssl_context=trust
        )
        await storage.get_file(f"https://127.0.0.1:{server.port}/a", part)
    assert part.read_bytes() == CONTENT
    assert proxy.wanted == [("127.0.0.1", server.port)]


async def test_silence_and_the_whole_time_have_limits(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        server.play(faulty.drip(CONTENT, pause_s=0.05))
        storage = opened(allow_loopback=True, limits=StorageLimits(total_s=0.3))
        error = await refusal(storage, f"{server.origin}/a?{SECRET}", part)
    assert error.kind is ErrorKind.TIMED_OUT


async def test_cancelling_closes_file_and_connection(opened: Open, part: Path) -> None:
    async with FaultyServer() as server:
        server.play(faulty.stall())
        task = asyncio.create_task(opened(allow_loopback=True).get_file(f"{server.origin}/a", part))
        await server.arrived()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.wait_for(server.lost.wait(), 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "http",
        "https:///a",
        "ftp://files.test/a",
        "https://u:p@files.test/a",
        "https://files.test/a b",
        "https://files.test/a\r\nX: y",
        "https://files.test/é",
        "https://files.test\\@evil.test/",
        "https://files.test:99999/",
        "https://0x7f.1/",
        "https://files.test/" + "a" * 20_000,
    ],
)
def test_what_is_no_address_of_a_file(text: str) -> None:
    with pytest.raises(ValueError, match=r"address|host|port|IPv4"):
        StorageUrl.parse(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://files.test", "/"),
        ("https://files.test?a=b", "/?a=b"),
        ("HTTPS://Files.Test:443/a//b/../%7e?x=a+b&y=%2F#part", "/a//b/../%7e?x=a+b&y=%2F"),
        ("https://files.test/a?b=?c/d", "/a?b=?c/d"),
    ],
)
def test_path_and_query_are_kept_to_the_byte(text: str, target: str) -> None:
    found = StorageUrl.parse(text)
    assert (found.target, found.authority) == (target, "files.test")
    assert "?" not in repr(found)
