"""Addresses found in data: where they may lead, what may come back, and what is never sent."""

import asyncio
import contextlib
import gzip
import logging
import re
import socket
import ssl
import time

import pytest

from facespace_desk.net.address_range import Range, Reach, range_of
from facespace_desk.net.errors import ErrorKind, ServiceError, explain
from facespace_desk.net.outside import Outside, OutsideError, OutsideLimits
from tests.limits import AT_ONCE_S
from tests.servers import faulty
from tests.servers.faulty import FaultyServer
from tests.servers.socks import socks_proxy

PICTURE = b"\xff\xd8\xff\xe0" + bytes(2_000) + b"\xff\xd9"
QUICK = OutsideLimits(connect_s=60, read_s=60, total_s=90, body_bytes=2**20)
SECRET = "CANARY-query-77"
picture = faulty.reply(200, PICTURE, {"Content-Type": "image/jpeg"})


class Names:
    """A name service; each name gives its answers one after the other, the last again and again."""

    def __init__(self, **names: list[str] | list[list[str]]) -> None:
        self._names = {
            name.replace("_", "."): [answer if isinstance(answer, list) else [answer] for answer in
                                     answers]
            for name, answers in names.items()
        }  # fmt: skip
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self._names.get(host)
        if answers is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return answers.pop(0) if len(answers) > 1 else answers[0]


def loopback_is_the_internet(address):
    return Range.PUBLIC if str(address) == "127.0.0.1" else range_of(address)


@pytest.fixture
async def open_outside():
    """`open_outside(**options)`: for it, 127.0.0.1 alone of this computer is the internet."""
    opened = []

    def make(**options):
        opened.append(Outside(**{"range_of": loopback_is_the_internet, **options}))
        return opened[-1]

    yield make
    for outside in opened:
        await outside.close()


@pytest.fixture
def outside(open_outside):
    return open_outside()


async def failure(outside, url, limits=QUICK, **options) -> OutsideError:
    """The error of a fetch, which shows the secret nowhere."""
    with pytest.raises(ServiceError) as caught:
        await outside.fetch(url, limits=limits, **options)
    error = caught.value
    assert isinstance(error, OutsideError)
    assert error.service == "The camera"
    assert SECRET not in f"{error!r} {error.message} {explain(error)} {error.__cause__!r}"
    assert explain(error).happened == error.message
    return error


async def test_a_picture_comes_with_what_is_known_of_it(server, outside):
    server.play(picture)
    heard, started = [], time.monotonic()
    fetched = await outside.fetch(
        f"{server.origin}/jpg/image.jpg?pw={SECRET}#top", progress=lambda *now: heard.append(now)
    )
    assert (fetched.body, fetched.status, fetched.content_type) == (PICTURE, 200, "image/jpeg")
    assert fetched.url_shown == f"{server.origin}/jpg/image.jpg"
    assert 0 < fetched.elapsed_s <= time.monotonic() - started
    assert not fetched.is_stream
    assert heard[-1] == (len(PICTURE), len(PICTURE))
    assert SECRET not in repr(fetched)


