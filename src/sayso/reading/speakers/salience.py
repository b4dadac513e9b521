"""Which of those mentioned a pronoun means: a weighted sum of what tells."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from operator import mul
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

    def sum(self, features: Iterable[float]) -> float:
        """What the features of one candidate weigh together, the same whatever their order."""
        return fsum(map(mul, self.of, features))


HE = Weights(
    (1.63, 0.73, -0.36, -0.3, 0.09, 0.46, 0.39, -0.11, 1.5, 0.5, 0.58,
     0.07, -0.08, 0.58, 1.29, 0.27, 0.79, -1.26, 0.0, -0.64, 0.0), 0.64
)  # fmt: skip
IT = Weights(
    (0.93, 0.04, -0.9, -0.7, 1.42, -0.37, 0.26, -0.41, 0.3, 0.58, 0.0,
     -0.13, -0.63, 0.36, 0.18, -0.88, 0.88, -0.01, -1.37, 0.0, -1.1), 2.47
)  # fmt: skip
THEY = Weights(
    (1.69, 0.93, -0.93, -0.3, 0.29, -0.07, 1.11, -0.14, 0.97, -0.18, 0.0,
     0.26, -0.13, 1.06, 1.96, 0.18, 0.92, 0.0, -1.15, -2.77, 0.0), 3.12
)  # fmt: skip
"""Fitted by `training/salience.py` on the train part of GUM's `gum.jsonl` without its news (1,294 he or she, 1,010
it, 681 they), HE also on 593 he or she of PolNeAR's train articles that can mean only one. On GUM's dev part the
first choice, or nobody, was right for 90 % of he and she (405), 86 % of it (323) and 79 % of they (240).
The weights of speaking last and of the count in HE were moved from 1.05 and 0.74 to what was best for those of the
news choices that are sources themselves (139: 82.7 % right with genders hidden, 79.9 % as fitted). HE is the fit
from before sentences inside quotations stopped to count: fitted again since, it found as many of 1,013 he and she
in GUM (87 %), and fewer of the 67 pronoun sources in the 22 annotated PolNeAR dev articles (45; 50 as it stands)."""
