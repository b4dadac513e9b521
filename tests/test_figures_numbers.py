from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.figures.numbers import numbers


def found(text: str) -> list[tuple[str, float | None, str]]:
    read = numbers(text, 0, len(text))
    return [(text[n.start : n.end], None if n.value is None else float(n.value), n.sort) for n in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("eighty-three boats", [("eighty-three", 83, "plain")]),
        ("a hundred and one geese", [("a hundred and one", 101, "plain")]),
        ("two hundred and six thousand", [("two hundred and six thousand", 206_000, "plain")]),
        ("one million two hundred thousand", [("one million two hundred thousand", 1_200_000, "plain")]),
        ("1.2 million", [("1.2 million", 1_200_000, "plain")]),
        ("2.14 lakh", [("2.14 lakh", 214_000, "plain")]),
        ("12,345.5", [("12,345.5", 12345.5, "plain")]),
        ("2,14,000 homes", [("2,14,000", 214_000, "plain")]),
        ("9 300 homes", [("9 300", 9300, "plain")]),
        ("4bn, 30m, 10k", [("4bn", 4e9, "plain"), ("30m", 3e7, "plain"), ("10k", 10_000, "plain")]),
        ("half a million", [("half a million", 500_000, "plain")]),
        ("half a dozen", [("half a dozen", 6, "plain")]),
        ("two dozen", [("two dozen", 24, "plain")]),
        ("one and a half million", [("one and a half million", 1_500_000, "plain")]),
        ("one million and a half", [("one million and a half", 1_500_000, "plain")]),
        ("a quarter of a million", [("a quarter of a million", 250_000, "plain")]),
        ("2½ and ¾", [("2½", 2.5, "plain"), ("¾", 0.75, "plain")]),
        ("three-quarters", [("three-quarters", 0.75, "share")]),
        ("3/4 of it", [("3/4", 0.75, "share")]),
        ("dozens", [("dozens", 12, "open")]),
        ("hundreds of thousands", [("hundreds of thousands", 100_000, "open")]),
        ("several hundred", [("several hundred", 300, "open")]),
        ("a few men", [("a few", 3, "vague")]),
        ("few men came, one million strong", [("one million", 1_000_000, "plain")]),
        ("in nineteen eighty-four", []),
        ("the third man", []),
        ("0 billion", [("0 billion", 0, "plain")]),
        ("1/0 and 24/7", [("1/0", None, "plain"), ("24/7", None, "share")]),
    ],
)  # fmt: skip
def test_numbers(text: str, expected: list[tuple[str, float, str]]) -> None:
    assert found(text) == expected


def test_a_third_is_one_part_in_three() -> None:
    (number,) = numbers("two thirds", 0, 10)
    assert number.value == Decimal(2) / Decimal(3)


def test_a_number_longer_than_any_count_has_no_value() -> None:
    (number,) = numbers("9" * 400, 0, 400)
    assert (number.start, number.end, number.value) == (0, 400, None)
    assert number.why == "it has more than 18 digits"


@settings(deadline=None)
@given(st.lists(st.sampled_from([*"0123456789,./-½ ", " a ", "half", "dozen", "million", " and ", "hundreds", " of "])))
def test_numbers_stand_in_order_and_inside(parts: list[str]) -> None:
    text = "".join(parts)
    at = 0
    for number in numbers(text, 0, len(text)):
        assert at <= number.start < number.end <= len(text)
        at = number.end
