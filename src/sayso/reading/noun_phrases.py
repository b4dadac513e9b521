"""Noun phrases beside a cue, told by their edges: no tagger is at hand, but few words end one."""

from __future__ import annotations

from sayso.reading.cues import FORMS, NOUNS, word_set
from sayso.reading.sentences import Token

Range = tuple[int, int]


BE = word_set("is are was were be been being am 's 're 'm isn't aren't wasn't weren't")
DETERMINERS = word_set("the a an his her its their our my your this these those some any no every each such")
PREPOSITIONS = word_set(
    "in on at of for from with by to about into over under during against without as like among between"
)
RELATIVES = word_set("who which that")
_PRONOUNS = word_set("i he she we they you it him them everyone nobody someone many some others")
EDGES = BE | word_set(
    "that because if when while but although though where why how what whether until than so as or since after before "
    "yet who which whose whom has have had do does did will would could can should might may must not to then there"
)
"""Words that no source runs across."""
SUBORDINATORS = word_set("when while as after before since because if although though once unless")
_STOP_RIGHT = word_set("in on at during after before by with about last this earlier later yesterday today tonight")
_MOST = 16
"""Tokens in a source at most."""
_MOST_APPOSED = 30


def left(tokens: list[Token], end: int, least: int) -> Range | None:
    """The phrase that ends at token `end`, with what is apposed to it; nothing before token `least`."""
    closing = tokens[end].low
    if closing in (",", ")"):
        opener = "(" if closing == ")" else ","
        begins = next((i for i in range(end - 1, max(least, end - _MOST_APPOSED), -1) if tokens[i].low == opener), None)
        if begins is None or begins + 1 >= end or begins <= least:
            return None
        head = left(tokens, begins - 1, least)
        return None if head is None else (head[0], end if closing == ")" else end - 1)
    if closing in _PRONOUNS:
        return end, end
    first = end + 1
    while first > least and end - first < _MOST and _inside(tokens, first - 1):
        first -= 1
    return _cleaned(tokens, first, end)


def right(tokens: list[Token], start: int) -> Range | None:
    """The phrase that begins at token `start`, with an apposition that a determiner opens."""
    if start >= len(tokens):
        return None
    if tokens[start].low in _PRONOUNS:
        return start, start
    end = start
    while end < len(tokens) and end - start < _MOST and _inside(tokens, end) and tokens[end].low not in _STOP_RIGHT:
        end += 1
    found = _cleaned(tokens, start, end - 1)
    if found is None or found[0] != start:
        return None
    if end + 1 < len(tokens) and tokens[end].low == "," and tokens[end + 1].low in DETERMINERS | RELATIVES:
        reach = min(len(tokens), end + _MOST_APPOSED)
        stop = next((i for i in range(end + 1, reach) if tokens[i].kind != "word"), reach)
        return start, stop - 1
    return found


def opening(tokens: list[Token]) -> Range | None:
    """The first words of a sentence, as far as they surely name its subject."""
    first = 0
    if not tokens or tokens[0].kind != "word":
        return None
    if tokens[0].low in _PRONOUNS:
        return 0, 0
    if tokens[0].low in DETERMINERS:
        return (0, 1) if len(tokens) > 1 and tokens[1].kind == "word" else None
    while first < len(tokens) and tokens[first].capital and tokens[first].low not in PREPOSITIONS | EDGES:
        first += 1
    return (0, first - 1) if first else None


def _inside(tokens: list[Token], at: int) -> bool:
    token = tokens[at]
    if token.low == "and":
        return 0 < at < len(tokens) - 1 and tokens[at - 1].capital and tokens[at + 1].capital
    if token.kind != "word":
        return token.low in "&'’/-%$" and token.kind == "mark"
    if token.low in EDGES:
        return False
    return token.capital or token.low in NOUNS or token.low not in FORMS


def _cleaned(tokens: list[Token], first: int, last: int) -> Range | None:
    """The phrase without an adverbial before it, if it is headed as a phrase should be."""
    while first <= last and (tokens[first].low.endswith(("ly", "day")) or tokens[first].kind == "mark"):
        first += 1
    if first <= last and tokens[first].low in PREPOSITIONS:
        first = _after_adverbial(tokens, first, last)
    if first > last or tokens[last].low in PREPOSITIONS | DETERMINERS or tokens[last].kind == "mark":
        return None
    words = tokens[first : last + 1]
    headed = any(w.capital for w in words) or words[0].low in DETERMINERS or words[-1].low.endswith("s")
    return (first, last) if headed or words[0].low[0].isdigit() else None


def _after_adverbial(tokens: list[Token], first: int, last: int) -> int:
    """Where the last name or determiner in "on Monday the mayor" begins, or past the end."""
    for at in range(last, first + 1, -1):
        if tokens[at].low in DETERMINERS:
            return at
        if tokens[at].capital and not tokens[at - 1].capital:
            return at
    return last + 1
