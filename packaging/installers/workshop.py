"""The environment that bundles are made in, and the bundle itself.

The environment holds what the locks name, the builder included, and the console as a wheel; it is
made anew when a lock changes. Nothing else is ever installed into it: PyInstaller takes what it
finds, so tools in it would end up with the operators.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import environment  # the set-up of the checkout: how pip is called, and what is hidden from it

from installers.commands import fresh, need, run
from installers.errors import BuildError
from installers.product import PACKAGING, ROOT, Product

sys.path.insert(0, str(PACKAGING / "bundle"))
import trim  # the specification's own list

BUILD = ROOT / "build"
SPECIFICATION = PACKAGING / "bundle" / "facespace-desk.spec"
SYSTEM_PYTHON = Path("/usr/bin/python3")
LOCKS = tuple(
    environment.LOCKS[purpose]
    for purpose in (environment.BUNDLE, environment.RUN, environment.SOURCES)
)

is_quick = False  # set by `build.py --quick`
_bundles: dict[str, Bundle] = {}  # made in this run


@dataclass(frozen=True)
class Bundle:
    """A frozen program in *folder*; *work* is where PyInstaller kept its notes."""

    folder: Path
    work: Path
    python: Path  # of the environment that it was made in

    @property
    def contents(self) -> Path:
        """Where the libraries and resources lie."""
        inside = self.folder / "_internal"
        return inside if inside.is_dir() else self.folder

    def size(self) -> int:
        """Bytes of all files, links not counted."""
        return sum(
            path.lstat().st_size
            for path in self.folder.rglob("*")
            if path.is_file() and not path.is_symlink()
        )


def alone() -> AbstractContextManager[None]:
    """Wait until no other build or proof works in this checkout, and keep others waiting."""
    return environment.one_at_a_time(str(BUILD / "one-at-a-time.lock"))


def default_python() -> Path:
    """On Linux the distribution's, whose libraries carry no paths of a build; else this one."""
    if sys.platform.startswith("linux") and SYSTEM_PYTHON.exists():
        question = "import sys, ensurepip; print(*sys.version_info[:2])"
        told = subprocess.run(
            [SYSTEM_PYTHON, "-c", question], capture_output=True, text=True
        ).stdout.split()
        if told and environment.is_supported(tuple(map(int, told))):
            return SYSTEM_PYTHON
    return Path(environment.base_python())


def prepared(python: Path) -> Path:
    """The Python of an environment made with *python*, filled from the locks."""
    folder = BUILD / "venv-bundle"
    inner = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = folder / "made-from.json"
    made_from = _made_from(python)
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == made_from):
        print(f"Making {folder.relative_to(ROOT)} with {python}", flush=True)
        if folder.exists():
            shutil.rmtree(folder)
        run([python, "-m", "venv", folder])
        _install(
            inner, "--only-binary=:all:", "-r", PACKAGING / LOCKS[0], "-r", PACKAGING / LOCKS[1]
        )
        _install(inner, "--no-cache-dir", *environment.BUILDING, "-r", PACKAGING / LOCKS[2])
        stamp.write_text(made_from, encoding="utf-8")
    _install_console(inner)
    return inner


def _made_from(python: Path) -> str:
    version = run([python, "-c", "import sys; print(sys.version)"]).strip()
    sums = [hashlib.sha256((PACKAGING / lock).read_bytes()).hexdigest() for lock in LOCKS]
    return json.dumps({"python": version, "locks": sums})


def _install(python: Path, *arguments: str | Path) -> None:
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    run([*pip, "--require-hashes", *arguments], more=_quiet_surroundings())


def _install_console(python: Path) -> None:
    """The console of this checkout, as its wheel has it."""
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    options = ["--no-index", "--force-reinstall", "--no-compile", *environment.BUILDING]
    run([*pip, *options, ROOT], more=_quiet_surroundings())


def _quiet_surroundings() -> dict[str, str]:
    hidden = dict.fromkeys(("PKG_CONFIG_LIBDIR", "PKG_CONFIG_PATH"), os.devnull)
    return {"PIP_USER": "0", "PYTHONPATH": "", "PYTHONHOME": "", **hidden}


