"""Shows that the same input makes the same bundle: it is made twice and compared file by file."""

from __future__ import annotations

import hashlib
from pathlib import Path

from installers import workshop
from installers.product import Product


def check(product: Product, python: Path) -> int:
    """0 when both have the same files with the same contents, else 1; says which differ."""
    first, second = (
        contents(workshop.bundle(product, python, name=f"same-{turn}").folder) for turn in (1, 2)
    )
    told = differences(first, second)
    print(f"{len(first)} files; {len(told)} differ", *told, sep="\n  ")
    return 1 if told else 0


def contents(folder: Path) -> dict[str, str]:
    """Every file below *folder* with the sum of its bytes, every link with where it leads."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = f"link to {path.readlink()}"
        elif path.is_file():
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def differences(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Names of what is not the same in both."""
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )
