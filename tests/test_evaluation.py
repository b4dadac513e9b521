"""The measures measure what they say."""

import pytest

from evaluation.attribution import Attribution, Score, matched, trim
from evaluation.cofenet import labelled_runs

TEXT = "Ann said “no, never”. Bo denied it."
ANN = Attribution(((0, 3),), ((4, 8),), ((9, 20),))
BO = Attribution(((22, 24),), ((25, 31),), ((32, 34),))


def rows(gold: list[Attribution], found: list[Attribution]) -> dict[str, float]:
    score = Score()
    score.add(TEXT, gold, found)
    return {row: round(count.f1, 1) for row, count in score.rows.items()}


def test_marks_and_stops_at_edges_do_not_count() -> None:
    assert TEXT[9:20] == "“no, never”"
    assert trim(TEXT, (9, 21)) == (10, 19)
    assert set(rows([ANN, BO], [ANN, Attribution(((22, 24),), ((25, 31),), ((32, 35),))]).values()) == {100.0}


def test_half_of_two_is_two_thirds() -> None:
    assert set(rows([ANN, BO], [ANN]).values()) - {
        rows([ANN, BO], [ANN])[f"{p} characters"] for p in ("source", "cue", "content")
    } == {66.7}


def test_another_source_or_little_of_the_content_is_no_match() -> None:
    gold = [ANN.trimmed(TEXT)]
    nobody = Attribution((), ((4, 8),), ((10, 19),))
    little = Attribution(((0, 3),), ((4, 8),), ((10, 12),))
    most = Attribution(((0, 3),), ((4, 8),), ((10, 16),))
    assert matched(gold, [nobody, little, most, most]) == [False, False, True, False]


@pytest.mark.parametrize(
    ("labels", "runs"),
    [
        ("O B-cue I-cue O", {(1, 2)}),
        ("B-cue B-cue", {(0, 0), (1, 1)}),
        ("I-cue O I-source", {(0, 0)}),
        ("", set()),
    ],
)
def test_runs_of_labels(labels: str, runs: set[tuple[int, int]]) -> None:
    assert labelled_runs(labels.split(), "cue") == runs
