"""Words of harm, with the class that a recorder keeps them under and how they take those harmed.

The ways of being displaced (fled, evacuated, sheltered, in camps) and of losing a house are the terms that IDMC reports
by. The forms are ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sayso.reading.letters import small
from sayso.records import Harm

Way = Literal["does", "suffers", "names"]
"""A verb that takes those harmed as object, a verb or adjective that they are subject of, or a noun."""


@dataclass(frozen=True, slots=True)
class Blow:
    """A word of harm at `[start, end)` of a text; `words` is what it adds to what is counted ("killed").

    Damage to houses has no class of harm.
    """

    start: int
    end: int
    harm: Harm | None
    way: Way
    words: str


_CENTRES = r"(?:evacuation|reception|relief|rest|collective|transit) (?:cent(?:re|er)s?|sites?)"
_HOSTS = r"host (?:famil(?:y|ies)|communit(?:y|ies))|relatives|schools|tents|churches"
_SHELTERS = rf"(?:shelters?|{_CENTRES}|{_HOSTS})"
_CAMPS = r"(?:refugee |relief |displacement |idp )?(?:camps?|settlements?)"
_IN = r"(?:in|at|with|to)\s+(?:or near\s+)?(?:[\w-]+\s+){0,4}?"
_STAYING = (
    r"(?:stay(?:ed|ing|s)?|liv(?:e|ed|ing)|sle(?:ep|pt|eping)|resid(?:e|ed|ing)|remain(?:s|ed|ing)?|are|were|is|was|"
    r"accommodated|housed|hosted|placed|put up|taken|moved|transferred|arrived|crowded|crammed|packed|registered)"
)
_SEEKING = r"(?:take|taken|taking|took|seek|sought|seeking|found|finding)\s+(?:\w+\s+)?(?:shelter|refuge)"
_TO_SAFETY = (
    r"(?:moved|taken|brought|led|ferried|airlifted) to (?:safety|(?:safer|higher) (?:areas?|places?|ground|land))"
)
_FORCED = r"(?:force[ds]?|forcing|compelled|obliged|had|driven|chased)\s+(?:out|from|to\s+(?:flee|leave|abandon))\b"
_LEFT_HOME = r"(?:leave|left|leaving|abandon(?:ed|ing)?)\s+their\s+(?:homes|houses|villages)"
_CROSSED = r"(?:cross(?:ed|ing)|moved)\s+(?:\w+\s+){0,3}?(?:into|across|over|to)\s+(?:\w+\s+){0,3}?border"
_TOLL = r"toll(?= (?:has |had )?(?:ris|rose|climb|reach|stand|stood|pass|jump|grew|of \d))"
_WORDS: tuple[tuple[Harm | None, Way, str, str], ...] = (
    ("killed", "does", "killed", r"kill(?:s|ed|ing)?|claim(?:s|ed|ing)?(?= \S{1,20} lives)"),
    ("killed", "does", "shot dead", r"sho(?:t|oting) dead|gun(?:s|ned|ning) down"),
    ("killed", "does", "murdered", r"murder(?:ed|ing)|slay(?:s|ing)|slain"),
    ("killed", "does", "massacred", r"massacr(?:ed|es|ing)"),
    ("killed", "does", "executed", r"behead(?:s|ed|ing)|lynch(?:ed|ing)|assassinat(?:ed|es|ing)|(?<=e )executed"),
    ("killed", "suffers", "dead", r"dead|die[sd]?|dying|perish(?:ed|ing)?|lo(?:st|sing) their li(?:fe|ves)"),
    ("killed", "suffers", "drowned", r"drown(?:ed|ing)"),
    ("killed", "names", "deaths", rf"deaths?|fatalit(?:y|ies)|death toll|{_TOLL}|corpses|dead bodies|lives lost"),
    ("injured", "does", "injured", r"injur(?:e|ed|es|ing)"),
    ("injured", "does", "wounded", r"wound(?:ed|ing)"),
    ("injured", "does", "hurt", r"hurt|maim(?:ed|ing)"),
    ("injured", "suffers", "hospitalised", r"hospitali[sz]ed|(?:taken|rushed) to (?:a |the )?hospitals?"),
    ("injured", "names", "injuries", r"injuries"),
    ("missing", "suffers", "missing", r"missing|unaccounted for|disappear(?:ed|ing)"),
    ("detained", "does", "detained", r"detain(?:ed|ing|s)|imprison(?:ed|ing)|jail(?:ed|ing)|round(?:ed|ing) up"),
    ("detained", "does", "arrested", r"arrest(?:ed|ing)"),
    ("detained", "does", "abducted", r"abduct(?:ed|ing|s)|kidnap(?:ped|ping|s)|(?:t[ao]k(?:en|ing)|took|held) hostage"),
    ("detained", "names", "held", r"detainees|hostages|prisoners of war|arrests"),
    ("displaced", "does", "evacuated", rf"evacuat(?:e|ed|es|ing)|{_TO_SAFETY}|airlifted"),
    ("displaced", "names", "evacuated", r"evacuees|evacuations?"),
    ("displaced", "does", "relocated", r"relocat(?:e|ed|es|ing)|resettl(?:e|ed|es|ing)|rehoused"),
    ("displaced", "does", "made homeless", r"homeless|(?:without|lost their) (?:homes?|houses?|shelter)"),
    ("displaced", "suffers", "forced to flee", rf"{_FORCED}|(?:made|left) to flee"),
    ("displaced", "suffers", "fled", rf"fled|flee(?:s|ing)?|{_LEFT_HOME}|moved\s+away|{_CROSSED}|escap(?:ed|ing)"),
    ("displaced", "suffers", "in camps", rf"{_STAYING}\s+{_IN}{_CAMPS}"),
    (
        "displaced",
        "suffers",
        "sheltered",
        rf"{_STAYING}\s+{_IN}{_SHELTERS}|{_SEEKING}|shelter(?:ed|ing)|accommodated",
    ),
    ("displaced", "names", "displaced", r"idps?|refugees|displacements?"),
    ("displaced", "does", "displaced", r"(?:internally )?displac(?:e|ed|es|ing)|uproot(?:ed|ing)"),
    (None, "does", "damaged", r"(?:partially|partly) destroyed|damag(?:ed|es|ing)"),
    (
        None,
        "does",
        "destroyed",
        r"destroy(?:ed|s|ing)|demolish(?:ed|ing)|raz(?:ed|ing)|burn(?:ed|t)|flatten(?:ed|ing)|torch(?:ed|ing)|collapsed|"
        r"(?:swept|washed|blown) away|buried|reduced to rubble|levell?ed|wreck(?:ed|ing)|ruined|gutted",
    ),
    (None, "does", "uninhabitable", r"uninhabitable|flooded"),
)
"""Class, way, the words added to what is counted, and the forms in small letters."""


@cache
def _any() -> re.Pattern[str]:
    """All the forms, compiled when a sentence first may have one: a third of PolNeAR's articles have none."""
    forms = "|".join(f"(?P<w{i}>{forms})" for i, (_, _, _, forms) in enumerate(_WORDS))
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w’'])")


_STEMS = tuple(
    "kill toll dead die dying dea lives shot shoot gun murd slay slai massac behead lynch assass executed perish drown "
    "fatal corpse los injur wound hurt maim hospital missing unacc disapp detain impris jail round arrest abduct "
    "kidnap hostage prisoner camp settle shelter evacu airlift refug reloc resett rehous homeless without cent host "
    "relatives schools tents churches forc compel oblig had driven chased flee fled their away "
    "border escap idp displac uproot "
    "damag destroy demol raz burn flat torch collap buried rubble level wreck ruin gutt uninhab flood safe "
    "high claim accommod".split()
)
"""One of these is in every form; a sentence that has none, in lower case, needs no further look."""


def blows(text: str, start: int, end: int) -> list[Blow]:
    """The words of harm and damage in the sentence `text[start:end]`, in order."""
    before = max(0, start - 1)
    low = small(text[before:end])
    if not any(stem in low for stem in _STEMS):
        return []
    return [_blow(m, before) for m in _any().finditer(low, start - before)]


def _blow(match: re.Match[str], before: int) -> Blow:
    harm, way, words, _ = _WORDS[int(str(match.lastgroup)[1:])]
    return Blow(before + match.start(), before + match.end(), harm, way, words)
