"""Where each statement comes from, as PROV-O in JSON-LD: which reader, with which model, from which text.

Follows PROV-O, a W3C Recommendation of 2013 (https://www.w3.org/TR/prov-o/). An article is an entity, a frozen
form of the page at its address; a reading is an activity of the reader, a software agent, that used the article and
the model; statements and figures are entities that it generated, quoted from the article, and members of the
reading's collection. A verdict is an entity derived from what it is about and attributed to a person.

This is the provenance of Sayso's records. Through whom the words came is what the records say; a PROV agent
answers for an entity, and the person quoted does not answer for our reading of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sayso.exports.as_json import json_graph, known
from sayso.exports.entry import Entry
from sayso.exports.identifiers import (
    article_iri,
    figure_iri,
    hash_iri,
    reader_iri,
    reading_iri,
    statement_iri,
    verdict_iri,
)  # fmt: skip
from sayso.records import Article, ReaderVersion, Reading

if TYPE_CHECKING:
    from sayso.ledger.verdicts import Verdict

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def prov(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One JSON-LD document with its context inside, a node a line."""
    return json_graph(CONTEXT, _nodes(entries))


def _nodes(entries: Iterable[Entry]) -> Iterator[Node]:
    readers: set[ReaderVersion] = set()
    for entry in entries:
        reading = entry.reading
        if reading.reader not in readers:
            readers.add(reading.reader)
            yield from _reader(reading.reader)
        yield _article(reading.article)
        yield from _reading(reading)
        for verdict in entry.verdicts:
            yield from _verdict(reading.article, verdict)


def _reader(reader: ReaderVersion) -> Iterator[Node]:
    yield {
        "@id": reader_iri(reader),
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "rdfs:label": f"{reader.name} {reader.version}",
        "dcterms:hasVersion": reader.version,
    }
    if reader.model_sha256 is not None:
        yield {
            "@id": hash_iri(reader.model_sha256),
            "@type": "prov:Entity",
            "rdfs:label": f"model of {reader.name} {reader.version}",
            "dcterms:identifier": f"sha256:{reader.model_sha256}",
        }


def _article(article: Article) -> Node:
    page = None if article.url is None else {"@id": article.url}
    return {
        "@id": article_iri(article),
        "@type": "prov:Entity",
        "dcterms:identifier": article.id,
        **{
            name: value
            for name, value in {
                "dcterms:title": article.title,
                "dcterms:publisher": article.outlet,
                "dcterms:creator": article.byline,
                "dcterms:issued": article.published,
                "dcterms:language": article.language,
                "prov:specializationOf": page,
            }.items()
            if value is not None
        },
    }


def _reading(reading: Reading) -> Iterator[Node]:
    article, reader = reading.article, reading.reader
    collection = reading_iri(article, reader)
    activity = f"{collection}/activity"
    used = [{"@id": article_iri(article)}]
    if reader.model_sha256 is not None:
        used.append({"@id": hash_iri(reader.model_sha256)})
    yield {
        "@id": activity,
        "@type": "prov:Activity",
        "prov:used": used,
        "prov:wasAssociatedWith": {"@id": reader_iri(reader)},
    }
    parts = [(statement_iri(article, s), " … ".join(part.text for part in s.content)) for s in reading.statements]
    parts += [(figure_iri(article, figure), figure.text) for figure in reading.figures]
    yield {
        "@id": collection,
        "@type": ["prov:Entity", "prov:Collection"],
        "prov:wasGeneratedBy": {"@id": activity},
        "prov:wasDerivedFrom": {"@id": article_iri(article)},
        **known(**{"prov:hadMember": [{"@id": iri} for iri, _ in parts]}),
    }
    for iri, words in parts:
        yield {
            "@id": iri,
            "@type": "prov:Entity",
            "prov:value": words,
            "prov:wasGeneratedBy": {"@id": activity},
            "prov:wasQuotedFrom": {"@id": article_iri(article)},
        }


def _verdict(article: Article, verdict: Verdict) -> Iterator[Node]:
    about = article_iri(article)
    if verdict.state != "gone" and verdict.target == "statement" and verdict.statement is not None:
        about = statement_iri(article, verdict.statement)
    elif verdict.state != "gone" and verdict.target == "figure" and verdict.anchor is not None:
        about = figure_iri(article, (verdict.anchor.start, verdict.anchor.stop))
    person = f"{verdict_iri(verdict.id)}#by"
    yield {"@id": person, "@type": ["prov:Agent", "prov:Person"], "foaf:name": verdict.who}
    yield {
        "@id": verdict_iri(verdict.id),
        "@type": "prov:Entity",
        "prov:value": verdict.kind,
        "prov:wasDerivedFrom": {"@id": about},
        "prov:wasAttributedTo": {"@id": person},
        "prov:generatedAtTime": {"@type": "xsd:dateTime", "@value": verdict.at},
    }
