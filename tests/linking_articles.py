"""Short articles of our own for tests of linking, read by rules alone."""

from __future__ import annotations

import sayso
from sayso.linking.linked import Linked, Links, link
from sayso.records import Reading
from sayso.sources.text import article_from_text

OUTLETS = ("Quell Gazette", "Dunmar Post", "Hollin Bay Herald", "Osmark Wire")


def read(text: str, outlet: str = "Quell Gazette", published: str = "2031-05-01T08:00Z") -> Reading:
    """A reading of an article by the rules-only reader."""
    return sayso.read(article_from_text(text, source="test", outlet=outlet, published=published), reader="rules")


def an_hour_apart(*texts: str) -> list[Reading]:
    """Readings of articles in different outlets, an hour after each other."""
    return [read(text, OUTLETS[i % 4], f"2031-05-01T{8 + i:02}:00Z") for i, text in enumerate(texts)]


def links(*texts: str) -> Links:
    """What articles an hour apart have in common."""
    return link(an_hour_apart(*texts))


def linked(*texts: str) -> Linked:
    """The index of articles an hour apart."""
    index = Linked()
    for reading in an_hour_apart(*texts):
        index.add(reading)
    return index
