"""How many: number words and digits as numbers, and durations as TIMEX3 writes them."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.reading.moments.words import ALL_UNITS, DURATION_UNITS, ONES, ORDINALS, SCALES, TENS

LARGEST = 1_000_000
"""No duration of news counts more of anything."""


def quantity(words: Sequence[str]) -> float | None:
    """The number that some words say; None where they leave it open ("several", "a few")."""
    total, seen = 0.0, False
    for word in words:
        if word in ONES or word in TENS:
            total, seen = total + ONES.get(word, 0) + TENS.get(word, 0), True
        elif word in SCALES:
            total, seen = (total or 1) * SCALES[word], True
        elif word[0].isdigit():
            number = _digits(word)
            if number is None:
                return None
            total, seen = total + number, True
        elif word == "couple":
            total, seen = 2, True
        elif word == "dozen":
            total, seen = 12, True
        elif word == "half":
            total, seen = total + 0.5, True
        elif word in ("a", "an", "full", "entire", "whole", "of", "and", "-", "–", "the"):
            continue
        else:
            return None
    if not seen:
        return 1.0 if words and words[0] in ("a", "an") and "few" not in words else None
    return total if total <= LARGEST else None


def _digits(word: str) -> float | None:
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def ordinal(word: str) -> int | None:
    """The number of an ordinal ("third", "21st") or of plain digits."""
    if word in ORDINALS:
        return ORDINALS[word]
    digits = word.rstrip("stndrh")
    return int(digits) if digits.isascii() and digits.isdigit() else None


def duration(count: float | None, unit: str) -> str:
    """A duration in TIMEX3: `P2W`, `PT1H`, `P10Y` for a decade, `PXM` for an open number of months."""
    name = ALL_UNITS[unit]
    before, letter, times = DURATION_UNITS[name]
    if count is None:
        open_letter = {"decade": "E", "century": "C", "millennium": "L"}.get(name, letter)
        return f"{before}X{open_letter}"
    number = count * times
    if name == "year" and number == 0.5:
        return "P6M"
    if name == "hour" and number < 1:
        return f"PT{number * 60:g}M"
    return f"{before}{number:.10g}{letter}"
