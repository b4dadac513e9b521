"""How well sameness of claims and events is told: `python -m evaluation.claims --claimdiff FOLDER --ecb FOLDER`.

ClaimDiff: accuracy and macro-F1 of strengthens, weakens, neither on the topics that are kept aside, beside always
saying what is most frequent, and beside the cosine of the claims' vectors (its two thresholds set on the other
topics). ECB+: B³ and CoNLL F1 of event mentions over all development topics at once, in complete sentences, beside the
lemma. The claims of our own stories are in `evaluation.links`.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np

from evaluation import claimdiff, ecb, events
from evaluation.claim_pairs import of_claims
from evaluation.claimdiff import RELATIONS, ClaimPair
from sayso.linking.likeness import Weigher
from sayso.linking.meaning import Meanings


def relations(folder: Path, meanings: Meanings) -> dict[str, tuple[float, float]]:
    """Accuracy and macro-F1, in percent, by method."""
    pairs = claimdiff.load(folder)
    seen, aside = ([p for p in pairs if p.aside is kept] for kept in (False, True))
    truth = [p.relation for p in aside]
    most = Counter(p.relation for p in seen).most_common(1)[0][0]
    weigher = Weigher.of(meanings.tables(), "relation")
    ours = [RELATIONS[n] for n in weigher(of_claims(aside, meanings)).argmax(axis=1)]
    return {
        "always the most frequent": scored(truth, [most] * len(truth)),
        "cosine of the claims": scored(truth, _by_cosine(seen, aside, meanings)),
        "Sayso": scored(truth, ours),
    }


def scored(truth: Sequence[str], told: Sequence[str]) -> tuple[float, float]:
    """Accuracy and macro-F1 over the three relations, in percent."""
    right = sum(a == b for a, b in zip(truth, told, strict=True))
    f1 = []
    for relation in RELATIONS:
        hits = sum(a == b == relation for a, b in zip(truth, told, strict=True))
        f1.append(2 * hits / max(1, truth.count(relation) + list(told).count(relation)))
    return 100 * right / max(1, len(truth)), 100 * sum(f1) / len(f1)


def _by_cosine(seen: Sequence[ClaimPair], aside: Sequence[ClaimPair], meanings: Meanings) -> list[str]:
    """Neither below one likeness, weakens up to another, strengthens above: those that do best on the seen topics."""
    near, far = (_cosines(pairs, meanings) for pairs in (seen, aside))
    wanted = [p.relation for p in seen]
    cuts = np.quantile(near, np.linspace(0, 1, 21))
    low, high = max(
        combinations(cuts, 2), key=lambda cut: scored(wanted, _cut(near, *cut))[1]
    )  # fmt: skip
    return _cut(far, low, high)


def _cosines(pairs: Sequence[ClaimPair], meanings: Meanings) -> list[float]:
    texts = list(dict.fromkeys(text for p in pairs for text in (p.one, p.other)))
    known = dict(zip(texts, meanings.of_all(texts), strict=True))
    return [float(known[p.one].whole @ known[p.other].whole) for p in pairs]


def _cut(values: Sequence[float], low: float, high: float) -> list[str]:
    return ["neither" if v < low else "weakens" if v < high else "strengthens" for v in values]


def coreference(folder: Path, meanings: Meanings) -> dict[str, tuple[float, float]]:
    """B³ and CoNLL F1, in percent, by method, on ECB+'s development topics."""
    mentions = [m for m in ecb.load(folder) if m.topic in ecb.DEV]
    ready = events.Mentions(mentions, meanings)
    with np.load(events.WEIGHTS) as tables:
        weigher = Weigher.of(dict(tables), "event")
    found: dict[str, Sequence[Hashable]] = {
        "the same lemma": events.by_lemma(ready, alike=False),
        "the same lemma in articles alike": events.by_lemma(ready, alike=True),
        "Sayso": events.found(ready, weigher),
    }
    scores = {name: events.score(mentions, keys) for name, keys in found.items()}
    return {name: (score.b_cubed.f1, score.f1) for name, score in scores.items()}


def main() -> None:
    """Print a line for each method."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claimdiff", type=Path, help="the folder with ClaimDiff's two training files")
    parser.add_argument("--ecb", type=Path, help="the folder of ECB+")
    arguments = parser.parse_args()
    meanings = Meanings()
    if arguments.claimdiff:
        print(f"{'ClaimDiff, topics kept aside':36} accuracy  macro-F1")
        for name, (one, other) in relations(arguments.claimdiff, meanings).items():
            print(f"{name:36} {one:8.1f} {other:9.1f}")
    if arguments.ecb:
        print(f"{'ECB+ dev, event mentions':36}       B³     CoNLL")
        for name, (one, other) in coreference(arguments.ecb, meanings).items():
            print(f"{name:36} {one:8.1f} {other:9.1f}")


if __name__ == "__main__":
    main()
