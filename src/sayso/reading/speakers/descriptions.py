"""Whom "the mayor", "the fund" or "the lawmakers" means: someone of that role, that name, that kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from sayso.reading.cues import word_set
from sayso.reading.speakers.cast import Cast, Someone
from sayso.reading.speakers.lexicon import (
    ADJECTIVES,
    ATTENDANTS,
    BODIES,
    COUNTRY_OF,
    DEMONYMS,
    FEMALE_ROLES,
    KIN,
    LIKE_BODIES,
    LOOSE,
    MALE_ROLES,
    OFFICES,
    OUTLET_NOUNS,
    PARTIES,
    PEOPLES,
    ROLES,
    alike,
)
from sayso.reading.speakers.names import Kind
from sayso.reading.speakers.references import Reference
from sayso.reading.speakers.tokens import Words
from sayso.reading.voices import sort_of

_PARTISAN = word_set("republican democratic conservative labour liberal")
_PRIVATE = word_set("businessman billionaire mogul tycoon magnate developer")
_TELLING = word_set("vice former deputy acting interim prime attorney first")
"""Words before a role that make another role of it."""
_POSSESSIVES = word_set("his her their its my our ’s")
_QUANTIFIERS = word_set(
    "some many most several few other all two three four five six hundreds thousands dozens more these those the top "
    "senior small groups of"
)
BY_FIELD = word_set("experts analysts economists critics observers researchers scientists")
"""Those who are unnamed but for their field, which one mention may give for all: "labour experts", "some experts"."""
_OPENING = 400
"""Code points from the beginning within which who is described by a like word may be named later."""
_INDEFINITE = word_set("some many most several few other more")
_OF_STATE = re.compile(r"\sof\s(?:the\s)?([A-Z][\w-]+(?:\s[A-Z][\w-]+){0,2})")
_ANY_BODY = word_set("company firm group organization organisation agency think-tank nonprofit body")


def _countries(words: Words) -> dict[int, Counter[str]]:
    """How often each paragraph speaks of each state."""
    found: dict[int, Counter[str]] = {}
    for at in words.capitals:
        word = words.words[at]
        if (country := COUNTRY_OF.get(word.low)) is not None:
            found.setdefault(word.paragraph, Counter())[country] += 1
    return found


def _may_be(someone: Someone, head: str, modifiers: set[str]) -> bool:
    """Whether what is known of somebody's party and office leaves a description open."""
    parties = {PARTIES.get(w, w) for w in someone.role_words} & _PARTISAN
    asked = modifiers & _PARTISAN
    if asked and parties and not asked & parties:
        return False
    return head not in _PRIVATE or not OFFICES & someone.role_words


