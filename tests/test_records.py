import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import BrokenSpanError, FormatError
from sayso.records import Article, Hedge, Notice, Passage, ReaderVersion, Reading, Span, Statement, Voice

TEXT = "Ann reportedly said no."


def reading() -> Reading:
    voice = Voice("Ann", 0, 3, "Ann", "person")
    statement = Statement(
        id="a1",
        kind="indirect",
        stance="asserts",
        within=None,
        source=voice,
        voices=(voice,),
        cue=Span.of(TEXT, 4, 19),
        content=(Span.of(TEXT, 20, 22),),
        hedges=(Hedge("reportedly", 4, 14, "hearsay"),),
        confidence=0.9,
    )
    article = Article(TEXT, (Passage("body", 0, 23),), published="2026-01-05", language="en")
    notice = Notice("unresolved-voice", "Ann", 0, 3, "never introduced")
    return Reading(ReaderVersion("hand", "1", None), article, (statement,), notices=(notice,), source="a.txt")


def test_a_reading_as_json_and_back() -> None:
    plain = reading().to_dict()
    assert list(plain)[:4] == ["format", "source", "reader", "article"]
    assert plain["format"] == "sayso.reading/1"
    assert plain["statements"][0]["source"] == {
        "text": "Ann", "start": 0, "end": 3, "name": "Ann", "sort": "person", "speaker": None,
        "described": None,
    }  # fmt: skip
    again = Reading.from_dict(json.loads(json.dumps(plain)))
    assert again == reading()
    assert again.to_dict() == plain


def test_an_article_is_known_by_its_text_alone() -> None:
    assert Article("abc").id == Article("abc", title="Other").id
    assert Article("abc").id == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text())
def test_any_text_has_an_id(text: str) -> None:
    assert Article(text).id.startswith("sha256:")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": "other/1"}, "this is no sayso.reading/1"),
        ({"statements": None}, "reading.statements: expected a list, found NoneType"),
        ({"reader": {"name": "x"}}, "reading.reader: the field 'version' is missing"),
        ({"reader": {"name": 1, "version": "", "model_sha256": None}}, "reading.reader.name: expected str, found int"),
    ],
)
def test_a_damaged_reading_is_refused_with_the_place_of_the_damage(change: dict[str, object], message: str) -> None:
    with pytest.raises(FormatError, match=message):
        Reading.from_dict(reading().to_dict() | change)


def test_an_unknown_kind_is_refused() -> None:
    plain = reading().to_dict()
    plain["statements"][0]["kind"] = "sung"
    with pytest.raises(FormatError, match=r"reading.statements\[0\].kind: 'sung' is none of direct, indirect, mixed"):
        Reading.from_dict(plain)


def test_a_span_must_hold_its_own_words() -> None:
    plain = reading().to_dict()
    plain["statements"][0]["cue"]["start"] += 1
    with pytest.raises(BrokenSpanError, match="does not say 'reportedly said' at 5-19"):
        Reading.from_dict(plain).check()
