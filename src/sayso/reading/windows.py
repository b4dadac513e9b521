"""The text as the encoder sees it: word pieces in windows cut at paragraphs.

A window holds whole paragraphs, as many as fit; a paragraph that does not fit is cut after a
sentence, or failing that between words. Training and reading both come through here, so that the
model reads what it was trained on. Beside each piece stand three things that an uncased
vocabulary loses: how the word was written (`shape`), whether it is inside quotation marks
(`quote`), and whether it begins a paragraph (`layout`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_DOUBLE, _SINGLE, _OPENING, _CLOSING = range(1, len(QUOTE_STATES))

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
    def quoted(self) -> NDArray[np.bool_]:
        """Whether each word is inside quotation marks."""
        states = self.quotes[self.first]
        inside: NDArray[np.bool_] = (states == _DOUBLE) | (states == _SINGLE)
        return inside


@dataclass(frozen=True, slots=True)
class _Words:
    """Words in order, a column for each thing that is known of them; `pieces` are all of theirs in a row.

    `begins` says whether a word begins a sentence, and `heads` whether it begins a paragraph.
    """

    pieces: list[int]
    sizes: list[int]
    starts: list[int]
    ends: list[int]
    shapes: list[int]
    quotes: list[int]
    begins: list[bool]
    heads: list[int]

    def part(self, begin: int, end: int) -> _Words:
        """The words `[begin, end)`."""
        before, here = sum(self.sizes[:begin]), sum(self.sizes[begin:end])
        columns = (self.sizes, self.starts, self.ends, self.shapes, self.quotes, self.begins, self.heads)
        return _Words(self.pieces[before : before + here], *(c[begin:end] for c in columns))  # type: ignore[arg-type]


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
    packed: list[_Words] = []
    used = 0
    border = _piece(tokenizer, _CLS), _piece(tokenizer, _SEP)
    for words in _worded(text, spans, tokenizer):
        for part in _cut(words, room):
            if used + len(part.pieces) > packed_room and packed:
                yield _pack(packed, *border)
                packed, used = [], 0
            packed.append(part)
            used += len(part.pieces)
    if packed:
        yield _pack(packed, *border)


def _worded(text: str, spans: Sequence[tuple[int, int]], tokenizer: Tokenizer) -> Iterator[_Words]:
    for start, end in spans:
        # Half a surrogate pair has no UTF-8; another character in its place keeps the offsets.
        written = _SURROGATE.sub("\ufffd", text[start:end])
        encoding = tokenizer.encode(written, add_special_tokens=False)
        if encoding.ids:
            yield _words(text, start, end, encoding)


def _piece(tokenizer: Tokenizer, mark: str) -> int:
    number = tokenizer.token_to_id(mark)
    if number is None:
        raise ModelError(f"the vocabulary has no {mark}; is tokenizer.json MiniLM's?")
    return number


def _words(text: str, start: int, end: int, encoding: Encoding) -> _Words:
    sizes: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    last = None
    for number, (a, b) in zip(encoding.word_ids, encoding.offsets, strict=True):
        if number == last:
            sizes[-1] += 1
            ends[-1] = max(ends[-1], start + b)
            continue
        last = number
        sizes.append(1)
        starts.append(start + a)
        ends.append(start + b)
    written = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    states = _quote_states(text, start, end)
    quotes = [0] * len(starts) if states is None else [states[a - start] for a in starts]
    heads = [1] + [0] * (len(starts) - 1)
    return _Words(encoding.ids, sizes, starts, ends, [_shape(w) for w in written], quotes, _begins(written), heads)


def _begins(words: Sequence[str]) -> list[bool]:
    """Which of a paragraph's words begin a sentence."""
    begins = [False] * len(words)
    begins[0] = True
    for at, word in enumerate(words):
        if word[0] in SENTENCE_STOPS and 0 < at < len(words) - 1:
            begins[at + 1] = ends_sentence(words[at - 1], word, words[at + 1])
    return begins


def _quote_states(text: str, start: int, end: int) -> bytearray | None:
    """The index into `QUOTE_STATES` for each code point of a paragraph; None where nothing is quoted."""
    quoted = quotations(text, start, end)
    if not quoted:
        return None
    states = bytearray(end - start)
    for q in quoted:
        a, b = q.inside
        fill = _SINGLE if q.single else _DOUBLE
        for i in range(q.start - start, q.end - start):
            if states[i] != _DOUBLE:
                states[i] = fill
        states[q.start - start : a - start] = bytes([_OPENING]) * (a - q.start)
        states[b - start : q.end - start] = bytes([_CLOSING]) * (q.end - b)
    return states


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


def _cut(words: _Words, room: int) -> Iterator[_Words]:
    """The paragraph in parts of at most `room` pieces, cut after sentences where one ends."""
    if len(words.pieces) <= room:
        yield words
        return
    begin = used = at = 0
    while at < len(words.sizes):
        if used + words.sizes[at] > room:
            cut = _last_sentence_begin(words.begins, begin, at)
            yield words.part(begin, cut)
            begin, used = cut, sum(words.sizes[cut:at])
        used += words.sizes[at]
        at += 1
    yield words.part(begin, at)


def _last_sentence_begin(begins: Sequence[bool], begin: int, end: int) -> int:
    """Where the last sentence of the second half of the words `[begin, end)` begins, or else their end."""
    return next((i for i in range(end - 1, begin + (end - begin) // 2, -1) if begins[i]), end)


def _pack(parts: Sequence[_Words], cls: int, sep: int) -> Window:
    def column(name: str) -> Ints:
        return np.asarray([x for part in parts for x in getattr(part, name)], dtype=np.int64)

    def bordered(values: Ints, before: int = 0, after: int = 0) -> Ints:
        return np.concatenate(([before], values, [after]))

    sizes = column("sizes")
    first = 1 + np.cumsum(sizes) - sizes
    layout = np.zeros(int(sizes.sum()) + 2, dtype=np.int64)
    layout[first] = column("heads")
    return Window(
        bordered(column("pieces"), cls, sep),
        bordered(np.repeat(column("shapes"), sizes)),
        bordered(np.repeat(column("quotes"), sizes)),
        layout,
        first,
        np.cumsum(column("begins")),
        column("starts"),
        column("ends"),
    )
