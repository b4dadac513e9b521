"""The words of an article with where they stand: sentence, paragraph, quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.quotes import quotations
from sayso.reading.stops import ABBREVIATIONS

_WORD = re.compile(r"[^\W_]+(?:(?:[.’'-])[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_STOP = re.compile(r"[.!?…]")
_SHORT = frozenset(a.casefold() for a in ABBREVIATIONS) | {"del", "adm", "u.s", "u.k", "e.u", "d.c", "no"}


class Word(NamedTuple):
    """A word at `[start, end)`, a possessive 's cut off (`owns`); `quote` numbers its quotation, -1 outside."""

    start: int
    end: int
    text: str
    low: str
    sentence: int
    paragraph: int
    quote: int
    first: bool
    owns: int
    """How many characters of possession follow it: 's, or a mark after an s."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words in order of place, with the quotations (double marks only) they stand in."""

    text: str
    words: list[Word]
    starts: list[int]
    quotes: list[Offsets]
    titled: frozenset[int]
    """Paragraphs set like a title, where capitals say nothing."""

    def at(self, offset: int) -> int:
        """The index of the first word that ends after `offset`."""
        at = bisect_right(self.starts, offset)
        return at - 1 if at and self.words[at - 1].end > offset else at

    def within(self, start: int, end: int) -> list[Word]:
        """The words that begin in `[start, end)`."""
        return self.words[bisect_right(self.starts, start - 1) : bisect_right(self.starts, end - 1)]

    def gap(self, at: int) -> str:
        """What stands between the word `at` and the one after it."""
        word, following = self.words[at], self.words[at + 1]
        return self.text[word.end + word.owns : following.start]


def tokens(text: str, paragraphs: Sequence[Offsets]) -> Words:
    """Split the paragraphs of a text, which are in order, into words."""
    words: list[Word] = []
    quotes: list[Offsets] = []
    titled = set()
    sentence = 0
    for number, (start, end) in enumerate(paragraphs):
        sentence += 1
        own = [(q.start, q.end) for q in quotations(text, start, end) if not q.single]
        begins = len(words)
        open_at, opened = len(quotes), -1
        quotes.extend(own)
        before = start
        for match in _WORD.finditer(text, start, end):
            a, b = match.span()
            word = match.group()
            while opened + 1 < len(own) and own[opened + 1][0] <= a:
                opened += 1
            quote = open_at + opened if opened >= 0 and a < own[opened][1] else -1
            first = len(words) == begins
            low = word.casefold()
            if not first and low != word and word[0].isupper() and _ends(text[before:a], words[-1].low):
                sentence += 1
                first = True
            owns = 0
            if word[-1] in "sS":
                if len(word) > 2 and _POSSESSIVE.search(word) is not None:
                    word, b, owns = word[:-2], b - 2, 2
                elif text[b : b + 2] in ("’ ", "' ") and quote < 0:
                    owns = 1
                low = low[: len(low) - owns] if owns == 2 else low
            if "’" in low:
                low = low.replace("’", "'")
            words.append(Word(a, b, word, low, sentence, number, quote, first, owns))
            before = match.end()
        if _like_title(words[begins:], text[start:end]) or (number == 0 and _headline(text[start:end])):
            titled.add(number)
    return Words(text, words, [w.start for w in words], quotes, frozenset(titled))


def _headline(line: str) -> bool:
    """Whether a first line has no full stop, as headlines have none."""
    return len(line) < 160 and line.rstrip("”\"’' ")[-1:] not in ".!?…"


def _ends(gap: str, low: str) -> bool:
    """Whether a sentence ends in the gap after a word."""
    stop = _STOP.search(gap)
    if stop is None:
        return gap[:1] == ":" and gap[-1:] in '“"‘'
    return stop.group() != "." or not (low in _SHORT or (len(low) == 1 and low.isalpha()))


def _like_title(words: list[Word], line: str) -> bool:
    """Whether a line is written with capitals as titles are."""
    long = [w for w in words if len(w.text) > 3]
    if len(long) < 3 or len(words) > 30 or (line.rstrip("”\"’'")[-1:] in ".?!…" and len(words) > 20):
        return False
    return sum(w.text[0].isupper() for w in long) > 0.75 * len(long)
