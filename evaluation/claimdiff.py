"""ClaimDiff's pairs of claims (Ko and others 2022): one strengthens the other, weakens it, or does neither.

The release has no part to choose settings on, so a fifth of its training topics is kept aside, by a hash of the
topic's name: nothing is trained or tuned on those.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Relation = Literal["neither", "strengthens", "weakens"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
_ASIDE = 5
"""One topic of so many is kept aside."""


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """Two claims of one topic from two outlets, and what the first does to the second."""

    topic: str
    one: str
    other: str
    relation: Relation

    @property
    def aside(self) -> bool:
        """Whether the topic is one of those that are kept to measure on."""
        return int(hashlib.sha256(self.topic.encode()).hexdigest(), 16) % _ASIDE == 0


def load(folder: Path) -> list[ClaimPair]:
    """The pairs of a folder with `ClaimDiff-strength-train.json` and `ClaimDiff-weak-train.json`, in their order."""
    strengthened, weakened = (
        json.loads((folder / f"ClaimDiff-{part}-train.json").read_text("utf-8"))["data"]
        for part in ("strength", "weak")
    )
    weakens = {pair["pair_id"] for pair in weakened if pair["relation"]}
    return [
        ClaimPair(pair["topic"], pair["claim_a"], pair["claim_b"], _relation(pair, weakens)) for pair in strengthened
    ]


def _relation(pair: dict[str, object], weakens: set[object]) -> Relation:
    if pair["relation"]:
        return "strengthens"
    return "weakens" if pair["pair_id"] in weakens else "neither"
