"""Write `docs/exports.md`, with what each format makes of one short text: `python docs/make_exports.py`."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import sayso
from sayso.exports import FORMATS
from sayso.exports.entry import Entry
from sayso.ledger.anchors import Anchor
from sayso.ledger.verdicts import Verdict
from sayso.sources import as_article

PAGE = Path(__file__).with_name("exports.md")
TEXT = (
    "Mayor Ada Vell told reporters that at least 12 people had died at Port Lonnard on 3 March 2026. "
    "“We need help,” she said."
)
_HEAD = """# Exports

Written by `docs/make_exports.py`; a test keeps it true.

    sayso export --ledger sayso.db --format web-annotation --out statements.jsonld

In Python, a ledger's entries (an article's reading with people's verdicts) go into a format and bytes come out, a
piece at a time, the same bytes for the same content:

```python
from sayso.exports import FORMATS
from sayso.exports.of_ledger import entries
from sayso.exports.saving import save
from sayso.ledger.store import Store

with Store.open("sayso.db", read_only=True) as store:
    save(FORMATS["csv"].write(entries(store)), "statements.csv")
```

{table}
**As read, or as people left it.** `jsonl`, `csv`, `parquet`, `html`, `web-annotation` and `prov` give everything
that was read, with the verdicts beside it. The others hand statements on as who said what, and so leave out what
somebody rejected and correct what somebody corrected.

**Offsets** are code points of the article's text, `[start, end)`. An article is named by its text's hash
([RFC 6920](https://www.rfc-editor.org/rfc/rfc6920)), so whoever has the text can check that it is the one.

All examples below are of this text, as the rules read it, and with one verdict:

> {text}
"""
_ABOUT = {
    "jsonl": "The contract `sayso.reading/1`, which `Reading.from_dict` reads back, and `verdicts` (shown).",
    "csv": """
The columns of `sayso read --format csv`, then all spans, the speaker as known across articles, and the verdict that
stands. Cells that a spreadsheet would take for a formula get an apostrophe. Shown: the cells of the first row that
are not empty.""",
    "parquet": "The same with types, shown here. It needs `pip install 'sayso[parquet]'`.",
    "html": "One page to read and to print, without scripts and without a request to anywhere. Shown: one statement.",
    "web-annotation": """
The [Web Annotation Data Model](https://www.w3.org/TR/annotation-model/). Each part of a statement is an annotation
with a quote selector and a position selector. Where the article has an address, that is the source, and `cached`
names the frozen text that the offsets count in. Shown: the first statement's own.""",
    "claim-jsonld": """
[schema.org/Claim](https://schema.org/Claim), and a [ClaimReview](https://schema.org/ClaimReview) only where a person
confirmed or corrected the statement. A verdict here is on the record (did they say this?), not on the world (is it
so?): `reviewAspect` says so, and no `ratingValue` is given, which search engines read as truth. What somebody denied,
rejected, asked, ordered, declined or backed is no claim of theirs and is left out. Shown: the second statement's.""",
    "prov": """
[PROV-O](https://www.w3.org/TR/prov-o/): which reader, with which model, from which text. It is the provenance of
Sayso's records; whose words they are is what the records say. Shown: the reader and a statement.""",
    "ftm": """
[FollowTheMoney](https://followthemoney.tech) entities: the article, each named voice, and for each statement a `Note`
whose `entity` said it and whose `proof` is the article. Shown: the first statement's.""",
    "ftm-statements": """
The same value by value, as FollowTheMoney's own statements with the ids that it gives them. Shown: one of them.""",
    "citron": """
[Citron's data format](https://github.com/bbc/citron/blob/main/docs/data_format.md). A statement without a cue or
without a source has no place in it and is left out, as are chains and stances. Shown: a quote.""",
    "acled": """
[ACLED's columns](https://acleddata.com/knowledge-base/guide-to-2023-acled-column-changes), then ours. A row is a
figure on somebody's word, for a coder to check, and no event; ids, codes and actors are theirs to give and empty.
`fatalities` is the figure's lower bound (`sayso_bound` tells "more than" from "at least"). Shown: the cells that
are not empty.""",
    "ucdp-ged": """
[UCDP GED's columns](https://ucdp.uu.se/downloads/), then ours; `best` only where the words leave no room.""",
    "airwars": """
The columns of [Airwars](https://airwars.org)' incidents, then ours. Who is a civilian is given only where the words
say so: here they do not, and the numbers stand in our columns alone.""",
}


def entry() -> Entry:
    """The article of the examples, read, with a verdict on its second statement."""
    article = as_article(TEXT, published="2026-03-04")
    known = replace(article, url="https://wire.example/ferry", title="Ferry hits pier", outlet="Nordhavn Wire")
    reading = sayso.read(known, reader="rules")
    said = reading.statements[1]
    anchor = Anchor.at(TEXT, said.content[0].start, said.content[0].end)
    confirmed = Verdict(
        "0" * 31 + "1", "confirm", "Ines Rowe", "2026-03-05T10:00:00+00:00", {}, "statement", known.id, said.id, anchor
    )
    return Entry(reading, (confirmed,))


def page() -> str:
    """The page, with every example made anew."""
    made = entry()
    rows = "".join(f"| [`{name}`](#{name}) | {kind.what} | `{kind.suffix}` |\n" for name, kind in FORMATS.items())
    parts = [_HEAD.format(table=f"| format | what it is | ends in |\n| --- | --- | --- |\n{rows}", text=TEXT)]
    for name, kind in FORMATS.items():
        language, example = _example(name, b"".join(kind.write([made])))
        parts.append(f"## {name}\n\n{_ABOUT[name].strip()}\n\n```{language}\n{example.strip()}\n```\n")
    return "\n".join(parts)


def _example(name: str, data: bytes) -> tuple[str, str]:
    """The language of an example, and the part of a format's bytes that is shown."""
    match name:
        case "parquet":
            import pyarrow.parquet

            return "", pyarrow.parquet.read_schema(io.BytesIO(data)).to_string()
        case "html":
            text = data.decode()
            return "html", text[text.index("<section") : text.index("</section>") + len("</section>")]
        case "csv" | "acled" | "ucdp-ged" | "airwars":
            row = next(csv.DictReader(io.StringIO(data.decode())))
            return "", "\n".join(f"{column}: {cell}" for column, cell in row.items() if cell)
        case "jsonl":
            return "json", _indented({"verdicts": json.loads(data)["verdicts"]})
        case "citron":
            return "json", _indented(json.loads(data)["quotes"][1])
        case "ftm":
            return "json", _indented(json.loads(data.splitlines()[2]))
        case "ftm-statements":
            return "json", _indented(json.loads(data.splitlines()[1]))
        case "web-annotation":
            return "json", _indented(json.loads(data)["@graph"][0]["first"]["items"][0])
        case "claim-jsonld":
            return "json", _indented(json.loads(data)["@graph"][1:])
        case _:
            graph = json.loads(data)["@graph"]
            return "json", _indented([node for node in graph if "SoftwareAgent" in str(node) or "“We" in str(node)])


def _indented(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
