"""What tests of scale share: inputs of every kind, what is in tables, and a reader that some words are the end of."""

import json
import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet

from sayso.reading.attribution import Look, Offsets
from sayso.reading.rules import RulesReader
from sayso.records import ReaderVersion
from sayso.scale.run import run
from sayso.scale.settled import Summary
from sayso.scale.storage import Storage
from sayso.scale.tasks import Work
from tests.ledgers import story
from tests.warcs import archive, response

TABLES = ("articles", "statements", "figures", "moments", "places", "problems")
WHOLE = Summary(chunks=13, articles=30, statements=177, problems=3, again=1)
"""What a run over `inputs_in` comes to, with three items a chunk."""


def report(number: int, **more: Any) -> dict[str, Any]:
    """A row of a table of articles."""
    return {
        "text": story(number),
        "url": f"https://orsk.example/{number}",
        "outlet": "Orsk Lantern",
        "published": f"2026-03-{1 + number % 3:02}",
        **more,
    }


def inputs_in(folder: Path) -> list[str]:
    """Thirty reports in a table of each kind, an archive and files; one is there twice, and three are no reports."""
    folder.mkdir(parents=True)
    lines = [json.dumps(report(n)) for n in range(10)]
    lines[5:5] = ["{broken", json.dumps(report(90, published="some day"))]
    (folder / "a.jsonl").write_text("\n".join([*lines, json.dumps(report(21))]), "utf-8")
    table = pyarrow.Table.from_pylist([report(n) for n in range(10, 20)])
    pyarrow.parquet.write_table(table, folder / "b.parquet")
    paragraphs = ["".join(f"<p>{line}</p>" for line in story(n).splitlines() if line) for n in range(20, 25)]
    pages = [f"<html><body><article>{p}</article></body></html>" for p in paragraphs]
    raw, _offsets = archive(*(response(p, f"https://orsk.example/{n}") for n, p in enumerate(pages, 20)), gzipped=True)
    (folder / "c.warc.gz").write_bytes(raw)
    (folder / "d").mkdir()
    for n in (21, *range(25, 29)):
        (folder / "d" / f"{n}.txt").write_text(story(n), "utf-8")
    (folder / "d" / "picture.txt").write_bytes(bytes(range(256)) * 8)
    return [str(folder)]


def contents(storage: Storage) -> dict[str, list[str]]:
    """All rows of all tables."""
    return {table: [json.dumps(row, sort_keys=True) for row in storage.rows(table)] for table in TABLES}


def driven(inputs: Sequence[str], output: str) -> Summary:
    """A run with two processes."""
    return run(inputs, Work(output, "rules", chunk=3), jobs=2)


class Deadly(RulesReader):
    """Reads by rules, until an article says the word: then its process ends, or goes on and on."""

    version = ReaderVersion("deadly", "1", None)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """See `Attributor.look`."""
        if "Kill" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "Stuck" in text:
            pass
        return super().look(text, paragraphs)


def as_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> str:
    """A file of JSON lines."""
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return str(path)
