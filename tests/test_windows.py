from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

import sayso
from sayso.reading.windows import QUOTE_STATES, SHAPES, paragraphs, windows

TOKENIZER = Tokenizer.from_file(str(Path(sayso.__file__).parent / "model" / "tokenizer.json"))
ODD = "aZ9 é\u0301👍\u200f\u202e\u00a0“”\"'.!\n\r\t\0\ud7ff汉[SEP]"


def test_paragraphs_are_trimmed_lines() -> None:
    text = "\n  One. \r\n\r\n\tTwo two.\n"
    assert [text[a:b] for a, b in paragraphs(text)] == ["One.", "Two two."]


def test_a_window_gives_words_with_their_offsets_and_what_an_uncased_vocabulary_loses() -> None:
    text = "Mrs Ek said: “No 7.”\nOK"
    (window,) = windows(text, paragraphs(text), TOKENIZER)
    words = [text[a:b] for a, b in zip(window.starts, window.ends, strict=True)]
    assert words == ["Mrs", "Ek", "said", ":", "“", "No", "7", ".", "”", "OK"]
    assert [SHAPES[s] for s in window.shapes[window.first]] == [
        "capitalised", "capitalised", "lower", "other", "other", "capitalised", "digits", "other", "other", "capitals",
    ]  # fmt: skip
    assert [QUOTE_STATES[q] for q in window.quotes[window.first]] == [
        *["outside"] * 4, "opening", "double", "double", "double", "closing", "outside",
    ]  # fmt: skip
    assert window.layout[window.first].tolist() == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_sentences_are_numbered_past_abbreviations_and_initials() -> None:
    text = "Gov. J. Ek left. She won! But $2.5m went.\nNo one asked"
    (window,) = windows(text, paragraphs(text), TOKENIZER)
    begins = np.flatnonzero(np.diff(window.sentence, prepend=0))
    assert [text[window.starts[i] :].split()[0] for i in begins] == ["Gov.", "She", "But", "No"]


def test_a_paragraph_that_does_not_fit_is_cut_after_a_sentence() -> None:
    text = "A short one here. And then a second that is long."
    first, second = windows(text, paragraphs(text), TOKENIZER, max_pieces=11)
    assert text[first.starts[0] : first.ends[-1]] == "A short one here."
    assert text[second.starts[0] : second.ends[-1]] == "And then a second that is long."


def test_words_that_look_like_border_pieces_are_words() -> None:
    (window,) = windows("[SEP] [CLS]", [(0, 11)], TOKENIZER)
    assert window.starts.tolist() == [0, 1, 4, 6, 7, 10]


@pytest.mark.parametrize("text", ["", " \n ", "\0\0"])
def test_no_words_no_windows(text: str) -> None:
    assert sum(len(w.first) for w in windows(text, paragraphs(text), TOKENIZER)) == 0


@given(st.text(ODD, max_size=500), st.integers(102, 140))
def test_every_word_stands_in_order_in_the_text_and_no_window_is_too_long(text: str, room: int) -> None:
    found = list(windows(text, paragraphs(text), TOKENIZER, max_pieces=room))
    assert all(len(w.pieces) <= room for w in found)
    if found:
        starts = np.concatenate([w.starts for w in found])
        ends = np.concatenate([w.ends for w in found])
        assert (starts < ends).all()
        assert (ends[:-1] <= starts[1:]).all()
        assert ends[-1] <= len(text)
    for w in found:
        assert len(w.pieces) == len(w.shapes) == len(w.quotes) == len(w.layout)
        assert (w.first > 0).all()
        assert (w.first < len(w.pieces) - 1).all()
