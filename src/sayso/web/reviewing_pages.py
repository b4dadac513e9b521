"""The pages on which people judge: a queue, one statement after the other, by keyboard or by mouse."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.errors import QuestionError
from sayso.ledger import verdicts
from sayso.questions.library import leaf
from sayso.questions.links import link_named
from sayso.questions.queue import progress, queue
from sayso.questions.show import show
from sayso.web.rendering import name_of, render, short, store_of
from sayso.web.security import form_of

_QUEUED = 30
SEE_OTHER = 303


def review(request: Request) -> Response:
    """The statement to be judged next, those after it, and how far people have come."""
    store = store_of(request)
    waiting = queue(store, _QUEUED)
    skipped = set(request.query_params.getlist("skip"))
    left = [row for row in waiting if row.said.id not in skipped] or waiting
    return render(
        request, "review.html", waiting=left, skipped=skipped, progress=progress(store),
        shown=show(store, left[0].said.id) if left else None, last=_last(request),
    )  # fmt: skip


def _last(request: Request) -> verdicts.Verdict | None:
    """The last verdict of whoever looks, which may be taken back."""
    mine = [v for v in verdicts.all_verdicts(store_of(request)) if v.who == name_of(request)]
    back = {v.body["verdict"] for v in mine if v.kind == "withdraw"}
    kept = [v for v in mine if v.kind != "withdraw" and v.id not in back and v.target != "speaker"]
    return kept[-1] if kept else None


async def judge(request: Request) -> Response:
    """Keep a verdict on a statement, and go on."""
    form = await form_of(request)
    kind, statement = str(form.get("verdict", "")), request.path_params["statement"]
    body: dict[str, Any] = {}
    for field in {"reject": ("why",), "note": ("text",), "tag": ("tag",), "correct": ("source",)}.get(kind, ()):
        if words := str(form.get(field, "")).strip():
            body[field] = words
    verdicts.on_statement(store_of(request), statement, kind, name_of(request), **body)  # type: ignore[arg-type]
    return RedirectResponse(_back(form, "/review"), SEE_OTHER)


async def missed(request: Request) -> Response:
    """Keep that the reader missed the words that a person selected, where they first stand."""
    form = await form_of(request)
    page = leaf(store_of(request), request.path_params["article"])
    own, exact = page.reading.article, str(form.get("exact", "")).replace("\r\n", "\n").strip()
    start = own.text.find(exact) if exact else -1
    if start < 0:
        raise QuestionError(
            "these words do not stand in the article as they were selected; select within one paragraph"
        )
    source = str(form.get("source", "")).strip() or None
    verdicts.missed(store_of(request), own.id, (start, start + len(exact)), name_of(request), source)
    return RedirectResponse(f"/article/{short(own.id)}", SEE_OTHER)


async def take_back(request: Request) -> Response:
    """Take a verdict back."""
    form = await form_of(request)
    verdicts.withdraw(store_of(request), request.path_params["verdict"], name_of(request))
    return RedirectResponse(_back(form, "/review"), SEE_OTHER)


async def unlink(request: Request) -> Response:
    """Say that a link between articles is none, or that it holds after all."""
    form = await form_of(request)
    store = store_of(request)
    kind = "confirm" if form.get("verdict") == "confirm" else "reject"
    verdicts.on_link(store, link_named(store, request.path_params["link"]), kind, name_of(request))  # type: ignore[arg-type]
    return RedirectResponse(_back(form, "/disputes"), SEE_OTHER)


async def merge(request: Request) -> Response:
    """Say that two names are one speaker's."""
    form = await form_of(request)
    names = [name for name in (str(form.get("name", "")), str(form.get("other", ""))) if name.strip()]
    into = str(form.get("into", "")).strip() or (names[0] if names else "")
    verdicts.merge(store_of(request), names, into, name_of(request))
    from sayso.web.reading_pages import quoted

    return RedirectResponse(f"/speaker?name={quoted(into)}", SEE_OTHER)


async def split(request: Request) -> Response:
    """Say that some statements are another speaker's."""
    form = await form_of(request)
    chosen = [str(value) for value in form.getlist("statement")]
    verdicts.split(store_of(request), chosen, str(form.get("into", "")).strip(), name_of(request))
    return RedirectResponse(_back(form, "/review"), SEE_OTHER)


async def call_me(request: Request) -> Response:
    """Remember under which name this browser's verdicts are kept."""
    form = await form_of(request)
    answer = RedirectResponse(_back(form, "/review"), SEE_OTHER)
    name = "".join(
        c for c in str(form.get("name", "")).strip()[:80] if c.isprintable() and c.isascii() and c not in ';,"\\'
    )
    if name:
        answer.set_cookie("sayso_name", name, samesite="strict", httponly=True, max_age=365 * 86400)
    return answer


def _back(form: Any, otherwise: str) -> str:
    """Where to go after a form: the page that it names, if that is one of ours."""
    wanted = str(form.get("back", ""))
    return wanted if wanted.startswith("/") and not wanted.startswith(("//", "/\\")) else otherwise
