"""`--selftest`: is this installation whole? One line per check, in a checkout and when frozen.

Qt ends the process when its platform plugin cannot be loaded, so everything that needs an
application object runs in a child (`--check-qt`) whose end is part of the answer.
"""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
import ssl
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from facespace_desk import __version__, assets
from facespace_desk.language import SHIPPED, WRITTEN_IN
from facespace_desk.options import QT_CHECK_ENTRY

CHILD_LIMIT_S = 30.0
CHECK_LIMIT_S = 15.0
MODULES = (
    "PySide6.QtNetwork",
    "PySide6.QtSvg",
    "aiohttp",
    "apsw",
    "av",
    "h11",
    "httpx",
    "idna",
    "keyring",
    "msgspec",
    "natsort",
    "numpy",
    "pi_heif",
    "psutil",
    "pyqtgraph",
    "pyvips",
    "qasync",
    "rapidfuzz",
    "re2",
    "socketio",
    "stamina",
    "starlette",
    "truststore",
    "uvicorn",
    "wsproto",
    "facespace_desk.demo.__main__",
    "facespace_desk.desk",
)
PICTURE_FORMATS = ("png", "jpeg", "gif", "webp", "svg")  # by Qt, for the window
PHOTO_FORMATS = ("jpeg", "png", "webp", "gif", "tiff", "avif")
HEIC_SIZE = (320, 200)  # of resources/selftest/photo.heic, as telephones make them
FILM_CODECS = ("h264", "hevc", "mpeg4", "vp9", "av1")
FONTS_WANTED, ICONS_WANTED = 2, 20
SQLITE_HEADER = b"SQLite format 3"


class CheckFailed(Exception):
    """The text says what is missing, in one sentence."""


@dataclass(frozen=True)
class Check:
    title: str
    run: Callable[[], Awaitable[str]]


def selftest() -> int:
    """Print a line for each check; 0 when all are well."""
    print(f"FaceSpace Desk {__version__}, Python {sys.version.split()[0]}")  # noqa: T201
    results = asyncio.run(_run_all())
    return 0 if all(results) else 1


def check_qt() -> int:
    """The child: platform plugin and event loop, each on a line of its own."""
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    from facespace_desk.loop import Leave, run

    app = QApplication([])

    async def main(_leave: Leave) -> int:
        print(f"{QGuiApplication.platformName()}, Qt {qVersion()}", flush=True)  # noqa: T201
        print(await _loopback(), flush=True)  # noqa: T201
        return 0

    return run(main, app)


async def _run_all() -> list[bool]:
    return [await _run_one(check) for check in CHECKS]


async def _run_one(check: Check) -> bool:
    try:
        async with asyncio.timeout(CHECK_LIMIT_S + CHILD_LIMIT_S):
            words, is_well = await check.run(), True
    except Exception as error:  # noqa: BLE001  # whatever is broken, the other checks go on
        text = str(error) if isinstance(error, CheckFailed) else f"{type(error).__name__}: {error}"
        words, is_well = text, False
    print(f"{'ok    ' if is_well else 'FAILED'}  {check.title}: {words}")  # noqa: T201
    return is_well


async def _modules() -> str:
    names = [*MODULES, *_own_modules()] if _is_frozen() else list(MODULES)
    missing = []
    for name in names:
        try:
            importlib.import_module(name)
        except ImportError as error:
            missing.append(f"{name} ({error})")
    if missing:
        raise CheckFailed(f"cannot be imported: {', '.join(missing)}")
    return f"{len(names)} imported"


def _own_modules() -> list[str]:
    """All of the console: what the bundle leaves out shows where it is imported, nowhere else."""
    import facespace_desk

    found = pkgutil.walk_packages(facespace_desk.__path__, "facespace_desk.")
    return [module.name for module in found if not module.name.endswith("__main__")]


async def _resources() -> str:
    fonts = [file for file in assets.path("fonts").iterdir() if file.suffix in (".otf", ".ttf")]
    icons = list(assets.path("icons").glob("*.svg"))
    if len(fonts) < FONTS_WANTED or len(icons) < ICONS_WANTED:
        raise CheckFailed(f"only {len(fonts)} fonts and {len(icons)} icons are there")
    return f"{len(fonts)} fonts, {len(icons)} icons"


async def _languages() -> str:
    from PySide6.QtCore import QLibraryInfo, QTranslator

    qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for code in SHIPPED:
        if code == WRITTEN_IN:
            continue
        for name, folder in ((code, str(assets.path("translations"))), (f"qtbase_{code}", qts)):
            texts = QTranslator()
            if not texts.load(name, folder) or texts.isEmpty():
                raise CheckFailed(f"there are no texts {name} in {folder}")
    return ", ".join(SHIPPED.values())


async def _qt() -> str:
    command = [*_self_command(), QT_CHECK_ENTRY]
    child = await asyncio.to_thread(
        subprocess.run,
        command,
        capture_output=True,
        text=True,
        timeout=CHILD_LIMIT_S,
        check=False,
    )
    if child.returncode != 0:
        said = (child.stderr.strip() or f"Qt ended with status {child.returncode}").splitlines()
        raise CheckFailed(said[0])
    return ", ".join(child.stdout.splitlines())


async def _tls() -> str:
    import truststore

    truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return f"{ssl.OPENSSL_VERSION}, certificates from the operating system"


