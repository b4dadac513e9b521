"""What a number counts: the noun phrase after it, told without a tagger.

After any number but one the head noun is plural, so the phrase ends with the first plural word that no other
plural follows ("sugar cane workers", "sports fans"). Irregular plurals, collective nouns and the words
that no noun phrase runs across are our lists, of closed classes as any grammar of English has them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOPS = frozenset(
    "in on at of for from with by to about into over under during against without as like among between through "
    "across after before since until till when while where which who whom whose that than then if because but and or "
    "nor so yet although though unless per via amid near inside outside within beyond behind above below up down off "
    "out along around toward towards despite except plus versus vs "
    "is are was were be been being am has have had having do does did done will would can could may might must shall "
    "should not never also only just even still already ago away apart later earlier each every both either neither "
    "i you he she it we they me him us them this these those the a an his her its our their my your there here "
    "came come comes went go goes gone got get gets took take takes taken made make makes said say says told tell "
    "fled left lost won fell rose grew ran began live lives lived stay stayed stays remain remains remained need needs "
    "want wants saw see seen held hold holds gave give given found know known became become sought faced face died die "
    "drowned perished survived survive survives returned return arrived arrive moved move "
    "yesterday today tomorrow tonight instead perhaps always however meanwhile overnight together alone worldwide "
    "monday tuesday wednesday thursday friday saturday sunday january february april june july august september "
    "october november december was wasn't weren't isn't aren't including apiece aged years-old per "
    "january's too again once ever now soon respectively compared starting ending totalling totaling worth long wide "
    "deep high tall thick one seems seem appears appear shows show says remains comes goes costs wants begins "
    "starts".split()
)
_PLURALS = frozenset(
    "people men women children persons police policemen policewomen servicemen servicewomen firemen fishermen "
    "gunmen militiamen businessmen clergymen civilians-men crewmen dead wounded injured missing homeless staff "
    "personnel troops cattle sheep fish aircraft spacecraft helicopters offspring livestock poultry media data "
    "criteria teeth feet geese mice lives wives wolves halves series species folk crew clergy youth percentage "
    "others lawmen spokesmen congressmen tribesmen villagers deaf elderly poor unemployed displaced cod salmon "
    "migrants grandchildren schoolchildren clansmen seamen sportsmen women's".split()
)
_NOT_PLURAL = frozenset(
    "this was has its as his yes us plus less unless across pass class process business success address access press "
    "gas bus virus status campus crisis basis analysis news politics economics mathematics physics tennis always "
    "perhaps towards besides thus various previous serious religious famous dangerous numerous indigenous enormous "
    "homeless wireless headquarters-based christmas texas paris kansas laos cyprus illinois arkansas".split()
)
_PARTITIVE = frozenset(
    "pairs pieces types kinds sorts categories cases members units bottles copies truckloads boatloads tons counts "
    "rounds sets groups series bags boxes cans kilos bars items acts instances forms percent".split()
)
_WORD = re.compile(r"(?:[A-Z]\.){2,4}|[^\W\d_](?:[\w’'/.&-]{0,40}[\w])?")
_NAME = re.compile(r"\s{1,2}[A-Z][\w’'-]*\s{1,2}[a-z]")
_OF = re.compile(r"\s{1,2}of\s{1,2}(?:(?:the|its|his|her|their|our|these|those|such|all|my|your)\s{1,2})?")
_MOST = 6
"""Words in the phrase at most."""
_REACH = 120
_PARTICIPLES = re.compile(
    r"(?:killed|injured|wounded|displaced|evacuated|detained|arrested|destroyed|damaged|demolished|burned|burnt|"
    r"flooded|affected|shot|hurt|trapped|stranded|abducted|kidnapped|captured|uprooted|relocated|sheltered|executed|"
    r"murdered|massacred|collapsed|razed|looted|evicted|accommodated|forced|reported|recorded|registered|hospitali[sz]ed|"
    r"infected|sentenced|charged|convicted|used|based|called|involved)$",
    re.IGNORECASE,
)
_ADVERB = re.compile(r"(?:mostly|mainly|internally|newly|predominantly|largely|reportedly|more)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words of a noun phrase at `[start, end)` of the text."""

    text: str
    start: int
    end: int


