"""How fast the reading room's pages are made, and how much they weigh: `python -m evaluation.web_speed`.

A ledger of generated articles (10,000 with 25 statements each, kept if `--ledger` names a path, and used again),
served on loopback as `sayso serve` does it. Each page is asked for once, then some times more: milliseconds at the
client, the median, and bytes without the stylesheet and the scripts (80 kB once). Exit 1 if a page misses its floor.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics as middle
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.request import urlopen

import uvicorn
from sqlalchemy import func, insert, select

from evaluation.ledger import NAMES, WORDS
from sayso.ledger.schema import articles, figures, moments, readings, statements
from sayso.ledger.store import Store
from sayso.records import Article
from sayso.web.app import Room, create_app

FIRST, ANY, WEIGHT = 150.0, 300.0, 200_000
"""The most milliseconds of the first page and of any page, warm, and the most bytes of a page."""
PER_ARTICLE, TIMES = 25, 5


def made(store: Store, count: int) -> None:
    """Fill a ledger with generated articles, the same for the same count."""
    dice = random.Random(3)
    with store.read() as connection:
        there = connection.execute(select(func.count()).select_from(articles)).scalar_one()
    for key in range(there + 1, count + 1):
        text, said = _text(key, dice)
        day = f"2026-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
        article = {
            "key": key, "id": Article(text).id, "text": text, "passages": [["body", 0, len(text), None]], "added": day,
            "title": text[:60], "outlet": f"Post {dice.randint(1, 40)}", "published": day, "language": "en",
        }  # fmt: skip
        head = {"key": key, "article": key, "reader": "generated", "version": "1", "model_sha256": "",
                "is_current": True, "taken": day}  # fmt: skip
        with store.write() as connection:
            connection.execute(insert(articles).values(article))
            connection.execute(insert(readings).values(head))
            connection.execute(insert(statements), [{"reading": key, **row} for row in said])
            connection.execute(insert(figures), [_figure(key, text, dice)])
            when = {"text": text[:4], "start": 0, "stop": 4, "value": day, "kind": "date"}
            connection.execute(insert(moments), [{"reading": key, "position": 0, **when}])


def _text(key: int, dice: random.Random) -> tuple[str, list[dict[str, object]]]:
    lines, said, at = [], [], 0
    for position in range(PER_ARTICLE):
        name, content = dice.choice(NAMES), " ".join(dice.choices(WORDS, k=dice.randint(6, 20)))
        line = f"{name} said that {content}, {key}."
        start = at + len(f"{name} said that ")
        cue = at + len(name) + 1
        said.append({
            "id": f"{key:08x}{position:08x}", "position": position, "kind": "indirect",
            "stance": dice.choice(("asserts", "asserts", "denies", "asks")), "source_text": name, "source_start": at,
            "source_stop": at + len(name), "source_name": name, "source_sort": "person", "speaker": name, "cue": "said",
            "cue_start": cue, "cue_stop": cue + 4, "content": content,
            "contents": [[content, start, start + len(content)]], "hedges": [], "hedged": "",
            "confidence": round(dice.uniform(0.4, 1.0), 2),
        })  # fmt: skip
        lines.append(line)
        at += len(line) + 2
    return "\n\n".join(lines), said


def _figure(key: int, text: str, dice: random.Random) -> dict[str, object]:
    return {"reading": key, "position": 0, "text": text[:6], "start": 0, "stop": 6, "low": dice.randint(1, 90),
            "high": None, "bound": "at least", "counted": "people", "harm": "killed"}  # fmt: skip


def pages(store: Store) -> list[str]:
    """The addresses that are asked for, the first page first."""
    with store.read() as connection:
        article = connection.execute(select(articles.c.id).limit(1)).scalar_one().removeprefix("sha256:")[:16]
    return [
        "/", "/articles", "/articles?words=ferry", f"/article/{article}", "/search", "/search?words=ferry",
        "/search?words=ferry&stance=denies&since=2026-03", "/story?words=ferry+tunnel", "/speaker?name=Ilse+Brandt",
        "/trace?q=ferry+tunnel", "/disputes", "/review", "/timeline?words=ferry",
        "/api/statements?words=ferry&limit=100",
    ]  # fmt: skip


def main() -> None:
    """Print a line for each page; exit 1 if one misses its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--ledger", type=Path, help="where to make it; in a folder that is removed again if not given")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Store.open(arguments.ledger or Path(folder) / "sayso.db") as store:
        made(store, arguments.articles)
        sys.exit(not _measured(store))


def _measured(store: Store) -> bool:
    well = True
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(store, Room(reader="rules")), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        listening.listen()
        thread.start()
        print(f"{'page':50} {'ms':>7} {'bytes':>8}")
        for path in pages(store):
            address = f"http://127.0.0.1:{listening.getsockname()[1]}{path}"
            size = len(urlopen(address).read())
            took = middle.median(_timed(address) for _ in range(TIMES))
            most = FIRST if path == "/" else ANY
            well = well and took <= most and (size <= WEIGHT or path.startswith("/api/"))
            print(f"{path:50} {took:7.1f} {size:8,}" + ("" if took <= most else f"  more than {most:.0f} ms"))
        server.should_exit = True
        thread.join()
    return well


def _timed(address: str) -> float:
    began = time.perf_counter()
    urlopen(address).read()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
