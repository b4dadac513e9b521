"""Ids of links: they depend on what a link is between and on nothing else, so that a verdict finds it again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sayso.linking.credits import outlet_key
from sayso.linking.drift import Drift
from sayso.linking.evidence import Excerpt
from sayso.linking.gathered import Dispute
from sayso.linking.origins import Derivation
from sayso.linking.variants import Variant


def link_id(kind: str, *parts: str | int | None) -> str:
    """Sixteen hexadecimal digits that tell a link of a kind from all others."""
    told = "\x1f".join("" if part is None else f"={part}" for part in (kind, *parts))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def of_same(one: Excerpt, other: Excerpt) -> str:
    """The id of the link between two sayings of one claim."""
    return link_id("claim", *_place(one), *_place(other))


def of_derivation(one: Derivation) -> str:
    """The id of the link between an article and what it was made from."""
    return link_id("derivation", one.article, one.origin or outlet_key(one.outlet or ""))


def of_drift(one: Drift) -> str:
    """The id of a loss between two passages."""
    return link_id("drift", one.lost, *_place(one.here), *_place(one.there))


def of_variant(one: Variant) -> str:
    """The id of the link between two wordings of one utterance."""
    return link_id("variant", *_place(one.here), *_place(one.there))


def of_dispute(one: Dispute) -> str:
    """The id of a dispute: that of the two passages it began with, whoever joined a side since."""
    first, second = (side.passages[0] for side in one.sides[:2])
    return link_id("dispute", one.cause, *_place(first), *_place(second))


def _place(passage: Excerpt) -> Iterator[str | int]:
    yield from (passage.article, passage.start, passage.end)
