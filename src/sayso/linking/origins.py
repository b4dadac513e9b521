"""Which articles were made from which: a graph of derivation that grows article by article, with its evidence.

Of the articles that came before, the one that explains most of an article's words is its parent; then the one that
explains most of what is left, as long as that is enough. A credit lowers what is enough, and alone it
leads to an outlet outside what has been read. What cannot be traced past is an origin.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sayso.linking.alignment import Holding, holding
from sayso.linking.credits import Credit, credited, credits_of, is_agency, office_words, outlet_key, words_of
from sayso.linking.evidence import Excerpt, Pair
from sayso.linking.parents import Kind, Option, credits_for, judged, option, parents
from sayso.linking.postings import key
from sayso.linking.prepared import Prepared, prepare
from sayso.linking.shelves import Memory, Shelves
from sayso.linking.shingles import like, shingles
from sayso.linking.times import came_first, start_of
from sayso.records import Reading

_COMPARED = 24
"""Articles that a new one is compared with word by word, the likest first."""
_CREDITED_WITHIN = 7
"""Days before an article within which what it credits is looked for, where the words do not lead to it."""
_KEPT = 512
"""Articles kept ready for comparison."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """An article, what it was made from, and the evidence.

    `origin` is an article's id, or None where the article credits an outlet that nothing was read of; `share` is
    the part of the article's words, 0 to 1, that the evidence explains.
    """

    article: str
    origin: str | None
    outlet: str | None
    kind: Kind
    share: float
    evidence: tuple[Pair, ...]
    credits: tuple[Credit, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Step:
    """From a passage to the one it was made from; `there` is None where that was not read."""

    here: Excerpt
    there: Excerpt | None
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Origin:
    """What words cannot be traced past: an article, or an outlet outside what was read; and what leads to it."""

    article: str | None
    outlet: str | None
    passages: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """An article as it is remembered: where and when it was published, whom it credits, and what it was made from."""

    id: str
    published: str | None
    outlet: str | None
    credits: tuple[Credit, ...]
    derivations: tuple[Derivation, ...] = ()


class Origins:
    """The articles read so far and what each was made from; `add` links a new one on arrival.

    Args:
        shelves: what is remembered; in memory unless given.
        fetch: gives a reading by its article's id. Without it every reading is kept in memory; with it,
            as a ledger would, only the articles last compared are.
    """

    def __init__(self, shelves: Shelves | None = None, fetch: Callable[[str], Reading] | None = None) -> None:
        shelves = shelves or Memory()
        self._kept: dict[str, Reading] = {}
        self._fetch = fetch or self._kept.__getitem__
        self._keep = fetch is None
        self._ready: OrderedDict[str, tuple[Prepared, Holding]] = OrderedDict()
        self._told = shelves.shelf("articles", Told)
        self.holds: Callable[[Derivation], bool] = lambda _derivation: True
        """Whether a derivation that was found holds; people may know better."""
        self.rarity = shelves.rarity

    def add(self, reading: Reading) -> tuple[str, ...]:
        """Link an article; the ids of all whose derivations are new or changed, the new one's first.

        An article whose text is already here is not added again: two outlets that print the same words to
        the letter have one id, and are told apart by the ledger that holds both.
        """
        prepared = prepare(reading)
        if self._told.under(_by_id(prepared.id)):
            return ()
        if self._keep:
            self._kept[prepared.id] = reading
        self._made_ready(prepared.id, prepared)
        held, article = shingles(prepared), reading.article
        near = [n for n, _ in like(self._told, held, _COMPARED)]
        told = Told(prepared.id, article.published, article.outlet, credits_of(prepared))
        number = self._told.add(told, sorted((*held, *_other_keys(told))))
        self.rarity.add({stem for s in prepared.sentences for stem in s.stems})
        changed = [number, *(n for n in near if self._order(told, number, n) < 0)]
        for one in changed:
            before = self._told[one]
            self._told.put(one, replace(before, derivations=self._derived(one, before)))
        return tuple(self._told[n].id for n in changed)

    def told(self, article: str) -> Told | None:
        """What is remembered of an article, or None if it was not added."""
        numbers = self._told.under(_by_id(article))
        return self._told[numbers[0]] if numbers else None

    def parents(self, article: str) -> tuple[Derivation, ...]:
        """What an article was made from, the most first."""
        told = self.told(article)
        return tuple(filter(self.holds, told.derivations)) if told else ()

    def derivations(self) -> tuple[Derivation, ...]:
        """Every derivation, in the order in which its articles arrived."""
        return tuple(filter(self.holds, (d for n in range(len(self._told)) for d in self._told[n].derivations)))

    def trace(self, passage: Excerpt) -> tuple[Step, ...]:
        """The steps from a passage back to where its words cannot be traced past; none if it is original."""
        steps: list[Step] = []
        seen = {passage.article}
        while (step := self._step(passage)) is not None:
            steps.append(step)
            if step.there is None or step.there.article in seen:
                break
            seen.add(step.there.article)
            passage = step.there
        return tuple(steps)

    def independent(self, passages: Iterable[Excerpt]) -> tuple[Origin, ...]:
        """The independent origins behind passages that say the same thing, in the order of their first passages.

        Two articles of one outlet are one origin. A passage whose own words cannot be traced counts with the
        passage of an article that its article was made from, if there is one among those given.
        """
        given = list(passages)
        carried = {p.article: p for p in given}
        gathered: dict[str, Origin] = {}
        for passage in given:
            root, outlet = self._root(passage, carried)
            name = root if outlet is None else f"outlet {outlet_key(outlet)}"
            before = gathered.get(str(name))
            if before is None:
                gathered[str(name)] = Origin(root, outlet, (passage,))
            else:
                gathered[str(name)] = replace(before, passages=(*before.passages, passage))
        return tuple(gathered.values())

    def prepared(self, article: str) -> Prepared:
        """The sentences of an article that was added."""
        return self._made_ready(article)[0]

    def _root(self, passage: Excerpt, carried: dict[str, Excerpt]) -> tuple[str | None, str | None]:
        seen: set[str] = set()
        while passage.article not in seen:
            seen.add(passage.article)
            steps = self.trace(passage)
            if steps and steps[-1].there is None:
                return None, steps[-1].derivation.outlet
            passage = steps[-1].there or passage if steps else passage
            parents = (d.origin for d in self.parents(passage.article) if d.origin in carried)
            above = next((p for p in parents if p is not None and p not in seen), None)
            if above is not None:
                passage = carried[above]
        told = self.told(passage.article)
        return passage.article, told.outlet if told else None

    def _step(self, passage: Excerpt) -> Step | None:
        here = self.parents(passage.article)
        met = [(pair, d) for d in here for pair in d.evidence if pair.here.meets(passage.start, passage.end)]
        if met:
            pair, derivation = max(met, key=lambda m: (_overlap(m[0].here, passage), m[0].same))
            return Step(pair.here, pair.there, derivation)
        for derivation in here:
            for credit in derivation.credits if derivation.origin is None else ():
                if credit.of is None or credit.of.meets(passage.start, passage.end):
                    return Step(credit.of or passage, None, derivation)
        return None

    def _made_ready(self, article: str, prepared: Prepared | None = None) -> tuple[Prepared, Holding]:
        """An article's sentences and their index, made if it is not among those last used."""
        ready = self._ready.pop(article, None)
        if ready is None:
            prepared = prepared or prepare(self._fetch(article))
            ready = prepared, holding(prepared.sentences)
        self._ready[article] = ready
        if len(self._ready) > _KEPT:
            self._ready.popitem(last=False)
        return ready

    def _order(self, mine: Told, number: int, other: int) -> int:
        """-1 if the article `mine`, of that number, came before the article number `other`, 1 if after."""
        theirs = self._told[other]
        if by_date := came_first(mine.published, theirs.published):
            return by_date
        i_credit, they_credit = credits_for(mine.credits, theirs.outlet), credits_for(theirs.credits, mine.outlet)
        if bool(i_credit) != bool(they_credit):
            return 1 if i_credit else -1
        mine_is, theirs_is = is_agency(mine.outlet or ""), is_agency(theirs.outlet or "")
        if mine_is != theirs_is:
            return -1 if mine_is else 1
        return -1 if number < other else 1

    def _derived(self, child: int, told: Told) -> tuple[Derivation, ...]:
        prepared, _ = self._made_ready(told.id)
        near = {n for n, _ in like(self._told, shingles(prepared), _COMPARED + 1)}
        for credit in told.credits:
            near.update(self._lately_by(credit, told.published))
        earlier = [n for n in near - {child} if self._order(told, child, n) > 0]
        options = [
            self._option(prepared, self._told[n].id, told.credits)
            for n in sorted(earlier, key=lambda n: (self._told[n].published or "", n))
        ]
        chosen = parents(prepared, [o for o in options if o.pairs])
        return (*(_derivation(prepared, o) for o in chosen), *self._outside(prepared, chosen, told.credits))

    def _lately_by(self, credit: Credit, published: str | None) -> list[int]:
        """What a credited outlet published in the days up to a date, and what of it has no date: the last few."""
        days = ("", *_days_before(published))
        places = [_by_outlet(credit.outlet, day) for day in days]
        if credit.reach == "statement":
            places += [_by_office(word, day) for word in words_of(credit.outlet) for day in days]
        found = {n for place in places for n in self._told.under(place)}
        return sorted(n for n in found if credited(credit, self._told[n].outlet or ""))[-_COMPARED:]

    def _option(self, child: Prepared, parent: str, given: Sequence[Credit]) -> Option:
        other, held = self._made_ready(parent)
        return option(child, other, held, self.rarity, given, self._credits_in(parent))

    def _credits_in(self, article: str) -> tuple[Credit, ...]:
        told = self.told(article)
        return told.credits if told else ()

    def _outside(self, child: Prepared, chosen: Sequence[Option], given: Sequence[Credit]) -> tuple[Derivation, ...]:
        """Derivations from outlets that are credited and of which nothing, or not this, was read."""
        found: dict[str, list[Credit]] = {}
        explained = {outlet_key(outlet or "") for outlet in (child.article.outlet, *(o.article.outlet for o in chosen))}
        for credit in given:
            name = outlet_key(credit.outlet)
            known = bool(self._told.under(_by_outlet(credit.outlet)))
            # What a known outlet is credited with as a whole would have been found among its articles.
            if name not in explained and (credit.reach == "statement" if known else credit.sure):
                found.setdefault(name, []).append(credit)
        return tuple(
            Derivation(child.id, None, own[0].outlet, "credited", 0.0, (), tuple(own), f"it credits {own[0].outlet}")
            for own in found.values()
        )


