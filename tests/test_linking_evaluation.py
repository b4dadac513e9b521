"""Links are scored as the truth of a story says, and copies are planted as told."""

import json
import random
from pathlib import Path

from evaluation.attribution import Count
from evaluation.copies import Row, edited, measure, part_of
from evaluation.links import Scores, read_story, score
from tests.ferry_story import ARTICLES

TRUTH = {
    "derivations": [
        {"article": "copy.txt", "from": "wire.txt"},
        {"article": "rewrite.txt", "from": "wire.txt"},
        {"article": "update.txt", "from": "wire.txt"},
        {"article": "passed on.txt", "from": "own.txt"},
        {"article": "own.txt", "from": "wire.txt"},
    ],
    "claims": [
        {
            "statements": [{"article": f"{a}.txt", "quote": "14 people"} for a in ("wire", "copy", "rewrite", "alike")],
            "independent_origins": 2,
        }
    ],
    "disputes": [
        {
            "sides": [
                [{"article": "wire.txt", "quote": "denied that the bow door was open"}],
                [{"article": "wire.txt", "quote": "The bow door was open and nobody"}],
            ]
        }
    ],
    "drift": [
        {"kind": "hedge dropped", "to": {"article": "rewrite.txt", "quote": "smugglers' barge"}},
        {"kind": "hedge dropped", "to": {"article": "update.txt", "quote": "At least 19"}},
    ],
}


def test_a_story_is_scored(tmp_path: Path) -> None:
    articles = []
    for name, (text, outlet, published) in ARTICLES.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
        articles.append({"file": f"{name}.txt", "outlet": outlet, "published": published})
    (tmp_path / "truth.json").write_text(json.dumps({"articles": articles, **TRUTH}), "utf-8")
    found = score(read_story(tmp_path), "rules")
    assert (found.edges, found.disputes, found.origins) == (Count(4, 0, 1), Count(1, 0, 0), Count(1, 0, 0))
    assert (found.drift.right, found.drift.missed) == (1, 1)
    assert isinstance(found, Scores)


def test_planted_copies_are_found() -> None:
    chance = random.Random(3)
    words = [f"{a}{b}{c}" for a in "bdfklmn" for b in ("ar", "el", "ix", "on", "um") for c in ("da", "to", "sk", "rin")]
    lines = [" ".join(chance.choice(words) for _ in range(20)).capitalize() + "." for _ in range(160)]
    corpus = [(f"paper {i}", "\n\n".join(lines[20 * i : 20 * i + 20])) for i in range(8)]
    assert measure(corpus, "whole", 0.3) == Row("whole", 0.3, 100.0, 100.0, planted=8, found=8, own=0)


def test_words_are_edited_at_the_rate_told() -> None:
    text = "the ferry sank off the point"
    assert edited(text, 0.0, ["x"], random.Random(1)) == text
    assert edited(text, 1.0, ["x"], random.Random(1)) != text


def test_a_part_stands_under_the_beginning_of_another() -> None:
    assert part_of("a\nb\nc", "d\ne\nf\ng") == "d\n\ne\n\nb\n\nc"
