"""What a profile may say about its proxy."""

import pytest

from facespace_desk.net.proxy import ProxyChoice, with_login


@pytest.mark.parametrize("text", [None, "", "  ", "system", "System"])
def test_silence_follows_the_system(text):
    assert ProxyChoice.parse(text) == ProxyChoice(follows_system=True)


def test_none_connects_directly():
    assert ProxyChoice.parse("none") == ProxyChoice(follows_system=False)


@pytest.mark.parametrize(
    "text",
    ["http://proxy:3128", "https://p.example", "socks5://127.0.0.1:1080", "socks5h://u:p@[::1]:1/"],
)
def test_addresses_are_taken(text):
    assert ProxyChoice.parse(text).url == text


@pytest.mark.parametrize(
    "text",
    [
        "proxy:3128",
        "ftp://p:1",
        "http://p:0",
        "http://p:99999",
        "http://p/path",
        "http://p:x",
        "socks://p",
    ],
)
def test_other_texts_are_refused_without_repeating_them(text):
    with pytest.raises(ValueError, match="proxy must") as caught:
        ProxyChoice.parse(text)
    assert text not in str(caught.value)


def test_a_password_is_in_no_repr():
    assert "hunter22" not in repr(ProxyChoice.parse("http://me:hunter22@proxy:3128"))


@pytest.mark.parametrize(
    ("address", "user", "password", "expected"),
    [
        (
            "http://proxy.example:3128",
            "ann",
            "p@ss/w:rd",
            "http://ann:p%40ss%2Fw%3Ard@proxy.example:3128",
        ),
        ("socks5://proxy.example", "ann", "", "socks5://ann@proxy.example"),
        ("http://proxy.example:3128", "", "unused", "http://proxy.example:3128"),
        ("system", "ann", "secret", "system"),
        ("none", "ann", "secret", "none"),
    ],
)
def test_login_goes_into_the_address_of_a_proxy_only(address, user, password, expected):
    url = with_login(address, user, password)
    assert url == expected
    assert "secret" not in repr(ProxyChoice.parse(url))