def _by_id(article: str) -> int:
    return key("id", article)


def _by_outlet(outlet: str, day: str | None = None) -> int:
    """The key of what an outlet published: all of it, on a day, or (day "") on no day that is known."""
    return key("outlet", outlet_key(outlet), *([] if day is None else [day]))


def _by_office(word: str, day: str) -> int:
    """The key of what offices with a word in their names published on a day, or (day "") on none that is known."""
    return key("office", word, day)


def _other_keys(told: Told) -> Iterator[int]:
    """What an article is found by besides its words."""
    yield _by_id(told.id)
    if told.outlet:
        published = start_of(told.published)
        day = published.date().isoformat() if published else ""
        yield _by_outlet(told.outlet)
        yield _by_outlet(told.outlet, day)
        for word in sorted(office_words(told.outlet)):
            yield _by_office(word, day)


def _days_before(published: str | None) -> list[str]:
    """The days within which a credited article is looked for, the last one first; none where the date is unknown."""
    last = start_of(published)
    return [] if last is None else [(last - timedelta(days=n)).date().isoformat() for n in range(_CREDITED_WITHIN)]


def _derivation(child: Prepared, made: Option) -> Derivation:
    kind, share, reason = judged(child, made)
    article = made.article
    return Derivation(child.id, article.id, article.outlet, kind, share, made.pairs, made.credits, reason)


def _overlap(one: Excerpt, other: Excerpt) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
