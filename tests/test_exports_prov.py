"""PROV-O, read by RDFLib and by the prov package, which are not ours."""

import json
from dataclasses import replace

import pytest
from prov.model import ProvDocument
from rdflib import DCTERMS, FOAF, PROV, RDF, RDFS, Graph, Literal, URIRef

from sayso.exports.entry import Entry
from sayso.exports.identifiers import hash_iri, reader_iri, reading_iri, verdict_iri
from tests.exported import ARTICLE, IRI, JUDGED, PLAIN, READER, READING, exported

# rdflib's own JSON-LD reader still makes what rdflib would have others no longer make.
pytestmark = pytest.mark.filterwarnings("ignore:.*(ConjunctiveGraph|Dataset.default_context).*:DeprecationWarning")

TEXT, PAGE = URIRef(IRI), URIRef("https://wire.example/ferry?a=1&b=2")
AGENT, MODEL = URIRef(reader_iri(READER)), URIRef(hash_iri(READER.model_sha256 or ""))
TAKEN = URIRef(reading_iri(ARTICLE, READER))
ACTIVITY = URIRef(f"{TAKEN}/activity")
TOLD = URIRef(f"{IRI}#00000000000000a3")


def graph(*entries: Entry) -> Graph:
    return Graph().parse(data=exported("prov", *entries), format="json-ld")


def test_a_statement_leads_back_to_the_text_the_reader_and_its_model() -> None:
    told = graph(PLAIN)
    words = "“At least 12 people died in Velmar on 3 March 2026,” … “more 🚑 are needed.”"
    assert set(told.predicate_objects(TOLD)) == {
        (RDF.type, PROV.Entity),
        (PROV.value, Literal(words)),
        (PROV.wasGeneratedBy, ACTIVITY),
        (PROV.wasQuotedFrom, TEXT),
    }
    assert set(told.predicate_objects(ACTIVITY)) == {
        (RDF.type, PROV.Activity),
        (PROV.used, TEXT),
        (PROV.used, MODEL),
        (PROV.wasAssociatedWith, AGENT),
    }
    assert set(told.predicate_objects(AGENT)) == {
        (RDF.type, PROV.Agent),
        (RDF.type, PROV.SoftwareAgent),
        (RDFS.label, Literal("sayso-rules 7")),
        (DCTERMS.hasVersion, Literal("7")),
    }
    assert told.value(MODEL, DCTERMS.identifier) == Literal(f"sha256:{READER.model_sha256}")
    assert told.value(TEXT, PROV.specializationOf) == PAGE
    assert len(set(told.objects(TAKEN, PROV.hadMember))) == len(READING.statements) + len(READING.figures)


def test_a_verdict_is_a_persons() -> None:
    told = graph(JUDGED)
    verdict = URIRef(verdict_iri(JUDGED.verdicts[0].id))
    assert told.value(verdict, PROV.wasDerivedFrom) == TOLD
    by = told.value(verdict, PROV.wasAttributedTo)
    assert by is not None
    assert set(told.predicate_objects(by)) == {
        (RDF.type, PROV.Agent),
        (RDF.type, PROV.Person),
        (FOAF.name, Literal("Ines Rowe")),
    }
    figure = URIRef(f"{IRI}#figure-{READING.figures[0].start}-{READING.figures[0].end}")
    assert (URIRef(verdict_iri(JUDGED.verdicts[4].id)), PROV.wasDerivedFrom, figure) in told


def test_a_reader_without_a_model_and_a_text_without_an_address() -> None:
    rules = replace(READER, model_sha256=None)
    bare = Entry(replace(READING, reader=rules, article=replace(ARTICLE, url=None)))
    told = graph(bare)
    assert list(told.objects(URIRef(f"{reading_iri(ARTICLE, rules)}/activity"), PROV.used)) == [TEXT]
    assert told.value(TEXT, PROV.specializationOf) is None


def test_only_terms_of_prov_o_are_used_and_each_thing_is_of_one_sort() -> None:
    told = graph(PLAIN, JUDGED)
    # rdflib's PROV is the closed list of the W3C's terms: one that is none of them raises an error.
    for term in {*told.predicates(), *told.objects(None, RDF.type)}:
        if str(term).startswith(str(PROV)):
            assert PROV[str(term).removeprefix(str(PROV))] == term
    sorts = {PROV.Entity, PROV.Activity, PROV.Agent}
    for subject in set(told.subjects()):
        assert len(sorts & set(told.objects(subject, RDF.type))) == 1, subject
    # PROV-CONSTRAINTS: what is used or derived from is an entity, what generates an activity.
    for predicate, sort in (
        (PROV.used, PROV.Entity), (PROV.wasGeneratedBy, PROV.Activity), (PROV.wasAssociatedWith, PROV.Agent),
        (PROV.wasQuotedFrom, PROV.Entity), (PROV.hadMember, PROV.Entity), (PROV.wasAttributedTo, PROV.Agent),
    ):  # fmt: skip
        assert all((thing, RDF.type, sort) in told for thing in told.objects(None, predicate)), predicate


def test_the_prov_package_reads_the_same_records() -> None:
    # The package knows things by qualified names alone: a plain address, and a prefix for each name's first part.
    told = graph(Entry(replace(READING, article=replace(ARTICLE, url="https://wire.example/ferry"))))
    for prefix, first in {"text": "ni:///sha-256;", "id": "urn:uuid:", "page": "https://wire.example/"}.items():
        told.bind(prefix, first)
    turtle = told.serialize(format="turtle")
    document = ProvDocument.deserialize(content=turtle, format="rdf", rdf_format="turtle")
    kinds = [type(record).__name__ for record in document.get_records()]
    assert {kind: kinds.count(kind) for kind in ("ProvActivity", "ProvAgent", "ProvUsage", "ProvAssociation")} == {
        "ProvActivity": 1, "ProvAgent": 1, "ProvUsage": 2, "ProvAssociation": 1,
    }  # fmt: skip
    assert kinds.count("ProvGeneration") == len(READING.statements) + len(READING.figures) + 1


def test_a_reader_of_many_articles_is_told_once() -> None:
    nodes = json.loads(exported("prov", PLAIN, PLAIN))["@graph"]
    assert [node["@id"] for node in nodes].count(str(AGENT)) == 1


@pytest.mark.parametrize("term", ["wasQuotedForm", "wasMadeBy"])
def test_the_list_of_terms_is_closed(term: str) -> None:
    with pytest.raises(AttributeError):
        PROV[term]
