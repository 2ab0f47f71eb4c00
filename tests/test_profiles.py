"""Profiles: what a file may say, what is kept, and that no secret is among it."""

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.profiles import (
    DEMO,
    Profile,
    ProfileBook,
    ProfileError,
    ServiceConfig,
    read_profile_file,
)
from facespace_desk.service_options import SERVICES

CANARY = "canary-key-4711"
DESIGN_EXAMPLE = {
    "services": {
        "facespace": {"base_url": "http://127.0.0.1:5001/facespace", "api_key": CANARY},
        "cam2": {
            "base_url": "http://127.0.0.1:5002", "client_id": CANARY, "client_secret": CANARY,
        },
        "skylab": {
            "base_url": "http://127.0.0.1:5003", "api_key": CANARY, "callback_secret": CANARY,
        },
        "voxel51": {
            "base_url": "http://127.0.0.1:5004", "api_token": CANARY, "app_token": CANARY,
        },
        "amigocloud": {"base_url": "http://127.0.0.1:5005", "token": CANARY},
    }
}  # fmt: skip
CONFIG = {"facespace": ServiceConfig("https://a.example/facespace", ("api_key",))}
Write = Callable[[object], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(content: object) -> Path:
        path = tmp_path / "profile.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


@pytest.fixture
def book(tmp_path: Path) -> ProfileBook:
    book = ProfileBook(tmp_path / "config" / "profiles.json")
    book.load()
    return book


def facespace(**fields: object) -> dict[str, Any]:
    return {"services": {"facespace": {"base_url": "http://x", "api_key": CANARY, **fields}}}


def cam2(**fields: object) -> dict[str, Any]:
    secrets = {"client_id": CANARY, "client_secret": CANARY}
    return {"services": {"cam2": {"base_url": "http://x", **secrets, **fields}}}


def test_published_example_is_read_and_its_secrets_come_apart(write: Write) -> None:
    profile, secrets = read_profile_file(write(DESIGN_EXAMPLE))
    assert set(profile.services) == set(SERVICES)
    assert profile.kind == "file"
    assert profile.services["voxel51"].secret_names == ("api_token", "app_token")
    assert len(secrets) == 8
    assert {secret.reveal() for secret in secrets.values()} == {CANARY}
    assert CANARY not in repr(profile) + msgspec.json.encode(profile).decode() + repr(secrets)


@pytest.mark.parametrize("name", ["api_token", "app_token"])
def test_of_voxel51s_two_tokens_one_is_enough(write: Write, name: str) -> None:
    fields = {"base_url": "http://x", name: CANARY, "mode": "application"}
    profile, secrets = read_profile_file(write({"services": {"voxel51": fields}}))
    assert profile.services["voxel51"].secret_names == (name,)
    assert list(secrets) == [("voxel51", name)]
    with pytest.raises(ProfileError, match=r"voxel51: must have api_token or app_token"):
        read_profile_file(write({"services": {"voxel51": {"base_url": "http://x"}}}))


def test_service_that_is_missing_is_off(write: Write) -> None:
    profile, secrets = read_profile_file(write({"services": {}}))
    assert (profile.services, secrets) == ({}, {})


def test_options_name_and_colour_are_read(write: Write) -> None:
    document = facespace(send_seconds=True, poll_interval_s=1, proxy="socks5://h:1")
    profile, _ = read_profile_file(write({**document, "name": " Site A ", "colour": "red"}))
    assert (profile.name, profile.colour) == ("Site A", "red")
    options = profile.services["facespace"].options
    assert options == {"send_seconds": True, "poll_interval_s": 1.0, "proxy": "socks5://h:1"}


def test_camera_groups_are_an_option_of_facespace_alone(write: Write, book: ProfileBook) -> None:
    text = "Lisbon: lobby, canteen; Oslo: gate"
    profile, secrets = read_profile_file(write(facespace(groups=text)))
    assert profile.services["facespace"].options == {"groups": text}
    assert [name for _, name in secrets] == ["api_key"]
    assert book.create("site", profile.services).services == profile.services
    with pytest.raises(ProfileError, match=r"services\.cam2\.groups: is no known field"):
        read_profile_file(write({"services": {"cam2": {"groups": text}}}))


CAM2_OPTIONS = {
    "radius_unit": "m",
    "page_cap": 1000,
    "camera_addresses": "private",
    "terms_accepted": "2025-03-31",
    "terms_purpose": "Traffic study",
    "owner": "Roads department",
}


def test_options_of_cam2_are_read_and_kept(write: Write, book: ProfileBook) -> None:
    profile, _ = read_profile_file(write(cam2(**CAM2_OPTIONS)))
    assert profile.services["cam2"].options == CAM2_OPTIONS
    assert book.create("site", profile.services).services == profile.services
    assert book.load()[0].services == profile.services


def test_copy_of_a_profile_begins_without_the_terms_that_were_accepted(book: ProfileBook) -> None:
    config = ServiceConfig("https://a.example", (), dict(CAM2_OPTIONS))
    copy = book.duplicate(book.create("site", {"cam2": config}).id)
    assert copy.services["cam2"].options.keys() == CAM2_OPTIONS.keys() - {
        "terms_accepted",
        "terms_purpose",
    }


def test_same_file_is_the_same_profile_and_another_is_not(write: Write, tmp_path: Path) -> None:
    path = write(DESIGN_EXAMPLE)
    other = tmp_path / "other.json"
    other.write_bytes(path.read_bytes())
    first, again, different = (read_profile_file(file)[0].id for file in (path, path, other))
    assert first == again != different


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON: .*line 1"),
        (b"\xff\xff", "UTF-8"),
        (b"[]", "must hold an object"),
        (b"[" * 100_000, "nested too deeply|not JSON"),
        (b" " * (2**20 + 1), "larger than 1 MiB"),
        (b'{"services": {}, "services": {}}', "services: is there twice"),
        ({}, "services: must be there"),
        ({"services": []}, "services: must be"),
        ({"services": {"facebook": {}}}, r"services\.facebook: is no known field"),
        ({"services": {"facespace": []}}, r"services\.facespace: must be an object"),
        ({"services": {}, "extra": 1}, "extra: is no known field"),
        ({"services": {}, "name": ""}, "name: must not be empty"),
        ({"services": {}, "colour": "mauve"}, "colour: must be one of grey"),
        ({"services": {}, "colour": ["red"]}, "colour: must be one of grey"),
        (facespace(api_key=""), r"services\.facespace\.api_key: must be text that is not empty"),
        (facespace(api_key=5), r"services\.facespace\.api_key: must be text"),
        (facespace(api_key=None), r"services\.facespace\.api_key: is missing"),
        (facespace(api_kee="x"), r"services\.facespace\.api_kee: is no known field"),
        (facespace(base_url=5), r"facespace\.base_url: must be text"),
        (facespace(base_url="ftp://x"), r"base_url: must begin with http"),
        (facespace(base_url="http://"), r"base_url: must begin with http"),
        (facespace(base_url="http://[x"), r"base_url: is not an address"),
        (facespace(base_url="http://u:p@x"), r"must not contain a user name"),
        (facespace(base_url="http://x/?key=1"), r"must not contain '\?'"),
        (facespace(send_seconds="yes"), r"send_seconds: must be true or false"),
        (facespace(groups=["lobby"]), r"groups: must be text"),
        (facespace(proxy="http://u:p@x:1"), r"proxy: its login belongs into"),
        (facespace(groups="x" * 4_001), r"groups: must have at most 4,000 characters"),
        (cam2(client_secret=None), r"services\.cam2\.client_secret: is missing"),
        (cam2(radius_unit=CANARY), r"cam2\.radius_unit: must be km or m$"),
        (cam2(radius_unit=1), r"cam2\.radius_unit: must be km or m$"),
        (cam2(page_cap=0), r"page_cap: must be a whole number from 1 to 1,000$"),
        (cam2(page_cap=1001), r"page_cap: must be a whole number from 1 to 1,000$"),
        (cam2(page_cap=2.5), r"page_cap: must be a whole number from 1 to 1,000$"),
        (cam2(page_cap=True), r"page_cap: must be a whole number"),
        (cam2(page_cap="9"), r"page_cap: must be a whole number"),
        (cam2(camera_addresses=CANARY), r"camera_addresses: must be public, loopback or private$"),
        (cam2(terms_accepted=CANARY), r"terms_accepted: must be a date such as"),
        (cam2(groups="x"), r"cam2\.groups: is no known field"),
    ],
)
def test_wrong_file_is_refused_with_the_field_and_no_value(
    write: Write, content: object, words: str
) -> None:
    with pytest.raises(ProfileError, match=words) as caught:
        read_profile_file(write(content))
    assert CANARY not in f"{caught.value!r} {caught.value.__cause__!r}"


