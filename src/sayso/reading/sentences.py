"""Sentences as runs of tokens, where a whole quotation counts as one token.

Folding quotations lets rules look at what stands around them ("…," X said) without being led astray
by cues and stops inside. Single marks are left alone: they mostly stand around a word or a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from sayso.reading.cues import FORMS
from sayso.reading.quotes import quotations
from sayso.reading.stops import ABBREVIATIONS, SENTENCE_STOPS

_CLITIC = r"(?<=\w)['’](?:ve|d|ll|s|re|m)\b"
_PRONOUN = rf"\b(?:i|he|she|we|they|you|it|who|that|there)(?={_CLITIC})"
_SHORT = rf"\b(?:{'|'.join(sorted(ABBREVIATIONS))})\.|\bNo\.(?=\s\d)|(?-i:(?:\b[A-Z]\.)+(?=\s?\w)|(?:[A-Z]\.){{2,}})"
_TOKEN = re.compile(
    rf"(?=\w{{1,{max(map(len, ABBREVIATIONS))}}}['’.])(?:{_PRONOUN}|{_SHORT})"
    rf"|[^\W_]+(?:(?:[.'’&-]|,(?=\d{{3}}))[^\W_]+)*|{_CLITIC}|\.+|\S",
    re.IGNORECASE,
)
"""A word with the stop of an abbreviation or initial, a row of stops, or any other mark.

The lists are looked through only where a stop or an apostrophe ends the word: that takes a third of the time.
"""
_WITHIN = 8
"""Tokens after a quotation among which its cue is looked for."""


class Token(NamedTuple):
    """A word, a mark or a whole quotation at `[start, end)` of the text; `low` is casefolded.

    A tuple, as an article has a thousand and a frozen dataclass takes twice as long to make.
    """

    start: int
    end: int
    low: str
    kind: Literal["word", "mark", "quote"]
    capital: bool = False


def sentences(text: str, start: int, end: int) -> list[list[Token]]:
    """The sentences of the paragraph `text[start:end]`, each a run of tokens with its last stop."""
    tokens = list(_tokens(text, start, end))
    found: list[list[Token]] = []
    begin = 0
    for i in range(len(tokens)):
        if i + 1 == len(tokens) or _ends(text, tokens, i):
            found.append(tokens[begin : i + 1])
            begin = i + 1
    return found


def _tokens(text: str, start: int, end: int) -> Iterator[Token]:
    at = start
    for q in quotations(text, start, end):
        if q.single or q.start < at:
            continue
        yield from _plain(text, at, q.start)
        yield Token(q.start, q.end, "“”", "quote")
        at = q.end
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind: Literal["word", "mark"] = "word" if word[0].isalnum() else "mark"
        yield Token(*match.span(), word.casefold().replace("’", "'"), kind, word[0].isupper())


def _ends(text: str, tokens: list[Token], at: int) -> bool:
    """Whether a sentence ends with the token at `at`, which is not the last."""
    token, following = tokens[at], tokens[at + 1]
    if token.kind == "quote":
        stop = text[token.start : token.end].rstrip(" \"”’'»")[-1:]
        if stop not in SENTENCE_STOPS or not (following.capital or following.kind == "quote"):
            return False
        return stop == "." or not _cue_follows(tokens, at + 1)
    if token.low[:1] not in SENTENCE_STOPS:
        return False
    return following.kind != "word" or following.capital or following.low[0].isdigit()


def _cue_follows(tokens: list[Token], at: int) -> bool:
    for token in tokens[at : at + _WITHIN]:
        if token.low in SENTENCE_STOPS or token.kind == "quote":
            return False
        if token.low in FORMS and FORMS[token.low][0].frame == "speech":
            return True
    return False
