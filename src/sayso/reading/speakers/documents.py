"""Which text "the study" or "the article" is: the one of its kind that was brought in last, in its own words."""

from __future__ import annotations

import re

from sayso.reading.cues import FORMS
from sayso.reading.speakers.lexicon import MONTHS_AND_DAYS, ORDINARY

_KINDS = (
    "study survey poll analysis research report paper review findings",
    "article story piece report feature column op-ed editorial essay profile post",
    "film movie documentary",
    "book memoir novel biography",
    "letter memo email e-mail note",
    "law bill act legislation measure statute",
    "ruling decision order opinion judgment verdict",
    "lawsuit suit complaint filing petition motion brief",
    "video clip footage ad advertisement spot",
    "statement release",
)
"""Words that a writer uses in turn for one text."""
_LIKE: dict[str, frozenset[str]] = {}
for _line in _KINDS:
    for _word in _line.split():
        _LIKE[_word] = _LIKE.get(_word, frozenset()) | frozenset(_line.split())
_DEFINITE = re.compile(r"(?:the|this|that)\s(?:(?:new|latest|same)\s)?([\w-]+)", re.IGNORECASE)
_MORE = re.compile(r"(?:\s[\w’'&.-]*[\w’'&]){1,9}")
_STOPS = frozenset(
    "that which who whom whose said says and but is was were are has had will would urging saying".split()
)
_NO_MODIFIERS = ORDINARY - {"first", "second", "third", "last", "new"}
_CONTRACTED = frozenset(f"{word}'s" for word in "it that this he she there here what who how where let".split())
_LINKS = frozenset("of by from to on in about for published released conducted".split())


def brought_in(text: str, start: int, words: str) -> str | None:
    """The words that brought in the text which a definite description at `start` means.

    Args:
        text: the article's.
        start: where the description begins.
        words: its words, such as "The study".

    Returns:
        Words such as "2024 Lonnard University study of ferries"; None where the description says more than its
        head, or nothing before it is of its kind.
    """
    definite = _DEFINITE.fullmatch(words)
    if definite is None or definite[1].casefold() not in _LIKE:
        return None
    heads = "|".join(sorted(_LIKE[definite[1].casefold()]))
    pattern = rf"\b(?:an?|another|its|his|her|their|[\w.’'&-]+['’]s?)\s((?:[\w.’'&-]+\s){{0,6}}?(?:{heads}))\b(?!-)"
    best = None
    for found in re.finditer(pattern, text[:start], re.IGNORECASE):
        owner = text[found.start() : found.start(1)].strip()
        if owner.casefold().replace("’", "'") in _CONTRACTED or not _NO_MODIFIERS.isdisjoint(found[1].split()):
            continue
        name = found[1] if owner[0].islower() or owner in ("A", "An") else f"{owner} {found[1]}"
        name += _rest(text, found.end())
        if " " in name:
            best = name
    return best


def _rest(text: str, at: int) -> str:
    """What follows a head and tells more of it: " of ferries by Lonnard University"."""
    more = _MORE.match(text, at, min(len(text), at + 90))
    if more is None:
        return ""
    words = more[0].split()
    if words[0] not in _LINKS:
        return ""
    kept = []
    for word in words:
        if (
            word in _STOPS
            or word.casefold() in MONTHS_AND_DAYS
            or (word not in _LINKS and word in FORMS and word[-2:] == "ed")
        ):
            break
        kept.append(word)
    while kept and kept[-1] in _LINKS | {"the", "a", "an"}:
        kept.pop()
    return " " + " ".join(kept) if kept else ""
