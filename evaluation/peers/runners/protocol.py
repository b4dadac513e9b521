"""What a runner and the driver say to one another: JSON, one object a line.

The runner loads its tool and writes `{"ready": {...}, "cpu": 1.5}`: the versions of what it runs, and the seconds of
processor time that it has used so far. It then reads articles
(`{"id", "text"}`) until its input ends and writes, in any order, one line for each:

    {"id": "a1", "seconds": 0.12, "quotes": [{"source": [4, 9], "cue": [10, 14], "content": [[15, 42]]}]}
    {"id": "a2", "seconds": 0.01, "error": "ValueError: 3 quotation marks found"}

Offsets are code points of the text as it was sent, `[start, end)`; source and cue are null where the tool names none.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import platform
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from importlib.metadata import version
from pathlib import Path
from typing import Any, TextIO

Span = tuple[int, int]
Quote = dict[str, Any]
Read = Callable[[str], list[Quote]]
Work = Callable[[str], str]
Over = Callable[[Work, Iterable[str]], Iterable[str]]
"""Does a piece of work on many items."""
Spread = Callable[[int], AbstractContextManager[Over]]
"""Makes that many workers, and ends them."""

WARM = (
    "The bridge will open on Monday, the council said.\n\n“We have waited nine years for this,” said Ana Bright, its "
    "leader. She told reporters that the last bolts were tightened on Friday."
)
"""Read by every worker before the clock runs, so that nothing is measured that happens only once. Our own words."""

_reads: list[Read] = []
"""The tool, where worker processes find it after a fork."""


def quote(source: Span | None, cue: Span | None, content: Iterable[Span]) -> Quote:
    """A quotation as the protocol writes it."""
    return {"source": source, "cue": cue, "content": list(content)}


def options(description: str) -> argparse.ArgumentParser:
    """The options that every runner has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--workers", type=int, default=1, help="how many articles are read at a time")
    parser.add_argument("--cold", action="store_true", help="do not read anything before the first article")
    parser.add_argument("--source", type=Path, default=Path(), help="the checkout of the tool, where it needs one")
    return parser


def versions(*packages: str) -> dict[str, str]:
    """The versions of Python and of installed packages, by name."""
    return {"python": platform.python_version(), **{name: version(name) for name in packages}}


@contextmanager
def in_processes(workers: int) -> Iterator[Over]:
    """Processes forked from this one, which is how most tools here spread over cores; one worker needs no fork."""
    if workers == 1:
        yield map
        return
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        yield pool.imap_unordered


def serve(
    load: Callable[[], tuple[Read, dict[str, str]]], args: argparse.Namespace, spread: Spread = in_processes
) -> None:
    """Load a tool, and answer articles with it until there are no more; what the tool prints goes to stderr."""
    out = sys.stdout
    with redirect_stdout(sys.stderr):
        read, about = load()
        _reads[:] = [read]
        with spread(args.workers) as over:
            warm = json.dumps({"id": "", "text": WARM})
            for _ in over(_answer, [warm] * (0 if args.cold else 3 * args.workers)):
                pass
            _say(out, json.dumps({"ready": about, "cpu": time.process_time()}))
            for line in over(_answer, sys.stdin):
                _say(out, line)


def _answer(line: str) -> str:
    article = json.loads(line)
    began = time.perf_counter()
    result: dict[str, Any]
    try:
        result = {"quotes": _reads[0](article["text"])}
    except Exception as error:  # noqa: BLE001 - whatever a tool raises over an article is what it makes of it
        result = {"error": f"{type(error).__name__}: {error}"}
    return json.dumps({"id": article["id"], "seconds": time.perf_counter() - began, **result})


def _say(out: TextIO, line: str) -> None:
    out.write(line + "\n")
    out.flush()
