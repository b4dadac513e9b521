"""What is told of a source that is not named: how many, how placed, on what terms, and how it would know."""

from __future__ import annotations

import re

from sayso.reading.attribution import Offsets
from sayso.records import Described, Span

_NUMBERS = {w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_FIRST = re.compile(
    r"(?:the\s|at least\s|another\s)?(a|an|another|the|\d{1,4}|" + "|".join(_NUMBERS) + r")\s", re.IGNORECASE
)
_TERMS = re.compile(
    r"(?:on\s(?:the\s)?(?:strict\s)?(?:condition\sof\s|basis\sof\s)?"
    r"(?:anonymity|not being (?:named|identified)|(?:deep )?background\b)"
    r"|\b(?:asked|declined|requested|spoke|insisted|refused|not authori[sz]ed)\b[^.,;]{0,40}"
    r"\b(?:anonym\w+|(?:named|identified)\b))[^.”\"\n]{0,160}?"
    r"(?=,\s(?:said|says|told|according)\b|[.”\"\n]|$)",
    re.IGNORECASE,
)
_KNOWS = re.compile(
    r"\b(?:familiar with|briefed (?:on|about)|with (?:direct |first-?hand )?knowledge of|close to|involved in|"
    r"who (?:attended|saw|witnessed|was present|were present|was in the room|worked)|present at|privy to|inside)"
    r"\s[^.,;:“”\"\n]{2,80}",
    re.IGNORECASE,
)
_REACH = 240
"""Code points after a source within which its terms are looked for, in the same sentence."""


def described(text: str, source: Offsets) -> Described:
    """What a text tells of the unnamed source at `[start, end)`; every part is `None` where it does not say."""
    start, end = source
    words = text[start:end]
    first = _FIRST.match(words + " ")
    count = None
    if first is not None:
        low = first[1].casefold()
        plural = re.search(r"\b(?:sources|officials|people|aides|experts|diplomats|lawmakers|men|women)\b", words)
        count = _NUMBERS.get(low) or (int(low) if low.isdigit() else None if plural else 1)
    stop = re.compile(r"[.!?](?=\s|$)|\n").search(text, end, end + _REACH)
    sentence_end = min(end + _REACH, len(text)) if stop is None else stop.start()
    terms = _TERMS.search(text, start, sentence_end)
    knows = (
        _KNOWS.search(text, start, min(sentence_end, end + 100))
        if _KNOWS.search(words) is None
        else _KNOWS.search(text, start, end)
    )
    return Described(
        count=count,
        placed=_placed(text, start, end),
        terms=None if terms is None else _trimmed(text, terms.start(), terms.end()),
        knows=None if knows is None else _trimmed(text, knows.start(), knows.end()),
    )


def _placed(text: str, start: int, end: int) -> Span | None:
    """The words that place the source: "senior administration official", without its number."""
    words = text[start:end]
    lead = _FIRST.match(words)
    rest = start + (lead.end() if lead else 0)
    match = _KNOWS.search(text, rest, end)
    return _trimmed(text, rest, end if match is None else match.start()) if rest < end else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in " ,\n\xa0":
        start += 1
    while end > start and text[end - 1] in " ,\n\xa0":
        end -= 1
    return Span.of(text, start, end) if start < end else None
