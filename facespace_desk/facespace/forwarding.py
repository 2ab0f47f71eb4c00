"""The forwarders of FaceSpace (wire/facespace.md 5 and 6), under one name."""

from facespace_desk.facespace.logfile import FILE_NAME, LEVELS, LogFileForwarder, level_of
from facespace_desk.facespace.outbox import ForwarderStatus
from facespace_desk.facespace.webhook import (
    TestResult,
    UnusableHeader,
    WebhookForwarder,
    WebhookTarget,
)

__all__ = [
    "FILE_NAME",
    "LEVELS",
    "ForwarderStatus",
    "LogFileForwarder",
    "TestResult",
    "UnusableHeader",
    "WebhookForwarder",
    "WebhookTarget",
    "level_of",
]
