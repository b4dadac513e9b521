"""Pitches: lines after an article's end that sell another piece in one sentence, with its author in capitals.

British papers set them so ("The canal scheme will drown us all, writes ANNA LOWE"). Three things
tell them from the article: the line is one sentence, it names a person in capitals beside a verb of
writing or saying, and the article itself does not write its speakers' names in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_](?:[\w’'-]*\w)?")
_PARTICLES = frozenset({"de", "da", "di", "du", "del", "der", "den", "van", "von", "la", "le", "al", "el", "bin", "ap"})
_NO_NAME = frozenset(
    """a an and at for in of on or the to with not no what who why how is are was
    un us usa uk eu nato bbc cnn itv fbi cia nhs mp mps mep meps pm tv news live watch update updates exclusive
    breaking opinion analysis comment editorial feature review sport press association agency party council union
    court government ministry police army navy force university department committee bank office service""".split()
)
_VERBS = (
    "(?:write|report|argue|say|contend|ask|explain|examine|explore|believe|warn|suggest|claim|reckon|insist|urge|wonder"
    "|consider|investigate|reveal|reflect|recall|remember|review|survey|trace|chart|describe|recommend|celebrate"
    "|conclude|meet|introduce|tell)s?|discuss(?:es)?|makes? the case|looks? (?:at|back|into|ahead)|calls? (?:for|on)"
    "|talks? (?:to|about)|speaks? (?:to|with)"
)
_VERB_AFTER = re.compile(rf",?\s+(?:(?:[a-z]+ly|also|now|here|then|again)\s+)?(?:{_VERBS})\b")
_VERB_BEFORE = re.compile(rf"(?:^|[\s,–—-])(?:{_VERBS})(?:\s+(?:[a-z]+ly|our|our\s[a-z]+))?\s+$", re.IGNORECASE)
_TITLES = re.compile(r"(?:Dr|Prof|Professor|Sir|Dame|Lord|Lady|Rev|Revd|Mr|Mrs|Ms)\.?\s+$")
_STOP = re.compile(
    r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St|Jr|Sr|No|vs))(?<!\b(?:Mrs|Gen|Sen|Rep|Col))[.!?…][”’\"')]*\s+(?=\S)"
)
_ENDS = re.compile(r"(?:,\s.{0,60})?[.!?]?$")
_HOUR = re.compile(r"\d{1,2}[.:]\d\d")
_OPENS = ("“", "‘", '"', "'")
_ENDS_QUOTED = re.compile(r"[”’\"'],?\s*$")
_MOST_WORDS = 60
_REACH = 120
"""Code points before a name among which its verb is looked for."""


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int


def pitch_byline(line: str) -> str | None:
    """The author, in title case, of the piece that `line` pitches, or None if it is no pitch.

    Says nothing of where the line stands; see `names_in_capitals` for what the article must not do.
    """
    if line.count(" ") >= _MOST_WORDS or _mostly_capitals(line) or _HOUR.match(line):
        return None
    for name in _joined(line, _names(line)):
        if _beside_verb(line, name) and _one_sentence(line, name):
            return title_case(line[name.start : name.end])
    return None


def names_in_capitals(lines: Iterable[str]) -> bool:
    """Whether an article writes the people in it in capitals, as transcripts and live pages do.

    One name with a colon or a verb of saying beside it is enough, or names in two lines. Capitals
    that begin the first line are an ornament of the page and do not count.
    """
    seen = 0
    for number, line in enumerate(lines):
        found = _names(line)
        if any(line[name.end : name.end + 1] == ":" for name in found):
            return True
        if _mostly_capitals(line):
            continue
        found = [name for name in found if number or name.start]
        if any(_beside_verb(line, name) for name in found):
            return True
        seen += bool(found)
    return seen > 1


def title_case(name: str) -> str:
    """A name in capitals as it is otherwise written: "ANNE O’NEILL-McKAY" is "Anne O’Neill-McKay"."""
    return " ".join(_word_case(word) for word in name.split())


def _word_case(word: str) -> str:
    if word.islower():
        return word
    parts = re.split(r"([-’'.])", word)
    return "".join(p[:2] + p[2:].capitalize() if p.startswith("Mc") else p.capitalize() for p in parts)


def _names(line: str) -> list[_Name]:
    """Runs of two to four words in capitals that may name a person."""
    runs: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(line):
        if runs[-1] and (line[runs[-1][-1].end() : token.start()].strip() or not _continues(token.group())):
            runs.append([])
        if _continues(token.group()) and (runs[-1] or _is_capitals(token.group())):
            runs[-1].append(token)
    return [_Name(run[0].start(), run[-1].end()) for run in map(_trimmed, runs) if _is_name([t.group() for t in run])]


def _joined(line: str, names: list[_Name]) -> list[_Name]:
    """`names` with those that "and" joins as one."""
    joined: list[_Name] = []
    for name in names:
        if joined and line[joined[-1].end : name.start] in (" and ", " & "):
            joined[-1] = _Name(joined[-1].start, name.end)
        else:
            joined.append(name)
    return joined


def _trimmed(run: list[re.Match[str]]) -> list[re.Match[str]]:
    while run and not _is_capitals(run[-1].group()):
        run = run[:-1]
    return run


def _continues(word: str) -> bool:
    return _is_capitals(word) or word in _PARTICLES


def _is_capitals(word: str) -> bool:
    return word.removeprefix("Mc").removeprefix("Mac").isupper()


def _is_name(words: list[str]) -> bool:
    spelled = [w for w in words if len(w.strip(".")) > 1 and w not in _PARTICLES]
    known_otherwise = any(w.lower() in _NO_NAME for w in words)
    return 2 <= len(words) <= 4 and bool(spelled) and len(words[-1]) > 1 and not known_otherwise


def _mostly_capitals(line: str) -> bool:
    words: list[str] = _TOKEN.findall(line)
    return sum(len(w) > 1 and w.isupper() for w in words) * 2 > len(words)


def _beside_verb(line: str, name: _Name) -> bool:
    if _VERB_AFTER.match(line, name.end):
        return True
    before = _TITLES.sub("", line[max(0, name.start - _REACH) : name.start])
    verb = _VERB_BEFORE.search(before)
    if verb is None or not _ENDS.match(line, name.end):
        return False
    quoted = line.startswith(_OPENS) and _ENDS_QUOTED.search(before[: verb.start() + 1]) is not None
    return not quoted


def _one_sentence(line: str, name: _Name) -> bool:
    """Whether the line has no full stop within it, save one right before the name: "Who pays? ANNA LOWE asks"."""
    return all(stop.end() == name.start for stop in _STOP.finditer(line))
