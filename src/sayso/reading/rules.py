"""Attributions by rule, without weights: the baseline, and the reader for fast tests.

Each sentence is searched for cues of `cues.py`; the source is the noun phrase beside the cue
(`noun_phrases`), the content the quotation or clause on the cue's free side. `docs/rules.md` tells the
families of rules and how often each is right, which is the confidence given.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from sayso.reading.addressee import addressee
from sayso.reading.attribution import Attribution, Look, Offsets
from sayso.reading.clauses import Cue, cues_in
from sayso.reading.cues import may_report, word_set
from sayso.reading.edges import Quoted, continued
from sayso.reading.noun_phrases import PREPOSITIONS, RELATIVES, SUBORDINATORS, left, opening, right
from sayso.reading.sentences import Token, sentences
from sayso.records import Name, ReaderVersion

CONFIDENCE = {"quote": 0.92, "clause": 0.63, "object": 0.49, "passive": 0.31, "according": 0.72, "label": 0.43}
"""How often each family was right on PolNeAR's train part."""
_MARKS = " \n\t\r\f\v\xa0\"“”„«»‘’'`,.;:—–-"
_JOINING = frozenset(("and", "but", "or"))
_DASHES = frozenset("—–-")
_TEMPORAL = word_set(
    "in on at during after before last this earlier later yesterday today tonight recently while when as to from "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_CLAUSE_EDGES = word_set(", ; : — – while when after before because although though but")
_NEAR = 12
"""Tokens between a cue and a quotation, or "that", that may still belong together."""
_FAR = 60
"""Tokens within which the end of a clause is looked for, so that a text of one sentence stays quick to read."""
_LABEL_WORDS = 5
Range = tuple[int, int]


class RulesReader:
    """Reads attributions by rule; needs no model, and reads the same text the same way everywhere."""

    @property
    def version(self) -> ReaderVersion:
        """Name and version; there is no model."""
        return ReaderVersion("sayso-rules", "1", None)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """See `Attributor.look`; rules know no names."""
        return _Seen(text, continued(_attributions(text, paragraphs, apart=False), Quoted(text, paragraphs)))


@dataclass(frozen=True, slots=True)
class _Seen:
    """See `Look`."""

    text: str
    attributions: list[Attribution]
    names: list[Name] = field(default_factory=list)

    def inside(self, outer: Sequence[Attribution]) -> list[Attribution]:
        """The outermost attributions in each content, read by itself."""
        contents = sorted(span for a in outer for span in a.content)
        return _attributions(self.text, [(a, b) for a, b in contents if may_report(self.text[a:b])], apart=True)


def _attributions(text: str, spans: Sequence[Offsets], *, apart: bool) -> list[Attribution]:
    found: list[Attribution] = []
    for start, end in spans:
        here = list(_in_paragraph(text, start, end))
        if found and not (found[-1].content or here or apart):
            found[-1] = replace(found[-1], content=((start, end),))
        found.extend(here)
    bare = (replace(a, content=tuple(_bare(text, a.content))) for a in found)
    return sorted((a for a in bare if a.content), key=lambda a: a.cue)


def _bare(text: str, spans: Sequence[Offsets]) -> Iterator[Offsets]:
    """Spans without quotation marks and stops at their edges; none where nothing else is left."""
    for start, end in spans:
        begin = end - len(text[start:end].lstrip(_MARKS))
        stop = start + len(text[start:end].rstrip(_MARKS))
        if begin < stop:
            yield begin, stop


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Attribution]:
    """The attributions of one paragraph; only its last may have no content, when it ends in a colon."""
    parts = sentences(text, start, end)
    label = _label(parts[0]) if parts else None
    if label and text[label[1].end : end].strip():
        name, colon = (parts[0][0].start, label[0].end), (label[1].start, label[1].end)
        begin = end - len(text[colon[1] : end].lstrip())
        yield Attribution(name, colon, ((begin, end),), CONFIDENCE["label"])
        return
    for number, tokens in enumerate(parts):
        after = parts[number + 1] if number + 1 < len(parts) else []
        for found in _Sentence(text, tokens, after).read():
            if found.content or number + 1 == len(parts):
                yield found


def _label(tokens: list[Token]) -> tuple[Token, Token] | None:
    """The last word of a name and the colon after it, where a paragraph opens with nothing else."""
    for i, token in enumerate(tokens[: _LABEL_WORDS + 1]):
        if token.low == ":" and i:
            return tokens[i - 1], token
        if not token.capital:
            return None
    return None