async def test_the_request_says_who_asks_and_nothing_else(server, outside):
    server.play(faulty.reply(200, PICTURE, {"Set-Cookie": "a=b; Path=/"}))
    for _ in range(2):
        await outside.fetch(f"{server.origin}/a b/ü?x=[1]&y=%20")
    request = await server.arrived(2)
    assert request.target == "/a%20b/%C3%BC?x=[1]&y=%20"
    assert request.headers.pop("user-agent").startswith("FaceSpaceDesk/")
    assert request.headers == {
        "host": f"127.0.0.1:{server.port}",
        "accept": "image/*,*/*;q=0.1",
        "accept-encoding": "identity",
        "connection": "close",
    }
    assert server.connections == 2


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://camera.example/a.jpg", "begin with ftp: are not opened"),
        ("file:///etc/passwd", "begin with file: are not opened"),
        ("rtsp://camera.example/", "begin with rtsp: are not opened"),
        ("javascript:alert(1)", "no address of the web"),
        ("camera.example/a.jpg", "no address of the web"),
        ("", "no address of the web"),
        ("http://", "has no host"),
        (f"http://me:{SECRET}@camera.example/", "user name or password"),
        ("http://camera.example:99999/", "port"),
        ("http://camera.example/\r\nHost: evil", "invisible characters|no address of the web"),
        ("http://camera.example/" + "a" * 2_000, "too long"),
        ("http://127.1/", "IPv4 address is not valid"),
        ("http://2130706433/", "IPv4 address is not valid"),
        ("http://0x7f000001/", "IPv4 address is not valid"),
        ("http://[fe80::1%25eth0]/", "not valid|interface"),
        ("http://evil.example\\@camera.example/", "no address of the web"),
        ("http://camera.example/\ud800", "half a character"),
    ],
)
async def test_unusable_addresses_are_said_without_a_request(open_outside, url, words):
    names = Names()
    error = await failure(open_outside(resolve=names), url)
    assert error.kind is ErrorKind.USAGE
    assert re.search(words, error.message)
    assert names.asked == []


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("127.0.0.1", "leads to this computer"),
        ("[::1]", "leads to this computer"),
        ("[::ffff:127.0.0.1]", "leads to this computer"),
        ("10.0.0.8", "leads to a private network"),
        ("192.168.1.20", "leads to a private network"),
        ("169.254.169.254", "leads to the own network segment"),
        ("100.64.1.1", "leads to the provider's own network"),
        ("[fd00::1]", "leads to a private network"),
        ("[64:ff9b::a00:1]", "leads to a private network"),
    ],
)
async def test_private_literals_are_blocked_by_the_profile(host, words):
    outside = Outside()
    error = await failure(outside, f"http://{host}:80/a.jpg?{SECRET}")
    assert error.kind is ErrorKind.BLOCKED
    assert error.message.endswith(f"{words}, which this profile does not allow.")
    assert "profile" in explain(error).remedy
    await outside.close()


@pytest.mark.parametrize("reach", [Reach.LOOPBACK, Reach.PRIVATE])
async def test_this_computer_is_reached_when_the_profile_allows_it(server, reach):
    server.play(picture)
    outside = Outside(reach=reach, resolve=Names(localhost=["127.0.0.1"]))
    assert (await outside.fetch(f"{server.origin}/a.jpg")).body == PICTURE
    assert (await outside.fetch(f"http://localhost:{server.port}/a.jpg")).body == PICTURE
    await outside.close()


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "100.64.0.1", "[fd00::1]"])
async def test_a_profile_that_allows_this_computer_does_not_allow_its_network(host):
    outside = Outside(reach=Reach.LOOPBACK)
    error = await failure(outside, f"http://{host}:80/")
    assert error.kind is ErrorKind.BLOCKED
    assert error.message.endswith(", which this profile does not allow.")
    await outside.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]", "224.0.0.1", "255.255.255.255", "[ff02::1]"])
async def test_what_is_no_computer_is_blocked_even_then(server, host):
    outside = Outside(reach=Reach.PRIVATE)
    error = await failure(outside, f"http://{host}:{server.port}/")
    assert (error.kind, server.connections) == (ErrorKind.BLOCKED, 0)
    await outside.close()


async def test_a_name_that_leads_inside_is_blocked(server, open_outside):
    outside = open_outside(resolve=Names(camera_example=["10.1.2.3"]))
    error = await failure(outside, f"http://camera.example:{server.port}/a.jpg?pw={SECRET}")
    assert error.kind is ErrorKind.BLOCKED
    assert "camera.example leads to a private network" in error.message


