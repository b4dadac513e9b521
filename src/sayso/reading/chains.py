"""Statements inside statements: the content of each is read again, and so on.

"Reuters reported sources saying Mr Trump told President Maduro …" is one outermost attribution;
reading its content gives the sources', reading that gives Mr Trump's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.attribution import Attribution, Attributor, Offsets
from sayso.reading.cited import split
from sayso.reading.cues import may_report


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution and the place in the list of the one that reports it, or None if outermost."""

    attribution: Attribution
    within: int | None


def chained(text: str, found: Sequence[Attribution], reader: Attributor) -> list[Link]:
    """The attributions in `found` and all inside them, each after the one that reports it.

    Contents of one depth are read together, so that short ones share the encoder's time.
    """
    links: list[Link] = []
    unread = [_add(text, links, attribution, None) for attribution in found]
    for _ in range(_DEEPEST):
        if not unread:
            break
        outer = {span: at for at in unread for span in links[at].attribution.content}
        worth_reading = sorted(span for span in outer if may_report(text[span[0] : span[1]]))
        unread = []
        for attribution in reader.look_again(text, worth_reading) if worth_reading else ():
            span = worth_reading[bisect_right(worth_reading, attribution.cue[0], key=lambda s: s[0]) - 1]
            if _smaller(attribution, span):
                unread.append(_add(text, links, attribution, outer[span]))
    return links


_DEEPEST = 12
"""Voices in a chain; real news has four. Only a text made to exhaust the reader has more."""


def _add(text: str, links: list[Link], attribution: Attribution, within: int | None) -> int:
    """Append an attribution, or the two that it is where it cites a document; the innermost's place."""
    for part in split(text, attribution) or (attribution,):
        links.append(Link(part, within))
        within = len(links) - 1
    return len(links) - 1


def _smaller(inner: Attribution, span: Offsets) -> bool:
    """Every step inwards must leave something outside, or reading again would never end."""
    return sum(e - s for s, e in inner.content) < span[1] - span[0]
