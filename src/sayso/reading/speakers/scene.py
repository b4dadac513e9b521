"""Read an article from its beginning, and say of each mention who it is."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.cues import FORMS, word_set
from sayso.reading.speakers.cast import Cast, Someone
from sayso.reading.speakers.descriptions import Descriptions
from sayso.reading.speakers.phrases import head_end, unpossessed
from sayso.reading.speakers.references import Form, Reference, references
from sayso.reading.speakers.salience import HE, IT, THEY, Weights
from sayso.reading.speakers.tokens import Words

_AUXILIARIES = word_set(
    "is are was were has have had do does did will would can could should may might must 's isn't wasn't didn't "
    "doesn't won't wouldn't hasn't haven't couldn't also then never still"
)
_OBJECTS = word_set("him them me us whom himself herself themselves itself")
_POSSESSIVES = word_set("his her their its my our whose")
_NO_SUBJECTS = _OBJECTS | _POSSESSIVES
_PERSONAL = frozenset(("he", "she", "they", "i", "we"))
_PREPOSITIONS = word_set(
    "in on at of for from with by to about into over under during against without as like among between than"
)
_MODIFIED = word_set(
    "campaign administration team camp supporters aides officials allies advisers adviser spokesman spokeswoman "
    "government university"
)
"""What a name before it only tells apart."""
_NAMES_HIMSELF = 2.5
"""What it takes off that somebody would speak of himself by name."""
_REMEMBERED = 80
"""Of those mentioned, how many at most are looked through; only lists of names have more in reach."""
_PASSING = 2
"""Sentences back beyond which one who was brought in without a name is forgotten."""
_KNOWN = 2
"""Evidence of gender beyond which one person is no "they"."""
_FAR = 8
"""Sentences back beyond which a pronoun finds nobody."""


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
    teller: Someone | None = None


@dataclass(slots=True)
class Said:
    """A statement as the scene needs it: its source, what lies inside its content, and who reports it."""

    source: Offsets | None
    content: tuple[Offsets, ...]
    direct: bool
    within: int | None
    who: Someone | None = None


@dataclass(slots=True)
class _Last:
    """What is remembered of someone's mentions so far."""

    mention: Mention
    count: int = 0
    outside: Mention | None = None
    """The last mention outside quotations."""


class Option(NamedTuple):
    """Someone a pronoun may mean: the features, and where the last mention was."""

    who: Someone
    features: tuple[float, ...]
    last: Mention


@dataclass(slots=True)
class Choice:
    """Those a pronoun may mean: what weights are fitted on."""

    mention: Mention
    options: list[Option] = field(default_factory=list)


