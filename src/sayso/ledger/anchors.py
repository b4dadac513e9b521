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

        Of several places, the one whose surroundings are most alike, then the one nearest to the old. A
        beginning or an end of other words is none ("said no" in "said nothing").
        """
        if text[self.start : self.stop] == self.exact and self._alike(text, self.start) == self._most:
            return self.start, self.stop
        places = (at for at in _all(text, self.exact) if self._is_whole(text, at))
        found = max(places, key=lambda at: (self._alike(text, at), -abs(at - self.start)), default=None)
        return None if found is None else (found, found + len(self.exact))

    @property
    def _most(self) -> int:
        return len(self.prefix) + len(self.suffix)

    def _is_whole(self, text: str, at: int) -> bool:
        """Whether no word is cut at the edges of a place, save where the old one cut it too."""
        after = at + len(self.exact)
        begins = not _is_cut(text[at - 1 : at] if at else "", self.exact[0]) or _is_cut(self.prefix[-1:], self.exact[0])
        ends = not _is_cut(self.exact[-1], text[after : after + 1]) or _is_cut(self.exact[-1], self.suffix[:1])
        return begins and ends

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


def _is_cut(before: str, after: str) -> bool:
    return before.isalnum() and after.isalnum()


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