class Descriptions:
    """Resolves descriptions against a cast, and keeps those that named nobody before."""

    def __init__(self, words: Words, cast: Cast) -> None:
        self._text = words.text
        self._words = words
        self._cast = cast
        self._groups: dict[str, Someone] = {}
        self._by_head: dict[str, list[tuple[frozenset[str], Someone]]] = {}
        self._named_words = frozenset(w for s in cast.everyone for w in s.lows)
        self._by_role_word: dict[str, list[Someone]] = {}
        self._nearby = _countries(words)

    def meant(self, reference: Reference, recent: Sequence[Someone], owner: Someone | None) -> Someone | None:
        """Whom a reference means, of those mentioned so far (the last first); None if nobody."""
        if reference.form == "role":
            return self._by_role(reference, recent, owner)
        if reference.form == "outlet":
            return self._outlet(reference, recent)
        if reference.form == "body":
            return self._by_body(reference, recent, owner)
        if reference.form == "place":
            return self._by_place(reference, recent, owner)
        return self._group(reference, recent, owner)

    def _by_role(self, reference: Reference, recent: Sequence[Someone], owner: Someone | None) -> Someone | None:
        head = reference.head
        like = alike(head)
        modifiers = {PARTIES.get(m, m) for m in reference.modifiers}
        country = next((COUNTRY_OF[m] for m in reference.modifiers if m in COUNTRY_OF), None)
        gender = (head in MALE_ROLES) - (head in FEMALE_ROLES)
        if reference.determiner == "a":
            return self._new(reference, gender)
        if reference.determiner in _POSSESSIVES and (had := self._possessed(reference, owner, gender)) is not None:
            return had
        best, most = None, -1.0
        pool = list(recent) if recent or reference.determiner else self._cast.everyone
        for rank, someone in enumerate(pool):
            if someone.kind != "person" or gender * someone.gender < 0 or not like & someone.role_words:
                continue
            if someone.unnamed and head not in someone.role_words:
                continue
            if country and someone.country and someone.country != country:
                continue
            roles = {PARTIES.get(w, w) for w in someone.role_words}
            if any(
                (m in modifiers) != (m in roles)
                for m in _TELLING
                if m in modifiers or (m in roles and m in ("vice", "prime", "deputy"))
            ):
                continue
            score = (
                3.0 * (head in someone.role_words)
                + len(modifiers & roles)
                - 0.2 * rank
                + (country is not None and someone.country == country)
            )
            if score > most or best is None:
                best, most = someone, score
        if best is None and reference.determiner not in _POSSESSIVES:
            later = [s for s in self._bearers(head) if s not in recent]
            if len(later) == 1 and gender * later[0].gender >= 0:
                return later[0]
        return best

    def loose(self, reference: Reference) -> bool:
        """Whether a description that nobody's stated role fits may be a new one of whoever is talked about."""
        if reference.form != "role" or reference.determiner not in ("the", "this"):
            return False
        return reference.head in LOOSE or (reference.head not in ATTENDANTS and bool(reference.modifiers))

    def may_be(self, reference: Reference, someone: Someone) -> bool:
        """Whether what is known of somebody's gender, party and office leaves a description open."""
        gender = (reference.head in MALE_ROLES) - (reference.head in FEMALE_ROLES)
        modifiers = {PARTIES.get(m, m) for m in reference.modifiers}
        return gender * someone.gender >= 0 and _may_be(someone, reference.head, modifiers)

    def may_be_outlet(self, reference: Reference, someone: Someone) -> bool:
        """Whether "the website" may be one whose name says nothing of what it is."""
        if reference.determiner not in ("the", "this", "that") or reference.modifiers:
            return False
        return someone.kind == "outlet" or (
            someone.kind in ("body", "other") and bool(someone.lows) and BODIES.isdisjoint(someone.lows)
        )

    def _new(self, reference: Reference, gender: int) -> Someone:
        """Somebody whom an indefinite description brings in: the only one who is named with that role later, or new."""
        bearers = self._bearers(reference.head)
        if not bearers and reference.start < _OPENING:
            like = (s for word in sorted(alike(reference.head)) for s in self._bearers(word))
            bearers = list({id(s): s for s in like}.values())
        if len(bearers) == 1 and bearers[0].first > reference.start and gender * bearers[0].gender >= 0:
            return bearers[0]
        name = " ".join(self._text[reference.start : reference.end].split()[1:])
        someone = Someone("person", name, tuple(name.casefold().split()), 2.0 * gender, first=reference.start)
        someone.role_words.update((reference.head, *reference.modifiers))
        someone.titled_only = False
        someone.unnamed = True
        return someone

    def _bearers(self, role: str) -> list[Someone]:
        """Those whom the article gives a role, in order of place."""
        if role not in self._by_role_word:
            people = (s for s in self._cast.everyone if s.kind == "person")
            self._by_role_word[role] = [s for s in people if role in s.role_words]
        return self._by_role_word[role]

    def _possessed(self, reference: Reference, owner: Someone | None, gender: int) -> Someone | None:
        """The only one with a role that somebody has ("his lawyer", who may be named later), or kin."""
        like = alike(reference.head)
        bearers = [s for word in sorted(like) for s in self._bearers(word) if s is not owner]
        bearers = list({id(s): s for s in bearers}.values())
        if len(bearers) == 1 and (reference.head in KIN or reference.head in bearers[0].role_words):
            return bearers[0]
        if reference.head not in KIN:
            return None
        if owner is not None and reference.head in ("husband", "wife"):
            for someone in self._cast.everyone:
                if (
                    someone is not owner
                    and someone.kind == "person"
                    and someone.lows[-1:] == owner.lows[-1:]
                    and someone.gender * gender > 0
                ):
                    return someone
        key = f"{id(owner) if owner else reference.determiner} {min(like)}"
        if key not in self._groups:
            whose = "" if owner is None else f"{owner.name}'s "
            name = f"{whose}{reference.head}" if whose else f"{reference.determiner} {reference.head}"
            self._groups[key] = Someone(
                kind="person", name=name, lows=tuple(name.casefold().split()), titled_only=False
            )
            self._groups[key].gender = 2.0 * gender
        return self._groups[key]

    def _by_body(self, reference: Reference, recent: Sequence[Someone], owner: Someone | None) -> Someone | None:
        head = reference.head
        if (owned := self._owned(reference, owner)) is not None:
            return owned
        like = next((line for line in LIKE_BODIES if head in line), frozenset((head,)))
        for words in (frozenset((head,)), like):
            for someone in recent:
                if (
                    someone.kind in ("body", "outlet", "place")
                    and someone.lows[-1] in words
                    and not self._contrary(reference, someone)
                ):
                    return someone
        for someone in recent:
            # "the appeals court" for a Court of Appeals for some circuit.
            if someone.kind == "body" and head in someone.lows and not self._contrary(reference, someone):
                return someone
        if head in _ANY_BODY and not reference.modifiers:
            return next((s for s in recent if s.kind == "body"), None)
        if reference.determiner == "":
            return next((s for s in self._cast.everyone if s.kind == "body" and s.lows[-1] in like), None)
        return None

    def _outlet(self, reference: Reference, recent: Sequence[Someone]) -> Someone | None:
        """The last outlet, or a body that was mentioned after it and now turns out to be one."""
        if reference.determiner not in ("the", "this", "that"):
            return None
        told = {m for m in reference.modifiers if m in self._named_words}
        for someone in self._cast.everyone if told else ():
            if (
                someone.kind in ("outlet", "body", "other")
                and reference.head in someone.lows
                and told <= set(someone.lows)
            ):
                return someone
        bodies = [s for s in recent if s.kind in ("outlet", "body", "other")]
        last = bodies[0] if bodies else None
        if last is not None and last.kind != "outlet" and sort_of(last.name) == "person":
            last.kind = "outlet"
        return (
            last
            if last is not None and last.kind == "outlet"
            else next((s for s in bodies if s.kind == "outlet"), None)
        )

    def ahead(self, head: str, capitals: set[str], others: set[str]) -> Someone | None:
        """Who a description that stands before any name is of, by its head, its capitalised and its other words."""
        like = next((line for line in LIKE_BODIES if head in line), frozenset((head,)))
        roles = alike(head)
        bearers = [s for s in self._cast.everyone if s.kind == "body" and head in s.lows and len(s.lows) > 2]
        if len(bearers) == 1 and head in BODIES and capitals <= ADJECTIVES | {"federal", "state", "local", "national"}:
            return bearers[0]
        for someone in self._cast.everyone:
            names = set(someone.lows)
            if (
                someone.kind == "body"
                and len(names) > 1
                and capitals <= names
                and (capitals or others & names)
                and (someone.lows[-1] in like or head in names)
            ):
                return someone
            if (
                someone.kind == "person"
                and head in ROLES
                and roles & someone.role_words
                and capitals <= someone.role_words
            ):
                return someone
            if someone.kind == "outlet" and head in OUTLET_NOUNS:
                return someone
        return None

    def _contrary(self, reference: Reference, someone: Someone) -> bool:
        """Whether the description has a capitalised word that is not in the name."""
        own = set(someone.lows)
        return any(m not in own and m in self._named_words for m in reference.modifiers)

    def _by_place(self, reference: Reference, recent: Sequence[Someone], owner: Someone | None) -> Someone | None:
        if reference.head in ("government", "administration", "regime"):
            return self._government(reference)
        if owner is not None and owner.country is not None and reference.head in ("country", "nation"):
            key = tuple(owner.country.casefold().split())
            return next((s for s in self._cast.everyone if s.kind == "place" and s.lows == key), None)
        if reference.determiner not in ("the", "this", "that"):
            return None
        nation = reference.head in ("country", "nation")
        return next((s for s in recent if s.kind == "place" and (" ".join(s.lows) in COUNTRY_OF) == nation), None)

    def _government(self, reference: Reference) -> Someone | None:
        of = _OF_STATE.match(self._text, reference.end)
        if of is not None:
            state = COUNTRY_OF.get(of[1].casefold())
            return self._kept(f"{DEMONYMS.get(state, state)} government" if state else f"government of {of[1]}", "body")
        named = " ".join(m for m in reference.modifiers if m not in ("the",))
        country = next((COUNTRY_OF[m] for m in reference.modifiers if m in COUNTRY_OF), None)
        if country is None and named and not named.islower():
            return None
        if country is None and reference.modifiers and reference.modifiers != ("federal",):
            return None
        if country is None:
            country = self._country_around(reference)
        if country is None:
            return None
        return self._kept(f"{DEMONYMS.get(country, country)} {reference.head}", "body")

    def _owned(self, reference: Reference, owner: Someone | None) -> Someone | None:
        """A body known by whose it is: "the Brandt campaign", "Brandt's foundation"."""
        if owner is None:
            at = bisect_left(self._cast.named, reference.start, key=lambda n: n.start)
            within = at < len(self._cast.named) and self._cast.named[at].start < reference.end
            owner = self._cast.named[at].who if within else None
        if owner is None:
            return None
        key = f"{id(owner)} {min(next((line for line in LIKE_BODIES if reference.head in line), (reference.head,)))}"
        if key not in self._groups:
            name = f"{owner.name} {reference.head}"
            body = Someone(
                kind="body", name=name, lows=tuple(name.casefold().split()), first=reference.start, titled_only=False
            )
            self._groups[key] = body
        return self._groups[key]

    def _country_around(self, reference: Reference) -> str | None:
        """The state most spoken of in the same paragraph, or else in the nearest before that speaks of one."""
        paragraph = self._words.words[self._words.at(reference.start)].paragraph
        for number in range(paragraph, -1, -1):
            if number in self._nearby:
                return self._nearby[number].most_common(1)[0][0]
        return None

    def _kept(self, name: str, kind: Kind) -> Someone:
        someone = self._groups.get(name.casefold())
        if someone is None:
            someone = Someone(kind=kind, name=name, lows=tuple(name.casefold().split()))
            someone.titled_only = False
            self._groups[name.casefold()] = someone
        return someone

    def _group(self, reference: Reference, recent: Sequence[Someone], owner: Someone | None) -> Someone | None:
        head = reference.head
        if head in ("two", "pair", "duo", "couple", "both"):
            return self._pair(reference, recent)
        if head in ("some", "many", "others", "three"):
            return None
        telling = frozenset(m for m in reference.modifiers if m not in _QUANTIFIERS)
        if owner is not None:
            telling |= {f"\0{id(owner)}"}
        counted = bool(reference.modifiers) and reference.modifiers[0] in _INDEFINITE and head not in BY_FIELD
        same = self._by_head.setdefault(head, [])
        for told, someone in reversed(same):
            if head in PEOPLES and telling != told:
                continue
            if (
                (not telling and (not counted or not told))
                or (telling and telling <= told)
                or (not told and reference.determiner not in _POSSESSIVES)
            ):
                same.remove((told, someone))
                same.append((told | telling, someone))
                self._fuller(reference, someone)
                return someone
        someone = Someone(kind="group", name=self._words_of(reference), first=reference.start, titled_only=False)
        someone.lows = tuple(someone.name.casefold().split())
        same.append((telling, someone))
        return someone

    def _pair(self, reference: Reference, recent: Sequence[Someone]) -> Someone | None:
        """The two people mentioned last."""
        people = [s for s in recent if s.kind == "person"][:2]
        if len(people) < 2 or reference.modifiers:
            return None
        return self.both(people)

    def both(self, people: Sequence[Someone]) -> Someone:
        """The group of two."""
        first, second = sorted(people, key=lambda s: s.first)
        pair = self._kept(f"{first.name} and {second.name}", "group")
        pair.members = (first, second)
        return pair

    def _words_of(self, reference: Reference) -> str:
        """The words of a reference, less a leading article."""
        words = self._text[reference.start : reference.end].split()
        if reference.determiner in ("the", "these", "those") and len(words) > 1:
            words = words[1:]
        return " ".join(words)

    def _fuller(self, reference: Reference, someone: Someone) -> None:
        name = self._words_of(reference)
        if len(name) > len(someone.name) and reference.determiner not in _POSSESSIVES:
            someone.name, someone.lows = name, tuple(name.casefold().split())
