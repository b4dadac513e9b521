"""`sayso export`: a ledger in other programs' formats."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from sayso.cli.options import ledger_option, opened

FORMATS = (
    "jsonl", "csv", "parquet", "html", "web-annotation", "claim-jsonld", "prov", "ftm", "ftm-statements", "citron",
    "acled", "ucdp-ged", "airwars",
)  # fmt: skip
"""The names of `sayso.exports.FORMATS`, written out so that no other verb waits for these; a test holds them equal."""


@click.command()
@click.option("--format", "form", type=click.Choice(FORMATS), required=True, help="See the list above.")
@click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; standard output if not given. An older file stays until the new one is whole.",
)  # fmt: skip
@ledger_option
def export(form: str, out: Path | None, place: str) -> None:
    """Write the whole ledger in a format, with people's verdicts.

    \b
    jsonl           readings as sayso.reading/1, a line for each article
    csv, parquet    statements, a row each
    html            a report for people, one page that needs nothing else
    web-annotation  W3C Web Annotations
    claim-jsonld    schema.org claims, and reviews where a person decided
    prov            PROV-O: from what, and by which reader
    ftm             FollowTheMoney entities; ftm-statements: value by value
    citron          quotes as the BBC's Citron gives them
    acled, ucdp-ged, airwars
                    casualty figures as candidate rows in those columns
    """  # noqa: D301 - click takes the backspace itself as a sign to leave lines alone
    from sayso.exports import FORMATS as WRITERS
    from sayso.exports.of_ledger import entries
    from sayso.exports.saving import save

    chosen = WRITERS[form]
    if out is None and chosen.binary and sys.stdout.isatty():
        raise click.UsageError(f"{form} is not for a terminal; name a file with --out")
    with opened(place) as store:
        pieces = chosen.write(entries(store))
        if out is not None:
            save(pieces, out)
        else:
            sys.stdout.buffer.writelines(pieces)
            sys.stdout.flush()


VERBS = (export,)
