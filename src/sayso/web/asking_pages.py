"""The pages on which people ask: search with facets, a story, where words come from, what articles share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, get_args

from starlette.requests import Request
from starlette.responses import Response

from sayso.errors import NothingNamedError
from sayso.linking.arrivals import pending
from sayso.questions import links
from sayso.questions.answers import Answers
from sayso.questions.filters import About
from sayso.questions.library import places_of
from sayso.questions.links import Between, Disputed, disputes, drift, origins
from sayso.questions.moments import Event, Period, timeline
from sayso.questions.series import Count, series
from sayso.questions.statements import Said, said
from sayso.questions.trace import trace
from sayso.records import HedgeSort, Stance, StatementKind, VoiceSort
from sayso.web.charts import Dot, figures_chart, places_map, shares_chart
from sayso.web.reading_pages import PAGE, quoted
from sayso.web.rendering import render, short, store_of

_FACETED = 2000
"""Statements, the newest, that facets are counted over: so that a page costs the same in a large ledger."""
_FACET_ROWS = 8
_CHOICES = {"kind": StatementKind, "stance": Stance, "hedge": HedgeSort, "sort": VoiceSort}
_FIELDS = ("who", "words", "outlet", "kind", "stance", "hedge", "sort", "since", "until", "tag", "near")
LINKS: dict[str, Callable[..., Answers[Any]]] = {
    "origins": links.origins, "drift": links.drift, "variants": links.variants, "disputes": links.disputes,
}  # fmt: skip


def about_of(request: Request) -> About:
    """The filters in an address; what is not one of the choices is passed over."""
    given: dict[str, Any] = {name: request.query_params.get(name) or None for name in _FIELDS}
    for name, kind in _CHOICES.items():
        if given[name] not in get_args(kind):
            given[name] = None
    return About(**given)


def search(request: Request) -> Response:
    """Statements by words and filters, each with what may narrow it further."""
    about = about_of(request)
    rows = said(store_of(request), about, _FACETED)
    start = max(0, int(given)) if (given := request.query_params.get("from", "0")).isdigit() else 0
    facets = {
        "outlet": _counted(row.outlet for row in rows), "who": _counted(row.speaker for row in rows),
        "kind": _counted(row.kind for row in rows), "stance": _counted(row.stance for row in rows),
        "sort": _counted(row.sort for row in rows), "hedge": _counted(h for row in rows for h in row.hedges),
    }  # fmt: skip
    return render(
        request, "search.html", about=about, rows=rows[start : start + PAGE], count=len(rows), more=rows.more,
        start=start, page=PAGE, facets=facets,
    )  # fmt: skip


def _counted(values: Iterable[str | None]) -> list[tuple[str, int]]:
    counted = Counter(value for value in values if value)
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:_FACET_ROWS]


def story(request: Request) -> Response:
    """What a search finds as a story: who speaks, when, how many, what is disputed, which article stands on which."""
    store, about = store_of(request), about_of(request)
    rows = said(store, about, _FACETED)
    inside = {row.article for row in rows}
    loudest = _counted(row.speaker for row in rows)
    shares = shares_chart([(n, f"/speaker?name={quoted(n)}", c) for n, c in loudest], loudest[0][1] if loudest else 1)
    at_odds = [d for d in disputes(store) if any(p.article in inside for s in d.sides for p in s.passages)]
    period = Period(since=about.since, until=about.until, words=about.words, who=about.who, outlet=about.outlet)
    found = timeline(store, period, 4 * PAGE)
    events = Answers(Event, tuple(e for e in found if e.article in inside)[:PAGE], found.more)
    return render(
        request, "story.html", about=about, rows=rows, articles=len(inside), shares=shares, named=_named(rows),
        events=events, charts=_charts(series(store), inside, at_odds), disputes=at_odds,
        derivations=_tree([d for d in origins(store) if d.here.article in inside]),
        lost=[d for d in drift(store) if d.here.article in inside], pending=pending(store),
        map=places_map(places_of(store, inside)),
    )  # fmt: skip


def _named(rows: Sequence[Said]) -> dict[str, int]:
    """How voices are named: by name, unnamed, as documents, not at all."""
    counted = Counter(
        {"unnamed": "unnamed", "document": "documents", "unattributed": "nobody"}.get(
            row.sort, "named" if row.speaker else "unresolved"
        )
        for row in rows
    )
    return {name: counted[name] for name in ("named", "unnamed", "documents", "nobody", "unresolved") if counted[name]}


def _charts(counts: Sequence[Count], inside: set[str], at_odds: Sequence[Disputed]) -> list[tuple[Any, list[Count]]]:
    """The figures of the articles of a story over time, each with its rows as a table."""
    gathered: dict[int, list[Count]] = {}
    for count in counts:
        gathered.setdefault(count.series, []).append(count)
    disputed = {(p.article, p.start) for d in at_odds if d.cause == "figures" for s in d.sides for p in s.passages}
    found = []
    for rows in gathered.values():
        own = [row for row in rows if row.passage.article in inside and row.state in ("stands", "corrected")]
        chart = figures_chart([_dot(row, disputed) for row in own], rows[0].what)
        if chart:
            found.append((chart, rows))
    return found


def _dot(row: Count, disputed: set[tuple[str | None, int | None]]) -> Dot:
    passage = row.passage
    voice = " › ".join(row.voices) or "the article"
    label = f"{passage.words}: {voice}, {passage.outlet or 'not known'}, {(passage.published or '')[:10]}"
    href = f"/article/{short(passage.article or '')}"
    is_disputed = (passage.article, passage.start) in disputed
    return Dot(row.since or passage.published or "", row.low, row.high, voice, label, href, is_disputed)


def _tree(derivations: Sequence[links.Derived]) -> list[tuple[int, Any, links.Derived | None]]:
    """Articles below those they were made from: depth, the article's passage, and the derivation; roots first."""
    children: dict[str, list[links.Derived]] = {}
    made = {d.here.article: d for d in reversed(derivations)}
    for derivation in made.values():
        parent = derivation.there.article or f"outlet {derivation.there.outlet}"
        children.setdefault(parent, []).append(derivation)
    rows: list[tuple[int, Any, links.Derived | None]] = []

    def grow(parent: str, depth: int) -> None:
        for derivation in sorted(children.pop(parent, ()), key=lambda d: (d.here.published or "", d.id)):
            rows.append((depth, derivation.here, derivation))
            grow(str(derivation.here.article), depth + 1)

    for parent in [p for p in list(children) if p not in made]:
        first = next(d for d in children[parent])
        rows.append((0, first.there, None))
        grow(parent, 1)
    return rows


def traced(request: Request) -> Response:
    """Where some words come from, as a tree."""
    asked = request.query_params.get("q", "").strip()
    store = store_of(request)
    found, why = None, ""
    if asked:
        try:
            found = trace(store, asked)
        except NothingNamedError as error:
            why = str(error)
    depths: list[int] = []
    for carrier in found.carriers if found else ():
        depths.append(0 if carrier.parent is None else depths[carrier.parent] + 1)
    return render(request, "trace.html", asked=asked, found=found, why=why, depths=depths, pending=pending(store))


def linked(request: Request) -> Response:
    """Links between articles of one kind."""
    kind = request.path_params["kind"]
    given = request.query_params
    between = Between(**{n: given.get(n) or None for n in ("words", "outlet", "since", "until")})  # type: ignore[arg-type]
    found = LINKS[kind](store_of(request), between, PAGE)
    return render(request, "links.html", kind=kind, found=found, between=between, pending=pending(store_of(request)))


def when(request: Request) -> Response:
    """What was said and told of, in the order of its time."""
    given = request.query_params
    period = Period(**{n: given.get(n) or None for n in ("since", "until", "words", "who", "outlet")})
    return render(request, "timeline.html", found=timeline(store_of(request), period, 4 * PAGE), period=period)
