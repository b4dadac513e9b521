"""Windows in batches: each epoch cuts the articles anew, and batches hold windows of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor

from evaluation.corpus import Document
from evaluation.names import NamedDocument
from training.corpus import Example, examples, fragments, named_examples, retitled, straightened
from training.model import Batch


@dataclass(frozen=True)
class Gold:
    """What is known of each word of a batch (windows × words), -1 where nothing is."""

    tags: Tensor
    names: Tensor


@dataclass(frozen=True)
class Material:
    """What there is to learn from: articles with attributions, and articles with names."""

    articles: list[Document]
    named: list[NamedDocument]


@dataclass(frozen=True)
class Cutting:
    """How an epoch's windows are made: shares of articles, and pieces in a window."""

    straight: float
    fragment_every: int
    headed: float
    named_share: float
    packed: int


def collate(batch: list[Example], device: torch.device) -> tuple[Batch, Gold]:
    """Pad examples to one batch."""
    longest = max(len(e.window.pieces) for e in batch)
    most = max(len(e.window.first) for e in batch)

    def padded(rows: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([r + [fill] * (width - len(r)) for r in rows], device=device)

    pieces, *extras = (
        padded([list(getattr(e.window, c)) for e in batch], longest, 0)
        for c in ("pieces", "shapes", "quotes", "layout")
    )
    lengths = torch.tensor([len(e.window.pieces) for e in batch], device=device)
    mask = (torch.arange(longest, device=device) < lengths[:, None])[:, None, None, :]
    first = padded([list(e.window.first) for e in batch], most, 0)
    counts = torch.tensor([len(e.window.first) for e in batch], device=device)
    words = torch.arange(most, device=device) < counts[:, None]
    gold = Gold(*(padded([getattr(e, c) for e in batch], most, -1) for c in ("tags", "names")))
    return Batch(pieces, (extras[0], extras[1], extras[2]), mask, first, words), gold


def epoch(
    material: Material, tokenizer: Tokenizer, cutting: Cutting, size: int, rng: random.Random
) -> list[list[Example]]:
    """One epoch's batches: articles cut anew, some with straight quotes, some in fragments, headlines' capitals."""
    found: list[Example] = []
    for number, document in enumerate(material.articles):
        if rng.random() < cutting.straight:
            document = straightened(document)
        found.extend(examples(document, tokenizer, cutting.packed, rng.randrange(4)))
        if (number + rng.randrange(cutting.fragment_every)) % cutting.fragment_every == 0:
            found.extend(examples(fragments(document, rng), tokenizer, cutting.packed))
    named: list[Example] = []
    for text in rng.sample(material.named, round(cutting.named_share * len(material.named))):
        named.extend(named_examples(retitled(text, rng, cutting.headed), tokenizer, cutting.packed, rng.randrange(4)))
    batches = [*_batches(found, size, rng), *_batches(named, size, rng)]
    rng.shuffle(batches)
    return batches


def _batches(found: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of windows of like length, so that little is padding."""
    rng.shuffle(found)
    pool = 50 * size
    for begin in range(0, len(found), pool):
        chunk = sorted(found[begin : begin + pool], key=lambda e: len(e.window.pieces))
        yield from (chunk[i : i + size] for i in range(0, len(chunk), size))
