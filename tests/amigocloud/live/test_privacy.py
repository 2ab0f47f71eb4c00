"""AC-11: a ticket is in no log, at no setting, and in no repr, message or state."""

from __future__ import annotations

import logging

import pytest

from facespace_desk import log
from tests.amigocloud.live.listening import listening_to
from tests.conftest import AllowLogs
from tests.servers.socketio import RealServer


class _Everything(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name} {record.levelname} {record.getMessage()}")


async def test_tickets_and_payloads_are_in_no_log(
    server: RealServer,
    tmp_path: object,
    capfd: pytest.CaptureFixture[str],
    allow_logs: AllowLogs,
) -> None:
    allow_logs(r"WARNING desk\.amigocloud\.live: AmigoCloud: live events lost")
    everything = _Everything()
    buffer = log.setup(None, debug=True)
    logging.getLogger().addHandler(everything)
    try:
        async with listening_to(server) as heard:
            await server.emit("secret-event", {"name": "secret-payload"})
            await heard.until(lambda: heard.events)
            await server.do("abort")
            await heard.until_waiting(2)
            shown = repr(heard.feed.info) + repr(heard.changes)
    finally:
        logging.getLogger().removeHandler(everything)
        log.close()
    printed = capfd.readouterr()
    texts = [*everything.lines, *(line.text for line in buffer.lines()), shown, *printed]
    assert len(heard.tickets.given) == 2
    assert any("live events lost" in text for text in texts)
    for secret in (*heard.tickets.given, "secret-payload", 'authenticate"'):
        assert not any(secret in text for text in texts)
