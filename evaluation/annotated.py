"""The project's own annotated articles, with the markup taken out and turned into offsets.

`articles/README.md` describes the files. Every offset is a code point of the article's `text`,
end exclusive. A file that breaks the format is refused with a `ValueError` that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

from evaluation.attribution import Attribution, Span
from sayso.reading.windows import paragraphs
from sayso.records import Passage, PassageKind, Stance, StatementKind

ARTICLES = Path(__file__).with_name("articles")
KEYS = ("title", "genre", "published")

_RULE = "---"
_TOKEN = re.compile(r"⟦(?P<head>[^|⟦⟧\n]*)\||(?P<stray>⟦)|(?P<close>⟧)|(?P<newline>\n)")
_HEAD = re.compile(r"(?P<numbers>[1-9]\d*(?:,[1-9]\d*)*) (?P<role>source|cue|content|hedge|addressee)")
_STATEMENT = re.compile(r"(?P<number>[1-9]\d*) (?P<kind>\w+) (?P<stance>\w+)(?: within=(?P<within>[1-9]\d*))?")


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """One statement as a person annotated it; `within` is the number of the one that reports it."""

    number: int
    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    hedges: tuple[Span, ...]
    addressee: Span | None
    kind: StatementKind
    stance: Stance
    within: int | None

    @property
    def attribution(self) -> Attribution:
        """Source, cue and content, as `evaluation.attribution.Score` counts them."""
        return Attribution(() if self.source is None else (self.source,), (self.cue,), self.content)


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article's plain text with everything annotated in it; `name` is the file's, without ending.

    `passages` covers every line that is not blank, as body where the file says nothing else.
    """

    name: str
    title: str
    genre: str
    published: str
    text: str
    statements: tuple[GoldStatement, ...]
    passages: tuple[Passage, ...]

    @property
    def outermost(self) -> list[Attribution]:
        """The attributions that lie in no other: what a corpus like PolNeAR annotates."""
        return [s.attribution for s in self.statements if s.within is None]


@dataclass(frozen=True, slots=True)
class _Mark:
    """One `⟦…|…⟧`: what stands before the bar, where its words are, and the line of the file."""

    head: str
    span: Span
    line: int


def load_all(folder: Path = ARTICLES) -> tuple[AnnotatedArticle, ...]:
    """Every article of `folder`, by name.

    Raises:
        ValueError: a file breaks the format.
    """
    return tuple(load(path) for path in sorted(folder.glob("*.txt")))


def load(path: Path) -> AnnotatedArticle:
    """Read the annotated article in the file at `path`.

    Raises:
        ValueError: the file breaks the format; the message begins with `path:line:`.
    """
    lines = path.read_text("utf-8").split("\n")
    rules = [i for i, line in enumerate(lines) if line == _RULE]
    if len(rules) != 2:
        raise _error(path, 1, f"expected two lines of {_RULE}, before and after the article; found {len(rules)}")
    header, article, statements = lines[: rules[0]], lines[rules[0] + 1 : rules[1]], lines[rules[1] + 1 :]
    known = _header(path, header)
    text, marks = _without_markup(path, "\n".join(article), rules[0] + 2)
    return AnnotatedArticle(
        name=path.stem,
        title=known["title"],
        genre=known["genre"],
        published=known["published"],
        text=text,
        statements=_statements(path, statements, rules[1] + 2, [m for m in marks if _HEAD.fullmatch(m.head)]),
        passages=_passages(path, text, [m for m in marks if not _HEAD.fullmatch(m.head)]),
    )


def _header(path: Path, lines: Sequence[str]) -> dict[str, str]:
    known = {}
    for number, line in enumerate(lines, start=1):
        key, colon, value = line.partition(": ")
        if not colon or key not in KEYS or key in known or not value.strip():
            raise _error(path, number, f"expected one line each of {', '.join(KEYS)}, as `key: value`; found {line!r}")
        known[key] = value
    missing = [key for key in KEYS if key not in known]
    if missing:
        raise _error(path, len(lines) + 1, f"the header lacks {', '.join(missing)}")
    try:
        date.fromisoformat(known["published"])
    except ValueError as error:
        number = 1 + list(known).index("published")
        raise _error(path, number, f"published: {known['published']!r} is no date like 2027-01-31") from error
    return known


