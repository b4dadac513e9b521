"""What articles have in common: linking a ledger, and asking where words come from and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sayso.cli.options import form_option, ledger_option, limit_option, opened
from sayso.cli.output import (
    Form,
    Sides,
    as_text,
    console,
    day,
    harmless,
    print_answers,
    print_block,
    print_object,
    progress,
)

if TYPE_CHECKING:
    from rich.text import Text

    from sayso.ledger.store import Store
    from sayso.linking.known_people import KnownPeople
    from sayso.questions.links import Between, Disputed, Passage
    from sayso.questions.series import Count
    from sayso.questions.trace import Carrier, Traced

Command = TypeVar("Command", bound=Callable[..., Any])
_LONGEST = 160


@click.command()
@click.option(
    "--people", "known_people", metavar="FILE", type=click.Path(path_type=Path),
    help="Known people with ids, names and descriptions, as CSV or JSON lines: an extract of Wikidata, say.",
)  # fmt: skip
@click.option("--anew", is_flag=True, help="Forget all links and find them again; what people decided stays.")
@ledger_option
def link(known_people: Path | None, anew: bool, place: str) -> None:
    """Find out what articles have in common: who copies whom, what is one claim, and which speakers are one.

    Only articles that are not linked yet are looked at. What people merged, split and rejected goes before.
    """
    from sayso.linking.known_people import load_known_people

    known = None if known_people is None else load_known_people(known_people)
    for problem in () if known is None else known.problems:
        click.echo(f"sayso: {harmless(problem)}", err=True)
    link_all(place, known, anew=anew)


def link_all(place: str, known: KnownPeople | None = None, *, anew: bool = False) -> None:
    """Link what is not linked yet, and find out who the speakers are."""
    import sayso

    with sayso.open(place if "://" in place else Path(place), create=False) as ledger:
        with progress("linking") as advance:
            count = ledger.link(anew=anew, tell=lambda many: [advance() for _ in range(many)])
        changed = ledger.link_people(known)
    click.echo(f"{as_text(count)} articles linked; {as_text(changed)} speakers are somebody else than before", err=True)


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", show_default=True)
@ledger_option
def trace(words: tuple[str, ...], form: str, place: str) -> None:
    """Show where WORDS come from: who carries them, from whom, what was lost, and how many stand behind them.

    WORDS are some of what is said, a statement's id, or the address of an article.
    """
    from sayso.questions.trace import trace as ask

    with opened(place) as store:
        _say_pending(store)
        found = ask(store, " ".join(words))
    if form == "json":
        print_object(found)
    else:
        _print_trace(found)


def _between(command: Command) -> Command:
    for option in (
        click.option("--about", "words", metavar="WORDS", help="Only what has all these words."),
        click.option("--outlet", metavar="NAME", help="An outlet on either side, or a part of its name."),
        click.option("--since", metavar="DATE", help="Published then or after: 2026, 2026-03, 2026-03-04."),
        click.option("--until", metavar="DATE", help="Published then or before; a month counts whole."),
        click.option("--rejected", is_flag=True, help="Also what somebody rejected."),
        limit_option,
        form_option,
        ledger_option,
    )[::-1]:
        command = option(command)
    return command


def _verb(name: str, help_: str, head: Callable[[Any], str], sides: Callable[[Any], Sides]) -> click.Command:
    """A verb that asks for links of one kind; for people each is a headline with two passages below."""

    @_between
    def ask(limit: int, form: Form, place: str, **between: Any) -> None:
        from sayso.questions import links

        with opened(place) as store:
            _say_pending(store)
            found = getattr(links, name)(store, _wanted(between), limit)
        print_answers(found, form, {}, blocks=lambda link: (f"{link.id[:8]}  {head(link)}", sides(link)))

    return click.command(name, help=help_)(ask)


def _wanted(between: dict[str, Any]) -> Between:
    from sayso.questions.links import Between

    return Between(**between)


@click.command()
@click.argument("counted", required=False)
@limit_option
@form_option
@ledger_option
def series(counted: str | None, limit: int, form: Form, place: str) -> None:
    """Show figures over time: who put what is COUNTED at how much, and what each did to those before it."""
    from sayso.questions.series import series as ask

    with opened(place) as store:
        _say_pending(store)
        print_answers(ask(store, counted, limit), form, _COUNT)


def _say_pending(store: Store) -> None:
    """Tell of articles that an answer about links leaves out."""
    from sayso.linking.arrivals import pending

    left = pending(store)
    if left.new:
        are = "article is" if left.new == 1 else "articles are"
        click.echo(f"{as_text(left.new)} {are} not linked yet; to link what is new: sayso link", err=True)
    if left.stale:
        click.echo("articles were read again since they were linked; to link them anew: sayso link", err=True)


def _print_trace(found: Traced) -> None:
    from rich.text import Text
    from rich.tree import Tree

    out = console()
    count, behind = len([c for c in found.carriers if c.passage.article]), len(found.origins)
    articles = "1 article" if count == 1 else f"{count} articles"
    origins = "1 independent origin" if behind == 1 else f"{behind} independent origins"
    root = Tree(Text(f"“{_cut(found.claim)}”: {articles}, {origins}", style="bold"))
    nodes: dict[int | None, Tree] = {None: root}
    for carrier in found.carriers:
        nodes[carrier.place] = nodes[carrier.parent].add(_carrier(carrier))
    out.print(root)
    for dispute in found.disputes:
        print_block(f"{dispute.id[:8]}  {_dispute(dispute)}", _held(dispute))
    for other in found.others:
        out.print(Text.assemble(("also said ", "dim"), f"“{_cut(other)}”"))


def _carrier(carrier: Carrier) -> Text:
    from rich.text import Text

    passage = carrier.passage
    head = [harmless(passage.outlet or passage.title or "not known"), day(passage.published)]
    told = Text("  ".join(filter(None, head)), style="bold")
    if carrier.how and carrier.link:
        told.append(f"  {carrier.how} ({carrier.link[:8]})", style="not bold cyan")
    if passage.words:
        whose = f"{' > '.join(carrier.voices)}: " if carrier.voices else ""
        told.append(f"\n{harmless(whose)}{_cut(passage.words)}", style="not bold")
    for loss in carrier.lost:
        told.append(f"\n{loss.lost} ({loss.id[:8]}): {harmless(loss.reason)}", style="not bold yellow")
    if carrier.elsewhere:
        told.append(f"\nthe same text at {harmless(', '.join(carrier.elsewhere))}", style="not bold dim")
    return told


def _cut(words: str) -> str:
    plain = harmless(" ".join(words.split()))
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1].rstrip() + "…"


def _of(passage: Passage) -> str:
    where = ", ".join(filter(None, (passage.outlet, day(passage.published))))
    return where or passage.title or "not known"


def _sides(link: Any) -> Sides:
    """What stands here, and what there that it was made from."""
    return [(_of(passage), _cut(passage.words)) for passage in (link.here, link.there)]


def _held(dispute: Disputed) -> Sides:
    """Who holds what."""
    return [
        (
            f"{', '.join(side.voices) or 'the article'}"
            f" ({', '.join(dict.fromkeys(p.outlet for p in side.passages if p.outlet)) or 'not known'})",
            _cut(side.holds),
        )
        for side in dispute.sides
    ]  # fmt: skip


def _dispute(dispute: Disputed) -> str:
    return f"{dispute.cause}: {dispute.reason}"


def _range(count: Count) -> str:
    if count.low == count.high:
        return as_text(count.low)
    return f"{as_text(count.low) or '…'} to {as_text(count.high) or '…'}"


_COUNT = {
    "of": lambda r: f"{r.series}: {r.what}", "since": lambda r: day(r.since), "value": _range,
    "words": lambda r: r.passage.words, "on whose word": lambda r: " > ".join(r.voices),
    "change": lambda r: r.change if r.state == "stands" else r.state, "outlet": lambda r: r.passage.outlet,
}  # fmt: skip

origins = _verb(
    "origins",
    "List which articles were made from which, with the longest passage that shows it.",
    lambda r: f"{r.how}, {r.share:.0%} of it: {r.reason}",
    _sides,
)
drift = _verb(
    "drift",
    "List what got lost on the way from one article to the next: hedges, sources, bounds, numbers, words, denials.",
    lambda r: f"{r.lost}: {r.reason}",
    _sides,
)
variants = _verb(
    "variants",
    "List quotations that one article has in other words than another.",
    lambda r: f"{r.why} of {r.speaker or 'somebody'}: " + "; ".join(f"“{a}” for “{b}”" for a, b in r.differ),
    _sides,
)
disputes = _verb("disputes", "List what cannot both hold, and on whose word each side stands.", _dispute, _held)
VERBS = (link, trace, origins, drift, variants, disputes, series)
