from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.moments import find_moments, said_at
from sayso.records import Moment, Notice

TUESDAY = "2025-12-02"


def read(text: str, published: str | None = TUESDAY) -> list[tuple[str, str | None, str]]:
    moments, _ = find_moments(text, [(0, len(text))], published)
    return [(m.text, m.value, m.kind) for m in moments]


def refused(text: str, published: str | None = TUESDAY) -> list[Notice]:
    return find_moments(text, [(0, len(text))], published)[1]


def test_a_moment_says_where_it_stands() -> None:
    text = "The pier shut on Monday."
    assert find_moments(text, [(0, len(text))], TUESDAY) == ([Moment("Monday", 17, 23, "2025-12-01", "date")], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It shut on Monday.", [("Monday", "2025-12-01", "date")]),
        ("It will reopen on Thursday.", [("Thursday", "2025-12-04", "date")]),
        ("The minister is expected to brief the council on Friday.", [("Friday", "2025-12-05", "date")]),
        ("It was shut on Tuesday.", [("Tuesday", "2025-12-02", "date")]),
        ("It shut last Friday and reopens next Friday.",
         [("last Friday", "2025-11-28", "date"), ("next Friday", "2025-12-12", "date")]),
        ("The storm hit late Sunday night.", [("late Sunday night", "2025-11-30TNI", "time")]),
        ("Yesterday it rained; tomorrow it will not.",
         [("Yesterday", "2025-12-01", "date"), ("tomorrow", "2025-12-03", "date")]),
        ("He left the day before yesterday.", [("the day before yesterday", "2025-11-30", "date")]),
        ("She arrived this morning and leaves tonight.",
         [("this morning", "2025-12-02TMO", "time"), ("tonight", "2025-12-02TNI", "time")]),
    ],
)  # fmt: skip
def test_days_are_told_from_publication_and_tense(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They spoke by phone on November 21.", [("November 21", "2025-11-21", "date")]),
        ("The lease runs out on Jan. 14.", [("Jan. 14", "2026-01-14", "date")]),
        ("On 5 March 1946 he spoke.", [("5 March 1946", "1946-03-05", "date")]),
        ("It began Thursday, April 6, 2023, in Oslo.", [("Thursday, April 6, 2023", "2023-04-06", "date")]),
        ("She was arrested in June 2018 and freed in August.",
         [("June 2018", "2018-06", "date"), ("August", "2018-08", "date")]),
        ("It opened in early October last year.", [("early October last year", "2024-10", "date")]),
        ("It meets on the first Monday of October 2026.", [("the first Monday of October 2026", "2026-10-05", "date")]),
        ("It closes Nov. 3-5.", [("Nov. 3-5", "2025-11-03/2025-11-05", "range")]),
        ("The fair ran from 30 December 2024.", [("30 December 2024", "2024-12-30", "date")]),
        ("Filed 2025-11-30 and 11/30/2025.",
         [("2025-11-30", "2025-11-30", "date"), ("11/30/2025", "2025-11-30", "date")]),
        ("Shops close on Christmas Day.", [("Christmas Day", "2025-12-25", "date")]),
        ("March 2013’s flood and the 1990’s.", [("March 2013", "2013-03", "date"), ("the 1990’s", "199", "date")]),
        ("They may march with Theresa May.", []),
    ],
)  # fmt: skip
def test_dates_find_their_year(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sales fell earlier this month.", [("earlier this month", "2025-12", "date")]),
        ("It rained last week and this weekend.",
         [("last week", "2025-W48", "date"), ("this weekend", "2025-W49-WE", "date")]),
        ("He was hired two weeks ago.", [("two weeks ago", "2025-W47", "date")]),
        ("The vote is due early next year.", [("early next year", "2026", "date")]),
        ("Profit rose in the third quarter.", [("the third quarter", "2025-Q3", "date")]),
        ("In the third quarter it lost $2 million, against $1 million a year earlier.",
         [("the third quarter", "2025-Q3", "date"), ("a year earlier", "2024-Q3", "date")]),
        ("It was built last summer.", [("last summer", "2025-SU", "date")]),
        ("Fashions of the mid-1980s and the '90s.", [("the mid-1980s", "198", "date"), ("the '90s", "199", "date")]),
        ("It sank on 3 May 2019 and was raised the following year.",
         [("3 May 2019", "2019-05-03", "date"), ("the following year", "2020", "date")]),
        ("In the 19th century and in 1998.", [("the 19th century", "18", "date"), ("1998", "1998", "date")]),
        ("Some 2000 soldiers and 1950 metres of rope.", []),
    ],
)  # fmt: skip
def test_weeks_quarters_and_years(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He had a week to leave.", [("a week", "P1W", "duration")]),
        ("Nearly two hours passed.", [("Nearly two hours", "PT2H", "duration")]),
        ("Over the past three years it grew.", [("the past three years", "P3Y", "duration")]),
        ("A two-year deal for a six-year-old.", [("two-year", "P2Y", "duration")]),
        ("It lasted for months.", [("months", "PXM", "duration")]),
        ("It took two and a half years.", [("two and a half years", "P2.5Y", "duration")]),
        ("It ships daily, and twice a week to Oslo.", [("daily", "P1D", "set"), ("twice a week", "P1W", "set")]),
        ("The choir sings every Monday.", [("every Monday", "XXXX-WXX-1", "set")]),
        ("He is now ill, and was recently in hospital.",
         [("now", "PRESENT_REF", "date"), ("recently", "PAST_REF", "date")]),
        ("Wages cost $9 a day.", []),
    ],
)  # fmt: skip
def test_durations_sets_and_vague_moments(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It struck at 3 p.m. on Monday.", [("3 p.m. on Monday", "2025-12-01T15:00", "time")]),
        ("Doors open at 15:30 GMT.", [("15:30 GMT", "2025-12-02T15:30", "time")]),
        ("Offers close at 5 p.m. EST, Nov. 6.", [("5 p.m. EST, Nov. 6", "2025-11-06T17:00", "time")]),
        ("They won 3:10 in the end.", []),
    ],
)
def test_times_of_day(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Since September it has sunk.", [("September", "2025-09/2025-12-02", "range")]),
        ("He ruled it in 1994-97.", [("1994-97", "1994/1997", "range")]),
        ("Between 1994 and 1997 it shut.", [("1994", "1994", "date"), ("1997", "1997", "date")]),
    ],
)
def test_ranges(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert read(text) == expected


def test_without_a_publication_date_relative_moments_have_no_value() -> None:
    assert read("Yesterday, two weeks ago and since May 2019.", None) == [
        ("Yesterday", None, "date"),
        ("two weeks ago", None, "date"),
        ("May 2019", "2019-05/..", "range"),
    ]


def test_what_the_calendar_does_not_have_is_refused_and_shown() -> None:
    assert refused("It shut on February 30.") == [
        Notice(
            "refused-moment", "February 30", 11, 22,
            "'February 30' was not read: the calendar has no day 30 in that month",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["yesterday", "2025-02-30", "0001-01-01", "1500-01-01"])
def test_a_publication_date_that_cannot_be_is_not_reckoned_from(published: str) -> None:
    assert read("It shut on Monday.", published) == [("Monday", None, "date")]
    assert [n.kind for n in refused("It shut on Monday.", published)] == ["refused-moment"]


def test_no_moment_leaves_the_calendar() -> None:
    text = "9000 years from now, 12,000 years ago, last year and next week."
    assert read(text, "9999-12-31") == [
        ("9000 years from now", "FUTURE_REF", "date"),
        ("12,000 years ago", "PAST_REF", "date"),
        ("last year", "9998", "date"),
    ]


def test_stretches_are_read_in_order_and_nothing_between_them() -> None:
    text = "On 3 May 2019.\nAdvertisement: Monday.\nThat day it sank."
    moments, _ = find_moments(text, [(0, 14), (38, len(text))], TUESDAY)
    assert [(m.text, m.value) for m in moments] == [("3 May 2019", "2019-05-03"), ("That day", "2019-05-03")]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("Ms Ek said on Monday that the pier shuts on Friday.", "said", "that the pier shuts on Friday", "2025-12-01"),
        ("On Monday, Mr. Ek told them it was safe.", "told", "it was safe", "2025-12-01"),
        ("The port on Monday said it was safe.", "said", "it was safe", "2025-12-01"),
        ("“We go,” the port said in a note late on Sunday.", "said", "“We go,”", "2025-11-30"),
        ("Ms Ek said the pier shut on Friday.", "said", "the pier shut on Friday", None),
        ("Mr Ek, who quit on Monday, said it was safe.", "said", "it was safe", None),
        ("It shut on Monday. Mr Ek said it was safe.", "said", "it was safe", None),
    ],
)
def test_when_a_statement_was_made(text: str, cue: str, content: str, expected: str | None) -> None:
    moments, _ = find_moments(text, [(0, len(text))], TUESDAY)
    at, begin = text.index(cue), text.index(content)
    said = said_at(text, (at, at + len(cue)), [(begin, begin + len(content))], moments)
    assert (None if said is None else said.value) == expected


