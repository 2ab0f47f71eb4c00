"""A signed address of a file, read without changing a byte of it: the signature covers them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from facespace_desk.language import tr
from facespace_desk.net.base_url import DEFAULT_PORTS, host_and_port

LONGEST: Final = 16_384  # characters; signatures with session tokens have about 2,000

_SHAPE: Final = re.compile(
    r"(?i)(https?)://([^/?#\\\s]+)(/[\x21\x22\x24-\x3e\x40-\x7e]*)?(\?[\x21\x22\x24-\x7e]*)?",
    re.ASCII,
)


@dataclass(frozen=True)
class StorageUrl:
    """`target` is path and query exactly as they came. A secret while it is valid: no repr."""

    scheme: str
    host: str
    port: int
    target: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> StorageUrl:
        """The address in *text*; a fragment is left off, since it never travels.

        Raises:
            ValueError: one sentence, which repeats nothing of the address.
        """
        if len(text) > LONGEST:
            raise ValueError(tr("The address of the file is too long."))
        shape = _SHAPE.fullmatch(text.partition("#")[0])
        if shape is None:
            raise ValueError(tr("The address of the file is not one of https, or cannot be read."))
        if "@" in shape[2]:
            raise ValueError(tr("The address of the file contains a user name or password."))
        scheme = shape[1].lower()
        host, port = host_and_port(shape[2], DEFAULT_PORTS[scheme])
        return cls(scheme, host, port, (shape[3] or "/") + (shape[4] or ""))

    def joined(self, location: str) -> StorageUrl:
        """Where a redirection to *location* leads. Raises ValueError as `parse`."""
        return StorageUrl.parse(urljoin(f"{self.scheme}://{self.authority}{self.target}", location))

    @property
    def authority(self) -> str:
        """As in a Host header: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"
