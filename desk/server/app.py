"""The application: endpoints tied to handlers, the feed, and the sweeps that run by themselves."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import Any

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Match, Route

from desk.contract.endpoint import API, Endpoint, path_parameters
from desk.contract.errors import ErrorCode, Refusal
from desk.contract.events import Event
from desk.contract.feed import FeedQuery
from desk.contract.routes import ENDPOINTS
from desk.contract.tickets import PresenceAct, PresenceReport
from desk.server import openapi
from desk.server.feed import Feed, Listener
from desk.server.outbound.client import ExecutorClient
from desk.server.outbound.dispatcher import Dispatcher
from desk.server.outbound.job import Job, Outcome
from desk.server.outbound.switchboard import Switchboard
from desk.server.outbound.telling import Address, Round, Work
from desk.server.pipeline import TEXT_PARAMETERS, Pipeline, decode_body, problem_response
from desk.server.presence import PresenceBoard
from desk.server.routes import ROUTE_MODULES, assigning, outcomes, rota_work, telling
from desk.server.routes.handling import HANDLERS, SWEEPS, Settings, Sweep, Watch
from desk.server.rules import holidays
from desk.server.rules.topics import subscription
from desk.server.store import clock
from desk.server.store.db import Database, Shown
from desk.server.store.sessions import Sitting

log = logging.getLogger("desk.server")
SPECIAL = {"events", "openapi", "report_presence"}
STREAMS_PER_SESSION = 2
#: Seconds in which changes are gathered before waiting work is looked at.
GATHERING = 0.05
Endpointed = Callable[[Request], Awaitable[Response]]


class Server:
    """A database with its pipeline, feed, sweeps and dispatcher, as one ASGI application (``asgi``)."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self.database = database
        self.presence = PresenceBoard()
        self.feed = Feed(database, settings.heartbeat, self.presence.present)
        self._work_came = asyncio.Event()
        self.pipeline = Pipeline(database, settings, self.feed.end_soon)
        check_complete()
        self.asgi = Starlette(
            routes=self._routes(), lifespan=self._lifespan, exception_handlers={HTTPException: _not_routed}
        )

    def _routes(self) -> list[Route]:
        special: dict[str, Endpointed] = {
            "events": self._events,
            "openapi": self._describe,
            "report_presence": self._report_presence,
        }
        return [
            Route(
                _typed_path(endpoint),
                special.get(endpoint.name) or self._plain(endpoint),
                methods=[endpoint.method],
                name=endpoint.name,
            )
            for endpoint in ENDPOINTS.values()
        ]

    def _plain(self, endpoint: Endpoint) -> Endpointed:
        async def answer(request: Request) -> Response:
            return await self.pipeline(endpoint, request)

        return answer

    @contextlib.asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncGenerator[None]:
        self.feed.start()
        deliveries = self.pipeline.settings.deliveries
        switchboard = Switchboard(self._untold, self._told, telling.lines(deliveries))
        self._hear_of_work(switchboard.wake)
        exchange = ExecutorClient(deliveries.patience)
        dispatcher = Dispatcher(self._due, self._report, exchange)
        working = [
            asyncio.create_task(self._sweep(), name="sweeps"),
            asyncio.create_task(self._give_out(), name="giving out"),
            asyncio.create_task(dispatcher.run(), name="dispatcher"),
            asyncio.create_task(switchboard.run(), name="switchboard"),
            asyncio.create_task(rota_work.work(self.pipeline), name="rotas"),
        ]
        try:
            yield
        finally:
            for task in working:
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
            await exchange.close()
            self.feed.stop()
            self.pipeline.close()
            await asyncio.get_running_loop().run_in_executor(None, self.database.close)

    def _hear_of_work(self, tell_switches: Callable[[], None]) -> None:
        """Be woken by what is committed here when work may have to be given out, or telephone systems told."""
        loop, tell = asyncio.get_running_loop(), self.feed.committed

        def committed(events: list[Event], shown: dict[int, Shown]) -> None:
            tell(events, shown)
            if any(assigning.wakes(event) for event in events) and not loop.is_closed():
                loop.call_soon_threadsafe(self._work_came.set)
            if any(telling.wakes(event) for event in events) and not loop.is_closed():
                loop.call_soon_threadsafe(tell_switches)

        self.database.on_commit = committed

    async def _give_out(self) -> None:
        """Give out work whenever there may be some; who comes free in the same moment shares it."""
        while True:
            await self._work_came.wait()
            await asyncio.sleep(GATHERING)
            self._work_came.clear()
            try:
                await self._run(assigning.GIVING_OUT)
            except Exception:
                log.exception("giving out")

    async def _sweep(self) -> None:
        """Once a second, let every sweep do what has come due."""
        await asyncio.sleep(1)
        # Half a second that neither the start nor the first click on a shift should wait for.
        await asyncio.to_thread(holidays.public_holidays, [clock.now().year, clock.now().year + 1])
        while True:
            await asyncio.sleep(1)
            await self._listen_to_others()
            for sweep in SWEEPS:
                try:
                    await self._run(sweep)
                except Exception:
                    log.exception("sweep %s", sweep.name)

    async def _run(self, sweep: Sweep | Watch) -> None:
        """As often in a row as it may while something is due; in between, the writer is everybody's."""
        for _ in range(sweep.rounds):
            seen = await self.pipeline.reading(sweep.due)
            if not seen:
                return
            await self.pipeline.writing(sweep.under(self.pipeline.settings, seen), None)

    async def _due(self, limit: int) -> list[Job]:
        return await self.pipeline.reading(lambda tx: outcomes.due(tx, limit))

    async def _report(self, job: Job, outcome: Outcome) -> None:
        rules = self.pipeline.settings.deliveries
        await self.pipeline.writing(lambda tx: outcomes.report(tx, job, outcome, rules), None)

    async def _untold(self) -> list[Work]:
        return await self.pipeline.reading(telling.due)

    async def _told(self, at: Address, done: Round) -> None:
        rules = self.pipeline.settings.deliveries
        await self.pipeline.writing(lambda tx: telling.report(tx, at, done, rules), None)

    async def _listen_to_others(self) -> None:
        """Publish what other processes wrote into the database."""
        loop = asyncio.get_running_loop()
        try:
            while await loop.run_in_executor(self.database.write_pool, self.feed.catch_up):
                pass
        except Exception:
            log.exception("listening to other processes")

    async def _events(self, request: Request) -> Response:
        endpoint = ENDPOINTS["events"]
        try:
            sitting = await self.pipeline.sitting(endpoint, request)
            query = self.pipeline.query(endpoint, request)
            assert sitting is not None
            assert isinstance(query, FeedQuery)
            topics = subscription(sitting.user, query.topics)
            if topics is None:
                raise Refusal(ErrorCode.FORBIDDEN, "a topic is unknown or not for this role")
            given = request.headers.get("last-event-id")
            if given is not None and not (given.isascii() and given.isdecimal() and len(given) <= 16):
                raise Refusal(ErrorCode.BAD_REQUEST, "Last-Event-ID is a number of this log")
        except Refusal as refusal:
            return problem_response(refusal, request)
        after = int(given) if given is not None else query.after
        self.feed.make_room(sitting.digest, STREAMS_PER_SESSION)
        listener = Listener(sitting.user.id, sitting.digest, topics)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self.feed.stream(listener, after)
        return StreamingResponse(stream, headers=headers, media_type="text/event-stream")

    async def _touched(self, sitting: Sitting, report: PresenceReport) -> None:
        """Whoever opens a ticket that was given to them has touched it."""
        ticket_id, me = report.ticket_id, sitting.user.id
        if ticket_id is None or report.act not in (PresenceAct.VIEWING, PresenceAct.WRITING):
            return
        if await self.pipeline.reading(lambda tx: assigning.is_news(tx, ticket_id, me)):
            await self.pipeline.writing(lambda tx: assigning.touch(tx, ticket_id, me), sitting)

    async def _describe(self, _request: Request) -> Response:
        return JSONResponse(openapi.document())

    async def _report_presence(self, request: Request) -> Response:
        endpoint = ENDPOINTS["report_presence"]
        try:
            sitting = await self.pipeline.sitting(endpoint, request)
            raw = await request.body()
            report = decode_body(endpoint, request.headers.get("content-type", ""), raw)
        except Refusal as refusal:
            return problem_response(refusal, request)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody is there to read it
        assert sitting is not None
        assert isinstance(report, PresenceReport)
        topic = self.presence.report(sitting.user, report)
        await self._touched(sitting, report)
        heard = frozenset({topic, "tickets"} if topic.startswith("ticket:") else {topic})
        self.feed.whisper(heard)
        here = self.presence.present(frozenset({topic})).present
        return Response(msgspec.json.encode(here), media_type="application/json")


