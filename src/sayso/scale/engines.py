"""Who does the tasks: processes on this machine, or actors of a Ray cluster. Both write the same tables."""

from __future__ import annotations

import queue
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Literal, Protocol

from sayso.reading.many import cores
from sayso.scale.tasks import Step, Task, Work
from sayso.scale.watched import Watched

_Told = queue.SimpleQueue[Step | BaseException | None]
"""Steps, what ended a thread, and None for one that has nothing left to do."""
EngineName = Literal["local", "ray"]


class Engine(Protocol):
    """Whoever does tasks, with a number of processes, `jobs`."""

    jobs: int

    def do(self, work: Work, tasks: Sequence[Task]) -> Iterator[Step]:
        """Do the tasks; their steps as they are made, or come to be known.

        Raises:
            SaysoError: they cannot be done at all: the model is missing, the disk is full.
        """


@contextmanager
def engine_named(name: EngineName, jobs: int | None) -> Iterator[Engine]:
    """The engine of that name, with so many processes; with all cores that it has, if None.

    Raises:
        MissingLibraryError: it is not installed.
    """
    if name == "local":
        yield Local(jobs or cores())
        return
    from sayso.scale.on_ray import on_ray

    with on_ray(jobs) as engine:
        yield engine


class Local:
    """Processes on this machine, each watched by a thread."""

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs

    def do(self, work: Work, tasks: Sequence[Task]) -> Iterator[Step]:
        """See `Engine`."""
        todo: queue.SimpleQueue[Task] = queue.SimpleQueue()
        for task in tasks:
            todo.put(task)
        told: _Told = queue.SimpleQueue()
        watched = [Watched(work) for _ in range(min(self.jobs, len(tasks)))]
        with ThreadPoolExecutor(max(1, len(watched))) as pool:
            for one in watched:
                pool.submit(_serve, one, todo, told)
            left = len(watched)
            try:
                while left:
                    step = told.get()
                    if isinstance(step, BaseException):
                        raise step
                    if step is None:
                        left -= 1
                    else:
                        yield step
            finally:
                for one in watched:
                    one.close()


def _serve(
    watched: Watched, todo: queue.SimpleQueue[Task], told: queue.SimpleQueue[Step | BaseException | None]
) -> None:
    try:
        with watched:
            while True:
                for step in watched.do(todo.get_nowait()):
                    told.put(step)
    except queue.Empty:
        told.put(None)
    except BaseException as error:  # noqa: BLE001 - it is raised again by whoever waits
        told.put(error)
