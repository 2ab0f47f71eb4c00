"""What the operating system must have: libraries for the console, programs for the tests.

Qt's wheels bring Qt along but not the libraries of the window system and of OpenGL. This module
finds what is missing, names the packages that hold it, and installs them where that is allowed:
with apt-get, as root or with a sudo that asks for no password. Else it names the exact command.

Parses with every Python 3, so that `run.py` can tell an old one what is wrong.
"""

import os
import shutil
import subprocess
import sys

APT, DNF, ZYPPER, PACMAN = "apt-get", "dnf", "zypper", "pacman"
MANAGERS = (APT, DNF, ZYPPER, PACMAN)

# Library: its package for each of MANAGERS. They are what Qt 6.11's libraries for X11, OpenGL,
# D-Bus and the network are linked against and no wheel brings. Names for apt-get were tried on
# Debian 12 and 13, the others were not.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "mesa-libEGL", "Mesa-libEGL1", "libglvnd"),
    "libGL.so.1": ("libgl1", "mesa-libGL", "Mesa-libGL1", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libX11-xcb1", "libx11"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "libdbus-1-3", "dbus"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "libfontconfig1", "fontconfig"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "libglib-2_0-0", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs", "krb5", "krb5"),
    "libxcb-cursor.so.0": (
        "libxcb-cursor0",
        "xcb-util-cursor",
        "libxcb-cursor0",
        "xcb-util-cursor",
    ),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": (
        "libxcb-keysyms1",
        "xcb-util-keysyms",
        "libxcb-keysyms1",
        "xcb-util-keysyms",
    ),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb-randr0", "libxcb"),
    "libxcb-render-util.so.0": (
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "libxcb-render-util0",
        "xcb-util-renderutil",
    ),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb-shape0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb-sync1", "libxcb"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb-xkb1", "libxcb"),
    "libxkbcommon-x11.so.0": (
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
        "libxkbcommon-x11-0",
        "libxkbcommon-x11",
    ),
}

# Program that tests start (a session bus, a key store, a display): its package, likewise.
TEST_PROGRAMS = {
    "dbus-run-session": ("dbus", "dbus-daemon", "dbus-1", "dbus"),
    "gnome-keyring-daemon": ("gnome-keyring", "gnome-keyring", "gnome-keyring", "gnome-keyring"),
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
}

# What makes virtual environments; only Debian and its family keep it in a package of its own.
VENV_MODULE = "python%d.%d-venv" % sys.version_info[:2]


def loads(library: str) -> bool:
    """True when the dynamic linker finds the library and all that it needs in turn."""
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(loads=loads) -> "list[str]":
    """Names out of LIBRARIES that this Linux lacks; other systems bring everything."""
    if not sys.platform.startswith("linux"):
        return []
    return [library for library in LIBRARIES if not loads(library)]


def missing_test_programs(which=shutil.which) -> "list[str]":
    """Names out of TEST_PROGRAMS that are not on PATH; only Linux runs the tests that need them."""
    if not sys.platform.startswith("linux"):
        return []
    return [program for program in TEST_PROGRAMS if which(program) is None]


def lacks_venv_module() -> bool:
    """True when this Python cannot make an environment with pip in it (a bare Debian, say)."""
    import importlib.util

    return importlib.util.find_spec("ensurepip") is None


def package_manager(which=shutil.which, os_release: str = "/etc/os-release") -> "str | None":
    """The package manager of this distribution's family; None when it is not one we know."""
    families = {
        APT: {"debian", "ubuntu"},
        DNF: {"fedora", "rhel", "centos"},
        ZYPPER: {"suse", "opensuse", "sles"},
        PACMAN: {"arch"},
    }
    names = _distribution_names(os_release)
    for manager in MANAGERS:
        if names & families[manager] and which(manager):
            return manager
    return None


def _distribution_names(os_release: str) -> "set[str]":
    """Values of ID and ID_LIKE, as os-release(5) defines them, up to their first hyphen."""
    try:
        with open(os_release, encoding="utf-8") as file:
            pairs = [line.strip().partition("=") for line in file]
    except OSError:
        return set()
    values = [value.strip("\"'") for key, _, value in pairs if key in ("ID", "ID_LIKE")]
    return {name.partition("-")[0] for value in values for name in value.split()}


def packages_for(manager: str, missing: "list[str]") -> "list[str]":
    """Packages that hold what is missing, each once; a name in neither table is a package's own."""
    column = MANAGERS.index(manager)
    tables = dict(LIBRARIES, **TEST_PROGRAMS)
    names = [tables[name][column] if name in tables else name for name in missing]
    return list(dict.fromkeys(names))


def install_command(manager: str, packages: "list[str]", prefix: "list[str]") -> "list[str]":
    """The command that installs them; *prefix* is what lends the right to, such as sudo."""
    verbs = {
        APT: ["apt-get", "install", "--yes", "--no-install-recommends"],
        DNF: ["dnf", "install", "--assumeyes"],
        ZYPPER: ["zypper", "--non-interactive", "install"],
        PACMAN: ["pacman", "-S", "--needed", "--noconfirm"],
    }
    return prefix + verbs[manager] + packages


def right_to_install() -> "list[str] | None":
    """Words before a command that may install: none for root, sudo's if it asks no password."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _succeeds(["sudo", "-n", "true"]):
        return ["sudo", "-n"]
    return None


def advice(missing: "list[str]", manager: "str | None", is_root: bool) -> str:
    """What is missing and how to get it, for a person who may install it."""
    words = "This system lacks: {}\n".format(", ".join(missing))
    if manager is None:
        return words + "Install the packages that hold them.\n"
    packages = packages_for(manager, missing)
    command = install_command(manager, packages, [] if is_root else ["sudo"])
    return words + "To install them:\n\n    {}\n\n".format(" ".join(command))


def install(missing: "list[str]", prefix: "list[str]") -> bool:
    """Install with apt-get what is missing; True when it went well. Fetches lists if it must."""
    packages = packages_for(APT, missing)
    prefix = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    print("Installing with apt-get: {}".format(" ".join(packages)), flush=True)
    if _has_package_lists() and _succeeds(install_command(APT, packages, prefix)):
        return True
    return _succeeds([*prefix, "apt-get", "update"], show=True) and _succeeds(
        install_command(APT, packages, prefix), show=True
    )


def _has_package_lists(folder: str = "/var/lib/apt/lists") -> bool:
    try:
        return any(name.endswith(("_Packages", "_Packages.lz4")) for name in os.listdir(folder))
    except OSError:
        return False


def _succeeds(command: "list[str]", show: bool = False) -> bool:
    """Run it with its output kept back; *show* prints that output after a failure."""
    finished = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if finished.returncode and show:
        print(finished.stdout.decode("utf-8", "replace"), file=sys.stderr)
    return finished.returncode == 0
