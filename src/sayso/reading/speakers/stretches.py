"""Where capitalised words stand together, so that they may be one name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sayso.reading.cues import FORMS
from sayso.reading.speakers.first_names import FIRST_NAMES
from sayso.reading.speakers.lexicon import (
    BODIES,
    COURTESY,
    MONTHS_AND_DAYS,
    OFFICES,
    ORDINARY,
    PARTICLES,
    ROLES,
)
from sayso.reading.speakers.tokens import Word, Words

Votes = Mapping[str, Mapping[str, int]]
"""How often the tagger takes some words, in small letters, for each sort of name."""

_PLAIN_GAP = re.compile(r"[ \xa0]|\.[ \xa0]?|[ \xa0]&[ \xa0]|[ \xa0][“\"‘']|[”\"’'][ \xa0]")
JOINERS = frozenset(("of", "for", "and", "the", "in", "at", "on", "&"))
HEADS_OF = BODIES | frozenset("secretary speaker attorney department bank university chamber institute house".split())
"""Words after which "of" goes on a name."""
_CHAMBERS = frozenset(("house", "senate"))
_OWNERS = frozenset(
    "people women men children teachers workers veterans farmers lawyers writers players nurses mothers parents "
    "students drivers officers citizens consumers governors mayors ministers directors authors actors miners".split()
)
"""Those whom a body's name may begin or go on with, a mark of possession after them: "Ek People's Party"."""
_ACRONYM = re.compile(r"\s\((?:the\s|or\s|known as\s)?[“\"‘]?([A-Z][A-Za-z&.-]{1,9})[”\"’]?\)")
_SMALL = frozenset("of the for and to in on at a an by with from our".split())
_SEAT = re.compile(r"[RDI](?:-[A-Z]|$)")
"""A legislator's party and seat, as in "(R-Wis.)"."""
_MOST_WORDS = 12
"""Words in a run at most: longer rows of capitals are headlines or lists."""


def stretches(words: Words, votes: Votes) -> Iterator[tuple[int, int]]:
    """Index ranges, both ends in, of capitalised words that stand together.

    Args:
        words: the words of the article.
        votes: what the tagger takes words for.
    """
    row = words.words
    last, size = -1, len(row)
    for first in words.capitals:
        if first <= last or not _begins(words, first, votes):
            continue
        last = first
        while last + 1 < size and last - first < _MOST_WORDS:
            following = _next(words, first, last, votes)
            if following is None:
                break
            last = following
        if row[first].paragraph not in words.titled:
            yield first, last


def initial(words: Words, at: int) -> bool:
    """Whether a word is an initial before a name: one capital, a full stop, and a capitalised word."""
    word = words.words[at]
    return (
        len(word.text) == 1
        and word.text.isupper()
        and words.text[word.end : word.end + 1] == "."
        and _capital(words, at + 1)
        and words.words[at + 1].paragraph == word.paragraph
    )


def _begins(words: Words, at: int, votes: Votes) -> bool:
    word = words.words[at]
    low = word.low
    if low in MONTHS_AND_DAYS:
        return False
    if low in ORDINARY and low not in COURTESY:
        if low in FIRST_NAMES or "person" in votes.get(low, ()):
            return not word.first and _capital(words, at + 1) and words.gap(at) == " "  # "Will Ek", not "Will he"
        return low == "us" and word.text == "US"
    if len(low) == 1 and initial(words, at):
        return not word.first
    if low == "i" or _SEAT.match(word.text):
        return False
    return not (word.first and low in words.lower and low in FORMS and FORMS[low][1] != "base")


