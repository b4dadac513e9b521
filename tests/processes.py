"""Other processes for tests: started quickly, from one that has everything imported, and really killed."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

_START = multiprocessing.get_context("forkserver")
_PRELOADED = "tests.ledgers alembic.command importlib.readers sayso.reading.rules sayso.reading.pipeline"
_START.set_forkserver_preload(_PRELOADED.split())


class Child:
    """A function of a module run in a process of its own."""

    def __init__(self, work: Callable[..., Any], *arguments: Any) -> None:
        self._ours, theirs = _START.Pipe()
        self._process = _START.Process(target=_work, args=(theirs, work, arguments))
        self._process.start()
        theirs.close()

    def result(self) -> Any:
        """What the function gives; what it raises is raised."""
        told, result = self._ours.recv()
        self._end()
        if told == "raised":
            raise result
        return result

    def wait_for(self, count: int) -> bool:
        """Wait until the function, a generator, has yielded so often: whether it has not ended before."""
        return all(self._ours.recv()[0] == "yielded" for _ in range(count))

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL."""
        self._process.kill()
        self._end()

    def _end(self) -> None:
        self._process.join()
        self._process.close()
        self._ours.close()


def _work(pipe: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    try:
        result = work(*arguments)
        if hasattr(result, "__next__"):
            for item in result:
                pipe.send(("yielded", item))
            result = None
    except Exception as error:  # noqa: BLE001 - it is raised again on the other side
        pipe.send(("raised", error))
    else:
        pipe.send(("ended", result))
