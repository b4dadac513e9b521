"""Which statements say the same, and how one utterance was worded by several."""

import pytest

from sayso.linking.claims import ENOUGH, Added, Claims, Match, WordsAgree
from sayso.linking.kin import Kin
from sayso.linking.prepared import Prepared, prepare
from sayso.linking.rarity import Rarity
from sayso.linking.same_meaning import SameMeaning
from sayso.linking.sayings import Counted, Saying, negates, sayings
from sayso.linking.shelves import Memory
from sayso.linking.words import spelt
from tests.linking_articles import linked, links, read


def saying(text: str) -> Saying:
    """The first thing that is said in a text."""
    return sayings(prepare(read(text)))[0]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Brandt said the old bridge at Quell will close.", "Quell's old bridge will be closed, Brandt said.", True),
        ("Police said the bridge at Quell cost 14 crowns.", "Police said the bridge at Quell cost 19 crowns.", False),
        ("Police said the driver of the tram was drunk.", "Police said the driver of the tram was not drunk.", False),
        ("Police said the tram in Dunmar left the rails.", "Police said the tram in Osmark left the rails.", False),
        ("The mayor said the bridge is safe.", "The farmers said the harvest was poor.", False),
    ],
)  # fmt: skip
def test_two_sayings_are_one_claim_when_words_numbers_names_and_negation_agree(
    one: str, other: str, same: bool
) -> None:
    assert (WordsAgree(Rarity())(saying(one), saying(other)).score >= ENOUGH) is same


def test_a_link_says_why() -> None:
    found = WordsAgree(Rarity())(
        saying("Police said the tram cost 14 crowns."), saying("Police said the tram cost 19 crowns.")
    )
    assert found == Match(0.0, "the numbers differ: “14” and “19”")


def test_what_several_articles_say_is_gathered() -> None:
    index = linked(
        "The mayor of Quell, Ada Brandt, said the old bridge will close in June.",
        "The harvest was poor, farmers near Dunmar said.",
        "Quell's old bridge will be closed in June, Ada Brandt said.",
    )
    assert [[s.where.text for s in claim] for claim in index.claims.claims()] == [
        ["the old bridge will close in June", "Quell's old bridge will be closed in June"]
    ]


@pytest.mark.parametrize(
    ("one", "other", "one_story", "same"),
    [
        ("Police said 16 people were killed in Quell.", "In Quell 16 people have died, police said.", True, True),
        ("Police said 16 people were killed.", "Police said 23 people were killed.", True, False),
        ("Police said 31 people were missing.", "Police said another 31 people were hurt.", True, False),
        ("Police said 9 people died as the ferry Merrow sank.", "Police said 9 people died as the ferry Heron sank.",
         False, False),
    ],
    ids=["other words", "another number", "a number of others", "another ferry"],
)  # fmt: skip
def test_what_is_meant_is_one_claim_when_figures_and_stories_agree(
    one: str, other: str, one_story: bool, same: bool
) -> None:
    judge = SameMeaning(Rarity())
    assert (judge(saying(one), saying(other), one_story=one_story).score >= ENOUGH) is same


def test_of_many_reprints_one_is_compared() -> None:
    asked: list[str] = []

    def judge(_one: Saying, other: Saying, /, *, one_story: bool = True) -> Match:
        asked.append(f"{other.text} {one_story}")
        return Match(0.0, "never")

    claims = Claims(Memory(), same=judge)
    for _ in range(3):
        claims.add([saying("The mayor said the old bridge at Quell will close.")])
    asked.clear()
    claims.add([saying("The bridge at Quell is old, the mayor said.")], kin=())
    assert asked == ["the old bridge at Quell will close False"]


def test_another_judge_of_sameness_can_be_put_in() -> None:
    claims = Claims(Memory(), same=lambda *_, one_story: Match(1.0, "all is one" if one_story else "of two stories"))
    first = saying("The mayor said the bridge at Quell is old.")
    second = saying("The mayor said the bridge at Quell is new and cheap.")
    assert [claims[n].claim for n in claims.add([first, second]).own] == [0, 0]


