from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.chains import Link, chained
from sayso.records import Name

TEXT = "Reuters reported sources saying Mr Trump told Mr Maduro he had a week."


def part(words: str) -> Offsets:
    start = TEXT.index(words)
    return start, start + len(words)


def attribution(source: str, cue: str, content: str) -> Attribution:
    return Attribution(part(source), part(cue), (part(content),), 1.0)


REUTERS = attribution("Reuters", "reported", "sources saying Mr Trump told Mr Maduro he had a week")
SOURCES = attribution("sources", "saying", "Mr Trump told Mr Maduro he had a week")
TRUMP = attribution("Mr Trump", "told", "he had a week")


@dataclass(frozen=True)
class ByHand:
    """A look that knows what stands in each content."""

    known: dict[Offsets, Attribution]
    attributions: list[Attribution] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def inside(self, outer: Sequence[Attribution]) -> list[Attribution]:
        return [self.known[span] for a in outer for span in a.content if span in self.known]


def test_the_content_of_each_statement_is_looked_into() -> None:
    look = ByHand({REUTERS.content[0]: SOURCES, SOURCES.content[0]: TRUMP})
    assert chained(TEXT, [REUTERS], look) == [Link(REUTERS, None), Link(SOURCES, 0), Link(TRUMP, 1)]


def test_reading_ends_where_nothing_is_left_outside() -> None:
    again = Attribution(None, part("saying"), REUTERS.content, 1.0)
    assert chained(TEXT, [REUTERS], ByHand({REUTERS.content[0]: again})) == [Link(REUTERS, None)]
