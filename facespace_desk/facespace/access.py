"""Getting in: which key can be used, and what the first request tells the operator."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Self

from facespace_desk.credentials import Secret
from facespace_desk.facespace.errors import APIKeyError, FaceSpaceError
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, explain

# Switched off by the vendor; what answers there is not FaceSpace any more (wire/facespace.md 1).
RETIRED_HOSTS: Final = frozenset(
    {"visionapi.automa.one", "visioncore.automa.one", "vision.automa.one"}
)

_KEY = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?")
_NOT_REACHED = frozenset(
    {
        ErrorKind.HOST_NOT_FOUND,
        ErrorKind.UNREACHABLE,
        ErrorKind.TIMED_OUT,
        ErrorKind.CERTIFICATE,
        ErrorKind.RETIRED,
    }
)
_OTHER_PROTOCOL = frozenset(
    {ErrorKind.NOT_THIS_PROTOCOL, ErrorKind.NOT_FOUND, ErrorKind.REDIRECTED}
)


def checked_key(key: Secret | None) -> Secret:
    """*key* without blanks around it.

    Raises:
        APIKeyError: there is none, or it has characters that no header can carry.
    """
    text = key.reveal().strip() if key is not None else ""
    if not text:
        raise APIKeyError(tr("The API key is missing."), operation="construction")
    if not _KEY.fullmatch(text):
        raise APIKeyError(
            tr("The API key has characters that a key cannot have."), operation="construction"
        )
    return Secret(text)


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What one careful request found out. None: it did not get that far.

    `clock_skew_s` is the server's clock minus ours, good to a second.
    """

    reachable: bool
    accepted: bool | None
    speaks_protocol: bool | None
    retired: bool
    elapsed_s: float
    clock_skew_s: float | None = None
    error: FaceSpaceError | None = None

    @classmethod
    def of(cls, error: FaceSpaceError, elapsed_s: float) -> Self:
        """The report of a request that failed."""
        return cls(
            reachable=error.status is not None or error.kind not in _NOT_REACHED,
            accepted=False if error.kind is ErrorKind.SIGNED_OUT else None,
            speaks_protocol=False if error.kind in _OTHER_PROTOCOL else None,
            retired=error.kind is ErrorKind.RETIRED,
            elapsed_s=elapsed_s,
            error=error,
        )

    @property
    def is_good(self) -> bool:
        """Whether the service is there, speaks FaceSpace and takes the key."""
        return self.error is None

    @property
    def explanation(self) -> Explanation | None:
        """What happened, why, and what to do; None when all is well."""
        return None if self.error is None else explain(self.error)
