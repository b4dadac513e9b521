"""Everything that several articles have in common, kept up to date as they arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sayso.linking.alignment import rest
from sayso.linking.claims import Claims, SameClaim
from sayso.linking.disputes import Disputes, Opposing
from sayso.linking.drift import Drift, drift
from sayso.linking.evidence import Excerpt, Pair
from sayso.linking.gathered import Dispute
from sayso.linking.kin import Kin
from sayso.linking.origins import Derivation, Origins
from sayso.linking.prepared import Prepared
from sayso.linking.same_meaning import SameMeaning
from sayso.linking.sayings import sayings
from sayso.linking.series import AllSeries, Point, Series, meet, same_thing
from sayso.linking.shelves import Memory, Shelves
from sayso.linking.times import came_first
from sayso.linking.variants import Quotes, Variant
from sayso.records import Reading


@dataclass(frozen=True, slots=True)
class Links:
    """What linking found among articles."""

    derivations: tuple[Derivation, ...]
    variants: tuple[Variant, ...]
    series: tuple[Series, ...]
    disputes: tuple[Dispute, ...]
    drift: tuple[Drift, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new article changed.

    `derived` are the ids of the articles whose derivations are new or others now, the article's own first; `sayings`
    and `disputes` are numbers: of what it says, and of disputes that are new or grew; `regrouped` those of what others
    said that is of another claim now; `variants` are its quotations'; `kin` the articles before it of its story.
    """

    derived: tuple[str, ...] = ()
    sayings: tuple[int, ...] = ()
    regrouped: tuple[int, ...] = ()
    variants: tuple[Variant, ...] = ()
    disputes: tuple[int, ...] = ()
    kin: tuple[str, ...] = ()


class Linked:
    """An index of readings: `add` links one on arrival, and each part can be asked by itself.

    Args:
        shelves: what is remembered; in memory unless given.
        fetch: gives a reading by its article's id, as a ledger does; without it readings are kept in memory.
        same_claim: decides whether two statements say the same; `SameMeaning` unless given.
    """

    def __init__(
        self,
        shelves: Shelves | None = None,
        fetch: Callable[[str], Reading] | None = None,
        same_claim: SameClaim | None = None,
    ) -> None:
        shelves = shelves or Memory()
        self.origins = Origins(shelves, fetch)
        self.kin = Kin(shelves)
        same = same_claim or SameMeaning(shelves.rarity)
        self.claims = Claims(shelves, same)
        self.quotes = Quotes(shelves)
        self.series = AllSeries(shelves)
        judge = same if isinstance(same, Opposing) else None
        self.disputes = Disputes(shelves, self.claims, self.series, self.first_told, judge)

    def add(self, reading: Reading) -> Changed:
        """Link a reading to those before it; nothing changes where its text was added before."""
        derived = self.origins.add(reading)
        if not derived:
            return Changed()
        prepared = self.origins.prepared(derived[0])
        kin, own = self.kin.add(prepared), sayings(prepared)
        added, variants = self.claims.add(own, kin), self.quotes.add(prepared)
        disputes = self.disputes.add(prepared, own, added.own, kin)
        return Changed(derived, added.own, added.changed, variants, disputes, tuple(kin))

    def first_told(self, passage: Excerpt) -> str | None:
        """When the words of a passage were first published, as far as they can be traced."""
        for step in reversed(self.origins.trace(passage)):
            if step.there is not None:
                passage = step.there
                break
        told = self.origins.told(passage.article)
        return told.published if told else None

    def drift(self, derivation: Derivation) -> tuple[Drift, ...]:
        """What one derivation lost; nothing where its origin was not read."""
        if derivation.origin is None:
            return ()
        child, parent = (self.origins.prepared(a) for a in (derivation.article, derivation.origin))
        mine, elsewhere = self._rest(derivation, child)
        newer, disputes = self._reported_by_others, self.disputes.of(parent.id)
        return drift(child, parent, derivation, newer, disputes, mine, elsewhere)

    def _rest(self, derivation: Derivation, child: Prepared) -> tuple[list[Pair], list[Excerpt]]:
        """What of an article may come from a parent besides the evidence for it, and what comes from others."""
        others = [d for d in self.origins.parents(child.id) if d.origin not in (None, derivation.origin)]
        above = [self.origins.prepared(d.origin) for d in (derivation, *others) if d.origin is not None]
        elsewhere = [p.here for d in others for p in d.evidence]
        traced = [*elsewhere, *(p.here for p in derivation.evidence)]
        left = rest(child, above, traced, self.origins.rarity)
        return [pair for origin, pair in left if origin is above[0]], elsewhere

    def links(self) -> Links:
        """Everything found so far."""
        derivations = self.origins.derivations()
        return Links(
            derivations,
            self.quotes.variants(),
            tuple(self.series[n] for n in range(len(self.series)) if len(self.series[n].points) > 1),
            self.disputes.disputes(),
            tuple(d for derivation in derivations for d in self.drift(derivation)),
        )

    def _reported_by_others(self, figure: Excerpt) -> bool:
        """Whether another article has this figure, and had it no later."""
        told = self.origins.told(figure.article)
        mine = told.published if told else None
        for points in self._series_with(figure):
            own = next(p for p in points if p.where == figure)
            others = (p for p in points if p.where.article != figure.article)
            if any(
                came_first(mine, p.published) >= 0 and meet(p.figure, own.figure) and same_thing(p, own) for p in others
            ):
                return True
        return False

    def _series_with(self, figure: Excerpt) -> Iterable[tuple[Point, ...]]:
        return (self.series[n].points for n in self.series.of(figure.article) if self.series.holds(n, figure))


def link(readings: Iterable[Reading], same_claim: SameClaim | None = None) -> Links:
    """What several readings have in common; earlier articles first, whatever order they come in."""
    linked = Linked(same_claim=same_claim)
    for reading in sorted(readings, key=lambda r: (r.article.published or "", r.article.id)):
        linked.add(reading)
    return linked.links()
