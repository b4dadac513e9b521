"""Train the reader: `python -m training.train --corpus DIR --base MODEL.safetensors --out DIR`.

Fine-tunes the encoder with its heads on PolNeAR's train part and keeps the epoch that does best on
its dev part (whole attributions, then exact contents). Weights are averaged over steps (exponential
moving average); one seed fixes the order, the cuts and the masks. With `--follow`, the model is also
drawn to what its own average makes of the window without masks (mean teacher: Tarvainen and Valpola
2017): the annotation is noisy, and from about the sixth epoch on plain training learns the noise.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from evaluation.attribution import Attribution, Score, Span
from evaluation.corpus import Document, load
from sayso.reading.decode import Heads, Tagged, Where, read_links
from sayso.reading.windows import PACKED_PIECES
from training.corpus import Example, examples, fragments, straightened
from training.encoder import Encoder, Shape
from training.model import Batch, Reader

MASK_PIECE = 103


@dataclass(frozen=True)
class Settings:
    """Everything that decides the weights beside the data and the starting weights."""

    seed: int = 7
    epochs: int = 10
    batch: int = 16
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    average: float = 0.997
    masked: float = 0.05
    straight: float = 0.3
    fragment_every: int = 12
    dropout: float = 0.1
    follow: float = 0.0
    packed: int = PACKED_PIECES


def collate(batch: list[Example], device: torch.device) -> tuple[Batch, Tensor]:
    """Pad examples to one batch, with their gold tags (-1 beyond a window's words)."""
    longest = max(len(e.window.pieces) for e in batch)
    most = max(len(e.window.first) for e in batch)

    def padded(rows: list[list[int]], width: int, fill: int) -> Tensor:
        return torch.tensor([r + [fill] * (width - len(r)) for r in rows], device=device)

    columns = [
        padded([list(getattr(e.window, c)) for e in batch], longest, 0)
        for c in ("pieces", "shapes", "quotes", "layout")
    ]
    lengths = torch.tensor([len(e.window.pieces) for e in batch], device=device)
    mask = (torch.arange(longest, device=device) < lengths[:, None])[:, None, None, :]
    first = padded([list(e.window.first) for e in batch], most, 0)
    gold = padded([e.tags for e in batch], most, -1)
    return Batch(columns[0], (columns[1], columns[2], columns[3]), mask, first, gold >= 0), gold


def epoch_examples(
    documents: list[Document], tokenizer: Tokenizer, settings: Settings, rng: random.Random
) -> list[Example]:
    """One epoch's windows: cut anew, some articles with straight quotes, some in fragments."""
    found: list[Example] = []
    for number, document in enumerate(documents):
        if rng.random() < settings.straight:
            document = straightened(document)
        found.extend(examples(document, tokenizer, settings.packed, skip=rng.randrange(4)))
        if (number + rng.randrange(settings.fragment_every)) % settings.fragment_every == 0:
            found.extend(examples(fragments(document, rng), tokenizer, settings.packed))
    return found


def batches(found: list[Example], size: int, rng: random.Random) -> Iterator[list[Example]]:
    """Shuffled batches of windows of like length, so that little is padding."""
    rng.shuffle(found)
    pool = 50 * size
    chunks = []
    for begin in range(0, len(found), pool):
        chunk = sorted(found[begin : begin + pool], key=lambda e: len(e.window.pieces))
        chunks.extend(chunk[i : i + size] for i in range(0, len(chunk), size))
    rng.shuffle(chunks)
    yield from chunks


def optimiser(model: Reader, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a higher rate for the new heads and no decay on biases and norms."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in model.named_parameters():
        new = not name.startswith("encoder.") or ".extras." in name
        decay = 0.0 if parameter.ndim < 2 else settings.weight_decay
        groups.setdefault((settings.head_rate if new else settings.rate, decay), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": r, "weight_decay": d} for (r, d), p in groups.items()])


def decode(model: Reader, heads: Heads, example: Example, device: torch.device) -> list[Attribution]:
    """What the model, as it stands, reads in one window."""
    batch, _ = collate([example], device)
    with torch.no_grad():
        emissions, vectors = model(batch.pieces, batch.extras, batch.first)
    e, v = emissions[0].float().cpu().numpy(), vectors[0].float().cpu().numpy()

    def at(run: Tagged) -> Span:
        return int(example.window.starts[run.first]), int(example.window.ends[run.last])

    return [
        Attribution(
            () if link.source is None else (at(link.source),), (at(link.cue),), tuple(at(c) for c in link.contents)
        )
        for link in read_links(e, v, heads, Where(example.window.sentence, example.window.quoted))
    ]


def evaluate(model: Reader, documents: list[Document], tokenizer: Tokenizer, device: torch.device) -> Score:
    """Score the model on annotated articles."""
    model.eval()
    heads, score = model.tables(), Score()
    for document in documents:
        found = [a for e in examples(document, tokenizer) for a in decode(model, heads, e, device)]
        score.add(document.text, document.attributions, found)
    return score


def train(args: argparse.Namespace, settings: Settings) -> None:
    """The whole run; writes `model.pt` and `log.jsonl` to `args.out`."""
    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    train_part, dev = load(args.corpus / "train.jsonl"), load(args.corpus / "dev.jsonl")
    if args.limit:
        train_part, dev = train_part[: args.limit], dev[: args.limit]
    model = Reader(Encoder.pretrained(args.base), Shape().width).to(device)
    if args.start:
        model.load_state_dict(torch.load(args.start / "model.pt", map_location=device, weights_only=True)["model"])
    for part in model.modules():
        if isinstance(part, nn.Dropout):
            part.p = settings.dropout
    averaged = copy.deepcopy(model).eval()
    adam = optimiser(model, settings)
    steps_an_epoch = len(epoch_examples(train_part, tokenizer, settings, random.Random(0))) // settings.batch + 1
    total = steps_an_epoch * settings.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        adam,
        lambda s: min((s + 1) / (settings.warmup * total), max((total - s) / ((1 - settings.warmup) * total), 0.0)),
    )
    args.out.mkdir(parents=True, exist_ok=True)
    best, step = (0.0, 0.0), 0
    for epoch in range(settings.epochs):
        began, losses = time.monotonic(), []
        model.train()
        for batch in batches(epoch_examples(train_part, tokenizer, settings, rng), settings.batch, rng):
            losses.append(_step(model, averaged, batch, settings, device))
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            adam.step()
            schedule.step()
            adam.zero_grad(set_to_none=True)
            step += 1
            # A fresh model changes fast at first, and its average must follow; one that goes on need not.
            _average(
                averaged, model, settings.average if args.start else min(settings.average, (1 + step) / (10 + step))
            )
            if step % 20 == 0:
                print(
                    f"epoch {epoch} step {step}/{total} loss {np.mean(losses[-20:]):.3f}",
                    f"{time.monotonic() - began:.0f}s",
                    flush=True,
                )
        score = evaluate(averaged, dev, tokenizer, device)
        rows = {row: round(count.f1, 2) for row, count in score.rows.items()}
        with (args.out / "log.jsonl").open("a", encoding="utf-8") as log:
            line = {"epoch": epoch, "loss": float(np.mean(losses)), "seconds": time.monotonic() - began, "dev": rows}
            log.write(json.dumps(line) + "\n")
        print(epoch, rows, flush=True)
        reached = (rows["attribution"] + rows["content exact"], rows["content exact"])
        if reached > best:
            best = reached
            torch.save(
                {"model": averaged.state_dict(), "settings": asdict(settings), "dev": rows}, args.out / "model.pt"
            )


def _step(model: Reader, averaged: Reader, batch: list[Example], settings: Settings, device: torch.device) -> float:
    tensors, gold = collate(batch, device)
    hidden = (torch.rand(tensors.pieces.shape, device=device) < settings.masked) & (tensors.pieces > MASK_PIECE)
    pieces = tensors.pieces.masked_fill(hidden, MASK_PIECE)
    with torch.autocast(device.type, torch.bfloat16):
        emissions, vectors = model(pieces, tensors.extras, tensors.first, tensors.mask)
    loss = model.tag_loss(emissions.float(), tensors.words, gold)
    for row, example in enumerate(batch):
        part = vectors[row].float()
        loss = loss + model.link_loss(part, example.spans, example.source_of, example.cue_of)
    if settings.follow:
        with torch.no_grad(), torch.autocast(device.type, torch.bfloat16):
            wanted, _ = averaged(tensors.pieces, tensors.extras, tensors.first, tensors.mask)
        apart = (emissions.float() - wanted.float()).square().mean(dim=2)
        loss = loss + settings.follow * (apart * tensors.words).sum()
    loss = loss / len(batch)
    loss.backward()
    return float(loss.detach())


@torch.no_grad()
def _average(averaged: Reader, model: Reader, keep: float) -> None:
    for mean, now in zip(averaged.parameters(), model.parameters(), strict=True):
        mean.lerp_(now, 1 - keep)


def main() -> None:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with train.jsonl and dev.jsonl")
    parser.add_argument("--base", type=Path, required=True, help="starting weights (.safetensors)")
    parser.add_argument("--tokenizer", type=Path, required=True, help="tokenizer.json of the starting weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="folder of an earlier run to go on from, with a new schedule")
    parser.add_argument("--limit", type=int, default=0, help="use only so many articles, to try things out")
    for name, value in asdict(Settings()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    args = parser.parse_args()
    train(args, Settings(**{name: getattr(args, name) for name in asdict(Settings())}))


if __name__ == "__main__":
    main()
