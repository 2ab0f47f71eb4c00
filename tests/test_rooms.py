"""Rules about rooms that import-linter cannot state: parts of a package from outside."""

from __future__ import annotations

import ast
from pathlib import Path

import facespace_desk

PACKAGE = Path(facespace_desk.__file__).parent


def imported_by(path: Path) -> set[str]:
    """The modules that a file names in its imports, wherever they stand."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_models_never_import_widgets() -> None:
    rooms = [PACKAGE / "modelkit", *PACKAGE.glob("*/model"), *PACKAGE.glob("*/model.py")]
    files = [path for room in rooms for path in ([room] if room.is_file() else room.rglob("*.py"))]
    assert len(files) > 10
    for path in files:
        assert "PySide6.QtWidgets" not in imported_by(path), path


def test_views_never_import_asyncio_or_httpx() -> None:
    views = [path for path in PACKAGE.glob("*/view/*.py") if path.name != "opened.py"]
    assert len(views) > 5
    for path in views:
        assert not imported_by(path) & {"asyncio", "httpx"}, path
