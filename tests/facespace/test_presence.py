"""Presences fold pictures into who is where, and never claim what nobody saw (wire 4, L1, L2)."""

from hypothesis import given
from hypothesis import strategies as st

from facespace_desk.facespace.presence import Gap, Presence, PresenceFolder
from facespace_desk.facespace.records import Picture

START_MS = 1_709_539_143_000


def picture(at_s: float, cameras: dict[str, tuple[str, ...]], *unread: str) -> Picture:
    return Picture(START_MS + round(at_s * 1000), 1.0, cameras, frozenset(unread))


def at(seconds: float) -> int:
    return START_MS + round(seconds * 1000)


def test_first_picture_makes_people_appear_and_the_next_lets_them_stay():
    folder = PresenceFolder()
    first = folder.feed(picture(0, {"gate": ("Mira",)}))
    assert first.appeared == [Presence("gate", "Mira", at(0), at(0), 1, True)]
    second = folder.feed(picture(2, {"gate": ("Mira",)}))
    assert second.stayed == [Presence("gate", "Mira", at(0), at(2), 2, True)]
    assert (second.appeared, second.left) == ([], [])


def test_person_leaves_after_more_than_two_pictures_and_five_seconds():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    assert not folder.feed(picture(2, {"gate": ()}))
    assert not folder.feed(picture(4, {}))
    left = folder.feed(picture(6, {"gate": ()})).left
    assert left == [Presence("gate", "Mira", at(0), at(0), 1, False)]
    assert folder.here() == []


def test_fast_pictures_do_not_shorten_the_hold():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    for tick in range(1, 51):
        assert not folder.feed(picture(tick / 10, {"gate": ()})).left
    assert folder.feed(picture(5.1, {"gate": ()})).left


def test_slow_pictures_still_hold_for_two():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    assert not folder.feed(picture(60, {"gate": ()})).left
    assert not folder.feed(picture(120, {"gate": ()})).left
    assert folder.feed(picture(180, {"gate": ()})).left


def test_flicker_does_not_split_a_presence():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    folder.feed(picture(2, {"gate": ()}))
    back = folder.feed(picture(4, {"gate": ("Mira",)}))
    assert back.stayed == [Presence("gate", "Mira", at(0), at(4), 2, True)]


def test_without_hold_absence_ends_at_once():
    folder = PresenceFolder(hold_pictures=0, hold_s=0)
    folder.feed(picture(0, {"gate": ("Mira",)}))
    assert folder.feed(picture(1, {})).left


def test_label_twice_in_one_picture_counts_once():
    folder = PresenceFolder()
    changes = folder.feed(picture(0, {"gate": ("Mira", "Mira")}))
    assert [presence.count for presence in changes.appeared] == [1]
    assert [p.count for p in folder.feed(picture(1, {"gate": ("Mira", "Mira")})).stayed] == [2]


def test_same_person_at_two_cameras_has_two_presences():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",), "dock": ("Mira",)}))
    assert {presence.camera for presence in folder.here()} == {"gate", "dock"}


def test_miss_makes_people_unknown_and_never_lets_them_leave():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    changes = folder.miss("network")
    assert changes.unknown == [Presence("gate", "Mira", at(0), at(0), 1, True, at(0))]
    assert not changes.left
    assert not folder.miss("network")
    assert folder.here() == changes.unknown
    assert not folder.is_looking


def test_person_seen_after_a_gap_resumes_the_presence():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    folder.miss("network")
    changes = folder.feed(picture(120, {"gate": ("Mira",)}))
    assert changes.stayed == [Presence("gate", "Mira", at(0), at(120), 2, True)]
    assert changes.gap == Gap(at(0), at(120), "network")
    assert folder.is_looking


def test_person_not_seen_after_a_gap_leaves_where_last_seen():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    folder.miss("network")
    for second in (60, 62, 64):
        assert not folder.feed(picture(second, {})).left
    assert [presence.unknown_since_ms for presence in folder.here()] == [at(0)]
    left = folder.feed(picture(66, {})).left
    assert left == [Presence("gate", "Mira", at(0), at(0), 1, False)]


