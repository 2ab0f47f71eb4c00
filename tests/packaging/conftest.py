"""A small checkout of its own: the real `packaging/`, a console that says how it was started.

Its lock is empty and its build backend lies in it, so that nothing asks an index. `uv` is a program
on PATH that does what run.py asks of the real one and keeps a record.
"""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.limits import PATIENCE_S

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "packaging"))  # its files are programs and their parts, not a package

CONSOLE = """
import json, os, sys
print(json.dumps({
    "arguments": sys.argv[1:],
    "python": sys.executable,
    "platform": os.environ.get("QT_QPA_PLATFORM"),
}))
"""

BACKEND = """
import os, zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "facespace_desk-0-py3-none-any.whl"
    info = "facespace_desk-0.dist-info/"
    files = {
        "_facespace_desk.pth": os.getcwd(),
        info + "METADATA": "Metadata-Version: 2.1\\nName: facespace-desk\\nVersion: 0\\n",
        info + "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{path},,\\n" for path in [*files, info + "RECORD"])
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in {**files, info + "RECORD": record}.items():
            wheel.writestr(path, text)
    return name
"""

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""

UV = """
import os, pathlib, subprocess, sys, time
record = pathlib.Path(__file__).with_name("uv-calls")
with record.open("a") as file:
    print(*sys.argv[1:], file=file)
record.with_name("pkg-config").write_text(os.environ.get("PKG_CONFIG_LIBDIR", ""))
if "UV_FAILS" in os.environ:
    sys.exit("uv: no way to the index")
if sys.argv[1] == "venv":
    if gate := os.environ.get("UV_WAITS_FOR"):
        deadline = time.monotonic() + 240
        while not os.path.exists(gate) and time.monotonic() < deadline:
            time.sleep(0.02)
    venv = [sys.executable, "-m", "venv", "--without-pip", sys.argv[-1]]
    sys.exit(subprocess.call(venv))
if "-e" in sys.argv:
    lib = pathlib.Path(sys.argv[-1], ".venv", "lib", f"python3.{sys.version_info.minor}")
    (lib / "site-packages" / "_facespace_desk.pth").write_text(sys.argv[-1])
"""


class Checkout:
    """A checkout, and the programs that it finds on PATH."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "checkout"
        self.programs = folder / "bin"
        self.programs.mkdir()
        self._write_files()

    def _write_files(self) -> None:
        packaging = self.root / "packaging"
        packaging.mkdir(parents=True)
        for source in (ROOT / "packaging").glob("*.py"):
            shutil.copy(source, packaging)
        self.lock = packaging / "requirements.txt"
        for name in ("requirements.txt", "requirements-test.txt", "requirements-sources.txt"):
            (packaging / name).write_text("# nothing\n")
        (self.root / "pyproject.toml").write_text(PYPROJECT)
        (self.root / "backend.py").write_text(BACKEND)
        for module in ("facespace_desk", "pytest"):  # run.py starts either as a module
            (self.root / module).mkdir()
            (self.root / module / "__main__.py").write_text(CONSOLE)

    def add_program(self, name: str, source: str) -> None:
        program = self.programs / name
        program.write_text(f"#!{sys.executable}\n{textwrap.dedent(source)}")
        program.chmod(0o755)

    def add_uv(self) -> None:
        self.add_program("uv", UV)

    def uv_calls(self) -> list[str]:
        record = self.programs / "uv-calls"
        return record.read_text().splitlines() if record.exists() else []

    def environ(self, **extra: str) -> dict[str, str]:
        """Ours without a display, with the programs of this checkout before the system's."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "PYTHONPATH"}
            and not name.startswith(("COV_", "COVERAGE_", "UV_", "VIRTUAL_ENV"))
        }
        return {**kept, "PATH": f"{self.programs}:/usr/bin:/bin", **extra}

    def start(
        self, *arguments: str, python: str | Path = sys.executable, **environ: str
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [python, "packaging/run.py", *arguments],
            cwd=self.root,
            env=self.environ(**environ),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def run(self, *arguments: str, python: str | Path = sys.executable, **environ: str) -> "Answer":
        process = self.start(*arguments, python=python, **environ)
        output, _ = process.communicate(timeout=4 * PATIENCE_S)
        return Answer(process.returncode, output)


class Answer:
    """What a run of run.py said, and what it started at its end."""

    def __init__(self, exit_code: int, output: str) -> None:
        self.exit_code = exit_code
        self.output = output

    @property
    def started(self) -> dict[str, object]:
        """How the console, or pytest, was started."""
        return json.loads(self.output.splitlines()[-1])

    @property
    def arguments(self) -> object:
        return self.started["arguments"]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A fresh checkout; neither set up nor with uv on its PATH."""
    return Checkout(tmp_path)


@pytest.fixture
def checkout_with_uv(checkout: Checkout) -> Checkout:
    checkout.add_uv()
    return checkout
