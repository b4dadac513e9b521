"""Where the time of a reading goes: `python -m evaluation.stages --articles FILE`.

One process reads on one thread; the best of several rounds is printed, stage by stage, in milliseconds an article.
Beside it stands the encoder's own floor: the first look's network on the same windows with nothing in between, which
no program around it can beat. A stage's share includes what measuring costs, a microsecond or so a call.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import wraps
from pathlib import Path
from typing import Any
from unittest.mock import patch

import sayso
from evaluation.annotated import load_all
from evaluation.speed import texts_of
from sayso.reading.learned import LearnedReader
from sayso.reading.many import reader_named
from sayso.reading.windows import Window, paragraphs, windows

MOST = 2.0
"""The most times the bare encoder's time that a whole reading may take."""
STAGES = {
    "words cut into windows": "sayso.reading.learned.windows",
    "first look (encoder.onnx)": "sayso.reading.learned.LearnedReader._run",
    "second look (inward.onnx)": "sayso.reading.learned.LearnedReader._run_inward",
    "tags and links decoded": "sayso.reading.learned.read_links",
    "statements made": "sayso.reading.pipeline._Maker.statement",
    "speakers resolved": "sayso.reading.pipeline.resolve",
    "moments": "sayso.reading.pipeline.find_moments",
    "places": "sayso.reading.pipeline.find_places",
    "figures": "sayso.reading.pipeline.find_figures",
    "disputes within the article": "sayso.linking.disputes.with_disputes",
}
"""What is timed, by the place where it is called from."""


def stages(texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each stage, and under "all" of the whole, for reading all texts once."""
    spent: dict[str, float] = defaultdict(float)
    with ExitStack() as patches:
        for name, place in STAGES.items():
            module, _, function = place.rpartition(".")
            patches.enter_context(patch(place, _timed(name, _found(module, function), spent)))
        began = time.perf_counter()
        for text in texts:
            sayso.read(text)
        spent["all"] = time.perf_counter() - began
    return spent


def encoder_alone(texts: Sequence[str]) -> float:
    """Seconds that the first look's network alone takes for the windows of all texts."""
    reader = LearnedReader()
    cut = [window for text in texts for window in _windows(reader, text)]
    reader._run(cut[0])
    began = time.perf_counter()
    for window in cut:
        reader._run(window)
    return time.perf_counter() - began


def _windows(reader: LearnedReader, text: str) -> list[Window]:
    return list(windows(text, paragraphs(text), reader._tokenizer))


def _found(module: str, function: str) -> Callable[..., Any]:
    from pkgutil import resolve_name

    found: Callable[..., Any] = getattr(resolve_name(module), function)
    return found


def _timed(name: str, work: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @wraps(work)
    def timed(*args: Any, **named: Any) -> Any:
        began = time.perf_counter()
        made = work(*args, **named)
        # What is drawn piece by piece is drawn here, where it is paid for.
        made = iter(list(made)) if hasattr(made, "__next__") else made
        spent[name] += time.perf_counter() - began
        return made

    return timed


def main() -> None:
    """Print the table; exit 1 if a reading takes more than `MOST` times the bare encoder's time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, metavar="FILE", help="JSON Lines with `text`, in place of our own")
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    texts = texts_of(args.articles) if args.articles else [a.text for a in load_all()]
    reader_named("learned").look(texts[0], [])
    rounds = [(stages(texts), encoder_alone(texts)) for _ in range(args.rounds)]
    best, floor = min((s for s, _ in rounds), key=lambda s: s["all"]), min(f for _, f in rounds)
    whole = best.pop("all")
    best["all else"] = whole - sum(best.values())
    print("| stage | ms an article | share |\n| --- | ---: | ---: |")
    for name, seconds in (*sorted(best.items(), key=lambda row: -row[1]), ("**all**", whole)):
        print(f"| {name} | {1000 * seconds / len(texts):.1f} | {100 * seconds / whole:.0f} % |")
    print(f"\nThe encoder alone: {1000 * floor / len(texts):.1f} ms an article; a whole reading takes", end=" ")
    print(f"{whole / floor:.2f} times that (at most {MOST}).")
    raise SystemExit(whole / floor > MOST)


if __name__ == "__main__":
    main()
