"""The texts of other languages: collected from the code, and packed for the console.

    python packaging/translations.py update    collect the texts into resources/translations/*.ts
    python packaging/translations.py release   pack each .ts into the .qm that the console reads

Runs Qt's own `lupdate` and `lrelease`, which come with PySide6. A translator works on the .ts
files, by hand or with Qt Linguist; both kinds of file are committed, so that a wheel and a
checkout speak all languages without a build.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "resources" / "translations"
LANGUAGES = ("de",)


def update(texts: Path = TEXTS) -> None:
    """Bring the .ts files up to the code: new texts are unfinished, texts that went are dropped."""
    for language in LANGUAGES:
        _run(
            "lupdate",
            *("-silent", "-extensions", "py", "-recursive", "facespace_desk"),
            *("-tr-function-alias", "tr+=tr_n", "-source-language", "en"),
            *("-target-language", language, "-no-obsolete", "-sort-messages"),
            *("-disable-heuristic", "similartext", "-locations", "none"),
            *("-ts", str(texts / f"{language}.ts")),
        )


def release(texts: Path = TEXTS, into: Path = TEXTS) -> None:
    """Pack the finished texts of every language."""
    for language in LANGUAGES:
        packed = into / f"{language}.qm"
        _run(
            "lrelease",
            "-silent",
            "-nounfinished",
            str(texts / f"{language}.ts"),
            "-qm",
            str(packed),
        )


def _run(tool: str, *arguments: str) -> None:
    folder = Path(PySide6.__file__).parent
    subprocess.run([str(folder / tool), *arguments], cwd=ROOT, check=True)


def main(arguments: Sequence[str]) -> int:
    jobs = {"update": update, "release": release}
    if len(arguments) != 1 or arguments[0] not in jobs:
        print(__doc__, file=sys.stderr)
        return 2
    jobs[arguments[0]]()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
