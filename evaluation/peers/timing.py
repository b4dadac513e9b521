"""How fast the peers are.

In every round each reads the same articles in turn, so that what else the machine does falls on all of them; the
order turns round from one to the next.
"""

from __future__ import annotations

import os
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.peers.catalogue import Peer
from evaluation.peers.drive import LIMIT, Run, run


@dataclass
class Times:
    """A peer's runs: on one core, on all of them, and of one article from a cold start."""

    one: list[Run] = field(default_factory=list)
    all: list[Run] = field(default_factory=list)
    cold: list[Run] = field(default_factory=list)

    @property
    def cold_start(self) -> float:
        """Median seconds from starting its process until it has read one article and ended."""
        return statistics.median(r.whole for r in self.cold)

    @property
    def whole(self) -> float:
        """Median articles a second on all cores, loading counted."""
        return statistics.median(len(r.answers) / r.whole for r in self.all)

    @property
    def cpu(self) -> float:
        """Median seconds of processor time an article, on one core."""
        return statistics.median(r.cpu / len(r.answers) for r in self.one)

    @property
    def peak(self) -> int:
        """The most bytes held by one process that reads one article at a time."""
        return max(r.peak for r in self.one)


def rate(runs: Sequence[Run]) -> float:
    """Median articles a second while reading."""
    return statistics.median(r.articles_a_second for r in runs)


def ratios(ours: Sequence[Run], theirs: Sequence[Run]) -> list[float]:
    """How many times their articles a second ours are, in each round."""
    return [a.articles_a_second / b.articles_a_second for a, b in zip(ours, theirs, strict=True)]


def cores() -> list[int]:
    """The cores that this process may use."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))


def time_all(
    peers: Sequence[Peer], home: Path, articles: Mapping[str, str], rounds: int, limit: float = LIMIT
) -> dict[str, Times]:
    """Time installed peers, by name.

    Raises:
        PeerError: one does not run.
    """
    times = {peer.name: Times() for peer in peers}
    first = dict(list(articles.items())[:1])
    mine = cores()
    for number in range(rounds):
        for peer in peers if number % 2 == 0 else list(reversed(peers)):
            of = times[peer.name]
            of.cold.append(run(peer, home, first, mine, cold=True, limit=limit))
            of.one.append(run(peer, home, articles, mine[:1], limit=limit))
            of.all.append(run(peer, home, articles, mine, limit=limit))
    return times