def test_after_a_long_gap_a_person_begins_a_new_presence():
    folder = PresenceFolder(resume_s=900)
    folder.feed(picture(0, {"gate": ("Mira",)}))
    folder.miss("asleep")
    changes = folder.feed(picture(901, {"gate": ("Mira",)}))
    assert changes.left == [Presence("gate", "Mira", at(0), at(0), 1, False)]
    assert changes.appeared == [Presence("gate", "Mira", at(901), at(901), 1, True)]


def test_miss_before_the_first_picture_is_no_gap():
    folder = PresenceFolder()
    assert not folder.miss("network")
    assert folder.feed(picture(0, {})).gap is None


def test_camera_that_could_not_be_read_is_unknown_not_empty():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",), "dock": ("Ole",)}))
    changes = folder.feed(picture(1, {"dock": ("Ole",)}, "gate"))
    assert [presence.label for presence in changes.unknown] == ["Mira"]
    for second in range(2, 40):
        assert not folder.feed(picture(second, {"dock": ("Ole",)}, "gate")).left
    for second in (40, 42, 44):
        assert not folder.feed(picture(second, {"dock": ("Ole",)})).left
    assert folder.feed(picture(46, {"dock": ("Ole",)})).left[0].last_ms == at(0)


def test_clock_set_back_does_not_turn_time_around():
    folder = PresenceFolder()
    folder.feed(picture(100, {"gate": ("Mira",)}))
    stayed = folder.feed(picture(50, {"gate": ("Mira",)})).stayed[0]
    assert (stayed.first_ms, stayed.last_ms) == (at(100), at(100))


def test_close_ends_everything_where_it_was_last_seen():
    folder = PresenceFolder()
    folder.feed(picture(0, {"gate": ("Mira",)}))
    folder.feed(picture(2, {}))
    assert folder.close() == [Presence("gate", "Mira", at(0), at(0), 1, False)]
    assert folder.here() == []
    assert folder.last_picture_ms is None


steps = st.lists(
    st.none()
    | st.dictionaries(
        st.sampled_from("ab"), st.lists(st.sampled_from("xyz"), max_size=4).map(tuple), max_size=2
    ),
    max_size=40,
)


@given(steps, st.integers(0, 3), st.sampled_from([0.0, 3.0, 10.0]))
def test_presences_tell_exactly_what_the_pictures_showed(script, hold_pictures, hold_s):
    folder = PresenceFolder(hold_pictures=hold_pictures, hold_s=hold_s)
    ended: list[Presence] = []
    shown: dict[tuple[str, str], list[int]] = {}
    known: dict[tuple[str, str, int], Presence] = {}
    for second, cameras in enumerate(script):
        if cameras is None:
            changes = folder.miss("network")
            assert not changes.left
        else:
            changes = folder.feed(picture(second, cameras))
            for camera, labels in cameras.items():
                for label in set(labels):
                    shown.setdefault((camera, label), []).append(at(second))
        for presence in changes.appeared:
            assert presence.key not in known
        for presence in changes.appeared + changes.stayed + changes.unknown + changes.left:
            known[presence.key] = presence
        ended += changes.left
    here = folder.here()
    assert len({(presence.camera, presence.label) for presence in here}) == len(here)
    counted: dict[tuple[str, str], int] = {}
    for presence in ended + folder.close():
        person = presence.camera, presence.label
        inside = [ms for ms in shown[person] if presence.first_ms <= ms <= presence.last_ms]
        assert (inside[0], inside[-1]) == (presence.first_ms, presence.last_ms)
        assert presence.count == len(inside)
        counted[person] = counted.get(person, 0) + presence.count
    assert counted == {person: len(times) for person, times in shown.items()}


def test_names_are_not_in_the_repr():
    folder = PresenceFolder()
    changes = folder.feed(picture(0, {"gate": ("Canary Name",)}))
    assert "Canary" not in repr(changes)
