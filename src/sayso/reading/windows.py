"""The text as the encoder sees it: word pieces in windows cut at paragraphs.

A window holds whole paragraphs, as many as fit; a paragraph that does not fit is cut after a
sentence, or failing that between words. Training and reading both come through here, so that the
model reads what it was trained on. Beside each piece stand three things that an uncased
vocabulary loses: how the word was written (`shape`), whether it is inside quotation marks
(`quote`), and whether it begins a paragraph (`layout`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from sayso.errors import ModelError
from sayso.reading.quotes import quotations
from sayso.reading.stops import SENTENCE_STOPS, ends_sentence
from sayso.sources.passages import LINE

Ints = NDArray[np.int64]

MAX_PIECES = 320
"""Pieces in a window with its two border pieces: all but the longest paragraphs fit."""
PACKED_PIECES = 128
"""Pieces up to which short paragraphs share a window. Attention takes time by the square of a window, and
paragraphs further off explain little: on PolNeAR dev windows of 96 and of 240 read equally well."""

SHAPES = ("other", "lower", "capitalised", "capitals", "digits")
QUOTE_STATES = ("outside", "double", "single", "opening", "closing")
LAYOUTS = ("within", "paragraph start")
_DOUBLE, _SINGLE = QUOTE_STATES.index("double"), QUOTE_STATES.index("single")

_CLS, _SEP = "[CLS]", "[SEP]"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces for the encoder, and the words they make up.

    `pieces`, `shapes`, `quotes` and `layout` have one entry a piece; `first` gives each word's first
    piece, `sentence` the number of its sentence, `starts` and `ends` its code points in the text.
    """

    pieces: Ints
    shapes: Ints
    quotes: Ints
    layout: Ints
    first: Ints
    sentence: Ints
    starts: Ints
    ends: Ints

    @property
    def paragraph(self) -> Ints:
        """The number of each word's paragraph in the window."""
        return np.cumsum(self.layout[self.first])

    @property
    def quoted(self) -> NDArray[np.bool_]:
        """Whether each word is inside quotation marks."""
        states = self.quotes[self.first]
        inside: NDArray[np.bool_] = (states == _DOUBLE) | (states == _SINGLE)
        return inside


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    pieces: list[int]
    shape: int
    quote: int
    layout: int
    begins: bool = False
    """Whether it begins a sentence."""


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The spans of the lines of `text[start:end]` that hold anything but white space, trimmed."""
    return [m.span() for m in LINE.finditer(text, start, len(text) if end is None else end)]


def windows(
    text: str,
    spans: Sequence[tuple[int, int]],
    tokenizer: Tokenizer,
    *,
    max_pieces: int = MAX_PIECES,
    packed_pieces: int = PACKED_PIECES,
) -> Iterator[Window]:
    """Pack the paragraphs at `spans` (code points of `text`, in order) into windows.

    Paragraphs go together up to `packed_pieces`; one alone may have `max_pieces` before it is cut.
    That is at least 102, since a single word may have 100 pieces.
    """
    room = max_pieces - 2
    packed_room = min(packed_pieces, max_pieces) - 2
    packed: list[_Word] = []
    used = 0
    border = _piece(tokenizer, _CLS), _piece(tokenizer, _SEP)
    for words in _worded(text, spans, tokenizer):
        for part in _cut(words, room):
            size = sum(len(w.pieces) for w in part)
            if used + size > packed_room and packed:
                yield _pack(packed, *border)
                packed, used = [], 0
            packed.extend(part)
            used += size
    if packed:
        yield _pack(packed, *border)


def _worded(text: str, spans: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[list[_Word]]:
    for start, end in spans:
        # Half a surrogate pair has no UTF-8; another character in its place keeps the offsets.
        written = _SURROGATE.sub("\ufffd", text[start:end])
        yield _words(text, start, end, tokenizer.encode(written, add_special_tokens=False))


def _piece(tokenizer: Tokenizer, mark: str) -> int:
    number = tokenizer.token_to_id(mark)
    if number is None:
        raise ModelError(f"the vocabulary has no {mark}; is tokenizer.json MiniLM's?")
    return number


def _words(text: str, start: int, end: int, encoding: Encoding) -> list[_Word]:
    words: list[_Word] = []
    states = _QuoteStates(text, start, end)
    last = None
    for piece, number, (a, b) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        if number == last and words:
            words[-1].pieces.append(piece)
            words[-1].end = max(words[-1].end, start + b)
            continue
        last = number
        words.append(_Word(start + a, start + b, [piece], 0, states.at(start + a), 0))
    for word in words:
        word.shape = _shape(text[word.start : word.end])
    for at, word in enumerate(words):
        word.begins = at == 0 or (at > 1 and text[words[at - 1].start] in SENTENCE_STOPS and _begins(text, words, at))
    if words:
        words[0].layout = 1
    return words


def _begins(text: str, words: Sequence[_Word], at: int) -> bool:
    before, stop, word = (text[w.start : w.end] for w in words[at - 2 : at + 1])
    return ends_sentence(before, stop, word)


class _QuoteStates:
    """The index into `QUOTE_STATES` for offsets of one paragraph, asked in rising order or not."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._start = start
        self._states = bytearray(end - start)
        for q in quotations(text, start, end):
            a, b = q.inside
            fill = 2 if q.single else 1
            for i in range(q.start - start, q.end - start):
                if self._states[i] != 1:
                    self._states[i] = fill
            self._states[q.start - start : a - start] = bytes([3]) * (a - q.start)
            self._states[b - start : q.end - start] = bytes([4]) * (q.end - b)

    def at(self, offset: int) -> int:
        return self._states[offset - self._start]


def _shape(word: str) -> int:
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[:1].isupper():
        return 2
    if any(c.isdigit() for c in word):
        return 4
    return 1 if any(c.isalpha() for c in word) else 0


def _cut(words: list[_Word], room: int) -> Iterable[list[_Word]]:
    """The paragraph in parts of at most `room` pieces, cut after sentences where one ends."""
    part: list[_Word] = []
    used = 0
    for word in words:
        if used + len(word.pieces) > room:
            cut = _last_sentence_begin(part)
            yield part[:cut]
            part = part[cut:]
            used = sum(len(w.pieces) for w in part)
        part.append(word)
        used += len(word.pieces)
    if part:
        yield part


def _last_sentence_begin(part: list[_Word]) -> int:
    """Where the last sentence of the second half begins, or else the end."""
    return next((i for i in range(len(part) - 1, len(part) // 2, -1) if part[i].begins), len(part))


def _pack(words: list[_Word], cls: int, sep: int) -> Window:
    pieces, shapes, quotes, layout, first = [cls], [0], [0], [0], []
    for word in words:
        first.append(len(pieces))
        count = len(word.pieces)
        pieces.extend(word.pieces)
        shapes.extend([word.shape] * count)
        quotes.extend([word.quote] * count)
        layout.extend([word.layout] + [0] * (count - 1))
    for column, value in ((pieces, sep), (shapes, 0), (quotes, 0), (layout, 0)):
        column.append(value)
    sentence = np.cumsum([w.begins for w in words])
    arrays = (pieces, shapes, quotes, layout, first, sentence, [w.start for w in words], [w.end for w in words])
    return Window(*(np.asarray(a, dtype=np.int64) for a in arrays))
