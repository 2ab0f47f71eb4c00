"""Takes out of a text of the service what opens something: tickets, and tokens in addresses."""

from __future__ import annotations

import re
from typing import Final

from facespace_desk.net.redaction import MASK

_IN_QUERY: Final = re.compile(r"""(?i)([?&;]token=)[^&#\s"'\\<>]*""")
_TICKET: Final = re.compile(r"""(?i)(websocket_session\\*["']?\s*[:=]\s*\\*["'])[^"'\\]*""")
_HINTS: Final = ("token=", "websocket_session")


def without_secrets(text: str) -> str:
    """*text*, JSON or not, in which a mask stands for each of them (AC-2, AC-11)."""
    return _TICKET.sub(rf"\g<1>{MASK}", _IN_QUERY.sub(rf"\g<1>{MASK}", text))


def without_likely_secrets(text: str) -> str:
    """The same for texts that come by the thousand: looked through only where a hint stands."""
    return without_secrets(text) if any(hint in text for hint in _HINTS) else text
