"""One utterance in several wordings: "nor the peace of colonies" and "or the peace of colonies".

Quotations of one speaker are aligned word by word (`difflib`), and the words that differ are marked on both sides.
What was only left out is trimming. Where words were changed, and an article says that the speaker used
another language or was translated, it may be the translators; else somebody reworded a quotation.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from typing import Literal

from sayso.linking.evidence import Excerpt
from sayso.linking.postings import key
from sayso.linking.prepared import Prepared
from sayso.linking.sayings import named
from sayso.linking.shelves import Shelves
from sayso.linking.words import Word, words
from sayso.reading.quotes import quotations
from sayso.records import Statement

Why = Literal["trimming", "rewording", "translation"]

_LEAST = 5
"""Words in a quotation that can be told from another; shorter ones are turns of phrase."""
_ALIKE = 0.6
"""Share of the shorter quotation's words that stand in the other in the same order."""
_RUN = 2
"""Words in a row that count as the same: single ones are shared by any two sentences."""
_FEWEST = 2
"""Content words among them."""
_FIXED = 0.8, 7
"""Share of the shorter quotation's words, and how many, that need no content words among them: "there will be a note of
it, there always is"."""
_SPREAD = 2
"""Times the length of the shorter quotation over which the same words may be spread in the longer."""
_ANOTHER = 0.4
"""The same where both are by one speaker, and an article says that he was translated."""
_MOST_HELD = 48
_CANDIDATES = 10
_TRANSLATED = re.compile(
    r"\b(?:translat\w+|interpret(?:er|ers|ed)|dubbed|subtitle\w*"
    r"|(?:sp(?:oke|eaking)|said|told\s+\w+|addressed\s+\w+)\s+(?:\w+\s+){0,3}?in\s+(?:his|her|their)?\s*(?:native\s+|halting\s+)?[A-Z]\w+(?:an|ish|ese|ic|i|ian|ch)"
    r"|original\s+[A-Z]\w+(?:an|ish|ese|ic|i|ian|ch))\b"
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is between quotation marks at `where`, and who is said to have said it ("" where nobody is)."""

    where: Excerpt
    speaker: str
    translated: bool
    published: str | None

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words, at code points of its own text."""
        return _words(self.where.text)


@dataclass(frozen=True, slots=True)
class Variant:
    """Two wordings of one utterance; `differ` holds the words that differ, here and there (either may be empty)."""

    here: Excerpt
    there: Excerpt
    speaker: str
    why: Why
    differ: tuple[tuple[Excerpt, Excerpt], ...]
    same: float


def quotes(prepared: Prepared) -> tuple[Quotation, ...]:
    """The quotations of an article that are long enough to be told from others, in order."""
    return tuple(_quotes(prepared))


def _quotes(prepared: Prepared) -> Iterator[Quotation]:
    text, statements = prepared.article.text, prepared.reading.statements
    translated = _TRANSLATED.search(text) is not None
    for start, end in sorted({_paragraph(text, s.start) for s in prepared.sentences}):
        for quotation in quotations(text, start, end):
            a, b = quotation.inside
            if quotation.single or len(words(text, a, b)) < _LEAST:
                continue
            speaker = _speaker(statements, a, b)
            yield Quotation(prepared.excerpt(a, b), speaker, translated, prepared.article.published)


_words = lru_cache(maxsize=1 << 12)(words)


def _speaker(statements: Sequence[Statement], start: int, end: int) -> str:
    """Whose the quotation `[start, end)` is: the voice of the statement whose content it fits best, the outer first."""
    best, found = 0.0, ""
    for statement in statements:
        for content in statement.content:
            shared = min(end, content.end) - max(start, content.start)
            fits = shared / (max(end, content.end) - min(start, content.start))
            if shared > 0 and fits > best and named(statement.source):
                best, found = fits, named(statement.source)
    return found


class Quotes:
    """The quotations read so far; `add` gives the variants that a new article brings."""

    def __init__(self, shelves: Shelves) -> None:
        self._quotes = shelves.shelf("quotations", Quotation)
        self._found = shelves.shelf("variants", Variant)

    def add(self, prepared: Prepared) -> tuple[Variant, ...]:
        """Compare an article's quotations with those of articles before it."""
        found = []
        arrived = [(quotation, _keys(quotation)) for quotation in quotes(prepared)]
        for quotation, keys in arrived:
            owners = self._quotes.find(keys, _MOST_HELD).owners
            for number, _ in sorted(Counter(owners.tolist()).items(), key=lambda c: (-c[1], c[0]))[:_CANDIDATES]:
                variant = compared(quotation, self._quotes[number])
                if variant is not None:
                    found.append(variant)
        for quotation, keys in arrived:
            self._quotes.add(quotation, keys)
        for variant in found:
            self._found.add(variant)
        return tuple(found)

    def variants(self) -> tuple[Variant, ...]:
        """All variants found so far."""
        return tuple(self._found[number] for number in range(len(self._found)))


def compared(here: Quotation, there: Quotation) -> Variant | None:
    """Two quotations as variants of one utterance, or None where they are not, or say the same to the word."""
    if here.where.article == there.where.article or not same_speaker(here.speaker, there.speaker):
        return None
    mine, theirs = [w.low for w in here.words], [w.low for w in there.words]
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    all_blocks = matcher.get_matching_blocks()
    blocks = [b for b in all_blocks if b.size >= _RUN]
    shared = sum(b.size for b in blocks)
    content = {w.stem for b in all_blocks for w in here.words[b.a : b.a + b.size] if w.stem}
    fixed = shared >= max(_FIXED[1], _FIXED[0] * min(len(mine), len(theirs)))
    if not blocks or (len(content) < _FEWEST and not fixed):
        return None
    if _stretch(blocks) > _SPREAD * min(len(mine), len(theirs)):
        return None
    same = shared / min(len(mine), len(theirs))
    translated = here.translated or there.translated
    known = bool(here.speaker and there.speaker)
    if mine == theirs or same < (_ANOTHER if translated and known else _ALIKE) or shared < _LEAST - 1:
        return None
    changes = [op for op in matcher.get_opcodes() if op[0] != "equal"]
    # Where one side only has more, at an end or within, nothing was changed.
    one_sided = {op[0] for op in changes} in ({"delete"}, {"insert"})
    why: Why = "trimming" if one_sided else "translation" if translated else "rewording"
    differ = tuple((_part(here, a, b), _part(there, c, d)) for _, a, b, c, d in changes)
    return Variant(here.where, there.where, here.speaker or there.speaker, why, differ, round(same, 3))


def _stretch(blocks: Sequence[Match]) -> int:
    """Words from the first to the last of the same ones, on the side where they are further apart."""
    last = blocks[-1]
    return max(last.a + last.size - blocks[0].a, last.b + last.size - blocks[0].b)


def same_speaker(one: str, other: str) -> bool:
    """Whether two names may be one speaker's: one is missing, or they share their last or a rarer word."""
    if not one or not other:
        return True
    (mine, last), (theirs, other_last) = _named(one), _named(other)
    return bool(mine and theirs) and (last == other_last or mine <= theirs or theirs <= mine)


@lru_cache(maxsize=1 << 14)
def _named(name: str) -> tuple[frozenset[str], str]:
    """The words of a name, and the last of them."""
    found = [w.low for w in words(name)]
    return frozenset(found), found[-1] if found else ""


def _keys(quotation: Quotation) -> list[int]:
    low = [w.low for w in quotation.words]
    stems = [w.stem for w in quotation.words if w.stem]
    pairs = {key(a, b) for a, b in itertools.pairwise(low)} | {key("stems", a, b) for a, b in itertools.pairwise(stems)}
    return sorted(pairs)


def _part(quotation: Quotation, first: int, after: int) -> Excerpt:
    """Words `[first, after)` of a quotation; where there are none, the empty place before word `first`."""
    where, found = quotation.where, quotation.words
    if first < after:
        start, end = found[first].start, found[after - 1].end
    else:
        start = end = found[first].start if first < len(found) else found[-1].end
    return Excerpt(where.article, where.start + start, where.start + end, where.text[start:end])


def _paragraph(text: str, at: int) -> tuple[int, int]:
    """The line that the code point `at` is in."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end
