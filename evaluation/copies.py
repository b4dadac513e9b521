"""How well copies are found when they are edited: `python -m evaluation.copies polnear/dev.jsonl polnear/train.jsonl`.

Near-duplicates (all of an article) and partial copies (a third of one, under the beginning of another) are planted
among PolNeAR's articles. Their words are edited at random, a third each replaced by another word of the corpus, left
out, or put in. Recall: planted copies whose origin is found as a parent. Precision: of all parents found for any
article, planted or not, those planted; every other is counted wrong, though PolNeAR has a few real copies ("own").
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.linking.origins import Origins
from sayso.records import Article, ReaderVersion, Reading
from sayso.sources.text import article_from_text

RATES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6)
_NOT_READ = ReaderVersion("none", "0", None)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Row:
    """Percentages at one rate of edits, and how many copies were planted and parents found."""

    sort: str
    rate: float
    recall: float
    precision: float
    planted: int
    found: int
    own: int


def edited(text: str, rate: float, vocabulary: Sequence[str], chance: random.Random) -> str:
    """A text with `rate` of its words replaced, left out or joined by another, a third each."""

    def edit(match: re.Match[str]) -> str:
        if chance.random() >= rate:
            return match.group()
        return ("{new}", "", "{old} {new}")[chance.randrange(3)].format(
            old=match.group(), new=chance.choice(vocabulary)
        )

    return _WORD.sub(edit, text)


def part_of(article: str, host: str) -> str:
    """The beginning of `host` and, under it, a third of the lines of `article`."""
    own, others = ([line for line in text.splitlines() if line.strip()] for text in (article, host))
    third = len(own) // 3
    return "\n\n".join((*others[: max(1, len(others) // 2)], *own[third : 2 * third + 1]))


def measure(corpus: Sequence[tuple[str, str]], sort: str, rate: float, planted: int = 60) -> Row:
    """Plant copies of the first `planted` long articles among all, and count which are found.

    `corpus` holds each article's outlet and text.
    """
    texts = [text for _, text in corpus]
    chance = random.Random(f"{sort} {rate}")
    vocabulary = sorted({w for text in texts for w in _WORD.findall(text)})
    origins = Origins()
    ids = [_added(origins, text, outlet, "2031-01-01T06:00Z") for outlet, text in corpus]
    long = [i for i, text in enumerate(texts) if len(text) > 2000][:planted]
    wanted = set()
    for i in long:
        whole = texts[i] if sort == "whole" else part_of(texts[i], texts[(i + 7) % len(texts)])
        # A line of its own, as the same text to the letter is the same article.
        copy = f"Number {i} of what we read today\n\n{edited(whole, rate, vocabulary, chance)}"
        made = _added(origins, copy, "copyist", "2031-01-02T06:00Z")
        wanted.add((made, ids[i]))
        if sort == "part":
            wanted.add((made, ids[(i + 7) % len(texts)]))
    found = {(d.article, d.origin) for d in origins.derivations() if d.origin is not None}
    right = len(wanted & found)
    own = sum(article in set(ids) for article, _ in found)
    return Row(sort, rate, 100 * right / len(wanted), 100 * right / max(1, len(found)), len(wanted), len(found), own)


def _added(origins: Origins, text: str, outlet: str, published: str) -> str:
    article: Article = replace(article_from_text(text, source="planted"), outlet=outlet, published=published)
    origins.add(Reading(_NOT_READ, article))
    return article.id


def main() -> None:
    """Print a table by sort and rate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path, nargs="+", help="PolNeAR's JSON Lines")
    parser.add_argument("--articles", type=int, default=400, help="how many to plant among (400)")
    parser.add_argument("--rates", type=float, nargs="+", default=RATES, help="shares of words edited (0 to 0.6)")
    arguments = parser.parse_args()
    lines = [line for path in arguments.corpus for line in path.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines[: arguments.articles]]
    corpus = [(str(row["id"]).split("_")[0], str(row["text"])) for row in rows]
    print(f"{len(corpus)} articles\nsort   edits  recall  precision  planted  found  own")
    for sort in ("whole", "part"):
        for rate in arguments.rates:
            row = measure(corpus, sort, rate)
            counts = f"{row.planted:8} {row.found:6} {row.own:4}"
            print(f"{row.sort:5} {row.rate:6.0%} {row.recall:7.1f} {row.precision:10.1f} {counts}", flush=True)


if __name__ == "__main__":
    main()
