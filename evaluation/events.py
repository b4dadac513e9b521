"""Which mentions of events in several articles are one event: vectors of meaning put to ECB+'s test.

Pairs of mentions are told by numbers (`features`), weighed by a small network that `training/pairs.py` trains on
ECB+'s training topics, and gathered by average linkage over all topics at once: nobody tells which articles belong
together. The baseline is the lemma, as in the literature: mentions with the same words, over all topics, and within
articles found to be alike.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.coreference import Chain, CoNLL
from evaluation.ecb import EventMention
from sayso.linking.likeness import Weigher
from sayso.linking.meaning import Meanings
from sayso.linking.rarity import Rarity
from sayso.linking.words import Word, words

Matrix = NDArray[np.float32]

WEIGHTS = Path(__file__).with_name("events.npz")
ENOUGH = 0.4
"""Mean probability from which two groups of mentions are one event: best of 0.3, 0.4, 0.5 on ECB+'s dev topics."""
_ALIKE = 0.15
"""Likeness of articles, of which the mean of two groups must have as much to be one, for the baseline: best of
0.1, 0.15, 0.2, 0.3 on the dev topics."""


class Mentions:
    """Event mentions ready to be compared; rarity of words is counted over their own articles."""

    def __init__(self, mentions: Sequence[EventMention], meanings: Meanings) -> None:
        self.mentions = mentions
        self.rarity = Rarity()
        self._words = {text: words(text) for text in dict.fromkeys(m.text for m in mentions)}
        self._articles: dict[str, set[str]] = {}
        for m in mentions:
            self._articles.setdefault(m.article, set()).update(_stems(self._words[m.text]))
        for held in self._articles.values():
            self.rarity.add(held)
        known = dict(zip(self._words, meanings.of_all(list(self._words)), strict=True))
        self._parts = np.concatenate([meanings.parts(m.text, [(m.start, m.end)]) for m in mentions])
        self._wholes = np.array([known[m.text].whole for m in mentions])
        self.own = [_own(m, self._words[m.text]) for m in mentions]

    def features(self) -> Matrix:
        """Numbers for each pair of mentions (mentions × mentions × features)."""
        rest = [set(_stems(self._words[m.text])) - set(own) for m, own in zip(self.mentions, self.own, strict=True)]
        names = [
            {w.stem for w in self._words[m.text][1:] if w.stem and m.text[w.start].isupper()} for m in self.mentions
        ]
        part, whole = self._parts @ self._parts.T, self._wholes @ self._wholes.T
        first, last = (np.array([own[at] for own in self.own]) for at in (0, -1))
        same, beside, alike = self._shared(self.own), self._shared(rest), self.articles_alike()
        articles = np.array([m.article for m in self.mentions])
        one = (articles[:, None] == articles).astype(np.float32)
        return np.stack([
            part, whole, first[:, None] == first, last[:, None] == last, same, beside, alike, one, self._shared(names),
            part * alike, same * alike, same * beside, part * whole, same * one, part * same,
        ], axis=-1).astype(np.float32)  # fmt: skip

    def articles_alike(self) -> Matrix:
        """The likeness of the words of each two mentions' articles."""
        names = list(self._articles)
        alike = self._shared([self._articles[n] for n in names])
        at = np.array([names.index(m.article) for m in self.mentions])
        chosen: Matrix = alike[np.ix_(at, at)]
        return chosen

    def _shared(self, held: Sequence[Iterable[str]]) -> Matrix:
        """The cosine of each two bags of stems, weighted by rarity."""
        columns: dict[str, int] = {}
        rows = [[columns.setdefault(s, len(columns)) for s in sorted(set(stems))] for stems in held]
        table = np.zeros((len(rows), max(1, len(columns))), dtype=np.float32)
        weights = np.sqrt([self.rarity(s) for s in columns]).astype(np.float32)
        for number, row in enumerate(rows):
            table[number, row] = weights[row]
        table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
        made: Matrix = table @ table.T
        return made


def _stems(of: Sequence[Word]) -> list[str]:
    return [w.stem for w in of if w.stem]


def _own(mention: EventMention, of: Sequence[Word]) -> list[str]:
    """The stems of a mention's own words, function words as they are; never empty."""
    own = [w.stem or w.low for w in of if w.start < mention.end and mention.start < w.end]
    return own or [mention.text[mention.start : mention.end]]


def found(mentions: Mentions, weigher: Weigher, enough: float = ENOUGH) -> list[int]:
    """The number of each mention's event."""
    table = mentions.features()
    probable = np.array([weigher(row)[:, 1] for row in table])
    return gathered((probable + probable.T) / 2, enough)


def by_lemma(mentions: Mentions, alike: bool) -> list[Hashable]:
    """The baseline: the same words; where `alike`, in articles that were gathered by their words."""
    groups = gathered(mentions.articles_alike(), _ALIKE) if alike else [0] * len(mentions.mentions)
    return [(group, frozenset(own)) for group, own in zip(groups, mentions.own, strict=True)]


def gathered(likeness: Matrix, enough: float) -> list[int]:
    """Groups by average linkage: the likest two are joined while the mean likeness between them is `enough`."""
    mean = likeness.astype(np.float64)
    count = len(mean)
    np.fill_diagonal(mean, -np.inf)
    sizes, group = np.ones(count), np.arange(count)
    best = mean.argmax(axis=1)
    while count > 1:
        values = mean[np.arange(count), best]
        one = int(values.argmax())
        if values[one] < enough:
            break
        other = int(best[one])
        joined = (mean[one] * sizes[one] + mean[other] * sizes[other]) / (sizes[one] + sizes[other])
        mean[one], mean[:, one] = joined, joined
        mean[one, one] = -np.inf
        mean[other], mean[:, other] = -np.inf, -np.inf
        sizes[one] += sizes[other]
        group[group == other] = one
        stale = np.flatnonzero((best == one) | (best == other))
        best[stale] = mean[stale].argmax(axis=1)
        better = mean[:, one] > mean[np.arange(count), best]
        best[better] = one
        best[one] = mean[one].argmax()
    return [int(g) for g in group]


def score(mentions: Sequence[EventMention], keys: Iterable[Hashable]) -> CoNLL:
    """MUC, B³ and CEAFe of mentions gathered by `keys`; events with one mention count."""
    scores = CoNLL()
    scores.add(_chains(m.event for m in mentions), _chains(keys))
    return scores


def _chains(keys: Iterable[Hashable]) -> list[Chain]:
    chains: dict[Hashable, list[int]] = {}
    for number, key in enumerate(keys):
        chains.setdefault(key, []).append(number)
    return [frozenset(chain) for chain in chains.values()]
