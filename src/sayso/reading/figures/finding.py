"""Every figure of an article: numbers, their bounds, what they count, and what the clause adds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Generic, TypeVar

from sayso.reading.figures.doers import doer_after, doer_before, doer_of_deed
from sayso.reading.figures.drafts import Draft, drafts
from sayso.reading.figures.harm import Blows, Suffered
from sayso.reading.figures.numbers import Number, numbers
from sayso.reading.figures.stops import stops
from sayso.reading.figures.victims import victims
from sayso.records import Figure, Moment, Notice, Place, Victims

REFUSED = "refused-figure"
_ROW = 8
"""So many bare numbers with nothing but marks between them are a row of a table, not figures."""
_LONGEST_SENTENCE = 2000
"""Code points after which a sentence is cut, so that no clause is looked for further off."""
_BETWEEN_ROW = re.compile(r"[\s,;|/–-]{1,6}")
_INHERITS = re.compile(
    r"\s*(?:[,(–—-]\s*)?(?:(?:and|or|as well as|plus|at least|with|most of them)\s+){0,3}"
    r"|[^.;:]{0,60}?\b(?:including|among (?:them|whom)|of (?:them|whom))\s+",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s{0,2}\(|\s{0,2},\s{1,2}(?:including|among (?:them|whom))\s{1,2}(?:at least\s)?")
_OF_THEM = re.compile(r"\s{1,2}of\s{1,2}(?:them|whom)\b")
_OF = re.compile(r"\s{1,2}of\s{1,2}(?:(?:the|its|their|his|her|our|a|all)\s{1,2})?(?:[\w’']{1,20}['’]s\s{1,2})?")
_SINCE = re.compile(r"\bsince\s*$", re.IGNORECASE)
_A_SPELL = re.compile(
    r"(?:an?|one)\s+(?:second|minute|hour|day|night|week|month|year|decade|century|fortnight)", re.IGNORECASE
)
_ISO_SPELL = re.compile(r"P(T?)(\d{1,6})([YMWDHS])")
_SPELLS = {
    "Y": ("years", 1), "M": ("months", 1), "W": ("days", 7), "D": ("days", 1),
    "TH": ("hours", 1), "TM": ("minutes", 1), "TS": ("seconds", 1),
}  # fmt: skip

Located = TypeVar("Located", Moment, Place)


def find_figures(
    text: str, stretches: Sequence[tuple[int, int]], moments: Sequence[Moment], places: Sequence[Place]
) -> tuple[list[Figure], list[Notice]]:
    """The figures in the paragraphs of `text` at `stretches`, and notices of what was refused.

    `stretches` are code points, `[start, end)`, in order; every figure and notice points into `text`.
    A number inside a moment is no figure unless the moment is a duration, and a duration without a number ("a
    week") is a figure too. A moment of kind range in the same sentence gives the period, a place in it the place.
    A notice (kind "refused-figure") tells of a number that has no value, is too long, or stands in a row of a table.
    """
    figures: list[Figure] = []
    notices: list[Notice] = []
    timed, placed = _Along(moments), _Along([p for p in places if p.use == "place"])
    for start, end in stretches:
        kept, refused = _sifted(text, [n for n in numbers(text, start, end) if not timed.dates(n)])
        notices += refused
        begins = [n.start for n in kept]
        spells = [m.start for m in timed.within(start, end) if _is_spell(m)]
        for first, last in _sentences(text, start, end, sorted(begins + spells)):
            inside = kept[bisect_left(begins, first) : bisect_left(begins, last)]
            here = timed.within(first, last)
            found = list(_of_sentence(text, first, last, inside))
            found += [
                _spell(m) for m in here if _is_spell(m) and not any(m.start < f.end and f.start < m.end for f in found)
            ]
            there = placed.within(first, last)
            figures += sorted((_in_context(text, f, here, there) for f in found), key=lambda f: f.start)
    return figures, notices


class _Along(Generic[Located]):
    """Moments or places in the order of the text, asked for those within a stretch."""

    def __init__(self, located: Sequence[Located]) -> None:
        self._all: list[Located] = sorted(located, key=lambda x: x.start)
        self._starts: list[int] = [x.start for x in self._all]

    def within(self, start: int, end: int) -> list[Located]:
        """Those that begin in `[start, end)`."""
        return self._all[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def dates(self, number: Number) -> bool:
        """Whether the number belongs to one that is no duration."""
        around = self._all[max(0, bisect_left(self._starts, number.end) - 2) : bisect_left(self._starts, number.end)]
        return any(m.end > number.start and isinstance(m, Moment) and m.kind != "duration" for m in around)


def _sifted(text: str, read: Sequence[Number]) -> tuple[list[Number], list[Notice]]:
    """The numbers that may be figures, and notices of those that have no value or stand in a row of a table."""
    kept: list[Number] = []
    notices: list[Notice] = []
    for row in _rows(text, read):
        if len(row) >= _ROW:
            why = f"a row of {len(row)} numbers with no words between them is a table, not figures"
            notices.append(_notice(text, row[0].start, row[-1].end, why))
            continue
        notices += [_notice(text, n.start, n.end, n.why) for n in row if n.value is None and n.why]
        kept += [n for n in row if n.value is not None]
    return kept, notices


def _rows(text: str, read: Sequence[Number]) -> Iterator[list[Number]]:
    row: list[Number] = []
    for number in read:
        if row and not _BETWEEN_ROW.fullmatch(text, row[-1].end, number.start):
            yield row
            row = []
        row.append(number)
    if row:
        yield row


def _notice(text: str, start: int, end: int, why: str) -> Notice:
    return Notice(REFUSED, text[start:end], start, end, why)


def _sentences(text: str, start: int, end: int, asked: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences of `text[start:end]` in which one of the offsets asked for stands."""
    if not asked:
        return
    begin, at = start, 0
    for stop in [*stops(text, start, end), end]:
        while begin < stop and at < len(asked) and asked[at] < stop:
            cut = min(stop, begin + _LONGEST_SENTENCE)
            if asked[at] < cut:
                yield begin, cut
            while at < len(asked) and asked[at] < cut:
                at += 1
            begin = cut
        begin = max(begin, stop)


def _of_sentence(text: str, start: int, end: int, inside: Sequence[Number]) -> Iterator[Figure]:
    """The figures of one sentence with who was harmed, and by whom."""
    made = _bracketed(text, list(drafts(text, inside, start, end)))
    if not made:
        return
    blows = Blows(text, start, end)
    before: tuple[Draft, Suffered | None] | None = None
    for at, draft in enumerate(made):
        limit = _predicate_limit(text, made, at, end)
        suffered = None if draft.unit else blows.of(draft.start, draft.number_end, draft.end, limit)
        inherited = (
            before[1] if before and suffered is None and not draft.unit and _inherits(text, before[0], draft) else None
        )
        whom = victims(text, draft.number_end, draft.end, end)
        yield _figure(text, draft, suffered, inherited, whom, start, end)
        before = draft, suffered or inherited


def _bracketed(text: str, made: list[Draft]) -> list[Draft]:
    """The drafts, where one in brackets after another shares its bound, and one "of" another what it counts.

    "More than 100 kilometres (60 miles)"; "190 of about 250 counties".
    """
    for at in range(1, len(made)):
        before, draft = made[at - 1], made[at]
        if (
            before.phrase is None
            and before.unit is None
            and draft.phrase
            and _OF.fullmatch(text, before.end, draft.start)
        ):
            made[at - 1] = replace(before, phrase=draft.phrase)
        one_sided = before.bound in ("at least", "more than", "at most", "fewer than", "about")
        if (
            one_sided
            and draft.bound == "exact"
            and draft.low is not None
            and text[before.end : draft.start].strip() == "("
        ):
            low = None if before.low is None else draft.low
            high = None if before.high is None else draft.high
            made[at] = replace(draft, low=low, high=high, bound=before.bound)
    return made


def _predicate_limit(text: str, made: Sequence[Draft], at: int, end: int) -> int:
    """Where the next figure begins, past those that only tell more of this one.

    Such are "310 families (1,600 people)" and "twelve people, three of them children, were killed".
    """
    following = at + 1
    while following < len(made):
        gap = text[made[following - 1].end : made[following].start]
        if not (_ASIDE.fullmatch(gap) or (gap.strip() == "," and _OF_THEM.match(text, made[following].number_end))):
            break
        following += 1
    return made[following].start if following < len(made) else end


def _inherits(text: str, before: Draft, draft: Draft) -> bool:
    gap = text[before.end : draft.start]
    return len(gap) < 80 and bool(_INHERITS.fullmatch(gap)) and (draft.phrase is not None or "(" in gap)


def _figure(
    text: str,
    draft: Draft,
    suffered: Suffered | None,
    inherited: Suffered | None,
    whom: Victims | None,
    start: int,
    end: int,
) -> Figure:
    counts = draft.unit is None
    ours = suffered or inherited
    by = None
    if counts and suffered and suffered.where == "before" and suffered.blow.way == "does":
        by = doer_before(text, suffered.blow.start, start)
    elif counts and suffered and suffered.where == "after":
        by = doer_after(text, suffered.blow.end, end)
    elif counts and not ours:
        by = doer_of_deed(text, draft.start, start)
    return Figure(
        text=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        low=_plain(draft.low),
        high=_plain(draft.high),
        bound=draft.bound,
        counted=_counted(draft, ours),
        unit=draft.unit,
        harm=ours.blow.harm if ours else None,
        victims=whom,
        by=by.text if by else None,
    )


def _plain(value: Decimal | None) -> float | None:
    """The value as JSON should show it: 83, not 83.0."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _counted(draft: Draft, suffered: Suffered | None) -> str | None:
    """What is counted, with the word of harm unless the phrase has one: "people killed"."""
    phrase = " ".join(draft.phrase.text.split()) if draft.phrase else None
    if suffered is None or (suffered.where == "within" and suffered.blow.way != "does"):
        return phrase
    words = suffered.blow.words
    if phrase is None:
        return words
    if suffered.where == "within" or words in phrase.lower():
        return phrase
    return f"{phrase} {words}"


def _is_spell(moment: Moment) -> bool:
    """Whether a duration is one spell said without a number: "a week"."""
    return (
        moment.kind == "duration"
        and moment.value is not None
        and bool(_ISO_SPELL.fullmatch(moment.value))
        and bool(_A_SPELL.fullmatch(moment.text))
    )


def _spell(moment: Moment) -> Figure:
    match = _ISO_SPELL.fullmatch(moment.value or "")
    assert match is not None
    unit, times = _SPELLS.get(match.group(1) + match.group(3), ("days", 1))
    value = int(match.group(2)) * times
    return Figure(moment.text, moment.start, moment.end, value, value, "exact", unit=unit)


def _in_context(text: str, figure: Figure, moments: Sequence[Moment], places: Sequence[Place]) -> Figure:
    """The figure with the period and the place that its sentence gives."""
    if figure.unit is not None and figure.counted is None:
        return figure
    ranges = [m for m in moments if m.kind == "range" and m.value and m.value.count("/") == 1]
    since = until = None
    if ranges:
        nearest = min(ranges, key=lambda m: abs(m.start - figure.start))
        since, _, until = (nearest.value or "").partition("/")
        if nearest.text.lower().startswith("since") or _SINCE.search(text, max(0, nearest.start - 8), nearest.start):
            until = None
    after = [p for p in places if p.start >= figure.end]
    place = after[0] if after else places[-1] if places else None
    name = None if place is None else place.name or place.text
    return replace(figure, since=since or None, until=until or None, place=name)
