"""What durations, repeated moments and vague moments mean: "two years", "every Monday", "recently"."""

from __future__ import annotations

from sayso.reading.moments.discourse import Discourse, Found, Sense
from sayso.reading.moments.quantities import duration, ordinal, quantity
from sayso.reading.moments.senses.dates import Result
from sayso.reading.moments.words import ALL_UNITS, DAY_PARTS, FREQUENCIES, MONTHS, SEASON_PLURALS, SEASONS

_OPEN_BEFORE = frozenset(
    "for in within after over of took take takes taking spent spend last lasted lasting these those his her their "
    "more many or than hours days weeks months years minutes decades until before by just the only barely and "
    "throughout per into through several".split()
)
_UNIT_BEFORE = frozenset(
    "for in within after over about nearly almost than of until barely only just take takes took taken lasts last "
    "lasted lasting spend spent him her them us me is was be every once had has have give gave given get got under "
    "around roughly by and or wait waited waiting less more at since but , ( as through during into to that "
    "later".split()
)
_MORE_THAN = frozenset(
    "for just well in after of and slightly little lasted lasting took is was spent within with".split()
)
"""Words before "over" that make it "more than"."""
_PAST_BEFORE = frozenset("in from of to with about into on for as".split())
_PAST_AFTER = frozenset("and or but when that to is was has have he she they it as for in by with".split())
"""Words around "the past" that leave it no room for a noun."""


def span(found: Found, _: Discourse) -> Result:
    """The past two years; the first nine months; the next few days; the nine months."""
    unit = str(found.word("unit"))
    if unit in SEASON_PLURALS:
        return Sense("set", f"XXXX-{SEASON_PLURALS[unit]}")
    if (unit == "seconds" and found.word("rel") is None) or found.word("rel") == "that":
        return None
    if found.after() == "old":
        return None
    count = quantity(found.words("count"))
    if found.word("upto"):
        count = quantity(found.words("upto"))
    return Sense("duration", duration(count, unit))


def vague_span(found: Found, _: Discourse) -> Result:
    """Recent years; the coming weeks; the first days."""
    rel = found.word("rel")
    if rel == "recent":
        return Sense("date", "PAST_REF")
    if rel in ("coming", "future", "upcoming", "next"):
        return Sense("date", "FUTURE_REF")
    if rel == "past":
        return Sense("date", "PAST_REF")
    return Sense("duration", duration(None, str(found.word("unit"))))


def every(found: Found, _: Discourse) -> Result:
    """Every day; each July; every two weeks; twice a month."""
    unit = str(found.word("unit"))
    if unit in MONTHS:
        return Sense("set", f"XXXX-{MONTHS[unit]:02d}")
    if unit in SEASONS:
        return Sense("set", f"XXXX-{SEASONS[unit]}")
    if unit in DAY_PARTS and unit not in ALL_UNITS:
        return Sense("set", f"XXXX-XX-XXT{DAY_PARTS[unit]}")
    rate = found.words("rate")
    if found.word("every") in ("a", "an") and unit == "second":
        return None
    count: float | None = 1.0
    if rate:
        count = 2.0 if rate[0] == "other" else ordinal(rate[0]) if ordinal(rate[0]) else quantity(rate)
    return Sense("set", duration(count, unit))


def often(found: Found, _: Discourse) -> Result:
    """Daily; weekly; annually."""
    word = str(found.word("often"))
    if found.tokens[found.match.start()].capital and found.match.start() and found.before() not in (".", "“", '"'):
        return None
    return Sense("set", FREQUENCIES[word])


def compound(found: Found, _: Discourse) -> Result:
    """A two-year deal; a 30-day wait; one day. Ages ("six-year-old") are none."""
    words = [t.low for t in found.tokens[found.match.start() : found.match.end()]]
    dashed = found.after() in ("-", "–") and found.glued_after()
    if found.after() in ("old", "olds") or (dashed and found.after(2) in ("old", "olds")):
        return None
    unit = str(found.word("unit"))
    hyphenated = "-" in words
    if unit == "second" and not hyphenated and words[0] not in ("one",):
        return None
    if unit == "quarter" and not hyphenated:
        return None
    if not hyphenated and words[0] != "one" and found.word("unit") not in ("year", "month", "day", "week", "hour"):
        return None
    if not hyphenated and quantity(found.words("count")) != 1 and found.after() in ("", "s"):
        return None
    if words == ["one", "day"] and found.ahead and found.before() not in _UNIT_BEFORE:
        return Sense("date", "FUTURE_REF")
    drop = 1 if words[-1] == "-" else 0
    return Sense("duration", duration(quantity(found.words("count")), unit), drop=drop)


