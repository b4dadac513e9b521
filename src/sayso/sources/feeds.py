"""RSS and Atom feeds: the articles they point to, or carry.

feedparser reads them, sanitises what they carry and forgives what is broken in them. It builds the
whole feed in memory, so a long one is given to it in parts: the feed's head, some entries, its tail.
"""

from __future__ import annotations

import calendar
import mmap
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape
from io import BytesIO, UnsupportedOperation
from typing import Any

import feedparser

from sayso.errors import BrokenInputError, InputError
from sayso.sources.found import About, Found, Item, Link, Opened, Settings
from sayso.sources.unpacking import bounded, pieces_of
from sayso.sources.web import page_address

_AT_ONCE = 500
"""Entries that are parsed at once; news feeds have 10 to 200, so they are parsed whole."""
_ENTRY = re.compile(rb"<(?:\w{1,20}:)?(item|entry)[\s>]")
_LONGEST_HEAD = 1 << 20
"""Bytes in which the first entry begins, else the feed is taken whole."""
_LONGEST_PART = 64 << 20
_LEAST_CONTENT = 400
"""Characters of HTML below which what a feed carries is a summary whatever it is called."""


def in_feed(opened: Opened, settings: Settings) -> Iterator[Item]:
    """Each entry's link with what the feed says of it, or its article where the feed carries it in full.

    An article is taken from the feed if `settings.feed_content` says so, or if it has no link. An entry
    with neither, and what is broken, are errors in their place.
    """
    with _whole(opened, settings.limits.unpacked) as data:
        number = 0
        for part, broken in _parts(data):
            parsed = feedparser.parse(BytesIO(part), response_headers={"content-location": opened.url or ""})
            outlet = parsed.feed.get("title") or None
            for entry in parsed.entries:
                number += 1
                yield _item(entry, f"{opened.name}#{number}", opened.url, outlet, settings)
            if broken:
                yield BrokenInputError(opened.name, f"after entry {number}, {broken}")
            elif parsed.bozo and not parsed.entries and number == 0:
                why = f"this is no feed that can be read ({parsed.bozo_exception}); look at it in a browser"
                yield BrokenInputError(opened.name, why)


def _item(entry: Any, name: str, base: str | None, outlet: str | None, settings: Settings) -> Item:
    about = About(
        title=_plain(entry.get("title")),
        outlet=outlet,
        # By dict's own `get`, as the library's maps the one to the other and warns of it.
        published=_date(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")),
        byline=_plain(entry.get("author")),
    )
    url = page_address(entry.get("link"), base)
    content = _content(entry)
    if content and (settings.feed_content or url is None):
        return Found(name, _page(content, about.title), "text/html; charset=utf-8", url, hints=about)
    if url is None:
        return InputError(name, "this entry has neither a link nor an article in it; tell the feed's maker")
    return Link(url, hints=about)


def _content(entry: Any) -> str | None:
    """The longest HTML that an entry carries, if it can be an article."""
    carried = [part.get("value") or "" for part in entry.get("content", ())] + [entry.get("summary") or ""]
    longest: str = max(carried, key=len)
    return longest if len(longest) >= _LEAST_CONTENT else None


def _page(content: str, title: str | None) -> bytes:
    """A page around an entry's HTML, as the library for pages wants it."""
    heading = escape(title or "")
    top = f"<!DOCTYPE html><html><head><title>{heading}</title></head><body><article><h1>{heading}</h1>"
    return f"{top}{content}</article></body></html>".encode("utf-8", "replace")


def _plain(html: str | None) -> str | None:
    """A title without tags, on one line."""
    text = " ".join(re.sub(r"<[^<>]{0,300}>", "", html or "").split())
    return text or None


def _date(parsed: Any) -> str | None:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat() if parsed else None
    except (ValueError, OverflowError, OSError, TypeError):
        return None


@contextmanager
def _whole(opened: Opened, most: int) -> Iterator[mmap.mmap | bytes]:
    """All of a stream, without holding it in memory where it is a file."""
    try:
        mapped = mmap.mmap(opened.stream.fileno(), 0, access=mmap.ACCESS_READ)
    except (UnsupportedOperation, OSError, ValueError):
        yield bounded(pieces_of(opened.stream), most, source=opened.name)
        return
    with mapped:
        yield mapped


def _parts(data: mmap.mmap | bytes) -> Iterator[tuple[bytes, str]]:
    """The feed in parts that are feeds themselves, and what is wrong after a part ("" if nothing).

    A feed in UTF-16 is one part, as its tags are not found this way.
    """
    first = _ENTRY.search(data, 0, _LONGEST_HEAD)
    if first is None:
        whole = data[:_LONGEST_PART]
        yield whole, "the feed is too long to read on" if len(data) > _LONGEST_PART else ""
        return
    tag = first[0][1:-1]
    end_tag = b"</" + tag + b">"
    head, start = data[: first.start()], first.start()
    last = data.rfind(end_tag) + len(end_tag)
    begun = _ENTRY.search(data, max(last, start)) if last >= start else first
    tail = data[last : last + _LONGEST_HEAD] if begun is None else b""
    while start < last:
        end = start
        for _entry in range(_AT_ONCE):
            found = data.find(end_tag, end, last)
            if found < 0 or found - start > _LONGEST_PART:
                break
            end = found + len(end_tag)
        if end == start:
            yield b"", "an entry is too long to read on"
            return
        yield head + data[start:end] + tail, ""
        start = end
    if begun is not None:
        yield b"", "the feed breaks off; what had begun is left out"
