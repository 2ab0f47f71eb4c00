"""The error tree, and the words for the operator."""

import copy
import pickle

import pytest

from facespace_desk.net.errors import (
    MESSAGE_LENGTH,
    BadPayload,
    ErrorKind,
    Refused,
    ServerTrouble,
    ServiceError,
    SignedOut,
    Unreachable,
    error_of,
    explain,
    one_sentence,
)


def make(kind: ErrorKind, message: str = "Something.", **details) -> ServiceError:
    return error_of(kind, message, service="FaceSpace", operation="logs", **details)


@pytest.mark.parametrize(
    ("cls", "kind"),
    [
        (Unreachable, ErrorKind.UNREACHABLE),
        (SignedOut, ErrorKind.SIGNED_OUT),
        (Refused, ErrorKind.REFUSED),
        (ServerTrouble, ErrorKind.SERVER_TROUBLE),
        (BadPayload, ErrorKind.NOT_THIS_PROTOCOL),
    ],
)
def test_each_class_has_its_usual_kind(cls, kind):
    assert cls("x", service="s", operation="o").kind is kind


@pytest.mark.parametrize("kind", ErrorKind)
def test_every_kind_has_a_class_of_the_tree(kind):
    error = make(kind)
    assert type(error) is not ServiceError
    assert error.kind is kind


@pytest.mark.parametrize("kind", ErrorKind)
def test_every_kind_is_explained_in_three_short_sentences(kind):
    for text in vars(explain(make(kind))).values():
        assert text[0].isupper()
        assert text.endswith(".")
        assert "\n" not in text
        assert "{" not in text
        assert len(text) <= 110
        assert not any(character.isdigit() for character in text)  # codes belong in the details


def test_explanations_differ_by_kind():
    assert len({explain(make(kind)) for kind in ErrorKind}) == len(ErrorKind)


def test_wrong_key_is_told_from_missing_key():
    missing = explain(make(ErrorKind.SIGNED_OUT, status=401))
    wrong = explain(make(ErrorKind.SIGNED_OUT, status=403))
    assert missing != wrong
    assert "refused this key" in wrong.happened


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.4, "1 second"), (7, "7 seconds"), (600, "10 minutes")]
)
def test_rate_limit_names_the_wait(seconds, words):
    error = make(ErrorKind.RATE_LIMITED, retry_after_s=seconds)
    assert words in explain(error).happened
    assert words in explain(error).remedy


def test_a_refusal_repeats_what_the_server_said():
    assert "Use day first" in explain(make(ErrorKind.REFUSED, "Use day first.")).cause


def test_a_service_name_with_braces_does_no_harm():
    error = error_of(ErrorKind.NOT_FOUND, "{x}", service="{service}{0}", operation="o")
    assert "{service}{0}" in explain(error).happened


@pytest.mark.parametrize("clone", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_errors_survive_copying_and_pickling(clone):
    error = make(ErrorKind.RATE_LIMITED, "Slow down.", status=429, retry_after_s=3.0)
    twin = clone(error)
    assert type(twin) is type(error)
    assert twin.args == error.args
    assert vars(twin) == vars(error)


@pytest.mark.parametrize(
    ("kind", "status", "expected"),
    [
        (ErrorKind.UNREACHABLE, None, True),
        (ErrorKind.TIMED_OUT, None, True),
        (ErrorKind.HOST_NOT_FOUND, None, True),
        (ErrorKind.RATE_LIMITED, 429, True),
        (ErrorKind.SERVER_TROUBLE, 503, True),
        (ErrorKind.SERVER_TROUBLE, 501, False),
        (ErrorKind.CERTIFICATE, None, False),
        (ErrorKind.SIGNED_OUT, 401, False),
        (ErrorKind.NOT_THIS_PROTOCOL, None, False),
        (ErrorKind.RETIRED, 410, False),
    ],
)
def test_retryable_is_what_may_pass_by_itself(kind, status, expected):
    assert make(kind, status=status).retryable is expected


def test_messages_have_no_query_no_control_characters_and_an_end():
    message = one_sentence("a\r\nb\x1b[31m\u202ec https://h/p?token=abcdef123#x " + "y" * 999)
    assert message.startswith("a b [31m c https://h/p y")
    assert len(message) == MESSAGE_LENGTH
    assert message.endswith("…")


def test_repr_has_no_more_than_the_message():
    error = make(ErrorKind.REFUSED, "see https://h/p?clientSecret=CANARY-1", status=400)
    assert "CANARY" not in repr(error) + str(error)
    assert "status=400" in repr(error)
