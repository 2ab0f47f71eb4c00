"""What is packaged: name, version, words and addresses, all read from one place.

The version stands in `facespace_desk/__init__.py`, everything else in `pyproject.toml`: `[project]`
and `[tool.installers]`. The drawing of the icon is `resources/app/facespace-desk.svg`.
"""

from __future__ import annotations

import re
import subprocess
import tomllib
from dataclasses import dataclass
from email.utils import formatdate
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
DRAWING = ROOT / "resources" / "app" / "facespace-desk.svg"
FALLBACK_MOMENT = 1_767_225_600  # 2026-01-01, for a source archive without its history


@dataclass(frozen=True)
class Product:
    """*moment* (seconds since 1970) stands for the time of the build in everything written."""

    name: str
    title: str
    version: str
    summary: str
    description: tuple[str, ...]  # paragraphs
    licence: str
    app_id: str
    maintainer: str  # "Name <address>"
    homepage: str
    categories: tuple[str, ...]
    keywords: tuple[str, ...]
    moment: int

    @property
    def day(self) -> str:
        """ISO date of the moment, UTC."""
        from datetime import UTC, datetime

        return datetime.fromtimestamp(self.moment, UTC).date().isoformat()

    @property
    def mail_date(self) -> str:
        return formatdate(self.moment)


def read(root: Path = ROOT) -> Product:
    """The product as the checkout in *root* describes it.

    Raises:
        KeyError: pyproject.toml lacks a field.
        ValueError: the package names no version.
    """
    with (root / "pyproject.toml").open("rb") as file:
        document = tomllib.load(file)
    project, more = document["project"], document["tool"]["installers"]
    return Product(
        name=project["name"],
        title=more["title"],
        version=_version(root / "facespace_desk" / "__init__.py"),
        summary=more["summary"],
        description=tuple(" ".join(text.split()) for text in more["description"]),
        licence=project["license"],
        app_id=more["app-id"],
        maintainer=more["maintainer"],
        homepage=more["homepage"],
        categories=tuple(more["categories"]),
        keywords=tuple(project["keywords"]),
        moment=_moment(root),
    )


def _version(file: Path) -> str:
    found = re.search(r'^__version__ = "([^"]+)"$', file.read_text(encoding="utf-8"), re.M)
    if found is None:
        raise ValueError(f"{file} names no __version__")
    return found[1]


def _moment(root: Path) -> int:
    """Time of the last commit."""
    try:
        told = subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True
        ).stdout.strip()
    except OSError:
        told = ""
    return int(told) if told else FALLBACK_MOMENT
