"""Numbers that count nothing: ages, dates, clock times, scores, names and numbered things.

Dates and times are moments; that ages, scores, addresses and identifiers are no figures is our decision, and the
lists are ours.
"""

from __future__ import annotations

import re

_MONTHS = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTHS}\s{{1,2}}(?:the\s)?$")
_MONTH_DAY_BEFORE = re.compile(rf"\b{_MONTHS}\s{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,2}}$")
_MONTH_AFTER = re.compile(rf"\s{{1,2}}(?:of\s)?{_MONTHS}(?!\w)")
_TIME_AFTER = re.compile(
    r"\s?(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?|o[’']clock|noon\b|midnight\b|GMT\b|BST\b|EST\b|EDT\b|ET\b|UTC\b|CET\b|hrs\b)"
    r"|[:.]\d\d\s?(?:[ap]\.?m\b|[AP]\.?M\b)|:\d\d"
)
_AGE_AFTER = re.compile(
    r"[\s-]{0,2}(?:(?:year|month|week|day)s?[\s-]old|(?:years|months|weeks|days) of age|yo\b|y/o\b|(?:st|nd|rd|th|s)\b)"
)
_AGE_BEFORE = re.compile(r"\b(?:aged?|ages|at the age of|turned|age of|aged about)\s{1,2}$", re.IGNORECASE)
_AGED_PERSONS = re.compile(
    r"\b(?:child|children|those|people|persons?|anyone|girls|boys|kids|women|men|adults|players?|youths?|minors|"
    r"everyone|residents|patients|citizens|workers|voters|teenagers|drivers)(?: aged)? (?:under|over|above|below)\s$",
    re.IGNORECASE,
)
_APPOSED_BEFORE = re.compile(r"[A-Z][\w’'.-]{0,30},?\s?[,(]\s?$")
_APPOSED_AFTER = re.compile(r"\s?(?:[,).;]|$|\s(?:of|from|who|was|is|and)\b)")
_BETWEEN_COMMAS = re.compile(r"[^\W\d](?:,|\s\()\s?(?:now |then |also |both |aged )?$"), re.compile(r"[,)]")
_BESIDE_DIGITS = re.compile(r"\d[ \u00a0]$"), re.compile(r"[ \u00a0]\d")
_DESIGNATOR = re.compile(
    r"\b(?:article|articles|section|sections|chapter|page|pages|pp?\.|paragraph|clause|rule|act|part|volume|vol\.|verse|"
    r"number|numbers|no\.?|nos\.?|nr\.?|route|highway|interstate|motorway|junction|exit|flight|room|apartment|apt\.?|"
    r"suite|block|building|gate|platform|pier|terminal|track|lane|level|type|grade|phase|stage|step|round|week|day|"
    r"game|match|race|heat|set|season|episode|series|line|item|lot|version|model|class|unit|channel|category|tier|group|"
    r"district|ward|precinct|zone|area|region|resolution|proposition|amendment|bill|form|figure|table|chart|box|case|"
    r"docket|protocol|year|key stage|top|formula|war|apollo|figure|schedule|annex|appendix|title|sub|fortune|"
    r"under|mark|mach|bus|train|car|hole|seat|row|stand|ranked|seeded|seed|position|place|extension|ext\.?|zip|code|"
    r"world no\.?|division|sector|camp|reactor|turbine|engine|question|point|rank|ranking)\s{1,2}(?:#\s?)?$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(r"(?:^|(?<=[\s(“\"‘'/-]))([A-Z][\w&’'.-]{0,30})\s$")
_PLAIN_OPENERS = frozenset(
    "a an the in on at of for from with by to about into over under during against without as like among between "
    "through across after before since until when while where which who that than then if because but and or nor so "
    "yet although though is are was were be been has have had do does did will would can could may might must shall "
    "should not never also only just even still all both each every either some any no more most least less fewer "
    "nearly almost around roughly approximately up at he she it we they i you his her its our their my your this these "
    "those there here another other others yesterday today tonight meanwhile however monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november december "
    "last next past first exactly precisely total killing injuring wounding including what how why now once plus "
    "later earlier then afterwards elsewhere nearby altogether overall together minus us uk eu un "
    "usd police officials killed injured dead missing".split()
)
_STREET_AFTER = re.compile(
    r"\s(?:[A-Z][\w’'.]{0,20}\s){0,3}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Way|Square|Terrace|"
    r"Crescent|Close|Court|Place|Downing)\b"
)
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
"""After a small number that counts nothing, a name: a house, a model, a player's shirt ("the 787 Dreamliner")."""
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|of|until|till|from|early|late|mid|during|for|before|after|year|spring|summer|autumn|fall|winter|"
    r"and|to|the|between|through|circa|around|about|season|fiscal|FY|financial year|Q[1-4]|end|olympics|games|cup|"
    r"championships?|open|festival|census|election|back in|this|at|on|an?)[\s-]$",
    re.IGNORECASE,
)
_AMOUNT_BEFORE = re.compile(
    r"\b(?:average|total|sum|price|fee|cost|limit|maximum|minimum|payment|crowd|population|value|rate|budget) of\s$",
    re.IGNORECASE,
)
_ONE_BEFORE = re.compile(
    r"\b(?:no|the|this|that|each|every|any|another|which|number|some|not|day|minus|on the|from|good|bad|big|new|only|"
    r"loved|last|next|first)\s{1,2}$",
    re.IGNORECASE,
)
_ONE_AFTER = re.compile(
    r"(?:\s|-)(?:of|another|day|thing|hand|time|way|point|such|who|that|which|more|or|and|in|could|would|can|should|may|"
    r"might|is|was|has|to|too|where|by|on|at|with|for|if|as|from|another’s|side|off|sided|size|stop)\b|['’,.;:?!)]|$"
)
_HALF_BEFORE = re.compile(
    r"\b(?:first|second|latter|other|last|this|each|either|better|the|opening|early|late|top|bottom|his|her|its|their|"
    r"left|right|northern|southern|eastern|western|front|back|scrum|fly|one)[\s-]$",
    re.IGNORECASE,
)
_HALF_AFTER = re.compile(r"\s(?:of|the|its|their|his|her|our|a|an|those|these|all)\b")
_SHARE_AFTER = re.compile(r"\s{1,2}of\b")
_SHARE_BEFORE = re.compile(
    r"\b(?:nearly|almost|about|over|than|roughly|around|by|least|up to|least|only|just|approximately|some)\s$",
    re.IGNORECASE,
)


def counts_nothing(
    text: str, start: int, end: int, unit_end: int, least: int, limit: int, measured: bool, headed: bool, bounded: bool
) -> bool:
    """Whether the number at `[start, end)`, with nothing looked at outside `[least, limit)`, is no figure.

    Its unit ends at `unit_end` (`end` without one).

    `measured`: a unit or currency belongs to it; `headed`: a noun follows it; `bounded`: a bound stands before it.
    """
    left, words = max(least, start - 40), text[start:end]
    if _is_stuck(text, start, unit_end, least, limit):
        return True
    if _AGE_AFTER.match(text, end, limit) or (not measured and _AGE_BEFORE.search(text, left, start)):
        return True
    if measured:
        return False
    if not headed and (_AGED_PERSONS.search(text, left, start) or _is_apposed_age(text, start, end, left, limit)):
        return True
    before, after = _BESIDE_DIGITS
    if (
        not headed
        and "".join(words.split()).isdigit()
        and (before.search(text, left, start) or after.match(text, end, limit))
    ):
        return True
    if not words[0].isdigit():
        return bool(words[0].isupper() and not headed and _DESIGNATOR.search(text, left, start))
    return _is_date_or_time(text, start, end, left, limit, headed, bounded) or _is_named(
        text, start, end, left, limit, headed, bounded
    )


def _is_stuck(text: str, start: int, end: int, least: int, limit: int) -> bool:
    """Whether it is part of a longer token: a code, a score, a date, a chain of digits."""
    before = text[start - 1] if start > 0 else " "
    after = text[end] if end < limit else " "
    if before in "#/:_@." or (before.isalnum() and not ("," in text[start:end] and before.islower())):
        return True
    if before in "-–" and start - 2 >= least and text[start - 2].isalnum() and not text.startswith("sub", start - 4):
        return True
    if after.isalpha() or after in "_@":
        return True
    following = text[end + 1] if end + 1 < limit else " "
    return after in "-–:/.'" and following.isdigit()


def _is_apposed_age(text: str, start: int, end: int, left: int, limit: int) -> bool:
    words = text[start:end]
    if len(words) > 3 or not words.isdigit() or not 0 < int(words) < 120:
        return False
    if _APPOSED_BEFORE.search(text, left, start) and _APPOSED_AFTER.match(text, end, limit):
        return True
    before, after = _BETWEEN_COMMAS
    return bool(before.search(text, left, start) and after.match(text, end, limit))


def _is_date_or_time(text: str, start: int, end: int, left: int, limit: int, headed: bool, bounded: bool) -> bool:
    words = text[start:end]
    if not words.isdigit():
        return bool(_TIME_AFTER.match(text, end, limit))
    value = int(words) if len(words) < 5 else 9999
    if _TIME_AFTER.match(text, end, limit) or (len(words) > 1 and words[0] == "0"):
        return True
    if value <= 31 and (
        _MONTH_AFTER.match(text, end, limit) or (_MONTH_BEFORE.search(text, left, start) and not headed)
    ):
        return True
    if len(words) != 4 or not 1500 <= value < 2100 or _AMOUNT_BEFORE.search(text, left, start):
        return False
    if bounded and not _MONTH_BEFORE.search(text, left, start):
        return False
    if _MONTH_BEFORE.search(text, left, start) or _MONTH_DAY_BEFORE.search(text, left, start):
        return True
    return not headed or (value > 1900 and bool(_YEAR_BEFORE.search(text, left, start)))


def _is_named(text: str, start: int, end: int, left: int, limit: int, headed: bool, bounded: bool) -> bool:
    """Whether the number numbers something: Route 66, page 4, 10 Mill Street, a list's 3."""
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and end - start < 3:
        return True
    if not text[left:start].strip() and text[end : end + 1] in (".", ")") and end - start < 4 and not bounded:
        return True
    if bounded:
        return False
    if _STREET_AFTER.match(text, end, limit) or (
        not headed and end - start < 4 and _NAME_AFTER.match(text, end, limit)
    ):
        return True
    if _DESIGNATOR.search(text, left, start):
        return True
    named = _NAMED_BEFORE.search(text, left, start)
    if named is None or (headed and end - start > 3):
        return False
    return named.group(1).lower().rstrip(".") not in _PLAIN_OPENERS


def says_one(text: str, start: int, end: int, least: int, limit: int) -> bool:
    """Whether "one" at `[start, end)` counts, and is no pronoun or idiom ("one of them", "no one", "one day")."""
    left = max(least, start - 16)
    if _is_stuck(text, start, end, least, limit):
        return False
    return not (_ONE_BEFORE.search(text, left, start) or _ONE_AFTER.match(text, end, limit))


def is_share(text: str, start: int, end: int, least: int, limit: int) -> bool:
    """Whether a fraction in words is one of something, and no half of a match or third of a row."""
    left = max(least, start - 24)
    low = text[start:end].lower()
    if low == "half":
        return not _HALF_BEFORE.search(text, left, start) and bool(
            _HALF_AFTER.match(text, end, limit) or _SHARE_BEFORE.search(text, left, start)
        )
    if low.startswith(("a ", "one ")):
        return bool(_SHARE_AFTER.match(text, end, limit) or _SHARE_BEFORE.search(text, left, start))
    return True
