"""Speakers of many articles gathered into persons, against our own list of who they are.

Pairs are counted: two profiles of one person that stand in one group are right.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

from evaluation.attribution import Count
from sayso.linking.people import Profile, people

PEOPLE = Path(__file__).with_name("people.txt")


def load_people(path: Path = PEOPLE) -> list[tuple[str, Profile]]:
    """Each line's person and profile."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            person, name, roles, countries, company = (cell.strip() for cell in f"{line} ".split("|"))
            found.append((person, Profile(
                str(number), name, "person", _list(roles), frozenset(countries.split()), frozenset(_list(company))
            )))  # fmt: skip
    return found


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def pairs() -> Count:
    """How many pairs of profiles are rightly one person."""
    rows = load_people()
    gold = {profile.id: person for person, profile in rows}
    together = {pair for found in people([p for _, p in rows]) for pair in combinations(sorted(found.profiles), 2)}
    wanted = {pair for pair in combinations(sorted(gold), 2) if gold[pair[0]] == gold[pair[1]]}
    right = len(together & wanted)
    return Count(right=right, wrong=len(together) - right, missed=len(wanted) - right)
