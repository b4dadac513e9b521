"""An article from a web page: trafilatura finds the article, and its words are set down as one frozen text.

The text is the headline, the standfirst if the page shows one, then a line for each paragraph, with
captions where their pictures stand. Only what the page itself shows goes in. Trafilatura is imported
here and nowhere else, and this module only when an input is HTML, so that reading text stays quick.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lxml.etree import LxmlError
from lxml.html import HtmlElement
from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from sayso.errors import NoArticleError
from sayso.records import Article, Passage, PassageKind
from sayso.sources.decoding import charset, decoded
from sayso.sources.language import language
from sayso.sources.page import Page, flat_lines, normal
from sayso.sources.passages import classified
from sayso.sources.published import checked_date

for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    # Without a handler anywhere, Python prints a library's warnings; with this one, who logs still sees them.
    logging.getLogger(_library).addHandler(logging.NullHandler())

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DATES = {
    "original_date": True,
    "extensive_search": False,
    "deferred_url_extractor": True,
    "outputformat": "%Y-%m-%dT%H:%M:%S%z",
    # Without a fixed end the library asks the clock, and a page would read differently on another day.
    "max_date": "2100-01-01",
}
_NEXT_TO_NOTHING, _MUCH_MORE = 300, 4
"""Characters of a result that is not trusted, and how many times longer another must be to be preferred."""
_LEAST_OUTSIDE_LINKS = 0.3
"""A page with fewer words outside its links, set against the article found in it, is a list of links."""
_WORDS_OF_A_HEADLINE = 4
"""Fewer in a top heading may be the outlet's name or a section's."""
_SUFFIX = re.compile(r"\s+[|–—·-]\s+([^|–—·]{2,40})$")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: PassageKind
    byline: str | None = None


def article_from_html(
    html: bytes | str,
    *,
    source: str,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Article:
    """The article in a web page; what is given (`published` in ISO 8601) goes before what the page says.

    The date keeps the time of day where the page has one; midnight sharp is taken for none.
    `source` names the input in errors.

    Raises:
        NoArticleError: the page is empty or holds no article.
        NotTextError: the bytes are no text.
        BadDateError: `published` is no date.
    """
    if published is not None:
        checked_date(published, source=source)
    tree = _tree(html, source)
    page = Page.of(tree)
    document = _extracted(tree, url)
    lines = [] if document is None else _lines(document, page)
    words = sum(len(normal(line.text).split()) for line in lines if line.kind == "body")
    if document is None or not words or page.words_outside_links < _LEAST_OUTSIDE_LINKS * words:
        why = "no article was found in this page; if it is a list of links, give the pages they lead to"
        raise NoArticleError(source, why)
    text, passages = _frozen(lines)
    return Article(
        text=text,
        passages=passages,
        url=url or document.url,
        title=title or next((line.text for line in lines if line.kind == "headline"), None),
        outlet=outlet or _outlet(document.sitename),
        byline=document.author or next((line.byline for line in lines if line.kind == "boilerplate"), None),
        published=published or _date(document.date),
        language=language(text),
    )


def _tree(html: bytes | str, source: str) -> HtmlElement:
    text = html if isinstance(html, str) else _decoded(html, source)
    tree = load_html(text) if text.strip() else None
    if tree is None:
        raise NoArticleError(source, "there is no page in it; give an HTML file with an article")
    return tree


def _decoded(data: bytes, source: str) -> str:
    """The page's text by its byte order mark, else as UTF-8, else in the encoding that the page declares."""
    declared = _CHARSET.search(data, 0, 4096)
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for encoding in ("utf-8", charset(declared[1].decode("ascii", "replace"))):
            try:
                return data.decode(encoding or "utf-8")
            except (LookupError, UnicodeError):
                continue
    return decoded(data, source=source)


def _extracted(tree: HtmlElement, url: str | None) -> Document | None:
    """What trafilatura takes for the article: strictly, and by its usual measure where that finds next to nothing.

    Strictness keeps other pieces' titles out, but now and then it throws out the article too.
    """
    strict = _by_trafilatura(tree, url, strict=True)
    found = _letters(strict)
    if found >= _NEXT_TO_NOTHING:
        return strict
    usual = _by_trafilatura(tree, url, strict=False)
    return usual if _letters(usual) > found * _MUCH_MORE else strict


def _letters(document: Document | None) -> int:
    return 0 if document is None else sum(len(line) for line in flat_lines(document.body))


def _by_trafilatura(tree: HtmlElement, url: str | None, *, strict: bool) -> Document | None:
    try:
        document = bare_extraction(
            tree,
            url=url,
            favor_precision=strict,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=_DATES,
        )
    except (LxmlError, AssertionError, AttributeError, IndexError, KeyError):
        # A page so broken that the library trips over it is a page it finds no article in.
        return None
    return document if isinstance(document, Document) else None


def _lines(document: Document, page: Page) -> list[_Line]:
    """The article's lines in order, each with its kind."""
    headline = _headline(document, page)
    body = _without_repeats(list(flat_lines(document.body)), headline)
    standfirst = page.standfirst(document.description, body)
    body = _without_repeats(body, standfirst)
    top = [line for line in (headline, standfirst) if line]
    kinds, bylines = classified([*top, *body])
    lines = [_Line(headline, "headline")] if headline else []
    lines += [_Line(standfirst, "standfirst")] if standfirst else []
    captions = page.captions_among(body)
    for number, line in enumerate(body):
        kind, byline = kinds[len(top) + number], bylines[len(top) + number]
        lines.extend(_Line(caption, "caption") for caption in captions.get(number, ()))
        lines.append(_Line(line, page.kind(line) or _below_top(kind), byline))
    return lines


def _below_top(kind: PassageKind) -> PassageKind:
    """A kind for a line that is not at the page's top, whose headline and standfirst are known."""
    return "body" if kind in ("headline", "standfirst") else kind


def _without_repeats(body: list[str], above: str | None) -> list[str]:
    """The body without the line that is set above it, where it begins with that line again."""
    while above and body and normal(body[0]) == normal(above):
        body = body[1:]
    return body


def _headline(document: Document, page: Page) -> str | None:
    """The page's top heading if it says what the page's title says, else the title without the outlet's name."""
    title = " ".join((document.title or "").split())
    shown = page.heading_like(title) or page.heading_like(page.title, fewest=_WORDS_OF_A_HEADLINE)
    if shown or not title:
        return shown
    suffix = _SUFFIX.search(title)
    names = {normal(name) for name in (document.sitename, document.hostname) if name}
    return title[: suffix.start()] if suffix and normal(suffix[1]) in names else title


def _frozen(lines: Sequence[_Line]) -> tuple[str, tuple[Passage, ...]]:
    passages = []
    start = 0
    for line in lines:
        passages.append(Passage(line.kind, start, start + len(line.text), line.byline))
        start += len(line.text) + 1
    return "\n".join(line.text for line in lines), tuple(passages)


def _outlet(name: str | None) -> str | None:
    """The site's name, unless the page gives an address for it."""
    return None if not name or "/" in name else name


def _date(found: str | None) -> str | None:
    """The page's date as an ISO 8601 date, or date and time where it is not midnight sharp."""
    if not found:
        return None
    moment = datetime.fromisoformat(found)
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.isoformat()
