"""Where the proof runs the installed program: a home of its own, a bus, a keyring, a display."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

LIMIT_S = 300.0
PASSWORD = b"throw-away"


class ProofFailed(Exception):
    """The text says what did not hold."""


class Home:
    """A user's home, with what a program needs to live in it and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700, parents=True)
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(runtime),
            "LC_ALL": "C.UTF-8",
            "TMPDIR": str(folder),
        }

    def run(self, *command: str | Path, limit_s: float = LIMIT_S, **more: str) -> str:
        """Output of a program that must end well. *more* goes into its environment.

        Raises:
            ProofFailed: it did not.
        """
        finished = subprocess.run(
            [str(part) for part in command],
            env={**self.environment, **more},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=limit_s,
        )
        if finished.returncode:
            raise ProofFailed(f"{command[0]} ended with {finished.returncode}:\n{finished.stdout}")
        return finished.stdout

    @contextmanager
    def running(self, *command: str | Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """A program, asked to end with the block; what it said is in `said.txt`."""
        with (self.folder / "said.txt").open("ab") as said:
            process = subprocess.Popen(
                [str(part) for part in command],
                env={**self.environment, **more},
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                yield process
            finally:
                _end(process)

    @property
    def said(self) -> str:
        return (self.folder / "said.txt").read_text("utf-8", "replace")


@contextmanager
def home() -> Iterator[Home]:
    # Not below the checkout: a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="fsd-", ignore_cleanup_errors=True) as folder:
        yield Home(Path(folder) / "home")


@contextmanager
def secret_service(home: Home) -> Iterator[None]:
    """A session bus with gnome-keyring, unlocked, for the programs of *home*."""
    with ExitStack() as stack:
        bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
            env=home.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, bus)
        assert bus.stdout is not None
        home.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        keyring = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=home.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_end, keyring)
        assert keyring.stdin is not None
        keyring.stdin.write(PASSWORD)
        keyring.stdin.close()
        ask = ["dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/"]
        question = "org.freedesktop.DBus.NameHasOwner"
        until(
            lambda: "true" in home.run(*ask, question, "string:org.freedesktop.secrets"),
            "the key store did not start",
        )
        yield


@contextmanager
def display(home: Home) -> Iterator[None]:
    """A screen in memory for the programs of *home*."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            home.environment["DISPLAY"] = f":{told.readline().strip()}"
        yield
    finally:
        home.environment.pop("DISPLAY", None)
        _end(server)


def without_pythons(command: Sequence[str | Path], checkout: Path) -> list[str]:
    """*command* in a file system where no Python of the system, and no checkout, is to be seen."""
    hidden = {checkout, Path(sys.base_prefix), *Path("/usr/lib").glob("python3*")}
    hidden |= {Path("/usr/local/lib"), Path("/usr/lib/python3")}
    folders = sorted(str(path) for path in hidden if path.is_dir() and path != Path("/usr"))
    mounts = "; ".join(f"mount -t tmpfs none '{folder}'" for folder in folders)
    script = f'set -e; {mounts}; exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh", *map(str, command)]


def until(holds, words: str, limit_s: float = LIMIT_S) -> None:
    """Return when *holds()* is true.

    Raises:
        ProofFailed: with *words*, when it does not become so in time.
    """
    deadline = time.monotonic() + limit_s
    while not holds():
        if time.monotonic() > deadline:
            raise ProofFailed(words)
        time.sleep(0.2)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
