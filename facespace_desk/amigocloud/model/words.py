"""What the AmigoCloud models say when something did not work. Pure."""

from __future__ import annotations

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.net.errors import explain

UNCERTAIN = "Whether it was done is not known: look before you try again."


def failure_words(error: AmigoCloudError) -> str:
    """What happened, why, and what to do, in one line for the place where it was asked for."""
    reason = explain(error)
    parts = [reason.happened, reason.cause, UNCERTAIN if error.is_uncertain else reason.remedy]
    return " ".join(part for part in parts if part)


def counted(count: int, noun: str) -> str:
    """Such as “1 row” or “2,600 rows”."""
    return f"{count:,} {noun}{'s' * (count != 1)}"
