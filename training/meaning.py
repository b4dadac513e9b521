"""Train what a statement means: `python -m training.meaning --corpus DIR --base MODEL.safetensors --out DIR`.

MiniLM-L6 as all-MiniLM-L6-v2 has it was trained on a thousand million pairs of texts that say the like (Reimers and
Gurevych 2019): the mean of its vectors tells what a sentence means. Of the reader's encoder, which began as the same,
the lower half still knows it. Three layers on top of its middle vectors learn to give what MiniLM gives for every piece
(distillation: Hinton et al. 2015), on sentences of PolNeAR's train part and the contents marked in them. So meaning
costs three layers in the package instead of a second encoder. The middle vectors are those of the int8 file that ships.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from rich.progress import track
from torch import Tensor, nn
from torch.nn import functional

from evaluation.corpus import Document, load
from sayso.reading.inward import SHARED_LAYERS
from sayso.reading.learned import LearnedReader
from sayso.reading.sentences import sentences
from sayso.reading.windows import paragraphs
from training.encoder import Encoder, Layer
from training.train import share_of_rate

ASIDE = 256
"""Texts kept to measure on, from PolNeAR's dev part."""


@dataclass(frozen=True)
class Settings:
    """How a run learns; `whole` weighs the vector of a text beside those of its pieces."""

    seed: int = 3
    texts: int = 12000
    epochs: int = 3
    batch: int = 32
    rate: float = 3e-4
    warmup: float = 0.05
    weight_decay: float = 0.01
    whole: float = 2.0
    longest: int = 96


@dataclass(frozen=True)
class Told:
    """A text's pieces: the reader's middle vectors, and the vectors that the teacher gives."""

    middle: Tensor
    wanted: Tensor


class Meaning(nn.Module):
    """The layers that turn middle vectors into vectors of meaning."""

    def __init__(self, teacher: Encoder) -> None:
        super().__init__()
        self.layers = nn.ModuleList(teacher.layers[SHARED_LAYERS:])

    def forward(self, middle: Tensor, mask: Tensor | None = None) -> Tensor:
        """One vector a piece (texts × pieces × width)."""
        x = middle
        for layer in self.layers:
            x = layer(x, mask)
        return x


def texts(documents: Sequence[Document], count: int, rng: random.Random) -> list[str]:
    """So many texts, half of them sentences and half contents, as statements are."""
    whole, contents = set(), set()
    for document in documents:
        for start, end in paragraphs(document.text):
            whole.update(document.text[s[0].start : s[-1].end] for s in sentences(document.text, start, end))
        contents.update(document.text[a:b] for attribution in document.attributions for a, b in attribution.content)
    half = count // 2
    return [*rng.sample(sorted(whole), half), *rng.sample(sorted(contents), count - half)]


def told(given: Sequence[str], reader: LearnedReader, teacher: Encoder, longest: int) -> Iterator[Told]:
    """What both make of texts; those with more than `longest` pieces are left out."""
    for text in given:
        window, middle = next(reader.middle(text), (None, None))
        if window is None or middle is None or len(window.pieces) > longest:
            continue
        pieces = torch.from_numpy(window.pieces)[None]
        plain = torch.zeros_like(pieces)
        with torch.no_grad():
            yield Told(torch.from_numpy(middle), teacher(pieces, (plain, plain, plain))[0])


def loss(model: Meaning, batch: Sequence[Told], whole: float) -> Tensor:
    """How far the pieces' vectors are from the teacher's, and how far those of the texts point elsewhere."""
    middle, wanted = (
        nn.utils.rnn.pad_sequence([getattr(t, part) for t in batch], batch_first=True) for part in ("middle", "wanted")
    )
    lengths = torch.tensor([len(t.middle) for t in batch])
    mask = torch.arange(middle.shape[1]) < lengths[:, None]
    with torch.autocast("cpu", torch.bfloat16, enabled=model.training):
        made = model(middle, mask[:, None, None, :])
    made = made.float()
    apart = functional.mse_loss(made[mask], wanted[mask]) / wanted[mask].var()
    means = [(v * mask[:, :, None]).sum(1) / lengths[:, None] for v in (made, wanted)]
    return apart + whole * (1 - functional.cosine_similarity(*means)).mean()


def aside_cosine(model: Meaning, aside: Sequence[Told]) -> float:
    """The mean cosine between a text's vector and the teacher's."""
    model.eval()
    with torch.no_grad():
        both = [(model(t.middle[None])[0].mean(0), t.wanted.mean(0)) for t in aside]
    return float(np.mean([functional.cosine_similarity(a, b, dim=0) for a, b in both]))


def train(args: argparse.Namespace, settings: Settings) -> None:
    """The whole run; writes `meaning.pt` to `args.out`. The last epoch feels int8, as the shipped file will."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(settings.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    reader, teacher = LearnedReader(args.model), Encoder.pretrained(args.base).eval()

    def material(part: str, count: int) -> list[Told]:
        given = texts(load(args.corpus / f"{part}.jsonl"), count, rng)
        return list(told(track(given, part), reader, teacher, settings.longest))  # type: ignore[arg-type]

    learned, aside = material("train", settings.texts), material("dev", ASIDE)
    model = Meaning(teacher)
    adam = torch.optim.AdamW(model.parameters(), settings.rate, weight_decay=settings.weight_decay)
    total = settings.epochs * (len(learned) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(adam, lambda step: share_of_rate(step, total, settings.warmup))
    found = []
    for epoch in range(settings.epochs):
        model.train()
        for layer in model.layers:
            assert isinstance(layer, Layer)
            layer.rounded, layer.dropout.p = epoch == settings.epochs - 1, 0.0
        losses = []
        for batch in track(_batches(learned, settings.batch, rng), f"epoch {epoch}"):
            wrong = loss(model, batch, settings.whole)
            wrong.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            adam.zero_grad(set_to_none=True)
            losses.append(float(wrong.detach()))
        found.append({"epoch": epoch, "loss": float(np.mean(losses)), "cosine": aside_cosine(model, aside)})
        print(found[-1], flush=True)
        saved = {"model": model.state_dict(), "settings": asdict(settings), "aside": found[-1]}
        torch.save(saved, args.out / "meaning.pt")
    (args.out / "log.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _batches(learned: Sequence[Told], size: int, rng: random.Random) -> list[list[Told]]:
    """Texts of like length together, the batches in any order; a remainder is left out."""
    order = sorted(learned, key=lambda t: (len(t.middle), rng.random()))
    batches = [order[i : i + size] for i in range(0, len(order) - size + 1, size)]
    rng.shuffle(batches)
    return batches


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with PolNeAR's train.jsonl and dev.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="MiniLM's model.safetensors")
    parser.add_argument("--model", type=Path, default=Path("src/sayso/model"), help="the reader that ships")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1, help="more are slower on a machine that others use (1)")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    train(args, Settings(**{name: getattr(args, name) for name in asdict(Settings())}))


if __name__ == "__main__":
    main()
