"""From numbers to figures without their clause: bound, value, unit and what is counted, and two made a range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.reading.figures.bounds import Said, bound_after, bound_before
from sayso.reading.figures.counted import Phrase, phrase_after
from sayso.reading.figures.numbers import Number
from sayso.reading.figures.refusals import counts_nothing, is_share, says_one
from sayso.reading.figures.units import MONEY, TIME, Unit, sign_before, unit_after
from sayso.records import Bound


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure under way, at `[start, end)` with its bound and what it counts; its number ends at `number_end`."""

    start: int
    number_end: int
    end: int
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str | None
    phrase: Phrase | None
    sort: str


@dataclass(frozen=True, slots=True)
class _Measured:
    """A number with its unit or currency: where both begin and end, and the value in that unit."""

    number: Number
    start: int
    end: int
    unit: str | None
    value: Decimal
    signed: bool


_DASH = re.compile(r"\s?[-–—]\s?")
_TO = re.compile(r"\s{1,2}to\s{1,2}(?:(?:about|around|nearly|as many as|up to)\s{1,2})?|-to-")
_OR = re.compile(r"\s{1,2}or\s{1,2}")
_AND = re.compile(r"\s{1,2}and\s{1,2}(?:(?:about|around|as many as|perhaps|up to)\s{1,2})?")
_CHANGE = re.compile(
    r"\b(?:rose|rise[sn]?|rising|fell|fall(?:s|en|ing)?|dropp?(?:ed|s|ing)?|up|down|cut|increas(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|"
    r"grew|grow(?:n|s|ing)?|jump(?:ed|s|ing)?|climb(?:ed|s|ing)?|slip(?:ped|s|ping)?|widen(?:ed|ing)?|narrow(?:ed|ing)?|"
    r"rais(?:e[sd]?|ing)|lower(?:ed|ing)?|reduc(?:e[sd]?|ing)|went|goes|improv(?:ed|ing)|swung|moved|revised|doubl(?:ed|ing)|"
    r"soar(?:ed|ing)?|plung(?:ed|ing)|surg(?:ed|ing)|tumbl(?:ed|ing)|upgraded|downgraded|slash(?:ed|ing)|chang(?:ed|ing)|"
    r"expand(?:ed|ing)?|shr[aiu]nk(?:ing)?|declin(?:ed|ing)|trimm(?:ed|ing)|extended|boost(?:ed|ing)?|added|gained|lost)\b",
    re.IGNORECASE,
)
_SCORED = re.compile(
    r"\b(?:won|win|wins|lost|lose|beat|beaten|beating|victory|defeat|defeated|draw|drew|drawn|score|scored|lead|led|leading|"
    r"vot(?:e|ed|es)|trail(?:ed|ing)?|ahead|tied|set|sets|match|game|record|by)\W{1,3}(?:[\w-]+\W){0,4}$",
    re.IGNORECASE,
)
_SCORES = re.compile(r"\s(?:\w+\s)?(?:games|sets|points|goals|runs|votes|wins|legs|frames|holes|shots|penalties)\b")
_MINUS = re.compile(r"(?:(?<![\w-])minus[\s-]{1,2}|(?<![\w)%.,-])[-−])$")
_RATIO = re.compile(r"\s{1,2}(?:in|out\s{1,2}of)\s{1,2}(?:every\s{1,2})?$")
_NO_RATIO_AFTER = re.compile(
    r"\s{1,2}(?:games?|matches|tries|attempts|innings|starts|days|years|weeks|months|hours|minutes|seconds|races)\b"
)
_PEOPLE = re.compile(
    r"(?:people|persons|men|women|children|boys|girls|civilians|soldiers|troops|fighters|militants|officers|police|others|"
    r"victims|dead|injured|wounded|missing|families|households|houses|homes|deaths|casualties|injuries|arrests|hostages|"
    r"refugees|migrants|passengers|residents|villagers|protesters|demonstrators|students|workers|attacks|strikes|"
    r"explosions|blasts|bodies|rebels|insurgents|gunmen|suspects|detainees|prisoners|survivors|patients|fatalities)$",
    re.IGNORECASE,
)
"""What a vague quantifier ("several") must count to be a figure: victims, and what recorders list beside them."""
_OF = re.compile(r"\s{1,2}of\s")
_HYPHENED = re.compile(r"-([a-z]+)(?![\w-])")
_MADE_OF = re.compile(
    r"members?|strong|persons?|people|man|men|woman|women|seats?|seater|beds?|bedrooms?|rooms?|storeys?|story|pages?|vehicles?|"
    r"nations?|countr(?:y|ies)|delegates?|votes?|blocks?|games?|points?|goals?|runs?|cars?|ships?|boats?|judges?|jurors?|homes?"
)
"""What a thing is made of in a compound ("a twelve-member jury"); other compounds with a number word count nothing."""
_SUBJECT_OF = re.compile(r"\s{1,2}(?:were|was|are|have|had|others|more|of)\b")


