"""Groups of cameras: the profile names them, the operator's own book goes before it."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.credentials import Secret
from facespace_desk.facespace.model.cameras import CameraBook, CameraNote, read_groups
from facespace_desk.store import Store


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", {}),
        ("Rome: lobby, roof; Oslo: gate", {"lobby": "Rome", "roof": "Rome", "gate": "Oslo"}),
        (" Lisbon :lobby;\n Oslo: gate ;", {"lobby": "Lisbon", "gate": "Oslo"}),
        ("no colon; Oslo: gate", {"gate": "Oslo"}),
        ("Oslo:", {}),
        ("Oslo: gate,,", {"gate": "Oslo"}),
        ("A: gate; B: gate", {"gate": "B"}),
    ],
)
def test_groups_are_read_from_one_line(text: str, groups: dict[str, str]) -> None:
    assert read_groups(text) == groups


@given(st.text(st.sampled_from("ab:;, \n")))
def test_any_text_gives_groups_with_cameras_that_have_a_name(text: str) -> None:
    assert "" not in read_groups(text)


async def test_operators_own_group_goes_before_the_profiles() -> None:
    store = await Store.open(None, Secret("c4" * 32))
    book = CameraBook(store, "p", groups=read_groups("Lisbon: lobby, canteen"))
    await book.load()
    assert [book.entry(camera).group for camera in ("lobby", "canteen", "gate")] == [
        "Lisbon", "Lisbon", "",
    ]  # fmt: skip
    book.set_entry("lobby", msgspec.structs.replace(book.entry("lobby"), group="Ground floor"))
    await book.close()
    again = CameraBook(store, "p", groups=read_groups("Lisbon: lobby, canteen"))
    await again.load()
    assert again.entry("lobby") == CameraNote(group="Ground floor")
    assert again.entry("canteen").group == "Lisbon"
    await again.close()
    await store.close()
