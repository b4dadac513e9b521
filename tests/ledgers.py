"""What tests of the ledger share: articles of our own making, a ledger made of them, and what it holds as text."""

import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from sayso.errors import InputError
from sayso.ledger.adding import Outcome, take_in
from sayso.ledger.schema import articles, metadata, readings
from sayso.ledger.store import Store
from sayso.reading.many import reader_named
from sayso.sources.found import Found, Settings

_WHO = (
    "Mayor Ada Lindqvist", "Harbour master Joren Falk", "A spokesman for Calder Freight", "The fire service",
    "Union leader Petra Oduya", "Two people who were at the meeting", "Transport minister Ilse Brandt",
)  # fmt: skip
_WHAT = (
    "the ferry had left the quay too early", "at least {n} people were missing", "the bridge would stay shut",
    "no order to sail had been given", "the company knew of {n} faults", "talks would begin on Monday",
)  # fmt: skip
_TIMES = frozenset({"key", "added", "seen", "taken", "at", "first", "last", "times", "polled"})
"""What differs from run to run: rows' own numbers, clocks, and how often something was tried."""


def story(seed: int, sentences: int = 6) -> str:
    """A short report, the same for the same seed."""
    dice = random.Random(seed)
    lines = [f"Report {seed} from Port Orsk", ""]
    for n in range(sentences):
        said = dice.choice(_WHAT).format(n=dice.randint(3, 90))
        who, verb = dice.choice(_WHO), dice.choice(("said", "denied", "warned", "told reporters"))
        quoted = f"“{said[0].upper()}{said[1:]},” {who} {verb}." if n % 3 == 0 else f"{who} {verb} that {said}."
        lines += [quoted, ""]
    return "\n".join(lines)


def newsroom(folder: Path, count: int) -> Path:
    """A folder of reports: most of them files, some lines of a table, one twice, and some that are no reports."""
    folder.mkdir(parents=True)
    for n in range(count):
        (folder / f"{n:03}.txt").write_text(story(n))
    (folder / "again.txt").write_text(story(1))
    (folder / "empty.txt").write_text("")
    (folder / "picture.txt").write_bytes(bytes(range(256)) * 8)
    rows: list[dict[str, Any]] = [
        {
            "text": story(1000 + n),
            "url": f"https://orsk.example/{n}",
            "outlet": "Orsk Lantern",
            "published": "2026-03-04",
        }
        for n in range(5)
    ]
    (folder / "rows.jsonl").write_text("\n".join([json.dumps(row) for row in rows] + ["{broken"]))
    return folder


def offline() -> Any:
    """Stands where a fetcher is made."""
    raise AssertionError("nothing here is to be fetched")


def add(place: str, *inputs: Path | str, reader: str = "rules") -> list[str]:
    """Add inputs, and tell what became of each: its name and the word for it, or the error."""
    with Store.open(place) as store:
        return told(take_in(store, [str(i) for i in inputs], Settings(), offline, reader_named(reader)))  # type: ignore[arg-type]


def told(outcomes: Iterable[Outcome]) -> list[str]:
    """Outcomes in a few words each."""
    return [str(o) if isinstance(o, InputError) else f"{Path(o.name).name} {o.what} {o.statements}" for o in outcomes]


def page(text: str, url: str, fetched: str, **about: Any) -> Found:
    """A page as it was fetched at a time."""
    return Found(url, text.encode(), "text/plain", url, fetched, **about)


def dump(place: str) -> str:
    """All that a ledger holds, a row a line in an order of its own, but for times."""
    with Store.open(place, read_only=True) as store, store.read() as connection:
        article = {row.key: row.id for row in connection.execute(select(articles.c.key, articles.c.id))}
        reading = {
            row["key"]: [article[row["article"]], row["reader"], row["version"]]
            for row in connection.execute(select(readings)).mappings()
        }
        lines = []
        for table in metadata.sorted_tables:
            for row in connection.execute(select(table)).mappings():
                kept = {name: value for name, value in row.items() if name not in _TIMES}
                kept |= {
                    name: known[kept[name]]
                    for name, known in (("article", article), ("reading", reading))
                    if name in kept
                }
                lines.append(json.dumps([table.name, kept], sort_keys=True, default=_digest))
    return "\n".join(sorted(lines))


def _digest(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()


def counts(place: str, *tables: str) -> Sequence[int]:
    """How many rows some tables have."""
    with Store.open(place, read_only=True) as store, store.read() as connection:
        return [len(connection.execute(select(metadata.tables[name])).all()) for name in tables]
