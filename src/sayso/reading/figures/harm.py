"""Harm to those whom a figure counts, wherever the clause says it, and who did it.

"Killing at least 83 people", "the strike left 12 dead", "twelve were wounded", "a death toll of 40": the word of harm
stands before the number and takes it as its object, within the phrase, or after it as its predicate. The
classes are those that casualty recorders keep apart (Every Casualty Counts, *Standards for Casualty Recording*,
2016); displacement with its ways (fled, evacuated, sheltered) is IDMC's. The lists of words are ours.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sayso.records import Harm, Victims

Way = Literal["does", "suffers", "names"]
"""A verb that takes its victims as object, a verb or adjective that they are subject of, or a noun."""

_SHELTERS = r"(?:shelters?|(?:evacuation|reception|relief|rest|collective|transit) (?:cent(?:re|er)s?|sites?)|host (?:famil(?:y|ies)|communit(?:y|ies))|relatives|schools|tents|churches)"
_CAMPS = r"(?:(?:refugee |relief |displacement |IDP )?(?:camps?|settlements?))"
_IN = r"(?:in|at|with|to)\s+(?:or near\s+)?(?:[\w-]+\s+){0,4}?"
_STAYING = (
    r"(?:stay(?:ed|ing|s)?|liv(?:e|ed|ing)|sle(?:ep|pt|eping)|resid(?:e|ed|ing)|remain(?:s|ed|ing)?|are|were|is|was|accommodated|"
    r"housed|hosted|placed|put up|taken|moved|transferred|arrived|crowded|crammed|packed|cared for|registered)"
)
_WORDS: tuple[tuple[Harm | None, Way, str, str], ...] = (
    ("killed", "does", "killed", r"kill(?:s|ed|ing)?|claim(?:s|ed|ing)?(?= \S{1,20} lives)"),
    ("killed", "does", "shot dead", r"sho(?:t|oting) dead|gun(?:s|ned|ning) down"),
    ("killed", "does", "murdered", r"murder(?:ed|ing)|slay(?:s|ing)|slain"),
    ("killed", "does", "massacred", r"massacr(?:ed|es|ing)"),
    ("killed", "does", "executed", r"behead(?:s|ed|ing)|lynch(?:ed|ing)|assassinat(?:ed|es|ing)|(?<=were )executed|(?<=been )executed"),
    ("killed", "suffers", "dead", r"dead|die[sd]?|dying|perish(?:ed|ing)?|los(?:t|ing) their li(?:fe|ves)|fatally (?:shot|wounded)"),
    ("killed", "suffers", "drowned", r"drown(?:ed|ing)"),
    ("killed", "names", "deaths", r"deaths?|fatalit(?:y|ies)|death toll|corpses|dead bodies|lives lost"),
    ("injured", "does", "injured", r"injur(?:e|ed|es|ing)"),
    ("injured", "does", "wounded", r"wound(?:ed|ing)"),
    ("injured", "does", "hurt", r"hurt|maim(?:ed|ing)"),
    ("injured", "suffers", "hospitalised", r"hospitali[sz]ed|(?:taken|rushed) to (?:a |the )?hospitals?"),
    ("injured", "names", "injuries", r"injuries"),
    ("missing", "suffers", "missing", r"missing|unaccounted for|disappear(?:ed|ing)"),
    ("detained", "does", "detained", r"detain(?:ed|ing|s)|imprison(?:ed|ing)|jail(?:ed|ing)|round(?:ed|ing) up"),
    ("detained", "does", "arrested", r"arrest(?:ed|ing)"),
    ("detained", "does", "abducted", r"abduct(?:ed|ing|s)|kidnap(?:ped|ping|s)|(?:took|taken|taking|held|holding) hostage"),
    ("detained", "names", "held", r"detainees|hostages|prisoners of war|arrests"),
    ("displaced", "does", "evacuated",
     r"evacuat(?:e|ed|es|ing)|(?:moved|taken|brought|led|ferried|airlifted) to (?:safety|(?:safer|higher) (?:areas?|places?|ground|land))|airlifted"),
    ("displaced", "names", "evacuated", r"evacuees|evacuations?"),
    ("displaced", "does", "relocated", r"relocat(?:e|ed|es|ing)|resettl(?:e|ed|es|ing)|rehoused"),
    ("displaced", "does", "made homeless", r"homeless|(?:without|lost their) (?:homes?|houses?|shelter)|without a (?:home|roof)"),
    ("displaced", "suffers", "forced to flee",
     r"(?:force[ds]?|forcing|compelled|obliged|had|driven|chased)\s+(?:out|from|to\s+(?:flee|leave|abandon))\b|(?:made|left) to flee"),
    ("displaced", "suffers", "fled",
     r"fled|flee(?:s|ing)?|(?:leave|left|leaving|abandon(?:ed|ing)?)\s+their\s+(?:homes|houses|villages)|moved\s+away|"
     r"(?:cross(?:ed|ing)|moved)\s+(?:\w+\s+){0,3}?(?:into|across|over|to)\s+(?:\w+\s+){0,3}?border|escap(?:ed|ing)"),
    ("displaced", "suffers", "in camps", rf"{_STAYING}\s+{_IN}{_CAMPS}"),
    ("displaced", "suffers", "sheltered",
     rf"{_STAYING}\s+{_IN}{_SHELTERS}|(?:t[oa]k(?:e|en|ing)|took|seek|sought|seeking|found|finding)\s+(?:\w+\s+)?(?:shelter|refuge)|"
     r"shelter(?:ed|ing)|accommodated"),
    ("displaced", "names", "displaced", r"IDPs?|refugees|displacements?"),
    ("displaced", "does", "displaced", r"(?:internally )?displac(?:e|ed|es|ing)|uproot(?:ed|ing)"),
    (None, "does", "damaged", r"(?:partially|partly) destroyed|damag(?:ed|es|ing)"),
    (None, "does", "destroyed", r"destroy(?:ed|s|ing)|demolish(?:ed|ing)|raz(?:ed|ing)|burn(?:ed|t)|burned down|flatten(?:ed|ing)|"
     r"torch(?:ed|ing)|collapsed|(?:swept|washed|blown) away|buried|reduced to rubble|levell?ed|wreck(?:ed|ing)|ruined|gutted|bulldoz(?:ed|ing)"),
    (None, "does", "uninhabitable", r"uninhabitable|flood(?:ed|ing)(?= \d)|flooded"),
)  # fmt: skip
"""Class, way, the words that a figure's `counted` gets, and the forms; for damage to houses the class is none."""

