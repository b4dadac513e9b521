import json
from pathlib import Path

import pytest

from evaluation.__main__ import CORPORA
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


def small_corpus(folder: Path) -> tuple[Path, Path]:
    text = "Mayor Ilse Brandt said the pier is safe."
    spans = {"source": [[0, 17]], "cue": [[18, 22]], "content": [[23, 39]]}
    articles, gold = folder / "articles.jsonl", folder / "gold.jsonl"
    articles.write_text(json.dumps({"id": "a", "text": text, "attributions": [spans]}), "utf-8")
    answer = {"n": 0, "name": "Ilse Brandt", "sort": "person", "stance": "asserts"}
    gold.write_text(json.dumps({"id": "a", "attributions": [answer]}), "utf-8")
    return gold, articles


ALL_RIGHT = {
    "found": 100.0, "name": 100.0, "name of a pronoun": 0.0, "unresolved or wrong": 0.0, "sort": 100.0,
    "stance": 100.0,
}  # fmt: skip


def test_a_small_corpus_is_scored(tmp_path: Path) -> None:
    assert score(*small_corpus(tmp_path), "rules") == ALL_RIGHT


def test_the_evaluation_measures_speakers_with_both_readers(tmp_path: Path) -> None:
    [corpus] = [c for c in CORPORA if c.name == "speakers"]
    assert corpus.files == ("GOLD", "ARTICLES")
    assert corpus.table(*small_corpus(tmp_path)) == {"learned": ALL_RIGHT, "rules": ALL_RIGHT}


def test_the_evaluation_measures_mentions_against_equal_words(tmp_path: Path) -> None:
    text = "Mayor Ilse Brandt said the pier is safe. She said it would open."
    mentions = [
        {"start": 0, "end": 17, "type": "person", "group": 1},
        {"start": 41, "end": 44, "type": "person", "group": 1},
    ]
    path = tmp_path / "gum.jsonl"
    document = {"id": "a", "genre": "news", "split": "dev", "text": text, "mentions": mentions}
    path.write_text(json.dumps(document), "utf-8")
    [corpus] = [c for c in CORPORA if c.name == "coref"]
    assert corpus.table(path) == {
        "reader": {"speakers": 100.0, "everything": 100.0},
        "same words": {"speakers": 0.0, "everything": 0.0},
    }
