import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.sources.kinds import kind_of
from sayso.sources.unpacking import unpacked_head

PAGE = "<!DOCTYPE html><html><body><p>No</p></body></html>"


@pytest.mark.parametrize(
    ("name", "head", "content_type", "kind"),
    [
        ("a.txt", "The mayor said no.", None, "article"),
        ("a.html", PAGE, None, "article"),
        ("a", PAGE, None, "article"),
        ("a.rss", PAGE, None, "article"),
        ("a.html", "<p>No</p>", None, "article"),
        ("a.txt", "https://orsk.example/1\n# more\n\nhttps://orsk.example/2\n", None, "urls"),
        ("a", "https://orsk.example/1\r\n", None, "urls"),
        ("a.txt", "https://orsk.example/1\nis where it stands.\n", None, "article"),
        ("a.txt", "https://orsk.example/1\n" * 300, None, "urls"),
        ("https://orsk.example/feed", '<?xml version="1.0"?><!-- a --><rss version="2.0">', "text/html", "feed"),
        ("a.xml", '\ufeff<feed xmlns="a">', None, "feed"),
        ("a.xml", '<rdf:RDF xmlns:rdf="a">', None, "feed"),
        ("https://orsk.example/feed?id=1", "", "application/rss+xml; charset=utf-8", "feed"),
        ("a.xml", "<opml>", None, "opml"),
        ("a.xml.gz", "<urlset>", None, "sitemap"),
        ("a.xml", "<sitemapindex xmlns='a'>", None, "sitemap"),
        ("a.xml", "<nitf>", None, "xml"),
        ("a", "<?xml version='1.0'?><nitf>", None, "xml"),
        ("a", "WARC/1.0\r\n", None, "warc"),
        ("a.warc.gz", "", None, "warc"),
        ("a.jsonl.gz", "", None, "jsonl"),
        ("a", '{"text": "The mayor said no."}\n{"text"', None, "jsonl"),
        ("a.json", '{"text": "No."}', None, "jsonl"),
        ("a.json", '{\n  "text": "No."\n}', None, "json"),
        ("a.json", "[1]", None, "json"),
        ("a.CSV", "text,url\n", None, "csv"),
        ("https://orsk.example/export", "text,url\n", "text/csv", "csv"),
        ("a", "PAR1", None, "parquet"),
        ("a", "From a@b Wed\nSubject: No\n", None, "mbox"),
        ("a", "From here on\nwe walk.\n", None, "article"),
        ("a.eml", "Subject: No\n", None, "mail"),
        ("a", " CDX N b a m s k r M S V g\n", None, "cdx"),
        ("a", "example,orsk)/a 20260304183000 https://orsk.example/a text/html 200 A 1\n", None, "cdx"),
        ("a", "", None, "article"),
    ],
)
def test_what_kind_a_thing_is(name: str, head: str, content_type: str | None, kind: str) -> None:
    assert kind_of(name, head.encode()[:4096], content_type) == kind


def test_a_gzip_file_is_told_by_what_it_holds() -> None:
    assert unpacked_head(gzip.compress(b"WARC/1.0" * 9000)) == (b"WARC/1.0" * 512)
    assert unpacked_head(gzip.compress(b"WARC/1.0")[:-12])[:4] == b"WARC"
    assert unpacked_head(b"\x1f\x8b\x08no") == b""
    assert unpacked_head(b"as it is") == b"as it is"


@given(st.text(max_size=20), st.binary(max_size=300), st.text(max_size=20))
def test_anything_is_of_some_kind(name: str, head: bytes, content_type: str) -> None:
    for start in (b"", b"<", b"https://a\n", b"{", b"From ", b"\xff\xfe", b'[["'):
        assert kind_of(name, unpacked_head(start + head), content_type)


@pytest.mark.parametrize(
    "line", ["<" * 4096, "https://" * 512, "# " * 2048, "#\n" * 2048, "<!--" * 1024, " " * 4096, "{" * 4096]
)
def test_hostile_beginnings_take_no_time(line: str) -> None:
    assert kind_of("a", line.encode())
