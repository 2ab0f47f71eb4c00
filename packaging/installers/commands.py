"""Runs programs, and says in one sentence what failed."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from installers.errors import BuildError, ToolMissing


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path | None = None,
    more: Mapping[str, str] | None = None,
    log: Path | None = None,
) -> str:
    """Its output. *more* is added to the environment; *log* keeps the output of a long run.

    Raises:
        BuildError: it failed; the text holds the last lines that it said.
    """
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if log is not None:
        log.parent.mkdir(parents=True, exist_ok=True)
        log.write_text(finished.stdout, encoding="utf-8")
    if finished.returncode:
        said = "\n".join(finished.stdout.splitlines()[-25:])
        raise BuildError(f"{command[0]} ended with {finished.returncode}:\n{said}")
    return finished.stdout


def need(program: str, package: str) -> str:
    """Where *program* is.

    Raises:
        ToolMissing: it is not on PATH; *package* of the distribution has it.
    """
    found = shutil.which(program)
    if found is None:
        raise ToolMissing(f"{program} is not here; install {package}.")
    return found


def fresh(folder: Path) -> Path:
    """An empty *folder*."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder
