import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadDateError, InputError
from sayso.sources.articles import to_article
from sayso.sources.found import About, Found
from sayso.sources.published import iso_date

WORDS = (
    "The Orsk ferry must keep all three of its boats, the port council ruled on Friday. “We are relieved,” said Zoë."
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferry keeps its boats</title></head><body><article>"
    f"<h1>Ferry keeps its boats</h1><p>{WORDS}</p><p>{WORDS.replace('Orsk', 'Reck')}</p></article></body></html>"
)


def test_what_is_given_goes_first_then_the_article_then_hints() -> None:
    hints = About("Boats", "Coast news", "2026-03-04T18:30:00Z", "Ines Marlow")
    found = Found("a", PAGE.encode(), "text/html", "https://orsk.example/1", hints=hints)
    article = to_article(found)
    said = (article.title, article.outlet, article.published, article.byline, article.url)
    assert said == (
        "Ferry keeps its boats",
        "Coast news",
        "2026-03-04T18:30:00Z",
        "Ines Marlow",
        "https://orsk.example/1",
    )
    given_too = Found(
        "a", PAGE.encode(), "text/html", None, given=About("No", "Lantern", "2026-03-01", "T. Reck"), hints=hints
    )
    article = to_article(given_too)
    said = (article.title, article.outlet, article.published, article.byline, article.url)
    assert said == ("No", "Lantern", "2026-03-01", "T. Reck", None)


def test_an_outlet_of_its_own_goes_before_a_hint() -> None:
    page = PAGE.replace("<title>", '<meta property="og:site_name" content="The Orsk Lantern"><title>')
    assert to_article(Found("a", page.encode(), "text/html", hints=About(outlet="World"))).outlet == "The Orsk Lantern"


@pytest.mark.parametrize(
    ("encoding", "content_type"),
    [
        ("utf-8", None),
        ("utf-8", "text/plain"),
        ("utf-8", "text/plain; charset=iso-8859-1"),
        ("utf-8", "text/plain; charset=nonsense"),
        ("cp1252", "text/plain; charset=iso-8859-1"),
        ("cp1252", "text/plain; charset=us-ascii"),
        ("cp1252", "text/plain; charset=utf-8"),
        ("cp1252", "text/plain; charset=punycode"),
        ("utf-16", "text/plain; charset=utf-8"),
        ("utf-16-le", 'text/plain; Charset="utf-16le"'),
        ("mac-roman", "text/plain; charset=macintosh"),
    ],
)
def test_wrong_charsets_are_seen_through(encoding: str, content_type: str | None) -> None:
    assert to_article(Found("a", WORDS.encode(encoding), content_type)).text == WORDS


def test_a_page_by_the_charset_that_came_with_it() -> None:
    page = PAGE.encode("mac-roman")
    assert "“We are relieved,” said Zoë." in to_article(Found("a", page, "text/html; charset=macintosh")).text


def test_a_page_that_is_served_as_something_else() -> None:
    for content_type in (None, "application/octet-stream", "text/x-unknown"):
        assert to_article(Found("a", PAGE.encode(), content_type)).title == "Ferry keeps its boats"
    assert to_article(Found("a", PAGE.encode(), "text/plain")).text == PAGE


def test_a_given_date_must_be_one() -> None:
    with pytest.raises(BadDateError, match="a: 'soon' is no publication date"):
        to_article(Found("a", WORDS.encode(), given=About(published="soon")))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-04", "2026-03-04"),
        (" 2026-03-04T18:30:00Z ", "2026-03-04T18:30:00Z"),
        ("2026-03-04 18:30", "2026-03-04 18:30"),
        ("Wed, 04 Mar 2026 18:30:00 GMT", "2026-03-04T18:30:00+00:00"),
        ("4 Mar 2026 18:30:00 -0500", "2026-03-04T18:30:00-05:00"),
        ("20260304", "2026-03-04"),
        ("20260304183000", "2026-03-04T18:30:00+00:00"),
        ("20261304183000", None),
        ("1772649000", None),
        ("04/03/2026", None),
        ("2026-02-30", None),
        ("soon", None),
        ("", None),
    ],
)
def test_dates_as_they_are_written(written: str, date: str | None) -> None:
    assert iso_date(written) == date


@given(st.text(max_size=40) | st.text("0123456789-: TZ+", max_size=30))
def test_a_date_is_iso_or_none(written: str) -> None:
    date = iso_date(written)
    assert date is None or iso_date(date) == date


@given(st.binary(max_size=200), st.text("abc;=-charsetutf168 \"'", max_size=30))
def test_no_bytes_raise_anything_else(raw: bytes, content_type: str) -> None:
    try:
        to_article(Found("a", raw, f"text/plain{content_type}"))
    except InputError as error:
        told: str | None = error.source
    else:
        told = None
    assert told in ("a", None)
