"""What the AmigoCloud models say when something did not work. Pure."""

from __future__ import annotations

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, ServiceError, explain

UNCERTAIN = tr("Whether it was done is not known: look before you try again.")

_OF_THE_REQUEST = frozenset(
    {ErrorKind.REFUSED, ErrorKind.NOT_FOUND, ErrorKind.USAGE, ErrorKind.BLOCKED}
)


def is_about_request(error: ServiceError) -> bool:
    """Whether the service is there and well, and it is this request that it does not answer."""
    return error.kind in _OF_THE_REQUEST


def failure_words(error: AmigoCloudError) -> str:
    """What happened, why, and what to do, in one line for the place where it was asked for."""
    reason = explain(error)
    parts = [reason.happened, reason.cause, UNCERTAIN if error.is_uncertain else reason.remedy]
    return " ".join(part for part in parts if part)


FAILED, STOPPED, DONE, NOTHING = "failed", "stopped", "done", "nothing came back"
_OUTCOMES = {
    FAILED: tr("failed"),
    STOPPED: tr("stopped"),
    DONE: tr("done"),
    NOTHING: tr("nothing came back"),
}


def outcome_words(outcome: str) -> str:
    """What a history says became of an entry; only the words above are kept in English."""
    return _OUTCOMES.get(outcome, outcome)
