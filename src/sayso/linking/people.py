"""Which speakers of many articles are one: candidates by name, decided by all that is known of them.

A wrong merge is worse than a missed one, so a pair must earn its link: a full name that agrees, or a
lesser agreement with a role, a place or company kept that says the same, and nothing that speaks
against it. Common names must earn more. What a person decided (`Verdict`) outranks every score.
Speakers are gathered so that no two in a group speak against each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from sayso.linking.person_names import Agreement, compare, key, name_words
from sayso.records import Reading, VoiceSort

ENOUGH = 4.0
"""Points from which two speakers are one; on our own profiles (`evaluation/people.py`) a pair of one
person has a median of 6.5, and no pair of two people reaches it."""
_AGAINST = -2.0
"""Points of a pair that keep two groups apart, however much another pair speaks for them."""

_COMMON = frozenset(
    "smith jones williams brown taylor johnson davis miller wilson moore anderson thomas jackson white harris martin "
    "thompson garcia martinez rodriguez hernandez lopez gonzalez perez kim lee park choi chen wang li zhang liu singh "
    "kumar sharma khan ahmed ali hussain hassan mohammed silva santos nguyen tran ivanov muller schmidt".split()
)
"""Surnames that so many people bear that a full name is weaker evidence; national census tables' first lines."""
_FIELDS: dict[str, frozenset[str]] = {
    "politics": frozenset(
        "president minister senator congressman congresswoman mp lawmaker mayor governor secretary chancellor "
        "premier councillor candidate nominee ambassador deputy representative speaker leader".split()
    ),
    "sport": frozenset(
        "footballer striker midfielder goalkeeper coach captain pitcher quarterback cyclist sprinter golfer boxer "
        "batsman bowler winger defender athlete manager rider swimmer".split()
    ),
    "arts": frozenset("actor actress singer director novelist author poet painter musician rapper drummer".split()),
    "learning": frozenset(
        "professor scientist researcher historian economist biologist epidemiologist lecturer".split()
    ),
    "law": frozenset("judge prosecutor lawyer solicitor barrister attorney magistrate".split()),
    "force": frozenset("officer constable sergeant colonel general admiral detective sheriff commander".split()),
    "business": frozenset("banker executive founder entrepreneur ceo broker trader owner chairman".split()),
    "care": frozenset("doctor surgeon nurse paramedic vet".split()),
    "belief": frozenset("bishop imam rabbi priest vicar pastor".split()),
    "crime": frozenset("defendant robber burglar suspect gunman".split()),
}
_CHANGED_BETWEEN = frozenset(("politics", "force", "law", "business", "belief", "learning"))
"""Fields between which people in the news change: lawyers sit in parliament, generals become presidents."""
_HELD_BY_ONE = frozenset("president premier chancellor king queen emperor pope".split())
_TRADES = {word: field for field, words in _FIELDS.items() for word in words}
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("the a an of for in at to and former then ex".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What one article tells of a speaker; `id` is unique among all profiles compared.

    `countries` are ISO codes of places in the article, `company` the names of its other speakers.
    """

    id: str
    name: str
    sort: VoiceSort
    roles: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    company: frozenset[str] = frozenset()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Two profiles that are one speaker, how many points speak for it, and why, in words."""

    one: str
    other: str
    points: float
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided of two profiles; the latest of several counts."""

    one: str
    other: str
    decision: Literal["merge", "split"]


@dataclass(frozen=True, slots=True)
class Person:
    """One speaker of many articles: its fullest name, its profiles in order, and the links that made it."""

    name: str
    profiles: tuple[str, ...]
    links: tuple[Link, ...]


def profiles(reading: Reading) -> Iterator[Profile]:
    """What a reading tells of each of its named speakers."""
    article = reading.article
    countries = frozenset(p.country for p in reading.places if p.country)
    names = [s.name for s in reading.speakers]
    for speaker in reading.speakers:
        if speaker.sort not in ("unnamed", "unattributed", "document"):
            company = frozenset(n for n in names if n != speaker.name)
            yield Profile(
                f"{article.id} {speaker.id}", speaker.name, speaker.sort, speaker.roles, countries, company,
                article.published,
            )  # fmt: skip


def agreement(one: Profile, other: Profile) -> Agreement:
    """How much speaks for two profiles being one speaker, and why."""
    if (one.sort == "person") != (other.sort == "person"):
        return Agreement(-9.0, "one is a person and the other not")
    if one.sort != "person":
        same = _plain(one.name) == _plain(other.name)
        return Agreement(5.0, "the names are the same") if same else Agreement(-9.0, "the names differ")
    named = compare(one.name, other.name)
    if named.points < 0:
        return named
    found = [named, *_roles(one, other), *_surroundings(one, other)]
    words = name_words(one.name)
    if found[0].points > 0 and words and words[-1] in _COMMON:
        found.append(Agreement(-2.5, "though many people bear that name"))
    return Agreement(sum(a.points for a in found), "; ".join(a.reason for a in found if a.reason))


def people(known: Sequence[Profile], verdicts: Iterable[Verdict] = ()) -> list[Person]:
    """The speakers behind profiles, in the order of their first ones.

    Pairs are looked for among names that share a key, and joined from the strongest on unless any
    two members of the joint group speak against each other or a person has split them.
    """
    decided = {frozenset((v.one, v.other)): v.decision for v in verdicts}
    by_id = {p.id: p for p in known}
    links = [Link(min(pair), max(pair), 99.0, "a person merged them") for pair, d in decided.items() if d == "merge"]
    links += [link for link in _candidates(known) if frozenset((link.one, link.other)) not in decided]
    group = {p.id: [p.id] for p in known}
    used: dict[str, list[Link]] = {p.id: [] for p in known}
    for link in sorted(links, key=lambda k: (-k.points, k.one, k.other)):
        mine, theirs = (group.get(end, []) for end in (link.one, link.other))
        if mine is theirs or not mine or not theirs or not _may_join(mine, theirs, by_id, decided, link):
            continue
        used[mine[0]] += [*used[theirs[0]], link]
        mine.extend(theirs)
        for member in theirs:
            group[member] = mine
    place = {p.id: i for i, p in enumerate(known)}
    gathered = {id(members): members for members in group.values()}.values()
    found = [_person(sorted(m, key=place.__getitem__), used[m[0]], by_id) for m in gathered]
    return sorted(found, key=lambda person: place[person.profiles[0]])


def _may_join(
    mine: Sequence[str],
    theirs: Sequence[str],
    by_id: dict[str, Profile],
    decided: dict[frozenset[str], Literal["merge", "split"]],
    link: Link,
) -> bool:
    pairs = [(a, b) for a in mine for b in theirs]
    if any(decided.get(frozenset(pair)) == "split" for pair in pairs):
        return False
    merged = decided.get(frozenset((link.one, link.other))) == "merge"
    return merged or all(agreement(by_id[a], by_id[b]).points > _AGAINST for a, b in pairs)


def _candidates(known: Sequence[Profile]) -> Iterator[Link]:
    blocks: dict[str, list[Profile]] = {}
    for profile in known:
        keys = {key(profile.name), *(key(word) for word in name_words(profile.name))}
        for block in keys if profile.sort == "person" else {_plain(profile.name)}:
            blocks.setdefault(block, []).append(profile)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for one, other in combinations(members, 2):
            pair = min(one.id, other.id), max(one.id, other.id)
            if pair in seen:
                continue
            seen.add(pair)
            found = agreement(one, other)
            if found.points >= ENOUGH:
                yield Link(*pair, round(found.points, 2), found.reason)


def _person(members: Sequence[str], links: Sequence[Link], by_id: dict[str, Profile]) -> Person:
    names = [by_id[m].name for m in members]
    fullest = max(names, key=lambda name: (len(name_words(name)), names.count(name), -names.index(name)))
    return Person(fullest, tuple(members), tuple(links))


def _roles(one: Profile, other: Profile) -> Iterator[Agreement]:
    a, b = ({_plain(role) for role in p.roles} for p in (one, other))
    if not a or not b:
        return
    words_a, words_b = ({w for role in roles for w in role.split()} - _SMALL for roles in (a, b))
    shared = words_a & words_b
    fields_a, fields_b = ({_TRADES[w] for w in words if w in _TRADES} for words in (words_a, words_b))
    if shared:
        yield Agreement(min(2.0 * len(shared), 4.0), f"both are “{' '.join(sorted(shared))}”")
        if shared & _HELD_BY_ONE and one.countries & other.countries:
            yield Agreement(2.0, "an office that one holds at a time")
    elif fields_a & fields_b:
        yield Agreement(1.0, f"both are in {min(fields_a & fields_b)}")
    elif fields_a and fields_b and not (fields_a | fields_b) <= _CHANGED_BETWEEN:
        yield Agreement(-5.0, f"one is in {min(fields_a)}, the other in {min(fields_b)}")


def _surroundings(one: Profile, other: Profile) -> Iterator[Agreement]:
    shared = {_plain(n) for n in one.company} & {_plain(n) for n in other.company}
    if shared:
        yield Agreement(min(1.0 * len(shared), 2.0), f"both beside {', '.join(sorted(shared)[:2])}")
    if one.countries & other.countries:
        yield Agreement(0.5, f"both in {', '.join(sorted(one.countries & other.countries)[:2])}")
    elif one.countries and other.countries:
        yield Agreement(-1.5, "in different countries")


def _plain(words: str) -> str:
    return " ".join(w.casefold() for w in _WORD.findall(words) if w.casefold() != "the")
