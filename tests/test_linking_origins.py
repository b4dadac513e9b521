"""Which article was made from which: examples from the ferry story, and properties of what they rest on."""

from dataclasses import replace
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.linking.alignment import holding, pairs
from sayso.linking.credits import credits_of, outlet_key
from sayso.linking.evidence import Excerpt
from sayso.linking.linked import link
from sayso.linking.origins import Origins
from sayso.linking.postings import Postings
from sayso.linking.prepared import prepare
from sayso.linking.times import came_first
from sayso.linking.words import words
from sayso.records import ReaderVersion, Reading
from sayso.sources.text import article_from_text
from tests.ferry_story import article, reading
from tests.linking_articles import links, read

NOT_READ = ReaderVersion("none", "0", None)


def unread(text: str, outlet: str = "The Quell Gazette", published: str = "2031-05-01") -> Reading:
    return Reading(NOT_READ, article_from_text(text, source="test", outlet=outlet, published=published))


def linked(*names: str) -> Origins:
    origins = Origins()
    for name in names:
        origins.add(reading(name))
    return origins


def edges(origins: Origins, *names: str) -> list[tuple[str, str | None, str]]:
    by_id = {article(name).id: name for name in names}
    return [
        (by_id[d.article], d.outlet if d.origin is None else by_id[d.origin], d.kind) for d in origins.derivations()
    ]


def test_a_story_is_a_graph_of_derivations() -> None:
    names = ("wire", "copy", "rewrite", "alike", "update", "own", "passed on")
    assert edges(linked(*names), *names) == [
        ("copy", "wire", "copied"),
        ("rewrite", "wire", "partly copied"),
        ("update", "wire", "partly copied"),
        ("passed on", "own", "credited"),
    ]


@pytest.mark.parametrize("names", list(permutations(("wire", "copy", "rewrite"))))
def test_articles_may_arrive_in_any_order(names: tuple[str, ...]) -> None:
    found = edges(linked(*names), *names)
    assert sorted(found) == [("copy", "wire", "copied"), ("rewrite", "wire", "partly copied")]


def test_a_derivation_shows_two_passages_side_by_side() -> None:
    (derivation,) = linked("wire", "rewrite").parents(article("rewrite").id)
    shown = [(p.how, p.here.text[:38], p.there.text[:43]) for p in derivation.evidence]
    assert shown == [
        ("copied", "A total of 14 people were killed when ", "TARN POINT (Osmark Wire) - At least 14 peop"),
        ("copied", "The ferry, which was carrying 212 pass", "The vessel was carrying 212 passengers from"),
        ("quoted", '"The bow door was wide open and nobody', '"The bow door was open and nobody on the br'),
    ]
    for pair in derivation.evidence:
        for passage, text in ((pair.here, article("rewrite").text), (pair.there, article("wire").text)):
            assert text[passage.start : passage.end] == passage.text


def test_a_short_sentence_is_traced_where_it_stands_next_to_one_that_is() -> None:
    start = "The fire at Merrow Mill in Quell began in the wool store at dusk on Sunday, as the looms had stopped."
    body = "Forty weavers had moved in last autumn, and the owner, Ilse Falk, had asked the council for a second stair."
    (derivation,) = links(
        f"{body} {start} Six men were missing still.", f"{start} Nine men were missing still."
    ).derivations
    assert [(p.how, p.here.text, p.there.text) for p in derivation.evidence][1:] == [
        ("copied", "Nine men were missing still.", "Six men were missing still.")
    ]


def test_a_passage_is_traced_to_where_its_words_begin() -> None:
    origins = linked("wire", "copy")
    text = article("copy").text
    start = text.index("212 passengers")
    steps = origins.trace(Excerpt.of(article("copy"), start, start + 14))
    assert [s.there.article for s in steps if s.there] == [article("wire").id]


def test_what_three_articles_say_may_have_one_origin() -> None:
    origins = linked("wire", "copy", "rewrite", "alike")
    said = [_passage(name, "14 people") for name in ("wire", "copy", "rewrite", "alike")]
    assert [(o.outlet, len(o.passages)) for o in origins.independent(said)] == [("Osmark Wire", 3), ("Dunmar Post", 1)]


