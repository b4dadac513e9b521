"""Every voice of a reading resolved to a speaker, where a careful reader could."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from sayso.reading.attribution import Offsets
from sayso.reading.speakers.cast import Cast, Someone, add_role
from sayso.reading.speakers.described import described
from sayso.reading.speakers.descriptions import BY_FIELD
from sayso.reading.speakers.lexicon import COUNTRY_OF, METONYMS, ROLES
from sayso.reading.speakers.names import runs
from sayso.reading.speakers.phrases import head_end, unpossessed
from sayso.reading.speakers.references import PRONOUNS
from sayso.reading.speakers.scene import Mention, Said, Scene
from sayso.reading.speakers.tokens import tokens
from sayso.reading.voices import is_pronoun, name_of, sort_of
from sayso.records import Article, Name, Notice, Speaker, Statement, Voice, VoiceSort
from sayso.records import Mention as Place

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
_ONE_OF_MANY = re.compile(r"(?:at least |almost |nearly )?(?:a|an|another|one|one of)\s", re.IGNORECASE)
_REST = 40
"""Code points after the head of a source within which it may say whose it is."""
_LONG = 90
"""Code points beyond which a group's words are more than a name for it."""
_OPENING = 400
"""Code points from the beginning within which a description may stand before the name."""
_AUTHOR = re.compile(
    r"(?:[A-Z][\w.’'-]+\s){1,3}[A-Z][\w’'-]+\b(?:,\s[^.\n]{3,120},)?\s(?:is|was|has been|serves as|teaches|writes)\s"
)


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
    scene = read_scene(article.text, paragraphs, statements, names)
    return _Voices(article, scene).taken(statements)


def read_scene(
    text: str, paragraphs: Sequence[Offsets], statements: Sequence[Statement], names: Sequence[Name]
) -> Scene:
    """Everyone whom a text mentions and where, with what `resolve` says of statements and names."""
    words = tokens(text, paragraphs)
    return Scene(words, Cast(words, runs(words, names)), said_of(statements))


def said_of(statements: Sequence[Statement]) -> list[Said]:
    """What a scene needs of statements, in their order."""
    places = {s.id: i for i, s in enumerate(statements)}
    return [
        Said(
            source=None if s.source.start is None or s.source.end is None else (s.source.start, s.source.end),
            content=tuple((c.start, c.end) for c in s.content),
            direct=s.kind == "direct" or s.kind == "mixed",
            within=None if s.within is None else places[s.within],
        )
        for s in statements
    ]


