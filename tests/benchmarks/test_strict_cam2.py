"""CAM2's tab amid troubles, and its end, as fluent and as quick as on a quiet machine.

Run: `python -m pytest -m benchmark tests/benchmarks/test_strict_cam2.py -s -p no:xdist`
"""

import pytest

from tests.cam2.test_opened import (
    bench,
    cam2,
    look,
    make_bench,
    running_cam2,
    test_closing_before_it_has_opened,
    test_closing_while_a_search_and_a_lookup_are_held,
    test_closing_while_dialogs_are_open,
    test_opening_never_holds_the_window_up,
)
from tests.system.test_cam2_closing import (
    test_closing_is_quick_whatever_is_under_way,
)
from tests.system.test_cam2_demo import (
    demo,
    test_the_demo_shows_what_the_slice_is_for,
)
from tests.system.test_cam2_faults import (
    lost_server,
    test_a_picture_that_does_not_come_says_why,
    test_a_server_that_goes_in_the_middle_of_a_search_and_returns,
    test_expiry_amid_twenty_calls_causes_one_renewal,
    test_hostile_texts_are_rows_like_others,
    test_odd_rows_cost_neither_their_page_nor_their_fields,
    test_pages_that_repeat_end_with_a_warning,
    test_trouble_with_a_search_is_said_and_the_rows_stay,
)

__all__ = [
    "bench",
    "cam2",
    "demo",
    "look",
    "lost_server",
    "make_bench",
    "running_cam2",
    "test_a_picture_that_does_not_come_says_why",
    "test_a_server_that_goes_in_the_middle_of_a_search_and_returns",
    "test_closing_before_it_has_opened",
    "test_closing_is_quick_whatever_is_under_way",
    "test_closing_while_a_search_and_a_lookup_are_held",
    "test_closing_while_dialogs_are_open",
    "test_expiry_amid_twenty_calls_causes_one_renewal",
    "test_hostile_texts_are_rows_like_others",
    "test_odd_rows_cost_neither_their_page_nor_their_fields",
    "test_opening_never_holds_the_window_up",
    "test_pages_that_repeat_end_with_a_warning",
    "test_the_demo_shows_what_the_slice_is_for",
    "test_trouble_with_a_search_is_said_and_the_rows_stay",
]

pytestmark = [pytest.mark.benchmark, pytest.mark.usefixtures("strict")]