class _Sentence:
    """One sentence on its way from left to right; `taken` is the first token not yet laid to anybody."""

    def __init__(self, text: str, tokens: list[Token], after: list[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._after = after
        self._taken = 0
        self._source: Offsets | None = None
        self._cues = cues_in(tokens)

    def read(self) -> Iterator[Attribution]:
        for number, cue in enumerate(self._cues):
            if cue.first < self._taken:
                continue
            if cue.kind == "according":
                found = self._according(cue)
            elif cue.kind == "passive":
                found = self._passive(cue)
            else:
                found = self._active(cue, self._limit(number))
            if found is not None:
                self._source = found.source
                yield found

    def _limit(self, number: int) -> int:
        """The token at which a later cue with the same subject takes over from the cue at `number`."""
        for later in self._cues[number + 1 : number + _NEAR]:
            before = self._tokens[later.first - 1]
            joined = later.kind == "participle" and before.low == ","
            if joined or (before.low in _JOINING and later.kind == "active"):
                return later.first - 1
        return len(self._tokens)

    def _active(self, cue: Cue, limit: int) -> Attribution | None:
        """Read "X said …", "…, X said", "…," said X and "…, saying …"."""
        subject = self._subject(cue)
        block = (cue.first if subject is None else min(subject[0], cue.first), cue.last)
        if subject is None and cue.kind == "participle":
            source = self._source or self._span(opening(self._tokens))
        elif subject is None and self._joined(cue):
            source = self._source
        elif subject is None and cue.frame == "speech":
            subject = right(self._tokens, cue.last + 1)
            source = self._span(subject)
            block = (cue.first, cue.last if subject is None else subject[1])
        else:
            source = self._span(subject)
        if source is None:
            return None
        inverted = subject is not None and subject[0] > cue.last
        family, content = self._before(cue, block)
        if not content and not inverted:
            family, content = self._following(cue, source, min(limit, self._clause_end(block)))
        if not content and not self._ends_in_colon(cue):
            return None
        return Attribution(source, self._cue_span(cue), tuple(content), CONFIDENCE[family])

    def _subject(self, cue: Cue) -> Range | None:
        """The tokens of the subject before the verb group, where one stands there."""
        if cue.kind == "participle" or cue.first == 0:
            return None
        before = self._tokens[cue.first - 1]
        if before.low in RELATIVES:
            return cue.first - 1, cue.first - 1
        return left(self._tokens, cue.first - 1, self._taken)

    def _joined(self, cue: Cue) -> bool:
        return cue.first > 0 and self._tokens[cue.first - 1].low in _JOINING | {","} and self._source is not None

    def _ends_in_colon(self, cue: Cue) -> bool:
        return self._tokens[-1].low == ":" and cue is self._cues[-1]

    def _before(self, cue: Cue, block: Range) -> tuple[str, list[Offsets]]:
        """Content before source and cue: a quotation, or a clause that ends in a comma."""
        at = block[0] - 1
        if cue.frame not in ("speech", "clause") or at < self._taken:
            return "quote", []
        comma = self._tokens[at].low == "," or self._tokens[at].low in _DASHES
        at -= comma
        if at >= self._taken and self._tokens[at].kind == "quote" and cue.frame == "speech":
            content = [self._offsets(self._taken, at)]
            return "quote", [*content, *self._resumed(block[1])]
        rest = self._tokens[block[1] + 1 :]
        adverbial = self._tokens[self._taken].low in PREPOSITIONS | SUBORDINATORS
        closes = not rest or rest[0].kind == "mark" or (rest[0].low in _TEMPORAL and not adverbial)
        least = 1 if rest and rest[0].low == "," else 2
        if not (comma and closes and at - self._taken >= least) or (rest and rest[0].low == ":"):
            return "clause", []
        content = [self._offsets(self._taken, at)]
        if rest and rest[0].low == "," and len(rest) >= 4:
            content.append(self._offsets(block[1] + 2, len(self._tokens) - 1))
        self._taken = len(self._tokens) if len(content) > 1 else block[1] + 1
        return "clause", [c for c in content if c[0] < c[1]]

    def _resumed(self, last: int) -> list[Offsets]:
        """The quotation that goes on after "…," she said, in this sentence or the next."""
        self._taken = last + 1
        for at in range(last + 1, min(len(self._tokens), last + _NEAR)):
            if self._tokens[at].kind == "quote":
                self._taken = at + 1
                return [(self._tokens[at].start, self._tokens[at].end)]
        if self._after and self._after[0].kind == "quote" and len(self._after) <= 2:
            return [(self._after[0].start, self._after[0].end)]
        return []

    def _following(self, cue: Cue, source: Offsets, limit: int) -> tuple[str, list[Offsets]]:
        """Content after the cue, from "that", the quotation, or what follows the hearer."""
        begin = cue.last + 1
        if cue.frame == "object":
            limit = self._phrase_end(begin, limit)
        if cue.frame == "speech":
            begin = self._content_start(cue, source, limit)
        while begin < limit and self._tokens[begin].kind == "mark" and self._tokens[begin].low not in "'‘$([":
            begin += 1
        if begin >= limit:
            return "clause", []
        quoted = self._tokens[begin].kind == "quote" and cue.frame == "speech"
        span = self._offsets(begin, limit - 1)
        self._taken = limit
        family = "quote" if quoted else "object" if cue.frame == "object" else "clause"
        return family, [span] if span[0] < span[1] else []

    def _clause_end(self, block: Range) -> int:
        """The comma that ends "When X said …," or "X, who said …,"; else the end of the sentence."""
        first = self._tokens[block[0]]
        before = self._tokens[block[0] - 1] if block[0] else first
        if before.low in SUBORDINATORS or (first.low in RELATIVES and before.low == ","):
            for at in range(block[1] + 3, min(len(self._tokens), block[1] + _FAR)):
                if self._tokens[at].low == ",":
                    return at
        return len(self._tokens)

    def _phrase_end(self, begin: int, limit: int) -> int:
        """Where the object of a verb surely ends: at a mark, or where another clause begins."""
        ends = (i for i in range(begin + 1, min(limit, begin + _FAR)) if self._tokens[i].low in _CLAUSE_EDGES)
        return next(ends, limit)

    def _content_start(self, cue: Cue, source: Offsets, limit: int) -> int:
        begin = cue.last + 1
        for at in range(begin, min(limit, begin + _NEAR)):
            if self._tokens[at].kind == "quote" and (at == begin or self._tokens[at - 1].low in ",:"):
                return at
        hearer = addressee(self._text, self._cue_span(cue), [], source)
        while begin < limit and hearer and self._tokens[begin].start < hearer[1]:
            begin += 1
        if begin < limit and self._tokens[begin].low in _TEMPORAL:
            for at in range(begin, min(limit, begin + _NEAR)):
                if self._tokens[at].low == "that":
                    return at
        while begin < limit and self._tokens[begin].low.endswith("day"):
            begin += 1
        return begin

    def _passive(self, cue: Cue) -> Attribution | None:
        """Read "X is accused of …", "X was praised by Y" and "X seems …"."""
        subject = self._subject(cue)
        source: Range | None = None
        begin = cue.last + 1
        if begin < len(self._tokens) and self._tokens[begin].low == "by":
            source = right(self._tokens, begin + 1)
            begin = begin + 1 if source is None else source[1] + 1
        content = [] if subject is None else [self._offsets(*subject)]
        rest = self._offsets(begin, len(self._tokens) - 1)
        if rest[0] < rest[1]:
            content.append(rest)
        if subject is None or not content:
            return None
        self._taken = len(self._tokens)
        return Attribution(self._span(source), self._cue_span(cue), tuple(content), CONFIDENCE["passive"])

    def _according(self, cue: Cue) -> Attribution | None:
        source = right(self._tokens, cue.last + 1)
        if source is None:
            return None
        if cue.first <= self._taken:
            begin = source[1] + 1
            while begin < len(self._tokens) and self._tokens[begin].low == ",":
                begin += 1
            content = self._offsets(begin, len(self._tokens) - 1)
            self._taken = len(self._tokens)
        else:
            content = self._offsets(self._taken, cue.first - 1)
            self._taken = source[1] + 1
        if content[0] >= content[1]:
            return None
        return Attribution(self._span(source), self._cue_span(cue), (content,), CONFIDENCE["according"])

    def _cue_span(self, cue: Cue) -> Offsets:
        return self._tokens[cue.first].start, self._tokens[cue.last].end

    def _span(self, tokens: Range | None) -> Offsets | None:
        return None if tokens is None else (self._tokens[tokens[0]].start, self._tokens[tokens[1]].end)

    def _offsets(self, first: int, last: int) -> Offsets:
        """The span of some tokens without marks at either edge; empty where nothing is left."""
        while first <= last and self._tokens[first].low in ",;:-–—.":
            first += 1
        while last >= first and self._tokens[last].low[:1] in ",;:-–—.…":
            last -= 1
        return (self._tokens[first].start, self._tokens[last].end) if first <= last else (0, 0)
