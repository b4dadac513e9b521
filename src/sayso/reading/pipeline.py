"""From an article to its reading, every step in order."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.addressee import addressee, told
from sayso.reading.attribution import Attribution, Attributor
from sayso.reading.chains import chained
from sayso.reading.edges import Quoted, continued, with_marks
from sayso.reading.figures import find_figures
from sayso.reading.hedges import Hedged
from sayso.reading.kind import kind
from sayso.reading.moments import find_moments
from sayso.reading.moments.saying import said_at
from sayso.reading.places import find_places
from sayso.reading.speakers import resolve
from sayso.reading.stance import stance
from sayso.reading.voices import voice
from sayso.reading.whose import Whose
from sayso.reading.windows import paragraphs
from sayso.records import Article, Moment, Notice, PassageKind, Reading, Span, Statement

READ: frozenset[PassageKind] = frozenset({"headline", "standfirst", "body", "caption", "correction"})
"""Passages that speak for the article; teasers and boilerplate do not."""


def take(article: Article, reader: Attributor) -> Reading:
    """Everything that `reader` takes from `article`; the same article gives the same reading."""
    if article.language != "en":
        return Reading(reader.version, article, notices=(_not_english(article),))
    stretches = [s for p in article.passages if p.kind in READ for s in paragraphs(article.text, p.start, p.end)]
    text, quoted = article.text, Quoted(article.text, stretches)
    seen = reader.look(text, stretches)
    moments, refused_moments = find_moments(text, stretches, article.published)
    make = _Maker(text, article.id, quoted, Hedged(text), moments)
    statements: list[Statement] = []
    for link in chained(text, continued(seen.attributions, quoted), seen):
        statements.append(make.statement(link.attribution, None if link.within is None else statements[link.within]))
    heard = resolve(article, stretches, statements, seen.names)
    voices = [(s.source.start, s.source.end) for s in statements if s.source.start is not None and s.source.end]
    places = find_places(text, stretches, seen.names, voices, article.url, article.outlet)
    figures, refused_figures = find_figures(text, stretches, moments, places)
    whose = Whose(statements)
    return Reading(
        reader.version,
        article,
        statements=heard.statements,
        figures=whose.attached(figures),
        moments=whose.attached(moments),
        places=whose.attached(places),
        names=tuple(seen.names),
        speakers=heard.speakers,
        notices=(*heard.notices, *refused_moments, *refused_figures),
    ).check()


@dataclass(frozen=True, slots=True)
class _Maker:
    """What is known of an article when attributions are made statements."""

    text: str
    article_id: str
    quoted: Quoted
    hedged: Hedged
    moments: Sequence[Moment]

    def statement(self, found: Attribution, outer: Statement | None) -> Statement:
        """The statement that an attribution is, inside `outer`."""
        text = self.text
        hearer = told(text, found)
        if hearer is not None:
            found = replace(found, source=None)
        around = [q for q in self.quoted.around(found.content) if not q.holds(found.cue)]
        content = [with_marks(text, span, around) for span in found.content]
        source = voice(text, found.source)
        heard = hearer or addressee(text, found.cue, tuple(content), found.source)
        when = said_at(text, found.cue, content, self.moments)
        return Statement(
            id=_identity(self.article_id, found),
            kind=kind(text, found.cue, content, around),
            stance=stance(text[found.cue[0] : found.cue[1]], " … ".join(text[a:b] for a, b in content)),
            within=None if outer is None else outer.id,
            source=source,
            voices=(*(() if outer is None else outer.voices), source),
            cue=Span.of(text, *found.cue),
            content=tuple(Span.of(text, *span) for span in content),
            hedges=tuple(self.hedged.of([found.cue, *content])),
            addressee=None if heard is None else Span.of(text, *heard),
            said_at=None if when is None else when.value,
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