def bundle(
    product: Product,
    python: Path,
    *,
    name: str,
    system_libraries: bool = False,
    more: dict[str, str] | None = None,
) -> Bundle:
    """The frozen program in `build/NAME`, trimmed, with its inventory, and not too large.

    With *system_libraries* those of the distribution are left out, for its package to name.

    Raises:
        BuildError: PyInstaller failed, or the bundle is not as it should be.
    """
    if name in _bundles:
        return _bundles[name]
    inner = prepared(python)
    place = fresh(BUILD / name)
    _check_translations(inner, place / "translations")
    surroundings = {
        "FSD_VERSION": product.version,
        "FSD_APP_ID": product.app_id,
        "FSD_SYSLIBS": "1" if system_libraries else "0",
        "FSD_PARTS": str(PACKAGING),
        "FSD_MADE": str(place),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(product.moment),
        "PYINSTALLER_CONFIG_DIR": str(place / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
        **(more or {}),
    }
    arguments = ["--noconfirm", "--clean", "--log-level", "WARN"]
    folders = ["--workpath", place / "work", "--distpath", place / "dist"]
    print(f"Freezing into {place.relative_to(ROOT)}", flush=True)
    command = [inner, "-m", "PyInstaller", *arguments, *folders, SPECIFICATION]
    # Not from the checkout: its package would be found before the installed one.
    run(command, cwd=place, more=surroundings, log=place / "pyinstaller.log")
    made = Bundle(place / "dist" / product.name, place / "work" / SPECIFICATION.stem, inner)
    if sys.platform.startswith("linux"):
        _strip(made)
    _set_times(made.folder, product.moment)
    _check(made)
    _bundles[name] = made
    return made


def _strip(made: Bundle) -> None:
    strip = need("strip", "binutils")
    for path in sorted(made.contents.rglob("*.so*")):
        inside = path.relative_to(made.contents).as_posix()
        if inside.startswith(trim.UNSTRIPPED) and not path.is_symlink():
            run([strip, "--strip-unneeded", path])


def _check_translations(python: Path, target: Path) -> None:
    """Pack the texts of every language anew, into *target*: the console carries the same.

    Raises:
        BuildError: a packed one is older than its texts.
    """
    sources = sorted((ROOT / "resources" / "translations").glob("*.ts"))
    question = "import PySide6; print(PySide6.__path__[0])"
    tools = Path(run([python, "-c", question]).strip())
    lrelease = next(path for path in tools.rglob("lrelease*") if path.stem == "lrelease")
    fresh(target)
    for source in sources:
        packed = target / f"{source.stem}.qm"
        run([lrelease, "-silent", "-nounfinished", source, "-qm", packed])
        shipped = source.with_suffix(".qm")
        if not shipped.is_file() or shipped.read_bytes() != packed.read_bytes():
            raise BuildError(f"{shipped.relative_to(ROOT)} is not what {source.name} says.")


def _set_times(folder: Path, moment: int) -> None:
    for path in [folder, *folder.rglob("*")]:
        if os.utime in os.supports_follow_symlinks:
            os.utime(path, (moment, moment), follow_symlinks=False)
        else:  # Windows, where a bundle holds no links
            os.utime(path, (moment, moment))


def _check(made: Bundle) -> None:
    size = made.size()
    print(f"The bundle has {size / 1e6:.1f} MB", flush=True)
    if size > trim.BUNDLE_LIMIT:
        limit = trim.BUNDLE_LIMIT / 1e6
        raise BuildError(f"It may have {limit:.0f} MB; see packaging/bundle/trim.py.")
    left = [
        path.relative_to(made.contents).as_posix()
        for path in made.contents.rglob("*")
        if trim.is_left_out(path.relative_to(made.contents).as_posix()) and path.is_file()
    ]
    lacking = [
        name
        for name in ("app/facespace-desk.svg", "map/basemap.npz", "third-party/list.txt")
        if not (made.contents / "facespace_desk" / "resources" / name).is_file()
    ]
    if lacking:
        raise BuildError(f"The bundle lacks resources: {', '.join(lacking)}")
    if left:
        raise BuildError(f"These should have been left out: {', '.join(left)}")
    broken = [
        path.name for path in made.folder.rglob("*") if path.is_symlink() and not path.exists()
    ]
    if broken:
        raise BuildError(f"Links that lead nowhere: {', '.join(broken)}")


def check_package_size(file: Path) -> None:
    """Raises BuildError: *file* is larger than a release may be."""
    size = file.stat().st_size
    print(f"{file.name}: {size / 1e6:.1f} MB", flush=True)
    if size > trim.PACKAGE_LIMIT and not is_quick:
        limit = trim.PACKAGE_LIMIT / 1e6
        raise BuildError(f"It may have {limit:.0f} MB; see packaging/bundle/trim.py.")
