"""The data model: what an article is, and what a reading takes from it.

Everything is frozen and made of the standard library alone. Offsets are code points into
`Article.text`, end exclusive, and every `Span` carries the words it points at, so that
`article.text[span.start:span.end] == span.text` can be checked anywhere (`Reading.check`).
Unknown is `None`, never a guess. `Reading.to_dict` and `from_dict` are the JSON contract
`sayso.reading/1`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, Union, get_args, get_origin, get_type_hints

from sayso.annotated_html import Mark, annotated_html
from sayso.errors import BrokenSpanError, FormatError

FORMAT = "sayso.reading/1"

PassageKind = Literal["headline", "standfirst", "body", "caption", "teaser", "correction", "boilerplate"]
StatementKind = Literal["direct", "indirect", "mixed"]
Stance = Literal[
    "asserts", "denies", "rejects", "asks", "accuses", "promises", "orders", "supports", "expects", "declines", "other"
]
VoiceSort = Literal["person", "group", "institution", "government", "outlet", "document", "unnamed", "unattributed"]
HedgeSort = Literal["hearsay", "doubt", "distance", "no-evidence", "likelihood"]
Bound = Literal["exact", "at least", "at most", "more than", "fewer than", "about", "between"]
MomentKind = Literal["date", "time", "duration", "set", "range"]
NameSort = Literal["person", "organisation", "place", "other"]
PlaceUse = Literal["place", "metonym", "demonym"]
Harm = Literal["killed", "injured", "missing", "detained", "displaced"]
Victims = Literal["civilian", "combatant", "child"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of an article and where they stand."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span `[start, end)` of an article's text."""
        return cls(text=text[start:end], start=start, end=end)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the article with a kind; only some kinds are read for statements."""

    kind: PassageKind
    start: int
    end: int
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One document with one frozen text; the id is a hash of that text."""

    text: str
    passages: tuple[Passage, ...] = ()
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    language: str | None = None

    @property
    def id(self) -> str:
        """`sha256:` and the hex digest of the text in UTF-8."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Described:
    """What is told of a source that is not named: how many, how placed, on what terms, how it would know."""

    count: int | None = None
    placed: Span | None = None
    terms: Span | None = None
    knows: Span | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The source of a statement, one link of a chain: its words (or none), its name and its sort."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    sort: VoiceSort
    speaker: str | None = None
    described: Described | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """Words that hold a statement at arm's length, and in what way."""

    text: str
    start: int
    end: int
    sort: HedgeSort


