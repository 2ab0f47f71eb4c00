"""The vendors' own clients, where somebody has installed them; they are no dependencies of ours.

They want packages of their own, so each has an interpreter of its own, which a variable of the
environment names; how to make one, the `official` module of its slice's tests says.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


class OfficialError(Exception):
    """What the client raised: the name of its exception, and its words."""


class Official:
    """A client, in its process."""

    def __init__(self, process: subprocess.Popen[str], variable: str) -> None:
        self._process = process
        self._variable = variable

    def call(self, method: str, *arguments: Any, **options: Any) -> Any:
        """What the method returns; bytes as their hexadecimal digits. Blocks.

        Raises:
            OfficialError: it raised.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([method, arguments, options], default=str) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"{self._variable} names no interpreter with the official client"
        answer = json.loads(line)
        if "error" in answer:
            raise OfficialError(answer["error"])
        return answer["value"]


@contextmanager
def official_program(variable: str, program: str, *arguments: str) -> Iterator[Official]:
    """A *program* of this folder under the interpreter that *variable* names; skips the test where
    it names none."""
    python = os.environ.get(variable)
    if not python:
        pytest.skip(f"the official client is not here: {variable} is not set (tests/official)")
    command = [python, str(Path(__file__).with_name(program)), *arguments]
    environ = {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environ, text=True) as process:
        yield Official(process, variable)
        assert process.stdin is not None
        process.stdin.close()  # and so it ends
