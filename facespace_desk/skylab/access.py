"""Getting in: what a sign-in finds out."""

from __future__ import annotations

from facespace_desk.language import tr
from facespace_desk.net.errors import ErrorKind, Explanation, ServiceError, explain
from facespace_desk.net.probing import Probe


class ProbeReport(Probe):
    """What a sign-in found out."""

    __slots__ = ()

    def explain(self, error: ServiceError) -> Explanation:
        return _BAD_KEY if error.kind is ErrorKind.SIGNED_OUT else explain(error)


_BAD_KEY = Explanation(
    tr("Skylab did not accept the API key."),
    tr("It was mistyped, was withdrawn, or belongs to another account."),
    tr("Check the key in the profile; the account page of Skylab Studio shows it."),
)
