"""The words of English time expressions, by class.

The classes follow the TIMEX3 guidelines (Saurí et al., *TimeML Annotation Guidelines* 1.2.1, 2006,
section 2.2) and the calendar; number words, months, weekdays and their abbreviations are those of
any style book (AP, Guardian). Words that are mostly something else ("may", "march", "sun") count
only with a capital.
"""

from __future__ import annotations

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
WEEKDAY_ABBREVIATIONS = {
    name: number
    for number, names in enumerate(("mon", "tue tues", "wed weds", "thu thur thurs", "fri", "sat", "sun"))
    for name in names.split()
}
WEEKDAY_PLURALS = {f"{name}s": number for name, number in WEEKDAYS.items()}
ALL_WEEKDAYS = WEEKDAYS | WEEKDAY_ABBREVIATIONS | WEEKDAY_PLURALS
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
SEASON_PLURALS = {"springs": "SP", "summers": "SU", "autumns": "FA", "winters": "WI"}
DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "dawn": "MO", "midmorning": "MO", "afternoon": "AF", "afternoons": "AF",
    "midafternoon": "AF", "evening": "EV", "evenings": "EV", "night": "NI", "nights": "NI", "dusk": "EV",
    "lunchtime": "MI",
}  # fmt: skip

UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "night": "night", "week": "week",
    "weekend": "weekend", "fortnight": "fortnight", "month": "month", "quarter": "quarter", "year": "year",
    "decade": "decade", "yr": "year", "qtr": "quarter", "century": "century", "millennium": "millennium",
}  # fmt: skip
UNIT_PLURALS = {f"{unit}s": unit for unit in UNITS if unit not in ("century", "millennium", "yr", "qtr")} | {
    "centuries": "century", "millennia": "millennium", "yrs": "year", "mins": "minute", "hrs": "hour",
}  # fmt: skip
ALL_UNITS = UNITS | UNIT_PLURALS
DURATION_UNITS = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1),
    "night": ("P", "D", 1), "week": ("P", "W", 1), "weekend": ("P", "D", 2), "fortnight": ("P", "W", 2),
    "month": ("P", "M", 1), "quarter": ("P", "Q", 1), "year": ("P", "Y", 1), "decade": ("P", "Y", 10),
    "century": ("P", "Y", 100), "millennium": ("P", "Y", 1000),
}  # fmt: skip
"""How a duration counts each unit: the letters around the number, and what to multiply it by."""

ONES = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        start=1,
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
DECADE_WORDS = {
    word: 10 * number
    for number, word in enumerate("twenties thirties forties fifties sixties seventies eighties nineties".split(), 2)
}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30}
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "fortnightly": "P2W",
    "monthly": "P1M", "bimonthly": "P2M", "quarterly": "P3M", "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip
QUARTER_WORDS = {"q1": 1, "q2": 2, "q3": 3, "q4": 4}

CLASSES: dict[str, frozenset[str]] = {
    "MONTH": frozenset(MONTHS),
    "WEEKDAY": frozenset(WEEKDAYS),
    "WDABBR": frozenset(WEEKDAY_ABBREVIATIONS),
    "WEEKDAYS": frozenset(WEEKDAY_PLURALS),
    "SEASON": frozenset(SEASONS),
    "SEASONS": frozenset(SEASON_PLURALS),
    "DAYPART": frozenset(w for w in DAY_PARTS if w != "nights" and not w.endswith("s")),
    "DAYPARTS": frozenset(w for w in DAY_PARTS if w.endswith("s")),
    "UNIT": frozenset(UNITS),
    "UNITS": frozenset(UNIT_PLURALS),
    "ONES": frozenset(ONES),
    "TENS": frozenset(TENS),
    "SCALE": frozenset(SCALES),
    "ORDINAL": frozenset(ORDINALS),
    "DECADE": frozenset(DECADE_WORDS),
    "OFTEN": frozenset(FREQUENCIES),
    "QWORD": frozenset(QUARTER_WORDS),
    "CLOCKWORD": frozenset(("noon", "midday", "midnight")),
    "AMPM": frozenset(("am", "pm")),
    "ZONE": frozenset("gmt utc est edt cst cdt mst mdt pst pdt et pt bst cet cest ist jst aest".split()),
    "DEICTIC": frozenset(("yesterday", "today", "tomorrow", "tonight", "overnight")),
    "VAGUE": frozenset(("several", "few", "many", "numerous", "countless")),
    "REL": frozenset(
        "this last next past previous coming following same that current latest preceding prior upcoming".split()
    ),
    "BAREREL": frozenset("this last next past previous coming same that upcoming".split()),
    "EARLYLATE": frozenset(("early", "late", "mid", "earlier", "later")),
    "EDGE": frozenset("beginning start end middle close".split()),
    "YEARKIND": frozenset(("fiscal", "financial", "calendar", "academic", "school", "tax")),
    "SPANKIND": frozenset(("full", "consecutive", "straight", "trading", "business", "working", "calendar", "fiscal")),
    "NOW": frozenset(("now", "currently", "nowadays", "presently")),
    "RECENTLY": frozenset(("recently", "lately")),
}
"""Classes of words that the grammar knows; a word may be in several."""

CAPITAL_ONLY = frozenset("may march mar jan jun sep dec mon tue wed weds thu fri sat sun".split())
"""Words that are something else without a capital, or too short to trust."""
CAPITALS_ONLY = CLASSES["ZONE"] | CLASSES["QWORD"]
"""Words that count in capitals only: "et", "pt" and "est" are other things too."""
