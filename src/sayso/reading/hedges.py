"""Words that hold a statement at arm's length.

The families are those of Hyland, *Hedging in Scientific Research Articles* (1998) and of the cues
annotated for the CoNLL-2010 shared task (Farkas et al. 2010): verbs of seeming and judging,
adverbs and adjectives of likelihood. Words of hearsay, of distance and of missing evidence, which
news needs and science does not, are ours. Plain modals, "indicate" and "insist" are no hedges here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.reading.attribution import Offsets
from sayso.reading.letters import small
from sayso.records import Hedge, HedgeSort

_BE = r"(?:is|are|was|were|be|been|being|’s|'s|’re|'re)"
_VAGUE = r"(?:said|reported|rumou?red|claimed|alleged|understood)"
_HELD = r"(?:believed|thought|assumed|presumed|considered|suspected|estimated)"
_PATTERNS: tuple[tuple[HedgeSort, str], ...] = (
    (
        "no-evidence",
        r"without (?:\w+ ){0,3}?(?:evidence|proof)|with (?:no|little|scant) (?:evidence|proof)"
        r"|(?:offer|provid|cit|giv|present|show)(?:ed|ing|es|s|en)? (?:no|little|scant) (?:evidence|proof)"
        r"|baseless(?:ly)?|groundless(?:ly)?|unfounded",
    ),
    (
        "doubt",
        r"unsubstantiated|unverified|unconfirmed|unproven|uncorroborated"
        r"|(?:is|are|was|were|am|’m|'m) not (?:so |entirely |quite |completely )?(?:sure|certain)"
        r"|not sure|(?:isn|aren|wasn|weren)[’']t (?:sure|certain)"
        r"|(?:it is|it’s|it's|it was|remains) (?:unclear|uncertain)",
    ),
    (
        "hearsay",
        rf"reportedly|rumou?r(?:ed|s)?|hearsay|purportedly|allegedly|apparently|{_BE} (?:also )?{_VAGUE} (?:to|that)\b"
        rf"|it {_BE} {_VAGUE}|by all accounts|word has it|some say|people say",
    ),
    (
        "distance",
        r"alleg(?:ed|es?|ing|ations?)|so-called|self-(?:styled|proclaimed|described)|purport(?:ed|s|ing)?"
        r"|supposed(?:ly)?|ostensibl[ey]|suspected|would-be|putative"
        r"|claim(?:ed|ing)(?! (?:responsibility|credit|victory|lives|the lives|asylum|benefits|the title))"
        r"|(?<!\bthe )(?<!\bof )(?<!\bhis )(?<!\bher )claims?(?= (?:that|to|he|she|they|it)\b)",
    ),
    (
        "likelihood",
        rf"{_BE} (?:also |widely |generally )?{_HELD} (?:to|that)\b|it {_BE} {_HELD}"
        r"|(?:may|might) (?:well |also |yet |not )?have(?: been)?"
        r"|appear(?:s|ed|ing)? (?:that\b|(?:not )?to\b(?: be| have(?: been)?)?)"
        r"|seem(?:s|ed|ing|ingly)?(?: (?:not )?to(?: be| have(?: been)?)?)?"
        r"|apparent|probabl[ey]|possibly|perhaps|maybe|presumably|conceivably|potentially|arguably"
        r"|(?:most |very |more )?likely(?! voter)|unlikely|suggest(?:s|ed|ing)?(?! \w+ing\b)|in all likelihood",
    ),
)
"""Sorts with what belongs to them, in small letters; an earlier sort wins where two could begin at the same word."""

_HEDGE = re.compile(r"\b(?:" + "|".join(rf"(?P<s{i}>(?:{p})(?!\w))" for i, (_, p) in enumerate(_PATTERNS)) + ")")
_MODALS = ("may ", "might ")
"""In capitals they are a month, a name or a noun."""
_SORTS = tuple(sort for sort, _ in _PATTERNS)
_CUE_CLAIM = re.compile(r"\bclaims?\b", re.IGNORECASE)
_AROUND: frozenset[HedgeSort] = frozenset({"hearsay", "no-evidence"})
"""Sorts that speak of a whole clause from outside its cue and content."""
_REACH = 80
"""Code points that the clause around a statement is looked for at most."""
_BREAK = re.compile(r"[.;:!?\n\r,\"“”]")
_AFTER = re.compile(r"[^.;:!?\n\r\"“”]*")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+[\"“‘A-Z]|[\n\r]")


class Hedged:
    """A text whose hedges are found once, to be asked for by statement."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = list(_found(text))
        self._starts = [h.start for h in self._found]

    def of(self, spans: Sequence[Offsets]) -> list[Hedge]:
        """The hedges in a statement, in order; `spans` is the cue's, then those of the content.

        What stands between two spans of one sentence counts too, and so do words of hearsay and of
        missing evidence in the clause around ("he reportedly said …", "…, she said without evidence").
        """
        text = self._text
        found = {h.start: h for span in _stretches(text, sorted(spans)) for h in self._in(span)}
        for span in _around(text, spans):
            found.update({h.start: h for h in self._in(span) if h.sort in _AROUND and h.start not in found})
        for match in _CUE_CLAIM.finditer(text, *spans[0]) if spans else ():
            found.setdefault(match.start(), Hedge(match.group(), match.start(), match.end(), "distance"))
        ordered = sorted(found.values(), key=lambda h: h.start)
        return [h for i, h in enumerate(ordered) if i == 0 or ordered[i - 1].end <= h.start]

    def _in(self, span: Offsets) -> Iterator[Hedge]:
        first, after = (bisect_left(self._starts, edge) for edge in span)
        return (h for h in self._found[first:after] if h.end <= span[1])


def _found(text: str) -> Iterator[Hedge]:
    """The hedges of a text, in order."""
    low, at = small(text), 0
    while match := _HEDGE.search(low, at):
        start, at = match.span()
        if match.group().startswith(_MODALS) and not text.startswith(_MODALS, start):
            at = start + 1
        else:
            yield Hedge(text[start:at], start, at, _SORTS[int(str(match.lastgroup)[1:])])


def _stretches(text: str, spans: Sequence[Offsets]) -> list[Offsets]:
    """The spans, joined over what lies between two in one sentence."""
    joined: list[Offsets] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _REACH and not _SENTENCE_END.search(text, joined[-1][1], start):
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _around(text: str, spans: Sequence[Offsets]) -> Iterator[Offsets]:
    """The rest of the clause before and after the cue, and after the content."""
    for start, end in spans:
        begin = max(0, start - _REACH)
        yield max((m.end() for m in _BREAK.finditer(text, begin, start)), default=begin), start
        if after := _AFTER.match(text, end, min(len(text), end + _REACH)):
            yield end, after.end()