def test_a_saying_between_two_claims_makes_them_one() -> None:
    said = (
        "The mayor said the old bridge at Quell will close.",
        "The mayor said the old bridge at Quell is unsafe.",
        "The mayor said the old bridge at Quell is unsafe and shut.",
        "The mayor said the old bridge at Quell will close as it is unsafe.",
    )
    alike = {frozenset(pair) for pair in ((1, 2), (0, 3), (2, 3))}

    def judge(one: Saying, other: Saying, /, *, one_story: bool = True) -> Match:
        places = frozenset(next(i for i, text in enumerate(said) if text[15:-1] == s.text) for s in (one, other))
        return Match(0.9 if places in alike else 0.4, f"{sorted(places)} {one_story}")

    claims = Claims(Memory(), same=judge)
    added = [claims.add([saying(text)]) for text in said]
    assert added == [Added((0,)), Added((1,)), Added((2,)), Added((3,), changed=(1, 2))]
    assert [(claims[n].claim, claims[n].to, claims[n].match) for n in range(4)] == [
        (0, None, None),
        (0, 2, Match(0.9, "[1, 2] True")),
        (0, 3, Match(0.9, "[2, 3] True")),
        (0, 0, Match(0.9, "[0, 3] True")),
    ]


@pytest.mark.parametrize(
    ("one", "other", "why", "differ"),
    [
        (
            "“We do not want the rule of lords, nor the rule of merchants,” Ada Brandt said.",
            "“We do not want the rule of lords, or the rule of merchants,” Ada Brandt said.",
            "rewording",
            [("or", "nor")],
        ),
        (
            "“We do not want the rule of lords, nor the rule of merchants,” Ada Brandt said.",
            "“We do not want the rule of lords,” Ada Brandt said.",
            "trimming",
            [("", "nor the rule of merchants")],
        ),
        (
            "“We do not want the rule of the great lords,” Ada Brandt said through an interpreter.",
            "“We do not wish the rule of the big lords,” Ada Brandt said.",
            "translation",
            [("wish", "want"), ("big", "great")],
        ),
    ],
)
def test_an_utterance_in_two_wordings(one: str, other: str, why: str, differ: list[tuple[str, str]]) -> None:
    (variant,) = links(one, other).variants
    assert (variant.why, [(a.text, b.text) for a, b in variant.differ]) == (why, differ)


@pytest.mark.parametrize(
    "other",
    [
        "“We do not want the rule of lords, nor the rule of merchants,” Ada Brandt said.",
        "“We do not want the rule of lords, or the rule of merchants,” Emil Falk said.",
        "“The weather was fine and the fish were biting all day,” Ada Brandt said.",
    ],
    ids=["the same words", "another speaker", "another utterance"],
)
def test_no_variants(other: str) -> None:
    assert (
        links("“We do not want the rule of lords, nor the rule of merchants,” Ada Brandt said.", other).variants == ()
    )


def test_a_saying_knows_what_its_numbers_count_and_which_words_are_names() -> None:
    found = saying("Police said at least 16 people were killed in Quell on Monday.")
    assert (found.counted, found.names) == (
        (Counted(16, None, "killed", None, frozenset({"kill"})),),
        frozenset({"quell"}),
    )


@pytest.mark.parametrize(
    ("text", "says_not"),
    [
        ("There was a siren for every blast, and none for this", True),
        ("no fewer than six men were seen", False),
        ("the siren was heard", False),
    ],
)
def test_a_text_says_that_something_is_not_so(text: str, says_not: bool) -> None:
    assert negates(text) is says_not


@pytest.mark.parametrize(
    ("text", "of", "says_not"),
    [
        ("Police said nobody warned the mill, not in June and not in May.", "warned", True),
        ("Police said the mill was not warned, and not because it was shut.", "warned", True),
        ("Police said none of the men in the mill was armed.", "armed", True),
        ("Police said the men did not know that the mill was armed.", "armed", False),
        ("Police said it was not true that nobody warned the mill.", "warned", False),
    ],
)
def test_a_saying_says_not_of_some_words(text: str, of: str, says_not: bool) -> None:
    assert saying(text).negates(frozenset({spelt(of)[1]})) is says_not


def test_articles_with_the_same_kin_are_kin() -> None:
    names = "Ada Brandt", "Emil Falk", "Ilse Varga", "Odo Vinter", "Merrow Mill", "Hollin Bay", "Osmark Castle"

    def told(*mine: str) -> Prepared:
        return prepare(read(" ".join(f"They spoke of {name} while people waited." for name in mine)))

    kin = Kin(Memory())
    both, again, left, right = (told(*mine) for mine in (names, names[::-1], names[:4], names[4:]))
    assert [set(kin.add(one)) for one in (both, again, left, right)] == [
        set(),
        {both.id},
        {both.id, again.id},
        {both.id, again.id, left.id},
    ]
    stranger = told("Malin Storr", "Sarn Weir")
    assert kin.add(stranger) == {}
