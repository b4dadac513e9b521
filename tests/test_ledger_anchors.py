import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.anchors import Anchor, Offsets, best
from sayso.ledger.columns import kept, short, unkept

TEXT = "The mayor said no. Asked again, the mayor said no. Then she left."


@pytest.mark.parametrize(
    ("newer", "found"),
    [
        (TEXT, (36, 49)),
        ("Update: " + TEXT, (44, 57)),
        ("Once the mayor said no. Then she left.", (9, 22)),
        ("The mayor smiled. Asked again, the mayor said nothing.", None),
    ],
    ids=["the same", "moved", "the only one left", "gone"],
)
def test_words_are_found_again_by_what_stands_around_them(newer: str, found: Offsets | None) -> None:
    anchor = Anchor.at(TEXT, 36, 49)
    assert anchor.exact == "mayor said no"
    assert anchor.find(newer) == found


@given(st.text(), st.text(min_size=1), st.text())
def test_an_anchor_finds_its_own_words_in_its_own_text(before: str, words: str, after: str) -> None:
    text, start = before + words + after, len(before)
    assert Anchor.at(text, start, start + len(words)).find(text) == (start, start + len(words))


@given(st.text(max_size=80), st.text(min_size=1, max_size=20), st.text(max_size=80), st.text(max_size=80))
def test_what_an_anchor_finds_are_its_words(before: str, words: str, after: str, newer: str) -> None:
    anchor = Anchor.at(before + words + after, len(before), len(before) + len(words))
    found = anchor.find(newer)
    assert found is None or newer[slice(*found)] == words
    assert anchor.find(f"{newer} {words} {before}") is not None


@pytest.mark.parametrize(
    ("wanted", "spans", "place"),
    [
        ((10, 20), [(0, 5), (11, 20), (10, 40)], 1),
        ((10, 20), [(10, 20), (10, 20)], 0),
        ((10, 20), [(10, 30)], None),
        ((10, 20), [(20, 30)], None),
        ((10, 20), [], None),
    ],
)
def test_the_nearest_span_shares_more_than_half(wanted: Offsets, spans: list[Offsets], place: int | None) -> None:
    assert best(wanted, spans) == place


@given(st.text(st.characters(codec=None, categories=None)))
def test_a_database_can_keep_every_string(words: str) -> None:
    stored = kept(words)
    assert unkept(stored) == words
    assert "\0" not in stored
    stored.encode("utf-8")


@given(st.text(), st.text())
def test_what_an_index_keeps_of_a_name_is_short_and_its_own(one: str, other: str) -> None:
    assert len(short(one * 9)) <= 200
    assert (short(one * 9) == short(other * 9)) == (one == other)
