from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.hedges import Hedged


def span_of(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def found(text: str, cue: str, *content: str) -> list[tuple[str, str]]:
    return [(h.text, h.sort) for h in Hedged(text).of([span_of(text, words) for words in (cue, *content)])]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("The mayor reportedly refused the terms.", "refused", "the terms", [("reportedly", "hearsay")]),
        ("He is said to own the alleged boat.", "is said", "to own the alleged boat",
         [("is said to", "hearsay"), ("alleged", "distance")]),
        ("Ms Ek claims the pier is safe.", "claims", "the pier is safe", [("claims", "distance")]),
        ("Ms Ek said he claimed responsibility.", "said", "he claimed responsibility", []),
        ("Ms Ek said insurance claims had doubled.", "said", "insurance claims had doubled", []),
        ("It calls them, without evidence, drug boats.", "calls", "drug boats", [("without evidence", "no-evidence")]),
        ("They were spies, he said, without providing any evidence.", "said", "They were spies",
         [("without providing any evidence", "no-evidence")]),
        ("She said the so-called experts may have erred.", "said", "the so-called experts may have erred",
         [("so-called", "distance"), ("may have", "likelihood")]),
        ("She said sales in May have risen.", "said", "sales in May have risen", []),
        ("She said the pier may close and could fall.", "said", "the pier may close and could fall", []),
        ("She insisted the data indicate a leak.", "insisted", "the data indicate a leak", []),
        ("She said it seems to be probably fine.", "said", "it seems to be probably fine",
         [("seems to be", "likelihood"), ("probably", "likelihood")]),
        ("She said he appeared on stage.", "said", "he appeared on stage", []),
        ("The port, he said, is believed to be mined.", "said", "is believed to be mined",
         [("is believed to", "likelihood")]),
        ("The report is unconfirmed, she said.", "said", "The report is unconfirmed", [("unconfirmed", "doubt")]),
        ("He said it. The alleged boat sank.", "said", "it", []),
    ],
)  # fmt: skip
def test_hedges(text: str, cue: str, content: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, cue, content) == expected


def test_words_between_two_parts_of_the_content_count() -> None:
    text = "“We go,” he said, apparently moved, “at dawn.”"
    assert found(text, "said", "“We go,”", "“at dawn.”") == [("apparently", "hearsay")]


WORDS = st.lists(
    st.sampled_from(["may", "have", "reportedly", "claims", "without", "evidence", ",", ".", "“", "he", "\n"]),
    max_size=20,
)


@given(WORDS, st.data())
def test_hedges_hold_their_own_words_in_order(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    ends = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(ends, ends), max_size=3))
    hedged = Hedged(text).of([(min(span), max(span)) for span in drawn])
    assert all(text[h.start : h.end] == h.text for h in hedged)
    assert all(a.end <= b.start for a, b in pairwise(hedged))
