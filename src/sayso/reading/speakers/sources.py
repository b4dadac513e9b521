"""Who a source's words name: "the port's lawyer, Maren Oduya", "Brandt's speech", "Ilse Brandt and Tom Ek".

Each way of naming is a function from a source to the mention, or the group, that it names, or None.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.cues import word_set
from sayso.reading.speakers.cast import Someone, add_role
from sayso.reading.speakers.lexicon import BODY_NOUNS, OUTLET_NOUNS, ROLES
from sayso.reading.speakers.mentions import Mention
from sayso.reading.speakers.phrases import unpossessed
from sayso.reading.speakers.references import PRONOUNS
from sayso.reading.speakers.scene import Scene

_OBJECT_CLAUSE = re.compile(r",\s(?:who|whom|which|that)\s(?=(?:[A-Z][\w.’'-]*\s?){1,4}$)")
_AND = re.compile(r",?\s(?:and|or)\s(?:[\w.-]+\s){0,4}")
_LISTED = re.compile(r",\s(?:[A-Z][\w.-]*\s){0,3}")
_ROLE_AND = re.compile(r"[\w-]+(?:\s[\w-]+){0,3}\sof\s(?:[\w-]+\s){1,4}and\s(?:[\w.-]+\s){1,5}")
_HIS_WORDS = re.compile(
    r"['’]s?\s(?:[\w-]+\s){0,3}(?:speech|remarks?|comments?|words|answers?|arguments?|positions?|proposals?|plans?|policy|policies|"
    r"rhetoric|criticisms?|attacks?|views?|claims?|suggestions?|response|reply|call|calls|warning|warnings|accusations?|"
    r"allegations?|promises?|pledges?|denials?|decision)$"
)
_OUTLET_AFTER = re.compile(r"\s(?:news\sagency|newspaper|magazine|website|network|tabloid|blog)$")
_ROLE_WORD = re.compile(r"[\w-]+")
_PRONOUN_FORMS = frozenset(PRONOUNS.values())
_WHAT_BODIES_ARE = (
    BODY_NOUNS | OUTLET_NOUNS | word_set("owner operator parent publisher developer supplier contractor rival landlord")
)
_CLOSED = re.compile(r",|$")


class Source(NamedTuple):
    """The words of a source at `[start, end)`; those up to `head` hold what it is, and the rest says more of it."""

    start: int
    end: int
    head: int
    text: str
    mentions: tuple[Mention, ...]
    """Those in its words, in order of place."""

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions in a part of the words, a possessive mark at the end left out of account."""
        return [m for m in self.mentions if start <= m.start < end and m.end <= end + 1]


def source_of(scene: Scene, span: Offsets, head: int) -> Source:
    """The source at a span of the text whose head's words end at `head`."""
    start, end = span
    return Source(start, end, head, scene.words.text[start:end], tuple(scene.mentions.within(start, end)))


def named_by(scene: Scene, source: Source) -> Mention | None:
    """The name that a source's words come down to, of somebody who speaks in them."""
    if not source.mentions:
        return None
    text = scene.words.text
    return (
        _relative(text, source)
        or _twofold(text, source)
        or _named(text, source, source.start, source.head)
        or _called(text, source)
        or _his_words(text, source)
    )


def _named(text: str, source: Source, start: int, end: int) -> Mention | None:
    """The name that a part of the words ends with."""
    last = unpossessed(text, start, end)
    for mention in source.within(start, end):
        if mention.form is None and mention.end >= last - 1:
            return mention
    return None


def _relative(text: str, source: Source) -> Mention | None:
    """The name that ends words such as "the clerk, who Ms Ek": a clause about another, which she speaks."""
    found = _OBJECT_CLAUSE.search(text, source.start, source.end)
    return None if found is None else _named(text, source, found.end(), unpossessed(text, source.start, source.end))


def _twofold(text: str, source: Source) -> Mention | None:
    """The name after two roles, the first with an "of": "secretary of state and candidate Ilse Brandt"."""
    comma = text.find(",", source.start, source.end)
    named = _named(text, source, source.start, source.end if comma < 0 else comma)
    if named is None or named.who is None or named.who.kind != "person":
        return None
    return named if _ROLE_AND.fullmatch(text, source.start, named.start) else None


def _called(text: str, source: Source) -> Mention | None:
    """The name that comes before what it is: "the Reuters news agency"."""
    noun = _OUTLET_AFTER.search(text, source.start, source.head)
    if noun is None:
        return None
    named = _named(text, source, source.start, noun.start())
    if named is not None and named.who is not None and named.who.kind in ("body", "other", "outlet"):
        named.who.kind = "outlet"
        return named
    return None


def _his_words(text: str, source: Source) -> Mention | None:
    """Whose words speak: "Brandt's victory speech" is Brandt."""
    noun = _HIS_WORDS.search(text, source.start, source.head)
    return None if noun is None else _named(text, source, source.start, noun.start())


def listed(text: str, source: Source) -> list[Mention] | None:
    """Those who speak together: "Ilse Brandt, Tom Ek and Maren Oduya", "he and Ms Oduya"."""
    named = [m for m in source.mentions if m.form is None and m.who is not None]
    first = source.mentions[0]
    if first.form in ("he", "she") and first.start == source.start and first.who is not None:
        named.insert(0, first)
    if len(named) < 2 or named[0].end > source.head:
        return None
    for one, other in pairwise(named):
        between = text[one.end : other.start]
        if _AND.fullmatch(between) and one.who is not other.who:
            return named
        if not _LISTED.fullmatch(between):
            return None
    return None


def apposed_in(text: str, source: Source) -> Someone | None:
    """The one named after a comma that says who a described one is: "his lawyer, Maren Oduya"."""
    head = _ROLE_WORD.findall(text[source.start : source.head].casefold())
    kinds = {"person"} if any(w in ROLES for w in head) else set()
    if head and head[-1] in _WHAT_BODIES_ARE:
        kinds |= {"body", "outlet", "other"}
    for mention in source.within(source.head, source.end) if kinds else ():
        if mention.form is None and mention.who is not None and mention.who.kind in kinds:
            before = text[mention.start - 2 : mention.start]
            if before == ", " and _CLOSED.match(text[mention.end : source.end].strip()):
                add_role(mention.who, " ".join(text[source.start : mention.start - 2].split()))
                mention.who.titled_only = False
                return mention.who
    return None


def reference_in(source: Source) -> Mention | None:
    """The reference that the head's words are: "the mayor"."""
    for mention in source.mentions:
        if mention.reference is None or mention.end < source.head - 2 or mention.start > source.start + 12:
            continue
        if mention.start < source.head or mention.form not in _PRONOUN_FORMS:
            return mention
    return None