def drafts(text: str, found: Sequence[Number], start: int, end: int) -> Iterator[Draft]:
    """The figures that the numbers of the sentence `text[start:end]` make, in order; some make none."""
    at, least = 0, start
    while at < len(found):
        if found[at].start < least:  # within the phrase of the figure before ("one F16 jet")
            at += 1
            continue
        draft, used = _draft(text, found, at, least, end)
        at += used
        if draft is not None:
            yield draft
            least = draft.end


def _draft(text: str, found: Sequence[Number], at: int, least: int, end: int) -> tuple[Draft | None, int]:
    first = _measured(text, found[at], least, end)
    if at + 1 < len(found):
        second = _measured(text, found[at + 1], found[at].end, end)
        bound = bound_before(text, first.start, least)
        if (pair := _pair(text, first, second, bound, least, end)) is not None:
            return _between(text, pair, bound, end), 2
        if (ratio := _ratio(text, found[at], found[at + 1], least, end)) is not None:
            return ratio, 2
    return _single(text, first, least, end), 1


def _measured(text: str, number: Number, least: int, end: int) -> _Measured:
    """The number with the currency sign before it, the unit after it and its minus."""
    value = number.value or Decimal(0)
    start, stop, name = number.start, number.end, None
    sign = sign_before(text, start, least)
    if sign:
        name, start = sign
    of = _OF_A_UNIT.match(text, stop, end) if number.sort == "open" else None
    unit = unit_after(text, of.end() if of else stop, end, number.digits)
    metres = number.digits and number.scale == 10**6 and text[stop - 1] == "m" and text[stop - 2].isdigit()
    if metres and not sign and not (unit and unit.name in MONEY) and not phrase_after(text, stop, end):
        name, value = "metres", value / number.scale
    elif unit and (not sign or (unit.name.startswith("USD") and name == "USD")):
        name, stop, value = _name(unit, number), unit.end, value * unit.times
    elif sign and name and (rate := unit_after(text[:stop] + " dollars", stop, stop + 8, True)):
        name, stop = _rated(text, name, rate, stop, end)
    minus = _MINUS.search(text, max(least, start - 7), start)
    if minus and not sign:
        value, start = -value, minus.start()
    return _Measured(number, start, stop, name, value, sign is not None)


_OF_A_UNIT = re.compile(r"\s{1,2}of(?=\s)")
_PER = re.compile(
    r"\s{1,2}(?:per|an?)\s{1,2}(second|minute|hour|day|night|week|month|year|share|barrel|tonne|ton|gallon|litre|head|"
    r"ounce|kilo|bottle|pint|piece|unit|person|gram|kilogram|square foot|square metre)\b"
    r"(?!\s(?:ago|earlier|later|before|after|previously))"
)


def _rated(text: str, name: str, _: Unit, stop: int, end: int) -> tuple[str, int]:
    rate = _PER.match(text, stop, end)
    return (f"{name} per {rate.group(1)}", rate.end()) if rate else (name, stop)


def _name(unit: Unit, number: Number) -> str:
    """The unit's name; pounds by the thousand and more are money."""
    return "GBP" if unit.name == "pounds" and number.scale >= 10**6 else unit.name


