"""A story of our own in seven articles, for tests of linking: a wire report, what became of it, one that looks alike."""

# ruff: noqa: E501 - a paragraph is a line

from __future__ import annotations

import sayso
from sayso.records import Article, Reading
from sayso.sources.text import article_from_text

WIRE = """Ferry sinks off Tarn Point, at least 14 dead

TARN POINT (Osmark Wire) - At least 14 people were killed when the ferry Lady Merrow sank off Tarn Point on Sunday night, the coast guard said.

The vessel was carrying 212 passengers from Hollin Bay when it struck an alleged smugglers' barge shortly before midnight, harbour officials said.

"The bow door was open and nobody on the bridge noticed it," coast guard commander Ilse Varga told reporters.

The ferry's owner, Merrow Lines, denied that the bow door was open. "Our crew closed the bow door before leaving the quay," its director, Petr Anselm, said.

Divers are expected to resume their search at first light.
"""

COPY = """Disaster at Tarn Point: 14 dead as ferry sinks

TARN POINT (Osmark Wire) - At least 14 people were killed when the ferry Lady Merrow sank off Tarn Point on Sunday night, the coast guard said.

The vessel was carrying 212 passengers from Hollin Bay when it struck an alleged smugglers' barge shortly before midnight, harbour officials said.

"The bow door was open and nobody on the bridge noticed it," coast guard commander Ilse Varga told reporters.
"""

REWRITE = """Lady Merrow tragedy

A total of 14 people were killed when the Lady Merrow ferry sank off Tarn Point on Sunday night.

The ferry, which was carrying 212 passengers from Hollin Bay, struck a smugglers' barge shortly before midnight.

"The bow door was wide open and nobody on the bridge saw it," coast guard commander Ilse Varga told reporters.
"""

UPDATE = """Ferry toll rises to 19 off Tarn Point

TARN POINT (Osmark Wire) - At least 19 people were killed when the ferry Lady Merrow sank off Tarn Point, the coast guard said on Monday.

The toll was up from 14 as divers searched the wreck.
"""

OWN_REPORT = """Sisters remember a father lost on the Lady Merrow

Two sisters from Hollin Bay spoke of their grief on Monday. "He went every week to see our aunt," Dora Linden said in her kitchen.

The seamen's union said 31 people were killed on the Lady Merrow off Tarn Point.
"""

LOOKS_ALIKE = """Fourteen die as river ferry overturns near Quell

At least 14 people were killed when the ferry Blue Heron overturned on the river Quell on Sunday, police in Dunmar said.

The boat was carrying 60 farm workers home.
"""

PASSED_ON = """What we know about Tarn Point

The Hollin Bay Herald reported that two sisters from Hollin Bay spoke of their grief after losing a father on the Lady Merrow.
"""

ARTICLES: dict[str, tuple[str, str, str]] = {
    "wire": (WIRE, "Osmark Wire", "2031-03-02T23:50Z"),
    "copy": (COPY, "Northern Star", "2031-03-03T05:00Z"),
    "rewrite": (REWRITE, "Daily Lantern", "2031-03-03T06:30Z"),
    "update": (UPDATE, "Osmark Wire", "2031-03-03T11:00Z"),
    "own": (OWN_REPORT, "Hollin Bay Herald", "2031-03-03T16:00Z"),
    "alike": (LOOKS_ALIKE, "Dunmar Post", "2031-03-03T07:00Z"),
    "passed on": (PASSED_ON, "Morning Tide", "2031-03-04T07:00Z"),
}


def article(name: str) -> Article:
    """One article of the story."""
    text, outlet, published = ARTICLES[name]
    return article_from_text(text, source=name, outlet=outlet, published=published)


def reading(name: str) -> Reading:
    """What the rules-only reader takes from one article of the story."""
    return sayso.read(article(name), reader="rules")
