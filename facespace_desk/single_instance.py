"""One console per data folder: a second start brings the first one's window to the front.

The lock is a file, taken before the window; the local socket that a second start talks to is
opened after the first paint, because QtNetwork takes a while to load.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QThread

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

log = logging.getLogger("desk.instance")

LOCK_NAME = "desk.lock"
RAISE = b"raise"
ANSWER = b"ok"
ANSWER_LIMIT_S = 3.0  # the first one may still be starting
_TOKEN = "XDG_ACTIVATION_TOKEN"  # noqa: S105  # lets the first window come up on Wayland
_TOKEN_BYTES = 1024


class SingleInstance:
    """The lock on a data folder, and the ear for second starts."""

    def __init__(self, data: Path) -> None:
        """*data* must exist."""
        self._lock = QLockFile(str(data / LOCK_NAME))
        self._lock.setStaleLockTime(0)  # only a lock of a process that is gone is stale
        self._data = data
        self._server: QLocalServer | None = None
        self._asked: Callable[[], None] = _nothing

    @cached_property
    def _name(self) -> str:
        """Of the socket: another for each folder, and short, as the whole path has 107 bytes."""
        import hashlib  # brings OpenSSL with it: not before the first paint

        digest = hashlib.sha256(os.fsencode(self._data.resolve())).hexdigest()[:16]
        return f"fsd-{digest}"

    def acquire(self) -> bool:
        """Whether this is the first console on the folder."""
        return self._lock.tryLock(0)

    def raise_other(self) -> bool:
        """Ask the first console to show its window; whether it answered. Blocks up to 3 s."""
        from PySide6.QtNetwork import QLocalSocket

        deadline = time.monotonic() + ANSWER_LIMIT_S
        while (left_ms := round((deadline - time.monotonic()) * 1000)) > 0:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(min(left_ms, 200)):
                socket.write(RAISE + b"\n" + os.environ.get(_TOKEN, "").encode() + b"\n")
                socket.waitForBytesWritten(left_ms)
                if socket.waitForReadyRead(left_ms):
                    return bytes(socket.readAll().data()).startswith(ANSWER)
            socket.abort()
            QThread.msleep(50)
        return False

    def listen(self, asked: Callable[[], None]) -> None:
        """Call *asked* whenever another start wants the window."""
        from PySide6.QtNetwork import QLocalServer

        self._asked = asked
        server = QLocalServer()
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._accept)
        if not server.listen(self._name):
            QLocalServer.removeServer(self._name)  # left by a console that was killed
            if not server.listen(self._name):
                log.warning("second starts cannot be heard: %s", server.errorString())
        self._server = server

    def release(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server.deleteLater()
            self._server = None
        self._lock.unlock()

    def _accept(self) -> None:
        assert self._server is not None
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(partial(self._answer, socket))
            socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() or not bytes(socket.readLine().data()).startswith(RAISE):
            return
        token = bytes(socket.readLine(_TOKEN_BYTES).data()).decode("ascii", "replace").strip()
        if token:
            os.environ[_TOKEN] = token  # Qt takes it from there
        socket.write(ANSWER)
        socket.flush()
        self._asked()


def _nothing() -> None:
    """Nobody listens yet."""
