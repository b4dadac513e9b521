"""Where an article refers to somebody without a name: pronouns, "the mayor", "the fund", "the lawmakers"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from sayso.reading.attribution import Offsets
from sayso.reading.cues import FORMS, word_set
from sayso.reading.speakers.lexicon import BODY_NOUNS, GROUP_NOUNS, ORDINARY, OUTLET_NOUNS, ROLES
from sayso.reading.speakers.tokens import Words

Form = Literal["he", "she", "it", "they", "who", "i", "we", "role", "body", "outlet", "group", "place", "person"]

PRONOUNS: dict[str, Form] = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("who", "whom", "whose"), "who"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), "i"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
}
_DEFINITE = word_set("the this that these those his her their its my our both")
_SINGULAR_PEOPLE = word_set("man woman boy girl official teenager officer person native mate")
_PLACES = word_set("country nation state city government administration regime town county island kingdom")
_HEADS: dict[str, Form] = {
    **dict.fromkeys(BODY_NOUNS, "body"),
    **dict.fromkeys(OUTLET_NOUNS, "outlet"),
    **dict.fromkeys(_PLACES, "place"),
    **dict.fromkeys(ROLES | _SINGULAR_PEOPLE, "role"),
    **dict.fromkeys(GROUP_NOUNS, "group"),
}
"""What a head says of the thing; a word of two lists counts by the later."""
_FORMS = {**_HEADS, **PRONOUNS}
_BEFORE_HEAD = 5
"""Words before a head among which its determiner is looked for."""
_SAYS_WHAT = word_set("is was be been being are were as become becomes became like remains remained for than not once")
"""Words after which "a lawyer" is a predicate."""
_SOME = word_set("some many most several few more other")
_NUMBERS = word_set("two three pair duo couple trio both")


class Reference(NamedTuple):
    """Words at `[start, end)` that refer, by their head; `modifiers` are the words between."""

    start: int
    end: int
    form: Form
    head: str
    modifiers: tuple[str, ...] = ()
    determiner: str = ""
    at: int = 0
    """The index of its first word, and of its head."""
    last: int = 0
    owner: int = -1
    """Where the possessor stands that determines it ("Brandt's lawyer"), or -1."""


def references(words: Words, taken: Sequence[Offsets]) -> list[Reference]:
    """The references outside the names at `taken`, which are in order."""
    found = []
    row = words.words
    spans = iter([*taken, (1 << 60, 1 << 60)])
    span = next(spans)
    for at, low in enumerate(words.lows):
        if low not in _FORMS:
            continue
        word = row[at]
        while span[1] <= word.start:
            span = next(spans)
        if span[0] <= word.start:
            continue
        if low in PRONOUNS:
            if not (word.text == "US" or (low == "i" and word.text != "I")):
                found.append(Reference(word.start, word.end, _FORMS[low], low, at=at, last=at))
        elif not _followed_by_noun(words, at, span[0]):
            reference = _phrase(words, at, _FORMS[low])
            if reference is not None:
                found.append(reference)
    return found


def _followed_by_noun(words: Words, at: int, name: int) -> bool:
    """Whether the word only stands before the head: "the campaign manager"."""
    row = words.words
    word = row[at]
    if at + 1 == len(row) or word.owns or words.gap(at) not in (" ", "\xa0", "-"):
        return False
    following = row[at + 1]
    if following.start == name:
        return word.low in ROLES
    low = following.low
    if words.gap(at) == "-":
        return True
    return (low in ROLES or low in GROUP_NOUNS or low in BODY_NOUNS) and low not in FORMS and low not in ORDINARY


def _phrase(words: Words, at: int, form: Form) -> Reference | None:
    row = words.words
    word = row[at]
    begin = at
    while begin > 0 and at - begin < _BEFORE_HEAD:
        before = row[begin - 1]
        gap = words.gap(begin - 1)
        if (
            before.sentence != word.sentence
            or gap not in (" ", "\xa0", "-", ", ", " “", "” ")
            or (gap == ", " and not row[begin].text[0].islower())
        ):
            break
        if before.low.endswith("n't") or (form == "group" and before.low in ("that", "this")):
            break
        if before.owns:
            return _reference(words, begin, at, form, "’s", begin - 1)
        if before.low in _DEFINITE and before.low != "both":
            return _reference(words, begin, at, form, before.low, begin - 1)
        if form == "group" and before.low in _SOME and gap in (" ", "\xa0"):
            begin -= 1
            break
        if form == "role" and before.low in ("a", "an", "another") and not _apposed(words, begin - 1):
            return _reference(words, begin, at, form, "a", begin - 1)
        if (
            before.low in ("a", "an")
            or (before.low in ORDINARY and before.text != "US")
            or (before.low in FORMS and form == "group")
        ):
            break
        if gap == ", ":
            break
        begin -= 1
    if form == "group" and word.low not in _NUMBERS - {"both"}:
        return _reference(words, begin, at, form, "", None)
    if words.words[at].paragraph in words.titled and form in ("role", "body") and begin == at and word.first:
        return _reference(words, begin, at, form, "", None)
    return None


def _apposed(words: Words, at: int) -> bool:
    """Whether the phrase from word `at` says what somebody is, rather than bringing somebody in."""
    if at == 0 or words.words[at - 1].sentence != words.words[at].sentence:
        return False
    return words.gap(at - 1) != " " or words.words[at - 1].low in _SAYS_WHAT


def _reference(words: Words, begin: int, at: int, form: Form, determiner: str, opener: int | None) -> Reference:
    row = words.words
    first = begin if opener is None else opener
    modifiers = tuple(w.low for w in row[begin:at])
    owner = row[opener].start if opener is not None and determiner == "’s" else -1
    if opener is not None and determiner == "’s":
        # "the panel's chairman": the possessor's own words belong to the phrase.
        modifiers = (row[opener].low, *modifiers)
        while (
            opener > 0
            and words.gap(opener - 1) in (" ", "\xa0")
            and (row[opener - 1].text[0].isupper() or row[opener - 1].low == "the")
            and row[opener - 1].sentence == row[at].sentence
            and row[opener - 1].low not in (ORDINARY - {"the"})
        ):
            opener -= 1
        first = opener
    return Reference(row[first].start, row[at].end, form, row[at].low, modifiers, determiner, first, at, owner)
