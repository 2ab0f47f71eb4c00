"""The log: private, bounded, without secrets, and never in the way."""

import contextlib
import logging
import os
import stat
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from facespace_desk import log
from facespace_desk.net.redaction import register_secret

CANARY = "CANARY-key-5f0e2b"


@pytest.fixture(autouse=True)
def _levels_as_before() -> Iterator[None]:
    names = ["", *log.TALKATIVE, "desk", "desk.net", "desk.cam2", "desk.store"]
    before = {name: logging.getLogger(name).level for name in names}
    yield
    log.close()
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Without the runner's own handlers, which keep texts in records and raise on bad arguments."""
    root = logging.getLogger()
    others, root.handlers = root.handlers, []
    try:
        yield
    finally:
        log.close()
        root.handlers = others


def texts(buffer: log.LogBuffer) -> list[str]:
    return [line.text for line in buffer.lines()]


def test_a_line_has_its_time_level_logger_and_text(tmp_path):
    buffer = log.setup(tmp_path, debug=False)
    logging.getLogger("desk.net").info("%s in %d ms", "answered", 12)
    (line,) = buffer.lines()
    assert (line.level, line.logger, line.text) == ("INFO", "desk.net", "answered in 12 ms")
    assert line.at.tzinfo is UTC
    assert abs(line.at - datetime.now(UTC)) < timedelta(seconds=10)
    written = (tmp_path / "desk.log").read_text("utf-8")
    assert written.endswith("Z INFO desk.net: answered in 12 ms\n")


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of the user's folder")
def test_file_and_folder_are_private(tmp_path):
    folder = tmp_path / "a" / "log"
    old = os.umask(0)
    try:
        log.setup(folder, debug=False)
        assert stat.S_IMODE((folder / "desk.log").stat().st_mode) == 0o600
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(old)


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of the user's folder")
def test_an_older_laxer_file_becomes_private(tmp_path):
    file = tmp_path / "desk.log"
    file.write_text("old\n")
    file.chmod(0o644)
    log.setup(tmp_path, debug=False)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.read_text() == "old\n"


def test_three_files_of_a_megabyte_at_most(tmp_path):
    log.setup(tmp_path, debug=False)
    for _ in range(300):
        logging.getLogger("desk.net").info("x" * 15_000)
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["desk.log", "desk.log.1", "desk.log.2"]
    for file in files:
        assert file.stat().st_size <= log.FILE_BYTES
        if os.name != "nt":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_folder_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    buffer = log.setup(None, debug=False)
    logging.getLogger("desk.net").info("x")
    assert texts(buffer) == ["x"]
    assert list(tmp_path.iterdir()) == []


def test_the_ring_keeps_the_newest():
    buffer = log.LogBuffer(size=3)
    for number in range(5):
        buffer.add(log.LogLine(datetime.now(UTC), "INFO", "desk", str(number)))
    assert texts(buffer) == ["2", "3", "4"]


def test_listeners_hear_until_they_leave():
    buffer = log.setup(None, debug=False)
    heard = []
    leave = buffer.subscribe(lambda line: heard.append(line.text))
    logging.getLogger("desk.net").info("one")
    leave()
    leave()
    logging.getLogger("desk.net").info("two")
    assert heard == ["one"]


def test_a_listener_may_log_and_may_fail(capsys):
    buffer = log.setup(None, debug=False)
    buffer.subscribe(lambda line: logging.getLogger("desk.net").info("heard %s", line.text))

    def fail(line):
        raise KeyError(line.text)

    buffer.subscribe(fail)
    logging.getLogger("desk.net").info("one %s", CANARY)
    assert texts(buffer) == [f"one {CANARY}", f"heard one {CANARY}"]
    assert capsys.readouterr() == ("", "")


def test_many_threads_lose_nothing():
    buffer = log.setup(None, debug=False)

    def work(name: int) -> None:
        for number in range(200):
            logging.getLogger("desk.net").info("%d-%d", name, number)

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(texts(buffer))) == 1600


class TestSecrets:
    @pytest.mark.parametrize("name", ["desk.net", *log.TALKATIVE, "somebody.else"])
    def test_no_logger_shows_a_header(self, tmp_path, name):
        buffer = log.setup(tmp_path, debug=True)
        logger = logging.getLogger(name)
        logger.debug("send headers=%r", [(b"x-api-key", CANARY.encode())])
        logger.debug("GET https://h/x?clientSecret=%s", CANARY)
        logger.info('emitting ["authenticate",{"websocket_session":"%s"}]', CANARY)
        logger.info("%s: %s", "x-api-key", CANARY)
        assert len(buffer.lines()) == 4
        assert "CANARY" not in "".join(texts(buffer))
        log.close()
        assert "CANARY" not in (tmp_path / "desk.log").read_text()

    @alone()
    def test_no_exception_and_no_stack_shows_a_secret(self, tmp_path):
        unregister = register_secret(CANARY)
        buffer = log.setup(tmp_path, debug=False)
        try:
            try:
                raise ValueError(CANARY)
            except ValueError as cause:
                raise RuntimeError(f"https://h/?k={CANARY}") from cause
        except RuntimeError:
            logging.getLogger("desk.net").info("failed", exc_info=True, stack_info=True)
        unregister()
        (text,) = texts(buffer)
        assert "RuntimeError" in text
        assert "direct cause" in text
        assert "Stack (most recent call last)" in text
        assert CANARY not in text
        assert CANARY not in (tmp_path / "desk.log").read_text()

    @alone()
    def test_what_the_record_keeps_is_not_changed_for_others(self):
        kept = []

        class Other(logging.Handler):
            def emit(self, record):
                kept.append(record)

        log.setup(None, debug=False)
        logger = logging.getLogger("desk.net")
        other = Other()
        logger.addHandler(other)
        try:
            raise ValueError("x")
        except ValueError:
            logger.info("token=%s", "abc", exc_info=True)
        finally:
            logger.removeHandler(other)
        assert kept[0].getMessage() == "token=abc"
        assert kept[0].exc_text is None

    def test_a_secret_at_the_cut_does_not_show_half(self):
        buffer = log.setup(None, debug=False)
        unregister = register_secret(CANARY)
        for offset in range(-len(CANARY), 3):
            for bound in (log.LINE_CHARACTERS, 4 * log.LINE_CHARACTERS):
                filler = "x" * (bound + offset)
                logging.getLogger("desk.net").info("%s%s%s", filler, CANARY, filler)
                # Masking shrinks a long query: what was behind the bound moves before it.
                query = "https://h/?a=" + "x" * (bound + offset - 20)
                logging.getLogger("desk.net").info("%s %s %s", query, CANARY, filler)
        unregister()
        assert not any("CAN" in text or "NARY" in text for text in texts(buffer))
        assert all(len(text) < log.LINE_CHARACTERS + 50 for text in texts(buffer))


