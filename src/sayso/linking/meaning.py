"""What a text means, as vectors: one for the whole and one for each word.

The reader's encoder and MiniLM were one model once; three layers on the encoder's lower half learned to give what
all-MiniLM-L6-v2 gives (`training/meaning.py`), which was trained so that texts that say the like have vectors that
point the same way (Reimers and Gurevych 2019). `meaning.onnx` holds those layers; the lower half stands in the reader's
`encoder.onnx`, and is taken from there. Each text is run alone, so its vectors depend on nothing else.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import INSTALL_AGAIN, ModelError
from sayso.linking.words import Word, words
from sayso.reading.session import session
from sayso.reading.windows import Window, windows

if TYPE_CHECKING:
    import onnxruntime

Vectors = NDArray[np.float32]

_FROM_READER = ("encoder.onnx", "tokenizer.json")
"""Files of the reader that these go with, byte for byte."""
_REMEMBERED = 40_000
"""Texts whose meaning is kept, some 5 kB each. Among 50,000 statements of one story, 44 of 100 runs were of texts
that had been run before when 8,000 were kept."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A vector of length 1 for the whole of a text, and for each of its words that are no function words.

    The words' are rounded to 8 bits a number, as many are kept: row for row `rows * scales`. `low` has the plain
    spellings of all words.
    """

    whole: Vectors
    stems: tuple[str, ...]
    rows: NDArray[np.int8]
    scales: Vectors
    low: frozenset[str]

    @property
    def vectors(self) -> Vectors:
        """The vectors of the words in `stems` (words × 384)."""
        made: Vectors = self.rows * self.scales
        return made


class Meanings:
    """Gives texts their meaning by the model in `folder`, or by the one that Sayso brings.

    Args:
        folder: with `meaning.onnx`, its manifest `meaning.json`, and the reader's files.
        threads: texts that are run side by side; what comes out is the same.

    Raises:
        ModelError: files are missing, damaged, or of another reader.
    """

    def __init__(self, folder: Path | None = None, threads: int = 2) -> None:
        self._folder = folder or Path(str(files("sayso") / "model"))
        self._threads = threads
        self._known: OrderedDict[str, Meaning] = OrderedDict()

    def of(self, text: str) -> Meaning:
        """The meaning of one text."""
        return self.of_all((text,))[0]

    def of_all(self, texts: Sequence[str]) -> list[Meaning]:
        """The meanings of several texts, in their order."""
        new = list(dict.fromkeys(t for t in texts if t not in self._known))
        _ = self._session, self._tokenizer  # loaded once, before threads ask for them
        if len(new) > 1 and self._threads > 1:
            made = list(self._pool.map(self._make, new))
        else:
            made = [self._make(text) for text in new]
        fresh = dict(zip(new, made, strict=True))
        found = [fresh[t] if t in fresh else self._known[t] for t in texts]
        for text, meaning in zip(texts, found, strict=True):
            self._known[text] = meaning
            self._known.move_to_end(text)
        while len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)
        return found

    def parts(self, text: str, spans: Sequence[tuple[int, int]]) -> Vectors:
        """For each of some spans of a text (code points) a vector of length 1; the whole's for one without a word."""
        own, vectors, whole = self._run_words(text)
        inside = [[n for n, w in enumerate(own) if w.start < end and start < w.end] for start, end in spans]
        return np.stack([unit(vectors[held].mean(axis=0)) if held else whole for held in inside])

    def tables(self) -> dict[str, NDArray[Any]]:
        """The arrays of `pairs.npz`, by name."""
        with np.load(self._checked("pairs.npz")) as arrays:
            return dict(arrays)

    @cached_property
    def _manifest(self) -> dict[str, Any]:
        """What `meaning.json` says, once the reader is the one that it names."""
        manifest, reader = (_json(self._folder / name) for name in ("meaning.json", "model.json"))
        for name in _FROM_READER:
            if reader["files"].get(name) != manifest["reader"].get(name):
                raise ModelError(
                    f"{self._folder / name} is not the one that meaning.onnx was made for; {INSTALL_AGAIN}"
                )
        return manifest

    def _checked(self, name: str) -> Path:
        """The path of a file whose bytes are those that `meaning.json` names."""
        path, wanted = self._folder / name, self._manifest["files"].get(name)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelError(f"{path} is missing or damaged; {INSTALL_AGAIN}")
        return path

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="meaning")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return session(self._checked("meaning.onnx"))

    def _make(self, text: str) -> Meaning:
        own, vectors, whole = self._run_words(text)
        content = [n for n, w in enumerate(own) if w.stem]
        most = np.maximum(np.abs(vectors[content]).max(axis=1, keepdims=True), 1e-9)
        rows = np.rint(vectors[content] * (127 / most)).astype(np.int8)
        # One object for each spelling, however many texts have it.
        stems = tuple(intern(own[n].stem) for n in content)
        return Meaning(whole, stems, rows, most / 127, frozenset(intern(w.low) for w in own))

    def _run_words(self, text: str) -> tuple[tuple[Word, ...], Vectors, Vectors]:
        """The words of a text, a vector of length 1 for each (words × 384), and one for the whole."""
        own = words(text)
        sums = np.zeros((len(own), WIDTH), dtype=np.float32)
        whole, count = np.zeros(WIDTH, dtype=np.float32), 0
        for window in windows(text, [(0, len(text))], self._tokenizer):
            made = self._run(window)
            whole += made.sum(axis=0)
            count += len(made)
            for number, (begin, end) in enumerate(_pieces(own, window)):
                sums[number] += made[begin:end].sum(axis=0)
        # The mean over all pieces, borders too, is what MiniLM was trained to compare.
        return own, unit(sums), unit((whole / max(1, count)).astype(np.float32))

    def _run(self, window: Window) -> Vectors:
        inputs = {n: getattr(window, n) for n in ("pieces", "shapes", "quotes", "layout")}
        made: Vectors = self._session.run(("meaning",), inputs)[0]
        return made


WIDTH = 384
"""Numbers in a vector."""


@cache
def shipped() -> Meanings:
    """The model that Sayso brings, loaded once when it is first asked."""
    return Meanings()


def _pieces(own: Sequence[Word], window: Window) -> list[tuple[int, int]]:
    """For each word the pieces of the window that make it up, `[begin, end)`."""
    borders = np.append(window.first, len(window.pieces) - 1)
    begins = np.searchsorted(window.ends, [w.start for w in own], side="right")
    ends = np.searchsorted(window.starts, [w.end for w in own], side="left")
    return [(int(borders[a]), int(borders[max(a, b)])) for a, b in zip(begins, ends, strict=True)]


def unit(vectors: Vectors) -> Vectors:
    """Vectors of length 1 that point the same way."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    united: Vectors = (vectors / np.maximum(length, 1e-9)).astype(np.float32)
    return united


def _json(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ModelError(f"there is no {path}; {INSTALL_AGAIN}") from error
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error}); {INSTALL_AGAIN}") from error
    return found
