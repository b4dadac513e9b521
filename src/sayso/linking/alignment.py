"""Which sentences of one article were made from which of another.

Seed and extend: sentences that share enough rare words are the seeds; each seed's words are then aligned in order
(`difflib`, Ratcliff and Obershelp 1988), which says how much is the same and which stretch is. Order of
sentences does not matter, as editors move them about.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from sayso.linking.evidence import Excerpt, How, Pair
from sayso.linking.prepared import Prepared, Sentence
from sayso.linking.words import Word

Weight = Callable[[str], float]
Holding = Mapping[str, Sequence[int]]

_SEED = 0.3
"""Share of a sentence's weight of words that another must hold to be aligned with it."""
_COPIED = 0.6
"""Share of a sentence's words, in order, that makes it a copy."""
_RUN = 8
"""Words in a row that make a stretch a copy, whatever stands around it."""
_REWORDED = 0.5
"""Overlap (Dice, by weight of words) that makes a sentence a rewording; 8 of some 15,000 sentences of PolNeAR dev's
articles, compared with others on the same campaign, reach it by chance."""
_FEWEST = 4
"""Content words that a rewording must share."""
_DENYING = frozenset("deny denies denied denying reject rejects rejected dismiss dismisses dismissed".split())
"""Words that report that something is not so: a sentence with one is no rewording of what it denies."""
_FEWEST_BESIDE = 2
"""The same where a sentence stands next to one that was traced, and the other next to that one's."""
_SHORTEST = 5
"""Words that it must have; less is a headline's phrase."""
_QUOTED = 0.5
_REST = ((0.4, 3), (0.3, 5))
"""Overlap (Dice by weight), and content words shared, at which a sentence is taken for reworded from one of an article
that it is known to be made from: of 41 such that are below 0.6 in the three stories that were looked at, 33 are."""
_LIKE = 0.3, 3
"""The same at which a sentence counts as covered by another article's."""


