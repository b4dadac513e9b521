"""Statements as schema.org `Claim`s (JSON-LD), with a `ClaimReview` where a person gave a verdict.

Follows https://schema.org/Claim and https://schema.org/ClaimReview. A claim's `author` is whoever made the
statement; an unnamed voice gives a claim without an author. `appearance` is the article. A statement reported
inside another `isPartOf` that one.

A claim is something put forward as so. What somebody denied, rejected, asked, ordered, declined or backed is in
their name no claim, and is left out, as are statements that somebody rejected: a program that reads these would
lay words to a person that they did not say. All are in the other formats.

A verdict in Sayso is on the record, not on the world: "confirmed" says that this was indeed said by them, in these
words. The review says so in `reviewAspect`, and gives no number: search engines read `ratingValue` as truth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exports.as_json import json_graph, known
from sayso.exports.entry import Entry, Outcome, Who
from sayso.exports.identifiers import article_iri, statement_iri
from sayso.exports.settled import settled
from sayso.records import Article, Stance, Statement, VoiceSort

CONTEXT = "https://schema.org"
ASPECT = "attribution: whether the source made this statement in these words"
_CLAIMED: frozenset[Stance] = frozenset({"asserts", "accuses", "promises", "expects"})
_TYPES: dict[VoiceSort, str] = {"person": "Person"}
"""What a voice is to schema.org; all other named ones are organisations there."""
_AUTHORS: frozenset[VoiceSort] = frozenset({"person", "group", "institution", "government", "outlet"})
_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
"""The values of moments that schema.org takes for a date; a week, a season or an evening is none there."""
Node = dict[str, Any]


def claim_jsonld(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One JSON-LD document, a claim or a review a line."""
    return json_graph(CONTEXT, (node for entry in entries for node in _nodes(entry)))


def _nodes(entry: Entry) -> Iterator[Node]:
    reading = settled(entry)
    outcomes = entry.outcomes()
    claims = {s.id for s in reading.statements if s.stance in _CLAIMED}
    appearance = _appearance(reading.article)
    for statement in reading.statements:
        if statement.id in claims:
            within = statement.within if statement.within in claims else None
            yield _claim(reading.article, statement, within, entry.speaker_of(statement), appearance)
            if statement.id in outcomes:
                yield _review(reading.article, statement, outcomes[statement.id])


def _claim(article: Article, s: Statement, within: str | None, who: Who, appearance: Node) -> Node:
    return {
        "@type": "Claim",
        "@id": statement_iri(article, s),
        **known(
            text=" … ".join(part.text for part in s.content),
            author=_author(s, who),
            dateCreated=s.said_at if s.said_at and _DATE.fullmatch(s.said_at) else None,
            inLanguage=article.language,
            isPartOf=None if within is None else {"@id": statement_iri(article, within)},
            keywords=[s.kind, s.stance, *dict.fromkeys(f"hedge: {hedge.sort}" for hedge in s.hedges)],
        ),
        "appearance": appearance,
    }


def _author(s: Statement, who: Who) -> Node | None:
    if s.source.sort not in _AUTHORS or who.name is None:
        return None
    return {"@type": _TYPES.get(s.source.sort, "Organization"), "name": who.name, **known(identifier=who.person)}


def _appearance(article: Article) -> Node:
    return {
        "@type": "NewsArticle",
        "@id": article_iri(article),
        **known(
            url=article.url,
            headline=article.title,
            datePublished=article.published,
            author=None if article.byline is None else {"@type": "Person", "name": article.byline},
            publisher=None if article.outlet is None else {"@type": "Organization", "name": article.outlet},
        ),
    }


def _review(article: Article, s: Statement, outcome: Outcome) -> Node:
    return {
        "@type": "ClaimReview",
        "@id": f"{statement_iri(article, s)}/review",
        "itemReviewed": {"@id": statement_iri(article, s)},
        "claimReviewed": " … ".join(part.text for part in s.content),
        "author": {"@type": "Person", "name": outcome.who},
        "datePublished": outcome.at,
        "reviewAspect": ASPECT,
        "reviewRating": {"@type": "Rating", "alternateName": outcome.verdict, "reviewAspect": ASPECT},
    }
