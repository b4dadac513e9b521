"""Figures over time, and what cannot both hold."""

import os
from pathlib import Path

import pytest

import sayso
from sayso.linking.disputes import with_disputes
from tests.linking_articles import links, read

SHARED = Path(os.environ.get("SAYSO_ACCEPTANCE", "/work/shared/acceptance"))


def disputes(*texts: str) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [(d.cause, [side.voices for side in d.sides]) for d in links(*texts).disputes]


def test_a_toll_over_a_day() -> None:
    found = links(
        "The fire at Merrow Mill in Quell killed 4 people, Ada Brandt said.",
        "At least 7 people were killed in the fire at Merrow Mill in Quell, Ada Brandt said.",
        "The fire at Merrow Mill in Quell killed 7 people, up from 4, Ada Brandt said.",
    )
    (series,) = found.series
    rows = [(r["low"], r["high"], r["voice"], r["change"], r["state"]) for r in series.rows()]
    assert rows == [
        (4, 4, "Ada Brandt", "first", "stands"),
        (7, None, "Ada Brandt", "update", "stands"),
        (7, 7, "Ada Brandt", "repeat", "stands"),
    ]
    assert found.disputes == ()


def test_a_withdrawn_figure_keeps_its_place() -> None:
    (series,) = links(
        "The fire at Merrow Mill in Quell killed 40 people, the fire service of Quell said.",
        "The fire service of Quell withdrew its statement that 40 people were killed at Merrow Mill.",
    ).series
    assert [(p.figure.low, p.change) for p in series.points] == [(40, "first"), (40, "withdrawal")]


def test_figures_that_do_not_meet_are_a_dispute() -> None:
    text = "Police said 4,000 protesters came to Quell on Monday. The organisers said 20,000 protesters came to Quell."
    assert disputes(text) == [("figures", [("Police",), ("organisers",)])]


@pytest.mark.parametrize(
    "text",
    [
        "Police said at least 4,000 protesters came to Quell. The organisers said 20,000 protesters came to Quell.",
        "Police said 400 protesters came to Quell. The organisers said 900 shopkeepers came to Quell.",
        "Police said 400 protesters came to Quell, down from 900 protesters.",
    ],
    ids=["the ranges meet", "other things are counted", "one is an earlier figure"],
)
def test_figures_that_are_no_dispute(text: str) -> None:
    assert disputes(text) == []


def test_a_denial_is_a_dispute_with_whoever_says_so() -> None:
    found = disputes(
        "The union said the pit was flooded when Merrow Coal cut the pumps in Quell.",
        "Merrow Coal denied that it cut the pumps in Quell. The wind was strong all day.",
    )
    assert found == [("denial", [("Merrow Coal",), ("union",)])]


def test_one_says_so_and_the_other_says_not() -> None:
    found = disputes(
        "Emil Falk said the tram driver in Quell was drunk on Monday.",
        "Ada Brandt said the tram driver in Quell was not drunk on Monday.",
    )
    assert found == [("polarity", [("Ada Brandt",), ("Emil Falk",)])]


def test_a_denial_as_short_as_can_be_meets_what_it_denies() -> None:
    said = "The union said Merrow Mills was warned in June that the roof was loose."
    assert disputes(f"{said} Merrow Mills denied it had been warned.") == [("denial", [("Merrow Mills",), ("union",)])]


def test_what_is_denied_in_other_words_is_at_odds() -> None:
    found = disputes(
        "The widow Ilse Falk said that some of the weavers of Quell were shot with their hands tied at Merrow Mill.",
        "The Osmark ministry denied that anyone was shot while tied at Merrow Mill. Ilse Falk lives in Quell.",
    )
    assert found == [("denial", [("Osmark ministry",), ("Ilse Falk",)])]


def test_reprints_of_what_is_at_odds_are_one_dispute() -> None:
    text = (
        "Emil Falk said the tram driver in Quell was drunk on Monday. "
        "Ada Brandt said the tram driver in Quell was not drunk on Monday."
    )
    (found,) = links(text, f"From our own reporter\n\n{text}").disputes
    assert (found.cause, [len(side.passages) for side in found.sides]) == ("polarity", [2, 2])


def test_reprints_of_figures_at_odds_are_one_dispute() -> None:
    text = "Police said 4,000 protesters came to Quell on Monday. The organisers said 20,000 protesters came to Quell."
    (found,) = links(text, f"From our own reporter\n\n{text}").disputes
    assert (found.cause, [len(side.passages) for side in found.sides]) == ("figures", [2, 2])


def test_what_is_at_odds_in_two_articles_need_not_share_many_words() -> None:
    one = "The old siren of Quell sounded two minutes before the fire at Merrow Mill, its owner Ilse Falk said."
    other = "No siren sounded before the fire at Merrow Mill, Emil Brandt of the union in Quell said."
    assert disputes(one, other) == [("polarity", [("Emil Brandt",), ("Ilse Falk",)])]


def test_one_deed_of_two_doers_is_a_dispute() -> None:
    found = disputes(
        "The ministry said that General Emil Falk ordered the second raid on the harbour at Quell. "
        "The Dunmar Post reported that Mayor Ada Brandt ordered the second raid on the harbour."
    )
    assert found == [("actors", [("ministry",), ("Dunmar Post",)])]


@pytest.mark.parametrize(
    "text",
    [
        "The ministry said that General Emil Falk ordered the raid. The union said that Falk ordered the raid.",
        "The ministry said that Emil Falk ordered the first raid. The union said Ada Brandt ordered the second raid.",
        "The ministry said that Emil Falk ordered the raid. The union said that Ada Brandt never ordered the raid.",
    ],
    ids=["one doer", "two deeds", "the deed is denied of her"],
)
def test_doers_that_are_no_dispute(text: str) -> None:
    assert [d for d in disputes(text) if d[0] == "actors"] == []


def test_what_is_told_of_two_stories_is_no_dispute() -> None:
    assert disputes(
        "Fire chief Ada Brandt of Quell said the fire at Merrow Mill killed 4 people.",
        "Captain Emil Falk of Dunmar said the fire at Osmark Castle killed 9 people.",
    ) == []  # fmt: skip


def test_a_reading_names_the_disputes_inside_its_article() -> None:
    reading = with_disputes(
        read("Police said 4,000 protesters came to Quell. The organisers said 20,000 protesters came to Quell.")
    )
    ids = [s.id for s in reading.statements]
    assert [d.sides for d in reading.disputes] == [((ids[0],), (ids[1],))]


@pytest.mark.acceptance
@pytest.mark.skipif(not (SHARED / "rally-report.txt").exists(), reason="the acceptance files are not here")
def test_who_ordered_the_second_strike() -> None:
    text = (SHARED / "rally-report.txt").read_text("utf-8")
    reading = sayso.read(text, published="2025-12-02")
    by_id = {s.id: s for s in reading.statements}
    (dispute,) = reading.disputes
    first, second = ([by_id[i].source.name for i in side] for side in dispute.sides)
    assert (first[0], second) == ("White House", ["Washington Post report"])
    assert len(first) == 2, "the admiral who ordered it, once on Ms Leavitt's word"