def test_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot be read: No such file"):
        read_profile_file(tmp_path / "none.json")


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(st.sampled_from(["services", "facespace", "name", "base_url"]), inner)
        ),
    )
)
def test_any_json_gives_a_profile_or_words(
    tmp_path_factory: pytest.TempPathFactory, content: object
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(content))
    with contextlib.suppress(ProfileError):
        profile, _ = read_profile_file(path)
        assert isinstance(profile, Profile)


def test_saved_profiles_come_back_in_the_order_of_names(book: ProfileBook, tmp_path: Path) -> None:
    book.create("zebra", CONFIG, "red")
    book.create("Ärger", {})
    book.create("alpha", {})
    again = ProfileBook(tmp_path / "config" / "profiles.json")
    assert again.load() == book.profiles()
    assert [profile.name for profile in again.profiles()] == ["alpha", "zebra", "Ärger"]


def test_rename_keeps_id_and_services(book: ProfileBook) -> None:
    profile = book.create("old", CONFIG)
    renamed = book.rename(profile.id, "new")
    assert (renamed.id, renamed.name, renamed.services) == (profile.id, "new", CONFIG)
    assert book.get(profile.id) == renamed


def test_duplicates_get_ids_and_names_of_their_own(book: ProfileBook) -> None:
    profile = book.create("site", CONFIG, "amber")
    copies = [book.duplicate(profile.id) for _ in range(3)]
    assert [copy.name for copy in copies] == ["site copy", "site copy 2", "site copy 3"]
    assert len({copy.id for copy in [profile, *copies]}) == 4
    assert {copy.colour for copy in copies} == {"amber"}


