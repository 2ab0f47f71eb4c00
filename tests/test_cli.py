"""The command line keeps its contract, and answers before Qt is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facespace_desk import __version__, cli
from facespace_desk.arguments import DEBUG_SWITCHES, parse
from facespace_desk.demo.launcher import FROZEN_ENTRY
from facespace_desk.options import SIMULATORS_ENTRY, Options
from facespace_desk.selftest import CHECKS
from tests.limits import PATIENCE_S


def run_program(
    *arguments: str, timeout_s: float = 2 * PATIENCE_S, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "facespace_desk", *arguments],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )


def test_without_arguments_the_last_profile_opens() -> None:
    assert parse([]) == Options()


def test_every_option_is_understood() -> None:
    line = (
        "--demo --seed 7 --speed 60 --screenshot out --tab facespace --tab cam2 --theme light "
        "--size 1280x720 --wait 5 --temp-profile --debug --log-filter net,cam2 -D asyncio"
    )
    options = parse(line.split())
    assert options == Options(
        demo=True,
        seed=7,
        speed=60.0,
        screenshot=Path("out"),
        tabs=("facespace", "cam2"),
        themes=("light",),
        size=(1280, 720),
        wait_s=5.0,
        temp_profile=True,
        debug=True,
        log_filter=("net", "cam2"),
        switches=frozenset({"asyncio", "stalls"}),
    )


def test_pictures_are_in_both_themes_unless_said_otherwise() -> None:
    assert parse(["--screenshot", "out"]).themes == ("dark", "light")
    assert parse(["--screenshot", "out", "--theme", "dark, light,dark"]).themes == ("dark", "light")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("--tab facespace", "--tab goes with --screenshot"),
        ("--wait 3", "--wait goes with --screenshot"),
        ("--theme blue --screenshot out", "themes are dark and light"),
        ("--theme , --screenshot out", "themes are dark and light"),
        ("--size 1600 --screenshot out", "a size is like 1600x1000"),
        ("--size 10x10 --screenshot out", "from 960x560"),
        ("--wait 0 --screenshot out", "not above 0"),
        ("--demo --profile file.json", "exclude each other"),
        ("--seed 3", "go with --demo"),
        ("--demo --seed -3", "negative"),
        ("--demo --speed nan", "not above 0"),
        ("-D nonsense", "invalid choice"),
        ("--dem", "unrecognized arguments"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_reason(
    arguments: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(arguments.split())
    assert ended.value.code == 2
    assert reason in capsys.readouterr().err


def test_help_lists_every_option_and_debug_switch(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    wanted = "--demo --profile --screenshot --tab --theme --size --wait --selftest --temp-profile"
    for word in [*wanted.split(), "--debug", "--log-filter", "--version", *DEBUG_SWITCHES]:
        assert word in shown


@pytest.mark.parametrize("argument", ["--version", "--help"])
def test_version_and_help_do_without_qt_and_asyncio(argument: str) -> None:
    source = (
        "import sys\nfrom facespace_desk.cli import main\n"
        f"try: main([{argument!r}])\nexcept SystemExit: pass\n"
        "print(sorted({'PySide6', 'asyncio', 'httpx', 'numpy'} & set(sys.modules)))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert ended.stdout.splitlines()[-1] == "[]"
    assert __version__ in ended.stdout or argument == "--help"


def test_the_frame_does_without_what_is_heavy() -> None:
    heavy = {"asyncio", "qasync", "httpx", "keyring", "apsw", "numpy", "pyqtgraph", "starlette"}
    heavy |= {"hashlib", "PySide6.QtNetwork", "facespace_desk.facespace", "facespace_desk.demo"}
    source = f"import sys, facespace_desk.app\nprint(sorted({heavy!r} & set(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert ended.stdout.strip() == "[]"


def test_without_a_display_it_says_what_to_do() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("elsewhere there is always a display")
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    ended = subprocess.run(
        [sys.executable, "-m", "facespace_desk"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=2 * PATIENCE_S,
        check=False,
    )
    assert ended.returncode == 1
    assert "there is no display" in ended.stderr
    assert "--screenshot" in ended.stderr


def test_pictures_and_smoke_need_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert not cli.choose_platform(needs_no_display=False)
    assert cli.choose_platform(needs_no_display=True)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_frozen_build_starts_its_simulators_through_the_same_program() -> None:
    assert SIMULATORS_ENTRY == FROZEN_ENTRY
    ended = run_program(FROZEN_ENTRY, "--help")
    assert ended.returncode == 0
    assert "--profile-out" in ended.stdout


def test_selftest_says_one_line_each_and_ends_with_0() -> None:
    ended = run_program("--selftest")
    lines = ended.stdout.splitlines()
    assert ended.returncode == 0, ended.stdout
    assert len(lines) == 1 + len(CHECKS)
    assert all(line.startswith("ok      ") for line in lines[1:]), ended.stdout


def test_selftest_without_a_keyring_says_session_only() -> None:
    ended = run_program("--selftest", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring")
    [line] = [line for line in ended.stdout.splitlines() if "keyring" in line]
    assert line.startswith("ok      keyring: session only.")


def test_selftest_with_a_broken_qt_names_it_and_ends_with_1() -> None:
    ended = run_program("--selftest", QT_QPA_PLATFORM="nosuch")
    [failed] = [line for line in ended.stdout.splitlines() if line.startswith("FAILED")]
    assert ended.returncode == 1
    assert "Qt platform plugin" in failed
    assert "nosuch" in failed
