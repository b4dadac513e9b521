"""How linking's cost grows: `python -m evaluation.link_speed polnear/dev.jsonl polnear/train.jsonl`.

PolNeAR's articles with their own attributions as statements, again and again, each time with other words: a word
is replaced by one of its length and shape in `--changed` of all cases, so that spans stay right and articles are
not copies. For 1,000, 10,000 and 100,000 statements: seconds to link their claims, seconds for all links, and
milliseconds an article at the end, all of one processor's time, so that other work on the machine does not count.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.linking.claims import Claims
from sayso.linking.linked import Linked
from sayso.linking.meaning import Meanings
from sayso.linking.prepared import Prepared, prepare
from sayso.linking.same_meaning import SameMeaning
from sayso.linking.sayings import sayings
from sayso.linking.shelves import Memory
from sayso.reading.voices import voice
from sayso.records import Article, ReaderVersion, Reading, Span, Statement
from sayso.sources.text import article_from_text

SIZES = (1_000, 10_000, 100_000)
_LAST = 50
"""Articles over which the cost at the end is taken."""
_GOLD = ReaderVersion("gold", "0", None)
_WORD = re.compile(r"[^\W\d_]{3,}")


def readings(rows: Sequence[dict[str, Any]], changed: float) -> Iterator[Reading]:
    """Readings without end, no two the same."""
    chance = random.Random(7)
    by_shape: dict[tuple[int, bool], list[str]] = defaultdict(list)
    for word in sorted({w for row in rows for w in _WORD.findall(row["text"])}):
        by_shape[len(word), word[0].isupper()].append(word)

    def other(match: re.Match[str]) -> str:
        word = match.group()
        return word if chance.random() >= changed else chance.choice(by_shape[len(word), word[0].isupper()])

    for number in range(10**9):
        row = rows[number % len(rows)]
        text = row["text"] if number < len(rows) else _WORD.sub(other, row["text"])
        day = f"2031-{1 + number // 700 % 12:02}-{1 + number // 25 % 28:02}T08:00Z"
        article = replace(article_from_text(text, source="corpus"), published=day, outlet=f"paper {number % 40}")
        yield Reading(_GOLD, article, statements=tuple(_statements(article, row["attributions"], number)))


def _statements(article: Article, gold: Sequence[dict[str, Any]], number: int) -> Iterator[Statement]:
    for at, one in enumerate(gold):
        source = voice(article.text, tuple(one["source"][0]) if one["source"] else None)
        content = tuple(Span.of(article.text, a, b) for a, b in one["content"])
        cue = Span.of(article.text, *one["cue"][0]) if one["cue"] else None
        if content:
            yield Statement(f"{number}-{at}", "indirect", "asserts", None, source, (source,), cue, content)


def claims_only(prepared: Sequence[Prepared]) -> tuple[float, float]:
    """Seconds to gather claims among articles that are prepared, and milliseconds an article at the end."""
    shelves = Memory()
    claims = Claims(shelves, SameMeaning(shelves.rarity, Meanings()))
    times = []
    for one in prepared:
        began = time.perf_counter()
        shelves.rarity.add(s for sentence in one.sentences for s in sentence.stems)
        claims.add(s for s in sayings(one) if s.statement is not None)
        times.append(time.perf_counter() - began)
    return sum(times), 1000 * sum(times[-_LAST:]) / len(times[-_LAST:])


def everything(given: Sequence[Reading]) -> tuple[float, float]:
    """Seconds to link readings in every way, and milliseconds an article at the end."""
    linked = Linked()
    times = []
    for one in given:
        began = time.perf_counter()
        linked.add(one)
        times.append(time.perf_counter() - began)
    return sum(times), 1000 * sum(times[-_LAST:]) / len(times[-_LAST:])


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpus", type=Path, nargs="+", help="PolNeAR's JSON Lines")
    parser.add_argument("--changed", type=float, default=0.5, help="share of words replaced (0.5)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="statements (1000 10000 100000)")
    parser.add_argument("--claims-only", action="store_true", help="leave out the other links")
    arguments = parser.parse_args()
    rows = [json.loads(line) for path in arguments.corpus for line in path.read_text("utf-8").splitlines()]
    print("statements  articles  claims s  claims ms/article  all s  all ms/article")
    for size in arguments.sizes:
        given: list[Reading] = []
        count = 0
        for reading in readings(rows, arguments.changed):
            given.append(reading)
            count += len(reading.statements)
            if count >= size:
                break
        seconds, last = claims_only([prepare(r) for r in given])
        whole = ("-", "-") if arguments.claims_only else tuple(f"{n:.1f}" for n in everything(given))
        print(f"{count:10} {len(given):9} {seconds:9.1f} {last:18.1f} {whole[0]:>6} {whole[1]:>15}", flush=True)


if __name__ == "__main__":
    main()
