"""The CAM2 simulator: the wire specification's section 11 over the seeded world.

Protocol: the routes of section 4 under `/`, `auth` and `auth/` alike. The cameras' own pictures
are on a port of their own, see cameras.py. Control calls besides those of control.py:

    GET    /_sim/cameras     ?kind=slow&count=5: cameras whose picture behaves so; see kinds.py
    POST   /_sim/pictures    {camera id: kind}: from now on their pictures behave so
    DELETE /_sim/pictures    as at the start
    POST   /_sim/expire      ends the life of every token given so far

Switches:

    token_life_s             how long tokens live, in real seconds (300)
    full_stop                whether "Token expired." ends with one (true)
    radius_unit              what the server takes the radius for: "km" or "m"
    repeat_pages             pages overlap and never end, as a sibling project saw it (false)
    null_erases              null members of a written retrieval erase what is stored (false)
    odd_shapes               every tenth found camera comes in a shape of oddities.py (false)
    hostile_texts            found cameras say the texts of hostile.py (false)
    change_page              entries in one page of the change log (100), and
    change_order             which come first: "newest" or "oldest"
    latency_s                before every answer of the service
    picture                  how all pictures behave: "" (each in its own way) or a kind
    picture_delay_s          how long "slow" pictures take (4), and
    picture_latency_s        how long every picture takes (0)
    date                     whether answers tell the simulated time: "clock", "none"
    webhook_status, webhook_delay_s: as in facespace.py
"""

from __future__ import annotations

from collections.abc import Callable
from email.utils import formatdate
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from facespace_desk.demo.cam2.cameras import Cameras
from facespace_desk.demo.cam2.catalogue import Catalogue, Conflict, stamp
from facespace_desk.demo.cam2.clients import ID_LENGTH, LEVELS, SECRET_LENGTH, Client, Clients
from facespace_desk.demo.cam2.kinds import KINDS, SERVED, Kind
from facespace_desk.demo.cam2.oddities import oddly, with_hostile_texts
from facespace_desk.demo.cam2.reading import (
    Breach,
    Malformed,
    camera_form,
    exist_query,
    moment_ms,
    pairs,
    search_query,
    whole,
)
from facespace_desk.demo.cam2.world import CAMERAS, World
from facespace_desk.demo.clock import Clock
from facespace_desk.demo.control import Panel, Recorded, refusal
from facespace_desk.demo.faults import Manner, faulty
from facespace_desk.demo.server import Annex

SWITCHES: dict[str, object] = {
    "token_life_s": 300.0,
    "full_stop": True,
    "radius_unit": "km",
    "repeat_pages": False,
    "null_erases": False,
    "odd_shapes": False,
    "hostile_texts": False,
    "change_page": 100,
    "change_order": "newest",
    "latency_s": 0.0,
    "picture": "",
    "picture_delay_s": 4.0,
    "picture_latency_s": 0.0,
    "date": "clock",
    "webhook_status": 200,
    "webhook_delay_s": 0.0,
}
CHOICES = {
    "radius_unit": ("km", "m"),
    "change_order": ("newest", "oldest"),
    "picture": ("", *SERVED),
    "date": ("clock", "none"),
}
_CAMERA = b'{"cameraID":"5b0000000000000000000000","type":"non_ip","retrieval":{"snapshot_url":""}}'
MANNER = Manner("message", b"[", _CAMERA + b",", _CAMERA + b"]")
FORM = "application/x-www-form-urlencoded"
RESERVED = ("create", "search", "exist", "legacy", "register", "by-owner", "db-change", ".", "..")
_NO_CLIENT = "No app exists with given client id."
_Endpoint = Callable[["_Call"], Response]


class _Call:
    """One authorised request, as its operation sees it."""

    def __init__(self, recorded: Recorded, raw_path: str, client: Client | None) -> None:
        self.query = recorded.query
        self.form = recorded.body
        self.raw_path = raw_path
        self._client = client

    @property
    def client(self) -> Client:
        assert self._client is not None
        return self._client


