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
from typing import Literal

from sayso.linking.alignment import Holding, dice, holding, pairs
from sayso.linking.credits import Credit, credits_of, is_agency, outlet_key
from sayso.linking.evidence import Excerpt, Pair
from sayso.linking.postings import key
from sayso.linking.prepared import Prepared, Sentence, prepare
from sayso.linking.rarity import Rarity
from sayso.linking.shelves import Memory, Shelves
from sayso.linking.shingles import like, shingles
from sayso.linking.times import came_first, start_of
from sayso.records import Article, Reading

Kind = Literal["copied", "partly copied", "reworded", "credited"]

_COMPARED = 24
"""Articles that a new one is compared with word by word, the likest first."""
_REWORDED_WORTH = 0.6
"""What a reworded sentence's words are worth beside copied ones when parents are chosen."""
_QUOTED_WORTH = 0.3
"""The same for a shared quotation: two who heard one speech print the same words."""
_ENOUGH_WORDS = 20
"""Copied words outside quotations that make a derivation by themselves."""
_ENOUGH_SHARE = 0.12
"""Share of an article's words that two or more derived sentences must make up."""
_ENOUGH_OF_ONE = 0.3
"""The same share for one sentence that a house prints again: an update repeats more, a standing note less."""
_ENOUGH_MORE = 12
"""Words that a further parent must explain beyond what others do."""
_TIE = 4.0
"""Words by which two parents may differ and count as equal; then the credited one goes first, then the older."""
_CREDITED_TIE = 0.2
"""The same for one that is credited, as a share: who credits an agency hardly copied from another's reprint of it."""
_HEADLINE = 5
"""Words of a headline by which an article can be cited."""
_COPY = 0.7
"""Share of an article's words that makes the whole of it a copy."""
_VERBATIM = 0.8
"""Share of a sentence's words, in order, that makes it copied rather than reworded."""
_CREDIT_ALONE = 0.35
"""Share of an article's words up to which what it credits to another is a credit and no more."""
_CREDITED = 0.25
"""Overlap (Dice by weight) that is enough where an article credits another's outlet for a sentence."""
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
        i_credit, they_credit = _names(mine.credits, theirs.outlet), _names(theirs.credits, mine.outlet)
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
            near.update(self._lately_by(credit.outlet, told.published))
        earlier = [n for n in near - {child} if self._order(told, child, n) > 0]
        options = [
            self._option(prepared, self._told[n].id, told.credits)
            for n in sorted(earlier, key=lambda n: (self._told[n].published or "", n))
        ]
        chosen = _chosen(prepared, [o for o in options if o.pairs])
        return (*(self._told_of(prepared, o) for o in chosen), *self._outside(prepared, chosen, told.credits))

    def _lately_by(self, outlet: str, published: str | None) -> list[int]:
        """What an outlet published in the days up to a date, and what of it has no date: the last few."""
        days = [_by_outlet(outlet, day) for day in ("", *_days_before(published))]
        return sorted({n for day in days for n in self._told.under(day)})[-_COMPARED:]

    def _option(self, child: Prepared, parent: str, credited: Sequence[Credit]) -> _Option:
        other, held = self._made_ready(parent)
        found = pairs(child, other, held, self.rarity)
        named = _names(credited, other.article.outlet)
        for credit in named:
            found += _credited(child, other, credit, found, self.rarity)
        return _Option(other.article, tuple(sorted(found, key=lambda p: p.here.start)), named)

    def _told_of(self, child: Prepared, option: _Option) -> Derivation:
        words = {s.start: len(s.words) for s in child.sentences}
        whole = sum(words.values())
        explained = sum(_words(child, p) for p in option.pairs if p.how != "credited") / max(1, whole)
        copied = sum(_words(child, p) for p in option.pairs if p.how in ("copied", "quoted") and p.same >= _VERBATIM)
        reworded = sum(_words(child, p) for p in option.pairs) - copied
        if copied >= _COPY * whole:
            kind: Kind = "copied"
        elif option.credits and explained < _CREDIT_ALONE:
            kind = "credited"
        else:
            kind = "partly copied" if copied >= reworded else "reworded"
        return Derivation(
            child.id, option.article.id, option.article.outlet, kind, round(min(1.0, explained), 3), option.pairs,
            option.credits, _reason(option, copied, reworded),
        )  # fmt: skip

    def _outside(
        self, child: Prepared, chosen: Sequence[_Option], credited: Sequence[Credit]
    ) -> tuple[Derivation, ...]:
        """Derivations from outlets that are credited and of which nothing, or not this, was read."""
        found: dict[str, list[Credit]] = {}
        explained = {outlet_key(o.article.outlet or "") for o in chosen}
        for credit in credited:
            name = outlet_key(credit.outlet)
            known = bool(self._told.under(_by_outlet(credit.outlet)))
            if name not in explained and (credit.sure or known) and not (known and credit.reach == "article"):
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


def _other_keys(told: Told) -> Iterator[int]:
    """What an article is found by besides its words."""
    yield _by_id(told.id)
    if told.outlet:
        published = start_of(told.published)
        yield _by_outlet(told.outlet)
        yield _by_outlet(told.outlet, published.date().isoformat() if published else "")


def _days_before(published: str | None) -> list[str]:
    """The days within which a credited article is looked for, the last one first; none where the date is unknown."""
    last = start_of(published)
    return [] if last is None else [(last - timedelta(days=n)).date().isoformat() for n in range(_CREDITED_WITHIN)]


