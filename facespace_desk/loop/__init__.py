"""The loop: asyncio on Qt, one spawn, one report, one way out.

    timer     OneTimer: asyncio's handles on two Qt timers
    qtloop    AppLoop, spawn, finished
    blocking  daemon threads for calls that may never return
    reports   hooks for exceptions that escaped, and what they are gathered in
    leaving   run, Leave, Closing: the main coroutine and its end

Nothing else in the package knows that the loop is qasync's.
"""

from facespace_desk.loop.blocking import DaemonExecutor, run_blocking
from facespace_desk.loop.leaving import Closing, Leave, run
from facespace_desk.loop.qtloop import AppLoop, finished, spawn
from facespace_desk.loop.reports import ErrorReport, Reports, install_hooks

__all__ = [
    "AppLoop",
    "Closing",
    "DaemonExecutor",
    "ErrorReport",
    "Leave",
    "Reports",
    "finished",
    "install_hooks",
    "run",
    "run_blocking",
    "spawn",
]
