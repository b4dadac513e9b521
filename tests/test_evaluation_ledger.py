"""The benchmark's own ledger."""

from pathlib import Path

import pytest

from evaluation import tables
from evaluation.ledger import PER_ARTICLE, QUESTIONS, made, search
from sayso.ledger.store import Store
from sayso.questions.statements import said
from sayso.questions.stats import stats


def test_the_generated_ledger_has_as_many_statements_as_asked_for_and_can_be_added_to(tmp_path: Path) -> None:
    with Store.open(tmp_path / "sayso.db") as store:
        made(store, PER_ARTICLE)
        made(store, 3 * PER_ARTICLE)
        assert {row.what: row.count for row in stats(store)}["statements"] == 3 * PER_ARTICLE
        assert {name: bool(said(store, about)) for name, about in QUESTIONS.items() if "nowhere" in name} == {
            "a word that is nowhere": False
        }


def test_each_question_is_timed_and_its_plan_shown(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    search(place, PER_ARTICLE)
    printed = capsys.readouterr().out
    assert all(printed.count(name) >= 2 for name in QUESTIONS)


def test_each_question_to_tables_is_timed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables.measure(str(tmp_path / "tables"), 2 * PER_ARTICLE)
    printed = capsys.readouterr().out
    assert "search: a word that is nowhere" in printed
    assert printed.count(" rows\n") == len(tables.questions())
