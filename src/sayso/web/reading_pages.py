"""The pages on which people read: the first one, the list of articles, and an article with its margin."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.questions.filters import About
from sayso.questions.library import article_of, leaf, listed
from sayso.questions.links import Between, disputes, drift, origins
from sayso.questions.people import heard
from sayso.questions.statements import said
from sayso.questions.stats import revision, stats
from sayso.web.charts import places_map, shares_chart
from sayso.web.marking import paragraphs
from sayso.web.rendering import render, short, store_of

_NEWEST, _LOUDEST, _SAMPLE = 12, 10, 4000
PAGE = 50


def home(request: Request) -> Response:
    """What the ledger holds: the newest articles, and who speaks most in the newest statements."""
    store = store_of(request)
    counts, ranked = _counted(request)
    shares = shares_chart(
        [(name, f"/speaker?name={quoted(name)}", n) for name, n in ranked], ranked[0][1] if ranked else 1
    )
    return render(
        request, "home.html", stats=counts, newest=listed(store, limit=_NEWEST),
        shares=shares, disputed=disputes(store, limit=5), sample=_SAMPLE,
    )  # fmt: skip


def _counted(request: Request) -> tuple[dict[str, int | str], list[tuple[str, int]]]:
    """How much there is and who speaks most; counted again only when something changed, as it takes a while."""
    store, state = store_of(request), request.app.state
    now = revision(store)
    if getattr(state, "counted", (None,))[0] != now:
        loudest = Counter(row.speaker for row in said(store, limit=_SAMPLE) if row.speaker)
        ranked = sorted(loudest.items(), key=lambda item: (-item[1], item[0]))[:_LOUDEST]
        state.counted = (now, ({row.what: row.count for row in stats(store)}, ranked))
    found: tuple[dict[str, int | str], list[tuple[str, int]]] = state.counted[1]
    return found


def articles(request: Request) -> Response:
    """The articles, newest first, by words, outlet and date."""
    given = request.query_params
    wanted = {name: given.get(name) or None for name in ("words", "outlet", "since", "until")}
    return render(request, "articles.html", found=listed(store_of(request), **wanted, limit=PAGE), wanted=wanted)


def article(request: Request) -> Response:
    """An article's text with its statements marked, and in the margin whose they are."""
    store = store_of(request)
    page = leaf(store, request.path_params["article"])
    own = page.reading.article
    about = Between()
    related = [d for d in origins(store, about) if own.id in (d.here.article, d.there.article)]
    lost = [d for d in drift(store, about) if d.here.article == own.id]
    at_odds = [d for d in disputes(store) if any(p.article == own.id for side in d.sides for p in side.passages)]
    return render(
        request, "article.html", leaf=page, article=own, reading=page.reading, paragraphs=list(paragraphs(page)),
        by_id={s.id: s for s in page.reading.statements}, map=places_map(page.reading.places), related=related,
        lost=lost, at_odds=at_odds,
    )  # fmt: skip


def statement(request: Request) -> Response:
    """The permanent address of a statement: its article, at the place where it stands."""
    wanted = request.path_params["statement"]
    return RedirectResponse(f"/article/{short(article_of(store_of(request), wanted))}#s-{wanted}")


def speaker(request: Request) -> Response:
    """All that somebody said, by date, and what they were called when."""
    store, name = store_of(request), request.query_params.get("name", "")
    about = About(who=name, words=request.query_params.get("words") or None)
    rows = said(store, about, PAGE * 4)
    exact = [row for row in rows if row.speaker == name] or list(rows)
    people = heard(store, About(who=name), 1)
    contradictions = [d for d in disputes(store) if sum(name in side.voices for side in d.sides) > 1]
    in_order = sorted(exact, key=lambda row: (row.said_at or row.published or "", row.id), reverse=True)
    return render(
        request, "speaker.html", name=name, rows=in_order, more=rows.more, about=people[0] if people else None,
        contradictions=contradictions,
    )  # fmt: skip


def quoted(words: str) -> str:
    """Words as part of an address."""
    from urllib.parse import quote

    return quote(words, safe="")
