"""Statements inside statements: the content of each is looked into, and so on.

"Reuters reported sources saying Mr Trump told President Maduro …" is one outermost attribution;
looking into its content gives the sources', and into that, Mr Trump's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.addressee import without_hearer
from sayso.reading.attribution import Attribution, Look, Offsets
from sayso.reading.cited import split


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution and the place in the list of the one that reports it, or None if outermost."""

    attribution: Attribution
    within: int | None


def chained(text: str, found: Sequence[Attribution], look: Look) -> list[Link]:
    """The attributions in `found` and all inside them, each after the one that reports it."""
    links: list[Link] = []
    unread = [_add(text, links, attribution, None) for attribution in found]
    for _ in range(_DEEPEST):
        if not unread:
            break
        outer = {span: at for at in unread for span in links[at].attribution.content}
        contents = sorted(outer)
        inner = look.inside([links[at].attribution for at in unread])
        unread = []
        for attribution in inner:
            span = contents[bisect_right(contents, attribution.cue[0], key=lambda s: s[0]) - 1]
            if _smaller(attribution, span):
                unread.append(_add(text, links, attribution, outer[span]))
    return links


_DEEPEST = 12
"""Voices in a chain; real news has four. Only a text made to exhaust the reader has more."""


def _add(text: str, links: list[Link], attribution: Attribution, within: int | None) -> int:
    """Append an attribution, or the two that it is where it cites a document; the innermost's place."""
    bare = without_hearer(text, attribution)
    for part in split(text, bare) or (bare,):
        links.append(Link(part, within))
        within = len(links) - 1
    return len(links) - 1


def _smaller(inner: Attribution, span: Offsets) -> bool:
    """Every step inwards must leave something outside, or reading again would never end."""
    return sum(e - s for s, e in inner.content) < span[1] - span[0]
