"""The vendor's own Python client, where somebody has installed it; it is no dependency of ours.

It wants packages of its own, so it gets an interpreter of its own. In a new virtual environment
install `pyvips[binary]`, `aiohttp` and `requests`, then with `--no-deps` `skylab_studio==0.0.15`
(which asks for a pyvips without libvips), and name its interpreter in SKYLAB_STUDIO_PYTHON. Its
telemetry is not needed: a stand-in takes its place. Pictures are compared byte for byte, so its
libvips should be the release that is used here.
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

VARIABLE: Final = "SKYLAB_STUDIO_PYTHON"
PROGRAM: Final = Path(__file__).with_name("official_program.py")


class OfficialError(Exception):
    """What the client raised: the name of its exception, and its words."""


class Official:
    """The client, in its process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def call(self, method: str, *arguments: Any) -> Any:
        """What the method returns. Blocks.

        Raises:
            OfficialError: it raised.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([method, arguments], default=str) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{VARIABLE} names no interpreter with the official client; see its errors"
        answer = json.loads(line)
        if "error" in answer:
            raise OfficialError(answer["error"])
        return answer["value"]


@contextmanager
def official_client(origin: str, key: str) -> Iterator[Official]:
    """The official client of the service at *origin*; skips the test where it is not installed."""
    python = os.environ.get(VARIABLE)
    if not python:
        pytest.skip(
            f"the official client is not here: {VARIABLE} is not set (tests/skylab/official.py)"
        )
    command = [python, str(PROGRAM), origin, key]
    environ = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environ, text=True) as process:
        yield Official(process)
        assert process.stdin is not None
        process.stdin.close()  # and so it ends