_ANY = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<w{i}>{forms})" for i, (_, _, _, forms) in enumerate(_WORDS)) + r")(?![\w’'])",
    re.IGNORECASE,
)
_STEMS = tuple(
    "kill dead die dying dea lives shot shoot gun murd slay slai massac behead lynch assass executed perish drown fatal "
    "corpse los injur wound hurt maim hospital missing unacc disapp detain impris jail round arrest abduct kidnap hostage "
    "prisoner sle resid remain put crowd cram pack cared regist arriv chased rehous displac uproot evacu airlift reloc resett homeless without forc compel oblig driven flee fled leav left "
    "aband moved taken brought led cross escap stay liv accommod housed hosted placed transferred shelter refug idp "
    "damag destroy demol raz wreck ruin gutt bulldoz blown burn flat torch collap away buried rubble level uninhab flood had claim took seek sought found finding".split()
)
"""One of these is in every form; a sentence that has none, in lower case, needs no further look."""


@dataclass(frozen=True, slots=True)
class Blow:
    """A word of harm at `[start, end)`; see `_WORDS`."""

    start: int
    end: int
    harm: Harm | None
    way: Way
    words: str


@dataclass(frozen=True, slots=True)
class Suffered:
    """What those whom a figure counts suffered: the word of harm, and where it stands to the figure."""

    blow: Blow
    where: Literal["before", "within", "after"]


def blows(text: str, start: int, end: int) -> list[Blow]:
    """The words of harm and damage in the sentence `text[start:end]`, in order."""
    low = text[start:end].lower()
    if not any(stem in low for stem in _STEMS):
        return []
    return [_blow(m) for m in _ANY.finditer(text, start, end)]


def _blow(match: re.Match[str]) -> Blow:
    harm, way, words, _ = _WORDS[int(str(match.lastgroup)[1:])]
    return Blow(match.start(), match.end(), harm, way, words)


_OBJECT_GAP = re.compile(
    r"(?:\s+(?:and|or)\s+\w+(?:ed|ing|hurt))?\s+(?:(?:another|a further|an additional|a total of|a|all|the|an|further)\s+)?"
)
_LABEL_GAP = re.compile(
    r"(?:\s+(?:toll|count|total|totals|totalled|tally|figures?|numbers?|persons|people|households|rate|dropped|rose|risen|"
    r"rises|climbed|climbs|jumped|reached|reaches|grew|grown|increased|fell|stands|stood|passed|now|has|had|have|is|was|"
    r"were|are|of|to|at|by|in|from|the|among|housing|houses|homes)){0,6}\s*[:=–-]?\s*"
)
_BE = re.compile(r"\b(?:was|were|is|are|be|been|being|get|got|remain(?:s|ed|ing)?|reported|feared|confirmed)\W+(?:\w+\W+){0,3}$")
_OBJECT_AFTER = re.compile(r"\s+(?:the|a|an|his|her|their|its|our|some|more|at least|up to|over|nearly|about|\d)\b")
_CLAUSE = re.compile(
    r"[;:!?]|\b(?:when|while|where|because|but|although|though|whereas|if|unless|after|before|since(?!\s+(?:\d|January|"
    r"February|March|April|May|June|July|August|September|October|November|December))|which)\b",
    re.IGNORECASE,
)
_FORCED_BEFORE = re.compile(r"\b(?:forc(?:ed?|es|ing)|compell(?:ed|ing)|driv(?:en|ing)|drove|prompt(?:ed|ing))\s+(?:(?:another|some|a further)\s+)?$", re.IGNORECASE)
_FORCED_AFTER = re.compile(r"\s+(?:(?:to\s+(?:flee|leave|abandon|evacuate|seek))|from\s+their|out\s+of)\b")
_REACH = 160
"""Code points after a figure in which its predicate is looked for."""


class Blows:
    """The words of harm of one sentence, asked for the one that a figure belongs to."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._all = blows(text, start, end)
        self._starts = [b.start for b in self._all]

    def of(self, start: int, number_end: int, end: int, limit: int) -> Suffered | None:
        """What the figure at `[start, end)` suffered; its number ends at `number_end`, the next figure begins at `limit`."""
        if before := self._before(start, end):
            return Suffered(before, "before")
        within = [b for b in self._between(number_end, end) if b.end <= end]
        if within and within[-1].end == end:
            return Suffered(within[-1], "within")
        after = None if any(b.way == "names" for b in within) else self._after(end, limit)
        if after is not None and not (within and not self._finite(after)):
            return Suffered(after, "after")
        return Suffered(within[-1], "within") if within else None

    def _between(self, start: int, end: int) -> Sequence[Blow]:
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _before(self, start: int, end: int) -> Blow | None:
        """The verb whose object the figure is, or the noun that it is the number of."""
        text = self._text
        forced = _FORCED_BEFORE.search(text, max(self._start, start - 40), start)
        if forced and _FORCED_AFTER.match(text, end, self._end):
            return Blow(forced.start(), start, "displaced", "does", "forced to flee")
        at = bisect_left(self._starts, start) - 1
        if at < 0 or start - self._all[at].end > 60 or self._all[at].end > start:
            return None
        blow = self._all[at]
        if blow.way == "does" and _OBJECT_GAP.fullmatch(text, blow.end, start):
            previous = self._all[at - 1] if at else None
            joined = previous and text[previous.end : blow.start].strip() in ("and", "or")
            return previous if joined and previous and previous.way == "does" and previous.harm else blow
        label = blow.way == "names" or text[blow.end : start].rstrip().endswith(":") or " toll" in text[blow.end : start]
        counted = re.search(r"\b(?:number|toll|total) of (?:the )?$", text[max(self._start, blow.start - 20) : blow.start])
        plain = text[blow.end : start].strip(" ")
        if (label and plain) or counted or plain.startswith("total"):
            return blow if _LABEL_GAP.fullmatch(text, blow.end, start) else None
        return None

    def _after(self, end: int, limit: int) -> Blow | None:
        """The predicate: the first finite one in the clause, else the first participle."""
        limit = min(limit, end + _REACH, self._end)
        clause = _CLAUSE.search(self._text, end, limit)
        limit = clause.start() if clause else limit
        free = [b for b in self._between(end, limit) if b.way != "names" and not self._acts(b)]
        return next((b for b in free if self._finite(b)), free[0] if free else None)

    def _finite(self, blow: Blow) -> bool:
        """Whether the word is what the clause says, and does not merely describe ("displaced by floods")."""
        lately = max(self._start, blow.start - 40)
        return bool(_BE.search(self._text, lately, blow.start)) or (
            blow.way == "suffers" and blow.words not in ("dead", "missing", "sheltered", "in camps")
        ) or (blow.words in ("sheltered", "in camps") and not self._text[blow.start : blow.end].lower().endswith("ing"))

    def _acts(self, blow: Blow) -> bool:
        """Whether the verb has an object of its own, so that the figure is no victim of it."""
        if blow.way != "does" or _BE.search(self._text, max(self._start, blow.start - 40), blow.start):
            return False
        return bool(_OBJECT_AFTER.match(self._text, blow.end, self._end)) or self._text[
            blow.start : blow.end
        ].lower().endswith(("ing", "es"))


_VICTIMS: tuple[tuple[Victims, re.Pattern[str]], ...] = (
    ("child", re.compile(
        r"\b(?:child(?:ren)?|girls?|boys?|kids?|bab(?:y|ies)|infants?|toddlers?|minors?|schoolchildren|schoolgirls?|"
        r"schoolboys?|newborns?|teenagers?|pupils?)\b", re.IGNORECASE)),
    ("civilian", re.compile(r"\b(?:civilians?|non-combatants?|noncombatants?|bystanders?|passers-by|villagers|aid workers?|"
                            r"journalists?|medics|paramedics|worshippers|shoppers|passengers)\b", re.IGNORECASE)),
    ("combatant", re.compile(
        r"\b(?:soldiers?|troops|fighters?|combatants?|militants?|insurgents?|rebels?|gunm[ae]n|militiam[ae]n|servicem[ae]n|"
        r"guerrillas?|jihadists?|jihadis|terrorists?|paratroopers?|marines?|commandos?)\b", re.IGNORECASE)),
)  # fmt: skip
_OF_THEM = re.compile(r"\s{1,2}of\s{1,2}(?:them|whom)(?:\s{1,2}(?:were|are|being))?\s{1,2}([\w-]+)")


def victims(text: str, start: int, end: int, limit: int) -> Victims | None:
    """Whom a figure at `[start, end)` counts, where its words say so, or the "of them …" after it."""
    of_them = _OF_THEM.match(text, end, limit)
    stretches = [(start, end)] + ([of_them.span(1)] if of_them else [])
    return next((v for v, p in _VICTIMS for a, b in stretches if p.search(text, a, b)), None)
