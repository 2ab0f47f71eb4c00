"""The options of a profile: what is known of each, what was typed, what a write would change.

Options that this console does not know are kept: they are shown as they came, may be changed as
JSON, and are sent only when they were changed (wire/skylab.md 3.2, 10). Pure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, NoReturn

import msgspec

from facespace_desk.language import tr
from facespace_desk.skylab.records import Profile, request_name, wire_name

Json = Any

NAME: Final = "name"
EXTRACT, REPLACE, DUAL = "enable_extract", "replace_background", "dual_file_output"
STRIP, OUTPUT = "enable_strip_png_metadata", "output_file_type"
OUTPUTS: Final = ("png", "jpg", "webp", "tiff")
_NEVER_SENT: Final = frozenset({"id", "photos"})  # the service's own


class Option(msgspec.Struct, frozen=True):
    """One known option. `is_documented`: requests with it are known, not only answers."""

    name: str
    title: str
    kind: Literal["text", "flag", "output"]
    help_text: str = ""
    is_documented: bool = True


OPTIONS: Final[Mapping[str, Option]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Option(NAME, tr("Name"), "text", tr("Each name once in an account.")),
            Option("description", tr("Description"), "text", tr("What it is for, in your words.")),
            Option("enable_crop", tr("Crop"), "flag", tr("The studio crops each photo.")),
            Option(
                "enable_color", tr("Correct colours"), "flag", tr("The studio corrects each photo.")
            ),
            Option("enable_retouch", tr("Retouch"), "flag", tr("The studio retouches each photo.")),
            Option(
                EXTRACT, tr("Cut out the subject"), "flag", tr("The result is a PNG with alpha.")
            ),
            Option(
                REPLACE,
                tr("Replace the background"),
                "flag",
                tr(
                    "This console lays the cut-out on each background picture as it fetches "
                    "results."
                ),
            ),
            Option(
                DUAL,
                tr("Keep the cut-out, too"),
                "flag",
                tr("As a PNG, besides those laid on."),
                False,
            ),
            Option(
                STRIP,
                tr("Strip metadata of PNG files"),
                "flag",
                tr("This console leaves out camera, place and date as it fetches results."),
                False,
            ),
            Option(
                OUTPUT,
                tr("Format of composites"),
                "output",
                tr("Of pictures laid on a background; PNG where nothing is said."),
                False,
            ),
        )
    }
)
FLAGS: Final = tuple(each.name for each in OPTIONS.values() if each.kind == "flag")


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What was typed. `values` are known options by their names in requests; `others` is JSON text
    of those that are not known, by their names in answers."""

    values: Mapping[str, str | bool]
    others: str = ""


class Edit(msgspec.Struct, frozen=True):
    """What is typed over `shown`, the profile as the operator was shown it; over None for a new
    one, which may be a copy of `source`. `begun` is what the form said before anybody typed."""

    begun: Draft
    draft: Draft
    shown: Profile | None = None
    source: Profile | None = None

    @classmethod
    def of(cls, profile: Profile) -> Edit:
        """Nothing is typed yet."""
        draft = draft_of(profile)
        return cls(draft, draft, shown=profile)

    @classmethod
    def new(cls, source: Profile | None, taken: Iterable[str]) -> Edit:
        """A new profile, or a copy of *source*; *taken* are the names that there are."""
        draft = draft_of(source, name=None if source is None else copy_name(source.name, taken))
        return cls(draft, draft, source=source)

    @property
    def profile_id(self) -> int | None:
        """None for a new one."""
        return None if self.shown is None else self.shown.id

    @property
    def is_typed(self) -> bool:
        """Whether something would be lost with it."""
        return self.draft != self.begun

    @property
    def title(self) -> str:
        if self.shown is not None:
            return self.shown.name
        if self.source is None:
            return tr("New profile")
        return tr("Copy of “{name}”", name=self.source.name)

    @property
    def unsaid(self) -> tuple[str, ...]:
        """The options of which the service says nothing."""
        if self.shown is None:
            return ()
        return tuple(name for name in FLAGS if getattr(self.shown, name) is None)


