"""Texts, and where they were met: an article is kept once, its appearances each with the bytes they came in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select, update

from sayso.ledger.columns import short
from sayso.ledger.schema import appearances, articles, raws
from sayso.records import Article, Passage
from sayso.sources.found import Found

_TOLD = ("url", "title", "outlet", "byline", "published", "language")
"""What an article's appearances tell of it: what one leaves open, a later one may fill."""


def now() -> str:
    """The time, as the ledger writes it: ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Something that came in, made ready to be kept: its hash, and its bytes packed if they are not the text itself."""

    found: Found
    content: str
    packed: bytes | None

    @classmethod
    def of(cls, found: Found, article: Article) -> Snapshot:
        """The snapshot of what `article` was made from."""
        content = content_hash(found.raw)
        return cls(found, content, None if content == article.id else zlib.compress(found.raw))


def content_hash(raw: bytes) -> str:
    """`sha256:` and the hex digest of some bytes; of a text's own UTF-8, this is the article's id."""
    return "sha256:" + hashlib.sha256(raw).hexdigest()


def key_of(connection: Connection, article_id: str) -> int | None:
    """The row of the article with that id, if it is here."""
    return connection.execute(select(articles.c.key).where(articles.c.id == article_id)).scalar()


def id_of(connection: Connection, key: int) -> str:
    """The id of the article in a row."""
    return str(connection.execute(select(articles.c.id).where(articles.c.key == key)).scalar_one())


def by_key(connection: Connection, keys: Iterable[int]) -> dict[int, Article]:
    """The articles in some rows."""
    wanted = select(articles).where(articles.c.key.in_(list(keys)))
    return {row["key"]: _article(row) for row in connection.execute(wanted).mappings()}


def first_names(connection: Connection, keys: Iterable[int]) -> dict[int, str]:
    """What the articles in some rows were first added as."""
    first = select(func.min(appearances.c.key)).where(appearances.c.article.in_(list(keys)))
    wanted = select(appearances.c.article, appearances.c.name)
    met = wanted.where(appearances.c.key.in_(first.group_by(appearances.c.article)))
    return {row.article: row.name for row in connection.execute(met)}


def filled(known: Article, other: Article) -> Article:
    """`known`, with what it leaves open filled from `other`, which has the same text."""
    return replace(known, **{name: getattr(known, name) or getattr(other, name) for name in _TOLD})


def keep(connection: Connection, article: Article, moment: str) -> tuple[int, Article]:
    """Keep an article, or fill what the one with its text leaves open: its row, and how it is kept now."""
    key = key_of(connection, article.id)
    if key is None:
        passages = [[p.kind, p.start, p.end, p.byline] for p in article.passages]
        row = {"id": article.id, "text": article.text, "passages": passages, "added": moment}
        made = connection.execute(insert(articles).values(row | _told(article)))
        return _new_key(made.inserted_primary_key), article
    known = by_key(connection, [key])[key]
    fuller = filled(known, article)
    if fuller != known:
        connection.execute(update(articles).where(articles.c.key == key).values(_told(fuller)))
    return key, fuller


def meet(connection: Connection, key: int, article: Article, snapshot: Snapshot, moment: str) -> bool:
    """Note where an article was met, unless nothing is new about it: whether it is.

    Nothing is new about a text that its name gave the last time, and about a page that shows what it
    showed the last time before. A page or a file that changed and changed back has three versions.
    """
    found = snapshot.found
    address, seen = found.url or found.name, found.fetched or moment
    if _is_known(connection, key, found, address) or _before(connection, address, seen) == key:
        return False
    if snapshot.packed is not None:
        _keep_raw(connection, snapshot)
    about = found.given.over(found.hints)
    row = {
        "article": key, "name": found.name, "name_key": short(found.name), "address": address,
        "address_key": short(address), "content": snapshot.content, "seen": seen, "fetched": found.fetched,
        "content_type": found.content_type, "http": None if found.http is None else asdict(found.http),
        "url": found.url, "title": article.title, "outlet": article.outlet, "byline": article.byline,
        "published": about.published or article.published,
    }  # fmt: skip
    connection.execute(insert(appearances).values(row))
    return True


def seen_before(connection: Connection, found: Found) -> int | None:
    """The row of the article that the very same bytes, under the same name, gave when they were added."""
    same = and_(appearances.c.name_key == short(found.name), appearances.c.content == content_hash(found.raw))
    found_at = select(appearances.c.article).where(same, appearances.c.fetched.is_not_distinct_from(found.fetched))
    article = connection.execute(found_at).scalar()
    latest = _before(connection, found.url or found.name, found.fetched or now())
    return article if article is not None and article == latest else None


def has_address(connection: Connection, address: str) -> bool:
    """Whether an article was met at an address, or added under that name."""
    there = or_(appearances.c.address_key == short(address), appearances.c.name_key == short(address))
    return connection.execute(select(appearances.c.key).where(there).limit(1)).scalar() is not None


def raw_of(connection: Connection, content: str) -> bytes | None:
    """The bytes with that hash: those that were packed, or the text's own; None if they are not here."""
    packed = connection.execute(select(raws.c.packed).where(raws.c.hash == content)).scalar()
    if packed is not None:
        return zlib.decompress(packed)
    text = connection.execute(select(articles.c.text).where(articles.c.id == content)).scalar()
    return None if text is None else text.encode("utf-8", "surrogatepass")


def _article(row: Mapping[Any, Any]) -> Article:
    passages = tuple(Passage(*passage) for passage in row["passages"])
    return Article(row["text"], passages, **{name: row[name] for name in _TOLD})


def _told(article: Article) -> dict[str, str | None]:
    return {name: getattr(article, name) for name in _TOLD}


def _new_key(inserted: Any) -> int:
    return int(inserted[0])


def _is_known(connection: Connection, key: int, found: Found, address: str) -> bool:
    """Whether a text was met there under this name at that time, or, without a time, the last time of all."""
    same = and_(appearances.c.name_key == short(found.name), appearances.c.address_key == short(address))
    wanted = select(appearances.c.article).where(same).order_by(appearances.c.key.desc()).limit(1)
    if found.fetched is not None:
        wanted = wanted.where(appearances.c.article == key, appearances.c.fetched == found.fetched)
    return connection.execute(wanted).scalar() == key


def _before(connection: Connection, address: str, moment: str) -> int | None:
    """The article that was last met at an address up to a moment."""
    earlier = and_(appearances.c.address_key == short(address), appearances.c.seen <= moment)
    latest = select(appearances.c.article).where(earlier).order_by(appearances.c.seen.desc(), appearances.c.key.desc())
    return connection.execute(latest.limit(1)).scalar()


def _keep_raw(connection: Connection, snapshot: Snapshot) -> None:
    known = connection.execute(select(raws.c.hash).where(raws.c.hash == snapshot.content)).scalar()
    if known is None:
        row = {"hash": snapshot.content, "packed": snapshot.packed, "size": len(snapshot.found.raw)}
        connection.execute(insert(raws).values(row))
