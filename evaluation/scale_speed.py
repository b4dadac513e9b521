"""What processes and Ray give: `python -m evaluation.scale_speed FILE… --articles 400 --runs local:1 local:2 ray:2`.

Each run is a whole `sayso scale run` from its start to its tables, as a person gives it, on the same articles: texts
of the files (JSON Lines with `text`), told apart by a line of their own when there are not enough. Runs take turns, so
that whatever else the machine does falls on all; the best of each is told, with the memory of its largest process. As a
control, a loop in plain Python is timed once alone and then in as many processes as the machine has cores: what two
processes could give at best is what that gives.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from evaluation.speed import texts_of

_LOOP = "sum(i * i for i in range(12_000_000))"


@dataclass(frozen=True)
class Took:
    """What a run took: seconds by the clock, and the most memory that one of its processes had, in bytes."""

    seconds: float
    memory: int


def articles(files: Sequence[Path], count: int, folder: Path) -> Path:
    """A file of `count` articles."""
    path = folder / "articles.jsonl"
    texts = [text for file in files for text in texts_of(file)]
    with path.open("w", encoding="utf-8") as lines:
        for number, text in enumerate(islice(cycle(texts), count)):
            again = f"\n\nPrinted again, number {number // len(texts)}." if number >= len(texts) else ""
            row = {"id": str(number), "text": text + again, "published": f"2026-01-{1 + number % 28:02}"}
            lines.write(json.dumps(row) + "\n")
    return path


def run(file: Path, engine: str, jobs: int) -> Took:
    """One run."""
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "sayso", "scale", "run", str(file), "--output", f"{output}/tables"]
        command += ["--engine", engine, "--jobs", str(jobs)]
        began = time.perf_counter()
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        most = 0
        while running.poll() is None:
            most = max([most, *(_memory(pid) for pid in _below(running.pid))])
            try:
                running.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
        if running.returncode:
            sys.exit((running.stderr.read() if running.stderr else b"").decode() or f"{command} failed")
        return Took(time.perf_counter() - began, most)


def _below(pid: int) -> list[int]:
    """A process of this machine, those that it started, and so on."""
    found = [pid]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except OSError:
            continue
    return found


def _memory(pid: int) -> int:
    """The bytes of memory that a Python process has by itself or shares; 0 of others, such as Ray's store."""
    try:
        if b"python" not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0]:
            return 0
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def control() -> float:
    """How many times the work of one process as many do as there are cores."""
    began = time.perf_counter()
    _loop()
    alone = time.perf_counter() - began
    cores = len(os.sched_getaffinity(0))
    with multiprocessing.get_context("spawn").Pool(cores) as pool:
        pool.map(_idle, range(cores))
        began = time.perf_counter()
        pool.map(_loop, range(cores), chunksize=1)
        return cores * alone / (time.perf_counter() - began)


def _loop(_: int = 0) -> None:
    eval(_LOOP)  # our own line


def _idle(_: int) -> None:
    pass


def main() -> None:
    """Print a row a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+", help="JSON Lines with `text`")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--runs", nargs="+", default=["local:1", "local:2"], metavar="ENGINE:JOBS")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = articles(args.files, args.articles, Path(folder))
        took: dict[str, list[Took]] = {name: [] for name in args.runs}
        for _ in range(args.rounds):
            for name in args.runs:
                engine, _, jobs = name.partition(":")
                took[name].append(run(file, engine, int(jobs)))
                print(f"{name}: {took[name][-1].seconds:.1f} s", file=sys.stderr)
    first = min(t.seconds for t in took[args.runs[0]])
    print(f"| run | seconds | times {args.runs[0]} | MB a process |\n| --- | ---: | ---: | ---: |")
    for name, runs in took.items():
        best = min(t.seconds for t in runs)
        print(f"| {name} | {best:.1f} | {first / best:.2f} | {max(t.memory for t in runs) / 1e6:.0f} |")
    print(f"\nA loop in plain Python in every core's process: {control():.2f} times one process's work.")


if __name__ == "__main__":
    main()
