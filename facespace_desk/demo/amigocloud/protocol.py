"""The AmigoCloud simulator: the wire specification's section 10 over one seeded account.

REST is under `/api/v1`, with and without a slash at the end; the socket under
`/v2_socket.io/socket.io/` and `/v2_socket.io/`. Foreign links lead to a port of its own, which
notes as a fault when a token arrives. Injections name operations: "me", "projects", "sql", ...,
and "handshake" for the socket. Control calls besides those of control.py:

    POST   /_sim/emit        {"event": name, "data": any, "dataset": id or null, "user": true}:
                             to those of the dataset, else of the user's events, or with false to
                             all on the namespace; "args": [...] for data that is not one object
    POST   /_sim/script      {"steps": [name, ...], "every_s": 0}: events of scripts.py in turn
    POST   /_sim/packet      {"packet": text, "times": 1}: raw Engine.IO packets to every session
    GET    /_sim/frames      packets both ways: at_s, sid, way (">" from the client), transport,
                             protocol (3 or 4), packet (text, or base64 after "b"; cut at 4,000)
    POST   /_sim/drop        {"how": "abrupt" | "clean" | "leave" | "restart"}: ends all sessions:
                             connection reset (also without a body); Engine.IO close; thrown out of
                             the namespace only; as a new server would: reset, all tickets void,
                             sids unknown
    POST   /_sim/void        all tickets given so far become void
    POST   /_sim/expire      all chunked uploads under way expire
    GET    /_sim/live        sessions, subscriptions, how many events and reports were sent

A subscription is recorded among the requests as the operation "authenticate" (body: what came, and
the verdict), so that `/_sim/wait?operation=authenticate` waits for it.

Switches:

    token_transport          where tokens are looked for: "query", "header" (Bearer), "both"
    foreign_links            next, images and link lead to the other port (false)
    loop_next                next names the page that it stands on (false)
    job_s                    how long jobs take (0.6), and
    job_end                  how they end: "SUCCESS" or "FAILURE"
    upload_life_s            how long a chunked upload may take (3600)
    export_name              the file name in an export's Content-Disposition ("": a good one)
    short_chunks             of every chunk only so many bytes are taken (0: all)
    latency_s                before every answer of REST
    socket_server            whose manners: "1.x" (Engine.IO 3, binary bodies), "2.x" (3, text
                             bodies), "3.x" (both protocols), "4.x" (4 only)
    socket_paths             which paths there are: "both", "long", "short"; else 404
    socket_status            every socket request is answered with that status (0: none is)
    transports               "both", "polling" (no upgrade offered), "refused upgrade" (offered and
                             refused), "websocket" (no polling)
    ping_interval_s, ping_timeout_s: as the handshake tells them (25, 60)
    no_pong                  heartbeats are not answered, or with protocol 4 not sent (false)
    mute                     nothing at all is sent on the socket (false)
    ticket_life_s            how long tickets live (60), and
    ticket_uses              how often each is good (1)
    ticket_reply             `authenticate` is answered by an event: "silent" never, "bad" when it
                             failed (`unauthorized`), "both" (`authenticated` as well)
    single_subscription      a dataset's subscription ends the one before it (false)
    reports_per_s            position reports of all subscribed realtime datasets together
    reports_per_event        the most in one event (0: all that are due, 20 times a second)
    report_values            "texts", "numbers", "swapped" (latitude and longitude)
    user_events_per_min      events about the user's projects
    webhook_status, webhook_delay_s: as in facespace.py
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from facespace_desk.demo.amigocloud.datasets import Datasets
from facespace_desk.demo.amigocloud.foreign import Foreign
from facespace_desk.demo.amigocloud.live import Live
from facespace_desk.demo.amigocloud.resources import Resources
from facespace_desk.demo.amigocloud.rest import PREFIX, Rest
from facespace_desk.demo.amigocloud.state import State
from facespace_desk.demo.amigocloud.switches import CHOICES, MANNER, SWITCHES
from facespace_desk.demo.amigocloud.uploads import Uploads
from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel
from facespace_desk.demo.server import Annex

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"]


class AmigoCloud:
    """One simulated AmigoCloud with one user and their projects."""

    def __init__(
        self,
        seed: int,
        clock: Clock,
        reports_per_s: float = 0.0,
        user_events_per_min: float = 0.0,
    ) -> None:
        """*reports_per_s*, *user_events_per_min*: the first values of these switches."""
        switches = SWITCHES | {
            "reports_per_s": reports_per_s,
            "user_events_per_min": user_events_per_min,
        }
        self.panel = Panel(clock, switches, CHOICES, MANNER)
        self.panel.on_reset = self._reset
        self._state = State(seed, self.panel)
        self._uploads = Uploads(self._state)
        operations = [
            *self._uploads.operations(),
            *Resources(self._state).operations(),
            *Datasets(self._state).operations(),
        ]
        self._rest = Rest(self._state, operations)
        self._live = Live(self._state)
        self._foreign = Foreign(self._state)

    @property
    def annex(self) -> Annex:
        return self._foreign

    def routes(self) -> list[BaseRoute]:
        return [
            Route(PREFIX + "/{path:path}", self._rest.answer, methods=_METHODS),
            Route("/_sim/void", self._void, methods=["POST"]),
            Route("/_sim/expire", self._expire, methods=["POST"]),
            *self._live.routes(),
            *self.panel.routes(),
        ]

    def _reset(self) -> None:
        self._live.clear()
        self._uploads.clear()
        self._state.close()

    async def _void(self, _request: Request) -> Response:
        self._state.tickets.void()
        return JSONResponse({})

    async def _expire(self, _request: Request) -> Response:
        self._uploads.expire()
        return JSONResponse({})
