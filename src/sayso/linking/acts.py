"""Who is said to have done what: the deeds that only one can have done, and their doers.

A deed is a verb of causing, ordering, beginning, harming or making (the classes of VerbNet that one doer answers for:
order-60, begin-55.1, engender-27, murder-42.1, destroy-44, hit-18, create-26.4, steal-10.5, Kipper Schuler 2005),
or its noun ("an order for"), with what it was done to. The doer is the speaker last mentioned before it in the
same content, or after "by".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sayso.linking.evidence import Excerpt
from sayso.linking.prepared import Prepared
from sayso.linking.sayings import Saying
from sayso.linking.words import Word, spelt, stems, words
from sayso.reading.cues import FORMS
from sayso.reading.voices import sort_of
from sayso.records import Statement

_DEEDS = {
    spelt(verb)[1]: spelt(verb)[1]
    for verb in (
        "order authorise authorize approve command instruct start begin launch trigger cause provoke ignite spark open "
        "fire shoot kill murder assassinate bomb shell strike attack hit ram sink destroy demolish burn torch blow "
        "plant detonate sabotage cut break breach steal leak hack forge write draft sign invent discover create found "
        "poison stab strangle push beat abduct kidnap arrest dismiss sack veto block cancel delete shred alter falsify "
        "disconnect disable remove"
    ).split()
} | {
    "shot": "shoot", "fir": "fire", "fire": "fire", "began": "begin", "struck": "strik", "sank": "sink", "sunk": "sink",
    "burnt": "burn", "blew": "blow", "broke": "break", "broken": "break", "stole": "steal", "stolen": "steal",
    "wrote": "writ", "written": "writ", "writ": "writ", "beaten": "beat", "authoris": "authoriz",
}  # fmt: skip
_NOUNS = frozenset(stems("order command instruction authorisation authorization approval attack strike"))
_NOUN_FORMS = frozenset("order command attack strike fire".split())
_BEFORE_NOUN = frozenset("a an the verbal written direct his her their".split())
_GIVEN = frozenset(stems("issue give gave sign write send sent make made deliver launch carry"))
_UNREAL = frozenset(
    "not never would could should might may will can to if whether deny denies denied denying without won't didn't "
    "wouldn't couldn't nobody no".split()
)
_BE = frozenset("is are was were been being be".split())
_STOP_OBJECT = frozenset(
    """on in at that who which when after before because against as to by with from while and but off near over under
    above below across along around behind beside between beyond despite during inside outside into onto out past
    since through throughout toward towards until upon within without""".split()
)
_LEADING = frozenset("for of".split())
_CALLED = re.compile(r"(?:\b[A-Z][\w’'-]*[ “”\"]+)+$")
"""Titles and given names right before a name: "Vice-Admiral Ada “Tess” " before "Lindqvist"."""
_CLAUSE_END = re.compile(r"[.;:!?]|,\s(?:and|but|who|which|when|while|after)\b")
_LONGEST = 7
_HAD = frozenset("had have has having got".split())
_HAVE = frozenset("has have had".split())
_TITLE = 3
"""Words that a title and a relative pronoun before it may be."""
_REACH = 90
"""Code points before a deed in which its doer is looked for."""


@dataclass(frozen=True, slots=True)
class Doer:
    """Who did it: the words, the stems of all names and roles known of the speaker, and whether it is one person."""

    name: str
    known_by: frozenset[str]
    person: bool

    def may_be(self, other: Doer) -> bool:
        """Whether two doers may be one, or one have acted for the other."""
        return bool(self.known_by & other.known_by) or self.person != other.person


@dataclass(frozen=True, slots=True)
class Act:
    """A deed, what it was done to, who did it, and on whose word."""

    deed: str
    done_to: frozenset[str]
    head: str
    doer: Doer
    saying: Saying
    where: Excerpt


def acts(prepared: Prepared, found: Sequence[Saying]) -> tuple[Act, ...]:
    """The deeds that an article's sayings lay to somebody; of statements within each other, the innermost's."""
    telling = [s for s in found if not (s.denied or s.stance in ("asks", "declines") or s.stems.isdisjoint(_DEEDS))]
    if not telling:
        return ()
    mentions = _mentions(prepared)
    by_id = {s.id: s for s in prepared.reading.statements}
    made: dict[int, Act] = {}
    for saying in telling:
        spans = _spans(saying, by_id)
        for at, act in _acts(prepared, saying, spans, mentions):
            before = made.get(at)
            if before is None or len(act.saying.voices) > len(before.saying.voices):
                made[at] = act
    return tuple(made[at] for at in sorted(made))


def _mentions(prepared: Prepared) -> list[tuple[int, int, Doer]]:
    """Whoever may have done something, by place: the speakers, and people and bodies that are named and say nothing."""
    spoke = [
        (m.start, m.end, _doer_of(prepared, speaker.name, speaker.sort == "person", speaker.roles, m.start, m.end))
        for speaker in prepared.reading.speakers
        for m in speaker.mentions
    ]
    taken = sorted((start, end) for start, end, _ in spoke)
    text = prepared.article.text
    silent = []
    for name in prepared.reading.names:
        if name.sort == "person" and not any(a < name.end and name.start < b for a, b in taken):
            before = _CALLED.search(text, max(0, name.start - _REACH), name.start)
            start = before.start() if before else name.start
            doer = _doer_of(prepared, text[start : name.end], True, (), start, name.end)
            silent.append((name.start, name.end, doer))
    return sorted((*spoke, *silent), key=lambda m: m[:2])


def at_odds(one: Act, other: Act) -> bool:
    """Whether two acts are one deed laid to different doers by different voices."""
    if one.deed != other.deed or one.head != other.head or one.saying.voice == other.saying.voice:
        return False
    shared = one.done_to & other.done_to
    return (
        not one.doer.may_be(other.doer)
        and len(shared) >= min(2, len(one.done_to), len(other.done_to))
        and (len(shared) > 1 or one.done_to == other.done_to)
        and not _ordinals(one) ^ _ordinals(other)
    )


_ORDINALS = frozenset("first second third fourth fifth sixth last previous earlier later".split())


def _ordinals(act: Act) -> frozenset[str]:
    return act.done_to & _ORDINALS


def _spans(saying: Saying, by_id: dict[str, Statement]) -> list[tuple[int, int]]:
    statement = by_id.get(saying.statement or "")
    if statement is None:
        return [(saying.where.start, saying.where.end)]
    return sorted((c.start, c.end) for c in statement.content)


def _acts(
    prepared: Prepared, saying: Saying, spans: list[tuple[int, int]], mentions: list[tuple[int, int, Doer]]
) -> Iterator[tuple[int, Act]]:
    text = prepared.article.text
    own = tuple(w for a, b in spans for w in words(text, a, b))
    for i, word in enumerate(own):
        deed = _DEEDS.get(word.stem)
        # "Coal-fired" is no deed.
        if (
            deed is None
            or text[word.start - 1 : word.start] == "-"
            or any(w.low in _UNREAL or w.low.endswith("n't") for w in own[max(0, i - 3) : i])
        ):
            continue
        is_noun = word.low in _NOUN_FORMS or (word.stem in _NOUNS and i > 0 and own[i - 1].low in _BEFORE_NOUN)
        if is_noun and not any(w.stem in _GIVEN for w in own[max(0, i - 4) : i]):
            continue
        passive = i > 0 and any(w.low in _BE for w in own[max(0, i - 2) : i])
        if passive:
            agent, done_to = _passive(prepared, own, i, mentions)
        else:
            saying, here = _without_aside(own, i, saying, mentions)
            agent = _before(text, own, i, spans, here, phrases=not is_noun and len(here) == len(mentions))
            done_to = _object(text, own[i + 1 :], word.end)
            if not done_to and (caused := _caused(own, i)):
                at, done_to = caused
                agent = _before(text, own, at, spans, here, phrases=True)
        if agent is not None and done_to:
            where = prepared.excerpt(saying.where.start, saying.where.end)
            yield word.start, Act(deed, frozenset(done_to), done_to[-1], agent, saying, where)


def _caused(own: Sequence[Word], i: int) -> tuple[int, list[str]] | None:
    """In "the council had the siren disconnected" where "had" stands, and what it was done to."""
    for at in range(i - 2, max(-1, i - 2 - _LONGEST), -1):
        if own[at].low in _HAD:
            done_to = [w.stem for w in own[at + 1 : i] if w.stem]
            determined = own[at + 1].low in _BEFORE_NOUN or own[at + 1].low in ("the", "a", "an")
            return (at, done_to) if done_to and determined else None
        if own[at].low in _BE:
            return None
    return None


def _without_aside(
    own: Sequence[Word], i: int, saying: Saying, mentions: list[tuple[int, int, Doer]]
) -> tuple[Saying, list[tuple[int, int, Doer]]]:
    """Puts aside who says so in "the admiral, who the minister claimed ordered it": no doer, but a further voice."""
    for start, end, doer in mentions:
        between = [w.low for w in own[:i] if end <= w.start]
        if end <= own[i].start and between and all(w in FORMS or w in _HAVE for w in between):
            before = [w.low for w in own[:i] if w.end <= start][-_TITLE:]
            if not {"who", "whom", "which", "that"}.isdisjoint(before):
                kept = [m for m in mentions if not start <= m[0] < own[i].start]
                return replace(saying, voices=(*saying.voices, doer.name)), kept
    return saying, mentions


def _object(text: str, after: Sequence[Word], end: int) -> list[str]:
    """The stems of what a deed was done to, its head last."""
    found: list[str] = []
    for word in after[:_LONGEST]:
        if _CLAUSE_END.search(text, end, word.start) or (word.low in _STOP_OBJECT):
            break
        if word.stem:
            found.append(word.stem)
        elif word.low in _LEADING and found:
            break
    return found


def _before(
    text: str,
    own: Sequence[Word],
    i: int,
    spans: list[tuple[int, int]],
    mentions: list[tuple[int, int, Doer]],
    *,
    phrases: bool,
) -> Doer | None:
    """The doer before an active verb: the last speaker mentioned in the content, or the words right before.

    Before a noun ("by issuing a verbal order for") the words right before are no doer: `phrases` is False.
    """
    least = max(own[i].start - _REACH, own[0].start)
    inside = [m for m in mentions if least <= m[0] and m[1] <= own[i].start and any(a <= m[0] < b for a, b in spans)]
    phrase: list[Word] = []
    for word in reversed(own[:i] if phrases else ()):
        if not word.stem and phrase and word.low in ("the", "a", "an"):
            break
        if not word.stem and (phrase or word.low not in ("has", "have", "had", "who", "then", "also")):
            break
        if word.stem:
            phrase.insert(0, word)
        if len(phrase) > 5:
            break
    if inside and (not phrase or inside[-1][1] > phrase[0].start or text[phrase[-1].start].islower()):
        return inside[-1][2]
    if not phrase:
        return None
    name = text[phrase[0].start : phrase[-1].end]
    capital = any(text[w.start].isupper() for w in phrase)
    plural = phrase[-1].low.endswith("s")
    person = (
        (sort_of(name) == "person" and not plural) if capital else sort_of(f"the {name}") == "person" and not plural
    )
    return Doer(name, frozenset(w.stem for w in phrase), person)


def _passive(
    prepared: Prepared, own: Sequence[Word], i: int, mentions: list[tuple[int, int, Doer]]
) -> tuple[Doer | None, list[str]]:
    """Doer and object of "the strike was ordered by the admiral"."""
    text = prepared.article.text
    by = next((j for j in range(i + 1, min(i + 5, len(own))) if own[j].low == "by"), None)
    if by is None or by + 1 >= len(own):
        return None, []
    agent = next((d for a, b, d in mentions if own[by].end <= a <= own[by].end + 12), None)
    if agent is None:
        phrase = [w for w in own[by + 1 : by + 5] if w.stem]
        if not phrase or _CLAUSE_END.search(text, own[by].end, phrase[-1].start):
            return None, []
        name = text[phrase[0].start : phrase[-1].end]
        agent = Doer(name, frozenset(w.stem for w in phrase), sort_of(name) == "person")
    done_to: list[str] = []
    for word in reversed(own[max(0, i - _LONGEST) : i]):
        if word.low in _BE:
            continue
        if not word.stem and done_to and word.low not in ("a", "an", "the", "of"):
            break
        if word.stem:
            done_to.insert(0, word.stem)
    return agent, done_to


def _doer_of(prepared: Prepared, name: str, person: bool, roles: Sequence[str], start: int, end: int) -> Doer:
    known = " ".join((name, *roles, prepared.article.text[start:end]))
    return Doer(name, stems(known), person)
