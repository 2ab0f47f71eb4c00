"""Two hundred files are carried by a console that is killed again and again: none is lost, none is
there twice. The server's list decides."""

from __future__ import annotations

import hashlib
import json
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.store import Store
from tests.limits import PATIENCE_S
from tests.programs import linux_only
from tests.transfers.carrying_program import PROFILE

pytestmark = linux_only

FILES = 200
KILLS = 6
BETWEEN_KILLS = (10, 70)  # requests that the server sees
KEY = Secret("5c" * 32)
ROOT = Path(__file__).parents[2]
RUN_LIMIT_S = 2 * PATIENCE_S


class PhotoServer(ThreadingHTTPServer):
    """Keeps records and bytes; makes a new record at each request for one."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.photos: dict[int, dict[str, Any]] = {}
        self.ids = count(1)
        self.news = threading.Condition()
        self.seen = 0

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def until_seen(self, requests: int) -> bool:
        """Wait for so many requests in all; False when there are none for a while."""
        with self.news:
            return self.news.wait_for(lambda: self.seen >= requests, timeout=PATIENCE_S)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """The other side was killed."""


class _Answers(BaseHTTPRequestHandler):
    server: PhotoServer

    def do_GET(self) -> None:
        self._count()
        parts = urlsplit(self.path)
        if parts.query:
            md5 = parse_qs(parts.query)["md5"][0]
            photos = self.server.photos
            self._say({"ids": [each for each, photo in photos.items() if photo["md5"] == md5]})
        else:
            body = self.server.photos[int(parts.path.rpartition("/")[2])]["body"]
            self._say({"is_complete": body is not None})

    def do_POST(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        photo_id = next(self.server.ids)
        photo = {"name": query["name"][0], "md5": query["md5"][0], "body": None, "puts": 0}
        self.server.photos[photo_id] = photo
        self._count()  # a kill comes after the record is made, and before its id is told
        self._say({"id": photo_id})

    def do_PUT(self) -> None:
        self._count()
        length = int(self.headers["content-length"])
        body = self.rfile.read(length)
        if len(body) == length:  # a body that was cut off is none
            photo = self.server.photos[int(self.path.rpartition("/")[2])]
            photo["body"] = body
            photo["puts"] += 1
        self._say({})

    def _count(self) -> None:
        with self.server.news:
            self.server.seen += 1
            self.server.news.notify_all()

    def _say(self, answer: dict[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[PhotoServer]:
    made = PhotoServer()
    thread = threading.Thread(target=made.serve_forever, name="photo server")
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pictures"
    made.mkdir()
    source = random.Random(7)
    for number in range(FILES):
        (made / f"{number:03}.jpg").write_bytes(source.randbytes(source.randint(1, 60_000)))
    return made


@contextmanager
def console(server: PhotoServer, store: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    arguments = [str(store), KEY.reveal(), server.origin, str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.transfers.carrying_program", *arguments], cwd=ROOT
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def test_a_console_that_is_killed_again_and_again_carries_each_file_once(
    server: PhotoServer, folder: Path, tmp_path: Path
) -> None:
    store_file = tmp_path / "desk.db"
    moments = random.Random()
    for _kill in range(KILLS):
        with console(server, store_file, folder) as process:
            assert server.until_seen(server.seen + moments.randint(*BETWEEN_KILLS))
            process.send_signal(signal.SIGKILL)
            assert process.wait(PATIENCE_S) == -signal.SIGKILL
    complete = sum(photo["body"] is not None for photo in server.photos.values())
    assert 0 < complete < FILES, "the kills came too late or too early to tell anything"
    with console(server, store_file, folder) as process:
        assert process.wait(RUN_LIMIT_S) == 0

    names = sorted(photo["name"] for photo in server.photos.values())
    assert names == sorted(path.name for path in folder.iterdir())  # none lost, none doubled
    for photo in server.photos.values():
        assert photo["body"] == (folder / photo["name"]).read_bytes()
        assert hashlib.md5(photo["body"]).hexdigest() == photo["md5"]
    resent = sum(photo["puts"] - 1 for photo in server.photos.values())
    assert resent == 0  # the server was asked whether it had the bytes

    store = await Store.open(store_file, KEY)
    try:
        journal = await store.transfers.list(PROFILE)
        assert store.notices == []
    finally:
        await store.close()
    assert {each.state for each in journal} == {"done"}
    assert len(journal) == FILES
