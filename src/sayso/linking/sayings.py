"""What is said in an article, ready to be compared: each statement's content, and each sentence of narration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.linking.evidence import Excerpt
from sayso.linking.prepared import Prepared
from sayso.linking.words import Word, stems, words
from sayso.records import Figure, Harm, Stance, Statement, Voice

_NOT = frozenset("not no never neither nor none nobody nothing cannot without".split())
_LEAST = 2
"""Content words below which there is nothing to compare."""
_SOON = 4
"""Words after a negation that it speaks of; twice as many after "none", which begins a subject."""
_NEXT_CLAUSE = frozenset("and but because while when although though".split())
_FURTHER = frozenset(
    "in on at since before after for from by even ever then now once again anywhere yesterday today".split()
)
"""Words that follow a "not" which only goes on with one before: "nobody did, not in June and not since"."""
_PEOPLE = stems("people persons")
CALENDAR = stems(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb sept oct nov dec"""
)
"""Stems of words with a capital that name no one."""
_NO_MORE = re.compile(
    r"\b(?:no (?:more|fewer|less|later|longer) than|not only|no doubt|without doubt)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in what is said, with its bounds, and what it counts: a harm to people, a unit, the stems of things."""

    low: float | None
    high: float | None
    harm: Harm | None
    unit: str | None
    things: frozenset[str]

    def like(self, other: Counted) -> bool:
        """Whether two numbers count the like: one harm, or things of one name."""
        if self.harm or other.harm:
            return self.harm == other.harm
        return self.unit == other.unit and (bool(self.things & other.things) or not (self.things or other.things))

    def shares(self, other: Counted) -> bool:
        """Whether the same number stands in both, whatever is said of its bounds."""
        return not {self.low, self.high}.isdisjoint({n for n in (other.low, other.high) if n is not None})


@dataclass(frozen=True, slots=True)
class Saying:
    """Some content, the voices it came through (outermost first) and where it stands.

    `statement` is the statement's id, or None for narration, whose one voice is the outlet's. `names` are stems of
    capitalised words, `numbers` those of figures, and `counted` says what these count; `denied` tells whether the
    source holds the content to be untrue, `may_negate` whether the content may say that something is not so.
    """

    statement: str | None
    where: Excerpt
    text: str
    stems: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    voices: tuple[str, ...]
    stance: Stance
    published: str | None
    within: str | None
    may_negate: bool
    counted: tuple[Counted, ...] = ()

    @property
    def denied(self) -> bool:
        """Whether the source holds the content to be untrue."""
        return self.stance in ("denies", "rejects")

    def negates(self, of: frozenset[str]) -> bool:
        """Whether it says "not" of these stems: an odd number of negations that such a word soon follows."""
        if not self.may_negate:
            return False
        soon, no_more = _negations(self.text)
        return (sum(not of.isdisjoint(stems) for stems in soon) - no_more) % 2 == 1

    @property
    def voice(self) -> str:
        """The name of the innermost voice, or an empty string."""
        return self.voices[-1] if self.voices else ""


@lru_cache(maxsize=1 << 13)
def _negations(text: str) -> tuple[tuple[frozenset[str], ...], int]:
    """For each negation the stems near it in its clause; and how many are none, as in "no more than".

    It speaks of what soon follows; "none" also of what was named before, in whatever clause.
    """
    found: list[frozenset[str]] = []
    own = words(text)
    for at, word in enumerate(own):
        if word.low in _NOT or word.low.endswith("n't"):
            if found and _goes_on(text, own, at):
                continue
            after = own[at + 1 : at + 1 + (2 * _SOON if word.low == "none" else _SOON)]
            bound = next((i for i, w in enumerate(after) if w.low in _NEXT_CLAUSE), len(after))
            before = own[max(0, at - 2 * _SOON) : at] if word.low == "none" else ()
            found.append(frozenset(w.stem for w in (*before, *after[:bound]) if w.stem))
    return tuple(found), len(_NO_MORE.findall(text))


def _goes_on(text: str, own: Sequence[Word], at: int) -> bool:
    """Whether a negation only goes on with one before it in its sentence."""
    joined = own[at - 1].low in ("and", "or") or "," in text[own[at - 1].end : own[at].start]
    return joined and at + 1 < len(own) and own[at + 1].low in _FURTHER


def sayings(prepared: Prepared) -> tuple[Saying, ...]:
    """The statements of an article with something to compare, then its sentences of narration, each in order."""
    found = (_of(prepared, s) for s in prepared.reading.statements)
    # "It had been warned" is too short to be compared with all that is said, but it may be a denial of some of it.
    told = [s for s in found if len(s.stems) >= (1 if s.denied else _LEAST)]
    return (*told, *_narration(prepared))


def _of(prepared: Prepared, statement: Statement) -> Saying:
    text = prepared.article.text
    spans = sorted((c.start, c.end) for c in statement.content) or [(0, 0)]
    found = tuple(w for a, b in spans for w in words(text, a, b))
    said = " … ".join(text[a:b] for a, b in spans)
    where = prepared.excerpt(spans[0][0], spans[-1][1])
    voices = tuple(name for v in statement.voices if (name := named(v)))
    return _saying(prepared, statement.id, where, said, found, voices, statement.stance, statement.within, spans)


def _narration(prepared: Prepared) -> Iterator[Saying]:
    """Sentences that no statement has its content or its cue in."""
    taken = [
        (span.start, span.end)
        for s in prepared.reading.statements
        for span in (*s.content, *([] if s.cue is None else [s.cue]))
    ]
    outlet = prepared.article.outlet
    for sentence in prepared.sentences:
        if not any(a < sentence.end and sentence.start < b for a, b in taken) and len(sentence.stems) >= _LEAST:
            where = prepared.excerpt(sentence.start, sentence.end)
            yield _saying(
                prepared, None, where, where.text, sentence.words, (outlet,) if outlet else (), "asserts", None,
                [(sentence.start, sentence.end)],
            )  # fmt: skip


def negates(text: str) -> bool:
    """Whether a text says of anything that it is not so."""
    soon, no_more = _negations(text)
    return len(soon) > no_more


def named(voice: Voice) -> str:
    """What a voice is called: its resolved name, else its own words."""
    return voice.name or voice.text or ""


def _saying(
    prepared: Prepared,
    statement: str | None,
    where: Excerpt,
    said: str,
    found: tuple[Word, ...],
    voices: tuple[str, ...],
    stance: Stance,
    within: str | None,
    spans: Sequence[tuple[int, int]],
) -> Saying:
    text = prepared.article.text
    content = [w for w in found if w.stem]
    numbers = frozenset(w.stem for w in content if w.stem[0].isdigit())
    names = frozenset(
        w.stem
        for w in content
        if text[w.start].isupper()
        and w.start not in prepared.openings
        and w.stem not in numbers
        and w.stem not in CALENDAR
    )
    may_negate = stance in ("denies", "rejects") or any(w.low in _NOT or w.low.endswith("n't") for w in found)
    return Saying(
        statement,
        where,
        said,
        frozenset(w.stem for w in content),
        names,
        numbers,
        voices,
        stance,
        prepared.article.published,
        within,
        may_negate,
        tuple(_counted(f) for f in prepared.reading.figures if any(a <= f.start and f.end <= b for a, b in spans)),
    )


def _counted(figure: Figure) -> Counted:
    things = stems(figure.counted or "") - _PEOPLE
    return Counted(figure.low, figure.high, figure.harm, figure.unit, things)
