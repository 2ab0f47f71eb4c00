"""The command line, read before Qt is imported: `--help` and `--version` answer at once."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

from facespace_desk.options import PROGRAM, QT_CHECK_ENTRY, SIMULATORS_ENTRY, Options


def main(argv: Sequence[str] | None = None) -> int:
    """Run the console, or what else was asked for; the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == [SIMULATORS_ENTRY]:
        from facespace_desk.demo.__main__ import main as run_simulators

        return run_simulators(arguments[1:])
    if arguments[:1] == [QT_CHECK_ENTRY]:
        choose_platform(needs_no_display=True)
        from facespace_desk.selftest import check_qt

        return check_qt()
    options = Options()
    if arguments:  # a plain start spares the time that argparse takes
        from facespace_desk.arguments import parse

        options = parse(arguments)
    if options.selftest:
        from facespace_desk.selftest import selftest

        return selftest()
    if not choose_platform(needs_no_display=options.needs_no_display):
        print(  # noqa: T201
            f"{PROGRAM}: there is no display. Set DISPLAY or WAYLAND_DISPLAY, or use "
            "--demo --screenshot FOLDER, which needs none.",
            file=sys.stderr,
        )
        return 1
    gc.disable()  # nothing made until the first paint is garbage; run_desk enables it again
    from facespace_desk.app import run_app

    return run_app(options)


def choose_platform(*, needs_no_display: bool) -> bool:
    """Whether Qt can start. Without a display it is told to draw into memory, where that will do.

    Must run before Qt is imported.
    """
    os.environ["QT_API"] = "pyside6"  # for qasync and pyqtgraph
    if not sys.platform.startswith(("linux", "freebsd")) or "QT_QPA_PLATFORM" in os.environ:
        return True
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return True
    if needs_no_display:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    return needs_no_display