def test_an_agency_that_was_not_read_is_an_origin_by_its_credit() -> None:
    one = unread("QUELL (AFP) - The bridge at Quell was closed to lorries.", "Quell Gazette")
    other = unread("DUNMAR (AFP) - Lorries may no longer cross the bridge at Quell.", "Dunmar Post")
    origins = Origins()
    origins.add(one)
    origins.add(other)
    passages = [Excerpt.of(r.article, 14, 40) for r in (one, other)]
    assert [(o.article, o.outlet) for o in origins.independent(passages)] == [(None, "Agence France-Presse")]


def test_a_line_that_a_house_prints_everywhere_is_no_copy() -> None:
    note = "Readers are asked to keep to the rules of the house when they write to us about any article printed here."
    mine = "The council of Quell will plant four hundred limes along the river road next spring, and twenty benches."
    theirs = "A choir from Dunmar won the singing contest at Hollin Bay, ahead of nine others, for the second year."
    origins = Origins()
    for body in (mine, theirs):
        origins.add(unread(" ".join((body, body.upper(), body.title(), body, body.upper())) + "\n\n" + note))
    assert origins.derivations() == ()


BUNTING = (
    "The council has ordered bunting for the summer fair, and paint for the bandstand, which the wind took apart. "
    "A committee of nine will choose the colours, and a committee of four will choose the nine."
)
OFFICE = unread(
    "Statement on the ford\n\nThe Ministry of Roads of Quell denies that it closed the ford at Dunmar in March.",
    "Ministry of Roads of Quell",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Roads Ministry denied that it had closed the ford at Dunmar in March.", True),
        ("The Health Ministry denied that it had closed the ford at Dunmar in March.", False),
    ],
)
def test_an_office_that_speaks_for_itself_is_cited_by_part_of_its_name(text: str, found: bool) -> None:
    story = read(f"{text} {BUNTING}", "Dunmar Post", "2031-05-02")
    origins = Origins()
    origins.add(OFFICE)
    origins.add(story)
    assert [d.outlet for d in origins.parents(story.article.id)] == (["Ministry of Roads of Quell"] if found else [])


def test_a_house_that_cites_itself_takes_it_from_what_it_printed() -> None:
    first = unread("The ford\n\nThe ford is deep enough to drown a horse, the ferryman Odo Vinter said on Friday.")
    told = "The ford is deep enough to drown a horse, Odo Vinter told this newspaper. But does anybody own a horse?"
    comment = unread(f"{told} {BUNTING}", published="2031-05-03")
    elsewhere = unread(f"{told} {BUNTING}", "Dunmar Post", "2031-05-03")
    origins = Origins()
    for one in (first, comment):
        origins.add(one)
    assert [d.kind for d in origins.parents(comment.article.id)] == ["credited"]
    note = unread(f"{BUNTING} Our reporters need you: give what you can to this newspaper.")
    again = unread(f"The ford is shut. Our reporters need you: give what you can to this newspaper. {told}")
    for one, other in ((first, elsewhere), (note, again)):
        origins = Origins()
        origins.add(one)
        origins.add(other)
        assert origins.parents(other.article.id) == ()


def test_what_was_told_with_credit_to_a_house_does_not_come_back_to_it() -> None:
    said = "the hospital of Quell had taken in eleven people from the ferry, four of them children under ten"
    first = unread(f"A nurse said {said}. {BUNTING}", "Dunmar Post", "2031-05-01")
    wire = read(f"The Dunmar Post reported that {said}.", "Osmark Wire", "2031-05-02")
    again = unread(f"A nurse has told us that {said}.", "Dunmar Post", "2031-05-03")
    origins = Origins()
    for one in (first, wire, again):
        origins.add(one)
    assert [d.origin for d in origins.parents(again.article.id)] == [first.article.id]


