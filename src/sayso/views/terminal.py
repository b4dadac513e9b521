"""A reading on a terminal: statements grouped by speaker, those inside others as branches under them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from sayso.reading.quotes import quotations
from sayso.records import Notice, Passage, Reading, Span, Statement
from sayso.views.facts import fact_lines
from sayso.views.speakers import Group, by_speaker
from sayso.views.words import bare, called, named, plain

_MARKS = {"direct": "❝", "mixed": "◐", "indirect": "·"}
_LEGEND = "❝ verbatim   ◐ partly verbatim   · paraphrase"
_UNSURE = 0.7
"""Below this confidence a statement is marked with "?": on PolNeAR dev fewer than half of those are right."""
_DEEPEST = 8
"""Levels drawn as branches; what lies deeper stands beside them, or no columns would be left for words."""


def render(reading: Reading, console: Console) -> None:
    """Print a reading in as many columns as the console has."""
    console.print(_heading(reading))
    ids = {s.id for s in reading.statements}
    inside: dict[str, list[Statement]] = {}
    for statement in reading.statements:
        if statement.within in ids:
            inside.setdefault(statement.within, []).append(statement)
    for group in by_speaker([s for s in reading.statements if s.within not in ids], reading.speakers):
        tree = Tree(_speaker(group), guide_style="dim")
        for statement in group.statements:
            _grow(tree, statement, inside, reading.article.text, group.name)
        console.print()
        console.print(tree)
    for line in (*_facts(reading), *_closing(reading)):
        console.print(line)


def _heading(reading: Reading) -> Text:
    article = reading.article
    head = Text()
    known = [part for part in (article.outlet, article.byline, article.published) if part]
    title = article.title or next((_words(article.text, p) for p in article.passages if p.kind == "headline"), None)
    if title:
        head.append(plain(title) + "\n", style="bold")
    if known:
        head.append(" · ".join(map(plain, known)) + "\n", style="dim")
    head.append(f"{_count(len(reading.statements), 'statement')}{_by_whom(reading)}", style="dim")
    if reading.source:
        head.append(f" in {plain(reading.source)}", style="dim")
    return head


def _by_whom(reading: Reading) -> str:
    """How many speak, and how many of these are not named or not known."""
    groups = by_speaker(reading.statements, reading.speakers)
    counts = Counter(group.standing for group in groups)
    parts = [_count(counts["named"], "speaker")] if counts["named"] else []
    parts += [f"{counts[standing]} {standing}" for standing in ("unnamed", "unresolved") if counts[standing]]
    return f" by {', '.join(parts)}" if parts else ""


def _speaker(group: Group) -> Text:
    """The heading of a group: who, in what role, of what sort, and whether that much is known."""
    line = Text(plain(group.name), style="bold cyan")
    if group.role:
        line.append(f"  {plain(group.role)}", style="not bold")
    if group.sort not in ("person", "unattributed", "unnamed"):
        line.append(f"  {group.sort}", style="dim not bold")
    if group.standing in ("unnamed", "unresolved"):
        line.append(f"  {group.standing}", style="yellow not bold")
    return line


def _grow(
    tree: Tree,
    statement: Statement,
    inside: dict[str, list[Statement]],
    text: str,
    heading: str | None = None,
    depth: int = 0,
) -> None:
    branch = tree.add(_statement(statement, text, heading))
    for inner in inside.get(statement.id, ()):
        _grow(branch if depth < _DEEPEST else tree, inner, inside, text, depth=depth + 1)


def _statement(statement: Statement, text: str, heading: str | None) -> Text:
    """A statement on one line: under a heading with the words used there, else with its chain of voices."""
    line = Text(_MARKS[statement.kind] + " ")
    if heading is None:
        line.append(" › ".join(map(named, statement.voices)) + " ", style="cyan")
    elif bare(called(statement.source)) != bare(plain(heading)):
        line.append(called(statement.source) + " ", style="cyan")
    if statement.cue is not None:
        line.append(_shown(statement.cue, statement))
        line.append(" ")
    if statement.addressee is not None and not _covered(statement.addressee, statement):
        line.append(f"({plain(statement.addressee.text)}) ", style="dim")
    for number, part in enumerate(statement.content):
        line.append("" if number == 0 else " … ")
        line.append(_content(part, statement, text))
    if statement.stance != "asserts":
        line.append(f"  [{statement.stance}]", style="magenta")
    if statement.confidence < _UNSURE:
        line.append("  ?", style="dim")
    return line


def _covered(span: Span, statement: Statement) -> bool:
    return any(c.start <= span.start and span.end <= c.end for c in statement.content)


def _shown(cue: Span, statement: Statement) -> Text:
    return _styled(cue, [(cue.start, cue.end, "italic"), *((h.start, h.end, "yellow") for h in statement.hedges)])


def _content(part: Span, statement: Statement, text: str) -> Text:
    cue = (0, 0) if statement.cue is None else (statement.cue.start, statement.cue.end)
    marks = [(q.start, q.end, "green") for q in quotations(text, part.start, part.end) if not q.holds(cue)]
    return _styled(part, [*marks, *((h.start, h.end, "yellow") for h in statement.hedges)])


def _styled(span: Span, marks: Sequence[tuple[int, int, str]]) -> Text:
    """The span's words on one line, with styles by the article's offsets."""
    styled = Text("".join(" " if c.isspace() or not c.isprintable() else c for c in span.text))
    for start, end, style in marks:
        if start < span.end and span.start < end:
            styled.stylize(style, max(start - span.start, 0), min(end, span.end) - span.start)
    return styled


def _facts(reading: Reading) -> Iterator[Text]:
    lines = list(fact_lines(reading))
    return iter([Text(""), *lines] if lines else [])


def _closing(reading: Reading) -> Iterator[Text]:
    if reading.statements:
        yield Text("\n" + _LEGEND, style="dim")
    by_why: dict[str, list[Notice]] = {}
    for notice in reading.notices:
        by_why.setdefault(notice.why, []).append(notice)
    for why, notices in by_why.items():
        words = Counter(plain(n.text).casefold() for n in notices if n.text)
        named = ", ".join(f"{word} ({count} times)" if count > 1 else word for word, count in words.items())
        yield Text(f"! {named + ': ' if named else ''}{why}", style="yellow")
    apart = [p for p in reading.article.passages if p.kind in ("teaser", "boilerplate")]
    for passage in apart:
        yield Text(f"- not part of the article ({passage.kind}): {_words(reading.article.text, passage)}", style="dim")


def _words(text: str, passage: Passage) -> str:
    return plain(text[passage.start : passage.end])


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
