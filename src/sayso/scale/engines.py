"""Who reads the chunks: processes on this machine, or actors of a Ray cluster. Both give the same tables.

Each process holds one reader with one session; few chunks are under way at once, so that memory stays bounded. A chunk
that ends its process is read again item by item, each in a process of its own, and what ends that is a problem.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from sayso.errors import InputError, MissingLibraryError
from sayso.reading.many import ReaderName, reader_named
from sayso.records import Reading
from sayso.scale.chunks import Chunk, read_item, written
from sayso.scale.storage import Marker, Storage
from sayso.sources.found import Found

_AHEAD = 2
"""Chunks under way or waiting for each process."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a process is to do: with which reader, and where tables go."""

    output: str
    reader: ReaderName = "learned"
    options: tuple[tuple[str, Any], ...] = ()

    def do(self, chunk: Chunk) -> Marker:
        """Read a chunk."""
        return written(chunk, _storage(self.output, self.options), map(self.read, chunk.items))

    def read(self, item: Found | InputError) -> Reading | InputError:
        """Read one input."""
        return read_item(item, reader_named(self.reader))


@cache
def _storage(output: str, options: tuple[tuple[str, Any], ...]) -> Storage:
    return Storage(output, dict(options))


Engine = Callable[[Work, Iterable[Chunk], int], Iterator[Marker]]


def local(work: Work, chunks: Iterable[Chunk], jobs: int) -> Iterator[Marker]:
    """Processes on this machine; markers as chunks are done."""
    todo = iter(chunks)
    again: list[Chunk] = []
    while True:
        waiting: dict[Future[Marker], Chunk] = {}
        # Forked processes would share the parent's threads and locks: started anew, each loads its own model.
        with _processes(jobs) as pool:
            try:
                for chunk in islice(todo, jobs * _AHEAD):
                    waiting[pool.submit(work.do, chunk)] = chunk
                while waiting:
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        marker = future.result()
                        del waiting[future]
                        yield marker
                        for chunk in islice(todo, 1):
                            waiting[pool.submit(work.do, chunk)] = chunk
                break
            except BrokenProcessPool:
                # Nobody knows which of those under way did it: each is read by itself.
                again = list(waiting.values())
        yield from (_alone(work, chunk) for chunk in again)


def _processes(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _end_with_parent)


def _end_with_parent() -> None:
    """Let this process end when the one that started it is killed: it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait_and_end() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait_and_end, daemon=True).start()


def _alone(work: Work, chunk: Chunk) -> Marker:
    """Read a chunk in a process of its own, or where that ends too, each of its items in one."""
    with _processes(1) as pool:
        try:
            return pool.submit(work.do, chunk).result()
        except BrokenProcessPool:
            pass
    return written(chunk, _storage(work.output, work.options), (_item(work, item) for item in chunk.items))


def _item(work: Work, item: Found | InputError) -> Reading | InputError:
    if isinstance(item, InputError):
        return item
    with _processes(1) as pool:
        try:
            return pool.submit(work.read, item).result()
        except BrokenProcessPool:
            return InputError(item.name, "the process that read it ended; please report this")


def ray(work: Work, chunks: Iterable[Chunk], jobs: int) -> Iterator[Marker]:
    """Actors of the Ray cluster that this machine is in, or of one started here; markers as chunks are done.

    Raises:
        MissingLibraryError: Ray is not installed.
    """
    try:
        import ray as engine
    except ImportError as error:
        why = "the engine ray needs Ray, which is missing; install it: pip install 'sayso[scale]'"
        raise MissingLibraryError(why) from error
    started = not engine.is_initialized()
    if started:
        engine.init(num_cpus=jobs, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        yield from _by_actors(engine, work, chunks, jobs)
    finally:
        if started:
            engine.shutdown()


def _by_actors(engine: Any, work: Work, chunks: Iterable[Chunk], jobs: int) -> Iterator[Marker]:
    # A killed actor is started again, and its chunk given to it once more.
    actor = engine.remote(num_cpus=1, max_restarts=-1, max_task_retries=2)(_Actor)
    idle = [actor.remote(work) for _ in range(jobs)]
    busy: dict[Any, tuple[Any, Chunk]] = {}
    todo = iter(chunks)
    while True:
        for chunk in islice(todo, len(idle)):
            one = idle.pop()
            busy[one.do.remote(chunk)] = (one, chunk)
        if not busy:
            return
        done, _ = engine.wait(list(busy), num_returns=1)
        for answer in done:
            one, chunk = busy.pop(answer)
            try:
                marker = engine.get(answer)
            except engine.exceptions.RayActorError:
                marker = _alone(work, chunk)
                one = actor.remote(work)
            idle.append(one)
            yield marker


class _Actor:
    """Holds one reader."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def do(self, chunk: Chunk) -> Marker:
        return self._work.do(chunk)


ENGINES: dict[str, Engine] = {"local": local, "ray": ray}
"""The engines by the name that `sayso scale run --engine` takes."""
