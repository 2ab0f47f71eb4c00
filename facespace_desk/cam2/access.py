"""Getting in: which credentials can be used, and what a sign-in finds out about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from facespace_desk.cam2.errors import (
    AuthenticationError,
    InvalidClientIdError,
    InvalidClientSecretError,
)
from facespace_desk.credentials import Secret
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError, explain
from facespace_desk.net.probing import Probe

CLIENT_ID_LENGTH: Final = 96  # exactly; wire/cam2.md 2.1
CLIENT_SECRET_LENGTH: Final = 71  # at least
LONGEST: Final = 4_096  # characters; more would not fit into an address

Level = Literal["user", "webUI", "admin"]

_PLAIN = re.compile(r"[\x21-\x7e]+")


def checked_client_id(value: Secret | None) -> Secret:
    """*value* without blanks around it.

    Raises:
        InvalidClientIdError: it cannot be a client ID.
    """
    text = value.reveal().strip() if value is not None else ""
    if not text:
        raise InvalidClientIdError(tr("The client ID is missing."), operation="construction")
    if len(text) != CLIENT_ID_LENGTH:
        message = tr(
            "A client ID has {length} characters; this one has {found}.",
            length=CLIENT_ID_LENGTH,
            found=len(text),
        )
        raise InvalidClientIdError(message, operation="construction")
    if not _PLAIN.fullmatch(text):
        message = tr("The client ID has characters that it cannot have.")
        raise InvalidClientIdError(message, operation="construction")
    return Secret(text)


def checked_client_secret(value: Secret | None) -> Secret:
    """*value* without blanks around it.

    Raises:
        InvalidClientSecretError: it cannot be a client secret.
    """
    text = value.reveal().strip() if value is not None else ""
    if not text:
        raise InvalidClientSecretError(
            tr("The client secret is missing."), operation="construction"
        )
    if not CLIENT_SECRET_LENGTH <= len(text) <= LONGEST:
        message = tr("A client secret has at least {least} characters.", least=CLIENT_SECRET_LENGTH)
        raise InvalidClientSecretError(message, operation="construction")
    if not _PLAIN.fullmatch(text):
        message = tr("The client secret has characters that it cannot have.")
        raise InvalidClientSecretError(message, operation="construction")
    return Secret(text)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the credentials allow, found without changing anything; None: it could not be told.

    `may_administer` covers clients and the change log (webUI), `may_write` cameras (admin). `how`
    says in sentences what was asked to find out.
    """

    may_administer: bool | None
    may_write: bool | None
    how: tuple[str, ...] = ()

    @property
    def level(self) -> Level | None:
        """The highest permission level that is sure."""
        if self.may_write:
            return "admin"
        if self.may_administer:
            return "webUI"
        return None if self.may_administer is None else "user"


@dataclass(frozen=True, slots=True)
class ProbeReport(Probe):
    """What a sign-in found out."""

    level: Level | None = None

    def explain(self, error: ServiceError) -> Explanation:
        if error.kind is ErrorKind.SIGNED_OUT and error.status == 404:
            return _UNKNOWN_CLIENT
        if isinstance(error, AuthenticationError) and error.operation == "auth":
            return _BAD_SECRET
        return explain(error)


_UNKNOWN_CLIENT = Explanation(
    tr("CAM2 does not know this client ID."),
    tr("It was mistyped, belongs to another server, or was withdrawn."),
    tr("Check the client ID and the address in the profile."),
)
_BAD_SECRET = Explanation(
    tr("CAM2 did not accept the client secret."),
    tr("It was mistyped, or was reset meanwhile."),
    tr("Enter the present secret, or ask whoever issued it."),
)
