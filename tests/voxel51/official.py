"""The vendor's own Python client, where somebody has it; it is no dependency of ours.

It was never packaged for today's interpreters, so it gets one of its own. In a new virtual
environment install `future`, `python-dateutil`, `requests`, `requests-toolbelt`, `six` and
`tzlocal`, put the checked-out client (github.com/voxel51/api-py) on its path, with a .pth file say,
and name its interpreter in VOXEL51_PYTHON.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest

VARIABLE: Final = "VOXEL51_PYTHON"
PROGRAM: Final = Path(__file__).with_name("official_program.py")
TOKEN_VARIABLES: Final = (
    *("VOXEL51_API_TOKEN", "VOXEL51_API_PRIVATE_KEY", "VOXEL51_API_BASE_URL"),
    *("VOXEL51_APP_TOKEN", "VOXEL51_APP_PRIVATE_KEY", "VOXEL51_APP_BASE_URL"),
)


class OfficialError(Exception):
    """What the client raised: the name of its exception, and its words."""


class Official:
    """The client, in its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    @property
    def pid(self) -> int:
        return self._process.pid

    def call(self, method: str, *arguments: Any, **named: Any) -> Any:
        """What the method returns. Blocks. `official_program` says what *arguments* can be.

        Raises:
            OfficialError: it raised.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([method, arguments, named], default=str) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{VARIABLE} names no interpreter with the official client; see its errors"
        answer = json.loads(line)
        if "error" in answer:
            raise OfficialError(answer["error"])
        return answer["value"]


@contextmanager
def official_client(
    base_url: str,
    key: str,
    home: Path,
    *,
    is_application: bool = False,
    keep_alive: bool = True,
) -> Iterator[Official]:
    """The official client of the service at *base_url*, at home in *home*; skips the test where it
    is not installed. Unless told to *keep_alive*, a user's opens a connection for each call."""
    python = os.environ.get(VARIABLE)
    if not python:
        pytest.skip(
            f"the official client is not here: {VARIABLE} is not set (tests/voxel51/official.py)"
        )
    environ = {name: value for name, value in os.environ.items() if name not in TOKEN_VARIABLES}
    environ |= {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "HOME": str(home)}
    kind = "application" if is_application else "user" if keep_alive else "user by calls"
    command = [python, str(PROGRAM), base_url, key, kind]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, env=environ, cwd=home, text=True
    ) as process:
        yield Official(process)
        assert process.stdin is not None
        process.stdin.close()  # and so it ends
