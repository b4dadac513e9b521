"""What verdicts make of statements and figures: written beside what the machine read, whenever that is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, RowMapping, Table, select, update

from sayso.ledger import naming
from sayso.ledger.anchors import Anchor, Offsets, best
from sayso.ledger.schema import appearances, articles, figures, statements
from sayso.ledger.schema import verdicts as table

State = Literal["stands", "moved", "gone"]

OUTCOMES = {"confirm": "confirmed", "correct": "corrected", "reject": "rejected", "split": "corrected"}
"""What a statement or figure is after a verdict that changes something."""


def apply_to(connection: Connection, article: int, keys: Sequence[int]) -> None:
    """Write what the standing verdicts make of the readings `keys` of an article."""
    given, taken_back = _on_article(connection, article)
    text = text_of(connection, article) if given else ""
    for key in keys if taken_back else ():
        for source in (statements, figures):
            judged = (source.c.reading == key, source.c.verdict.is_not(None))
            connection.execute(update(source).where(*judged).values(verdict=None, corrected=None))
    for key in keys if given else ():
        for kind, source in (("statement", statements), ("figure", figures)):
            rows = rows_of(connection, source, key)
            about = [v for v in given if v["target"] == kind]
            for place, made in _made_of(connection, rows, about, article, text).items():
                of_row = (source.c.reading == key, source.c.position == rows[place]["position"])
                connection.execute(update(source).where(*of_row).values(_values(made, rows[place])))
    if given or taken_back or naming.merges(connection):
        naming.name_anew(connection, keys)


def rows_of(connection: Connection, source: Table, key: int) -> list[RowMapping]:
    """The statements or figures of the reading in a row, in order."""
    found = connection.execute(select(source).where(source.c.reading == key).order_by(source.c.position))
    return list(found.mappings())


def versions_of(connection: Connection, article: int) -> list[int]:
    """The articles that were met where this one was, itself among them."""
    addresses = select(appearances.c.address_key).where(appearances.c.article == article)
    same = select(appearances.c.article).where(appearances.c.address_key.in_(addresses)).distinct()
    return sorted({article, *connection.execute(same).scalars()})


def _on_article(connection: Connection, article: int) -> tuple[list[RowMapping], bool]:
    """The verdicts that change something, on an article or on other versions of its page, oldest first.

    And whether any was taken back: it changes nothing any more.
    """
    kinds = (*OUTCOMES, "withdraw")
    wanted = select(table).where(table.c.article.in_(versions_of(connection, article)), table.c.kind.in_(kinds))
    rows = list(connection.execute(wanted.order_by(table.c.key)).mappings())
    taken_back = {row["body"]["verdict"] for row in rows if row["kind"] == "withdraw"}
    return [row for row in rows if row["kind"] != "withdraw" and row["id"] not in taken_back], bool(taken_back)


def _made_of(
    connection: Connection,
    rows: Sequence[Mapping[Any, Any]],
    given: Sequence[Mapping[Any, Any]],
    article: int,
    text: str,
) -> dict[int, dict[str, Any]]:
    """What verdicts make of statements or figures, by their place among `rows`: later ones go before earlier."""
    made: dict[int, dict[str, Any]] = {}
    for verdict in given:
        place, _ = place_of(verdict, rows, article, text)
        if place is not None:
            so_far = made.setdefault(place, {"corrected": {}})
            so_far["verdict"] = OUTCOMES[verdict["kind"]]
            if so_far["verdict"] == "corrected":
                so_far["corrected"] |= _body_in(connection, verdict, article, text)
                if "source" in verdict["body"]:
                    so_far["corrected"]["source_by"] = verdict["id"]
    return made


def _body_in(connection: Connection, verdict: Mapping[Any, Any], article: int, text: str) -> dict[str, Any]:
    """What a verdict says, its spans as they stand in another version of the page; those that do not are left out."""
    body = dict(verdict["body"])
    if verdict["article"] == article or not {"source_span", "content"} & set(body):
        return body
    before = text_of(connection, verdict["article"])
    if "source_span" in body:
        body["source_span"] = Anchor.at(before, *body["source_span"]).find(text)
    if "content" in body:
        parts = [Anchor.at(before, *span).find(text) for span in body["content"]]
        body["content"] = None if None in parts else parts
    return {name: value for name, value in body.items() if value is not None}


def place_of(
    verdict: Mapping[Any, Any], rows: Sequence[Mapping[Any, Any]], article: int, text: str
) -> tuple[int | None, State]:
    """Which of `rows` (statements or figures, as the verdict's target is) a verdict is about now."""
    anchor = anchor_of(verdict)
    if anchor is None:
        return None, "stands"
    of_statement = verdict["target"] == "statement"
    for place, row in enumerate(rows if verdict["article"] == article else ()):
        if row["id"] == verdict["statement"] if of_statement else at(row) == (anchor.start, anchor.stop):
            return place, "stands"
    found = anchor.find(text)
    alike = [n for n, row in enumerate(rows) if not of_statement or _same_saying(verdict, row)]
    nearest = None if found is None else best(found, [hull(rows[n]) if of_statement else at(rows[n]) for n in alike])
    return (None, "gone") if nearest is None else (alike[nearest], "moved")


def _same_saying(verdict: Mapping[Any, Any], row: Mapping[Any, Any]) -> bool:
    """Whether a statement has the cue or the source of the one a verdict was about: its edges alone may differ.

    One statement inside another covers nearly the same words, and is another's.
    """
    return any(verdict[f"of_{part}"] == row[part] is not None for part in ("cue", "source_text"))


def _values(made: Mapping[str, Any], row: Mapping[Any, Any]) -> dict[str, Any]:
    values = {"verdict": made["verdict"], "corrected": made["corrected"] or None}
    by = made["corrected"].get("source_by")
    if by is not None and by != (row["corrected"] or {}).get("source_by"):
        values["person"] = None  # whoever it was, it is somebody else now; linking finds out who
    return values


def hull(row: Mapping[Any, Any]) -> Offsets:
    """From where a statement's cue and content begin to where they end: `[start, stop)`."""
    spans = [(part[1], part[2]) for part in row["contents"]]
    if row["cue"] is not None:
        spans.append((row["cue_start"], row["cue_stop"]))
    return min(start for start, _ in spans), max(stop for _, stop in spans)


def at(row: Mapping[Any, Any]) -> Offsets:
    """Where a figure stands: `[start, stop)`."""
    return row["start"], row["stop"]


def anchor_of(row: Mapping[Any, Any]) -> Anchor | None:
    """What a verdict points at, if it is about words of an article."""
    return None if row["exact"] is None else Anchor(*(row[name] for name in Anchor.__slots__))


def text_of(connection: Connection, article: int) -> str:
    """The text of the article in a row."""
    return str(connection.execute(select(articles.c.text).where(articles.c.key == article)).scalar_one())
