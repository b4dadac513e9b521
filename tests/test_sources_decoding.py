import codecs
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import NotTextError
from sayso.sources import decoded

SENTENCE = "“Ten lifeboats,” said Zoë Brânză — no more.\r\nNone came.\n"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (SENTENCE.encode("utf-8"), SENTENCE),
        (codecs.BOM_UTF8 + SENTENCE.encode("utf-8"), SENTENCE),
        (codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"), SENTENCE),
        (codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"), SENTENCE),
        (codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"), SENTENCE),
        ("“Café” costs £2 – or €3".encode("cp1252"), "“Café” costs £2 – or €3"),
        (b"caf\xe9 \x81 open", "café \x81 open"),
        ("a “quoted” line cut sho".encode() + b"\xe2\x80", "a “quoted” line cut sho\ufffd"),
        (b"one\x00two \x0b three\x1b[0m and some more words", "one\x00two \x0b three\x1b[0m and some more words"),
        (b"MZ Holdings rose.", "MZ Holdings rose."),
        (b"RIFFS AND RAGE: the band is back.", "RIFFS AND RAGE: the band is back."),
        (b"", ""),
    ],
)
def test_text_comes_out_as_it_stands(data: bytes, text: str) -> None:
    assert decoded(data, source="report.txt") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "a.bin: this is a PNG picture, not text; give the article's text;"),
        (b"%PDF-1.7\n", "a.bin: this is a PDF, not text; take its text out first, for example with: pdftotext"),
        (b"PK\x03\x04\x14\x00", "a.bin: this is a ZIP archive (.docx, .odt and .epub are such too), not text; unpack"),
        (b"\x1f\x8b\x08\x00", "a.bin: this is gzip-compressed data, not text; decompress it first: gunzip FILE.gz"),
        (b"\x7fELF\x02\x01\x01", "a.bin: this is a program (ELF), not text; give a text or HTML file"),
        (b"MZ\x90\x00\x03\x00\x00", "a.bin: this is a Windows program, not text;"),
        (b"{\\rtf1\\ansi", "a.bin: this is an RTF document, not text; save it as plain text first"),
        (b"name" + bytes(253) + b"ustar\x00", "a.bin: this is a tar archive, not text; unpack it first"),
        (bytes(range(256)) * 4, "a.bin: this looks like binary data, not text; give a text or HTML file"),
        ("No mark".encode("utf-16-le"), "a.bin: this looks like UTF-16 without its byte order mark; save it as UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\x00\x00", "a.bin: it begins like UTF-16 text but byte 2 is no such text;"),
    ],
)
def test_what_is_no_text_is_refused_by_name_and_with_advice(data: bytes, message: str) -> None:
    with pytest.raises(NotTextError) as caught:
        decoded(data, source="a.bin")
    assert str(caught.value).startswith(message)


@given(st.text("abc é—“\U0001f6a2\u200f\u0301\r\n\t", min_size=1, max_size=80))
def test_utf_8_comes_back_whole(text: str) -> None:
    assert decoded(text.encode("utf-8"), source="x") == text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with contextlib.suppress(NotTextError):
        assert isinstance(decoded(data, source="x"), str)
