"""Claims and reviews hold to schema.org, and say no more than the article and the person did."""

import json
from dataclasses import replace
from typing import Any

from pyld import jsonld

from sayso.exports.claim_jsonld import ASPECT
from sayso.exports.entry import Entry, Who
from tests.exported import ARTICLE, IRI, JUDGED, PLAIN, READING, REPORTED, SAYING, TOLD, exported

THING = {"@id", "@type", "identifier", "name", "url"}
WORK = THING | {
    "text", "author", "dateCreated", "datePublished", "inLanguage", "isPartOf", "keywords", "headline", "publisher",
}  # fmt: skip
PROPERTIES = {
    "Claim": WORK | {"appearance"},
    "NewsArticle": WORK,
    "ClaimReview": WORK | {"claimReviewed", "itemReviewed", "reviewAspect", "reviewRating"},
    "Rating": THING | {"alternateName", "reviewAspect"},
    "Person": THING,
    "Organization": THING,
}
"""The properties that schema.org lists for each of its types, of those that we use."""
CONTEXT = {"@vocab": "http://schema.org/"}
"""What schema.org's own context does with names that it does not type."""


def nodes(*entries: Entry) -> list[dict[str, Any]]:
    document: dict[str, Any] = json.loads(exported("claim-jsonld", *entries))
    assert document["@context"] == "https://schema.org"
    graph: list[dict[str, Any]] = document["@graph"]
    return graph


APPEARANCE = {
    "@type": "NewsArticle",
    "@id": IRI,
    "url": "https://wire.example/ferry?a=1&b=2",
    "headline": "🚢 Ferry hits pier <b>again</b> & again",
    "datePublished": "2026-03-04T18:30:00+01:00",
    "author": {"@type": "Person", "name": "Per Holm"},
    "publisher": {"@type": "Organization", "name": "Nordhavn Wire"},
}


def test_what_is_put_forward_is_a_claim_of_its_source() -> None:
    first, second, third = nodes(PLAIN)
    assert third == {
        "@type": "Claim",
        "@id": f"{IRI}#00000000000000a3",
        "text": "“At least 12 people died in Velmar on 3 March 2026,” … “more 🚑 are needed.”",
        "author": {"@type": "Person", "name": "Ada Vell"},
        "dateCreated": "2026-03-03",
        "inLanguage": "en",
        "isPartOf": {"@id": f"{IRI}#00000000000000a2"},
        "keywords": ["direct", "asserts"],
        "appearance": APPEARANCE,
    }
    assert first["author"] == {"@type": "Organization", "name": "Orsk Lantern"}
    assert "author" not in second  # the aides have no name
    assert second["keywords"] == ["indirect", "asserts", "hedge: hearsay"]


def test_what_somebody_denied_is_not_laid_to_them() -> None:
    assert [node["@id"].partition("#")[2] for node in nodes(PLAIN)] == [REPORTED.id, SAYING.id, TOLD.id]


def test_there_is_a_review_only_where_a_person_decided() -> None:
    assert [node["@type"] for node in nodes(PLAIN)] == ["Claim"] * 3
    claim, inner, review = nodes(JUDGED)
    assert [claim["@id"], inner["@id"]] == [f"{IRI}#{REPORTED.id}", f"{IRI}#{TOLD.id}"]
    assert inner["isPartOf"] == {"@id": f"{IRI}#{REPORTED.id}"}  # what was between them was rejected
    assert review == {
        "@type": "ClaimReview",
        "@id": f"{IRI}#00000000000000a3/review",
        "itemReviewed": {"@id": f"{IRI}#00000000000000a3"},
        "claimReviewed": "“At least 12 people died in Velmar on 3 March 2026,” … “more 🚑 are needed.”",
        "author": {"@type": "Person", "name": "Ines Rowe"},
        "datePublished": "2026-03-05T10:01:00+00:00",
        "reviewAspect": ASPECT,
        "reviewRating": {"@type": "Rating", "alternateName": "confirmed", "reviewAspect": ASPECT},
    }


def test_a_note_is_no_review() -> None:
    noted = replace(JUDGED, verdicts=JUDGED.verdicts[1:2])
    assert [node["@type"] for node in nodes(noted)] == ["Claim"] * 3


def test_who_is_known_across_articles_has_one_identifier() -> None:
    linked = replace(PLAIN, speakers={TOLD.id: Who("Ada Vell", "ada-vell")})
    assert nodes(linked)[2]["author"] == {"@type": "Person", "name": "Ada Vell", "identifier": "ada-vell"}


def test_a_date_that_schema_org_does_not_know_is_left_out() -> None:
    week = replace(READING, statements=(replace(REPORTED, said_at="2026-W09"),))
    (claim,) = nodes(Entry(week))
    assert "dateCreated" not in claim


def test_an_article_of_which_nothing_is_known_has_nothing_made_up() -> None:
    bare = replace(READING, article=replace(ARTICLE, url=None, title=None, outlet=None, byline=None, published=None))
    assert {json.dumps(node["appearance"]) for node in nodes(Entry(bare))} == {
        json.dumps({"@type": "NewsArticle", "@id": IRI})
    }


def test_every_property_is_one_of_its_types() -> None:
    def check(value: Any) -> None:
        if isinstance(value, dict):
            if "@type" in value:
                assert set(value) <= PROPERTIES[value["@type"]], value
            else:
                assert set(value) == {"@id"}
        for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            check(part)

    check(nodes(JUDGED))


def test_it_expands_to_the_graph_that_it_means() -> None:
    claim, _, review = jsonld.expand({"@context": CONTEXT, "@graph": nodes(JUDGED)})
    assert claim["@type"] == ["http://schema.org/Claim"]
    assert claim["http://schema.org/appearance"][0]["@id"] == IRI
    assert review["http://schema.org/itemReviewed"] == [{"@id": f"{IRI}#{TOLD.id}"}]
