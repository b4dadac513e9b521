"""OPML (lists of feeds) and sitemaps (lists of pages, and of sitemaps), read as they stream by.

lxml reads them element by element, without entities, network or unbounded depth; what was read before
a fault is given, then the fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from sayso.errors import BrokenInputError
from sayso.sources.found import About, Item, Link, Opened, Settings
from sayso.sources.published import iso_date
from sayso.sources.web import page_address


def in_opml(opened: Opened, _settings: Settings) -> Iterator[Item]:
    """The feeds that an OPML file lists, at any depth of its outline."""
    count = 0
    for element in _elements(opened, ("outline",), "start"):
        if isinstance(element, BrokenInputError):
            yield element
            return
        written = element.get("xmlUrl") or element.get("xmlurl")
        if written is not None:
            count += 1
            address = page_address(written, opened.url)
            if address is None:
                yield BrokenInputError(opened.name, f"{written!r:.200} is no web address of a feed; mend the list")
            else:
                yield Link(address, leads="feed")
    if not count:
        yield BrokenInputError(opened.name, "this list names no feed (no outline with an xmlUrl); export it again")


def in_sitemap(opened: Opened, _settings: Settings) -> Iterator[Item]:
    """The pages that a sitemap lists, with dates and titles if it is one for news, and the sitemaps of an index."""
    for count, element in enumerate(_elements(opened, ("url", "sitemap")), 1):
        if isinstance(element, BrokenInputError):
            yield element
            return
        # What it says of pictures and videos has an address and a title of its own, deeper down.
        place = next((child.text for child in element if _local(child.tag) == "loc"), None)
        address = page_address(place, opened.url)
        if address is None:
            yield BrokenInputError(opened.name, f"entry {count} has no web address; the site is at fault")
        elif _local(element.tag) == "sitemap":
            yield Link(address, leads="sitemap")
        else:
            yield Link(address, hints=_of_news(element))


def _of_news(element: etree._Element) -> About:
    """What a news sitemap says of a page; `lastmod` is when a page last changed, and no date of publication."""
    news = next((child for child in element if _local(child.tag) == "news"), None)
    if news is None:
        return About()
    said = {_local(child.tag): " ".join((child.text or "").split()) or None for child in news.iter()}
    return About(said.get("title"), said.get("name"), iso_date(said.get("publication_date") or ""))


def _elements(
    opened: Opened, names: tuple[str, ...], wanted: str = "end"
) -> Iterator[etree._Element | BrokenInputError]:
    """The elements of those names, in any namespace, each forgotten after its turn; or the fault that ends them.

    An element comes at its "end", whole, or at its "start", with its attributes alone.
    """
    try:
        events = etree.iterparse(
            opened.stream, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False
        )
        for event, element in events:
            if not isinstance(element.tag, str) or _local(element.tag) not in names:
                continue
            if event == wanted:
                yield element
            if event == "end":
                _forget(element)
    except BrokenInputError as error:
        yield error
    except (etree.XMLSyntaxError, ValueError) as error:
        yield BrokenInputError(
            opened.name, f"the list breaks off or is no XML ({error}); what stood before it was taken"
        )


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _local(tag: Any) -> str:
    return str(tag).rpartition("}")[2]
