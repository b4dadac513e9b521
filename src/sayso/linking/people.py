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

from sayso.linking.known_people import KnownPeople, KnownPerson
from sayso.linking.person_names import Agreement, compare, key, name_words
from sayso.linking.roles import CHANGED_BETWEEN, COMMON, role_fields, role_words
from sayso.records import Reading, VoiceSort

ENOUGH = 4.0
"""Points from which two speakers are one; on our own profiles (`evaluation/people.py`) a pair of one
person has a median of 6.5, and no pair of two people reaches it."""
_AGAINST = -2.0
"""Points of a pair that keep two groups apart, however much another pair speaks for them."""

_HELD_BY_ONE = frozenset("president premier chancellor king queen emperor pope".split())
_WORD = re.compile(r"[^\W\d_]+")


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
    """One speaker of many articles: its fullest name, its profiles in order, and the links that made it.

    `known` is the id that a file of known people gives it, where one does.
    """

    name: str
    profiles: tuple[str, ...]
    links: tuple[Link, ...]
    known: str | None = None


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
    if found[0].points > 0 and words and words[-1] in COMMON:
        found.append(Agreement(-2.5, "though many people bear that name"))
    return Agreement(sum(a.points for a in found), "; ".join(a.reason for a in found if a.reason))


def people(
    known: Sequence[Profile], verdicts: Iterable[Verdict] = (), register: KnownPeople | None = None
) -> list[Person]:
    """The speakers behind profiles, in the order of their first ones.

    Pairs are looked for among names that share a key, and joined from the strongest on unless any
    two members of the joint group speak against each other or a person has split them.

    Args:
        known: the profiles.
        verdicts: what people decided of pairs.
        register: people with ids (`known_people.load_known_people`): profiles that can only mean one of them are
            joined, and those that mean different ones are kept apart.
    """
    found_in = {} if register is None else _found_in(known, register)
    decided = {frozenset((v.one, v.other)): v.decision for v in verdicts}
    by_id = {p.id: p for p in known}
    links = [Link(min(pair), max(pair), 99.0, "a person merged them") for pair, d in decided.items() if d == "merge"]
    links += [link for link in _candidates(known, found_in) if frozenset((link.one, link.other)) not in decided]
    group = {p.id: [p.id] for p in known}
    used: dict[str, list[Link]] = {p.id: [] for p in known}
    for link in sorted(links, key=lambda k: (-k.points, k.one, k.other)):
        mine, theirs = (group.get(end, []) for end in (link.one, link.other))
        if mine is theirs or not mine or not theirs or not _may_join(mine, theirs, by_id, decided, link, found_in):
            continue
        used[mine[0]] += [*used[theirs[0]], link]
        mine.extend(theirs)
        for member in theirs:
            group[member] = mine
    place = {p.id: i for i, p in enumerate(known)}
    gathered = {id(members): members for members in group.values()}.values()
    found = [_person(sorted(m, key=place.__getitem__), used[m[0]], by_id, found_in) for m in gathered]
    return sorted(found, key=lambda person: place[person.profiles[0]])


def _may_join(
    mine: Sequence[str],
    theirs: Sequence[str],
    by_id: dict[str, Profile],
    decided: dict[frozenset[str], Literal["merge", "split"]],
    link: Link,
    found_in: dict[str, KnownPerson],
) -> bool:
    pairs = [(a, b) for a in mine for b in theirs]
    if any(decided.get(frozenset(pair)) == "split" for pair in pairs):
        return False
    merged = decided.get(frozenset((link.one, link.other))) == "merge"
    return merged or all(_agreement(by_id[a], by_id[b], found_in).points > _AGAINST for a, b in pairs)


def _found_in(known: Sequence[Profile], register: KnownPeople) -> dict[str, KnownPerson]:
    """Whom of a file each person's profile means, by the profile's id."""
    found = {p.id: register.find(p.name, p.roles) for p in known if p.sort == "person"}
    return {id_: person for id_, person in found.items() if person is not None}


def _agreement(one: Profile, other: Profile, found_in: dict[str, KnownPerson]) -> Agreement:
    """How much speaks for two profiles being one speaker, with what a file of known people says of them."""
    a, b = found_in.get(one.id), found_in.get(other.id)
    if a is None or b is None:
        return agreement(one, other)
    if a.id == b.id:
        return Agreement(8.0, f"both are {a.id} ({a.label}) in the file of known people")
    return Agreement(-9.0, f"one is {a.id}, the other {b.id} in the file of known people")


def _candidates(known: Sequence[Profile], found_in: dict[str, KnownPerson]) -> Iterator[Link]:
    blocks: dict[str, list[Profile]] = {}
    for profile in known:
        keys = {key(profile.name), *(key(word) for word in name_words(profile.name))}
        if (person := found_in.get(profile.id)) is not None:
            keys.add(f"\0{person.id}")
        for block in keys if profile.sort == "person" else {_plain(profile.name)}:
            blocks.setdefault(block, []).append(profile)
    seen: set[tuple[str, str]] = set()
    for members in blocks.values():
        for one, other in combinations(members, 2):
            pair = min(one.id, other.id), max(one.id, other.id)
            if pair in seen:
                continue
            seen.add(pair)
            found = _agreement(one, other, found_in)
            if found.points >= ENOUGH:
                yield Link(*pair, round(found.points, 2), found.reason)


def _person(
    members: Sequence[str], links: Sequence[Link], by_id: dict[str, Profile], found_in: dict[str, KnownPerson]
) -> Person:
    names = [by_id[m].name for m in members]
    fullest = max(names, key=lambda name: (len(name_words(name)), names.count(name), -names.index(name)))
    ids = {found_in[m].id for m in members if m in found_in}
    return Person(fullest, tuple(members), tuple(links), ids.pop() if len(ids) == 1 else None)


def _roles(one: Profile, other: Profile) -> Iterator[Agreement]:
    if not one.roles or not other.roles:
        return
    shared = role_words(one.roles) & role_words(other.roles)
    fields_a, fields_b = role_fields(one.roles), role_fields(other.roles)
    if shared:
        yield Agreement(min(2.0 * len(shared), 4.0), f"both are “{' '.join(sorted(shared))}”")
        if shared & _HELD_BY_ONE and one.countries & other.countries:
            yield Agreement(2.0, "an office that one holds at a time")
    elif fields_a & fields_b:
        yield Agreement(1.0, f"both are in {min(fields_a & fields_b)}")
    elif fields_a and fields_b and not (fields_a | fields_b) <= CHANGED_BETWEEN:
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
