"""What CAM2 calls can raise, by the names its users know: one table for every operation.

    ServiceError
      Cam2Error                   everything below
        AuthenticationError       401
          InvalidClientIdError      not 96 characters; nothing was sent
          InvalidClientSecretError  under 71 characters; nothing was sent
        AuthorizationError        403
        ResourceNotFoundError     404
        ResourceConflictError     409, and a camera that changed since it was shown
        FormatError               400, 422, and an argument that cannot be used; nothing was sent
        InternalError             429, 5xx, any other status, no answer, an unusable answer

`kind` stays that of the cause, so that the window can choose words and buttons. Source:
wire/cam2.md 2.1 and 4.x.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from facespace_desk.net.errors import ErrorKind, ServiceError

SERVICE = "CAM2"


class Cam2Error(ServiceError):
    """A CAM2 call that did not give what was asked for; `message` is the server's, if any."""

    default_service = SERVICE


class AuthenticationError(Cam2Error):
    """The credentials or the token are not accepted."""

    default_kind = ErrorKind.SIGNED_OUT


class InvalidClientIdError(AuthenticationError):
    """A client ID that cannot be one. Nothing was sent."""


class InvalidClientSecretError(AuthenticationError):
    """A client secret that cannot be one. Nothing was sent."""


class AuthorizationError(Cam2Error):
    """The credentials are accepted, but do not allow this."""

    default_kind = ErrorKind.SIGNED_OUT


class ResourceNotFoundError(Cam2Error):
    """There is no such camera or client."""

    default_kind = ErrorKind.NOT_FOUND


class ResourceConflictError(Cam2Error):
    """It exists already, or was changed by somebody else meanwhile."""

    default_kind = ErrorKind.REFUSED


class FormatError(Cam2Error):
    """A value that cannot be used. With the kind USAGE it was found here and nothing was sent."""

    default_kind = ErrorKind.USAGE


class InternalError(Cam2Error):
    """Anything else: no answer, trouble at the server, or an answer that cannot be used."""

    default_kind = ErrorKind.SERVER_TROUBLE


_CLASS_OF_STATUS: Mapping[int, type[Cam2Error]] = MappingProxyType(
    {
        400: FormatError,
        401: AuthenticationError,
        403: AuthorizationError,
        404: ResourceNotFoundError,
        409: ResourceConflictError,
        422: FormatError,
    }
)


def translated(error: ServiceError, *, kind: ErrorKind | None = None) -> Cam2Error:
    """*error* as the CAM2 error that belongs to it, a new one each time; *kind* replaces its own.

    An error that many calls share is thus raised by each of them with its own traceback.
    """
    if isinstance(error, Cam2Error):
        made_by = type(error)
    elif error.kind is ErrorKind.USAGE:
        made_by = FormatError
    else:
        made_by = _CLASS_OF_STATUS.get(error.status or 0, InternalError)
    return made_by.of(error, kind=kind)