async def test_a_name_is_asked_once_and_the_checked_address_is_used(server, open_outside):
    server.play(picture)
    names = Names(camera_example=[["127.0.0.1"], ["127.0.0.2"]])  # the second would be blocked
    outside = open_outside(resolve=names)
    fetched = await outside.fetch(f"http://camera.example:{server.port}/a.jpg")
    assert fetched.body == PICTURE
    assert names.asked == ["camera.example"]
    assert server.requests[0].headers["host"] == f"camera.example:{server.port}"
    error = await failure(outside, f"http://camera.example:{server.port}/a.jpg")
    assert (error.kind, server.connections) == (ErrorKind.BLOCKED, 1)


async def test_of_several_addresses_only_the_allowed_ones_are_tried(server, open_outside):
    server.play(picture)
    names = Names(camera_example=[["10.9.9.9", "fe80::1%lo", "127.0.0.1"]])
    url = f"http://camera.example:{server.port}/"
    assert (await open_outside(resolve=names).fetch(url, limits=QUICK)).body == PICTURE


async def test_an_address_that_does_not_answer_is_followed_by_the_next(server, open_outside):
    server.play(picture)
    names = Names(camera_example=[["127.0.0.9", "127.0.0.1"]])  # nobody listens on the first
    outside = open_outside(resolve=names, reach=Reach.PRIVATE)
    fetched = await outside.fetch(f"http://camera.example:{server.port}/", limits=QUICK)
    assert fetched.body == PICTURE


async def test_names_that_are_not_found_are_said(open_outside):
    error = await failure(open_outside(resolve=Names()), f"http://gone.example/?{SECRET}")
    assert error.kind is ErrorKind.HOST_NOT_FOUND
    assert error.message == "The name gone.example was not found."


async def test_the_systems_name_service_is_asked_by_itself(server):
    server.play(picture)
    outside = Outside(reach=Reach.PRIVATE)
    url = f"http://localhost:{server.port}/"  # ::1 comes first on many systems
    assert (await outside.fetch(url, limits=QUICK)).body == PICTURE
    error = await failure(outside, f"http://{'a' * 70}.invalid/")
    assert error.kind is ErrorKind.USAGE
    await outside.close()


async def test_a_refused_connection_is_said(outside):
    with faulty.refusing_port() as port:
        error = await failure(outside, f"http://127.0.0.1:{port}/")
    assert (error.kind, error.message) == (ErrorKind.UNREACHABLE, "The connection was refused.")


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, ErrorKind.LOGIN_WANTED, "The camera wants a login (401, Unauthorized)."),
        (403, ErrorKind.LOGIN_WANTED, "The camera wants a login (403, Forbidden)."),
        (404, ErrorKind.NOT_FOUND, "nothing at this address"),
        (429, ErrorKind.RATE_LIMITED, "asked too often"),
        (500, ErrorKind.SERVER_TROUBLE, "trouble of its own (500"),
        (204, ErrorKind.REFUSED, "did not give a picture (204"),
        (304, ErrorKind.REFUSED, "did not give a picture (304"),
        (799, ErrorKind.SERVER_TROUBLE, "(799, an unknown status)"),
    ],
)
async def test_each_status_has_its_words(server, outside, status, kind, words):
    server.play(faulty.reply(status))
    error = await failure(outside, f"{server.origin}/?{SECRET}")
    assert (error.kind, error.status) == (kind, status)
    assert words in error.message


async def test_a_web_page_is_no_picture(server, outside):
    for answer in (
        faulty.html(200),
        faulty.reply(200, b"\xef\xbb\xbf \n<HTML>", {"Content-Type": "image/jpeg"}),
        faulty.reply(200, b"Sorry", {"Content-Type": "text/html; charset=utf-8"}),
    ):
        server.play(answer)
        error = await failure(outside, server.origin)
        assert error.kind is ErrorKind.NOT_A_PICTURE
        assert error.message == "The camera sent a web page instead of a picture."


async def test_a_picture_that_is_called_a_page_is_taken(server, outside):
    server.play(faulty.reply(200, PICTURE, {"Content-Type": "text/html"}))
    assert (await outside.fetch(server.origin)).body == PICTURE