class Change(msgspec.Struct, frozen=True):
    """One option, by its name in requests; None is "the service does not say"."""

    field: str
    before: Json
    after: Json


class ProfilePlan(msgspec.Struct, frozen=True, kw_only=True):
    """A write that was checked and compared, ready to be confirmed.

    `before` is the profile as it is now, None for a new one. `conflicts` are options to be changed
    that are not what the operator was shown: `before` what was shown, `after` what is there now.
    `not_removed` names options that were taken out of the JSON: no way to remove one is known.
    """

    profile_id: int | None
    before: Profile | None
    changes: tuple[Change, ...]
    conflicts: tuple[Change, ...] = ()
    not_removed: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.changes

    @property
    def name(self) -> str:
        """Of the profile as it will be."""
        typed = next((each.after for each in self.changes if each.field == NAME), None)
        return str(typed) if typed is not None else (self.before.name if self.before else "")

    @property
    def fields(self) -> dict[str, Json]:
        """What is sent, besides the name of a new profile."""
        is_new = self.before is None
        return {
            each.field: each.after for each in self.changes if not (is_new and each.field == NAME)
        }

    def not_taken(self, found: Profile) -> tuple[str, ...]:
        """The options that *found*, the answer to this write, has not as they were sent."""
        now = all_values(found)
        return tuple(
            each.field for each in self.changes if not _same(now.get(each.field), each.after)
        )


class Difference(msgspec.Struct, frozen=True):
    """One option of two profiles."""

    field: str
    one: Json
    other: Json

    @property
    def differs(self) -> bool:
        return not _same(self.one, self.other)


def draft_of(profile: Profile | None, *, name: str | None = None) -> Draft:
    """What a form shows of *profile*, or of a new one; with *name*, of a copy under it."""
    values: dict[str, str | bool] = {}
    for option in OPTIONS.values():
        found = getattr(profile, option.name) if profile is not None else None
        values[option.name] = bool(found) if option.kind == "flag" else (found or "")
    if name is not None:
        values[NAME] = name
    return Draft(values=values, others=json_text(profile.extra) if profile is not None else "")


def copy_name(name: str, taken: Iterable[str]) -> str:
    """A name for a copy, unlike all that are taken."""
    known = {each.casefold() for each in taken}
    wanted, number = tr("{name} copy", name=name), 2
    while wanted.casefold() in known:
        wanted = tr("{name} copy {number}", name=name, number=number)
        number += 1
    return wanted


def errors_of(draft: Draft, taken: Iterable[str] = ()) -> dict[str, str]:
    """What is wrong with each option; "others" is the JSON of those that are not known.

    *taken* are the names of the other profiles.
    """
    errors: dict[str, str] = {}
    name = str(draft.values[NAME]).strip()
    if not name:
        errors[NAME] = tr("A profile needs a name.")
    elif name.casefold() in {each.casefold() for each in taken}:
        errors[NAME] = tr("Another profile has this name.")
    try:
        read_others(draft.others)
    except ValueError as error:
        errors["others"] = str(error)
    return errors


def notes_of(values: Mapping[str, str | bool]) -> dict[str, str]:
    """What a person may want to know of options that have no effect as they stand (wire 5.1)."""
    if values[EXTRACT]:
        if values[DUAL] and not values[REPLACE]:
            return {DUAL: tr("Has an effect only with “{option}”.", option=OPTIONS[REPLACE].title)}
        return {}
    words = tr("Has no effect without “{option}”.", option=OPTIONS[EXTRACT].title)
    return {name: words for name in (REPLACE, DUAL) if values[name]}


