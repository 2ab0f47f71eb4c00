"""A long list of ids against a plain one."""

from __future__ import annotations

from itertools import chain
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.modelkit import ids as module
from facespace_desk.modelkit.ids import IdList

ascending = st.lists(st.integers(0, 400), unique=True).map(sorted)


def pieces(plain: list[int], data: st.DataObject) -> IdList:
    """The same ids in chunks of any size, ranges among them."""
    chunks: list[Any] = []
    rest = plain
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        part, rest = rest[:size], rest[size:]
        is_run = part == list(range(part[0], part[-1] + 1))
        chunks.append(range(part[0], part[-1] + 1) if is_run else IdList.of(part).chunks[0])
    return IdList(chunks)


@given(ascending, st.data())
def test_it_reads_like_a_list(plain: list[int], data: st.DataObject) -> None:
    ids = pieces(plain, data)
    assert list(ids) == plain == ids.to_numpy().tolist()
    assert len(ids) == len(plain)
    assert [ids.at(row) for row in range(len(plain))] == plain
    first, stop = sorted(data.draw(st.tuples(st.integers(0, 420), st.integers(0, 420))))
    assert ids.between(first, stop) == plain[first:stop]
    assert list(ids.tail(first)) == plain[first:]
    for backwards in (False, True):
        runs = [list(run) for run in ids.blocks(7, backwards=backwards)]
        assert list(chain(*(runs[::-1] if backwards else runs))) == plain


@given(ascending, st.lists(st.integers(-5, 405)), st.data())
def test_it_changes_like_a_list(plain: list[int], more: list[int], data: st.DataObject) -> None:
    ids = pieces(plain, data)
    rows = sorted(data.draw(st.sets(st.integers(0, len(plain) - 1)))) if plain else []
    assert list(ids.deleted(rows)) == [each for row, each in enumerate(plain) if row not in rows]
    places = [(ids.place_ascending(each), each) for each in sorted(more)]
    assert list(ids.inserted(places)) == sorted(plain + more)
    assert list(ids.appended(more)) == plain + more
    assert list(ids.kept(lambda some: some % 3 == 0)) == [each for each in plain if each % 3 == 0]
    assert list(ids) == plain


@given(ascending, st.integers(-5, 405), st.data())
def test_places_are_found(plain: list[int], wanted: int, data: st.DataObject) -> None:
    ids = pieces(plain, data)
    expected = sum(each < wanted for each in plain)
    assert ids.place_ascending(wanted) == expected
    assert ids.place(lambda each: each < wanted) == expected


def test_a_full_chunk_is_divided() -> None:
    size = module._SIZE
    ids = IdList.of(list(range(0, 4 * size, 2)))
    grown = ids.inserted([(1, 1)] * (2 * size))
    assert len(grown) == len(ids) + 2 * size
    assert max(map(len, grown.chunks)) <= size * 2
