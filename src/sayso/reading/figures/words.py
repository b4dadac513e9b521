"""Number words, and words for numbers that are not said exactly.

Cardinals, fractions and the Indian scales are those any grammar of English lists (Quirk and others, 1985, chapter 6).
What a vague plural is worth follows ACLED, whose coders take the most conservative reading: 10 for "tens", 12 for
"dozens", 100 for "hundreds" and so on (ACLED, *Uses and limitations of ACLED data: Fatalities*, 2023). That
"several", "a few" and "a handful" are at least three is ours.
"""

from __future__ import annotations

from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_PARTS = "third quarter fifth sixth seventh eighth ninth tenth"

ONES: dict[str, Decimal] = {word: Decimal(n) for n, word in enumerate(_ONES.split())}
TENS: dict[str, Decimal] = {word: Decimal(10 * n) for n, word in enumerate(_TENS.split(), 2)}
SCALES: dict[str, Decimal] = {
    "hundred": Decimal(100),
    "dozen": Decimal(12),
    "thousand": Decimal(1000),
    "lakh": Decimal(10**5),
    "million": Decimal(10**6),
    "crore": Decimal(10**7),
    "billion": Decimal(10**9),
    "trillion": Decimal(10**12),
}
PARTS: dict[str, Decimal] = {word: Decimal(n) for n, word in enumerate(_PARTS.split(), 3)}
"""One part in so many: a third, a quarter, and so on to a tenth."""

OPEN: dict[str, Decimal] = {
    "tens": Decimal(10),
    "dozens": Decimal(12),
    "scores": Decimal(20),
    "hundreds": Decimal(100),
    "thousands": Decimal(1000),
    "lakhs": Decimal(10**5),
    "millions": Decimal(10**6),
    "crores": Decimal(10**7),
    "billions": Decimal(10**9),
    "trillions": Decimal(10**12),
}
"""Plurals that say no more than their size; each stands for the least that casualty recorders take it for."""
VAGUE: dict[str, Decimal] = {
    "several": Decimal(3),
    "few": Decimal(3),
    "handful": Decimal(3),
    "couple": Decimal(2),
}
"""Quantifiers that say less than a number; all but "several" need "a" before them."""

ATTACHED: dict[str, Decimal] = {
    "k": Decimal(1000),
    "K": Decimal(1000),
    "m": Decimal(10**6),
    "M": Decimal(10**6),
    "mn": Decimal(10**6),
    "mln": Decimal(10**6),
    "b": Decimal(10**9),
    "B": Decimal(10**9),
    "bn": Decimal(10**9),
    "Bn": Decimal(10**9),
    "BN": Decimal(10**9),
    "mil": Decimal(10**6),
    "bln": Decimal(10**9),
    "tln": Decimal(10**12),
    "tn": Decimal(10**12),
    "trn": Decimal(10**12),
}
"""Scales as papers abbreviate them after digits ("£2bn"); a lone "m" may be metres instead."""
