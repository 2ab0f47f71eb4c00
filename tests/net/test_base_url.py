"""Address rules of wire/README.md, 1, 2 and 4."""

from urllib.parse import unquote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.net.base_url import BaseUrl, origin_of


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://api.example.com/facespace", "https://api.example.com/facespace"),
        ("  https://api.example.com/facespace///  ", "https://api.example.com/facespace"),
        ("HTTPS://API.Example.COM:443/", "https://api.example.com"),
        ("https://api.example.com:8443", "https://api.example.com:8443"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://bücher.example/größe", "https://xn--bcher-kva.example/gr%C3%B6%C3%9Fe"),
        ("https://my_host/a", "https://my_host/a"),
        ("https://[2001:DB8::1]:8443/a", "https://[2001:db8::1]:8443/a"),
        ("http://127.0.0.1:5001/facespace", "http://127.0.0.1:5001/facespace"),
        ("http://127.9.9.9", "http://127.9.9.9"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:5001", "http://[::1]:5001"),
        ("https://h/a%20b/c%2Fd", "https://h/a%20b/c%2Fd"),
        ("https://h/a;v=1/b,c", "https://h/a;v=1/b,c"),
        ("https://h:", "https://h"),
    ],
)
def test_good_addresses_are_normalised(text, shown):
    url = BaseUrl.parse(text)
    assert url.text == str(url) == shown
    assert BaseUrl.parse(shown) == url


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "missing"),
        ("   ", "missing"),
        ("api.example.com", "https://"),
        ("//api.example.com", "https://"),
        ("ftp://h/", "https://"),
        ("javascript:alert(1)", "https://"),
        ("https:/h", "https://"),
        ("https://", "no host"),
        ("https:///a", "no host"),
        ("https://user@h", "user name"),
        ("https://user:pw@h", "user name"),
        ("https://@h", "user name"),
        ("https://h/a?b=1", "“?”"),
        ("https://h/a?", "“?”"),
        ("https://h#", "“?” or “#”"),
        ("https://h\\evil", "backslash"),
        ("https://h/a b", "blanks"),
        ("https://h/a\tb", "blanks"),
        ("https://h\n.evil", "blanks"),
        ("https://h\u200b.com", "invisible"),
        ("https://h/\u202eabc", "invisible"),
        ("https://h/%00", "invisible"),
        ("https://h/%0a", "invisible"),
        ("https://h/%zz", "“%”"),
        ("https://h/a/../b", "“..”"),
        ("https://h/%2e%2E/b", "“..”"),
        ("https://h/./b", "“.”"),
        ("https://h/a//b", "empty"),
        ("https://h:0", "port"),
        ("https://h:65536", "port"),
        ("https://h:123456789", "port"),
        ("https://h:٣", "host"),
        ("https://h:8o", "host"),
        ("https://a..b", "host"),
        ("https://-a.com", "host"),
        ("https://" + "a" * 64 + ".com", "host"),
        ("https://" + "a." * 130 + "com", "host"),
        ("https://" + "ü" * 70 + ".com", "host"),
        ("https://h<x>", "host"),
        ("https://h%20x", "host"),
        ("https://127.1", "IPv4"),
        ("https://2130706433", "IPv4"),
        ("https://0x7f000001", "IPv4"),
        ("https://1.2.3.256", "IPv4"),
        ("https://[::g]", "IPv6"),
        ("https://[fe80::1%25eth0]", "IPv6"),
        ("https://[fe80::1%eth0]", "interface"),
        ("https://[::1", "host"),
        ("https://h/" + "a" * 3000, "too long"),
        ("https://h/\ud800", "half a character"),
    ],
)
def test_bad_addresses_are_refused_with_a_reason(text, part):
    with pytest.raises(ValueError, match=r"\.$") as caught:
        BaseUrl.parse(text)
    assert part in str(caught.value)


@pytest.mark.parametrize(
    "host",
    [
        "example.com",
        "10.0.0.1",
        "192.168.1.5",
        "[::ffff:127.0.0.1]",
        "localhost.evil.com",
        "128.0.0.1",
    ],
)
def test_plain_http_needs_opting_in_outside_this_computer(host):
    with pytest.raises(ValueError, match="Plain http"):
        BaseUrl.parse(f"http://{host}/x")
    assert BaseUrl.parse(f"http://{host}/x", allow_plain_http=True).scheme == "http"


def test_segments_are_encoded_one_by_one():
    base = BaseUrl.parse("https://h/base")
    assert base.join() == "https://h/base"
    assert base.join("a/b", "c?d#e", "ü %") == "https://h/base/a%2Fb/c%3Fd%23e/%C3%BC%20%25"


@pytest.mark.parametrize("segment", ["", ".", "..", "\ud800"])
def test_segments_that_lead_elsewhere_are_refused(segment):
    with pytest.raises(ValueError, match=r"address"):
        BaseUrl.parse("https://h").join("a", segment)


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4)
)
def test_no_segment_leaves_its_place(segments):
    if any(segment in (".", "..") for segment in segments):
        return
    url = httpx.URL(BaseUrl.parse("https://h.example:8443/base").join(*segments))
    assert (url.scheme, url.host, url.port) == ("https", "h.example", 8443)
    assert url.query == b""
    assert url.fragment == ""
    path = url.raw_path.decode("ascii")
    assert [unquote(part) for part in path.split("/")] == ["", "base", *segments]


@given(st.text())
def test_any_text_is_an_address_or_a_sentence(text):
    for candidate in (text, f"https://{text}", f"https://h/{text}"):
        try:
            url = BaseUrl.parse(candidate)
        except ValueError as error:
            words = str(error)
        else:
            words = "."
            assert httpx.URL(url.text).host
            assert origin_of(url.text) == url.origin
        assert words.endswith(".")


@pytest.mark.parametrize(
    ("url", "is_own"),
    [
        ("https://api.example.com/x?y#z", True),
        ("https://API.example.com:443", True),
        ("http://api.example.com", False),
        ("https://api.example.com:444", False),
        ("https://api.example.com.evil.com", False),
        ("https://api.example.com@evil.com", False),
        ("https://evil.com\\@api.example.com", False),
        ("//api.example.com", False),
        ("/x", False),
        ("", False),
    ],
)
def test_origin_is_scheme_host_and_port(url, is_own):
    assert BaseUrl.parse("https://api.example.com/facespace").owns(url) is is_own