def decades_long(found: Found, _: Discourse) -> Result:
    """Decades-long; years-old."""
    return Sense("duration", duration(None, str(found.word("unit"))))


def plain_duration(found: Found, _: Discourse) -> Result:
    """Two years; about 18 months; an hour and a half; two to three weeks. Ages are none."""
    unit = str(found.word("unit"))
    name = ALL_UNITS[unit]
    words = found.words("count")
    if found.after() in ("old", "older", "younger") or (found.after() in ("-", "–") and found.after(2) == "old"):
        return None
    if name == "quarter" and found.after() in ("of", "point", "points", "percentage"):
        return None
    if unit not in ("seconds",) and name == "second" and not any(w[0].isdigit() for w in words):
        return None
    if unit == name and quantity(words) not in (1.0, 0.5) and not (found.after() == "-" or words[0][0].isdigit()):
        return None
    if found.before() == "$" or (found.before() in ("-", "–", ".", ",") and found.glued_before()):
        return None
    count = quantity(words)
    if count is not None and found.word("half"):
        count += 0.5
    return Sense("duration", duration(count, unit), skip=_during(found))


def _during(found: Found) -> int:
    """The tokens of an "over" that says during ("it grew over two years") and not more than ("for over two years")."""
    return int(found.word("approx") == "over" and found.before() not in _MORE_THAN)


def one_unit(found: Found, _: Discourse) -> Result:
    """A week; nearly an hour; half a year. "Two dollars a day" is a rate and none."""
    words = found.words("count")
    unit = str(found.word("unit"))
    if unit in ("second", "night", "quarter", "weekend") and words in (["a"], ["an"]):
        return None
    if found.after() in ("old", "-", "–"):
        return None
    if words in (["a"], ["an"]) and not found.group("approx") and found.before() not in _UNIT_BEFORE:
        after_ok = found.after() in ("before", "after", "later", "earlier", "long") or found.match.start() == 0
        sentence_start = found.tokens[found.match.start()].capital
        if not (after_ok or sentence_start):
            return None
    count = 0.5 if "half" in words else 1.0
    return Sense("duration", duration(count + (0.5 if found.word("half") else 0), unit), skip=_during(found))


def bare_units(found: Found, _: Discourse) -> Result:
    """Weeks; years: where a preposition or a verb says that time passes."""
    if found.before() not in _OPEN_BEFORE or found.after() in ("old", "-"):
        return None
    unit = str(found.word("unit"))
    if unit in ("seconds", "quarters", "nights", "weekends") and found.before() not in ("for", "in", "within"):
        return None
    return Sense("duration", duration(None, unit))


def now(found: Found, _: Discourse) -> Result:
    """Now; currently; current."""
    if found.word("now") == "now" and found.before() == "until" and found.after() == "s":
        return None
    return Sense("date", "PRESENT_REF")


def recently(_found: Found, _: Discourse) -> Result:
    """Recently; lately."""
    return Sense("date", "PAST_REF")


def the_past(found: Found, _: Discourse) -> Result:
    """The past; the recent past. "The past president" is none."""
    if found.before() not in _PAST_BEFORE or (found.after()[:1].isalpha() and found.after() not in _PAST_AFTER):
        return None
    return Sense("date", "PAST_REF")


def the_future(_found: Found, _: Discourse) -> Result:
    """The future; the near term."""
    return Sense("date", "FUTURE_REF")


def these_days(found: Found, _: Discourse) -> Result:
    """These days; at the moment: the present, without its preposition."""
    return Sense("date", "PRESENT_REF", skip=1 if found.tokens[found.match.start()].low == "at" else 0)
