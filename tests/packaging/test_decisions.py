"""What run.py decides before it does anything: arguments, packages, the words for a person."""

import ast
import sys
from pathlib import Path

import environment
import pytest
import run
import system_packages

from tests.packaging.conftest import ROOT, Checkout

OS_RELEASES = {
    "apt-get": 'ID=linuxmint\nID_LIKE="ubuntu debian"\n',
    "dnf": 'NAME="Fedora Linux"\nID=fedora\n',
    "zypper": 'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n',
    "pacman": "ID=manjaro\nID_LIKE=arch\n",
}
EVERYTHING = [*system_packages.LIBRARIES, *system_packages.TEST_PROGRAMS]


@pytest.mark.parametrize("name", ["run.py", "environment.py", "system_packages.py"])
def test_old_python_can_read_what_it_is_told(name: str) -> None:
    ast.parse((ROOT / "packaging" / name).read_text(), feature_version=(3, 6))


@pytest.mark.parametrize("name", ["run.py", "environment.py", "system_packages.py", "locks.py"])
def test_set_up_needs_the_standard_library_alone(name: str) -> None:
    own = {path.stem for path in (ROOT / "packaging").glob("*.py")}
    tree = ast.parse((ROOT / "packaging" / name).read_text())
    imported = {
        alias.name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    imported |= {
        (node.module or "").partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
    }
    assert imported <= sys.stdlib_module_names | own


def test_pythons_from_3_11_to_3_14_are_supported() -> None:
    pythons = [(3, 10, 14), (3, 11, 0), (3, 14, 2), (3, 15, 0), (2, 7, 18)]
    assert [environment.is_supported(python) for python in pythons] == [
        False,
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-1"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"QT_QPA_PLATFORM": "wayland;xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_display_is_there(platform: str, environ: dict[str, str], expected: bool) -> None:
    assert run.has_display(platform, environ) is expected


@pytest.mark.parametrize(
    "arguments", [["-n0"], ["-n", "4"], ["--numprocesses=auto"], ["--pdb"], ["-p", "no:xdist"]]
)
def test_callers_word_on_parallel_runs_counts(arguments: list[str]) -> None:
    assert run.pytest_arguments(arguments, 4) == ["--cov", "--cov-report=term", *arguments]


@pytest.mark.parametrize("argument", ["--no-cov", "--cov=facespace_desk.net"])
def test_callers_word_on_coverage_counts(argument: str) -> None:
    assert run.pytest_arguments([argument], 4) == ["-n", "4", argument]


def test_tests_run_at_least_two_at_a_time() -> None:
    assert [run.pytest_arguments([], cores)[1] for cores in (None, 1, 4, 64)] == list("2248")


@pytest.mark.parametrize("manager", system_packages.MANAGERS)
def test_package_manager_follows_from_the_distribution(manager: str, tmp_path: Path) -> None:
    os_release = tmp_path / "os-release"
    os_release.write_text(OS_RELEASES[manager])
    assert system_packages.package_manager(lambda name: name, str(os_release)) == manager
    assert system_packages.package_manager(lambda name: None, str(os_release)) is None


def test_unknown_distribution_has_no_package_manager(tmp_path: Path) -> None:
    os_release = tmp_path / "os-release"
    assert system_packages.package_manager(lambda name: name, str(os_release)) is None
    os_release.write_text("ID=nixos\n")
    assert system_packages.package_manager(lambda name: name, str(os_release)) is None


@pytest.mark.parametrize("manager", system_packages.MANAGERS)
def test_everything_missing_has_a_package_named_once(manager: str) -> None:
    packages = system_packages.packages_for(manager, EVERYTHING)
    assert all(packages)
    assert len(packages) == len(set(packages))


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install --yes --no-install-recommends libegl1 xvfb"),
        ("dnf", "sudo dnf install --assumeyes mesa-libEGL xorg-x11-server-Xvfb"),
        ("zypper", "sudo zypper --non-interactive install Mesa-libEGL1 xorg-x11-server-Xvfb"),
        ("pacman", "sudo pacman -S --needed --noconfirm libglvnd xorg-server-xvfb"),
    ],
)
def test_advice_is_the_exact_command(manager: str, command: str) -> None:
    words = system_packages.advice(["libEGL.so.1", "Xvfb"], manager, is_root=False)
    assert "libEGL.so.1, Xvfb" in words
    assert f"\n    {command}\n" in words
    as_root = system_packages.advice(["libEGL.so.1", "Xvfb"], manager, is_root=True)
    assert f"\n    {command.removeprefix('sudo ')}\n" in as_root


def test_advice_without_a_package_manager_names_what_is_missing() -> None:
    assert "libGL.so.1" in system_packages.advice(["libGL.so.1"], None, is_root=False)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
def test_only_what_is_missing_is_asked_for() -> None:
    absent = {"libEGL.so.1", "libxcb-cursor.so.0"}
    missing = system_packages.missing_libraries(lambda library: library not in absent)
    assert set(missing) == absent
    assert system_packages.missing_test_programs(lambda program: None) == list(
        system_packages.TEST_PROGRAMS
    )


def test_venv_module_is_asked_for_by_the_name_of_its_package() -> None:
    packages = system_packages.packages_for("apt-get", [system_packages.VENV_MODULE])
    assert packages == [f"python3.{sys.version_info.minor}-venv"]


APT = """
    import pathlib, sys
    record = pathlib.Path(__file__).with_name("apt-calls")
    with record.open("a") as file:
        print(*sys.argv[1:], file=file)
    has_lists = "update" in record.read_text().split()
    if sys.argv[1] == "install" and not has_lists:
        sys.exit("Unable to locate package")
    if "xvfb" in sys.argv:
        sys.exit("No room")
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
def test_stale_package_lists_are_fetched(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    checkout.add_program("apt-get", APT)
    monkeypatch.setenv("PATH", f"{checkout.programs}:/usr/bin:/bin")
    assert system_packages.install(["libEGL.so.1"], [])
    calls = (checkout.programs / "apt-calls").read_text().splitlines()
    assert calls[-2:] == ["update", "install --yes --no-install-recommends libegl1"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="about Linux")
def test_failed_installation_shows_what_the_package_manager_said(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    checkout.add_program("apt-get", APT)
    monkeypatch.setenv("PATH", f"{checkout.programs}:/usr/bin:/bin")
    assert not system_packages.install(["Xvfb"], [])
    assert "No room" in capfd.readouterr().err


def test_library_that_is_not_there_does_not_load() -> None:
    assert not system_packages.loads("libno-such-thing.so.1")
