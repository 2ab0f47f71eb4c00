"""The virtual environment `.venv`: made and filled from a lock, known to be ready by a stamp.

The stamp is written last and in one step. A mark lies in the environment while it is being filled:
who finds it knows that a set-up was interrupted, and starts over. Two set-ups in one checkout wait
for each other. No index address is named: uv and pip ask what the user's own configuration says.

Parses with every Python 3; what runs here runs on a supported one. Standard library only.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time

SUPPORTED = ((3, 11), (3, 14))  # first and last minor version, both included
RUN, TEST, SOURCES, BUNDLE = "run", "test", "sources", "bundle"
LOCKS = {
    RUN: "requirements.txt",
    TEST: "requirements-test.txt",  # holds the first
    SOURCES: "requirements-sources.txt",  # what has no wheel and is built here, after the others
    BUNDLE: "requirements-bundle.txt",  # what freezes the console; never installed into .venv
}
# What is built here is built with the tools of the lock.
BUILDING = ["--no-deps", "--no-build-isolation"]
ROOM_BYTES = 1_000_000_000  # .venv takes 0.5 GB; unpacking takes as much again for a while

WHY_IT_MAY_HAVE_FAILED = """\
The packages could not be installed; the lines above say why. Often it is one of these:
  - no way to the package index: check the network, and the index, proxy and certificates that
    pip is set up for (`python3 -m pip config list`);
  - no room on the disk, or in the folder for temporary files;
  - no packages for this system: Qt needs 64 bits; on Linux glibc 2.34 (2.39 on ARM; never musl);
    on a Mac macOS 14 (13 with Python 3.11).
What was fetched is kept: run the same command again to go on."""


class SetUpError(Exception):
    """The environment could not be made; the text says what to do."""

    def __init__(self, words: str, exit_code: int = 1) -> None:
        super().__init__(words)
        self.exit_code = exit_code


def is_supported(version: "tuple[int, ...]") -> bool:
    return SUPPORTED[0] <= tuple(version[:2]) <= SUPPORTED[1]


class Environment:
    """`.venv` in the checkout *root*."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.folder = os.path.join(root, ".venv")
        self.stamp = os.path.join(self.folder, "facespace-desk.json")
        self.mark = os.path.join(self.folder, "facespace-desk.unfinished")

    @property
    def python(self) -> str:
        if os.name == "nt":
            return os.path.join(self.folder, "Scripts", "python.exe")
        return os.path.join(self.folder, "bin", "python")

    def lock(self, purpose: str) -> str:
        return os.path.join(self.root, "packaging", LOCKS[purpose])

    def origin(self) -> "dict[str, str]":
        """What an environment is made from, besides Python: place, pyproject.toml and locks."""
        import hashlib

        origin = {"root": self.root}
        locks = map(self.lock, (RUN, TEST, SOURCES))
        for path in (os.path.join(self.root, "pyproject.toml"), *locks):
            with open(path, "rb") as file:
                origin[os.path.basename(path)] = hashlib.sha256(file.read()).hexdigest()
        return origin

    def is_ready(self, purpose: str) -> bool:
        """True when nothing that the environment was made from has changed since.

        An unsupported Python takes the environment as it is: it could not make a better one.
        """
        stamp = self._read_stamp()
        if purpose not in stamp.get("purposes", ()) or not os.path.exists(self.python):
            return False
        if stamp.get("python") != _minor() and is_supported(sys.version_info):
            return False
        return stamp.get("origin") == self.origin()

    def set_up(self, purpose: str) -> None:
        """Make the environment ready, after any other set-up in this checkout has ended.

        Raises:
            SetUpError: with the reason in words.
        """
        if not os.access(self.root, os.W_OK):
            raise SetUpError(
                "{} cannot be written to, and the set-up goes to .venv in it.\n"
                "Copy it to a folder of your own and run it there.".format(self.root)
            )
        try:
            with one_at_a_time(os.path.join(self.root, ".cache", "set-up.lock")):
                if not self.is_ready(purpose):  # else the one that we waited for did it
                    self._fill(purpose)
        except OSError as error:
            raise SetUpError("Could not set up {}: {}".format(self.folder, error)) from error

    def _fill(self, purpose: str) -> None:
        fits, has_pip = self._judge()
        with contextlib.suppress(FileNotFoundError):
            os.remove(self.stamp)
        if not fits:
            self._check_room()
            self._remove()
        uv = find_uv()
        done = bool(uv) and self._install("uv", uv_steps(uv, self, purpose, fits), purpose)
        if uv and not done:
            print("uv could not do it; trying pip.", flush=True)
            self._remove()
            fits = has_pip = False
        if not done and not self._install("pip", pip_steps(self, purpose, fits, has_pip), purpose):
            raise SetUpError(WHY_IT_MAY_HAVE_FAILED)
        self._write_stamp([RUN, TEST] if purpose == TEST else [RUN])

    def _install(self, tool: str, steps: "list[list[str]]", purpose: str) -> bool:
        """Run the steps in order, the mark laid before the first; False at a failure."""
        print("Installing {} with {}.".format(LOCKS[purpose], tool), flush=True)
        os.makedirs(self.folder, exist_ok=True)
        with open(self.mark, "w", encoding="utf-8"):
            pass
        surroundings = _installer_environment()
        return all(subprocess.call(step, env=surroundings, cwd=self.root) == 0 for step in steps)

    def _judge(self) -> "tuple[bool, bool]":
        """Whether there is one, whole, of this place and this Python; and whether it has pip."""
        made_in = self._read_stamp().get("origin", {}).get("root", self.root)
        if os.path.exists(self.mark) or made_in != self.root:
            return False, False
        question = (
            "import sys, importlib.util as u;"
            "print('%d.%d' % sys.version_info[:2], u.find_spec('pip') is not None)"
        )
        try:
            answer = subprocess.check_output([self.python, "-c", question], text=True)
        except (OSError, subprocess.CalledProcessError):
            return False, False
        version, has_pip = answer.split()
        return version == _minor(), has_pip == "True"

    def _remove(self) -> None:
        """Take away an environment that does not fit; never anything else called `.venv`."""
        if os.path.islink(self.folder):
            os.remove(self.folder)
        elif os.path.exists(self.folder):
            found = os.listdir(self.folder)
            if found and "pyvenv.cfg" not in found and os.path.basename(self.mark) not in found:
                words = "{} is not a virtual environment: move it away."
                raise SetUpError(words.format(self.folder))
            shutil.rmtree(self.folder)

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.root).free
        if free < ROOM_BYTES:
            words = "The disk of {} has {:.1f} GB left; the set-up takes up to {:.1f} GB."
            raise SetUpError(words.format(self.root, free / 1e9, ROOM_BYTES / 1e9))

    def _read_stamp(self) -> dict:
        try:
            with open(self.stamp, encoding="utf-8") as file:
                stamp = json.load(file)
        except (OSError, ValueError):
            return {}
        return stamp if isinstance(stamp, dict) else {}

    def _write_stamp(self, purposes: "list[str]") -> None:
        stamp = {"python": _minor(), "purposes": purposes, "origin": self.origin()}
        draft = self.stamp + ".new"
        with open(draft, "w", encoding="utf-8") as file:
            json.dump(stamp, file)
        os.replace(draft, self.stamp)
        os.remove(self.mark)


