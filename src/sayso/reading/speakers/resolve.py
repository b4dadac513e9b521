"""Every voice of a reading resolved to a speaker, where a careful reader could."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.reading.attribution import Offsets
from sayso.reading.speakers.cast import Someone
from sayso.reading.speakers.described import described
from sayso.reading.speakers.descriptions import BY_FIELD
from sayso.reading.speakers.documents import brought_in
from sayso.reading.speakers.mentions import Mention
from sayso.reading.speakers.names import Kind
from sayso.reading.speakers.phrases import unpossessed
from sayso.reading.speakers.references import PRONOUNS
from sayso.reading.speakers.scene import Scene, read_scene
from sayso.reading.speakers.sorts import affiliated, sort_of_someone, sort_of_source
from sayso.reading.speakers.sources import Source, apposed_in, listed, named_by, reference_in, source_of
from sayso.reading.voices import is_pronoun, name_of, sort_of
from sayso.records import Article, Name, Notice, Speaker, Statement, Voice, VoiceSort
from sayso.records import Mention as Place

_ONE_OF_MANY = re.compile(r"(?:at least |almost |nearly )?(?:a|an|another|one|one of)\s", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|his|her|their|its|this|that)\s", re.IGNORECASE)
_NEW_GROUP = re.compile(
    r"(?:an?\s)?(?:[\w-]+\s){0,2}(?:groups?|coalition|crowd|array|handful|number|couple|series|team|band|majority)\sof\s",
    re.IGNORECASE,
)
"""Words that bring in a group as a new one, whoever like them has been spoken of."""
_APPOSED_BEFORE = re.compile(r",\s(?:an?|the|one of the)\s[^,.;:“”\"\n]{3,60}\s$")
_WORD = re.compile(r"[\w-]+")
_WORD_OF_HEAD = re.compile(r"[\w'-]+")
_LONG = 90
"""Code points beyond which a group's words are more than a name for it."""
_OPENING = 400
"""Code points from the beginning within which a description may stand before the name."""
_AUTHOR = re.compile(
    r"(?:[A-Z][\w.’'-]+\s){1,3}[A-Z][\w’'-]+\b(?:,\s[^.\n]{3,120},)?\s(?:is|was|has been|serves as|teaches|writes)\s"
)

