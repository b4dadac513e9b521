import pytest

from sayso.reading.figures import find_figures

Suffered = tuple[str, str | None, str | None]


def harmed(text: str) -> list[Suffered]:
    return [(f.text, f.counted, f.harm) for f in find_figures(text, [(0, len(text))], [], [])[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid burned on, killing at least 83 people.", [("at least 83 people", "people killed", "killed")]),
        ("The strike left 12 dead.", [("12 dead", "dead", "killed")]),
        ("Twelve were wounded.", [("Twelve", "wounded", "injured")]),
        ("A death toll of 40 was given.", [("40", "deaths", "killed")]),
        ("The toll rose to 140.", [("140", "deaths", "killed")]),
        ("Deaths: 12", [("12", "deaths", "killed")]),
        ("It caused 14 deaths.", [("14 deaths", "deaths", "killed")]),
        ("Some 30 sailors are missing.", [("Some 30 sailors", "sailors missing", "missing")]),
        ("Police arrested up to 60 marchers.", [("up to 60 marchers", "marchers arrested", "detained")]),
        ("A storm displaced 9,000 families.", [("9,000 families", "families displaced", "displaced")]),
        ("About 400 people fled the delta.", [("About 400 people", "people fled", "displaced")]),
        ("It forced 800 families from their homes.", [("800 families", "families forced to flee", "displaced")]),
        ("More than 850 people uprooted by rain were evacuated.",
         [("More than 850 people", "people evacuated", "displaced")]),
        ("The flood destroyed 1,287 houses.", [("1,287 houses", "houses destroyed", None)]),
        ("The raid killed three farmers and injured nine.",
         [("three farmers", "farmers killed", "killed"), ("nine", "injured", "injured")]),
        ("Ten men were killed and 30 wounded.",
         [("Ten men", "men killed", "killed"), ("30 wounded", "wounded", "injured")]),
        ("The raid killed 12 men and two women.",
         [("12 men", "men killed", "killed"), ("two women", "women killed", "killed")]),
        ("The raid killed 45 farmers on Monday, among them 14 children.",
         [("45 farmers", "farmers killed", "killed"), ("14 children", "children killed", "killed")]),
        ("Twelve people, three of them children, were killed.",
         [("Twelve people", "people killed", "killed"), ("three", "killed", "killed")]),
        ("Some 310 families (about 1,600 people) fled.",
         [("Some 310 families", "families fled", "displaced"), ("about 1,600 people", "people fled", "displaced")]),
        ("Forty people attended after police killed a man.", [("Forty people", "people", None)]),
        ("Forty officers wounded the bear.", [("Forty officers", "officers", None)]),
    ],
)  # fmt: skip
def test_harm_is_found_wherever_the_clause_says_it(text: str, expected: list[Suffered]) -> None:
    assert harmed(text) == expected


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("It killed 12 soldiers.", ["combatant"]),
        ("It killed two civilians.", ["civilian"]),
        ("It killed 12 schoolgirls.", ["child"]),
        ("It killed four, two of them children.", [None, "child"]),
        ("It killed 12 people.", [None]),
    ],
)
def test_victims_are_who_the_words_say(text: str, victims: list[str | None]) -> None:
    assert [f.victims for f in find_figures(text, [(0, len(text))], [], [])[0]] == victims


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Velmar's forces have carried out at least 21 air attacks.", "Velmar's forces"),
        ("Masked gunmen killed 12 people.", "Masked gunmen"),
        ("Twelve people were killed by masked gunmen on Monday.", "masked gunmen"),
        ("They killed 12 people.", None),
        ("It rained all week, killing 12 people.", None),
    ],
)
def test_who_did_it_is_given_where_the_clause_says_so(text: str, by: str | None) -> None:
    assert find_figures(text, [(0, len(text))], [], [])[0][0].by == by
