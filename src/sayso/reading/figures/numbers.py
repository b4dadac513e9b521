"""Numbers in digits and in words, with their values: "eighty-three", "1.2 million", "half a dozen", "2½".

A text is cut into atoms (a run of digits, a number word), and atoms that stand side by side are put together by
the grammar of English cardinals. Nothing here asks whether a number is a figure.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Literal

from sayso.reading.figures.words import ATTACHED, ONES, OPEN, PARTS, SCALES, TENS, VAGUE

NumberSort = Literal["plain", "open", "vague", "share"]

LONGEST = 18
"""Digits in a number at most: there is nothing in the news that needs more."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)` of the text.

    `value` is None where it has none ("1/0") or is too long to be one, with `why`. `sort`: an `open` number
    says only its size ("dozens"), a `vague` one not even that ("several"), a `share` is a fraction of
    something. `scale` is the word or letter it was multiplied by ("million"), which the first number of a
    range borrows. `digits` tells whether it is written in digits.
    """

    start: int
    end: int
    value: Decimal | None
    sort: NumberSort = "plain"
    scale: Decimal = Decimal(1)
    digits: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: Literal["digits", "one", "ten", "scale", "part", "parts", "open", "vague", "half", "glyph"]
    value: Decimal | None


_GLYPHS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.3333333333333333", "⅔": "0.6666666666666667", "⅛": "0.125"}
_KINDS: dict[str, tuple[str, Decimal]] = {
    **{w: ("one", v) for w, v in ONES.items()},
    **{w: ("ten", v) for w, v in TENS.items()},
    **{w: ("scale", v) for w, v in SCALES.items()},
    **{w: ("part", v) for w, v in PARTS.items()},
    **{w + "s": ("parts", v) for w, v in PARTS.items()},
    **{w: ("open", v) for w, v in OPEN.items()},
    **{w: ("vague", v) for w, v in VAGUE.items()},
    "half": ("half", Decimal("0.5")),
}


def _alternatives() -> str:
    """The number words as a pattern that tries the first letter first: three times as fast as a flat list."""
    heads = groupby(sorted(_KINDS, key=lambda w: (w[0], -len(w), w)), key=lambda w: w[0])
    return "|".join(f"[{h}{h.upper()}](?:{'|'.join(w[1:] for w in words)})" for h, words in heads)


# Repeats are bounded: an unbounded one inside would look at a row of "12,12,12" once for each of its numbers.
_DIGITS = (
    r"\d{1,3}(?:,\d{2,3}){0,6},\d{3}(?![\d])(?:\.\d+)?"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,5}(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?"
)
_ATOM = re.compile(rf"({_DIGITS})|([½¼¾⅓⅔⅛])|\b({_alternatives()})(?![\w’'])", re.ASCII)
_SEPARATOR = re.compile(r"[ \u00a0\u2009\u202f,]")
_GAP = re.compile(r"\s{1,3}|-|\s{1,2}(?:and|AND)\s{1,2}")
_HALF_MORE = re.compile(r"[\s-]and[\s-]a[\s-](half|quarter)\b")
_FRACTION = re.compile(r"/(\d{1,3})(?![\d/])")
_LETTERS = re.compile(
    r"[ \u00a0]?(bn|tn|trn|mn|mln|bln|tln|mil)\b|(k|K|m|M|b|B|Bn|BN|bn|tn|trn|mn|mln|bln|tln|mil)(?![A-Za-z0-9²³/])"
)
_OF_OPEN = re.compile(r"\s{1,2}of\s{1,2}$")
_SHARES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 25, 32, 50, 64, 100))
_ARTICLE = re.compile(r"(?<!\w)[Aa]n?[\s-]{1,2}$")
_OF_A = re.compile(r"\s(?:of\sa\s)?")
_HALF_A = re.compile(r"\s{1,2}(?:an?\s{1,2})?$")


def numbers(text: str, start: int, end: int) -> list[Number]:
    """The numbers in `text[start:end]`, in order, none overlapping another."""
    atoms = [_atom(m) for m in _ATOM.finditer(text, start, end)]
    found: list[Number] = []
    at = 0
    while at < len(atoms):
        number, at = _number(text, atoms, at, start, end)
        if number is not None:
            found.append(number)
    return found


def _atom(match: re.Match[str]) -> _Atom:
    words = match.group()
    if match.lastindex == 1:
        plain = _SEPARATOR.sub("", words)
        value = Decimal(plain) if len(plain) <= LONGEST else None
        return _Atom(match.start(), match.end(), "digits", value)
    if match.lastindex == 2:
        return _Atom(match.start(), match.end(), "glyph", Decimal(_GLYPHS[words]))
    kind, value = _KINDS[words.lower()]
    return _Atom(match.start(), match.end(), kind, value)  # type: ignore[arg-type]


def _number(text: str, atoms: Sequence[_Atom], at: int, start: int, end: int) -> tuple[Number | None, int]:
    """The number that begins with the atom at `at`, and the next atom to go on from."""
    atom = atoms[at]
    begin = _with_article(text, atom, start)
    articled = begin < atom.start
    if atom.value is None:
        return Number(atom.start, atom.end, None, digits=True, why=f"it has more than {LONGEST} digits"), at + 1
    if atom.kind == "open":
        return _open(text, atoms, at)
    if atom.kind == "vague":
        return _vague(text, atoms, at, begin)
    if atom.kind == "half":
        return _half(text, atoms, at, begin)
    if atom.kind in ("part", "parts"):
        if not articled or atom.kind == "parts":
            return None, at + 1
        return _scaled(text, atoms, at, begin, Decimal(1) / atom.value)
    if atom.kind == "scale" and not articled:
        return None, at + 1
    if _is_year(text, atoms, at):
        return None, at + 3
    return _cardinal(text, atoms, at, begin, end)


def _is_year(text: str, atoms: Sequence[_Atom], at: int) -> bool:
    """Whether a year is written out ("nineteen eighty-four")."""
    century = atoms[at].value in (17, 18, 19, 20) and atoms[at].kind != "digits"
    return century and _joined(text, atoms, at) == " " and at + 1 < len(atoms) and atoms[at + 1].kind == "ten"


def _with_article(text: str, atom: _Atom, start: int) -> int:
    """Where the atom begins, with the article that stands for one ("a million") or before it ("a few")."""
    if atom.kind in ("digits", "one", "ten", "glyph", "open"):
        return atom.start
    article = _ARTICLE.search(text, max(start, atom.start - 4), atom.start)
    return article.start() if article else atom.start


def _joined(text: str, atoms: Sequence[_Atom], at: int) -> str | None:
    """What stands between the atom at `at` and the next, if it may join them."""
    if at + 1 >= len(atoms):
        return None
    gap = _GAP.fullmatch(text, atoms[at].end, atoms[at + 1].start)
    return gap.group() if gap else None


def _scaled(text: str, atoms: Sequence[_Atom], last: int, begin: int, part: Decimal) -> tuple[Number, int]:
    """A share that ends with the atom at `last`; of a scale ("three quarters of a million") it is a number."""
    following = atoms[last + 1] if last + 1 < len(atoms) else None
    if following and following.kind == "scale" and _OF_A.fullmatch(text, atoms[last].end, following.start):
        scale = following.value or Decimal(1)
        return Number(begin, following.end, part * scale, scale=scale), last + 2
    return Number(begin, atoms[last].end, part, "share"), last + 1


def _open(text: str, atoms: Sequence[_Atom], at: int) -> tuple[Number | None, int]:
    """Dozens; hundreds of thousands."""
    value, last = atoms[at].value or Decimal(1), at
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    if following and following.kind == "open" and _OF_OPEN.match(text, atoms[at].end, following.start):
        value, last = value * (following.value or 1), at + 1
    elif text[atoms[at].start : atoms[at].end].lower() in ("tens", "scores") and not text.startswith(
        " of ", atoms[at].end
    ):
        return None, at + 1
    return Number(atoms[at].start, atoms[last].end, value, "open"), last + 1


def _vague(text: str, atoms: Sequence[_Atom], at: int, begin: int) -> tuple[Number | None, int]:
    """Several hundred; a few dozen; a couple of thousand; or the vague word alone."""
    atom = atoms[at]
    if begin == atom.start and text[atom.start : atom.end].lower() != "several":
        return None, at + 1
    value, last = atom.value or Decimal(1), at
    while last + 1 < len(atoms) and atoms[last + 1].kind in ("scale", "open"):
        between = text[atoms[last].end : atoms[last + 1].start]
        if between.strip() not in ("", "of"):
            break
        value, last = value * (atoms[last + 1].value or 1), last + 1
    end = atoms[last].end
    if last == at and text.startswith(" of ", end) and text[atom.start : atom.end].lower() in ("couple", "handful"):
        end += 3
    return Number(begin, end, value, "open" if last > at else "vague"), last + 1


def _half(text: str, atoms: Sequence[_Atom], at: int, begin: int) -> tuple[Number | None, int]:
    """Half a million; half a dozen; or half of something."""
    atom = atoms[at]
    following = atoms[at + 1] if at + 1 < len(atoms) else None
    if following and following.kind == "scale" and _HALF_A.match(text, atom.end, following.start):
        value = Decimal("0.5") * (following.value or 1)
        return Number(begin, following.end, value, scale=following.value or Decimal(1)), at + 2
    return Number(atom.start, atom.end, Decimal("0.5"), "share"), at + 1


def _cardinal(text: str, atoms: Sequence[_Atom], at: int, begin: int, end: int) -> tuple[Number, int]:
    """A cardinal with its scales: "two hundred and six thousand", "1.2 million", "2½"."""
    first = atoms[at]
    if first.kind == "digits" and (fraction := _FRACTION.match(text, first.end, end)):
        return _fraction(atoms, at, fraction)
    sum_ = _Sum()
    last = at
    sum_.take(first)
    while (gap := _joined(text, atoms, last)) is not None or _glyph_follows(atoms, last):
        if not sum_.takes(atoms[last + 1], (gap or "").strip()):
            break
        last += 1
        sum_.take(atoms[last])
    stop = atoms[last].end
    if more := _HALF_MORE.match(text, stop, end):
        sum_.add_part(Decimal("0.5") if more.group(1) == "half" else Decimal("0.25"))
        stop, last = more.end(), last + 1
        if last + 1 < len(atoms) and atoms[last + 1].kind == "scale" and text[stop : atoms[last + 1].start].isspace():
            last += 1
            sum_.take(atoms[last])
            stop = atoms[last].end
    elif (part := _part(text, atoms, last, sum_)) is not None:
        return _scaled(text, atoms, last + 1, begin, part)
    value, scale = sum_.total + sum_.current, sum_.scale
    digits = first.kind == "digits"
    letters = _LETTERS.match(text, stop, end) if digits and last == at else None
    if letters:
        scale = ATTACHED[letters.group(1) or letters.group(2)]
        value, stop = value * scale, letters.end()
    return Number(begin, stop, value, "plain", scale, digits), last + 1


def _glyph_follows(atoms: Sequence[_Atom], at: int) -> bool:
    return at + 1 < len(atoms) and atoms[at + 1].kind == "glyph" and atoms[at + 1].start == atoms[at].end


def _fraction(atoms: Sequence[_Atom], at: int, match: re.Match[str]) -> tuple[Number, int]:
    """Digits over digits; what is no common fraction (a date, "24/7") has no value."""
    over, under = atoms[at].value or Decimal(0), Decimal(match.group(1))
    following = at + 1
    while following < len(atoms) and atoms[following].start < match.end():
        following += 1
    begin = atoms[at].start
    if under == 0:
        return Number(begin, match.end(), None, digits=True, why="nothing can be divided by zero"), following
    proper = over < under and int(under) in _SHARES and over == int(over)
    return Number(begin, match.end(), over / under if proper else None, "share", digits=True), following


def _part(text: str, atoms: Sequence[_Atom], last: int, sum_: _Sum) -> Decimal | None:
    """The value of "two thirds", where the sum so far is 2 and the next atom is "thirds"."""
    gap = _joined(text, atoms, last)
    if gap is None or gap.strip() not in ("", "-") or sum_.total:
        return None
    following = atoms[last + 1]
    if following.kind != ("part" if sum_.current == 1 else "parts") or following.value is None:
        return None
    plain = sum_.current < following.value and (gap == "-" or text.startswith(" of", following.end))
    return sum_.current / following.value if plain or sum_.current > 1 else None


class _Sum:
    """A cardinal under way: whole thousands and millions in `total`, what is not yet scaled in `current`."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.current = Decimal(0)
        self.scale = Decimal(1)
        self._least = Decimal(10**18)
        self._last = ""

    def takes(self, atom: _Atom, joiner: str) -> bool:
        """Whether the next atom goes on with this cardinal."""
        value = atom.value or Decimal(0)
        if atom.kind == "scale":
            large = value >= 1000
            return joiner != "and" and self._last != "end" and (not large or value < self._least or self.total == 0)
        if atom.kind == "glyph":
            return self._last == "digits" and joiner == ""
        if joiner == "and" and self._last != "scale":
            return False
        if self._last == "ten":
            return atom.kind == "one" and 0 < value < 10
        if self._last == "scale" and joiner != "-":
            return atom.kind in ("one", "ten") and value > 0 and (self.current % 100 == 0 or self.current == 0)
        return False

    def add_part(self, part: Decimal) -> None:
        """Go on with "and a half": of the last scale ("one million and a half"), or else of one."""
        if self._last == "scale" and self.scale >= 1000:
            self.total += part * self.scale
        else:
            self.current += part

    def take(self, atom: _Atom) -> None:
        """Go on with the atom."""
        value = atom.value or Decimal(0)
        if atom.kind != "scale":
            self.current += value
        elif value < 1000:
            self.current = (self.current if self._last not in ("", "scale") or self.current else Decimal(1)) * value
            self.scale = value
        else:
            if self.current == 0 and self.total:
                self.total *= value
            else:
                self.total += (self.current if self._last else Decimal(1)) * value
            self.current, self._least, self.scale = Decimal(0), value, value
        self._last = atom.kind
