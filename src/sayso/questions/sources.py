"""How outlets name those they quote: named, unnamed, documents, nobody."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select

from sayso.ledger.schema import articles, readings, statements
from sayso.ledger.store import Store
from sayso.questions.answers import Answers
from sayso.questions.filters import About


@dataclass(frozen=True, slots=True)
class Sourcing:
    """An outlet's voices, counted by statement, those inside other statements too.

    Args:
        outlet: its name; None for articles of which it is not known.
        articles: how many articles there are of it; `statements` likewise.
        named: voices that are somebody or some body by name.
        unnamed: voices that the article leaves without a name on purpose ("two officials").
        documents: reports, polls and other texts.
        unattributed: statements that nobody is said to make.
        unresolved: voices that should be somebody and are nobody known yet.
    """

    outlet: str | None
    articles: int
    statements: int
    named: int
    unnamed: int
    documents: int
    unattributed: int
    unresolved: int


def sources(store: Store, about: About = About(), limit: int | None = None) -> Answers[Sourcing]:  # noqa: B008 - it is frozen
    """How each outlet names its sources, the one with most statements first.

    Raises:
        QuestionError: the filters make no sense.
        LedgerError: the ledger cannot be read.
    """
    sort, speaker = statements.c.source_sort, statements.c.speaker
    apart = sort.in_(("unnamed", "document", "unattributed"))
    kinds = {
        "named": ~apart & speaker.is_not(None), "unnamed": sort == "unnamed", "documents": sort == "document",
        "unattributed": sort == "unattributed", "unresolved": ~apart & speaker.is_(None),
    }  # fmt: skip
    count = func.count()
    columns = [func.sum(case((condition, 1), else_=0)).label(name) for name, condition in kinds.items()]
    joined = statements.join(readings, readings.c.key == statements.c.reading).join(articles)
    chosen = select(
        articles.c.outlet, func.count(articles.c.key.distinct()).label("articles"), count.label("statements"), *columns
    ).select_from(joined)
    with store.read() as connection:
        chosen = about.narrowed(chosen, connection, store.dialect).group_by(articles.c.outlet)
        rows = connection.execute(chosen.order_by(count.desc(), articles.c.outlet)).mappings().all()
    found = tuple(Sourcing(**row) for row in rows)
    return Answers(Sourcing, found[:limit], limit is not None and len(found) > limit)
