"""Read an article from its beginning, and say of each mention who it is."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from sayso.reading.attribution import Offsets
from sayso.reading.speakers.candidates import Candidates, Choice
from sayso.reading.speakers.cast import Cast, Someone
from sayso.reading.speakers.descriptions import Descriptions
from sayso.reading.speakers.mentions import Mention, Mentions, Said, said_of
from sayso.reading.speakers.names import runs
from sayso.reading.speakers.references import Reference
from sayso.reading.speakers.salience import HE, IT, THEY, Weights
from sayso.reading.speakers.tokens import Words, tokens
from sayso.records import Name, Statement

_NAMES_HIMSELF = 2.5
"""What it takes off that somebody would speak of himself by name."""


def read_scene(
    text: str, paragraphs: Sequence[Offsets], statements: Sequence[Statement], names: Sequence[Name]
) -> Scene:
    """Everyone whom a text mentions and where, with what `resolve` says of statements and names."""
    words = tokens(text, paragraphs)
    return Scene(words, Cast(words, runs(words, names)), said_of(statements))


class Scene:
    """The mentions of an article in order, each resolved where it can be."""

    def __init__(self, words: Words, cast: Cast, said: Sequence[Said]) -> None:
        self.words = words
        self.cast = cast
        self.said = said
        self.choices: list[Choice] = []
        self.descriptions = Descriptions(words, cast)
        self.mentions = Mentions(words, cast, said)
        self.candidates = Candidates(words)
        self._quoted: dict[int, Said] = {}
        for one in said:
            if one.within is None:
                for number in self._quotes_in(one):
                    self._quoted.setdefault(number, one)
        self._told = sorted(((c, s) for s in said if s.within is None for c in s.content), key=lambda told: told[0])
        for mention in self.mentions.row:
            self._resolve(mention)

    def speaker_of(self, quote: int) -> Someone | None:
        """Whose words a quotation is."""
        said = self._quoted.get(quote)
        return None if said is None else said.who

    def _resolve(self, mention: Mention) -> None:
        if mention.who is None and mention.form is not None:
            mention.who = self._meant(mention)
            if mention.who is not None:
                mention.who.mentions.append((mention.start, mention.end))
        if mention.who is not None:
            self.candidates.remember(mention, mention.who)
        for said in self.mentions.of.get(id(mention), ()):
            said.who = mention.who
            if mention.who is not None and said.within is None:
                self.candidates.spoke = mention.who

    def _meant(self, mention: Mention) -> Someone | None:
        form, reference = mention.form, mention.reference
        if form == "he" or form == "she":
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
        if form == "i" or form == "we" or reference is None:
            return None
        if form == "role" and (apposed := self._apposed(mention, reference)) is not None:
            return apposed
        spoke = self.candidates.spoke
        if (
            form == "outlet"
            and mention.speaks
            and spoke is not None
            and self.descriptions.may_be_outlet(reference, spoke)
        ):
            spoke.kind = "outlet"
            return spoke
        who = self.descriptions.meant(reference, self.candidates.recent(), self._owner(mention, reference))
        if who is None and self.descriptions.loose(reference):
            who = self._described(mention, reference)
            if who is not None:
                who.role_words.add(reference.head)  # what he was called once he may be called again
        if who is not None and who.kind == "person":
            who.lean((reference.head,))
        return who

    def _best(self, mention: Mention, weights: Weights, kinds: tuple[str, ...]) -> Someone | None:
        """Whom a pronoun means: who has the greatest sum."""
        spoken = self._spoken(mention)
        choice = Choice(mention, self.candidates.options(mention, kinds, self._teller(mention), spoken=spoken))
        self.choices.append(choice)
        # A source is always somebody, where "it" elsewhere may be nothing ("it rains").
        best, most = None, -math.inf if mention.speaks else weights.least
        barred = self._barred(mention)
        for someone, features, _ in choice.options:
            total = -_NAMES_HIMSELF if id(someone) in barred else 0.0
            total += weights.sum(features)
            if total > most:
                best, most = someone, total
        return best

    def _described(self, mention: Mention, reference: Reference) -> Someone | None:
        """Whom a description that states a new role means: weighed as if it were "he or she".

        Not the subject of its own sentence: who is described there anew is somebody else.
        """
        best, most = None, HE.least
        if not (mention.subject or mention.speaks):
            return None
        for someone, features, last in self.candidates.options(mention, ("person",), self._teller(mention)):
            if last.subject and last.sentence == mention.sentence and not mention.speaks:
                continue
            total = HE.sum(features)
            if total > most and self.descriptions.may_be(reference, someone):
                best, most = someone, total
        return best

    def _apposed(self, mention: Mention, reference: Reference) -> Someone | None:
        """The person named right before a description and a comma: "Ilse Brandt, the former mayor"."""
        if reference.determiner not in ("the", "a") or self.words.text[mention.start - 2 : mention.start] != ", ":
            return None
        named = next(self.mentions.before(mention.start), None)
        if named is None or named.end != mention.start - 2 or named.form is not None or named.who is None:
            return None
        fits = named.who.kind == "person" and self.descriptions.may_be(reference, named.who)
        return named.who if fits else None

    def _owner(self, mention: Mention, reference: Reference) -> Someone | None:
        """Whose a thing is that "his", "her" or a name with 's determines."""
        if reference.determiner not in ("his", "her", "their", "its", "’s"):
            return None
        start = reference.owner if reference.determiner == "’s" else mention.start
        for other in self.mentions.from_(mention.start):
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

    def _before(self, mention: Mention) -> Someone | None:
        """Who stands right before a "who"."""
        for other in self.mentions.before(mention.start):
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

    def _spoken(self, mention: Mention) -> set[int]:
        """The quotations that whoever the mention means speaks."""
        said = self.mentions.of.get(id(mention), ())
        return {number for s in said if s.direct for number in self._quotes_in(s)} if said else set()

    def _quotes_in(self, said: Said) -> Iterator[int]:
        quotes = self.words.quotes
        for start, end in said.content:
            for number in range(bisect_right(quotes, start, key=lambda q: q[1]), len(quotes)):
                if quotes[number][0] >= end:
                    break
                yield number

    def _barred(self, mention: Mention) -> set[int]:
        """Those named inside the words that the mention speaks: nobody says his own name there."""
        if not mention.speaks:
            return set()
        barred = set()
        direct = (s for s in self.mentions.of.get(id(mention), ()) if s.direct)
        for start, end in (span for said in direct for span in said.content):
            for other in self.mentions.from_(start):
                if other.start >= end:
                    break
                if other.quote >= 0 and other.who is not None and other.form in (None, "he", "she"):
                    barred.add(id(other.who))
        return barred

    def _teller(self, mention: Mention) -> Someone | None:
        """Whose statement the mention stands in, as far as that is known yet."""
        if mention.quote >= 0:
            return self.speaker_of(mention.quote)
        at = bisect_right(self._told, mention.start, key=lambda told: told[0][0]) - 1
        return self._told[at][1].who if at >= 0 and mention.start < self._told[at][0][1] else None