def holding(sentences: Sequence[Sentence]) -> dict[str, list[int]]:
    """Which sentences, by number, hold each stem."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for stem in sentence.stems:
            found[stem].append(number)
    return dict(found)


def pairs(here: Prepared, there: Prepared, held: Holding, weight: Weight) -> list[Pair]:
    """For each sentence here, the one there that it was most likely made from; `held` is `holding(there.sentences)`."""
    found: dict[int, tuple[Pair, int]] = {}
    totals = [sum(map(weight, s.stems)) for s in there.sentences]
    for at, sentence in enumerate(here.sentences):
        best = _best(sentence, held, totals, weight)
        pair = None if best is None else pair_of(here, sentence, there, there.sentences[best[0]], best[1])
        if best is not None and pair is not None:
            found[at] = pair, best[0]
    found.update(_beside(here, there, found, weight))
    return [found[at][0] for at in sorted(found)]


def rest(
    here: Prepared, parents: Sequence[Prepared], traced: Sequence[Excerpt], weight: Weight
) -> list[tuple[Prepared, Pair]]:
    """Sentences of an article that are like one of an article that it is made from, though too little to show that.

    Args:
        here: the article.
        parents: what it is known to be made from.
        traced: what of it has been traced to them already, and is passed over.
        weight: weights of words.

    Returns:
        With each pair the parent that it leads to.
    """
    found: list[tuple[Prepared, Pair]] = []
    for sentence in here.sentences:
        if any(passage.meets(sentence.start, sentence.end) for passage in traced):
            continue
        alike = [
            (dice(sentence, other, weight), -number, -other.start, parent, other)
            for number, parent in enumerate(parents)
            for other in parent.sentences
            if _denies(sentence) == _denies(other)
        ]
        best = max(alike, key=lambda a: a[:3], default=None)
        if best is not None and any(
            best[0] >= share and len(sentence.stems & best[4].stems) >= fewest for share, fewest in _REST
        ):
            share, _, _, parent, other = best
            passages = here.excerpt(sentence.start, sentence.end), parent.excerpt(other.start, other.end)
            found.append((parent, Pair(*passages, "reworded", round(share, 3))))
    return found


def covered(here: Prepared, there: Prepared, held: Holding, weight: Weight) -> float:
    """The share of an article's words, 0 to 1, that stand in sentences like one of another article's."""
    totals = [sum(map(weight, s.stems)) for s in there.sentences]
    like = 0
    for sentence in here.sentences:
        best = _best(sentence, held, totals, weight)
        if (
            best is not None
            and best[1] >= _LIKE[0]
            and len(sentence.stems & there.sentences[best[0]].stems) >= _LIKE[1]
        ):
            like += len(sentence.words)
    return like / max(1, sum(len(s.words) for s in here.sentences))


def _beside(
    here: Prepared, there: Prepared, found: Mapping[int, tuple[Pair, int]], weight: Weight
) -> Iterator[tuple[int, tuple[Pair, int]]]:
    """Sentences too short to be traced by themselves, next to one that is, as is what they were made from."""
    for at, sentence in enumerate(here.sentences):
        if at in found:
            continue
        beside = [found[n][1] for n in (at - 1, at + 1) if n in found]
        near = {m for n in beside for m in (n - 1, n, n + 1) if 0 <= m < len(there.sentences)}
        made = [(p, m) for m in near if (p := _short_pair(here, sentence, there, there.sentences[m], weight))]
        if made:
            yield at, max(made, key=lambda m: (m[0].same, -m[1]))


def _short_pair(here: Prepared, sentence: Sentence, there: Prepared, other: Sentence, weight: Weight) -> Pair | None:
    if len(sentence.stems & other.stems) < _FEWEST_BESIDE or len(sentence.words) < _SHORTEST:
        return None
    mine, theirs = [w.low for w in sentence.words], [w.low for w in other.words]
    same = sum(b.size for b in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()) / len(mine)
    how: How = "quoted" if sentence.quoted >= _QUOTED else "copied"
    if same < _COPIED:
        how = "reworded"
        if dice(sentence, other, weight) < _REWORDED:
            return None
    spans = (sentence.start, sentence.end), (other.start, other.end)
    return Pair(here.excerpt(*spans[0]), there.excerpt(*spans[1]), how, round(same, 3))


def pair_of(here: Prepared, sentence: Sentence, there: Prepared, other: Sentence, overlap: float) -> Pair | None:
    """Two sentences as evidence, or None where they share too little; `overlap` is their Dice by weight."""
    mine, theirs = [w.low for w in sentence.words], [w.low for w in other.words]
    blocks = [b for b in SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks() if b.size]
    matched = sum(b.size for b in blocks)
    same = matched / len(mine)
    run = max(blocks, key=lambda b: b.size, default=None)
    shared = len(sentence.stems & other.stems)
    how: How
    if shared >= _FEWEST and same >= _COPIED and matched >= _RUN - 2:
        how = "quoted" if sentence.quoted >= _QUOTED else "copied"
        spans = (sentence.start, sentence.end), (other.start, other.end)
    elif run is not None and run.size >= _RUN and len(_stems(sentence.words[run.a : run.a + run.size])) >= _FEWEST:
        how = "quoted" if sentence.quoted >= _QUOTED else "copied"
        spans = _span(sentence.words[run.a :][: run.size]), _span(other.words[run.b :][: run.size])
        same = 1.0
    elif overlap >= _REWORDED and shared >= _FEWEST and _denies(sentence) == _denies(other):
        how = "reworded"
        spans = (sentence.start, sentence.end), (other.start, other.end)
    else:
        return None
    return Pair(here.excerpt(*spans[0]), there.excerpt(*spans[1]), how, round(same, 3))


def dice(one: Sentence, other: Sentence, weight: Weight) -> float:
    """Overlap of two sentences' content words by weight: 1 where they are the same, 0 where none is shared."""
    shared = sum(map(weight, one.stems & other.stems))
    both = sum(map(weight, one.stems)) + sum(map(weight, other.stems))
    return 2 * shared / both if both else 0.0


def _best(sentence: Sentence, held: Holding, totals: Sequence[float], weight: Weight) -> tuple[int, float] | None:
    """The number of the sentence there that shares most with `sentence`, and their Dice."""
    own = 0.0
    shared: dict[int, float] = defaultdict(float)
    for stem in sentence.stems:
        worth = weight(stem)
        own += worth
        for number in held.get(stem, ()):
            shared[number] += worth
    if not shared or not own:
        return None
    most = max(shared, key=lambda n: (shared[n], -n))
    if shared[most] < _SEED * min(own, max(totals)):
        return None
    number = max(shared, key=lambda n: (2 * shared[n] / (own + totals[n]), -n))
    # A sentence that was cut in two is better found by what it holds than by how alike the two are.
    if shared[number] < _SEED * own or shared[most] > 1.5 * shared[number]:
        number = most
    if shared[number] < _SEED * min(own, totals[number]):
        return None
    return number, 2 * shared[number] / (own + totals[number])


def _denies(sentence: Sentence) -> bool:
    return any(w.low in _DENYING for w in sentence.words)


def _stems(run: Sequence[Word]) -> set[str]:
    return {w.stem for w in run if w.stem}


def _span(run: Sequence[Word]) -> tuple[int, int]:
    return run[0].start, run[-1].end
