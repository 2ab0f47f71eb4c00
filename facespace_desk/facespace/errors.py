"""What FaceSpace calls can raise, by the names its users know (wire/facespace.md 7.1).

    ServiceError
      FaceSpaceError          everything below
        APIKeyError           no key, an unusable key, 401, 403
        DateParseError        a date that is not one of the three day-first formats
        InvalidUsageError     an argument of the wrong type or value; nothing was sent
        HTTPRequestError      any other failed request: status, transport, or an unusable answer
    StopLogsSignal            not an error: the service says that no cameras are active

`kind` stays that of the cause, so that the window can choose words and buttons.
"""

from __future__ import annotations

from facespace_desk.net.errors import ErrorKind, ServiceError

SERVICE = "FaceSpace"


class FaceSpaceError(ServiceError):
    """A FaceSpace call that did not give what was asked for."""

    default_service = SERVICE


class APIKeyError(FaceSpaceError):
    """There is no usable key, or the service does not accept it."""

    default_kind = ErrorKind.SIGNED_OUT


class DateParseError(FaceSpaceError):
    """A date or time that does not read as one. The message says what is wrong with it."""

    default_kind = ErrorKind.USAGE


class InvalidUsageError(FaceSpaceError):
    """An argument that cannot be used. Nothing was sent."""

    default_kind = ErrorKind.USAGE


class HTTPRequestError(FaceSpaceError):
    """A request that failed on its way, at the server, or by an answer that cannot be used."""

    default_kind = ErrorKind.SERVER_TROUBLE


class StopLogsSignal(Exception):
    """The service ends the stream: no cameras are active. Used inside the client only."""

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__("no cameras are active")


def translated(error: ServiceError) -> FaceSpaceError:
    """*error* of the HTTP door as the FaceSpace error that belongs to it."""
    made_by: type[FaceSpaceError] = HTTPRequestError
    if error.kind is ErrorKind.SIGNED_OUT:
        made_by = APIKeyError
    elif error.kind is ErrorKind.USAGE:
        made_by = InvalidUsageError
    return made_by.of(error)
