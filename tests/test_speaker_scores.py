import json
from pathlib import Path

import pytest

from evaluation.speakers import same, score


@pytest.mark.parametrize(
    ("wanted", "given", "right"),
    [
        ("Ilse Brandt", "Brandt", True),
        ("Brandt", "Mayor Ilse Brandt", True),
        ("Ilse Brandt", "Tom Brandt", False),
        ("the Lonnard Courier", "Lonnard Courier", True),
        ("Ilse Brandt", None, False),
    ],
)
def test_a_name_is_right_if_one_holds_the_other(wanted: str, given: str | None, right: bool) -> None:
    assert same(wanted, given) == right


def test_a_small_corpus_is_scored(tmp_path: Path) -> None:
    text = "Mayor Ilse Brandt said the pier is safe."
    spans = {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 39]]}
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": text, "attributions": [spans]}), "utf-8")
    answer = {"n": 0, "name": "Ilse Brandt", "sort": "person", "stance": "asserts"}
    gold.write_text(json.dumps({"id": "a", "attributions": [answer]}), "utf-8")
    assert score(gold, articles, "rules") == {
        "found": 100.0, "name": 100.0, "name of a pronoun": 0.0, "unresolved or wrong": 0.0, "sort": 100.0,
        "stance": 100.0,
    }  # fmt: skip
