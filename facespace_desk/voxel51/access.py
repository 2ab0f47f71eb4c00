"""Getting in: what a sign-in finds out."""

from __future__ import annotations

from dataclasses import dataclass

from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError, explain


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What a sign-in found out. `clock_skew_s` is the server's clock minus ours, to a second."""

    elapsed_s: float
    clock_skew_s: float | None = None
    error: ServiceError | None = None

    @property
    def is_good(self) -> bool:
        """Whether the service is there, is the platform, and takes the token."""
        return self.error is None

    @property
    def explanation(self) -> Explanation | None:
        """What happened, why, and what to do; None when all is well."""
        error = self.error
        if error is None:
            return None
        if error.kind is ErrorKind.SIGNED_OUT:
            return _BAD_TOKEN
        return explain(error)


_BAD_TOKEN = Explanation(
    "The Voxel51 Platform did not accept the token.",
    "It was mistyped, was withdrawn, or is one of the other kind: a user's, or an application's.",
    "Check the token in the profile; a new one can be made in the platform's console.",
)
