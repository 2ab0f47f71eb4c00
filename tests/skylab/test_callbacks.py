"""Callbacks: the signatures of the wire page, age, replay, and what is malformed."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from facespace_desk.credentials import Secret
from facespace_desk.skylab.callbacks import (
    BODY_BYTES,
    Finding,
    Replays,
    moment_s,
    sign,
    validate_callback,
)

SECRET = Secret("demo-secret")
STAMP = "1700000000"
NOW_S = 1_700_000_010.0
VECTORS = {
    '{"id":41,"status":"completed"}': "9A5Xw3bRT5emlNBs4Iqj1nxl/2/qyWiJ8OcIiL1Uuhw=",
    '{"id":41,"name":"Café ☕"}': "HFvZu59rhSkkG4xXMJDEerB3Z1IvYSHJYxW6Lz9S/qg=",
}
BODY, SIGNATURE = next(iter(VECTORS.items()))


@pytest.mark.parametrize(("body", "signature"), VECTORS.items())
def test_the_vectors_of_the_wire_page_are_good(body: str, signature: str) -> None:
    assert sign(SECRET, STAMP, body.encode()) == signature
    for raw in (body, body.encode()):
        verdict = validate_callback(SECRET, STAMP, raw, signature, now_s=NOW_S)
        assert verdict.is_good, verdict
        assert verdict.age_s == 10.0


def test_json_that_was_read_and_written_again_does_not_match() -> None:
    spaced = '{"id": 41, "status": "completed"}'
    verdict = validate_callback(SECRET, STAMP, spaced, SIGNATURE, now_s=NOW_S)
    assert verdict.finding is Finding.WRONG


@pytest.mark.parametrize(
    ("secret", "stamp", "body"),
    [("other", STAMP, BODY), ("demo-secret", "1700000001", BODY), ("demo-secret", STAMP, "{}")],
)
def test_another_secret_timestamp_or_body_is_wrong(secret: str, stamp: str, body: str) -> None:
    verdict = validate_callback(Secret(secret), stamp, body, SIGNATURE, now_s=NOW_S)
    assert verdict.finding is Finding.WRONG


@pytest.mark.parametrize("signature", ["", "!!", SIGNATURE[:-4], "A" * 300, "é" * 44, "QUJD"])
def test_what_is_no_signature_is_malformed(signature: str) -> None:
    verdict = validate_callback(SECRET, STAMP, BODY, signature, now_s=NOW_S)
    assert verdict.finding is Finding.MALFORMED


@pytest.mark.parametrize(
    "stamp",
    ["1700000000", "1700000000000", "2023-11-14T22:13:20Z", "2023-11-14T23:13:20+01:00"],
)
def test_old_and_future_ones_are_told_in_every_spelling_of_the_moment(stamp: str) -> None:
    signature = sign(SECRET, stamp, BODY.encode())

    def at(now_s: float) -> Finding:
        return validate_callback(SECRET, stamp, BODY, signature, now_s=now_s).finding

    assert moment_s(stamp) == 1_700_000_000
    assert at(1_700_000_299) is Finding.GOOD
    assert at(1_700_000_301) is Finding.OLD
    assert at(1_699_999_690) is Finding.AHEAD


def test_a_moment_that_cannot_be_read_is_no_reason_to_refuse() -> None:
    stamp = "Tuesday"
    verdict = validate_callback(SECRET, stamp, BODY, sign(SECRET, stamp, BODY.encode()))
    assert verdict.is_good
    assert verdict.age_s is None


@pytest.mark.parametrize("text", ["", "nan", "inf", "1_000", "tomorrow", "²", "9" * 400])
def test_odd_moments_cannot_be_read(text: str) -> None:
    assert moment_s(text) is None


def test_without_a_zone_it_is_utc() -> None:
    moment = datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    assert moment_s("2023-11-14T22:13:20") == moment.timestamp()


def test_the_same_signature_is_good_once() -> None:
    replays = Replays()
    found = [
        validate_callback(SECRET, STAMP, BODY, SIGNATURE, now_s=NOW_S, replays=replays).finding
        for _ in range(2)
    ]
    assert found == [Finding.GOOD, Finding.REPLAYED]


def test_a_wrong_signature_is_not_remembered() -> None:
    replays = Replays(most=1)
    wrong = base64.b64encode(bytes(32)).decode()
    validate_callback(SECRET, STAMP, BODY, SIGNATURE, now_s=NOW_S, replays=replays)
    validate_callback(SECRET, STAMP, BODY, wrong, now_s=NOW_S, replays=replays)
    verdict = validate_callback(SECRET, STAMP, BODY, SIGNATURE, now_s=NOW_S, replays=replays)
    assert verdict.finding is Finding.REPLAYED


def test_a_large_body_is_not_even_hashed_and_without_a_secret_nothing_is_good() -> None:
    large = validate_callback(SECRET, STAMP, bytes(BODY_BYTES + 1), SIGNATURE)
    assert large.finding is Finding.TOO_LARGE
    for secret in (None, Secret("")):
        assert validate_callback(secret, STAMP, BODY, SIGNATURE).finding is Finding.UNCHECKED
