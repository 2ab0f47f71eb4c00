"""The composition root: the frame first, then everything that takes longer.

    arguments ─▶ language ─▶ frame painted ─▶ loop ─▶ log, store, profile ─▶ slices, one tab each
                    (no asyncio, no network, no database is imported before this arrow)

What was opened is closed in the opposite order, by one `Closing`, whoever asked for the end.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, suppress
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from facespace_desk import catalogue
from facespace_desk.paths import Paths, temporary_paths
from facespace_desk.settings import wished_language
from facespace_desk.single_instance import SingleInstance

if TYPE_CHECKING:
    from facespace_desk.options import Options

APP_NAME, APP_TITLE = "facespace-desk", "FaceSpace Desk"


def run_app(options: Options) -> int:
    """Run the console until it is left; the exit status."""
    with ExitStack() as stack:
        try:
            paths, instance = _folders(options, stack)
        except OSError as error:
            return _refuse(f"the folder {error.filename} cannot be made: {error.strerror}")
        app = _make_application()
        if instance is not None:
            if not instance.acquire():
                return _hand_over(instance)
            stack.callback(instance.release)
        catalogue.choose(app, options.language or wished_language(paths.settings_file))
        # What speaks is imported after this: its constants are in that language.
        from facespace_desk.frame import Frame

        frame = Frame(app, options, paths)
        frame.show()
        if "first-paint" in options.switches:
            print(f"first paint at {time.monotonic():.6f}", flush=True)  # noqa: T201
            return 0
        # From here on start-up time no longer shows.
        from facespace_desk.desk import run_desk

        frame.show_icon()
        return run_desk(frame, instance)


def _folders(options: Options, stack: ExitStack) -> tuple[Paths, SingleInstance | None]:
    """The folders of the run, and what decides who may use them; None when only it may.

    Raises:
        OSError: they cannot be made.
    """
    if options.is_throw_away:
        return stack.enter_context(temporary_paths()), None
    if options.demo:
        return _demo_folders(options, stack), None
    paths = Paths.standard()
    paths.make()
    return paths, SingleInstance(paths.data)


def _demo_folders(options: Options, stack: ExitStack) -> Paths:
    """Those of the demo; a second one beside it, or one that may write nothing, gets new ones."""
    paths = Paths.demo(options.seed)
    with suppress(OSError):
        paths.make()
        instance = SingleInstance(paths.data)
        if instance.acquire():
            stack.callback(instance.release)
            return paths
    return stack.enter_context(temporary_paths())


def _make_application() -> QApplication:
    there = QApplication.instance()
    app = there if isinstance(there, QApplication) else QApplication([APP_NAME])
    app.setApplicationName(APP_NAME)
    app.setApplicationDisplayName(APP_TITLE)
    app.setDesktopFileName(APP_NAME)
    return app


def _hand_over(instance: SingleInstance) -> int:
    if instance.raise_other():
        return 0
    return _refuse("it is running already, and does not answer")


def _refuse(words: str) -> int:
    print(f"{APP_NAME}: {words}", file=sys.stderr)  # noqa: T201
    return 1
