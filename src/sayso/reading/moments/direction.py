"""Whether the clause around a moment speaks of what was or of what will be.

The nearest word that tells decides, first among those before the moment and then among those after it.
The cues are auxiliaries and verbs of planning (Quirk et al., *A Comprehensive Grammar of the English
Language*, 1985, 4.41-4.48, the ways English has of speaking of the future), against finite past forms.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.moments.shapes import Token, ends_sentence_at

AHEAD = frozenset(
    "will ll wo shall would may might expected expects expect expecting scheduled due plan plans planned planning set "
    "slated effective intends intended upcoming hopes hope hoping aims soon forthcoming payable going "
    "expires extended".split()
)
"""Words that look ahead."""
BEHIND = frozenset(
    "was were had did has have been said told came went made took gave got saw met held began became left "
    "led won lost fell rose sold bought sent spent kept put ran spoke wrote struck shot felt found brought "
    "broke chose drew drove flew grew heard hit hurt knew laid paid read sat shook stood swore taught thought "
    "threw wore ago since".split()
)
"""Past forms that do not end in -ed, and words that look back."""
_PAST_EED = frozenset("agreed freed decreed guaranteed disagreed".split())
"""The past forms among words in -eed; the others ("succeed", "need", "indeed") are none."""
_PLANNED = frozenset("set due going expected scheduled planned".split())
"""Participles that look ahead, though not after "had"."""
_BY = frozenset("by until till before".split())
"""Prepositions right before a date that make it one to come, unless the clause says otherwise."""
_ARTICLES = frozenset("a an the his her its their our my your some any no".split())
_ENDS = frozenset(".!?;")
_FIRM = frozenset("will ll shall upcoming".split())
_FIRM_REACH = 4
"""What it takes before "Monday's" to look ahead: the verb is about something else than the day."""
_REACH = 14
"""Tokens on either side that are looked at; most clauses of news are no longer."""


def looks_ahead(tokens: Sequence[Token], start: int, end: int) -> bool | None:
    """True where the clause around `tokens[start:end]` speaks of the future, False of the past, None untold."""
    following = tokens[end].low if end < len(tokens) else ""
    if following == "deadline":
        return True
    if following in ("'", "’") and end + 1 < len(tokens) and tokens[end + 1].low == "s":
        return True if any(t.low in _FIRM for t in tokens[max(0, start - _FIRM_REACH) : start]) else None
    for i in range(start - 1, max(-1, start - 1 - _REACH), -1):
        if ends_sentence_at(tokens, i):
            break
        told = _tells(tokens, i)
        if told is not None:
            return told
    if start and tokens[start - 1].low in _BY:
        return True
    for i in range(end, min(len(tokens), end + _REACH)):
        if ends_sentence_at(tokens, i):
            break
        told = _tells(tokens, i)
        if told is not None:
            return told
    return None


def _tells(tokens: Sequence[Token], at: int) -> bool | None:
    word = tokens[at].low
    before = tokens[at - 1].low if at else ""
    if word in AHEAD:
        if word in _PLANNED and "had" in (before, tokens[at - 2].low if at > 1 else ""):
            return False
        if word == "set" and (at + 1 == len(tokens) or tokens[at + 1].low not in ("to", "for")):
            return None
        return None if word == "may" and tokens[at].capital else True
    if before in ("be", "being", "is", "are", "to") or before in _ARTICLES:
        return None
    if word in BEHIND:
        return False
    opening = at == 0 or before in _ENDS or before in ("“", '"', "`")
    if (
        len(word) > 4
        and word.endswith("ed")
        and (word[-3] != "e" or word in _PAST_EED)
        and (opening or not tokens[at].capital)
    ):
        return False
    return None
