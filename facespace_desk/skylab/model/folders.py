"""Where the results of a job go: a folder made of job, profile and date, with names that every file
system takes. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

import msgspec

from facespace_desk.language import tr
from facespace_desk.skylab.names import safe_name

FIELDS: Final = ("job", "profile", "date", "id")
DEFAULT_TEMPLATE: Final = "{date} {job}"
TEMPLATE_LENGTH: Final = 200
_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_EMPTY: Final = "unnamed"
_SUFFIX_LENGTH: Final = 16

Rule = Literal["rename", "skip", "overwrite"]


class DownloadRules(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator chose for results. `base` is empty until somebody chose a folder."""

    base: str = ""
    template: str = DEFAULT_TEMPLATE
    rule: Rule = "rename"
    by_itself: bool = True  # fetch the results of a job that was sent from here


class TemplateError(ValueError):
    """A template that cannot be used; the text says why."""


def check_template(template: str) -> None:
    """Raises TemplateError."""
    if len(template) > TEMPLATE_LENGTH:
        raise TemplateError(tr("At most {count} characters", count=TEMPLATE_LENGTH))
    for name in _FIELD.findall(template):
        if name not in FIELDS:
            known = ", ".join(f"{{{each}}}" for each in FIELDS)
            field = f"{{{name}}}"
            raise TemplateError(
                tr("{field} is not known; there are {known}", field=field, known=known)
            )
    if not re.fullmatch(r"[^{}]*", _FIELD.sub("", template)):
        raise TemplateError(tr("A bracket is left open"))


def folder_for(rules: DownloadRules, values: Mapping[str, str]) -> Path:
    """The folder that *rules* mean for these values of `FIELDS`; always below `base`.

    Raises:
        TemplateError: the template cannot be used.
    """
    check_template(rules.template)
    base = Path(rules.base)
    parts = [part for part in re.split(r"[/\\]", rules.template) if part.strip(" .")]
    return base.joinpath(*(_part(part, values) for part in parts))


def _part(template: str, values: Mapping[str, str]) -> str:
    """One folder's name. A value never brings a separator of its own."""

    def value(found: re.Match[str]) -> str:
        flat = unicodedata.normalize("NFC", values.get(found[1], ""))
        return re.sub(r"[/\\]+", "_", flat)

    # The name of a file with an extension that is none: what makes names of files safe, does here.
    text = _FIELD.sub(value, template)
    stem, suffix = safe_name(text, 0) if text.strip(" ._") else (_EMPTY, "")
    return (stem + suffix[:_SUFFIX_LENGTH]).strip(" .")
