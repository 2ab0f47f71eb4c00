"""What the repository holds: nothing of one machine, locks in step, a wheel with everything."""

import re
import subprocess
import sys
import tomllib
import zipfile
from functools import cache
from importlib import metadata
from pathlib import Path

import locks
import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.packaging.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = [*PROJECT["project"]["dependencies"], *PROJECT["build-system"]["requires"]]
EXTRAS = PROJECT["project"]["optional-dependencies"]
LOCKS = {
    "requirements.txt": RUNTIME,
    "requirements-test.txt": [*RUNTIME, *EXTRAS["test"], *EXTRAS["dev"]],
}
SOURCES = "requirements-sources.txt"  # goes with each of them
BUNDLE = "requirements-bundle.txt"  # goes with the first, to freeze it
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
PACKAGE_INDEXES = ("pypi." + "org", "python" + "hosted", "registry." + "npmjs", "npmjs." + "com")


def repository_files() -> list[Path]:
    """Files that git has or would take; of an unpacked source archive all but what runs left."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]
    left = {".venv", ".cache", "__pycache__"}
    return [path for path in ROOT.rglob("*") if path.is_file() and not left & set(path.parts)]


@cache
def pins(lock: str) -> list[Requirement]:
    """Every package of a lock at its one version, with the marker that says where it is for."""
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    return [
        Requirement(line.removesuffix("\\"))
        for line in text.splitlines()
        if line and line[0].isalnum()
    ]


def applies(requirement: Requirement, python: str) -> bool:
    surroundings = {
        **default_environment(),
        "python_version": python,
        "python_full_version": f"{python}.9",
    }
    return requirement.marker is None or requirement.marker.evaluate(surroundings)


def test_no_file_names_a_package_index() -> None:
    named = [
        (path.relative_to(ROOT), index)
        for path in repository_files()
        for index in PACKAGE_INDEXES
        if index.encode() in path.read_bytes()
    ]
    assert not named


def test_no_file_names_a_place_on_this_machine() -> None:
    places = {f"{ROOT}/", f"{Path.home()}/"}
    named = [
        (path.relative_to(ROOT), place)
        for path in repository_files()
        for place in places
        if place.encode() in path.read_bytes()
    ]
    assert not named


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("python", PYTHONS)
def test_lock_answers_every_requirement(lock: str, python: str) -> None:
    pinned = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in [*pins(lock), *pins(SOURCES)]
        if applies(pin, python)
    }
    required = [Requirement(text) for text in LOCKS[lock]]
    unanswered = [
        str(requirement)
        for requirement in required
        if applies(requirement, python)
        and not requirement.specifier.contains(
            pinned.get(canonicalize_name(requirement.name), "0"), prereleases=True
        )
    ]
    assert not unanswered, "run: python3 packaging/run.py lock"


@pytest.mark.parametrize("lock", [*LOCKS, SOURCES, BUNDLE])
def test_locked_packages_have_one_version_and_hashes(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^(\w[^\n]*)\n((?:    --hash=sha256:[0-9a-f]{64}[^\n]*\n)*)", text, re.M)
    assert len(entries) == len(pins(lock))
    assert [entry for entry, hashes in entries if "==" not in entry or not hashes] == []


def test_lock_of_tests_holds_the_lock_of_the_console() -> None:
    console, tests = ({f"{pin.name}{pin.specifier}" for pin in pins(lock)} for lock in LOCKS)
    assert console <= tests


def test_lock_of_the_bundle_goes_with_the_lock_of_the_console() -> None:
    console, bundle = (
        {pin.name: str(pin.specifier) for pin in pins(lock)}
        for lock in ("requirements.txt", BUNDLE)
    )
    assert {Requirement(text).name for text in locks.FREEZERS} <= set(bundle)
    assert [name for name in console.keys() & bundle if console[name] != bundle[name]] == []


def test_what_is_built_here_has_its_tools_in_the_lock_and_stands_in_no_other() -> None:
    built = {pin.name for pin in pins(SOURCES)}
    assert built == set(locks.BUILT_HERE)
    for lock in LOCKS:
        names = {pin.name for pin in pins(lock)}
        assert not names & built
        assert {Requirement(tool).name for tool in locks.BUILT_HERE.values()} <= names


def test_environment_runs_on_the_picture_library_that_came_as_a_wheel() -> None:
    import pyvips

    shipped = metadata.version("pyvips-binary")
    assert pyvips.API_mode
    assert ".".join(str(pyvips.version(part)) for part in range(3)) == shipped


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert build.returncode == 0, build.stdout
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_the_package_and_the_resources(wheel: Path) -> None:
    names = [path.relative_to(ROOT).as_posix() for path in repository_files()]
    expected = {name for name in names if name.startswith("facespace_desk/")}
    shipped = [name for name in names if name.startswith("resources/")]
    shipped = [name for name in shipped if not name.startswith("resources/screenshots/")]
    expected |= {f"facespace_desk/{name}" for name in shipped}
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == expected


def test_installed_wheel_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    question = "from facespace_desk import assets; print(assets.path('icons'))"
    answer = subprocess.run(
        [sys.executable, "-P", "-c", question],
        env={"PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.strip() == str(tmp_path / "facespace_desk" / "resources" / "icons")
