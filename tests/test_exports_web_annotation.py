"""Web Annotations hold to the W3C's model, and their selectors lead others to the same words."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from sayso.exports.entry import Entry
from sayso.ledger.anchors import Anchor
from sayso.ledger.verdicts import Kind
from sayso.records import Article, Reading, Span, Statement, Voice
from tests.exported import ARTICLE, DENIED, IRI, JUDGED, PLAIN, READER, READING, TEXT, exported

ANNOTATOR = Path(__file__).parent / "annotator"

OA, RDF, AS = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://www.w3.org/ns/activitystreams#",
)
PROPERTIES = {
    "body": OA + "hasBody", "target": OA + "hasTarget", "source": OA + "hasSource", "selector": OA + "hasSelector",
    "state": OA + "hasState", "cached": OA + "cachedSource", "creator": "http://purl.org/dc/terms/creator",
    "generator": AS + "generator", "first": AS + "first",
}  # fmt: skip
VALUES = {
    "exact": OA + "exact", "prefix": OA + "prefix", "suffix": OA + "suffix", "start": OA + "start", "end": OA + "end",
    "value": RDF + "value", "format": "http://purl.org/dc/elements/1.1/format",
    "created": "http://purl.org/dc/terms/created", "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label", "total": AS + "totalItems", "startIndex": AS + "startIndex",
}  # fmt: skip
TYPES = {
    **{name: OA + name for name in (
        "Annotation", "SpecificResource", "TextualBody", "TextQuoteSelector", "TextPositionSelector", "TimeState",
    )},
    "Person": "http://xmlns.com/foaf/0.1/Person", "AnnotationCollection": AS + "OrderedCollection",
    "AnnotationPage": AS + "OrderedCollectionPage",
}  # fmt: skip
MOTIVATIONS = (
    "assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating "
    "questioning replying tagging"
).split()
CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: {"@id": iri, "@type": "@id"} for name, iri in PROPERTIES.items()},
    **VALUES,
    **TYPES,
    **{name: OA + name for name in MOTIVATIONS},
    "motivation": {"@id": OA + "motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": OA + "hasPurpose", "@type": "@vocab"},
    "items": {"@id": AS + "items", "@type": "@id", "@container": "@list"},
}
"""The terms of the model that we use, as its vocabulary defines them (https://www.w3.org/TR/annotation-vocab/)."""


def document(*entries: Entry) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(exported("web-annotation", *entries))
    return made


def annotations(*entries: Entry) -> list[dict[str, Any]]:
    return [item for collection in document(*entries)["@graph"] for item in collection["first"]["items"]]


def values(item: dict[str, Any]) -> list[str]:
    return [body["value"] for body in item["body"]]


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every JSON object in a value."""
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from objects(part)


def test_a_statement_is_an_annotation_of_its_content() -> None:
    found = {item["id"]: item for item in annotations(PLAIN)}
    first, second = DENIED.content[0].start, DENIED.content[0].end
    assert found[f"{IRI}#{DENIED.id}"] == {
        "id": f"{IRI}#00000000000000a4",
        "type": "Annotation",
        "motivation": "describing",
        "generator": "urn:uuid:a1bf2fab-2183-54f0-943e-6796f7cb7a88",
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": "Ada Vell: denied"},
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "denies"},
            {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "indirect"},
        ],
        "target": [
            {
                "type": "SpecificResource",
                "source": "https://wire.example/ferry?a=1&b=2",
                "state": {"type": "TimeState", "cached": IRI},
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": "that 3 civilians were injured",
                        "prefix": "“more 🚑 are needed.” She denied ",
                        "suffix": ".\n",
                    },
                    {"type": "TextPositionSelector", "start": first, "end": second},
                ],
            }
        ],
    }
    assert list(found) == [
        f"{IRI}#{part}"
        for part in (
            "00000000000000a1", "00000000000000a1/source", "00000000000000a1/cue",
            "00000000000000a2", "00000000000000a2/source", "00000000000000a2/cue", "00000000000000a2/hedge-1",
            "00000000000000a3", "00000000000000a3/source", "00000000000000a3/cue", "00000000000000a3/addressee",
            "00000000000000a4", "00000000000000a4/source", "00000000000000a4/cue",
            f"figure-{TEXT.index('At least')}-{TEXT.index(' died')}",
            f"figure-{TEXT.index('3 civ')}-{TEXT.index(' were inj')}",
        )
    ]  # fmt: skip


def test_an_article_without_an_address_is_itself_the_source() -> None:
    nowhere = replace(READING, article=replace(ARTICLE, url=None))
    targets = [target for item in annotations(Entry(nowhere)) for target in item["target"]]
    assert {target["source"] for target in targets} == {IRI}
    assert not any("state" in target for target in targets)


def test_a_verdict_is_a_persons_annotation_of_a_statement() -> None:
    said = [
        (item["creator"]["name"], item["created"], item["motivation"], item["target"], values(item))
        for item in annotations(JUDGED)
        if "creator" in item
    ]
    figure = f"{IRI}#figure-{TEXT.index('At least')}-{TEXT.index(' died')}"
    assert said == [
        ("Ines Rowe", "2026-03-05T10:01:00Z", "assessing", f"{IRI}#00000000000000a3", ["confirm"]),
        ("Ines Rowe", "2026-03-05T10:02:00Z", "commenting", f"{IRI}#00000000000000a3",
         ["note", "text: heard on the recording <twice>"]),
        ("Ines Rowe", "2026-03-05T10:03:00Z", "assessing", f"{IRI}#00000000000000a2",
         ["reject", "why: the aides are not in the piece"]),
        ("Ines Rowe", "2026-03-05T10:04:00Z", "editing", f"{IRI}#00000000000000a4",
         ["correct", "source: Vell, Ada", "content: 3 civilians were injured"]),
        ("Ines Rowe", "2026-03-05T10:05:00Z", "editing", figure, ["correct", "low: 13", "bound: exact", "high: 13"]),
        ("Ines Rowe", "2026-03-05T10:06:00Z", "tagging", f"{IRI}#00000000000000a4", ["tag", "tag: harbour"]),
    ]  # fmt: skip


def test_a_verdict_on_what_is_gone_points_at_the_words() -> None:
    gone = replace(JUDGED.verdicts[0], state="gone")
    item = annotations(replace(JUDGED, verdicts=(gone,)))[-1]
    assert item["target"]["type"] == "SpecificResource"
    assert item["target"]["selector"][0]["exact"] == gone.anchor.exact if gone.anchor else None


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_verdict_has_its_motivation(kind: Kind) -> None:
    said = replace(JUDGED, verdicts=(replace(JUDGED.verdicts[0], kind=kind),))
    assert [values(item) for item in annotations(said) if "creator" in item] == [[kind]]


def test_every_term_is_the_models_and_every_shape_as_it_asks() -> None:
    made = document(JUDGED)
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    for thing in objects(made["@graph"]):
        assert set(thing) <= set(CONTEXT)
        assert thing["type"] in TYPES
        for term in ("motivation", "purpose"):
            assert thing.get(term, "linking") in MOTIVATIONS
    for item in annotations(JUDGED):
        assert re.match(r"[a-z]+:", item["id"])
        assert item["target"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", item.get("created", "2026-01-01T00:00:00Z"))
    for thing in objects(made["@graph"]):
        match thing["type"]:
            case "SpecificResource":
                assert isinstance(thing["source"], str)
            case "TextualBody":
                assert isinstance(thing["value"], str)
            case "TextQuoteSelector":
                assert thing["exact"] in TEXT
            case "TextPositionSelector":
                assert 0 <= thing["start"] < thing["end"] <= len(TEXT)
            case "AnnotationCollection":
                assert thing["total"] == len(thing["first"]["items"])


def test_it_expands_to_the_graph_that_it_means() -> None:
    made = {**document(JUDGED), "@context": CONTEXT}
    (collection,) = jsonld.expand(made)
    items = collection[AS + "first"][0][AS + "items"][0]["@list"]
    assert len(items) == len(annotations(JUDGED))
    statement = next(item for item in items if item["@id"] == f"{IRI}#{DENIED.id}")
    assert statement["@type"] == [OA + "Annotation"]
    assert statement[OA + "motivatedBy"] == [{"@id": OA + "describing"}]
    (target,) = statement[OA + "hasTarget"]
    assert target[OA + "hasSource"] == [{"@id": "https://wire.example/ferry?a=1&b=2"}]
    assert [s["@type"] for s in target[OA + "hasSelector"]] == [
        [OA + "TextQuoteSelector"], [OA + "TextPositionSelector"]
    ]  # fmt: skip
    assert sum(1 for _ in objects(jsonld.flatten(made))) > len(items)


def selectors_of(entry: Entry) -> list[dict[str, Any]]:
    targets = [target for item in annotations(entry) for target in item["target"]]
    return [selector for target in targets for selector in target["selector"]]


@given(text=st.text(min_size=1), cuts=st.tuples(st.integers(0), st.integers(0)))
def test_both_selectors_lead_to_the_words(text: str, cuts: tuple[int, int]) -> None:
    start, end = sorted(cut % (len(text) + 1) for cut in cuts)
    if start == end:
        return
    nobody = Voice(None, None, None, None, "unattributed")
    said = Statement("s1", "direct", "asserts", None, nobody, (nobody,), None, (Span.of(text, start, end),))
    quote, position = selectors_of(Entry(Reading(READER, Article(text), (said,))))
    assert text[position["start"] : position["end"]] == quote["exact"] == text[start:end]
    anchor = Anchor(quote["exact"], quote.get("prefix", ""), quote.get("suffix", ""), 0, 0)
    found = anchor.find(text)
    assert found is not None
    assert text[slice(*found)] == quote["exact"]


def resolved(text: str, selectors: list[dict[str, Any]]) -> list[list[tuple[int, str]]]:
    """Where Apache Annotator finds each selector, and the words there."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node.js (https://nodejs.org), version 18 or later")
    if not (ANNOTATOR / "node_modules" / "@apache-annotator" / "selector").exists():
        pytest.skip("needs Apache Annotator: (cd tests/annotator && npm install --no-package-lock)")
    ran = subprocess.run(
        [node, "resolve.mjs"],
        input=json.dumps({"text": text, "selectors": selectors}),
        capture_output=True, check=True, cwd=ANNOTATOR, encoding="utf-8",
    )  # fmt: skip
    return [[(start, words) for start, words in places] for places in json.loads(ran.stdout)]


@pytest.mark.annotator
def test_apache_annotator_finds_the_same_words() -> None:
    selectors = selectors_of(PLAIN)
    for quote, position, by_quote, by_position in zip(
        selectors[::2], selectors[1::2], *(resolved(TEXT, selectors)[n::2] for n in (0, 1)), strict=True
    ):
        there = [(position["start"], quote["exact"])]
        assert by_position == there
        assert by_quote == there
