"""Whether two statements are one claim by what they mean: the trained judge that `Claims` asks.

Most candidates are settled by their words: the same words say the same, and hardly any in common say nothing of the
kind. Only between these is the model run, and texts that it has seen of late are not run again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property

import numpy as np

from sayso.linking.claims import ENOUGH, Match
from sayso.linking.likeness import FEATURES, Numbers, Said, Weigher, by_words, features, one_voice
from sayso.linking.meaning import Meanings, shipped
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying

SURE = 0.4
"""Probability from which two statements are one claim. Judges trained on three of four stories and asked of the
fourth: 0.35, 0.4 and 0.5 give a precision of 90, 91 and 94 percent at a recall of 67, 69 and 65."""
_LEAST = 0.3
"""Share of the weight of the shorter one's words that both must have for the model to be asked: with 0.2 it is asked
for two fifths more pairs, and finds no more on two stories."""


HOPELESS = 0.12
"""Probability, by words alone, below which the model is not asked. Judges trained on three of four stories and asked of
the fourth: that spares two pairs in five, and none of the 400 that the model rightly calls one claim."""


class SameMeaning:
    """Two sayings are one claim when a network holds it for probable enough; a `SameClaim`, and `Opposing`.

    Args:
        rarity: weights of words, filled by whoever adds the articles (`Origins`).
        meanings: gives texts their meaning; the model that Sayso brings unless given.
    """

    def __init__(self, rarity: Rarity, meanings: Meanings | None = None) -> None:
        self._rarity = rarity
        self._meanings = meanings or shipped()

    @cached_property
    def _weigher(self) -> Weigher:
        return Weigher.of(self._meanings.tables(), "same")

    @cached_property
    def _by_words(self) -> Weigher:
        return Weigher.of(self._meanings.tables(), "words")

    @cached_property
    def _opposite(self) -> Weigher:
        return Weigher.of(self._meanings.tables(), "opposite")

    def __call__(self, one: Saying, other: Saying, /, *, one_story: bool = True) -> Match:
        """Compare two sayings, of articles that tell of one story or not."""
        match = self._settled(one, other, one_story)
        if match is not None:
            return match
        mine, theirs = self._meanings.of_all((one.text, other.text))
        found = features(Said(one, mine), Said(other, theirs), self._rarity, one_story)
        return Match(_scaled(float(self._weigher(found)[0, 1])), self._reason(one, other, found))

    def opposed(self, one: Saying, other: Saying) -> float:
        """See `sayso.linking.disputes.Opposing`."""
        mine, theirs = self._meanings.of_all((one.text, other.text))
        return float(self._opposite(features(Said(one, mine), Said(other, theirs), self._rarity))[0, 1])

    def ready(self, pairs: Iterable[tuple[Saying, Saying, bool]]) -> None:
        """Run the model for what these pairs will need, several texts side by side."""
        open_pairs = ((one, other) for one, other, story in pairs if self._settled(one, other, story) is None)
        self._meanings.of_all([saying.text for pair in open_pairs for saying in pair])

    def _settled(self, one: Saying, other: Saying, one_story: bool) -> Match | None:
        """What the words alone decide; None if the model has to be asked."""
        shared, own = one.stems & other.stems, one_voice(one, other)
        against = (one.negates(shared) != other.negates(shared)) != (one.denied != other.denied)
        if against and not own:
            return Match(0.0, "one says so and the other says not")
        if one.stems == other.stems and not against:
            return Match(1.0, "both say the same words")
        if _count_others(one, other):
            return Match(0.0, "they count other victims, or others of them")
        least = min(self._rarity.total(one.stems), self._rarity.total(other.stems))
        if self._rarity.total(shared) < _LEAST * least and not one.numbers & other.numbers and not own:
            return Match(0.0, "too few words are shared")
        if not one_story and one.names and other.names and not one.names & other.names:
            return Match(0.0, f"they name others, in other stories: {_some(sorted(one.names ^ other.names))}")
        found = np.array(by_words(one, other, self._rarity, one_story), dtype=np.float32)
        if self._by_words(found)[0, 1] < HOPELESS:
            return Match(0.0, "words, names and voices have too little in common")
        return None

    def _reason(self, one: Saying, other: Saying, found: Numbers) -> str:
        """What both say, how near they are beyond that, and what differs."""
        value = dict(zip(FEATURES, found.tolist(), strict=True))
        shared = sorted(one.stems & other.stems, key=lambda s: (-self._rarity(s), s))[:4]
        said = [f"both say {_some(shared)}" if shared else "no rarer word is shared"]
        said.append(f"meaning {round(100 * value['meaning'])}% alike")
        if value["numbers others"]:
            said.append(f"numbers differ: {_some(sorted(one.numbers))} and {_some(sorted(other.numbers))}")
        if value["names others"]:
            said.append(f"names differ: {_some(sorted(one.names))} and {_some(sorted(other.names))}")
        return "; ".join(said)


def _count_others(one: Saying, other: Saying) -> bool:
    """Whether both count people who were harmed, and no harm is counted the same by both."""
    pairs = [(a, b) for a in one.counted for b in other.counted if a.harm and b.harm]
    return bool(pairs) and not any(a.like(b) and a.shares(b) for a, b in pairs)


def _scaled(probable: float) -> float:
    """The probability on the scale of `Match`, where `SURE` is `ENOUGH`."""
    below = probable < SURE
    share = probable / SURE if below else (probable - SURE) / (1 - SURE)
    # Rounded down, so that what is short of enough stays so.
    return math.floor(1000 * (share * ENOUGH if below else ENOUGH + share * (1 - ENOUGH))) / 1000


def _some(stems: Iterable[str]) -> str:
    return ", ".join(f"“{s}”" for s in list(stems)[:4])
