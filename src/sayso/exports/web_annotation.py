"""Statements and figures as W3C Web Annotations (JSON-LD), which annotation tools show in the page itself.

Follows the Web Annotation Data Model, a W3C Recommendation of 2017 (https://www.w3.org/TR/annotation-model/).
The document is a graph of collections, one an article. In each,

- a statement is an annotation of its content, with the chain of voices, stance and kind as bodies;
- its source, cue, addressee and hedges are annotations of their own, which link to the statement's;
- a figure is an annotation of its words;
- a verdict is a person's annotation of any of these.

Every target has both a text-quote selector (the words, and up to 32 code points around them) and a text-position
selector, whose offsets are code points of the frozen text, `[start, end)`, as the Recommendation counts them. An
article with an address has that for the target's source, and names the frozen text as the copy that the offsets
count in (`cached`); one without is itself the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sayso.exports.as_json import json_graph, known
from sayso.exports.entry import Entry, called
from sayso.exports.identifiers import article_iri, figure_iri, reader_iri, statement_iri
from sayso.ledger.anchors import Anchor
from sayso.records import Article, Figure, Statement

if TYPE_CHECKING:
    from sayso.ledger.verdicts import Verdict

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_MOTIVATIONS = {
    "confirm": "assessing", "reject": "assessing", "correct": "editing", "split": "editing", "note": "commenting",
    "tag": "tagging", "merge": "editing", "withdraw": "editing", "missed": "highlighting",
}  # fmt: skip
Node = dict[str, Any]


def web_annotation(entries: Iterable[Entry]) -> Iterator[bytes]:
    """One JSON-LD document, a line an article."""
    return json_graph(CONTEXT, (_collection(entry) for entry in entries))


def _collection(entry: Entry) -> Node:
    article = entry.reading.article
    iri = article_iri(article)
    items = list(_annotations(entry))
    return known(
        id=f"{iri}#annotations",
        type="AnnotationCollection",
        label=article.title,
        total=len(items),
    ) | {"first": {"id": f"{iri}#annotations-1", "type": "AnnotationPage", "startIndex": 0, "items": items}}


def _annotations(entry: Entry) -> Iterator[Node]:
    make = _Annotations(entry.reading.article, reader_iri(entry.reading.reader))
    for statement in entry.reading.statements:
        yield make.statement(statement, entry.speaker_of(statement).name)
        yield from make.parts(statement, entry.speaker_of(statement).name)
    for figure in entry.reading.figures:
        yield make.figure(figure)
    for verdict in entry.verdicts:
        yield make.verdict(verdict)


@dataclass(frozen=True, slots=True)
class _Annotations:
    """Makes annotations of one article's words."""

    article: Article
    generator: str

    def statement(self, s: Statement, name: str | None) -> Node:
        voices = [*map(called, s.voices[:-1]), name or called(s.source)]
        bodies = [_text(f"{' > '.join(voices)}{f': {s.cue.text}' if s.cue else ''}", "describing")]
        bodies += [_text(tag, "tagging") for tag in (s.stance, s.kind)]
        if s.within is not None:
            bodies.append(_link(statement_iri(self.article, s.within)))
        targets = [self._target(part.start, part.end) for part in s.content]
        return self._annotation(statement_iri(self.article, s), "describing", bodies, targets)

    def parts(self, s: Statement, name: str | None) -> Iterator[Node]:
        """What else of a statement stands in the text; each is named after it: `…/source`, `…/cue`."""
        if s.source.start is not None and s.source.end is not None:
            words = [_text(name or called(s.source), "identifying"), _text(s.source.sort, "tagging")]
            yield self._part(s, "source", "identifying", words, s.source.start, s.source.end)
        if s.cue is not None:
            yield self._part(s, "cue", "classifying", [_text(s.stance, "classifying")], s.cue.start, s.cue.end)
        if s.addressee is not None:
            words = [_text("spoken to", "describing")]
            yield self._part(s, "addressee", "identifying", words, s.addressee.start, s.addressee.end)
        for number, hedge in enumerate(s.hedges, 1):
            words = [_text(hedge.sort, "classifying")]
            yield self._part(s, f"hedge-{number}", "classifying", words, hedge.start, hedge.end)

    def figure(self, figure: Figure) -> Node:
        bodies = [_text(f"{figure.counted or figure.unit or 'number'}: {_bounds(figure)}", "describing")]
        if figure.statement is not None:
            bodies.append(_link(statement_iri(self.article, figure.statement)))
        target = self._target(figure.start, figure.end)
        return self._annotation(figure_iri(self.article, figure), "describing", bodies, [target])

    def verdict(self, verdict: Verdict) -> Node:
        motivation = _MOTIVATIONS[verdict.kind]
        bodies = [_text(verdict.kind, motivation)]
        bodies += [_text(f"{name}: {self._told(value)}", motivation) for name, value in verdict.body.items()]
        # Named within the article: a verdict on one version of a page may be about words of another, too.
        node = self._annotation(f"{article_iri(self.article)}#verdict-{verdict.id}", motivation, bodies, [])
        node["target"] = self._judged(verdict)
        del node["generator"]
        return node | {"creator": {"type": "Person", "name": verdict.who}, "created": verdict.at.replace("+00:00", "Z")}

    def _told(self, value: Any) -> str:
        """What a verdict says, a span as the words that stand there."""
        match value:
            case (int(start), int(stop)) if not isinstance(start, bool):
                return self.article.text[start:stop]
            case (list() | tuple(), *_):
                return " … ".join(map(self._told, value))
        return str(value)

    def _judged(self, verdict: Verdict) -> Any:
        """What a verdict is about: a statement, a figure, or, if the reading has it no more, words of the text."""
        if verdict.state != "gone" and verdict.target == "statement" and verdict.statement is not None:
            return statement_iri(self.article, verdict.statement)
        anchor = verdict.anchor
        if anchor is None:
            return article_iri(self.article)
        if verdict.state != "gone":
            return figure_iri(self.article, (anchor.start, anchor.stop))
        return self._at(anchor)

    def _part(self, s: Statement, name: str, motivation: str, words: list[Node], start: int, end: int) -> Node:
        iri = statement_iri(self.article, s)
        return self._annotation(f"{iri}/{name}", motivation, [*words, _link(iri)], [self._target(start, end)])

    def _annotation(self, iri: str, motivation: str, bodies: Sequence[Node], targets: Sequence[Any]) -> Node:
        return {
            "id": iri,
            "type": "Annotation",
            "motivation": motivation,
            "generator": self.generator,
            "body": list(bodies),
            "target": list(targets),
        }

    def _target(self, start: int, end: int) -> Node:
        return self._at(Anchor.at(self.article.text, start, end))

    def _at(self, anchor: Anchor) -> Node:
        quote = {"exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
        selectors = [
            {"type": "TextQuoteSelector", **{name: words for name, words in quote.items() if words}},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.stop},
        ]
        frozen = article_iri(self.article)
        source: Node = {"source": frozen}
        if self.article.url is not None:
            source = {"source": self.article.url, "state": {"type": "TimeState", "cached": frozen}}
        return {"type": "SpecificResource", **source, "selector": selectors}


def _text(words: str, purpose: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words}


def _link(iri: str) -> Node:
    return {"type": "SpecificResource", "purpose": "linking", "source": iri}


def _bounds(figure: Figure) -> str:
    if figure.low == figure.high:
        return f"{figure.bound} {figure.low}"
    return " ".join([figure.bound, *(str(n) for n in (figure.low, figure.high) if n is not None)])
