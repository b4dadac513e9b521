"""What every link is shown by: two passages, each with the words and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from sayso.records import Article

How = Literal["copied", "reworded", "quoted", "credited"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words of an article: its id, and the code points `[start, end)` where its text says `text`."""

    article: str
    start: int
    end: int
    text: str

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> Self:
        """The excerpt `[start, end)` of an article."""
        return cls(article.id, start, end, article.text[start:end])

    def meets(self, start: int, end: int) -> bool:
        """Whether it has a code point in common with `[start, end)`."""
        return self.start < end and start < self.end


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages side by side: what stands here, and what it was made from there.

    `same` is the share of the words here that stand there in the same order.
    """

    here: Excerpt
    there: Excerpt
    how: How
    same: float