async def _keyring() -> str:
    from facespace_desk.credentials import Credentials

    report = await Credentials().probe()
    if not report.backend:
        return f"session only. {report.words}"
    if not report.round_trip_ok:
        raise CheckFailed(report.words)
    return f"{report.backend}, round trip {report.elapsed_ms:.0f} ms"


async def _pictures() -> str:
    from PySide6.QtCore import QBuffer, QByteArray
    from PySide6.QtGui import QColor, QImage, QImageReader, QImageWriter

    known = {bytes(name.data()).decode() for name in QImageReader.supportedImageFormats()}
    missing = [name for name in PICTURE_FORMATS if name not in known]
    if missing:
        raise CheckFailed(f"no decoder for {', '.join(missing)}")
    for name in ("png", "jpeg"):
        image = QImage(32, 16, QImage.Format.Format_RGB32)
        image.fill(QColor("#4f9fee"))
        buffer = QBuffer()
        buffer.open(QBuffer.OpenModeFlag.ReadWrite)
        QImageWriter(buffer, QByteArray(name.encode())).write(image)
        if QImage.fromData(QByteArray(buffer.data())).size() != image.size():
            raise CheckFailed(f"a {name} picture came back wrong")
    return ", ".join(PICTURE_FORMATS)


async def _photos() -> str:
    """The decoders for strangers' photos, of the libvips that came along."""
    import pyvips

    from facespace_desk.pictures import vips
    from facespace_desk.pictures.decode import decode

    if not vips.is_own():
        raise CheckFailed(f"libvips {vips.version()} is the system's, not the one that came along")
    photo = pyvips.Image.black(32, 16, bands=3).copy(interpretation="srgb")
    for name in PHOTO_FORMATS:
        small = await asyncio.to_thread(decode, photo.write_to_buffer(f".{name}"), box=(16, 16))
        if (small.width, small.height) != (16, 8):
            raise CheckFailed(f"a {name} photo came back wrong")
    heic = await asyncio.to_thread(decode, assets.path("selftest", "photo.heic"))
    if (heic.width, heic.height) != HEIC_SIZE:
        raise CheckFailed("a heic photo came back wrong")
    return f"libvips {vips.version()}, {', '.join(PHOTO_FORMATS)}, heic"


async def _films() -> str:
    return await asyncio.to_thread(_film)


def _film() -> str:
    """A film of the simulator comes back frame by frame; the decoders of other films are there."""
    import av
    import numpy as np

    from facespace_desk.demo.voxel51.films import film_file
    from facespace_desk.voxel51.film import VideoFilm

    missing = sorted(set(FILM_CODECS) - av.codecs_available)
    if missing:
        raise CheckFailed(f"no decoder for {', '.join(missing)}")
    pictures = [np.full((48, 64, 3), 40 * number, np.uint8) for number in range(5)]
    with tempfile.TemporaryDirectory(prefix="facespace-desk-") as folder:
        path = Path(folder) / "film.mp4"
        path.write_bytes(film_file(pictures, 25))
        film = VideoFilm(path)
        try:
            last = film.frame(len(pictures))
            codec = film.codec
        finally:
            film.close()
    if (last.width, last.height) != (64, 48) or abs(last.data[0] - 160) > 20:
        raise CheckFailed("a film came back wrong")
    return f"PyAV {av.__version__}, {codec} there and back, {', '.join(FILM_CODECS)}"


async def _store() -> str:
    from facespace_desk.credentials import Secret
    from facespace_desk.store.records import StoredSighting
    from facespace_desk.store.store import Store

    row = StoredSighting("gate", "Someone", 1_000, 2_000, 3, "desk", None)
    with tempfile.TemporaryDirectory(prefix="facespace-desk-") as folder:
        path = Path(folder) / "store.db"
        store = await Store.open(path, Secret("0" * 64))
        try:
            store.sightings.add("selftest", [row])
            await store.flush()
            found = await store.sightings.between("selftest", 0, 5_000)
        finally:
            await store.close()
        content = path.read_bytes()
    if len(found) != 1 or found[0].label != row.label:
        raise CheckFailed("what was written did not come back")
    if content.startswith(SQLITE_HEADER) or row.label.encode() in content:
        raise CheckFailed("the file is not encrypted")
    return "written, read and unreadable without the key"


async def _loopback() -> str:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(await reader.readline())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    try:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        writer.write(b"hello\n")
        answer = await reader.readline()
        writer.close()
        await writer.wait_closed()
    finally:
        server.close()
        await server.wait_closed()
    if answer != b"hello\n":
        raise CheckFailed("the loopback connection did not answer")
    return "loopback connection answered"


def _is_frozen() -> bool:
    return bool(getattr(sys, "frozen", False))


def _self_command() -> list[str]:
    if _is_frozen():
        return [sys.executable]
    return [sys.executable, "-m", "facespace_desk"]


CHECKS = (
    Check("resources", _resources),
    Check("languages", _languages),
    Check("modules", _modules),
    Check("Qt platform plugin, loop, socket", _qt),
    Check("TLS", _tls),
    Check("keyring", _keyring),
    Check("picture decoding", _pictures),
    Check("photo decoding", _photos),
    Check("film decoding", _films),
    Check("encrypted store", _store),
)
