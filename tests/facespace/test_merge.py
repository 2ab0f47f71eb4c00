"""Server entries and what the desk saw become one history: nothing lost, nothing twice (L7)."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.facespace.merge import TOLERANCE_MS, joined, merge
from facespace_desk.facespace.presence import Presence
from facespace_desk.facespace.records import Sighting

START_MS = 1_709_539_143_000


def entry(second: float, label: str = "Mira", camera: str = "gate") -> Sighting:
    return Sighting(camera, label, START_MS + round(second * 1000))


def seen(first: float, last: float, label: str = "Mira", camera: str = "gate") -> Presence:
    return Presence(
        camera, label, START_MS + round(first * 1000), START_MS + round(last * 1000), 5, False
    )


def test_entry_within_a_presence_is_the_same_thing():
    (row,) = merge([entry(1)], [seen(0, 10)])
    assert (row.origin, row.first_ms, row.last_ms) == ("both", START_MS, START_MS + 10_000)
    assert (row.count, row.server_ms) == (5, (START_MS + 1000,))


def test_entry_two_seconds_beside_a_presence_still_belongs():
    assert [row.origin for row in merge([entry(-2), entry(12)], [seen(0, 10)])] == ["both"]
    rows = merge([entry(-2.001), entry(12.001)], [seen(0, 10)])
    assert [row.origin for row in rows] == ["server", "desk", "server"]


def test_other_camera_or_label_is_another_thing():
    rows = merge([entry(1, label="Ole"), entry(1, camera="dock")], [seen(0, 10)])
    assert Counter(row.origin for row in rows) == {"server": 2, "desk": 1}


def test_between_two_presences_the_nearest_takes_it_and_the_earlier_breaks_a_tie():
    presences = [seen(0, 10), seen(13, 20)]
    assert [row.server_ms for row in merge([entry(12)], presences)] == [(), (START_MS + 12_000,)]
    assert [row.server_ms for row in merge([entry(11.5)], presences)] == [(START_MS + 11_500,), ()]


def test_presence_that_holds_it_exactly_beats_a_neighbour():
    rows = merge([entry(10)], [seen(0, 10), seen(11, 20)])
    assert [row.origin for row in rows] == ["both", "desk"]


def test_server_repeating_itself_is_kept():
    assert len(merge([entry(1), entry(1)], [])) == 2


def test_kept_entries_and_a_new_answer_are_joined():
    assert joined([entry(1), entry(2)], [entry(1), entry(1), entry(3)]) == [
        entry(1),
        entry(2),
        entry(1),
        entry(3),
    ]


def test_unreadable_entries_are_kept_last():
    odd = Sighting("gate", "nonsense", None, "nonsense")
    rows = merge([odd, entry(5)], [seen(9, 9, label="Ole")])
    assert [row.raw for row in rows] == [None, None, "nonsense"]
    assert rows[-1].first_ms is None


entries = st.lists(
    st.builds(
        lambda camera, label, second: (
            Sighting(camera, label, None, label)
            if second is None
            else Sighting(camera, label, START_MS + second * 1000)
        ),
        st.sampled_from("ab"),
        st.sampled_from("xy"),
        st.none() | st.integers(0, 60),
    ),
    max_size=30,
)
presences = st.lists(
    st.builds(
        lambda camera, label, first, length: seen(first / 10, (first + length) / 10, label, camera),
        st.sampled_from("ab"),
        st.sampled_from("xy"),
        st.integers(0, 600),
        st.integers(0, 200),
    ),
    max_size=12,
)


@given(entries, presences)
def test_no_server_entry_and_no_desk_row_is_lost(server, desk):
    rows = merge(server, desk)
    told = Counter(
        (row.camera, row.label, at_ms)
        for row in rows
        for at_ms in (row.server_ms or (row.first_ms,))
        if row.origin != "desk"
    )
    assert told == Counter((one.camera, one.label, one.at_ms) for one in server)
    spans = Counter(
        (row.camera, row.label, row.first_ms, row.last_ms) for row in rows if row.origin != "server"
    )
    assert spans == Counter((one.camera, one.label, one.first_ms, one.last_ms) for one in desk)


@given(entries, presences)
def test_entry_is_absorbed_exactly_when_a_presence_covers_it(server, desk):
    alone = Counter(
        (row.camera, row.label, row.first_ms)
        for row in merge(server, desk)
        if row.origin == "server"
    )
    expected = Counter(
        (one.camera, one.label, one.at_ms)
        for one in server
        if one.at_ms is None
        or not any(
            (known.camera, known.label) == (one.camera, one.label)
            and known.first_ms - TOLERANCE_MS <= one.at_ms <= known.last_ms + TOLERANCE_MS
            for known in desk
        )
    )
    assert alone == expected


@given(entries, presences)
def test_merging_again_changes_nothing(server, desk):
    assert merge(server, desk, kept=server) == merge(server, desk)
    assert joined(server, server) == server


@given(entries, presences)
def test_rows_are_in_order_of_time_and_ties_keep_their_order(server, desk):
    rows = merge(server, desk)
    times = [row.first_ms for row in rows if row.first_ms is not None]
    assert times == sorted(times)
    assert all(row.first_ms is None for row in rows[len(times) :])
    unreadable = [row.raw for row in rows[len(times) :]]
    assert unreadable == [one.raw for one in server if one.at_ms is None]


def test_names_are_not_in_the_repr():
    assert "Canary" not in repr(merge([entry(1, "Canary Name")], []))