def find_uv() -> "str | None":
    """uv on PATH; it does in seconds what pip does in half a minute."""
    return shutil.which("uv")


def uv_steps(uv: str, place: Environment, purpose: str, exists: bool) -> "list[list[str]]":
    """Commands that make the environment, unless it *exists*, and fill it, with uv."""
    venv = [uv, "venv", "--quiet", "--allow-existing", "--python", base_python(), place.folder]
    install = [uv, "pip", "install", "--python", place.python]
    locked = ["--require-hashes", "--no-build", "--compile-bytecode", "-r", place.lock(purpose)]
    built = ["--require-hashes", "--no-cache", *BUILDING, "-r", place.lock(SOURCES)]
    checkout = ["--quiet", *BUILDING, "--offline", "-e", place.root]
    steps = [[*install, *options] for options in (locked, built, checkout)]
    steps.append(_compile_step(place))
    return steps if exists else [venv, *steps]


def pip_steps(place: Environment, purpose: str, exists: bool, has_pip: bool) -> "list[list[str]]":
    """The same with the standard library's venv and its pip, which an existing one may lack."""
    venv = [base_python(), "-m", "venv", place.folder]
    add_pip = [place.python, "-m", "ensurepip"]
    first = [venv] if not exists else [] if has_pip else [add_pip]
    install = [place.python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    locked = ["--require-hashes", "--only-binary=:all:", "-r", place.lock(purpose)]
    if not sys.stdout.isatty():  # a line for each package is for a person who waits, not for a log
        locked = ["--quiet", *locked]
    built = ["--quiet", "--require-hashes", "--no-cache-dir", *BUILDING, "-r", place.lock(SOURCES)]
    checkout = ["--quiet", *BUILDING, "--no-index", "-e", place.root]
    steps = [[*install, *options] for options in (locked, built, checkout)]
    return [*first, *steps, _compile_step(place)]


def base_python() -> str:
    """This Python; when it belongs to an environment, which may be the one to replace, its base."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return getattr(sys, "_base_executable", None) or sys.executable


def _compile_step(place: Environment) -> "list[str]":
    return [place.python, "-m", "compileall", "-q", os.path.join(place.root, "facespace_desk")]


def _installer_environment() -> "dict[str, str]":
    """Ours, without what would send packages elsewhere than into `.venv`.

    pyvips must not find a libvips of the system: it would compile a module for that one and put it
    over the one that came as a wheel, with older decoders. (A cache may hold one that was built so:
    hence without a cache above.)
    """
    elsewhere = ["PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH"]
    elsewhere += ["UV_SYSTEM_PYTHON"]
    kept = {name: value for name, value in os.environ.items() if name not in elsewhere}
    hidden = dict.fromkeys(("PKG_CONFIG_LIBDIR", "PKG_CONFIG_PATH"), os.devnull)
    return dict(kept, PIP_USER="0", **hidden)


def _minor() -> str:
    return "%d.%d" % sys.version_info[:2]


@contextlib.contextmanager
def one_at_a_time(path: str):
    """Hold a lock that ends with this process; wait for its holder if there is one, and say so."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a", encoding="utf-8") as file:
        if not _take(file):
            print("Another set-up is under way in this checkout; waiting for it.", flush=True)
            while not _take(file):
                time.sleep(0.2)
        yield


def _take(file) -> bool:
    """True when the lock on the open file is ours; closing the file gives it back."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True
