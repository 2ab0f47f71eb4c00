"""The vendor's own Python client for AmigoCloud.

In a new virtual environment install `amigocloud==1.2.5`, and name its interpreter in
AMIGOCLOUD_PYTHON. It brings the library for the sockets that it speaks, `socketIO-client` 0.7.2.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from tests.amigo_simulator import RunningAmigo
from tests.official import Official, OfficialError, official_program

__all__ = ["Official", "OfficialError", "official_client"]

VARIABLE: Final = "AMIGOCLOUD_PYTHON"
# It adds the token of a `next` link to its own (AC-4, AC-5), as the real service puts up with.
TWO_TOKENS: Final = "2 tokens in the query"


@contextmanager
def official_client(
    amigo: RunningAmigo, token: str | None = None, **options: Any
) -> Iterator[Official]:
    """The official client; skips the test where it is not installed. Of the faults that the
    simulator noted it may have only the one that it is known for."""
    given = {"token": token or amigo.token, "base_url": f"{amigo.origin}/", **options}
    with official_program(VARIABLE, "amigocloud_program.py", json.dumps(given)) as client:
        yield client
    assert {fault.partition(": ")[2] for fault in amigo.control.take_faults()} <= {TWO_TOKENS}
