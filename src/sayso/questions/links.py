"""What articles have in common: which were made from which, what was lost, which wordings differ, what is disputed.

Every answer has the words of both sides, and an id by which a person can reject it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection, or_, select

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger.schema import articles, claims, links
from sayso.ledger.store import Store
from sayso.ledger.verdicts import rejected_links
from sayso.linking.arrivals import KINDS, Kind
from sayso.linking.drift import Drift, Lost
from sayso.linking.evidence import Excerpt
from sayso.linking.gathered import Cause, Dispute
from sayso.linking.kept import decoded
from sayso.linking.origins import Derivation
from sayso.linking.parents import Kind as Made
from sayso.linking.variants import Variant, Why
from sayso.questions.answers import Answers
from sayso.questions.filters import published

_LEAST = 4


@dataclass(frozen=True, slots=True)
class Between:
    """Which links; whatever is None does not matter.

    Args:
        words: all of them stand in what is shown of one side or the other, case aside.
        outlet: a part of the name of an outlet on either side, case aside.
        since: the later article was published on or after this date (2026, 2026-03, 2026-03-04 …).
        until: it was published on or before this date; a month or a year counts whole.
        rejected: whether links that somebody rejected are given too.
    """

    words: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article at `[start, stop)`, with what is known of it; `article` is None where it was not read."""

    words: str
    article: str | None
    start: int | None
    stop: int | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Derived:
    """An article that was made from another, or from what an outlet published that is not in the ledger.

    `share` is the part of the article's words, 0 to 1, that it explains; `here` and `there` are the longest passages
    that show it, and `passages` counts such pairs.
    """

    id: str
    how: Made
    share: float
    reason: str
    passages: int
    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Loss:
    """What was lost or changed from `there` to `here`, which was made from it."""

    id: str
    lost: Lost
    words: str
    reason: str
    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Worded:
    """One utterance in two wordings; `differ` are the words that do, here and there."""

    id: str
    speaker: str
    why: Why
    differ: tuple[tuple[str, str], ...]
    here: Passage
    there: Passage


@dataclass(frozen=True, slots=True)
class Held:
    """What one side of a dispute holds, on whose word, and where."""

    holds: str
    voices: tuple[str, ...]
    statements: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Disputed:
    """Sides that cannot all hold, and why not."""

    id: str
    cause: Cause
    about: str
    reason: str
    sides: tuple[Held, ...]


def origins(store: Store, between: Between = Between(), limit: int | None = None) -> Answers[Derived]:
    """Which articles were made from which, those published first first.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    return _asked(store, "derivation", Derived, between, limit)


def drift(store: Store, between: Between = Between(), limit: int | None = None) -> Answers[Loss]:
    """What got lost from one article to the next, by the date of the later one.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    return _asked(store, "drift", Loss, between, limit)


