from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.figures import find_figures
from sayso.records import Figure, Moment, Notice, Place


def figures(text: str) -> list[Figure]:
    return find_figures(text, [(0, len(text))], [], [])[0]


def bounds(text: str) -> list[tuple[str, float | None, float | None, str]]:
    return [(f.text, f.low, f.high, f.bound) for f in figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They found 40 boats.", ("40 boats", 40, 40, "exact")),
        ("They found at least 40 boats.", ("at least 40 boats", 40, None, "at least")),
        ("No fewer than forty boats sank.", ("No fewer than forty boats", 40, None, "at least")),
        ("They found more than a dozen boats.", ("more than a dozen boats", 12, None, "more than")),
        ("Well over 40 boats sank.", ("over 40 boats", 40, None, "more than")),
        ("As many as 40 boats sank.", ("As many as 40 boats", None, 40, "at most")),
        ("No more than 40 boats sank.", ("No more than 40 boats", None, 40, "at most")),
        ("Fewer than 40 boats sank.", ("Fewer than 40 boats", None, 40, "fewer than")),
        ("About 40 boats sank.", ("About 40 boats", 40, 40, "about")),
        ("Nearly 40 boats sank.", ("Nearly 40 boats", 40, 40, "about")),
        ("An estimated 40 boats sank.", ("An estimated 40 boats", 40, 40, "about")),
        ("Some 40 boats sank.", ("Some 40 boats", 40, 40, "about")),
        ("At least another 40 boats sank.", ("At least another 40 boats", 40, None, "at least")),
        ("Between 40 and 50 boats sank.", ("Between 40 and 50 boats", 40, 50, "between")),
        ("They lost 40-50 boats.", ("40-50 boats", 40, 50, "between")),
        ("They lost three or four boats.", ("three or four boats", 3, 4, "between")),
        ("They lost 2 to 3 million boats.", ("2 to 3 million boats", 2_000_000, 3_000_000, "between")),
        ("They lost 40 boats or more.", ("40 boats or more", 40, None, "at least")),
        ("They lost 40 or so boats.", ("40 or so boats", 40, 40, "about")),
        ("They lost 40-odd boats.", ("40-odd", 40, 40, "about")),
        ("Dozens of boats sank.", ("Dozens of boats", 12, None, "at least")),
        ("Hundreds of thousands of boats sank.", ("Hundreds of thousands of boats", 100_000, None, "at least")),
        ("Up to several hundred boats sank.", ("Up to several hundred boats", None, 300, "at most")),
        ("Two thirds of voters agree.", ("Two thirds of voters", 2 / 3, 2 / 3, "exact")),
        ("Three in 10 voters agree.", ("Three in 10 voters", 0.3, 0.3, "exact")),
        ("It fell to minus 4.", ("minus 4", -4, -4, "exact")),
    ],
)  # fmt: skip
def test_a_figure_has_its_bounds(text: str, expected: tuple[str, float | None, float | None, str]) -> None:
    assert bounds(text) == [expected]


def test_a_change_gives_two_figures_and_no_range() -> None:
    assert bounds("Rent rose from $10 to $15.") == [("$10", 10, 10, "exact"), ("$15", 15, 15, "exact")]


def test_a_conversion_in_brackets_shares_the_bound() -> None:
    assert bounds("It flew more than 100 kilometres (62 miles).") == [
        ("more than 100 kilometres", 100, None, "more than"),
        ("62 miles", 62, None, "more than"),
    ]


def test_integers_stay_integers() -> None:
    (figure,) = figures("They found 40 boats.")
    assert isinstance(figure.low, int)
    assert isinstance(figures("It is 2.5 miles off.")[0].low, float)


@pytest.mark.parametrize(
    ("text", "low", "unit", "counted"),
    [
        ("It cost £2bn.", 2_000_000_000, "GBP", None),
        ("It cost US$4.5 million.", 4_500_000, "USD", None),
        ("It cost 30m euros.", 30_000_000, "EUR", None),
        ("It cost $2 a share.", 2, "USD per share", None),
        ("It cost $2 million a year earlier.", 2_000_000, "USD", None),
        ("It cost hundreds of millions of dollars.", 100_000_000, "USD", None),
        ("Some 12 per cent of voters agree.", 12, "percent", "voters"),
        ("It lies 200m away.", 200, "metres", None),
        ("It weighs 3.5 tonnes.", 3.5, "tonnes", None),
        ("It flew at 80 miles an hour.", 80, "miles per hour", None),
        ("It was 30C outside.", 30, "degrees Celsius", None),
        ("It took two weeks.", 14, "days", None),
        ("It took a five-day march.", 5, "days", None),
        ("They burnt 20 tonnes of grain.", 20, "tonnes", "grain"),
        ("They saw two of the old tankers.", 2, None, "old tankers"),
        ("They saw 40 sugar beet farmers leave.", 40, None, "sugar beet farmers"),
        ("They saw three types of whale there.", 3, None, "types of whale"),
        ("They saw 190 of about 250 counties.", 190, None, "counties"),
        ("It is a 12-member panel.", 12, None, "member"),
        ("There is one clear winner.", 1, None, "clear winner"),
    ],
)  # fmt: skip
def test_a_figure_has_a_unit_or_counts_something(text: str, low: float, unit: str | None, counted: str | None) -> None:
    figure = figures(text)[0]
    assert (figure.low, figure.unit, figure.counted) == (low, unit, counted)


