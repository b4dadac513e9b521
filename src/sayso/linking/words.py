"""Words as linking compares them: where they stand, how they are spelt, and the stem they share.

A stem is a plain cut of English endings, after the S stemmer of Harman (*How effective is suffixing?*,
JASIS 1991) with "-ed" and "-ing" added: "orders", "ordered" and "ordering" are one, while "university" and
"universe" are not, as they would be under harder stemmers. Small numbers in words are digits.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’.][^\W\d_]+)*")
_NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}
FUNCTION_WORDS = frozenset(
    """a an the this that these those and or but nor so yet if then than as of in on at by for from to with into onto
    over under about after before during between against within without through up down out off is are was were be been
    being am has have had having do does did doing will would can could shall should may might must not no it its he
    him his she her hers they them their we us our i me my you your who whom whose which what when where why how there
    here all any both each more most other some such only own same too very just also while because until since
    said say says saying told tell added adding according mr mrs ms dr s t re ve ll d""".split()
)
"""Words of the closed classes, and the plainest words of saying: they are in every report and tell none apart."""
_LONGEST = 80
"""Letters of a stem that count: what is longer is no word."""
_VOWEL = re.compile(r"[aeiouy]")


class Word(NamedTuple):
    """A word at `[start, end)` of the text; `low` is its plain spelling, `stem` is empty for a function word.

    A tuple, as an article has a thousand and a frozen dataclass takes twice as long to make.
    """

    start: int
    end: int
    low: str
    stem: str


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]`, in order."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return tuple([Word(*m.span(), *spelt(m.group())) for m in found])


def first_word(text: str, start: int, end: int) -> int:
    """Where the first word of `text[start:end]` begins; `end` if there is none."""
    match = _WORD.search(text, start, end)
    return match.start() if match else end


@lru_cache(maxsize=1 << 13)
def stems(text: str) -> frozenset[str]:
    """The stems of the content words of a text, which is often a name that comes again and again."""
    return frozenset([w.stem for w in words(text) if w.stem])


@lru_cache(maxsize=1 << 16)
def spelt(word: str) -> tuple[str, str]:
    """A word's plain spelling and its stem, which is empty for a function word.

    >>> spelt("Ferries"), spelt("ordered"), spelt("twelve"), spelt("the")
    (('ferries', 'ferry'), ('ordered', 'order'), ('twelve', '12'), ('the', ''))
    >>> spelt("US"), spelt("us")
    (('us', 'US'), ('us', ''))
    """
    low = word.casefold().replace("’", "'").removesuffix("'s")
    if word in ("US", "UN", "IT", "WHO"):
        return low, word
    if low in FUNCTION_WORDS or "'" in low[-3:]:
        return low, ""
    if low[:1].isdigit():
        return low, low.replace(",", "")[:_LONGEST]
    return low, _NUMBERS.get(low) or _stem(low)[:_LONGEST]


def _stem(low: str) -> str:
    if len(low) > 4 and low.endswith("ies"):
        low = low[:-3] + "y"
    elif len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-2] if low.endswith(("sses", "shes", "ches", "xes", "zes")) else low[:-1]
    if low.endswith("eed"):
        return low[:-1] if len(low) > 4 else low
    for ending in ("ing", "ed"):
        bare = low.removesuffix(ending)
        if bare != low and len(bare) > 2 and _VOWEL.search(bare):
            low = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "lsz" else bare
            break
    return low[:-1] if len(low) > 3 and low.endswith("e") and not low.endswith("ee") else low
