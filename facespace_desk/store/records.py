"""What the store takes and gives; times are epoch milliseconds, UTC. Pure."""

from typing import Literal

import msgspec

MOMENT_MAX = 2**62  # leaves room for sums within the database's 64 bits


class StoreTrouble(Exception):
    """The store could not do what was asked; the text is for the operator and names no person."""


class StoredSighting(msgspec.Struct, frozen=True, gc=False):
    """Somebody reported at a camera from `first_ms` to `last_ms`, seen in `count` pictures."""

    camera: str
    label: str
    first_ms: int
    last_ms: int
    count: int
    origin: Literal["desk", "server"]
    raw: str | None = None  # the server's text, where it could not be read


class Look(msgspec.Struct, frozen=True, gc=False):
    """This desk was looking: `polls` good pictures came."""

    from_ms: int
    to_ms: int
    polls: int


class Gap(msgspec.Struct, frozen=True, gc=False):
    """This desk was not looking, and why."""

    from_ms: int
    to_ms: int
    cause: str


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A bookmark, a note, or both, on the sighting of *label* at *camera* that began at *at_ms*."""

    camera: str
    label: str
    at_ms: int
    is_bookmarked: bool = True
    note: str = ""
    changed_ms: int = 0


class Document(msgspec.Struct, frozen=True):
    """A named piece of JSON text: a saved filter, a camera's alias."""

    name: str
    json: str
    changed_ms: int


class Purged(msgspec.Struct, frozen=True):
    """What a purge removed."""

    sightings: int = 0
    looks: int = 0
    gaps: int = 0
    marks: int = 0
    files: int = 0  # old backups and damaged files
    freed_bytes: int = 0
    events: int = 0  # of live feeds

    def __add__(self, other: "Purged") -> "Purged":
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(other), strict=True)
        return Purged(*(mine + theirs for mine, theirs in pairs))


def storable(text: str) -> str:
    """*text* as it can be kept: halves of broken characters (lone surrogates) become U+FFFD."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def storable_int(number: int) -> int:
    """*number* within bounds that the database can count with; a server may name any moment."""
    return max(-MOMENT_MAX, min(MOMENT_MAX, number))