class TestRobustness:
    @alone()
    def test_wrong_arguments_keep_the_record(self, capsys):
        buffer = log.setup(None, debug=False)
        logging.getLogger("other").warning("%d of %d", "many")  # noqa: PLE1206
        assert len(buffer.lines()) == 1
        assert buffer.lines()[0].text.startswith("%d of %d [arguments not readable: ")
        assert capsys.readouterr().err == ""

    @alone()
    def test_an_argument_that_raises_keeps_the_record(self, capsys):
        class Broken:
            def __str__(self) -> str:
                raise RuntimeError(CANARY)

        buffer = log.setup(None, debug=False)
        logging.getLogger("other").warning("it is %s", Broken())
        assert texts(buffer) == ["it is %s [arguments not readable: RuntimeError]"]
        assert CANARY not in capsys.readouterr().err

    def test_control_characters_and_forged_lines_are_seen(self, tmp_path):
        log.setup(tmp_path, debug=False)
        logging.getLogger("desk.net").info(
            "a\x1b[31mb\u202e\r\n2026-01-01T00:00:00.000Z INFO desk: c"
        )
        first, second = (tmp_path / "desk.log").read_text("utf-8").splitlines()
        assert first.endswith("a\ufffd[31mb\ufffd")
        assert second.startswith("    2026")

    def test_half_a_character_can_be_written(self, tmp_path):
        log.setup(tmp_path, debug=False)
        logging.getLogger("desk.net").info("half \ud800 here")
        assert "half" in (tmp_path / "desk.log").read_text("utf-8")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_no_trouble(self, tmp_path, capsys):
        buffer = log.setup(tmp_path, debug=False)
        handler = next(h for h in logging.getLogger().handlers if hasattr(h, "baseFilename"))
        usual = handler.stream
        full = Path("/dev/full").open("w")  # noqa: SIM115
        handler.stream = full
        logging.getLogger("desk.net").info("x %s", CANARY)
        handler.stream = usual
        with contextlib.suppress(OSError):
            full.close()
        assert len(buffer.lines()) == 1
        assert capsys.readouterr().err == ""

    def test_a_folder_that_cannot_be_made_is_an_error(self, tmp_path):
        (tmp_path / "file").write_text("")
        with pytest.raises(OSError, match="file"):
            log.setup(tmp_path / "file" / "log", debug=False)

    def test_setting_up_again_replaces(self, tmp_path):
        before = len(logging.getLogger().handlers)
        first = log.setup(tmp_path / "a", debug=False)
        second = log.setup(tmp_path / "b", debug=False)
        logging.getLogger("desk.net").info("x")
        assert texts(first) == []
        assert texts(second) == ["x"]
        log.close()
        assert len(logging.getLogger().handlers) == before


class TestLevels:
    @staticmethod
    def shown(buffer: log.LogBuffer, *names: str) -> set[str]:
        for name in names:
            logging.getLogger(name).debug("debug of %s", name)
            logging.getLogger(name).info("info of %s", name)
        return set(texts(buffer))

    def test_usually_the_desk_tells_and_libraries_warn(self):
        buffer = log.setup(None, debug=False)
        assert self.shown(buffer, "desk.net", "httpx", "asyncio", "x") == {"info of desk.net"}
        logging.getLogger("httpx").warning("trouble")
        assert "trouble" in texts(buffer)

    def test_debug_tells_everything_and_prints_it(self, capsys):
        buffer = log.setup(None, debug=True)
        assert len(self.shown(buffer, "desk.net", "httpx", "httpcore.connection")) == 6
        assert "debug of httpx" in capsys.readouterr().err

    @pytest.mark.parametrize("debug", [False, True])
    def test_a_filter_tells_details_of_some_rooms_only(self, debug):
        buffer = log.setup(None, debug=debug, log_filter=["net", "desk.cam2", " "])
        assert self.shown(
            buffer, "desk.net", "desk.net.tls", "desk.cam2", "desk.store", "httpx"
        ) == {
            "debug of desk.net",
            "info of desk.net",
            "debug of desk.net.tls",
            "info of desk.net.tls",
            "debug of desk.cam2",
            "info of desk.cam2",
            "info of desk.store",
        }

    def test_an_earlier_filter_is_forgotten(self):
        log.setup(None, debug=True, log_filter=["net"])
        buffer = log.setup(None, debug=False)
        assert self.shown(buffer, "desk.net") == {"info of desk.net"}

    def test_a_window_without_standard_error_logs_all_the_same(self, monkeypatch):
        monkeypatch.setattr(sys, "stderr", None)
        buffer = log.setup(None, debug=True)
        assert self.shown(buffer, "desk.net")
