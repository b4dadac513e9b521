"""Who was spoken to: "told reporters", "wrote to the council", "urged Ms Ek to stay".

The verbs that take a hearer are those of telling and urging in Levin (1993: 37.2, 37.9) and VerbNet
(class 58). A hearer is given only where its phrase ends plainly, at a stop, at "that", "to" or the
like, or at the content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.reading.attribution import Attribution, Offsets
from sayso.reading.cues import inflected, word_set


def _forms(lemmas: str) -> frozenset[str]:
    return frozenset(form for lemma in lemmas.split() for form, _ in inflected(lemma))


_TELLS = _forms("tell inform notify assure remind warn caution brief advise promise ask")
_TOLD = word_set("told informed notified warned advised briefed alerted")
"""Participles of telling: whoever "was told" is no source."""
_URGES = _forms(
    "ask urge order tell implore beg advise remind warn persuade convince encourage request invite instruct direct "
    "press command exhort entreat beseech petition lobby challenge"
)
"""Verbs whose hearer is to do something."""
_CALLS = _forms("call")
_SAYS = _forms("say write speak talk explain complain suggest admit confess reveal repeat remark")
_BE = word_set("is are was were be been being am")
_TITLED = r"(?:(?<=\b[A-Z])|(?<=\b(?:Mr|Ms|Dr|St))|(?<=\b(?:Mrs|Rep|Sen|Gov)))\."
_WORD = re.compile(rf"[^\W_]+(?:(?:[.'’&-]|,(?=\d{{3}}))[^\W_]+)*(?:{_TITLED}|(?<=s)['’](?=\s\w))?")
_PRONOUNS = word_set("him them us me you")
_STOPS = word_set(
    "that whether if to about in on at during after before by why how what when where who which as because while since "
    "last this over through via from with without earlier later yesterday today tonight recently again not never for "
    "he she they it we i there is are was were will would could should had has have saying adding being each every "
    "monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that begin something new after a hearer."""
_DETERMINERS = word_set("the a an his her its their our my your these those some all several many other both")
_PEOPLE = word_set("people police staff congress parliament everyone everybody anyone")
_NOISES = word_set("cheer cheers applause laughter boos jeers questions")
_LINKS = word_set("of and or")
_MOST_WORDS = 9
_LEAST_TOLD = 2
"""Words that must be left as what was told."""
_MEDIUM = re.compile(
    r"\b(?:letter|e-?mail|message|note|memo|statement|speech|remarks|address|testimony|interview)\s+(?:to|with)(?=\s)"
)
_TO = re.compile(r"\s+to(?=\s)")
_SENTENCE_END = re.compile(r"(?<!\bM[rs])(?<!\bDr)(?<!\bMrs)(?<!\b[A-Z])[.!?][\"”’']*\s+[\"“‘]?[A-Z]|[\n\r]")
_REACH = 120
"""Code points after the cue within which a hearer is looked for."""


def addressee(text: str, cue: Offsets, content: Sequence[Offsets], source: Offsets | None) -> Offsets | None:
    """Where the words stand that name who was spoken to, or None where none plainly do.

    The corpus's habit leaves a hearer who is to do something inside the content ("urged | Ms Ek to
    stay"); it is given all the same.
    """
    words = [m.group().casefold() for m in _WORD.finditer(text, *cue)]
    if not words or any(w in _BE for w in words):
        return None
    after = next((span for span in sorted(content) if span[0] >= cue[1]), None)
    stop = _stop(text, cue[1], after, source)
    calls_on = words[-1] in ("on", "upon") and any(w in _CALLS for w in words)
    last = "urge" if calls_on else words[-1]
    found = None
    if last in _TELLS | _URGES:
        found = _phrase(text, cue[1], stop)
    if found is None and last in _URGES and after is not None and not text[cue[1] : after[0]].strip():
        found = _told_to(text, after)
    if found is None and last in _SAYS and (to := _TO.match(text, cue[1], stop)):
        found = _phrase(text, to.end(), stop)
    if found is None and last == "to" and any(w in _SAYS for w in words):
        found = _phrase(text, cue[1], stop)
    if found is None and (medium := _MEDIUM.search(text, cue[0], stop)):
        found = _phrase(text, medium.end(), stop)
    return found


