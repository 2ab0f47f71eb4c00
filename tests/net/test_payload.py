"""Decoding at the edge."""

import json
import threading
import time
import traceback

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facespace_desk.net import payload
from facespace_desk.net.errors import BadPayload, ErrorKind
from facespace_desk.net.payload import decode_json, json_lists, parse_json

NAMES = {"service": "FaceSpace", "operation": "logs"}


class Camera(msgspec.Struct):
    name: str
    ports: list[int] = []


class Site(msgspec.Struct):
    cameras: dict[str, Camera]


def lists(body: bytes) -> dict[str, object]:
    """The pieces of `json_lists`, put together again."""
    whole: dict[str, object] = {}
    for key, piece in json_lists(body, **NAMES):
        if isinstance(piece, list) and isinstance(whole.get(key), list):
            whole[key] += piece
        else:
            whole[key] = piece
    return whole


async def test_a_typed_body_is_read():
    site = await parse_json(b'{"cameras": {"a": {"name": "A", "ports": [1]}}}', Site, **NAMES)
    assert site.cameras["a"].ports == [1]


async def test_a_byte_order_mark_does_no_harm():
    assert await parse_json(b'\xef\xbb\xbf{"a": 1}', dict, **NAMES) == {"a": 1}


async def test_unknown_members_do_no_harm():
    assert await parse_json(b'{"cameras": {}, "later": [1]}', Site, **NAMES) == Site({})


async def test_of_a_repeated_member_the_last_counts():
    assert await parse_json(b'{"a": 1, "a": 2}', dict, **NAMES) == {"a": 2}


async def test_the_fields_path_is_named():
    with pytest.raises(BadPayload, match=r"cameras\[\.\.\.\]\.ports\[1\]") as caught:
        await parse_json(b'{"cameras": {"a": {"name": "", "ports": [1, "x"]}}}', Site, **NAMES)
    assert caught.value.kind is ErrorKind.NOT_THIS_PROTOCOL
    assert isinstance(caught.value.__cause__, msgspec.ValidationError)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<html></html>", "web page"),
        (b"  <!DOCTYPE html>", "web page"),
        (b'{"a": NaN}', "not valid JSON"),
        (b'{"a": Infinity}', "not valid JSON"),
        (b'{"a": 1', "not valid JSON"),
        (b'{"a": 1} x', "not valid JSON"),
        (b"{'a': 1}", "not valid JSON"),
        (b'{"a": "\xff\xfe"}', "not valid JSON"),
        (b'{"a": "\\ud800"}', "not valid JSON"),
        (b'{"a": 01}', "not valid JSON"),
        (b'{"a": "line\nbreak"}', "not valid JSON"),
        (b"[" * 100_000, "deeply"),
        (b'{"a":' * 100_000, "deeply"),
    ],
)
def test_what_cannot_be_read_is_said(body, words):
    with pytest.raises(BadPayload, match=words) as caught:
        decode_json(body, object, "FaceSpace", "logs")
    shown = "".join(traceback.format_exception(caught.value))
    assert len(caught.value.message) < 300
    assert len(shown) < 10_000
    assert caught.value.__context__ is None


def test_causes_do_not_keep_the_body():
    with pytest.raises(BadPayload) as caught:
        decode_json(b'{"Mira Holt": "\xff"}', object, "FaceSpace", "logs")
    assert "Mira" not in repr(caught.value.__cause__)


async def test_large_bodies_are_read_in_a_thread(monkeypatch):
    threads = []
    decode = payload.decode_json
    monkeypatch.setattr(
        payload,
        "decode_json",
        lambda *args: (threads.append(threading.current_thread()), decode(*args))[1],
    )
    await parse_json(b'["%b"]' % (b"x" * payload.THREAD_BYTES), list, **NAMES)
    await parse_json(b"[]", list, **NAMES)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(), JSON, max_size=5), st.sampled_from([None, 0, 3]), st.booleans())
def test_lists_in_pieces_are_the_whole(content, indent, is_ascii):
    body = json.dumps(content, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "replace")
    try:
        expected = msgspec.json.decode(body)
    except msgspec.DecodeError:
        with pytest.raises(BadPayload):
            lists(body)
    else:
        assert lists(body) == expected


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\ a1', max_size=60).map(str.encode))
@example(b'\xef\xbb\xbf{"":[]}')
def test_lists_in_pieces_refuse_what_the_decoder_refuses(body):
    try:
        expected = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=dict[str, object])
    except (msgspec.DecodeError, UnicodeDecodeError):
        with pytest.raises(BadPayload):
            lists(body)
    else:
        assert lists(body) == expected


@pytest.mark.parametrize(
    "items",
    [
        ["Mira @ 07:59:03 04/03/24"] * 20_000,
        ['quote " and \\ and \\" end\\'] * 20_000,
        [{"a": '},]"'}] * 20_000,
        ["x", 1, None, ["y, z"], {"k": []}] * 5_000,
        ["x" * 500_000, "y"],
        ["ü\u2028"] * 50_000,
    ],
)
def test_long_lists_come_in_pieces(items):
    content = {"north-gate": items, "empty": [], "odd": "text", "south": items[:3]}
    for indent in (None, 1):
        body = json.dumps(content, indent=indent, ensure_ascii=False).encode()
        assert lists(body) == content
        assert sum(1 for key, _ in json_lists(body, **NAMES) if key == "north-gate") > 1


@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b'{"a": [1, 2}',
        b'{"a": [1, 2]',
        b'{"a": [1,]}',
        b'{"a": ["x",]}',
        b'{"a": [,1]}',
        b'{"a": ["x" "y"]}',
        b'{"a": ["x"], }',
        b'{"a": ["x"] "b": 1}',
        b'{"a" ["x"]}',
        b'{1: ["x"]}',
        b'{"a": ["x"]} {}',
        b'{"a": ["unended]}',
        b'{"a": [' + b"[" * 100_000,
        b'{"a": ["\xff"]}',
        b'{"a": }',
        b"<html>",
        b"",
    ],
)
def test_broken_lists_are_refused(body):
    with pytest.raises(BadPayload):
        lists(body)


def test_a_comma_too_many_is_refused_between_pieces_as_well():
    item = b'"' + b"x" * (payload.BATCH_BYTES - 3) + b'",'
    with pytest.raises(BadPayload):
        lists(b'{"a": [' + item + b"]}")


def test_reading_in_pieces_leaves_the_interpreter_free():
    """The decoder alone would hold the interpreter for most of the time that all this takes."""
    body = json.dumps({"gate": ["Mira Holt @ 07:59:03 04/03/24"] * 700_000}).encode()

    def read() -> None:
        assert sum(len(items) for _, items in json_lists(body, **NAMES)) == 700_000

    def longest_share() -> float:
        gaps = []
        reader = threading.Thread(target=read)
        reader.start()
        while reader.is_alive():
            before = time.perf_counter()
            time.sleep(0.001)
            gaps.append(time.perf_counter() - before)
        reader.join()
        return sorted(gaps)[-2] / sum(gaps)

    assert min(longest_share() for _ in range(3)) < 0.2
