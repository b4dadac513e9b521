"""Taking things away: exports of one article or of all, rows as CSV, and an interface for programs.

Every question of `QUESTIONS` is one address that answers in JSON (or, with `?format=csv`, in CSV) and is described in
`/api/openapi.json`.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args, get_type_hints

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from sayso import __version__
from sayso.errors import QuestionError
from sayso.exports import FORMATS
from sayso.exports.of_ledger import entries
from sayso.exports.tables import csv_line
from sayso.ledger.store import Store
from sayso.questions import links
from sayso.questions.answers import Answers
from sayso.questions.figures import Wanted, figures
from sayso.questions.filters import About
from sayso.questions.library import leaf, listed
from sayso.questions.links import Between
from sayso.questions.moments import Period, timeline
from sayso.questions.people import heard
from sayso.questions.series import series
from sayso.questions.show import show
from sayso.questions.sources import sources
from sayso.questions.statements import said
from sayso.questions.stats import stats
from sayso.questions.trace import trace
from sayso.web.rendering import store_of

_MOST = 1000
"""Rows of one answer; `limit` asks for fewer."""


@dataclasses.dataclass(frozen=True, slots=True)
class Question:
    """A question of the interface: what answers it, the dataclass of its filters if it takes any, and a line on it."""

    ask: Callable[..., Answers[Any]]
    filters: type[Any] | None
    what: str


QUESTIONS: dict[str, Question] = {
    "statements": Question(said, About, "Statements, those added last first."),
    "speakers": Question(heard, About, "Who speaks, whoever says most first."),
    "sources": Question(sources, About, "How each outlet names its sources."),
    "figures": Question(figures, Wanted, "Every reported value with its bounds."),
    "timeline": Question(timeline, Period, "What was said and told of, in the order of its time."),
    "origins": Question(links.origins, Between, "Which articles were made from which."),
    "drift": Question(links.drift, Between, "What got lost from one article to the next."),
    "variants": Question(links.variants, Between, "Quotations in several wordings."),
    "disputes": Question(links.disputes, Between, "What cannot both hold."),
    "series": Question(lambda store, limit: series(store, None, limit), None, "Figures over time."),
    "articles": Question(lambda store, limit: listed(store, limit=limit), None, "Articles, the newest first."),
    "stats": Question(lambda store, limit: stats(store), None, "How much there is."),  # noqa: ARG005 - as all others
}


def api(request: Request) -> Response:
    """The answer to a question, as JSON or CSV."""
    question, given = QUESTIONS[request.path_params["question"]], request.query_params
    limit = min(_MOST, int(given["limit"])) if given.get("limit", "").isdigit() else _MOST
    arguments = [] if question.filters is None else [_filters(question.filters, given)]
    found = question.ask(store_of(request), *arguments, limit=limit)
    if given.get("format") == "csv":
        return Response("".join(_csv(found)), media_type="text/csv", headers=_named("sayso.csv"))
    return JSONResponse({"more": found.more, "rows": found.to_dicts()})


def api_statement(request: Request) -> Response:
    """One statement with its sentence, its chain and its snapshots."""
    shown = dataclasses.asdict(show(store_of(request), request.path_params["statement"]))
    shown["article"].pop("text")
    return JSONResponse(shown)


def api_article(request: Request) -> Response:
    """One article's reading, as `sayso read --format json` gives it."""
    return JSONResponse(leaf(store_of(request), request.path_params["article"]).reading.to_dict())


def api_trace(request: Request) -> Response:
    """Where some words come from."""
    return JSONResponse(dataclasses.asdict(trace(store_of(request), request.query_params.get("q", ""))))


def _filters(kind: type[Any], given: Mapping[str, str]) -> Any:
    """The filters in an address.

    Raises:
        QuestionError: one is none of its choices.
    """
    hints, told = get_type_hints(kind), {}
    for field in dataclasses.fields(kind):
        value = given.get(field.name)
        if not value:
            continue
        choices = _choices(hints[field.name])
        if choices and value not in choices:
            raise QuestionError(f"{value!r} is no {field.name}; take one of {', '.join(choices)}")
        told[field.name] = value not in ("0", "false", "no") if hints[field.name] is bool else value
    return kind(**told)


def _choices(hint: Any) -> list[str]:
    """The words that a filter may be; none where any will do."""
    return [word for part in get_args(hint) for word in get_args(part)]


def _csv(found: Answers[Any]) -> Iterator[str]:
    yield csv_line(found.columns)
    for row in found.to_dicts():
        yield csv_line("" if value is None else str(value) for value in row.values())


def _named(name: str) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{name}"'}


def export(request: Request) -> Response:
    """The whole ledger, or with `?article=` one article, in a format of `sayso export`."""
    name = request.path_params["format"]
    form = FORMATS[name]
    store: Store = store_of(request)
    wanted = request.query_params.get("article")
    chosen = entries(store)
    if wanted is not None:
        one = leaf(store, wanted).reading.article.id
        chosen = (entry for entry in entries(store) if entry.reading.article.id == one)
    kind = "application/octet-stream" if form.binary else "text/plain; charset=utf-8"
    return StreamingResponse(form.write(chosen), media_type=kind, headers=_named(f"sayso{form.suffix}"))


def openapi(_request: Request) -> Response:
    """The description of the interface, by OpenAPI 3.1."""
    paths: dict[str, Any] = {f"/api/{name}": _described(q) for name, q in QUESTIONS.items()}
    for path, field, handler in (
        ("/api/statements/{statement}", "statement", api_statement),
        ("/api/articles/{article}", "article", api_article),
    ):
        paths[path] = _operation(inspect.getdoc(handler) or "", [_parameter(field, "path")])
    paths["/api/trace"] = _operation(inspect.getdoc(api_trace) or "", [_parameter("q", "query")])
    info = {"title": "Sayso's reading room", "version": __version__, "description": "Questions to a ledger; read only."}
    return JSONResponse({"openapi": "3.1.0", "info": info, "paths": paths})


def _described(question: Question) -> dict[str, Any]:
    parameters = [{"name": "limit", "in": "query", "schema": {"type": "integer", "maximum": _MOST}}]
    parameters.append({"name": "format", "in": "query", "schema": {"type": "string", "enum": ["json", "csv"]}})
    if question.filters is not None:
        hints = get_type_hints(question.filters)
        for field in dataclasses.fields(question.filters):
            choices = _choices(hints[field.name])
            schema: dict[str, Any] = {"type": "boolean" if hints[field.name] is bool else "string"}
            parameters.append(
                {"name": field.name, "in": "query", "schema": schema | ({"enum": choices} if choices else {})}
            )
    return _operation(question.what, parameters)


def _parameter(name: str, where: str) -> dict[str, Any]:
    return {"name": name, "in": where, "required": True, "schema": {"type": "string"}}


def _operation(what: str, parameters: list[dict[str, Any]]) -> dict[str, Any]:
    answers = {"200": {"description": "The answer."}, "400": {"description": "The question makes no sense."}}
    return {"get": {"summary": what.splitlines()[0], "parameters": parameters, "responses": answers}}