def test_removed_profile_is_gone(book: ProfileBook, tmp_path: Path) -> None:
    profile = book.create("site", CONFIG)
    book.remove(profile.id)
    book.remove(profile.id)
    assert book.get(profile.id) is None
    assert ProfileBook(tmp_path / "config" / "profiles.json").load() == []


def test_demo_is_known_and_never_saved(book: ProfileBook) -> None:
    assert book.get("demo") is DEMO
    assert DEMO not in book.profiles()
    with pytest.raises(ProfileError, match="only a saved profile"):
        book.save(DEMO)


@pytest.mark.parametrize(
    "name", ["", "  ", "x" * 101, "a\nb", "a\x00b", "a\ud800", "Demo", "TAKEN"]
)
def test_wrong_or_taken_name_changes_nothing(book: ProfileBook, name: str) -> None:
    profile = book.create("site", CONFIG)
    book.create("taken", {})
    with pytest.raises(ProfileError, match="name: "):
        book.rename(profile.id, name)
    assert [kept.name for kept in book.profiles()] == ["site", "taken"]


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "CON", "'; DROP TABLE", "日本 🚌", "<b>x</b>"]
)
def test_hostile_name_is_just_text(book: ProfileBook, tmp_path: Path, name: str) -> None:
    book.create(name, CONFIG)
    assert ProfileBook(tmp_path / "config" / "profiles.json").load()[0].name == name
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["profiles.json"]


@pytest.mark.parametrize(
    ("services", "words"),
    [
        ({"facebook": ServiceConfig("http://x")}, "facebook: is no service"),
        ({"facespace": ServiceConfig("x")}, "base_url: must begin"),
        ({"facespace": ServiceConfig("http://x", (), {"api_key": CANARY})}, "api_key: is a secret"),
        ({"facespace": ServiceConfig("http://x", (), {"proxy": "http://u:p@x"})}, "proxy: its"),
        ({"cam2": ServiceConfig("http://x", (), {"page_cap": 5_000})}, "page_cap: must be a whole"),
    ],
)
def test_profile_that_holds_a_secret_or_nonsense_is_not_saved(
    book: ProfileBook, services: dict[str, ServiceConfig], words: str
) -> None:
    with pytest.raises(ProfileError, match=words):
        book.create("site", services)
    assert book.profiles() == []


ID_THAT_IS_A_PATH = b'{"profiles": [{"id": "../..", "name": "x"}]}'


@pytest.mark.parametrize(
    "content", [b"{", b'{"profiles": [{"name": "x"}]}', ID_THAT_IS_A_PATH, b"\xff", b"[]"]
)
def test_damaged_book_is_set_aside_and_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "profiles.json"
    path.write_bytes(content)
    book = ProfileBook(path)
    assert book.load() == []
    [aside] = tmp_path.glob("profiles.json.damaged-*")
    assert aside.read_bytes() == content
    assert book.problem is not None
    assert aside.name in book.problem


def test_failed_write_changes_nothing(book: ProfileBook, tmp_path: Path) -> None:
    profile = book.create("site", CONFIG)
    (tmp_path / "config" / "profiles.json").unlink()
    (tmp_path / "config" / "profiles.json").mkdir()
    with pytest.raises(OSError, match=r"."):
        book.rename(profile.id, "new")
    assert [kept.name for kept in book.profiles()] == ["site"]