class Cam2:
    """One simulated CAM2 server with *cameras* of them, on another port, and three clients."""

    def __init__(self, seed: int, clock: Clock, cameras: int = CAMERAS) -> None:
        self._clock = clock
        self._world = World(seed, cameras)
        self._catalogue = Catalogue(self._world, seed, clock.now_s())
        self.clients = Clients(seed)
        self.panel = Panel(clock, SWITCHES, CHOICES, MANNER)
        self.panel.on_reset = self._reset
        self.panel.on_show = lambda: {
            "cameras": len(self._catalogue),
            "pouring": self._cameras.pouring,
        }
        self._cameras = Cameras(self._world, self._catalogue, self.panel)

    @property
    def annex(self) -> Annex:
        return self._cameras

    def routes(self) -> list[Route]:
        return [
            self._route("auth", "GET", "/auth", self._auth),
            self._route("auth", "GET", "/auth/", self._auth),
            self._route("register", "POST", "/apps/register", self._register, "webUI"),
            self._route("ids_by_owner", "GET", "/apps/by-owner", self._ids_by_owner, "webUI"),
            self._route("change_log", "GET", "/apps/db-change", self._change_log, "webUI"),
            self._route("reset_secret", "PUT", "/apps/{id:path}/secret", self._secret, "webUI"),
            self._route("usage", "GET", "/apps/{id:path}/usage", self._usage, "webUI"),
            self._route("update_client", "PUT", "/apps/{id:path}", self._update_client, "webUI"),
            self._route("search", "GET", "/cameras/search", self._search, "user"),
            self._route("exist", "GET", "/cameras/exist", self._exist, "user"),
            self._route("add", "POST", "/cameras/create", self._add, "admin"),
            self._route("legacy", "GET", "/cameras/legacy/{id:path}", self._by_legacy_id, "user"),
            self._route("update", "PUT", "/cameras/{id:path}", self._update, "admin"),
            self._route("camera", "GET", "/cameras/{id:path}", self._by_id, "user"),
            Route("/_sim/cameras", self._cameras_of_kind),
            Route("/_sim/pictures", self._pictures, methods=["POST", "DELETE"]),
            Route("/_sim/expire", self._expire, methods=["POST"]),
            *self.panel.routes(),
        ]

    # what all operations have in common

    def _route(
        self, operation: str, method: str, path: str, endpoint: _Endpoint, level: str | None = None
    ) -> Route:
        async def answer(request: Request) -> Response:
            return await self._answer(request, operation, endpoint, level)

        return Route(path, answer, methods=[method])

    async def _answer(
        self, request: Request, operation: str, endpoint: _Endpoint, level: str | None
    ) -> Response:
        """Record, delay, let an injected fault speak, else check and answer."""
        recorded = await self.panel.record(request, operation)
        await self.panel.pause(self.panel.number("latency_s"))

        async def right() -> Response:
            return self._checked(request, recorded, endpoint, level)

        injection = self.panel.take_injection(operation)
        if injection is None:
            response = await right()
        else:
            response = await faulty(injection, self.panel, request.url.path, right)
        if self.panel.switches["date"] == "clock":
            response.headers["Date"] = formatdate(self._clock.now_s(), usegmt=True)
        return response

    def _checked(
        self, request: Request, recorded: Recorded, endpoint: _Endpoint, level: str | None
    ) -> Response:
        """Token, then level, then the parameters: a client learns by 403 what it may."""
        self._note_breaches(recorded)
        client = None
        if level is not None:
            client, denial = self._holder(recorded, level)
            if denial is not None:
                return denial
        raw_path = request.scope["raw_path"].decode("ascii", "replace")
        try:
            return endpoint(_Call(recorded, raw_path, client))
        except Malformed as error:
            return _message(str(error), 422)
        except Breach as error:
            self.panel.fault(f"{recorded.operation}: {error}")
            return _message(str(error), 422)
        except Conflict as error:
            return _message(str(error), 409)

    def _note_breaches(self, recorded: Recorded) -> None:
        is_get = recorded.method == "GET"
        if is_get and recorded.body:
            self.panel.fault(f"{recorded.operation}: a body on a GET request")
        if not is_get and recorded.query:
            self.panel.fault(f"{recorded.operation}: a query on a {recorded.method} request")
        sort = recorded.headers.get("content-type", "").partition(";")[0]
        if recorded.body and sort != FORM:
            self.panel.fault(f"{recorded.operation}: a body of {sort or 'no type'}")
        if "access_token" in recorded.query:
            self.panel.fault(f"{recorded.operation}: a token in the query")
        if recorded.operation == "auth" and "authorization" in recorded.headers:
            self.panel.fault("auth: an Authorization header")

    def _holder(self, recorded: Recorded, level: str) -> tuple[Client | None, Response | None]:
        """The client whose token came, or the answer that says why there is none."""
        scheme, _, token = recorded.headers.get("authorization", "").partition(" ")
        if scheme != "Bearer" or not token:
            return None, _message("No token provided", 401)
        client, is_alive = self.clients.holder(token, self.panel.number("token_life_s"))
        if client is None:
            return None, _message("Failed to authenticate token", 401)
        if not is_alive:
            stop = "." if self.panel.is_on("full_stop") else ""
            return None, _message(f"Token expired{stop}", 401)
        if LEVELS.index(client.level) < LEVELS.index(level):
            return None, _message(f"This needs the permission level {level}", 403)
        client.usage += 1
        return client, None

    # clients and tokens

    def _auth(self, call: _Call) -> Response:
        values = pairs(call.query, ("clientID", "clientSecret"))
        if len(values) < 2:
            raise Malformed("Must include clientID and clientSecret")
        if len(values["clientID"]) != ID_LENGTH or len(values["clientSecret"]) < SECRET_LENGTH:
            self.panel.fault("auth: credentials of a wrong length")
        client = self.clients.get(values["clientID"])
        if client is None:
            return _message("Cannot find client with that ClientID", 404)
        token = self.clients.token(client, values["clientSecret"])
        if token is None:
            return _message("Bad client secret", 401)
        return JSONResponse({"token": token})

    def _register(self, call: _Call) -> Response:
        values = pairs(call.form, ("owner", "permissionLevel"))
        if "owner" not in values:
            raise Malformed("Must include the owner's username")
        level = _level(values.get("permissionLevel", "user"))
        client = self.clients.register(values["owner"], level)
        return JSONResponse({"clientID": client.id, "clientSecret": client.secret})

    def _update_client(self, call: _Call) -> Response:
        client = self.clients.get(self._id(call, 1))
        values = pairs(call.form, ("owner", "permissionLevel"))
        if client is None:
            return _message(_NO_CLIENT, 404)
        if not values:
            raise Malformed("Must include owner or permissionLevel")
        level = _level(values.get("permissionLevel", client.level))
        client.owner, client.level = values.get("owner", client.owner), level
        return _message("OK", 200)

    def _secret(self, call: _Call) -> Response:
        if call.form:
            self.panel.fault("reset_secret: a body")
        client = self.clients.get(self._id(call, 1))
        if client is None:
            return _message(_NO_CLIENT, 404)
        return JSONResponse({"clientSecret": self.clients.reset_secret(client)})

    def _ids_by_owner(self, call: _Call) -> Response:
        owner = pairs(call.query, ("owner",)).get("owner")
        if owner is None:
            raise Malformed("Must include the owner's username")
        return JSONResponse([{"clientID": client.id} for client in self.clients.owned_by(owner)])

    def _usage(self, call: _Call) -> Response:
        owner = pairs(call.query, ("owner",)).get("owner")
        if owner is None:
            raise Malformed("Must include the owner's username")
        client = self.clients.get(self._id(call, 1))
        if client is None:
            return _message(_NO_CLIENT, 404)
        if client.owner != owner:
            return _message("Forbidden to view API usage of this client", 403)
        return JSONResponse({"api_usage": client.usage})

    def _change_log(self, call: _Call) -> Response:
        values = pairs(call.query, ("start", "end", "offset"))
        bounds = [
            moment_ms(name, values[name]) if name in values else None for name in ("start", "end")
        ]
        offset = whole("offset", values.get("offset", "0"), 0)
        newest_first = self.panel.switches["change_order"] == "newest"
        entries = self._catalogue.changes(bounds[0], bounds[1], newest_first=newest_first)
        page = entries[offset : offset + int(self.panel.number("change_page"))]
        return JSONResponse(
            [{"cameraID": camera_id, "timestamp": stamp(at_ms)} for at_ms, camera_id in page]
        )

    # cameras

    def _search(self, call: _Call) -> Response:
        query, offset = search_query(call.query, str(self.panel.switches["radius_unit"]))
        rows = self._catalogue.page(query, offset, repeats=self.panel.is_on("repeat_pages"))
        return self._documents(rows)

    def _exist(self, call: _Call) -> Response:
        return self._documents(self._catalogue.with_retrieval(exist_query(call.query)))

    def _documents(self, rows: list[int]) -> Response:
        documents = [self._catalogue.document(row) for row in rows]
        if self.panel.is_on("odd_shapes"):
            documents = oddly(documents)
        if self.panel.is_on("hostile_texts"):
            documents = with_hostile_texts(documents)
        return JSONResponse(documents)

    def _by_id(self, call: _Call) -> Response:
        pairs(call.query, ())
        row = self._catalogue.row(self._id(call, 1))
        if row is None:
            return _message("No camera exists with given cameraID", 404)
        return JSONResponse(self._catalogue.document(row))

    def _by_legacy_id(self, call: _Call) -> Response:
        pairs(call.query, ())
        number = whole("legacy_cameraID", self._id(call, 2), 0)
        row = self._catalogue.row_of_legacy_id(number)
        if row is None:
            return _message("No camera exists with given legacy_cameraID", 404)
        return JSONResponse(self._catalogue.document(row))

    def _add(self, call: _Call) -> Response:
        camera_id = self._catalogue.add(camera_form(call.form), self._clock.now_s())
        return JSONResponse({"cameraID": camera_id}, 201)

    def _update(self, call: _Call) -> Response:
        camera_id = self._id(call, 1)
        row = self._catalogue.row(camera_id)
        if row is None:
            return _message("No camera exists with given cameraID", 404)
        form = camera_form(call.form)
        if not form:
            raise Malformed("Must include a field to change")
        self._catalogue.update(
            row, form, self._clock.now_s(), null_erases=self.panel.is_on("null_erases")
        )
        return JSONResponse({"cameraID": camera_id})

    def _id(self, call: _Call, place: int) -> str:
        """The segment of the path that holds an id.

        Raises:
            Breach: the path has more segments than the operation, or the id is a reserved word.
        """
        segments = call.raw_path.strip("/").split("/")
        has_end = segments[-1] in ("secret", "usage") and len(segments) == place + 2
        if len(segments) != place + 1 and not has_end:
            raise Breach("an id that is not one segment of the path")
        found = unquote(segments[place])
        if not found or found in RESERVED:
            raise Breach("a reserved word as id")
        return found

    # control

    async def _cameras_of_kind(self, request: Request) -> Response:
        name = request.query_params.get("kind", "still")
        if name not in KINDS:
            return refusal(f"there is no kind {name!r}; there are {', '.join(KINDS)}")
        count = int(request.query_params.get("count", "5"))
        rows = self._world.rows_of_kind(Kind(name))[:count]
        return JSONResponse([self._catalogue.document(row) for row in rows])

    async def _pictures(self, request: Request) -> Response:
        wanted = await request.json() if request.method == "POST" else None
        for camera_id, name in (wanted or {}).items():
            if self._catalogue.row(camera_id) is None:
                return refusal(f"there is no camera {camera_id!r}")
            if name not in SERVED:
                return refusal(f"a picture cannot be {name!r}; it can be {', '.join(SERVED)}")
        self._cameras.behave(wanted)
        return JSONResponse({})

    async def _expire(self, _request: Request) -> Response:
        return JSONResponse({"tokens": self.clients.expire()})

    def _reset(self) -> None:
        self._catalogue.reset(self._clock.now_s())
        self.clients.reset()
        self._cameras.behave(None)


def _message(words: str, status: int) -> Response:
    """Words as CAM2 writes them (wire section 4)."""
    return JSONResponse({"message": words}, status)


def _level(name: str) -> str:
    if name not in LEVELS:
        raise Malformed(f"permissionLevel must be one of {', '.join(LEVELS)}")
    return name
