"""Which of the articles that came before an article was made from, by what they share and whom it credits.

The one that explains most of an article's words is its parent; then the one that explains most of what is left, as long
as that is enough. A credit lowers what is enough.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.linking.alignment import Holding, covered, dice, pairs
from sayso.linking.credits import Credit, credited, is_agency, outlet_key
from sayso.linking.evidence import Pair
from sayso.linking.kin import names
from sayso.linking.prepared import Prepared, Sentence
from sayso.linking.rarity import Rarity
from sayso.records import Article

Kind = Literal["copied", "partly copied", "reworded", "credited"]

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
_ONE_STORY = 0.3
"""Share of the weight of the names of the article that has fewer that the other must hold where no credit ties them and
less than that share of the words is explained: reports of like events are alike in their common words alone. True
parents hold 0.36 or more in the three stories that were looked at."""
_NO_CHANCE = 4
"""Derived sentences that need no names in common."""
_COVERED = 0.75
"""Share of an article's words in sentences like another's that makes it a rewording of all of that: in the four stories
that were looked at two that were made from each other reach 0.8 without a credit, and others of one story 0.72."""
_ENOUGH_OF_AGENCY = 0.3
"""Share of its words that an agency must have copied where it credits nobody."""
_COPY = 0.7
"""Share of an article's words that makes the whole of it a copy."""
_VERBATIM = 0.8
"""Share of a sentence's words, in order, that makes it copied rather than reworded."""
_CREDIT_ALONE = 0.35
"""Share of an article's words up to which what it credits to another is a credit and no more."""
_CREDITED = 0.25
"""Overlap (Dice by weight) that is enough where an article credits another's outlet for a sentence."""
_STATEMENT = re.compile(r"\b(?:statement|press release|news release|communiqu[eé])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Option:
    """An article that may be a parent, what it shares, and the credits that name its outlet.

    `names` is the share of the names that both have, `covered` that of words in sentences that are like its sentences.
    """

    article: Article
    pairs: tuple[Pair, ...]
    credits: tuple[Credit, ...]
    names: float
    covered: float


def option(
    child: Prepared, other: Prepared, held: Holding, weight: Rarity, given: Sequence[Credit], back: Iterable[Credit]
) -> Option:
    """What an article shares with one that came before.

    Args:
        child: the article.
        other: the one that came before.
        held: `holding(other.sentences)`.
        weight: weights of words.
        given: the credits that the article gives.
        back: those that the other gives: what it has from the child's own outlet is not the child's from it.
    """
    own = credits_for(back, child.article.outlet)
    found = [
        p
        for p in pairs(child, other, held, weight)
        if not any(c.of is not None and c.of.meets(p.there.start, p.there.end) for c in own)
    ]
    named: list[Credit] = []
    for credit in credits_for(given, other.article.outlet):
        more = _credited(child, other, credit, found, weight)
        if child.article.outlet != other.article.outlet or not any(_standing(p, credit) for p in (*found, *more)):
            named.append(credit)
            found += more
    found.sort(key=lambda p: p.here.start)
    like = 0.0 if named or not found else covered(child, other, held, weight)
    return Option(other.article, tuple(found), tuple(named), _names_shared(child, other, weight), like)


def _standing(pair: Pair, credit: Credit) -> bool:
    """Whether the words of a credit stand in the other article too.

    That is a line which a house prints under many articles ("our report is made possible by …") and cites none of them.
    """
    of, by = credit.of, credit.by
    met = of is not None and of.meets(pair.here.start, pair.here.end)
    return met and by is not None and by.text.casefold() in pair.there.text.casefold()


def _names_shared(one: Prepared, other: Prepared, weight: Rarity) -> float:
    mine, theirs = names(one), names(other)
    least = min(weight.total(mine), weight.total(theirs))
    return weight.total(mine & theirs) / least if least else 1.0


def parents(child: Prepared, options: Sequence[Option]) -> list[Option]:
    """The parents of an article, by what each explains that those before it do not."""
    chosen: list[Option] = []
    explained: dict[int, float] = {}
    left = list(options)
    while left:
        gains = [sum(max(0.0, w - explained.get(at, 0.0)) for at, w in _worth(child, o).items()) for o in left]
        best = _best(gains, left)
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


def _best(gains: Sequence[float], options: Sequence[Option]) -> int:
    """The number of the option that explains most; of those about as good, a credited or the oldest one."""
    most = max(gains)
    credited = [i for i, gain in enumerate(gains) if options[i].credits and gain >= (1 - _CREDITED_TIE) * most - _TIE]
    near = credited or range(len(gains))
    least = max(gains[i] for i in near) - _TIE
    return next(i for i in near if gains[i] >= least)


def _only_credit(option: Option, chosen: Sequence[Option], explained: dict[int, float]) -> bool:
    """Whether an option is of an outlet that is credited for what nothing explains.

    A credit for the whole article is met where one article of that outlet is chosen.
    """
    outlet = outlet_key(option.article.outlet or "")
    met = any(outlet_key(o.article.outlet or "") == outlet for o in chosen)
    credited = [c.of for c in option.credits if c.of is not None or not met]
    return any(
        p.here.start not in explained and any(of is None or of.meets(p.here.start, p.here.end) for of in credited)
        for p in option.pairs
    )


def _worth(child: Prepared, option: Option) -> dict[int, float]:
    """By the start of each sentence that an option explains, the words it explains."""
    value = {"copied": 1.0, "quoted": _QUOTED_WORTH, "reworded": _REWORDED_WORTH, "credited": _REWORDED_WORTH}
    found: dict[int, float] = {}
    for pair in option.pairs:
        sentence = child.sentence_at(pair.here.start)
        if sentence is not None:
            same = pair.same if pair.how != "reworded" else 0.5 + pair.same / 2
            found[sentence.start] = max(found.get(sentence.start, 0.0), value[pair.how] * same * _words(child, pair))
    return found


def _enough(child: Prepared, option: Option) -> bool:
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
    if len(plain) < _NO_CHANCE and max(share, option.names) < _ONE_STORY:
        return False
    if _is_agency(child) and not any(_STATEMENT.search(_sentence(child, p)) for p in plain):
        # Agencies name the papers that they have something from; what they share beside is what both have heard.
        return copied >= _ENOUGH_OF_AGENCY * sum(len(s.words) for s in child.sentences)
    if option.covered >= _COVERED:
        return True
    return copied >= _ENOUGH_WORDS or (len(plain) > 1 and share >= _ENOUGH_SHARE)


def _sentence(child: Prepared, pair: Pair) -> str:
    """The whole sentence that a pair shows a part of."""
    sentence = child.sentence_at(pair.here.start)
    return pair.here.text if sentence is None else child.article.text[sentence.start : sentence.end]


def _is_agency(child: Prepared) -> bool:
    """Whether an article is an agency's: the outlet is known as one, or puts its own name behind the place."""
    outlet = child.article.outlet
    return outlet is not None and (is_agency(outlet) or f"({outlet})" in child.article.text)


def _names_itself(child: Prepared, option: Option) -> bool:
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


def credits_for(given: Iterable[Credit], outlet: str | None) -> tuple[Credit, ...]:
    """The credits among those given that are for an outlet."""
    return tuple(c for c in given if outlet and credited(c, outlet))


def judged(child: Prepared, made: Option) -> tuple[Kind, float, str]:
    """How an article was made from another, the share of its words (0 to 1) that this explains, and why, in words."""
    whole = sum(len(s.words) for s in child.sentences)
    explained = sum(_words(child, p) for p in made.pairs if p.how != "credited") / max(1, whole)
    copied = sum(_words(child, p) for p in made.pairs if p.how in ("copied", "quoted") and p.same >= _VERBATIM)
    reworded = sum(_words(child, p) for p in made.pairs) - copied
    if copied >= _COPY * whole:
        kind: Kind = "copied"
    elif made.credits and explained < _CREDIT_ALONE:
        kind = "credited"
    else:
        kind = "partly copied" if copied >= reworded else "reworded"
    return kind, round(min(1.0, explained), 3), _reason(made, copied, reworded)


def _reason(option: Option, copied: int, reworded: int) -> str:
    parts = [f"{copied} words copied"] * bool(copied) + [f"{reworded} words in reworded sentences"] * bool(reworded)
    if option.credits:
        by = next((c.by.text for c in option.credits if c.by is not None), option.credits[0].outlet)
        parts.append(f"credited (“{by}”)")
    return "; ".join(parts) or "a sentence credited"
