"""Statements as rows: whose, in which words, where they were published, and what people made of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, and_, select

from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import About
from sayso.records import Stance, StatementKind, VoiceSort


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a current reading.

    Args:
        id: its id, which `sayso show` takes.
        speaker: the name that it goes by: a person's correction before linking's before the reader's.
        person: who that is across articles, once linking has found out.
        sort: what sort of voice it is.
        source: the words that name the voice, where any do.
        cue: the words that say so.
        content: what is said; parts are joined by " … ".
        kind: direct, indirect or mixed.
        stance: asserts, denies and so on.
        hedges: the sorts of its hedges.
        said_at: when it was said, as ISO 8601, if the article tells.
        verdict: confirmed, corrected or rejected, if people said so.
        outlet: who published it; `published`, `title` and `url` likewise, as far as they are known.
        article: the id of the article's text.
    """

    id: str
    speaker: str | None
    person: str | None
    sort: VoiceSort
    source: str | None
    cue: str | None
    content: str
    kind: StatementKind
    stance: Stance
    hedges: tuple[str, ...]
    said_at: str | None
    verdict: str | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    article: str


_NOBODY = ("unnamed", "document", "unattributed")
"""Sorts of voices that nobody looks for a name for."""
_OF_STATEMENTS = ("id", "speaker", "person", "cue", "content", "kind", "stance", "said_at", "verdict")
_OF_ARTICLES = ("outlet", "published", "title", "url")


def said(
    store: Store,
    about: About = About(),  # noqa: B008 - it is frozen
    limit: int | None = None,
    *,
    only_unresolved: bool = False,
) -> Answers[Said]:
    """The statements that `about` describes, those added last first; all of them, or `limit` at most.

    With `only_unresolved`, those whose voice should be somebody and is nobody known.

    Raises:
        QuestionError: the filters make no sense.
        LedgerError: the ledger cannot be read.
    """
    with store.read() as connection:
        chosen = about.narrowed(_rows(), connection, store.dialect)
        if only_unresolved:
            chosen = chosen.where(unresolved_condition())
        searched = about.query(connection) is not None
        chosen = chosen.order_by(store.dialect.newest(statements) if searched else statements.c.key.desc())
        if limit is not None:
            chosen = chosen.limit(limit + 1)
        rows = connection.execute(chosen).mappings().all()
    return Answers(Said, tuple(map(_said, rows[:limit])), limit is not None and len(rows) > limit)


def said_by_id(store: Store, ids: Sequence[str]) -> list[tuple[Said, float]]:
    """The statements of current readings that have these ids, and how confident the reader was of each."""
    chosen = _rows(statements.c.confidence).where(readings.c.is_current, statements.c.id.in_(ids))
    with store.read() as connection:
        return [(_said(row), row["confidence"]) for row in connection.execute(chosen).mappings()]


def unresolved_condition() -> ColumnElement[bool]:
    """Statements whose voice should be somebody and is nobody known."""
    return and_(statements.c.speaker.is_(None), statements.c.source_sort.not_in(_NOBODY))


def _rows(*more: Any) -> Select[Any]:
    columns: list[Any] = [statements.c[name] for name in _OF_STATEMENTS]
    columns += [statements.c.source_sort, statements.c.source_text, statements.c.hedged]
    columns += [articles.c[name] for name in _OF_ARTICLES]
    columns += [articles.c.id.label("article_id"), *more]
    joined = statements.join(readings, readings.c.key == statements.c.reading)
    return select(*columns).select_from(joined.join(articles, articles.c.key == readings.c.article))


def _said(row: RowMapping) -> Said:
    return Said(
        sort=row["source_sort"], source=row["source_text"], hedges=tuple(row["hedged"].split()),
        article=row["article_id"], **{name: row[name] for name in (*_OF_STATEMENTS, *_OF_ARTICLES)},
    )  # fmt: skip
