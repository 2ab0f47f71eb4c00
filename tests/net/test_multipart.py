"""The first picture of a stream, from the ways in which cameras send it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.net.multipart import HEAD_BYTES, FirstPart, NoPart

PICTURE = b"\xff\xd8\xff\xe0 some \r\n\r\n of it\n--not it\xff\xd9"
REPLACE = "multipart/x-mixed-replace"


def stream(token: bytes = b"--eye", *, line: bytes = b"\r\n", length: bool = True) -> bytes:
    says = b"Content-Length: %d" % len(PICTURE) + line if length else b""
    part = token + line + b"Content-Type: image/JPEG; a=b" + line + says + line + PICTURE + line
    return part + part


def first(content_type: str, pieces: list[bytes]) -> FirstPart | None:
    part = FirstPart(content_type)
    return part if any(part.feed(piece) for piece in pieces) else None


@pytest.mark.parametrize("line", [b"\r\n", b"\n"])
@pytest.mark.parametrize("length", [True, False])
@pytest.mark.parametrize(
    ("content_type", "token"),
    [
        (f"{REPLACE};boundary=eye", b"--eye"),
        (f"{REPLACE}; boundary=--eye", b"--eye"),
        (f"{REPLACE}; boundary=--eye", b"----eye"),
        (f"{REPLACE}; boundary=eye", b"eye"),
        (f'{REPLACE}; x=y; Boundary = "eye"', b"--eye"),
    ],
)
def test_every_dialect_gives_the_first_picture(content_type, token, line, length):
    part = first(content_type, [b"\r\n" + stream(token, line=line, length=length)])
    assert part is not None
    assert (part.body, part.media_type) == (PICTURE, "image/jpeg")


def test_a_part_with_a_length_needs_no_boundary_to_be_named():
    part = first(REPLACE, [stream()])
    assert part is not None
    assert part.body == PICTURE


@given(st.lists(st.integers(1, 60), max_size=30), st.booleans())
def test_pieces_may_be_cut_anywhere(cuts, length):
    whole, pieces = stream(length=length), []
    for cut in [*cuts, len(whole)]:
        pieces.append(whole[:cut])
        whole = whole[cut:]
    part = first(f"{REPLACE}; boundary=eye", pieces)
    assert part is not None
    assert part.body == PICTURE


@pytest.mark.parametrize("length", [True, False])
def test_half_a_picture_is_none(length):
    half = stream(length=length)[: len(PICTURE)]
    assert first(f"{REPLACE}; boundary=eye", [half]) is None


@pytest.mark.parametrize("start", [b"x", b"--eye\r\nA: b\r\n"])
def test_a_stream_that_never_begins_a_picture_is_given_up(start):
    with pytest.raises(NoPart):
        first(f"{REPLACE}; boundary=eye", [start, b"x" * HEAD_BYTES])


def test_length_that_is_no_number_is_ignored():
    part = first(f"{REPLACE}; boundary=e", [b"--e\r\nContent-Length: 1e9\r\n\r\nabc\r\n--e"])
    assert part is not None
    assert (part.body, part.length) == (b"abc", None)
