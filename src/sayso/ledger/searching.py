"""What a person searches for, apart from how a database is asked.

Written as on the web: all words must be there, "a phrase" together, `or` between alternatives, a `-`
before what must not be there. Endings are put aside ("bridges" finds "bridge"), case too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from sayso.errors import QuestionError

Field = Literal["speaker", "content"]

COMBINING = "".join(map(chr, range(0x300, 0x370)))
"""Accents that are characters of their own."""


def _bases() -> Iterator[tuple[int, str]]:
    for number in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(number))[0]
        if base.isascii():
            yield number, base


ACCENTED = dict(_bases())
"""Latin letters with accents, by their code points, and what they are without."""
_TERM = re.compile(r"(-?)(?:\"([^\"]*)\"|(\S+))")
_WORD = re.compile(r"[^\W_]")
_MOST = 64
"""Terms of a query after alternatives are multiplied out; a person writes a handful."""


def without_accents(words: str) -> str:
    """Words as they are compared: "Grün" and "Grun" are one.

    >>> without_accents("Nicolás Grün-Łoś")
    'Nicolas Grun-Łos'
    """
    return words.translate(ACCENTED).translate(dict.fromkeys(map(ord, COMBINING)))


@dataclass(frozen=True, slots=True)
class Term:
    """A word, or a phrase whose words stand together; `field` says where, None anywhere."""

    words: str
    without: bool = False
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Alternatives, each a row of terms that must all hold."""

    alternatives: tuple[tuple[Term, ...], ...]

    @classmethod
    def of(cls, words: str, field: Field | None = None) -> Self:
        """The query that a person wrote.

        Raises:
            QuestionError: there is no word in it, or only words that must not be there.
        """
        rows: list[list[Term]] = [[]]
        for match in _TERM.finditer(words):
            minus, phrase, word = match.groups()
            if word is not None and word.lower() == "or" and not minus:
                rows.append([])
            elif _WORD.search(phrase or word or ""):
                rows[-1].append(Term((phrase or word).replace('"', " "), bool(minus), field))
        found = tuple(tuple(row) for row in rows if row)
        if not found or not all(any(not term.without for term in row) for row in found):
            raise QuestionError(f"there is nothing to search for in {words!r}; give a word that should be there")
        return cls(found)

    @classmethod
    def named(cls, names: Sequence[str]) -> Self:
        """Statements by any of some speakers: all words of the name must be in the speaker's.

        Raises:
            QuestionError: a name has no word in it.
        """
        rows = [tuple(Term(word, field="speaker") for word in name.split() if _WORD.search(word)) for name in names]
        if not all(rows):
            raise QuestionError("a name has at least one word; give one, such as: --who Oduya")
        return cls(tuple(rows))

    def both(self, other: Self) -> Self:
        """What this query and another both find.

        Raises:
            QuestionError: the two have so many alternatives that no person wrote them.
        """
        rows = tuple(mine + theirs for mine in self.alternatives for theirs in other.alternatives)
        if sum(map(len, rows)) > _MOST:
            raise QuestionError("there are too many alternatives; ask in several steps")
        return replace(self, alternatives=rows)