def variants(store: Store, between: Between = Between(), limit: int | None = None) -> Answers[Worded]:
    """Quotations that one article has in other words than another.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    return _asked(store, "variant", Worded, between, limit)


def disputes(store: Store, between: Between = Between(), limit: int | None = None) -> Answers[Disputed]:
    """What cannot both hold, within an article and across.

    Raises:
        QuestionError: a date is none.
        LedgerError: the ledger cannot be read.
    """
    return _asked(store, "dispute", Disputed, between, limit)


def link_named(store: Store, begins: str) -> str:
    """The id of the link that begins so.

    Raises:
        NothingNamedError: there is none.
        QuestionError: there are several, or too few characters are given.
    """
    if len(begins) < _LEAST:
        raise QuestionError(f"{begins!r} is too short for an id; give {_LEAST} characters or more")
    with store.read() as connection:
        found: set[str] = set()
        for column in (links.c.id, claims.c.link):
            wanted = select(column).where(column.startswith(begins, autoescape=True)).limit(5)
            found.update(connection.execute(wanted).scalars())
    if not found:
        raise NothingNamedError(f"there is no link {begins}; see: sayso disputes, sayso origins, sayso trace")
    if len(found) > 1:
        raise QuestionError(f"several ids begin with {begins}: {', '.join(sorted(found))} …")
    return found.pop()


class Articles(dict[str, Any]):
    """What is known of articles by their ids, looked up as it is needed."""

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, article: str) -> Any:
        columns = [articles.c[name] for name in ("outlet", "published", "title", "url")]
        self[article] = self._connection.execute(select(*columns).where(articles.c.id == article)).one()
        return self[article]

    def passage(self, where: Excerpt) -> Passage:
        """An excerpt with what is known of its article."""
        return Passage(where.text, where.article, where.start, where.end, *self[where.article])


def _asked(store: Store, kind: Kind, row: type[Any], between: Between, limit: int | None) -> Answers[Any]:
    found: list[Any] = []
    with store.read() as connection:
        known, rejected = Articles(connection), rejected_links(connection)
        for link, body in _rows(connection, kind, between):
            if link in rejected and not between.rejected:
                continue
            shown = _shown(known, link, body)
            if between.words is None or _holds(shown, between.words):
                found.append(shown)
                if limit is not None and len(found) > limit:
                    break
    return Answers(row, tuple(found[:limit]), limit is not None and len(found) > limit)


def _rows(connection: Connection, kind: Kind, between: Between) -> Iterator[tuple[str, Any]]:
    other = articles.alias("other_article")
    joined = links.join(articles, articles.c.key == links.c.article).outerjoin(other, other.c.key == links.c.other)
    wanted = select(links.c.id, links.c.body).select_from(joined).where(links.c.kind == kind)
    wanted = wanted.where(*published(between.since, between.until))
    if between.outlet is not None:
        sides = (side.c.outlet.icontains(between.outlet, autoescape=True) for side in (articles, other))
        credited = links.c.about if kind == "derivation" else None
        wanted = wanted.where(or_(*sides, *([] if credited is None else [links.c.why.icontains(between.outlet)])))
    for row in connection.execute(wanted.order_by(articles.c.published, articles.c.id, links.c.id)):
        yield row.id, decoded(row.body, KINDS[kind])


def _shown(known: Articles, link: str, body: Any) -> Any:
    if isinstance(body, Derivation):
        return _derivation(known, link, body)
    if isinstance(body, Dispute):
        return _dispute(known, link, body)
    here, there = known.passage(body.here), known.passage(body.there)
    if isinstance(body, Drift):
        return Loss(link, body.lost, body.words, body.reason, here, there)
    variant = cast("Variant", body)
    differ = tuple((a.text, b.text) for a, b in variant.differ)
    return Worded(link, variant.speaker, variant.why, differ, here, there)


def _derivation(known: Articles, link: str, one: Derivation) -> Derived:
    longest = max(one.evidence, key=lambda pair: (len(pair.here.text), -pair.here.start), default=None)
    if longest is not None:
        here, there = known.passage(longest.here), known.passage(longest.there)
    else:
        credit = next((c.of or c.by for c in one.credits if c.of or c.by), None)
        here = known.passage(credit) if credit else Passage("", one.article, None, None, *known[one.article])
        there = Passage("", None, None, None, one.outlet, None, None, None)
    return Derived(link, one.kind, one.share, one.reason, len(one.evidence), here, there)


def _dispute(known: Articles, link: str, one: Dispute) -> Disputed:
    sides = tuple(
        Held(side.holds, side.voices, side.statements, tuple(map(known.passage, side.passages))) for side in one.sides
    )
    return Disputed(link, one.cause, one.about, one.reason, sides)


def _holds(shown: Any, words: str) -> bool:
    """Whether all words stand in the passages that are shown."""
    if isinstance(shown, Disputed):
        told = " ".join([shown.about, *(p.words for side in shown.sides for p in side.passages)])
        told += " ".join(voice for side in shown.sides for voice in side.voices)
    else:
        told = f"{shown.here.words} {shown.there.words} {shown.here.title} {shown.there.title}"
    return all(word in told.casefold() for word in words.casefold().split())