_Found = tuple[Someone | None, VoiceSort]
"""Who a voice is, where that is known, and its sort."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """Statements whose voices name speakers, the speakers, and what could not be resolved."""

    statements: tuple[Statement, ...]
    speakers: tuple[Speaker, ...]
    notices: tuple[Notice, ...]


def resolve(
    article: Article, paragraphs: Sequence[Offsets], statements: Sequence[Statement], names: Sequence[Name]
) -> Resolved:
    """Resolve the voices of an article's statements.

    Args:
        article: the article; its byline is who "I" is outside quotations.
        paragraphs: where its paragraphs are, `[start, end)`, in order.
        statements: its statements, each after the one that reports it.
        names: the names that the tagger found, in order of place; none are needed.
    """
    if not statements:
        return Resolved((), (), ())
    return _Voices(article, read_scene(article.text, paragraphs, statements, names)).taken(statements)


class _Voices:
    """The voices of one article's statements."""

    def __init__(self, article: Article, scene: Scene) -> None:
        self._text = article.text
        self._article = article
        self._scene = scene
        self._mentions = scene.mentions
        self._phrases: dict[str, Someone] = {}
        self._speakers: dict[int, tuple[Someone, str, VoiceSort]] = {}

    def taken(self, statements: Sequence[Statement]) -> Resolved:
        """The statements with their voices, and the speakers in order of their first words."""
        # A pronoun in the first person needs the speaker of the quotation, whose voice may come later.
        order = sorted(range(len(statements)), key=lambda i: (_first_person(statements[i].source), i))
        met: dict[int, tuple[Voice, Someone | None]] = {}
        for number in order:
            met[number] = self._voice(statements[number].source, number)
            self._scene.said[number].who = met[number][1]
        done: list[Statement] = []
        chains: dict[str, tuple[Voice, ...]] = {}
        for number, statement in enumerate(statements):
            source = met[number][0]
            outer = () if statement.within is None else chains[statement.within]
            chains[statement.id] = (*outer, source)
            done.append(replace(statement, source=source, voices=chains[statement.id]))
        whose = [met[number][1] for number in range(len(done))]
        return Resolved(tuple(done), tuple(self._listed()), tuple(_notices(done, whose)))

    def _voice(self, voice: Voice, number: int) -> tuple[Voice, Someone | None]:
        """A voice with name, sort and speaker, and who it is."""
        words, start, end = voice.text, voice.start, voice.end
        if start is None or end is None or words is None:
            return voice, None
        who, sort = self._whose(voice, (start, end), number)
        if sort == "unnamed":
            # "he" is described where he was brought in: "a lobbyist".
            place = who.mentions[0] if who is not None and who.mentions else (start, end)
            return Voice(words, start, end, None, sort, described=described(self._text, place)), who
        if who is None:
            name = None if is_pronoun(words) else voice.name or name_of(words)
            return Voice(words, start, end, name, sort), None
        _, speaker, first_sort = self._speakers.setdefault(id(who), (who, f"s{len(self._speakers) + 1}", sort))
        return Voice(words, start, end, who.name, first_sort, speaker), who

    def _whose(self, voice: Voice, span: Offsets, number: int) -> _Found:
        text = self._text[span[0] : span[1]]
        low = text.casefold()
        if low.startswith("who ") and len(text) > 4:
            return self._whose(voice, (span[0], span[0] + 3), number)
        form = PRONOUNS.get(low)
        if form == "i" or form == "we":
            return self._first(span, number, form)
        if low in ("that", "which"):
            return self._antecedent(span, voice.sort)
        if is_pronoun(text):
            mention = self._mentions.first_in(*span)
            who = None if mention is None else mention.who
            return who, voice.sort if who is None else self._sort(who)
        return self._worded(source_of(self._scene, span, self._scene.said[number].head_end))

    def _worded(self, source: Source) -> _Found:
        """Who a source is that is more than a pronoun."""
        sort = sort_of_source(source)
        named = named_by(self._scene, source)
        if named is not None and named.who is not None:
            together = listed(self._text, source)
            if together is not None:
                return self._together(source, together), "group"
            if not (sort == "document" and named.end < source.head - 2):
                return named.who, self._sort(named.who)
        apposition = apposed_in(self._text, source)
        if apposition is not None:
            return apposition, self._sort(apposition)
        if sort == "document":
            return self._phrase(source, sort), sort
        return self._described(source, sort)

    def _described(self, source: Source, sort: VoiceSort) -> _Found:
        """Who is described rather than named."""
        if sort == "group" and _NEW_GROUP.match(source.text):
            return self._phrase(source, sort), sort
        mention = reference_in(source)
        if sort == "unnamed" and not self._definite(source):
            fuller = None if mention is None or mention.form != "group" else _fuller(mention)
            if fuller is not None:
                return fuller, "group"
            if not _ONE_OF_MANY.match(source.text):
                return None, "unnamed"
        if mention is not None and mention.who is not None:
            if mention.who.unnamed and affiliated(source):
                # As with several ("Brandt aides"), whose they are is as much of a name as the article gives.
                mention.who.unnamed, mention.who.name = False, name_of(source.text)
            if (
                mention.who.kind == "group"
                and mention.start == source.start
                and len(source.text) < _LONG
                and source.text.count(" ") > mention.who.name.count(" ")
            ):
                mention.who.name = name_of(source.text)
            return mention.who, self._sort(mention.who)
        if (ahead := self._ahead(source)) is not None:
            return ahead, self._sort(ahead)
        if sort in ("person", "unnamed") and _ONE_OF_MANY.match(source.text):
            sort = "person" if affiliated(source) else "unnamed"
        return (None, sort) if sort == "unnamed" else (self._phrase(source, sort), sort)

    def _antecedent(self, span: Offsets, sort: VoiceSort) -> _Found:
        """What stands right before "that" or "which"."""
        before = [m for m in self._mentions.within(max(0, span[0] - 120), span[0]) if m.who is not None]
        if (apposed := _APPOSED_BEFORE.search(self._text, max(0, span[0] - 90), span[0])) is not None:
            # "Lonnard Forward, a group that backs her": the name, not what it is
            of = next((m.who for m in before if m.end == apposed.start() and m.form is None), None)
            if of is not None and of.kind != "person":
                return of, self._sort(of)
        if before and before[-1].end >= span[0] - 2 and (who := before[-1].who) is not None and who.kind != "person":
            return who, self._sort(who)
        words = _WORD.findall(self._text[max(0, span[0] - 40) : span[0]])
        if words and (found := sort_of(words[-1].casefold())) in ("document", "group"):
            return None, found
        return None, sort

    def _ahead(self, source: Source) -> Someone | None:
        """Who is described before being named: "a House panel" in the first lines, "Lawmaker urges" in a headline."""
        words = _WORD_OF_HEAD.findall(self._text[source.start : source.head])
        if not words or source.start > _OPENING or words[0].casefold() in ("his", "her", "their", "my", "our"):
            return None
        head = words[-1].casefold()
        capitals = {w.casefold() for w in words[:-1] if w[0].isupper() and w.casefold() not in ("a", "an", "the")}
        others = {w for w in words[:-1] if w.islower()}
        return self._scene.descriptions.ahead(head, capitals if len(words) > 1 else set(), others)

    def _definite(self, source: Source) -> bool:
        """Whether the phrase is definite ("the spokesman", "Brandt's lawyer"), so that somebody may be meant."""
        text = self._text[source.start : source.head]
        return bool(_DEFINITE.match(text)) or "’s " in text or "'s " in text

    def _first(self, span: Offsets, number: int, form: str) -> _Found:
        """Who "I" is: whoever's words it stands in, or who wrote the article."""
        words, said = self._scene.words, self._scene.said
        at = words.at(span[0])
        quote = words.words[at].quote if at < len(words.words) else -1
        outer = said[number].within
        who = None if outer is None else said[outer].who
        if who is None and quote >= 0:
            who = self._scene.speaker_of(quote)
        if who is None and quote < 0 and outer is None:
            who = self._author()
        if form == "i":
            return (who, self._sort(who)) if who is not None and who.kind != "group" else (who, "person")
        if who is not None and who.kind != "person":
            return who, self._sort(who)
        return None, "group"

    def _author(self) -> Someone | None:
        """Who wrote the article: its byline, or a last line that says who somebody is."""
        cast, words = self._scene.cast, self._scene.words
        if self._article.byline:
            name = " ".join(self._article.byline.split()).removeprefix("By ").removeprefix("by ")
            known = (s for s in cast.everyone if s.kind == "person" and s.name.casefold() == name.casefold())
            return next(known, None) or self._kept(name, "person")
        last = max((w.paragraph for w in words.words), default=-1)
        for paragraph in (last, last - 1):
            row = [w for w in words.words if w.paragraph == paragraph]
            if row and _AUTHOR.match(self._text, row[0].start, row[-1].end):
                named = (n.who for n in cast.named if n.start >= row[0].start and n.who.kind == "person")
                return next(named, None)
        return None

    def _together(self, source: Source, named: Sequence[Mention]) -> Someone:
        """The group of several who are named together."""
        members = [m.who for m in named if m.who is not None]
        plain = len(members) == 2 and named[-1].end >= source.end - 1
        someone = self._scene.descriptions.both(members) if plain else self._phrase(source, "group")
        someone.kind, someone.members = "group", tuple(members)
        someone.mentions.append((source.start, source.end))
        return someone

    def _kept(self, name: str, kind: Kind) -> Someone:
        key = name.casefold()
        if key not in self._phrases:
            self._phrases[key] = Someone(kind=kind, name=name, lows=tuple(key.split()), titled_only=False)
        return self._phrases[key]

    def _phrase(self, source: Source, sort: VoiceSort) -> Someone:
        """Someone known by no more than these words."""
        kinds: dict[VoiceSort, Kind] = {"person": "person", "group": "group", "outlet": "outlet", "document": "other"}
        words = self._text[source.start : unpossessed(self._text, source.start, source.end)]
        name = (
            brought_in(self._text, source.start, self._text[source.start : source.head]) if sort == "document" else None
        )
        someone = self._kept(name or self._owned(source, words), kinds.get(sort, "body"))
        someone.mentions.append((source.start, source.end))
        return someone

    def _owned(self, source: Source, words: str) -> str:
        """The words as a name, with whose it is for "his": "Ilse Brandt's brief" for "her brief"."""
        first = source.mentions[0] if source.mentions else None
        if first is None or first.start != source.start or first.who is None or first.who.unnamed:
            return name_of(words)
        pronoun = words.partition(" ")[0].casefold()
        rest = name_of(words[len(pronoun) :].strip())
        if (
            pronoun not in ("his", "her", "its", "their")
            or first.end != first.start + len(pronoun)
            or rest[:4] == "and "
        ):
            return name_of(words)
        whose = "'" if first.who.name.endswith("s") else "'s"
        return f"{first.who.name}{whose} {rest}"

    def _sort(self, who: Someone) -> VoiceSort:
        return sort_of_someone(who, self._mentions)

    def _listed(self) -> list[Speaker]:
        listed = []
        for who, number, sort in self._speakers.values():
            mentions = tuple(Place(a, b) for a, b in sorted(set(who.mentions)))
            listed.append(Speaker(number, who.name, sort, tuple(who.roles), mentions, not _never_introduced(who)))
        return listed


