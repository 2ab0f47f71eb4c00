"""The texts of other languages are complete, in step with the code, and fill the same places."""

from __future__ import annotations

import ast
import shutil
import string
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest

from facespace_desk.language import SHIPPED, WRITTEN_IN
from facespace_desk.settings import FIELDS

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "resources" / "translations"
LANGUAGES = ("de",)
FORMS = {"de": 2}  # of a plural


@pytest.fixture(scope="module")
def translations() -> Iterator[ModuleType]:
    sys.path.insert(0, str(ROOT / "packaging"))
    try:
        import translations as module

        yield module
    finally:
        sys.path.remove(str(ROOT / "packaging"))


def messages(language: str) -> list[ET.Element]:
    return list(ET.parse(TEXTS / f"{language}.ts").iter("message"))


def places(text: str) -> list[tuple[str, str, str]]:
    """The places of a text that is filled, each with what becomes of its value."""
    parsed = string.Formatter().parse(text)
    return sorted(
        (name, spec or "", as_ or "") for _, name, spec, as_ in parsed if name is not None
    )


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of `tr` and `tr_n` in the package, with where it stands."""
    for path in sorted((ROOT / "facespace_desk").rglob("*.py")):
        if path.name == "language.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"tr", "tr_n"}:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def trouble_with(call: ast.Call) -> str:
    """Why this text cannot be collected or filled; "" when all is well."""
    name, count = (call.func.id, len(call.args)) if isinstance(call.func, ast.Name) else ("", 0)
    texts = call.args[:2]
    if not all(isinstance(each, ast.Constant) and isinstance(each.value, str) for each in texts):
        return "a text is not written out"
    if any(keyword.arg is None for keyword in call.keywords):
        return "values are not named one by one"
    if name == "tr" and count > 1 and call.keywords:
        return "lupdate takes the value behind a comment for the number of a plural"
    if name == "tr_n" and count != 3:
        return "tr_n takes two texts and a number"
    given = {keyword.arg for keyword in call.keywords} | ({"n"} if name == "tr_n" else set())
    words = [each.value for each in texts if isinstance(each, ast.Constant)]
    if name == "tr":
        wanted = {place for place, _, _ in places(words[0])} if call.keywords else set()
        return "" if wanted == given else f"its places are {wanted}, its values {given}"
    wanted = {place for text in words for place, _, _ in places(text)}
    return "" if wanted | {"n"} == given else f"its places are {wanted}, its values {given}"


def test_every_shipped_language_can_be_chosen_and_is_packed(translations: ModuleType) -> None:
    assert set(LANGUAGES) == set(translations.LANGUAGES) == SHIPPED.keys() - {WRITTEN_IN}
    assert set(get_args(FIELDS["language"].type)) == {"system", *SHIPPED}


def test_every_text_can_be_collected_and_filled() -> None:
    found = list(calls())
    assert len(found) > 1000
    assert [f"{where}: {why}" for where, call in found if (why := trouble_with(call))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_was_collected(language: str) -> None:
    """lupdate overlooks those inside of an f-string."""
    collected = {message.findtext("source") for message in messages(language)}
    texts = {where: call.args[0] for where, call in calls()}
    left = [
        where
        for where, text in texts.items()
        if isinstance(text, ast.Constant) and text.value not in collected
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_left_untranslated(language: str) -> None:
    left = [
        message.findtext("source")
        for message in messages(language)
        if message.find("translation").get("type")  # type: ignore[union-attr]
    ]
    assert left == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_fill_the_places_of_the_english(language: str) -> None:
    wrong = []
    for message in messages(language):
        source, translation = message.findtext("source") or "", message.find("translation")
        assert translation is not None
        if message.get("numerus") != "yes":
            if "{" in source and places(translation.text or "") != places(source):
                wrong.append(source)
            continue
        forms = [form.text or "" for form in translation.findall("numerusform")]
        known = set(places(source))
        if len(forms) != FORMS[language] or any(set(places(form)) - known for form in forms):
            wrong.append(source)
    assert wrong == []


def test_texts_are_in_step_with_the_code(translations: ModuleType, tmp_path: Path) -> None:
    shutil.copytree(TEXTS, tmp_path, dirs_exist_ok=True)
    translations.update(tmp_path)
    for language in LANGUAGES:
        ours = {ET.tostring(message) for message in messages(language)}
        new = {ET.tostring(each) for each in ET.parse(tmp_path / f"{language}.ts").iter("message")}
        assert new == ours, "run: python packaging/translations.py update"


def test_packed_texts_are_those_of_the_files(translations: ModuleType, tmp_path: Path) -> None:
    translations.release(into=tmp_path)
    for language in LANGUAGES:
        packed = (tmp_path / f"{language}.qm").read_bytes()
        assert packed == (TEXTS / f"{language}.qm").read_bytes(), (
            "run: python packaging/translations.py release"
        )
