"""The learned reader: one small encoder run by onnxruntime, decoded with numpy.

Each window is run by itself on one thread, so what is read in it depends on nothing but its own
text: not on the number of threads, nor on what else is read. Speed over many articles comes from
reading articles side by side (`sayso.reading.many`); onnxruntime lets go of the interpreter lock.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import INSTALL_AGAIN, ModelError
from sayso.reading.attribution import Attribution, Look, Offsets
from sayso.reading.decode import Floats, Heads, Scored, Tagged, Where, named_runs, read_links
from sayso.reading.inward import Hints, Inside, inside
from sayso.reading.names import tidy
from sayso.reading.session import session
from sayso.reading.windows import Window, windows
from sayso.records import Name, ReaderVersion

MODEL_FORMAT = 4
SOURCELESS = 0.65
"""How probable a statement inside another must be that nobody is said to make: of the less probable, most are bare
infinitives, and hardly one in ten is right in the 22 articles of PolNeAR dev whose inner statements are known."""
_Table = TypeVar("_Table", Heads, Hints)
FILES = ("encoder.onnx", "heads.npz", "inward.onnx", "inward.npz", "tokenizer.json")


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
        _ = self._encoder, self._inward, self._tokenizer, self._heads, self._inward_heads

    @cached_property
    def version(self) -> ReaderVersion:
        """Name, version, and a hash over the hashes of the model's files."""
        hashes: Mapping[str, str] = self._manifest["files"]
        together = hashlib.sha256("".join(hashes[name] for name in FILES).encode()).hexdigest()
        return ReaderVersion("sayso-learned", str(self._manifest["version"]), together)

    def look(self, text: str, paragraphs: Sequence[Offsets]) -> Look:
        """See `Attributor.look`."""
        # All windows are cut before the first is run: the encoder leaves little of anything else in the caches.
        cut = list(windows(text, paragraphs, self._tokenizer))
        parts = [_Part(window, *self._run(window)) for window in cut]
        return _Seen(self, text, parts)

    def middle(self, text: str, paragraphs: Sequence[Offsets] | None = None) -> Iterator[tuple[Window, Floats]]:
        """The windows of a text, or of some of its paragraphs, with the encoder's middle vectors of their pieces."""
        for window in windows(text, [(0, len(text))] if paragraphs is None else paragraphs, self._tokenizer):
            yield window, self._run(window)[3]

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer.from_file(str(self._checked("tokenizer.json")))

    @cached_property
    def _encoder(self) -> onnxruntime.InferenceSession:
        return session(self._folder / "encoder.onnx")

    @cached_property
    def _inward(self) -> onnxruntime.InferenceSession:
        return session(self._folder / "inward.onnx")

    @cached_property
    def _heads(self) -> Heads:
        return self._tables("heads.npz", Heads)

    @cached_property
    def _inward_heads(self) -> Heads:
        return self._tables("inward.npz", Heads)

    @cached_property
    def _hints(self) -> Hints:
        return self._tables("inward.npz", Hints)

    def _tables(self, name: str, kind: type[_Table]) -> _Table:
        with np.load(self._checked(name)) as tables:
            return kind(**{field.name: tables[field.name] for field in fields(kind)})

    def _checked(self, name: str) -> Path:
        """The path of a small file whose bytes are those that `model.json` names."""
        path = self._folder / name
        if hashlib.sha256(path.read_bytes()).hexdigest() != self._manifest["files"][name]:
            raise ModelError(f"{path} is damaged; {INSTALL_AGAIN}")
        return path

    def _run(self, window: Window) -> list[Floats]:
        """Tags', links' and names' numbers for each word, and the middle and last vectors of the pieces."""
        inputs = {n: getattr(window, n) for n in ("pieces", "shapes", "quotes", "layout", "first")}
        made: list[Floats] = self._encoder.run(("tags", "links", "names", "middle", "final"), inputs)
        return made

    def _run_inward(self, part: _Part, seen: Inside) -> list[Floats]:
        """Tags' and links' numbers for each word seen."""
        final, middle = part.final[seen.pieces], part.middle[seen.pieces]
        inputs = {"final": final, "middle": middle, "roles": seen.roles, "first": seen.first}
        made: list[Floats] = self._inward.run(("tags", "links"), inputs)
        return made


