"""What a text means as an address, and what never becomes one (wire 1.1, 2)."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.amigocloud.errors import AmigoCloudError, ForeignAddress
from facespace_desk.amigocloud.urls import Addresses, Target, pairs_of
from facespace_desk.net.base_url import BaseUrl
from facespace_desk.net.errors import ErrorKind, explain

BASE = "https://app.example.test"
OWN = Addresses(BaseUrl.parse(BASE))
OF_PROJECT = Addresses(BaseUrl.parse(BASE), "users/7/projects/12/")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("me", "/api/v1/me"),
        ("/me", "/api/v1/me"),
        ("me/", "/api/v1/me"),
        (" me/projects ", "/api/v1/me/projects"),
        ("/me/", "/api/v1/me/"),
        (f"{BASE}/api/v1/me", "/api/v1/me"),
        (f"{BASE}:443/api/v1/me", "/api/v1/me"),
        ("HTTPS://APP.example.test/api/v2/things/", "/api/v2/things/"),
        (f"{BASE}", "/"),
        ("httpbin", "/api/v1/httpbin"),
        ("//evil.example/me", "/api/v1//evil.example/me"),
        ("a b/ö", "/api/v1/a%20b/%C3%B6"),
        ("files/a%2Fb", "/api/v1/files/a%2Fb"),
    ],
)
def test_a_text_is_a_full_url_or_below_the_api_root(text: str, path: str) -> None:
    assert OWN.resolve(text, "x").text == path


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("datasets", "/api/v1/users/7/projects/12/datasets"),
        ("/me", "/api/v1/me"),
        ("", "/api/v1/users/7/projects/12/"),
        ("sql?limit=3", "/api/v1/users/7/projects/12/sql?limit=3"),
        (f"{BASE}/api/v1/users/7/projects/12", "/api/v1/users/7/projects/12"),
    ],
)
def test_with_a_projects_token_plain_texts_are_below_the_project(text: str, path: str) -> None:
    assert OF_PROJECT.resolve(text, "x").text == path


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/api/v1/me",
        "http://app.example.test/api/v1/me",  # the same host, but for all to hear
        "https://app.example.test:8443/me",
        "https://app.example.test.evil.example/me",
        "HTTPS://evil.example",
        "https://xn--app.example.test/me",
    ],
)
def test_an_address_of_another_server_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ForeignAddress) as caught:
        OWN.resolve(text + "?token=A:secret1&q=1", "console")
    error = caught.value
    assert "leads to http" in error.message
    assert "https://app.example.test only" in error.message
    assert "secret1" not in f"{error!r} {error}"
    assert error.kind is ErrorKind.BLOCKED
    assert explain(error).cause == error.message


@pytest.mark.parametrize(
    "text",
    [
        "https://lea:pw@app.example.test/me",
        "https:evil.example/me",
        "https:///me",
        "ftp://app.example.test/me",
        "https://app.example.test\\@evil.example/me",
        "me/../../admin",
        "me/%2e%2e/admin",
        f"{BASE}/api/v1/./me",
        "me\r\nHost: evil.example",
        "me\u202e",
        "100%",
        "\ud800",
        "x" * 40_000,
    ],
)
def test_what_cannot_be_an_address_is_refused(text: str) -> None:
    with pytest.raises(AmigoCloudError) as caught:
        OWN.resolve(text, "console")
    assert caught.value.kind is ErrorKind.USAGE
    assert not isinstance(caught.value, ForeignAddress)


@pytest.mark.parametrize(
    "text",
    [
        "me?token=old&limit=3",
        "me?limit=3&token=old",
        "me?token=a&limit=3&token=b&%74oken=c",
        f"{BASE}/api/v1/me?token=old&limit=3#token=x",
    ],
)
def test_exactly_one_token_travels_and_it_is_ours(text: str) -> None:
    target = OWN.resolve(text, "x")
    assert target.text == "/api/v1/me?limit=3"
    assert target.with_token("R:a+b&c=d/é") == "/api/v1/me?limit=3&token=R%3Aa%2Bb%26c%3Dd%2F%C3%A9"


def test_parameters_are_added_encoded_and_never_as_a_token() -> None:
    params = {"query": "SELECT 1 & 2", "offset": 0, "summary": True, "state": None, "token": "x"}
    target = OWN.resolve("sql", "x", params)
    assert target.text == "/api/v1/sql?query=SELECT%201%20%26%202&offset=0&summary=true"
    assert set(params) == {"query", "offset", "summary", "state", "token"}  # not changed in place


def test_a_query_that_was_typed_travels_as_it_was_meant() -> None:
    target = OWN.resolve("sql?query=SELECT * FROM t WHERE a LIKE '5%'&x=ä", "x")
    assert pairs_of(target.query) == [("query", "SELECT * FROM t WHERE a LIKE '5%'"), ("x", "ä")]


def test_no_repr_shows_a_query() -> None:
    assert "geheim" not in repr(Target("/me", "q=geheim"))


@given(st.text())
def test_whatever_is_typed_stays_at_the_own_server(text: str) -> None:
    try:
        target = OWN.resolve(text, "x")
    except AmigoCloudError:
        return
    travels = target.with_token("R:1")
    whole = urlsplit(BASE + travels)
    assert travels.startswith("/")
    assert (whole.scheme, whole.netloc) == ("https", "app.example.test")
    tokens = [value for name, value in parse_qsl(whole.query) if name == "token"]
    assert tokens == ["R:1"]
    assert travels.isascii()
    assert not set(travels) & set(" \\#\r\n")


def test_a_project_url_of_another_server_is_refused() -> None:
    with pytest.raises(ForeignAddress):
        Addresses(BaseUrl.parse(BASE), "https://evil.example/api/v1/users/1/projects/2")


def test_segments_are_encoded_as_one() -> None:
    assert OWN.below("related_tables", "7/../../x").path == "/api/v1/related_tables/7%2F..%2F..%2Fx"
