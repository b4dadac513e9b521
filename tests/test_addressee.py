import pytest
from hypothesis import given
from hypothesis import strategies as st

import sayso
from sayso.reading.addressee import addressee, told
from sayso.reading.attribution import Attribution


def span_of(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("Ms Ek told reporters that it was over.", "told", "it was over", "reporters"),
        ("Ms Ek told him the deal was off.", "told", "the deal was off", "him"),
        ("“It is over,” Ms Ek told the Ost Herald on Monday.", "told", "It is over", "the Ost Herald"),
        ("“It is over,” she told Jan Li, the harbour master.", "told", "It is over", "Jan Li"),
        ("She told the head of the union that it was over.", "told", "it was over", "the head of the union"),
        ("She told Mr. Li that it was over.", "told", "it was over", "Mr. Li"),
        ("She urged Mr Li to stay.", "urged", "Mr Li to stay", "Mr Li"),
        ("She called on the council to act.", "called on", "the council to act", "the council"),
        ("She called the attack on the crew a shame.", "called the attack on", "the crew a shame", None),
        ("She told the players’ union it was over.", "told", "it was over", "the players’ union"),
        ("She ordered an inquiry to be held.", "ordered", "an inquiry to be held", None),
        ("He asked Ms Ek whether it was over.", "asked", "whether it was over", "Ms Ek"),
        ("He asked whether it was over.", "asked", "whether it was over", None),
        ("He warned residents that it would flood.", "warned", "it would flood", "residents"),
        ("He said to her: “Go.”", "said", "Go", "her"),
        ("It is said to be over.", "is said", "to be over", None),
        ("“It is over,” he said to applause.", "said", "It is over", None),
        ("She wrote to the council that it was over.", "wrote", "it was over", "the council"),
        ("She said in a letter to Ost Council that it was over.", "said", "it was over", "Ost Council"),
        ("“It is over,” she said in an interview with the Herald.", "said", "It is over", "the Herald"),
        ("She was told that it was over.", "was told", "it was over", None),
        ("She said on Monday it was over.", "said", "it was over", None),
        ("“Why?” she asked rhetorically.", "asked", "Why?", None),
        ("“No,” he told them. The crew left.", "told", "No", "them"),
    ],
)
def test_addressee(text: str, cue: str, content: str, expected: str | None) -> None:
    found = addressee(text, span_of(text, cue), [span_of(text, content)], None)
    assert (text[slice(*found)] if found else None) == expected


WORDS = st.lists(
    st.sampled_from(["told", "Ms", "Ek", "the", "crew", "to", "that", ",", ".", "in", "letter"]), max_size=15
)


@given(WORDS, st.data())
def test_a_hearer_stands_in_the_text(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    ends = st.integers(0, len(text))
    cue, content = data.draw(st.tuples(ends, ends)), data.draw(st.tuples(ends, ends))
    found = addressee(text, (min(cue), max(cue)), [(min(content), max(content))], None)
    assert found is None or min(cue) <= found[0] < found[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "source", "cue", "hearer"),
    [
        ("The mayor was warned that the bridge was unsafe.", "The mayor", "was warned", "The mayor"),
        ("Residents were not told that the siren was off.", "Residents", "were not told", "Residents"),
        ("The mayor was told by a clerk that the bridge was unsafe.", "a clerk", "was told by", None),
        ("The mayor warned that the bridge was unsafe.", "The mayor", "warned", None),
        ("Mr Dahl is convinced that the bridge is unsafe.", "Mr Dahl", "is convinced", None),
    ],
)
def test_whoever_was_told_is_no_source(text: str, source: str, cue: str, hearer: str | None) -> None:
    content = span_of(text, text[text.index("that ") : -1])
    found = told(text, Attribution(span_of(text, source), span_of(text, cue), (content,), 0.9))
    assert found == (None if hearer is None else span_of(text, hearer))


def test_a_statement_whose_hearer_alone_is_named_has_no_voice() -> None:
    (statement,) = sayso.read("The mayor was warned that the bridge was unsafe.").statements
    assert (statement.source.sort, statement.addressee and statement.addressee.text) == ("unattributed", "The mayor")
