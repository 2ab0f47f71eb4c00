"""The console on its demo, with an operator who reads every page.

Run: `python -m tests.system.words_program FILE --demo --language en-XA ...`; the arguments are the
console's. FILE becomes a list of places in JSON, see `words_reader.Place`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from facespace_desk import catalogue, cli


def main(arguments: list[str]) -> int:
    choose = catalogue.choose

    def choose_and_sit_down(app: QApplication, wanted: str) -> None:
        choose(app, wanted)
        from tests.system.words_reader import sit_down

        sit_down(Path(arguments[0]))

    catalogue.choose = choose_and_sit_down
    return cli.main(arguments[1:])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
