"""What the command line may say: its options, their checks, and the help text."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from facespace_desk import __version__
from facespace_desk.language import PSEUDO, SHIPPED
from facespace_desk.options import PROGRAM, THEMES, Options

DEBUG_SWITCHES = {
    "stalls": "log where the window stood still for more than 50 ms (on with --debug)",
    "asyncio": "asyncio's debug mode: coroutines never awaited, with where they were made",
    "start-times": "log how long each step of the start took",
    "first-paint": "print the milliseconds until the first painted window, then quit",
}
MIN_SIZE = (960, 560)  # below, the window would not follow
MAX_SIZE = (7680, 4320)


def parse(arguments: Sequence[str]) -> Options:
    """The options in *arguments*; ends the program with 2 and a sentence when they are wrong."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.screenshot is None:
        for name in ("tab", "theme", "size", "wait"):
            if getattr(given, name) is not None:
                parser.error(f"--{name} goes with --screenshot")
    if given.demo and given.profile is not None:
        parser.error("--demo and --profile exclude each other")
    if not given.demo and (given.seed is not None or given.speed is not None):
        parser.error("--seed and --speed go with --demo")
    return Options(
        demo=given.demo,
        seed=given.seed,
        speed=given.speed,
        profile=given.profile,
        screenshot=given.screenshot,
        tabs=tuple(given.tab or ()),
        themes=given.theme or THEMES,
        size=given.size or Options.size,
        wait_s=Options.wait_s if given.wait is None else given.wait,
        selftest=given.selftest,
        smoke=given.smoke,
        temp_profile=given.temp_profile,
        language=given.language,
        debug=given.debug,
        log_filter=given.log_filter,
        switches=frozenset(given.switches) | ({"stalls"} if given.debug else set()),
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        description="A desktop console that watches operator services live and acts on them.",
        epilog=_switch_list(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    _add_opening(parser.add_argument_group("what to open (default: the last profile)"))
    _add_picture(parser.add_argument_group("pictures, for documents and tests"))
    _add_checking(parser.add_argument_group("checking and debugging"))
    return parser


def _add_opening(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--demo", action="store_true", help="simulated services in a process of their own"
    )
    group.add_argument(
        "--seed", type=_natural, metavar="N", help="with --demo: another seed, another world"
    )
    group.add_argument(
        "--speed", type=_positive, metavar="X", help="with --demo: simulated seconds per second"
    )
    group.add_argument(
        "--profile", type=Path, metavar="FILE", help="a profile file; its secrets are not saved"
    )
    group.add_argument(
        "--temp-profile",
        action="store_true",
        help="settings, store and log in a folder that is removed at the end",
    )
    group.add_argument(
        "--language",
        choices=(*SHIPPED, *PSEUDO),
        help="of the window, in place of the one in the settings; en-XA and ar-XB are for testing",
    )


def _add_picture(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--screenshot",
        type=Path,
        metavar="DIR",
        help="save NAME-THEME.png of each tab once it shows live data, and quit; "
        "ends with 1 and names the tab that did not get ready",
    )
    group.add_argument(
        "--tab",
        action="append",
        metavar="NAME",
        help="only this tab (facespace, cam2); may be repeated",
    )
    group.add_argument("--theme", type=_themes, metavar="dark,light", help="default: both")
    group.add_argument("--size", type=_size, metavar="1600x1000", help="of the window, in pixels")
    group.add_argument(
        "--wait", type=_positive, metavar="S", help="for live data, per tab (default 20)"
    )


def _add_checking(group: argparse._ArgumentGroup) -> None:
    group.add_argument(
        "--selftest", action="store_true", help="check the installation, one line each"
    )
    group.add_argument("--smoke", action="store_true", help="show the window, then quit with 0")
    group.add_argument("--debug", action="store_true", help="log everything, also to stderr")
    group.add_argument(
        "--log-filter",
        type=_names,
        default=(),
        metavar="net,store",
        help="log these rooms in detail",
    )
    group.add_argument(
        "-D",
        dest="switches",
        action="append",
        default=[],
        choices=DEBUG_SWITCHES,
        metavar="SWITCH",
        help="a debug switch, listed below; may be repeated",
    )


def _switch_list() -> str:
    lines = [f"  {name:<14}{words}" for name, words in DEBUG_SWITCHES.items()]
    return "\n".join(["debug switches (-D):", *lines])


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _themes(text: str) -> tuple[str, ...]:
    names = _names(text)
    unknown = [name for name in names if name not in THEMES]
    if unknown or not names:
        raise argparse.ArgumentTypeError(f"themes are {' and '.join(THEMES)}, not {text!r}")
    return tuple(dict.fromkeys(names))


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"a size is like 1600x1000, not {text!r}") from None
    if not (MIN_SIZE[0] <= width <= MAX_SIZE[0] and MIN_SIZE[1] <= height <= MAX_SIZE[1]):
        raise argparse.ArgumentTypeError(f"a size is from 960x560 to 7680x4320, not {text!r}")
    return width, height


def _natural(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return number


def _positive(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise argparse.ArgumentTypeError(f"{text} is not above 0")
    return number