def read_others(text: str) -> dict[str, Json]:
    """The options that the JSON says. Raises ValueError with words."""
    if not text.strip():
        return {}
    try:
        content = json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        words = tr("Line {line} is no JSON: {why}.", line=error.lineno, why=error.msg)
        raise ValueError(words) from None
    except RecursionError:
        raise ValueError(tr("The JSON is nested too deeply.")) from None
    if not isinstance(content, dict):
        example = '{"photoType": "standard"}'
        raise ValueError(tr("It must be an object: {example}.", example=example))
    known = sorted(name for name in content if request_name(name) in OPTIONS or name in _NEVER_SENT)
    if known:
        raise ValueError(tr("{names} cannot be set here.", names=", ".join(known)))
    return content


def plan_new(draft: Draft, source: Profile | None = None) -> ProfilePlan:
    """A new profile; *source* is the one it is a copy of.

    What is known of requests is always said, so that no default of the service comes as a surprise;
    the rest where it was chosen, or where the source says it.
    """
    said = frozenset() if source is None else frozenset(source.request_fields())
    changes = [
        Change(name, None, value)
        for name, value in _typed(draft).items()
        if (OPTIONS[name].is_documented and value != "") or value or (name in said and value != "")
    ]
    changes += [Change(name, None, value) for name, value in _others(draft).items()]
    return ProfilePlan(profile_id=None, before=None, changes=tuple(changes))


def plan_update(now: Profile, shown: Profile, draft: Draft) -> ProfilePlan:
    """What writing *draft*, which was typed over *shown*, would change of *now*."""
    was, is_now = all_values(shown), all_values(now)
    typed = {**_typed(draft), **_others(draft)}
    edits = {name: value for name, value in typed.items() if not _unchanged(was, name, value)}
    changes = [
        Change(name, is_now.get(name), value)
        for name, value in edits.items()
        if not _same(is_now.get(name), value)
    ]
    return ProfilePlan(
        profile_id=now.id,
        before=now,
        changes=tuple(changes),
        conflicts=tuple(
            Change(each.field, was.get(each.field), is_now.get(each.field))
            for each in changes
            if not _same(was.get(each.field), is_now.get(each.field))
        ),
        not_removed=tuple(
            wire_name(name) for name in was if name not in typed and name not in OPTIONS
        ),
    )


def differences(one: Profile, other: Profile) -> tuple[Difference, ...]:
    """All options of both, the known ones first, then the names of the background pictures."""
    mine, theirs = all_values(one), all_values(other)
    names = [*OPTIONS, *sorted((set(mine) | set(theirs)) - set(OPTIONS))]
    found = [Difference(name, mine.get(name), theirs.get(name)) for name in names]
    pictures = [", ".join(each.name for each in side.backgrounds) for side in (one, other)]
    return (*found, Difference("backgrounds", *pictures))


def all_values(profile: Profile) -> dict[str, Json]:
    """Every option but ids and pictures, by its name in requests."""
    known = {name: getattr(profile, name) for name in OPTIONS}
    others = {request_name(name): value for name, value in profile.extra.items()}
    return known | others


def title_of(field: str) -> str:
    """The name of an option as the operator knows it; one that is not known as answers spell it."""
    if field == "backgrounds":
        return tr("Background pictures")
    return OPTIONS[field].title if field in OPTIONS else wire_name(field)


def value_text(value: Json) -> str:
    """A value as people read it; empty for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def json_text(others: Mapping[str, Json]) -> str:
    """Options that are not known, as JSON to read and edit; empty for none."""
    return json.dumps(others, indent=2, ensure_ascii=False) if others else ""


def _typed(draft: Draft) -> dict[str, str | bool]:
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in draft.values.items()
    }


def _others(draft: Draft) -> dict[str, Json]:
    return {request_name(name): value for name, value in read_others(draft.others).items()}


def _unchanged(was: Mapping[str, Json], name: str, value: Json) -> bool:
    """Whether a form that shows *was* would say *value* without anybody typing."""
    if name not in was:
        return False
    return _same(was[name], value) or (name in OPTIONS and not was[name] and not value)


def _same(one: Json, other: Json) -> bool:
    """Equal, and not just because Python takes true for 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def _no_number(name: str) -> NoReturn:
    raise ValueError(tr("{name} is no JSON.", name=name))
