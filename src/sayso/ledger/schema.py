"""The ledger's tables, the same on every database.

    articles ─┬─ appearances ── raws       where a text was met, and the bytes it came in
              ├─ readings ─┬─ statements ── voices
              │            ├─ speakers ──── people     one speaker of many articles
              │            └─ figures, moments, places, names, notices, disputes
              └─ verdicts                  what people said of it, never changed and never removed
    problems, feeds                        what could not be added; what is known of feeds
    linked ─┬─ claims, links               which articles are linked; what linking found among them
            └─ link_cards, link_keys, link_stems    what linking remembers, to link the next one

A column is named as the field of `sayso.records` that it keeps, save where SQL has that word for
itself: `stop` for `end` and `counted_by` for `by`. Offsets are code points of the article's text,
`[start, stop)`. Times are ISO 8601 in UTC. `migrations/` brings a database to this shape, and a test
holds the two to each other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
)  # fmt: skip

from sayso.ledger.columns import Json, Key, Words

NEWEST = "0002"
"""The migration that makes a database what is described here."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

articles = Table(
    "articles",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("text", Words, nullable=False),
    Column("passages", Json, nullable=False),
    Column("url", Words),
    Column("title", Words),
    Column("outlet", Words),
    Column("byline", Words),
    Column("published", Words, index=True),
    Column("language", Words),
    Column("added", Words, nullable=False),
)
"""A text, once, with what its first appearance and then later ones tell of it."""

