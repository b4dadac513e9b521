"""Who speaks, across the articles of a ledger: found out anew from what is there, and written back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.ledger.naming import folded
from sayso.ledger.people import Decision, Group, Heard, Member, decisions, heard, save
from sayso.ledger.store import Store
from sayso.linking.known_people import KnownPeople
from sayso.linking.people import Person, Profile, Verdict, people, profiles


def link_people(store: Store, register: KnownPeople | None = None) -> int:
    """Find out which speakers of a ledger's articles are one, and keep that: how many are somebody else than before.

    Statements go by their speaker's fullest name from then on, or by the one that a person gave. The same
    ledger gives the same people.

    Args:
        store: the ledger.
        register: people with ids, as `sayso.linking.known_people.load_known_people` gives them.

    Raises:
        LedgerError: the ledger cannot be read or written.
    """
    known: list[Profile] = []
    members: dict[str, Member] = {}
    for one in heard(store):
        for profile, member in _profiles(one):
            known.append(profile)
            members[profile.id] = member
    decided = decisions(store)
    found = people(known, _verdicts(decided, known, members), register)
    by_id = {profile.id: profile for profile in known}
    return save(store, [_group(person, by_id, members, decided) for person in found])


def _profiles(one: Heard) -> Iterator[tuple[Profile, Member]]:
    """The speakers of a reading, and those whom people put in their places."""
    article = one.reading.article.id
    own = list(profiles(one.reading))
    for profile in own:
        yield profile, Member(one.row, profile.id.removeprefix(f"{article} "))
    sorts = {s.id: s.source.sort for s in one.reading.statements}
    for statement, name in one.renamed.items():
        # What is known of the article is known of whoever a person names in it; what is known of the role is not.
        somebody = own[0] if own else Profile("", "", "person", published=one.reading.article.published)
        sort = sorts[statement] if sorts[statement] not in ("unnamed", "unattributed") else "person"
        profile = replace(somebody, id=f"{article} {statement}", name=name, sort=sort, roles=(), company=frozenset())
        yield profile, Member(one.row, statement, "statement")


def _verdicts(decided: Iterable[Decision], known: Sequence[Profile], members: dict[str, Member]) -> Iterator[Verdict]:
    """What people decided, profile by profile; a later verdict comes after an earlier and goes before it."""
    by_member = {member: profile for profile, member in members.items()}
    by_name: dict[str, list[str]] = {}
    for profile in known:
        by_name.setdefault(folded(profile.name), []).append(profile.id)
    for decision in decided:
        chosen = [by_member[m] for m in decision.members if m in by_member]
        named = [p for name in dict.fromkeys(map(folded, decision.names)) for p in by_name.get(name, ())]
        if decision.decision == "split":
            yield from (Verdict(one, other, "split") for one in chosen for other in named if one != other)
            continue
        into = by_name.setdefault(folded(decision.into), [])
        together = list(dict.fromkeys([*(into if decision.names else ()), *named, *chosen]))
        yield from (Verdict(one, other, "merge") for one, other in pairwise(together))
        into += [profile for profile in together if profile not in into]


def _group(person: Person, by_id: dict[str, Profile], members: dict[str, Member], decided: Sequence[Decision]) -> Group:
    """A person as the ledger keeps it, by the name that people gave it, if any did."""
    own = tuple(members[profile] for profile in person.profiles)
    names = {folded(by_id[profile].name) for profile in person.profiles}
    name = person.name
    for decision in decided:
        about = {folded(name), *names} & set(map(folded, decision.names)) or set(own) & set(decision.members)
        if decision.decision == "merge" and about:
            name = decision.into
    return Group(name, by_id[person.profiles[0]].sort, own, person.known)
