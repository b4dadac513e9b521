"""A report for people: every statement in its sentence, with its chain of sources, as one page of HTML.

The page needs nothing else: no script, no picture, no request to anywhere (a content security policy in the page
forbids them), and it prints. All words of articles and people are escaped. An article's address is a link only if it
is http or https.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from sayso.exports.entry import Entry, called
from sayso.reading.figures.stops import sentence_at
from sayso.records import Article, Figure, Statement

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Who said what</title>
<style>
body { font: 16px/1.5 Georgia, serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #111; background: #fff }
h1, h2 { line-height: 1.2 }
.about, .facts { font: 13px/1.4 system-ui, sans-serif; color: #555; overflow-wrap: anywhere }
article { border-top: 2px solid #111; margin-top: 2em }
section { margin: 1.2em 0; break-inside: avoid }
.voices { font-weight: bold; margin: 0 }
blockquote { margin: .2em 0 .2em 1em; padding-left: .8em; border-left: 3px solid #bbb; white-space: pre-wrap }
mark { background: #fdf3c4; color: inherit }
.verdict { font: 13px/1.4 system-ui, sans-serif; border: 1px solid #777; padding: 0 .4em }
.rejected blockquote { text-decoration: line-through; color: #777 }
table { border-collapse: collapse; width: 100%; font: 13px/1.4 system-ui, sans-serif }
th, td { border-bottom: 1px solid #ccc; padding: .2em .4em; text-align: left; vertical-align: top }
@media print { body { margin: 0; max-width: none } a { color: inherit; text-decoration: none } }
</style>
</head>
<body>
<h1>Who said what</h1>
"""
_FOOT = "</body>\n</html>\n"


def report_html(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The page, an article at a time."""
    yield _HEAD.encode()
    for entry in entries:
        yield "".join(_article(entry)).encode("utf-8", "backslashreplace")
    yield _FOOT.encode()


def _article(entry: Entry) -> Iterator[str]:
    reading = entry.reading
    article = reading.article
    yield f"<article>\n<h2>{escape(article.title or reading.source or 'An article without a title')}</h2>\n"
    yield f'<p class="about">{_about(article)}<br>read by {escape(reading.reader.name)} '
    yield f"{escape(reading.reader.version)} · {escape(article.id)}</p>\n"
    if not reading.statements:
        yield "<p>No statement was found in it.</p>\n"
    outcomes = entry.outcomes()
    for statement in reading.statements:
        outcome = outcomes.get(statement.id)
        yield _statement(entry, statement, outcome.verdict if outcome else "read")
    if reading.figures:
        yield _figures(entry)
    for notice in reading.notices:
        about = f"{notice.text}: " if notice.text else ""
        yield f'<p class="facts">Note: {escape(about + notice.why)}</p>\n'
    yield "</article>\n"


def _about(article: Article) -> str:
    parts = [escape(part) for part in (article.outlet, article.byline, article.published) if part]
    if article.url is not None:
        url = escape(article.url)
        is_link = article.url.lower().startswith(("http://", "https://"))
        parts.append(f'<a href="{url}" rel="noreferrer noopener">{url}</a>' if is_link else url)
    return " · ".join(parts)


def _statement(entry: Entry, s: Statement, standing: str) -> str:
    facts = [s.stance, s.kind, *(f"hedge: {hedge.text} ({hedge.sort})" for hedge in s.hedges)]
    facts += [f"to {s.addressee.text}"] if s.addressee else []
    facts += [f"said {s.said_at}"] if s.said_at else []
    verdicts = [v for v in entry.verdicts if v.target == "statement" and v.statement == s.id and v.state != "gone"]
    judged = "".join(
        f'<p><span class="verdict">{escape(v.kind)} · {escape(v.who)} · {escape(v.at)}'
        f"{escape(''.join(f' · {name}: {value}' for name, value in v.body.items()))}</span></p>\n"
        for v in verdicts
    )
    return (
        f'<section id="{escape(_anchor(entry, s))}" class="{standing}">\n'
        f'<p class="voices">{_voices(entry, s)}</p>\n'
        f"<blockquote>{_quote(entry.reading.article.text, s)}</blockquote>\n"
        f'<p class="facts">{escape(" · ".join(facts))}</p>\n{judged}</section>\n'
    )


def _anchor(entry: Entry, s: Statement) -> str:
    return f"{entry.reading.article.id.removeprefix('sha256:')[:12]}-{s.id}"


def _voices(entry: Entry, s: Statement) -> str:
    """The chain, outermost first, and the cue; a name that the article does not give stands beside its words."""
    chain = [v.name or v.text or "nobody named" for v in s.voices[:-1]]
    name, words = entry.speaker_of(s).name, s.source.text
    last = name or words or "nobody named"
    chain.append(f"{last} (“{words}”)" if words is not None and words != last else last)
    return escape(" › ".join(chain) + (f" — {s.cue.text}" if s.cue else ""))


def _quote(text: str, s: Statement) -> str:
    """The sentences that the statement stands in, its content marked."""
    first, last = s.content[0].start, max(part.end for part in s.content)
    start, _ = sentence_at(text, first, first)
    _, end = sentence_at(text, last, last)
    start, end = min(start, first), max(end, last)
    pieces, at = [], start
    for part in sorted(s.content, key=lambda span: (span.start, span.end)):
        begin = max(part.start, at)
        pieces += [escape(text[at:begin]), f"<mark>{escape(text[begin : part.end])}</mark>"]
        at = max(at, part.end)
    return "".join([*pieces, escape(text[at:end])])


def _figures(entry: Entry) -> str:
    reading = entry.reading
    sources = {s.id: " › ".join(called(v) for v in s.voices) for s in reading.statements}
    rows = "".join(
        _figure(figure, sources.get(figure.statement or "", "the article itself")) for figure in reading.figures
    )
    head = "<tr><th>figure</th><th>of what</th><th>period</th><th>place</th><th>on whose word</th></tr>\n"
    return f"<section>\n<table>\n{head}{rows}</table>\n</section>\n"


def _figure(figure: Figure, source: str) -> str:
    period = " – ".join(part for part in (figure.since, figure.until) if part)
    cells = (figure.text, figure.counted or figure.unit or "", period, figure.place or "", source)
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>\n"