class _Voices:
    """The voices of one article's statements."""

    def __init__(self, article: Article, scene: Scene) -> None:
        self._text = article.text
        self._article = article
        self._words = scene.words
        self._scene = scene
        self._cast = cast = scene.cast
        self._said = scene.said
        self._starts = [m.start for m in scene.mentions]
        self._names = [(n.start, n.end) for n in cast.named]
        self._phrases: dict[str, Someone] = {}
        self._speakers: dict[int, tuple[Someone, str, VoiceSort]] = {}
        self._found: dict[Offsets | None, Voice] = {}

    def taken(self, statements: Sequence[Statement]) -> Resolved:
        """The statements with their voices, and the speakers in order of their first words."""
        whose: list[Someone | None] = []
        sources: list[Voice] = []
        # A pronoun in the first person needs the speaker of the quotation, whose voice may come later.
        order = sorted(range(len(statements)), key=lambda i: (self._first_person(statements[i].source), i))
        met: dict[int, tuple[Voice, Someone | None]] = {}
        for number in order:
            met[number] = self._voice(statements[number].source, number)
            self._said[number].who = met[number][1]
        for number in range(len(statements)):
            sources.append(met[number][0])
            whose.append(met[number][1])
        done: list[Statement] = []
        chains: dict[str, tuple[Voice, ...]] = {}
        for statement, source in zip(statements, sources, strict=True):
            outer = () if statement.within is None else chains[statement.within]
            chains[statement.id] = (*outer, source)
            done.append(replace(statement, source=source, voices=chains[statement.id]))
        return Resolved(tuple(done), tuple(self._listed()), tuple(self._notices(done, whose)))

    def _first_person(self, voice: Voice) -> bool:
        return voice.text is not None and PRONOUNS.get(voice.text.casefold()) in ("i", "we")

    def _voice(self, voice: Voice, number: int) -> tuple[Voice, Someone | None]:
        """A voice with name, sort and speaker, and who it is."""
        if voice.start is None or voice.end is None or voice.text is None:
            return voice, None
        who, sort = self._whose(voice, (voice.start, voice.end), number)
        if sort == "unnamed":
            # "he" is described where he was brought in: "a lobbyist".
            words = who.mentions[0] if who is not None and who.mentions else (voice.start, voice.end)
            return replace(voice, name=None, sort=sort, described=described(self._text, words)), who
        if who is None:
            return replace(
                voice, name=None if is_pronoun(voice.text) else voice.name or name_of(voice.text), sort=sort
            ), None
        speaker = self._enter(who, sort)
        return replace(voice, name=self._name(who), sort=self._speakers[id(who)][2], speaker=speaker), who

    def _name(self, who: Someone) -> str:
        return who.name

    def _enter(self, who: Someone, sort: VoiceSort) -> str:
        if id(who) not in self._speakers:
            self._speakers[id(who)] = (who, f"s{len(self._speakers) + 1}", sort)
        return self._speakers[id(who)][1]

    def _whose(self, voice: Voice, span: Offsets, number: int) -> tuple[Someone | None, VoiceSort]:
        text = self._text[span[0] : span[1]]
        if text[:4].casefold() == "who " and len(text) > 4:
            return self._whose(voice, (span[0], span[0] + 3), number)
        form = PRONOUNS.get(text.casefold())
        if form in ("i", "we"):
            return self._first(span, number, form)
        if text.casefold() in ("that", "which"):
            return self._antecedent(span, voice.sort)
        if is_pronoun(text):
            mention = self._mention(span)
            who = None if mention is None else mention.who
            return who, voice.sort if who is None else self._sort(who)
        end = head_end(self._text, span, self._names)
        sort = self._sort_of(span, end)
        named = (
            self._relative(span)
            or self._twofold(span)
            or self._named(span[0], end)
            or self._called(span[0], end)
            or self._his_words(span[0], end)
        )
        if named is not None and named.who is not None:
            pair = self._pair(span, end)
            if pair is not None:
                return pair, "group"
            if not (sort == "document" and named.end < end - 2):
                return named.who, self._sort(named.who)
        apposition = self._apposition(span, end)
        if apposition is not None:
            return apposition, self._sort(apposition)
        if sort == "document":
            return self._phrase(span, sort), sort
        return self._undocumented(span, end, sort)

    def _sort_of(self, span: Offsets, end: int) -> VoiceSort:
        """The sort that the words tell, a capital at the beginning of a sentence not taken for a name's."""
        text = self._text[span[0] : span[1]]
        if not any(m.form is None for m in self._within(span[0], end)) and not text[:2].isupper():
            text = text[:1].lower() + text[1:]
        return sort_of(text)

    def _antecedent(self, span: Offsets, sort: VoiceSort) -> tuple[Someone | None, VoiceSort]:
        """What stands right before "that" or "which"."""
        before = [m for m in self._within(max(0, span[0] - 120), span[0]) if m.who is not None]
        if before and before[-1].end >= span[0] - 2 and (who := before[-1].who) is not None and who.kind != "person":
            return who, self._sort(who)
        words = re.findall(r"[\w-]+", self._text[max(0, span[0] - 40) : span[0]])
        if words and (found := sort_of(words[-1].casefold())) in ("document", "group"):
            return None, found
        return None, sort

    def _undocumented(self, span: Offsets, end: int, sort: VoiceSort) -> tuple[Someone | None, VoiceSort]:
        """Who is described rather than named."""
        mention = self._reference(span, end)
        if sort == "unnamed" and not self._definite(span, end):
            fuller = None if mention is None or mention.form != "group" else self._fuller(mention)
            if fuller is not None:
                return fuller, "group"
            if not _ONE_OF_MANY.match(self._text, *span):
                return None, "unnamed"
        if mention is not None and mention.who is not None:
            if (
                mention.who.kind == "group"
                and mention.start == span[0]
                and len(text := self._text[span[0] : span[1]]) < _LONG
                and text.count(" ") > mention.who.name.count(" ")
            ):
                mention.who.name = name_of(text)
            return mention.who, self._sort(mention.who)
        if (ahead := self._ahead(span, end)) is not None:
            return ahead, self._sort(ahead)
        if sort in ("person", "unnamed") and _ONE_OF_MANY.match(self._text, *span):
            # As with several ("Brandt aides"), whose they are is as much of a name as the article gives.
            sort = "person" if self._affiliated(span, end + _REST) else "unnamed"
        return (None, sort) if sort == "unnamed" else (self._phrase(span, sort), sort)

    def _affiliated_one(self, who: Someone) -> bool:
        """Whether the words that bring in somebody say whose he is."""
        return bool(who.mentions) and self._affiliated(who.mentions[0], who.mentions[0][1] + _REST)

    def _affiliated(self, span: Offsets, end: int) -> bool:
        """Whether a name says whose the one described is: "a Brandt spokesman", "an aide to Ms Brandt"."""
        return any(m.form is None for m in self._within(span[0], span[1]) if m.start < end)

    def _fuller(self, mention: Mention) -> Someone | None:
        """The group that bare "experts" are, where other words for them say which: "labour experts"."""
        who = mention.who
        if who is None or len(who.lows) < 2 or mention.reference is None:
            return None
        return who if mention.reference.head in BY_FIELD else None

    def _ahead(self, span: Offsets, end: int) -> Someone | None:
        """Who is described before being named: "a House panel" in the first lines, "Lawmaker urges" in a headline."""
        words = re.findall(r"[\w'-]+", self._text[span[0] : end])
        if not words or span[0] > _OPENING or words[0].casefold() in ("his", "her", "their", "my", "our"):
            return None
        head = words[-1].casefold()
        capitals = {w.casefold() for w in words[:-1] if w[0].isupper() and w.casefold() not in ("a", "an", "the")}
        others = {w for w in words[:-1] if w.islower()}
        return self._scene.descriptions.ahead(head, capitals if len(words) > 1 else set(), others)

    def _definite(self, span: Offsets, head_end: int) -> bool:
        """Whether the phrase is definite ("the spokesman", "Brandt's lawyer"), so that somebody may be meant."""
        text = self._text[span[0] : head_end]
        return (
            bool(re.match(r"(?:the|his|her|their|its|this|that)\s", text, re.IGNORECASE))
            or "’s " in text
            or "'s " in text
        )

    def _first(self, span: Offsets, number: int, form: str) -> tuple[Someone | None, VoiceSort]:
        """Who "I" is: whoever's words it stands in, or who wrote the article."""
        at = self._words.at(span[0])
        quote = self._words.words[at].quote if at < len(self._words.words) else -1
        outer = self._said[number].within
        who = None if outer is None else self._said[outer].who
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
        if self._article.byline:
            name = " ".join(self._article.byline.split()).removeprefix("By ").removeprefix("by ")
            known = next(
                (s for s in self._cast.everyone if s.kind == "person" and s.name.casefold() == name.casefold()), None
            )
            return known or self._kept(name, "person")
        last = max((w.paragraph for w in self._words.words), default=-1)
        for paragraph in (last, last - 1):
            row = [w for w in self._words.words if w.paragraph == paragraph]
            if row and _AUTHOR.match(self._text, row[0].start, row[-1].end):
                return next(
                    (n.who for n in self._cast.named if n.start >= row[0].start and n.who.kind == "person"), None
                )
        return None

    def _kept(self, name: str, kind: str) -> Someone:
        key = name.casefold()
        if key not in self._phrases:
            self._phrases[key] = Someone(kind=kind, name=name, lows=tuple(key.split()), titled_only=False)  # type: ignore[arg-type]
        return self._phrases[key]

    def _phrase(self, span: Offsets, sort: VoiceSort) -> Someone:
        """Someone known by no more than these words."""
        kinds = {"person": "person", "group": "group", "outlet": "outlet"}
        someone = self._kept(
            name_of(self._text[span[0] : unpossessed(self._text, *span)]),
            kinds.get(sort, "body" if sort != "document" else "other"),
        )
        someone.mentions.append(span)
        return someone

    def _mention(self, span: Offsets) -> Mention | None:
        at = bisect_right(self._starts, span[0] - 1)
        if at < len(self._starts) and self._starts[at] < span[1]:
            return self._scene.mentions[at]
        return None

    def _within(self, start: int, end: int) -> list[Mention]:
        found = []
        for mention in islice(self._scene.mentions, bisect_right(self._starts, start - 1), None):
            if mention.start >= end:
                break
            if mention.end <= end + 1:
                found.append(mention)
        return found

    def _named(self, start: int, end: int) -> Mention | None:
        """The name that the phrase ends with."""
        last = unpossessed(self._text, start, end)
        for mention in self._within(start, end):
            if mention.form is None and mention.end >= last - 1:
                return mention
        return None

    def _relative(self, span: Offsets) -> Mention | None:
        """The name that ends words such as "the clerk, who Ms Ek": a clause about another, which she speaks."""
        found = _OBJECT_CLAUSE.search(self._text, *span)
        return None if found is None else self._named(found.end(), unpossessed(self._text, *span))

    def _twofold(self, span: Offsets) -> Mention | None:
        """The name after two roles, the first with an "of": "secretary of state and candidate Ilse Brandt"."""
        comma = self._text.find(",", *span)
        end = span[1] if comma < 0 else comma
        named = self._named(span[0], end)
        if named is None or named.who is None or named.who.kind != "person":
            return None
        return named if _ROLE_AND.fullmatch(self._text, span[0], named.start) else None

    def _his_words(self, start: int, end: int) -> Mention | None:
        """Whose words speak: "Brandt's victory speech" is Brandt."""
        noun = _HIS_WORDS.search(self._text, start, end)
        return None if noun is None else self._named(start, noun.start())

    def _called(self, start: int, end: int) -> Mention | None:
        """The name that comes before what it is: "the Reuters news agency"."""
        noun = _OUTLET_AFTER.search(self._text, start, end)
        if noun is None:
            return None
        named = self._named(start, noun.start())
        if named is not None and named.who is not None and named.who.kind in ("body", "other", "outlet"):
            named.who.kind = "outlet"
            return named
        return None

    def _pair(self, span: Offsets, head_end: int) -> Someone | None:
        """Several named ones: "Ilse Brandt and Maren Oduya"."""
        named = [m for m in self._within(span[0], span[1]) if m.form is None and m.who is not None]
        if len(named) < 2 or named[0].end > head_end:
            return None
        for one, other in pairwise(named):
            between = self._text[one.end : other.start]
            if _AND.fullmatch(between) and one.who is not other.who:
                members = [m.who for m in named if m.who is not None]
                plain = len(members) == 2 and other.end >= span[1] - 1
                someone = self._scene.descriptions.both(members) if plain else self._phrase(span, "group")
                someone.kind, someone.members = "group", tuple(members)
                someone.mentions.append(span)
                return someone
            if not _LISTED.fullmatch(between):
                return None
        return None

    def _apposition(self, span: Offsets, head_end: int) -> Someone | None:
        """The name after a comma that says who a described one is: "his lawyer, Maren Oduya"."""
        head = re.findall(r"[\w-]+", self._text[span[0] : head_end].casefold())
        if not any(w in ROLES for w in head):
            return None
        for mention in self._within(head_end, span[1]):
            if mention.form is None and mention.who is not None and mention.who.kind == "person":
                before = self._text[mention.start - 2 : mention.start]
                if before == ", " and re.match(r",|$", self._text[mention.end : span[1]].strip() or ""):
                    add_role(mention.who, " ".join(self._text[span[0] : mention.start - 2].split()))
                    mention.who.titled_only = False
                    return mention.who
        return None

    def _reference(self, span: Offsets, head_end: int) -> Mention | None:
        for mention in self._within(span[0], span[1]):
            if (
                mention.form is not None
                and mention.reference is not None
                and mention.end >= head_end - 2
                and mention.start <= span[0] + 12
            ):
                return mention
        return None

    def _sort(self, who: Someone) -> VoiceSort:
        if who.kind == "person":
            return "unnamed" if who.unnamed and not self._affiliated_one(who) else "person"
        if who.kind in ("outlet", "group"):
            return "outlet" if who.kind == "outlet" else "group"
        low = " ".join(who.lows)
        if who.kind == "place" or low in COUNTRY_OF or low in METONYMS:
            return "government"
        sort = sort_of(who.name)
        return sort if sort in ("institution", "government", "outlet", "document", "group") else "institution"

    def _listed(self) -> list[Speaker]:
        listed = []
        for who, number, sort in self._speakers.values():
            mentions = tuple(Place(a, b) for a, b in sorted(set(who.mentions)))
            introduced = not (who.kind == "person" and who.titled_only and len(who.lows) < 2)
            listed.append(Speaker(number, who.name, sort, tuple(who.roles), mentions, introduced))
        return listed

    def _notices(self, statements: Sequence[Statement], whose: Sequence[Someone | None]) -> list[Notice]:
        notices: dict[Offsets, Notice] = {}
        for statement, who in zip(statements, whose, strict=True):
            voice = statement.source
            if voice.start is None or voice.end is None:
                continue
            if who is None and voice.sort != "unnamed" and voice.name is None:
                why = "which person or body this refers to has not been resolved"
            elif who is not None and who.kind == "person" and who.titled_only and len(who.lows) < 2:
                why = "mentioned by title and surname only; never introduced"
            else:
                continue
            start, end = voice.start, voice.end
            if who is not None and voice.text is not None and voice.text.count(who.name) == 1:
                start = voice.start + voice.text.index(who.name)
                end = start + len(who.name)
            notices[start, end] = Notice("unresolved-voice", self._text[start:end], start, end, why)
        return [notices[place] for place in sorted(notices)]
