"""Where somebody is mentioned: names and references in one row, and which of them head a statement's source."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sayso.reading.attribution import Offsets
from sayso.reading.cues import FORMS, word_set
from sayso.reading.speakers.cast import Cast, Someone
from sayso.reading.speakers.phrases import head_end, unpossessed
from sayso.reading.speakers.references import Form, Reference, references
from sayso.reading.speakers.tokens import Words
from sayso.records import Statement

_AUXILIARIES = word_set(
    "is are was were has have had do does did will would can could should may might must 's isn't wasn't didn't "
    "doesn't won't wouldn't hasn't haven't couldn't also then never still"
)
_POSSESSIVES = word_set("his her their its my our whose")
_NO_SUBJECTS = _POSSESSIVES | word_set("him them me us whom himself herself themselves itself")
_PERSONAL = frozenset(("he", "she", "they", "i", "we"))
_PREPOSITIONS = word_set(
    "in on at of for from with by to about into over under during against without as like among between than"
)
_MODIFIED = word_set(
    "campaign administration team camp supporters aides officials allies advisers adviser spokesman spokeswoman "
    "government university"
)
"""What a name before it only tells apart."""


@dataclass(slots=True)
class Mention:
    """A place where someone is mentioned, and as far as it is known, who."""

    start: int
    end: int
    form: Form | None
    """None for a name."""
    sentence: int
    paragraph: int
    quote: int
    who: Someone | None = None
    reference: Reference | None = None
    subject: bool = False
    first: bool = False
    speaks: bool = False
    modifies: bool = False


@dataclass(slots=True)
class Said:
    """A statement as a scene needs it: its source, what lies inside its content, and who reports it."""

    source: Offsets | None
    content: tuple[Offsets, ...]
    direct: bool
    within: int | None
    """The place of the statement that reports it."""
    head_end: int = 0
    """Where the words end that hold the head of the source."""
    who: Someone | None = None


def said_of(statements: Sequence[Statement]) -> list[Said]:
    """What a scene needs of statements, in their order."""
    places = {s.id: i for i, s in enumerate(statements)}
    return [
        Said(
            source=None if s.source.start is None or s.source.end is None else (s.source.start, s.source.end),
            content=tuple((c.start, c.end) for c in s.content),
            direct=s.kind == "direct" or s.kind == "mixed",
            within=None if s.within is None else places[s.within],
        )
        for s in statements
    ]


class Mentions:
    """The mentions of an article in order of place; `of` has the statements whose sources each heads."""

    def __init__(self, words: Words, cast: Cast, said: Sequence[Said]) -> None:
        self.row = [_mention(words, n.at, n.last, n.start, n.end, who=n.who) for n in cast.named]
        taken = [(n.lead, n.end) for n in cast.named]
        for r in references(words, taken):
            self.row.append(_mention(words, r.at, r.last, r.start, r.end, reference=r))
        self.row.sort(key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self.row]
        self.of: dict[int, list[Said]] = {}
        names = [(n.lead, n.end) for n in cast.named]
        for one in said:
            if one.source is None:
                continue
            one.head_end = head_end(words.text, one.source, names)
            head = self._head(words.text, one.source, one.head_end)
            if head is not None:
                head.speaks = True
                one.who = head.who
                self.of.setdefault(id(head), []).append(one)

    def from_(self, offset: int) -> Iterator[Mention]:
        """The mentions that begin at an offset or after it."""
        return islice(self.row, bisect_left(self._starts, offset), None)

    def before(self, offset: int) -> Iterator[Mention]:
        """The mentions that begin before an offset, the last first."""
        return (self.row[at] for at in range(bisect_left(self._starts, offset) - 1, -1, -1))

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions in `[start, end)`, a possessive mark at the end left out of account."""
        row = self.row[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return [m for m in row if m.end <= end + 1]

    def first_in(self, start: int, end: int) -> Mention | None:
        """The first mention that begins in `[start, end)`."""
        at = bisect_left(self._starts, start)
        return self.row[at] if at < len(self._starts) and self._starts[at] < end else None

    def _head(self, text: str, source: Offsets, end: int) -> Mention | None:
        """The mention that heads a source's words, which end at `end` but for what comes after the head."""
        last = unpossessed(text, source[0], end)
        first = None
        for mention in self.from_(source[0]):
            if mention.start >= source[1]:
                break
            if mention.end >= last - 1:
                return mention if mention.start < end else first
            first = first or mention
        return first


def _mention(
    words: Words,
    at: int,
    last: int,
    start: int,
    end: int,
    *,
    who: Someone | None = None,
    reference: Reference | None = None,
) -> Mention:
    """The mention at `[start, end)`, whose words are those from `at` to `last`."""
    row = words.words
    form = None if reference is None else reference.form
    word, low, owns = row[at], row[last].low, row[last].owns
    before = "" if word.first else row[at - 1].low
    following = row[last + 1] if last + 1 < len(row) and not row[last + 1].first else None
    verb = "" if following is None else following.low
    heads = verb in _AUXILIARIES or verb in FORMS or verb.endswith("ed") or (form in _PERSONAL and low != "her")
    governed = before in _PREPOSITIONS or owns
    object_ = low in _POSSESSIVES or (form is not None and low in _NO_SUBJECTS)
    modifies = form is None and verb in _MODIFIED and not owns
    return Mention(
        start,
        end,
        form,
        word.sentence,
        word.paragraph,
        word.quote,
        who,
        reference,
        subject=bool(heads and not governed and not object_),
        first=word.first,
        modifies=modifies and row[last + 1].text[0].islower() and words.gap(last) in (" ", "\xa0"),
    )
