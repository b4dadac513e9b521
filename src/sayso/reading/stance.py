"""What a source does with a statement: asserts it, denies it, asks for it and so on.

The cue decides, not the content: "said" asserts even where what is said denies. The content is asked
only where the cue leaves two readings open: an infinitive after "told" orders, a thing refused is
rejected, a question asks where the cue is "said" or no more than a colon, "called" accuses where what
follows is an insult.
"""

from __future__ import annotations

import re

from sayso.reading.cues import ADJECTIVES, ADVERBS, FORMS, NOUNS, PHRASES, PREPOSITIONS, word_set
from sayso.records import Stance

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_NEGATIONS = word_set("not never neither nor cannot no")
_REFUSING = word_set("would will wouldn't won't could couldn't")
_TELLING = word_set("say tell speak talk")
_ANSWERING = word_set(
    "comment respond answer reply explain elaborate disclose reveal clarify apologize apologise confirm specify "
    "identify mention discuss address divulge publish"
)
"""Verbs whose lack is silence: what is not answered is declined."""
_ANSWERING_FORMS = word_set("provide return release give offer")
_BELIEVING = word_set("believe trust accept buy recognize recognise")
_HYPOTHETICAL = word_set("can could may might if")
_LIGHT = word_set("express voice convey raise")
_BEFORE_NOUN = word_set("in at on to of during from with by for after before the a an his her its their this that")
_TOPIC = word_set("about on regarding concerning over")
_NAMING = word_set("call label dub brand name")
_BLAME = re.compile(
    r"\b(?:liars?|lie|lies|lying|frauds?|fraudulent|crooks?|crooked|corrupt|cheats?|thieve?s?|criminals?|traitors?|treason|"
    r"cowards?|cowardly|hypocrit\w+|bigot\w*|racists?|sexists?|disgrace\w*|shame\w*|scandal\w*|outrage\w*|fake|"
    r"con|conman|demagogue\w*|dictators?|tyrants?|extremists?|fascists?|incompetent|unfit|reckless|dangerous|"
    r"dishonest|despicable|pathetic|disgusting|stupid|idiots?|fools?|foolish|losers?|weak|failed|failures?|disasters?|"
    r"bully|bullies|terrorists?|ridiculous|absurd|nonsense|farce|sham|hoax|smears?)\b",
    re.IGNORECASE,
)
_ONE_QUESTION = re.compile(r"[^.!?]+\?")
_INFINITIVE = re.compile(r"\W*(?:(?:him|her|them|us|me|you|it|people|everyone)\s+)?(?:not\s+)?to\s+[a-z]+")
_GERUND = re.compile(r"\W*[a-z]{2,}ing\b")


def stance(cue_words: str, content_words: str) -> Stance:
    """The stance that a cue gives to its content; `other` where the cue says nothing, or not really."""
    words = [w.replace("’", "'") for w in _WORD.findall(cue_words.lower())]
    if not words:
        return _of_label(cue_words, content_words)
    heads = [(w, s) for i, w in enumerate(words) if (s := _stance_of(words, i)) is not None]
    if not heads:
        return _without_head(words)
    word, found = _deciding(heads)
    lemma = FORMS[word][0].lemma if word in FORMS else word
    if any(w in _NEGATIONS or w.endswith("n't") for w in words):
        return _negated(lemma, found, words)
    return _by_content(lemma, found, words, content_words)


def _unquoted(content_words: str) -> str:
    return content_words.strip(" \n\t\"'“”‘’«»")


def _deciding(heads: list[tuple[str, Stance]]) -> tuple[str, Stance]:
    """The first word with a stance of its own; "expressed" and the like leave it to their noun."""
    first = heads[0][0]
    light = first in FORMS and FORMS[first][0].lemma in _LIGHT
    plain = heads[1] if light and len(heads) > 1 else heads[0]
    return next((h for h in heads if h[1] not in ("asserts", "other")), plain)


def _of_label(cue_words: str, content_words: str) -> Stance:
    """A name and a colon, as in transcripts and headlines."""
    if ":" not in cue_words:
        return "other"
    return "asks" if _unquoted(content_words).endswith("?") else "asserts"


def _stance_of(words: list[str], at: int) -> Stance | None:
    """The stance of the word at `at`, if it is a reporting word used as one."""
    word = words[at]
    before = words[at - 1] if at else ""
    for particle in words[at + 1 : at + 3]:
        if particle in PHRASES.get(word, ()):
            return PHRASES[word][particle]
    about = words[at + 1 : at + 2] and words[at + 1] in _TOPIC
    if about and NOUNS.get(word) == "asserts" and (word not in FORMS or FORMS[word][1] in ("base", "s")):
        return "other"
    like_noun = before in _BEFORE_NOUN and at > 1
    if word in FORMS and not (like_noun and word in NOUNS):
        verb, form = FORMS[word]
        if not (like_noun and form in ("base", "s") and before != "to"):
            return verb.stance
    if word in NOUNS and not (like_noun and any(w in FORMS for w in words[: at - 1])):
        return NOUNS[word]
    return ADJECTIVES.get(word)


def _without_head(words: list[str]) -> Stance:
    plain = words in (["in"], ["to"]) or tuple(words) in PREPOSITIONS
    if plain or "according" in words or any(w in ADVERBS for w in words):
        return "asserts"
    if any(w in _NEGATIONS or w.endswith("n't") for w in words):
        return "declines" if any(w in _ANSWERING_FORMS for w in words) else "other"
    return "supports" if words[0] == "for" else "other"


def _negated(lemma: str, found: Stance, words: list[str]) -> Stance:
    """What is left of a stance that the cue denies."""
    if lemma in _ANSWERING or (lemma in _TELLING and any(w in _REFUSING for w in words)):
        return "declines"
    if found == "supports" or lemma in _BELIEVING:
        return "rejects"
    return "other"


def _by_content(lemma: str, found: Stance, words: list[str], content_words: str) -> Stance:
    """The stance where cue and content decide together."""
    if found == "asserts" and words[0] in _HYPOTHETICAL:
        return "other"
    if lemma == "tell" and _INFINITIVE.match(content_words):
        return "orders"
    if lemma == "refuse" and "to" not in words and not _INFINITIVE.match(content_words):
        return "rejects"
    if lemma == "suggest" and _GERUND.match(content_words):
        return "asks"
    if lemma in _NAMING and found == "asserts" and _BLAME.search(content_words):
        return "accuses"
    if lemma == "say" and _ONE_QUESTION.fullmatch(_unquoted(content_words)):
        return "asks"
    return found
