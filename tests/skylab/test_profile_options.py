"""What is known of the options of a profile, and what a write would change of them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from facespace_desk.skylab.model.backgrounds import why_no_backgrounds
from facespace_desk.skylab.model.profile_options import (
    FLAGS,
    NAME,
    OPTIONS,
    Change,
    Draft,
    Edit,
    copy_name,
    differences,
    draft_of,
    errors_of,
    notes_of,
    plan_new,
    plan_update,
    read_others,
)
from facespace_desk.skylab.reading import read_profile
from facespace_desk.skylab.records import Profile


def profile(**members: Any) -> Profile:
    """As the service would say it; the members are those of answers."""
    content = {"id": 88, "name": "Beach", "enableExtract": True, "replaceBackground": True}
    return read_profile(msgspec.json.encode(content | members), "get_profile")


def typed(draft: Draft, others: str | None = None, **values: str | bool) -> Draft:
    """*draft* after somebody typed."""
    return Draft(
        values={**draft.values, **values}, others=draft.others if others is None else others
    )


def test_every_option_that_the_record_knows_is_in_the_form() -> None:
    known = set(Profile.__struct_fields__) - {"id", "raw", "photos"}
    assert set(OPTIONS) == known
    assert all(option.help_text for option in OPTIONS.values())


def test_a_form_that_nobody_touched_changes_nothing() -> None:
    found = profile(enableColor=None, photoType="standard", outputFileType="avif")
    assert plan_update(found, found, draft_of(found)).is_empty


def test_only_what_was_typed_is_sent() -> None:
    found = profile(photoType="standard", enableCrop="true")
    draft = typed(draft_of(found), description=" for sale ", enable_crop=False)
    plan = plan_update(found, found, draft)
    assert plan.fields == {"description": "for sale", "enable_crop": False}
    assert plan.name == "Beach"


def test_options_that_are_not_known_are_kept_and_sent_as_they_came_when_changed() -> None:
    others = {"photoType": "standard", "margins": {"top": 3, "unit": "mm"}, "level": 1}
    found = profile(**others)
    draft = draft_of(found)
    assert read_others(draft.others) == others
    changed = draft.others.replace('"top": 3', '"top": 4')
    plan = plan_update(found, found, typed(draft, others=changed))
    assert plan.fields == {"margins": {"top": 4, "unit": "mm"}}
    assert plan_new(typed(draft, name="Other"), found).fields["photo_type"] == "standard"


def test_true_is_another_value_than_1() -> None:
    found = profile(level=1)
    plan = plan_update(found, found, typed(draft_of(found), others='{"level": true}'))
    assert plan.changes == (Change("level", 1, True),)


def test_an_option_taken_out_of_the_json_is_named_for_it_stays() -> None:
    found = profile(photoType="standard", level=1)
    plan = plan_update(found, found, typed(draft_of(found), others='{"level": 1}'))
    assert plan.is_empty
    assert plan.not_removed == ("photoType",)


def test_what_somebody_else_changed_meanwhile_is_told_and_otherwise_kept() -> None:
    shown = profile(description="old", outputFileType="jpg")
    now = profile(description="theirs", outputFileType="webp", enableCrop=True)
    plan = plan_update(now, shown, typed(draft_of(shown), description="mine"))
    assert plan.fields == {"description": "mine"}
    assert plan.conflicts == (Change("description", "old", "theirs"),)
    same = plan_update(now, shown, typed(draft_of(shown), description="theirs"))
    assert same.is_empty


def test_a_new_profile_says_every_documented_switch_and_no_empty_text() -> None:
    plan = plan_new(typed(draft_of(None), name=" Passport ", enable_crop=True))
    assert plan.name == "Passport"
    documented = [name for name in FLAGS if OPTIONS[name].is_documented]
    assert plan.fields == {name: name == "enable_crop" for name in documented}


def test_a_copy_says_all_that_its_source_says() -> None:
    source = profile(dualFileOutput=False, enableStripPngMetadata=True, outputFileType="webp")
    edit = Edit.new(source, ["Beach", "beach copy"])
    assert edit.draft.values[NAME] == "Beach copy 2"
    assert not edit.is_typed
    fields = plan_new(edit.draft, source).fields
    assert fields["dual_file_output"] is False
    assert fields["enable_strip_png_metadata"] is True
    assert fields["output_file_type"] == "webp"
    assert {"id", "photos", NAME}.isdisjoint(fields)


def test_copies_are_numbered_whatever_the_case() -> None:
    assert copy_name("A", []) == "A copy"
    assert copy_name("A", ["a COPY", "A copy 2"]) == "A copy 3"


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ("{", "Line 1 is no JSON"),
        ("[1]", "It must be an object"),
        ('{"a": NaN}', "NaN is no JSON"),
        ('{"enableCrop": true, "id": 3}', "enableCrop, id cannot be set here"),
        ('{"a":' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_json_that_cannot_be_sent_is_explained(others: str, words: str) -> None:
    assert words in errors_of(typed(draft_of(profile()), others=others))["others"]


def test_a_name_must_be_there_and_be_the_only_one() -> None:
    draft = draft_of(profile())
    assert errors_of(draft, ["Other"]) == {}
    assert "Another profile" in errors_of(draft, [" other", "BEACH"])[NAME]
    assert "needs a name" in errors_of(typed(draft, name="  "))[NAME]


def test_options_without_effect_are_noted() -> None:
    values = dict(draft_of(None).values)
    assert notes_of(values | {"enable_extract": True, "replace_background": True}) == {}
    assert set(notes_of(values | {"replace_background": True, "dual_file_output": True})) == {
        "replace_background",
        "dual_file_output",
    }
    assert set(notes_of(values | {"enable_extract": True, "dual_file_output": True})) == {
        "dual_file_output"
    }


def test_switches_that_the_service_does_not_mention_are_known_as_such() -> None:
    assert "enable_crop" in Edit.of(profile()).unsaid
    assert "enable_extract" not in Edit.of(profile()).unsaid
    assert Edit.new(None, []).unsaid == ()


@pytest.mark.parametrize(
    ("saved", "extract", "replace", "words"),
    [
        (profile(), True, True, ""),
        (profile(), False, True, "“Cut out the subject” is off"),
        (profile(), True, False, "“Replace the background” is off"),
        (profile(), False, False, "both are off"),
        (None, True, True, "Write the new profile first"),
        (profile(enableExtract="false"), True, True, "Write the changes first"),
    ],
)
def test_why_no_background_can_be_added(
    saved: Profile | None, extract: bool, replace: bool, words: str
) -> None:
    values = {"enable_extract": extract, "replace_background": replace}
    found = why_no_backgrounds(saved, values)
    assert (words in found) if words else found == ""


def test_two_profiles_are_compared_option_by_option() -> None:
    one = profile(photoType="standard", photos=[{"id": 5, "name": "sand.jpg", "jobId": None}])
    other = profile(id=89, name="Studio", enableCrop=False)
    found = {each.field: each for each in differences(one, other)}
    assert {name for name, each in found.items() if each.differs} == {
        NAME,
        "enable_crop",
        "photo_type",
        "backgrounds",
    }
    assert found["backgrounds"].one == "sand.jpg"