def _next(words: Words, first: int, last: int, votes: Votes) -> int | None:
    """The index of the word that goes on a run, or None."""
    row = words.words
    word, following = row[last], row[last + 1]
    if following.paragraph != word.paragraph or following.first:
        return None
    if word.owns:
        return last + 1 if word.low in _OWNERS and _names_body(words, last + 1) else None
    gap = words.text[word.end : following.start]
    if gap != " " and (not _PLAIN_GAP.fullmatch(gap) or (gap[0] == "." and not _short(word))):
        return None
    low = following.low
    if following.text[0].isupper():
        if len(low) == 1 and initial(words, last + 1):
            return last + 1
        if _SEAT.match(following.text) or low in MONTHS_AND_DAYS or (low in ORDINARY and low not in COURTESY):
            return None
        return last + 1
    if low in PARTICLES and _capital(words, last + 2) and _plain(words, last + 1):
        return last + 2
    if low in JOINERS and _joins(words, first, last + 1, votes):
        beyond = last + 2
        return beyond if row[beyond].text[0].isupper() else beyond + 1
    return None


def _names_body(words: Words, at: int) -> bool:
    """Whether the word and those after it end as a body's name does: "Party" after "People's"."""
    return _capital(words, at) and words.gap(at - 1) == " " and _head_after(words, at) in BODIES


def _short(word: Word) -> bool:
    return len(word.text) <= 5 and (
        len(word.text) == 1
        or word.low in COURTESY
        or word.low in ROLES
        or "." in word.text
        or word.low in ("st", "rev", "mt", "jr", "ft")
    )


def _capital(words: Words, at: int) -> bool:
    return at < len(words.words) and words.words[at].text[0].isupper() and not words.words[at].first


def _plain(words: Words, at: int) -> bool:
    return words.gap(at) in (" ", "\xa0")


def _joins(words: Words, first: int, joiner: int, votes: Votes) -> bool:
    """Whether "of", "for" or "and" stands inside a name, as in "Bank of America"."""
    row = words.words
    low = row[joiner].low
    at = joiner + 1
    if at < len(row) and row[at].low == "the" and low in ("of", "for", "on") and _plain(words, joiner):
        at += 1
    if not _capital(words, at) or not _plain(words, at - 1) or row[at].low in MONTHS_AND_DAYS:
        return False
    if low in ("of", "for", "on"):
        before = row[joiner - 1].low
        return before in HEADS_OF or (low == "of" and before in OFFICES)
    if low == "and":
        if any(row[i].low in BODIES and row[i + 1].low in ("of", "for") for i in range(first, joiner - 1)):
            return True
        return (
            _head_after(words, at) in BODIES
            and row[first].low not in FIRST_NAMES
            and "person" not in votes.get(row[joiner - 1].low, ())
            and not any(
                (row[i].low in BODIES and row[i].low not in _CHAMBERS) or row[i].text.isupper()
                for i in range(first, joiner)
            )
        )
    return False


def _head_after(words: Words, at: int) -> str:
    row = words.words
    while at + 1 < len(row) and _capital(words, at + 1) and _plain(words, at) and not row[at].owns:
        at += 1
    return row[at].low


def long_forms(words: Words) -> dict[int, int]:
    """The ranges of words, first to last, that an acronym in brackets after them stands for.

    "Alliance to Mend Our Roads (AMOR)" is one name, whatever its small words. Letters are matched from the last
    to the first, as by Schwartz and Hearst (2003), but to the beginnings of words only.
    """
    found = {}
    for bracketed in _ACRONYM.finditer(words.text) if "(" in words.text else ():
        last = words.at(bracketed.start() - 1)
        if not 0 < last < len(words.words) or words.words[last].end + words.words[last].owns < bracketed.start():
            continue
        letters = [c.casefold() for c in bracketed[1] if c.isupper()]
        first = _spelt(words, last, letters)
        if first is not None and first < last and words.words[first].text[0].isupper():
            found[first] = last
    return found


def _spelt(words: Words, last: int, letters: list[str]) -> int | None:
    """The first of the words up to `last` that begin with these letters, small words left out where need be."""
    row, at, left = words.words, last, len(letters)
    while left and at >= 0 and row[at].sentence == row[last].sentence and last - at < 2 * len(letters) + 2:
        if row[at].low[0] == letters[left - 1]:
            left -= 1
        elif row[at].text[0].isupper() or row[at].low not in _SMALL:
            return None
        at -= 1
    return None if left else at + 1
