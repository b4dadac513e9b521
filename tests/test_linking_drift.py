"""What gets lost on the way, and what does not."""

import pytest

from tests.linking_articles import OUTLETS, links

BODY = (
    "Merrow Mill in Quell stood empty for nine years before Ilse Falk bought it for her looms and dye works. "
    "Weavers from Dunmar and Hollin Bay had moved in only last autumn, with forty looms and two kilns. "
)


def lost(there: str, here: str) -> list[tuple[str, str]]:
    """What `here` lost of `there`, as sorts and words, where both stand in an article that was copied."""
    found = links(f"{BODY}\n\n{there}", f"Mill news\n\n{BODY}\n\n{here}")
    assert [d.outlet for d in found.derivations if d.origin] == [OUTLETS[0]]
    return [(d.lost, d.words) for d in found.drift]


@pytest.mark.parametrize(
    ("there", "here", "expected"),
    [
        (
            "The watchman saw an alleged fire raiser climb the north wall of the mill at dusk on Sunday.",
            "The watchman saw a fire raiser climb the north wall of the mill at dusk on Sunday.",
            [("hedge dropped", "alleged")],
        ),
        (
            "The roof of the mill fell in at dusk when sparks reached the wool store, the fire service said.",
            "The roof of the mill fell in at dusk when sparks reached the wool store.",
            [("source dropped", "the fire service")],
        ),
        (
            "The blaze in the wool store at the mill killed at least 12 weavers on Sunday night.",
            "The blaze in the wool store at the mill killed 12 weavers on Sunday night.",
            [("bound lost", "at least 12 weavers")],
        ),
        (
            "The blaze in the wool store at the mill killed 12 weavers on Sunday night.",
            "The blaze in the wool store at the mill killed 21 weavers on Sunday night.",
            [("number changed", "12 weavers")],
        ),
        (
            "“I heard a low noise and then the whole wall came down,” Emil Brandt said on Sunday.",
            "“I heard a loud bang and then the whole wall came down,” Emil Brandt said on Sunday.",
            [("quote altered", "low noise")],
        ),
        (
            "The owner locked the fire doors of the mill, workers said.\n\nIlse Falk denied she locked the fire doors.",
            "The owner locked the fire doors of the mill, the union said.",
            [("denial left out", "she locked the fire doors")],
        ),
        (
            "“We have fourteen names so far, and not one of them is a child’s,” Emil Brandt said on Sunday.",
            "“We have fourteen names, and not one of them is a child’s,” Emil Brandt said on Sunday.",
            [("quote altered", "so far")],
        ),
        (
            "“We have fourteen names so far, and not one of them is the name of a child,” Emil Brandt said on Sunday.",
            "Nobody had gone home. “We have fourteen names, and they are all dear to us,” Emil Brandt said.",
            [("quote altered", "We have fourteen names so far, and not one of them is the name of a child,")],
        ),
        (
            "The fire service said that the wool store may have been lit by somebody who had a key to the yard gate.",
            "It was lit by somebody who had a key, the fire service said, and the wool store went up within the hour.",
            [("hedge dropped", "may have been")],
        ),
    ],
    ids=["hedge", "source", "bound", "number", "quote", "denial", "cut", "other words", "far"],
)  # fmt: skip
def test_what_was_lost(there: str, here: str, expected: list[tuple[str, str]]) -> None:
    assert lost(there, here) == expected


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Nine weavers killed as fire service fights to save wool store", [("source dropped", "The fire service")]),
        ("Fire service: nine weavers killed in wool store", []),
    ],
)
def test_a_headline_may_drop_a_source(headline: str, expected: list[tuple[str, str]]) -> None:
    told = "The fire service said that nine weavers were killed when the wool store of the mill caught fire."
    found = links(f"{BODY}\n\n{told}", f"{headline}\n\nBy Odo Vinter\n\n{BODY}\n\n{told}")
    assert [(d.lost, d.words) for d in found.drift] == expected


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (
            "The watchman saw an alleged fire raiser climb the north wall of the mill at dusk on Sunday.",
            "The watchman saw a suspected fire raiser climb the north wall of the mill at dusk on Sunday.",
        ),
        (
            "The roof of the mill fell in at dusk when sparks reached the wool store, the fire service said.",
            "The fire service said that the roof of the mill fell in at dusk when sparks reached the wool store.",
        ),
        (
            "“I heard a low noise and then the whole wall came down on us,” Emil Brandt said on Sunday.",
            "“I heard a low noise and then the whole wall came down,” Emil Brandt said on Sunday.",
        ),
        (
            "“We have fourteen names so far, and not one of them is a child’s,” Emil Brandt said on Sunday.",
            "“We have fourteen names … and not one of them is a child’s,” Emil Brandt said on Sunday.",
        ),
        (
            "The fire service said that nine weavers were killed when the wool store of the mill caught fire.",
            "Fire service: nine weavers killed in the wool store of the mill",
        ),
    ],
    ids=["another hedge", "the source elsewhere", "a quotation trimmed", "dots for what is cut", "the source first"],
)
def test_what_was_not_lost(there: str, here: str) -> None:
    assert lost(there, here) == []