async def test_redirections_are_followed_and_checked_like_the_first(server, outside):
    there = f"//127.0.0.1:{server.port}/c"
    server.play(faulty.redirect("/b?x=1"), faulty.redirect(there), picture)
    fetched = await outside.fetch(f"{server.origin}/a")
    assert fetched.body == PICTURE
    assert [request.target for request in server.requests] == ["/a", "/b?x=1", "/c"]
    assert fetched.url_shown == f"{server.origin}/c"
    assert "referer" not in server.requests[-1].headers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("location", "kind"),
    [
        ("http://127.0.0.2:{port}/", ErrorKind.BLOCKED),
        ("http://[::1]:{port}/", ErrorKind.BLOCKED),
        ("http://169.254.169.254/latest/meta-data", ErrorKind.BLOCKED),
        ("http://inside.example:{port}/", ErrorKind.BLOCKED),
        ("http://me:pw@127.0.0.1:{port}/", ErrorKind.USAGE),
        ("file:///etc/passwd", ErrorKind.USAGE),
        ("data:image/png;base64,AAAA", ErrorKind.USAGE),
        ("http://[::1", ErrorKind.USAGE),
        ("", ErrorKind.REDIRECTED),
    ],
)
async def test_redirections_lead_nowhere_else(server, open_outside, status, location, kind):
    outside = open_outside(resolve=Names(inside_example=["192.168.0.1"]))
    server.play(faulty.redirect(location.format(port=server.port), status))
    error = await failure(outside, f"{server.origin}/?{SECRET}")
    assert (error.kind, len(server.requests)) == (kind, 1)


async def test_the_fourth_redirection_is_one_too_many(server, outside):
    server.play(*[faulty.redirect(f"/{number}") for number in range(3)], picture)
    assert (await outside.fetch(server.origin)).body == PICTURE
    server.play(faulty.redirect("/again"))
    error = await failure(outside, server.origin)
    assert (error.kind, len(server.requests)) == (ErrorKind.REDIRECTED, 8)


async def test_https_never_becomes_http(server, open_outside):
    trust = ssl.create_default_context(cafile=faulty.CERTIFICATE)
    outside = open_outside(ssl_context=trust)
    async with FaultyServer(tls=True) as secure:
        secure.play(faulty.redirect(f"{server.origin}/"))
        error = await failure(outside, secure.origin)
        assert error.kind is ErrorKind.REDIRECTED
        assert error.message == "The camera sends us on from https to plain http."
        assert server.requests == []
        secure.play(picture)
        server.play(faulty.redirect(f"{secure.origin}/"))
        assert (await outside.fetch(server.origin)).body == PICTURE


async def test_tls_is_for_the_name_although_the_address_was_given(open_outside):
    heard = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(faulty.CERTIFICATE)
    context.sni_callback = lambda _socket, name, _context: heard.append(name)
    outside = open_outside(
        resolve=Names(camera_example=["127.0.0.1"]),
        ssl_context=ssl.create_default_context(cafile=faulty.CERTIFICATE),
    )
    async with FaultyServer() as plain:
        plain._server.close()
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0, ssl=context)
        port = server.sockets[0].getsockname()[1]
        error = await failure(outside, f"https://camera.example:{port}/")
        server.close()
        await server.wait_closed()
    assert error.kind is ErrorKind.CERTIFICATE  # it is for 127.0.0.1, which is not the name
    assert heard == ["camera.example"]


async def test_a_length_of_2_gb_is_refused_before_anything_is_read(server, outside):
    server.play(faulty.huge(2 * 10**9))
    error = await failure(outside, server.origin)
    assert (error.kind, error.message) == (
        ErrorKind.TOO_LARGE,
        "The answer is larger than 1 MiB.",
    )
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)


async def test_an_endless_body_ends_at_the_cap(server, outside):
    server.play(faulty.huge(10**12, says_size=False))
    assert (await failure(outside, server.origin)).kind is ErrorKind.TOO_LARGE
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)


