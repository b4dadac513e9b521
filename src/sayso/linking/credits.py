"""Whom an article says its words come from: "(AFP)", "Reuters reported", "first published in the Courier".

Two reaches: a credit for the whole article (a dateline, a byline, a line at its end) and one for what one
statement says. Whether anything was in fact taken is for `origins` to find: some credit and copy nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from sayso.linking.evidence import Excerpt
from sayso.linking.prepared import Prepared
from sayso.reading.voices import sort_of
from sayso.records import Statement

Reach = Literal["article", "statement"]

_NAME = r"(?:[A-Z][\w&’'-]*)(?:[ ](?:of[ ]|de[ ]|the[ ]|and[ ])?[A-Z][\w&’'.-]*){0,5}"
_WHOLE = re.compile(
    rf"^[ \t]*[A-Z][\w .,’'-]{{1,60}}[ ]\((?P<dateline>{_NAME}|dpa)\)[ ]*[—–:-]"
    rf"|\((?P<bracketed>{_NAME})\)[ \t]*$"
    rf"|^[ \t]*(?:[Ss]ource|[Aa]gency|[Cc]redit)s?:[ ]+(?P<sourced>{_NAME})[ \t.]*$"
    rf"|(?:[Aa]dditional|[Ff]urther)\s+reporting\s+(?:by|from)\s+(?:the\s+)?(?P<additional>{_NAME})"
    rf"|[Ww]ith\s+(?:additional\s+)?(?:files|reporting|material|copy|contributions?)\s+(?:from|by)\s+(?:the\s+)?"
    rf"(?P<files>{_NAME})"
    rf"|[Tt]his\s+(?:article|story|report|piece)\s+(?:\w+\s+){{0,3}}?(?:was\s+)?(?:\w+\s+){{0,2}}?"
    rf"(?:published|appeared|ran|printed|reported)\s+(?:\w+\s+)?(?:in|on|by|at)\s+(?:the\s+)?(?P<published>{_NAME})"
    rf"|(?:[Oo]riginally|[Ff]irst)\s+(?:published|appeared|printed)\s+(?:in|on|by|at)\s+(?:the\s+)?(?P<first>{_NAME})"
    rf"|[Rr]e(?:published|printed|produced)\s+(?:\w+\s+){{0,3}}?(?:from|by\s+permission\s+of|courtesy\s+of)\s+(?:the\s+)?"
    rf"(?P<again>{_NAME})"
    rf"|(?:[Tt]he\s+)?(?P<contributed>{_NAME})\s+contributed\s+to\s+this\s+(?:report|story|article)"
    rf"|[©]\s*(?:\d{{4}}\s+)?(?:the\s+)?(?P<rights>{_NAME})",
    re.MULTILINE,
)
_BYLINE_PARTS = re.compile(r"\s*(?:,|/|\||\(|\)|;|\bfor\b|\bwith\b|\band\b|\bof\b|\bat\b|\bin\b| [-–—] )\s*")
_BY = re.compile(r"^(?:by|from|words?:)\s+", re.IGNORECASE)
_NEWS = re.compile(
    r"^the\s+|\s+(?:news\s+agency|news\s+wire|newswire|newspaper|news\s+service|website|reports?|story"
    r"|article|investigation|interview|exclusive|broadcaster|correspondent|reporters?)$|\.(?:com|example|org|net|co\.uk)$|['’]s?$",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"\b(?:told|interview\s+with|speaking\s+to|spoke\s+to|seen\s+by|obtained\s+by|reviewed\s+by|shared\s+with|confirmed\s+to"
    rf"|as\s+reported\s+(?:by|in)|reported\s+by|reports?\s+(?:in|by)|published\s+(?:in|by)|according\s+to|citing|first\s+in)"
    rf"\s+(?:the\s+|a\s+report\s+in\s+(?:the\s+)?)?(?:(?:news\s+)?(?:agency|paper|service|site)\s+|newspaper\s+|"
    rf"broadcaster\s+|website\s+|daily\s+|weekly\s+|magazine\s+)?(?P<outlet>{_NAME})"
)

_OURS = re.compile(
    r"\bthis\s+(?:newspaper|paper|magazine|website|site|station|programme|agency)\b"
    r"|\bour\s+(?:own\s+)?(?:reporters?|correspondents?|newsroom|reports?|story|article|investigation)\b",
    re.IGNORECASE,
)
"""What a house calls itself where it cites what it printed before."""
_LITTLE = frozenset("of the and for in".split())
_SURE = frozenset(("dateline", "sourced", "published", "first", "again"))
"""Places where nothing but an outlet is named."""


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet that an article credits by the words at `by`, for the whole article or for `of` alone.

    `sure` is False where the words may as well name a person or an office: such a credit counts only where
    the name is that of an outlet whose articles are known.
    """

    outlet: str
    reach: Reach
    by: Excerpt | None
    of: Excerpt | None = None
    sure: bool = True


@cache
def agencies() -> dict[str, str]:
    """Every name that an agency is credited by, as `outlet_key` makes it, and its full name."""
    known = {}
    for line in files("sayso.linking").joinpath("agencies.txt").read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            names = [name.strip() for name in line.split("|")]
            known.update({_plain(name): names[0] for name in names})
    return known


@lru_cache(maxsize=1 << 14)
def outlet_key(name: str) -> str:
    """What an outlet's names have in common.

    >>> outlet_key("the Reuters news agency"), outlet_key("AFP"), outlet_key("The Osmark Courier’s")
    ('reuters', 'agence france presse', 'osmark courier')
    """
    plain = _plain(name)
    return _plain(agencies().get(plain, plain))


