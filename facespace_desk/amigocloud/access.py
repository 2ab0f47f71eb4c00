"""Getting in: what a sign-in finds out."""

from __future__ import annotations

from dataclasses import dataclass

from facespace_desk.amigocloud.records import Me, Project
from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError, explain
from facespace_desk.net.probing import Probe


@dataclass(frozen=True, slots=True)
class ProbeReport(Probe):
    """What a sign-in found out: the user, or with a project's token the project."""

    me: Me | None = None
    project: Project | None = None

    def explain(self, error: ServiceError) -> Explanation:
        return _BAD_TOKEN if error.kind is ErrorKind.SIGNED_OUT else explain(error)


_BAD_TOKEN = Explanation(
    tr("AmigoCloud did not accept the token."),
    tr("It was mistyped, has expired, was withdrawn, or belongs to another project."),
    tr("Check the token in the profile; the account settings of AmigoCloud show its tokens."),
)
