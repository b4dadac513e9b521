"""What a second look sees of a window."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

import sayso
from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.inward import LEAST_WORDS, inside
from sayso.reading.windows import Window, paragraphs, windows

TOKENIZER = Tokenizer.from_file(str(Path(sayso.__file__).parent / "model" / "tokenizer.json"))
TEXT = "On Monday Ms Ek said that Ollerby feared it would flood, as ever. Rain fell. “Nonsense,” he replied."


def window_of(text: str) -> Window:
    (window,) = windows(text, paragraphs(text), TOKENIZER)
    return window


def span(words: str) -> Offsets:
    start = TEXT.index(words)
    return start, start + len(words)


EK = Attribution(span("Ms Ek"), span("said"), (span("that Ollerby feared it would flood"),), 1.0)
HE = Attribution(span("he"), span("replied"), (span("Nonsense"),), 1.0)


def test_only_the_words_of_the_statement_are_seen_each_with_its_part() -> None:
    window = window_of(TEXT)
    seen = inside(window, [EK])
    assert seen is not None
    words = [TEXT[window.starts[w] : window.ends[w]] for w in seen.words]
    assert words == ["Ms", "Ek", "said", "that", "Ollerby", "feared", "it", "would", "flood"]
    assert seen.stretches == ((3, 9),)
    assert [seen.roles[i] for i in seen.first] == [1, 1, 2, 3, 3, 3, 3, 3, 3]
    pieces = [TOKENIZER.id_to_token(window.pieces[p]) for p in seen.pieces]
    assert (pieces[0], pieces[-1]) == ("[CLS]", "[SEP]")
    assert "".join(p.removeprefix("##") for p in pieces[1:-1]) == "".join(words).lower()


def test_a_content_of_few_words_is_not_looked_into() -> None:
    assert LEAST_WORDS > 1
    assert inside(window_of(TEXT), [HE]) is None


def test_statements_of_other_windows_are_passed_over() -> None:
    elsewhere = Attribution((1000, 1002), (1003, 1007), ((1008, 1100),), 1.0)
    assert inside(window_of(TEXT), [elsewhere]) is None


@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 60)), min_size=1, max_size=4))
def test_stretches_hold_just_the_words_of_the_contents(starts: list[tuple[int, int]]) -> None:
    window = window_of(TEXT)
    contents = tuple(sorted((a, min(a + length, len(TEXT))) for a, length in starts))
    seen = inside(window, [Attribution(None, (0, 0), contents, 1.0)])
    wanted = {
        (touched[0], touched[-1])
        for a, b in contents
        if len(touched := [w for w in range(len(window.starts)) if window.starts[w] < b and a < window.ends[w]])
        >= LEAST_WORDS
    }
    assert {(seen.words[a], seen.words[b - 1]) for a, b in seen.stretches} == wanted if seen else not wanted
