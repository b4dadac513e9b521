"""Citron's JSON, read as Citron's own parser reads it."""

import json
from dataclasses import replace

from sayso.exports.entry import Entry
from sayso.records import Voice
from tests.exported import DENIED, JUDGED, PLAIN, READING, SHE, TEXT, TOLD, VELL, exported, span


def test_a_document_has_the_fields_of_citrons_data_format() -> None:
    document = json.loads(exported("citron", PLAIN))
    assert list(document) == ["text", "quotes", "coreference_groups", "source"]
    assert document["quotes"][3] == {
        "id": "00000000000000a4",
        "cue": {"start": span("denied").start, "end": span("denied").end, "text": "denied"},
        "sources": [{"start": SHE.start, "end": SHE.end, "text": "She"}],
        "contents": [
            {"start": DENIED.content[0].start, "end": DENIED.content[0].end, "text": "that 3 civilians were injured"}
        ],
        "coreferences": [],
        "confidence": "0.6000",
    }
    assert document["coreference_groups"] == [
        [
            {"start": VELL.start, "end": VELL.end, "text": "Mayor Ada Vell"},
            {"start": SHE.start, "end": SHE.end, "text": "She"},
        ]
    ]
    assert document["source"] == {"application": "sayso", "model": "sayso-rules 7"}


def test_every_span_of_it_holds_its_words() -> None:
    document = json.loads(exported("citron", JUDGED))
    spans = [s for q in document["quotes"] for s in (q["cue"], *q["sources"], *q["contents"])]
    assert all(TEXT[s["start"] : s["end"]] == s["text"] for s in spans)
    assert [quote["id"][-2:] for quote in document["quotes"]] == ["a1", "a3", "a4"]  # the second was rejected


def test_what_citron_cannot_tell_is_left_out() -> None:
    nobody = Voice(None, None, None, None, "unattributed")
    unattributed = replace(DENIED, source=nobody, voices=(nobody,))
    without_cue = replace(TOLD, cue=None, within=None)
    document = json.loads(exported("citron", Entry(replace(READING, statements=(unattributed, without_cue)))))
    assert document["quotes"] == []


def test_an_article_a_line() -> None:
    assert len(exported("citron", PLAIN, PLAIN).splitlines()) == 2
