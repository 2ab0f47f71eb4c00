"""The words for what goes wrong with an address that was found in data.

Nobody here is signed in anywhere, so a login that is wanted must not read as our key refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError
from facespace_desk.net.faults import Call


class OutsideError(ServiceError):
    """`message` says in one sentence what happened; it is the first of `explanation`, too."""

    def explanation(self) -> Explanation:
        cause, remedy = _CAUSES.get(self.kind, _UNKNOWN)
        return Explanation(self.message, cause, remedy)


@dataclass(frozen=True)
class OutsideCall(Call):
    """One request; `service` is the subject of its sentences, such as "The camera"."""

    def error(
        self,
        kind: ErrorKind,
        message: str,
        *,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> ServiceError:
        return OutsideError(
            message,
            service=self.service,
            operation=self.operation,
            kind=kind,
            status=status,
            retry_after_s=retry_after_s,
        )

    def of_status(self, status: int) -> ServiceError:
        """The error for a *status* that is neither 200 nor a redirection followed."""
        kind, words = _OF_STATUS.get(status, _SERVER_TROUBLE if status >= 500 else _ODD_STATUS)
        phrase = HTTPStatus(status).phrase if status in set(HTTPStatus) else tr("an unknown status")
        return self.error(
            kind, words.format(what=self.service, status=f"{status}, {phrase}"), status=status
        )


_LOGIN_WANTED = (ErrorKind.LOGIN_WANTED, tr("{what} wants a login ({status})."))
_GONE = (ErrorKind.NOT_FOUND, tr("{what} has nothing at this address ({status})."))
_SERVER_TROUBLE = (ErrorKind.SERVER_TROUBLE, tr("{what} has trouble of its own ({status})."))
_ODD_STATUS = (ErrorKind.REFUSED, tr("{what} did not give a picture ({status})."))
_OF_STATUS: Mapping[int, tuple[ErrorKind, str]] = {
    401: _LOGIN_WANTED,
    403: _LOGIN_WANTED,
    404: _GONE,
    407: (ErrorKind.UNREACHABLE, tr("The proxy asks for a user name and password.")),
    410: _GONE,
    429: (ErrorKind.RATE_LIMITED, tr("{what} is asked too often ({status}).")),
}

_UNKNOWN = (tr("The other side did something unusual."), tr("Try again later."))
_CAUSES: Mapping[ErrorKind, tuple[str, str]] = {
    ErrorKind.HOST_NOT_FOUND: (
        tr("The name in its address is out of date, or this computer has no name service."),
        tr("Try again later; if it lasts, the entry is out of date."),
    ),
    ErrorKind.BLOCKED: (
        tr("Whoever wrote the address into the data could look into the own network with it."),
        tr("Allow private addresses in the profile, if you trust its data."),
    ),
    ErrorKind.UNREACHABLE: (
        tr("It is switched off, was moved, or a firewall is in the way."),
        tr("Try again later; if it lasts, the entry is out of date."),
    ),
    ErrorKind.TIMED_OUT: (
        tr("It is switched off, very slow, or a firewall swallows the request."),
        tr("Try again later."),
    ),
    ErrorKind.CERTIFICATE: (
        tr("Many cameras make their certificates themselves, and nobody vouches for them."),
        tr("Open its page in a browser, if you trust it."),
    ),
    ErrorKind.LOGIN_WANTED: (
        tr("It shows its pictures to its own users only; no login is ever sent from here."),
        tr("Open its page in a browser, if you have a login there."),
    ),
    ErrorKind.NOT_FOUND: (
        tr("The picture was moved or taken away."),
        tr("Open its page in a browser to look for the new address."),
    ),
    ErrorKind.RATE_LIMITED: (
        tr("Others look at it, too, or it is refreshed too fast."),
        tr("Choose a slower refresh."),
    ),
    ErrorKind.SERVER_TROUBLE: (tr("It failed while it made the picture."), tr("Try again later.")),
    ErrorKind.REFUSED: (
        tr("The request does not suit it."),
        tr("Open its page in a browser to see what it wants."),
    ),
    ErrorKind.NOT_A_PICTURE: (
        tr("The picture has moved, or a login page is in the way."),
        tr("Open the address in a browser to see what is there."),
    ),
    ErrorKind.NOT_THIS_PROTOCOL: (
        tr("Another kind of server answers at this address and port."),
        tr("If it lasts, the entry is out of date."),
    ),
    ErrorKind.TOO_LARGE: (
        tr("It is a film or a file, or is meant to fill this computer's memory."),
        tr("Open it in another program, if you trust it."),
    ),
    ErrorKind.BROKE_OFF: (
        tr("The connection broke off, or the other side stopped early."),
        tr("Try again."),
    ),
    ErrorKind.REDIRECTED: (
        tr("It sends its visitors around in circles, or to where this console does not go."),
        tr("Open the address in a browser to see where it ends."),
    ),
    ErrorKind.USAGE: (
        tr("What stands in the data is no address that can be opened."),
        tr("Correct the entry, or open its page in a browser."),
    ),
}
