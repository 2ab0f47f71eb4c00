"""Getting in: what a sign-in finds out."""

from __future__ import annotations

from dataclasses import dataclass

from facespace_desk.net.errors import ErrorKind, Explanation, explain
from facespace_desk.skylab.errors import StudioException


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What a sign-in found out. `clock_skew_s` is the server's clock minus ours, to a second."""

    elapsed_s: float
    clock_skew_s: float | None = None
    error: StudioException | None = None

    @property
    def is_good(self) -> bool:
        """Whether the service is there, speaks Skylab and takes the key."""
        return self.error is None

    @property
    def explanation(self) -> Explanation | None:
        """What happened, why, and what to do; None when all is well."""
        error = self.error
        if error is None:
            return None
        if error.kind is ErrorKind.SIGNED_OUT:
            return _BAD_KEY
        return explain(error)


_BAD_KEY = Explanation(
    "Skylab did not accept the API key.",
    "It was mistyped, was withdrawn, or belongs to another account.",
    "Check the key in the profile; the account page of Skylab Studio shows it.",
)
