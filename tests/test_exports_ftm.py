"""FollowTheMoney entities and statements, checked by FollowTheMoney itself."""

import json
from dataclasses import replace
from typing import Any

from followthemoney import model
from followthemoney.statement import Statement
from followthemoney.types import registry

from sayso.exports.entry import Entry, Who
from tests.exported import ARTICLE, DENIED, JUDGED, PLAIN, READING, REPORTED, SHE, TOLD, exported


def entities(*entries: Entry) -> list[dict[str, Any]]:
    return [json.loads(line) for line in exported("ftm", *entries).splitlines()]


def in_order(data: dict[str, Any]) -> dict[str, Any]:
    """An entity with its values sorted: the model keeps them as a set."""
    return data | {"properties": {name: sorted(values) for name, values in data["properties"].items()}}


def test_who_said_what_with_the_article_as_proof() -> None:
    article, lantern, vell, *notes = entities(PLAIN)
    assert article == {
        "id": "sayso-" + ARTICLE.id.removeprefix("sha256:"),
        "schema": "Article",
        "properties": {
            "title": ["🚢 Ferry hits pier <b>again</b> & again"],
            "author": ["Per Holm"],
            "publisher": ["Nordhavn Wire"],
            "publishedAt": ["2026-03-04"],
            "sourceUrl": ["https://wire.example/ferry?a=1&b=2"],
        },
    }
    assert (lantern["schema"], lantern["properties"]) == ("Organization", {"name": ["Orsk Lantern"]})
    assert (vell["schema"], vell["properties"]) == ("Person", {"name": ["Ada Vell"]})
    assert notes[2] == {
        "id": "sayso-00000000000000a3",
        "schema": "Note",
        "properties": {
            "description": ["“At least 12 people died in Velmar on 3 March 2026,” … “more 🚑 are needed.”"],
            "summary": ["Orsk Lantern > aides > Ada Vell: told"],
            "keywords": ["asserts", "direct"],
            "entity": [vell["id"]],
            "proof": [article["id"]],
            "publisher": ["Nordhavn Wire"],
            "sourceUrl": ["https://wire.example/ferry?a=1&b=2"],
        },
    }
    assert "entity" not in notes[1]["properties"]  # the aides have no name
    assert notes[3]["properties"]["entity"] == [vell["id"]]


def test_the_model_takes_every_value_as_it_is() -> None:
    for data in entities(PLAIN, JUDGED):
        taken = model.get_proxy(data).to_dict()
        assert in_order(taken) == in_order(data)
        cleaned = model.make_entity(data["schema"])
        cleaned.id = data["id"]
        for name, values in data["properties"].items():
            cleaned.add(name, values)
            assert sorted(cleaned.get(name)) == sorted(values), name
        model.get(data["schema"]).validate(data)


def test_what_it_points_at_is_of_the_right_sort() -> None:
    made = {data["id"]: data for data in entities(PLAIN)}
    for data in made.values():
        for name, values in data["properties"].items():
            prop = model[data["schema"]].properties[name]
            if prop.type == registry.entity:
                assert all(model[made[value]["schema"]].is_a(prop.range) for value in values), name


def test_people_decide() -> None:
    notes = {data["id"]: data["properties"] for data in entities(JUDGED) if data["schema"] == "Note"}
    assert list(notes) == [f"sayso-00000000000000a{n}" for n in (1, 3, 4)]  # the second was rejected
    assert notes["sayso-00000000000000a3"]["summary"] == ["Orsk Lantern > Ada Vell: told"]
    assert notes["sayso-00000000000000a3"]["notes"] == ["confirmed by Ines Rowe"]
    assert notes["sayso-00000000000000a4"]["summary"] == ["Vell, Ada: denied"]
    assert notes["sayso-00000000000000a4"]["description"] == ["3 civilians were injured"]


def test_namesakes_of_two_articles_are_two_until_they_are_known_to_be_one() -> None:
    other = replace(READING, article=replace(ARTICLE, text=ARTICLE.text + " "))
    apart = [e["id"] for e in entities(PLAIN, Entry(other)) if e["schema"] == "Person"]
    assert len(set(apart)) == 2
    known = {s.id: Who("Ada Vell", "ada-vell") for s in (TOLD, DENIED)}
    linked = [replace(PLAIN, speakers=known), Entry(other, speakers=known)]
    assert len({e["id"] for e in entities(*linked) if e["schema"] == "Person"}) == 1


def test_a_voice_by_its_words_alone_is_no_person() -> None:
    nobody = replace(SHE, name=None, speaker=None)
    said = replace(DENIED, source=nobody, voices=(nobody,))
    made = entities(Entry(replace(READING, statements=(said,))))
    assert [data["schema"] for data in made] == ["Article", "Note"]


def test_statements_are_those_that_the_library_makes_of_the_entities() -> None:
    lines = [json.loads(line) for line in exported("ftm-statements", PLAIN, JUDGED).splitlines()]
    wanted = [
        statement.to_dict()
        for data in entities(PLAIN, JUDGED)
        for statement in Statement.from_entity(model.get_proxy(data), dataset="sayso")
    ]
    assert sorted(lines, key=lambda line: line["id"]) == sorted(wanted, key=lambda line: line["id"] or "")
    assert Statement.from_dict(lines[0]).entity_id == lines[0]["entity_id"]


def test_spaces_and_line_ends_in_names_are_single_spaces() -> None:
    broken = replace(REPORTED, source=replace(REPORTED.source, name="Orsk\n  Lantern"))
    made = entities(Entry(replace(READING, statements=(broken,))))
    assert made[1]["properties"] == {"name": ["Orsk Lantern"]}