@pytest.mark.parametrize(
    "text",
    [
        "Ms Ek, 43, spoke.", "Ms Ek, a 43-year-old, spoke.", "The girl, aged 9, spoke.", "He is 43 years old.",
        "It was on May 12.", "It was on 12 May 1998.", "It was at 10:30.", "It was at 5pm.", "It was in 1998.",
        "It was in the 1990s.", "It was in the 2018 elections.", "She won 6-4 6-2.", "They drew 2-2.",
        "The vote was 52-48.", "The Hawker 737 landed.", "Under Article 5, they must.", "They took Route 66.",
        "She lives at 10 Mill Lane.", "Call 020 7946 0123.", "It was the 12th time.", "He came third.",
        "One of them left.", "No one left.", "One day it will end.", "See page 4.", "It ended in the second half.",
        "(3) Who goes there?", "They met Covid-19 patients.", "It is a two-way street.", "A third man came.",
    ],
)  # fmt: skip
def test_what_counts_nothing_is_no_figure(text: str) -> None:
    assert bounds(text) == []


def test_a_number_inside_a_moment_is_no_figure_unless_it_lasts() -> None:
    text = "Two years ago it took three years and a week."
    ago = Moment("Two years ago", 0, 13, "2023", "date")
    lasting = Moment("three years", 22, 33, "P3Y", "duration")
    week = Moment("a week", 38, 44, "P1W", "duration")
    found, _ = find_figures(text, [(0, len(text))], [ago, lasting, week], [])
    assert [(f.text, f.low, f.high, f.unit) for f in found] == [
        ("three years", 3, 3, "years"),
        ("a week", 7, 7, "days"),
    ]


def test_a_sentence_gives_its_figures_a_period_and_a_place() -> None:
    text = "Since May, 12 boats sank off Velmar. Later 3 boats left."
    since = Moment("Since May", 0, 9, "2025-05/2025-12-02", "range")
    velmar = Place("Velmar", 29, 35, "Velmar", 1.0, 2.0, "VL", 1)
    first, second = find_figures(text, [(0, len(text))], [since], [velmar])[0]
    assert (first.text, first.since, first.until, first.place) == ("12 boats", "2025-05", None, "Velmar")
    assert (second.text, second.since, second.until, second.place) == ("3 boats", None, None, None)


def test_a_closed_range_ends() -> None:
    text = "From 2 to 5 May 12 boats sank."
    may = Moment("From 2 to 5 May", 0, 15, "2025-05-02/2025-05-05", "range")
    (figure,) = find_figures(text, [(0, len(text))], [may], [])[0]
    assert (figure.text, figure.since, figure.until) == ("12 boats", "2025-05-02", "2025-05-05")


@pytest.mark.parametrize(
    ("text", "refused", "why"),
    [
        ("It said 1/0 of them left.", "1/0", "nothing can be divided by zero"),
        (f"It said {'7' * 400} left.", "7" * 400, "it has more than 18 digits"),
        ("1 2 3 4 5 6 7 8 9", "1 2 3 4 5 6 7 8 9",
         "a row of 9 numbers with no words between them is a table, not figures"),
    ],
)  # fmt: skip
def test_what_is_refused_is_told(text: str, refused: str, why: str) -> None:
    found, notices = find_figures(text, [(0, len(text))], [], [])
    start = text.index(refused)
    assert found == []
    assert notices == [Notice("refused-figure", refused, start, start + len(refused), why)]


def test_only_the_stretches_are_read() -> None:
    text = "12 boats.\n13 boats."
    assert [f.text for f in find_figures(text, [(10, 19)], [], [])[0]] == ["13 boats"]


@pytest.mark.parametrize(
    "unit",
    ["12 ", "12,", "12-", "1/0 ", "one ", "a ", "million ", "at least ", "half a ", "killed 12 and ", "$", "(", "5% ",
     "hundreds of ", "1.", "12 people were hurt by men ", "said 12 of them "],
)  # fmt: skip
def test_hostile_lines_are_read(unit: str) -> None:
    text = (unit * 50_000)[:50_000]
    for figure in figures(text):
        assert text[figure.start : figure.end] == figure.text


def test_a_line_of_ten_thousand_numbers_is_read() -> None:
    text = "12 boats and " * 10_000 + "x" * 80_000
    assert len(figures(text)) == 10_000


_WORDS = st.sampled_from(
    "at least more than up to about between and or to from 12 1,200 3-5 $ £2bn % per cent one two dozen dozens several "
    "hundred million half a third of the people killed wounded were was by men, (about ) . ; boats week 43, May 1998 "
    "left dead including children - – \n".split(" ")
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(_WORDS).map(" ".join)))
def test_every_figure_points_at_its_words(text: str) -> None:
    found, notices = find_figures(text, [(0, len(text))], [], [])
    for part in [*found, *notices]:
        assert part.start is not None
        assert text[part.start : part.end] == part.text
    assert all(f.low is not None or f.high is not None for f in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
