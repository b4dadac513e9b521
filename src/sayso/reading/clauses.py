"""Cues in a sentence: which reporting words stand there as verbs, and in what construction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.reading.cues import FORMS, PHRASES, Form, Frame, word_set
from sayso.reading.cues import PREPOSITIONS as SOURCE_PREPOSITIONS
from sayso.reading.noun_phrases import BE, DETERMINERS, EDGES, PREPOSITIONS
from sayso.reading.sentences import Token

_HAVE = word_set("has have had hasn't haven't hadn't having 've")
_DO = word_set(
    "do does did don't doesn't didn't will would could can should might may must won't wouldn't couldn't can't cannot "
    "shouldn't 'll 'd"
)
_ADVERBS = word_set(
    "also later then never not often first once now still just even again further long so far already always sometimes "
    "soon both all"
)
_PLURAL = word_set("i we you they who")
_AFTER_NOUN = BE | _HAVE | word_set("of in against from will would could can should")
"""What may follow a noun but hardly a verb of the same form: "attacks against", "reports of"."""
_WITH_TOPIC = {
    **dict.fromkeys(("talk", "speak", "complain", "ask", "joke"), ("about", "of")),
    **dict.fromkeys(("refer", "allude"), ("to",)),
    **dict.fromkeys(("accuse", "suspect"), ("of",)),
}
"""Prepositions that the corpus counts to the cue when they follow at once."""
_TALKING = frozenset(("talk", "speak"))
"""Verbs that report something only with its topic after them."""
_SEEMING = frozenset(("appear", "seem"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb with its auxiliaries and particle at tokens `[first, last]` of a sentence."""

    first: int
    last: int
    frame: Frame
    kind: Literal["active", "participle", "passive", "according"]


def cues_in(tokens: list[Token]) -> list[Cue]:
    """The cues outside quotations, from left to right."""
    found: list[Cue] = []
    words = [t for t in tokens if t.kind == "word"]
    headline = 2 * sum(t.capital for t in words) > len(words)
    for i, token in enumerate(tokens):
        if length := _preposition(tokens, i):
            found.append(Cue(i, i + length - 1, "speech", "according"))
        elif token.capital and i and tokens[i - 1].kind == "word" and not headline:
            continue
        elif token.kind == "word" and (token.low in FORMS or token.low in PHRASES):
            cue = _verb(tokens, i)
            if cue is not None:
                found.append(cue)
    return found


def _preposition(tokens: list[Token], at: int) -> int:
    """How many tokens from `at` stand before a source without a verb: "according to" has two."""
    for words in SOURCE_PREPOSITIONS:
        if tokens[at].low == words[0] and tuple(t.low for t in tokens[at : at + len(words)]) == words:
            return len(words)
    return 0


def _verb(tokens: list[Token], at: int) -> Cue | None:
    """The cue whose verb stands at `at`, or None where the word is a noun or an adjective."""
    meaning = _meaning(tokens, at)
    if meaning is None:
        return None
    lemma, form, frame, last = meaning
    first = at
    helpers = set()
    while first and (tokens[first - 1].low in BE | _HAVE | _DO | _ADVERBS or _is_adverb(tokens[first - 1])):
        first -= 1
        helpers.add(tokens[first].low)
    before = tokens[first - 1].low if first else ""
    if frame == "deed" or before in DETERMINERS or before in ("to", "united"):
        return None
    if before in PREPOSITIONS and form != "ing":
        return None
    following = tokens[last + 1].low if last + 1 < len(tokens) else ""
    if form in ("s", "base") and last == at and (before.endswith("'s") or following in _AFTER_NOUN):
        return None
    passive = bool(helpers & BE) and form in ("past", "participle")
    if passive or lemma in _SEEMING:
        return Cue(first, last, frame, "passive")
    if form == "ing" and before in EDGES | PREPOSITIONS - {"by"}:
        return None
    if form == "ing":
        return Cue(first, last, frame, "active" if helpers & BE else "participle")
    if form == "participle" and not helpers & _HAVE:
        return None
    if form == "base" and not (helpers & _DO or before in _PLURAL or before.endswith("s")):
        return None
    if form == "past" and following == "by":
        return None
    return Cue(first, last, frame, "active")


def _meaning(tokens: list[Token], at: int) -> tuple[str, Form, Frame, int] | None:
    """Lemma, form, frame and last token of the verb at `at` with its particle."""
    word = tokens[at].low
    following = tokens[at + 1].low if at + 1 < len(tokens) else ""
    particle = PHRASES.get(word, {}).get(following)
    if particle is not None:
        form: Form = "ing" if word.endswith("ing") else "past"
        form = FORMS[word][1] if word in FORMS else form
        return word, form, "speech" if particle == "asserts" else "object", at + 1
    if word not in FORMS:
        return None
    verb, form = FORMS[word]
    if verb.lemma in _TALKING and following not in _WITH_TOPIC[verb.lemma]:
        return None
    return verb.lemma, form, verb.frame, at + (following in _WITH_TOPIC.get(verb.lemma, ()))


def _is_adverb(token: Token) -> bool:
    return token.low.endswith("ly") and len(token.low) > 4 and not token.capital
