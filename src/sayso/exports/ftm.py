"""Statements for the FollowTheMoney world (Aleph, OpenSanctions): who said what, with the article as proof.

Follows the FollowTheMoney data model (https://followthemoney.tech). `ftm` gives entities, one JSON object a line:
an `Article`; a `Person`, `Organization`, `PublicBody` or `LegalEntity` for each named voice; and a `Note` for each
statement, whose `entity` is who made it and whose `proof` is the article. `ftm_statements` gives the same value by
value, in FollowTheMoney's own statement format, which says of every single value what it rests on.

A speaker known across articles has one id in all; others keep to their article, as namesakes must not become one.
An entity met in several articles comes once for each, as FollowTheMoney's fragments do (`ftm aggregate` joins them).
What somebody rejected is left out, and what somebody corrected is corrected.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exports.as_json import json_lines, known
from sayso.exports.entry import Entry, Outcome, Who, called
from sayso.exports.settled import settled
from sayso.records import Article, Statement, VoiceSort

DATASET = "sayso"
_SCHEMATA: dict[VoiceSort, str] = {
    "person": "Person", "group": "LegalEntity", "institution": "Organization", "government": "PublicBody",
    "outlet": "Organization",
}  # fmt: skip
"""What a named voice is; documents, and voices without a name, are no entities."""
_BASE = "id"
"""The property by which FollowTheMoney's statements say that an entity is there at all."""
Node = dict[str, Any]


def ftm(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Entities, a line each."""
    return json_lines(_entities(entries))


def ftm_statements(entries: Iterable[Entry]) -> Iterator[bytes]:
    """FollowTheMoney statements, a value a line."""
    return json_lines(line for entity in _entities(entries) for line in _values(entity))


def _entities(entries: Iterable[Entry]) -> Iterator[Node]:
    for entry in entries:
        reading, outcomes = settled(entry), entry.outcomes()
        yield _article(reading.article)
        speakers: dict[str, Node] = {}
        notes = []
        for statement in reading.statements:
            who = entry.speaker_of(statement)
            speaker = _speaker(reading.article, statement, who)
            if speaker is not None:
                speakers.setdefault(speaker["id"], speaker)
            notes.append(_note(reading.article, statement, who, speaker, outcomes.get(statement.id)))
        yield from speakers.values()
        yield from notes


def _article(article: Article) -> Node:
    published = None if article.published is None else article.published[:10]
    told = known(
        title=_one(article.title),
        author=_one(article.byline),
        publisher=_one(article.outlet),
        publishedAt=_one(published),
        sourceUrl=_one(article.url),
    )
    return {"id": _article_id(article), "schema": "Article", "properties": told}


def _speaker(article: Article, s: Statement, who: Who) -> Node | None:
    schema = _SCHEMATA.get(s.source.sort)
    if schema is None or who.name is None:
        return None
    scope = f"person {who.person}" if who.person else f"{article.id} {s.source.speaker or who.name}"
    return {"id": _id(scope), "schema": schema, "properties": {"name": _one(who.name)}}


def _note(article: Article, s: Statement, who: Who, speaker: Node | None, outcome: Outcome | None) -> Node:
    chain = " > ".join([*(called(v) for v in s.voices[:-1]), who.name or s.source.text or s.source.sort])
    told = known(
        description=_one(" … ".join(part.text for part in s.content)),
        summary=_one(f"{chain}: {s.cue.text}" if s.cue else chain),
        keywords=[s.stance, s.kind, *dict.fromkeys(f"hedge: {hedge.sort}" for hedge in s.hedges)],
        entity=None if speaker is None else [speaker["id"]],
        proof=[_article_id(article)],
        publisher=_one(article.outlet),
        sourceUrl=_one(article.url),
        notes=None if outcome is None else [f"{outcome.verdict} by {outcome.who}"],
    )
    return {"id": f"{DATASET}-{s.id}", "schema": "Note", "properties": told}


def _values(entity: Node) -> Iterator[Node]:
    yield _value(entity, _BASE, entity["id"])
    for prop, values in entity["properties"].items():
        for value in values:
            yield _value(entity, prop, value)


def _value(entity: Node, prop: str, value: str) -> Node:
    """One value, with the id that FollowTheMoney gives it: a hash of where it is and what it is."""
    key = f"{DATASET}.{entity['id']}.{prop}.{value}"
    return {
        "canonical_id": entity["id"],
        "entity_id": entity["id"],
        "prop": prop,
        "schema": entity["schema"],
        "value": value,
        "dataset": DATASET,
        "lang": None,
        "original_value": None,
        "first_seen": None,
        "last_seen": None,
        "external": False,
        "origin": None,
        "id": hashlib.sha1(key.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest(),
    }


def _article_id(article: Article) -> str:
    return f"{DATASET}-{article.id.removeprefix('sha256:')}"


def _id(words: str) -> str:
    return f"{DATASET}-{hashlib.sha256(words.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"


def _one(value: str | None) -> list[str]:
    """A property's values: none, or this one with its spaces and line ends made single spaces, as the model has it."""
    words = " ".join((value or "").split())
    return [words] if words else []
