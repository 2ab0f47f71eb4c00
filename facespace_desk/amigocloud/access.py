"""Getting in: what a sign-in finds out."""

from __future__ import annotations

from dataclasses import dataclass

from facespace_desk.amigocloud.errors import AmigoCloudError
from facespace_desk.amigocloud.records import Me, Project
from facespace_desk.net.errors import ErrorKind, Explanation, explain


@dataclass(frozen=True, slots=True)
class ProbeReport:
    """What a sign-in found out: the user, or with a project's token the project.

    `clock_skew_s` is the server's clock minus ours, to a second.
    """

    elapsed_s: float
    clock_skew_s: float | None = None
    me: Me | None = None
    project: Project | None = None
    error: AmigoCloudError | None = None

    @property
    def is_good(self) -> bool:
        """Whether the service is there, speaks AmigoCloud and takes the token."""
        return self.error is None

    @property
    def explanation(self) -> Explanation | None:
        """What happened, why, and what to do; None when all is well."""
        error = self.error
        if error is None:
            return None
        return _BAD_TOKEN if error.kind is ErrorKind.SIGNED_OUT else explain(error)


_BAD_TOKEN = Explanation(
    "AmigoCloud did not accept the token.",
    "It was mistyped, has expired, was withdrawn, or belongs to another project.",
    "Check the token in the profile; the account settings of AmigoCloud show its tokens.",
)
