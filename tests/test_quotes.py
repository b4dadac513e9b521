import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.quotes import Quotation, quotations

ALPHABET = "ab ,.\n“”‘’\"'«»„`"


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said, “at dawn.”", ["“We go,”", "“at dawn.”"]),
        ('"We go," she said, "at dawn."', ['"We go,"', '"at dawn."']),
        ("``We go,'' she said.", ["``We go,''"]),
        ("''We go,'' she said.", ["''We go,''"]),
        ("He called it «a farce».", ["«a farce»"]),
        ("Er sprach von „Unsinn“ und ging.", ["„Unsinn“"]),
        ("‘We go,’ she said.", ["‘We go,’"]),
        ("'We go,' she said.", ["'We go,'"]),
        ("“He told me ‘never’ twice.”", ["“He told me ‘never’ twice.”", "‘never’"]),
        ("“It runs on to the next paragraph.", ["“It runs on to the next paragraph."]),
        ("The men's tools, the players’ union, rock 'n' roll", ["'n'"]),
        ("It isn’t the dogs’ dinner.", []),
        ("Back in the '90s nobody asked.", []),
        ("It ended.” Then it rained.", []),
        ("The 6' wall and the 12\" pipe stayed.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_knows_its_inside_and_whether_it_closes() -> None:
    assert quotations("so “yes” and “no", 0, 16) == [
        Quotation(3, 8, "“", closed=True),
        Quotation(13, 16, "“", closed=False),
    ]
    assert [q.inside for q in quotations("so “yes” and “no", 0, 16)] == [(4, 7), (14, 16)]


@given(st.text(ALPHABET, max_size=60), st.integers(0, 10))
def test_quotations_lie_in_their_paragraph_and_nest_or_stand_apart(text: str, start: int) -> None:
    start = min(start, len(text))
    found = quotations(text, start, len(text))
    for q in found:
        assert start <= q.start < q.end <= len(text)
        assert q.start <= q.inside[0] <= q.inside[1] <= q.end
    for a in found:
        for b in found:
            assert (
                a.end <= b.start
                or b.end <= a.start
                or (a.start <= b.start and b.end <= a.end)
                or (b.start <= a.start and a.end <= b.end)
            )
