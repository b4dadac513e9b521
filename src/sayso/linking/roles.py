"""What roles say of who somebody is: their words, and the fields of work they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterable

COMMON = frozenset(
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
CHANGED_BETWEEN = frozenset(("politics", "force", "law", "business", "belief", "learning"))
"""Fields between which people in the news change: lawyers sit in parliament, generals become presidents."""
_TRADES = {word: field for field, words in _FIELDS.items() for word in words}
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset("the a an of for in at to and former then ex".split())


def role_words(roles: Iterable[str]) -> frozenset[str]:
    """The words of roles in small letters, less those that say nothing."""
    return frozenset(w for role in roles for w in _WORD.findall(role.casefold())) - _SMALL


def role_fields(roles: Iterable[str]) -> frozenset[str]:
    """The fields of work that roles belong to, as far as they are known."""
    return frozenset(_TRADES[w] for w in role_words(roles) if w in _TRADES)
