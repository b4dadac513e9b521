"""One statement with all that a ledger knows of it: its sentence, its chain, its snapshots, its verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger import articles as article_rows
from sayso.ledger import rows
from sayso.ledger.schema import appearances, readings, statements
from sayso.ledger.store import Store
from sayso.ledger.verdicts import Verdict, all_verdicts
from sayso.records import Article, ReaderVersion, Statement

_LEAST = 4
"""Characters of an id that may stand for all of it, where no other begins with them."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """Where the article was met: under which name and address, when, and the hash of the bytes it came in."""

    name: str
    address: str
    seen: str
    content: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement of a current reading.

    Args:
        statement: as it was read.
        speaker: the name that it goes by now; a person's word before linking's before the reader's.
        verdict: confirmed, corrected or rejected, if people said so; `corrected` is what it was corrected to.
        before: the text before the statement's first word, from the beginning of its sentence or so.
        words: the text from its first word to its last.
        after: the text after that, to the end of the sentence or so.
        start: where `words` begin in the article's text.
        reader: who read it.
        article: the frozen text and what is known of it.
        appearances: where it was met, oldest first.
        verdicts: what people said of the statement, oldest first.
        inside: the statements directly inside this one.
    """

    statement: Statement
    speaker: str | None
    verdict: str | None
    corrected: dict[str, Any] | None
    before: str
    words: str
    after: str
    start: int
    reader: ReaderVersion
    article: Article
    appearances: tuple[Appearance, ...]
    verdicts: tuple[Verdict, ...]
    inside: tuple[Statement, ...]


def show(store: Store, statement: str) -> Shown:
    """The statement with an id, of which the first characters are enough where no other id has them.

    Raises:
        NothingNamedError: there is no such statement.
        QuestionError: several ids begin so, or too few characters are given.
        LedgerError: the ledger cannot be read.
    """
    if len(statement) < _LEAST:
        raise QuestionError(f"{statement!r} is too short for an id; give {_LEAST} characters or more")
    begins = statements.c.id.startswith(statement, autoescape=True)
    wanted = select(statements.c.reading, statements.c.id, statements.c.speaker, statements.c.verdict,
                    statements.c.corrected).where(begins, readings.c.is_current)  # fmt: skip
    with store.read() as connection:
        found = connection.execute(
            wanted.join(readings, readings.c.key == statements.c.reading).order_by(statements.c.id).limit(5)
        ).all()
        if not found:
            raise NothingNamedError(f"there is no statement {statement}; see: sayso search WORDS")
        exact = [row for row in found if row.id == statement] or found
        if len({row.id for row in exact}) > 1:
            raise QuestionError(f"several ids begin with {statement}: {', '.join(row.id for row in exact)} …")
        row = exact[0]
        head = connection.execute(select(readings).where(readings.c.key == row.reading)).mappings().one()
        article = article_rows.by_key(connection, [head["article"]])[head["article"]]
        (reading,) = rows.readings(connection, [head], {head["article"]: article})
        met = select(appearances).where(appearances.c.article == head["article"]).order_by(appearances.c.seen)
        places = tuple(
            Appearance(a["name"], a["address"], a["seen"], a["content"])
            for a in connection.execute(met.order_by(appearances.c.key)).mappings()
        )
    this = next(s for s in reading.statements if s.id == row.id)
    start, stop = _hull(this)
    begin, end = _sentence(article.text, start, stop)
    given = tuple(v for v in all_verdicts(store, article.id) if v.statement == row.id)
    return Shown(
        this, row.speaker, row.verdict, row.corrected, article.text[begin:start], article.text[start:stop],
        article.text[stop:end], start, reading.reader, article, places, given,
        tuple(s for s in reading.statements if s.within == row.id),
    )  # fmt: skip


def _hull(statement: Statement) -> tuple[int, int]:
    """From the first of a statement's words to the last."""
    spans = list(_spans(statement))
    return min(a for a, _ in spans), max(b for _, b in spans)


def _spans(statement: Statement) -> Iterator[tuple[int, int]]:
    yield from ((part.start, part.end) for part in statement.content)
    if statement.cue is not None:
        yield statement.cue.start, statement.cue.end
    if statement.source.start is not None and statement.source.end is not None:
        yield statement.source.start, statement.source.end


def _sentence(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where the sentences around `[start, stop)` begin and end, within their paragraphs."""
    begin = text.rfind("\n", 0, start) + 1
    for mark in (". ", "! ", "? ", ".” ", "!” ", "?” "):
        begin = max(begin, text.rfind(mark, begin, start) + len(mark) if text.rfind(mark, begin, start) >= 0 else begin)
    ends = [at for at in (text.find("\n", stop), len(text)) if at >= 0]
    for mark in (". ", "! ", "? "):
        at = text.find(mark, max(stop - 1, start))
        ends += [at + 1] if at >= 0 else []
    return min(begin, start), max(min(ends), stop)
