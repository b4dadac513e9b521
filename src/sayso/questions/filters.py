"""Which statements a question is about: one set of filters for all questions, and how they become SQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from sayso.errors import QuestionError
from sayso.ledger import naming
from sayso.ledger.dialects import Dialect
from sayso.ledger.schema import articles, readings, statements, verdicts
from sayso.ledger.searching import Query
from sayso.questions.cluster import cluster
from sayso.records import HedgeSort, Stance, StatementKind, VoiceSort

LIMIT = 50
"""Rows given where nobody says how many."""

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?")
_HIGHEST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class About:
    """Which statements; whatever is None does not matter.

    Args:
        who: the speaker's name, or words of it; names that were merged count as one.
        words: to be found in what is said or in the speaker's name, written as on the web.
        outlet: who published it, or a part of that name, case aside.
        kind: direct, indirect or mixed.
        stance: asserts, denies and so on.
        hedge: a sort of hedge that it must have.
        sort: the sort of voice: person, unnamed and so on.
        since: published on or after this date (2026, 2026-03, 2026-03-04 …).
        until: published on or before this date; a month or a year counts whole.
        rejected: whether statements that somebody rejected are given too.
        tag: a tag that somebody gave it.
        near: the id of an article, of which the first characters will do: only what is said in its story.
    """

    who: str | None = None
    words: str | None = None
    outlet: str | None = None
    kind: StatementKind | None = None
    stance: Stance | None = None
    hedge: HedgeSort | None = None
    sort: VoiceSort | None = None
    since: str | None = None
    until: str | None = None
    rejected: bool = False
    tag: str | None = None
    near: str | None = None

    def narrowed(self, chosen: Select[Any], connection: Connection, dialect: Dialect) -> Select[Any]:
        """`chosen`, over statements joined to articles, with only the rows this is about.

        Raises:
            QuestionError: there is no word in a search, or a date is none.
        """
        query = self.query(connection)
        if query is not None:
            chosen = dialect.matching(chosen, statements, query)
        if self.tag is not None:
            chosen = chosen.where(statements.c.id.in_(tagged(connection, self.tag)))
        if self.near is not None:
            chosen = chosen.where(articles.c.key.in_(cluster(connection, self.near)))
        return chosen.where(readings.c.is_current, *self._conditions())

    def query(self, connection: Connection) -> Query | None:
        """What is searched for in full text, if anything is."""
        named = None if self.who is None else Query.named(aliases(connection, self.who))
        if self.words is None:
            return named
        said = Query.of(self.words, "content" if named else None)
        return said if named is None else named.both(said)

    def _conditions(self) -> Iterator[ColumnElement[bool]]:
        exact = {"kind": self.kind, "stance": self.stance, "source_sort": self.sort}
        yield from (statements.c[column] == value for column, value in exact.items() if value is not None)
        if self.hedge is not None:
            yield statements.c.hedged.contains(f" {self.hedge} ", autoescape=True)
        if not self.rejected:
            yield statements.c.verdict.is_distinct_from("rejected")
        yield from published(self.since, self.until)
        if self.outlet is not None:
            yield of_outlet(self.outlet)


def published(since: str | None, until: str | None) -> Iterator[ColumnElement[bool]]:
    """Articles of a period; dates are text, and sort as they should.

    Raises:
        QuestionError: one is no date.
    """
    for date in filter(None, (since, until)):
        if not _DATE.fullmatch(date):
            raise QuestionError(f"{date!r} is no date; write it as 2026, 2026-03 or 2026-03-04")
    if since:
        yield articles.c.published >= since
    if until:
        yield articles.c.published <= until + _HIGHEST


def of_outlet(outlet: str) -> ColumnElement[bool]:
    """Articles of an outlet whose name holds `outlet`, case aside."""
    return articles.c.outlet.icontains(outlet, autoescape=True)


def aliases(connection: Connection, name: str) -> list[str]:
    """A name, and what it goes by after people merged speakers: the statements have the last name they were given."""
    found = [name]
    for merge in naming.merges(connection):
        if merge.names & set(map(naming.folded, found)) and merge.into not in found:
            found.append(merge.into)
    return found


def tagged(connection: Connection, tag: str) -> list[str]:
    """The ids of the statements that somebody gave a tag, case aside."""
    given = select(verdicts.c.statement, verdicts.c.body).where(verdicts.c.kind == "tag")
    wanted = tag.casefold()
    return [row.statement for row in connection.execute(given) if str(row.body.get("tag", "")).casefold() == wanted]
