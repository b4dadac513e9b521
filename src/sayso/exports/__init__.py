"""Readings in other programs' formats, one module each.

`FORMATS` has them all by name, and every one is called the same way: it takes entries (an article's
reading with its verdicts, `Entry`) and gives a file's bytes piece by piece, so that a ledger of any size
passes through without being held. The same entries give the same bytes.

    from sayso.exports import FORMATS
    from sayso.exports.of_ledger import entries
    with Store.open("sayso.db") as store, open("claims.jsonld", "wb") as file:
        file.writelines(FORMATS["claim-jsonld"].write(entries(store)))

Readings that are in no ledger become entries by `entry.entries_of(readings)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sayso.exports.candidates import acled, airwars, ucdp_ged
from sayso.exports.citron import citron
from sayso.exports.claim_jsonld import claim_jsonld
from sayso.exports.entry import Entry
from sayso.exports.ftm import ftm, ftm_statements
from sayso.exports.jsonl import jsonl
from sayso.exports.parquet import parquet
from sayso.exports.prov import prov
from sayso.exports.report_html import report_html
from sayso.exports.tables import statement_rows
from sayso.exports.web_annotation import web_annotation

Write = Callable[[Iterable[Entry]], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a ledger can be exported in.

    `write` gives the file's bytes; `what` says in a line what they are, `suffix` how such a file's name ends.
    A `binary` one is not for a terminal. Text is UTF-8 with line feeds.
    """

    write: Write
    what: str
    suffix: str
    binary: bool = False


FORMATS: dict[str, Format] = {
    "jsonl": Format(jsonl, "readings as sayso.reading/1 with verdicts, a line for each article", ".jsonl"),
    "csv": Format(statement_rows, "statements, a row each, for a spreadsheet", ".csv"),
    "parquet": Format(parquet, "statements, a row each, for pandas, DuckDB and Spark", ".parquet", binary=True),
    "html": Format(report_html, "a report for people, one page that needs nothing else", ".html"),
    "web-annotation": Format(web_annotation, "W3C Web Annotations of statements, figures and verdicts", ".jsonld"),
    "claim-jsonld": Format(claim_jsonld, "schema.org claims, and reviews where a person decided", ".jsonld"),
    "prov": Format(prov, "PROV-O: what each statement was read from, and by which reader", ".jsonld"),
    "ftm": Format(ftm, "FollowTheMoney entities: who said what, with the article as proof", ".ftm.json"),
    "ftm-statements": Format(ftm_statements, "the same as FollowTheMoney statements, value by value", ".jsonl"),
    "citron": Format(citron, "quotes as the BBC's Citron gives them, a line for each article", ".jsonl"),
    "acled": Format(acled, "figures of killed as candidate rows in ACLED's columns", ".csv"),
    "ucdp-ged": Format(ucdp_ged, "figures of killed as candidate rows in UCDP GED's columns", ".csv"),
    "airwars": Format(airwars, "figures of killed and injured as candidate rows in Airwars' columns", ".csv"),
}
"""Every format, by the name that `sayso export --format` takes."""
