"""Tells a job's callback address that it is finished (wire section 6 and 11.7).

Only addresses on this machine are told: a demo sends nothing anywhere.
"""

from __future__ import annotations

import asyncio
import base64
import hmac
import http.client
import json
import time
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import SplitResult, urlsplit

from facespace_desk.demo.control import Panel
from facespace_desk.demo.skylab.account import Account, Job
from facespace_desk.demo.skylab.documents import Document
from facespace_desk.demo.skylab.switches import chosen

LOOPBACK = ("127.0.0.1", "localhost", "::1")
REMEMBERED = 200
_LOOK_S = 0.1  # how long a change of the clock may stay unseen
_WAIT_S = 10.0
_OLD_S = 3_600.0


class Callbacks:
    """Waits for the ends of jobs that have a callback address; `sent` tells what was said."""

    def __init__(
        self,
        panel: Panel,
        secret: str,
        document: Callable[[Job], Document],
        changed: Callable[[], None],
    ) -> None:
        """*changed* is called when a job's own callback was sent."""
        self._panel = panel
        self._changed = changed
        self._secret = secret
        self._document = document
        self._waiting: dict[int, asyncio.Task[None]] = {}
        self.sent: deque[dict[str, object]] = deque(maxlen=REMEMBERED)

    def expect(self, account: Account, job: Job) -> None:
        self.forget(job.id)
        task = asyncio.create_task(self._when_finished(account, job), name=f"callback {job.id}")
        self._waiting[job.id] = task

    def forget(self, job_id: int) -> None:
        if (waiting := self._waiting.pop(job_id, None)) is not None:
            waiting.cancel()

    def forget_all(self) -> None:
        for job_id in list(self._waiting):
            self.forget(job_id)
        self.sent.clear()

    async def _when_finished(self, account: Account, job: Job) -> None:
        while job.status(self._panel.clock.now_s()) != "completed":
            await self._panel.pause(_LOOK_S)
            if job.cancelled_s is not None or job.id not in account.jobs:
                return
            if self._panel.stopping.is_set():
                return
        assert job.callback_url is not None
        await self.tell(job, job.callback_url)
        job.is_told = True
        self._changed()

    async def tell(self, job: Job, url: str) -> None:
        """Send the callback now, with the flaw that is switched on."""
        flaw = chosen(self._panel, "callback_flaw")
        raw = json.dumps(self._document(job), ensure_ascii=False).encode()
        stamp = self._stamp(time.time() - (_OLD_S if flaw == "old" else 0))
        signature = base64.b64encode(
            hmac.digest(self._secret.encode(), stamp.encode() + b":" + raw, "sha256")
        ).decode()
        if flaw == "signature":
            signature = base64.b64encode(bytes(32)).decode()
        elif flaw == "base64":
            signature = "!" + signature[1:]
        elif flaw == "other body":
            raw = raw.replace(b'"name"', b'"Name"', 1)
        headers = {"X-Skylab-Timestamp": stamp, "X-Skylab-Signature": signature}
        for _time in range(2 if flaw == "replay" else 1):
            await self._send(job.id, url, raw, {} if flaw == "unsigned" else headers)

    def _stamp(self, moment_s: float) -> str:
        match chosen(self._panel, "callback_stamp"):
            case "ms":
                return str(int(moment_s * 1000))
            case "iso":
                return datetime.fromtimestamp(moment_s, UTC).isoformat(timespec="seconds")
            case "odd":
                return f"T+{int(moment_s):x}"
            case _:
                return str(int(moment_s))

    async def _send(self, job_id: int, url: str, raw: bytes, headers: dict[str, str]) -> None:
        address = urlsplit(url)
        if address.scheme != "http" or address.hostname not in LOOPBACK:
            outcome: int | str = "not sent: the simulator calls nobody but this machine"
        else:
            try:
                outcome = await asyncio.to_thread(_patch, address, raw, headers)
            except (OSError, http.client.HTTPException) as error:
                outcome = f"failed: {type(error).__name__}"
        self.sent.append(
            {
                "job_id": job_id,
                "url": url,
                "outcome": outcome,
                "headers": headers,
                "body": raw.decode(),
            }
        )


def _patch(address: SplitResult, raw: bytes, headers: dict[str, str]) -> int:
    """The status of a PATCH; in a thread.

    Raises:
        OSError, http.client.HTTPException: there was no answer.
    """
    assert address.hostname is not None
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=_WAIT_S)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    try:
        connection.request(
            "PATCH",
            target,
            raw,
            {"Content-Type": "application/json", "User-Agent": "studio"} | headers,
        )
        return connection.getresponse().status
    finally:
        connection.close()
