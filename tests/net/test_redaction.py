"""No secret survives in any place where texts usually carry one."""

import base64
import json
import string
from urllib.parse import quote, quote_plus, urlencode

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.net.redaction import MASK, redact, register_secret
from tests.limits import quickest_s

# wire/README.md, rule 3
NAMES = [
    "x-api-key",
    "X-SLT-API-KEY",
    "Authorization",
    "x-voxel51-application",
    "clientSecret",
    "client_secret",
    "access_token",
    "token",
    "websocket_session",
    "private_key",
    "callback_secret",
    "api_key",
    "api_token",
    "app_token",
    "password",
    "X-Amz-Signature",
    "Proxy-Authorization",
    "Set-Cookie",
]

# With a marker inside, so that a leak of any half is seen. No alphabet of real keys has blanks.
KEY_CHARACTERS = string.ascii_letters + string.digits + "-._~+/="
keys = st.text(KEY_CHARACTERS, min_size=1, max_size=40).map(lambda text: f"Zq7{text}Kv9")
wild = st.text(min_size=1, max_size=20).map(lambda text: f"Zq7{text}Kv9")
names = st.sampled_from(NAMES) | st.sampled_from(NAMES).map(str.upper)


def check(text: str) -> None:
    shown = redact(text)
    assert "Zq7" not in shown
    assert "Kv9" not in shown


@given(names, keys)
def test_headers(name, key):
    check(f"{name}: {key}")
    check(f"GET / HTTP/1.1\r\nHost: h\r\n{name}:{key}\r\nAccept: x\r\n")
    check(f"sent {name}: Bearer {key}")
    check(f"sent {name}: two words {key}")


@given(names, wild)
def test_reprs_of_headers_and_mappings(name, key):
    check(repr({name: key, "other": 1}))
    check(repr([(name, key)]))
    check(repr([(name.encode(), key.encode("utf-8", "replace")), (b"other", b"1")]))
    check(repr({"outer": {name: key}}))
    check(repr(repr({name: key})))
    check(f"{name}={key!r}, other=1")


@given(names, keys)
def test_headers_of_httpx(name, key):
    check(repr(httpx.Headers({name: key, "other": "1"})))
    check(repr(httpx.Headers({name: key}).raw))


@given(names, wild, st.sampled_from([None, 1]), st.booleans())
def test_json(name, key, indent, is_ascii):
    text = json.dumps({"a": 1, name: key, "b": [2]}, indent=indent, ensure_ascii=is_ascii)
    check(text)
    check(f"42{text}")
    check(json.dumps({"inner": text}))
    check(json.dumps(json.dumps({"inner": text})))
    check(text[: text.index("Kv9") + 2])  # cut off amid the value


@given(names, keys)
def test_assignments(name, key):
    check(f"{name}={key}")
    check(f"{name} = {key} and so on")
    check(f"login({name}={key})")
    check(f"{name.replace('-', '_')}='{key}'")


@given(st.text(string.ascii_letters + "_-", min_size=1), wild)
def test_every_query_value(name, key):
    check(f"GET https://h.example/a/b?{urlencode({name: key, 'n': 1})} failed")
    check(f"'https://h.example?{name}={quote(key, safe='')}'")
    check(f'<a href="https://h.example/#{name}={quote(key, safe="")}">')
    check(f"target=b'/logs?{urlencode({'n': 1, name: key})}'")
    check(f'"GET /logs?{urlencode({name: key})} HTTP/1.1" 200')
    check(f"wss://h.example/socket.io/?{urlencode({'EIO': 3, name: key})}")


@given(keys)
def test_bearers_and_user_information(key):
    check(f"auth Bearer {key}")
    check(f"bearer {key}, then")
    check(f"https://me:{quote(key, safe='')}@h.example/x")
    check(f"socks5://{quote(key, safe='')}@h.example")


def test_basic_credentials_and_web_tokens():
    assert redact("Basic " + base64.b64encode(b"me:Zq7Kv9").decode()) == f"Basic {MASK}"
    check("jwt eyJhbGciOiJIUzI1NiJ9.Zq7yJzdWIiOiIxKv9.Zq7sigKv9 end")


def test_private_keys():
    pem = "-----BEGIN EC PRIVATE KEY-----\nZq7/1\nKv9==\n-----END EC PRIVATE KEY-----"
    check(f"key is {pem} so")
    check(repr(pem))
    check(pem[:-10])
    assert redact(f"a {pem} b") == f"a {MASK} b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nothing to hide", "nothing to hide"),
        ("GET https://h:1/a/b 200", "GET https://h:1/a/b 200"),
        ("Token refreshed; Basic settings; the secret is out", None),
        ("is it ok? yes", None),
        ("3 tokens held", None),
        ("https://h/a?b=c d", f"https://h/a?{MASK} d"),
        ("https://u:p@h/a", f"https://{MASK}@h/a"),
        ('{"token": "abc", "n": 1}', '{"token": "' + MASK + '", "n": 1}'),
        ("x-api-key: abc\r\nHost: h", f"x-api-key: {MASK}\r\nHost: h"),
        ("token=abc next=1", f"token={MASK} next=1"),
    ],
)
def test_the_rest_stays_readable(text, shown):
    assert redact(text) == (shown or text)


@given(wild.filter(lambda key: key.isprintable()))
def test_registered_values_are_masked_anywhere(key):
    unregister = register_secret(key)
    try:
        for text in (
            f"it is {key}!",
            f"pre{key}post",
            f"/path/{quote(key, safe='')}/x",
            f"form {quote_plus(key)}",
            f"told {key!r}",
            f"told {key.encode('utf-8', 'surrogatepass')!r}",
            f"json {json.dumps(key)}",
            base64.b64encode(key.encode("utf-8", "surrogatepass")).decode(),
        ):
            assert key not in redact(text)
            assert "Kv9" not in redact(text)
    finally:
        unregister()


def test_values_are_masked_until_all_have_let_go():
    first, second = register_secret("letmein-42"), register_secret("letmein-42")
    first()
    first()  # once is enough; a second call does not count
    assert redact("say letmein-42") == f"say {MASK}"
    second()
    assert redact("say letmein-42") == "say letmein-42"


def test_the_longer_of_two_values_wins():
    done = [register_secret("abcdef"), register_secret("abcdef-ghijkl")]
    assert redact("abcdef-ghijkl abcdef") == f"{MASK} {MASK}"
    for unregister in done:
        unregister()


def test_short_values_do_not_mask_ordinary_words():
    unregister = register_secret("the")
    assert redact("the end") == "the end"
    unregister()
    unregister()


@given(st.text())
def test_masking_twice_is_masking_once(text):
    assert redact(redact(text)) == redact(text)


@pytest.mark.parametrize(
    "piece",
    ["a", "/", "?", "?=", "://", "://@", "\\", "'", '"', "token", "token=", "token:", 'token="',
     "token,b'", "token: \\\"", "token   ", "api-", "eyJaaaaaaa.", "Bearer ", "x-amz-", "=",
     "-----BEGIN PRIVATE KEY-----", "[redacted]"],
)  # fmt: skip
def test_time_grows_with_the_length_only(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        return quickest_s(lambda: redact(text), times=3)

    assert seconds(100_000) < 40 * seconds(10_000)  # the square would be 100 times as much
