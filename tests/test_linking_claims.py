"""Which statements say the same, and how one utterance was worded by several."""

import pytest

from sayso.linking.claims import ENOUGH, Claims, Match, WordsAgree
from sayso.linking.prepared import prepare
from sayso.linking.rarity import Rarity
from sayso.linking.sayings import Saying, sayings
from sayso.linking.shelves import Memory
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


def test_another_judge_of_sameness_can_be_put_in() -> None:
    claims = Claims(Memory(), same=lambda *_, one_story: Match(1.0, "all is one" if one_story else "of two stories"))
    first = saying("The mayor said the bridge at Quell is old.")
    second = saying("The mayor said the bridge at Quell is new and cheap.")
    assert [claims[n].claim for n in claims.add([first, second])] == [0, 0]


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
