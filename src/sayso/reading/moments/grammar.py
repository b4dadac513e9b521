"""How English writes moments: patterns over words, in the order in which they are tried.

At each place the first pattern that fits wins, so the longer one stands first. Pattern names are those of
the functions in `senses` that say what the words mean. The inventory is that of the TIMEX3 guidelines
(TimeML 1.2.1, section 2.2); spans leave out prepositions, and take in articles and the words that modify
a moment ("early", "nearly", "the end of"), as those guidelines have it.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.reading.moments.holidays import HOLIDAY_PATTERN
from sayso.reading.moments.shapes import Shapes

_APPROX = (
    "(?:about|around|roughly|approximately|nearly|almost|over|under|at least|at most|up to|(?:no|not|much)? more than"
    "|(?:no)? less than|no fewer than|fewer than|some)"
)
_ROUGHLY = f"(?P<approx>{_APPROX})?"
_PLAIN = "(?:ONES|TENS|DAY|NUMBER|DECIMAL|YEAR)"
_COUNT = (
    f"(?:{_PLAIN}(?:DASH? (?:ONES|SCALE)){{0,2}}(?:and a half)?"
    "|(?:a|the)? (?:few|couple of?)|(?:a|the)? (?:good|great)? many|several|numerous|countless|a dozen|dozens of"
    "|a (?:hundred|thousand|million)|hundreds of|thousands of|half (?:an|a)?|a half DASH?)"
)
_RANGE_COUNT = f"(?P<count>{_COUNT})(?: (?:to|or|DASH) (?P<upto>{_COUNT}))?"
_EARLY = "(?P<mod>EARLYLATE DASH?|very (?:early|late))?"
_EDGE = "(?P<edge>the? (?:very)? EDGE of)?"
_DAY = "(?:DAY|NTH|ORDINAL)"
_REL = "(?P<rel>this past|this coming|the REL|BAREREL)"
_YEAR_OF = "(?:of|in)? (?P<yrel>last|this|next|the? (?:same|previous|following|current|coming)|that) year"
_PART = "(?P<part>EARLYLATE? DASH? DAYPART)"
_WEEKDAY = "(?P<weekday>WEEKDAY|WDABBR DOT?)"

PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso_date", "(?P<iso>ISODATE)"),
    ("slash_date", "(?P<slash>SLASHDATE)"),
    (
        "named_day",
        f"(?P<rel>this|last|next|this past|this coming)? (?P<holiday>{HOLIDAY_PATTERN}) (?:COMMA? (?P<year>YEAR))?",
    ),
    (
        "dated_weekday",
        f"(?:this|next|last)? coming? {_WEEKDAY} COMMA? (?:the)?"
        f"(?:(?P<month>MONTH) DOT? the? (?P<day>{_DAY})|(?P<day2>{_DAY}) of? (?P<month2>MONTH))"
        "(?: COMMA? (?P<year>YEAR))?",
    ),
    (
        "clock",
        "(?P<time>(?:CLOCK|DECIMAL|DAY|ONES) AMPM|HOUR|CLOCK|(?:DAY|ONES) o MARK clock|CLOCKWORD)"
        "(?: (?:local time|ZONE(?: SLASH ZONE)?))?"
        "(?: COMMA? on? (?P<on>(?:(?P<weekday>WEEKDAY)(?: COMMA? (?P<month>MONTH) DOT? (?P<day>DAY|NTH))?"
        "|(?P<deictic>DEICTIC)|(?P<month2>MONTH) DOT? (?P<day2>DAY|NTH))(?: COMMA? (?P<year>YEAR))?))?",
    ),
    (
        "month_days",
        "(?P<month>MONTH) DOT? (?P<day>DAY) (?:DASH|LONGDASH) (?:(?P<month2>MONTH) DOT?)? (?P<day2>DAY)"
        "(?: COMMA? (?P<year>YEAR))?",
    ),
    (
        "days_month",
        "(?P<day>DAY) (?:DASH|LONGDASH|to|and) (?P<day2>DAY) of? (?P<month>MONTH)(?: DOT? COMMA? (?P<year>YEAR))?",
    ),
    (
        "month_day",
        f"(?P<approx>around|about)? {_EARLY} (?P<month>MONTH) DOT? (?:the)? (?P<day>{_DAY})"
        f"(?: COMMA? (?P<year>YEAR)| {_YEAR_OF})?",
    ),
    (
        "day_month",
        f"(?:the)? (?P<day>{_DAY}) (?:of|DASH)? (?P<month>MONTH)(?: DOT? (?:COMMA|DASH)? (?P<year>YEAR)| {_YEAR_OF})?",
    ),
    (
        "month",
        f"{_EDGE} {_EARLY} {_REL}? (?P<month>MONTH)(?: DOT? (?:COMMA|of)? (?P<year>YEAR)| {_YEAR_OF})?",
    ),
    (
        "weekday_set",
        "(?P<every>every|each|most)? (?:WEEKDAY and)? (?P<weekday>WEEKDAYS)(?: (?P<part>DAYPARTS|DAYPART))?",
    ),
    ("weekday_set", "(?P<every>every|each) (?:other)? (?P<weekday>WEEKDAY)(?: (?P<part>DAYPART))?"),
    ("weekday_set", "(?P<weekday>WEEKDAY) (?P<part>DAYPARTS)"),
    ("weekday_week", "(?P<weekday>WEEKDAY) of? (?P<rel>last|next|this) week"),
    (
        "nth_of",
        "(?:the)? (?P<nth>first|second|third|fourth|last|final|NTH) (?P<what>WEEKDAY|day|week|weekend) (?:of|in)"
        f"(?: (?P<month>MONTH)(?: DOT? COMMA? (?P<year>YEAR)| {_YEAR_OF})?"
        "|(?: the| (?P<unit_rel>this|last|next)) (?P<unit>month|year))",
    ),
    ("after_next", "the (?P<unit>week|weekend|month|quarter|year) (?P<way>after next|before last)"),
    (
        "weekday",
        f"{_REL}? {_EARLY} (?P<weekday>WEEKDAY|WDABBR DOT) {_PART}?",
    ),
    ("deictic", "the? day (?P<far>before|after) (?P<deictic>yesterday|tomorrow)"),
    ("day_beside", "the? day (?P<far>before|after) (?P<rel>last|next|this)? (?P<weekday>WEEKDAY)"),
    ("deictic", f"(?:the)? (?:EARLYLATE DASH?)? {_PART}? (?P<deictic>DEICTIC) (?P<part2>DAYPART)?"),
    ("deictic_week", "a week (?P<back>ago)? (?P<deictic>yesterday|today|tomorrow)"),
    ("day_part", f"(?P<rel>this|last|that(?: same)?|the (?:next|following|previous|same)) {_PART}"),
    ("day_part", f"(?P<rel>the) {_PART}"),
    ("day_part", "(?P<part>(?:mid|early|late) DASH? (?:morning|afternoon|evening))"),
    (
        "quarter",
        "(?P<edge>the EDGE of)? (?:the)? (?P<rel>latest|current|comparable|last|this|same)? "
        "(?:(?P<yfirst>last|this|next) year MARK s)? (?P<year>YEAR)?"
        "(?P<ago>year DASH? (?:ago|earlier))? (?P<kind>YEARKIND)? "
        "(?P<nth>(?:first|second|third|fourth|final|NTH) (?:two|three)?) DASH? (?:YEARKIND)?"
        f"(?:quarter|quarters)(?: (?:of|in)? (?:the)? YEARKIND? (?:year)? (?P<year2>YEAR)| {_YEAR_OF})?",
    ),
    ("quarter", "(?P<nth>QWORD) (?:of|COMMA)? (?P<year>YEAR)?"),
    ("quarter", "(?P<year>YEAR) DASH? (?P<nth>QWORD)"),
    (
        "half",
        "(?:the)? (?P<nth>first|second|last|latter|final) half of"
        "(?: (?P<year>YEAR)|(?: the?|of)? (?P<decade>DECADES|DECADE)| "
        "(?P<yrel>last|this|next|the|the? (?:current|previous|fiscal|same|following)) year)",
    ),
    (
        "year_ago",
        "(?:the)? (?:comparable|same|corresponding)? year DASH? (?:ago|earlier|before) "
        "(?P<what>ORDINAL? DASH? (?:quarter|period|month|half|week))?",
    ),
    ("old_period", "(?:the|the? same) (?P<year>YEAR) (?P<what>period|quarter)"),
    ("latest_period", "the latest (?P<what>period)"),
    ("week_of", "the week of (?P<month>MONTH) DOT? (?P<day>DAY|NTH)"),
    (
        "year_end",
        "(?P<mod>last|this|next|the)? (?:year|month) (?:DASH|MARK s)? end",
    ),
    (
        "fiscal",
        "(?:the)? (?P<rel>REL)? (?:YEARKIND) (?:year)? (?P<year>YEAR)",
    ),
    (
        "span",
        f"(?P<approx>at least|at most|about|nearly|almost|much of|most of)? "
        f"(?:the|this|these|those|his|her|its|their)? (?P<rel>REL|first|final|recent) {_RANGE_COUNT} (?:or so)?"
        "(?P<kind>SPANKIND)? (?P<unit>UNITS|SEASONS)"
        "(?: of (?P<year>YEAR))?",
    ),
    ("span", f"(?:the|those|these|its) (?P<count>{_PLAIN}) (?P<kind>SPANKIND)? (?P<unit>UNITS)"),
    ("vague_span", "(?:the)? (?P<rel>recent|coming|past|future|upcoming) (?P<unit>UNITS)"),
    ("vague_span", "the (?P<rel>first|final|last|closing|next|past|coming) (?P<unit>UNITS)"),
    (
        "ago",
        f"{_ROUGHLY} (?P<amount>{_RANGE_COUNT} (?P<unit>UNITS|UNIT)|(?:a|an) (?P<unit1>UNIT)|(?P<bare>UNITS))"
        "(?: or (?:so|more))? (?P<way>ago|earlier|later|previously|from now|hence|before then|afterwards)",
    ),
    (
        "ago",
        "(?P<amount>the? (?P<unit1>day|week|month|year|night|decade|quarter)) (?P<way>before|earlier|after|later)",
    ),
    (
        "every",
        f"(?P<every>every|each) (?P<rate>other|few|{_COUNT}|ORDINAL)? (?P<unit>UNIT|UNITS|DAYPART|SEASON|MONTH)",
    ),
    ("every", "(?:once|twice|times) (?P<every>a|an|each|every|per) (?P<unit>UNIT)"),
    ("often", "(?P<often>OFTEN)"),
    (
        "relative",
        f"{_EDGE} {_EARLY} {_REL} (?P<kind>YEARKIND)? "
        "(?P<unit>day|week|weekend|month|quarter|year|decade|century|fortnight|hour|night)",
    ),
    (
        "season",
        f"{_EDGE} (?:the)? {_EARLY} (?P<rel>this past|this coming|REL)? (?P<season>SEASON) "
        f"(?:(?:of)? (?P<year>YEAR)|{_YEAR_OF})?",
    ),
    ("decade", f"{_EDGE} (?:the)? {_EARLY} (?P<decade>DECADES|DECADE)"),
    ("century", f"(?:the)? {_EARLY} (?P<nth>ORDINAL|NTH|TENS DASH ORDINAL) DASH? (?P<unit>century|centuries)"),
    ("the_turn", "the turn of the (?P<unit>century|millennium|decade|year)"),
    (
        "edge_of",
        "(?P<edge>the? (?:very)? EDGE of) (?:(?:the? YEARKIND?) "
        "(?P<unit>day|week|month|quarter|year|decade|century)|(?P<year>YEAR))",
    ),
    ("spoken_year", "(?:the year)? (?P<spoken>(?:nineteen|eighteen|twenty) (?:TENS (?:DASH? ONES)?|ONES))"),
    ("spoken_year", "the year (?P<spoken>two thousand (?:and? ONES)?)"),
    ("the_unit", "the (?P<kind>YEARKIND)? (?P<unit>week|weekend|month|quarter|year)"),
    (
        "the_future",
        "(?:the (?:near|distant|foreseeable|immediate)? future|the near term|the not DASH too DASH distant future)",
    ),
    ("the_past", "the (?:recent|distant)? past"),
    ("these_days", "(?:these days|at the moment|at present|at this moment|this moment|at this (?:point|time))"),
    (
        "compound",
        "(?P<count>ONES|TENS(?: DASH ONES)?|DAY|NUMBER|DECIMAL|several|many) DASH? (?P<unit>UNIT) (?:DASH long)?",
    ),
    ("decades_long", "(?P<unit>UNITS) DASH (?:long|old)"),
    (
        "plain_duration",
        f"{_ROUGHLY} {_RANGE_COUNT} (?P<kind>SPANKIND)? (?P<unit>UNITS|UNIT)(?: and a (?P<half>half))?",
    ),
    (
        "one_unit",
        f"{_ROUGHLY} (?P<count>half (?:a|an)|a full|an entire|a whole|a|an) (?P<unit>UNIT)(?: and a (?P<half>half))?",
    ),
    ("bare_units", "(?P<unit>UNITS)(?: (?:or|and) (?P<more>UNITS))?"),
    ("years", "(?P<year>YEAR) (?:DASH|LONGDASH|SLASH) (?P<year2>YEAR|DAY|NUMBER)"),
    ("year", f"{_EDGE} {_EARLY} (?:the year)? (?P<year>YEAR)"),
    ("now", "(?P<now>NOW)"),
    ("now", "(?P<now>current)"),
    ("recently", "(?:more|most|very|only|quite)? (?P<recently>RECENTLY)"),
)
"""The patterns by the name of their sense."""

SHAPES = Shapes([pattern for _, pattern in PATTERNS])
"""The letters that the patterns are over."""

_OVER_LETTERS = tuple(SHAPES.over_letters(pattern) for _, pattern in PATTERNS)

_UNNAMED = re.compile(r"\(\?P<\w+>")
FIRST_FIT = re.compile("|".join(f"({_UNNAMED.sub('(?:', pattern)})" for pattern in _OVER_LETTERS))
"""All patterns at once: the number of the group that took part is the number of the pattern."""


@cache
def sense_pattern(number: int) -> re.Pattern[str]:
    """A pattern by itself, with its groups named; an article needs few of them, and each takes a while to make."""
    return re.compile(_OVER_LETTERS[number])


CORE = SHAPES.letters(
    "MONTH", "WEEKDAY", "WDABBR", "WEEKDAYS", "SEASON", "SEASONS", "DAYPART", "DAYPARTS", "UNIT", "UNITS", "DECADE",
    "DECADES", "OFTEN", "QWORD", "CLOCKWORD", "CLOCK", "AMPM", "HOUR", "DEICTIC", "NOW", "RECENTLY", "YEAR", "ISODATE",
    "SLASHDATE",
) | SHAPES.word_letters(
    "century millennium clock future past term current moment point nineteen eighteen twenty "
    "christmas boxing year years halloween valentine valentines patrick memorial labor labour columbus independence "
    "armistice remembrance veterans presidents mother father bastille may anzac canada juneteenth groundhog epiphany "
    "election thanksgiving black king easter friday palm wednesday thursday pentecost"
)  # fmt: skip
"""Letters of which every moment has one at least."""
