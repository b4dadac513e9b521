"""From what was found to an article: the one door between where it came from and what it says."""

from __future__ import annotations

import codecs
import dataclasses
import re

from sayso.records import Article
from sayso.sources.decoding import charset, decoded
from sayso.sources.found import About, Found
from sayso.sources.media import HTML_TYPES, TEXT_TYPES, media_type
from sayso.sources.published import checked_date
from sayso.sources.text import article_from_text

_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_SNIFFED = 4096
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def to_article(found: Found) -> Article:
    """The article that was found.

    What `found.given` says goes before what the article says of itself, and `found.hints` stands where
    that is silent, save for the date: a feed's or a sitemap's own is surer than one looked for in a page.

    Raises:
        NotTextError: the bytes are no text.
        NoArticleError: there is no article in them.
        BadDateError: the date in `given` is no ISO 8601 date.
    """
    given, source = found.given, found.name
    if given.published is not None:
        checked_date(given.published, source=source)
    published = given.published or found.hints.published
    article = _article(found, source, given, published)
    outlet = None if _is_host(article.outlet, found.url) and not given.outlet else article.outlet
    itself = About(article.title, outlet, article.published, given.byline or article.byline)
    said = itself.over(found.hints)
    return dataclasses.replace(
        article, title=said.title, outlet=said.outlet or article.outlet, published=said.published, byline=said.byline
    )


def is_html(text: str) -> bool:
    """Whether a text begins as a web page does."""
    return _HTML_START.match(text[:_SNIFFED]) is not None


def _article(found: Found, source: str, given: About, published: str | None) -> Article:
    kind = media_type(found.content_type)
    text = _by_charset(found.raw, found.content_type)
    if kind not in HTML_TYPES:
        plain = text if text is not None else decoded(found.raw, source=source)
        if kind in TEXT_TYPES or not is_html(plain):
            return article_from_text(
                plain, source=source, published=published, outlet=given.outlet, title=given.title, url=found.url
            )
    # Imported here because it loads trafilatura, which plain text can do without.
    from sayso.sources.html import article_from_html

    return article_from_html(
        found.raw if text is None else text,
        source=source,
        published=published,
        outlet=given.outlet,
        title=given.title,
        url=found.url,
    )


def _is_host(outlet: str | None, url: str | None) -> bool:
    """Whether a page's outlet is no more than the host of its address, which anything else goes before."""
    return outlet is not None and f"//{outlet.lower()}/" in f"{url or ''}/".lower().replace("//www.", "//")


def _by_charset(raw: bytes, content_type: str | None) -> str | None:
    """The text by the charset that came with it, where it fits; a byte order mark and UTF-8 are surer than any."""
    named = _CHARSET.search(content_type or "")
    if named is None or raw.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    encoding = charset(named[1])
    if encoding in (None, "utf-8") or (b"\x1b" not in raw and _is_utf8(raw)):
        return None
    try:
        return raw.decode(encoding or "utf-8")
    except (LookupError, ValueError):
        return None


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
