"""How fast a ledger answers, and what adding costs beside reading.

    python -m evaluation.ledger search [--statements 1000000] [--ledger PATH_OR_URL]
    python -m evaluation.ledger add ARTICLES.jsonl [--limit 84]

`search` makes a ledger of generated statements (kept if a path is named, and used again), asks a dozen questions
of different sorts, each some times, and prints the median of each with the database's own plan. `add` reads articles
(JSON lines with `text`) and adds them to an empty ledger, in turn, and prints the ratio.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import func, insert, select

import sayso
from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.store import Store
from sayso.questions.filters import About
from sayso.questions.statements import said
from sayso.reading.many import in_order

WORDS = (
    "bridge harbour minister tunnel crane inquiry budget ferry police council report storm vote dam rail strike mayor "
    "hospital union treaty border school court price wage flood fire power water grain"
).split()
NAMES = [f"{a} {b}" for a in "Ilse Ada Tom Maren Joren Petra Sigrun Ekow Lin Olive".split()
         for b in "Brandt Oduya Vell Dahl Falk Lindqvist Ekholm Fenn Oakes Marsh".split()]  # fmt: skip
PER_ARTICLE = 100
TIMES = 7

QUESTIONS: dict[str, About] = {
    "one usual word": About(words="bridge"),
    "two words": About(words="bridge inquiry"),
    "a phrase": About(words='"crane inquiry"'),
    "either of two": About(words="grain or dam"),
    "one and not the other": About(words="ferry -storm"),
    "a speaker": About(who="Ilse Brandt"),
    "a surname": About(who="Oduya"),
    "a speaker about": About(who="Tom Vell", words="budget"),
    "denials of a word": About(words="court", stance="denies"),
    "a word in a month": About(words="strike", since="2026-03", until="2026-03"),
    "a word in an outlet": About(words="wage", outlet="Post 7"),
    "a word that is nowhere": About(words="zeppelin"),
}


def made(store: Store, count: int) -> None:
    """Fill a ledger with `count` generated statements, the same for the same count."""
    dice = random.Random(1)
    with store.read() as connection:
        there = connection.execute(select(func.count()).select_from(statements)).scalar_one()
    for key in range(there // PER_ARTICLE + 1, count // PER_ARTICLE + 1):
        day = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        rows = [_row(key, position, dice) for position in range(PER_ARTICLE)]
        with store.write() as connection:
            article = {"key": key, "id": f"generated:{key}", "text": "", "passages": [], "added": day,
                       "outlet": f"Post {dice.randint(1, 40)}", "published": day, "language": "en"}  # fmt: skip
            connection.execute(insert(articles).values(article))
            head = {"key": key, "article": key, "reader": "generated", "version": "1", "model_sha256": "",
                    "is_current": True, "taken": day}  # fmt: skip
            connection.execute(insert(readings).values(head))
            connection.execute(insert(statements), rows)


def _row(reading: int, position: int, dice: random.Random) -> dict[str, object]:
    content = " ".join(dice.choices(WORDS, k=dice.randint(6, 20)))
    name = dice.choice(NAMES)
    return {
        "reading": reading, "id": f"{reading:x}-{position}", "position": position, "kind": "indirect",
        "stance": dice.choice(("asserts", "asserts", "asserts", "denies", "asks")), "source_text": name,
        "source_name": name, "source_sort": "person", "speaker": name, "cue": "said", "content": content,
        "contents": [[content, 0, len(content)]], "hedges": [], "hedged": "", "confidence": 0.9,
    }  # fmt: skip


def search(place: str, count: int) -> None:
    """Print how long each question takes, warm, and its plan."""
    with Store.open(place) as store:
        made(store, count)
        print(f"{count:,} statements in {place}")
        for name, about in QUESTIONS.items():
            said(store, about, 50)
            took = [_timed(partial(said, store, about, 50)) for _ in range(TIMES)]
            print(f"{name:24s} {1000 * statistics.median(took):8.1f} ms")
        with store.read() as connection:
            for name, about in QUESTIONS.items():
                chosen = select(statements.c.id).select_from(
                    statements.join(readings, readings.c.key == statements.c.reading).join(articles)
                )
                chosen = about.narrowed(chosen, connection, store.dialect).order_by(store.dialect.newest(statements))
                print(f"\n{name}\n  " + "\n  ".join(store.dialect.plan(connection, chosen.limit(51))))


def add(corpus: Path, limit: int) -> None:
    """Print what adding costs beside reading, over three rounds in turn."""
    rows = [json.loads(line) for line in corpus.read_text("utf-8").splitlines()[:limit]]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "in.jsonl"
        table.write_text("".join(json.dumps({"text": row["text"]}) + "\n" for row in rows), "utf-8")
        sayso.read(rows[0]["text"])
        ratios = []
        for turn in range(3):
            reading = _timed(lambda: list(in_order(lambda row: sayso.read(row["text"]), rows)))
            with sayso.open(Path(folder) / f"{turn}.db") as ledger:
                adding = _timed(partial(ledger.add, table))
            ratios.append(adding / reading)
            print(
                f"{len(rows)} articles: read in {reading:.1f} s, added in {adding:.1f} s, {adding / reading:.3f} times"
            )
        print(f"median {statistics.median(ratios):.3f}")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Parse the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    asked = verbs.add_parser("search")
    asked.add_argument("--statements", type=int, default=1_000_000)
    asked.add_argument("--ledger")
    added = verbs.add_parser("add")
    added.add_argument("corpus", type=Path)
    added.add_argument("--limit", type=int)
    args = parser.parse_args()
    if args.verb == "add":
        add(args.corpus, args.limit)
    elif args.ledger:
        search(args.ledger, args.statements)
    else:
        with tempfile.TemporaryDirectory() as folder:
            search(f"{folder}/million.db", args.statements)


if __name__ == "__main__":
    main()