def test_reports_of_like_events_with_other_names_are_not_made_from_each_other() -> None:
    def report(place: str, river: str, name: str, more: str) -> str:
        return (
            f"A barge that was carrying gravel on the {river} sank at {place} before dawn and four of its crew were "
            f"killed. The owner of the barge, {name}, said that {river} pilots had been warned of the wreck. {more}"
        )

    cook = "The widow of the cook, who keeps the lock where the men used to stop for bread, said nobody had told her. "
    horses = "Two horses that had pulled the boats were sold to a farmer, who has promised to let them graze in peace. "
    far = "Judge Malin Storr of Sarn will hear the pilots in June. " + cook + horses + BUNTING
    near = far.replace("Malin Storr of Sarn", "Ilse Falk of Dunmar")
    reports = [
        unread(
            report("Quell", "Osmark", "Odo Vinter", "The harbour master of Dunmar closed the lock."), "Quell Gazette"
        ),
        unread(report("Quell", "Osmark", "Odo Vinter", near), "Dunmar Post", "2031-05-02"),
        unread(report("Hollin", "Tarn", "Bram Ackers", far), "Tarn Star", "2031-05-03"),
    ]
    assert [len(link([reports[0], other]).derivations) for other in reports[1:]] == [1, 0]


def test_the_same_text_again_is_not_added_twice() -> None:
    origins = linked("wire")
    assert origins.add(replace(reading("wire"), article=replace(article("wire"), outlet="Another"))) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QUELL (Reuters) - The bridge is shut.", [("Reuters", "article", True)]),
        ("QUELL, May 2 (Osmark Wire) — The bridge is shut.", [("Osmark Wire", "article", True)]),
        ("The bridge is shut.\n\nFirst published in the Dunmar Herald.", [("Dunmar Herald", "article", True)]),
        ("The bridge is shut.\n\nReuters contributed to this report.", [("Reuters", "article", True)]),
        ("The mayor told the Quell Times that the bridge is shut.", [("Quell Times", "statement", True)]),
        ("The bridge is shut.", []),
    ],
)  # fmt: skip
def test_credits_are_read(text: str, expected: list[tuple[str, str, bool]]) -> None:
    found = credits_of(prepare(unread(text, outlet="Dunmar Post")))
    assert [(c.outlet, c.reach, c.sure) for c in found] == expected


def test_an_outlet_does_not_credit_itself() -> None:
    assert credits_of(prepare(unread("The mayor told the Quell Times that it is shut.", outlet="Quell Times"))) == ()


@pytest.mark.parametrize("name", ["Reuters", "the Reuters news agency", "REUTERS", "Thomson Reuters", "Reuters’s"])
def test_an_outlet_has_one_key(name: str) -> None:
    assert outlet_key(name) == "reuters"


@given(st.text(max_size=300))
def test_words_stand_where_they_say(text: str) -> None:
    found = words(text)
    assert all(text[w.start : w.end].casefold().startswith(w.low[:1]) for w in found if w.low.isascii())
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.lists(st.lists(st.integers(0, 30), max_size=8), max_size=40))
def test_postings_give_back_what_was_added(added: list[list[int]]) -> None:
    postings = Postings(buffer=5)
    for owner, keys in enumerate(added):
        postings.add(sorted(set(keys)), owner)
    found = postings.find(range(31), most=1000)
    places, owners, held = found.places, found.owners, found.held
    expected = {(k, owner) for owner, keys in enumerate(added) for k in keys}
    assert set(zip(places.tolist(), owners.tolist(), strict=True)) == expected
    assert held.tolist() == [sum(k in keys for keys in added) for k in range(31)]


@given(st.text("abcd eéß.\n“”12", min_size=1), st.text("abcd eéß.\n“”12", min_size=1))
def test_evidence_points_at_its_words(mine: str, theirs: str) -> None:
    one, other = (prepare(unread(f"a b c d {text}")) for text in (mine, theirs))
    for pair in pairs(one, other, holding(other.sentences), lambda _: 1.0):
        assert one.article.text[pair.here.start : pair.here.end] == pair.here.text
        assert other.article.text[pair.there.start : pair.there.end] == pair.there.text


@given(*[st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda d: d.isoformat()))] * 2)
def test_the_order_of_dates_is_the_same_from_both_sides(one: str | None, other: str | None) -> None:
    assert came_first(one, other) == -came_first(other, one)


def _passage(name: str, said: str) -> Excerpt:
    at = article(name).text.index(said)
    return Excerpt.of(article(name), at, at + len(said))