@dataclass(frozen=True, slots=True)
class Statement:
    """Some content, the voice it is laid to, and the cue that says so; `within` reports this one."""

    id: str
    kind: StatementKind
    stance: Stance
    within: str | None
    source: Voice
    voices: tuple[Voice, ...]
    cue: Span | None
    content: tuple[Span, ...]
    hedges: tuple[Hedge, ...] = ()
    addressee: Span | None = None
    said_at: str | None = None
    place: str | None = None
    about: str | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bounds (None = open), what is counted, and whose count it is."""

    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    bound: Bound
    counted: str | None = None
    unit: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    statement: str | None = None
    harm: Harm | None = None
    victims: Victims | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time expression with its normalised value (TIMEX3 / ISO 8601; None = unresolved) and whose word it is."""

    text: str
    start: int
    end: int
    value: str | None
    kind: MomentKind
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name and what it names, before anyone asks who or where that is."""

    text: str
    start: int
    end: int
    sort: NameSort


@dataclass(frozen=True, slots=True)
class Place:
    """A place name with coordinates and country, or without where it is unresolved.

    A metonym ("Washington said") names a government by its seat, a demonym ("Venezuelan") a people.
    """

    text: str
    start: int
    end: int
    name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    geonames: int | None
    use: PlaceUse = "place"
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place in the text where a speaker is mentioned."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """The someone or something that voices in many places of an article refer to."""

    id: str
    name: str
    sort: VoiceSort
    roles: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    introduced: bool = True


@dataclass(frozen=True, slots=True)
class Dispute:
    """Sides, each a list of statement ids, that cannot all hold."""

    about: str
    sides: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader should know about the reading: what could not be read, and why."""

    kind: str
    text: str | None
    start: int | None
    end: int | None
    why: str


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """Which reader took a reading: provenance, never part of a statement's identity."""

    name: str
    version: str
    model_sha256: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one reader version took from one article."""

    reader: ReaderVersion
    article: Article
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()
    places: tuple[Place, ...] = ()
    names: tuple[Name, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    notices: tuple[Notice, ...] = ()
    source: str | None = field(default=None, compare=False)

    def spans(self) -> Iterator[Span | Voice | Hedge | Figure | Moment | Place | Name | Notice]:
        """Every part that points into the text."""
        for statement in self.statements:
            yield from statement.content
            yield from statement.hedges
            yield from (part for part in (statement.cue, statement.addressee) if part is not None)
            for voice in (statement.source, *statement.voices):
                if voice.start is not None:
                    yield voice
                if voice.described is not None:
                    told = voice.described
                    yield from (part for part in (told.placed, told.terms, told.knows) if part is not None)
        yield from (notice for notice in self.notices if notice.start is not None)
        yield from self.figures
        yield from self.moments
        yield from self.places
        yield from self.names

    def check(self) -> Self:
        """Return this reading if every part points at its own words.

        Raises:
            BrokenSpanError: a part does not.
        """
        for part in self.spans():
            if self.article.text[part.start : part.end] != part.text:
                raise BrokenSpanError(str(part.text), part.start, part.end)
        return self

    def _repr_html_(self) -> str:
        """The annotated text, as notebooks show it."""
        return annotated_html(self.article.text, list(self._marks()))

    def _marks(self) -> Iterator[Mark]:
        for passage in self.article.passages:
            if passage.kind in ("teaser", "boilerplate"):
                yield Mark(passage.start, passage.end, "apart", f"not part of the article: {passage.kind}")
        for s in self.statements:
            chain = " › ".join(v.text or "nobody named" for v in s.voices)
            title = f"{chain}: {s.cue.text if s.cue else ''} ({s.kind}, {s.stance})"
            yield from (Mark(c.start, c.end, "direct" if s.kind == "direct" else "content", title) for c in s.content)
            if s.source.start is not None and s.source.end is not None:
                yield Mark(s.source.start, s.source.end, "source", title)
            if s.cue is not None:
                yield Mark(s.cue.start, s.cue.end, "cue", title)
            yield from (Mark(h.start, h.end, "hedge", f"hedge: {h.sort}") for h in s.hedges)

    def to_dict(self) -> dict[str, Any]:
        """The reading as `sayso.reading/1`: plain dicts, lists, strings and numbers, ready for JSON."""
        plain = _plain(self)
        return {"format": FORMAT, "source": plain.pop("source"), **plain}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The reading that `to_dict` made `data` from; fields it does not know are ignored.

        Raises:
            FormatError: `data` is no `sayso.reading/1`, or lacks something.
        """
        if not isinstance(data, Mapping) or data.get("format") != FORMAT:
            raise FormatError(f"this is no {FORMAT}; make one with: sayso read --format json FILE")
        reading: Self = _build(cls, data, "reading")
        if reading.article.id != data["article"].get("id", reading.article.id):
            raise FormatError("reading.article: its text is not the one that its id was made from")
        return reading


def _plain(value: Any) -> Any:
    """`value` with records as dicts and tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        plain = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return {"id": value.id, **plain} if isinstance(value, Article) else plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _build(wanted: Any, data: Any, where: str) -> Any:
    """The record of type `wanted` that `data` describes; `where` names it in errors."""
    if dataclasses.is_dataclass(wanted):
        if not isinstance(data, Mapping):
            raise FormatError(f"{where}: expected an object, found {type(data).__name__}")
        hints = get_type_hints(wanted)
        parts = {}
        for f in dataclasses.fields(wanted):
            if f.name in data:
                parts[f.name] = _build(hints[f.name], data[f.name], f"{where}.{f.name}")
            elif f.default is dataclasses.MISSING:
                raise FormatError(f"{where}: the field {f.name!r} is missing")
        return wanted(**parts)  # type: ignore[operator]
    origin = get_origin(wanted)
    if origin is tuple:
        if not isinstance(data, list):
            raise FormatError(f"{where}: expected a list, found {type(data).__name__}")
        return tuple(_build(get_args(wanted)[0], item, f"{where}[{i}]") for i, item in enumerate(data))
    if origin in (Union, types.UnionType):
        inner = next(t for t in get_args(wanted) if t is not type(None))
        return None if data is None else _build(inner, data, where)
    if origin is Literal and data not in get_args(wanted):
        raise FormatError(f"{where}: {data!r} is none of {', '.join(get_args(wanted))}")
    if isinstance(wanted, type) and not isinstance(data, (int, float) if wanted is float else wanted):
        raise FormatError(f"{where}: expected {wanted.__name__}, found {type(data).__name__}")
    return data
