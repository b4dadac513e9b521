"""How two statements are alike, in numbers that a small network weighs and that can be told in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from sayso.linking.meaning import Meaning, Vectors, unit
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying
from sayso.linking.variants import same_speaker
from sayso.reading.cues import FORMS

Numbers = NDArray[np.float32]

BY_WORDS = (
    "words", "words of the shorter", "names shared", "names others", "numbers shared", "numbers others",
    "number in one", "negation against", "negation in one", "length", "longer by", "quoted in one", "quoted in both",
    "number of the like", "another number of the like", "number of another thing", "voice shared", "voices others",
    "one story",
)  # fmt: skip
"""What `by_words` gives, in order."""
FEATURES = (
    *BY_WORDS, "meaning", "covered", "covered both ways", "contrast", "opposing in one", "opposing in both",
    "meaning of what is left",
)  # fmt: skip
"""What `features` gives, in order."""
_CONTRAST = frozenset(
    "but however although though despite instead nevertheless nonetheless yet contrary rather".split()
)
_OPPOSING = frozenset({"denies", "rejects", "accuses"})
"""Stances of verbs that set one against another."""
_QUOTE = frozenset('"“”«»')


@dataclass(frozen=True, slots=True)
class Said:
    """A saying and its meaning."""

    saying: Saying
    meaning: Meaning


def by_words(one: Saying, other: Saying, rarity: Rarity, one_story: bool = True) -> list[float]:
    """How two sayings are alike as far as can be told without what they mean: see `BY_WORDS`, and `features`."""
    shared = one.stems & other.stems
    weight, weights = rarity.total(shared), sorted((rarity.total(one.stems), rarity.total(other.stems)))
    sizes = sorted((len(one.stems), len(other.stems)))
    quoted = [not _QUOTE.isdisjoint(s.text) for s in (one, other)]
    return [
        2 * weight / max(sum(weights), 1e-9),
        weight / max(weights[0], 1e-9),
        len(one.names & other.names) / 3,
        bool(one.names and other.names and not one.names & other.names),
        bool(one.numbers & other.numbers),
        bool(one.numbers and other.numbers and not one.numbers & other.numbers),
        bool(one.numbers) != bool(other.numbers),
        (one.negates(shared) != other.negates(shared)) != (one.denied != other.denied),
        one.may_negate != other.may_negate,
        sizes[0] / 10,
        (sizes[1] - sizes[0]) / 10,
        quoted[0] != quoted[1],
        all(quoted),
        *_counts(one, other),
        *_voices(one, other),
        one_story,
    ]


def features(one: Said, other: Said, rarity: Rarity, one_story: bool = True) -> Numbers:
    """How two sayings are alike: see `FEATURES`. The same whichever comes first.

    Args:
        one: a saying and its meaning.
        other: another.
        rarity: weights of words.
        one_story: whether their articles tell of one story (`kin`).
    """
    a, b = one.saying, other.saying
    covered = _covered(one.meaning, other.meaning, rarity)
    both = (one.meaning, other.meaning)
    opposing = [not _opposing().isdisjoint(m.low) for m in both]
    contrast = [not _CONTRAST.isdisjoint(m.low) for m in both]
    return np.array([
        *by_words(a, b, rarity, one_story),
        float(one.meaning.whole @ other.meaning.whole),
        covered[1],
        covered[0],
        sum(contrast) / 2,
        opposing[0] != opposing[1],
        all(opposing),
        _left(one, other, a.stems & b.stems),
    ], dtype=np.float32)  # fmt: skip


def _covered(one: Meaning, other: Meaning, rarity: Rarity) -> tuple[float, float]:
    """How far each rarer word of either has its like in the other, 0 to 1 (after BERTScore; Zhang and others 2020)."""
    if not one.stems or not other.stems:
        return 0.0, 0.0
    alike = one.vectors @ other.vectors.T
    weights = [np.array([rarity(stem) for stem in m.stems], dtype=np.float32) for m in (one, other)]
    found = [
        float(alike.max(axis=axis) @ weight / max(float(weight.sum()), 1e-9))
        for axis, weight in zip((1, 0), weights, strict=True)
    ]
    return min(found), max(found)


def _counts(one: Saying, other: Saying) -> tuple[bool, bool, bool]:
    """Whether both give one number of the like; else other numbers of the like; else one number of other things."""
    pairs = [(a.like(b), a.shares(b)) for a in one.counted for b in other.counted]
    same = (True, True) in pairs
    return same, not same and (True, False) in pairs, not same and (False, True) in pairs


def _voices(one: Saying, other: Saying) -> tuple[bool, bool]:
    """Whether both may be one voice's; whether both have voices, and others."""
    shared = one_voice(one, other)
    return shared, not shared and _told(one) and _told(other)


def one_voice(one: Saying, other: Saying) -> bool:
    """Whether two statements may be one voice's; narration is nobody's."""
    return _told(one) and _told(other) and same_speaker(one.voice, other.voice)


def _told(saying: Saying) -> bool:
    return saying.statement is not None and bool(saying.voice)


def _left(one: Said, other: Said, shared: frozenset[str]) -> float:
    """The cosine of what each says beyond the words that both have; 1 where neither says more."""
    rest = [_rest(s.meaning, shared) for s in (one, other)]
    if rest[0] is None or rest[1] is None:
        return 1.0 if rest[0] is rest[1] else 0.0
    return float(rest[0] @ rest[1])


def _rest(meaning: Meaning, shared: frozenset[str]) -> Vectors | None:
    inside = [n for n, stem in enumerate(meaning.stems) if stem not in shared]
    if not inside:
        return None
    # The length of a mean does not matter, as it is made 1.
    return unit(meaning.vectors[inside].sum(axis=0))


@cache
def _opposing() -> frozenset[str]:
    """Verbs that set one against another, in all their forms."""
    return frozenset(low for low, forms in FORMS.items() if forms[0].stance in _OPPOSING)


@dataclass(frozen=True)
class Weigher:
    """Logistic regression over features, or a network with one hidden layer: how probable each outcome is."""

    mean: Numbers
    spread: Numbers
    weights: tuple[Numbers, ...]
    biases: tuple[Numbers, ...]

    @classmethod
    def of(cls, tables: Mapping[str, NDArray[Any]], name: str) -> Self:
        """The one of that name among some arrays."""
        layers = range(sum(key.startswith(f"{name} weights ") for key in tables))
        weights, biases = (tuple(tables[f"{name} {part} {n}"] for n in layers) for part in ("weights", "biases"))
        return cls(tables[f"{name} mean"], tables[f"{name} spread"], weights, biases)

    def tables(self, name: str) -> dict[str, Numbers]:
        """The arrays that `of` takes."""
        layers = {
            f"{name} {part} {n}": array for part in ("weights", "biases") for n, array in enumerate(getattr(self, part))
        }
        return {f"{name} mean": self.mean, f"{name} spread": self.spread, **layers}

    def __call__(self, found: Numbers) -> Numbers:
        """Probabilities for rows of features (rows × outcomes)."""
        x = np.atleast_2d((found - self.mean) / self.spread)
        for weights, bias in zip(self.weights[:-1], self.biases[:-1], strict=True):
            x = np.maximum(x @ weights + bias, 0)
        x = x @ self.weights[-1] + self.biases[-1]
        powers = np.exp(x - x.max(axis=1, keepdims=True))
        made: Numbers = powers / powers.sum(axis=1, keepdims=True)
        return made
