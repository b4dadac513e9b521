"""Whole readings with the shipped model, and what odd input does to them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.errors import BadDateError, NoArticleError
from sayso.reading.many import ReaderName, in_order
from sayso.records import Article, Notice, Reading

REPORT = """Council leader denies flood claims

The council leader, Ada Fenn, on Tuesday denied reports that flood money had been misspent.

“Not one penny has gone missing,” she told reporters. “I have asked the auditors to look at every bill.”

According to the Brackwater Herald, two officials said Mrs Fenn had ordered that invoices be destroyed.
"""


def chain(reading: Reading) -> list[tuple[list[str | None], str, str]]:
    """Voices, cue and first content of every statement."""
    return [([v.text for v in s.voices], s.cue.text, s.content[0].text) for s in reading.statements if s.cue]


def test_who_said_what() -> None:
    (statement,) = sayso.read("The mayor said the bridge was safe.").statements
    assert statement.source.text == "The mayor"
    assert statement.cue is not None
    assert statement.cue.text == "said"
    assert [c.text for c in statement.content] == ["the bridge was safe"]
    assert (statement.kind, statement.stance, statement.within) == ("indirect", "asserts", None)


def test_through_whom_it_came() -> None:
    reading = sayso.read("Reuters reported that sources said the minister told his aides the deal was dead.")
    assert [[v.text for v in s.voices] for s in reading.statements] == [
        ["Reuters"],
        ["Reuters", "sources"],
        ["Reuters", "sources", "the minister"],
    ]
    assert reading.statements[-1].content[0].text == "the deal was dead"
    assert [s.within for s in reading.statements] == [None, reading.statements[0].id, reading.statements[1].id]


def test_a_quotation_is_shown_with_its_marks_and_goes_on_after_its_cue() -> None:
    quoted = next(s for s in sayso.read(REPORT).statements if s.kind == "direct")
    assert [c.text for c in quoted.content] == [
        "“Not one penny has gone missing,”",
        "“I have asked the auditors to look at every bill.”",
    ]


@pytest.mark.parametrize("reader", ["learned", "rules"])
def test_the_same_bytes_whatever_the_threads(reader: str) -> None:
    texts = [REPORT, REPORT.replace("Fenn", "Oakes"), REPORT * 3]

    def as_bytes(text: str) -> bytes:
        return json.dumps(sayso.read(text, reader=reader).to_dict()).encode()

    alone = [as_bytes(text) for text in texts]
    assert list(in_order(as_bytes, texts * 2, jobs=4)) == alone * 2


def test_the_identity_of_a_statement_does_not_depend_on_the_reader() -> None:
    text = "The mayor said the bridge was safe."
    learned, rules = (sayso.read(text, reader=name) for name in ("learned", "rules"))
    assert [s.id for s in learned.statements] == [s.id for s in rules.statements]
    assert learned.reader != rules.reader


def test_what_is_not_english_is_not_read_and_the_reading_says_so() -> None:
    text = "Der Bürgermeister sagte am Montag, die Brücke sei sicher und werde nicht gesperrt. " * 3
    reading = sayso.read(text)
    assert reading.statements == ()
    assert reading.article.language == "de"
    why = "the article is in the language 'de'; Sayso reads English, so nothing was read"
    assert reading.notices == (Notice("language", None, None, None, why),)


def test_a_voice_that_was_not_resolved_is_noticed() -> None:
    reading = sayso.read("The mayor spoke. “It is safe,” she said.")
    (notice,) = (n for n in reading.notices if n.kind == "unresolved-voice")
    assert (notice.text, notice.start, notice.end) == ("she", 31, 34)


@pytest.mark.parametrize("text", ["", "  \n\t "])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(NoArticleError):
        sayso.read(text)


def test_the_date_of_publication_is_kept_and_checked() -> None:
    article = Article("The mayor said no.", published="2020-01-01", language="en")
    assert sayso.read(article, published="2026-03-04").article.published == "2026-03-04"
    with pytest.raises(BadDateError, match="2025-12-02"):
        sayso.read(article, published="4 March")


ODD = st.text(
    st.sampled_from("aé\u0301👩‍👧\u200f\u202e\u00a0“”‘’\"' said:.,\r\n\t\0—he SHE told7汉"), min_size=1, max_size=400
)


@given(st.lists(st.one_of(ODD, st.just(" “No,” she said. "), st.just(" Bo Ek told Li that ")), min_size=1).map("".join))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("reader", ["learned", "rules"])
def test_every_span_holds_its_words_in_any_text(reader: str, text: str) -> None:
    if not text.strip():
        return
    article = Article(text, (sayso.records.Passage("body", 0, len(text)),), language="en")
    reading = sayso.read(article, reader=reader).check()
    assert Reading.from_dict(json.loads(json.dumps(reading.to_dict()))) == reading
    ids = {s.id for s in reading.statements}
    assert all(s.within is None or s.within in ids for s in reading.statements)
    assert all(s.content and all(c.start < c.end for c in s.content) for s in reading.statements)
    outer = {s.id: s for s in reading.statements}
    for s in reading.statements:
        if s.within is not None and s.cue is not None:
            assert any(c.start <= s.cue.start and s.cue.end <= c.end for c in outer[s.within].content)


LONG_LINES = {
    "one long word": "x" * 200_000,
    "plain": "The mayor said no, " * 2_500,
    "quotations": "“No way,” she said. " * 2_500,
    "marks that never close": "“" * 20_000 + " he said.",
    "lone apostrophes": "'a " * 20_000,
    "cues": "said " * 10_000,
    "statements in statements": "He said that " * 4_000,
}


@pytest.mark.parametrize("reader", ["learned", "rules"])
@pytest.mark.parametrize("name", LONG_LINES)
def test_one_very_long_line(name: str, reader: ReaderName) -> None:
    text = LONG_LINES[name]
    article = Article(text, (sayso.records.Passage("body", 0, len(text)),), language="en")
    reading = sayso.read(article, reader=reader)
    assert Reading.from_dict(reading.to_dict()) == reading


def test_half_a_surrogate_pair_is_read_past() -> None:
    reading = sayso.read(Article("\ud800 The mayor said no.", (sayso.records.Passage("body", 0, 20),), language="en"))
    assert [s.source.text for s in reading.statements] == ["The mayor"]
