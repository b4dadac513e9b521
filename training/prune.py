"""A reader with fewer inner units in each layer, to go on training with.

Half of a fine-tuned encoder's feed-forward units do nearly all its work. A unit counts for as much
as it adds to the layer's output: its mean activation times the length of its outgoing weights
(after Sun et al. 2024, Wanda). Halving 1536 units makes a window a fifth cheaper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor
from torch.nn import functional

from training.encoder import Layer
from training.model import Batch, Reader, restored


@torch.no_grad()
def pruned(reader: Reader, sample: Iterable[Batch], inner: int) -> Reader:
    """`reader` with the `inner` units of each layer that weigh most on the `sample`."""
    sums = [torch.zeros(layer.inner.out_features) for layer in _layers(reader)]
    pairs = list(zip(_layers(reader), sums, strict=True))
    hooks = [layer.inner.register_forward_hook(_summing(total)) for layer, total in pairs]
    reader.eval()
    for batch in sample:
        reader(batch.pieces, batch.extras, batch.first, batch.mask)
    for hook in hooks:
        hook.remove()
    state = dict(reader.state_dict())
    for number, (layer, total) in enumerate(pairs):
        weight = total.sqrt() * layer.outer.weight.norm(dim=0)
        kept = weight.topk(inner).indices.sort().values
        name = f"encoder.layers.{number}"
        state[f"{name}.inner.weight"] = layer.inner.weight[kept]
        state[f"{name}.inner.bias"] = layer.inner.bias[kept]
        state[f"{name}.outer.weight"] = layer.outer.weight[:, kept]
    return restored(state)


def _layers(reader: Reader) -> list[Layer]:
    return [layer for layer in reader.encoder.layers if isinstance(layer, Layer)]


def _summing(total: Tensor) -> Callable[[object, object, Tensor], None]:
    def hook(_: object, __: object, output: Tensor) -> None:
        total.add_(functional.gelu(output).square().sum(dim=(0, 1)).cpu())

    return hook
