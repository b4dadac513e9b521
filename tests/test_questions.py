"""Questions to a ledger of two short reports, each on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger import verdicts
from sayso.opened import Ledger
from sayso.questions.figures import Wanted, figures
from sayso.questions.filters import About
from sayso.questions.moments import Period, timeline
from sayso.questions.people import heard
from sayso.questions.show import show
from sayso.questions.sources import Sourcing, sources
from sayso.questions.statements import said
from sayso.questions.stats import stats
from sayso.questions.unresolved import unresolved

FLOOD = """Flood leaves bridge in doubt

Mayor Ilse Brandt said on 3 March 2026 that the bridge was safe. “We checked every bolt,” she said.

At least 12 people were injured in Ollerby, the Ollerby Post reported. Two officials said the number would rise.
"""
DENIAL = """Engineers doubt the bridge

Ilse Brandt denied on 5 March 2026 that the bridge had been closed.

A report by the Fenwick Institute said 14 people were injured in Ollerby.
"""

HEADLESS = "It held\n\n“It was nothing,” he said.\n"


@pytest.fixture
def ledger(place: str, tmp_path: Path) -> Iterator[Ledger]:
    rows = [
        {"text": FLOOD, "outlet": "Ollerby Post", "published": "2026-03-04", "url": "https://post.example/flood"},
        {"text": DENIAL, "outlet": "The Fenwick Sun", "published": "2026-03-06", "title": "Engineers doubt"},
        {"text": HEADLESS},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with Ledger.open(place) as opened:
        summary = opened.add(tmp_path / "in.jsonl", reader="rules")
        assert (summary.added, summary.failed) == (3, 0)
        yield opened


def words(ledger: Ledger, **about: object) -> list[tuple[str | None, str]]:
    return [(row.speaker, row.content) for row in said(ledger.store, About(**about))]  # type: ignore[arg-type]


def test_who_said_what(ledger: Ledger) -> None:
    assert words(ledger, who="brandt", words="bridge") == [
        ("Ilse Brandt", "that the bridge had been closed"),
        ("Ilse Brandt", "that the bridge was safe"),
    ]
    assert words(ledger, who="brandt", stance="denies") == [("Ilse Brandt", "that the bridge had been closed")]
    assert words(ledger, words="bridge", until="2026-03-04") == [("Ilse Brandt", "that the bridge was safe")]
    assert words(ledger, outlet="fenwick", words="closed or safe") == [
        ("Ilse Brandt", "that the bridge had been closed")
    ]


def test_what_is_no_date_and_a_search_without_words_are_told(ledger: Ledger) -> None:
    with pytest.raises(QuestionError, match="'March' is no date; write it as 2026, 2026-03 or 2026-03-04"):
        said(ledger.store, About(since="March"))
    with pytest.raises(QuestionError, match="nothing to search for"):
        said(ledger.store, About(words="-bridge"))


def test_a_limit_tells_that_there_is_more(ledger: Ledger) -> None:
    found = said(ledger.store, About(who="brandt"), 1)
    assert (len(found), found.more) == (1, True)


def test_who_speaks(ledger: Ledger) -> None:
    first = heard(ledger.store, About(who="Brandt"))[0]
    assert (first.speaker, first.sort, first.articles, first.outlets, first.first, first.last) == (
        "Ilse Brandt", "person", 2, 2, "2026-03-04", "2026-03-06",
    )  # fmt: skip
    assert first.roles == ("Mayor",)


def test_figures_with_their_bounds_and_on_whose_word(ledger: Ledger) -> None:
    found = figures(ledger.store, Wanted(counted="injured"))
    assert [(f.words, f.low, f.high, f.speaker, f.outlet) for f in found] == [
        ("At least 12 people", 12, None, "Ollerby Post", "Ollerby Post"),
        ("14 people", 14, 14, "report by the Fenwick Institute", "The Fenwick Sun"),
    ]
    assert [f.words for f in figures(ledger.store, Wanted(counted="injured", since="2026-03-05"))] == ["14 people"]


def test_a_corrected_figure_stands_as_corrected_and_a_rejected_one_is_left_out(ledger: Ledger) -> None:
    first, second = figures(ledger.store, Wanted(counted="injured"))
    verdicts.on_figure(ledger.store, first.article, (first.start, first.stop), "correct", "Ann", low=13)
    verdicts.on_figure(ledger.store, second.article, (second.start, second.stop), "reject", "Ann")
    assert [(f.low, f.verdict) for f in figures(ledger.store, Wanted(counted="injured"))] == [(13, "corrected")]
    assert len(figures(ledger.store, Wanted(counted="injured", rejected=True))) == 2


def test_a_timeline_is_in_the_order_of_what_is_told(ledger: Ledger) -> None:
    assert [(e.when, e.what, e.words) for e in timeline(ledger.store, Period(words="bridge"))] == [
        ("2026-03-03", "said", "that the bridge was safe"),
        ("2026-03-05", "said", "that the bridge had been closed"),
    ]
    assert list(timeline(ledger.store, Period(since="2026-03-06"))) == []


def test_how_outlets_name_their_sources(ledger: Ledger) -> None:
    assert set(sources(ledger.store)) == {
        Sourcing("Ollerby Post", 1, 4, named=3, unnamed=1, documents=0, unattributed=0, unresolved=0),
        Sourcing("The Fenwick Sun", 1, 3, named=2, unnamed=0, documents=1, unattributed=0, unresolved=0),
        Sourcing(None, 1, 1, named=0, unnamed=0, documents=0, unattributed=0, unresolved=1),
    }


def test_voices_that_nobody_was_found_for(ledger: Ledger) -> None:
    assert [(row.source, row.speaker) for row in unresolved(ledger.store)] == [("he", None)]


def test_a_statement_in_its_sentence_with_its_chain_and_its_verdicts(ledger: Ledger) -> None:
    (row,) = said(ledger.store, About(words="safe"))
    verdicts.on_statement(ledger.store, row.id, "note", "Ann", text="ask for the inspection report")
    found = show(ledger.store, row.id[:6])
    assert (found.before, found.words, found.after) == (
        "", "Mayor Ilse Brandt said on 3 March 2026 that the bridge was safe", ".",
    )  # fmt: skip
    assert [v.name for v in found.statement.voices] == ["Ilse Brandt"]
    assert [(v.kind, v.who) for v in found.verdicts] == [("note", "Ann")]
    assert [a.address for a in found.appearances] == ["https://post.example/flood"]
    with pytest.raises(NothingNamedError, match="there is no statement ffffffffffffffffff; see: sayso search WORDS"):
        show(ledger.store, "f" * 18)
    with pytest.raises(QuestionError, match="'ab' is too short for an id; give 4 characters or more"):
        show(ledger.store, "ab")


def test_how_much_there_is(ledger: Ledger) -> None:
    counted = {row.what: row.count for row in stats(ledger.store)}
    assert (counted["articles"], counted["outlets"], counted["statements"], counted["last published"]) == (
        3, 2, 8, "2026-03-06",
    )  # fmt: skip


def test_statements_are_found_by_a_tag(ledger: Ledger) -> None:
    statement = said(ledger.store, About(words="checked"))[0].id
    verdicts.on_statement(ledger.store, statement, "tag", "Ann", tag="Bridge")
    assert [row.id for row in said(ledger.store, About(tag="bridge"))] == [statement]
    assert not said(ledger.store, About(tag="tunnel"))
