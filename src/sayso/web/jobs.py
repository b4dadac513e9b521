"""Adding from a page: one input after the other, beside the pages, and what became of each for all to see.

One thread adds; reading within it uses all cores, as on the command line.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from sayso.errors import InputError, SaysoError
from sayso.ledger.adding import Added, Outcome, add
from sayso.ledger.store import Store
from sayso.linking.arrivals import link_articles
from sayso.opened import Ledger
from sayso.reading.attribution import Attributor
from sayso.sources.found import Found

_KEPT = 50
"""Jobs that are remembered."""


@dataclass(slots=True)
class Job:
    """Something that is being added: its outcomes so far, and whether it is done; `why` tells of a failure of all."""

    number: int
    what: str
    outcomes: list[Outcome] = field(default_factory=list)
    linked: int = 0
    done: bool = False
    why: str = ""

    @property
    def added(self) -> list[Added]:
        """What was added, or was there."""
        return [o for o in self.outcomes if isinstance(o, Added)]

    @property
    def failed(self) -> list[InputError]:
        """What could not be added."""
        return [o for o in self.outcomes if isinstance(o, InputError)]


class Jobs:
    """The jobs of a reading room."""

    def __init__(self, store: Store, reader: Attributor) -> None:
        self._store, self._reader = store, reader
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._thread = ThreadPoolExecutor(1)

    def __getitem__(self, number: int) -> Job:
        return self._jobs[number]

    def add(self, what: str, items: Iterable[Found]) -> Job:
        """Add what a person pasted or sent."""
        job = self._begin(what)
        self._thread.submit(self._run, job, list(items))
        return job

    def fetch(self, address: str) -> Job:
        """Add what is at an address: a page, a feed, a list."""
        job = self._begin(address)
        self._thread.submit(self._run, job, address)
        return job

    def close(self) -> None:
        """Finish the job that is under way, and begin no other."""
        self._thread.shutdown(cancel_futures=True)

    def _begin(self, what: str) -> Job:
        job = Job(next(self._numbers), what)
        self._jobs[job.number] = job
        for number in list(self._jobs)[:-_KEPT]:
            del self._jobs[number]
        return job

    def _run(self, job: Job, given: list[Found] | str) -> None:
        try:
            if isinstance(given, str):
                Ledger(self._store).add(given, reader=self._reader, tell=job.outcomes.append)
            else:
                for outcome in add(self._store, given, self._reader):
                    job.outcomes.append(outcome)
            job.linked = link_articles(self._store)
        except SaysoError as error:
            job.why = str(error)
        finally:
            job.done = True
