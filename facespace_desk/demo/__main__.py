"""Runs the simulators alone: `python -m facespace_desk.demo --profile-out FILE`.

They listen on 127.0.0.1 only. FILE is a profile that the console opens; it appears once all of
them answer. They run until SIGTERM or SIGINT, and then end with 0.

With `--port-base N` the services are at N, N+1, ... and what they have on a port of its own (the
pictures of the CAM2 cameras) at N+20 and so on. FILE.ports remembers all of them for a restart.
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

from facespace_desk.demo.clock import Clock
from facespace_desk.demo.launcher import READY_LINE
from facespace_desk.demo.server import Simulator
from facespace_desk.demo.services import SERVICES
from facespace_desk.files import write_atomically

PROGRAM = "python -m facespace_desk.demo"
ANNEXES_AT = 20  # after the port base
PORTS_SUFFIX = ".ports"


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
    clock = Clock(options.speed)
    services = [service.make(options.seed, clock) for service in SERVICES]
    ports = _ports(options)
    simulators = [
        Simulator(service.panel, service.routes(), port, service.annex, annex_port)
        for service, (port, annex_port) in zip(services, ports, strict=True)
    ]
    async with asyncio.TaskGroup() as serving:
        for simulator in simulators:
            serving.create_task(simulator.serve())
        for simulator in simulators:
            await simulator.ready()
        write_atomically(_ports_file(options.profile_out), _ports_of(simulators))
        write_atomically(options.profile_out, _profile(simulators))
        if options.follow_parent:
            os.write(1, READY_LINE)
        await ended.wait()
        for simulator in simulators:
            simulator.close()


def _ports(options: argparse.Namespace) -> list[tuple[int, int]]:
    """A port for each service and its annex, 0 for any.

    Raises:
        OSError: what is remembered of the profile named by --ports-of cannot be read.
        ValueError: it is no JSON.
    """
    base = options.port_base
    if base is not None:
        return [(base + number, base + ANNEXES_AT + number) for number in range(len(SERVICES))]
    if options.ports_of is None:
        return [(0, 0)] * len(SERVICES)
    known = json.loads(_ports_file(options.ports_of).read_bytes())
    return [(known[service.name][0], known[service.name][1]) for service in SERVICES]


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
