"""How alike two names of persons are, and why.

Names are compared word by word without accents, titles and particles. Two spellings of a word agree
when they are the same, when one is the other's initial or short form, or when their skeletons are:
what is left when letters that transliterations exchange (q/k/g, y/i, ph/f, doubled letters …) and
vowels inside the word are evened out, as in Daitch and Mokotoff's soundex (1985).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TITLES = frozenset(
    "mr mrs ms miss mx dr sir dame lord lady president senator sen rep representative gov governor minister secretary "
    "judge justice professor prof gen general col colonel capt captain sgt mayor king queen prince princess pope "
    "bishop archbishop cardinal father rabbi imam sheikh cllr chancellor ambassador the rev jr sr ii iii".split()
)
_PARTICLES = frozenset("al el bin ibn bint de del della di da dos van von der den la le y e abu ben ap mac".split())
_SHORT = (
    "william bill will billy", "robert bob rob bobby robbie", "richard dick rick richie", "james jim jimmy jamie",
    "john jack johnny jon", "joseph joe joey", "michael mike mick", "thomas tom tommy", "charles charlie chuck",
    "edward ed eddie ted", "theodore ted", "anthony tony", "andrew andy drew", "david dave", "daniel dan danny",
    "christopher chris", "matthew matt", "nicholas nick nicolas", "steven steve stephen", "donald don", "ronald ron",
    "kenneth ken kenny", "timothy tim", "benjamin ben benny", "samuel sam", "alexander alex sasha", "gregory greg",
    "jeffrey jeff geoffrey", "lawrence larry", "francis frank", "frederick fred", "gerald gerry jerry",
    "elizabeth liz beth betty lizzie", "katherine kate kathy katie catherine cathy", "margaret maggie meg peggy",
    "jennifer jen jenny", "susan sue susie", "deborah debbie deb", "barbara barb", "patricia pat trish patty",
    "rebecca becky", "victoria vicky", "alexandra alex sandra", "vladimir volodymyr", "mikhail mykhailo",
)  # fmt: skip
"""English short forms of first names, from our own knowledge; one line is one name."""
_SAME_NAME: dict[str, set[int]] = {}
for _number, _line in enumerate(_SHORT):
    for _word in _line.split():
        _SAME_NAME.setdefault(_word, set()).add(_number)
_EXCHANGED = (
    ("sch", "sh"), ("tch", "ch"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("ck", "k"),
    ("ks", "x"), ("tz", "z"), ("ts", "z"), ("dj", "j"), ("zh", "j"), ("q", "k"), ("c", "k"), ("w", "v"), ("y", "i"),
    ("z", "s"), ("g", "k"), ("o", "u"),
)  # fmt: skip
_VOWEL = re.compile(r"(?<=.)[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two names agree: points (negative is against), and the reason in words."""

    points: float
    reason: str


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """A name's words in lower case, without accents, titles and particles."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = [w for found in _WORD.findall(folded) for w in re.split(r"['’-]", re.sub(r"['’]s$", "", found)) if w]
    kept = [w for w in words if w not in _TITLES and w not in _PARTICLES]
    return tuple(kept or [w for w in words if w not in _TITLES])


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """What is left of a word when letters that transliterations exchange are evened out."""
    word = _GLIDE.sub("", word)
    for written, kept in _EXCHANGED:
        word = word.replace(written, kept)
    return _DOUBLED.sub(r"\1", _VOWEL.sub("", word))


def key(name: str) -> str:
    """What two spellings of one name share: the skeleton of the last word."""
    words = name_words(name)
    return skeleton(words[-1]) if words else ""


def compare(one: str, other: str) -> Agreement:
    """How far two persons' names agree.

    The shorter name's words must all find a partner in the longer one. Nothing is said of a surname
    alone: that two people share it is no evidence that they are one.
    """
    a, b = sorted((name_words(one), name_words(other)), key=lambda words: (len(words), words))
    if not a:
        return Agreement(-9.0, "a name is missing")
    if len(a) == 1:
        alone = _alike(a[0], b[-1]) or (len(b) > 2 and max(_alike(a[0], w) for w in b[1:]))
        return Agreement(0.0, "the surname alone agrees") if alone else Agreement(-9.0, "the surnames differ")
    if a == b:
        return Agreement(5.0, "the names are the same")
    if not (_alike(a[-1], b[-1]) or (len(b) > 2 and max(_alike(a[-1], w) for w in b[1:]))):
        turned = sorted(a) == sorted(b)  # "Park Chan-wook", "Chan-wook Park"
        return (
            Agreement(4.0, "the names are the same, turned round") if turned else Agreement(-9.0, "the surnames differ")
        )
    worst = min(max(_alike(word, w) for w in b) for word in a[:-1])
    if worst < _INITIAL:
        return Agreement(-6.0, "the first names differ")
    if a[1:-1] and b[1:-1] and a[1][0] != b[1][0]:
        return Agreement(-3.0, "the middle names differ")
    if worst == _INITIAL and 1 in (len(a[0]), len(b[0])):
        return Agreement(1.5, "one has only an initial of the other's first name")
    if set(a) <= set(b):
        return Agreement(4.5, "one name holds the other")
    if len(a) == len(b) or _alike(a[-1], b[-1]) == _SAME:
        return Agreement(4.0, "the names are spelt alike")
    return Agreement(2.5, "one name holds another spelling of the other")


_INITIAL, _SHORT_FORM, _SPELT_ALIKE, _SAME = 0.25, 0.5, 0.75, 1.0


def _alike(a: str, b: str) -> float:
    if a == b:
        return _SAME
    if min(len(a), len(b)) == 1:
        return _INITIAL if a[0] == b[0] else 0.0
    if _spelt_alike(a, b):
        return _SPELT_ALIKE
    return _SHORT_FORM if _SAME_NAME.get(a, set()) & _SAME_NAME.get(b, set()) else 0.0


def _spelt_alike(a: str, b: str) -> bool:
    """Whether one word may be two spellings: one skeleton, and vowels that agree but for weak a and e.

    So "Mohammed" is "Muhammad", while "Khamenei" is not "Khomeini" and "Marie" not "Maria".
    """
    if skeleton(a) != skeleton(b) or len(skeleton(a)) < _LEAST_SKELETON:
        return False
    one, other = (_vowels(word) for word in (a, b))
    if _EVEN.get(a[-1], a[-1]) != _EVEN.get(b[-1], b[-1]) and {a[-1], b[-1]} & set("aou"):
        return False
    pairs = zip(one[1:], other[1:], strict=True) if len(one) == len(other) else None
    return pairs is not None and one[:1] == other[:1] and all(x == y or {x, y} == {"a", "i"} for x, y in pairs)


_LEAST_SKELETON = 2


def _vowels(word: str) -> str:
    """The first vowel of each run, front and back ones evened out."""
    return "".join(_EVEN.get(run[0], run[0]) for run in re.findall("[aeiouy]+", _GLIDE.sub("", word)))


_EVEN = {"o": "u", "e": "i", "y": "i"}
_GLIDE = re.compile("^y(?=[aeiou])")
