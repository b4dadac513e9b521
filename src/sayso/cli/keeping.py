"""Looking at what is kept: `show` a statement, the `versions` of a page, and whether a ledger is well (`doctor`)."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import form_option, ledger_option, opened
from sayso.cli.output import Form, console, day, harmless, print_answers

if TYPE_CHECKING:
    from sayso.ledger.versions import Change
    from sayso.questions.show import Shown


@click.command()
@click.argument("statement", metavar="ID")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="text for people, json for programs.",
)  # fmt: skip
@ledger_option
def show(statement: str, form: str, place: str) -> None:
    """Show a statement in its sentence, the chain it came through, its snapshots and its verdicts.

    The first characters of an ID are enough.
    """
    from sayso.questions.show import show as ask

    with opened(place) as store:
        found = ask(store, statement)
    if form == "json":
        plain = dataclasses.asdict(found) | {"article": found.article.id, "text": None}
        del plain["text"]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2, default=str))
    else:
        _print_shown(found)


@click.command()
@click.argument("address", required=False)
@ledger_option
def versions(address: str | None, place: str) -> None:
    """Show how the page at ADDRESS changed: statements added, gone and reworded. Without one, list pages that did."""
    from sayso.ledger.versions import changed_pages
    from sayso.ledger.versions import versions as ask

    with opened(place) as store:
        if address is None:
            for page in changed_pages(store):
                click.echo(harmless(page))
            return
        found = ask(store, address)
    if not found:
        raise click.UsageError(f"nothing was added from {address}; pages that changed: sayso versions")
    for version in found:
        click.echo(f"{version.seen}  {version.article}")
        for change in version.changes:
            click.echo(f"  {change.kind}: {harmless(_changed(change))}")


@click.command()
@form_option
@ledger_option
def doctor(form: Form, place: str) -> None:
    """Check every span, hash and reference of the ledger."""
    from sayso.ledger.doctor import Finding, examine
    from sayso.questions.answers import Answers

    with opened(place) as store:
        found = Answers(Finding, tuple(examine(store)))
    if not found and form == "table":
        click.echo("all is well", err=True)
        return
    print_answers(found, form, {"where": lambda f: f.place, "what is wrong": lambda f: f.why})
    if found:
        sys.exit(1)


def _changed(change: Change) -> str:
    def words(statement: Any) -> str:
        who = " ".join(filter(None, (statement.source.text, statement.cue and statement.cue.text)))
        return f"{who or '—'}: {' … '.join(part.text for part in statement.content)}"

    if change.older is not None and change.newer is not None:
        return f"{words(change.older)} → {words(change.newer)}"
    return words(change.newer or change.older)


def _print_shown(found: Shown) -> None:
    from rich.text import Text

    statement, article = found.statement, found.article
    where = ", ".join(filter(None, (article.outlet, day(article.published), article.title)))
    out = console()
    out.print(Text(f"{statement.id}  {harmless(where or 'an article of unknown origin')}", style="bold"))
    out.print(
        Text.assemble((harmless(found.before), "dim"), (harmless(found.words), "bold"), (harmless(found.after), "dim"))
    )
    chain = " > ".join(v.name or v.text or v.sort for v in statement.voices)
    facts = {
        "through": chain, "speaker": found.speaker, "how": f"{statement.kind}, {statement.stance}",
        "hedges": "; ".join(f"{h.text} ({h.sort})" for h in statement.hedges),
        "to": statement.addressee and statement.addressee.text, "when": statement.said_at,
        "inside": "; ".join(f"{s.id[:8]} {s.source.text or '—'}" for s in found.inside),
        "verdict": found.verdict and f"{found.verdict} {found.corrected or ''}".strip(),
        "confidence": statement.confidence, "reader": f"{found.reader.name} {found.reader.version}",
    }  # fmt: skip
    rows = [(name, str(value)) for name, value in facts.items() if value]
    rows += [("snapshot", f"{a.seen}  {a.address}  {a.content[:19]}…") for a in found.appearances]
    rows += [(v.kind, f"{day(v.at)} {v.who} {'; '.join(map(str, v.body.values()))}") for v in found.verdicts]
    for name, value in rows:
        out.print(Text.assemble((f"{name:>11}  ", "dim"), harmless(value)))


VERBS = (show, versions, doctor)
