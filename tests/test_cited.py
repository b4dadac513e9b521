import pytest

from sayso.reading.attribution import Attribution
from sayso.reading.cited import split

TEXT = "The lawmakers cited a Courier report that the minister gave the order."


def part(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_who_cites_a_document_and_what_the_document_says() -> None:
    content = part("that the minister gave the order")
    found = Attribution(part("The lawmakers"), part("cited a Courier report"), (content,), 0.9)
    assert split(TEXT, found) == (
        Attribution(
            part("The lawmakers"), part("cited"), (part("a Courier report that the minister gave the order"),), 0.9
        ),
        Attribution(part("a Courier report"), part("report"), (content,), 0.9),
    )


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("The ministry issued a statement saying all was well.", "issued a statement saying", "all was well"),
        ("She cited concerns that it would fail.", "cited concerns", "that it would fail"),
        ("She cited the rising cost.", "cited", "the rising cost"),
        ("“All was well,” a report said.", "a report said", "All was well"),
    ],
)
def test_nothing_is_split_where_no_other_voice_is_named(text: str, cue: str, content: str) -> None:
    assert split(text, Attribution(None, part(cue, text), (part(content, text),), 1.0)) is None
