"""Those whom a pronoun may mean: everyone mentioned so far, with what tells for and against each."""

from __future__ import annotations

import math
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import NamedTuple

from sayso.reading.speakers.cast import Someone
from sayso.reading.speakers.mentions import Mention
from sayso.reading.speakers.tokens import Words

_REMEMBERED = 80
"""Of those mentioned, how many at most are looked through; only lists of names have more in reach."""
_PASSING = 2
"""Sentences back beyond which one who was brought in without a name is forgotten."""
_KNOWN = 2
"""Evidence of gender beyond which one person is no "they"."""
_FAR = 8
"""Sentences back beyond which a pronoun finds nobody."""


class Option(NamedTuple):
    """Someone a pronoun may mean: the `salience.FEATURES`, and where the last mention was."""

    who: Someone
    features: tuple[float, ...]
    last: Mention


@dataclass(slots=True)
class Choice:
    """Those a pronoun may mean: what weights are fitted on."""

    mention: Mention
    options: list[Option] = field(default_factory=list)


@dataclass(slots=True)
class _Last:
    """What is remembered of someone's mentions so far."""

    mention: Mention
    count: int = 0
    outside: Mention | None = None
    """The last mention outside quotations."""


class Candidates:
    """Everyone mentioned so far, as an article is read."""

    def __init__(self, words: Words) -> None:
        self._seen: dict[int, _Last] = {}
        self._people: dict[int, Someone] = {}
        self._told_before = _told_before(words)
        self.spoke: Someone | None = None
        """Who spoke last."""

    def remember(self, mention: Mention, who: Someone) -> None:
        """Note that a mention is of somebody."""
        key = id(who)
        if mention.form != "who":
            self._people.pop(key, None)
        self._people[key] = who
        last = self._seen.get(key)
        if last is None:
            last = self._seen[key] = _Last(mention)
        last.count += 1
        if mention.form == "who":
            return
        last.mention = mention
        if mention.quote < 0:
            last.outside = mention

    def recent(self) -> list[Someone]:
        """Everyone mentioned so far, the last mentioned first."""
        return list(islice(reversed(self._people.values()), _REMEMBERED))

    def options(
        self,
        mention: Mention,
        kinds: tuple[str, ...],
        teller: Someone | None,
        *,
        spoken: Set[int] = frozenset(),
        hide_gender: bool = False,
    ) -> list[Option]:
        """Those of some kinds whom a pronoun may mean, the last mentioned first.

        Args:
            mention: the pronoun.
            kinds: kinds of `Someone`.
            teller: whose statement the pronoun stands in.
            spoken: the quotations that whoever the pronoun means speaks; that somebody is mentioned in them says
                nothing for his speaking them.
            hide_gender: also give those of the other gender.
        """
        wanted = {"he": 1, "she": -1}.get(mention.form or "", 0)
        fitting = []
        for someone in islice(reversed(self._people.values()), _REMEMBERED):
            last = self._seen[id(someone)]
            if self._back(mention, last.mention) > _FAR:
                break
            if someone.kind not in kinds or (someone.unnamed and mention.sentence - last.mention.sentence > _PASSING):
                continue
            if someone.gender * wanted < 0 and not hide_gender:
                continue
            if mention.form == "they" and abs(someone.gender) >= _KNOWN:
                continue
            if mention.quote >= 0 and someone is teller:
                continue
            fitting.append((someone, last))
        return [
            Option(
                s,
                self._features(
                    mention, s, self._telling(mention, last, spoken), last.count, i == 0, wanted, s is teller
                ),
                last.mention,
            )
            for i, (s, last) in enumerate(fitting)
        ]

    def _telling(self, mention: Mention, last: _Last, spoken: Set[int]) -> Mention:
        """The mention of somebody that tells most for a later one: outside quotations for one outside."""
        before, outside = last.mention, last.outside
        if mention.quote >= 0 or before.quote < 0 or outside is None:
            return before
        return outside if before.quote in spoken or self._back(mention, outside) <= _PASSING else before

    def _features(
        self,
        mention: Mention,
        someone: Someone,
        before: Mention,
        count: int,
        nearest: bool,
        wanted: int,
        tells: bool,
    ) -> tuple[float, ...]:
        back = self._back(mention, before)
        spoke = someone is self.spoke
        kind = someone.kind
        return (
            back == 0,
            back == 1,
            back == 2,
            min(back - 2, 6) if back > 2 else 0,
            before.subject,
            before.subject and mention.subject,
            nearest,
            spoke,
            spoke and mention.speaks,
            math.log1p(count),
            someone.gender * wanted > 0,
            mention.quote >= 0 and before.quote == mention.quote,
            before.quote >= 0 and before.quote != mention.quote,
            before.first,
            before.form == mention.form,
            tells and mention.quote < 0,
            before.paragraph == mention.paragraph,
            before.modifies,
            kind == "body" or kind == "outlet",
            kind == "person",
            kind == "place",
        )

    def _back(self, mention: Mention, before: Mention) -> int:
        """How many sentences back a mention is; those inside quotations count only from inside one."""
        if mention.quote >= 0 or before.quote >= 0:
            return mention.sentence - before.sentence
        return self._told_before[mention.sentence] - self._told_before[before.sentence]


def _told_before(words: Words) -> list[int]:
    """How many sentences that are not all quotation come before each, by its number.

    So a speaker is as near after a long quotation as after a short one.
    """
    told = {w.sentence for w in words.words if w.quote < 0}
    last = words.words[-1].sentence if words.words else 0
    return [0, *accumulate(int(number in told) for number in range(last + 1))]
