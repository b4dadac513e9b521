"""Documents that somebody cites: "the lawmakers cited a Washington Post report that …".

The words between the verb of citing and the content name a voice of their own, so the attribution is
two: the lawmakers', of the report and what it says, and the report's, of what it says. Only verbs
that pass on what others made count: who "issued a statement" speaks for himself.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.reading.attribution import Attribution
from sayso.reading.voices import sort_of

_CITING = re.compile(
    r"(?:(?:has|have|had|also|again|repeatedly)\s+)*"
    r"(?:cit|quot|referenc|invok|echo|repeat|point|referr|refer|allud|tout)(?:e|es|ed|s|ing)?"
    r"(?:\s+(?:to|from|back to))?\s+",
    re.IGNORECASE,
)


def split(text: str, found: Attribution) -> tuple[Attribution, Attribution] | None:
    """The attribution of citing and, inside it, that of what is cited; None if nothing is."""
    start, end = found.cue
    verb = _CITING.match(text, start, end)
    if verb is None or not found.content or found.content[0][0] < end:
        return None
    document = text[verb.end() : end]
    if sort_of(document) not in ("document", "outlet"):
        return None
    head = end - len(document.split()[-1])
    first, *rest = found.content
    outer = replace(found, cue=(start, verb.end() - _trailing(verb.group())), content=((verb.end(), first[1]), *rest))
    inner = replace(found, source=(verb.end(), end), cue=(head, end))
    return outer, inner


def _trailing(words: str) -> int:
    return len(words) - len(words.rstrip())
