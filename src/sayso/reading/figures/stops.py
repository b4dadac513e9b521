"""Where sentences end, told from the marks alone: figures need no tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.reading.stops import ABBREVIATIONS

_STOP = re.compile(r"[.!?…][.!?…\"”’')\]]{0,4}\s{1,3}(?=[\"“‘'(\[]?[A-Z0-9])|\n")
_WORD_BEFORE = re.compile(r"\w{1,5}$")


def stops(text: str, start: int, end: int) -> Iterator[int]:
    """The offsets in `text[start:end]` at which a sentence after the first begins."""
    for match in _STOP.finditer(text, start, end):
        before = _WORD_BEFORE.search(text, max(start, match.start() - 6), match.start())
        word = before.group() if before else ""
        short = word in ABBREVIATIONS or word == "No" or (len(word) == 1 and word.isupper())
        if not (short and text[match.start()] == "."):
            yield match.end()


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of one line that holds `text[start:end]`, trimmed, as `[start, end)`."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    bounds = [first, *stops(text, first, last), last]
    first = max(b for b in bounds if b <= start)
    last = min(b for b in bounds if b >= end)
    words = text[first:last]
    return first + len(words) - len(words.lstrip()), last - (len(words) - len(words.rstrip()))