@lru_cache(maxsize=1 << 14)
def is_agency(name: str) -> bool:
    """Whether a name is a known agency's, or says itself that it is one ("Osmark News Agency")."""
    return _plain(name) in agencies() or bool(re.search(r"\b(?:news agency|newswire|wire)\b", name, re.IGNORECASE))


def credits_of(prepared: Prepared) -> tuple[Credit, ...]:
    """The credits that an article gives, in order; the outlets may be any name, known or not, but not its own.

    A credit for a statement is given to what the reading holds to be an outlet, to agencies, and to
    capitalised names after "told", "seen by" and the like, which only `origins` can tell from people. Its own
    outlet is among them only where it cites itself ("told this newspaper").
    """
    own = outlet_key(prepared.article.outlet or "")
    found: dict[tuple[str, Reach, int], Credit] = {}
    for credit in (*_whole(prepared), *_of_statements(prepared), *_told(prepared)):
        name = outlet_key(credit.outlet)
        if name and name != own and (name, "article", -1) not in found:
            found.setdefault((name, credit.reach, -1 if credit.of is None else credit.of.start), credit)
    return (*found.values(), *_ours(prepared))


def credited(credit: Credit, outlet: str) -> bool:
    """Whether a credit is for an outlet: by its name, or by part of it where it is an office that speaks for itself.

    An office's statement is cited by whatever the office is called: "the Defence Ministry" for the Ministry of
    Defence of Saravel.
    """
    name = outlet_key(outlet)
    if not name or outlet_key(credit.outlet) == name:
        return bool(name)
    return credit.reach == "statement" and bool(own := office_words(outlet)) and words_of(credit.outlet) <= own


@lru_cache(maxsize=1 << 14)
def office_words(outlet: str) -> frozenset[str]:
    """The words of the name of an outlet that is an office rather than a paper; none of any other."""
    return words_of(outlet) if sort_of(outlet) == "institution" else frozenset()


@lru_cache(maxsize=1 << 14)
def words_of(name: str) -> frozenset[str]:
    """The words of a name, without the little ones."""
    return frozenset(_plain(name).split()) - _LITTLE


def _whole(prepared: Prepared) -> Iterator[Credit]:
    article = prepared.article
    bylines = [article.byline, *(p.byline for p in article.passages if p.kind == "boilerplate")]
    lines = [article.text[p.start : p.end] for p in article.passages if _BY.match(article.text[p.start : p.end])]
    for byline in filter(None, (*bylines, *(line for line in lines if len(line) < 100))):
        for part in _BYLINE_PARTS.split(_BY.sub("", byline)):
            if part and is_agency(part):
                yield Credit(_full(part), "article", None)
            elif part and part != byline:
                yield Credit(part.strip(" ."), "article", None, sure=False)
    for match in _WHOLE.finditer(article.text):
        group = str(match.lastgroup)
        name = match.group(group)
        if group != "bracketed" or is_agency(name):
            sure = group in _SURE or is_agency(name) or sort_of(name) == "outlet"
            yield Credit(_full(name), "article", prepared.excerpt(*match.span(group)), sure=sure)


def _of_statements(prepared: Prepared) -> Iterator[Credit]:
    for statement in prepared.reading.statements:
        source = statement.source
        if source.start is None or source.end is None or source.sort in ("unnamed", "unattributed", "group"):
            continue
        by = prepared.excerpt(source.start, source.end)
        # An office may be cited by another name than the one that the article gives it first.
        names = {_full(source.name or by.text), *([] if source.sort == "person" else [_full(by.text)])}
        for name in sorted(names):
            sure = source.sort == "outlet" or (
                source.sort != "person" and (is_agency(name) or sort_of(name) == "outlet")
            )
            yield Credit(name, "statement", by, _whole_of(prepared, statement), sure)


def _told(prepared: Prepared) -> Iterator[Credit]:
    text = prepared.article.text
    for sentence in prepared.sentences:
        for match in _TOLD.finditer(text, sentence.start, sentence.end):
            by = prepared.excerpt(*match.span("outlet"))
            sure = is_agency(by.text) or sort_of(by.text) == "outlet"
            yield Credit(_full(by.text), "statement", by, prepared.excerpt(sentence.start, sentence.end), sure)


def _ours(prepared: Prepared) -> Iterator[Credit]:
    if prepared.article.outlet:
        for sentence in prepared.sentences:
            for match in _OURS.finditer(prepared.article.text, sentence.start, sentence.end):
                of = prepared.excerpt(sentence.start, sentence.end)
                yield Credit(prepared.article.outlet, "statement", prepared.excerpt(*match.span()), of, sure=False)


def _whole_of(prepared: Prepared, statement: Statement) -> Excerpt | None:
    """The sentences that a statement's content stands in."""
    if not statement.content:
        return None
    start, end = statement.content[0].start, statement.content[-1].end
    met = [s for s in prepared.sentences if s.start < end and start < s.end]
    return prepared.excerpt(met[0].start, met[-1].end) if met else None


def _full(name: str) -> str:
    """An agency's full name for its initials, any other name without "the" and "newspaper"."""
    return agencies().get(_plain(name), _NEWS.sub("", _NEWS.sub("", name)).strip(" ."))


@lru_cache(maxsize=1 << 14)
def _plain(name: str) -> str:
    before = ""
    while before != name:
        before, name = name, _NEWS.sub("", name.strip())
    return " ".join(re.findall(r"\w+", name.casefold()))
