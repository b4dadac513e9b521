import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.stance import stance


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "the pier is not safe", "asserts"),
        ("said", "she denied it", "asserts"),
        ("said", "“Will you stay?”", "asks"),
        (":", "Will you stay?", "asks"),
        (":", "We will stay.", "asserts"),
        ("according to", "the pier is safe", "asserts"),
        ("has denied", "taking the money", "denies"),
        ("ruled out", "a second vote", "rejects"),
        ("reportedly refused", "the mayor’s terms", "rejects"),
        ("refused", "to leave", "declines"),
        ("opposes", "the toll", "rejects"),
        ("asked", "whether the pier was safe", "asks"),
        ("called for", "an inquiry", "asks"),
        ("was accused of", "fraud", "accuses"),
        ("called", "the mayor a liar", "accuses"),
        ("called", "the bridge the Old Lady", "asserts"),
        ("vowed to", "rebuild", "promises"),
        ("ordered", "the harbour to close", "orders"),
        ("told", "to leave", "orders"),
        ("told", "them not to swim", "orders"),
        ("told", "the plan to swim was off", "asserts"),
        ("suggested", "closing the harbour", "asks"),
        ("suggested", "that the harbour was closed", "asserts"),
        ("praised", "the crew", "supports"),
        ("voted against", "the toll", "rejects"),
        ("predicted", "rain", "expects"),
        ("was sure", "it would rain", "expects"),
        ("declined", "to comment", "declines"),
        ("would not say", "when the port opens", "declines"),
        ("has not disclosed", "her taxes", "declines"),
        ("did not say", "when the port opens", "other"),
        ("didn’t deny", "it", "other"),
        ("does not support", "the toll", "rejects"),
        ("could say", "that it was late", "other"),
        ("comments about", "the toll", "other"),
        ("'s claim", "that the pier is safe", "asserts"),
        ("made a promise", "to rebuild", "promises"),
        ("expressed concern", "that it would flood", "other"),
        ("sent a letter urging", "the board to resign", "asks"),
        ("is", "green", "other"),
        ("", "green", "other"),
    ],
)
def test_stance(cue: str, content: str, expected: str) -> None:
    assert stance(cue, content) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_have_a_stance(cue: str, content: str) -> None:
    assert stance(cue, content)
