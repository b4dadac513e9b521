"""Which of many things hold a key: an index that grows, in sorted arrays.

A log-structured merge (O'Neil and others, *The log-structured merge-tree*, 1996): what is added waits in a
buffer, a full buffer becomes a sorted run, and runs of like size are merged. Adding costs the logarithm of what
is there, and so does looking up; a posting takes twelve bytes where a dict of sets would take two hundred.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.uint64]
Owners = NDArray[np.uint32]

_BUFFER = 4096
"""Postings that wait before they become a run."""


def key(*parts: str) -> int:
    """Sixty-four bits of some words, the same on every machine and in every run."""
    return int.from_bytes(hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, slots=True)
class Found:
    """Who holds some keys: places in the keys asked for and owners, one of each a posting; `held` counts each key's.

    `held` counts all that hold a key, also those beyond what was asked for.
    """

    places: NDArray[np.intp]
    owners: Owners
    held: NDArray[np.int64]


class Postings:
    """Keys and who holds them; owners are numbers that only grow. `buffer` is how many postings wait for a run."""

    def __init__(self, buffer: int = _BUFFER) -> None:
        self._buffer = buffer
        self._runs: list[tuple[Keys, Owners]] = []
        self._waiting: dict[int, list[int]] = {}
        self._size = 0

    def add(self, keys: Iterable[int], owner: int) -> None:
        """Say that `owner` holds `keys`."""
        for k in keys:
            self._waiting.setdefault(k, []).append(owner)
            self._size += 1
        if self._size >= self._buffer:
            self._settle()

    def find(self, keys: Iterable[int], most: int) -> Found:
        """Who holds `keys`.

        Of a key that many hold only the earliest `most` (in each run) are given: the first to hold it are the
        likeliest origin, and what thousands hold tells none of them apart.
        """
        wanted = list(keys)
        asked = np.array(wanted, dtype=np.uint64)
        held = np.array([len(self._waiting.get(k, ())) for k in wanted], dtype=np.int64)
        waiting = [(i, o) for i, k in enumerate(wanted) for o in self._waiting.get(k, ())[:most]]
        places = [np.array([i for i, _ in waiting], dtype=np.intp)]
        owners = [np.array([o for _, o in waiting], dtype=np.uint32)]
        for run_keys, run_owners in self._runs:
            first = np.searchsorted(run_keys, asked, "left")
            count = np.searchsorted(run_keys, asked, "right") - first
            held += count
            taken = np.minimum(count, most)
            total = int(taken.sum())
            if total:
                places.append(np.repeat(np.arange(len(wanted)), taken))
                within = np.arange(total) - np.repeat(np.cumsum(taken) - taken, taken)
                owners.append(run_owners[np.repeat(first, taken) + within])
        return Found(np.concatenate(places), np.concatenate(owners), held)

    def _settle(self) -> None:
        keys = np.fromiter((k for k, v in self._waiting.items() for _ in v), dtype=np.uint64, count=self._size)
        owners = np.fromiter((o for v in self._waiting.values() for o in v), dtype=np.uint32, count=self._size)
        self._waiting, self._size = {}, 0
        run = _sorted(keys, owners)
        while self._runs and len(self._runs[-1][0]) <= 2 * len(run[0]):
            older = self._runs.pop()
            run = _sorted(np.concatenate((older[0], run[0])), np.concatenate((older[1], run[1])))
        self._runs.append(run)


def _sorted(keys: Keys, owners: Owners) -> tuple[Keys, Owners]:
    order = np.argsort(keys, kind="stable")
    return keys[order], owners[order]