@dataclass(frozen=True, slots=True)
class _Option:
    """An article that may be a parent, what it shares, and the credits that name its outlet."""

    article: Article
    pairs: tuple[Pair, ...]
    credits: tuple[Credit, ...]


def _chosen(child: Prepared, options: Sequence[_Option]) -> list[_Option]:
    """The parents of an article, by what each explains that those before it do not."""
    chosen: list[_Option] = []
    explained: dict[int, float] = {}
    left = list(options)
    while left:
        gains = [sum(max(0.0, w - explained.get(at, 0.0)) for at, w in _worth(child, o).items()) for o in left]
        most = max(gains)
        near = [
            i for i, gain in enumerate(gains) if gain >= most - (_CREDITED_TIE * most if left[i].credits else 0) - _TIE
        ]
        best = max(near, key=lambda i: (bool(left[i].credits), -i))
        option = left.pop(best)
        if not _enough(child, option) or (
            chosen
            and gains[best] < _ENOUGH_MORE
            and not (_names_itself(child, option) or _only_credit(option, chosen, explained))
        ):
            continue
        chosen.append(option)
        for at, worth in _worth(child, option).items():
            explained[at] = max(worth, explained.get(at, 0.0))
    return chosen


def _only_credit(option: _Option, chosen: Sequence[_Option], explained: dict[int, float]) -> bool:
    """Whether an option is of an outlet that is credited, and no other of it is chosen, for what nothing explains."""
    outlet = outlet_key(option.article.outlet or "")
    if not option.credits or any(outlet_key(o.article.outlet or "") == outlet for o in chosen):
        return False
    return any(p.here.start not in explained for p in option.pairs)


def _worth(child: Prepared, option: _Option) -> dict[int, float]:
    """By the start of each sentence that an option explains, the words it explains."""
    value = {"copied": 1.0, "quoted": _QUOTED_WORTH, "reworded": _REWORDED_WORTH, "credited": _REWORDED_WORTH}
    found: dict[int, float] = {}
    for pair in option.pairs:
        sentence = child.sentence_at(pair.here.start)
        if sentence is not None:
            same = pair.same if pair.how != "reworded" else 0.5 + pair.same / 2
            found[sentence.start] = max(found.get(sentence.start, 0.0), value[pair.how] * same * _words(child, pair))
    return found


def _enough(child: Prepared, option: _Option) -> bool:
    """Whether what two articles share makes one the other's parent."""
    if option.credits:
        return True
    plain = [p for p in option.pairs if p.how in ("copied", "reworded")]
    copied = sum(p.same * _words(child, p) for p in plain if p.how == "copied")
    share = sum(_worth(child, option).values()) / max(1, sum(len(s.words) for s in child.sentences))
    one_house = option.article.outlet is not None and option.article.outlet == child.article.outlet
    if one_house and _names_itself(child, option):
        return True
    if one_house:
        # Lines that a house prints under many articles are no copy.
        return share >= (_ENOUGH_SHARE if len(plain) > 1 else _ENOUGH_OF_ONE)
    return copied >= _ENOUGH_WORDS or (len(plain) > 1 and share >= _ENOUGH_SHARE)


def _names_itself(child: Prepared, option: _Option) -> bool:
    """Whether a house cites its own article by the headline, as in a correction."""
    headline = next((p for p in option.article.passages if p.kind == "headline"), None)
    if headline is None or option.article.outlet is None or option.article.outlet != child.article.outlet:
        return False
    words = option.article.text[headline.start : headline.end]
    return len(words.split()) >= _HEADLINE and words in child.article.text


def _words(child: Prepared, pair: Pair) -> int:
    """The words here that a pair explains."""
    sentence = child.sentence_at(pair.here.start)
    return 0 if sentence is None else sum(pair.here.start <= w.start < pair.here.end for w in sentence.words)


def _credited(child: Prepared, other: Prepared, credit: Credit, found: Sequence[Pair], weight: Rarity) -> list[Pair]:
    """The sentences that a credit is for, each with the one there that it must come from."""
    if credit.of is None:
        return []
    extra = []
    for sentence in child.sentences:
        if not credit.of.meets(sentence.start, sentence.end) or any(
            p.here.meets(sentence.start, sentence.end) for p in found
        ):
            continue
        alike: list[tuple[float, Sentence]] = [(dice(sentence, s, weight), s) for s in other.sentences]
        best, match = max(alike, key=lambda a: (a[0], -a[1].start), default=(0.0, sentence))
        if best >= _CREDITED:
            here = child.excerpt(sentence.start, sentence.end)
            extra.append(Pair(here, other.excerpt(match.start, match.end), "credited", round(best, 3)))
    return extra


def _names(credited: Iterable[Credit], outlet: str | None) -> tuple[Credit, ...]:
    name = outlet_key(outlet or "")
    return tuple(c for c in credited if name and outlet_key(c.outlet) == name)


def _overlap(one: Excerpt, other: Excerpt) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _reason(option: _Option, copied: int, reworded: int) -> str:
    parts = [f"{copied} words copied"] * bool(copied) + [f"{reworded} words in reworded sentences"] * bool(reworded)
    if option.credits:
        by = next((c.by.text for c in option.credits if c.by is not None), option.credits[0].outlet)
        parts.append(f"credited (“{by}”)")
    return "; ".join(parts) or "a sentence credited"
