"""Which of those mentioned a pronoun means: a weighted sum of what tells."""

from __future__ import annotations

from typing import NamedTuple

FEATURES = (
    "same sentence", "one sentence back", "two back", "each further, up to six",
    "its last mention was a subject", "its last mention was a subject, so is this", "nearest of the candidates",
    "spoke last", "spoke last, and this speaks", "mentions so far (log)", "gender known to agree",
    "last mention in the same quotation", "last mention in another quotation", "last mention opened its sentence",
    "last mention was such a pronoun", "whoever says this (not in a quotation)", "same paragraph",
    "last mention only modifies", "a body", "a person", "a place",
)  # fmt: skip


class Weights(NamedTuple):
    """A weight for each of `FEATURES`, and the least sum that is an answer."""

    of: tuple[float, ...]
    least: float


HE = Weights(
    (1.63, 0.73, -0.36, -0.3, 0.09, 0.46, 0.39, -0.11, 1.5, 0.5, 0.58,
     0.07, -0.08, 0.58, 1.29, 0.27, 0.79, -1.26, 0.0, -0.64, 0.0), 0.64
)  # fmt: skip
IT = Weights(
    (1.49, 0.59, -0.37, -0.51, 0.58, 0.49, 0.37, 0.11, 0.28, 0.26, 0.0,
     -0.18, 0.31, 0.33, 1.12, -0.61, 0.8, -0.02, -1.31, 0.0, -1.18), 2.49
)  # fmt: skip
THEY = Weights(
    (1.98, 1.03, -1.46, -0.12, -0.12, 0.23, 1.04, 0.17, 1.02, 0.03, 0.0,
     0.39, 0.0, 0.45, 2.39, 0.32, 1.17, 0.0, -0.95, -1.95, 0.0), 4.15
)  # fmt: skip
"""Fitted by `training/salience.py` on the train part of GUM's `gum.jsonl` without its news (1,294 he or she,
1,010 it, 681 they), and for he and she on 593 of PolNeAR train's that can mean only one. On the dev parts the
first choice, or nobody, is right for 90 % of he and she (405), 73 % of it (323) and 75 % of they (240).
The weights of speaking last and of the count in HE were moved to what is best for those of the 593 and of their
dev part that are sources themselves (139: 82.7 % right with genders hidden, 79.9 % as fitted)."""