@dataclass(frozen=True, slots=True)
class _Part:
    """A window and what the encoder made of it."""

    window: Window
    tags: Floats
    links: Floats
    names: Floats
    middle: Floats
    final: Floats


@dataclass(frozen=True)
class _Seen:
    """See `Look`."""

    reader: LearnedReader
    text: str
    parts: list[_Part]

    @cached_property
    def attributions(self) -> list[Attribution]:
        """The outermost attributions, in order of their cues."""
        return _linked([_Stretch(p.window, 0, p.tags, p.links) for p in self.parts], self.reader._heads)

    @cached_property
    def names(self) -> list[Name]:
        """The names, in order of place."""
        found = [
            (int(p.window.starts[first]), int(p.window.ends[last]), sort)
            for p in self.parts
            for first, last, sort in named_runs(p.names)
        ]
        return tidy(self.text, found)

    def inside(self, outer: Sequence[Attribution]) -> list[Attribution]:
        """See `Look.inside`."""
        parts = zip(self.parts, self._hinted, strict=True)
        found = _linked(
            [s for part, hinted in parts for s in self._contents(part, hinted, outer)], self.reader._inward_heads
        )
        return [a for a in found if a.source is not None or a.confidence >= SOURCELESS]

    @cached_property
    def _hinted(self) -> list[NDArray[np.bool_]]:
        """For each part whether its words may be cues inside a content."""
        return [self.reader._hints.of(part.middle[part.window.first]) for part in self.parts]

    def _contents(self, part: _Part, hinted: NDArray[np.bool_], outer: Sequence[Attribution]) -> Iterator[_Stretch]:
        """The contents of `outer` in a window, as the second look sees them."""
        seen = inside(part.window, outer, hinted)
        if seen is None:
            return
        tags, links = self.reader._run_inward(part, seen)
        for begin, end in seen.stretches:
            yield _Stretch(part.window, int(seen.words[begin]), tags[begin:end], links[begin:end])


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Some words of a window, the first of them its number `begin`, and what the heads make of them."""

    window: Window
    begin: int
    tags: Floats
    links: Floats

    @property
    def scored(self) -> Scored:
        """The same as the decoder takes it."""
        words = slice(self.begin, self.begin + len(self.tags))
        return Scored(self.tags, self.links, Where(self.window.sentence[words], self.window.quoted[words]))


def _linked(stretches: Sequence[_Stretch], heads: Heads) -> list[Attribution]:
    """The attributions in some stretches of words."""
    return [
        Attribution(
            source=None if link.source is None else _place(stretch.window, stretch.begin, link.source),
            cue=_place(stretch.window, stretch.begin, link.cue),
            content=tuple(_place(stretch.window, stretch.begin, c) for c in link.contents),
            confidence=link.score,
        )
        for stretch, found in zip(stretches, read_links([s.scored for s in stretches], heads), strict=True)
        for link in found
    ]


def _place(window: Window, begin: int, run: Tagged) -> Offsets:
    return int(window.starts[begin + run.first]), int(window.ends[begin + run.last])


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    if not path.is_file():
        raise ModelError(f"there is no model in {folder}; {INSTALL_AGAIN}")
    try:
        manifest: dict[str, Any] = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        raise ModelError(f"{path} is damaged ({error}); {INSTALL_AGAIN}") from error
    missing = [name for name in FILES if name not in manifest.get("files", {}) or not (folder / name).is_file()]
    if missing or manifest.get("format") != MODEL_FORMAT:
        lacking = ", ".join(missing) or "a format that this version knows"
        raise ModelError(f"the model in {folder} lacks {lacking}; {INSTALL_AGAIN}")
    return manifest