def _first_person(voice: Voice) -> bool:
    return voice.text is not None and PRONOUNS.get(voice.text.casefold()) in ("i", "we")


def _fuller(mention: Mention) -> Someone | None:
    """The group that bare "experts" are, where other words for them say which: "labour experts"."""
    who = mention.who
    if who is None or len(who.lows) < 2 or mention.reference is None:
        return None
    return who if mention.reference.head in BY_FIELD else None


def _never_introduced(who: Someone) -> bool:
    """Whether a person is named by title and surname alone."""
    return who.kind == "person" and who.titled_only and len(who.lows) < 2


def _notices(statements: Sequence[Statement], whose: Sequence[Someone | None]) -> list[Notice]:
    """What a reader should know of voices that no one could be found for, or who are never introduced."""
    notices: dict[Offsets, Notice] = {}
    for statement, who in zip(statements, whose, strict=True):
        text, start, end = statement.source.text, statement.source.start, statement.source.end
        if text is None or start is None or end is None:
            continue
        if who is None and statement.source.sort != "unnamed" and statement.source.name is None:
            why = "which person or body this refers to has not been resolved"
        elif who is not None and _never_introduced(who):
            why = "mentioned by title and surname only; never introduced"
            if text.count(who.name) == 1:
                text, start = who.name, start + text.index(who.name)
                end = start + len(text)
        else:
            continue
        notices[start, end] = Notice("unresolved-voice", text, start, end, why)
    return [notices[place] for place in sorted(notices)]
