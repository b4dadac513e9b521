"""Whom a figure counts, where the words say so: civilians, combatants or children."""

from __future__ import annotations

import re

from sayso.records import Victims

_CHILD = (
    "child children girl girls boy boys kid kids baby babies infant infants toddler toddlers minors schoolchildren "
    "schoolgirl schoolgirls schoolboy schoolboys newborns newborn teenager teenagers pupils"
)
_CIVILIAN = "civilian civilians noncombatants non-combatants bystander bystanders passers-by"
_COMBATANT = (
    "soldier soldiers troops fighter fighters combatant combatants militant militants insurgent insurgents rebel "
    "rebels gunman gunmen militiaman militiamen serviceman servicemen guerrilla guerrillas jihadist "
    "jihadists paratrooper "
    "paratroopers marines commandos"
)
_WHO: dict[str, Victims] = {
    **dict.fromkeys(_COMBATANT.split(), "combatant"),
    **dict.fromkeys(_CIVILIAN.split(), "civilian"),
    **dict.fromkeys(_CHILD.split(), "child"),
}
"""Words that say it themselves; whether a villager or a journalist was a civilian is for a reader to say."""
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OF_THEM = re.compile(r"\s{1,2}of\s{1,2}(?:them|whom)(?:\s{1,2}(?:were|are|being))?\s{1,2}([\w-]+)")


def victims(text: str, start: int, end: int, limit: int) -> Victims | None:
    """Whom a figure whose noun phrase is in `text[start:end]` counts, by it or by an "of them …" after it."""
    of_them = _OF_THEM.match(text, end, limit)
    words = text[start:end] + (f" {of_them.group(1)}" if of_them else "")
    said = [_WHO[w] for w in _WORD.findall(words.lower()) if w in _WHO]
    return said[-1] if said else None
