"""The reading room as an ASGI application: which address is answered by which page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from sayso.errors import LedgerError, NothingNamedError, QuestionError, SaysoError
from sayso.exports import FORMATS
from sayso.ledger.store import Store
from sayso.reading.many import ReaderName, reader_named
from sayso.web import adding_pages, asking_pages, reading_pages, reviewing_pages, sharing
from sayso.web.jobs import Jobs
from sayso.web.rendering import render
from sayso.web.security import Door, Guard, RefusedError

Page = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class Room:
    """How a reading room is set up: who may come in, whose verdicts are given, and what reads articles."""

    door: Door = field(default_factory=Door)
    who: str = ""
    reader: ReaderName = "learned"


def create_app(store: Store, room: Room = Room()) -> Starlette:
    """The reading room over an open ledger."""

    @asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        yield
        app.state.jobs.close()

    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, door=room.door)],
        exception_handlers={SaysoError: _refused, HTTPException: _missing},
        lifespan=life,
    )
    app.state.store, app.state.who = store, room.who or "somebody"
    app.state.jobs = Jobs(store, reader_named(room.reader))
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", reading_pages.home),
        Route("/articles", reading_pages.articles),
        Route("/article/{article}", reading_pages.article),
        Route("/statement/{statement}", reading_pages.statement),
        Route("/speaker", reading_pages.speaker),
        Route("/search", asking_pages.search),
        Route("/story", asking_pages.story),
        Route("/trace", asking_pages.traced),
        Route("/timeline", asking_pages.when),
        *(Route(f"/{kind}", _about("kind", kind, asking_pages.linked)) for kind in asking_pages.LINKS),
        Route("/review", reviewing_pages.review),
        Route("/review/{statement}", reviewing_pages.judge, methods=["POST"]),
        Route("/article/{article}/missed", reviewing_pages.missed, methods=["POST"]),
        Route("/withdraw/{verdict}", reviewing_pages.take_back, methods=["POST"]),
        Route("/link/{link}", reviewing_pages.unlink, methods=["POST"]),
        Route("/merge", reviewing_pages.merge, methods=["POST"]),
        Route("/split", reviewing_pages.split, methods=["POST"]),
        Route("/name", reviewing_pages.call_me, methods=["POST"]),
        Route("/add", adding_pages.add_form),
        Route("/add", adding_pages.add, methods=["POST"]),
        Route("/add/{job:int}", adding_pages.job),
        *(Route(f"/export/{name}", _about("format", name, sharing.export)) for name in FORMATS),
        Route("/api/openapi.json", sharing.openapi),
        Route("/api/trace", sharing.api_trace),
        Route("/api/statements/{statement}", sharing.api_statement),
        Route("/api/articles/{article}", sharing.api_article),
        *(Route(f"/api/{name}", _about("question", name, sharing.api)) for name in sharing.QUESTIONS),
        Mount("/static", StaticFiles(packages=[("sayso.web", "static")])),
    ]


def _about(field: str, value: str, page: Page) -> Page:
    """A page for one of several things of a kind, each at an address of its own."""

    def answer(request: Request) -> Response:
        request.path_params[field] = value
        return page(request)

    return answer


def _refused(request: Request, error: Exception) -> Response:
    """What the person asked for does not work; the message says why and what to do."""
    status = HTTPStatus.BAD_REQUEST
    if isinstance(error, NothingNamedError):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(error, RefusedError):
        status = HTTPStatus.FORBIDDEN
    elif isinstance(error, LedgerError) and not isinstance(error, QuestionError):
        status = HTTPStatus.SERVICE_UNAVAILABLE
    return _told(request, status, str(error))


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.INTERNAL_SERVER_ERROR
    detail = error.detail if isinstance(error, HTTPException) else str(error)
    return _told(request, HTTPStatus(status), detail)


def _told(request: Request, status: HTTPStatus, why: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": why}, status)
    return render(request, "error.html", status, why=why, code=int(status))
