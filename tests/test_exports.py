"""What holds for every format."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, repeat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.exports import FORMATS
from sayso.exports.entry import Entry, entries_of
from sayso.exports.saving import save
from sayso.records import Article, Figure, Passage, Reading, Span, Statement, Voice
from tests.exported import JUDGED, PLAIN, READER, READING, exported, raw

TEXT_FORMATS = sorted(name for name, kind in FORMATS.items() if not kind.binary)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_entries_give_the_same_bytes(name: str) -> None:
    assert raw(name, [PLAIN, JUDGED]) == raw(name, iter([PLAIN, JUDGED]))


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_begins_before_all_entries_are_there(name: str) -> None:
    assert len(list(islice(FORMATS[name].write(repeat(PLAIN)), 3))) == 3


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_export_gives_a_whole_file(name: str) -> None:
    nothing = {
        "jsonl": "", "ftm": "", "ftm-statements": "", "citron": "",
        "web-annotation": '{"@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [\n]}\n',
        "claim-jsonld": '{"@context": "https://schema.org", "@graph": [\n]}\n',
    }  # fmt: skip
    made = raw(name, [])
    if name in nothing:
        assert made.decode() == nothing[name]
    elif name.endswith(("csv", "acled", "ged", "airwars")):
        assert made.count(b"\n") == 1
    else:
        assert made


def test_readings_without_a_ledger_are_entries_too() -> None:
    assert list(entries_of([READING])) == [PLAIN]


def reading_of(text: str, cuts: list[int]) -> Reading:
    """A reading that takes its parts from anywhere in a text, overlapping as they may."""
    a, b, c, d = sorted(cut % (len(text) + 1) for cut in cuts)
    source = Voice(text[a:b], a, b, text[a:b] or None, "person")
    said = Statement("s1", "mixed", "asserts", None, source, (source,), Span.of(text, b, c), (Span.of(text, a, d),))
    bare = Voice(None, None, None, None, "unattributed")
    inner = Statement("s2", "direct", "other", "s1", bare, (source, bare), None, (Span.of(text, c, d),))
    figure = Figure(text[b:d], b, d, 1, None, "at least", harm="killed", statement="s2", by=text[a:b])
    article = Article(text, (Passage("body", 0, len(text)),), url=text[a:c] or None, title=text or None, outlet=text)
    return Reading(READER, article, (said, inner), (figure,), source=text).check()


@given(text=st.text(st.characters(), min_size=1), cuts=st.lists(st.integers(0, 99), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_whatever_the_words_an_export_is_text(name: str, text: str, cuts: list[int]) -> None:
    raw(name, [Entry(reading_of(text, cuts))]).decode("utf-8")


def test_half_a_surrogate_pair_is_told_as_an_escape() -> None:
    half = replace(PLAIN, reading=reading_of("say \ud83d", [0, 1, 3, 5]))
    for name in TEXT_FORMATS:
        assert "\\ud83d" in exported(name, half), name
    assert b"\\ud83d" in raw("parquet", [half])


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    save(FORMATS["jsonl"].write([PLAIN]), path)
    assert path.read_bytes() == raw("jsonl", [PLAIN])
    path.chmod(0o640)

    def failing() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        save(failing(), path)
    assert path.read_bytes() == raw("jsonl", [PLAIN])
    save([b"new"], path)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_what_is_no_plain_file_is_written_to() -> None:
    save([b"gone"], "/dev/null")
    assert not Path("/dev/null").is_file()
