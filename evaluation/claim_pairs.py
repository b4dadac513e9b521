"""Pairs of statements as the numbers in which they are alike: of ClaimDiff, and of our own stories."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import sayso
from evaluation.claimdiff import ClaimPair
from evaluation.links import Story, listed_pairs, meets, read_story
from sayso.linking.claims import Match
from sayso.linking.evidence import Excerpt
from sayso.linking.likeness import Numbers, Said, features
from sayso.linking.linked import Linked
from sayso.linking.meaning import Meanings
from sayso.linking.prepared import prepare
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying, sayings
from sayso.reading.many import ReaderName
from sayso.records import ReaderVersion, Reading, Span, Statement, Voice
from sayso.sources.text import article_from_text

_NOBODY = Voice(None, None, None, None, "unattributed")
Disputes = Sequence[Sequence[Sequence[Excerpt]]]
"""Of each dispute the passages of each side."""
_PLAIN = ReaderVersion("plain", "0", None)


@dataclass(frozen=True, slots=True)
class StoryPairs:
    """What the truth of a story tells of: pairs, how they are alike (pairs × features), and which are one claim."""

    said: tuple[Saying, ...]
    pairs: tuple[tuple[int, int], ...]
    numbers: Numbers
    same: tuple[bool, ...]


def read_stories(folders: Iterable[Path]) -> list[Story]:
    """Stories from their folders."""
    return [read_story(folder) for folder in folders]


def of_story(story: Story, meanings: Meanings, reader: ReaderName = "learned") -> StoryPairs:
    """The pairs of a story."""
    linked, numbers, kin = Linked(same_claim=_Unjudged()), list[int](), dict[str, Container[str]]()
    for article in story.articles:
        changed = linked.add(sayso.read(article, reader=reader))
        numbers += changed.sayings
        kin[article.id] = {article.id, *changed.kin}
    said = [linked.claims[n].saying for n in numbers]
    known = [Said(s, m) for s, m in zip(said, meanings.of_all([s.text for s in said]), strict=True)]
    listed = list(listed_pairs(story, [s.where for s in said]))

    def alike(one: Said, other: Said) -> Numbers:
        a, b = one.saying.where.article, other.saying.where.article
        return features(one, other, linked.origins.rarity, a in kin[b] or b in kin[a])

    table = np.array([alike(known[a], known[b]) for a, b, _ in listed])
    return StoryPairs(tuple(said), tuple((a, b) for a, b, _ in listed), table, tuple(s for *_, s in listed))


class _Unjudged:
    """Stands where a judge does, as what is to be learned is not asked for, and notes what it is asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Saying, Saying]] = []

    def __call__(self, _one: Saying, _other: Saying, /, *, one_story: bool = True) -> Match:  # noqa: ARG002
        """See `SameClaim`."""
        return Match(0.0, "")

    def opposed(self, one: Saying, other: Saying) -> float:
        """See `Opposing`."""
        self.asked.append((one, other))
        return 0.0


def opposites(readings: Iterable[Reading], meanings: Meanings, disputes: Disputes = ()) -> tuple[Numbers, list[bool]]:
    """The pairs of statements that may be at odds: how they are alike, and which stand on two sides of a dispute."""
    judge = _Unjudged()
    linked = Linked(same_claim=judge)
    for reading in readings:
        linked.add(reading)
    table = []
    for one, other in judge.asked:
        mine, theirs = meanings.of_all((one.text, other.text))
        table.append(features(Said(one, mine), Said(other, theirs), linked.origins.rarity))
    return np.array(table), [_at_odds(one.where, other.where, disputes) for one, other in judge.asked]


def _at_odds(one: Excerpt, other: Excerpt, disputes: Disputes) -> bool:
    for sides in disputes:
        mine, theirs = ({n for n, side in enumerate(sides) for p in side if meets(where, p)} for where in (one, other))
        if any(a != b for a in mine for b in theirs):
            return True
    return False


def of_claims(pairs: Sequence[ClaimPair], meanings: Meanings) -> Numbers:
    """How the claims of each pair are alike; the rarity of words is counted over all of them."""
    texts = list(dict.fromkeys(t for p in pairs for t in (p.one, p.other)))
    rarity, known = Rarity(), dict(zip(texts, meanings.of_all(texts), strict=True))
    plain = {text: plain_saying(text) for text in texts}
    for saying in plain.values():
        rarity.add(saying.stems)
    said = {text: Said(plain[text], known[text]) for text in texts}
    return np.array([features(said[p.one], said[p.other], rarity) for p in pairs])


def plain_saying(text: str) -> Saying:
    """A text as something that nobody in particular asserts."""
    article = article_from_text(text, source="claim")
    content = (Span.of(article.text, 0, len(article.text)),)
    statement = Statement("s", "indirect", "asserts", None, _NOBODY, (_NOBODY,), None, content)
    found = sayings(prepare(Reading(_PLAIN, article, (statement,))))
    return found[0] if found else _without_words(text)


def _without_words(text: str) -> Saying:
    """Too short to be compared by words."""
    article = article_from_text(f"{text} nothing else", source="claim")
    content = (Span.of(article.text, 0, len(article.text)),)
    statement = Statement("s", "indirect", "asserts", None, _NOBODY, (_NOBODY,), None, content)
    return sayings(prepare(Reading(_PLAIN, article, (statement,))))[0]
