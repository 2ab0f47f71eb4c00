"""About: versions, licences, where the data lies, and the environment to copy into a report."""

from __future__ import annotations

import platform
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTabBar, QVBoxLayout, QWidget

from facespace_desk import __version__, assets
from facespace_desk.language import tr
from facespace_desk.paths import Paths
from facespace_desk.widgets.buttons import button
from facespace_desk.widgets.dialog import DeskDialog
from facespace_desk.widgets.forms import Form
from facespace_desk.widgets.labels import IconLabel, label

_SIZE_PX = (640, 520)
# Written into what operators install, where it tells of everything that came along.
_LIST = ("third-party", "list.txt")
_TEXTS = ("third-party", "licences.txt")


def environment_text() -> str:
    """What a report needs to know; nothing in it names a person or a server."""
    screens = ", ".join(
        f"{screen.geometry().width()}x{screen.geometry().height()}@{screen.devicePixelRatio():g}"
        for screen in QGuiApplication.screens()
    )
    return "\n".join(
        (
            f"FaceSpace Desk {__version__}",
            f"Python {platform.python_version()}, Qt {qVersion()}",
            f"{platform.system()} {platform.release()} {platform.machine()}",
            f"Platform {QGuiApplication.platformName()}, screens {screens}",
        )
    )


class AboutDialog(DeskDialog):
    """Facts about this installation."""

    def __init__(self, paths: Paths, parent: QWidget | None = None) -> None:
        super().__init__(tr("About FaceSpace Desk"), parent)
        self.resize(*_SIZE_PX)
        self.body.addLayout(_heading())
        self.body.addWidget(_folders(paths))
        self.body.addWidget(label(tr("Licences"), "section"))
        self._licence_tabs = QTabBar()
        self._licence_tabs.setProperty("kind", "segment")
        self._licence_tabs.setAccessibleName(tr("Licences"))
        self._licence = QPlainTextEdit()
        self._licence.setReadOnly(True)
        self._licence.setProperty("role", "mono")
        self._licences = _licences()
        for title, _read in self._licences:
            self._licence_tabs.addTab(title)
        self._licence_tabs.currentChanged.connect(self._show_licence)
        row = QHBoxLayout()
        row.addWidget(self._licence_tabs)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self._licence, 1)
        copy = button(tr("Copy environment"), icon_name="copy")
        copy.clicked.connect(self.copy_environment)
        close = button(tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(copy, left=True)
        self.add_button(close)
        self._show_licence(0)

    def copy_environment(self) -> None:
        """Put versions and platform on the clipboard."""
        QGuiApplication.clipboard().setText(environment_text())

    def _show_licence(self, index: int) -> None:
        _title, read = self._licences[index]
        self._licence.setPlainText(read())


def _licences() -> tuple[tuple[str, Callable[[], str]], ...]:
    """Each title with what reads the text."""
    read = assets.read_text
    shipped = ((tr("Their licences"), partial(read, *_TEXTS)),)
    return (
        ("FaceSpace Desk", _own_licence),
        (tr("Libraries"), _libraries_text),
        *(shipped if assets.path(*_TEXTS).is_file() else ()),
        ("Inter", partial(read, "fonts", "Inter-LICENSE.txt")),
        ("JetBrains Mono", partial(read, "fonts", "JetBrainsMono-LICENSE.txt")),
        (tr("Lucide icons"), partial(read, "icons", "LICENSE.txt")),
    )


def _own_licence() -> str:
    """The text as the installation has it, or the file of a checkout."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        text = distribution("facespace-desk").read_text("licenses/LICENSE")
    except PackageNotFoundError:
        text = None
    beside = assets.path().parent / "LICENSE"
    if text is None and beside.is_file():
        text = beside.read_text(encoding="utf-8")
    return text or "MIT License"


def _libraries_text() -> str:
    """The list that was shipped; in a checkout what is known of the main packages."""
    if assets.path(*_LIST).is_file():
        return assets.read_text(*_LIST)
    from importlib.metadata import PackageNotFoundError, metadata

    from facespace_desk.diagnostics import PACKAGES

    lines = []
    for name in PACKAGES:
        try:
            facts = metadata(name)
        except PackageNotFoundError:
            continue
        known = [facts[key] for key in ("License-Expression", "License") if key in facts]
        words = known[0] if known else tr("see its files")
        lines.append(f"{name} {facts['Version']}: {words.splitlines()[0]}")
    return "\n".join(lines)


def _heading() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label("FaceSpace Desk", "headline"))
    versions = tr(
        "Version {version} · Python {python} · Qt {qt}",
        version=__version__,
        python=platform.python_version(),
        qt=qVersion(),
    )
    words.addWidget(label(versions, "muted", selectable=True))
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addWidget(IconLabel("scan-face", "accent", 40))
    row.addLayout(words, 1)
    return row


def _folders(paths: Paths) -> Form:
    form = Form(label_width_px=110)
    folders = (
        (tr("Settings"), paths.config),
        (tr("Data"), paths.data),
        (tr("Log", "what the console notes of itself"), paths.log),
    )
    for title, folder in folders:
        form.add_row(title, _Folder(folder))
    return form


class _Folder(QWidget):
    """A path that can be copied, and a button that opens it."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(str(folder), "mono", wraps=True, selectable=True), 1)
        opener = button(tr("Open"), "quiet", icon_name="folder-open")
        opener.clicked.connect(self._open)
        row.addWidget(opener)

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