def _single(text: str, one: _Measured, least: int, end: int) -> Draft | None:
    number = one.number
    if number.value is None:
        return None
    said = bound_before(text, one.start, least)
    if said and said.bound == "between":
        said = None
    single = number.value == 1
    phrase = _phrase(text, one, end, single)
    if not _is_figure(text, one, said, phrase, least, end):
        return None
    after = _said_after(text, one, phrase, end)
    bound: Bound = said.bound if said else after.bound if after else "exact"
    start = said.at if said else one.start
    stop = max(phrase.end if phrase else one.end, after.at if after else 0)
    low, high = _limits(one.value, bound, number.sort)
    bound = "at least" if number.sort in ("open", "vague") and bound in ("exact", "about") else bound
    return Draft(start, one.end, stop, low, high, bound, one.unit, phrase, number.sort)


def _limits(value: Decimal, bound: Bound, sort: str) -> tuple[Decimal | None, Decimal | None]:
    """Low and high of a value with a bound; a number that says only its size has no high one."""
    if bound in ("at least", "more than"):
        return value, None
    if bound in ("at most", "fewer than"):
        return None, value
    return (value, None) if sort in ("open", "vague") else (value, value)


def _phrase(text: str, one: _Measured, end: int, single: bool) -> Phrase | None:
    """What is counted; after a unit only "of …" can say it."""
    number = one.number
    at = one.end
    if one.unit is None and (made := _HYPHENED.match(text, at, end)):
        return Phrase(made.group(1), made.start(1), made.end())
    if one.unit is not None:
        return phrase_after(text, at, end, mass=True) if _OF.match(text, at, end) and one.unit not in TIME else None
    following = re.compile(r"\s{1,2}(?:or (?:more|fewer|less|so)|more|fewer|further|odd)\b").match(text, at, end)
    return phrase_after(text, following.end() if following else at, end, single and not number.digits)


def _said_after(text: str, one: _Measured, phrase: Phrase | None, end: int) -> Said | None:
    return bound_after(text, one.end, end) or (bound_after(text, phrase.end, end) if phrase else None)


def _is_figure(text: str, one: _Measured, said: Said | None, phrase: Phrase | None, least: int, end: int) -> bool:
    number = one.number
    words = text[number.start : number.end]
    if number.sort == "vague":
        return phrase is not None and bool(_PEOPLE.search(phrase.text))
    if words.lower() == "one" and not says_one(text, number.start, number.end, least, end):
        return one.unit is not None and said is not None
    if words.lower() == "one" and one.unit is None and phrase is None:
        return False
    if text[number.end : number.end + 1] == "-" and one.unit is None and not number.digits:
        return phrase is not None and bool(_MADE_OF.fullmatch(phrase.text))
    if number.sort == "share" and not number.digits and not is_share(text, number.start, number.end, least, end):
        return False
    if one.unit == "degrees Fahrenheit" and text[one.end - 2].isdigit() and not 20 <= one.value <= 140:
        return False  # "a Boeing 777F", "a 13F filing"
    headed = phrase is not None and not (_is_year(text, number) and not _PEOPLE.search(phrase.text))
    people = phrase is not None and headed and not _is_year(text, number) and bool(_PEOPLE.search(phrase.text))
    bounded, measured = said is not None or people, one.unit is not None
    plain = measured or number.scale > 1
    return not counts_nothing(
        text, one.start, number.end, one.end,
        least, end, plain, headed, bounded,
    )  # fmt: skip


def _pair(
    text: str, first: _Measured, second: _Measured, said: Said | None, least: int, end: int
) -> tuple[_Measured, _Measured] | None:
    """The two ends of a range, the first with the scale that it borrows from the second; None if they are none."""
    if first.number.value is None or second.number.value is None or "open" in (first.number.sort, second.number.sort):
        return None
    gap_start, gap_end = first.end, second.start
    if gap_end - gap_start > 24 or first.start < least:
        return None
    between = said is not None and said.bound == "between"
    asked = text[said.at : first.start].strip().lower() if said is not None and between else ""
    joined = _joins(text, gap_start, gap_end, asked)
    if joined is None or (first.unit and first.unit != second.unit and not second.unit):
        return None
    if first.unit and second.unit and second.unit.partition(" per ")[0] != first.unit:
        return None
    lent = first
    if (
        first.number.scale == 1
        and second.number.scale > 1
        and first.value < 1000
        and first.value < second.value / second.number.scale
    ):
        lent = replace(first, value=first.value * second.number.scale)
    if not first.unit and second.unit == "days" and text[second.number.end : second.end].lower().strip(" -s") == "week":
        lent = replace(lent, value=lent.value * 7)
    if not lent.value < second.value:
        return None
    return (lent, second) if _is_range(text, lent, second, joined, asked, least, end) else None


