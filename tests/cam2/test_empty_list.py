"""Why the list of cameras is empty: searched for, stopped, failed and found nothing read apart."""

from __future__ import annotations

import pytest

from facespace_desk.cam2.errors import InternalError
from facespace_desk.cam2.model.search import Progress, SearchRequest, empty_words
from facespace_desk.cam2.search import SearchEnd
from tests.cam2.tab_fixtures import (
    Bench,
    bench,
    cam2,
    field,
    look,
    make_bench,
    press,
    running_cam2,
    texts,
    type_text,
)

__all__ = ["bench", "cam2", "look", "make_bench", "running_cam2"]

ASKED = SearchRequest()


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress(ASKED, is_running=True), "Searching"),
        (Progress(ASKED, was_cancelled=True), "stopped before"),
        (Progress(ASKED, error=InternalError("It failed", operation="search")), "broke off before"),
        (Progress(ASKED, found=3, beyond=3, end=SearchEnd.COMPLETE), "some near by"),
        (Progress(ASKED, outside=2, end=SearchEnd.COMPLETE), "some near by"),
        (Progress(ASKED, found=3, end=SearchEnd.COMPLETE), "any more"),
        (Progress(ASKED, end=SearchEnd.COMPLETE), "Leave a field open"),
    ],
)
def test_every_reason_has_words_of_its_own(progress: Progress, words: str) -> None:
    assert words in " ".join(empty_words(progress))


async def search_for(bench: Bench, city: str) -> None:
    type_text(field(bench.tab.form, "City"), city)
    press(bench.tab.form, "Search")


def test_only_a_search_that_ended_found_nothing(bench: Bench) -> None:
    async def scenario() -> None:
        await search_for(bench, "Nowhereville")
        await bench.searched()
        await bench.until(lambda: "No camera found" in texts(bench.tab.list))
        bench.control.fault("hold", operation="search", times=9)
        await search_for(bench, "Elsewhere")
        await bench.until(lambda: "Cameras are listed as they come" in texts(bench.tab.list))
        press(bench.tab.results, "Stop")
        await bench.until(lambda: "The search was stopped" in texts(bench.tab.list))
        bench.control.clear_faults()
        bench.control.release()
        bench.control.fault("status", operation="search", status=500, times=9)
        await search_for(bench, "Napier")
        await bench.until(lambda: "The search broke off" in texts(bench.tab.list))
        await bench.searched()
        assert "No camera found" not in texts(bench.tab)
        bench.control.clear_faults()

    bench.run(scenario)