async def test_a_gzip_bomb_ends_at_the_cap(server, outside):
    server.play(faulty.gzip_bomb(50 * 2**20))
    assert (await failure(outside, server.origin)).kind is ErrorKind.TOO_LARGE


async def test_compressed_pictures_are_expanded_and_other_encodings_refused(server, outside):
    server.play(faulty.gzipped(PICTURE))
    assert (await outside.fetch(server.origin)).body == PICTURE
    server.play(faulty.reply(200, b"x", {"Content-Encoding": "br"}))
    assert (await failure(outside, server.origin)).kind is ErrorKind.NOT_THIS_PROTOCOL


async def test_a_picture_that_ends_in_the_middle_is_said(server, outside):
    for answer in (
        faulty.truncated(PICTURE, says=9_000),
        faulty.reset(b"HTTP/1.1 200 OK\r\n\r\nx"),
    ):
        server.play(answer)
        error = await failure(outside, server.origin)
        assert (error.kind, error.message) == (
            ErrorKind.BROKE_OFF,
            "The picture ends in the middle.",
        )
    server.play(faulty.gzipped(PICTURE, cut=20))
    assert "broke off" in (await failure(outside, server.origin)).message


async def test_silence_and_dripping_end_in_time(server, outside):
    server.play(faulty.stall())
    limits = OutsideLimits(read_s=0.2, total_s=60)
    error = await failure(outside, server.origin, limits)
    assert (error.kind, error.message) == (
        ErrorKind.TIMED_OUT,
        "The camera did not answer within 0.2 s.",
    )
    server.play(faulty.drip(PICTURE, pause_s=0.05))
    limits = OutsideLimits(connect_s=60, read_s=60, total_s=0.4)
    async with asyncio.timeout(AT_ONCE_S):
        error = await failure(outside, server.origin, limits)
    assert (error.kind, error.message) == (
        ErrorKind.TIMED_OUT,
        "The camera was not done within 0.4 s.",
    )
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)


async def test_a_name_service_that_hangs_ends_in_time(open_outside):
    async def hang(_host, _port):
        await asyncio.Event().wait()

    async with asyncio.timeout(AT_ONCE_S):
        error = await failure(
            open_outside(resolve=hang), "http://camera.example/", OutsideLimits(total_s=0.2)
        )
    assert error.kind is ErrorKind.TIMED_OUT


async def test_what_is_not_http_is_said(server, outside):
    server.play(faulty.not_http())
    assert (await failure(outside, server.origin)).kind is ErrorKind.NOT_THIS_PROTOCOL
    server.play(faulty.header_flood())
    assert (await failure(outside, server.origin)).kind is ErrorKind.NOT_THIS_PROTOCOL


def stream_of(*, says_length=True, pictures=10**9, body=PICTURE):
    """A stream of pictures that never ends by itself."""

    async def answer(exchange):
        await exchange.write(
            b"HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=--eye\r\n\r\n"
        )
        length = b"Content-Length: %d\r\n" % len(body) if says_length else b""
        for _ in range(pictures):
            await exchange.write(
                b"--eye\r\nContent-Type: image/jpeg\r\n" + length + b"\r\n" + body + b"\r\n"
            )
            await asyncio.sleep(0.01)
        exchange.writer.close()

    return answer


@pytest.mark.parametrize("says_length", [True, False])
async def test_of_a_stream_the_first_picture_is_taken_and_the_rest_left(
    server, outside, says_length
):
    server.play(stream_of(says_length=says_length))
    fetched = await outside.fetch(server.origin, limits=QUICK)
    assert (fetched.body, fetched.content_type) == (PICTURE, "image/jpeg")
    assert fetched.is_stream
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)


