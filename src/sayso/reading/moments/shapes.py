"""A stretch of text as a row of letters, one a token, so that the grammar is a regular expression over words.

Every word that the grammar tells from others gets a letter of its own, and all the rest share one.
Patterns are written in words: a class of `words.CLASSES` in capitals (`MONTH`), a kind of token
(`DAY`, `YEAR`), or a word itself in small letters. As each token is one letter, and no pattern
repeats a repetition, reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from sayso.reading.moments.words import CAPITAL_ONLY, CAPITALS_ONLY, CLASSES
from sayso.reading.stops import SENTENCE_STOPS, ends_sentence

_TOKEN = re.compile(
    r"[aApP]\.\s?[mM]\b\.?|[^\W\d_]\w*"
    r"|\d{4}-\d\d-\d\d(?!\d)|\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d)(?![\d/])|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d+(?:[.,]\d+)+|['’‘`]\d0s|\d+0[’']s(?!\w)|\d\w*|[^\w\s]"
)
"""Words, "a.m.", dates and clock times in digits, other numbers, decades, marks."""
OTHER = "."
"""The letter of every token that means nothing to the grammar."""
_MARKS = {",": "COMMA", ".": "DOT", "-": "DASH", "–": "DASH", "—": "LONGDASH", "'": "MARK", "’": "MARK", "/": "SLASH"}
_KINDS = "DAY YEAR NUMBER NTH DECADES ISODATE SLASHDATE CLOCK HOUR COMMA DOT DASH LONGDASH MARK SLASH DECIMAL".split()
_LETTERS = [c for c in map(chr, range(0x400)) if c not in ".^$*+?{}[]\\|()-&~#"]
"""Letters, which mean nothing to `re`; those below 256 first: classes of them compile in half the time."""
_CLASS_LETTERS = dict(zip(_KINDS, _LETTERS, strict=False))
_NTH = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_HOUR = re.compile(r"1?\d(?:am|pm)", re.IGNORECASE)
_DECADES = re.compile(r"['’‘`]\d0s|(?:1\d|20)\d0[’']?s", re.IGNORECASE)
_CLOCK = re.compile(r"([01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
_NAME = re.compile(r"\(\?P<\w+>|\(\?[:=!]|\(\?<[=!]|\{[\d,]+\}|[A-Za-z]+|\s+")


class Token(NamedTuple):
    """A word or mark of the text at `[start, end)`; `low` is its words in small letters.

    A tuple, as an article has a thousand and a frozen dataclass takes twice as long to make.
    """

    start: int
    end: int
    low: str
    capital: bool


def ends_sentence_at(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at that place is a mark that ends a sentence."""
    if tokens[at].low not in SENTENCE_STOPS and tokens[at].low != ";":
        return False
    if at + 1 == len(tokens):
        return True
    before = tokens[at - 1].low.capitalize() if at else ""
    return tokens[at].low == ";" or ends_sentence(before, tokens[at].low, "A" if tokens[at + 1].capital else "a")


class Shapes:
    """The letters of every word that some pattern or class names."""

    def __init__(self, patterns: Sequence[str]) -> None:
        named = {n for p in patterns for n in _NAME.findall(p) if n[0].isalpha() and n.islower()}
        words = sorted(named.union(*CLASSES.values()))
        signature = {w: (w if w in named else "", *(c for c, ws in CLASSES.items() if w in ws)) for w in words}
        letters = dict(zip(sorted(set(signature.values())), _LETTERS[len(_KINDS) :], strict=False))
        self._letters = {w: letters[s] for w, s in signature.items()}
        self._classes = {c: "".join(sorted({self._letters[w] for w in ws})) for c, ws in CLASSES.items()}

    def over_letters(self, pattern: str) -> str:
        """A pattern in words as one over letters."""
        return _NAME.sub(lambda m: self._piece(m.group()), pattern)

    def _piece(self, name: str) -> str:
        if name.isspace():
            return ""
        if not name.isalpha():
            return name
        if name.islower():
            return self._letters[name]
        return f"[{self._classes.get(name, '')}{_CLASS_LETTERS.get(name, '')}]"

    def letters(self, *classes: str) -> frozenset[str]:
        """The letters of some classes and kinds."""
        return frozenset(x for c in classes for x in self._classes.get(c, "") + _CLASS_LETTERS.get(c, ""))

    def word_letters(self, words: str) -> frozenset[str]:
        """The letters of some words, given as one line."""
        return frozenset(self._letters[w] for w in words.split())

    def read(self, text: str, start: int, end: int) -> tuple[list[Token], str]:
        """The tokens of `text[start:end]` and the row of their letters, equally long."""
        tokens: list[Token] = []
        row: list[str] = []
        known = self._letters
        for match in _TOKEN.finditer(text, start, end):
            word = match.group()
            low = word.lower()
            capital = word[0].isupper()
            tokens.append(Token(*match.span(), low, capital))
            letter = known.get(low)
            if letter is not None:
                plain = (capital or low not in CAPITAL_ONLY) and (low not in CAPITALS_ONLY or word.isupper())
                row.append(letter if plain else OTHER)
            elif word[0].isalpha() and low[1:2] != ".":
                row.append(OTHER)
            else:
                row.append(self._other(word, low))
        return tokens, "".join(row)

    def _other(self, word: str, low: str) -> str:
        """The letter of a token that is no plain word."""
        if low[0] in "ap" and low[1:2] == ".":
            return self._letters["am"]
        kind = _MARKS.get(word) or _number_kind(word)
        return _CLASS_LETTERS.get(kind, OTHER)


def _number_kind(word: str) -> str:
    if word.isascii() and word.isdigit():
        if len(word) <= 2 and 1 <= int(word) <= 31:
            return "DAY"
        if len(word) == 4 and 1000 <= int(word) <= 2199:
            return "YEAR"
        return "NUMBER" if len(word) <= 6 else ""
    if len(word) > 10 or not word.isascii():
        return "DECADES" if _DECADES.fullmatch(word) else ""
    for kind, pattern in (("NTH", _NTH), ("HOUR", _HOUR), ("DECADES", _DECADES), ("CLOCK", _CLOCK)):
        if pattern.fullmatch(word.lower()):
            return kind
    if word[0].isdigit():
        if "/" in word or word.count(".") == 2:
            return "SLASHDATE"
        if word.count("-") == 2:
            return "ISODATE"
        if word.count(".") == 1 and "," not in word:
            return "DECIMAL"
        if "," in word and "." not in word:
            return "NUMBER"
    return ""
