"""Addresses of the storage that are good for one method, one path and one set of headers.

Made like the addresses of well-known storages: `?Sim-Credential=...&Sim-SignedHeaders=...&
Sim-Signature=...`. The signature is an HMAC over method, path, query and the values of the signed
headers; a header that must be absent is signed as absent. As with those storages, a client may
quote the query of a download in another way (the vendor's does: `;` for `%3B`); an upload's
address has to come back byte for byte (wire section 4.3).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from enum import Enum
from urllib.parse import quote, unquote

_SIGNATURE = "&Sim-Signature="
SIGNED_HEADERS = ("content-md5", "content-type", "x-amz-tagging")
TAGGING = "job=photo&api=true"  # wire section 4.3


class Verdict(Enum):
    """What an address is found to be; the value is the storage's code for it."""

    GOOD = ""
    OLD = "AccessDenied"
    ALTERED = "SignatureDoesNotMatch"


class Signer:
    """Signs and checks; with `expire_all` all that was signed until then is old.

    Times are real seconds: an address does not live shorter because the demo runs faster. With
    the *secret* and *epoch* of another it honours what that one has signed.
    """

    def __init__(self, secret: bytes | None = None, epoch: int = 0) -> None:
        self.secret = secret or secrets.token_bytes(32)
        self.epoch = epoch

    def expire_all(self) -> None:
        self.epoch += 1

    def signed(
        self, method: str, path: str, headers: Mapping[str, str], now_s: float, life_s: float
    ) -> str:
        """Path and query for requests with exactly these of the signed headers."""
        credential = quote(f"studio/eu+{self.epoch}/storage", safe="")
        names = quote(";".join(SIGNED_HEADERS), safe="")
        target = f"{path}?Sim-Credential={credential}&Sim-SignedHeaders={names}"
        target += f"&Sim-Expires={now_s + life_s:.3f}"
        return f"{target}{_SIGNATURE}{self._signature(method, target, headers)}"

    def verdict(
        self, method: str, target: str, headers: Mapping[str, str], now_s: float
    ) -> Verdict:
        """*target* is path and query as they arrived, header names are lower case."""
        canonical = _canonical(target)
        if method == "PUT" and target != canonical:
            return Verdict.ALTERED
        signed, _, signature = canonical.rpartition(_SIGNATURE)
        expected = self._signature(method, signed, headers)
        if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
            return Verdict.ALTERED
        epoch = signed.partition("eu%2B")[2].partition("%2F")[0]
        expires_s = float(signed.rpartition("&Sim-Expires=")[2])
        if int(epoch) < self.epoch or now_s > expires_s:
            return Verdict.OLD
        return Verdict.GOOD

    def _signature(self, method: str, target: str, headers: Mapping[str, str]) -> str:
        lines = [method, target, *(f"{name}:{headers.get(name, '')}" for name in SIGNED_HEADERS)]
        digest = hmac.digest(self.secret, "\n".join(lines).encode("utf-8", "replace"), "sha256")
        return digest.hex()


def _canonical(target: str) -> str:
    """The one way to quote the query, in which addresses are given out."""
    path, _, query = target.partition("?")
    pairs = (pair.partition("=") for pair in query.split("&"))
    parts = (f"{name}={quote(unquote(value), safe='')}" for name, _, value in pairs)
    return f"{path}?{'&'.join(parts)}"
