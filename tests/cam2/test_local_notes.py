"""Favourites, tags, notes and looks: on this computer, in the encrypted store."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from facespace_desk.cam2.model.local_notes import (
    KIND,
    NOTE_LENGTH,
    RECENT_MOST,
    TAG_LENGTH,
    TAGS_MOST,
    LocalNote,
    LocalNotes,
    camera_title,
    clean_tags,
    read_tags,
)
from facespace_desk.cam2.records import Camera
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store

PROFILE = "test-profile"
NAPIER = Camera(camera_id="a", city="Napier", country="NZ")
TOKYO = Camera(camera_id="b", city="Tokyo", country="JP")


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


async def reread(store: Store, notes: LocalNotes) -> LocalNotes:
    """What another start of the console finds."""
    await notes.close()
    again = LocalNotes(store, PROFILE)
    await again.load()
    return again


async def test_a_look_after_the_end_is_not_noted(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    await notes.close()
    notes.looked(NAPIER)  # by a timer that outlives them for a moment
    assert notes.recent == ()


async def test_everything_survives_a_restart(store: Store) -> None:
    notes = LocalNotes(store, PROFILE, clock_ms=lambda: 5_000)
    notes.set_favourite(NAPIER, True)
    notes.set_tags(NAPIER, ["Harbour", " harbour ", "pier"])
    notes.set_note(NAPIER, "  good view ")
    notes.looked(NAPIER)
    notes.checked(NAPIER, 6_000, "It wants a login.")
    again = await reread(store, notes)
    assert again.note("a") == LocalNote(
        title="Napier, NZ",
        is_favourite=True,
        tags=("harbour", "pier"),
        note="good view",
        looked_ms=5_000,
        checked_ms=6_000,
        checked_result="It wants a login.",
    )
    assert again.favourites == again.recent == ("a",)
    assert again.note("a").is_good is False
    await again.close()


async def test_what_says_nothing_any_more_leaves_the_store(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    notes.set_favourite(NAPIER, True)
    notes.set_note(TOKYO, "stays")
    notes.set_favourite(NAPIER, False)
    again = await reread(store, notes)
    documents = await store.views.list(PROFILE, KIND)
    assert [document.name for document in documents] == ["b"]
    assert again.note("a") == LocalNote()
    await again.close()


async def test_last_of_many_changes_is_the_one_kept(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    for number in range(50):
        notes.set_note(NAPIER, f"version {number}")
    again = await reread(store, notes)
    assert again.note("a").note == "version 49"
    await again.close()


async def test_profiles_know_nothing_of_each_other(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    notes.set_favourite(NAPIER, True)
    await notes.close()
    other = LocalNotes(store, "another-profile")
    await other.load()
    assert other.favourites == ()
    await other.close()


async def test_recent_is_bounded_and_newest_first(store: Store) -> None:
    now = iter(range(1, 1_000))
    notes = LocalNotes(store, PROFILE, clock_ms=lambda: next(now))
    for number in range(RECENT_MOST + 5):
        notes.looked(Camera(camera_id=f"{number:03}"))
    assert len(notes.recent) == RECENT_MOST
    assert notes.recent[0] == f"{RECENT_MOST + 4:03}"
    again = await reread(store, notes)
    assert len(await store.views.list(PROFILE, KIND)) == RECENT_MOST
    await again.close()


async def test_looks_can_be_forgotten_without_the_notes(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    notes.looked(NAPIER)
    notes.checked(NAPIER, 1)
    notes.set_favourite(TOKYO, True)
    notes.looked(TOKYO)
    notes.forget_looks()
    assert notes.recent == ()
    assert notes.note("b") == LocalNote(title="Tokyo, JP", is_favourite=True)
    assert notes.note("a").is_good is None
    await notes.close()


async def test_changes_are_told_once_each(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    told: list[str] = []
    notes.changed.connect(told.append)
    notes.set_favourite(NAPIER, True)
    notes.set_favourite(NAPIER, True)
    notes.set_tags(TOKYO, [])
    assert told == ["a"]
    await notes.load()
    assert told == ["a", ""]
    await notes.close()


async def test_damaged_note_costs_no_other(store: Store) -> None:
    await store.views.put(PROFILE, KIND, "a", '{"tags": 7}')
    await store.views.put(PROFILE, KIND, "b", '{"is_favourite": true}')
    notes = LocalNotes(store, PROFILE)
    await notes.load()
    assert notes.favourites == ("b",)
    await notes.close()


async def test_long_note_is_cut(store: Store) -> None:
    notes = LocalNotes(store, PROFILE)
    notes.set_note(NAPIER, "x" * (NOTE_LENGTH + 1))
    assert len(notes.note("a").note) == NOTE_LENGTH
    await notes.close()


def test_tags_are_trimmed_lowered_and_bounded() -> None:
    assert read_tags(" Harbour,, pier  north ,HARBOUR") == ("harbour", "pier north")
    assert clean_tags(["x" * 100]) == ("x" * TAG_LENGTH,)
    assert len(clean_tags(str(number) for number in range(100))) == TAGS_MOST


def test_title_is_the_place_or_else_the_source_or_the_id() -> None:
    assert camera_title(NAPIER) == "Napier, NZ"
    assert camera_title(Camera(camera_id="a", source="roads")) == "roads"
    assert camera_title(Camera(camera_id="a")) == "a"
