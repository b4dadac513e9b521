"""What sort of source somebody is."""

from __future__ import annotations

from sayso.reading.speakers.cast import Someone
from sayso.reading.speakers.lexicon import COUNTRY_OF, METONYMS
from sayso.reading.speakers.mentions import Mentions
from sayso.reading.speakers.sources import Source
from sayso.reading.voices import sort_of
from sayso.records import VoiceSort

_REST = 40
"""Code points after the head of a source within which it may say whose it is."""


def sort_of_someone(who: Someone, mentions: Mentions) -> VoiceSort:
    """The sort of somebody who is mentioned."""
    if who.kind == "person":
        return "unnamed" if who.unnamed and not _introduced_as_somebodys(who, mentions) else "person"
    if who.kind in ("outlet", "group"):
        return "outlet" if who.kind == "outlet" else "group"
    low = " ".join(who.lows)
    if who.kind == "place" or low in COUNTRY_OF or low in METONYMS:
        return "government"
    sort = sort_of(who.name)
    return sort if sort in ("institution", "government", "outlet", "document", "group") else "institution"


def sort_of_source(source: Source) -> VoiceSort:
    """The sort that the words tell, a capital at the beginning of a sentence not taken for a name's."""
    text = source.text
    if not any(m.form is None for m in source.within(source.start, source.head)) and not text[:2].isupper():
        text = text[:1].lower() + text[1:]
    return sort_of(text)


def affiliated(source: Source) -> bool:
    """Whether a name says whose the one described is: "a Brandt spokesman", "an aide to Ms Brandt"."""
    return any(m.form is None and m.start < source.head + _REST for m in source.mentions)


def _introduced_as_somebodys(who: Someone, mentions: Mentions) -> bool:
    if not who.mentions:
        return False
    return any(m.form is None for m in mentions.within(*who.mentions[0]))
