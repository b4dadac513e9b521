"""RSS and Atom feeds: the articles they point to, or carry.

feedparser reads them, sanitises what they carry and forgives what is broken in them.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any

import feedparser

from sayso.errors import BrokenInputError, InputError
from sayso.sources.feed_parts import parts, whole
from sayso.sources.found import About, Found, Item, Link, Opened, Settings
from sayso.sources.web import page_address

_LEAST_CONTENT = 400
"""Characters of HTML below which what a feed carries is a summary whatever it is called."""


def in_feed(opened: Opened, settings: Settings) -> Iterator[Item]:
    """Each entry's link with what the feed says of it, or its article where the feed carries it in full.

    An article is taken from the feed if `settings.feed_content` says so, or if it has no link. An entry
    with neither, and what is broken, are errors in their place.
    """
    number, told = 0, False
    with whole(opened, settings.limits.unpacked) as data:
        for part in parts(data):
            if isinstance(part, str):
                yield BrokenInputError(opened.name, f"after entry {number}, {part}")
                told = True
                continue
            parsed = feedparser.parse(BytesIO(part), response_headers={"content-location": opened.url or ""})
            outlet = _plain(parsed.feed.get("title"))
            for entry in parsed.entries:
                number += 1
                yield _item(entry, f"{opened.name}#{number}", opened.url, outlet, settings)
            if parsed.bozo and not number and not told:
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
