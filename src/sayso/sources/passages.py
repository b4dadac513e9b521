"""Plain text as passages: every line that holds more than white space is in one, alone, with its kind.

Most lines are body. The others are told by their own words (`lines.py`), by standing first, or by
standing last and pitching another piece (`pitches.py`). Where it is doubtful, a line is body: the
headline, the standfirst, captions and corrections are read for statements as the body is, but
teasers and boilerplate are not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Passage, PassageKind
from sayso.sources.lines import byline_names, is_label, line_kind
from sayso.sources.pitches import names_in_capitals, pitch_byline

LINE = re.compile(r"[^\s](?:[^\r\n\u2028\u2029]*[^\s])?")
"""A line without the white space around it. Lines end at CR, LF and the Unicode line and paragraph separators."""

_STOP = re.compile(r"[.;:,][”’\"')\]]*$")
_SENTENCE = re.compile(r"[.!?…][”’\"')\]]*$")
_SPEAKER = re.compile(r"^[A-Z][A-Z .’'-]{1,40}:\s")
_SMALL = frozenset(
    "a an and as at but by for from in into is it nor of off on or over per so the to up via vs with yet".split()
)
_MOST_LABELLED = 6
"""Lines after a heading such as "Related stories" that may belong to it."""


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a plain text, in order; spans are code points of `text`, end exclusive."""
    spans = [match.span() for match in LINE.finditer(text)]
    lines = [text[a:b] for a, b in spans]
    kinds, bylines = classified(lines)
    return tuple(Passage(kind, a, b, by) for kind, (a, b), by in zip(kinds, spans, bylines, strict=True))


def classified(lines: Sequence[str]) -> tuple[list[PassageKind], list[str | None]]:
    """The kind of each of an article's lines, and the author each line gives: a pitch's, or a "By …" line's."""
    kinds: list[PassageKind] = [line_kind(line) for line in lines]
    bylines: list[str | None] = [None] * len(lines)
    _mark_listed(lines, kinds)
    _mark_pitches(lines, kinds, bylines)
    _mark_top(lines, kinds, bylines)
    return kinds, bylines


def _mark_listed(lines: Sequence[str], kinds: list[PassageKind]) -> None:
    """Titles under a heading such as "Related stories" are teasers as it is."""
    for number, line in enumerate(lines):
        if not is_label(line):
            continue
        for below in range(number + 1, min(number + 1 + _MOST_LABELLED, len(lines))):
            if kinds[below] != "body" or _SENTENCE.search(lines[below]) or lines[below].count(" ") > 20:
                break
            kinds[below] = "teaser"


def _mark_pitches(lines: Sequence[str], kinds: list[PassageKind], bylines: list[str | None]) -> None:
    """The run of pitches that ends an article, other lines that are not its body aside."""
    found: dict[int, str] = {}
    for number in range(len(lines) - 1, 0, -1):
        if kinds[number] == "body":
            author = pitch_byline(lines[number])
            if author is None:
                break
            found[number] = author
    body = [line for number, line in enumerate(lines) if kinds[number] == "body" and number not in found]
    if 0 < len(found) <= len(body) and not names_in_capitals(body):
        for number, author in found.items():
            kinds[number], bylines[number] = "teaser", author


def _mark_top(lines: Sequence[str], kinds: list[PassageKind], bylines: list[str | None]) -> None:
    """The headline, the standfirst and the line that names the authors."""
    body = [number for number, kind in enumerate(kinds) if kind == "body"]
    for number in body[:5]:
        names = byline_names(lines[number])
        if names is not None:
            kinds[number], bylines[number] = "boilerplate", names
            body.remove(number)
            break
    if len(body) < 2 or body[0] != 0 or not _is_headline(lines[0], [lines[n] for n in body[1:4]]):
        return
    kinds[0] = "headline"
    if len(body) > 2 and _is_standfirst(lines[0], lines[body[1]], lines[body[2]]):
        kinds[body[1]] = "standfirst"


def _is_headline(line: str, following: Sequence[str]) -> bool:
    """A short first line without a full stop, or in title case, above prose."""
    words = line.split()
    if not 2 <= len(words) <= 25 or _SPEAKER.match(line):
        return False
    prose = any(_SENTENCE.search(other) and other.count(" ") + 1 > max(6, len(words) / 2) for other in following)
    if not prose:
        return False
    if line.endswith(".") and not line.endswith("..."):
        return _in_title_case(words)
    return not _STOP.search(line) and not (line[0] in "“\"‘'" and _SENTENCE.search(line))


def _in_title_case(words: Sequence[str]) -> bool:
    telling = [w.strip("“”‘’\"'(),.:;!?") for w in words if w.strip("“”‘’\"'(),.:;!?").lower() not in _SMALL]
    telling = [w for w in telling if w and w[0].isalpha()]
    return len(telling) >= 3 and all(w[0].isupper() for w in telling)


def _is_standfirst(headline: str, line: str, following: str) -> bool:
    """A second line without a full stop, longer than the headline, above prose."""
    words = len(line.split())
    starts_plainly = line[0].isalnum() and not _SPEAKER.match(line)
    return (
        starts_plainly
        and 8 <= words <= 45
        and len(line) > len(headline)
        and not (_SENTENCE.search(line) or _STOP.search(line))
        and bool(_SENTENCE.search(following))
    )
