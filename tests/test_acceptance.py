"""What must hold on material that is not part of the project; skipped where it is not at hand."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import sayso
from evaluation.measure import polnear
from sayso.sources import load

SHARED = Path(__file__).parent.parent.parent / "shared"
pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.skipif(not SHARED.is_dir(), reason="needs the acceptance files beside the checkout"),
]


def test_a_real_report_is_read_as_a_careful_reader_reads_it(tmp_path: Path) -> None:
    report, gold = (SHARED / "acceptance" / f"rally-report.{ending}" for ending in ("txt", "gold.json"))
    reading = tmp_path / "reading.json"
    reading.write_text(json.dumps(sayso.read(load(report), published="2025-12-02").to_dict()), "utf-8")
    command = [sys.executable, SHARED / "scoring" / "score_reading.py", gold, reading]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    right = {
        line[:32].strip(): int(line[32:].split("/")[0]) for line in said.splitlines() if not line.startswith("all")
    }
    floors = {
        "statements found": 15,
        "innermost voice named right": 13,
        "whole chain right": 13,
        "kind": 15,
        "hedges": 7,
        "figures (low, high, bound)": 3,
        "moments (value)": 7,
        "notices": 1,
        "teasers set apart": 3,
    }
    assert {row: right[row] for row in floors if right[row] < floors[row]} == {}


def test_polnear_dev() -> None:
    rows = polnear(SHARED / "corpora" / "polnear" / "dev.jsonl", "learned").attributions.rows
    floors = {"attribution": 75, "content exact": 66, "source exact": 80, "cue exact": 72}
    assert {row: rows[row].f1 for row in floors if rows[row].f1 < floors[row]} == {}
