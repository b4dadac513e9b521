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
    (2.0, 1.6, 0.8, -0.4, 0.8, 0.5, 0.6, 0.8, 1.5, 0.5, 1.5, 0.8, -1.2, 0.5, 1.0, 0.8, 0.6, -1.0, 0, 0, 0), -2.0
)
IT = Weights(
    (1.5, 1.4, 0.2, -0.6, 0.9, 0.5, 0.6, 0.4, 1.5, 0.5, 0.0, 0.8, -1.2, 0.5, 1.0, 0.8, 0.5, -0.8, 0.5, 0, -0.5), 0.0
)
THEY = Weights(
    (1.5, 1.2, 0.2, -0.6, 0.8, 0.5, 0.6, 0.4, 1.5, 0.4, 0.0, 0.8, -1.2, 0.5, 1.0, 0.8, 0.5, -0.8, -1.5, -3, -2.5), 0.0
)
"""Set by hand."""
