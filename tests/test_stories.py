"""The sample stories are whole: their truth speaks of words that are in their articles."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

STORIES = Path(__file__).parent.parent / "samples" / "stories"

PARTS = {
    "title", "articles", "derivations", "claims", "variants", "disputes", "series", "drift", "not_claims",
    "not_disputes", "not_copies",
}  # fmt: skip
HOW = {"copied", "partly copied", "reworded", "credited"}
WHY = {"translation", "trimming", "rewording"}
CAUSES = {"figures", "denial", "polarity", "actors"}
STANDINGS = {"reported", "update", "correction", "withdrawn"}
DRIFT = {"hedge", "source", "bound", "number", "quote", "denial"}


def passages(truth: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every article and words of it that a truth file points at."""
    for derivation in truth["derivations"]:
        yield derivation["article"], derivation["here"]
        if derivation["from"].endswith(".txt"):
            yield derivation["from"], derivation["there"]
    places = [s for claim in truth["claims"] for s in claim["statements"]]
    places += [w for variant in truth["variants"] for w in variant["wordings"]]
    places += [s for dispute in truth["disputes"] for side in dispute["sides"] for s in side]
    places += [p for series in truth["series"] for p in series["points"]]
    places += [p for drift in truth["drift"] for p in (drift["from"], drift["to"])]
    places += [p for apart in truth["not_claims"] + truth["not_disputes"] for p in apart]
    yield from ((p["article"], p["quote"]) for p in places)


def named(truth: dict[str, Any]) -> set[str]:
    """Every article that a truth file speaks of outside its list of articles."""
    pairs = {name for pair in truth["not_copies"] for name in (pair["article"], pair["other"])}
    return {article for article, _ in passages(truth)} | pairs


@pytest.fixture(params=sorted(STORIES.glob("*/truth.json")), ids=lambda path: path.parent.name)
def story(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    path: Path = request.param
    return path.parent, json.loads(path.read_text("utf-8"))


def test_there_are_stories() -> None:
    assert list(STORIES.glob("*/truth.json"))


def test_a_truth_file_has_every_part(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    assert set(truth) - {"notes"} == PARTS


def test_the_articles_listed_are_those_there_and_only_they_are_named(story: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = story
    listed = [a["file"] for a in truth["articles"]]
    assert sorted(listed) == sorted(path.name for path in folder.glob("*.txt"))
    assert named(truth) - set(listed) == set()
    assert len({a["url"] for a in truth["articles"]}) == len(listed)


def test_words_pointed_at_are_in_their_article_once(story: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = story
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.txt")}
    counted = {(article, words): texts[article].count(words) for article, words in passages(truth) if words}
    assert {place: count for place, count in counted.items() if count != 1} == {}
    assert [article for article, words in passages(truth) if not words] == []


def test_an_article_is_later_than_what_it_was_made_from(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    published = {a["file"]: datetime.fromisoformat(a["published"]) for a in truth["articles"]}
    assert [name for name, at in published.items() if at.tzinfo is None] == []
    made = [(d["article"], d["from"]) for d in truth["derivations"]]
    assert len(set(made)) == len(made)
    assert [(child, parent) for child, parent in made if parent.endswith(".txt") and parent not in published] == []
    assert [(c, p) for c, p in made if p in published and published[c] <= published[p]] == []


def test_words_for_sorts_are_the_known_ones(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    assert {d["how"] for d in truth["derivations"]} <= HOW
    assert {v["why"] for v in truth["variants"]} <= WHY
    assert {d["cause"] for d in truth["disputes"]} <= CAUSES
    assert {p["standing"] for s in truth["series"] for p in s["points"]} <= STANDINGS
    assert {d["kind"] for d in truth["drift"]} <= DRIFT


def test_what_belongs_together_has_at_least_two_ends(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    assert [c["gist"] for c in truth["claims"] if len(c["statements"]) < 2] == []
    assert [c["gist"] for c in truth["claims"] if not 1 <= c["independent_origins"] <= len(c["statements"])] == []
    assert [v for v in truth["variants"] if len(v["wordings"]) < 2] == []
    assert [d for d in truth["disputes"] if len(d["sides"]) < 2 or not all(d["sides"])] == []
    assert [pair for pair in truth["not_claims"] + truth["not_disputes"] if len(pair) < 2] == []


def test_figures_are_in_order(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    points = [p for series in truth["series"] for p in series["points"]]
    assert [p for p in points if p["low"] is None and p["high"] is None] == []
    assert [p for p in points if None not in (p["low"], p["high"]) and p["low"] > p["high"]] == []


def test_drift_is_between_an_article_and_one_it_was_made_from(story: tuple[Path, dict[str, Any]]) -> None:
    _, truth = story
    made = {(d["article"], d["from"]) for d in truth["derivations"]}
    ends = [(d["to"]["article"], d["from"]["article"]) for d in truth["drift"]]
    assert [pair for pair in ends if pair not in made] == []


def test_the_articles_can_be_added_in_one_go(story: tuple[Path, dict[str, Any]]) -> None:
    folder, truth = story
    rows = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    assert rows == [
        {"text": (folder / a["file"]).read_text("utf-8"), **{k: a[k] for k in ("outlet", "published", "url")}}
        for a in truth["articles"]
    ]
