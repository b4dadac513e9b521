"""A text with marked stretches as one self-contained piece of HTML, for a notebook.

Stretches may nest and overlap: the text is cut wherever one begins or ends, and each cut piece
carries the classes and the titles of all stretches over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

_STYLE = """<style>
.sayso { white-space: pre-wrap; line-height: 1.6; max-width: 46em; font-family: Georgia, serif }
.sayso mark { color: inherit; background: none; border-radius: 2px }
.sayso .content { background: rgba(70, 130, 220, .14) }
.sayso .direct { background: rgba(60, 160, 90, .18) }
.sayso .source { font-weight: bold }
.sayso .cue { text-decoration: underline }
.sayso .hedge { background: rgba(230, 170, 0, .35) }
.sayso .apart { opacity: .5 }
</style>"""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch `[start, end)` in code points, its CSS classes, and what to say of it on hovering."""

    start: int
    end: int
    classes: str
    title: str = ""


def annotated_html(text: str, marks: Sequence[Mark]) -> str:
    """`text` with its marks; later marks are said later in titles."""
    cuts = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    opening: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
    over: list[Mark] = []
    pieces = []
    for start, end in pairwise(cuts):
        over = [m for m in over if m.end > start] + opening.get(start, [])
        pieces.append(_piece(text[start:end], over))
    return f'{_STYLE}<div class="sayso">{"".join(pieces)}</div>'


def _piece(words: str, over: Sequence[Mark]) -> str:
    if not over:
        return escape(words)
    classes = " ".join(dict.fromkeys(m.classes for m in over))
    titles = "\n".join(dict.fromkeys(m.title for m in over if m.title))
    return f'<mark class="{escape(classes)}" title="{escape(titles)}">{escape(words)}</mark>'
