import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BadDateError, NoArticleError
from sayso.reading.windows import paragraphs
from sayso.records import Article, Passage
from sayso.sources import article_from_text, as_article, passages

REPORT = (
    "\r\nFerry line told to keep its boats\r\n\r\nBy Ada Quill and Tom Reeve, Harbour correspondents\r\n"
    "The Orsk ferry must keep all three boats, the port council ruled on Friday.\r\n"
    "“We are relieved,” said its master, Ines Marlow.\r\nPhotograph: Jo Pell/Coastline Pictures\r\n"
    "© 2031 The Orsk Lantern. All rights reserved.\r\n"
)


def test_an_article_keeps_its_text_and_sets_its_lines_apart() -> None:
    article = article_from_text(REPORT, source="orsk.txt", published="2031-05-02", outlet="The Orsk Lantern")
    assert article.text == REPORT
    assert [(p.kind, article.text[p.start : p.end], p.byline) for p in article.passages] == [
        ("headline", "Ferry line told to keep its boats", None),
        ("boilerplate", "By Ada Quill and Tom Reeve, Harbour correspondents", "Ada Quill and Tom Reeve"),
        ("body", "The Orsk ferry must keep all three boats, the port council ruled on Friday.", None),
        ("body", "“We are relieved,” said its master, Ines Marlow.", None),
        ("caption", "Photograph: Jo Pell/Coastline Pictures", None),
        ("boilerplate", "© 2031 The Orsk Lantern. All rights reserved.", None),
    ]
    assert dataclasses.replace(article, text="", passages=()) == Article(
        text="",
        title="Ferry line told to keep its boats",
        outlet="The Orsk Lantern",
        byline="Ada Quill and Tom Reeve",
        published="2031-05-02",
        language="en",
    )


def test_a_single_sentence_is_body() -> None:
    assert article_from_text("The mayor said no.", source="x").passages == (Passage("body", 0, 18),)


@pytest.mark.parametrize("empty", ["", " \r\n\t\u2028 \u00a0"])
def test_nothing_but_white_space_is_no_article(empty: str) -> None:
    with pytest.raises(NoArticleError, match=r"blank.txt: there is no text in it"):
        article_from_text(empty, source="blank.txt")


@pytest.mark.parametrize(
    "date", ["2031-05-02", "2031-05-02T18:30", "2031-05-02T18:30:05Z", "2031-05-02 18:30:05+02:00"]
)
def test_iso_8601_dates_are_kept_as_given(date: str) -> None:
    assert as_article("The mayor said no.", published=date).published == date


@pytest.mark.parametrize(
    "date", ["", "2 May 2031", "2031-13-02", "2031-02-30", "20310502", "2031-05", "2031-05-02T25:00"]
)
def test_other_dates_are_refused_with_an_example(date: str) -> None:
    with pytest.raises(BadDateError, match="is no publication date; write it as 2025-12-02 or 2025-12-02T18:30:00"):
        article_from_text("The mayor said no.", source="x", published=date)


def test_an_article_passes_as_it_is_and_takes_a_new_date() -> None:
    article = article_from_text("The mayor said no.", source="x", published="2031-05-02")
    assert as_article(article) is article
    assert as_article(article, published="2031-05-03") == dataclasses.replace(article, published="2031-05-03")


def test_an_article_made_by_hand_gets_its_passages_and_language() -> None:
    made = as_article(Article("The mayor said no.", outlet="The Orsk Lantern"))
    assert made == Article(
        "The mayor said no.", passages=(Passage("body", 0, 18),), outlet="The Orsk Lantern", language="en"
    )


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40) | st.sampled_from(
    [
        "The port council ruled on Friday that all three boats must stay.",
        "Related stories",
        "Who pays for the tide? ANNA LOWE asks",
        "Photo: Jo Pell",
        "Advertisement",
        "By Ada Quill",
        "👩🏽‍🚒 said \u200fשלום\u200e e\u0301",
        "a\x00b\x0b\x85c\x1c",
        "Correction: it was Thursday.",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n \n", "\x85", "\x0b"])


@given(st.lists(st.tuples(LINES, ENDS), min_size=1, max_size=12).map(lambda rows: "".join(a + b for a, b in rows)))
def test_the_text_is_kept_and_every_character_that_is_not_blank_is_in_one_passage(text: str) -> None:
    if not text.strip():
        return
    article = article_from_text(text, source="x")
    assert article.text == text
    assert [(p.start, p.end) for p in article.passages] == paragraphs(text)
    previous = 0
    for passage in article.passages:
        assert previous <= passage.start < passage.end <= len(text)
        assert text[previous : passage.start].strip() == ""
        previous = passage.end
    assert text[previous:].strip() == ""


def test_a_very_long_line_does_not_hold_up_the_rest() -> None:
    text = "word " * 400_000 + "\n" + "x" * 2_000_000 + "\n" + "(" * 100_000
    assert [p.kind for p in passages(text)] == ["body", "body", "body"]
