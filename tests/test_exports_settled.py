"""A reading as people left it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.exports.settled import settled
from sayso.records import Voice
from tests.exported import (
    DEAD,
    DENIED,
    HURT,
    JUDGED,
    LANTERN,
    PLAIN,
    READING,
    REPORTED,
    SAYING,
    SHE,
    TEXT,
    TOLD,
    VELL,
    span,
    verdict,
)


def test_a_reading_nobody_judged_is_as_it_was() -> None:
    assert settled(PLAIN) is READING


def test_rejected_statements_are_left_out_and_chains_close_over_them() -> None:
    left = settled(JUDGED)
    assert [s.id for s in left.statements] == [REPORTED.id, TOLD.id, DENIED.id]
    assert left.statements[1] == replace(TOLD, within=REPORTED.id, voices=(LANTERN, VELL))


def test_corrections_are_made() -> None:
    left = settled(JUDGED)
    ada = replace(SHE, name="Vell, Ada", speaker=None)
    words = (span("3 civilians were injured"),)
    assert left.statements[2] == replace(DENIED, source=ada, voices=(ada,), content=words)
    assert left.figures == (replace(DEAD, low=13, bound="exact", high=13), HURT)


def test_a_source_elsewhere_in_the_text_is_taken_from_there() -> None:
    at = span("The Orsk Lantern")
    moved = verdict(1, "correct", TOLD, source="Orsk Lantern", source_span=[at.start, at.end])
    left = settled(replace(PLAIN, verdicts=(moved,)))
    lantern = Voice(at.text, at.start, at.end, "Orsk Lantern", "person")
    assert left.statements[2].source == lantern
    assert [v.name for v in left.statements[2].voices] == ["Orsk Lantern", None, "Orsk Lantern"]


def test_a_later_verdict_goes_before_an_earlier() -> None:
    one, other = verdict(1, "correct", TOLD, source="Ada"), verdict(2, "correct", TOLD, source="Bo")
    assert settled(replace(PLAIN, verdicts=(one, other))).statements[2].source.name == "Bo"
    confirmed = verdict(3, "confirm", SAYING)
    assert settled(replace(JUDGED, verdicts=(*JUDGED.verdicts, confirmed))).statements[1].id == SAYING.id


def test_a_figure_of_a_rejected_statement_is_on_the_word_of_who_is_left() -> None:
    rejected = verdict(1, "reject", TOLD)
    left = settled(replace(PLAIN, verdicts=(rejected,)))
    assert left.figures[0].statement == SAYING.id
    gone = settled(replace(PLAIN, verdicts=(verdict(1, "reject", HURT), verdict(2, "reject", DENIED))))
    assert gone.figures == (DEAD,)


@given(st.lists(st.tuples(st.sampled_from(READING.statements), st.sampled_from(["confirm", "reject"]))))
def test_whatever_is_rejected_what_is_left_is_whole(given_: list[tuple[object, str]]) -> None:
    verdicts = tuple(verdict(1, kind, about) for about, kind in given_)  # type: ignore[arg-type]
    left = settled(replace(PLAIN, verdicts=verdicts)).check()
    ids = {s.id for s in left.statements}
    for statement in left.statements:
        assert statement.within is None or statement.within in ids
        assert statement.voices[-1] == statement.source
    assert {f.statement for f in left.figures} <= {*ids, None}
    assert left.article.text == TEXT
