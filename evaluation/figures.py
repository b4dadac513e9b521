"""Figures against gold: NewsQuant's quantities, IDETECT's counts of the displaced, recognizers-text's cases.

NewsQuant (Almasian and others, *CQE*, EMNLP 2023) gives a quantity's change, value and unit without offsets, so a
figure is right when it is as yet unmatched and says the same. How its terms map to ours is in `_same` and
`_bounds`. Ages are quantities there and none here: they are left out, and counted in the row "with ages".

A text belongs to the half that was looked at while rules were written when the first byte of its SHA-256 is even.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from evaluation.attribution import Count
from evaluation.measure import Share
from sayso.reading.figures import find_figures
from sayso.reading.windows import paragraphs
from sayso.records import Bound, Figure

Half = Literal["all", "seen", "unseen"]
_BOUNDS: dict[str, frozenset[Bound]] = {
    "=": frozenset({"exact"}),
    "up": frozenset({"exact"}),
    "down": frozenset({"exact"}),
    "~": frozenset({"about"}),
    "<": frozenset({"at most", "fewer than"}),
    ">": frozenset({"at least", "more than"}),
}
"""NewsQuant's change as our bounds; "up" and "down" say which way a measure went and bound nothing."""
_RANGE = re.compile(r"(-?[\d.]+)\s*-\s*(-?[\d.]+)")
_OPEN = re.compile(r"\b(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_WEEKS = re.compile(r"week|fortnight", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A gold quantity: its two ends (equal unless it is a range), and what NewsQuant says of it."""

    low: float
    high: float
    change: str
    unit: str
    age: bool


def rows_of(path: Path, half: Half = "all") -> Iterator[dict[str, Any]]:
    """The JSON objects of a corpus file, one a line, that belong to a half."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        seen = hashlib.sha256(row["text"].encode()).digest()[0] % 2 == 0
        if half == "all" or seen == (half == "seen"):
            yield row


def figures_of(text: str) -> list[Figure]:
    """The figures of a text that stands alone, without moments and places."""
    return find_figures(text, paragraphs(text), [], [])[0]


def newsquant(path: Path, half: Half = "all") -> dict[str, float]:
    """F1 of quantities whose value is right, value and bound, and value, bound and unit."""
    counts = {
        name: Count() for name in ("value", "value and bound", "value, bound and unit", "value and bound, with ages")
    }
    for row in rows_of(path, half):
        gold = [_quantity(q) for q in row["quantities"]]
        found = figures_of(row["text"])
        for name, count in counts.items():
            wanted = [q for q in gold if name.endswith("with ages") or not q.age]
            right = len(_matched(wanted, found, "bound" in name, "unit" in name))
            count.right += right
            count.wrong += len(found) - right
            count.missed += len(wanted) - right
    both = counts["value and bound"]
    return {
        **{name: count.f1 for name, count in counts.items()},
        "precision": both.precision,
        "recall": both.recall,
    }


def _quantity(row: dict[str, str]) -> Quantity:
    ends = _RANGE.fullmatch(row["value"].strip())
    low, high = (float(ends.group(1)), float(ends.group(2))) if ends else (float(row["value"]),) * 2
    unit = row["normalized_unit"].lower()
    return Quantity(low, high, row["change"], unit, unit == "year of age")


def _matched(gold: list[Quantity], found: list[Figure], bound: bool, unit: bool) -> list[tuple[Quantity, Figure]]:
    free, pairs = list(found), []
    for quantity in gold:
        figure = next(
            (f for f in free if _same(quantity, f, bound) and (not unit or same_unit(quantity.unit, f))), None
        )
        if figure is not None:
            free.remove(figure)
            pairs.append((quantity, figure))
    return pairs


def _same(gold: Quantity, figure: Figure, bound: bool) -> bool:
    """Whether a figure has the gold's value, and its bound where that is asked.

    NewsQuant writes "hundreds" as 100-1000 and "dozens" as 12, ours are at least 100 and 12; its weeks are our days.
    """
    low = figure.low if figure.low is not None else figure.high
    high = figure.high if figure.high is not None else figure.low
    if low is None or high is None:
        return False
    times = 7 if figure.unit == "days" and _WEEKS.search(figure.text) else 1
    if _OPEN.search(figure.text) and figure.high is None:
        return math.isclose(gold.low, low) and gold.change == "="
    value = math.isclose(gold.low * times, low, rel_tol=1e-3) and math.isclose(gold.high * times, high, rel_tol=1e-3)
    if not bound:
        return value
    bounds = frozenset({"between"}) if gold.low != gold.high else _BOUNDS[gold.change]
    return value and figure.bound in bounds


_UNITS = {
    "USD": "dollar",
    "GBP": "pound sterling",
    "EUR": "euro",
    "JPY": "japanese yen",
    "CNY": "chinese yuan",
    "HKD": "hong kong dollar",
    "pence": "penny",
    "basis points": "basis point",
    "parts per billion": "parts-per-billion",
    "parts per million": "parts-per-million",
    "ILS": "shekel",
    "percent": "percentage",
    "tonnes": "ton",
    "feet": "foot",
    "inches": "inch",
    "centuries": "century",
    "degrees Celsius": "celsius",
    "degrees Fahrenheit": "fahrenheit",
}
"""Our names of units as NewsQuant's, where they are not simply our plural and its singular."""


def same_unit(gold: str, figure: Figure) -> bool:
    """Whether a figure's unit, or the head of what it counts, is the gold's unit in the singular."""
    ours = figure.unit or figure.counted
    if ours is None:
        return gold in ("-", "count", "")
    if figure.unit is None:
        return _singular(ours.split()[-1].lower()) == _singular(gold.split()[-1]) or gold in ours.lower()
    if figure.unit == "days" and gold == "week" and _WEEKS.search(figure.text):
        return True
    if figure.counted and gold == f"{_singular(figure.unit)} of {_singular(figure.counted)}":
        return True
    name, _, rate = ours.partition(" per ") if ours not in _UNITS else (ours, "", "")
    spoken = _UNITS.get(name) or " ".join(_singular(word) for word in name.split())
    return (f"{spoken} per {rate}" if rate else spoken) == gold


def _singular(word: str) -> str:
    irregular = {"people": "person", "children": "child"}
    if word in irregular:
        return irregular[word]
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


_TERMS = {
    "evacuated": "Evacuated",
    "evacuees": "Evacuated",
    "fled": "Forced to Flee",
    "forced to flee": "Forced to Flee",
    "made homeless": "Homeless",
    "homeless": "Homeless",
    "relocated": "Relocated",
    "sheltered": "Sheltered",
    "in camps": "In Relief Camp",
    "damaged": "Partially Destroyed Housing",
    "destroyed": "Destroyed Housing",
    "uninhabitable": "Uninhabitable Housing",
}
"""What the last words of `counted` are as one of IDMC's terms; other figures with harm "displaced" are Displaced."""
_HOUSEHOLDS = re.compile(
    r"\b(?:famil(?:y|ies)|households?|homes?|houses?|dwellings|buildings|housing|shelters?)\b", re.IGNORECASE
)


def displaced(path: Path, half: Half = "all") -> dict[str, float]:
    """Percent of IDETECT's counts whose number was found, with its term, and with its term and unit."""
    shares = {name: Share() for name in ("number", "number and term", "number, term and unit")}
    for row in rows_of(path, half):
        found = figures_of(row["text"])
        for gold in row["quantities"]:
            value = gold.get("Quantity") or gold.get("Displacement figure")
            named = gold.get("Term") or gold.get("Reporting term")
            unit = gold.get("Unit") or gold.get("Reporting unit")
            same = [f for f in found if float(value) in (f.low, f.high)]
            termed = [f for f in same if term(f) == named]
            shares["number"].add(bool(same))
            shares["number and term"].add(bool(termed))
            shares["number, term and unit"].add(any(households(f) == (unit == "Households") for f in termed))
    return {name: share.percent for name, share in shares.items()}


def term(figure: Figure) -> str | None:
    """IDMC's term for a figure, or None where it is about neither displacement nor housing."""
    words = figure.counted or ""
    for ours, theirs in _TERMS.items():
        if words.endswith(ours) and (figure.harm == "displaced" or theirs.endswith("Housing")):
            return theirs
    return "Displaced" if figure.harm == "displaced" else None


def households(figure: Figure) -> bool:
    """Whether households (or their houses) are counted, and not people."""
    return bool(_HOUSEHOLDS.search(figure.counted or ""))


_ARITHMETIC = re.compile(
    r"\b(?:point|naught|nought|negative|minus|over|plus|equals?)\b|[-+^=<>]|e\d|,\d\d\d\.|\d \d", re.IGNORECASE
)
"""What marks a case as dictated arithmetic, a formula or a typing test, and no prose."""


_NOT_OURS = frozenset({"OrdinalModel", "AgeModel", "NumberRangeModel"})
"""Models of what is no figure here, or is written in another way (ranges as intervals)."""


def cases(folder: Path) -> dict[str, float]:
    """Percent passed of recognizers-text's English cases that are prose, by model; `folder` holds its `Specs`.

    A case is prose when its input has five words and no arithmetic. It passes when each value that it wants is
    the low or high of a figure there; where none is wanted, or all numbers are, there must be no other.
    """
    shares: dict[str, Share] = {}
    for path in sorted(folder.glob("Number*/English/*Model.json")):
        for case in json.loads(path.read_text("utf-8-sig")):
            wanted = [r["Resolution"].get("value") for r in case["Results"] if r.get("Resolution")]
            if len(case["Input"].split()) < 5 or _ARITHMETIC.search(case["Input"]) or path.stem in _NOT_OURS:
                continue
            values = [float(v.rstrip("%")) for v in wanted if v and re.fullmatch(r"-?[\d.]+%?", v)]
            if len(values) == len(wanted):
                shares.setdefault(path.stem, Share()).add(_passes(case["Input"], values, path.stem == "NumberModel"))
    return {f"{name} ({share.asked})": share.percent for name, share in shares.items()}


def _passes(text: str, wanted: list[float], nothing_else: bool) -> bool:
    free = figures_of(text)
    for value in wanted:
        hit = next((f for f in free if any(v is not None and math.isclose(v, value) for v in (f.low, f.high))), None)
        if hit is None:
            return False
        free.remove(hit)
    return not free if nothing_else or not wanted else True


def main() -> None:
    """Print the rows of each corpus file named, for both halves, or of a folder of cases."""
    for name in sys.argv[1:]:
        if Path(name).is_dir():
            for row, percent in cases(Path(name)).items():
                print(f"{row:40} {percent:7.1f}")
            continue
        score = newsquant if "newsquant" in name else displaced
        seen, unseen, both = (score(Path(name), half) for half in ("seen", "unseen", "all"))
        print(f"{Path(name).name:32} {'seen':>7} {'unseen':>7} {'all':>7}")
        for row in both:
            print(f"{row:32} {seen[row]:7.1f} {unseen[row]:7.1f} {both[row]:7.1f}")


if __name__ == "__main__":
    main()