async def test_a_stream_is_capped_cut_and_doubted_like_a_picture(server, outside):
    small = OutsideLimits(read_s=60, total_s=90, body_bytes=1_000)
    no_stream = faulty.reply(
        200, b"x" * 40_000, {"Content-Type": "multipart/x-mixed-replace; boundary=b"}
    )
    for answer, kind in (
        (stream_of(), ErrorKind.TOO_LARGE),
        (stream_of(says_length=False), ErrorKind.TOO_LARGE),
        (stream_of(says_length=False, pictures=1, body=b"x"), ErrorKind.BROKE_OFF),
        (stream_of(body=b"<html>"), ErrorKind.NOT_A_PICTURE),
    ):
        server.play(answer)
        assert (await failure(outside, server.origin, small)).kind is kind
    server.play(no_stream)
    assert (await failure(outside, server.origin)).kind is ErrorKind.NOT_A_PICTURE


async def test_a_cancelled_fetch_hangs_up_at_once(server, outside):
    server.play(faulty.huge(10**12, says_size=False))
    task = asyncio.create_task(
        outside.fetch(server.origin, limits=OutsideLimits(body_bytes=10**13, total_s=90))
    )
    await server.arrived()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert task.cancelled()
    await asyncio.wait_for(server.lost.wait(), AT_ONCE_S)


async def test_more_fetches_than_connections_wait_for_their_turn(server, open_outside):
    server.play(faulty.stall(then=picture))
    outside = open_outside(connections=2)
    tasks = [asyncio.create_task(outside.fetch(server.origin, limits=QUICK)) for _ in range(5)]
    await server.arrived(2)
    assert server.connections == 2
    server.release.set()
    assert {fetched.body for fetched in await asyncio.gather(*tasks)} == {PICTURE}


async def test_a_socks_proxy_gets_the_checked_address(server, open_outside):
    server.play(picture)
    async with socks_proxy(server.port) as proxy:
        outside = open_outside(
            proxy=f"socks5://127.0.0.1:{proxy.port}",
            resolve=Names(camera_example=["93.184.216.34"], inside_example=["10.0.0.1"]),
        )
        assert (await outside.fetch("http://camera.example/a", limits=QUICK)).body == PICTURE
        assert proxy.wanted == [("93.184.216.34", 80)]
        assert server.requests[0].headers["host"] == "camera.example"
        error = await failure(outside, "http://inside.example/")
        assert (error.kind, len(proxy.wanted)) == (ErrorKind.BLOCKED, 1)


async def test_an_http_proxy_gets_the_name_after_it_was_checked(server, open_outside):
    server.play(picture)  # it plays the proxy
    outside = open_outside(
        proxy=server.origin,
        resolve=Names(camera_example=["93.184.216.34"], inside_example=["10.0.0.1"]),
    )
    assert (await outside.fetch("http://camera.example/a?b", limits=QUICK)).body == PICTURE
    assert server.requests[0].target == "http://camera.example/a?b"
    for host in ("inside.example", "10.0.0.1", "[::1]"):
        error = await failure(outside, f"http://{host}/")
        assert (error.kind, len(server.requests)) == (ErrorKind.BLOCKED, 1)


async def test_the_systems_proxy_is_not_followed(server, outside, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    server.play(picture)
    assert (await outside.fetch(server.origin)).body == PICTURE


def test_a_proxy_that_cannot_be_read_is_refused():
    with pytest.raises(ValueError, match="must look like"):
        Outside(proxy="nonsense")


async def test_no_log_line_shows_the_query(server, outside, all_logs):
    logging.getLogger("desk.net").setLevel(logging.DEBUG)
    server.play(picture, faulty.fault(500), faulty.redirect(f"/?{SECRET}2"), faulty.not_http())
    await outside.fetch(f"{server.origin}/?{SECRET}")
    for _ in range(2):
        await failure(outside, f"{server.origin}/?{SECRET}")
    ours = [record for record in all_logs.records if record.name.startswith("desk")]
    assert ours
    assert SECRET not in " ".join(record.getMessage() for record in ours)


async def test_after_closing_nothing_is_fetched(server, outside):
    server.play(faulty.reply(200, gzip.compress(b"")))
    await outside.fetch(server.origin)
    await outside.close()
    with pytest.raises(RuntimeError, match="closed"):
        await outside.fetch(server.origin)
