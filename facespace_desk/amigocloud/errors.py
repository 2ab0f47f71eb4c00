"""What AmigoCloud calls can raise, by the name its users know (wire/amigocloud.md 6).

    ServiceError
      AmigoCloudError        everything below; any status that is no success, no answer, a bad one
        ForeignAddress       an address on another server; nothing was sent
        ReadOnly             a change, while the profile allows none; nothing was sent
        JobFailed            work in the background ended, but not well
        JobUnfinished        it has not ended in the time that was given to it

`kind` stays that of the cause, so that the window can choose words and buttons.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError

SERVICE: Final = "AmigoCloud"


class AmigoCloudError(ServiceError):
    """An AmigoCloud call that did not give what was asked for; `message` is the server's, if it
    had one."""

    default_kind = ErrorKind.SERVER_TROUBLE
    default_service = SERVICE

    @property
    def detail(self) -> str:
        """The sentence, by the name that the service gives it."""
        return self.message

    def explanation(self) -> Explanation | None:
        if self.status == 403:
            cause = tr("The answer was: {answer}.", answer=self.message.rstrip("."))
            return Explanation(tr("AmigoCloud does not allow this."), cause, _MORE_RIGHTS)
        if self.status == 410:
            return _EXPIRED
        return None


class ForeignAddress(AmigoCloudError):
    """An address that does not lead to the profile's own server; nothing was sent."""

    default_kind = ErrorKind.BLOCKED

    def explanation(self) -> Explanation:
        return Explanation(
            tr("The address was not opened."),
            self.message,
            tr("If you trust that server, open the address in a browser."),
        )


class ReadOnly(AmigoCloudError):
    """A change, while the profile allows none; nothing was sent."""

    default_kind = ErrorKind.USAGE

    def explanation(self) -> Explanation:
        return Explanation(
            tr("Nothing was sent."),
            self.message,
            tr("Switch read-only off in the profile, if changes are wanted."),
        )


class JobFailed(AmigoCloudError):
    """Work in the background ended, but not well; `message` is the service's."""

    default_kind = ErrorKind.REFUSED


class JobUnfinished(AmigoCloudError):
    """Work in the background has not ended in the time given; the service goes on with it."""

    default_kind = ErrorKind.TIMED_OUT


_MORE_RIGHTS: Final = tr("Use a token of a higher level, or ask the project's owner for access.")
_EXPIRED: Final = Explanation(
    tr("AmigoCloud has it no longer."),
    tr("It had an end date, as unfinished uploads have, and that has passed."),
    tr("Begin again."),
)
# A token that may not do this is still a good token; and what is gone is not the service.
_KINDS: Final[Mapping[int | None, ErrorKind]] = MappingProxyType(
    {403: ErrorKind.REFUSED, 410: ErrorKind.NOT_FOUND}
)


def translated(error: ServiceError) -> AmigoCloudError:
    """*error* as the AmigoCloud error that belongs to it."""
    if isinstance(error, AmigoCloudError):
        return error
    return AmigoCloudError.of(error, kind=_KINDS.get(error.status))


def wrong(message: str, operation: str) -> AmigoCloudError:
    """The error for an argument that cannot be used; nothing was sent."""
    return AmigoCloudError(message, operation=operation, kind=ErrorKind.USAGE)


def lacking(words: str, operation: str) -> AmigoCloudError:
    """The error for an answer that has not what it should; *words* say what is missing."""
    return AmigoCloudError(words, operation=operation, kind=ErrorKind.NOT_THIS_PROTOCOL)


def of_disk(error: OSError, operation: str) -> AmigoCloudError:
    """A file of ours that cannot be read or written."""
    words = error.strerror or type(error).__name__
    return wrong(tr("The file cannot be used: {reason}.", reason=words), operation)
