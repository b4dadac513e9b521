"""Fit the weights by which pronouns find whom they mean (`sayso.reading.speakers.salience`).

    python -m training.salience gum.jsonl polnear/train.jsonl

Each pronoun of GUM's train part (news left out, since it is scored on) is a choice among those mentioned so
far and nobody; the weights are those of a conditional logit, by gradient descent with a small penalty.
News comes in by silver: in PolNeAR's train part, a "she" where one woman and some men have been mentioned
can mean only the woman, so with genders hidden it shows which features tell in news.
Prints the weights, and how often the first choice is right on the train part and on the dev part.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import sayso
from evaluation.coreference import ChainedDocument, aligned, load
from sayso.reading.pipeline import READ
from sayso.reading.speakers.cast import Cast, Someone
from sayso.reading.speakers.mentions import Mention, said_of
from sayso.reading.speakers.names import runs
from sayso.reading.speakers.salience import FEATURES, Weights
from sayso.reading.speakers.scene import Scene, read_scene
from sayso.reading.speakers.tokens import tokens
from sayso.reading.windows import paragraphs

Floats = NDArray[np.float64]
Sample = tuple[str, Floats, int]
"""Which pronoun, the options' features (the last row is nobody), and the right option's row."""
GENRES = frozenset(
    {"bio", "interview", "fiction", "speech", "letter", "court", "essay", "academic", "textbook", "voyage"}
)
PENALTY = 0.001
STEPS = 800
NEAR = 3
"""Sentences back within which two must have been mentioned for a silver choice to be one."""
ARTICLES = 500
"""Articles of PolNeAR's train part that are read."""
HIDDEN = [FEATURES.index(name) for name in ("gender known to agree", "last mention was such a pronoun")]
"""Features that give the gender away."""


def samples(document: ChainedDocument) -> Iterator[Sample]:
    """The choices of one document whose pronoun the corpus marks."""
    reading = sayso.read(document.text)
    text = reading.article.text
    spans = [s for p in reading.article.passages if p.kind in READ for s in paragraphs(text, p.start, p.end)]
    scene = read_scene(text, spans, reading.statements, reading.names)
    whose = {(m.start, m.end): m.group for m in document.mentions}
    for choice in scene.choices:
        group = whose.get((choice.mention.start, choice.mention.end))
        if group is None:
            continue
        rows = [o.features for o in choice.options]
        groups = [whose.get(aligned((o.last.start, o.last.end), document.mentions)) for o in choice.options]
        right = groups.index(group) if group in groups else len(rows)
        kind = "HE" if choice.mention.form in ("he", "she") else str(choice.mention.form).upper()
        yield kind, np.array([*rows, [0.0] * len(FEATURES)]), right


class _Hidden(Scene):
    """A scene that also lists those of the other gender."""

    def __init__(self, *parts: Any) -> None:
        self.silver: list[Sample] = []
        super().__init__(*parts)

    def _best(self, mention: Mention, weights: Weights, kinds: tuple[str, ...]) -> Someone | None:
        wanted = {"he": 1, "she": -1}.get(mention.form or "", 0)
        if wanted:
            options = self.candidates.options(mention, kinds, self._teller(mention), hide_gender=True)
            near = [o for o in options if mention.sentence - o.last.sentence <= NEAR]
            agreeing = [i for i, o in enumerate(options) if o.who.gender * wanted > 0]
            if len(agreeing) == 1 and len(near) > 1 and all(abs(o.who.gender) > 1 for o in options):
                rows = np.array([o.features for o in options])
                rows[:, HIDDEN] = 0.0
                self.silver.append(("NEWS", np.vstack([rows, np.zeros(len(FEATURES))]), agreeing[0]))
        return super()._best(mention, weights, kinds)


def silver(text: str) -> list[Sample]:
    """The pronouns of a news article that can mean only one."""
    reading = sayso.read(text)
    spans = [s for p in reading.article.passages if p.kind in READ for s in paragraphs(text, p.start, p.end)]
    words = tokens(reading.article.text, spans)
    return _Hidden(words, Cast(words, runs(words, reading.names)), said_of(reading.statements)).silver


def fit(chosen: list[Sample]) -> Floats:
    """Weights of a conditional logit; the last is nobody's."""
    weights = np.zeros(len(FEATURES) + 1)
    for _ in range(STEPS):
        slope = PENALTY * weights
        for _, rows, right in chosen:
            full = _with_nobody(rows)
            odds = full @ weights
            share = np.exp(odds - odds.max())
            share /= share.sum()
            slope += (share @ full - full[right]) / len(chosen)
        weights -= 0.5 * slope
    return weights


def right(chosen: list[Sample], weights: Floats) -> float:
    """How often the first choice is right, in percent."""
    return 100 * float(np.mean([int(np.argmax(_with_nobody(rows) @ weights)) == at for _, rows, at in chosen] or [0]))


def _with_nobody(rows: Floats) -> Floats:
    full = np.hstack([rows, np.zeros((len(rows), 1))])
    full[-1, -1] = 1.0
    return full


def main() -> None:
    """Fit and print."""
    documents = [d for d in load(Path(sys.argv[1])) if d.genre in GENRES]
    train: list[Sample] = []
    dev: list[Sample] = []
    for document in documents:
        (train if document.split == "train" else dev).extend(samples(document))
    lines = Path(sys.argv[2]).read_text("utf-8").splitlines()
    for number, line in enumerate(lines[:ARTICLES]):
        (dev if number % 5 == 0 else train).extend(silver(json.loads(line)["text"]))
    for kind in ("NEWS", "HE", "IT", "THEY"):
        kinds = ("HE", "NEWS") if kind == "HE" else (kind,)
        own, other = ([s for s in part if s[0] in kinds] for part in (train, dev))
        weights = fit(own)
        print(
            kind, len(own), "train", round(right(own, weights), 1), "dev", len(other), round(right(other, weights), 1)
        )
        print(tuple(round(float(w), 2) for w in weights[:-1]), round(float(weights[-1]), 2))


if __name__ == "__main__":
    main()
