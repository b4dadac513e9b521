"""How well statements inside statements are found.

One that is found counts for one in the gold when their contents share at least half of the characters of
both, and their sources overlap or one of the two has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.attribution import Attribution, Count, overlaps, trim


def count_nested(text: str, gold: Sequence[Attribution], found: Sequence[Attribution], count: Count) -> None:
    """Count one article's inner statements in."""
    free = list(found)
    for wanted in gold:
        hit = next((f for f in free if _same(text, wanted, f)), None)
        if hit is None:
            count.missed += 1
        else:
            free.remove(hit)
            count.right += 1
    count.wrong += len(free)


def _same(text: str, wanted: Attribution, found: Attribution) -> bool:
    a, b = ({c for s in part.content for c in range(*trim(text, s))} for part in (wanted, found))
    if 2 * len(a & b) < len(a | b):
        return False
    return not wanted.source or not found.source or any(overlaps([s], found.source) for s in wanted.source)
