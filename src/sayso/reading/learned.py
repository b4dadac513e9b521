"""The learned reader: one small encoder run by onnxruntime, decoded with numpy.

Each window is run by itself on one thread, so what is read in it depends on nothing but its own
text: not on the number of threads, nor on what else is read. Speed over many articles comes from
reading articles side by side (`sayso.reading.many`); onnxruntime lets go of the interpreter lock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi.onnxruntime_pybind11_state import Fail, InvalidGraph, InvalidProtobuf, RuntimeException
from tokenizers import Tokenizer

from sayso.errors import ModelError
from sayso.reading.attribution import Attribution, Look, Offsets
from sayso.reading.decode import Heads, Tagged, Where, named_runs, read_links
from sayso.reading.names import tidy
from sayso.reading.windows import Window, windows
from sayso.records import NameSort, ReaderVersion

MODEL_FORMAT = 2
_AGAIN = "install Sayso again, as you did before, with pip's --force-reinstall"
_FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


class LearnedReader:
    """Reads attributions with the model in `folder`, or with the one that Sayso brings.

    Raises:
        ModelError: the model's files are missing or not what `model.json` says.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or Path(str(files("sayso") / "model"))
        self._manifest = _manifest(self._folder)

    def load(self) -> None:
        """Load the model's files now rather than when the first article is read."""
        _ = self._session, self._tokenizer, self._heads

    @cached_property
    def version(self) -> ReaderVersion:
        """Name, version, and a hash over the hashes of the model's files."""
        hashes: Mapping[str, str] = self._manifest["files"]
        together = hashlib.sha256("".join(hashes[name] for name in _FILES).encode()).hexdigest()
        return ReaderVersion("sayso-learned", str(self._manifest["version"]), together)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """See `Attributor.look`."""
        attributions: list[Attribution] = []
        names: list[tuple[int, int, NameSort]] = []
        for window in windows(text, paragraphs, self._tokenizer):
            emissions, vectors, named = self._run(window, "tags", "links", "names")
            attributions.extend(self._linked(window, emissions, vectors, 0, len(emissions)))
            for first, last, sort in named_runs(named):
                names.append((int(window.starts[first]), int(window.ends[last]), sort))
        return Look(attributions, tidy(text, names))

    def look_again(self, text: str, contents: Sequence[Offsets]) -> list[Attribution]:
        """See `Attributor.look_again`."""
        found: list[Attribution] = []
        for window in windows(text, contents, self._tokenizer):
            emissions, vectors = self._run(window, "tags", "links")
            for begin, end in _stretches(window.paragraph):
                found.extend(self._linked(window, emissions, vectors, begin, end))
        return found

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._checked("tokenizer.json")))

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 4  # a damaged file is told by our own error
        path = self._folder / "encoder.onnx"
        try:
            return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        except (Fail, InvalidGraph, InvalidProtobuf, RuntimeException) as error:
            raise ModelError(f"{path} is damaged or onnxruntime too old for it ({error}); {_AGAIN}") from error

    @cached_property
    def _heads(self) -> Heads:
        with np.load(self._checked("heads.npz")) as tables:
            return Heads(**{name: tables[name] for name in Heads.__dataclass_fields__})

    def _checked(self, name: str) -> Path:
        """The path of a small file whose bytes are those that `model.json` names."""
        path = self._folder / name
        if hashlib.sha256(path.read_bytes()).hexdigest() != self._manifest["files"][name]:
            raise ModelError(f"{path} is damaged; {_AGAIN}")
        return path

    def _run(self, window: Window, *outputs: str) -> list[NDArray[np.float32]]:
        inputs = {n: getattr(window, n) for n in ("pieces", "shapes", "quotes", "layout", "first")}
        made: list[NDArray[np.float32]] = self._session.run(outputs, inputs)
        return made

    def _linked(
        self, window: Window, emissions: NDArray[np.float32], vectors: NDArray[np.float32], begin: int, end: int
    ) -> Iterator[Attribution]:
        """The attributions in the words `[begin, end)` of a window."""
        where = Where(window.sentence[begin:end], window.quoted[begin:end])
        for link in read_links(emissions[begin:end], vectors[begin:end], self._heads, where):
            yield Attribution(
                source=None if link.source is None else _place(window, begin, link.source),
                cue=_place(window, begin, link.cue),
                content=tuple(_place(window, begin, c) for c in link.contents),
                confidence=link.score,
            )


def _place(window: Window, begin: int, run: Tagged) -> Offsets:
    return int(window.starts[begin + run.first]), int(window.ends[begin + run.last])


def _stretches(paragraph: NDArray[np.int64]) -> list[Offsets]:
    """The word numbers, `[begin, end)`, of each paragraph in a window."""
    begins = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist()]
    return list(pairwise([*begins, len(paragraph)]))


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    if not path.is_file():
        raise ModelError(f"there is no model in {folder}; {_AGAIN}")
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error}); {_AGAIN}") from error
    missing = [name for name in _FILES if name not in manifest.get("files", {}) or not (folder / name).is_file()]
    if missing or manifest.get("format") != MODEL_FORMAT:
        lacking = ", ".join(missing) or "a format that this version knows"
        raise ModelError(f"the model in {folder} lacks {lacking}; {_AGAIN}")
    return manifest
