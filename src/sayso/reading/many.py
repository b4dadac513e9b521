"""Readers by name, and many articles side by side: the one place with concurrency."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from importlib import import_module
from itertools import islice
from typing import Literal, TypeVar

from sayso.reading.attribution import Attributor

ReaderName = Literal["learned", "rules"]
Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD = 4
"""Items under way per thread: enough to keep threads busy, few enough to hold in memory."""


@cache
def reader_named(name: ReaderName) -> Attributor:
    """The reader of that name, made once."""
    if name == "rules":
        from sayso.reading.rules import RulesReader

        return RulesReader()
    # onnxruntime and numpy take longer to import than a page takes to read: only when needed.
    from sayso.reading.learned import LearnedReader

    reader = LearnedReader()
    with ThreadPoolExecutor(1) as beside:
        # The model loads while the rest of the reader is imported; each takes a tenth of a second.
        loaded = beside.submit(reader.load)
        import_module("sayso.reading.pipeline")
        loaded.result()
    return reader


def in_order(work: Callable[[Item], Result], items: Iterable[Item], jobs: int | None = None) -> Iterator[Result]:
    """`work` done on every item by `jobs` threads (all cores if None); results in the items' order.

    Items are drawn as they are needed, so there may be millions. What `work` raises is raised here.
    """
    jobs = jobs or cores()
    todo = iter(items)
    if jobs == 1:
        yield from map(work, todo)
        return
    with ThreadPoolExecutor(jobs) as pool:
        waiting: deque[Future[Result]] = deque(pool.submit(work, item) for item in islice(todo, jobs * _AHEAD))
        try:
            while waiting:
                yield waiting.popleft().result()
                waiting.extend(pool.submit(work, item) for item in islice(todo, 1))
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stopped asking need not wait for the rest


def cores() -> int:
    """The cores this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
