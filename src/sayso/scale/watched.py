"""A process that reads, and whoever watches it: what ends it is found, put aside, and the rest is read.

A fault in a library, a page that takes all memory and one that takes all day look alike from outside: the process is
gone, or silent. Before each item it tells the item's number. The item at which it ended is tried once more, in a new
process; if that ends too, the item is a problem; and if even drawing it ends one, so is the rest of its input.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

from sayso.errors import OutputError, SaysoError
from sayso.scale.tasks import Step, Task, Work, perform

PATIENCE = 600.0
"""Seconds that one item may take; the longest of PolNeAR's articles takes one."""
_START = multiprocessing.get_context("spawn")
"""Forked processes would share the parent's threads and locks: started anew, each loads its own model."""


class Watched:
    """A process that does tasks, started when the first comes; close it, or use it with `with`."""

    def __init__(self, work: Work, patience: float = PATIENCE) -> None:
        self._work, self._patience = work, patience
        self._process: Any = None
        self._pipe: Connection | None = None
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; a task under way ends too, as far as it is."""
        self._is_closed = True
        if self._process is not None:
            self._process.kill()

    def do(self, task: Task) -> Iterator[Step]:
        """Do a task, whatever ends processes in it.

        Raises:
            SaysoError: it cannot be done at all: the model is missing, the disk is full.
        """
        ended: Counter[int] = Counter()
        while not self._is_closed:
            at = 0
            why = "the process that read it ended twice"
            try:
                pipe = self._started()
                pipe.send(task)
                while pipe.poll(self._patience):
                    told = pipe.recv()
                    if isinstance(told, int):
                        at = told
                        continue
                    if isinstance(told, SaysoError):
                        raise told
                    yield told
                    if told.marker is None:
                        return
                    task = replace(task, done=task.done | {told.number})
                why = f"it was not read in {self._patience:,.0f} seconds, twice"
            except (EOFError, ConnectionError):
                pass
            self._end()
            ended[at] += 1
            task = _without(task, at, ended[at], f"{why}; please report this")

    def _started(self) -> Connection:
        if self._pipe is None:
            self._pipe, theirs = _START.Pipe()
            self._process = _START.Process(target=_serve, args=(theirs, self._work), daemon=True)
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        self._process.kill()
        self._process.join()
        if self._pipe is not None:
            self._pipe.close()
        self._pipe = self._process = None


def _without(task: Task, at: int, times: int, why: str) -> Task:
    """The task to be tried after an item ended so many processes."""
    if times == 1:
        return task
    if times == 2:
        return replace(task, apart={**task.apart, at: why})
    return replace(task, until=(at, f"from its item {at + 1:,} on {why}"))


def _serve(pipe: Connection, work: Work) -> None:
    """What the process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever watches
    try:
        while True:
            for told in _told(work, pipe.recv(), pipe):
                pipe.send(told)
    except (EOFError, ConnectionError):
        return  # whoever watched has ended


def _told(work: Work, task: Task, pipe: Connection) -> Iterator[Step | SaysoError]:
    try:
        yield from perform(work, task, pipe.send)
    except SaysoError as error:
        yield error
    except ConnectionError:
        raise
    except Exception as error:  # noqa: BLE001 - the whole run must end with a message, and not be tried again
        yield OutputError(f"{work.output}: {type(error).__name__}: {error}; please report this")
