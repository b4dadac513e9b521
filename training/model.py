"""The reader as it is trained: an encoder with heads for tags (a CRF), links and names.

What `forward` returns per word is just what the ONNX file gives at run time; the CRF's and the
links' small tables leave as `sayso.reading.decode.Heads`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading.decode import (
    BETWEEN,
    DISTANCES,
    LINK_VECTORS,
    LINK_WIDTH,
    NAME_TAGS,
    TAGS,
    Heads,
    Tagged,
    allowed,
    buckets,
)
from training.encoder import Encoder, Shape


class Outputs(NamedTuple):
    """What the heads make of each word (windows × words × …): just what the ONNX file gives at run time."""

    tags: Tensor
    links: Tensor
    names: Tensor


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded: the encoder's inputs and each window's words' first pieces."""

    pieces: Tensor
    extras: tuple[Tensor, Tensor, Tensor]
    mask: Tensor
    first: Tensor
    words: Tensor
    """True where a window has a word (windows × words)."""


class Attributing(nn.Module):
    """The heads that read attributions from the vectors of words, and what they learn by."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.tags = nn.Linear(width, len(TAGS))
        self.link = nn.Linear(width, 2 * len(LINK_VECTORS) * LINK_WIDTH)
        self.transitions = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.opening = nn.Parameter(torch.zeros(len(TAGS)))
        self.distance = nn.Parameter(torch.zeros(2, 2 * (len(DISTANCES) + 1)))
        self.between = nn.Parameter(torch.zeros(2, 2 * BETWEEN))
        self.no_source = nn.Parameter(torch.zeros(LINK_WIDTH))
        count = len(TAGS)
        legal = [[0.0 if allowed(i, j) else -1e4 for j in range(count)] for i in range(-1, count)]
        self.register_buffer("legal", torch.tensor(legal), persistent=False)

    def tag_loss(self, emissions: Tensor, words: Tensor, gold: Tensor) -> Tensor:
        """Negative log-likelihood of `gold` under the CRF, summed over windows.

        `gold` has -1 beyond a window's words.
        """
        legal: Tensor = self.legal  # type: ignore[assignment]
        moves = self.transitions + legal[1:]
        opening = self.opening + legal[0]
        tags = gold.clamp(min=0)
        told = (emissions.gather(2, tags[:, :, None])[:, :, 0] * words).sum()
        told = told + opening[tags[:, 0]].sum() + (moves[tags[:, :-1], tags[:, 1:]] * words[:, 1:]).sum()
        score = emissions[:, 0] + opening
        for i in range(1, emissions.shape[1]):
            step = torch.logsumexp(score[:, :, None] + moves, dim=1) + emissions[:, i]
            score = torch.where(words[:, i, None], step, score)
        return torch.logsumexp(score, dim=1).sum() - told

    def link_loss(
        self, vectors: Tensor, spans: list[Tagged], source_of: list[int | None], cue_of: list[int | None]
    ) -> Tensor:
        """Cross-entropy of one window's gold links (`vectors`: words × all vectors).

        `source_of` has, for each cue in order, the number of its source among the sources, their
        count for "none", or None where the source lies outside the window; `cue_of` the same for
        contents and cues.
        """
        sources, cues, contents = ([s for s in spans if s.role == role] for role in range(3))
        loss = vectors.new_zeros(())
        if not cues:
            return loss
        seekers = self._span_vectors(vectors, cues, 0)
        none = (seekers @ self.no_source)[:, None]
        scores = torch.cat([self._pairs(vectors, cues, sources, 0), none], dim=1) if sources else none
        loss = loss + _known_cross_entropy(scores, source_of)
        if contents:
            loss = loss + _known_cross_entropy(self._pairs(vectors, contents, cues, 1), cue_of)
        return loss

    def _span_vectors(self, vectors: Tensor, spans: list[Tagged], kind: int) -> Tensor:
        shaped = vectors.view(len(vectors), 2, len(LINK_VECTORS), LINK_WIDTH)
        return torch.tanh(shaped[[s.first for s in spans], 0, kind] + shaped[[s.last for s in spans], 1, kind])

    def _pairs(self, vectors: Tensor, seekers: list[Tagged], targets: list[Tagged], kind: int) -> Tensor:
        distance, between = (torch.from_numpy(b).to(vectors.device) for b in buckets(seekers, targets))
        scores = self._span_vectors(vectors, seekers, 2 * kind) @ self._span_vectors(vectors, targets, 2 * kind + 1).T
        return scores + self.distance[kind][distance] + self.between[kind][between]

    def tables(self) -> Heads:
        """The heads' tables as the run-time decoder takes them."""
        parts = (self.transitions, self.opening, self.distance, self.between, self.no_source)
        return Heads(*(p.detach().float().cpu().numpy().astype(np.float32) for p in parts))


class Reader(Attributing):
    """Encoder with heads."""

    def __init__(self, encoder: Encoder, width: int, dropout: float = 0.1) -> None:
        super().__init__(width)
        self.encoder = encoder
        self.dropout = nn.Dropout(dropout)
        self.names = nn.Linear(width, len(NAME_TAGS))

    def forward(
        self, pieces: Tensor, extras: tuple[Tensor, Tensor, Tensor], first: Tensor, mask: Tensor | None = None
    ) -> Outputs:
        """Every head's numbers for every word."""
        states = self.dropout(self.encoder(pieces, extras, mask))
        return self.heads(torch.gather(states, 1, first[:, :, None].expand(-1, -1, states.shape[2])))

    def heads(self, words: Tensor) -> Outputs:
        """The heads on the vectors of words."""
        return Outputs(self.tags(words), self.link(words), self.names(words))


def _known_cross_entropy(scores: Tensor, wanted: list[int | None]) -> Tensor:
    target = torch.tensor([-100 if w is None else w for w in wanted], device=scores.device)
    if bool((target == -100).all()):
        return scores.new_zeros(())
    return functional.cross_entropy(scores, target, ignore_index=-100, reduction="sum")


def restored(state: dict[str, Tensor]) -> Reader:
    """The reader with weights that an earlier run saved; heads that the run had not are new."""
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    shape = Shape(layers=layers, inner=len(state["encoder.layers.0.inner.bias"]))
    reader = Reader(Encoder(shape), shape.width)
    known = {name: weight for name, weight in state.items() if not name.startswith("inner.")}
    lacking = reader.load_state_dict(known, strict=False)
    if lacking.unexpected_keys or any(not name.startswith("names.") for name in lacking.missing_keys):
        raise ValueError(f"these are no reader's weights: {lacking}")
    return reader
