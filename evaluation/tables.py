"""How fast the tables of a run answer: `python -m evaluation.tables [--statements 1000000] [--output DIR]`.

Writes chunks of generated statements as a run does, of the words, names and outlets that `evaluation.ledger` has (kept
if a folder is named, and used again), opens them, asks each question some times, and prints seconds: the median, and
beside it how many rows there were of at most 50.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from evaluation.ledger import NAMES, PER_ARTICLE, QUESTIONS, WORDS
from sayso.questions.answers import Answers
from sayso.questions.figures import Wanted, figures
from sayso.questions.filters import About
from sayso.questions.moments import Period, timeline
from sayso.questions.people import heard
from sayso.questions.sources import sources
from sayso.questions.statements import said
from sayso.questions.stats import stats
from sayso.records import Article, ReaderVersion, Reading, Span, Speaker, Stance, Statement, Voice
from sayso.scale.asking import Tables
from sayso.scale.storage import Storage
from sayso.scale.tasks import CHUNK, write

TIMES = 5
_GENERATED = ReaderVersion("generated", "1", None)


def questions() -> dict[str, Callable[[Tables], Answers[Any]]]:
    """What is asked, by a name for it: what ledgers are asked, and a question of each other kind."""
    found: dict[str, Callable[[Tables], Answers[Any]]] = {
        f"search: {name}": partial(said, about=about, limit=50) for name, about in QUESTIONS.items()
    }
    return found | {
        "who: a speaker": partial(heard, about=About(who="Ilse Brandt"), limit=50),
        "who: a surname": partial(heard, about=About(who="Oduya"), limit=50),
        "speakers": partial(heard, limit=50),
        "sources": partial(sources, limit=50),
        "figures": partial(figures, wanted=Wanted(counted="killed"), limit=50),
        "timeline": partial(timeline, period=Period(since="2026-03"), limit=50),
        "stats": stats,
    }


def made(storage: Storage, count: int) -> None:
    """Fill an empty folder with `count` generated statements, the same for the same count."""
    dice = random.Random(1)
    storage.claim(_GENERATED)
    articles = range(count // PER_ARTICLE)
    for number, first in enumerate(articles[::CHUNK]):
        write(f"generated-{number:06}", storage, [_reading(n, dice) for n in articles[first : first + CHUNK]])


def _reading(number: int, dice: random.Random) -> Reading:
    """A reading whose text is its statements, a line each; a chunk is of one day, as archives are."""
    lines = [" ".join(dice.choices(WORDS, k=dice.randint(6, 20))) for _ in range(PER_ARTICLE)]
    day = f"2026-{1 + number // CHUNK % 12:02}-{1 + number // CHUNK // 12 % 28:02}"
    article = Article("\n".join(lines), outlet=f"Post {dice.randint(1, 40)}", published=day, language="en")
    names = dice.choices(NAMES, k=PER_ARTICLE)
    ids = {name: hashlib.sha256(name.encode()).hexdigest()[:8] for name in names}
    statements, start = [], 0
    for position, (line, name) in enumerate(zip(lines, names, strict=True)):
        voice = Voice(None, None, None, name, "person", ids[name])
        stance: Stance = dice.choice(("asserts", "asserts", "asserts", "denies", "asks"))
        content = (Span(line, start, start + len(line)),)
        statements.append(Statement(f"{number:x}-{position}", "indirect", stance, None, voice, (voice,), None, content))
        start += len(line) + 1
    speakers = tuple(Speaker(key, name, "person", ("Minister",)) for name, key in ids.items())
    return Reading(_GENERATED, article, tuple(statements), speakers=speakers)


def measure(address: str, count: int) -> None:
    """Print how long opening and each question take, warm."""
    storage = Storage(address)
    if not storage.is_run:
        made(storage, count)
    began = time.perf_counter()
    with Tables.open(address) as tables:
        print(f"{count:,} statements in {address}, opened in {time.perf_counter() - began:.2f} s")
        for name, ask in questions().items():
            rows = len(ask(tables))
            took = statistics.median(_timed(partial(ask, tables)) for _ in range(TIMES))
            print(f"{name:34s} {took:8.2f} s {rows:4d} rows", flush=True)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--output")
    args = parser.parse_args()
    if args.output:
        measure(args.output, args.statements)
    else:
        with tempfile.TemporaryDirectory() as folder:
            measure(f"{folder}/tables", args.statements)


if __name__ == "__main__":
    main()
