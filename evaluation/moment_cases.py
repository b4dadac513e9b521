"""The test cases of two libraries for dates, as far as they concern prose: Recognizers-Text and Duckling.

They were written by programmers for assistants ("wake me in 20 min", "4/25 at 16h"), so that the share
passed tells where our grammar ends, and is no aim. A case passes when each expected moment overlaps one
of ours of the same value; where the case allows a past and a future reading, either will do. Run:
`python -m evaluation.moment_cases CASES_FOLDER`.
"""

from __future__ import annotations

import datetime
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evaluation.measure import Share
from evaluation.moments import read
from sayso.reading.moments.calendar import Stretch

_MODEL = Path("recognizers-text/Specs/DateTime/English/DateTimeModel.json")
_DUCKLING = Path("duckling/time_en.jsonl")
_KINDS = frozenset(("date", "daterange", "duration", "set", "datetime", "time"))
_HOUR_ONLY = re.compile(r"T\d\d$")
_GRAINS = frozenset(("day", "month", "quarter", "year", "week"))


def passed(cases: Path) -> dict[str, Share]:
    """Cases passed of cases asked, by library and kind."""
    shares: dict[str, Share] = {}
    for kind, right in (*_recognizers(cases / _MODEL), *_duckling(cases / _DUCKLING)):
        shares.setdefault(kind, Share()).add(right)
    return shares


def _recognizers(path: Path) -> Iterator[tuple[str, bool]]:
    for case in json.loads(path.read_text("utf-8-sig")):
        if any("TypeName" not in r for r in case["Results"]):
            continue
        kinds = {r["TypeName"].removeprefix("datetimeV2.") for r in case["Results"]}
        if len(kinds) > 1 or not kinds <= _KINDS or any("(" in str(r["Resolution"]) for r in case["Results"]):
            continue
        found = read(case["Input"], case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None)
        right = all(
            any(m.start <= r["End"] and r["Start"] < m.end and m.value in _allowed(r["Resolution"]) for m in found)
            for r in case["Results"]
        )
        yield f"recognizers {next(iter(kinds), 'nothing')}", right and (bool(kinds) or not found)


def _allowed(resolution: dict[str, Any]) -> set[str]:
    """Every value that a case takes for right."""
    values = {v for option in resolution["values"] for k in ("timex", "value") if (v := option.get(k))}
    return {v + ":00" if _HOUR_ONLY.search(v) else v for v in values} | {v[:10] for v in values if "T" not in v}


def _duckling(path: Path) -> Iterator[tuple[str, bool]]:
    for line in path.read_text("utf-8").splitlines():
        group = json.loads(line)
        value = group["value"]
        if group["latent"] or group["locale"] not in ("EN", "EN_US"):
            continue
        if value is None:
            yield from (("duckling nothing", not read(t, group["reference"])) for t in group["texts"])
        elif value["kind"] == "moment" and value["grain"] in _GRAINS:
            day = datetime.date.fromisoformat(value["start"][:10])
            expected = Stretch.holding(day, value["grain"]).value
            kind = "holiday" if "holiday" in value else value["grain"]
            for text in group["texts"]:
                yield f"duckling {kind}", any(m.value == expected for m in read(text, group["reference"]))


if __name__ == "__main__":
    for name, share in sorted(passed(Path(sys.argv[1])).items()):
        print(f"{name:24s} {share.percent:5.1f} % of {share.asked}")