def _joins(text: str, start: int, end: int, asked: str) -> str | None:
    if _DASH.fullmatch(text, start, end):
        return "dash"
    if _TO.fullmatch(text, start, end):
        return "to"
    if _OR.fullmatch(text, start, end):
        return "or"
    return "and" if asked.endswith("between") and _AND.fullmatch(text, start, end) else None


def _is_range(text: str, first: _Measured, second: _Measured, joined: str, asked: str, least: int, end: int) -> bool:
    if _is_year(text, first.number) and _is_year(text, second.number) and not second.unit:
        return False
    if joined == "and" or (joined == "to" and asked.endswith("between")):
        return True
    measured = second.unit is not None or second.number.scale > 1
    headed = (
        measured or phrase_after(text, second.end, end) is not None or bool(_SUBJECT_OF.match(text, second.end, end))
    )
    if joined == "or":
        return headed and second.value <= 2 * first.value and not first.unit
    if joined == "dash":
        alone = _is_code(text, first, second, least, end)
        return not alone and (measured or (headed and not _is_score(text, first, second, least, end)))
    if asked.endswith("from"):
        return not _CHANGE.search(text, max(least, first.start - 70), first.start)
    if first.unit is not None:  # "up by $40 to $420" is a change and a level, "by $3 to $4" a range
        near = second.value > 2 * first.value and _CHANGE.search(text, max(least, first.start - 24), first.start)
        return not near
    return headed and not (_SCORED.search(text, max(least, first.start - 40), first.start) and not measured)


def _is_score(text: str, first: _Measured, second: _Measured, least: int, end: int) -> bool:
    """Whether two numbers joined by a dash say who won: "lost 1-3 games"."""
    scored = _SCORED.search(text, max(least, first.start - 40), first.start)
    return bool(scored) and bool(_SCORES.match(text, second.end, end))


def _is_year(text: str, number: Number) -> bool:
    words = text[number.start : number.end]
    return len(words) == 4 and words.isdigit() and 1500 <= int(words) < 2100


def _is_code(text: str, first: _Measured, second: _Measured, least: int, end: int) -> bool:
    """Whether two numbers joined by a dash are part of something longer (a telephone number, a model)."""
    before = text[first.start - 1] if first.start > least else " "
    after = text[second.end] if second.end < end else " "
    chained = after in "-–/" and text[second.end + 1 : second.end + 2].isdigit()
    return before.isalnum() or before in "-+/" or after.isalnum() or chained


def _between(text: str, pair: tuple[_Measured, _Measured], said: Said | None, end: int) -> Draft:
    """The figure that two ends make, with a bound before them where it bounds both ("up to 5-10")."""
    first, second = pair
    phrase = _phrase(text, second, end, False)
    start = first.start if said is None else said.at
    stop = phrase.end if phrase else second.end
    return Draft(start, second.end, stop, first.value, second.value, "between", second.unit, phrase, "plain")


def _ratio(text: str, first: Number, second: Number, least: int, end: int) -> Draft | None:
    """Three in 10, nine out of 10."""
    over, under = first.value, second.value
    if (
        over is None
        or under is None
        or not 0 < over < under <= 1000
        or over > 100
        or over != int(over)
        or under != int(under)
    ):
        return None
    if not _RATIO.match(text[first.end : second.start]):
        return None
    plain = "out" in text[first.end : second.start] or under in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
    if not plain or _NO_RATIO_AFTER.match(text, second.end, end) or unit_after(text, second.end, end, second.digits):
        return None
    phrase = phrase_after(text, second.end, end)
    said = bound_before(text, first.start, least)
    bound: Bound = said.bound if said and said.bound != "between" else "exact"
    low, high = _limits(over / under, bound, "share")
    start = said.at if said and said.bound != "between" else first.start
    return Draft(start, second.end, phrase.end if phrase else second.end, low, high, bound, None, phrase, "share")
