"""Which sayings can be at odds at all: clauses of two voices, in words that let them be of one matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from sayso.linking.sayings import Saying
from sayso.linking.variants import same_speaker

_SHORT = 3
"""Content words of which a denial has fewer that is too short to be compared by the share of its words."""
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|might|must|shall|should|[a-z]+ed)\b"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d)\b",
    re.IGNORECASE,
)
"""What a clause has and a phrase such as "the owner of the quarry" has not."""
_NOBODY = frozenset(
    """anyone anybody someone somebody nobody everyone everybody who which that this those it they you he she him
    her""".split()
)
"""Voices that nobody in particular has."""
_FIRST_PERSON = frozenset(("i", "we", "our", "my"))


def comparable(own: Sequence[Saying], others: Sequence[Saying]) -> list[tuple[Saying, Saying]]:
    """The pairs of which one may deny or negate the other, with a word in common, likest first.

    So what is nearest to a denial is known when lesser ones are judged.
    """
    against = [s for s in others if s.may_negate]
    pairs = [
        *((a, b) for a, b in combinations(own, 2) if a.may_negate or b.may_negate),
        *((a, b) for a in own for b in (others if a.may_negate else against)),
    ]
    likest = [(len(a.stems & b.stems), a, b) for a, b in pairs]
    return [(a, b) for n, a, b in sorted(likest, key=lambda p: -p[0]) if n]


def bare(given: Iterable[Saying]) -> frozenset[str]:
    """The statements that nobody in particular holds, or only to tell what another says, or that say nothing whole."""
    found = {s.statement: s for s in given if s.statement is not None}
    outer = {
        s.within
        for s in found.values()
        if s.within in found
        and not one_voice(s, found[s.within], apart=True)
        and 2 * len(s.text) >= len(found[s.within].text)
    }
    return frozenset(
        n for n, s in found.items() if n in outer or s.voice.lower() in _NOBODY or not _SAYS.search(s.text)
    )


def denies_shortly(denial: Saying) -> bool:
    """Whether a denial is as short as "it had been warned", and yet a clause."""
    return denial.stance == "denies" and len(denial.stems) < _SHORT and bool(_SAYS.search(denial.text))


def one_voice(one: Saying, other: Saying, apart: bool = False) -> bool:
    """Whether two sayings are by one voice, or, unless they are to be taken `apart`, one stands inside the other."""
    if not apart and one.where.article == other.where.article and one.where.meets(other.where.start, other.where.end):
        return True
    mine, theirs = _own_voice(one), _own_voice(other)
    return bool(mine and theirs) and same_speaker(mine, theirs)


def _own_voice(saying: Saying) -> str:
    """The innermost voice, but for the "we" of whoever is quoted."""
    return next((v for v in reversed(saying.voices) if v.lower() not in _FIRST_PERSON), saying.voice)


def numbers_differ(one: Saying, other: Saying) -> bool:
    """Whether two sayings name other numbers; where one names none, the article's own words are of something else."""
    both = bool(one.numbers and other.numbers) or one.statement is None or other.statement is None
    return both and one.numbers != other.numbers


def may_agree(one: Saying, other: Saying) -> bool:
    """Whether the names in two sayings let them be about the same: one has none, or one is shared."""
    return not one.names or not other.names or bool(one.names & other.names)
