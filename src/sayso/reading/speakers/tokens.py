"""The words of an article with where they stand: sentence, paragraph, quotation."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, pairwise, repeat
from typing import NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.quotes import quotations
from sayso.reading.stops import ABBREVIATIONS

_WORD = re.compile(r"([^\W_]+(?:(?:[.’'-])[^\W_]+)*)")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_STOP = re.compile(r"[.!?…]")
_LONGEST_TITLE = 30
"""Words in a title at most."""
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


_WORD_OF = partial(tuple.__new__, Word)
"""`Word` of a tuple of its parts, without the cost of a call in Python: there is one for every word."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words in order of place, with the quotations (double marks only) they stand in."""

    text: str
    words: list[Word]
    starts: list[int]
    lows: list[str]
    """The `low` of each word."""
    capitals: list[int]
    """The indices of the words that begin with a capital."""
    lower: set[str]
    """The words that stand somewhere without a capital."""
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
    """Split the paragraphs of a text, which are in order, into words.

    It works by columns, a paragraph at a time: a loop that does everything for each word takes twice as long.
    """
    words: list[Word] = []
    all_texts: list[str] = []
    all_lows: list[str] = []
    all_starts: list[int] = []
    quotes: list[Offsets] = []
    titled = set()
    sentence = 0
    for number, (start, end) in enumerate(paragraphs):
        line = text[start:end]
        own = [(q.start, q.end) for q in quotations(text, start, end) if not q.single]
        pieces = _WORD.split(line)  # a gap, a word, a gap, … a word, a gap
        places = list(accumulate(map(len, pieces), initial=start))
        texts, starts, ends = pieces[1::2], places[1:-1:2], places[2::2]
        lows = list(map(str.casefold, texts))
        quoted = _quoted(starts, own, len(quotes))
        owns = _cut(text, texts, lows, ends, quoted) if "'" in line or "’" in line else [0] * len(texts)
        sentences, firsts = _sentences(pieces[::2], texts, lows, sentence + 1)
        sentence = sentences[-1] if sentences else sentence + 1
        quotes += own
        all_texts += texts
        all_lows += lows
        all_starts += starts
        words += map(
            _WORD_OF, zip(starts, ends, texts, lows, sentences, repeat(number), quoted, firsts, owns, strict=False)
        )
        if _like_title(texts, line) or (number == 0 and _headline(line)):
            titled.add(number)
    return Words(
        text=text,
        words=words,
        starts=all_starts,
        lows=all_lows,
        capitals=[at for at, word in enumerate(all_texts) if word[0].isupper()],
        lower=set(all_lows).intersection(all_texts),
        quotes=quotes,
        titled=frozenset(titled),
    )


def _quoted(starts: Sequence[int], own: Sequence[Offsets], before: int) -> list[int]:
    """The quotation of each word of a paragraph, or -1, where `before` quotations came before it."""
    quoted = [-1] * len(starts)
    opened = [*(bisect_left(starts, opens) for opens, _ in own), len(starts)]
    for number, (first, following) in enumerate(pairwise(opened)):
        last = min(bisect_left(starts, own[number][1]), following)
        quoted[first:last] = [before + number] * (last - first)
    return quoted


def _cut(text: str, texts: list[str], lows: list[str], ends: list[int], quoted: Sequence[int]) -> list[int]:
    """Cut the possessive 's off words, and say how many characters of possession follow each."""
    owns = [0] * len(texts)
    for at, word in enumerate(texts):
        if word[-1] in "sS":
            if len(word) > 2 and word[-2] in "'’":
                texts[at], lows[at], owns[at] = word[:-2], lows[at][:-2], 2
                ends[at] -= 2
            elif quoted[at] < 0 and text[ends[at] : ends[at] + 2] in ("’ ", "' "):
                owns[at] = 1
        if "’" in lows[at]:
            lows[at] = lows[at].replace("’", "'")
    return owns


def _sentences(
    gaps: Sequence[str], texts: Sequence[str], lows: Sequence[str], number: int
) -> tuple[list[int], list[bool]]:
    """The sentence of each word of a paragraph, from `number` on, and whether the word is its first.

    `gaps` are what stands before each word, and after the last.
    """
    sentences: list[int] = []
    firsts = [False] * len(texts)
    for at in [i for i, gap in enumerate(gaps[:-1]) if gap != " "]:
        if at and texts[at][0].isupper() and _ends(gaps[at], lows[at - 1]):
            sentences += [number] * (at - len(sentences))
            number += 1
            firsts[at] = True
    sentences += [number] * (len(texts) - len(sentences))
    firsts[:1] = [True] * bool(texts)
    return sentences, firsts


def _headline(line: str) -> bool:
    """Whether a first line has no full stop, as headlines have none."""
    return len(line) < 160 and line.rstrip("”\"’' ")[-1:] not in ".!?…"


def _ends(gap: str, low: str) -> bool:
    """Whether a sentence ends in the gap after a word."""
    stop = _STOP.search(gap)
    if stop is None:
        return gap[:1] == ":" and gap[-1:] in '“"‘'
    return stop.group() != "." or not (low in _SHORT or _INITIALS.fullmatch(low))


def _like_title(words: Sequence[str], line: str) -> bool:
    """Whether a line is written with capitals as titles are."""
    if len(words) > _LONGEST_TITLE:
        return False
    long = [w for w in words if len(w) > 3]
    if len(long) < 3 or (line.rstrip("”\"’'")[-1:] in ".?!…" and len(words) > 20):
        return False
    return sum(w[0].isupper() for w in long) > 0.75 * len(long)
