"""The simulated clock under a real time that the test moves."""

from __future__ import annotations

from facespace_desk.demo.clock import Clock


class RealTime:
    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def test_starts_at_the_real_time_and_runs_with_it() -> None:
    real = RealTime()
    clock = Clock(real=real)
    real.now_s += 7
    assert clock.now_s() == 1_007


def test_speed_stretches_time_from_the_start_on() -> None:
    real = RealTime()
    clock = Clock(60, real)
    real.now_s += 2
    assert clock.now_s() == 1_120


def test_fixed_clock_stands_until_it_runs_again() -> None:
    real = RealTime()
    clock = Clock(real=real)
    clock.fix(50)
    real.now_s += 10
    assert clock.now_s() == 50
    assert clock.is_fixed
    clock.run(2)
    real.now_s += 10
    assert clock.now_s() == 70


def test_setting_keeps_the_pace() -> None:
    real = RealTime()
    clock = Clock(3, real)
    clock.set(500)
    real.now_s += 1
    assert clock.now_s() == 503


def test_another_pace_makes_no_jump() -> None:
    real = RealTime()
    clock = Clock(real=real)
    real.now_s += 10
    clock.run(100)
    assert clock.now_s() == 1_010


def test_reset_returns_to_real_time_and_first_pace() -> None:
    real = RealTime()
    clock = Clock(2, real)
    clock.fix(0)
    clock.run(9)
    clock.reset()
    real.now_s += 1
    assert (clock.now_s(), clock.speed, clock.is_fixed) == (1_002, 2, False)
