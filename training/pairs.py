"""Train what weighs two statements: `python -m training.pairs --stories DIR… --polnear FILE --claimdiff DIR --ecb DIR`.

Five weighers, each on the numbers in which two texts are alike: whether two statements of our own stories are one
claim, by all that is known and by words alone; whether two that seem so are at odds; what one claim of ClaimDiff does
to the other; and whether two mentions of ECB+ are one event. Nothing of the topics that are kept aside of ClaimDiff, or
of ECB+'s development topics, is seen. Takes minutes; the seed fixes all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

import sayso
from evaluation import claimdiff, ecb, events
from evaluation.claim_pairs import of_claims, of_story, opposites, read_stories
from sayso.linking.likeness import BY_WORDS, Numbers, Weigher
from sayso.linking.meaning import Meanings

RELATION_WEIGHTS = (1.5, 1.0, 2.2)
"""How much a pair counts of which one claim does nothing to the other, strengthens it, weakens it: the rare outcomes
are else never told. Accuracy falls by as much as macro-F1 rises beyond these, by cross-validation over
training topics."""
OPPOSITE_WEIGHTS = (1.0, 3.0)
"""The same for pairs that are not at odds and for those that are, of which there are fewer."""
ACROSS = 0.02
"""Share of the pairs of mentions of different topics that are learned from."""
SEED = 1


def fit(x: Numbers, y: Sequence[int], decay: float, hidden: int = 0, weights: Sequence[float] | None = None) -> Weigher:
    """Logistic regression, or a network with so many hidden units; `decay` draws its weights to zero."""
    torch.manual_seed(SEED)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-6
    rows, wanted = torch.from_numpy((x - mean) / spread), torch.tensor(y)
    outcomes = int(wanted.max()) + 1
    sizes = [x.shape[1], *([hidden] if hidden else []), outcomes]
    layers = nn.ModuleList(nn.Linear(a, b) for a, b in pairwise(sizes))
    if not hidden:
        nn.init.zeros_(layers[0].weight)
    adam = torch.optim.Adam(layers.parameters(), lr=3e-3 if hidden else 3e-2)
    importance = None if weights is None else torch.tensor(weights)
    size = 1024 if hidden else len(rows)
    for _ in range(3 if hidden else 400):
        for chosen in torch.randperm(len(rows)).split(size):
            made = rows[chosen]
            for layer in layers[:-1]:
                made = functional.relu(layer(made))
            wrong = functional.cross_entropy(layers[-1](made), wanted[chosen], importance)
            wrong = wrong + decay / len(rows) * sum(layer.weight.square().sum() for layer in layers) / 2
            adam.zero_grad()
            wrong.backward()
            adam.step()
    state = [(layer.weight.detach().numpy().T, layer.bias.detach().numpy()) for layer in layers]
    return Weigher(mean, spread, tuple(w for w, _ in state), tuple(b for _, b in state))


def same(stories: Sequence[Path], meanings: Meanings) -> tuple[Weigher, Weigher]:
    """Whether two statements are one claim; and the same by their words alone."""
    rows = [of_story(story, meanings) for story in read_stories(stories)]
    numbers, wanted = np.concatenate([r.numbers for r in rows]), [int(s) for r in rows for s in r.same]
    return fit(numbers, wanted, decay=10), fit(numbers[:, : len(BY_WORDS)], wanted, decay=10)


def opposite(stories: Sequence[Path], corpus: Path, meanings: Meanings) -> Weigher:
    """Whether two statements, of which one says not, are at odds; of a corpus without disputes, none are.

    PolNeAR's articles are all of one election: alike in names and words, and hardly two of them on the same fact.
    """
    told = read_stories(stories)
    found = [opposites([sayso.read(a) for a in story.articles], meanings, story.disputes) for story in told]
    texts = (json.loads(line)["text"] for line in corpus.read_text("utf-8").splitlines())
    found.append(opposites(map(sayso.read, texts), meanings))
    numbers, wanted = np.concatenate([n for n, _ in found]), [int(o) for _, odds in found for o in odds]
    return fit(numbers, wanted, decay=100, weights=OPPOSITE_WEIGHTS)


def relation(folder: Path, meanings: Meanings) -> Weigher:
    """What one claim does to another, on the topics that are not kept aside."""
    pairs = [p for p in claimdiff.load(folder) if not p.aside]
    wanted = [claimdiff.RELATIONS.index(p.relation) for p in pairs]
    return fit(of_claims(pairs, meanings), wanted, decay=50, weights=RELATION_WEIGHTS)


def event(folder: Path, meanings: Meanings) -> Weigher:
    """Whether two mentions are one event."""
    given = [m for m in ecb.load(folder) if m.topic not in ecb.DEV and m.topic < 36]
    numbers = events.Mentions(given, meanings).features()
    topics, named = np.array([m.topic for m in given]), np.array([m.event for m in given])
    one, other = np.triu_indices(len(given), 1)
    kept = (topics[one] == topics[other]) | (np.random.default_rng(SEED).random(len(one)) < ACROSS)
    one, other = one[kept], other[kept]
    return fit(numbers[one, other], (named[one] == named[other]).astype(int).tolist(), decay=0, hidden=32)


def main() -> None:
    """Parse the command line, train, and write the weights and their hash."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--stories", type=Path, nargs="+", required=True, help="folders with truth.json")
    parser.add_argument("--polnear", type=Path, required=True, help="PolNeAR's dev.jsonl")
    parser.add_argument("--claimdiff", type=Path, required=True)
    parser.add_argument("--ecb", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path("src/sayso/model"), help="where meaning.onnx is")
    args = parser.parse_args()
    meanings = Meanings(args.out)
    np.savez(events.WEIGHTS, **event(args.ecb, meanings).tables("event"))
    whole, words = same(args.stories, meanings)
    weighers = {
        "same": whole,
        "words": words,
        "opposite": opposite(args.stories, args.polnear, meanings),
        "relation": relation(args.claimdiff, meanings),
    }
    path = args.out / "pairs.npz"
    np.savez(path, **{k: v for name, weigher in weighers.items() for k, v in weigher.tables(name).items()})
    manifest = json.loads((args.out / "meaning.json").read_text("utf-8"))
    manifest["files"][path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    (args.out / "meaning.json").write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
