"""The second look as it is trained: what it takes from the first look's encoder, its layers and its heads.

The encoder itself stays as it is: its vectors are taken from the very `encoder.onnx` that ships, so that what is
trained sees what it will see, rounding included.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from torch import Tensor, nn

from sayso.reading.decode import ROLES
from sayso.reading.inward import SHARED_LAYERS, Hints
from training.encoder import rounded_linear
from training.model import Attributing, Reader
from training.nested import NestedExample
from training.train import MASK_PIECE


class Inward(Attributing):
    """The layers and heads of the second look.

    It begins as the first look's last `layers` layers and its heads, on a blend of the encoder's last and middle
    vectors: the more layers, the nearer to the middle.
    """

    def __init__(self, reader: Reader, layers: int) -> None:
        width = reader.tags.in_features
        super().__init__(width)
        self.roles = nn.Embedding(1 + len(ROLES), width)
        nn.init.zeros_(self.roles.weight)
        self.blend = nn.Linear(2 * width, width, bias=False)
        middle = layers / SHARED_LAYERS
        with torch.no_grad():
            self.blend.weight.copy_(torch.cat([(1 - middle) * torch.eye(width), middle * torch.eye(width)], dim=1))
        self.layers = copy.deepcopy(reader.encoder.layers[-layers:])
        self.hint = nn.Linear(width, 1)
        self.register_buffer("least_hint", torch.zeros(()))
        own = dict(self.named_parameters())
        for name, weight in reader.named_parameters():
            if name in own and not name.startswith("layers."):
                own[name].data.copy_(weight)

    def hints(self, middle: Tensor, first: Tensor) -> Tensor:
        """For every word, from its first piece's middle vector alone, how much it seems a cue; logits."""
        states = self.hint(middle)[:, :, 0]
        return torch.gather(states, 1, first) - self.least_hint

    def hinting(self) -> Hints:
        """The hints as the run-time reader takes them."""
        weight, bias, least = (x.detach().numpy() for x in (self.hint.weight[0], self.hint.bias[0], self.least_hint))
        return Hints(weight.astype(np.float32), np.asarray(least - bias, dtype=np.float32))

    def forward(
        self, final: Tensor, middle: Tensor, roles: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """Tags' and links' numbers for every word, from the encoder's last and middle vectors of the pieces seen."""
        x = rounded_linear(self.blend, torch.cat([final, middle], dim=2), self.layers[0].rounded) + self.roles(roles)
        for layer in self.layers:
            x = layer(x, mask)
        words = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        return self.tags(words), self.link(words)


def load_inward(run: Path, reader: Reader) -> Inward:
    """The second look that an earlier run trained."""
    state = torch.load(run / "inward.pt", map_location="cpu", weights_only=True)["model"]
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = Inward(reader, layers)
    model.load_state_dict(state)
    return model


@dataclass(frozen=True)
class Sight:
    """What the second look takes in, windows side by side, padded: see `Inward.forward`."""

    final: Tensor
    middle: Tensor
    roles: Tensor
    first: Tensor
    mask: Tensor


class Eyes:
    """The first look's encoder at `path`, an ONNX file."""

    def __init__(self, path: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def sight(
        self, batch: Sequence[NestedExample], dice: np.random.Generator | None = None, masked: float = 0
    ) -> Sight:
        """Some windows as the second look sees them, a share of their pieces `masked` by the throw of `dice`."""
        made = [self._vectors(e, dice, masked) for e in batch]
        lengths = torch.tensor([len(e.seen.pieces) for e in batch])
        return Sight(
            *(_padded([vectors[n] for vectors in made]) for n in range(2)),
            _padded([e.seen.roles for e in batch]),
            _padded([e.seen.first for e in batch]),
            (torch.arange(int(lengths.max())) < lengths[:, None])[:, None, None, :],
        )

    def _vectors(
        self, example: NestedExample, dice: np.random.Generator | None, masked: float
    ) -> tuple[np.ndarray, np.ndarray]:
        window = example.outer.window
        inputs = {name: np.asarray(getattr(window, name)) for name in ("pieces", "shapes", "quotes", "layout", "first")}
        if dice is not None:
            hidden = (dice.random(len(inputs["pieces"])) < masked) & (inputs["pieces"] > MASK_PIECE)
            inputs["pieces"] = np.where(hidden, MASK_PIECE, inputs["pieces"])
        final, middle = self._session.run(("final", "middle"), inputs)
        return final[example.seen.pieces], middle[example.seen.pieces]


def _padded(rows: Sequence[np.ndarray]) -> Tensor:
    return nn.utils.rnn.pad_sequence([torch.from_numpy(np.ascontiguousarray(row)) for row in rows], batch_first=True)
