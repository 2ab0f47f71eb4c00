"""Who may ask the CAM2 simulator: client applications, their tokens, and how often they asked."""

from __future__ import annotations

import hashlib
import hmac
import random
import time
from collections.abc import Callable
from dataclasses import dataclass

LEVELS = ("user", "webUI", "admin")  # each may what the ones before it may
ID_LENGTH = 96
SECRET_LENGTH = 71  # at least


@dataclass
class Client:
    id: str
    secret: str
    owner: str
    level: str
    usage: int = 0


def _seeded(level: str, secret_length: int, owner: str, usage: int) -> Client:
    def hexadecimal(what: str) -> str:
        return hashlib.sha384(f"demo {level} {what}, not a secret".encode()).hexdigest()

    return Client(hexadecimal("id"), hexadecimal("secret")[:secret_length], owner, level, usage)


def seeded_clients() -> tuple[Client, ...]:
    """One a level, the shortest secret that is allowed among them."""
    return (
        _seeded("user", SECRET_LENGTH, "field-team", 1_204),
        _seeded("webUI", ID_LENGTH, "portal", 88_310),
        _seeded("admin", ID_LENGTH, "operations", 312),
    )


class Clients:
    """All clients by id. Tokens live in real seconds, so that a stretched clock ends none."""

    def __init__(self, seed: int, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._seed = seed
        self._monotonic_s = monotonic_s
        self.reset()

    def reset(self) -> None:
        self._draw = random.Random(self._seed)
        self._by_id = {client.id: client for client in seeded_clients()}
        self._tokens: dict[str, tuple[Client, float]] = {}

    def get(self, client_id: str) -> Client | None:
        return self._by_id.get(client_id)

    def owned_by(self, owner: str) -> list[Client]:
        return [client for client in self._by_id.values() if client.owner == owner]

    def register(self, owner: str, level: str) -> Client:
        client = Client(self._hexadecimal(ID_LENGTH), self._hexadecimal(ID_LENGTH), owner, level)
        self._by_id[client.id] = client
        return client

    def reset_secret(self, client: Client) -> str:
        client.secret = self._hexadecimal(ID_LENGTH)
        return client.secret

    def token(self, client: Client, secret: str) -> str | None:
        """A new token, None for a wrong secret."""
        if not hmac.compare_digest(secret.encode(), client.secret.encode()):
            return None
        token = self._hexadecimal(40)
        self._tokens[token] = client, self._monotonic_s()
        return token

    def holder(self, token: str, life_s: float) -> tuple[Client | None, bool]:
        """Whose token this is, and whether it is still good; (None, False) when unknown."""
        client, since_s = self._tokens.get(token, (None, 0.0))
        return client, client is not None and self._monotonic_s() - since_s < life_s

    def expire(self) -> int:
        """End the life of all tokens; how many there were."""
        self._tokens = {token: (client, -1e9) for token, (client, _) in self._tokens.items()}
        return len(self._tokens)

    def _hexadecimal(self, length: int) -> str:
        return f"{self._draw.getrandbits(4 * length):0{length}x}"
