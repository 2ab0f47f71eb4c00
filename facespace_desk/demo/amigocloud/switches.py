"""The switches of the AmigoCloud simulator; the protocol's docstring says what they do."""

from __future__ import annotations

from facespace_desk.demo.control import Panel
from facespace_desk.demo.faults import Manner

SWITCHES: dict[str, object] = {
    # REST
    "token_transport": "query",
    "foreign_links": False,
    "loop_next": False,
    "job_s": 0.6,
    "job_end": "SUCCESS",
    "upload_life_s": 3600.0,
    "short_chunks": 0,
    "export_name": "",
    "latency_s": 0.0,
    # The socket
    "socket_server": "1.x",
    "socket_paths": "both",
    "socket_status": 0,
    "transports": "both",
    "ping_interval_s": 25.0,
    "ping_timeout_s": 60.0,
    "no_pong": False,
    "mute": False,
    # Who hears what
    "ticket_life_s": 60.0,
    "ticket_uses": 1,
    "ticket_reply": "silent",
    "single_subscription": False,
    "reports_per_s": 0.0,
    "reports_per_event": 0,
    "report_values": "texts",
    "user_events_per_min": 0.0,
    # Every service has these
    "webhook_status": 200,
    "webhook_delay_s": 0.0,
}
CHOICES: dict[str, tuple[str, ...]] = {
    "token_transport": ("query", "header", "both"),
    "job_end": ("SUCCESS", "FAILURE"),
    "socket_server": ("1.x", "2.x", "3.x", "4.x"),
    "socket_paths": ("both", "long", "short"),
    "transports": ("both", "polling", "refused upgrade", "websocket"),
    "ticket_reply": ("silent", "bad", "both"),
    "report_values": ("texts", "numbers", "swapped"),
}
_PROJECT = b'{"id":1,"name":"Piers","description":"","owner_id":42,"dataset_count":0}'
MANNER = Manner(
    "detail",
    b'{"count":1,"next":null,"previous":null,"results":[',
    _PROJECT + b",",
    _PROJECT + b"]}",
)


def chosen(panel: Panel, name: str) -> str:
    """What a switch with choices is set to."""
    return str(panel.switches[name])
