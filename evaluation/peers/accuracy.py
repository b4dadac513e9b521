"""How much of what people annotated each tool finds: everything, and direct quotations alone.

Most tools look only for quotations, or only for direct ones, and would be told off for the rest. So there are two
counts. `everything` is the project's own measure (`evaluation.attribution.Score`). `Direct` asks both ways about
direct quotations: of those annotated, how many has the tool found (recall); and of those that it found, how many are
annotated (precision). A quotation is there when half of its characters are, in quotations of the same source. Whether
a speech that the cue interrupts is one quotation or two, and whether one that is half quoted is direct, then costs
nobody anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.attribution import Attribution, Score, overlaps
from evaluation.corpus import Document
from evaluation.measure import Share

_QUOTED = re.compile(r'“[^”\n]*|"[^"\n]*"?')
"""From a double quotation mark to the next that closes, or the paragraph's end: a speech of several paragraphs
closes only in its last."""


@dataclass
class Direct:
    """Direct quotations: how many of the annotated were found, and how many of the found are annotated."""

    recall: Share = field(default_factory=Share)
    precision: Share = field(default_factory=Share)

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Count one article in; spans trimmed."""
        for share, these, among in ((self.recall, gold, found), (self.precision, found, gold)):
            for one in these:
                if is_direct(text, one):
                    share.add(_is_there(one, among))

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, in percent."""
        p, r = self.precision.percent, self.recall.percent
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Accuracy:
    """What a tool found in a corpus, counted; `unread` articles are those that it refused."""

    everything: Score = field(default_factory=Score)
    direct: Direct = field(default_factory=Direct)
    direct_words: Direct = field(default_factory=Direct)
    """Direct quotations whosever they are: as `direct`, with no sources asked for."""
    annotated: int = 0
    found: int = 0
    unread: int = 0

    def add(self, document: Document, quotes: Sequence[Attribution]) -> None:
        """Count one article in."""
        self.everything.add(document.text, document.attributions, quotes)
        gold, found = ([a.trimmed(document.text) for a in some] for some in (document.attributions, quotes))
        self.direct.add(document.text, gold, found)
        self.direct_words.add(document.text, *([Attribution((), a.cue, a.content) for a in s] for s in (gold, found)))
        self.annotated += len(gold)
        self.found += len(found)


def measure(documents: Sequence[Document], quotes: Mapping[str, Sequence[Attribution] | None]) -> Accuracy:
    """Score what was found, by document; None where a tool refused the article, which counts as nothing found."""
    accuracy = Accuracy()
    for document in documents:
        found = quotes[document.id]
        accuracy.unread += found is None
        accuracy.add(document, found or ())
    return accuracy


def _is_there(one: Attribution, among: Sequence[Attribution]) -> bool:
    """Whether half of its characters are in contents of attributions whose source overlaps its own (or is none too)."""
    same = [a for a in among if overlaps(a.source, one.source) or not (a.source or one.source)]
    words = _characters(one)
    return 2 * len(words & {c for a in same for c in _characters(a)}) >= len(words)


def is_direct(text: str, attribution: Attribution) -> bool:
    """Whether more than half of the content stands between double quotation marks."""
    content = _characters(attribution)
    quoted = {c for match in _QUOTED.finditer(text) for c in range(*match.span())}
    return 2 * len(content & quoted) > len(content)


def _characters(attribution: Attribution) -> set[int]:
    return {c for start, end in attribution.content for c in range(start, end)}
