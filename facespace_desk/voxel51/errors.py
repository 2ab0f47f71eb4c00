"""What Voxel51 calls can raise, by the names its users know (wire/voxel51.md 8).

    ServiceError
      APIError                       any call that did not give what was asked for
        AuthenticationError          401, 403
        NotFoundError                404
        RateLimitError               429
        ApplicationAPIError          any of these in a call of an application; the three above have
                                     a class of both kinds each
      TokenError                     there is no token, or it cannot be one
        ApplicationTokenError
      JobExecutionError              a job failed while it was waited for
        JobTimeoutError              it did not end in time; it may still do well
        JobGoneError                 it is not there any more
      RemoteDataPathError            a reference to data that cannot be one

`kind` stays that of the cause, so that the window can choose words and buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from facespace_desk.net.errors import ErrorKind, ServiceError

SERVICE: Final = "Voxel51"


class APIError(ServiceError):
    """A call that failed; `status`, `message` and `operation` say how."""

    default_kind = ErrorKind.SERVER_TROUBLE
    default_service = SERVICE


class AuthenticationError(APIError):
    """The token is not accepted, or does not allow this."""

    default_kind = ErrorKind.SIGNED_OUT


class NotFoundError(APIError):
    """There is no such analytic, data or job, or none any more."""

    default_kind = ErrorKind.NOT_FOUND


class RateLimitError(APIError):
    """Too many requests."""

    default_kind = ErrorKind.RATE_LIMITED


class ApplicationAPIError(APIError):
    """Any of these in a call of an application."""


class ApplicationAuthenticationError(ApplicationAPIError, AuthenticationError):
    """The application's token is not accepted, or does not allow this."""

    default_kind = ErrorKind.SIGNED_OUT


class ApplicationNotFoundError(ApplicationAPIError, NotFoundError):
    """There is no such thing, or none of this user's."""

    default_kind = ErrorKind.NOT_FOUND


class ApplicationRateLimitError(ApplicationAPIError, RateLimitError):
    """Too many requests of the application."""

    default_kind = ErrorKind.RATE_LIMITED


class TokenError(ServiceError):
    """There is no token, or what there is cannot be one."""

    default_kind = ErrorKind.SIGNED_OUT
    default_service = SERVICE


class ApplicationTokenError(TokenError):
    """The same about the token of an application."""


class JobExecutionError(ServiceError):
    """A job failed while it was waited for; `job_id` is its id, never 'None' (VX-12)."""

    default_kind = ErrorKind.REFUSED
    default_service = SERVICE
    job_id = ""


class JobTimeoutError(JobExecutionError):
    """A job did not end within the time it was waited for; it may still do well."""

    default_kind = ErrorKind.TIMED_OUT


class JobGoneError(JobExecutionError):
    """A job that was waited for is not there any more."""

    default_kind = ErrorKind.NOT_FOUND


class RemoteDataPathError(ServiceError):
    """A reference to data that cannot be one."""

    default_kind = ErrorKind.USAGE
    default_service = SERVICE


# One table: (user API, application API) by status; the last for everything else.
_CLASSES: Mapping[int, tuple[type[APIError], type[ApplicationAPIError]]] = MappingProxyType(
    {
        401: (AuthenticationError, ApplicationAuthenticationError),
        403: (AuthenticationError, ApplicationAuthenticationError),
        404: (NotFoundError, ApplicationNotFoundError),
        429: (RateLimitError, ApplicationRateLimitError),
    }
)
_OTHER: Final = (APIError, ApplicationAPIError)


def class_of(status: int | None, *, is_application: bool) -> type[APIError]:
    """The error's class for *status*; None is no answer at all."""
    return _CLASSES.get(status or 0, _OTHER)[is_application]


def of_code(code: int | None, message: str, operation: str, *, is_application: bool) -> APIError:
    """The error that one id of a batch has, by the code that the service gives it."""
    made_by = class_of(code, is_application=is_application)
    is_ours = made_by in _OTHER and code is not None and 400 <= code < 500
    kind = ErrorKind.REFUSED if is_ours else None
    return made_by(message, operation=operation, kind=kind, status=code)


def translated(error: ServiceError, *, is_application: bool = False) -> APIError:
    """*error* as the Voxel51 error that belongs to it."""
    if isinstance(error, APIError):
        return error
    return class_of(error.status, is_application=is_application).of(error)


def wrong(message: str, operation: str, *, is_application: bool = False) -> APIError:
    """The error for an argument that cannot be used; nothing was sent. Its status is 400, as the
    official client has it."""
    made_by = class_of(400, is_application=is_application)
    return made_by(message, operation=operation, kind=ErrorKind.USAGE, status=400)
