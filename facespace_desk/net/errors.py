"""What can go wrong between this desk and a service, and the words for it.

    ServiceError            anything below; `kind` decides words and buttons
      Unreachable           no answer: host not found, refused, timed out, certificate
      SignedOut             401, 403
      Refused               other 4xx, wrong arguments, service retired
      ServerTrouble         5xx, and 429 with its waiting time
      BadPayload            an answer that cannot be used: wrong shape, too large, redirected

The clients translate once, at their edge, with `raise ... from`; nothing above them knows httpx.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

from facespace_desk.net.redaction import redact

MESSAGE_LENGTH = 300  # characters; a server may answer with a novel

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+"
)
_URL_TAIL = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://[^\s?#\"'<>]*)[?#][^\s\"'<>]*")
_RETRYABLE_STATUS = frozenset({500, 502, 503, 504})  # wire/facespace.md 7.2


class ErrorKind(enum.Enum):
    """The cause, as far as the operator can do something about it."""

    HOST_NOT_FOUND = "host not found"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed out"
    CERTIFICATE = "certificate"
    SIGNED_OUT = "signed out"
    REFUSED = "refused"
    NOT_FOUND = "not found"
    RATE_LIMITED = "rate limited"
    SERVER_TROUBLE = "server trouble"
    NOT_THIS_PROTOCOL = "not this protocol"
    TOO_LARGE = "too large"
    REDIRECTED = "redirected"
    RETIRED = "retired"
    USAGE = "usage"
    BLOCKED = "blocked address"
    LOGIN_WANTED = "login wanted"
    NOT_A_PICTURE = "not a picture"
    BROKE_OFF = "broke off"


class ServiceError(Exception):
    """A request that did not give what was asked for.

    `message` is one sentence without control characters, URL queries or secrets. `service` is the
    name shown to the operator; the errors of a slice know theirs. `retry_after_s` is what the
    server asked for, in seconds. `is_uncertain`: something was to be changed, and nobody knows
    whether it was.
    """

    default_kind = ErrorKind.UNREACHABLE
    default_service = ""
    is_uncertain = False

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        service: str | None = None,
        kind: ErrorKind | None = None,
        status: int | None = None,
        retry_after_s: float | None = None,
    ) -> None:
        self.message = one_sentence(message)
        self.service = self.default_service if service is None else service
        self.operation = operation
        self.kind = kind or self.default_kind
        self.status = status
        self.retry_after_s = retry_after_s
        super().__init__(self.message)

    @classmethod
    def of(cls, error: ServiceError, *, kind: ErrorKind | None = None) -> Self:
        """The same failure as a new error of this class; *kind* replaces its own."""
        return cls(
            error.message,
            service=error.service,
            operation=error.operation,
            kind=kind or error.kind,
            status=error.status,
            retry_after_s=error.retry_after_s,
        )

    @property
    def retryable(self) -> bool:
        """Whether the same request may well succeed a moment later."""
        if self.kind is ErrorKind.SERVER_TROUBLE:
            return self.status is None or self.status in _RETRYABLE_STATUS
        return self.kind in _RETRYABLE_KINDS

    def explanation(self) -> Explanation | None:
        """Words of its own; None where those of the kind will do."""
        return None

    def __repr__(self) -> str:
        status = "" if self.status is None else f", status={self.status}"
        return (
            f"{type(self).__name__}({self.message!r}, service={self.service!r}, "
            f"operation={self.operation!r}, kind={self.kind.name}{status})"
        )

    def __reduce__(self) -> tuple[Callable[..., ServiceError], tuple[Any, ...]]:
        """Keyword arguments do not survive the default of Exception."""
        details = {
            "service": self.service,
            "operation": self.operation,
            "kind": self.kind,
            "status": self.status,
            "retry_after_s": self.retry_after_s,
        }
        return _rebuild, (type(self), self.message, details)


class Unreachable(ServiceError):
    """No answer arrived."""

    default_kind = ErrorKind.UNREACHABLE


class SignedOut(ServiceError):
    """The service does not accept the credentials."""

    default_kind = ErrorKind.SIGNED_OUT


class Refused(ServiceError):
    """The service understood, and said no."""

    default_kind = ErrorKind.REFUSED


class ServerTrouble(ServiceError):
    """The service has trouble of its own, or asks us to slow down."""

    default_kind = ErrorKind.SERVER_TROUBLE


class BadPayload(ServiceError):
    """An answer arrived that cannot be used."""

    default_kind = ErrorKind.NOT_THIS_PROTOCOL


_RETRYABLE_KINDS = frozenset(
    {
        ErrorKind.HOST_NOT_FOUND,
        ErrorKind.UNREACHABLE,
        ErrorKind.TIMED_OUT,
        ErrorKind.RATE_LIMITED,
        ErrorKind.BROKE_OFF,
    }
)

_CLASS_OF_KIND: dict[ErrorKind, type[ServiceError]] = {
    ErrorKind.HOST_NOT_FOUND: Unreachable,
    ErrorKind.UNREACHABLE: Unreachable,
    ErrorKind.TIMED_OUT: Unreachable,
    ErrorKind.CERTIFICATE: Unreachable,
    ErrorKind.SIGNED_OUT: SignedOut,
    ErrorKind.REFUSED: Refused,
    ErrorKind.NOT_FOUND: Refused,
    ErrorKind.USAGE: Refused,
    ErrorKind.RETIRED: Refused,
    ErrorKind.RATE_LIMITED: ServerTrouble,
    ErrorKind.SERVER_TROUBLE: ServerTrouble,
    ErrorKind.NOT_THIS_PROTOCOL: BadPayload,
    ErrorKind.TOO_LARGE: BadPayload,
    ErrorKind.REDIRECTED: BadPayload,
    ErrorKind.BLOCKED: Refused,
    ErrorKind.LOGIN_WANTED: Refused,
    ErrorKind.NOT_A_PICTURE: BadPayload,
    ErrorKind.BROKE_OFF: Unreachable,
}


def error_of(
    kind: ErrorKind,
    message: str,
    *,
    service: str,
    operation: str,
    status: int | None = None,
    retry_after_s: float | None = None,
) -> ServiceError:
    """The member of the tree that belongs to *kind*."""
    return _CLASS_OF_KIND[kind](
        message,
        service=service,
        operation=operation,
        kind=kind,
        status=status,
        retry_after_s=retry_after_s,
    )


def one_sentence(text: str) -> str:
    """*text* on one line, without control or direction characters, URL queries and secrets."""
    clipped = text[: 20 * MESSAGE_LENGTH]
    flat = " ".join(_UNPRINTABLE.sub(" ", clipped).split())
    clean = redact(_URL_TAIL.sub(r"\1", flat))
    return clean if len(clean) <= MESSAGE_LENGTH else clean[: MESSAGE_LENGTH - 1] + "…"


def _rebuild(cls: type[ServiceError], message: str, details: dict[str, Any]) -> ServiceError:
    return cls(message, **details)


@dataclass(frozen=True)
class Explanation:
    """Three short sentences for the operator, in the order they are shown."""

    happened: str
    cause: str
    remedy: str


def explain(error: ServiceError) -> Explanation:
    """What happened, the likely cause and what to do, in plain words without codes."""
    own = error.explanation()
    if own is not None:
        return own
    if error.kind is ErrorKind.SIGNED_OUT and error.status == 403:
        words = _FORBIDDEN
    elif error.kind is ErrorKind.RATE_LIMITED and error.retry_after_s:
        words = _RATE_LIMITED_WITH_WAIT
    else:
        words = _WORDS[error.kind]
    wait = _wait_words(error.retry_after_s or 0.0)
    happened, cause, remedy = (text.format(service=error.service, wait=wait) for text in words)
    if error.kind in _SERVER_SAYS_WHY and error.message:
        cause = f"The answer was: {error.message.rstrip('.')}."
    return Explanation(happened, cause, remedy)


def _wait_words(seconds: float) -> str:
    if seconds < 120:
        whole = max(1, round(seconds))
        return f"{whole} second" if whole == 1 else f"{whole} seconds"
    return f"{round(seconds / 60)} minutes"


# Here the server's own sentence beats any guess of ours.
_SERVER_SAYS_WHY = frozenset({ErrorKind.REFUSED, ErrorKind.USAGE})

_FORBIDDEN = (
    "{service} refused this key.",
    "The key is wrong, was withdrawn, or does not allow this.",
    "Check the key, or ask whoever issued it for access.",
)
_RATE_LIMITED_WITH_WAIT = (
    "{service} asked us to wait {wait}.",
    "Too many requests were made in a short time.",
    "Wait {wait}, or choose a slower refresh rate.",
)
_WORDS: dict[ErrorKind, tuple[str, str, str]] = {
    ErrorKind.HOST_NOT_FOUND: (
        "The address of {service} was not found.",
        "The host name is misspelt, or this computer has no network or name service.",
        "Check the address in the profile and the network connection.",
    ),
    ErrorKind.UNREACHABLE: (
        "{service} could not be reached.",
        "The server is down, or a firewall, proxy or wrong port is in the way.",
        "Check the address and port, then try again.",
    ),
    ErrorKind.TIMED_OUT: (
        "{service} did not answer in time.",
        "The server or the network is very slow at the moment.",
        "Try again, or ask for less at once.",
    ),
    ErrorKind.CERTIFICATE: (
        "The certificate of {service} was not accepted.",
        "It has expired, belongs to another name, or its issuer is not trusted by this computer.",
        "Check the address and this computer's clock, or ask your administrator.",
    ),
    ErrorKind.SIGNED_OUT: (
        "{service} did not accept the sign-in.",
        "The key is missing, has expired or was mistyped.",
        "Sign in again with a valid key.",
    ),
    ErrorKind.REFUSED: (
        "{service} refused this request.",
        "The server did not say why.",
        "Change the request, then try again.",
    ),
    ErrorKind.NOT_FOUND: (
        "{service} does not know what was asked for.",
        "It was removed, or the address in the profile lacks a part of its path.",
        "Check the address in the profile, then refresh.",
    ),
    ErrorKind.RATE_LIMITED: (
        "{service} asked us to slow down.",
        "Too many requests were made in a short time.",
        "Wait a moment, or choose a slower refresh rate.",
    ),
    ErrorKind.SERVER_TROUBLE: (
        "{service} has trouble of its own.",
        "The server failed while it worked on the request.",
        "Try again later; if it lasts, tell whoever runs the server.",
    ),
    ErrorKind.NOT_THIS_PROTOCOL: (
        "The answer is not what {service} would send.",
        "The address leads to another service, a login page or a newer version.",
        "Check the address in the profile.",
    ),
    ErrorKind.TOO_LARGE: (
        "The answer of {service} is too large.",
        "The request covers more than can be held at once.",
        "Ask for a shorter time range or fewer cameras.",
    ),
    ErrorKind.REDIRECTED: (
        "{service} sent us to another address.",
        "The service has moved, or a network login page is in the way.",
        "Check the address in the profile; the key was not sent on.",
    ),
    ErrorKind.RETIRED: (
        "{service} has been switched off by its operator.",
        "The service was retired and will not come back at this address.",
        "Enter the address of a successor, or turn the service off in the profile.",
    ),
    ErrorKind.USAGE: (
        "The request to {service} was not made.",
        "One of its values cannot be used.",
        "Correct the value and try again.",
    ),
    ErrorKind.BLOCKED: (
        "The address of {service} is not allowed.",
        "It leads into this computer or a private network, as an attacker might want.",
        "Allow private addresses in the profile, if you trust where the address comes from.",
    ),
    ErrorKind.LOGIN_WANTED: (
        "{service} wants a login.",
        "It shows its pictures to its own users only.",
        "Open its page in a browser, if you have a login there.",
    ),
    ErrorKind.NOT_A_PICTURE: (
        "{service} did not send a picture.",
        "A web page came instead: the picture has moved, or is behind a login.",
        "Open the address in a browser to see what is there.",
    ),
    ErrorKind.BROKE_OFF: (
        "The answer of {service} ends in the middle.",
        "The connection broke off, or the other side stopped early.",
        "Try again.",
    ),
}
