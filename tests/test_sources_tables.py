import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.found import About, Columns, Found, Settings
from sayso.sources.intake import from_file
from sayso.sources.parquet import in_parquet
from sayso.sources.tables import in_csv, in_jsonl
from tests.opened import SMALL, opened, shown

USUAL = Settings()
ROW = {"text": "The mayor said no.", "url": "https://orsk.example/1", "title": "No", "date": "2026-03-04"}
FOUND = Found(
    "in#1", b"The mayor said no.", "text/plain; charset=utf-8", "https://orsk.example/1",
    given=About("No", None, "2026-03-04"),
)  # fmt: skip


def of(**columns: str) -> Settings:
    return Settings(columns=Columns(**columns))


def test_a_line_of_json_is_an_article() -> None:
    assert list(in_jsonl(opened(json.dumps(ROW) + "\n"), USUAL)) == [FOUND]


def test_columns_by_name_and_by_path() -> None:
    row = {"doc": {"body": "The mayor said no.", "by": ["Ines Marlow", "Tomas Reck"]}, "paper": "The Orsk Lantern"}
    named = of(text="doc.body", byline="doc.by", outlet="paper")
    about = About(outlet="The Orsk Lantern", byline="Ines Marlow, Tomas Reck")
    found = Found("in#1", b"The mayor said no.", "text/plain; charset=utf-8", given=about)
    assert list(in_jsonl(opened(json.dumps(row)), named)) == [found]


def test_a_column_of_html() -> None:
    [found] = in_jsonl(opened(json.dumps({"raw_html": "<p>No</p>"})), USUAL)
    assert isinstance(found, Found)
    assert (found.raw, found.content_type) == (b"<p>No</p>", "text/html; charset=utf-8")


def test_broken_lines_are_told_and_the_rest_goes_on() -> None:
    lines = ["{", "[1]", '{"id": 7}', '{"text": null}', '{"text": "a", "date": "04/03/2026"}', "", json.dumps(ROW)]
    found = shown(in_jsonl(opened("\n".join(lines), "a.jsonl"), USUAL))
    assert found[:-1] == [
        "a.jsonl#1: this line is no JSON; mend it, or take it out",
        "a.jsonl#2: this line is no JSON object; each line gives an article's fields, {…}",
        "a.jsonl#3: there is no column known to hold the article; name it with --text-column, of: 'id'",
        "a.jsonl#4: there is no text in 'text' here; take the row out, or name another column",
        "a.jsonl#5: '04/03/2026' is no date that can be read for sure; write it as 2025-12-02, or name another column",
    ]
    assert getattr(found[-1], "name", None) == "a.jsonl#7"
    assert shown(in_jsonl(opened('{"text": "a"}', "a.jsonl"), of(text="words"))) == [
        "a.jsonl#1: there is no column 'words'; there are: 'text'"
    ]


def test_json_too_deep_or_too_long() -> None:
    assert shown(in_jsonl(opened('{"text": ' + "[" * 100_000, "a"), USUAL)) == [
        "a#1: this line is no JSON; mend it, or take it out"
    ]
    assert shown(in_jsonl(opened('{"text": "' + "a" * 5000 + '"}\n{"id": 1}', "a"), SMALL))[0] == (
        "a#1: this line is longer than 2,000 bytes"
    )


def test_half_a_surrogate_pair_is_no_reason_to_stop() -> None:
    [found] = in_jsonl(opened('{"text": "It ends \\ud83d."}'), USUAL)
    assert isinstance(found, Found)
    assert found.raw.decode() == "It ends ?."


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_row_of_csv_is_an_article(delimiter: str) -> None:
    table = io.StringIO()
    writer = csv.DictWriter(table, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerow(ROW)
    writer.writerow(ROW | {"text": 'Two\nlines, "quoted"'})
    found = list(in_csv(opened("\ufeff" + table.getvalue()), USUAL))
    assert found[0] == FOUND
    assert getattr(found[1], "raw", None) == b'Two\nlines, "quoted"'
    assert len(found) == 2


def test_csv_in_another_encoding_field_by_field() -> None:
    table = b"Title,Text\r\n" + "Café,“No,” said Zoë.\r\n".replace("“No,”", '"“No,”').encode("cp1252").replace(
        b".", b'."'
    )
    [found] = in_csv(opened(table), USUAL)
    assert isinstance(found, Found)
    assert (found.raw.decode(), found.given.title) == ("“No,” said Zoë.", "Café")


def test_broken_csv() -> None:
    assert shown(in_csv(opened("text,url\na,b,c\nThe mayor said no.,\n", "a.csv"), USUAL)) == [
        "a.csv#1: this row has 3 fields for 2 columns; check its quotes",
        Found("a.csv#2", b"The mayor said no.", "text/plain; charset=utf-8"),
    ]
    assert shown(in_csv(opened("words,url\na,b", "a.csv"), USUAL)) == [
        "a.csv: there is no column known to hold the article; name it with --text-column, of: 'words', 'url'"
    ]
    assert shown(in_csv(opened("", "a.csv"), USUAL)) == [
        "a.csv: there is no column known to hold the article; name it with --text-column, of: none at all"
    ]


def test_a_table_cut_short_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b"".join(b'{"text": "%d"}\n' % n for n in range(50_000)))[:-5000])
    found = list(from_file(str(path), USUAL))
    assert len(found) > 20_000
    assert all(isinstance(item, Found) for item in found[:-1])
    assert f"after line {len(found) - 1}, the compressed data ends too early" in str(found[-1])


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_table_raises_anything(data: bytes) -> None:
    for reader in (in_jsonl, in_csv, in_parquet):
        for start in (b"", b"text,url\n", b'{"text":', b"PAR1"):
            for item in reader(opened(start + data), USUAL):
                assert isinstance(item, Found | InputError)


def parquet(path: Path, rows: list[dict[str, Any]]) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(pyarrow.Table.from_pylist(rows), path)


def test_a_row_of_parquet_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    when = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
    parquet(
        path,
        [{"body": "The mayor said no.", "published_at": when, "n": 7}, {"body": None, "published_at": None, "n": 8}],
    )
    assert shown(from_file(str(path), USUAL)) == [
        Found(
            f"{path}#1", b"The mayor said no.", "text/plain; charset=utf-8",
            given=About(published="2026-03-04T18:30:00+00:00"),
        ),
        f"{path}#2: there is no text in 'body' here; take the row out, or name another column",
    ]  # fmt: skip


def test_broken_parquet(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    parquet(path, [{"text": "a" * 1000}])
    path.write_bytes(path.read_bytes()[:-30])
    [told] = shown(from_file(str(path), USUAL))
    assert str(told).startswith(f"{path}: this is no Parquet file that can be read (")


def test_parquet_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    assert shown(in_parquet(opened("PAR1", "a.parquet"), USUAL)) == [
        "a.parquet: Parquet needs a library that is not installed; install it with: pip install 'sayso[parquet]'"
    ]
