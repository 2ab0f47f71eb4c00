"""A private session bus with a real Secret Service (gnome-keyring) for tests of the keyring path.

Fixtures, to be imported by conftest.py: `keyring_bus` (bus and unlocked daemon, one per test
session), `system_keyring` (the environment points to it for one test), `empty_bus` (a bus on which
nobody offers secrets).
"""

import gc
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.limits import PATIENCE_S

START_LIMIT_S = STOP_LIMIT_S = PATIENCE_S
SERVICE_NAME = "org.freedesktop.secrets"
_CALL = MessageType.method_call
INSTALL = "sudo apt-get install -y gnome-keyring dbus-daemon"

# No service folders: nothing on this bus is started by itself, whatever the machine has installed.
BUS_CONFIGURATION = """<!DOCTYPE busconfig PUBLIC
 "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir={folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass(frozen=True)
class Bus:
    """A running session bus."""

    address: str
    folder: Path

    def connect(self) -> DBusConnection:
        return open_dbus_connection(bus=self.address)

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to live on this bus and in this folder only."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "LC_ALL": "C.UTF-8",
        }


@contextmanager
def private_bus() -> Iterator[Bus]:
    """A session bus of our own, ended with the block."""
    daemon = _program("dbus-daemon")
    with ExitStack() as stack:
        # Not pytest's folder: a socket's path must be short.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fsd-bus-")))
        configuration = folder / "bus.conf"
        configuration.write_text(BUS_CONFIGURATION.format(folder=folder))
        process = stack.enter_context(
            _running(
                [daemon, f"--config-file={configuration}", "--nofork", "--print-address=1"], {}
            )
        )
        assert process.stdout is not None
        yield Bus(process.stdout.readline().decode().strip(), folder)


@contextmanager
def unlocked_keyring(bus: Bus) -> Iterator[None]:
    """gnome-keyring on *bus*, with a login keyring that is open, ended with the block."""
    command = [
        _program("gnome-keyring-daemon"), "--foreground", "--unlock", "--components=secrets",
    ]  # fmt: skip
    with bus.connect() as connection, _running(command, bus.environment) as process:
        assert process.stdin is not None
        process.stdin.write(b"a password for tests")
        process.stdin.close()
        _wait_for_owner(connection)
        yield


@contextmanager
def stuck_service(bus: Bus) -> Iterator[Callable[[], None]]:
    """A Secret Service on *bus* that takes every question and never answers one.

    What it yields waits until somebody asks.
    """
    with bus.connect() as connection:
        Proxy(message_bus, connection).RequestName(SERVICE_NAME)

        def until_asked() -> None:
            while connection.receive(timeout=START_LIMIT_S).header.message_type is not _CALL:
                pass

        yield until_asked


def lock_keyring(bus: Bus) -> None:
    """Lock the login keyring, as a screen lock or the user may do."""
    service = DBusAddress(
        "/org/freedesktop/secrets", SERVICE_NAME, "org.freedesktop.Secret.Service"
    )
    path = "/org/freedesktop/secrets/collection/login"
    with bus.connect() as connection:
        connection.send_and_get_reply(
            new_method_call(service, "Lock", "ao", ([path],)), timeout=START_LIMIT_S
        )


@pytest.fixture(scope="session")
def keyring_bus() -> Iterator[Bus]:
    with private_bus() as bus, unlocked_keyring(bus):
        yield bus


@pytest.fixture
def system_keyring(keyring_bus: Bus, monkeypatch: pytest.MonkeyPatch) -> Bus:
    _live_on(keyring_bus, monkeypatch)
    return keyring_bus


@pytest.fixture
def empty_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    with private_bus() as bus:
        _live_on(bus, monkeypatch)
        yield bus


@pytest.fixture
def library_leaves_sockets() -> Iterator[None]:
    """secretstorage leaves its connection open when a call fails; it is collected quietly here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


def leaves_sockets(test: Callable[..., object]) -> Callable[..., object]:
    """Marks a test in which the keyring's library fails."""
    quiet = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
    return quiet(pytest.mark.usefixtures("library_leaves_sockets")(test))


def _live_on(bus: Bus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    for name, value in bus.environment.items():
        monkeypatch.setenv(name, value)


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is not installed; install it with: {INSTALL}", pytrace=False)
    return found


@contextmanager
def _running(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command,
        env={"PATH": "/usr/bin:/bin", **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()


def _wait_for_owner(connection: DBusConnection) -> None:
    """Return when somebody on the bus offers secrets."""
    rule = MatchRule(
        type="signal", sender=message_bus.bus_name, interface=message_bus.interface,
        member="NameOwnerChanged", path=message_bus.object_path,
    )  # fmt: skip
    rule.add_arg_condition(0, SERVICE_NAME)
    bus = Proxy(message_bus, connection)
    with connection.filter(rule) as owners:
        bus.AddMatch(rule)
        if not bus.NameHasOwner(SERVICE_NAME)[0]:
            connection.recv_until_filtered(owners, timeout=START_LIMIT_S)
