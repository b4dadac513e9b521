"""Where words come from and what became of them: a ledger of the ferry story, on SQLite and on PostgreSQL."""

from collections.abc import Iterator

import pytest

from sayso.errors import NothingNamedError, QuestionError
from sayso.ledger import verdicts
from sayso.opened import Ledger
from sayso.questions.links import Between, disputes, drift, link_named, origins, variants
from sayso.questions.series import series
from sayso.questions.trace import Traced, trace
from tests.ferry_story import ARTICLES
from tests.test_linking_arrivals import put

KILLED = (
    "TARN POINT (Osmark Wire) - At least 14 people were killed when the ferry Lady Merrow sank off Tarn Point on Sunday"
    " night"
)


@pytest.fixture
def ledger(place: str) -> Iterator[Ledger]:
    with Ledger.open(place) as opened:
        put(opened.store, *ARTICLES)
        opened.link()
        yield opened


def tree(found: Traced) -> list[tuple[int | None, str | None, str | None, list[str]]]:
    """Who had it from whom, how, and what was lost."""
    return [(c.parent, c.passage.outlet, c.how, [loss.lost for loss in c.lost]) for c in found.carriers]


def test_a_claim_is_traced_to_its_origin(ledger: Ledger) -> None:
    found = ledger.trace("ferry killed Sunday night")
    assert (found.claim, found.origins) == (KILLED, ("Osmark Wire",))
    assert tree(found) == [
        (None, "Osmark Wire", None, []),
        (0, "Northern Star", "copied", []),
        (0, "Daily Lantern", "partly copied", ["source dropped", "bound lost"]),
    ]
    assert {s.here.outlet for s in found.same} == {"Osmark Wire", "Northern Star", "Daily Lantern"}
    assert all(s.reason.startswith("both say ") for s in found.same)


def test_a_claim_is_named_by_a_statement_or_by_an_address(ledger: Ledger) -> None:
    statement = next(iter(ledger.statements(words="ferry killed Sunday night"))).id
    assert ledger.trace(statement[:10]).claim == KILLED
    with pytest.raises(NothingNamedError, match=r"nothing that is linked says 'https://nowhere\.example'"):
        ledger.trace("https://nowhere.example")
    with pytest.raises(QuestionError, match="there is no word in '…'"):
        ledger.trace("…")


def test_a_link_that_a_person_rejects_is_undone_for_good(ledger: Ledger) -> None:
    before = ledger.trace("ferry killed Sunday night")
    copied = str(before.carriers[2].link)
    same = [s.id for s in before.same if s.here.outlet == "Daily Lantern"]
    verdicts.on_link(ledger.store, copied, "reject", "Ann", why="both have it from the coast guard")
    for anew in (False, True):
        ledger.link(anew=anew)
        after = ledger.trace("ferry killed Sunday night")
        assert tree(after)[2] == (None, "Daily Lantern", None, [])
        assert after.origins == ("Osmark Wire", "Daily Lantern")
    verdicts.on_link(ledger.store, copied, "confirm", "Ann")
    for link in same:
        verdicts.on_link(ledger.store, link, "reject", "Ann")
    assert [c.passage.outlet for c in ledger.trace("ferry killed Sunday night").carriers] == [
        "Osmark Wire", "Northern Star",
    ]  # fmt: skip
    assert [(v.kind, v.target, v.state) for v in verdicts.all_verdicts(ledger.store)][:3] == [
        ("reject", "link", "stands"), ("confirm", "link", "stands"), ("reject", "link", "stands"),
    ]  # fmt: skip


def test_a_verdict_on_a_link_needs_one(ledger: Ledger) -> None:
    with pytest.raises(NothingNamedError, match="there is no link 'f00d'"):
        verdicts.on_link(ledger.store, "f00d", "reject", "Ann")
    with pytest.raises(QuestionError, match="'tag' is no verdict on a link"):
        verdicts.on_link(ledger.store, "f00d", "tag", "Ann", tag="x")
    with pytest.raises(QuestionError, match="'ab' is too short for an id"):
        link_named(ledger.store, "ab")


def test_who_made_what_of_whom(ledger: Ledger) -> None:
    found = origins(ledger.store)
    assert [(r.here.outlet, r.how, r.there.outlet, r.reason) for r in found] == [
        ("Northern Star", "copied", "Osmark Wire", "67 words copied; 9 words in reworded sentences; "
         "credited (“Osmark Wire”)"),
        ("Daily Lantern", "partly copied", "Osmark Wire", "37 words copied; 19 words in reworded sentences"),
        ("Osmark Wire", "partly copied", "Osmark Wire", "25 words copied"),
        ("Morning Tide", "credited", "Hollin Bay Herald", "9 words copied; credited (“The Hollin Bay Herald”)"),
    ]  # fmt: skip
    (credited,) = origins(ledger.store, Between(outlet="Tide"))
    assert (credited.here.words, credited.there.words) == (
        "two sisters from Hollin Bay spoke of their grief", "Two sisters from Hollin Bay spoke of their grief",
    )  # fmt: skip


def test_what_was_lost_is_shown_by_both_passages(ledger: Ledger) -> None:
    (bound,) = (r for r in drift(ledger.store, Between(outlet="Lantern")) if r.lost == "bound lost")
    assert (bound.here.words, bound.there.words, bound.reason) == (
        "14 people", "At least 14 people", "“At least 14 people” became “14 people”: 'at least' is gone",
    )  # fmt: skip
    text = ARTICLES["rewrite"][0]
    assert text[bound.here.start : bound.here.stop] == "14 people"


def test_wordings_and_disputes(ledger: Ledger) -> None:
    assert [(r.why, r.speaker, r.differ) for r in variants(ledger.store)] == [
        ("rewording", "Ilse Varga", (("wide", ""), ("saw", "noticed"))),
    ] * 2  # fmt: skip
    (dispute,) = disputes(ledger.store)
    assert (dispute.cause, [side.voices for side in dispute.sides]) == (
        "denial", [("Merrow Lines",), ("Ilse Varga",)],
    )  # fmt: skip
    assert disputes(ledger.store, Between(words="bow door"))[0] == dispute
    assert not disputes(ledger.store, Between(until="2031-03-01"))


def test_a_figure_over_time(ledger: Ledger) -> None:
    rows = series(ledger.store, "killed", limit=1)
    assert [(r.low, r.high, r.change, r.passage.outlet) for r in rows if r.change != "repeat"] == [
        (14, None, "first", "Osmark Wire"), (19, None, "update", "Osmark Wire"),
        (31, 31, "update", "Hollin Bay Herald"),
    ]  # fmt: skip
    assert not series(ledger.store, "ferries lost")


def test_the_story_of_an_article_leaves_out_what_looks_like_it(ledger: Ledger) -> None:
    by_outlet = {row.outlet: row.article for row in ledger.statements()}
    wire = next(row.article for row in ledger.statements(words="ferry killed Sunday night"))
    told = {row.outlet for row in ledger.statements(near=wire.removeprefix("sha256:")[:12])}
    assert {"Osmark Wire", "Northern Star", "Daily Lantern"} <= told
    assert "Dunmar Post" not in told
    assert {row.outlet for row in ledger.statements(near=by_outlet["Dunmar Post"])} == {"Dunmar Post"}
    with pytest.raises(NothingNamedError, match="there is no article ffff"):
        ledger.statements(near="ffff")


def test_what_is_not_linked_is_not_traced(place: str) -> None:
    with Ledger.open(place) as ledger:
        put(ledger.store, "wire")
        with pytest.raises(NothingNamedError, match="or link first: sayso link"):
            trace(ledger.store, "killed")
