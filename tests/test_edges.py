import pytest

from sayso.reading.attribution import Attribution
from sayso.reading.edges import Quoted, continued, with_marks
from sayso.reading.kind import kind
from sayso.reading.quotes import quotations
from sayso.reading.windows import paragraphs


def span_of(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def marked(text: str, words: str) -> str:
    start, end = with_marks(text, span_of(text, words), quotations(text, 0, len(text)))
    return text[start:end]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("“We go,” she said.", "We go", "“We go,”"),
        ('He said: "Never."', "Never", '"Never."'),
        ("She called it “a farce” and left.", "a farce", "“a farce”"),
        ("She said it was “a farce”.", "it was “a farce", "it was “a farce”"),
        ("“A farce” is what it was, she said.", "A farce” is what it was", "“A farce” is what it was"),
        ("She said the plan would work.", "the plan would work", "the plan would work"),
        ("“I believe we can win, and soon,” she said.", "we can win", "we can win"),
        ("“They never asked us", "They never asked us", "“They never asked us"),
    ],
)
def test_marks_come_back_at_the_edges(text: str, words: str, expected: str) -> None:
    assert marked(text, words) == expected


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    text = "Ek said: “One.\n“Two.\n“Three.”\n“Four,” said Li."
    quoted = Quoted(text, paragraphs(text))
    found = [
        Attribution(span_of(text, "Ek"), span_of(text, "said:"), (span_of(text, "One"),), 1.0),
        Attribution(span_of(text, "Li"), span_of(text, "said Li"), (span_of(text, "Four"),), 1.0),
    ]
    first, second = continued(found, quoted)
    assert [text[a:b] for a, b in first.content] == ["One", "Two.", "Three."]
    assert second == found[1]


def test_a_paragraph_laid_to_somebody_else_does_not_go_on() -> None:
    text = "Ek said: “One.\n“Two,” said Li."
    found = [
        Attribution(span_of(text, "Ek"), span_of(text, "said:"), (span_of(text, "One"),), 1.0),
        Attribution(span_of(text, "Li"), span_of(text, "said Li"), (span_of(text, "Two"),), 1.0),
    ]
    assert continued(found, Quoted(text, paragraphs(text))) == found


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("“We go,” she said.", "said", "“We go,”", "direct"),
        ("She said: “We go.”", "said", "“We go.”", "direct"),
        ("She said they would go.", "said", "they would go", "indirect"),
        ("She said they would “go at dawn”.", "said", "they would “go at dawn”", "mixed"),
        ("He told her “he had a week to go”.", "told", "“he had a week to go”", "mixed"),
        ("“I believe we can win,” she said.", "believe", "we can win", "indirect"),
        ("“He told me ‘never’,” she said.", "told", "‘never’", "mixed"),
        ("'We go,' she said.", "said", "'We go,'", "direct"),
    ],
)
def test_kind(text: str, cue: str, content: str, expected: str) -> None:
    assert kind(text, span_of(text, cue), [span_of(text, content)], quotations(text, 0, len(text))) == expected
