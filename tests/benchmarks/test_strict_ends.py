"""The console ends within three seconds, and a kill costs a quarter second of rows, if that.

Run: `python -m pytest -m benchmark tests/benchmarks/test_strict_ends.py -s -p no:xdist`
"""

import pytest

from tests.demo.test_program import (
    simulators_process,
    test_stop_ends_it_soon_even_with_a_call_waiting,
)
from tests.store.conftest import (
    open_store,
    path,
)
from tests.store.test_crash import (
    test_killed_writer_loses_nothing_but_the_last_moment,
)
from tests.system.test_canary import (
    home,
    profile,
    service,
    test_key_and_name_are_found_in_the_encrypted_store_only,
)
from tests.system.test_kill import (
    test_a_killed_slice_has_lost_the_last_moment_only,
)
from tests.test_app import (
    test_a_signal_ends_the_console_soon,
)
from tests.test_loop_exit import (
    test_a_main_that_swallows_its_cancellation_is_abandoned,
    test_a_signal_from_outside_is_a_way_out,
    test_a_step_that_never_closes_is_left_behind_and_said,
    test_a_stuck_call_does_not_hold_up_the_exit,
    test_every_way_out_closes_everything,
)

__all__ = [
    "home",
    "open_store",
    "path",
    "profile",
    "service",
    "simulators_process",
    "test_a_killed_slice_has_lost_the_last_moment_only",
    "test_a_main_that_swallows_its_cancellation_is_abandoned",
    "test_a_signal_ends_the_console_soon",
    "test_a_signal_from_outside_is_a_way_out",
    "test_a_step_that_never_closes_is_left_behind_and_said",
    "test_a_stuck_call_does_not_hold_up_the_exit",
    "test_every_way_out_closes_everything",
    "test_key_and_name_are_found_in_the_encrypted_store_only",
    "test_killed_writer_loses_nothing_but_the_last_moment",
    "test_stop_ends_it_soon_even_with_a_call_waiting",
]

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("strict")]
