"""The report that a user can attach to a bug: what runs here, how the services stand, recent lines.

Only what is named here gets in; everything is masked once more, and home folder, user name and host
name are replaced. It is handed plain data and reaches into no room.
"""

from __future__ import annotations

import getpass
import importlib.metadata
import os
import platform
import re
import socket
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from facespace_desk import __version__
from facespace_desk.log import LogLine
from facespace_desk.net.redaction import redact

LOG_LINES = 400

PACKAGES = (
    "PySide6-Essentials",
    "shiboken6",
    "qasync",
    "httpx",
    "httpcore",
    "truststore",
    "stamina",
    "msgspec",
    "keyring",
    "apsw-sqlite3mc",
    "platformdirs",
    "numpy",
    "pyqtgraph",
    "google-re2",
    "starlette",
    "uvicorn",
)

# Settings that say nothing about people, places or servers.
SETTINGS = frozenset(
    {
        "theme",
        "density",
        "zone",
        "name_mask",
        "poll_interval_s",
        "sightings_retention_h",
        "keep_sightings",
    }
)
QT_FACTS = frozenset({"version", "platform", "style", "screens", "scale", "font", "theme"})


@dataclass(frozen=True)
class ServiceFacts:
    """How one service stands; `cause` is the name of an error kind, `transport` such as "https"."""

    name: str
    phase: str
    age_s: float | None = None
    cause: str = ""
    status: int | None = None
    transport: str = ""
    clock_skew_s: float | None = None


@dataclass(frozen=True)
class Person:
    """What on this machine names its user; none of it may stay in a report."""

    home: str
    user: str
    host: str

    @classmethod
    def here(cls) -> Person:
        """Whoever runs this process; empty texts where the system does not say."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):  # no such user in a container, none on Windows
            user = ""
        return cls(str(Path.home()), user, socket.gethostname())


def report(
    *,
    qt: Mapping[str, object],
    settings: Mapping[str, object],
    services: Sequence[ServiceFacts],
    log: Sequence[LogLine],
    person: Person | None = None,
    now: datetime | None = None,
) -> str:
    """The whole report as plain text. Unknown keys of *qt* and *settings* are left out."""
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    sections = (
        ("FaceSpace Desk", [f"version: {__version__}", f"made: {moment:%Y-%m-%d %H:%M:%S} UTC"]),
        ("System", _system()),
        ("Qt", _allowed(qt, QT_FACTS)),
        ("Packages", _packages()),
        ("Settings", _allowed(settings, SETTINGS)),
        ("Services", [_service_line(facts) for facts in services] or ["none"]),
        ("Log", [_log_line(line) for line in log[-LOG_LINES:]] or ["empty"]),
    )
    text = "\n\n".join("\n".join([f"== {title} ==", *lines]) for title, lines in sections)
    return anonymous(redact(text), person or Person.here()) + "\n"


def anonymous(text: str, person: Person) -> str:
    """*text* without the home folder, user name and host name of *person*."""
    for home in _spellings_of_path(person.home):
        text = re.sub(re.escape(home) + r"(?![\w-])", "~", text, flags=re.IGNORECASE)
    short_host = person.host.partition(".")[0]
    names = ((person.host, "[host]"), (short_host, "[host]"), (person.user, "[user]"))
    for name, mask in names:
        if name and name != "localhost":
            pattern = rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
            text = re.sub(pattern, mask, text, flags=re.IGNORECASE)
    return text


def _system() -> list[str]:
    return [
        f"system: {platform.system()} {platform.release()} {platform.machine()}",
        f"python: {platform.python_implementation()} {platform.python_version()}",
        f"frozen: {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        f"processors: {os.cpu_count() or 'unknown'}",
        f"desktop: {os.environ.get('XDG_SESSION_TYPE', '') or 'not said'}",
    ]


def _packages() -> list[str]:
    return [f"{name}: {_package_version(name)}" for name in PACKAGES]


def _package_version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not found"


def _allowed(facts: Mapping[str, object], names: Iterable[str]) -> list[str]:
    shown = [f"{name}: {_one_line(facts[name])}" for name in sorted(names) if name in facts]
    return shown or ["not known"]


def _service_line(facts: ServiceFacts) -> str:
    parts = [f"{facts.name}: {facts.phase}"]
    if facts.transport:
        parts.append(facts.transport)
    if facts.age_s is not None:
        parts.append(f"newest data {facts.age_s:.0f} s old")
    if facts.cause:
        parts.append(facts.cause)
    if facts.status is not None:
        parts.append(f"status {facts.status}")
    if facts.clock_skew_s is not None:
        parts.append(f"its clock {facts.clock_skew_s:+.0f} s")
    return _one_line(", ".join(parts))


def _log_line(line: LogLine) -> str:
    text = line.text.replace("\n", "\n    ")
    return f"{line.at:%H:%M:%S} {line.level} {line.logger}: {text}"


def _one_line(value: object) -> str:
    return " ".join(str(value).split())[:200]


def _spellings_of_path(path: str) -> list[str]:
    """Longest first; none for a root folder, which would match every path."""
    if len(path.strip("/\\")) < 2:
        return []
    forms = {path, path.replace("\\", "/"), path.replace("\\", "\\\\")}
    return sorted(forms, key=len, reverse=True)