def phrase_after(text: str, at: int, limit: int, single: bool = False, mass: bool = False) -> Phrase | None:
    """The noun phrase that begins at `at`, after white space; `single` where the number is one.

    `mass` is for what need be no plural ("20 tonnes of grain"). "Of the …" between number and phrase is passed
    over: in "two of the drivers" drivers are counted.
    """
    limit = min(limit, at + _REACH)
    of = _OF.match(text, at, limit)
    words = _words(text, of.end() if of else at, limit)
    if not words:
        return None
    last = _single_head(words) if single and not of else _plural_head(words)
    if last is None and mass:
        last = _single_head(words)
    if last is None:
        return None
    end = words[last].end()
    if words[last].group().lower() in _PARTITIVE and (more := _OF.match(text, end, limit)):
        further = _words(text, more.end(), limit)
        head = _plural_head(further)
        if further:
            end = further[min(len(further) - 1, 2) if head is None else head].end()
    start = words[0].start()
    return Phrase(text[start:end], start, end)


def _words(text: str, at: int, limit: int) -> list[re.Match[str]]:
    """Words that stand side by side from `at`, up to one that no noun phrase goes across."""
    words: list[re.Match[str]] = []
    for match in _WORD.finditer(text, at, limit):
        gap = text[at : match.start()]
        if (gap and not gap.isspace()) or len(gap) > 3 or gap.count("\n") > 1 or len(words) == _MOST:
            break
        if not gap and words:
            break
        low = match.group().lower().replace("’", "'")
        if low in _STOPS and not (low == "and" and words and _joins_names(text, words[-1], match)):
            break
        words.append(match)
        at = match.end()
    return words


def _joins_names(text: str, before: re.Match[str], joint: re.Match[str]) -> bool:
    """Whether "and" joins two names that describe one noun ("Hindu and Muslim voters")."""
    name = _NAME.match(text, joint.end())
    return bool(name) and before.group()[0].isupper() and not is_plural(before.group())


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun, or is one of the irregular and collective ones."""
    low = word.lower().replace("’", "'")
    if low in _PLURALS or low.rpartition("-")[2] in _PLURALS:
        return True
    return (
        len(low) > 3
        and low.endswith("s")
        and not low.endswith(("ss", "us", "is", "'s", "ous", "less"))
        and low not in _NOT_PLURAL
    ) or (len(low) == 3 and word.endswith("s") and word[:2].isupper())


def _plural_head(words: list[re.Match[str]]) -> int | None:
    for at, match in enumerate(words):
        word = match.group()
        if not is_plural(word):
            if at and _PARTICIPLES.search(word) and not any(is_plural(w.group()) for w in words[at + 1 :]):
                return None
            continue
        if (
            at + 1 < len(words)
            and is_plural(words[at + 1].group())
            and words[at + 1].group().lower() not in _ADJECTIVAL
        ):
            continue
        if at + 1 < len(words) and word.lower() in _ADJECTIVAL and is_plural(words[-1].group()):
            continue
        return at
    return None


_ADJECTIVAL = frozenset("dead wounded injured missing homeless elderly poor unemployed displaced deaf".split())
"""Plural on their own, adjectives before a noun ("12 missing sailors")."""


def _single_head(words: list[re.Match[str]]) -> int | None:
    last = len(words) - 1
    for at, match in enumerate(words):
        word = match.group()
        if at and (_PARTICIPLES.search(word) or word.endswith("ly")):
            last = at - 1
            break
    last = min(last, 2)
    while last > 0 and (words[last].group().endswith(("ed", "ly"))):
        last -= 1
    return last if words[0].group()[0].islower() or last > 0 else None
