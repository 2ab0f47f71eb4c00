"""One command from a fresh checkout: run.py as a person runs it, in a checkout of its own."""

import importlib.util
import json
import os
import sys
import time
from pathlib import Path

import pytest

from tests.limits import PATIENCE_S
from tests.packaging.conftest import Checkout

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="programs on PATH are scripts here"
)

PICTURES = ["--screenshot", "screenshots", "--theme", "dark,light"]


def test_fresh_checkout_is_set_up_and_shows_the_demo(checkout_with_uv: Checkout) -> None:
    answer = checkout_with_uv.run(DISPLAY=":0")
    assert answer.exit_code == 0, answer.output
    assert answer.arguments == ["--demo"]
    assert answer.started["python"] == str(checkout_with_uv.root / ".venv/bin/python")


def test_second_run_asks_no_installer_and_says_nothing(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    calls = checkout_with_uv.uv_calls()
    answer = checkout_with_uv.run("--selftest")
    assert len(answer.output.splitlines()) == 1
    assert checkout_with_uv.uv_calls() == calls


def test_packages_are_checked_against_their_hashes(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    (locked,) = [call for call in checkout_with_uv.uv_calls() if "requirements.txt" in call]
    assert "--require-hashes" in locked


def test_what_has_no_wheel_is_built_from_a_checked_source_with_locked_tools(
    checkout_with_uv: Checkout,
) -> None:
    checkout_with_uv.run()
    calls = checkout_with_uv.uv_calls()
    (built,) = [call for call in calls if "requirements-sources.txt" in call]
    assert {"--require-hashes", "--no-build-isolation", "--no-cache"} <= set(built.split())
    assert ["--no-build" in call.split() for call in calls if "-r" in call.split()] == [True, False]


def test_picture_library_is_not_built_on_the_systems(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run(PKG_CONFIG_LIBDIR="/usr/lib/pkgconfig")
    assert (checkout_with_uv.programs / "pkg-config").read_text() == os.devnull


def test_console_arguments_are_passed_on(checkout_with_uv: Checkout) -> None:
    answer = checkout_with_uv.run("--profile", "a b.json", "--debug", DISPLAY=":0")
    assert answer.arguments == ["--profile", "a b.json", "--debug"]


def test_no_display_is_said_and_pictures_are_saved(checkout_with_uv: Checkout) -> None:
    answer = checkout_with_uv.run()
    assert "no display" in answer.output
    assert answer.arguments == ["--demo", *PICTURES]


def test_no_display_keeps_the_profile(checkout_with_uv: Checkout) -> None:
    assert checkout_with_uv.run("--profile", "f").arguments == ["--profile", "f", *PICTURES]


@pytest.mark.parametrize(
    "argument", ["--screenshot=out", "--screenshot", "--selftest", "--version"]
)
def test_no_display_leaves_alone_what_needs_none(checkout_with_uv: Checkout, argument: str) -> None:
    answer = checkout_with_uv.run(argument)
    assert answer.arguments == [argument]
    assert "no display" not in answer.output


def test_wayland_is_a_display(checkout_with_uv: Checkout) -> None:
    assert checkout_with_uv.run(WAYLAND_DISPLAY="wayland-0").arguments == ["--demo"]


def test_tests_run_without_a_window_in_parallel_and_with_coverage(
    checkout_with_uv: Checkout,
) -> None:
    answer = checkout_with_uv.run("test", "-k", "door", DISPLAY=":0")
    assert answer.exit_code == 0, answer.output
    own = ["-n", str(max(2, min(os.cpu_count() or 2, 8))), "--cov", "--cov-report=term"]
    assert answer.arguments == [*own, "-k", "door"]
    assert answer.started["platform"] == "offscreen"


def test_tests_install_the_lock_of_tests(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    checkout_with_uv.run("test")
    assert [call for call in checkout_with_uv.uv_calls() if "requirements-test.txt" in call]
    calls = checkout_with_uv.uv_calls()
    checkout_with_uv.run()  # the lock of tests holds what the console needs
    assert checkout_with_uv.uv_calls() == calls


@pytest.mark.parametrize(
    "name",
    ["pyproject.toml", "packaging/requirements.txt", "packaging/requirements-sources.txt"],
)
def test_change_of_dependencies_is_installed(checkout_with_uv: Checkout, name: str) -> None:
    checkout_with_uv.run()
    calls = checkout_with_uv.uv_calls()
    with (checkout_with_uv.root / name).open("a") as file:
        file.write("# changed\n")
    assert checkout_with_uv.run().exit_code == 0
    added = checkout_with_uv.uv_calls()[len(calls) :]
    assert [call.split()[0] for call in added] == ["pip"] * 3  # the environment is kept


def test_interrupted_set_up_starts_over(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    environment = checkout_with_uv.root / ".venv"
    (environment / "facespace-desk.json").unlink()
    (environment / "facespace-desk.unfinished").touch()
    (environment / "half-written").touch()
    assert checkout_with_uv.run().exit_code == 0
    assert not (environment / "half-written").exists()
    assert not (environment / "facespace-desk.unfinished").exists()


def test_moved_checkout_gets_an_environment_of_its_own(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    moved = checkout_with_uv.root.with_name("moved")
    checkout_with_uv.root.rename(moved)
    checkout_with_uv.root = moved
    answer = checkout_with_uv.run()
    assert answer.started["python"] == str(moved / ".venv/bin/python")
    assert [call for call in checkout_with_uv.uv_calls() if call.startswith("venv")][1:]


def test_folder_that_is_no_environment_is_left_alone(checkout_with_uv: Checkout) -> None:
    precious = checkout_with_uv.root / ".venv" / "thesis.txt"
    precious.parent.mkdir()
    precious.touch()
    answer = checkout_with_uv.run()
    assert answer.exit_code == 1
    assert "is not a virtual environment" in answer.output
    assert precious.exists()


def test_damaged_stamp_is_a_reason_to_check_again(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    (checkout_with_uv.root / ".venv/facespace-desk.json").write_text("{")
    assert checkout_with_uv.run().exit_code == 0


def test_second_set_up_waits_for_the_first(checkout_with_uv: Checkout, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    first = checkout_with_uv.start(UV_WAITS_FOR=str(gate))
    deadline = time.monotonic() + PATIENCE_S
    while not checkout_with_uv.uv_calls():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    second = checkout_with_uv.start()
    assert second.stdout is not None
    while "waiting for it" not in (line := second.stdout.readline()):
        assert line, "the second did not wait"
    gate.touch()
    rest = second.communicate(timeout=4 * PATIENCE_S)[0]
    first_output = first.communicate(timeout=4 * PATIENCE_S)[0]
    assert (first.returncode, second.returncode) == (0, 0), first_output + rest
    assert len([call for call in checkout_with_uv.uv_calls() if call.startswith("venv")]) == 1
    assert json.loads(rest.splitlines()[-1])["arguments"] == ["--demo", *PICTURES]


needs_venv_module = pytest.mark.skipif(
    importlib.util.find_spec("ensurepip") is None, reason="this Python has no ensurepip"
)


@needs_venv_module
def test_pip_does_it_where_uv_is_not(checkout: Checkout) -> None:
    answer = checkout.run("--version")
    assert answer.exit_code == 0, answer.output
    assert "requirements.txt with pip" in answer.output
    assert answer.arguments == ["--version"]


@needs_venv_module
def test_pip_does_it_where_uv_fails(checkout_with_uv: Checkout) -> None:
    answer = checkout_with_uv.run("--version", UV_FAILS="1")
    assert answer.exit_code == 0, answer.output
    assert "trying pip" in answer.output


@needs_venv_module
def test_environment_without_pip_is_kept_where_uv_has_gone(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    own = checkout_with_uv.root / ".venv" / "mine"
    own.touch()
    (checkout_with_uv.programs / "uv").unlink()
    checkout_with_uv.lock.write_text("# changed\n")
    answer = checkout_with_uv.run("--version")
    assert answer.exit_code == 0, answer.output
    assert own.exists()


def test_environment_can_replace_itself(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    environment = checkout_with_uv.root / ".venv"
    (environment / "facespace-desk.json").unlink()
    (environment / "facespace-desk.unfinished").touch()
    answer = checkout_with_uv.run(python=environment / "bin" / "python")
    assert answer.exit_code == 0, answer.output


@needs_venv_module
def test_pip_settings_for_other_places_do_not_lead_out_of_the_environment(
    checkout: Checkout, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    answer = checkout.run("--version", PIP_TARGET=str(elsewhere), PIP_USER="1")
    assert answer.exit_code == 0, answer.output
    assert not elsewhere.exists()


@needs_venv_module
def test_package_that_cannot_be_had_ends_in_words(checkout: Checkout) -> None:
    checkout.lock.write_text(f"no-such-thing==1.0 \\\n    --hash=sha256:{'0' * 64}\n")
    answer = checkout.run(PIP_NO_INDEX="1")
    assert answer.exit_code == 1
    assert "could not be installed" in answer.output
    assert "Traceback" not in answer.output


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_checkout_that_cannot_be_written_to_is_named(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.root.chmod(0o555)
    try:
        answer = checkout_with_uv.run()
    finally:
        checkout_with_uv.root.chmod(0o755)
    assert answer.exit_code == 1
    assert "cannot be written to" in answer.output


def test_help_needs_no_set_up(checkout_with_uv: Checkout) -> None:
    answer = checkout_with_uv.run("--help")
    assert answer.exit_code == 0
    assert "packaging/run.py test" in answer.output
    assert not checkout_with_uv.uv_calls()


@pytest.mark.benchmark
def test_own_share_of_a_start_is_under_half_a_second(checkout_with_uv: Checkout) -> None:
    checkout_with_uv.run()
    took = []
    for _ in range(5):
        before = time.perf_counter()
        checkout_with_uv.run("--version")
        took.append(time.perf_counter() - before)
    assert min(took) < 0.5  # the console that it starts here does nothing
