"""Keeps secrets in addresses out of the HTTP libraries' own log records.

Our handlers mask what they write, but others may listen to the same loggers: a host program, a
test, a debugger. Where a service wants its key in the address, the record itself is masked.
"""

from __future__ import annotations

import logging
from typing import Final

from facespace_desk.net.redaction import redact

_HTTP_LOGGERS: Final = (
    "httpx",
    "httpcore.connection",
    "httpcore.http11",
    "httpcore.proxy",
    "httpcore.socks",
)


class _Masking(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        return True


_MASKING: Final = _Masking()


def mask_library_logs() -> None:
    """Mask every record of the libraries that log addresses, from now on; once is enough."""
    for name in _HTTP_LOGGERS:
        logging.getLogger(name).addFilter(_MASKING)