def told(text: str, found: Attribution) -> Offsets | None:
    """Where the hearer stands that an attribution has in place of a source, or None.

    "The mayor was warned that …" names who was told and not who told: of 10 such passives without "by" in
    PolNeAR's train part none that tells of a fact has its subject for a source.
    """
    words = [m.group().casefold() for m in _WORD.finditer(text, *found.cue)]
    if found.source is None or found.source[0] >= found.cue[0] or len(words) < _LEAST_TOLD:
        return None
    passive = any(w in _BE for w in words[:-1]) and words[-1] in _TOLD
    return found.source if passive else None


def without_hearer(text: str, found: Attribution) -> Attribution:
    """An attribution without a hearer that its content begins with: "told | his aides the deal was dead".

    Who is told to do something stays in the content, as in the corpus ("told | his aides to leave").
    """
    words = [m.group().casefold() for m in _WORD.finditer(text, *found.cue)]
    first = next((span for span in found.content if span[0] >= found.cue[1]), None)
    if first is None or not words or words[-1] not in _TELLS or any(w in _BE for w in words):
        return found
    hearer = None if text[found.cue[1] : first[0]].strip() else _phrase(text, *first)
    if hearer is None:
        return found
    rest = [m.start() for m in _WORD.finditer(text, hearer[1], first[1])]
    if len(rest) < _LEAST_TOLD or _TO.match(text, hearer[1]):
        return found
    return replace(found, content=tuple((rest[0], e) if (s, e) == first else (s, e) for s, e in found.content))


def _stop(text: str, start: int, after: Offsets | None, source: Offsets | None) -> int:
    """Where the words after the cue that may name a hearer end."""
    stop = min(len(text), start + _REACH)
    stop = min([stop, *(span[0] for span in (after, source) if span is not None and span[0] >= start)])
    end = _SENTENCE_END.search(text, start, stop)
    return end.start() if end else stop


def _told_to(text: str, span: Offsets) -> Offsets | None:
    """The hearer at the start of a content such as "Ms Ek to stay"."""
    found = _phrase(text, *span)
    if found is None:
        return None
    following = _WORD.findall(text[found[1] : min(span[1], found[1] + 20)])[:3]
    bare = [w for w in following if w != "not"]
    return found if bare[:1] == ["to"] and bare[1:2] != ["be"] else None


def _phrase(text: str, start: int, stop: int) -> Offsets | None:
    """The noun phrase that begins at `start`, after white space, and ends plainly before `stop`."""
    words: list[re.Match[str]] = []
    at = start
    for match in _WORD.finditer(text, start, stop):
        word = match.group()
        participle = word.islower() and word.endswith("ing") and bool(words) and words[-1].group()[0].isupper()
        anew = bool(words) and word in _DETERMINERS and words[-1].group() not in _LINKS
        if text[at : match.start()].strip() or word.casefold() in _STOPS or participle or anew:
            break
        words.append(match)
        at = match.end()
        if word in _PRONOUNS:
            break
    while words and words[-1].group() in _LINKS:
        words.pop()
    if not words or len(words) > _MOST_WORDS or not _names_somebody([m.group() for m in words]):
        return None
    cut_short = text[words[-1].end() : words[-1].end() + 1].isalnum()
    return None if cut_short else (words[0].start(), words[-1].end())


def _names_somebody(words: Sequence[str]) -> bool:
    """Whether a phrase is headed as people and bodies are: by a name, a determiner or a plural."""
    first, last = words[0], words[-1]
    if last in _NOISES or last.endswith(("'s", "’s", "'", "’")):
        return False
    if first in _PRONOUNS or words == ["her"]:
        return True
    if first[0].isupper() or first[0].isdigit():
        return True
    plural = last.endswith("s") and not last.endswith("ss")
    return plural or last in _PEOPLE or (first in _DETERMINERS and len(words) > 1)
