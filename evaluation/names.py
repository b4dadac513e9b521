"""Names in CoNLL-2003's format: articles put together from its tokens, and how many names are right.

The tokens are joined as a newspaper prints them, a sentence a line, since that is what the reader
reads. A name is right where its words and its sort are (the task's own measure: Tjong Kim Sang and
De Meulder 2003).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import sayso
from evaluation.attribution import Count
from sayso.reading.many import in_order
from sayso.records import Article, NameSort, Passage

SORTS: dict[str, NameSort] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
GoldName = tuple[int, int, NameSort]
"""Where a name begins and ends, `[start, end)`, and its sort."""

_TIGHT_BEFORE = re.compile(r"[.,;:!?)\]%]|'(?:s|re|ve|ll|d|m)?|n't|\.\.\.", re.IGNORECASE)
_TIGHT_AFTER = frozenset("([$£#")
_BETWEEN = "-DOCSTART-"


@dataclass(frozen=True)
class NamedDocument:
    """An article, a sentence a line, and the names in it, in order."""

    text: str
    names: tuple[GoldName, ...]


def load_conll(path: Path) -> list[NamedDocument]:
    """The articles of a file of tokens: word first, IOB1 tag last, `-DOCSTART-` between articles."""
    documents = []
    for part in re.split(rf"^{_BETWEEN}.*$", path.read_text("utf-8"), flags=re.MULTILINE):
        sentences = [[line.split() for line in block.splitlines()] for block in part.strip().split("\n\n")]
        rows = [[(row[0], row[-1]) for row in sentence] for sentence in sentences if sentence]
        if rows:
            documents.append(_document(rows))
    return documents


def _document(sentences: list[list[tuple[str, str]]]) -> NamedDocument:
    text = ""
    names: list[GoldName] = []
    for sentence in sentences:
        text += "\n" if text else ""
        before, open_quote = "O", False
        for number, (word, tag) in enumerate(sentence):
            closes = word == '"' and open_quote
            opened = number > 0 and _opened(sentence[number - 1][0], open_quote)
            if number and not (_TIGHT_BEFORE.fullmatch(word) or closes or opened):
                text += " "
            open_quote ^= word == '"'
            start, text = len(text), text + word
            if tag != "O":
                if before[2:] == tag[2:] and not tag.startswith("B"):
                    names[-1] = (names[-1][0], len(text), names[-1][2])
                else:
                    names.append((start, len(text), SORTS[tag[2:]]))
            before = tag
    return NamedDocument(text, tuple(names))


def _opened(word: str, open_quote: bool) -> bool:
    return word in _TIGHT_AFTER or (word == '"' and open_quote)


def conll(path: Path) -> dict[str, Count]:
    """How many names of a file in CoNLL's format are right: of each sort, and of all."""
    documents = load_conll(path)
    rows = {sort: Count() for sort in (*SORTS.values(), "all")}
    articles = [Article(d.text, (Passage("body", 0, len(d.text)),), language="en") for d in documents]
    for document, reading in zip(documents, in_order(sayso.read, articles), strict=True):
        gold, found = set(document.names), {(n.start, n.end, n.sort) for n in reading.names}
        for sort, count in rows.items():
            wanted, got = ({n for n in names if sort in ("all", n[2])} for names in (gold, found))
            count.right += len(wanted & got)
            count.missed += len(wanted - got)
            count.wrong += len(got - wanted)
    return rows
