"""Whether a statement is told in the source's own words, the writer's, or both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.reading.attribution import Offsets
from sayso.reading.quotes import Quotation
from sayso.records import StatementKind


def kind(text: str, cue: Offsets, content: Sequence[Offsets], quoted: Sequence[Quotation]) -> StatementKind:
    """Direct, indirect or mixed, by the quotation marks in and around `content`.

    Marks that also hold the cue belong to somebody else's words. A quotation that completes the
    writer's own clause ("told him “he had a week”") is mixed: its words are the source's, the
    sentence is not.
    """
    own = [q.inside for q in quoted if not q.holds(cue)]
    total = sum(_letters(text, span) for span in content)
    covered = sum(_letters(text, span) for span in _common(content, own))
    if not covered:
        return "indirect"
    if covered < total or _completes_clause(text, cue, content[0]):
        return "mixed"
    return "direct"


def _letters(text: str, span: Offsets) -> int:
    return sum(map(str.isalnum, text[span[0] : span[1]]))


def _common(content: Sequence[Offsets], own: Sequence[Offsets]) -> Iterator[Offsets]:
    """The stretches of `content` inside quotations, those of nested quotations once."""
    for start, end in content:
        done = start
        for opened, closed in own:  # in order of their openings
            if max(opened, done) < min(closed, end):
                yield max(opened, done), min(closed, end)
                done = min(closed, end)


def _completes_clause(text: str, cue: Offsets, first: Offsets) -> bool:
    if first[0] < cue[1]:
        return False
    opening = next((c for c in text[first[0] : first[1]] if c.isalpha()), "")
    return opening.islower() and not text[cue[1] : first[0]].rstrip(" \"“‘'«").endswith((",", ":", "-", "–", "—"))
