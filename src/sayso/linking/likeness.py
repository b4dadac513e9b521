"""How two statements are alike, in numbers that a small network weighs and that can be told in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from sayso.linking.meaning import Meaning, Vectors
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying
from sayso.linking.words import Word
from sayso.reading.cues import FORMS

Numbers = NDArray[np.float32]

FEATURES = (
    "meaning", "covered", "covered both ways", "words", "words of the shorter", "names shared", "names others",
    "numbers shared", "numbers others", "number in one", "negation against", "negation in one", "length", "longer by",
    "contrast", "opposing in one", "opposing in both", "quoted in one", "quoted in both", "meaning of what is left",
)  # fmt: skip
"""What `features` gives, in order."""
_CONTRAST = frozenset("but however although though despite instead nevertheless nonetheless yet contrary rather".split())
_OPPOSING = frozenset({"denies", "rejects", "accuses"})
"""Stances of verbs that set one against another."""
_QUOTE = frozenset("\"“”«»")


@dataclass(frozen=True, slots=True)
class Said:
    """A saying and its meaning."""

    saying: Saying
    meaning: Meaning


def features(one: Said, other: Said, rarity: Rarity) -> Numbers:
    """How two sayings are alike: see `FEATURES`. The same whichever comes first."""
    a, b = one.saying, other.saying
    shared = a.stems & b.stems
    weight, weights = rarity.total(shared), sorted((rarity.total(a.stems), rarity.total(b.stems)))
    covered = sorted((covers(one.meaning, other.meaning, rarity), covers(other.meaning, one.meaning, rarity)))
    against = (a.negates(shared) != b.negates(shared)) != (a.denied != b.denied)
    sizes = sorted((len(a.stems), len(b.stems)))
    both = (one.meaning, other.meaning)
    opposing = [any(_opposes(w) for w in m.words) for m in both]
    contrast = [any(w.low in _CONTRAST for w in m.words) for m in both]
    quoted = [not _QUOTE.isdisjoint(s.text) for s in (a, b)]
    return np.array([
        float(one.meaning.whole @ other.meaning.whole),
        covered[1],
        covered[0],
        2 * weight / max(sum(weights), 1e-9),
        weight / max(weights[0], 1e-9),
        len(a.names & b.names) / 3,
        bool(a.names and b.names and not a.names & b.names),
        bool(a.numbers & b.numbers),
        bool(a.numbers and b.numbers and not a.numbers & b.numbers),
        bool(a.numbers) != bool(b.numbers),
        against,
        a.may_negate != b.may_negate,
        sizes[0] / 10,
        (sizes[1] - sizes[0]) / 10,
        sum(contrast) / 2,
        opposing[0] != opposing[1],
        all(opposing),
        quoted[0] != quoted[1],
        all(quoted),
        _left(one, other, shared),
    ], dtype=np.float32)  # fmt: skip


def covers(one: Meaning, other: Meaning, rarity: Rarity) -> float:
    """How far each rarer word of `one` has its like in `other`, 0 to 1 (after BERTScore; Zhang and others 2020)."""
    return _covered(one, other, [rarity(w.stem) if w.stem else 0.0 for w in one.words])


def _covered(one: Meaning, other: Meaning, weights: Sequence[float]) -> float:
    total = sum(weights)
    content = [n for n, w in enumerate(other.words) if w.stem]
    if not total or not content:
        return 0.0
    best = (one.vectors @ other.vectors[content].T).max(axis=1)
    return float(best @ np.array(weights, dtype=np.float32)) / total


def _left(one: Said, other: Said, shared: frozenset[str]) -> float:
    """The cosine of what each says beyond the words that both have; 1 where neither says more."""
    rest = [_rest(s.meaning, shared) for s in (one, other)]
    if rest[0] is None or rest[1] is None:
        return 1.0 if rest[0] is rest[1] else 0.0
    return float(rest[0] @ rest[1])


def _rest(meaning: Meaning, shared: frozenset[str]) -> Vectors | None:
    inside = [n for n, w in enumerate(meaning.words) if w.stem and w.stem not in shared]
    if not inside:
        return None
    mean = meaning.vectors[inside].mean(axis=0)
    united: Vectors = mean / np.maximum(np.linalg.norm(mean), 1e-9)
    return united


def _opposes(word: Word) -> bool:
    return word.low in FORMS and FORMS[word.low][0].stance in _OPPOSING


@dataclass(frozen=True, slots=True)
class Weigher:
    """A network of one hidden layer over features: how probable each of its outcomes is."""

    mean: Numbers
    spread: Numbers
    inner: Numbers
    inner_bias: Numbers
    outer: Numbers
    outer_bias: Numbers

    @classmethod
    def of(cls, tables: Mapping[str, NDArray[Any]], name: str) -> Self:
        """The one of that name among the arrays of `pairs.npz`."""
        return cls(*(tables[f"{name} {part}"] for part in cls.__slots__))

    def __call__(self, found: Numbers) -> Numbers:
        """Probabilities for rows of features (rows × outcomes)."""
        scaled = np.atleast_2d((found - self.mean) / self.spread)
        numbers = np.maximum(scaled @ self.inner + self.inner_bias, 0) @ self.outer + self.outer_bias
        powers = np.exp(numbers - numbers.max(axis=1, keepdims=True))
        made: Numbers = powers / powers.sum(axis=1, keepdims=True)
        return made
