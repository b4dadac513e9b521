"""Where a paragraph is inside quotation marks.

Typographic marks say themselves whether they open or close; straight ones are told by their
neighbours. A quotation that never closes runs to the end of its paragraph: newspapers open every
paragraph of a long quotation and close only the last (Chicago Manual of Style, 13.32).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOSER = {"“": "”", "„": "”", "«": "»", "‹": "›", "‘": "’", '"': '"', "''": "''", "``": "''", "'": "'"}
_MARKS = re.compile(r"``|''|[“”„«»‹›‘’\"']")
_SINGLE = frozenset("‘’'‹›")
_ALWAYS_OPEN = frozenset({"“", "„", "«", "‹", "``"})
_ALWAYS_CLOSE = frozenset({"”", "»", "›"})
_DEEPEST = 6
"""Quotations in quotations that are kept apart; in print there are three at most."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks, `[start, end)` with its marks, in code points of the text."""

    start: int
    end: int
    mark: str
    closed: bool

    @property
    def inside(self) -> tuple[int, int]:
        """The span without its marks."""
        width = len(self.mark)
        return self.start + width, self.end - (len(_CLOSER[self.mark]) if self.closed else 0)

    def holds(self, span: tuple[int, int]) -> bool:
        """Whether a span lies within, which makes it somebody else's words."""
        return self.start <= span[0] and span[1] <= self.end

    @property
    def single(self) -> bool:
        """True for single marks, which often only distance a word or name a title."""
        return self.mark in _SINGLE


def quotations(text: str, start: int, end: int) -> list[Quotation]:
    """The quotations of the paragraph `text[start:end]`, in order of their opening marks.

    Quotations may nest. Apostrophes are not marks.
    """
    found: list[Quotation] = []
    stack: list[tuple[int, str]] = []
    last_closer: dict[str, int] = {}
    for match in _MARKS.finditer(text, start, end):
        mark, at = match.group(), match.start()
        before = text[at - 1] if at > start else " "
        after = text[match.end()] if match.end() < end else " "
        if _is_apostrophe(mark, before, after, stack):
            continue
        depth = _closes(mark, before, after, stack)
        if depth is not None:
            opened, opener = stack[depth]
            found.append(Quotation(opened, match.end(), opener, closed=True))
            del stack[depth:]
        elif mark in _ALWAYS_OPEN or (mark in _CLOSER and _looks_open(before, after)):
            if mark in ("'", "‘") and match.end() > _last_closer(text, mark, start, end, last_closer):
                continue
            if len(stack) < _DEEPEST:
                stack.append((at, mark))
    found.extend(Quotation(opened, end, opener, closed=False) for opened, opener in stack[:1])
    return sorted(found, key=lambda q: (q.start, -q.end))


def _is_apostrophe(mark: str, before: str, after: str, stack: list[tuple[int, str]]) -> bool:
    if mark not in ("'", "’"):
        return False
    if before.isalnum() and after.isalnum():
        return True
    return mark == "’" and not any(opener == "‘" for _, opener in stack)


def _closes(mark: str, before: str, after: str, stack: list[tuple[int, str]]) -> int | None:
    """The position in the stack of the quotation that this mark closes, if it closes one."""
    if mark in _ALWAYS_OPEN and not (mark == "“" and any(opener == "„" for _, opener in stack)):
        return None
    if mark not in _ALWAYS_CLOSE and before.isspace() and not after.isspace():
        return None
    for depth in range(len(stack) - 1, -1, -1):
        closer = _CLOSER[stack[depth][1]]
        if mark == closer or (mark == "“" and stack[depth][1] == "„"):
            return depth
    return None


def _looks_open(before: str, after: str) -> bool:
    return not after.isspace() and (before.isspace() or before in "([{—–-/…,:;“‘\"'")


def _last_closer(text: str, mark: str, start: int, end: int, known: dict[str, int]) -> int:
    """Where the last mark stands that could close a single `mark`, or -1: most lone ones are apostrophes."""
    if mark not in known:
        closer = re.compile(r"(?<=\S)" + _CLOSER[mark] + r"(?!\w)")
        known[mark] = max((m.start() for m in closer.finditer(text, start, end)), default=-1)
    return known[mark]
