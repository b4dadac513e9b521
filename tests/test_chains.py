from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.attribution import Attribution, Look, Offsets
from sayso.reading.chains import Link, chained
from sayso.records import ReaderVersion

TEXT = "Reuters reported sources saying Mr Trump told Mr Maduro he had a week."


def part(words: str) -> Offsets:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str) -> Attribution:
    return Attribution(part(source), part(cue), (part(content),), 1.0)


REUTERS = attribution("Reuters", "reported", "sources saying Mr Trump told Mr Maduro he had a week")
SOURCES = attribution("sources", "saying", "Mr Trump told Mr Maduro he had a week")
TRUMP = attribution("Mr Trump", "told", "he had a week")


VERSION = ReaderVersion("by hand", "1", None)


@dataclass(frozen=True)
class ByHand:
    """An attributor that knows what stands in each stretch."""

    known: dict[Offsets, Attribution]
    version: ReaderVersion = VERSION

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        raise AssertionError(f"{paragraphs} of {text!r}: the outermost attributions are given")

    def look_again(self, text: str, contents: Sequence[Offsets]) -> list[Attribution]:
        assert text == TEXT
        return [self.known[span] for span in contents if span in self.known]


def test_the_content_of_each_statement_is_read_again() -> None:
    reader = ByHand({REUTERS.content[0]: SOURCES, SOURCES.content[0]: TRUMP})
    assert chained(TEXT, [REUTERS], reader) == [Link(REUTERS, None), Link(SOURCES, 0), Link(TRUMP, 1)]


def test_content_that_cannot_report_is_not_read() -> None:
    reader = ByHand({TRUMP.content[0]: TRUMP})
    assert chained(TEXT, [TRUMP], reader) == [Link(TRUMP, None)]


def test_reading_ends_where_nothing_is_left_outside() -> None:
    again = Attribution(None, part("saying"), REUTERS.content, 1.0)
    assert chained(TEXT, [REUTERS], ByHand({REUTERS.content[0]: again})) == [Link(REUTERS, None)]
