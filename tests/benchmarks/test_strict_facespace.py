"""FaceSpace's tab amid troubles, and its end, as fluent and as quick as on a quiet machine.

Run: `python -m pytest -m benchmark tests/benchmarks/test_strict_facespace.py -s -p no:xdist`
"""

import pytest

from tests.facespace.test_opened import (
    bench,
    look,
    make_bench,
    running_simulators,
    simulators,
    test_closing_before_it_has_opened,
    test_closing_while_a_poll_and_a_query_are_held,
    test_closing_while_an_export_runs_leaves_no_file,
    test_closing_while_the_day_is_filled,
)
from tests.system.test_faults import (
    lost_server,
    test_a_server_that_goes_and_returns,
    test_a_slow_server_is_said_before_it_answers,
    test_an_answer_beyond_all_bounds_is_refused_in_words,
    test_hostile_names_are_rows_like_others,
    test_rows_stay_while_the_server_fails,
    test_trouble_is_said_and_over_by_itself,
)

__all__ = [
    "bench",
    "look",
    "lost_server",
    "make_bench",
    "running_simulators",
    "simulators",
    "test_a_server_that_goes_and_returns",
    "test_a_slow_server_is_said_before_it_answers",
    "test_an_answer_beyond_all_bounds_is_refused_in_words",
    "test_closing_before_it_has_opened",
    "test_closing_while_a_poll_and_a_query_are_held",
    "test_closing_while_an_export_runs_leaves_no_file",
    "test_closing_while_the_day_is_filled",
    "test_hostile_names_are_rows_like_others",
    "test_rows_stay_while_the_server_fails",
    "test_trouble_is_said_and_over_by_itself",
]

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("strict")]
