"""The token of a CAM2 client: how long it is used, and that only one is asked for at a time.

Source: wire/cam2.md 2.3. A token lives five minutes and is replaced after four and a half. Calls
that need a new one at the same moment share one request for it, and its failure.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from facespace_desk.cam2.errors import Cam2Error, translated
from facespace_desk.net.redaction import register_secret

RENEW_AFTER_S: Final = 270.0  # 4 min 30 s; wire 2.3
_MASKED: Final = 3  # tokens that are masked in logs: this one, and those that may still be told of


@dataclass(frozen=True)
class Token:
    """A token and the moment, by the keeper's clock, at which it was asked for."""

    value: str = field(repr=False)
    asked_at_s: float


class TokenKeeper:
    """Gives calls a token that is good, as far as can be told."""

    def __init__(
        self, ask: Callable[[], Coroutine[Any, Any, str]], *, clock: Callable[[], float]
    ) -> None:
        """*ask* gets a new token from the server; *clock* counts seconds and never goes back."""
        self._ask = ask
        self._clock = clock
        self._token: Token | None = None
        self._renewal: asyncio.Task[Token | Cam2Error] | None = None
        self._unmask: deque[Callable[[], None]] = deque()
        self._is_closed = False

    async def current(self) -> Token:
        """The token to send.

        Raises:
            Cam2Error: a new one was needed and not given.
        """
        token = self._token
        if token is not None and self._clock() - token.asked_at_s < RENEW_AFTER_S:
            return token
        if self._is_closed:
            raise RuntimeError("the CAM2 client is closed")
        if self._renewal is None:
            self._renewal = asyncio.create_task(self._renew(), name="cam2 token")
        renewal = self._renewal
        await asyncio.wait({renewal})  # a caller that gives up does not end it for the others
        if renewal.cancelled():
            raise RuntimeError("the CAM2 client was closed")
        outcome = renewal.result()
        if isinstance(outcome, Cam2Error):
            raise translated(outcome) from outcome
        return outcome

    def holds(self, token: Token) -> bool:
        """Whether *token* is the one to send."""
        return self._token is token

    def discard(self, token: Token) -> None:
        """The server does not take *token* any more; a newer one is kept."""
        if self._token is token:
            self._token = None

    def forget(self) -> None:
        """Ask anew before the next call."""
        self._token = None

    async def close(self) -> None:
        """Forget the token; nothing is asked for any more."""
        self._is_closed = True
        self._token = None
        if self._renewal is not None:
            self._renewal.cancel()
            await asyncio.wait({self._renewal})
        while self._unmask:
            self._unmask.popleft()()

    async def _renew(self) -> Token | Cam2Error:
        """A failure is handed over as a value: perhaps nobody waits for it any more."""
        asked_at_s = self._clock()
        try:
            token = Token(await self._ask(), asked_at_s)
        except Cam2Error as error:
            return error
        finally:
            self._renewal = None
        self._unmask.append(register_secret(token.value))
        if len(self._unmask) > _MASKED:
            self._unmask.popleft()()
        self._token = token
        return token
