"""From an article to its reading, every step in order."""

from __future__ import annotations

import hashlib

from sayso.reading.addressee import addressee
from sayso.reading.attribution import Attribution, Attributor
from sayso.reading.chains import chained
from sayso.reading.edges import Quoted, continued, with_marks
from sayso.reading.hedges import Hedged
from sayso.reading.kind import kind
from sayso.reading.speakers import resolve
from sayso.reading.stance import stance
from sayso.reading.voices import voice
from sayso.reading.windows import paragraphs
from sayso.records import Article, Notice, PassageKind, Reading, Span, Statement

READ: frozenset[PassageKind] = frozenset({"headline", "standfirst", "body", "caption", "correction"})
"""Passages that speak for the article; teasers and boilerplate do not."""


def take(article: Article, reader: Attributor) -> Reading:
    """Everything that `reader` takes from `article`; the same article gives the same reading."""
    if article.language != "en":
        return Reading(reader.version, article, notices=(_not_english(article),))
    stretches = [s for p in article.passages if p.kind in READ for s in paragraphs(article.text, p.start, p.end)]
    quoted = Quoted(article.text, stretches)
    seen = reader.look(article.text, stretches)
    outermost = continued(seen.attributions, quoted)
    hedged = Hedged(article.text)
    statements: list[Statement] = []
    article_id = article.id
    for link in chained(article.text, outermost, reader, seen.inner):
        outer = None if link.within is None else statements[link.within]
        statements.append(_statement(article.text, article_id, link.attribution, outer, quoted, hedged))
    heard = resolve(article, stretches, statements, seen.names)
    return Reading(
        reader.version,
        article,
        heard.statements,
        names=tuple(seen.names),
        speakers=heard.speakers,
        notices=heard.notices,
    ).check()


def _statement(
    text: str, article_id: str, found: Attribution, outer: Statement | None, quoted: Quoted, hedged: Hedged
) -> Statement:
    around = [q for q in quoted.around(found.content) if not q.holds(found.cue)]
    content = [with_marks(text, span, around) for span in found.content]
    source = voice(text, found.source)
    cue_words = text[found.cue[0] : found.cue[1]]
    heard = addressee(text, found.cue, tuple(content), found.source)
    return Statement(
        id=_identity(article_id, found),
        kind=kind(text, found.cue, content, around),
        stance=stance(cue_words, " … ".join(text[a:b] for a, b in content)),
        within=None if outer is None else outer.id,
        source=source,
        voices=(*(() if outer is None else outer.voices), source),
        cue=Span.of(text, *found.cue),
        content=tuple(Span.of(text, *span) for span in content),
        hedges=tuple(hedged.of([found.cue, *content])),
        addressee=None if heard is None else Span.of(text, *heard),
        confidence=round(found.confidence, 3),
    )


def _identity(article_id: str, found: Attribution) -> str:
    """A statement's id: the article and where its parts stand, whoever reads them."""
    parts = (found.source, found.cue, *found.content)
    return hashlib.sha256(f"{article_id} {parts}".encode()).hexdigest()[:16]


def _not_english(article: Article) -> Notice:
    language = f"the language {article.language!r}" if article.language else "a language that was not recognised"
    return Notice(
        "language", None, None, None, f"the article is in {language}; Sayso reads English, so nothing was read"
    )
