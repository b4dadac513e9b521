"""Which names stand in a text, and what stands before them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.speakers.names import runs
from sayso.reading.speakers.slips import one_slip
from sayso.reading.speakers.tokens import tokens
from sayso.records import Name


def names(text: str, *tagged: tuple[str, str]) -> list[tuple[str | None, str, str]]:
    """The role, words and kind of every name."""
    found = [Name(w, text.index(w), text.index(w) + len(w), sort) for w, sort in tagged]  # type: ignore[arg-type]
    return [(r.role, r.name, r.kind) for r in runs(tokens(text, [(0, len(text))]), found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "James A. Ek met Tom R. Brandt, Ada I. Lund and Rep. G.K. Oduya in the old town hall.",
            [(None, "James A Ek", "person"), (None, "Tom R Brandt", "person"), (None, "Ada I Lund", "person"),
             ("Rep", "G.K Oduya", "person")], id="initials",
        ),
        pytest.param(
            "They met Secretary of State Ilse Brandt and the Chief of Staff Tom Ek, "
            "and then left when the votes were counted.",
            [("Secretary of State", "Ilse Brandt", "person"), ("Chief of Staff", "Tom Ek", "person")],
            id="an office with an of",
        ),
        pytest.param(
            "They met former secretary of state Ilse Brandt and then-Mayor Tom Ek there again.",
            [("former secretary of state", "Ilse Brandt", "person"), ("then-Mayor", "Tom Ek", "person")],
            id="an office in small letters, and a former one",
        ),
        pytest.param(
            "They met the Mayor of Lonnard Ifeoma Oduya on the way home, "
            "and saw the Mayor of Lonnard again there later on.",
            [("Mayor of Lonnard", "Ifeoma Oduya", "person"), (None, "Lonnard", "other")], id="an office of a place",
        ),
        pytest.param(
            "It was the Alliance to Mend Our Roads (AMOR) and the Lonnard People’s Party "
            "that lost when the votes were counted again.",
            [(None, "Alliance to Mend Our Roads", "body"), (None, "AMOR", "body"),
             (None, "Lonnard People Party", "body")], id="the long form of an acronym, and a body with an owner",
        ),
        pytest.param(
            "It was the Lonnard Federation of Rope and Sail Makers that went on strike again.",
            [(None, "Lonnard Federation of Rope and Sail Makers", "body")], id="a body with an and",
        ),
        pytest.param(
            "Voters and people who saw James and Olive Brandt left. People said so, and voters did.",
            [(None, "James Brandt", "person"), (None, "Olive Brandt", "person")], id="a couple of one surname",
        ),
        pytest.param("Yesterday Will Doyle left. Will Doyle return to the old house? He will.",
                     [(None, "Will Doyle", "person"), (None, "Doyle", "other")], id="a name that is a verb"),
    ],
)  # fmt: skip
def test_names(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    assert names(text) == expected


def test_what_the_tagger_calls_a_person_is_not_joined_to_a_body() -> None:
    text = "It was Brandt and State Department officials who met in the old town hall that day."
    assert names(text)[0][1] == "Brandt and State Department"
    assert [n[1] for n in names(text, ("Brandt", "person"))] == ["Brandt", "State Department"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("oduya", "oduyya", True),
        ("brandt", "brnadt", True),
        ("brandt", "brand", True),
        ("brandt", "bramdt", True),
        ("brandt", "brandt", False),
        ("brandt", "brandts", False),
        ("brandt", "bradnut", False),
        ("", "a", True),
    ],
)
def test_one_slip(one: str, other: str, expected: bool) -> None:
    assert one_slip(one, other) is one_slip(other, one) is expected


@given(st.text("ab", max_size=5), st.integers(0, 4), st.sampled_from("abx"))
def test_putting_a_letter_in_is_one_slip(word: str, at: int, letter: str) -> None:
    longer = word[:at] + letter + word[at:]
    assert one_slip(word, longer)
    assert one_slip(longer, word)


@given(st.text(max_size=80), st.integers(0, 80))
def test_words_hold_their_places(text: str, cut: int) -> None:
    cut = min(cut, len(text))
    words = tokens(text, [(0, cut), (cut, len(text))])
    assert all(text[w.start : w.end] == w.text for w in words.words)
    assert all(
        a.end <= b.start and a.sentence <= b.sentence for a, b in zip(words.words, words.words[1:], strict=False)
    )
    assert words.starts == [w.start for w in words.words]
    assert words.capitals == [i for i, w in enumerate(words.words) if w.text[0].isupper()]
