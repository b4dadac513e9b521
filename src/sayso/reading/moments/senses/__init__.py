"""What time expressions mean: one function a pattern of the grammar, of the same name."""

from __future__ import annotations

from collections.abc import Callable

from sayso.reading.moments.discourse import Discourse, Found, Refused, Sense
from sayso.reading.moments.grammar import PATTERNS
from sayso.reading.moments.senses import dates, days, spans, units, years

Reader = Callable[[Found, Discourse], Sense | Refused | None]
"""Gives a sense, a refusal, or None where the words are no time expression after all."""

_MODULES = (dates, days, units, years, spans)


def _reader(name: str) -> Reader:
    reader: Reader = next(getattr(m, name) for m in _MODULES if hasattr(m, name))
    return reader


READERS = tuple(_reader(name) for name, _ in PATTERNS)
"""The functions in the order of the patterns."""