def _without_markup(path: Path, marked: str, line: int) -> tuple[str, list[_Mark]]:
    """Take the markup out of `marked`, which begins at the file's `line`; return the text and the marks."""
    pieces: list[str] = []
    marks: list[_Mark] = []
    opened: list[tuple[str, int]] = []
    length = read = 0
    for token in _TOKEN.finditer(marked):
        plain = marked[read : token.start()]
        pieces.append(plain)
        length += len(plain)
        read = token.end()
        if token["stray"] or (token["close"] and not opened):
            raise _error(path, line, f"{token[0]} opens or closes nothing; write ⟦3 cue|said⟧")
        if token["newline"]:
            if opened:
                raise _error(path, line, f"⟦{opened[-1][0]}| is not closed before the end of its line")
            pieces.append("\n")
            length += 1
            line += 1
        elif token["close"]:
            head, start = opened.pop()
            if not "".join(pieces)[start:length].strip():
                raise _error(path, line, f"⟦{head}| marks no words")
            marks.append(_Mark(head, (start, length), line))
        else:
            _check_head(path, line, token["head"])
            opened.append((token["head"], length))
    if opened:
        raise _error(path, line, f"⟦{opened[-1][0]}| is not closed before the end of its line")
    return "".join(pieces) + marked[read:], marks


def _check_head(path: Path, line: int, head: str) -> None:
    if not _HEAD.fullmatch(head) and head not in get_args(PassageKind):
        roles = "source, cue, content, hedge or addressee"
        raise _error(path, line, f"⟦{head}| is neither numbers and a role ({roles}) nor a kind of passage")


def _passages(path: Path, text: str, marks: Iterable[_Mark]) -> tuple[Passage, ...]:
    lines: dict[Span, PassageKind] = dict.fromkeys(paragraphs(text), "body")
    for mark in marks:
        if mark.span not in lines:
            raise _error(path, mark.line, f"⟦{mark.head}| must hold its whole line and nothing else")
        lines[mark.span] = cast(PassageKind, mark.head)
    return tuple(Passage(kind, start, end) for (start, end), kind in lines.items())


def _statements(path: Path, lines: Sequence[str], first: int, marks: Sequence[_Mark]) -> tuple[GoldStatement, ...]:
    """Read the list below the article, which begins at the file's line `first`."""
    marked: dict[int, dict[str, list[Span]]] = {}
    for mark in marks:
        numbers, role = mark.head.split(" ")
        for number in map(int, numbers.split(",")):
            marked.setdefault(number, {}).setdefault(role, []).append(mark.span)
    found: dict[int, GoldStatement] = {}
    places: dict[int, int] = {}
    for place, line in enumerate(lines, start=first):
        if line.strip():
            statement = _statement(path, place, line, marked)
            if statement.number in found:
                raise _error(path, place, f"statement {statement.number} is listed twice")
            found[statement.number], places[statement.number] = statement, place
    for mark in marks:
        for number in map(int, mark.head.split(" ")[0].split(",")):
            if number not in found:
                raise _error(path, mark.line, f"⟦{mark.head}|: statement {number} is not listed below the article")
    for statement in found.values():
        _check_within(path, places[statement.number], statement, found)
    return tuple(found.values())


def _statement(path: Path, place: int, line: str, marked: Mapping[int, Mapping[str, list[Span]]]) -> GoldStatement:
    match = _STATEMENT.fullmatch(line)
    if match is None or match["kind"] not in get_args(StatementKind) or match["stance"] not in get_args(Stance):
        raise _error(path, place, f"expected `NUMBER KIND STANCE [within=NUMBER]`; found {line!r}")
    number = int(match["number"])
    spans = {role: sorted(found) for role, found in marked.get(number, {}).items()}
    sources, cues, addressees = (spans.get(role, []) for role in ("source", "cue", "addressee"))
    if len(cues) != 1 or len(sources) > 1 or len(addressees) > 1 or "content" not in spans:
        why = f"statement {number} needs one cue, some content, at most one source and one addressee"
        raise _error(path, place, why)
    return GoldStatement(
        number=number,
        source=sources[0] if sources else None,
        cue=cues[0],
        content=tuple(spans["content"]),
        hedges=tuple(spans.get("hedge", [])),
        addressee=addressees[0] if addressees else None,
        kind=cast(StatementKind, match["kind"]),
        stance=cast(Stance, match["stance"]),
        within=None if match["within"] is None else int(match["within"]),
    )


def _check_within(path: Path, place: int, statement: GoldStatement, found: Mapping[int, GoldStatement]) -> None:
    """Refuse a chain that leads nowhere or back to where it began."""
    met = {statement.number}
    outer = statement.within
    while outer is not None:
        if outer not in found or outer in met:
            why = "leads back to itself" if outer in met else "names a statement that is not listed"
            raise _error(path, place, f"statement {statement.number}: within={statement.within} {why}")
        met.add(outer)
        outer = found[outer].within


def _error(path: Path, line: int, why: str) -> ValueError:
    return ValueError(f"{path}:{line}: {why}")
