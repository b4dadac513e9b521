"""Questions to a ledger: each verb is one function of `sayso.questions`, asked and printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import about, asked, filter_options, form_option, limit_option, tables_option
from sayso.cli.output import Form, as_text, day, print_answers

if TYPE_CHECKING:
    from sayso.questions.figures import Reported
    from sayso.questions.statements import Said


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--who", metavar="NAME", help="Said by NAME, or whoever has these words in the name.")
@filter_options
@limit_option
@form_option
@tables_option
def search(words: tuple[str, ...], who: str | None, limit: int, form: Form, place: str, **filters: Any) -> None:
    """Find statements by their WORDS or their speaker's, those added last first.

    All words must be there; "a phrase" together, or between alternatives, -word for what must not be there.
    """
    from sayso.questions.statements import said as ask

    with asked(place) as store:
        print_answers(ask(store, about(words=_joined(words), who=who, **filters), limit), form, _SAID)


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option("--about", "words", metavar="WORDS", help="Only what has these words.")
@filter_options
@limit_option
@form_option
@tables_option
def said(name: tuple[str, ...], words: str | None, limit: int, form: Form, place: str, **filters: Any) -> None:
    """Show what NAME said."""
    from sayso.questions.statements import said as ask

    with asked(place) as store:
        print_answers(ask(store, about(who=" ".join(name), words=words, **filters), limit), form, _SAID)


@click.command()
@click.argument("name", nargs=-1, required=True)
@filter_options
@limit_option
@form_option
@tables_option
def who(name: tuple[str, ...], limit: int, form: Form, place: str, **filters: Any) -> None:
    """Show who NAME is: what articles call them, how often they speak, where, and from when to when."""
    from sayso.questions.people import heard

    with asked(place) as store:
        print_answers(heard(store, about(who=" ".join(name), **filters), limit), form, _HEARD)


@click.command()
@filter_options
@limit_option
@form_option
@tables_option
def speakers(limit: int, form: Form, place: str, **filters: Any) -> None:
    """List who speaks, whoever says most first."""
    from sayso.questions.people import heard

    with asked(place) as store:
        print_answers(heard(store, about(**filters), limit), form, _HEARD)


@click.command()
@click.option("--about", "words", metavar="WORDS", help="Only what has all these words.")
@click.option("--who", metavar="NAME", help="Only on NAME's word.")
@click.option("--outlet", metavar="NAME", help="Who published it, or a part of the name.")
@click.option("--since", metavar="DATE", help="Times then or after: 2026, 2026-03, 2026-03-04.")
@click.option("--until", metavar="DATE", help="Times then or before; a month counts whole.")
@limit_option
@form_option
@tables_option
def timeline(limit: int, form: Form, place: str, **period: Any) -> None:
    """Show what was said and told of in the order of its time, and on whose word."""
    from sayso.questions.moments import Period
    from sayso.questions.moments import timeline as ask

    with asked(place) as store:
        print_answers(ask(store, Period(**period), limit), form, _EVENT)


@click.command()
@click.argument("counted", required=False)
@click.option("--in", "where", metavar="PLACE", help="Of this place, or a part of its name.")
@click.option("--who", metavar="NAME", help="Only on NAME's word.")
@click.option("--outlet", metavar="NAME", help="Who published it, or a part of the name.")
@click.option("--since", metavar="DATE", help="Published then or after: 2026, 2026-03, 2026-03-04.")
@click.option("--until", metavar="DATE", help="Published then or before; a month counts whole.")
@click.option("--rejected", is_flag=True, help="Also what somebody rejected.")
@limit_option
@form_option
@tables_option
def figures(counted: str | None, where: str | None, limit: int, form: Form, place: str, **wanted: Any) -> None:
    """Show every value reported of what is COUNTED: its bounds, when, where, on whose word, and by which outlet.

    COUNTED is a part of what is counted, or a sort of harm: killed, injured, missing, displaced.
    """
    from sayso.questions.figures import Wanted
    from sayso.questions.figures import figures as ask

    with asked(place) as store:
        print_answers(ask(store, Wanted(counted=counted, place=where, **wanted), limit), form, _FIGURE)


@click.command()
@filter_options
@limit_option
@form_option
@tables_option
def unresolved(limit: int, form: Form, place: str, **filters: Any) -> None:
    """List statements whose voice ("he", "the minister") is nobody known yet."""
    from sayso.questions.unresolved import unresolved as ask

    with asked(place) as store:
        print_answers(ask(store, about(**filters), limit), form, _SAID)


@click.command()
@filter_options
@limit_option
@form_option
@tables_option
def sources(limit: int, form: Form, place: str, **filters: Any) -> None:
    """Count how each outlet names its sources: by name, unnamed, as documents, not at all."""
    from sayso.questions.sources import sources as ask

    columns = {
        "outlet": lambda r: r.outlet or "not known", "articles": lambda r: r.articles,
        "statements": lambda r: r.statements, "named": lambda r: r.named, "unnamed": lambda r: r.unnamed,
        "documents": lambda r: r.documents, "nobody": lambda r: r.unattributed, "unresolved": lambda r: r.unresolved,
    }  # fmt: skip
    with asked(place) as store:
        print_answers(ask(store, about(**filters), limit), form, columns)


@click.command()
@form_option
@tables_option
def stats(form: Form, place: str) -> None:
    """Show how much the ledger holds."""
    from sayso.questions.stats import stats as ask

    with asked(place) as store:
        print_answers(ask(store), form, {"count": lambda r: r.count, "of": lambda r: r.what})


def _joined(words: tuple[str, ...]) -> str:
    """The words of a search; an argument with a space in it was quoted in the shell, and is a phrase."""
    return " ".join(f'"{w}"' if " " in w and '"' not in w and len(words) > 1 else w for w in words)


def _who(row: Said) -> str:
    return row.speaker or f"{row.source or 'nobody named'}"


def _words(row: Said) -> str:
    marks = "".join(f" [{hedge}]" for hedge in row.hedges)
    verdict = f" ({row.verdict})" if row.verdict else ""
    cue = f"{row.cue}: " if row.cue and row.cue[-1].isalnum() else ""
    return f"{cue}{row.content}{marks}{verdict}"


def _range(row: Reported) -> str:
    if row.low == row.high:
        return as_text(row.low)
    low = "…" if row.low is None else as_text(row.low)
    return f"{low} to {'…' if row.high is None else as_text(row.high)}"


_SAID = {
    "id": lambda r: r.id[:8], "published": lambda r: day(r.published), "outlet": lambda r: r.outlet, "who": _who,
    "said": _words,
}  # fmt: skip
_HEARD = {
    "who": lambda r: r.speaker, "sort": lambda r: r.sort, "called": lambda r: "; ".join(r.roles[:3]),
    "says": lambda r: r.statements, "in": lambda r: r.articles, "by": lambda r: r.outlets,
    "first": lambda r: day(r.first), "last": lambda r: day(r.last),
}  # fmt: skip
_EVENT = {
    "when": lambda r: r.when, "on whose word": lambda r: r.speaker or r.outlet or "the article",
    "what": lambda r: r.words, "outlet": lambda r: r.outlet,
}  # fmt: skip
_FIGURE = {
    "published": lambda r: day(r.published), "outlet": lambda r: r.outlet, "words": lambda r: r.words,
    "value": _range, "of": lambda r: r.counted or r.harm or r.unit, "where": lambda r: r.place,
    "on whose word": lambda r: r.speaker or "the article", "verdict": lambda r: r.verdict,
}  # fmt: skip

VERBS = (search, said, who, speakers, timeline, figures, unresolved, sources, stats)
