"""What a web page shows and where: its headings, captions and links, to set beside the extracted article."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from lxml.etree import XPath, _Element
from lxml.html import HtmlElement

from sayso.records import PassageKind

_INNER = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote pre figure figcaption ul ol dl dd dt table td th"
    " div section article main".split()
)
_NOT_SHOWN = frozenset("script style noscript template head".split())
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_APART = frozenset("nav aside footer".split())
_LINE_TAGS = frozenset("p head item list quote table row div code lb body".split())
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_OUTSIDE_LINKS = XPath(".//body//text()[not(ancestor::a or ancestor::script or ancestor::style)]")
_SAME_TITLE = 0.5
_LONGEST_TEASER = 30
"""Words that a line which is wholly a link may have and still be the title of another piece."""


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of the page without further blocks in it."""

    text: str
    key: str
    tag: str
    apart: bool
    linked: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page's blocks of text in the order they stand in."""

    blocks: tuple[_Block, ...]
    title: str
    words_outside_links: int
    _places_of: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, tree: HtmlElement) -> Self:
        """The blocks of a parsed page, and the title that its window bears."""
        holders: set[HtmlElement] = set()
        for inner in tree.iter(*_INNER):
            for ancestor in inner.iterancestors():
                if ancestor in holders:
                    break
                holders.add(ancestor)
        blocks = tuple(_blocks(tree, holders, apart=False))
        places: dict[str, list[int]] = {}
        for place, block in enumerate(blocks):
            places.setdefault(block.key, []).append(place)
        outside = len(normal(" ".join(_OUTSIDE_LINKS(tree))).split())
        return cls(blocks, tree.findtext(".//head/title") or "", outside, places)

    def heading_like(self, title: str, fewest: int = 1) -> str | None:
        """The first top heading (h1) of at least `fewest` words that shares half of its words or more with `title`."""
        wanted = set(normal(title).split())
        for block in self.blocks:
            words = set(block.key.split())
            if block.tag == "h1" and len(words) >= fewest and len(words & wanted) >= _SAME_TITLE * len(words):
                return block.text
        return None

    def standfirst(self, description: str | None, body: Sequence[str]) -> str | None:
        """The page's description of itself, if the page shows it in a block of its own.

        That is outside the article's body, or a heading that the body begins with.
        """
        key = normal(description or "")
        if body and key == normal(body[0]):
            blocks = (self.blocks[place] for place in self._places_of.get(key, ()))
            return body[0] if any(block.tag in _HEADINGS for block in blocks) else None
        if not key or any(key in normal(line) for line in body[:5]):
            return None
        shown = (b for b in self.blocks if b.key == key and not b.apart and not b.linked and b.tag != "figcaption")
        return next((b.text for b in shown), None)

    def kind(self, line: str) -> PassageKind | None:
        """What the page's own mark-up says a line is: a caption, or wholly a link and so a teaser."""
        key = normal(line)
        found = [self.blocks[place] for place in self._places_of.get(key, ())]
        if any(block.tag == "figcaption" for block in found):
            return "caption"
        title_like = 2 < len(key.split()) <= _LONGEST_TEASER
        return "teaser" if found and title_like and all(block.linked for block in found) else None

    def captions_among(self, body: Sequence[str]) -> dict[int, list[str]]:
        """Captions by the line of `body` that they stand before; those beyond the article's ends are not its own.

        The article begins at the top heading before its first line.
        """
        at = self._places(body)
        if not at:
            return {}
        first, last = min(at), max(at)
        tops = [n for n, block in enumerate(self.blocks[:first]) if block.tag == "h1"]
        known = {normal(line) for line in body}
        found: dict[int, list[str]] = {}
        following = sorted(at)
        for place in range(tops[-1] if tops else first, last):
            block = self.blocks[place]
            if block.tag == "figcaption" and not block.apart and not block.linked and block.key not in known:
                known.add(block.key)
                line = next(at[n] for n in following if n > place)
                found.setdefault(line, []).append(block.text)
        return found

    def _places(self, body: Sequence[str]) -> dict[int, int]:
        """Which block is which line of `body`: lines are looked for in order, each after the one before."""
        places: dict[int, int] = {}
        previous = -1
        for number, line in enumerate(body):
            place = next((p for p in self._places_of.get(normal(line), ()) if p > previous), None)
            if place is not None:
                places[place] = number
                previous = place
        return places


def normal(text: str) -> str:
    """The words of `text` in lower case with single spaces: what two spellings of a line have in common."""
    return " ".join(_WORD.findall(text.lower()))


def flat_lines(body: _Element) -> Iterator[str]:
    """The lines of trafilatura's result: a paragraph, a heading, a list item or a table's row each."""
    for line in "".join(_flat(body)).split("\n"):
        spaced = "\t".join(_SPACE.sub(" ", cell).strip() for cell in line.split("\x1f")).strip()
        if spaced:
            yield spaced


def _flat(element: _Element) -> Iterator[str]:
    """An element's text, with a newline around blocks and the unit separator between a row's cells."""
    if element.tag == "cell":
        yield " ".join("".join(part) for part in _cell(element)) + "\x1f"
    else:
        edge = "\n" if element.tag in _LINE_TAGS else ""
        yield edge + _SPACE.sub(" ", element.text or "")
        for child in element:
            yield from _flat(child)
        yield edge
    yield _SPACE.sub(" ", element.tail or "")


def _cell(element: _Element) -> Iterator[str]:
    yield from (_SPACE.sub(" ", part).strip() for part in element.itertext() if part.strip())


def _blocks(element: HtmlElement, holders: Container[HtmlElement], *, apart: bool) -> Iterator[_Block]:
    """The blocks under `element`; `holders` have blocks in them, and their own loose text is left aside."""
    if not isinstance(element.tag, str) or element.tag in _NOT_SHOWN:
        return
    apart = apart or element.tag in _APART
    if element in holders and element.tag != "figcaption":
        for child in element:
            yield from _blocks(child, holders, apart=apart)
        return
    text = " ".join(_shown(element, " " if element.tag == "figcaption" else "").split())
    key = normal(text)
    if key:
        links = normal(" ".join(" ".join(a.itertext()) for a in element.iter("a")))
        linked = links == key or next(element.iterancestors("a"), None) is not None
        yield _Block(text, key, element.tag, apart, linked)


def _shown(element: HtmlElement, between: str) -> str:
    if element.find(".//script") is None and element.find(".//style") is None and element.find(".//noscript") is None:
        return between.join(element.itertext())
    skipped = {part for tag in _NOT_SHOWN for e in element.iter(tag) for part in e.itertext()}
    return between.join(part for part in element.itertext() if part not in skipped)
