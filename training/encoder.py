"""BERT's encoder (Devlin et al. 2019) in plain torch, with the three extra inputs of a window.

Written out so that training needs torch and safetensors alone. Parameter names follow the
published checkpoints, so their weights load by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.reading.inward import SHARED_LAYERS
from sayso.reading.windows import LAYOUTS, QUOTE_STATES, SHAPES


@dataclass(frozen=True)
class Shape:
    """Sizes of an encoder; the defaults are MiniLM-L6's."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    attention_heads: int = 12
    inner: int = 1536
    positions: int = 512
    dropout: float = 0.1


def _attend(q: Tensor, k: Tensor, v: Tensor, heads: int, mask: Tensor | None) -> Tensor:
    batch, length, width = q.shape
    split = (batch, length, heads, width // heads)
    q, k, v = (part.view(split).transpose(1, 2) for part in (q, k, v))
    seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    return seen.transpose(1, 2).reshape(batch, length, width)


class _RuntimeAttention(torch.autograd.Function):
    """Attention as one operator of onnxruntime's own, a third faster than its parts."""

    @staticmethod
    def forward(_: object, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return _attend(q, k, v, heads, None)

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


def _rounded(x: Tensor) -> Tensor:
    """`x` as it is after 8 bits a number, one scale a window; its gradient is that of `x`.

    That is what onnxruntime does at run time; a model that felt it in training loses nothing to it
    (Jacob et al. 2018).
    """
    low, high = x.detach().amin(dim=(1, 2), keepdim=True).clamp(max=0), x.detach().amax(dim=(1, 2), keepdim=True)
    scale = (high - low).clamp(min=1e-9) / 255
    return x + (torch.round((x - low) / scale) * scale + low - x).detach()


def rounded_linear(part: nn.Linear, x: Tensor, rounded: bool) -> Tensor:
    """`part` of `x`, both as they are after 8 bits a number if `rounded`."""
    return _weighed(part, _rounded(x), True) if rounded else part(x)


def _weighed(part: nn.Linear, x: Tensor, rounded: bool) -> Tensor:
    if not rounded:
        return part(x)
    scale = part.weight.detach().abs().amax(dim=1, keepdim=True).clamp(min=1e-9) / 127
    weight = part.weight + (torch.round(part.weight / scale) * scale - part.weight).detach()
    return functional.linear(x, weight, part.bias)


class Layer(nn.Module):
    """One transformer layer, post-norm."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.attention_heads = shape.attention_heads
        self.query = nn.Linear(shape.width, shape.width)
        self.key = nn.Linear(shape.width, shape.width)
        self.value = nn.Linear(shape.width, shape.width)
        self.output = nn.Linear(shape.width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.rounded = False

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Vectors in, vectors out (windows × pieces × width); `mask` is False where a window has ended."""
        seen_by = _rounded(x) if self.rounded else x
        q, k, v = (_weighed(part, seen_by, self.rounded) for part in (self.query, self.key, self.value))
        if torch.onnx.is_in_onnx_export():
            seen: Tensor = _RuntimeAttention.apply(q, k, v, self.attention_heads)
        else:
            seen = _attend(q, k, v, self.attention_heads, mask)
        x = self.attention_norm(x + self.dropout(rounded_linear(self.output, seen, self.rounded)))
        inner = functional.gelu(rounded_linear(self.inner, x, self.rounded))
        return self.norm(x + self.dropout(rounded_linear(self.outer, inner, self.rounded)))


class Encoder(nn.Module):
    """Pieces and their written form in, one vector a piece out."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.segment = nn.Parameter(torch.zeros(shape.width))
        self.extras = nn.ModuleList(nn.Embedding(len(kinds), shape.width) for kinds in (SHAPES, QUOTE_STATES, LAYOUTS))
        for extra in self.extras:
            nn.init.zeros_(extra.weight)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))

    def forward(self, pieces: Tensor, extras: tuple[Tensor, Tensor, Tensor], mask: Tensor | None = None) -> Tensor:
        """Piece numbers, shapes, quote states and layout in (windows × pieces), vectors out."""
        return self.upper(self.lower(pieces, extras, mask), mask)

    def lower(self, pieces: Tensor, extras: tuple[Tensor, Tensor, Tensor], mask: Tensor | None = None) -> Tensor:
        """The vectors after the layers that the first look shares with the second."""
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(places) + self.segment
        for table, column in zip(self.extras, extras, strict=True):
            x = x + table(column)
        x = self.dropout(self.norm(x))
        for layer in self.layers[:SHARED_LAYERS]:
            x = layer(x, mask)
        return x

    @property
    def upper_layers(self) -> nn.ModuleList:
        """The layers that the first look has to itself."""
        return self.layers[SHARED_LAYERS:]

    def upper(self, x: Tensor, mask: Tensor | None = None) -> Tensor:
        """The vectors after all layers, from those that `lower` gives."""
        for layer in self.upper_layers:
            x = layer(x, mask)
        return x

    @classmethod
    def pretrained(cls, checkpoint: Path, shape: Shape | None = None) -> Encoder:
        """An encoder with the weights of a BERT-shaped `.safetensors` file."""
        shape = shape or Shape()
        encoder = cls(shape)
        theirs = load_file(checkpoint)
        state = encoder.state_dict()
        for name in state:
            if name.startswith("extras"):
                continue
            found = theirs[_published_name(name)]
            state[name] = found[0] if name == "segment" else found
        encoder.load_state_dict(state)
        return encoder


_EMBEDDINGS = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "segment": "embeddings.token_type_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "output": "attention.output.dense",
    "attention_norm": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "norm": "output.LayerNorm",
}


def _published_name(name: str) -> str:
    if name in _EMBEDDINGS:
        return _EMBEDDINGS[name]
    _, number, part, kind = name.split(".")
    return f"encoder.layer.{number}.{_LAYER[part]}.{kind}"
