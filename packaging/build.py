#!/usr/bin/env python3
"""Builds what operators install. Everything ends up in `dist/`, with checksums.

    python3 packaging/build.py deb       Debian, Ubuntu and their family
    python3 packaging/build.py rpm       Fedora, openSUSE and their family
    python3 packaging/build.py tar       any Linux: unpacked anywhere, brings its libraries
    python3 packaging/build.py windows   on Windows, with Inno Setup
    python3 packaging/build.py macos     on a Mac, for the processor that it runs on
    python3 packaging/build.py same      freezes twice and compares every file

Several kinds at once, such as `tar rpm`, share what they can.

Name, version, words and icons come from pyproject.toml, the package and resources/app. It makes
its own environment in `build/` from the locks; where packages come from is what pip is set up for.
--python PATH freezes that Python (on Linux the distribution's, else the one that runs this), which
must be one of 3.11 to 3.14 and able to make environments. --output FOLDER is instead of `dist/`.
--quick packs fast and large, and asks no other checkers: for a look, never for a release.

Exit codes: 1 it failed, 3 a program of the system is missing. Standard library only.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from installers import checksums, product, sameness, workshop
from installers.errors import BuildError, ToolMissing

# Kind of package: the module that builds it.
KINDS = {
    "deb": "installers.deb",
    "rpm": "installers.rpm",
    "tar": "installers.tarball",
    "windows": "installers.windows",
    "macos": "installers.macos",
}
EXIT_TOOL = 3


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kinds", nargs="+", choices=[*KINDS, "same"])
    parser.add_argument("--python", type=Path, default=None)
    parser.add_argument("--output", type=Path, default=product.ROOT / "dist")
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args(arguments)
    workshop.is_quick = given.quick
    try:
        python = given.python or workshop.default_python()
        with workshop.alone():
            return max(_make(kind, python, given.output.resolve()) for kind in given.kinds)
    except ToolMissing as error:
        print(error, file=sys.stderr)
        return EXIT_TOOL
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1


def _make(kind: str, python: Path, output: Path) -> int:
    facts = product.read()
    if kind == "same":
        return sameness.check(facts, python)
    file = importlib.import_module(KINDS[kind]).build(facts, python, output)
    checksums.write(file.parent)
    print(f"Done: {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
