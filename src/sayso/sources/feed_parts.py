"""A feed in parts that are feeds themselves: its head, some entries, its tail.

The library that parses feeds builds the whole of one in memory, and some input makes it take time
squared; so it is never given more than a part, nor an entry that no honest feed has.
"""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import UnsupportedOperation

from sayso.sources.found import Opened
from sayso.sources.unpacking import bounded, pieces_of

_AT_ONCE = 500
"""Entries that are parsed at once; news feeds have 10 to 200, so they are parsed whole."""
_LONGEST_PART = 8 << 20
_LONGEST_ENTRY = 500_000
"""Bytes; an entry that carries a long article with its pictures' captions has a tenth of it."""
_LONGEST_HEAD = 1 << 18
"""Bytes in which the first entry begins, and those after the last."""
_MOST_COMMENTS = 500
"""In one entry. Comments that do not end, plain or escaped, cost feedparser time squared:
10 s for 50,000 of them, under a millisecond for 500 (two cores, Python 3.11)."""

_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(item|entry)[\s>]")
_COMMENT = re.compile(rb"(?:<|&lt;|&#0{0,6}60;|&#x0{0,6}3c;|&amp;lt;)!--", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_DECLARED = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


@contextmanager
def whole(opened: Opened, most: int) -> Iterator[mmap.mmap | bytes]:
    """All of a feed, without holding it in memory where it is a file; UTF-16 is turned into UTF-8.

    Raises:
        TooLargeError: it is no file, or in UTF-16, and has more than `most` bytes.
    """
    try:
        mapped = mmap.mmap(opened.stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (UnsupportedOperation, OSError, ValueError):
        yield _in_utf_8(bounded(pieces_of(opened.stream), most, source=opened.name))
        return
    with mapped:
        if mapped[:2] in _UTF_16:
            yield _in_utf_8(bounded([mapped[: most + 1]], most, source=opened.name))
        else:
            yield mapped


def parts(data: mmap.mmap | bytes) -> Iterator[bytes | str]:
    """The feed in parts, each to be parsed by itself, and in its place what is wrong with an entry or the end."""
    first = _ENTRY.search(data, 0, _LONGEST_HEAD)
    if first is None:
        yield data[:_LONGEST_HEAD]
        return
    end_tag = b"</" + first[0][1:-1] + b">"
    head = data[: first.start()]
    last = data.rfind(end_tag) + len(end_tag)
    begun = _ENTRY.search(data, max(last, first.start()))
    tail = data[last : last + _LONGEST_HEAD] if begun is None else b""
    entries: list[bytes] = []
    size = 0
    for entry in _entries(data, first.start(), last, end_tag):
        if isinstance(entry, bytes):
            entries.append(entry)
            size += len(entry)
        if entries and (isinstance(entry, str) or len(entries) == _AT_ONCE or size > _LONGEST_PART):
            yield head + b"".join(entries) + tail
            entries, size = [], 0
        if isinstance(entry, str):
            yield entry
    if entries:
        yield head + b"".join(entries) + tail
    if begun is not None:
        yield "the feed breaks off; what had begun is left out"


def _entries(data: mmap.mmap | bytes, start: int, last: int, end_tag: bytes) -> Iterator[bytes | str]:
    """Each entry with what stands between it and the one before, or why it is left out."""
    while start < last:
        end = data.find(end_tag, start, last) + len(end_tag)
        if end - start > _LONGEST_ENTRY:
            yield f"an entry is left out that is longer than {_LONGEST_ENTRY:,} bytes"
        else:
            entry = data[start:end]
            comments = sum(1 for _comment in _COMMENT.finditer(entry))
            yield entry if comments <= _MOST_COMMENTS else "an entry is left out that is made of comments"
        start = end


def _in_utf_8(data: bytes) -> bytes:
    if data[:2] not in _UTF_16:
        return data
    little = data[:2] in (b"\xff\xfe", b"<\0")
    text = data.decode("utf-16-le" if little else "utf-16-be", "replace").lstrip("\ufeff")
    return _DECLARED.sub("", text, count=1).encode("utf-8")
