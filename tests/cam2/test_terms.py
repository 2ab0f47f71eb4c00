"""The terms: agreed to before anything is shown, with a purpose, once for each profile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QPushButton

from facespace_desk.cam2.model.terms import (
    DOCUMENT,
    EDITION,
    KIND,
    PURPOSE_MOST,
    TERMS,
    Agreement,
    TermsModel,
)
from facespace_desk.cam2.view.terms import NoticeBar, TermsDialog, TermsGate
from facespace_desk.credentials import Secret
from facespace_desk.store.store import Store
from tests.facespace.tab_fixtures import texts
from tests.widgets.conftest import Show, look, show

if TYPE_CHECKING:
    from tests.conftest import LoopRunner

__all__ = ["look", "show"]

PROFILE = "test-profile"
PURPOSE = "Traffic counts for a thesis"


@pytest.fixture
async def store() -> AsyncIterator[Store]:
    opened = await Store.open(None, Secret("0" * 64))
    yield opened
    await opened.close()


async def test_agreement_is_remembered_for_its_profile_only(store: Store) -> None:
    terms = TermsModel(store, PROFILE, today=lambda: date(2026, 5, 4))
    await terms.load()
    assert not terms.is_accepted
    terms.accept(f"  {PURPOSE}\n")
    assert terms.agreement == Agreement("2026-05-04", PURPOSE)
    await terms.close()
    again = TermsModel(store, PROFILE)
    await again.load()
    assert (again.is_accepted, again.purpose) == (True, PURPOSE)
    other = TermsModel(store, "another-profile")
    await other.load()
    assert not other.is_accepted


async def test_profile_may_say_that_they_were_accepted(store: Store) -> None:
    options = {"terms_accepted": "2026-01-02", "terms_purpose": PURPOSE}
    terms = TermsModel(store, PROFILE, options=options)
    await terms.load()
    assert terms.agreement == Agreement("2026-01-02", PURPOSE)


@pytest.mark.parametrize(
    "document",
    ['{"accepted_on": 5}', f'{{"accepted_on":"2020-01-01","purpose":"{PURPOSE}","edition":0}}'],
)
async def test_damaged_or_outdated_agreement_is_asked_for_again(
    store: Store, document: str
) -> None:
    assert EDITION != 0
    await store.views.put(PROFILE, KIND, DOCUMENT, document)
    terms = TermsModel(store, PROFILE)
    await terms.load()
    assert not terms.is_accepted
    assert terms.purpose == ""


@pytest.mark.parametrize("purpose", ["", "   \n ", "study", "x" * (PURPOSE_MOST + 1)])
async def test_purpose_has_to_say_something(store: Store, purpose: str) -> None:
    terms = TermsModel(store, PROFILE)
    assert terms.trouble_with(purpose)
    with pytest.raises(ValueError, match=r"Say|At most"):
        terms.accept(purpose)
    assert not terms.is_accepted


def test_terms_forbid_what_the_source_forbids() -> None:
    words = " ".join(f"{term.title} {term.words}" for term in TERMS).lower()
    for part in ("identify", "commercial", "research", "scraping", "storing", "load", "notices"):
        assert part in words


def gate_parts(gate: TermsGate) -> tuple[QPlainTextEdit, QCheckBox, QPushButton]:
    return gate.findChild(QPlainTextEdit), gate.findChild(QCheckBox), gate.findChild(QPushButton)


def test_gate_opens_with_purpose_and_consent_only(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        store = await Store.open(None, Secret("0" * 64))
        terms = TermsModel(store, PROFILE)
        gate = TermsGate(terms)
        show(gate)
        purpose, agree, go_on = gate_parts(gate)
        assert all(term.title in texts(gate) for term in TERMS)
        assert not go_on.isEnabled()
        agree.click()
        assert not go_on.isEnabled()
        assert "Say what you use" in texts(gate)
        purpose.setPlainText("thesis")
        assert not go_on.isEnabled()
        assert "a little more" in texts(gate)
        purpose.setPlainText(PURPOSE)
        assert go_on.isEnabled()
        agree.click()
        assert not go_on.isEnabled()
        agree.click()
        accepted = asyncio.ensure_future(app_loop.emitted(gate.accepted))
        await asyncio.sleep(0)
        go_on.click()
        await accepted
        assert terms.purpose == PURPOSE
        await terms.close()
        await store.close()

    app_loop.run(scenario())


def test_terms_can_be_read_again(app_loop: LoopRunner, show: Show) -> None:
    async def scenario() -> None:
        store = await Store.open(None, Secret("0" * 64))
        options = {"terms_accepted": "2026-01-02", "terms_purpose": PURPOSE}
        dialog = TermsDialog(TermsModel(store, PROFILE, options=options), None)
        show(dialog)
        assert PURPOSE in texts(dialog)
        assert "2026-01-02" in texts(dialog)
        assert all(term.words in texts(dialog) for term in TERMS)
        dialog.reject()
        await store.close()

    app_loop.run(scenario())


def test_notice_bar_says_the_restriction_and_leads_to_the_terms(show: Show) -> None:
    bar = NoticeBar()
    show(bar)
    wanted: list[bool] = []
    bar.terms_wanted.connect(lambda: wanted.append(True))
    assert "never to identify people" in texts(bar)
    bar.findChild(QPushButton).click()
    assert wanted == [True]
