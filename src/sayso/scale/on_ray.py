"""Tasks done by Ray Data, on the Ray cluster that this machine is in, or on a Ray of its own started here.

Ray places the work, gives the tasks of a lost node to others, and takes no more than there are actors for. Each actor
watches a process as the local engine does, so a page that ends processes is put aside there in the same way.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from sayso.errors import MissingLibraryError, SaysoError
from sayso.scale.tasks import Step, Task, Work
from sayso.scale.watched import Watched


@contextmanager
def on_ray(jobs: int | None) -> Iterator[OnRay]:
    """The engine, while Ray runs; `jobs` actors, or as many as there are cores.

    Raises:
        MissingLibraryError: Ray is not installed.
    """
    try:
        ray: Any = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        why = "the engine ray needs Ray, which is missing; install it: pip install 'sayso[scale]'"
        raise MissingLibraryError(why) from error
    started = not ray.is_initialized()
    if started:
        # Joins the cluster that RAY_ADDRESS names. A Ray of its own may place as many as are asked for.
        own: dict[str, Any] = {} if "RAY_ADDRESS" in os.environ else {"num_cpus": jobs, "include_dashboard": False}
        ray.init(log_to_driver=False, configure_logging=False, **own)
    try:
        yield OnRay(ray, jobs or int(ray.cluster_resources()["CPU"]))
    finally:
        if started:
            ray.shutdown()


class OnRay:
    """See `sayso.scale.engines.Engine`."""

    def __init__(self, ray: Any, jobs: int) -> None:
        self._ray, self.jobs = ray, jobs

    def do(self, work: Work, tasks: Sequence[Task]) -> Iterator[Step]:
        """See `Engine`; the steps of a task come together, when it ends."""
        if not tasks:
            return
        context = self._ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.max_errored_blocks = 0
        rows = [{"task": pickle.dumps(task)} for task in tasks]
        data = self._ray.data.from_items(rows, override_num_blocks=len(rows))
        actors = self._ray.data.ActorPoolStrategy(size=min(self.jobs, len(tasks)))
        done = data.flat_map(_Actor, fn_constructor_args=(work,), compute=actors, num_cpus=1)
        for row in done.iter_rows():
            step = pickle.loads(row["step"])
            if isinstance(step, SaysoError):
                raise step
            yield step


class _Actor:
    """Watches one process."""

    def __init__(self, work: Work) -> None:
        self._watched = Watched(work)

    def __call__(self, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        try:
            for step in self._watched.do(pickle.loads(row["task"])):
                yield {"step": pickle.dumps(step)}
        except SaysoError as error:
            yield {"step": pickle.dumps(error)}
