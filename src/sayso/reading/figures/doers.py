"""Who did what a figure counts, where the clause says it: "US forces have carried out …", "killed by gunmen"."""

from __future__ import annotations

import re

from sayso.records import Span

_DEEDS = re.compile(
    r"\b(?:carried out|launched|conducted|mounted|staged|fired|made|dropped|deployed|sent|intercepted|seized|"
    r"carry out|launch|conduct|executed|imposed|issued|destroyed|shot down|struck|hit|bombed|"
    r"attacked|recorded)\s+(?:another\s+)?$"
)
_AUXILIARIES = re.compile(
    r"(?:\s+(?:has|have|had|also|then|later|already|reportedly|since|would|will|may|might|were|was))*\s+$"
)
_SUBJECT = re.compile(
    r"(?:^|[,;:“”\"(\n]|\b(?:that|when|after|as|while|and|but|because|before|saying|said|where)\s)\s*([^,;:“”\"()\n]{2,60}?)$"
)
_BY = re.compile(
    r"\s{1,2}(?:[\w-]+\s){0,3}?by\s{1,2}((?:the\s|an?\s)?[A-Za-z][\w’'-]*(?:\s(?!(?:in|on|at|as|and|after|before|when|"
    r"while|since|during|near|for|who|which|that|to|from|between|with|across|over|this|last|because|late|early)\b)"
    r"[A-Za-z][\w’'-]*){0,4})"
)
_PRONOUNS = frozenset("it they he she who which that this these those we i you there".split())
_NO_SUBJECT = re.compile(
    r"^(?:in|on|at|since|by|of|for|with|during|from|to|including|among|killing|leaving|not|there|while)\b|\b(?:was|were|is|are|been|said|"
    r"says|has|have|had)\b",
    re.IGNORECASE,
)
_REACH = 90


def doer_before(text: str, verb: int, least: int) -> Span | None:
    """The subject whose verb begins at `verb`: the words before it in its clause, if they look like one."""
    begin = max(least, verb - _REACH)
    auxiliaries = _AUXILIARIES.search(text, begin, verb)
    stop = auxiliaries.start() if auxiliaries else verb
    match = _SUBJECT.search(text[begin:stop])
    if match is None or (begin > least and match.start() == 0 and match.start(1) == 0):
        return None
    start, end = begin + match.start(1), begin + match.end(1)
    words = text[start:end]
    if (
        _NO_SUBJECT.search(words)
        or any(c.isdigit() for c in words)
        or words.endswith(" and")
        or words.lower() in _PRONOUNS
        or words.count(" ") > 7
        or words != words.strip()
    ):
        return None
    return Span(words, start, end)


def doer_of_deed(text: str, start: int, least: int) -> Span | None:
    """Who did what the figure at `start` counts, where a verb of doing stands right before it."""
    deed = _DEEDS.search(text, max(least, start - 30), start)
    return None if deed is None else doer_before(text, deed.start(), least)


def doer_after(text: str, end: int, limit: int) -> Span | None:
    """The agent of a passive that ends at `end`: "… killed by gunmen"."""
    match = _BY.match(text, end, min(limit, end + _REACH))
    return None if match is None else Span(match.group(1), match.start(1), match.end(1))
