"""What Skylab calls can raise, by the names its users know (wire/skylab.md 7).

    ServiceError
      StudioException               everything below; 400, 5xx, no answer, an unusable answer
        InvalidKeyException         401, 403, and a key that cannot be one
        JobNotFoundException        404 about a job
        PhotoNotFoundException      404 about a photo, and a photo that belongs to no job
        ValidationException         422, and an argument that cannot be used; nothing was sent
          UploadRefused             a file that must not be uploaded, and why; nothing was sent
        RateLimitException          429
        PhotoNotReady               there is no finished picture yet

`kind` stays that of the cause, so that the window can choose words and buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError

SERVICE: Final = "Skylab"

Subject = Literal["job", "photo", "profile", ""]  # what a call is about


class StudioException(ServiceError):
    """A Skylab call that did not give what was asked for; `message` is the server's, if it had one.

    `left_photo_id` is the record of a photo without a file, which could not be taken away again.
    """

    default_kind = ErrorKind.SERVER_TROUBLE
    default_service = SERVICE
    left_photo_id: int | None = None

    @property
    def status_code(self) -> int | None:
        """The HTTP status, by the name that the official client gives it."""
        return self.status


class InvalidKeyException(StudioException):
    """The API key is not accepted, is missing, or cannot be one."""

    default_kind = ErrorKind.SIGNED_OUT


class JobNotFoundException(StudioException):
    """There is no such job."""

    default_kind = ErrorKind.NOT_FOUND


class PhotoNotFoundException(StudioException):
    """There is no such photo, or it belongs to no job."""

    default_kind = ErrorKind.NOT_FOUND


class ValidationException(StudioException):
    """A value that cannot be used. With the kind USAGE it was found here and nothing was sent."""

    default_kind = ErrorKind.REFUSED


class UploadRefused(ValidationException):
    """A file that must not be uploaded; the message says why. Nothing was sent."""

    default_kind = ErrorKind.USAGE


class RateLimitException(StudioException):
    """Too many requests."""

    default_kind = ErrorKind.RATE_LIMITED


class PhotoNotReady(StudioException):
    """The finished picture is not there yet: its job is not complete."""

    default_kind = ErrorKind.REFUSED


_CLASS_OF_STATUS: Mapping[int, type[StudioException]] = MappingProxyType(
    {
        401: InvalidKeyException,
        403: InvalidKeyException,
        422: ValidationException,
        429: RateLimitException,
    }
)
_NOT_FOUND: Mapping[Subject, type[StudioException]] = MappingProxyType(
    {"job": JobNotFoundException, "photo": PhotoNotFoundException}
)


def translated(error: ServiceError, subject: Subject = "") -> StudioException:
    """*error* as the Skylab error that belongs to it; *subject* names what a 404 is about."""
    if isinstance(error, StudioException):
        return error
    if error.status == 404:
        made_by = _NOT_FOUND.get(subject, StudioException)
    elif error.kind is ErrorKind.USAGE:
        made_by = ValidationException
    else:
        made_by = _CLASS_OF_STATUS.get(error.status or 0, StudioException)
    return made_by.of(error)


def wrong(message: str, operation: str) -> ValidationException:
    """The error for an argument that cannot be used; nothing was sent."""
    return ValidationException(message, operation=operation, kind=ErrorKind.USAGE)


def of_storage(error: ServiceError) -> StudioException:
    """What the storage of Skylab's files said: its 403 is about an address, never about the key."""
    if isinstance(error, StudioException):
        return error
    return StudioException.of(error)


def of_disk(error: OSError, operation: str) -> StudioException:
    """A file of ours that cannot be read or written."""
    why = error.strerror or type(error).__name__
    words = tr("The file cannot be used: {why}.", why=why)
    return StudioException(words, operation=operation, kind=ErrorKind.USAGE)
