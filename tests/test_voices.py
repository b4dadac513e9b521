import pytest

from sayso.reading.voices import UNATTRIBUTED, voice
from sayso.records import Voice


@pytest.mark.parametrize(
    ("words", "sort"),
    [
        ("Maren Oduya", "person"),
        ("Transport Minister Ilse Brandt", "person"),
        ("the prime minister", "person"),
        ("Mrs Brandt", "person"),
        ("Dr. Ona Reyes, who led the study", "person"),
        ("she", "person"),
        ("they", "group"),
        ("lawmakers from both parties", "group"),
        ("Lonnard Republicans", "group"),
        ("residents", "group"),
        ("Ilse Brandt and Maren Oduya", "group"),
        ("the NAACP", "institution"),
        ("EPA", "institution"),
        ("BRANDT", "person"),
        ("Brandt aides", "group"),
        ("the transport ministry", "institution"),
        ("the White House", "institution"),
        ("Calder Freight plc", "institution"),
        ("the Supreme Court", "institution"),
        ("police", "institution"),
        ("the government", "government"),
        ("Moscow", "government"),
        ("the Lonnard Courier", "outlet"),
        ("the Reuters news agency", "outlet"),
        ("BBC", "outlet"),
        ("a report by the transport ministry", "document"),
        ("a Lonnard Courier story", "document"),
        ("the poll", "document"),
        ("two people briefed on the talks", "unnamed"),
        ("sources", "unnamed"),
        ("a senior official", "unnamed"),
        ("critics", "unnamed"),
        ("a spokeswoman for Calder Freight", "unnamed"),
    ],
)
def test_the_sort_of_a_source(words: str, sort: str) -> None:
    assert voice(words, (0, len(words))).sort == sort


def test_a_voice_has_the_name_as_written_without_its_article() -> None:
    assert voice("Then the White  House said", (5, 21)) == Voice(
        "the White  House", 5, 21, "White House", "institution"
    )


@pytest.mark.parametrize("words", ["he", "a senior official"])
def test_pronouns_and_the_unnamed_have_no_name(words: str) -> None:
    assert voice(words, (0, len(words))).name is None


def test_nobody() -> None:
    assert voice("It is said", None) == UNATTRIBUTED