class Scene:
    """The mentions of an article in order, each resolved where it can be."""

    def __init__(self, words: Words, cast: Cast, said: Sequence[Said]) -> None:
        self.words = words
        self.cast = cast
        self.said = said
        self._seen: dict[int, _Last] = {}
        self._people: dict[int, Someone] = {}
        self.choices: list[Choice] = []
        self.descriptions = Descriptions(words, cast)
        self._spoke: Someone | None = None
        self._sources: dict[int, list[Said]] = {}
        self._quoted = _quoted_by(words, said)
        self._told = sorted(((c, s) for s in said if s.within is None for c in s.content), key=lambda told: told[0])
        # Sentences that are not all quotation: a speaker is as near after a long quotation as after a short one.
        self._told_before = _told_before(words)
        self.mentions = self._find()
        self._starts = [m.start for m in self.mentions]
        for mention in self.mentions:
            self._resolve(mention)

    def _find(self) -> list[Mention]:
        words = self.words
        taken = [(n.lead, n.end) for n in self.cast.named]
        found = [self._mention(n.start, n.end, n.at, n.last, who=n.who) for n in self.cast.named]
        for reference in references(words, taken):
            found.append(
                self._mention(reference.start, reference.end, reference.at, reference.last, reference=reference)
            )
        found.sort(key=lambda m: (m.start, m.end))
        starts = [m.start for m in found]
        names = [(n.start, n.end) for n in self.cast.named]
        for said in self.said:
            if said.source is not None and (head := self._head(found, starts, said.source, names)) is not None:
                head.speaks = True
                said.who = head.who
                self._sources.setdefault(id(head), []).append(said)
        return found

    def _head(self, found: list[Mention], starts: list[int], source: Offsets, names: list[Offsets]) -> Mention | None:
        """The mention that heads a source's words."""
        end = head_end(self.words.text, source, names)
        last = unpossessed(self.words.text, source[0], end)
        first = None
        for mention in islice(found, bisect_left(starts, source[0]), None):
            if mention.start >= source[1]:
                break
            if mention.end >= last - 1:
                return mention if mention.start < end else first
            first = first or mention
        return first

    def _mention(
        self,
        start: int,
        end: int,
        at: int,
        last: int,
        *,
        who: Someone | None = None,
        reference: Reference | None = None,
    ) -> Mention:
        row = self.words.words
        form = None if reference is None else reference.form
        word = row[at]
        low = row[last].low
        before = "" if word.first else row[at - 1].low
        following = row[last + 1] if last + 1 < len(row) and not row[last + 1].first else None
        verb = "" if following is None else following.low
        return Mention(
            start,
            end,
            form,
            word.sentence,
            word.paragraph,
            word.quote,
            who,
            reference,
            subject=(verb in _AUXILIARIES or verb in FORMS or verb.endswith("ed") or form in _PERSONAL and low != "her")
            and not (
                before in _PREPOSITIONS
                or row[last].owns
                or low in _NO_SUBJECTS
                and (form is not None or low in _POSSESSIVES)
            ),
            first=word.first,
            modifies=form is None
            and verb in _MODIFIED
            and row[last + 1].text[0].islower()
            and not row[last].owns
            and self.words.gap(last) in (" ", "\xa0"),
        )

    def _resolve(self, mention: Mention) -> None:
        if mention.who is None and mention.form is not None:
            mention.who = self._meant(mention)
            if mention.who is not None:
                mention.who.mentions.append((mention.start, mention.end))
        if mention.who is not None:
            self._remember(mention, mention.who)
        for said in self._sources.get(id(mention), ()):
            said.who = mention.who
            if mention.who is not None and said.within is None:
                self._spoke = mention.who

    def _remember(self, mention: Mention, who: Someone) -> None:
        key = id(who)
        if mention.form != "who":
            self._people.pop(key, None)
        self._people[key] = who
        last = self._seen.get(key)
        if last is None:
            last = self._seen[key] = _Last(mention)
        last.count += 1
        if mention.form == "who":
            return
        last.mention = mention
        if mention.quote < 0:
            last.outside = mention

    def _meant(self, mention: Mention) -> Someone | None:
        form, reference = mention.form, mention.reference
        if form in ("he", "she"):
            chosen = self._best(mention, HE, ("person",))
            if chosen is not None and not chosen.gender:
                chosen.gender = 0.5 if form == "he" else -0.5
            return chosen
        if form == "it":
            return self._best(mention, IT, ("body", "outlet", "place"))
        if form == "they":
            return self._best(mention, THEY, ("group", "body", "outlet", "person"))
        if form == "who":
            return self._before(mention)
        if form in ("i", "we") or reference is None:
            return None
        who = self.descriptions.meant(reference, self._recent(), self._owner(mention, reference))
        if who is None and self.descriptions.loose(reference):
            who = self._described(mention, reference)
        if who is not None and who.kind == "person":
            who.lean((reference.head,))
        return who

    def _described(self, mention: Mention, reference: Reference) -> Someone | None:
        """Whom a description that states a new role means: weighed as if it were "he or she".

        Not the subject of its own sentence: who is described there anew is somebody else.
        """
        best, most = None, HE.least
        if not (mention.subject or mention.speaks):
            return None
        for someone, features, last in self._options(mention, ("person",)):
            if last.subject and last.sentence == mention.sentence and not mention.speaks:
                continue
            total = sum(weight * value for weight, value in zip(HE.of, features, strict=True))
            if total > most and self.descriptions.may_be(reference, someone):
                best, most = someone, total
        return best

    def _owner(self, mention: Mention, reference: Reference) -> Someone | None:
        """Whose a thing is that "his", "her" or a name with 's determines."""
        if reference.determiner not in ("his", "her", "their", "its", "’s"):
            return None
        start = reference.owner if reference.determiner == "’s" else mention.start
        for other in self._from(mention.start):
            if other.start > start:
                break
            if (
                other is not mention
                and other.end <= mention.end
                and other.end > start
                and (other.form is None or other.end - other.start < 6)
            ):
                return other.who
        return None

    def _recent(self) -> list[Someone]:
        """Everyone mentioned so far, the last mentioned first."""
        return list(islice(reversed(self._people.values()), _REMEMBERED))

    def _from(self, offset: int) -> Iterator[Mention]:
        """The mentions that begin at an offset or after it."""
        return islice(self.mentions, bisect_left(self._starts, offset), None)

    def _before(self, mention: Mention) -> Someone | None:
        """Who stands right before a "who"."""
        for at in range(bisect_left(self._starts, mention.start) - 1, -1, -1):
            other = self.mentions[at]
            if other.sentence != mention.sentence:
                return None
            if other.form in ("i", "we"):
                continue
            if (
                other.who is not None
                and other.who.kind in ("person", "group")
                and other.form not in ("he", "she", "they")
            ):
                return other.who
        return None

    def _best(self, mention: Mention, weights: Weights, kinds: tuple[str, ...]) -> Someone | None:
        choice = Choice(mention, self._options(mention, kinds))
        self.choices.append(choice)
        # A source is always somebody, where "it" elsewhere may be nothing ("it rains").
        best, most = None, -math.inf if mention.speaks else weights.least
        barred = self._barred(mention)
        for someone, features, _ in choice.options:
            total = -_NAMES_HIMSELF if id(someone) in barred else 0.0
            for weight, value in zip(weights.of, features, strict=True):
                if value:
                    total += weight * value
            if total > most:
                best, most = someone, total
        return best

    def _options(self, mention: Mention, kinds: tuple[str, ...]) -> list[Option]:
        wanted = {"he": 1, "she": -1}.get(mention.form or "", 0)
        teller = self._teller(mention)
        fitting = []
        for someone in islice(reversed(self._people.values()), _REMEMBERED):
            last = self._seen[id(someone)]
            if self._back(mention, last.mention) > _FAR:
                break
            if someone.kind not in kinds or (someone.unnamed and mention.sentence - last.mention.sentence > _PASSING):
                continue
            if not self._agrees(someone, wanted) or (mention.form == "they" and abs(someone.gender) >= _KNOWN):
                continue
            if mention.quote >= 0 and someone is teller:
                continue
            fitting.append((someone, last))
        return [
            Option(s, self._features(mention, s, last, i == 0, wanted, s is teller), last.mention)
            for i, (s, last) in enumerate(fitting)
        ]

    def _agrees(self, someone: Someone, wanted: int) -> bool:
        """Whether nothing speaks against somebody's being a "he" (1) or a "she" (-1)."""
        return someone.gender * wanted >= 0

    def _features(
        self, mention: Mention, someone: Someone, last: _Last, nearest: bool, wanted: int, tells: bool
    ) -> tuple[float, ...]:
        before = last.mention
        if (
            mention.quote < 0
            and before.quote >= 0
            and last.outside is not None
            and self._back(mention, last.outside) <= 2
        ):
            before = last.outside
        back = self._back(mention, before)
        spoke = someone is self._spoke
        kind = someone.kind
        return (
            back == 0,
            back == 1,
            back == 2,
            min(back - 2, 6) if back > 2 else 0,
            before.subject,
            before.subject and mention.subject,
            nearest,
            spoke,
            spoke and mention.speaks,
            math.log1p(last.count),
            someone.gender * wanted > 0,
            mention.quote >= 0 and before.quote == mention.quote,
            before.quote >= 0 and before.quote != mention.quote,
            before.first,
            before.form == mention.form,
            tells and mention.quote < 0,
            before.paragraph == mention.paragraph,
            before.modifies,
            kind == "body" or kind == "outlet",
            kind == "person",
            kind == "place",
        )

    def _back(self, mention: Mention, before: Mention) -> int:
        """How many sentences back a mention is; those inside quotations count only from inside one."""
        if mention.quote >= 0 or before.quote >= 0:
            return mention.sentence - before.sentence
        return self._told_before[mention.sentence] - self._told_before[before.sentence]

    def _barred(self, mention: Mention) -> set[int]:
        """Those named inside the words that the mention speaks: nobody says his own name there."""
        if not mention.speaks:
            return set()
        barred = set()
        direct = (s for s in self._sources.get(id(mention), ()) if s.direct)
        for start, end in (span for said in direct for span in said.content):
            for other in self._from(start):
                if other.start >= end:
                    break
                if other.quote >= 0 and other.who is not None and other.form in (None, "he", "she"):
                    barred.add(id(other.who))
        return barred

    def _teller(self, mention: Mention) -> Someone | None:
        """Whose statement the mention stands in, as far as that is known yet."""
        if mention.quote >= 0:
            said = self._quoted.get(mention.quote)
            return None if said is None else said.who
        at = bisect_right(self._told, mention.start, key=lambda told: told[0][0]) - 1
        return self._told[at][1].who if at >= 0 and mention.start < self._told[at][0][1] else None

    def speaker_of(self, quote: int) -> Someone | None:
        """Whose words a quotation is."""
        said = self._quoted.get(quote)
        return None if said is None else said.who


def _told_before(words: Words) -> list[int]:
    """How many sentences that are not all quotation come before each, by its number."""
    told = {w.sentence for w in words.words if w.quote < 0}
    last = words.words[-1].sentence if words.words else 0
    return [0, *accumulate(int(number in told) for number in range(last + 1))]


def _quoted_by(words: Words, said: Sequence[Said]) -> dict[int, Said]:
    """The outermost statement whose content each quotation is."""
    found: dict[int, Said] = {}
    ends = [b for _, b in words.quotes]
    for statement in (s for s in said if s.within is None):
        for start, end in statement.content:
            first = bisect_right(ends, start)
            for number in range(first, len(words.quotes)):
                if words.quotes[number][0] >= end:
                    break
                found.setdefault(number, statement)
    return found