raws = Table(
    "raws",
    metadata,
    Column("hash", Words, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
)
"""The bytes that articles came in, compressed by zlib; those that are the text itself are not kept twice."""

appearances = Table(
    "appearances",
    metadata,
    Column("key", Key, primary_key=True),
    Column("article", Key, ForeignKey("articles.key"), nullable=False, index=True),
    Column("name", Words, nullable=False),
    Column("name_key", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("address_key", Words, nullable=False),
    Column("content", Words, nullable=False),
    Column("seen", Words, nullable=False),
    Column("fetched", Words),
    Column("content_type", Words),
    Column("http", Json),
    Column("url", Words),
    Column("title", Words),
    Column("outlet", Words),
    Column("byline", Words),
    Column("published", Words),
    Index("ix_appearances_name_key_content", "name_key", "content"),
    Index("ix_appearances_address_key_seen", "address_key", "seen"),
)
"""Where and when a text was met, and what it was said to be there.

`name` is what it was added as, `address` its url or else that name, `seen` when it was fetched or
else added, `content` the hash of the bytes; columns in `_key` are indexed, as `columns.short`.
Appearances at one address are versions of one page.
"""

readings = Table(
    "readings",
    metadata,
    Column("key", Key, primary_key=True),
    Column("article", Key, ForeignKey("articles.key"), nullable=False),
    Column("reader", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("model_sha256", Words, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("taken", Words, nullable=False),
    UniqueConstraint("article", "reader", "version", "model_sha256"),
)
"""What one reader's version took from an article; the current one answers questions."""


def _reading() -> Column[int]:
    return Column("reading", Key, ForeignKey("readings.key", ondelete="CASCADE"), nullable=False)


people = Table(
    "people",
    metadata,
    Column("id", Words, primary_key=True),
    Column("name", Words, nullable=False, index=True),
    Column("sort", Words, nullable=False),
    Column("known", Words),
)
"""Who the speakers of many articles are, as linking found and people decided; `sort` is a voice's.

`known` is the id that a file of known people, such as an extract of Wikidata, gives them.
"""


def _person() -> Column[str]:
    return Column("person", Words, ForeignKey("people.id", ondelete="SET NULL"), index=True)


statements = Table(
    "statements",
    metadata,
    Column("key", Key, primary_key=True),
    _reading(),
    Column("id", Words, nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("kind", Words, nullable=False),
    Column("stance", Words, nullable=False),
    Column("within", Words),
    Column("source_text", Words),
    Column("source_start", Integer),
    Column("source_stop", Integer),
    Column("source_name", Words),
    Column("source_sort", Words, nullable=False),
    Column("source_speaker", Words),
    Column("source_described", Json),
    Column("cue", Words),
    Column("cue_start", Integer),
    Column("cue_stop", Integer),
    Column("content", Words, nullable=False),
    Column("contents", Json, nullable=False),
    Column("hedges", Json, nullable=False),
    Column("hedged", Words, nullable=False),
    Column("addressee", Words),
    Column("addressee_start", Integer),
    Column("addressee_stop", Integer),
    Column("said_at", Words),
    Column("place", Words),
    Column("about", Words),
    Column("confidence", Float, nullable=False),
    Column("speaker", Words, index=True),
    _person(),
    Column("verdict", Words, index=True),
    Column("corrected", Json),
    UniqueConstraint("reading", "position"),
    UniqueConstraint("reading", "id"),
)
"""Statements as they were read; `speaker`, `person`, `verdict` and `corrected` are what was made of them since.

`content` is all of it in one string, parts joined by " … ", and `contents` the parts; `hedged` lists
the sorts of its hedges, each between spaces. `speaker` is the name that questions go by, `person` who
that is across articles: what a verdict says, or else what linking found, or else `source_name` and nobody.
"""

voices = Table(
    "voices",
    metadata,
    _reading(),
    Column("statement", Integer, nullable=False),
    Column("position", Integer, nullable=False),
    Column("text", Words),
    Column("start", Integer),
    Column("stop", Integer),
    Column("name", Words),
    Column("sort", Words, nullable=False),
    Column("speaker", Words),
    Column("described", Json),
    ForeignKeyConstraint(
        ["reading", "statement"], ["statements.reading", "statements.position"], ondelete="CASCADE"
    ),
    UniqueConstraint("reading", "statement", "position"),
)  # fmt: skip
"""The chain a statement came through, outermost voice first; `statement` is its position in the reading."""


def _part(name: str, *columns: Column[Any]) -> Table:
    """A table of what else a reading holds, in order."""
    place = Column("position", Integer, nullable=False)
    return Table(name, metadata, _reading(), place, *columns, UniqueConstraint("reading", "position"))


def _span() -> tuple[Column[str], Column[int], Column[int]]:
    return (
        Column("text", Words, nullable=False),
        Column("start", Integer, nullable=False),
        Column("stop", Integer, nullable=False),
    )


figures = _part(
    "figures",
    *_span(),
    Column("low", Float),
    Column("high", Float),
    Column("bound", Words, nullable=False),
    Column("counted", Words),
    Column("unit", Words),
    Column("since", Words),
    Column("until", Words),
    Column("place", Words),
    Column("statement", Words),
    Column("harm", Words, index=True),
    Column("victims", Words),
    Column("counted_by", Words),
    Column("verdict", Words),
    Column("corrected", Json),
)
"""`verdict` and `corrected` are what people said of a figure; all else is as it was read."""

moments = _part(
    "moments", *_span(), Column("value", Words), Column("kind", Words, nullable=False), Column("statement", Words)
)
places = _part(
    "places",
    *_span(),
    Column("name", Words),
    Column("lat", Float),
    Column("lon", Float),
    Column("country", Words),
    Column("geonames", Integer),
    Column("use", Words, nullable=False),
    Column("statement", Words),
)
names = _part("names", *_span(), Column("sort", Words, nullable=False))
speakers = _part(
    "speakers",
    Column("id", Words, nullable=False),
    Column("name", Words, nullable=False),
    Column("sort", Words, nullable=False),
    Column("roles", Json, nullable=False),
    Column("mentions", Json, nullable=False),
    Column("introduced", Boolean, nullable=False),
    _person(),
)
notices = _part(
    "notices",
    Column("kind", Words, nullable=False),
    Column("text", Words),
    Column("start", Integer),
    Column("stop", Integer),
    Column("why", Words, nullable=False),
)
disputes = _part("disputes", Column("about", Words, nullable=False), Column("sides", Json, nullable=False))

PARTS = {
    "figures": figures, "moments": moments, "places": places, "names": names, "speakers": speakers,
    "notices": notices, "disputes": disputes,
}  # fmt: skip
"""The tables of a reading's other parts, by the field of `Reading` that they keep."""

verdicts = Table(
    "verdicts",
    metadata,
    Column("key", Key, primary_key=True),
    Column("id", Words, nullable=False, unique=True),
    Column("kind", Words, nullable=False, index=True),
    Column("who", Words, nullable=False),
    Column("at", Words, nullable=False),
    Column("body", Json, nullable=False),
    Column("article", Key, ForeignKey("articles.key"), index=True),
    Column("target", Words, nullable=False),
    Column("statement", Words),
    Column("of_source_text", Words),
    Column("of_cue", Words),
    Column("exact", Words),
    Column("prefix", Words),
    Column("suffix", Words),
    Column("start", Integer),
    Column("stop", Integer),
)
"""What people decided, in order; rows are added and never changed, which the database itself enforces.

`exact`, `prefix`, `suffix`, `start` and `stop` are where it stands (`anchors.Anchor`), `of_…` what the
statement had for its source and its cue.
"""

problems = Table(
    "problems",
    metadata,
    Column("name_key", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("first", Words, nullable=False),
    Column("last", Words, nullable=False),
    Column("times", Integer, nullable=False),
)
"""What could not be added, and why; an input that is added after all is no problem any more."""

feeds = Table(
    "feeds",
    metadata,
    Column("name_key", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("etag", Words),
    Column("modified", Words),
    Column("polled", Words),
    Column("failures", Integer, nullable=False),
    Column("gone", Boolean, nullable=False),
)
"""Feeds that are watched, by the address that they were named by, and what to ask them with next."""

linked = Table(
    "linked",
    metadata,
    Column("article", Key, ForeignKey("articles.key"), primary_key=True),
    Column("reading", Key, nullable=False),
)
"""The articles that are linked, and the reading that was: where another answers by now, links are out of date."""

claims = Table(
    "claims",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("claim", Integer, nullable=False, index=True),
    Column("to", Integer),
    Column("score", Float),
    Column("reason", Words),
    Column("article", Key, ForeignKey("articles.key"), nullable=False, index=True),
    Column("statement", Words, index=True),
    Column("start", Integer, nullable=False),
    Column("stop", Integer, nullable=False),
    Column("words", Words, nullable=False),
    Column("link", Words, index=True),
)
"""What is said, by numbers in the order in which it was linked: those of one `claim` say the same.

`to` is the earlier one that it was linked to, with the score, the reason and an id for the `link`; `statement` is
empty for an article's own words. A claim has the number of the first that makes it.
"""

links = Table(
    "links",
    metadata,
    Column("id", Words, primary_key=True),
    Column("kind", Words, nullable=False, index=True),
    Column("article", Key, ForeignKey("articles.key"), nullable=False, index=True),
    Column("other", Key, ForeignKey("articles.key"), index=True),
    Column("about", Words, nullable=False),
    Column("why", Words, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
"""What else was found: a derivation, a drift, a variant between an article and another; a dispute where it began.

`id` depends on the passages alone, so that what a person rejected stays rejected; `body` is JSON, of the dataclass that
`sayso.linking` has for the kind.
"""

link_cards = Table(
    "link_cards",
    metadata,
    Column("shelf", Words, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("card", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What linking remembers, on shelves, by number; each card is JSON."""

link_keys = Table(
    "link_keys",
    metadata,
    Column("shelf", Words, primary_key=True),
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("held", Integer, nullable=False),
    Column("owners", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""By which keys a card is found: the first cards under a key, four bytes a number, and how many there are in all."""

link_stems = Table(
    "link_stems",
    metadata,
    Column("stem", Words, primary_key=True),
    Column("held", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""In how many linked articles a word stands."""
