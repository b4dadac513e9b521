"""Where a person's verdict stands: by the words, their surroundings and their place (W3C Web Annotation).

The words are found again in a text that changed around them, and a statement again in a reading that
put its edges elsewhere. What cannot be found is said to be gone; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Self

_AROUND = 32
"""Code points kept before and after the words, as much as the annotation tools of hypothes.is keep."""
_SAME = 0.5
"""Two spans that share more than half of what both cover are the same thing with other edges."""

Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of an article: a text-quote selector (exact, prefix, suffix) and a position selector `[start, stop)`."""

    exact: str
    prefix: str
    suffix: str
    start: int
    stop: int

    @classmethod
    def at(cls, text: str, start: int, stop: int) -> Self:
        """The anchor of `text[start:stop]`."""
        return cls(
            text[start:stop], text[max(0, start - _AROUND) : start], text[stop : stop + _AROUND], start, stop
        )  # fmt: skip

    def find(self, text: str) -> Offsets | None:
        """Where the words stand in a text, which may be another version of theirs; None if they do not.

        Of several places, the one whose surroundings are most alike, then the one nearest to the old.
        """
        if text[self.start : self.stop] == self.exact and self._alike(text, self.start) == self._most:
            return self.start, self.stop
        found = max(_all(text, self.exact), key=lambda at: (self._alike(text, at), -abs(at - self.start)), default=None)
        return None if found is None else (found, found + len(self.exact))

    @property
    def _most(self) -> int:
        return len(self.prefix) + len(self.suffix)

    def _alike(self, text: str, at: int) -> int:
        """Code points around a place that are the same as around the old one."""
        after = at + len(self.exact)
        before = text[max(0, at - len(self.prefix)) : at]
        return _shared(before[::-1], self.prefix[::-1]) + _shared(text[after : after + len(self.suffix)], self.suffix)


def best(wanted: Offsets, spans: Sequence[Offsets]) -> int | None:
    """Which of some spans is `wanted` with other edges; None if none shares more than half with it."""
    shares = [(_share(wanted, span), -n) for n, span in enumerate(spans)]
    share, place = max(shares, default=(0.0, 0))
    return -place if share > _SAME else None


def _share(one: Offsets, other: Offsets) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    either = max(one[1], other[1]) - min(one[0], other[0])
    return both / either if both > 0 else 0.0


def _all(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
