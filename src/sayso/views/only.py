"""One speaker's part of a reading."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from sayso.records import Reading, Statement

_WORD = re.compile(r"[^\W_]+")


def only(reading: Reading, who: str) -> Reading:
    """`reading` with the statements of whoever `who` names, those inside them, and what belongs to these.

    A voice matches when its name, or its words where it has none, hold all words of `who`; case and
    accents aside.
    """
    wanted = _words(who)
    kept: dict[str, Statement] = {}
    for statement in reading.statements:
        if wanted <= _words(statement.source.name or statement.source.text or "") or statement.within in kept:
            kept[statement.id] = statement
    speakers = {s.source.speaker for s in kept.values()}
    return replace(
        reading,
        statements=tuple(kept.values()),
        figures=tuple(f for f in reading.figures if f.statement in kept),
        moments=tuple(m for m in reading.moments if m.statement in kept),
        places=tuple(p for p in reading.places if p.statement in kept),
        speakers=tuple(s for s in reading.speakers if s.id in speakers),
        disputes=tuple(d for d in reading.disputes if any(s in kept for side in d.sides for s in side)),
    )


def _words(name: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return set(_WORD.findall(plain.casefold()))