def _typed_path(endpoint: Endpoint) -> str:
    """The path with its ids marked as whole numbers, so that ``/tickets/bulk`` is no ticket."""
    path = API + endpoint.path
    for name in set(path_parameters(endpoint)) - TEXT_PARAMETERS:
        path = path.replace(f"{{{name}}}", f"{{{name}:int}}")
    return path


def check_complete() -> None:
    """Refuse to start when an endpoint has no handler; importing ``ROUTE_MODULES`` has registered them."""
    missing = set(ENDPOINTS) - set(HANDLERS) - SPECIAL
    if missing or not all(ROUTE_MODULES):
        raise RuntimeError(f"no handler for {', '.join(sorted(missing))}")


async def _not_routed(request: Request, error: Exception) -> Response:
    status: Any = getattr(error, "status_code", 404)
    if status != 405:
        return problem_response(Refusal(ErrorCode.NOT_FOUND, "no such route"), request)
    matching = [route for route in request.app.routes if route.matches(request.scope)[0] is not Match.NONE]
    allowed = sorted({method for route in matching for method in route.methods or ()})
    problem = Refusal(ErrorCode.METHOD_NOT_ALLOWED, f"this route takes {', '.join(allowed)}")
    return problem_response(problem, request, {"Allow": ", ".join(allowed)})
