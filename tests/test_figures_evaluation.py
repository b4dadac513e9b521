import json
from pathlib import Path

import pytest

from evaluation.figures import cases, displaced, households, newsquant, same_unit, term
from sayso.records import Figure

QUANTITIES = [
    {
        "text": "It bought at least 40 boats for $2 million and about a week later hundreds of sails.",
        "quantities": [
            {"change": ">", "value": "40.0", "unit": "boats", "normalized_unit": "boat"},
            {"change": "=", "value": "2000000.0", "unit": "$", "normalized_unit": "dollar"},
            {"change": "=", "value": "100-1000", "unit": "sails", "normalized_unit": "sail"},
        ],
    },
    {
        "text": "It is 43 years old and has 12 oars.",
        "quantities": [
            {"change": "=", "value": "43", "unit": "years", "normalized_unit": "year of age"},
            {"change": "~", "value": "12", "unit": "oars", "normalized_unit": "oar"},
        ],
    },
]


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def test_newsquant_counts_values_bounds_and_units(tmp_path: Path) -> None:
    rows = newsquant(write(tmp_path / "newsquant.jsonl", QUANTITIES))
    assert rows == pytest.approx(
        {
            "value": 100.0,
            "value and bound": 75.0,  # the gold says that there are about 12 oars
            "value, bound and unit": 75.0,
            "value and bound, with ages": 100 * 6 / 9,
            "precision": 75.0,
            "recall": 75.0,
        }
    )


def test_the_halves_make_up_the_whole(tmp_path: Path) -> None:
    path = write(tmp_path / "newsquant.jsonl", [{"text": f"It has {n} oars.", "quantities": []} for n in range(40)])
    assert newsquant(path, "seen")["precision"] == 0.0


def test_displaced_counts_numbers_terms_and_units(tmp_path: Path) -> None:
    path = write(
        tmp_path / "idetect.jsonl",
        [
            {
                "text": "About 300 families were evacuated. Rain displaced 20 people.",
                "quantities": [
                    {"Quantity": "300.0", "Term": "Evacuated", "Unit": "Households"},
                    {"Quantity": "20.0", "Term": "Sheltered", "Unit": "People"},
                ],
            }
        ],
    )
    assert displaced(path) == {"number": 100.0, "number and term": 50.0, "number, term and unit": 50.0}


def test_cases_pass_by_model(tmp_path: Path) -> None:
    folder = tmp_path / "Number" / "English"
    folder.mkdir(parents=True)
    want = {"Resolution": {"value": "12"}}
    prose = [{"Input": "the boat has twelve long oars", "Results": [want]}, {"Input": "twelve", "Results": [want]}]
    (folder / "NumberModel.json").write_text(json.dumps(prose), "utf-8")
    assert cases(tmp_path) == {"NumberModel (1)": 100.0}


def test_a_term_is_read_off_what_is_counted() -> None:
    fled = Figure("", 0, 0, 1, 1, "exact", counted="people fled", harm="displaced")
    razed = Figure("", 0, 0, 1, 1, "exact", counted="houses destroyed")
    assert (term(fled), households(fled)) == ("Forced to Flee", False)
    assert (term(razed), households(razed)) == ("Destroyed Housing", True)
    assert same_unit("house destroyed", razed)
