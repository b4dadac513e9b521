"""From a file's bytes to its text, exactly as it stands.

A byte order mark is the encoding's signature and not text: it is dropped, and offsets count from the
character after it. Nothing else changes: line ends stay as they are (CRLF is two characters), and so
do NUL and other control characters in what is otherwise text.
"""

from __future__ import annotations

import codecs
import re

from sayso.errors import NotTextError

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "take its text out first, for example with: pdftotext FILE.pdf"),
    (b"PK\x03\x04", "a ZIP archive (.docx, .odt and .epub are such too)", "unpack it, or save the document as text"),
    (b"PK\x05\x06", "an empty ZIP archive", "give a text or HTML file"),
    (b"\x1f\x8b", "gzip-compressed data", "decompress it first: gunzip FILE.gz"),
    (b"BZh", "bzip2-compressed data", "decompress it first: bunzip2 FILE.bz2"),
    (b"\xfd7zXZ\x00", "xz-compressed data", "decompress it first: unxz FILE.xz"),
    (b"\x28\xb5\x2f\xfd", "zstd-compressed data", "decompress it first: unzstd FILE.zst"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it first: 7z x FILE.7z"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", "give the article's text; Sayso does not read pictures"),
    (b"\xff\xd8\xff", "a JPEG picture", "give the article's text; Sayso does not read pictures"),
    (b"GIF87a", "a GIF picture", "give the article's text; Sayso does not read pictures"),
    (b"GIF89a", "a GIF picture", "give the article's text; Sayso does not read pictures"),
    (b"II*\x00", "a TIFF picture", "give the article's text; Sayso does not read pictures"),
    (b"MM\x00*", "a TIFF picture", "give the article's text; Sayso does not read pictures"),
    (b"RIFF", "a sound, video or WebP file", "give the article's text"),
    (b"OggS", "a sound or video file", "give a transcript"),
    (b"ID3", "an MP3 file", "give a transcript"),
    (b"\x7fELF", "a program (ELF)", "give a text or HTML file"),
    (b"MZ", "a Windows program", "give a text or HTML file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "save it as plain text first"),
    (b"SQLite format 3\x00", "an SQLite database", "if it is a ledger, name it with --ledger"),
    (b"{\\rtf", "an RTF document", "save it as plain text first"),
)
_TEXT_LIKE = frozenset({b"BZh", b"RIFF", b"OggS", b"ID3", b"MZ", b"GIF87a", b"GIF89a", b"%PDF-", b"{\\rtf"})
"""Signatures that an article could begin with; control characters beside them, or a format's own order, decide."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_MULTIBYTE = re.compile(rb"[\xc2-\xf4][\x80-\xbf]+")
_MOST_CONTROL = 0.1
"""Text with more control characters than this share is taken for binary data."""


def decoded(data: bytes, *, source: str) -> str:
    """The text of a file's bytes: UTF-8, UTF-16 or UTF-32 by its mark, else UTF-8, else Windows-1252.

    In UTF-8 with a few broken bytes, U+FFFD stands for each. The five bytes that Windows-1252 leaves
    undefined are read as Latin-1. `source` names the file in errors.

    Raises:
        NotTextError: the bytes are a picture, an archive, a program or the like.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _unicode(data[len(mark) :], encoding, source)
    _refuse_known_formats(data, source)
    text = _unmarked(data)
    if len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        if _looks_utf16(data):
            raise NotTextError(source, "this looks like UTF-16 without its byte order mark; save it as UTF-8")
        raise NotTextError(source, "this looks like binary data, not text; give a text or HTML file")
    return text


_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"})
"""Encodings of Python that no page is written in; decoding by some of them takes time squared."""
_OFTEN_WRONG = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""Charsets that are named where Windows-1252 is meant, as browsers take them (WHATWG Encoding)."""


def charset(name: str) -> str | None:
    """The encoding of Python's that a page or a header means by a charset's name; None if there is none such."""
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return None if found in _NO_CHARSETS else _OFTEN_WRONG.get(found, found)


def _unicode(data: bytes, encoding: str, source: str) -> str:
    if encoding == "utf-8":
        return _unmarked(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        why = f"it begins like {encoding[:6].upper()} text but byte {error.start} is no such text; save it as UTF-8"
        raise NotTextError(source, why) from error


def _refuse_known_formats(data: bytes, source: str) -> None:
    for signature, what, advice in _SIGNATURES:
        if not data.startswith(signature):
            continue
        if signature in _TEXT_LIKE and not _is_really(signature, data):
            continue
        raise NotTextError(source, f"this is {what}, not text; {advice}")
    if data[257:262] == b"ustar" and b"\x00" in data[:257]:
        raise NotTextError(source, "this is a tar archive, not text; unpack it first: tar -xf FILE.tar")


def _is_really(signature: bytes, data: bytes) -> bool:
    """Whether data that begins with letters is in that format: "MZ" may begin a word."""
    if signature in (b"%PDF-", b"{\\rtf"):
        return data[len(signature) : len(signature) + 1].isdigit()
    return _CONTROL.search(data[:64].decode("latin-1")) is not None


def _unmarked(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") < len(_MULTIBYTE.findall(data)):
        return damaged
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_cp1252_or_latin1(byte) for byte in data)


def _cp1252_or_latin1(byte: int) -> str:
    return bytes([byte]).decode("latin-1" if byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else "cp1252")


def _looks_utf16(data: bytes) -> bool:
    head = data[:4096]
    return max(head[::2].count(0), head[1::2].count(0)) > 0.4 * (len(head) // 2)
