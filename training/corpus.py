"""PolNeAR articles as training windows: gold tags per word, gold links per span.

Gold spans are trimmed at their edges first (`evaluation.attribution.trim`): the annotators were
not consistent there, and the reader restores quotation marks by rule.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from tokenizers import Tokenizer

from evaluation.attribution import Attribution, Span, trim
from evaluation.corpus import Document
from evaluation.names import NamedDocument
from sayso.reading.decode import NAME_SORTS, Tagged
from sayso.reading.windows import PACKED_PIECES, Window, paragraphs, windows

_LOWER_INITIAL = re.compile(r"(?<![\w'’])[a-z]")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")


@dataclass(frozen=True)
class Example:
    """A window with its gold: a tag a word, the tagged spans, and their links (see `link_loss`).

    `names` has a name tag a word. What nobody annotated is -1, for every word of the window.
    """

    window: Window
    tags: list[int]
    spans: list[Tagged]
    source_of: list[int | None]
    cue_of: list[int | None]
    names: list[int]


def examples(document: Document, tokenizer: Tokenizer, packed: int = PACKED_PIECES, skip: int = 0) -> Iterator[Example]:
    """The windows of an article with their gold; `skip` leaves out that many paragraphs at first.

    Skipping makes windows begin elsewhere from one epoch to the next.
    """
    for window in _windows(document.text, tokenizer, packed, skip):
        yield label(window, document)


def named_examples(
    document: NamedDocument, tokenizer: Tokenizer, packed: int = PACKED_PIECES, skip: int = 0
) -> Iterator[Example]:
    """The windows of an article of which only the names are known."""
    for window in _windows(document.text, tokenizer, packed, skip):
        unknown = [-1] * len(window.starts)
        names = [0] * len(window.starts)
        for start, end, sort in document.names:
            run = _run(window, (start, end), 0)
            if run is not None:
                begins = 1 + 2 * NAME_SORTS.index(sort)
                names[run.first : run.last + 1] = [begins, *[begins + 1] * (run.last - run.first)]
        yield Example(window, unknown, [], [], [], names)


def _windows(text: str, tokenizer: Tokenizer, packed: int, skip: int) -> Iterator[Window]:
    spans = paragraphs(text)
    for part in (spans[:skip], spans[skip:]):
        yield from windows(text, part, tokenizer, packed_pieces=packed)


def fragments(document: Document, rng: random.Random) -> Document:
    """An article of bare attributions, each a paragraph, cut out from first to last of its words.

    Contents are read again for the statements inside them, and so begin and end in mid-sentence;
    sentences without any attribution stand between, lest everything short seem one.
    """
    pieces: list[tuple[str, Attribution | None]] = []
    taken: list[Span] = []
    for a in document.attributions:
        every = [s for part in a.parts() for s in part]
        if not every:
            continue
        start, end = min(s for s, _ in every), max(e for _, e in every)
        taken.append((start, end))
        if "\n" in document.text[start:end] or rng.random() < 0.5:
            continue
        moved = Attribution(*(tuple((s - start, e - start) for s, e in part) for part in a.parts()))
        pieces.append((document.text[start:end], moved))
    for start, end in paragraphs(document.text):
        if end - start < 250 and not any(a < end and start < b for a, b in taken):
            pieces.append((document.text[start:end], None))
    rng.shuffle(pieces)
    text, found = "", []
    for words, attribution in pieces:
        if attribution is not None:
            shift = len(text)
            found.append(Attribution(*(tuple((s + shift, e + shift) for s, e in p) for p in attribution.parts())))
        text += words + "\n\n"
    return Document(document.id + " in fragments", text, tuple(found))


def retitled(document: NamedDocument, rng: random.Random, share: float) -> NamedDocument:
    """The article with a `share` of its sentences in the capitals of headlines; offsets stay."""
    lines = document.text.split("\n")
    headed = [_LOWER_INITIAL.sub(lambda m: m[0].upper(), x) if rng.random() < share else x for x in lines]
    return NamedDocument("\n".join(headed), document.names)


def straightened(document: Document) -> Document:
    """The article with typewriter quotation marks, as many sites print them; offsets stay."""
    return replace(document, text=straight(document.text))


def straight(text: str) -> str:
    """`text` with typewriter quotation marks; offsets stay."""
    return text.translate(_STRAIGHT)


def label(window: Window, document: Document) -> Example:
    """Gold tags and links for one window of `document`."""
    tags = [0] * len(window.starts)
    found: dict[tuple[int, Span], Tagged] = {}
    for attribution in document.attributions:
        for role, part in enumerate(attribution.parts()):
            for span in part:
                run = _run(window, _trimmed(document.text, span), role)
                if run is None or (role, span) in found or any(tags[run.first : run.last + 1]):
                    continue
                found[role, span] = run
                tags[run.first] = 2 * role + 1
                tags[run.first + 1 : run.last + 1] = [2 * role + 2] * (run.last - run.first)
    spans = sorted(found.values(), key=lambda s: s.first)
    source_of, cue_of = _links(document.attributions, found, spans)
    return Example(window, tags, spans, source_of, cue_of, [-1] * len(tags))


def _trimmed(text: str, span: Span) -> Span:
    start, end = trim(text, span)
    return (start, end) if start < end else span


def _run(window: Window, span: Span, role: int) -> Tagged | None:
    """The words of the window that the span touches."""
    first = int(np.searchsorted(window.ends, span[0], side="right"))
    last = int(np.searchsorted(window.starts, span[1], side="left")) - 1
    return Tagged(role, first, last, 1.0) if first <= last else None


def _links(
    attributions: Sequence[Attribution], found: dict[tuple[int, Span], Tagged], spans: list[Tagged]
) -> tuple[list[int | None], list[int | None]]:
    sources, cues, contents = ([s for s in spans if s.role == role] for role in range(3))
    source_of: list[int | None] = [None] * len(cues)
    cue_of: list[int | None] = [None] * len(contents)
    for a in attributions:
        cue = next((found[1, s] for s in a.cue if (1, s) in found), None)
        if cue is None:
            continue
        if not a.source:
            source_of[cues.index(cue)] = len(sources)
        elif (0, a.source[0]) in found:
            source_of[cues.index(cue)] = sources.index(found[0, a.source[0]])
        for span in a.content:
            if (2, span) in found:
                cue_of[contents.index(found[2, span])] = cues.index(cue)
    return source_of, cue_of
