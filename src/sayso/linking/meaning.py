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
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.linking.words import Word, words
from sayso.reading.windows import Window, windows

if TYPE_CHECKING:
    import onnxruntime

Vectors = NDArray[np.float32]

_FROM_READER = ("encoder.onnx", "tokenizer.json")
"""Files of the reader that these go with, byte for byte."""
_SLOW_FUSION = "SkipLayerNormFusion"
"""As in the reader: without it a text of 22 pieces takes 2.4 ms instead of 3.0 (onnxruntime 1.32)."""
_REMEMBERED = 8192
"""Texts whose vectors are kept: some 10 kB each."""
_AGAIN = "install Sayso again, as you did before, with pip's --force-reinstall"


@dataclass(frozen=True)
class Meaning:
    """The words of a text with a vector of length 1 each (words × 384), and a vector of length 1 for the whole.

    The words' are of half precision, as many are kept.
    """

    words: tuple[Word, ...]
    vectors: NDArray[np.float16]
    whole: Vectors

    @cached_property
    def content(self) -> list[int]:
        """The numbers of the words that are no function words."""
        return [n for n, w in enumerate(self.words) if w.stem]

    @cached_property
    def low(self) -> frozenset[str]:
        """The words' plain spellings."""
        return frozenset(w.low for w in self.words)

    def part(self, start: int, end: int) -> Vectors:
        """A vector of length 1 for the words that meet `[start, end)` (code points); the whole's if there are none."""
        inside = [n for n, w in enumerate(self.words) if w.start < end and start < w.end]
        return unit(self.vectors[inside].astype(np.float32).mean(axis=0)) if inside else self.whole


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
                raise ModelError(f"{self._folder / name} is not the one that meaning.onnx was made for; {_AGAIN}")
        return manifest

    def _checked(self, name: str) -> Path:
        """The path of a file whose bytes are those that `meaning.json` names."""
        path, wanted = self._folder / name, self._manifest["files"].get(name)
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != wanted:
            raise ModelError(f"{path} is missing or damaged; {_AGAIN}")
        return path

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="meaning")

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._folder / "tokenizer.json"))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        # Imported here because a ledger is opened, and most of what is said is settled by words, without it.
        import onnxruntime
        from onnxruntime.capi import onnxruntime_pybind11_state as state

        path = self._checked("meaning.onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4  # a damaged file is told by our own error
        try:
            return onnxruntime.InferenceSession(
                str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW_FUSION]
            )
        except (state.Fail, state.InvalidGraph, state.InvalidProtobuf, state.RuntimeException) as error:
            raise ModelError(f"{path} is damaged or onnxruntime too old for it ({error}); {_AGAIN}") from error

    def _make(self, text: str) -> Meaning:
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
        return Meaning(own, unit(sums).astype(np.float16), unit((whole / max(1, count)).astype(np.float32)))

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
        raise ModelError(f"there is no {path}; {_AGAIN}") from error
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error}); {_AGAIN}") from error
    return found
