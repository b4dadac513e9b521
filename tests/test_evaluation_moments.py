import json
from pathlib import Path

import pytest

from evaluation.moment_cases import passed
from evaluation.moments import anchored, load, score
from sayso.records import Moment


def test_scores_are_f1_of_place_and_value(tmp_path: Path) -> None:
    text = "It shut on Monday. It has leaked since 1990, a week now, and it was built two years ago."
    gold = [("Monday", "2025-12-01"), ("since 1990", "1990"), ("a week", "P2W"), ("built", "2020")]
    row = {
        "id": "a",
        "text": text,
        "published": "2025-12-02",
        "moments": [{"start": text.index(t), "end": text.index(t) + len(t), "value": v} for t, v in gold],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row) + "\n", "utf-8")
    found = {"relaxed": 3, "strict": 2, "value": 2}
    assert score(path) == {name: pytest.approx(200 * right / (4 + 5)) for name, right in found.items()}
    (document,) = load(path)
    assert sorted(score(path, half)["relaxed"] for half in ("even", "odd")) == [
        0,
        score(path, document.half)["relaxed"],
    ]


def test_a_range_of_since_is_compared_by_where_it_starts() -> None:
    assert anchored(Moment("September", 0, 9, "2025-09/2025-12-02", "range")) == "2025-09"
    assert anchored(Moment("Monday", 0, 6, None, "date")) is None


def test_cases_of_two_libraries_are_counted_by_kind(tmp_path: Path) -> None:
    model = tmp_path / "recognizers-text/Specs/DateTime/English/DateTimeModel.json"
    model.parent.mkdir(parents=True)
    result = {
        "Start": 12,
        "End": 20,
        "TypeName": "datetimeV2.date",
        "Resolution": {"values": [{"timex": "2025-12-01", "type": "date", "value": "2025-12-01"}]},
    }
    context = {"ReferenceDateTime": "2025-12-02T00:00:00"}
    cases = [
        {"Input": "The ship sank yesterday.", "Context": context, "Results": [result]},
        {"Input": "Nothing here.", "Context": context, "Results": []},
    ]
    model.write_text(json.dumps(cases), "utf-8")
    groups = [
        {
            "locale": "EN", "latent": False, "reference": "2025-12-02T09:00:00", "texts": ["last month", "back then"],
            "value": {"kind": "moment", "start": "2025-11-01T00:00:00", "grain": "month"},
        },
        {"locale": "EN", "latent": False, "reference": "2025-12-02T09:00:00", "texts": ["a ton"], "value": None},
    ]  # fmt: skip
    (tmp_path / "duckling").mkdir()
    (tmp_path / "duckling/time_en.jsonl").write_text("\n".join(map(json.dumps, groups)), "utf-8")
    assert {kind: (share.right, share.asked) for kind, share in passed(tmp_path).items()} == {
        "recognizers date": (1, 1),
        "recognizers nothing": (1, 1),
        "duckling month": (1, 2),
        "duckling nothing": (1, 1),
    }
