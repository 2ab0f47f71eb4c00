"""Runs the simulators alone: `python -m facespace_desk.demo --profile-out FILE`.

They listen on 127.0.0.1 only. FILE is a profile that the console opens; it appears once all of
them answer. They run until SIGTERM or SIGINT, and then end with 0.

With `--port-base N` the services are at N, N+1, ... and what they have on a port of its own (the
pictures of the CAM2 cameras) at N+20 and so on. FILE.ports remembers all of them for a restart.

With `--keep FOLDER` the photo studio and the video platform go on where they were when the folder
was used last, whether these ended or were killed, and all ports are the same if they are free. One
process at a time uses a folder: the next one waits for a while, then it says so.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import msgspec

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.holding import held
from facespace_desk.demo.launcher import READY_LINE
from facespace_desk.demo.server import Simulator
from facespace_desk.demo.services import SERVICES, Service
from facespace_desk.files import write_atomically

_Port = Annotated[int, msgspec.Meta(ge=0, le=65_535)]
Ports = dict[str, tuple[_Port, _Port]]  # of services and their annexes, by name

PROGRAM = "python -m facespace_desk.demo"
ANNEXES_AT = 20  # after the port base
PORTS_SUFFIX = ".ports"
KEPT_PORTS_NAME = "ports.json"
ANY = (0, 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until told to end; the exit status."""
    options = _parser().parse_args(arguments)
    status = 0
    try:
        asyncio.run(_run(options))
    except* (OSError, ValueError) as troubles:
        for trouble in troubles.exceptions:
            print(f"{PROGRAM}: {trouble}", file=sys.stderr)  # noqa: T201
        status = 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=PROGRAM, description="Simulated services for the demo.")
    add = parser.add_argument
    add("--profile-out", type=Path, required=True, metavar="FILE", help="profile to write")
    add("--port-base", type=_port, metavar="N", help="ports N, N+1, ... N+20 (any free ones)")
    add("--seed", type=_natural, default=1, metavar="N", help="another seed, another world (1)")
    add("--speed", type=_speed, default=1.0, metavar="X", help="simulated seconds per second (1)")
    add("--keep", type=Path, metavar="FOLDER", help="go on where things were left (begin anew)")
    add("--ports-of", type=Path, metavar="FILE", help=argparse.SUPPRESS)
    add("--follow-parent", action="store_true", help=argparse.SUPPRESS)
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 1 <= port <= 65_000:
        raise ValueError(text)
    return port


def _natural(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def _speed(text: str) -> float:
    speed = float(text)
    if not 0 <= speed <= 100_000:
        raise ValueError(text)
    return speed


async def _run(options: argparse.Namespace) -> None:
    ended = asyncio.Event()
    _end_on_signals(ended.set)
    if options.follow_parent:
        _end_with_parent(ended.set)
    async with contextlib.AsyncExitStack() as stack:
        if options.keep is not None:
            await stack.enter_async_context(held(options.keep))
        await _serve(options, ended)


async def _serve(options: argparse.Namespace, ended: asyncio.Event) -> None:
    clock, ports = Clock(options.speed), _ports(options)
    simulators = [_simulator(service, options, clock, ports) for service in SERVICES]
    async with asyncio.TaskGroup() as serving:
        for simulator in simulators:
            serving.create_task(simulator.serve())
        for simulator in simulators:
            await simulator.ready()
        for file in (_ports_file(options.profile_out), _kept_ports_file(options)):
            if file is not None:
                write_atomically(file, _ports_of(simulators))
        write_atomically(options.profile_out, _profile(simulators))
        if options.follow_parent:
            os.write(1, READY_LINE)
        await ended.wait()
        for simulator in simulators:
            simulator.close()


def _simulator(
    service: Service, options: argparse.Namespace, clock: Clock, ports: Ports
) -> Simulator:
    """
    Raises:
        OSError: a port that was asked for is taken; ports that were kept need not be had.
    """
    folder = None if options.keep is None else options.keep / service.name
    made = service.make(options.seed, clock, folder)
    port, annex_port = ports.get(service.name, ANY)
    try:
        return Simulator(made.panel, made.routes(), port, made.annex, annex_port)
    except OSError:
        if options.keep is None or options.port_base is not None:
            raise
        return Simulator(made.panel, made.routes(), 0, made.annex, 0)


def _ports(options: argparse.Namespace) -> Ports:
    """Where the services were, or shall be.

    Raises:
        OSError: what is remembered of the profile named by --ports-of cannot be read.
        ValueError: it names no ports.
    """
    base = options.port_base
    if base is not None:
        return {
            service.name: (base + number, base + ANNEXES_AT + number)
            for number, service in enumerate(SERVICES)
        }
    if options.ports_of is not None:
        return _read_ports(_ports_file(options.ports_of))
    kept = _kept_ports_file(options)
    if kept is None or not kept.exists():
        return {}
    try:
        return _read_ports(kept)
    except ValueError:
        return {}  # any will do


def _read_ports(file: Path) -> Ports:
    try:
        return msgspec.json.decode(file.read_bytes(), type=Ports)
    except msgspec.MsgspecError as error:
        raise ValueError(f"{file}: {error}") from error


def _kept_ports_file(options: argparse.Namespace) -> Path | None:
    return None if options.keep is None else Path(options.keep) / KEPT_PORTS_NAME


def _ports_file(profile: Path) -> Path:
    return profile.with_name(profile.name + PORTS_SUFFIX)


def _ports_of(simulators: list[Simulator]) -> bytes:
    ports = {
        service.name: (simulator.port, simulator.annex_port)
        for service, simulator in zip(SERVICES, simulators, strict=True)
    }
    return json.dumps(ports).encode() + b"\n"


def _profile(simulators: list[Simulator]) -> bytes:
    services = {
        service.name: {
            "base_url": simulator.origin + service.path,
            **service.credentials,
            **service.options,
        }
        for service, simulator in zip(SERVICES, simulators, strict=True)
    }
    return json.dumps({"services": services}, indent=2).encode() + b"\n"


def _end_on_signals(end: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last is Windows' own
        number = getattr(signal, name, None)
        if number is not None:
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(end))


def _end_with_parent(end: Callable[[], None]) -> None:
    """Call *end* when standard input closes, as it does when whoever started us is gone."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1):
                pass
        with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
            loop.call_soon_threadsafe(end)

    threading.Thread(target=wait, name="parent", daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
