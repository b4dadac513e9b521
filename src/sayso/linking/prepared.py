"""A reading made ready to be compared: its sentences as words, and which of them somebody is quoted with."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.linking.evidence import Excerpt
from sayso.linking.words import Word, first_word, words
from sayso.reading.pipeline import READ
from sayso.reading.quotes import quotations
from sayso.reading.sentences import sentences
from sayso.reading.windows import paragraphs
from sayso.records import Article, PassageKind, Reading


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at `[start, end)` of the article; `quoted` is the share of its words inside quotation marks."""

    start: int
    end: int
    kind: PassageKind
    words: tuple[Word, ...]
    stems: frozenset[str]
    quoted: float


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article, its reading and its sentences in order; teasers and boilerplate have none.

    `openings` are the code points where sentences begin, whose capital letters name nothing.
    """

    reading: Reading
    id: str
    sentences: tuple[Sentence, ...]
    openings: frozenset[int]

    @property
    def article(self) -> Article:
        """The article."""
        return self.reading.article

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The words `[start, end)` of the article."""
        return Excerpt(self.id, start, end, self.article.text[start:end])

    @property
    def published(self) -> str:
        """When it was published, in ISO 8601, or an empty string."""
        return self.reading.article.published or ""

    def sentence_at(self, at: int) -> Sentence | None:
        """The sentence that the code point `at` is in."""
        number = bisect_right(self.sentences, at, key=lambda s: s.start) - 1
        return self.sentences[number] if number >= 0 and at < self.sentences[number].end else None


def prepare(reading: Reading) -> Prepared:
    """The sentences of a reading's article, ready to be compared."""
    text = reading.article.text
    found = []
    for kind, start, end in _paragraphs(reading.article):
        inside = [q.inside for q in quotations(text, start, end) if not q.single]
        for run in sentences(text, start, end):
            found.append(_sentence(text, run[0].start, run[-1].end, kind, inside))
    kept = tuple(s for s in found if s.words)
    return Prepared(reading, reading.article.id, kept, frozenset(s.words[0].start for s in kept))


def outline(reading: Reading) -> Prepared:
    """A reading with its sentences' edges alone: enough, at half the cost, where only statements are compared."""
    text = reading.article.text
    found, openings = [], set()
    for kind, start, end in _paragraphs(reading.article):
        for run in sentences(text, start, end):
            found.append(Sentence(run[0].start, run[-1].end, kind, (), frozenset(), 0.0))
            openings.add(first_word(text, run[0].start, run[-1].end))
    return Prepared(reading, reading.article.id, tuple(found), frozenset(openings))


def _paragraphs(article: Article) -> Iterator[tuple[PassageKind, int, int]]:
    for passage in article.passages:
        if passage.kind in READ:
            for start, end in paragraphs(article.text, passage.start, passage.end):
                yield passage.kind, start, end


def _sentence(text: str, start: int, end: int, kind: PassageKind, inside: list[tuple[int, int]]) -> Sentence:
    own = words(text, start, end)
    quoted = sum(any(a <= w.start < b for a, b in inside) for w in own)
    return Sentence(start, end, kind, own, frozenset(w.stem for w in own if w.stem), quoted / max(1, len(own)))
