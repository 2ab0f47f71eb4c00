#!/usr/bin/env python3
"""Sets FaceSpace Desk up in `.venv`, then runs it, its tests, or renews its locks.

    python3 packaging/run.py [argument ...]         the console; the demo when no argument is given
    python3 packaging/run.py test [argument ...]    the tests, on all cores and with coverage
    python3 packaging/run.py lock [--upgrade]       the locks, packaging/requirements*.txt, with uv

--no-system, as the first argument, installs nothing with the system's package manager and goes on
without what is missing. Exit codes: 1 the set-up failed, 3 the system lacks something; else those
of what was run.

Needs Python 3.11 to 3.14 and nothing else; parses with every Python 3, to be able to say so.
"""

import os
import sys

import environment
import system_packages

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
EXIT_SYSTEM = 3
PICTURES = ["--screenshot", "screenshots", "--theme", "dark,light"]


def console_arguments(arguments: "list[str]", has_display: bool) -> "list[str]":
    """What the console is started with: pictures instead of a window where no window can be."""
    told = arguments or ["--demo"]
    if has_display or any(map(needs_no_window, told)):
        return told
    return told + PICTURES


def needs_no_window(argument: str) -> bool:
    windowless = ("--screenshot", "--selftest", "--smoke", "--version", "--help", "-h")
    return argument.partition("=")[0] in windowless


def has_display(platform: str, environ: "dict[str, str]") -> bool:
    """False on Linux without a display server, unless Qt is told to draw on something else."""
    if not platform.startswith("linux"):
        return True
    if environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"):
        return True
    chosen = environ.get("QT_QPA_PLATFORM", "").partition(";")[0].partition(":")[0]
    return chosen not in ("", "xcb", "wayland", "offscreen", "minimal")


def pytest_arguments(arguments: "list[str]", cores: "int | None") -> "list[str]":
    """The caller's, after our own: parallel and with coverage, unless the caller says else."""
    named = {argument.partition("=")[0] for argument in arguments}
    named |= {"-n" for argument in arguments if argument.startswith("-n")}
    own = []
    if not named & {"-n", "--numprocesses", "--dist", "--pdb", "--trace", "--co", "no:xdist"}:
        own += ["-n", str(max(2, min(cores or 2, 8)))]
    if not named & {"--cov", "--no-cov", "no:cov"}:
        own += ["--cov", "--cov-report=term"]
    return own + arguments


def become(command: "list[str]", environ: "dict[str, str]") -> int:
    """Turn into the command; where a system cannot, wait for it and return its exit code."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, environ)
    import subprocess

    child = subprocess.Popen(command, env=environ)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child has it too, and decides
            continue


def use_a_supported_python() -> None:
    """Start over with a newer Python when this one is too old (or too new), if PATH has one.

    Raises:
        SetUpError: there is none.
    """
    if environment.is_supported(sys.version_info):
        return
    import shutil
    import subprocess

    for minor in (13, 12, 11, 14):
        found = shutil.which("python3.{}".format(minor))
        probe = "import sys; sys.exit(sys.version_info[:2] != (3, {}))".format(minor)
        if found and subprocess.call([found, "-c", probe], stderr=subprocess.DEVNULL) == 0:
            command = [found, os.path.abspath(__file__), *sys.argv[1:]]
            sys.exit(become(command, dict(os.environ)))
    raise environment.SetUpError(
        "FaceSpace Desk needs Python 3.11 to 3.14; this is {}.{}, and PATH has no other.\n"
        "Install one and run: python3.13 packaging/run.py".format(*sys.version_info[:2])
    )


def ask_system_for(missing: "list[str]", required: bool, may_install: bool) -> None:
    """Get what is missing from the system's package manager, or name the command that does.

    Raises:
        SetUpError: something *required* cannot be had.
    """
    if not missing:
        return
    manager = system_packages.package_manager()
    prefix = None
    if may_install and manager == system_packages.APT:
        prefix = system_packages.right_to_install()
    if prefix is not None and system_packages.install(missing, prefix):
        return
    words = system_packages.advice(missing, manager, is_root=os.geteuid() == 0)
    if required:
        words += "Then run the same command again; with --no-system first it tries without."
        raise environment.SetUpError(words, EXIT_SYSTEM)
    print(words + "Going on without.", file=sys.stderr, flush=True)


def set_up(place: environment.Environment, purpose: str, may_install: bool) -> None:
    """Everything between a fresh checkout and an environment that is ready.

    Raises:
        SetUpError: with the reason in words.
    """
    use_a_supported_python()
    print("Setting up {} (now, and when dependencies change).".format(place.folder), flush=True)
    missing = system_packages.missing_libraries()
    if not environment.find_uv() and system_packages.lacks_venv_module():
        missing.append(system_packages.VENV_MODULE)
    # Without libraries one may try; without the module there is nothing to try.
    required = may_install or system_packages.VENV_MODULE in missing
    ask_system_for(missing, required=required, may_install=may_install)
    place.set_up(purpose)


def run_console(place: environment.Environment, arguments: "list[str]") -> int:
    """Become the console."""
    told = console_arguments(arguments, has_display(sys.platform, dict(os.environ)))
    if told[-len(PICTURES) :] == PICTURES and told != arguments:
        print("There is no display here: saving pictures to the folder 'screenshots' instead.")
    return become([place.python, "-m", "facespace_desk", *told], dict(os.environ))


def run_tests(place: environment.Environment, arguments: "list[str]") -> int:
    """Become pytest, in the checkout, without a window."""
    os.chdir(ROOT)
    told = pytest_arguments(arguments, os.cpu_count())
    surroundings = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    return become([place.python, "-m", "pytest", *told], surroundings)


def renew_locks(arguments: "list[str]") -> int:
    use_a_supported_python()
    import locks

    return locks.renew(ROOT, arguments)


def show_help(place: environment.Environment) -> int:
    """This script's own help, then the console's if there is one."""
    print(__doc__)
    if place.is_ready(environment.RUN):
        return run_console(place, ["--help"])
    print("The console's own arguments are shown here once it is set up.")
    return 0


def main(arguments: "list[str]") -> int:
    may_install = arguments[:1] != ["--no-system"]
    if not may_install:
        arguments = arguments[1:]
    place = environment.Environment(ROOT)
    if arguments in (["-h"], ["--help"]):
        return show_help(place)
    if arguments[:1] == ["lock"]:
        return renew_locks(arguments[1:])
    is_test = arguments[:1] == ["test"]
    purpose = environment.TEST if is_test else environment.RUN
    if not place.is_ready(purpose):
        set_up(place, purpose, may_install)
    if not is_test:
        return run_console(place, arguments)
    missing = system_packages.missing_test_programs()
    ask_system_for(missing, required=False, may_install=may_install)
    return run_tests(place, arguments[1:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except environment.SetUpError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("Stopped. Run the same command again to go on.", file=sys.stderr)
        sys.exit(130)