HOSTILE = [
    "12 " * 10_000, "5-" * 100_000, "the end of " * 18_000, "two hundred " * 16_000, "p.m. " * 40_000,
    "1" * 200_000, "1.1" * 60_000, "1:11:" * 40_000, "a few or " * 20_000, "Jan. 1 1990 " * 10_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: repr(t[:12]))
def test_hostile_lines_are_read_to_the_end(text: str) -> None:
    moments, _ = find_moments(text, [(0, len(text))], TUESDAY)
    assert all(text[m.start : m.end] == m.text for m in moments)


WORDS = st.lists(
    st.sampled_from(
        "the a last next this first 31 30 2 1998 0000 9999 12:30 p.m. Feb. February May may Monday Mondays years week "
        "quarter ago earlier since until of in and - , . ’ '80s 1990s nineteen ninety second half end early every few "
        "several 1,000,000 99999999 3rd 2025-02-30 13/13/2025 Easter Christmas Day tomorrow night noon "
        "century \n".split(" ")
    ),
    max_size=14,
)
DATES = st.none() | st.dates().map(str) | st.text(max_size=12)


@given(WORDS | st.text().map(list), DATES)
def test_moments_hold_their_own_words_in_order_and_never_raise(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    moments, notices = find_moments(text, [(0, len(text))], published)
    assert all(text[m.start : m.end] == m.text and m.text for m in moments)
    assert all(n.start is None or text[n.start : n.end] == n.text for n in notices)
    assert all(a.end <= b.start for a, b in pairwise(moments))
