"""A run over inputs of any number: what is done is not done again, and every article is there once."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.scale.engines import EngineName, engine_named
from sayso.scale.inputs import Input, listed
from sayso.scale.settled import Summary, settled
from sayso.scale.storage import Storage
from sayso.scale.tasks import Step, Task, Work, write

_PARTS = 4
"""Tasks for each process, so that none is left alone with a long one at the end."""
_UNLISTED = "unlisted-"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Args:
        share: of the inputs' bytes, from 0 to 1, what earlier runs did included.
        articles: read by this run; `problems` likewise.
        left: seconds until all is read, if it goes on like this; None before anything is done.
    """

    share: float
    articles: int
    problems: int
    left: float | None


def run(
    arguments: Iterable[str],
    work: Work,
    *,
    engine: EngineName = "local",
    jobs: int | None = None,
    tell: Callable[[Progress], object] | None = None,
) -> Summary:
    """Read inputs into tables, going on where an earlier run of the same inputs was cut off.

    Args:
        arguments: files, folders and patterns, here or far, as `sayso.scale.inputs.listed` takes them.
        work: the reader and the output.
        engine: "local" or "ray".
        jobs: processes; if None, all cores of this machine or of the cluster.
        tell: called after each chunk.

    Raises:
        MissingLibraryError: what the engine, an input or the output needs is not installed.
        OutputError: the tables cannot be written, or are another reader's.
        ModelError: the reader lacks its model.
    """
    storage = work.storage
    storage.claim(work.attributor.version)
    inputs = _noted(storage, list(arguments), work)
    finished = storage.finished()
    todo = [one for one in inputs if one.name not in finished]
    watcher = _Watcher(storage, todo, sum(one.size for one in inputs))
    with engine_named(engine, jobs) as engine_:
        tasks = _tasks(todo, storage.done(), engine_.jobs)
        for step in engine_.do(work, watcher.expecting(tasks)):
            told = watcher.count(step)
            if tell is not None:
                tell(told)
    return settled(storage)


def _noted(storage: Storage, arguments: Sequence[str], work: Work) -> Sequence[Input]:
    """The inputs that are there; those that are not are problems of their own, until they are."""
    listing = listed(arguments, dict(work.options), work.chunk)
    mended = {_unlisted(argument) for argument in arguments if argument not in listing.wrong}
    for marker in list(storage.markers(_UNLISTED)):
        if marker.chunk in mended:
            storage.drop(marker)
    for argument, errors in listing.wrong.items():
        write(_unlisted(argument), storage, errors)
    return listing.inputs


def _unlisted(argument: str) -> str:
    return _UNLISTED + hashlib.sha256(argument.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _tasks(inputs: Sequence[Input], done: dict[str, frozenset[int]], jobs: int) -> list[Task]:
    """The inputs, large ones in parts, the largest first."""
    share = max(1, sum(one.size for one in inputs) // (jobs * _PARTS))
    tasks = []
    for one in sorted(inputs, key=lambda one: (-one.size, one.name)):
        stripes = max(1, min(jobs, -(-one.size // share)))
        tasks += [Task(one, stripe, stripes, done.get(one.name, frozenset())) for stripe in range(stripes)]
    return tasks


class _Watcher:
    """Counts steps, and marks inputs of which all parts are done."""

    def __init__(self, storage: Storage, inputs: Sequence[Input], whole: int) -> None:
        self._storage, self._inputs = storage, {one.name: one for one in inputs}
        self._before, self._whole = whole - sum(one.size for one in inputs), max(whole, 1)
        self._left: Counter[str] = Counter()
        self._cut: set[str] = set()
        self._shares: dict[tuple[str, int], float] = {}
        self._articles = self._problems = 0
        self._began = time.monotonic()

    def expecting(self, tasks: Sequence[Task]) -> Sequence[Task]:
        """The tasks, of which the ends will be counted."""
        self._left.update(task.input.name for task in tasks)
        return tasks

    def count(self, step: Step) -> Progress:
        """Count one more."""
        whole = step.task.input
        self._shares[whole.name, step.task.stripe] = step.share / step.task.stripes
        if step.marker is not None:
            self._articles += len(step.marker.articles)
            self._problems += step.marker.problems
        else:
            self._left[whole.name] -= 1
            if not step.whole:
                self._cut.add(whole.name)
            if not self._left[whole.name] and whole.name not in self._cut:
                self._storage.finish(whole.name, whole.files)
        now = sum(self._inputs[name].size * share for (name, _stripe), share in self._shares.items())
        taken = time.monotonic() - self._began
        left = taken * (self._whole - self._before - now) / now if now else None
        return Progress(min(1.0, (self._before + now) / self._whole), self._articles, self._problems, left)
