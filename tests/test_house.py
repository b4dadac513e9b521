"""The checks that are no tests: lint, format, types, and the floors of the evaluation."""

import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.__main__ import below_floor, own_table

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "check",
    ["ruff check .", "ruff format --check .", "mypy"],
)
def test_the_code_passes(check: str) -> None:
    ran = subprocess.run([sys.executable, "-m", *check.split()], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_no_number_is_below_its_floor() -> None:
    assert below_floor("own", own_table()) == []
