"""LoadState says what it is in shape, word and age."""

from __future__ import annotations

from facespace_desk.modelkit.state import SHAPES, LoadState, Phase


def test_every_phase_has_a_word_and_a_shape_of_its_own() -> None:
    assert len({phase.value for phase in Phase}) == len(Phase)
    assert set(SHAPES) == set(Phase)
    assert len(set(SHAPES.values())) == len(Phase)


def test_a_live_state_is_as_old_as_its_data() -> None:
    state = LoadState.live(updated_ms=1_000)
    assert state.word == "live"
    assert state.age_ms(now_ms=4_500) == 3_500


def test_age_is_unknown_without_data_and_never_negative() -> None:
    assert LoadState.loading().age_ms(now_ms=5) is None
    assert LoadState.live(updated_ms=9_000).age_ms(now_ms=8_000) == 0


def test_same_phase_keeps_the_moment_it_was_reached() -> None:
    first = LoadState(Phase.LIVE, since_ms=10, updated_ms=10)
    second = LoadState(Phase.LIVE, since_ms=20, updated_ms=20).after(first)
    assert (second.since_ms, second.updated_ms) == (10, 20)


def test_a_lost_service_does_not_forget_its_last_good_data() -> None:
    live = LoadState(Phase.LIVE, since_ms=10, updated_ms=15)
    lost = LoadState(Phase.OFFLINE, since_ms=30).after(live)
    assert (lost.since_ms, lost.updated_ms) == (30, 15)
