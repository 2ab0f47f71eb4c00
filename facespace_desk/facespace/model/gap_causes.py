"""Why nobody looked for a while: the text that is kept and exported, and what the operator reads.

What is kept stays English, so that a store reads alike whichever language wrote it. Besides those
named here, the kinds of errors are causes.
"""

from __future__ import annotations

from typing import Final

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind

POLLING_STOPPED: Final = "polling was stopped"
NO_CAMERAS: Final = "no cameras active"
LIMIT_REACHED: Final = "the limit of pictures was reached"
NOBODY_LOOKS: Final = "nobody is looking"

_WORDS: Final = {
    POLLING_STOPPED: tr("polling was stopped"),
    NO_CAMERAS: tr("no cameras active"),
    LIMIT_REACHED: tr("the limit of pictures was reached"),
    NOBODY_LOOKS: tr("nobody is looking"),
    ErrorKind.HOST_NOT_FOUND.value: tr("host not found"),
    ErrorKind.UNREACHABLE.value: tr("unreachable"),
    ErrorKind.TIMED_OUT.value: tr("timed out"),
    ErrorKind.CERTIFICATE.value: tr("certificate", "why nobody looked"),
    ErrorKind.SIGNED_OUT.value: tr("signed out"),
    ErrorKind.REFUSED.value: tr("refused"),
    ErrorKind.NOT_FOUND.value: tr("not found"),
    ErrorKind.RATE_LIMITED.value: tr("rate limited"),
    ErrorKind.SERVER_TROUBLE.value: tr("server trouble"),
    ErrorKind.NOT_THIS_PROTOCOL.value: tr("not this protocol"),
    ErrorKind.TOO_LARGE.value: tr("too large"),
    ErrorKind.REDIRECTED.value: tr("redirected"),
    ErrorKind.RETIRED.value: tr("retired"),
    ErrorKind.USAGE.value: tr("usage", "why nobody looked"),
    ErrorKind.BROKE_OFF.value: tr("broke off"),
}


def cause_words(cause: str) -> str:
    """*cause* in the operator's language; one that is not known here as it was kept."""
    return _WORDS.get(cause, cause)
